/* Values from JSON text that is known to be valid. */
#include "base/number.h"
#include "json/scan.h"
#include "query/session.h"

#include <string.h>

static kith_value read_string(kith_heap *heap, kith_text quoted, bool *ok)
{
    const kith_text text = {quoted.data + 1, quoted.length - 2};
    char *copy = kith_heap_take(heap, text.length);
    if (!copy) {
        *ok = false;
        return kith_null();
    }
    if (!memchr(text.data, '\\', text.length)) {
        memcpy(copy, text.data, text.length);
        return kith_string(copy, text.length);
    }
    return kith_string(copy, kith_json_unescape(text, copy));
}

/* An integer that fits 64 bits. */
static bool read_integer(kith_text text, int64_t *out)
{
    const bool negative = text.data[0] == '-';
    int64_t value = 0;
    for (size_t i = negative; i < text.length; i++) {
        const char c = text.data[i];
        if (c < '0' || c > '9' || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, c - '0', &value))
            return false; /* built as a negative number: it reaches further */
    }
    if (!negative && value == INT64_MIN)
        return false;
    *out = negative ? value : -value;
    return true;
}

static kith_value read_number(kith_text text)
{
    int64_t integer = 0;
    return read_integer(text, &integer) ? kith_integer(integer)
                                        : kith_real(kith_number_parse(text));
}

static size_t count_elements(kith_text array)
{
    size_t at = 0;
    size_t count = 0;
    kith_text element;
    while (kith_json_each_element(array, &at, &element))
        count++;
    return count;
}

static kith_value read_list(kith_heap *heap, kith_text array, bool *ok)
{
    const size_t count = count_elements(array);
    kith_value *items = KITH_HEAP_NEW(heap, kith_value, count);
    kith_text element;
    size_t at = 0;
    *ok = *ok && items;
    for (size_t i = 0; *ok && kith_json_each_element(array, &at, &element); i++)
        items[i] = kith_value_read(heap, element, ok);
    return *ok ? kith_list_of(items, count) : kith_null();
}

static size_t count_members(kith_text object)
{
    size_t at = 0;
    size_t count = 0;
    kith_text key;
    kith_text value;
    while (kith_json_each_member(object, &at, &key, &value))
        count++;
    return count;
}

static kith_value read_map(kith_heap *heap, kith_text object, bool *ok)
{
    const size_t count = count_members(object);
    kith_entry *pairs = KITH_HEAP_NEW(heap, kith_entry, count);
    kith_text key;
    kith_text value;
    size_t at = 0;
    *ok = *ok && pairs;
    for (size_t i = 0; *ok && kith_json_each_member(object, &at, &key, &value);
         i++) {
        const kith_text quoted = {key.data - 1, key.length + 2};
        pairs[i].key = kith_text_of(read_string(heap, quoted, ok));
        pairs[i].value = kith_value_read(heap, value, ok);
    }
    return *ok ? kith_map_of(pairs, kith_map_settle(pairs, count))
               : kith_null();
}

kith_value kith_value_read(kith_heap *heap, kith_text json, bool *ok)
{
    switch (json.data[0]) {
    case '{':
        return read_map(heap, json, ok);
    case '[':
        return read_list(heap, json, ok);
    case '"':
        return read_string(heap, json, ok);
    case 't':
        return kith_boolean(true);
    case 'f':
        return kith_boolean(false);
    case 'n':
        return kith_null();
    default:
        return read_number(json);
    }
}
