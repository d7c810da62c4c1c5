/* Looks into the model of FollowTheMoney. */
#include "records/dialects/ftm_schema.h"

#include "records/dialects/ftm_model.h"

#include <string.h>

static int compare(kith_text a, const char *b)
{
    const size_t length = strlen(b);
    const int order = memcmp(a.data, b, a.length < length ? a.length : length);
    return order ? order : (a.length > length) - (a.length < length);
}

const kith_ftm_schema *kith_ftm_schema_of(kith_text name)
{
    size_t low = 0;
    size_t high = KITH_FTM_SCHEMATA;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare(name, kith_ftm_schemata[middle].name);
        if (order == 0)
            return &kith_ftm_schemata[middle];
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

bool kith_ftm_lists(const char *list, kith_text name)
{
    for (const char *at = list; (at = strchr(at, ' ')); at++) {
        if (!strncmp(at + 1, name.data, name.length) &&
            at[1 + name.length] == ' ' && name.length)
            return true;
    }
    return false;
}

bool kith_ftm_extends(kith_text a, kith_text b)
{
    if (a.length < 2 || b.length < 2)
        return false;
    const kith_ftm_schema *schema =
        kith_ftm_schema_of((kith_text){a.data + 1, a.length - 2});
    return schema && kith_ftm_lists(schema->extends,
                                    (kith_text){b.data + 1, b.length - 2});
}
