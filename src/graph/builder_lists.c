/* Aliases and further types: the arrays of texts in a record. */
#include "base/alloc.h"
#include "graph/reading.h"

/* Each text of an array of texts that is known to be sound. */
typedef bool each_text(kith_reading *reading, kith_id entity, kith_text text);

static bool for_each_text(kith_reading *reading,
                          kith_id entity,
                          kith_text array,
                          each_text *take)
{
    kith_scan scan = {.at = array.data + 1, .end = array.data + array.length};
    bool good = true;
    for (;;) {
        kith_json_type type = KITH_JSON_NULL;
        kith_text text;
        bool escaped = false;
        kith_scan_space(&scan);
        scan.at += *scan.at == ',';
        kith_scan_space(&scan);
        if (!good || *scan.at == ']' ||
            !kith_scan_value(&scan, &type, &text, &escaped))
            return good;
        if (!escaped) {
            good = take(reading, entity, text);
            continue;
        }
        char *plain = kith_new_array(text.length, 1);
        good =
            plain && take(reading, entity,
                          (kith_text){plain, kith_json_unescape(text, plain)});
        kith_release(plain);
    }
}

static bool add_alias(kith_reading *reading, kith_id entity, kith_text text)
{
    const kith_ref ref = kith_texts_keep(&reading->texts, text);
    const kith_extra alias = {entity, ref};
    return ref && kith_pages_add(&reading->aliases, &alias, sizeof alias);
}

static bool add_more_type(kith_reading *reading, kith_id entity, kith_text text)
{
    const uint32_t type =
        kith_intern_add(&reading->entity_types, text, kith_intern_hash(text));
    const uint16_t *main = reading->entity_type.data;
    const kith_extra more = {entity, type};
    if (type == KITH_INTERN_NONE)
        return false;
    return type == main[entity] ||
           kith_pages_add(&reading->more_types, &more, sizeof more);
}

bool kith_builder_add_lists(kith_reading *reading,
                            kith_id entity,
                            kith_text aliases,
                            kith_text types)
{
    return (!aliases.data ||
            for_each_text(reading, entity, aliases, add_alias)) &&
           (!types.data ||
            for_each_text(reading, entity, types, add_more_type));
}
