/* Kinds of entities and relations, counted by hashing what makes a kind. */
#include "query/kinds.h"

#include "base/error.h"
#include "base/hash.h"

#include <string.h>

/* Something that is counted by key: its number, in order of first sight. */
typedef struct table {
    kith_heap *heap;
    uint64_t *keys; /* by number */
    kith_id *first; /* by number: who had it first */
    uint64_t *counts;
    size_t count;
    size_t room;
    uint32_t *slots; /* number + 1, or 0 */
    size_t mask;
    size_t last; /* number found last: mostly the next one, too */
} table;

#define SPREAD 0x9E3779B97F4A7C15ull

static void *larger(kith_heap *heap, const void *old, size_t count, size_t size)
{
    void *made = kith_heap_array(heap, count * 2 + 16, size);
    if (made && count)
        memcpy(made, old, count * size);
    return made;
}

static bool grow(table *t)
{
    t->keys = larger(t->heap, t->keys, t->room, sizeof *t->keys);
    t->first = larger(t->heap, t->first, t->room, sizeof *t->first);
    t->counts = larger(t->heap, t->counts, t->room, sizeof *t->counts);
    t->room = t->room * 2 + 16;
    const size_t size = t->mask ? (t->mask + 1) * 2 : 64;
    t->slots = KITH_HEAP_NEW(t->heap, uint32_t, size);
    if (!t->keys || !t->first || !t->counts || !t->slots)
        return false;
    memset(t->slots, 0, size * sizeof *t->slots);
    t->mask = size - 1;
    for (size_t i = 0; i < t->count; i++) {
        size_t at = kith_mix(t->keys[i], SPREAD) & t->mask;
        while (t->slots[at])
            at = (at + 1) & t->mask;
        t->slots[at] = (uint32_t)i + 1;
    }
    return true;
}

/* Count a key; false if out of memory. */
static bool count(table *t, uint64_t key, kith_id who)
{
    if (t->count && t->keys[t->last] == key) {
        t->counts[t->last]++;
        return true;
    }
    if (t->count == t->room && !grow(t))
        return false;
    size_t at = kith_mix(key, SPREAD) & t->mask;
    while (t->slots[at] && t->keys[t->slots[at] - 1] != key)
        at = (at + 1) & t->mask;
    if (!t->slots[at]) {
        t->keys[t->count] = key;
        t->first[t->count] = who;
        t->counts[t->count] = 0;
        t->slots[at] = (uint32_t)++t->count;
    }
    t->last = t->slots[at] - 1;
    t->counts[t->last]++;
    return true;
}

/* -- entities ------------------------------------------------------------ */

/* The types of an entity as one number: each prefix of them has its own. */
static bool number_types(table *prefixes,
                         const kith_graph *graph,
                         kith_id e,
                         uint32_t *out)
{
    kith_id type = kith_graph_entity_type(graph, e);
    uint64_t prefix = 0;
    for (size_t i = 0; type != KITH_NONE; i++) {
        if (!count(prefixes, prefix << 32 | type, e))
            return false;
        prefix = prefixes->last + 1;
        type = kith_graph_entity_more_type(graph, e, i);
    }
    *out = (uint32_t)prefix;
    return true;
}

static bool count_classes(table *classes,
                          kith_heap *work,
                          const kith_graph *graph,
                          uint32_t *types)
{
    table prefixes = {.heap = work};
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        if (!number_types(&prefixes, graph, e, &types[e]) ||
            !count(classes, types[e], e))
            return false;
        types[e] = (uint32_t)classes->last;
    }
    return true;
}

/* -- relations ----------------------------------------------------------- */

/* Two ends in one table, and what joins them in the next. */
static bool count_kinds(table *kinds,
                        kith_heap *work,
                        const kith_graph *graph,
                        const uint32_t *types)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    table ends = {.heap = work};
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const uint64_t from = types[sources[r]];
        const uint64_t to = types[targets[r]];
        const uint64_t type = kith_graph_relation_type(graph, r);
        const uint64_t flags = (uint64_t)(sources[r] == targets[r]) << 1 |
                               kith_graph_relation_directed(graph, r);
        if (!count(&ends, from << 32 | to, r) ||
            !count(kinds, (uint64_t)ends.last << 32 | type << 2 | flags, r))
            return false;
    }
    return true;
}

/* -- all ----------------------------------------------------------------- */

static bool keep(kith_heap *heap,
                 kith_kinds *out,
                 const table *classes,
                 const table *kinds)
{
    out->classes = KITH_HEAP_NEW(heap, kith_class, classes->count);
    out->kinds = KITH_HEAP_NEW(heap, kith_kind, kinds->count);
    if (!out->classes || !out->kinds)
        return false;
    for (size_t i = 0; i < classes->count; i++)
        out->classes[i] = (kith_class){classes->first[i], classes->counts[i]};
    for (size_t i = 0; i < kinds->count; i++)
        out->kinds[i] = (kith_kind){kinds->first[i], kinds->counts[i]};
    out->class_count = classes->count;
    out->kind_count = kinds->count;
    return true;
}

kith_status kith_session_kinds(kith_session *session,
                               const kith_kinds **out,
                               kith_error *err)
{
    kith_heap *heap = &session->heap;
    const kith_graph *graph = session->graph;
    *out = session->kinds;
    if (session->kinds)
        return KITH_OK;
    kith_heap work = {.budget = heap->budget};
    table classes = {.heap = &work};
    table kinds = {.heap = &work};
    kith_kinds *made = KITH_HEAP_NEW(heap, kith_kinds, 1);
    uint32_t *types =
        KITH_HEAP_NEW(&work, uint32_t, kith_graph_entity_count(graph));
    const bool counted = made && types &&
                         count_classes(&classes, &work, graph, types) &&
                         count_kinds(&kinds, &work, graph, types) &&
                         keep(heap, made, &classes, &kinds);
    kith_heap_free(&work);
    if (!counted)
        return kith_heap_fail(heap, err);
    session->kinds = made;
    *out = made;
    return KITH_OK;
}
