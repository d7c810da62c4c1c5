/* Parsed JSON values: the wall round cJSON, whose nodes they are.
 *
 * cJSON accepts more than JSON, so every text passes the strict scanner first.
 * It also writes a global on each parse and asks for the locale: parse from one
 * thread at a time. Reading values is safe from any number of threads. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "json/scan.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <string.h>

/* Of a longer number cJSON takes the beginning and chokes on the rest. */
enum { LONGEST_NUMBER = 63 };

_Static_assert(KITH_JSON_DEPTH < CJSON_NESTING_LIMIT,
               "the strict scanner meets its limit before cJSON does");

static const cJSON *node_of(const kith_json *value)
{
    return (const cJSON *)value;
}

static const kith_json *value_of(const cJSON *node)
{
    return (const kith_json *)node;
}

static size_t number_length(kith_text text, size_t at)
{
    size_t end = at;
    while (end < text.length && text.data[end] != '\0' &&
           strchr("+-.0123456789Ee", text.data[end]))
        end++;
    return end - at;
}

/* The next number in valid JSON, from `*at` on, that cJSON does not take. */
static bool find_long_number(kith_text text, size_t *at, size_t *length)
{
    bool in_string = false;
    for (; *at < text.length; (*at)++) {
        const char c = text.data[*at];
        if (c == '"') {
            in_string = !in_string;
        } else if (in_string) {
            *at += c == '\\';
        } else {
            *length = number_length(text, *at);
            if (*length > LONGEST_NUMBER)
                return true;
            *at += *length ? *length - 1 : 0;
        }
    }
    return false;
}

/* Replace a number of `length` bytes by a short one, and blanks, with the same
 * meaning; false if out of memory. */
static bool shorten_number(char *at, size_t length)
{
    char room[KITH_NUMBER_SIZE];
    const double value = kith_number_parse((kith_text){at, length});
    const char *shorter = value < 0 ? "-1e999" : "1e999";
    if (isnan(value))
        return false;
    if (isfinite(value))
        shorter = kith_number_format(value, room);
    size_t used = 0;
    for (; shorter[used]; used++)
        at[used] = shorter[used];
    memset(at + used, ' ', length - used);
    return true;
}

/* A copy of valid JSON in which cJSON takes every number; NULL if out of
 * memory. */
static char *shorten_numbers(kith_text text, size_t at)
{
    char *copy = KITH_NEW(char, text.length + 1);
    size_t length = 0;
    if (!copy)
        return NULL;
    memcpy(copy, text.data, text.length);
    for (; find_long_number(text, &at, &length); at += length) {
        if (!shorten_number(copy + at, length)) {
            kith_release(copy);
            return NULL;
        }
    }
    return copy;
}

kith_status kith_json_parse(kith_json **out,
                            kith_text text,
                            const char *name,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    char *copy = NULL;
    size_t at = 0;
    size_t length = 0;
    *out = NULL;
    KITH_TRY(st, kith_json_check(text, name, err), done);
    if (find_long_number(text, &at, &length)) {
        copy = shorten_numbers(text, at);
        text.data = copy;
    }
    if (text.data) {
        *out = (kith_json *)cJSON_ParseWithLengthOpts(text.data, text.length,
                                                      NULL, false);
    }
    if (!*out) /* the text is sound, so nothing else is left */
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
done:
    kith_release(copy);
    return st;
}

void kith_json_free(kith_json *root)
{
    cJSON_Delete((cJSON *)root);
}

kith_json_type kith_json_type_of(const kith_json *value)
{
    const cJSON *node = node_of(value);
    if (cJSON_IsObject(node))
        return KITH_JSON_OBJECT;
    if (cJSON_IsArray(node))
        return KITH_JSON_ARRAY;
    if (cJSON_IsString(node))
        return KITH_JSON_STRING;
    if (cJSON_IsNumber(node))
        return KITH_JSON_NUMBER;
    if (cJSON_IsTrue(node))
        return KITH_JSON_TRUE;
    return cJSON_IsFalse(node) ? KITH_JSON_FALSE : KITH_JSON_NULL;
}

const kith_json *kith_json_get(const kith_json *object, const char *key)
{
    if (!cJSON_IsObject(node_of(object)))
        return NULL;
    return value_of(cJSON_GetObjectItemCaseSensitive(node_of(object), key));
}

const kith_json *kith_json_first(const kith_json *value)
{
    return value ? value_of(node_of(value)->child) : NULL;
}

const kith_json *kith_json_next(const kith_json *value)
{
    return value_of(node_of(value)->next);
}

size_t kith_json_size(const kith_json *value)
{
    return value ? (size_t)cJSON_GetArraySize(node_of(value)) : 0;
}

const char *kith_json_key(const kith_json *value)
{
    return node_of(value)->string;
}

const char *kith_json_string(const kith_json *value)
{
    return cJSON_GetStringValue(node_of(value));
}

double kith_json_number(const kith_json *value, double otherwise)
{
    const cJSON *node = node_of(value);
    return cJSON_IsNumber(node) ? node->valuedouble : otherwise;
}

bool kith_json_bool(const kith_json *value, bool otherwise)
{
    const cJSON *node = node_of(value);
    return cJSON_IsBool(node) ? cJSON_IsTrue(node) : otherwise;
}
