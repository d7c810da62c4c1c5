/* Paths in order of cost, within so many relations, through others and past
 * hubs, against walking every path there is. */
#include "../../oracle/ways.h"
#include "../test.h"
#include "base/alloc.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static kith_paths *find(kith_graph *graph,
                        const way_question *q,
                        const kith_path_options *options)
{
    kith_error err = {0};
    kith_paths *paths = NULL;
    kith_path_options how = *options;
    how.directed = q->directed;
    how.cost = q->cost;
    how.avoid_hubs = q->hubs;
    how.via = q->via;
    how.via_count = q->via_count;
    const kith_status st =
        kith_paths_find(&paths, graph, q->from, q->to, &how, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    assert_false(kith_paths_gave_up(paths));
    return paths;
}

static bool is_close(double a, double b)
{
    return fabs(a - b) <= 1e-11 * fmax(1, fabs(b));
}

static bool is_way(const kith_paths *paths, size_t index, const way *expected)
{
    if (expected->length != kith_paths_length(paths, index))
        return false;
    for (size_t i = 0; i < expected->length; i++) {
        if (kith_paths_step(paths, index, i).relation != expected->relations[i])
            return false;
    }
    return true;
}

/* The first of the ways, in exactly their order. */
static void assert_first_ways(const kith_graph *graph,
                              const kith_paths *paths,
                              const way *ways,
                              size_t count,
                              size_t most)
{
    const size_t expected = count < most ? count : most;
    assert_int_equal(kith_paths_count(paths), expected);
    assert_int_equal(kith_paths_more(paths), count > most);
    for (size_t p = 0; p < expected; p++) {
        assert_true(is_way(paths, p, &ways[p]));
        assert_true(is_close(kith_paths_weight(paths, p), ways[p].weight));
        for (size_t i = 0; i <= ways[p].length; i++) {
            assert_int_equal(kith_paths_entity(paths, p, i),
                             ways[p].entities[i]);
        }
        for (size_t i = 0; i < ways[p].length; i++) {
            const kith_step step = kith_paths_step(paths, p, i);
            assert_int_equal(step.forward,
                             kith_graph_sources(graph)[step.relation] ==
                                 ways[p].entities[i]);
        }
    }
}

/* Costs that were added up in another order are not compared to the bit: each
 * path costs what the one at its place does, is one of the ways, and none comes
 * twice. */
static void assert_costs(const kith_paths *paths,
                         const way *ways,
                         size_t count,
                         size_t most)
{
    const size_t expected = count < most ? count : most;
    bool *taken = calloc(count + 1, sizeof *taken);
    assert_non_null(taken);
    assert_int_equal(kith_paths_count(paths), expected);
    assert_int_equal(kith_paths_more(paths), count > most);
    for (size_t p = 0; p < expected; p++) {
        size_t at = 0;
        assert_true(is_close(kith_paths_weight(paths, p), ways[p].weight));
        while (at < count && !(is_way(paths, p, &ways[at]) && !taken[at]))
            at++;
        assert_true(at < count);
        assert_true(is_close(ways[at].weight, ways[p].weight));
        taken[at] = true;
    }
    free(taken);
}

static const kith_path_cost costs[] = {KITH_COST_RELATIONS, KITH_COST_DISTANCE,
                                       KITH_COST_STRENGTH};

static way_question random_question(kith_graph *graph,
                                    uint64_t *state,
                                    unsigned turn)
{
    const uint32_t size = (uint32_t)kith_graph_entity_count(graph);
    return (way_question){
        .graph = graph,
        .from = random_below(state, size),
        .to = random_below(state, size),
        .directed = turn & 1,
        .cost = costs[turn % 3],
    };
}

/* Counts the questions that could be tried. */
static size_t try_shortest(kith_graph *graph,
                           const way_question *q,
                           size_t most,
                           way *ways)
{
    const size_t count = oracle_all_ways(q, ways);
    const kith_path_options options = {.shortest = most};
    if (count == SIZE_MAX)
        return 0;
    kith_paths *paths = find(graph, q, &options);
    if (q->hubs) {
        assert_costs(paths, ways, count, most);
    } else {
        assert_first_ways(graph, paths, ways, count, most);
    }
    kith_paths_free(paths);
    return 1;
}

TEST(the_k_shortest_come_in_order)
{
    static const size_t most[] = {1, 2, 3, 10, 100, WAYS_MOST};
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    size_t tried = 0;
    assert_non_null(ways);
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed;
        for (unsigned i = 0; i < 12; i++) {
            const way_question q = random_question(graph, &state, i);
            const size_t limit = most[i % 5 + (seed % 7 == 0)];
            tried += try_shortest(graph, &q, limit, ways);
        }
        graph_done(graph);
    }
    assert_true(tried > 6 * RANDOM_GRAPHS);
    free(ways);
}

TEST(hubs_cost_more_by_the_logarithm_of_their_relations)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    size_t tried = 0;
    assert_non_null(ways);
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed + 1;
        for (unsigned i = 0; i < 6; i++) {
            way_question q = random_question(graph, &state, i);
            q.hubs = true;
            tried += try_shortest(graph, &q, 1 + seed % 20, ways);
        }
        graph_done(graph);
    }
    assert_true(tried > 3 * RANDOM_GRAPHS);
    free(ways);
}

/* Other entities than the ends, each once. */
static size_t random_via(kith_id *via,
                         size_t wanted,
                         const way_question *q,
                         uint64_t *state)
{
    const uint32_t size = (uint32_t)kith_graph_entity_count(q->graph);
    size_t count = 0;
    for (size_t i = 0; i < wanted; i++) {
        const kith_id e = random_below(state, size);
        bool known = e == q->from || e == q->to;
        for (size_t k = 0; k < count; k++)
            known |= via[k] == e;
        if (!known)
            via[count++] = e;
    }
    return count;
}

TEST(paths_pass_through_others_in_their_order)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    kith_id via[3];
    size_t tried = 0;
    size_t found = 0;
    assert_non_null(ways);
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed + 2;
        for (unsigned i = 0; i < 12; i++) {
            way_question q = random_question(graph, &state, i);
            q.via = via;
            q.via_count = random_via(via, 1 + i % 3, &q, &state);
            q.hubs = i == 7;
            if (q.from == q.to)
                continue;
            const size_t done = try_shortest(graph, &q, 1 + seed % 30, ways);
            tried += done;
            found += done && oracle_all_ways(&q, ways) > 0;
        }
        graph_done(graph);
    }
    assert_true(tried > 4 * RANDOM_GRAPHS);
    assert_true(found > RANDOM_GRAPHS);
    free(ways);
}

TEST(all_shortest_through_others_are_equally_short)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    kith_id via[2];
    assert_non_null(ways);
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed + 3;
        for (unsigned i = 0; i < 6; i++) {
            const kith_path_options options = {.all = true, .most = 1000};
            way_question q = random_question(graph, &state, i);
            q.via = via;
            q.via_count = random_via(via, 1 + i % 2, &q, &state);
            if (q.from == q.to || q.via_count == 0 || has_zero_weight(graph))
                continue;
            const size_t count = oracle_shortest_ways(&q, ways);
            if (count != SIZE_MAX) {
                kith_paths *paths = find(graph, &q, &options);
                assert_costs(paths, ways, count, 1000);
                kith_paths_free(paths);
            }
        }
        graph_done(graph);
    }
    free(ways);
}

TEST(every_path_within_so_many_relations)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    size_t tried = 0;
    assert_non_null(ways);
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed + 4;
        for (unsigned i = 0; i < 16; i++) {
            way_question q = random_question(graph, &state, i);
            q.cost = KITH_COST_RELATIONS;
            q.within = i < 2 ? 100 : 1 + random_below(&state, 8);
            const size_t count = oracle_all_ways(&q, ways);
            const size_t most = i % 4 ? WAYS_MOST : 1 + i;
            const kith_path_options options = {.within = q.within,
                                               .most = most};
            if (count != SIZE_MAX) {
                kith_paths *paths = find(graph, &q, &options);
                assert_first_ways(graph, paths, ways, count, most);
                kith_paths_free(paths);
                tried++;
            }
        }
        graph_done(graph);
    }
    assert_true(tried > 6 * RANDOM_GRAPHS);
    free(ways);
}

TEST(within_so_many_relations_through_others)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    kith_id via[1];
    assert_non_null(ways);
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed + 5;
        for (unsigned i = 0; i < 4; i++) {
            way_question q = random_question(graph, &state, i);
            q.cost = KITH_COST_RELATIONS;
            q.via = via;
            q.via_count = random_via(via, 1, &q, &state);
            q.within = 2 + i;
            const size_t count = oracle_all_ways(&q, ways);
            const kith_path_options options = {.within = q.within,
                                               .most = WAYS_MOST};
            if (count != SIZE_MAX && q.from != q.to) {
                kith_paths *paths = find(graph, &q, &options);
                assert_first_ways(graph, paths, ways, count, WAYS_MOST);
                kith_paths_free(paths);
            }
        }
        graph_done(graph);
    }
    free(ways);
}

/* One search for all gives what one for each does. */
TEST(several_targets_are_served_one_after_the_other)
{
    static const kith_path_options kinds[] = {
        {.all = true,   .most = 1000},
        {.all = true,             .most = 1000, .cost = KITH_COST_DISTANCE},
        {.all = true,.most = 5, .directed = true},
        {.cost = KITH_COST_STRENGTH            },
        {.shortest = 3               },
        {.within = 4            },
    };
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const uint32_t size = (uint32_t)kith_graph_entity_count(graph);
        uint64_t state = seed;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            const kith_id from = random_below(&state, size);
            kith_id targets[4];
            kith_error err = {0};
            kith_paths *all = NULL;
            size_t at = 0;
            for (size_t i = 0; i < 4; i++)
                targets[i] = random_below(&state, size);
            assert_int_equal(kith_paths_find_each(&all, graph, from, targets, 4,
                                                  &kinds[k], &err),
                             KITH_OK);
            for (size_t i = 0; i < 4; i++) {
                kith_paths *one = NULL;
                assert_int_equal(kith_paths_find(&one, graph, from, targets[i],
                                                 &kinds[k], &err),
                                 KITH_OK);
                for (size_t p = 0; p < kith_paths_count(one); p++, at++) {
                    const size_t length = kith_paths_length(one, p);
                    assert_int_equal(kith_paths_length(all, at), length);
                    for (size_t s = 0; s < length; s++) {
                        assert_int_equal(kith_paths_step(all, at, s).relation,
                                         kith_paths_step(one, p, s).relation);
                    }
                    assert_int_equal(kith_paths_entity(all, at, length),
                                     targets[i]);
                }
                kith_paths_free(one);
            }
            assert_int_equal(kith_paths_count(all), at);
            kith_paths_free(all);
        }
        graph_done(graph);
    }
}

static const edge ladder[] = {
    {0, 1, false, 2},
    {1, 2, false, 2},
    {2, 3, false, 2},
    {0, 4, false, 1},
    {4, 5, false, 1},
    {5, 3, false, 4},
    {1, 4, true,  1},
    {2, 5, true,  3},
    {0, 1, false, 5}
};
enum { LADDER = sizeof ladder / sizeof *ladder };

TEST(a_search_gives_up_when_told_to)
{
    kith_graph *graph = graph_of(6, ladder, LADDER);
    const kith_path_options kinds[] = {{.shortest = 100}, {.within = 6}};
    for (size_t i = 0; i < 2; i++) {
        size_t before = 0;
        bool gave_up = true;
        for (uint64_t looks = 1; gave_up; looks++) {
            kith_path_options options = kinds[i];
            kith_error err = {0};
            kith_paths *paths = NULL;
            options.most_looks = looks;
            assert_int_equal(kith_paths_find(&paths, graph, 0, 3, &options,
                                             &err),
                             KITH_OK);
            assert_true(kith_paths_count(paths) >= before);
            before = kith_paths_count(paths);
            gave_up = kith_paths_gave_up(paths);
            assert_true(looks < 10000);
            kith_paths_free(paths);
        }
        assert_true(before > 4);
    }
    graph_done(graph);
}

TEST(questions_that_do_not_go_together_are_refused)
{
    static const kith_id via[KITH_MOST_VIA + 1] = {0};
    static const kith_path_options bad[] = {
        {.all = true,        .shortest = 2                 },
        {.all = true,        .within = 2                   },
        {.shortest = 2,      .within = 2                   },
        {.within = 2,        .cost = KITH_COST_DISTANCE    },
        {.within = 2,        .avoid_hubs = true            },
        {.avoid_hubs = true, .cost = KITH_COST_DOUBT       },
        {.via = via,         .via_count = KITH_MOST_VIA + 1},
    };
    kith_graph *graph = graph_of(6, ladder, LADDER);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        kith_error err = {0};
        kith_paths *paths = NULL;
        assert_int_equal(kith_paths_find(&paths, graph, 0, 3, &bad[i], &err),
                         KITH_E_INVALID);
        assert_null(paths);
        assert_true(err.message[0]);
    }
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    static const kith_id via[] = {4, 2};
    const kith_path_options kinds[] = {
        {.shortest = 20             },
        {                           .shortest = 5, .cost = KITH_COST_DISTANCE},
        {                           .shortest = 5,         .avoid_hubs = true, .via = via, .via_count = 2},
        {                 .within = 5                          },
        {                          .all = true,                 .cost = KITH_COST_STRENGTH},
        {.within = 5,                 .distinct = true},
    };
    static const kith_id targets[] = {3, 5};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        kith_status st = KITH_E_MEMORY;
        for (size_t left = 0; st != KITH_OK; left++) {
            kith_graph *graph = graph_of(6, ladder, LADDER);
            kith_error err = {0};
            kith_paths *paths = NULL;
            (void)kith_alloc_fail_after(left);
            st = kith_paths_find_each(&paths, graph, 0, targets, 2, &kinds[i],
                                      &err);
            assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
            assert_int_equal(st, err.status);
            assert_true((st == KITH_OK) == (paths != NULL));
            assert_true(st == KITH_OK || st == KITH_E_MEMORY);
            assert_true(left < 1000);
            kith_paths_free(paths);
            graph_done(graph);
        }
    }
}

static bool is_over_the_same(const way *a, const way *b)
{
    return a->length == b->length &&
           !memcmp(a->entities, b->entities,
                   (a->length + 1) * sizeof *a->entities);
}

/* Of ways over the same entities the first, in the order that they have. */
static size_t drop_twins(way *ways, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_new = true;
        for (size_t k = 0; k < kept && is_new; k++)
            is_new = !is_over_the_same(&ways[k], &ways[i]);
        if (is_new)
            ways[kept++] = ways[i];
    }
    return kept;
}

static void assert_distinct(const kith_paths *paths,
                            const way *ways,
                            size_t count,
                            size_t most)
{
    const size_t expected = count < most ? count : most;
    assert_int_equal(kith_paths_count(paths), expected);
    assert_int_equal(kith_paths_more(paths), count > most);
    for (size_t p = 0; p < expected; p++) {
        assert_int_equal(kith_paths_length(paths, p), ways[p].length);
        assert_true(is_close(kith_paths_weight(paths, p), ways[p].weight));
        for (size_t i = 0; i <= ways[p].length; i++) {
            assert_int_equal(kith_paths_entity(paths, p, i),
                             ways[p].entities[i]);
        }
    }
}

TEST(distinct_paths_differ_in_their_entities)
{
    way *ways = calloc(WAYS_MOST, sizeof *ways);
    size_t dropped = 0;
    assert_non_null(ways);
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        uint64_t state = seed + 5;
        for (unsigned i = 0; i < 3; i++) {
            way_question q = random_question(graph, &state, i + (unsigned)seed);
            const size_t most = 1 + seed % 30;
            const size_t all = oracle_all_ways(&q, ways);
            if (all == SIZE_MAX || all > 400)
                continue;
            const size_t count = drop_twins(ways, all);
            const kith_path_options options = {.shortest = most,
                                               .distinct = true};
            kith_paths *paths = find(graph, &q, &options);
            dropped += all - count;
            assert_distinct(paths, ways, count, most);
            kith_paths_free(paths);
        }
        graph_done(graph);
    }
    assert_true(dropped > 300);
    free(ways);
}

RUN("analysis/path_rank",
    CASE(the_k_shortest_come_in_order),
    CASE(hubs_cost_more_by_the_logarithm_of_their_relations),
    CASE(paths_pass_through_others_in_their_order),
    CASE(all_shortest_through_others_are_equally_short),
    CASE(every_path_within_so_many_relations),
    CASE(within_so_many_relations_through_others),
    CASE(distinct_paths_differ_in_their_entities),
    CASE(several_targets_are_served_one_after_the_other),
    CASE(a_search_gives_up_when_told_to),
    CASE(questions_that_do_not_go_together_are_refused),
    CASE(survives_failing_allocations))
