/* Entities that hang on the same one in the same way, found by sorting. */
#include "base/alloc.h"
#include "base/error.h"

#include <kith/export.h>

#include <stdlib.h>

/* Fewer are not worth hiding their names. */
#define LEAST_LEAVES 3

typedef enum role { FROM_LEAF, TO_LEAF, BOTH_WAYS } role;

/* An entity of one relation; all but the last field have to be equal in those
 * that share a card. */
typedef struct leaf {
    kith_id stem; /* what it hangs on */
    kith_id type; /* of the relation */
    kith_id role;
    kith_id kind; /* its own type */
    kith_id entity;
} leaf;

static int compare(kith_id a, kith_id b)
{
    return (a > b) - (a < b);
}

static int compare_kinds(const leaf *a, const leaf *b)
{
    int order = compare(a->stem, b->stem);
    order = order ? order : compare(a->type, b->type);
    order = order ? order : compare(a->role, b->role);
    return order ? order : compare(a->kind, b->kind);
}

static int by_kind(const void *one, const void *other)
{
    const leaf *a = one;
    const leaf *b = other;
    const int order = compare_kinds(a, b);
    return order ? order : compare(a->entity, b->entity);
}

static void count_relations(uint32_t *degree, const kith_graph *graph)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (size_t r = 0; r < kith_graph_relation_count(graph); r++) {
        degree[sources[r]]++;
        degree[targets[r]]++;
    }
}

static size_t find_leaves(leaf *leaves,
                          const kith_graph *graph,
                          const uint32_t *degree,
                          const bool *kept)
{
    size_t count = 0;
    for (kith_id i = 0; i < kith_graph_relation_count(graph); i++) {
        const kith_relation r = kith_graph_relation(graph, i);
        const bool at_source = degree[r.source] == 1;
        const kith_id entity = at_source ? r.source : r.target;
        /* of a pair by itself neither hangs on the other */
        if (degree[entity] != 1 || (at_source && degree[r.target] == 1) ||
            (kept && kept[entity]))
            continue;
        leaves[count++] = (leaf){
            .stem = at_source ? r.target : r.source,
            .type = r.type,
            .role = !r.directed ? BOTH_WAYS
                    : at_source ? FROM_LEAF
                                : TO_LEAF,
            .kind = kith_graph_entity_type(graph, entity),
            .entity = entity,
        };
    }
    return count;
}

static size_t share_cards(kith_id *card, const leaf *leaves, size_t count)
{
    size_t hidden = 0;
    for (size_t i = 0, end = 0; i < count; i = end) {
        end = i + 1;
        while (end < count && compare_kinds(&leaves[i], &leaves[end]) == 0)
            end++;
        for (size_t k = i + 1; k < end && end - i >= LEAST_LEAVES; k++) {
            card[leaves[k].entity] = leaves[i].entity;
            hidden++;
        }
    }
    return hidden;
}

kith_status kith_leaves_find(const kith_graph *graph,
                             const bool *kept,
                             kith_id *card,
                             size_t *hidden,
                             kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    uint32_t *degree = KITH_NEW(uint32_t, count);
    leaf *leaves = KITH_NEW(leaf, kith_graph_relation_count(graph));
    const bool room = degree && leaves;
    if (room) {
        for (kith_id e = 0; e < count; e++)
            card[e] = e;
        count_relations(degree, graph);
        const size_t found = find_leaves(leaves, graph, degree, kept);
        qsort(leaves, found, sizeof *leaves, by_kind);
        *hidden = share_cards(card, leaves, found);
    }
    kith_release(degree);
    kith_release(leaves);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}
