#ifndef KITH_QUERY_VALUE_H
#define KITH_QUERY_VALUE_H

/** Values of the query language: 16 bytes, passed by value. What a value points
 *  to lives in a heap, in the graph or in the query's own text. */

#include "query/heap.h"

#include <kith/query.h>

#include <stdbool.h>
#include <stdint.h>

typedef struct kith_entry kith_entry;

struct kith_value {
    uint8_t kind;  /**< kith_value_kind */
    uint32_t size; /**< bytes of a text, items, pairs, ids of a path */
    union {
        bool truth;
        int64_t integer;
        double real;
        const char *text; /**< valid UTF-8, not NUL-ended */
        const kith_value *items;
        const kith_entry *pairs; /**< sorted by key, no key twice */
        kith_id id;              /**< of a node or a relation */
        const kith_id *ids;      /**< node, relation, node, … of a path */
        const struct kith_temporal *temporal;
    } as;
};

/** A member of a map. */
struct kith_entry {
    kith_text key;
    kith_value value;
};

/** Truth in three values. */
typedef enum kith_truth {
    KITH_NO = 0,
    KITH_YES = 1,
    KITH_MAYBE = 2
} kith_truth;

static inline kith_value kith_null(void)
{
    return (kith_value){.kind = KITH_VALUE_NULL};
}

static inline kith_value kith_boolean(bool truth)
{
    return (kith_value){.kind = KITH_VALUE_BOOLEAN, .as.truth = truth};
}

static inline kith_value kith_integer(int64_t integer)
{
    return (kith_value){.kind = KITH_VALUE_INTEGER, .as.integer = integer};
}

static inline kith_value kith_real(double real)
{
    return (kith_value){.kind = KITH_VALUE_FLOAT, .as.real = real};
}

static inline kith_value kith_string(const char *text, size_t length)
{
    return (kith_value){.kind = KITH_VALUE_STRING,
                        .size = (uint32_t)length,
                        .as.text = text};
}

static inline kith_value kith_list_of(const kith_value *items, size_t count)
{
    return (kith_value){.kind = KITH_VALUE_LIST,
                        .size = (uint32_t)count,
                        .as.items = items};
}

static inline kith_value kith_map_of(const kith_entry *pairs, size_t count)
{
    return (kith_value){.kind = KITH_VALUE_MAP,
                        .size = (uint32_t)count,
                        .as.pairs = pairs};
}

static inline kith_value kith_node(kith_id id)
{
    return (kith_value){.kind = KITH_VALUE_NODE, .as.id = id};
}

static inline kith_value kith_link(kith_id id)
{
    return (kith_value){.kind = KITH_VALUE_RELATION, .as.id = id};
}

static inline kith_value kith_of_truth(kith_truth truth)
{
    return truth == KITH_MAYBE ? kith_null() : kith_boolean(truth == KITH_YES);
}

static inline bool kith_is_null(kith_value v)
{
    return v.kind == KITH_VALUE_NULL;
}

static inline bool kith_is_number(kith_value v)
{
    return v.kind == KITH_VALUE_INTEGER || v.kind == KITH_VALUE_FLOAT;
}

static inline double kith_as_real(kith_value v)
{
    return v.kind == KITH_VALUE_INTEGER ? (double)v.as.integer : v.as.real;
}

static inline kith_text kith_text_of(kith_value v)
{
    return (kith_text){v.as.text, v.size};
}

/** Name of a kind as the language calls it: "Integer". Never NULL. */
const char *kith_kind_name(kith_value_kind kind);

/** Member `key` of a map; null if there is none. */
kith_value kith_map_get(kith_value map, kith_text key);

/** Sort the pairs of a map by key; of a key that comes twice the last stays.
 *  Returns how many stay. */
size_t kith_map_settle(kith_entry *pairs, size_t count);

/** `=` in three values (equality: 1 = 1.0, null = x unknown). */
kith_truth kith_equals(kith_value a, kith_value b);

/** Less than zero, zero, more: comparability, `*known` false where there is no
 *  answer (null, other kinds, NaN). */
int kith_compare(kith_value a, kith_value b, bool *known);

/** Less than zero, zero, more: the total order of ORDER BY. Zero exactly where
 *  two values are equivalent: null and null, NaN and NaN, 1 and 1.0. */
int kith_order(kith_value a, kith_value b);

/** A hash that is the same for equivalent values. */
uint64_t kith_value_hash(kith_value v);

/** A copy of all that a value points to, except what lives as long as the
 *  graph; `*ok` becomes false if out of memory. */
kith_value kith_value_copy(kith_heap *heap, kith_value v, bool *ok);

#endif /* KITH_QUERY_VALUE_H */
