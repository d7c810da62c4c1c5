/* Which entities share a card. */
#include "analysis/random_graph.h"
#include "base/alloc.h"
#include "graph/make_graph.h"
#include "test.h"

#include <kith/export.h>

enum { MOST = 64 };

static void find(const kith_graph *graph,
                 const bool *kept,
                 kith_id card[MOST],
                 size_t *hidden)
{
    assert_true(kith_graph_entity_count(graph) <= MOST);
    assert_int_equal(kith_leaves_find(graph, kept, card, hidden, NULL),
                     KITH_OK);
}

/* A hub with leaves a to h. */
static kith_graph *star(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "hub", "forum", NULL);
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        make_entity(graph, ids[i], i < 6 ? "country" : "place", NULL);
    make_relation(graph, "a", "attends", "hub");
    make_relation(graph, "b", "attends", "hub");
    make_relation(graph, "c", "attends", "hub");
    make_relation(graph, "hub", "attends", "d"); /* the other way round */
    make_relation(graph, "e", "hosts", "hub");   /* another type */
    make_relation(graph, "f", "attends", "hub");
    make_undirected(graph);
    make_relation(graph, "g", "attends", "hub"); /* places */
    make_relation(graph, "h", "attends", "hub");
    return graph;
}

TEST(three_that_are_alike_share_a_card)
{
    kith_graph *graph = star();
    kith_id card[MOST];
    size_t hidden = 0;
    find(graph, NULL, card, &hidden);
    const kith_id expected[] = {0, 1, 1, 1, 4, 5, 6, 7, 8};
    assert_memory_equal(card, expected, sizeof expected);
    assert_int_equal(hidden, 2);
    kith_graph_free(graph);
}

TEST(what_is_kept_has_its_own_card)
{
    kith_graph *graph = star();
    const bool kept[9] = {[2] = true};
    kith_id card[MOST];
    size_t hidden = 1;
    find(graph, kept, card, &hidden);
    for (kith_id e = 0; e < 9; e++)
        assert_int_equal(card[e], e);
    assert_int_equal(hidden, 0);
    kith_graph_free(graph);
}

/* The relation of an entity that has just one, and not to itself. */
static bool only_relation(const kith_graph *graph,
                          kith_id entity,
                          kith_relation *out)
{
    size_t ends = 0;
    for (kith_id i = 0; i < kith_graph_relation_count(graph); i++) {
        const kith_relation r = kith_graph_relation(graph, i);
        if (r.source != entity && r.target != entity)
            continue;
        ends += (size_t)(r.source == entity) + (r.target == entity);
        *out = r;
    }
    return ends == 1;
}

/* By the definition: two entities hang on a third in the same way. */
static bool alike(const kith_graph *graph, kith_id a, kith_id b)
{
    kith_relation one = {0};
    kith_relation other = {0};
    if (!only_relation(graph, a, &one) || !only_relation(graph, b, &other))
        return false;
    const bool out = one.source == a;
    const kith_id stem = out ? one.target : one.source;
    const bool same_stem =
        stem == (other.source == b ? other.target : other.source);
    kith_relation unused = {0};
    return same_stem && !only_relation(graph, stem, &unused) &&
           one.type == other.type && one.directed == other.directed &&
           (!one.directed || out == (other.source == b)) &&
           kith_graph_entity_type(graph, a) == kith_graph_entity_type(graph, b);
}

static kith_id expected_card(const kith_graph *graph, kith_id entity)
{
    kith_id first = entity;
    size_t members = 0;
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        if (!alike(graph, entity, e))
            continue;
        first = members++ ? first : e;
    }
    return members >= 3 ? first : entity;
}

TEST(random_graphs_agree_with_the_definition)
{
    size_t shared = 0;
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_id card[MOST];
        size_t hidden = 0;
        size_t expected = 0;
        find(graph, NULL, card, &hidden);
        for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
            assert_int_equal(card[e], expected_card(graph, e));
            expected += card[e] != e;
        }
        assert_int_equal(hidden, expected);
        shared += hidden;
        graph_done(graph);
    }
    assert_true(6 * shared > RANDOM_GRAPHS); /* or there was nothing to find */
}

TEST(every_allocation_may_fail)
{
    kith_graph *graph = star();
    kith_id card[MOST];
    size_t hidden = 0;
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st == KITH_E_MEMORY && left < 100; left++) {
        kith_alloc_fail_after(left);
        st = kith_leaves_find(graph, NULL, card, &hidden, NULL);
    }
    kith_alloc_fail_after(SIZE_MAX);
    assert_int_equal(st, KITH_OK);
    assert_true(left > 2);
    kith_graph_free(graph);
}

RUN("export/leaves",
    CASE(three_that_are_alike_share_a_card),
    CASE(what_is_kept_has_its_own_card),
    CASE(random_graphs_agree_with_the_definition),
    CASE(every_allocation_may_fail))
