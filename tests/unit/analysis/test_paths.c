/* Shortest paths against walking every path there is. */
#include "../../oracle/ways.h"
#include "../test.h"
#include "base/alloc.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many paths that all cost nothing are quick to find. */
enum { FREE_WAYS = 300 };

static kith_paths *find(kith_graph *graph,
                        kith_id from,
                        kith_id to,
                        const kith_path_options *options)
{
    kith_error err = {0};
    kith_paths *paths = NULL;
    const kith_status st =
        kith_paths_find(&paths, graph, from, to, options, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    return paths;
}

static void assert_path(const kith_graph *graph,
                        const kith_paths *paths,
                        size_t index,
                        const way *expected)
{
    assert_int_equal(kith_paths_length(paths, index), expected->length);
    assert_true(fabs(kith_paths_weight(paths, index) - expected->weight) <=
                1e-12 * expected->weight);
    for (size_t i = 0; i < expected->length; i++) {
        const kith_step step = kith_paths_step(paths, index, i);
        assert_int_equal(kith_paths_entity(paths, index, i),
                         expected->entities[i]);
        assert_int_equal(step.relation, expected->relations[i]);
        assert_int_equal(step.forward,
                         kith_graph_sources(graph)[step.relation] ==
                             expected->entities[i]);
    }
    assert_int_equal(kith_paths_entity(paths, index, expected->length),
                     expected->entities[expected->length]);
}

static void assert_all_ways(kith_graph *graph,
                            const way_question *question,
                            const kith_path_options *options,
                            way *ways)
{
    const size_t count = oracle_shortest_ways(question, ways);
    if (count == SIZE_MAX)
        return;
    kith_paths *paths = find(graph, question->from, question->to, options);
    assert_int_equal(kith_paths_count(paths), count);
    assert_false(kith_paths_more(paths));
    for (size_t i = 0; i < count; i++)
        assert_path(graph, paths, i, &ways[i]);
    kith_paths_free(paths);
    kith_path_options one = *options;
    one.all = false;
    paths = find(graph, question->from, question->to, &one);
    assert_int_equal(kith_paths_count(paths), count > 0);
    assert_int_equal(kith_paths_more(paths), count > 1);
    if (count > 0)
        assert_path(graph, paths, 0, &ways[0]);
    kith_paths_free(paths);
}

TEST(all_shortest_paths_are_found_in_order)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    assert_non_null(ways);
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const uint32_t size = (uint32_t)kith_graph_entity_count(graph);
        uint64_t state = seed;
        for (unsigned i = 0; i < 12; i++) {
            const kith_path_options options = {.directed = i & 1,
                                               .cost =
                                                   i & 2 ? KITH_COST_DISTANCE
                                                         : KITH_COST_RELATIONS,
                                               .all = true,
                                               .most = WAYS_MOST};
            const way_question question = {
                .graph = graph,
                .from = random_below(&state, size),
                .to = random_below(&state, size),
                .directed = options.directed,
                .cost = options.cost,
            };
            assert_all_ways(graph, &question, &options, ways);
        }
        graph_done(graph);
    }
    free(ways);
}

/* With weights of 0 ways of the same sum differ in length. */
TEST(weights_of_0_are_followed_without_going_round)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    assert_non_null(ways);
    for (uint64_t seed = 1; seed < UINT64_C(4) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const kith_id to = (kith_id)kith_graph_entity_count(graph) - 1;
        const kith_path_options options = {.cost = KITH_COST_DISTANCE,
                                           .all = true,
                                           .most = WAYS_MOST};
        const way_question question = {.graph = graph,
                                       .from = 0,
                                       .to = to,
                                       .cost = KITH_COST_DISTANCE};
        if (has_zero_weight(graph))
            assert_all_ways(graph, &question, &options, ways);
        graph_done(graph);
    }
    free(ways);
}

/* Where no relation says how sure it is, every simple path costs nothing. */
TEST(what_costs_nothing_goes_by_relations_then_entities)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    assert_non_null(ways);
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const kith_id to = (kith_id)kith_graph_entity_count(graph) - 1;
        const way_question question = {.graph = graph,
                                       .from = 0,
                                       .to = to,
                                       .cost = KITH_COST_DOUBT};
        const size_t count = oracle_shortest_ways(&question, ways);
        const kith_path_options options = {.cost = KITH_COST_DOUBT,
                                           .all = true,
                                           .most = WAYS_MOST};
        if (count <= FREE_WAYS)
            assert_all_ways(graph, &question, &options, ways);
        graph_done(graph);
    }
    free(ways);
}

static const edge triangle[] = {
    {0, 1, false, 1},
    {1, 2, false, 1},
    {0, 2, false, 2},
    {2, 3, false, 1}
};

/* Of what costs the same the fewest relations come first, whatever the number
 * of targets. */
TEST(paths_of_one_cost_are_in_order_of_relations)
{
    static const kith_id targets[] = {2, 3, 0};
    static const size_t lengths[] = {1, 2, 2, 3, 0};
    kith_graph *graph = graph_of(4, triangle, 4);
    const kith_path_options one = {.cost = KITH_COST_DISTANCE};
    const kith_path_options all = {.cost = KITH_COST_DISTANCE, .all = true};
    kith_paths *paths = find(graph, 0, 2, &one);
    kith_error err = {0};
    assert_int_equal(kith_paths_count(paths), 1);
    assert_int_equal(kith_paths_length(paths, 0), 1);
    assert_true(kith_paths_more(paths));
    kith_paths_free(paths);
    assert_int_equal(kith_paths_find_each(&paths, graph, 0, targets, 3, &all,
                                          &err),
                     KITH_OK);
    assert_int_equal(kith_paths_count(paths), 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(kith_paths_length(paths, i), lengths[i]);
    assert_false(kith_paths_more(paths));
    kith_paths_free(paths);
    graph_done(graph);
}

static const edge rounded[] = {
    {0, 1, false, 0.7},
    {1, 2, false, 0.1},
    {0, 2, false, 0.8}
};

/* 0.7 + 0.1 is a little less than 0.8 in doubles. */
TEST(sums_that_differ_by_rounding_are_as_good)
{
    kith_graph *graph = graph_of(3, rounded, 3);
    const kith_path_options all = {.cost = KITH_COST_DISTANCE, .all = true};
    kith_paths *paths = find(graph, 0, 2, &all);
    assert_int_equal(kith_paths_count(paths), 2);
    assert_int_equal(kith_paths_length(paths, 0), 2);
    assert_int_equal(kith_paths_length(paths, 1), 1);
    kith_paths_free(paths);
    graph_done(graph);
}

TEST(types_and_entities_can_be_kept_off)
{
    static const bool no_blue[] = {false, true};
    static const bool no_red[] = {true, false};
    static const char *const red[] = {"red", NULL};
    static const char *const blue_and_odd[] = {"blue", "odd", NULL};
    static const char *const red_and_e3[] = {"red", "e3", NULL};
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    bool odd[WAY_MOST] = {false};
    bool e3[WAY_MOST] = {false};
    assert_non_null(ways);
    for (size_t i = 1; i < WAY_MOST; i += 2)
        odd[i] = true;
    e3[3] = true;
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t size = kith_graph_entity_count(graph);
        const kith_id to = (kith_id)size - 1;
        const way_question question = {.graph = graph, .from = 0, .to = to};
        const kith_path_options all = {.all = true, .most = WAYS_MOST};
        if (size > 3 && kith_graph_relation_type_count(graph) == 2) {
            kith_path_options options = all;
            way_question shut = question;
            options.along = red;
            shut.shut_types = no_blue;
            assert_all_ways(graph, &shut, &options, ways);
            options = all;
            options.avoid = blue_and_odd;
            shut.shut_entities = odd;
            assert_all_ways(graph, &shut, &options, ways);
            options.avoid = red_and_e3;
            shut.shut_types = no_red;
            shut.shut_entities = e3;
            assert_all_ways(graph, &shut, &options, ways);
        }
        graph_done(graph);
    }
    free(ways);
}

static const edge diamond[] = {
    {0, 1, false, 1},
    {0, 1, false, 1},
    {1, 3, false, 1},
    {0, 2, false, 1},
    {2, 3, true,  1}
};

TEST(unknown_names_are_told_with_the_nearest)
{
    static const char *const rid[] = {"rid", NULL};
    static const char *const evn[] = {"evn", NULL};
    static const char *const other[] = {"nothing like it", NULL};
    const struct {
        kith_path_options options;
        const char *message;
        const char *hint;
    } cases[] = {
        {{.along = rid},   "no relation has type 'rid'",             "did you mean 'red'?" },
        {{.along = other}, "no relation has type 'nothing like it'", ""                    },
        {{.avoid = evn},
         "no relation type, entity type or entity is 'evn'",         "did you mean 'even'?"},
    };
    kith_graph *graph = graph_of(4, diamond, 5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kith_error err = {0};
        kith_paths *paths = NULL;
        assert_int_equal(kith_paths_find(&paths, graph, 0, 3, &cases[i].options,
                                         &err),
                         KITH_E_NOT_FOUND);
        assert_null(paths);
        assert_string_equal(err.message, cases[i].message);
        assert_string_equal(err.hint, cases[i].hint);
    }
    graph_done(graph);
}

TEST(only_as_many_as_asked_for)
{
    kith_graph *graph = graph_of(5, diamond, 5);
    kith_path_options options = {.all = true, .most = 2};
    kith_paths *paths = find(graph, 0, 3, &options);
    assert_int_equal(kith_paths_count(paths), 2);
    assert_true(kith_paths_more(paths));
    kith_paths_free(paths);
    options.most = 3;
    paths = find(graph, 0, 3, &options);
    assert_int_equal(kith_paths_count(paths), 3);
    assert_false(kith_paths_more(paths));
    kith_paths_free(paths);
    paths = find(graph, 0, 4, &options);
    assert_int_equal(kith_paths_count(paths), 0);
    kith_paths_free(paths);
    graph_done(graph);
}

TEST(from_an_entity_to_itself_is_no_step)
{
    kith_graph *graph = graph_of(4, diamond, 5);
    kith_paths *paths = find(graph, 2, 2, NULL);
    assert_int_equal(kith_paths_count(paths), 1);
    assert_int_equal(kith_paths_length(paths, 0), 0);
    assert_int_equal(kith_paths_entity(paths, 0, 0), 2);
    assert_true(kith_paths_weight(paths, 0) <= 0);
    kith_paths_free(paths);
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    static const char *const avoid[] = {"odd", "blue", NULL};
    for (unsigned i = 0; i < 2; i++) {
        const kith_path_options options = {.all = true,
                                           .cost = i ? KITH_COST_DISTANCE
                                                     : KITH_COST_RELATIONS,
                                           .avoid = i ? avoid : NULL};
        kith_status st = KITH_E_MEMORY;
        for (size_t left = 0; st != KITH_OK; left++) {
            kith_graph *graph = graph_of(4, diamond, 5);
            kith_error err = {0};
            kith_paths *paths = NULL;
            (void)kith_alloc_fail_after(left);
            st = kith_paths_find(&paths, graph, 0, 3, &options, &err);
            assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
            assert_int_equal(st, err.status);
            assert_true((st == KITH_OK) == (paths != NULL));
            assert_true(st == KITH_OK || st == KITH_E_MEMORY);
            assert_true(left < 200);
            kith_paths_free(paths);
            graph_done(graph);
        }
    }
}

RUN("analysis/paths",
    CASE(all_shortest_paths_are_found_in_order),
    CASE(weights_of_0_are_followed_without_going_round),
    CASE(what_costs_nothing_goes_by_relations_then_entities),
    CASE(paths_of_one_cost_are_in_order_of_relations),
    CASE(sums_that_differ_by_rounding_are_as_good),
    CASE(types_and_entities_can_be_kept_off),
    CASE(unknown_names_are_told_with_the_nearest),
    CASE(only_as_many_as_asked_for),
    CASE(from_an_entity_to_itself_is_no_step),
    CASE(survives_failing_allocations))
