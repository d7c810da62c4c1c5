/* What connects some entities, against trying every set of others. */
#include "../../oracle/ways.h"
#include "../test.h"
#include "base/alloc.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_NAMED = 5 };

static kith_connection *connect(kith_graph *graph,
                                const kith_id *named,
                                size_t count,
                                const kith_path_options *options)
{
    kith_error err = {0};
    kith_connection *connection = NULL;
    const kith_status st =
        kith_connection_find(&connection, graph, named, count, options, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    return connection;
}

/* A part is a tree over its entities whose ends are named: each step goes on
 * from where the tree is, to where it is not yet. */
static void assert_tree(const kith_graph *graph,
                        const kith_connection *connection,
                        size_t part)
{
    size_t entity_count = 0;
    size_t step_count = 0;
    unsigned degree[WAY_MOST] = {0};
    bool reached[WAY_MOST] = {false};
    const kith_id *entities =
        kith_connection_entities(connection, part, &entity_count);
    const kith_step *steps =
        kith_connection_steps(connection, part, &step_count);
    assert_int_equal(step_count + 1, entity_count);
    reached[entities[0]] = true;
    for (size_t i = 0; i < step_count; i++) {
        const kith_relation r = kith_graph_relation(graph, steps[i].relation);
        const kith_id u = steps[i].forward ? r.source : r.target;
        const kith_id v = steps[i].forward ? r.target : r.source;
        assert_true(reached[u]);
        assert_false(reached[v]);
        reached[v] = true;
        degree[u]++;
        degree[v]++;
    }
    for (size_t i = 0; i < entity_count; i++) {
        assert_true(reached[entities[i]]);
        if (i >= kith_connection_named(connection, part))
            assert_true(degree[entities[i]] > 1);
    }
}

/* Parts are apart, and all that is named is in one of them. */
static void assert_parts(const way_question *q,
                         const kith_connection *connection,
                         const kith_id *named,
                         size_t count)
{
    size_t members = 0;
    for (size_t p = 0; p < kith_connection_count(connection); p++) {
        size_t entities = 0;
        const kith_id *all = kith_connection_entities(connection, p, &entities);
        const size_t here = kith_connection_named(connection, p);
        const double least = oracle_least_tree(q, all, here);
        assert_tree(q->graph, connection, p);
        assert_true(fabs(kith_connection_weight(connection, p) - least) <=
                    1e-11 * fmax(1, least));
        members += here;
        for (size_t i = 0; i < count; i++) {
            bool inside = false;
            for (size_t k = 0; k < here; k++)
                inside |= all[k] == named[i];
            const kith_id both[] = {all[0], named[i]};
            assert_int_equal(inside, isfinite(oracle_least_tree(
                                         q, both, both[0] == both[1] ? 1 : 2)));
        }
    }
    assert_int_equal(members, count);
}

static size_t random_named(kith_id *named,
                           const kith_graph *graph,
                           uint64_t *state)
{
    const uint32_t size = (uint32_t)kith_graph_entity_count(graph);
    const size_t wanted = 1 + random_below(state, MOST_NAMED);
    size_t count = 0;
    for (size_t i = 0; i < wanted; i++) {
        const kith_id e = random_below(state, size);
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known |= named[k] == e;
        if (!known)
            named[count++] = e;
    }
    return count;
}

/* Every set of entities is tried, so that only small graphs will do. */
enum { SMALL = 10, KINDS = 5 };

/* By relations, by weights either way, and past hubs. */
static kith_path_options kind_of(unsigned k)
{
    static const kith_path_cost costs[KINDS] = {KITH_COST_RELATIONS,
                                                KITH_COST_DISTANCE,
                                                KITH_COST_STRENGTH,
                                                KITH_COST_RELATIONS,
                                                KITH_COST_DISTANCE};
    return (kith_path_options){.cost = costs[k], .avoid_hubs = k >= 3};
}

TEST(trees_are_least)
{
    size_t tried = 0;
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed;
        const bool is_small = kith_graph_entity_count(graph) <= SMALL;
        for (unsigned k = 0; k < KINDS && is_small; k++) {
            const kith_path_options kind = kind_of(k);
            kith_id named[MOST_NAMED];
            const size_t count = random_named(named, graph, &state);
            const way_question q = {.graph = graph,
                                    .cost = kind.cost,
                                    .hubs = kind.avoid_hubs};
            kith_connection *connection = connect(graph, named, count, &kind);
            assert_true(kith_connection_exact(connection));
            /* the toll of what is named in another part is not free there */
            if (!q.hubs || kith_connection_count(connection) == 1)
                assert_parts(&q, connection, named, count);
            kith_connection_free(connection);
            tried++;
        }
        graph_done(graph);
    }
    assert_true(tried > RANDOM_GRAPHS);
}

/* A wheel whose spokes cost a bit more than half of its rim: the quick method
 * goes round the rim, the best tree over the hub. */
static kith_graph *wheel(kith_id size)
{
    edge edges[64];
    size_t count = 0;
    for (kith_id i = 0; i < size; i++) {
        edges[count++] = (edge){i, (i + 1) % size, false, 2};
        edges[count++] = (edge){i, size, false, 1.125};
    }
    return graph_of(size + 1, edges, count);
}

static double weight_of_wheel(kith_id size, bool *exact)
{
    const kith_path_options options = {.cost = KITH_COST_DISTANCE};
    kith_id named[32];
    kith_graph *graph = wheel(size);
    for (kith_id i = 0; i < size; i++)
        named[i] = i;
    kith_connection *connection = connect(graph, named, size, &options);
    const double weight = kith_connection_weight(connection, 0);
    assert_int_equal(kith_connection_count(connection), 1);
    *exact = kith_connection_exact(connection);
    kith_connection_free(connection);
    graph_done(graph);
    return weight;
}

TEST(many_are_connected_at_most_twice_as_dearly)
{
    bool exact = false;
    assert_true(fabs(weight_of_wheel(9, &exact) - 9 * 1.125) < 1e-12);
    assert_true(exact);
    for (kith_id size = 13; size <= 30; size++) {
        const double least = size * 1.125;
        const double weight = weight_of_wheel(size, &exact);
        assert_false(exact);
        assert_true(weight >= least - 1e-12);
        assert_true(weight <= 2 * least * (1 - 1.0 / size) + 1e-12);
    }
}

static const edge two_parts[] = {
    {0, 1, false, 0},
    {1, 2, false, 0},
    {1, 3, true,  0},
    {4, 5, false, 0},
    {5, 6, false, 0},
    {3, 3, false, 0}
};
enum { TWO_PARTS = sizeof two_parts / sizeof *two_parts };

TEST(what_is_not_connected_is_in_parts)
{
    static const kith_id named[] = {6, 0, 4, 7, 3, 6};
    kith_graph *graph = graph_of(8, two_parts, TWO_PARTS);
    kith_connection *c = connect(graph, named, 6, NULL);
    size_t count = 0;
    assert_int_equal(kith_connection_count(c), 3);
    const kith_id *first = kith_connection_entities(c, 0, &count);
    assert_int_equal(count, 3);
    assert_int_equal(first[0], 6);
    assert_int_equal(first[1], 4);
    assert_int_equal(first[2], 5);
    const kith_id *second = kith_connection_entities(c, 1, &count);
    assert_int_equal(count, 3);
    assert_int_equal(second[0], 0);
    assert_int_equal(second[1], 3);
    assert_int_equal(second[2], 1);
    const kith_id *third = kith_connection_entities(c, 2, &count);
    assert_int_equal(count, 1);
    assert_int_equal(third[0], 7);
    (void)kith_connection_steps(c, 2, &count);
    assert_int_equal(count, 0);
    kith_connection_free(c);
    graph_done(graph);
}

TEST(what_is_kept_off_is_not_used)
{
    static const kith_id named[] = {0, 2, 3};
    static const char *const avoid[] = {"odd", NULL};
    const kith_path_options options = {.avoid = avoid};
    kith_graph *graph = graph_of(8, two_parts, TWO_PARTS);
    kith_connection *c = connect(graph, named, 3, &options);
    assert_int_equal(kith_connection_count(c), 3);
    kith_connection_free(c);
    graph_done(graph);
}

/* What takes the square of a long answer would take minutes here. */
TEST(long_chains_are_connected_in_time)
{
    enum { LONG = 100000 };
    static const kith_id named[] = {77, 0, LONG};
    edge *edges = calloc(LONG, sizeof *edges);
    assert_non_null(edges);
    for (kith_id i = 0; i < LONG; i++)
        edges[i] = (edge){i, i + 1, i % 2, 1 + i % 3};
    kith_graph *graph = graph_of(LONG + 1, edges, LONG);
    for (int i = 0; i < 2; i++) {
        const kith_path_options options = {.cost = i ? KITH_COST_DISTANCE
                                                     : KITH_COST_RELATIONS};
        const clock_t before = clock();
        kith_connection *c = connect(graph, named, 3, &options);
        assert_true(clock() - before < 20 * CLOCKS_PER_SEC);
        size_t count = 0;
        (void)kith_connection_steps(c, 0, &count);
        assert_int_equal(kith_connection_count(c), 1);
        assert_int_equal(count, LONG);
        kith_connection_free(c);
    }
    free(edges);
    graph_done(graph);
}

static const kith_id some[] = {0, 1};

static void assert_refused(kith_graph *graph,
                           size_t count,
                           const kith_path_options *options)
{
    kith_error err = {0};
    kith_connection *c = NULL;
    assert_int_equal(kith_connection_find(&c, graph, some, count, options,
                                          &err),
                     KITH_E_INVALID);
    assert_null(c);
    assert_true(err.message[0]);
}

TEST(questions_without_sense_are_refused)
{
    kith_graph *graph = graph_of(8, two_parts, TWO_PARTS);
    kith_path_options options = {.directed = true};
    assert_refused(graph, 2, &options);
    options = (kith_path_options){.all = true};
    assert_refused(graph, 2, &options);
    options = (kith_path_options){.shortest = 2};
    assert_refused(graph, 2, &options);
    options = (kith_path_options){.within = 2};
    assert_refused(graph, 2, &options);
    options = (kith_path_options){.via = some, .via_count = 1};
    assert_refused(graph, 2, &options);
    options = (kith_path_options){.avoid_hubs = true, .cost = KITH_COST_DOUBT};
    assert_refused(graph, 2, &options);
    assert_refused(graph, 0, NULL);
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    static const kith_id named[] = {0, 3, 5, 7};
    const kith_path_options options = {.cost = KITH_COST_DISTANCE,
                                       .avoid_hubs = true};
    kith_status st = KITH_E_MEMORY;
    for (size_t left = 0; st != KITH_OK; left++) {
        kith_graph *graph = wheel(9);
        kith_error err = {0};
        kith_connection *c = NULL;
        (void)kith_alloc_fail_after(left);
        st = kith_connection_find(&c, graph, named, 4, &options, &err);
        assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
        assert_int_equal(st, err.status);
        assert_true((st == KITH_OK) == (c != NULL));
        assert_true(st == KITH_OK || st == KITH_E_MEMORY);
        assert_true(left < 1000);
        kith_connection_free(c);
        graph_done(graph);
    }
}

RUN("analysis/connect",
    CASE(trees_are_least),
    CASE(many_are_connected_at_most_twice_as_dearly),
    CASE(what_is_not_connected_is_in_parts),
    CASE(what_is_kept_off_is_not_used),
    CASE(long_chains_are_connected_in_time),
    CASE(questions_without_sense_are_refused),
    CASE(survives_failing_allocations))
