/* The total order of values, and a hash that agrees with it.
 *
 * Order (openCypher, "Comparability and equality"): map, node, relation, list,
 * path, temporal values, string, boolean, number, NaN, null. Lists go item by
 * item; numbers by value, exactly also where an integer has no double. */
#include "base/hash.h"
#include "query/temporal_value.h"
#include "query/value.h"

#include <math.h>
#include <string.h>

static int rank_of(kith_value v)
{
    static const int ranks[] = {
        [KITH_VALUE_MAP] = 0,      [KITH_VALUE_NODE] = 1,
        [KITH_VALUE_RELATION] = 2, [KITH_VALUE_LIST] = 3,
        [KITH_VALUE_PATH] = 4,     [KITH_VALUE_TEMPORAL] = 5,
        [KITH_VALUE_STRING] = 6,   [KITH_VALUE_BOOLEAN] = 7,
        [KITH_VALUE_INTEGER] = 8,  [KITH_VALUE_FLOAT] = 8,
        [KITH_VALUE_NULL] = 10,
    };
    if (v.kind == KITH_VALUE_FLOAT && isnan(v.as.real))
        return 9;
    return ranks[v.kind];
}

static int order_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int order_reals(double a, double b)
{
    return (a > b) - (a < b);
}

/* An integer against a real that is a number: beyond 2^53 a double cannot hold
 * every integer, so compare as integers wherever the real fits one. */
static int order_mixed(int64_t a, double b)
{
    if (b >= 9223372036854775808.0)
        return -1;
    if (b < -9223372036854775808.0)
        return 1;
    const int64_t whole = (int64_t)b; /* toward zero */
    if (a != whole)
        return order_integers(a, whole);
    return order_reals(0, b - (double)whole);
}

static int order_numbers(kith_value a, kith_value b)
{
    if (a.kind == KITH_VALUE_INTEGER && b.kind == KITH_VALUE_INTEGER)
        return order_integers(a.as.integer, b.as.integer);
    if (a.kind == KITH_VALUE_FLOAT && b.kind == KITH_VALUE_FLOAT)
        return order_reals(a.as.real, b.as.real);
    if (a.kind == KITH_VALUE_INTEGER)
        return order_mixed(a.as.integer, b.as.real);
    return -order_mixed(b.as.integer, a.as.real);
}

/* By code point, which in UTF-8 is by byte. */
static int order_texts(const char *a,
                       size_t length,
                       const char *b,
                       size_t other)
{
    const size_t shorter = length < other ? length : other;
    const int order = shorter ? memcmp(a, b, shorter) : 0;
    return order ? order : (length > other) - (length < other);
}

static int order_lists(kith_value a, kith_value b)
{
    const uint32_t shorter = a.size < b.size ? a.size : b.size;
    for (uint32_t i = 0; i < shorter; i++) {
        const int order = kith_order(a.as.items[i], b.as.items[i]);
        if (order)
            return order;
    }
    return (a.size > b.size) - (a.size < b.size);
}

static int order_maps(kith_value a, kith_value b)
{
    const uint32_t shorter = a.size < b.size ? a.size : b.size;
    for (uint32_t i = 0; i < shorter; i++) {
        const kith_text x = a.as.pairs[i].key;
        const kith_text y = b.as.pairs[i].key;
        int order = order_texts(x.data, x.length, y.data, y.length);
        if (!order)
            order = kith_order(a.as.pairs[i].value, b.as.pairs[i].value);
        if (order)
            return order;
    }
    return (a.size > b.size) - (a.size < b.size);
}

static int order_paths(kith_value a, kith_value b)
{
    const uint32_t shorter = a.size < b.size ? a.size : b.size;
    for (uint32_t i = 0; i < shorter; i++) {
        if (a.as.ids[i] != b.as.ids[i])
            return a.as.ids[i] < b.as.ids[i] ? -1 : 1;
    }
    return (a.size > b.size) - (a.size < b.size);
}

int kith_order(kith_value a, kith_value b)
{
    const int rank = rank_of(a);
    const int other = rank_of(b);
    if (rank != other)
        return rank < other ? -1 : 1;
    switch ((kith_value_kind)a.kind) {
    case KITH_VALUE_NULL:
        return 0;
    case KITH_VALUE_BOOLEAN:
        return (int)a.as.truth - (int)b.as.truth;
    case KITH_VALUE_INTEGER:
    case KITH_VALUE_FLOAT:
        return rank == 9 ? 0 : order_numbers(a, b);
    case KITH_VALUE_STRING:
        return order_texts(a.as.text, a.size, b.as.text, b.size);
    case KITH_VALUE_LIST:
        return order_lists(a, b);
    case KITH_VALUE_MAP:
        return order_maps(a, b);
    case KITH_VALUE_NODE:
    case KITH_VALUE_RELATION:
        return (a.as.id > b.as.id) - (a.as.id < b.as.id);
    case KITH_VALUE_PATH:
        return order_paths(a, b);
    case KITH_VALUE_TEMPORAL:
        return kith_temporal_order_values(a, b);
    }
    return 0;
}

/* -- hash ---------------------------------------------------------------- */

#define SEED 0x9E3779B97F4A7C15ull

static uint64_t hash_real(double real)
{
    if (isnan(real))
        return kith_mix(SEED, 9);
    if (real >= -9223372036854775808.0 && real < 9223372036854775808.0 &&
        real == floor(real))
        return kith_mix((uint64_t)(int64_t)real ^ SEED, 8);
    uint64_t bits = 0;
    memcpy(&bits, &real, sizeof bits);
    return kith_mix(bits ^ SEED, 7);
}

static uint64_t hash_list(kith_value v)
{
    uint64_t hash = SEED + v.size;
    for (uint32_t i = 0; i < v.size; i++)
        hash = kith_mix(hash ^ kith_value_hash(v.as.items[i]), SEED);
    return hash;
}

static uint64_t hash_map(kith_value v)
{
    uint64_t hash = SEED - v.size;
    for (uint32_t i = 0; i < v.size; i++) {
        const kith_text key = v.as.pairs[i].key;
        hash = kith_mix(hash ^ kith_hash(key.data, key.length, SEED), SEED);
        hash = kith_mix(hash ^ kith_value_hash(v.as.pairs[i].value), SEED);
    }
    return hash;
}

uint64_t kith_value_hash(kith_value v)
{
    switch ((kith_value_kind)v.kind) {
    case KITH_VALUE_NULL:
        return kith_mix(SEED, 1);
    case KITH_VALUE_BOOLEAN:
        return kith_mix(SEED, 2 + (uint64_t)v.as.truth);
    case KITH_VALUE_INTEGER:
        return kith_mix((uint64_t)v.as.integer ^ SEED, 8);
    case KITH_VALUE_FLOAT:
        return hash_real(v.as.real);
    case KITH_VALUE_STRING:
        return kith_hash(v.as.text, v.size, SEED);
    case KITH_VALUE_LIST:
        return hash_list(v);
    case KITH_VALUE_MAP:
        return hash_map(v);
    case KITH_VALUE_NODE:
        return kith_mix(v.as.id ^ SEED, 5);
    case KITH_VALUE_RELATION:
        return kith_mix(v.as.id ^ SEED, 6);
    case KITH_VALUE_PATH:
        return kith_hash((const char *)v.as.ids, v.size * sizeof *v.as.ids,
                         SEED);
    case KITH_VALUE_TEMPORAL:
        return kith_temporal_hash_value(v);
    }
    return 0;
}
