/* Values: maps, equality in three values, comparability, copies. */
#include "query/value.h"

#include "query/temporal_value.h"

#include <math.h>
#include <string.h>

const char *kith_kind_name(kith_value_kind kind)
{
    static const char *const names[] = {
        [KITH_VALUE_NULL] = "Null",         [KITH_VALUE_BOOLEAN] = "Boolean",
        [KITH_VALUE_INTEGER] = "Integer",   [KITH_VALUE_FLOAT] = "Float",
        [KITH_VALUE_STRING] = "String",     [KITH_VALUE_LIST] = "List",
        [KITH_VALUE_MAP] = "Map",           [KITH_VALUE_NODE] = "Node",
        [KITH_VALUE_RELATION] = "Relation", [KITH_VALUE_PATH] = "Path",
        [KITH_VALUE_TEMPORAL] = "Temporal",
    };
    return names[kind];
}

/* -- maps ---------------------------------------------------------------- */

static int compare_text(kith_text a, kith_text b)
{
    const size_t shorter = a.length < b.length ? a.length : b.length;
    const int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

kith_value kith_map_get(kith_value map, kith_text key)
{
    size_t low = 0;
    for (size_t high = map.size; low < high;) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_text(map.as.pairs[middle].key, key);
        if (order == 0)
            return map.as.pairs[middle].value;
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return kith_null();
}

/* Heap sort would do; maps are small and mostly sorted, so: insertion, with a
 * binary search for its place. */
size_t kith_map_settle(kith_entry *pairs, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const kith_entry pair = pairs[i];
        size_t low = 0;
        int order = 1;
        for (size_t high = kept; low < high && order;) {
            const size_t middle = low + (high - low) / 2;
            order = compare_text(pairs[middle].key, pair.key);
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
                low = order ? low : middle;
            }
        }
        if (order == 0 && low < kept) {
            pairs[low].value = pair.value;
            continue;
        }
        memmove(pairs + low + 1, pairs + low, (kept - low) * sizeof *pairs);
        pairs[low] = pair;
        kept++;
    }
    return kept;
}

/* -- equality ------------------------------------------------------------ */

static bool equal_numbers(kith_value a, kith_value b)
{
    if (a.kind == KITH_VALUE_INTEGER && b.kind == KITH_VALUE_INTEGER)
        return a.as.integer == b.as.integer;
    if (a.kind == KITH_VALUE_FLOAT && b.kind == KITH_VALUE_FLOAT)
        return a.as.real == b.as.real;
    return !isnan(kith_as_real(a)) && !isnan(kith_as_real(b)) &&
           kith_order(a, b) == 0;
}

static bool equal_texts(kith_value a, kith_value b)
{
    return a.size == b.size && !memcmp(a.as.text, b.as.text, a.size);
}

static kith_truth equal_lists(kith_value a, kith_value b)
{
    kith_truth truth = KITH_YES;
    if (a.size != b.size)
        return KITH_NO;
    for (uint32_t i = 0; i < a.size; i++) {
        const kith_truth one = kith_equals(a.as.items[i], b.as.items[i]);
        if (one == KITH_NO)
            return KITH_NO;
        truth = one == KITH_MAYBE ? KITH_MAYBE : truth;
    }
    return truth;
}

static kith_truth equal_maps(kith_value a, kith_value b)
{
    kith_truth truth = KITH_YES;
    if (a.size != b.size)
        return KITH_NO;
    for (uint32_t i = 0; i < a.size; i++) {
        if (compare_text(a.as.pairs[i].key, b.as.pairs[i].key))
            return KITH_NO;
    }
    for (uint32_t i = 0; i < a.size; i++) {
        const kith_truth one =
            kith_equals(a.as.pairs[i].value, b.as.pairs[i].value);
        if (one == KITH_NO)
            return KITH_NO;
        truth = one == KITH_MAYBE ? KITH_MAYBE : truth;
    }
    return truth;
}

static kith_truth equal_kinds(kith_value a, kith_value b)
{
    switch ((kith_value_kind)a.kind) {
    case KITH_VALUE_NULL:
        return KITH_MAYBE;
    case KITH_VALUE_BOOLEAN:
        return a.as.truth == b.as.truth ? KITH_YES : KITH_NO;
    case KITH_VALUE_INTEGER:
    case KITH_VALUE_FLOAT:
        return equal_numbers(a, b) ? KITH_YES : KITH_NO;
    case KITH_VALUE_STRING:
        return equal_texts(a, b) ? KITH_YES : KITH_NO;
    case KITH_VALUE_LIST:
        return equal_lists(a, b);
    case KITH_VALUE_MAP:
        return equal_maps(a, b);
    case KITH_VALUE_NODE:
    case KITH_VALUE_RELATION:
        return a.as.id == b.as.id ? KITH_YES : KITH_NO;
    case KITH_VALUE_PATH:
        return a.size == b.size &&
                       !memcmp(a.as.ids, b.as.ids, a.size * sizeof *a.as.ids)
                   ? KITH_YES
                   : KITH_NO;
    case KITH_VALUE_TEMPORAL:
        return kith_temporal_same(a, b) ? KITH_YES : KITH_NO;
    }
    return KITH_NO;
}

kith_truth kith_equals(kith_value a, kith_value b)
{
    if (kith_is_null(a) || kith_is_null(b))
        return KITH_MAYBE;
    if (a.kind != b.kind && !(kith_is_number(a) && kith_is_number(b)))
        return KITH_NO;
    return equal_kinds(a, b);
}

/* -- comparability ------------------------------------------------------- */

static int compare_lists(kith_value a, kith_value b, bool *known)
{
    const uint32_t shorter = a.size < b.size ? a.size : b.size;
    for (uint32_t i = 0; i < shorter; i++) {
        const int order = kith_compare(a.as.items[i], b.as.items[i], known);
        if (order || !*known)
            return order;
    }
    return (a.size > b.size) - (a.size < b.size);
}

int kith_compare(kith_value a, kith_value b, bool *known)
{
    *known = true;
    if (kith_is_number(a) && kith_is_number(b)) {
        *known = !isnan(kith_as_real(a)) && !isnan(kith_as_real(b));
        return kith_order(a, b);
    }
    if (a.kind == b.kind) {
        switch ((kith_value_kind)a.kind) {
        case KITH_VALUE_STRING:
        case KITH_VALUE_BOOLEAN:
            return kith_order(a, b);
        case KITH_VALUE_LIST:
            return compare_lists(a, b, known);
        case KITH_VALUE_TEMPORAL:
            return kith_temporal_compare_known(a, b, known);
        case KITH_VALUE_NULL:
        case KITH_VALUE_INTEGER:
        case KITH_VALUE_FLOAT:
        case KITH_VALUE_MAP:
        case KITH_VALUE_NODE:
        case KITH_VALUE_RELATION:
        case KITH_VALUE_PATH:
            break;
        }
    }
    *known = false;
    return 0;
}

/* -- copies -------------------------------------------------------------- */

static void *copy_bytes(kith_heap *heap,
                        const void *from,
                        size_t size,
                        bool *ok)
{
    void *copy = kith_heap_take(heap, size);
    if (!copy) {
        *ok = false;
    } else if (size) {
        memcpy(copy, from, size);
    }
    return copy;
}

static kith_value copy_list(kith_heap *heap, kith_value v, bool *ok)
{
    kith_value *items = KITH_HEAP_NEW(heap, kith_value, v.size);
    *ok = *ok && items;
    for (uint32_t i = 0; *ok && i < v.size; i++)
        items[i] = kith_value_copy(heap, v.as.items[i], ok);
    return *ok ? kith_list_of(items, v.size) : kith_null();
}

static kith_value copy_map(kith_heap *heap, kith_value v, bool *ok)
{
    kith_entry *pairs = KITH_HEAP_NEW(heap, kith_entry, v.size);
    *ok = *ok && pairs;
    for (uint32_t i = 0; *ok && i < v.size; i++) {
        const kith_text key = v.as.pairs[i].key;
        pairs[i].key.data = copy_bytes(heap, key.data, key.length, ok);
        pairs[i].key.length = key.length;
        pairs[i].value = kith_value_copy(heap, v.as.pairs[i].value, ok);
    }
    return *ok ? kith_map_of(pairs, v.size) : kith_null();
}

kith_value kith_value_copy(kith_heap *heap, kith_value v, bool *ok)
{
    switch ((kith_value_kind)v.kind) {
    case KITH_VALUE_NULL:
    case KITH_VALUE_BOOLEAN:
    case KITH_VALUE_INTEGER:
    case KITH_VALUE_FLOAT:
    case KITH_VALUE_NODE:
    case KITH_VALUE_RELATION:
        break;
    case KITH_VALUE_STRING:
        v.as.text = copy_bytes(heap, v.as.text, v.size, ok);
        break;
    case KITH_VALUE_PATH:
        v.as.ids = copy_bytes(heap, v.as.ids, v.size * sizeof *v.as.ids, ok);
        break;
    case KITH_VALUE_TEMPORAL:
        v.as.temporal =
            copy_bytes(heap, v.as.temporal, kith_temporal_value_size(), ok);
        break;
    case KITH_VALUE_LIST:
        return copy_list(heap, v, ok);
    case KITH_VALUE_MAP:
        return copy_map(heap, v, ok);
    }
    return *ok ? v : kith_null();
}
