/* Two records of one thing: compared, and written as one. */
#include "graph/merge.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/sink.h"
#include "json/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(kith_text key, const char *word)
{
    return kith_json_is_key(key, (kith_text){word, strlen(word)});
}

static bool is_among(kith_text key, const char *const *words)
{
    for (; *words; words++) {
        if (is(key, *words))
            return true;
    }
    return false;
}

static const char *const lists[] = {"types", "aliases", "evidence", NULL};
static const char *const names[] = {"id", "record", NULL};

static bool member(kith_text object, kith_text wanted, kith_text *value)
{
    kith_text key;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, value);) {
        if (kith_json_is_same_key(key, wanted))
            return true;
    }
    return false;
}

static bool is_object(kith_text value)
{
    return value.length > 0 && *value.data == '{';
}

static bool is_array(kith_text value)
{
    return value.length > 0 && *value.data == '[';
}

/* -- comparing ----------------------------------------------------------- */

static bool compare_members(kith_text first,
                            kith_text second,
                            const char *under,
                            kith_merge_conflict *conflict,
                            void *context)
{
    bool agree = true;
    kith_text key;
    kith_text ours;
    kith_text theirs;
    for (size_t at = 0; kith_json_each_member(second, &at, &key, &theirs);) {
        if ((!*under && (is_among(key, lists) || is_among(key, names))) ||
            !member(first, key, &ours) || kith_json_is_same(ours, theirs))
            continue;
        if (!*under && is(key, "properties") && is_object(ours) &&
            is_object(theirs)) {
            /* one level down and no further */
            agree = compare_members(ours, theirs, "/properties", conflict,
                                    context) &&
                    agree;
            continue;
        }
        char pointer[96];
        snprintf(pointer, sizeof pointer, "%s/%.*s", under, (int)key.length,
                 key.data);
        conflict(context, pointer, ours, theirs);
        agree = false;
    }
    return agree;
}

bool kith_merge_compare(kith_text first,
                        kith_text second,
                        kith_merge_conflict *conflict,
                        void *context)
{
    return compare_members(first, second, "", conflict, context);
}

/* -- writing ------------------------------------------------------------- */

static bool has_element(kith_text array, kith_text wanted)
{
    kith_text element;
    for (size_t at = 0; kith_json_each_element(array, &at, &element);) {
        if (kith_json_is_same(element, wanted))
            return true;
    }
    return false;
}

static void put_text(kith_sink *out, kith_text text)
{
    kith_put_bytes(out, text.data, text.length);
}

/* Returns whether the second adds anything. */
static bool put_both_lists(kith_sink *out, kith_text first, kith_text second)
{
    kith_text element;
    const char *comma = "";
    bool adds = false;
    kith_put(out, "[");
    for (size_t at = 0; kith_json_each_element(first, &at, &element);
         comma = ", ") {
        kith_put(out, comma);
        put_text(out, element);
    }
    for (size_t at = 0; kith_json_each_element(second, &at, &element);) {
        if (has_element(first, element))
            continue;
        kith_put(out, comma);
        put_text(out, element);
        comma = ", ";
        adds = true;
    }
    kith_put(out, "]");
    return adds;
}

static void put_member(kith_sink *out, const char **comma, kith_text key)
{
    kith_put(out, *comma);
    kith_put(out, "\"");
    put_text(out, key);
    kith_put(out, "\": ");
    *comma = ", ";
}

/* Returns whether the second adds anything. Recursion goes one level down, into
 * "properties". */
static bool put_both(kith_sink *out, kith_text first, kith_text second)
{
    bool adds = false;
    kith_text key;
    kith_text ours;
    kith_text theirs;
    const char *comma = "";
    kith_put(out, "{");
    for (size_t at = 0; kith_json_each_member(first, &at, &key, &ours);) {
        const bool both = member(second, key, &theirs);
        put_member(out, &comma, key);
        if (both && is_among(key, lists) && is_array(ours) &&
            is_array(theirs)) {
            adds = put_both_lists(out, ours, theirs) || adds;
        } else if (both && is(key, "properties") && is_object(ours) &&
                   is_object(theirs)) {
            adds = put_both(out, ours, theirs) || adds;
        } else {
            put_text(out, ours);
        }
    }
    for (size_t at = 0; kith_json_each_member(second, &at, &key, &theirs);) {
        if (member(first, key, &ours))
            continue;
        put_member(out, &comma, key);
        put_text(out, theirs);
        adds = true;
    }
    kith_put(out, "}");
    return adds;
}

kith_status kith_merge_write(kith_text first,
                             kith_text second,
                             char **out,
                             bool *adds,
                             kith_error *err)
{
    size_t size = 0;
    *out = NULL;
    FILE *memory = kith_alloc_fails() ? NULL : open_memstream(out, &size);
    if (!memory)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_sink sink = {.file = memory};
    const bool added = put_both(&sink, first, second);
    if (adds)
        *adds = added;
    const bool good = !sink.failed && fclose(memory) == 0;
    if (good)
        return KITH_OK;
    free(*out);
    *out = NULL;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}
