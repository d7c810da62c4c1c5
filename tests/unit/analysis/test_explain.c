/* Explanations: their parts are those of the score, by the definition of it. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "analysis/constraint.h"
#include "base/alloc.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <string.h>

enum { ALL = 1000 };

static void explain(const char *measure,
                    kith_graph *graph,
                    const kith_measure_options *options,
                    const double *score,
                    kith_id entity,
                    size_t most,
                    kith_explanation *out)
{
    kith_error err = {0};
    const kith_explain_question question = {
        .measure = kith_measure_of(measure),
        .options = options,
        .score = score,
        .entity = entity,
        .most = most,
    };
    if (kith_measure_explain(out, graph, &question, &err) != KITH_OK)
        fail_msg("%s: %s", measure, err.message);
}

static double sum_of(const kith_explanation *found, kith_reason_kind kind)
{
    double sum = 0;
    for (size_t i = 0; i < found->count; i++)
        sum += found->reasons[i].kind == kind ? found->reasons[i].part : 0;
    return sum;
}

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(1, fabs(b));
}

/* Share of the shortest paths from s to t that pass through v. */
static double share(const dense *graph,
                    dense_matrix distance,
                    dense_matrix paths,
                    size_t s,
                    size_t t,
                    size_t v)
{
    if (s == v || t == v || s == t || paths[s][v] <= 0 || paths[v][t] <= 0 ||
        !dense_same(distance[s][v] + distance[v][t], distance[s][t]))
        return 0;
    (void)graph;
    return paths[s][v] * paths[v][t] / paths[s][t];
}

static void check_pairs(const dense *matrix,
                        const kith_explanation *found,
                        double score,
                        bool undirected,
                        kith_id v)
{
    dense_matrix distance;
    dense_matrix paths;
    size_t pairs = 0;
    dense_distances(matrix, distance);
    dense_path_counts(matrix, distance, paths);
    for (size_t i = 0; i < found->count; i++) {
        const kith_reason *reason = &found->reasons[i];
        if (reason->kind != KITH_REASON_PAIR)
            continue;
        const double expected =
            share(matrix, distance, paths, reason->a, reason->b, v);
        assert_true(near(reason->part * score, expected));
        assert_true(
            dense_same(reason->distance, distance[reason->a][reason->b]));
        assert_true(!undirected || reason->a < reason->b);
        pairs++;
    }
    assert_int_equal(pairs, found->pairs);
    assert_true(found->sole <= found->pairs);
}

TEST(pairs_neighbours_and_communities_make_betweenness)
{
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed += 2) {
        kith_graph *graph = random_graph(seed);
        const bool weighted = seed / 4 % 2 && !has_zero_weight(graph);
        const kith_measure_options options = {.undirected = seed / 2 % 2,
                                              .weights =
                                                  weighted
                                                      ? KITH_WEIGHTS_NATURAL
                                                      : KITH_WEIGHTS_NONE};
        double score[DENSE_MOST];
        dense matrix;
        dense_fill(&matrix, graph, options.undirected, weighted);
        take("betweenness", graph, &options, score);
        for (kith_id v = 0; v < kith_graph_entity_count(graph); v++) {
            kith_explanation found;
            explain("betweenness", graph, &options, score, v, ALL, &found);
            const double one = score[v] > 0;
            assert_true(near(sum_of(&found, KITH_REASON_PAIR), one));
            assert_true(near(sum_of(&found, KITH_REASON_NEIGHBOUR), 2 * one));
            assert_true(near(sum_of(&found, KITH_REASON_GROUPS), one));
            check_pairs(&matrix, &found, score[v], options.undirected, v);
            kith_explanation_clear(&found);
        }
        graph_done(graph);
    }
}

TEST(neighbours_make_degrees_and_walks)
{
    static const char *const names[] = {"degree",     "in-degree",
                                        "out-degree", "strength",
                                        "pagerank",   "eigenvector",
                                        "hubs",       "authorities",
                                        "katz",       "coreness",
                                        "clustering", "constraint"};
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed += 3) {
        kith_graph *graph = random_graph(seed);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            const kith_measure_options options = {.undirected = seed & 1};
            double score[DENSE_MOST];
            take(names[i], graph, &options, score);
            for (kith_id v = 0; v < kith_graph_entity_count(graph); v++) {
                kith_explanation found;
                explain(names[i], graph, &options, score, v, ALL, &found);
                const double given = sum_of(&found, KITH_REASON_NEIGHBOUR);
                const double rest = sum_of(&found, KITH_REASON_REST);
                if (score[v] > 0)
                    assert_true(near(given + rest, 1));
                if (!strcmp(names[i], "katz"))
                    assert_true(near(rest, 1 / score[v]));
                else if (strcmp(names[i], "pagerank"))
                    assert_true(near(rest, 0));
                kith_explanation_clear(&found);
            }
        }
        graph_done(graph);
    }
}

/* A triangle 0, 1, 2 with 3 hanging on 0, which 1 is related to twice. */
TEST(neighbours_close_triangles_hold_and_constrain)
{
    const edge edges[] = {
        {0, 1, true, 0},
        {1, 2, true, 0},
        {2, 0, true, 0},
        {0, 3, true, 0},
        {0, 1, true, 0}
    };
    static const char *const names[] = {"clustering", "coreness"};
    kith_graph *graph = graph_of(4, edges, 5);
    const kith_measure_options options = {0};
    double score[4];
    double sum = 0;
    kith_explanation found;
    for (size_t i = 0; i < 2; i++) {
        take(names[i], graph, &options, score);
        explain(names[i], graph, &options, score, 0, ALL, &found);
        assert_int_equal(found.count, 2);
        for (size_t k = 0; k < 2; k++) {
            assert_int_equal(found.reasons[k].a, k + 1);
            assert_true(near(found.reasons[k].part, 0.5));
        }
        kith_explanation_clear(&found);
    }
    double part[4] = {0};
    take("constraint", graph, &options, score);
    assert_int_equal(kith_constraint_parts(graph, &options, 0, part, NULL),
                     KITH_OK);
    for (size_t e = 0; e < 4; e++)
        sum += part[e];
    assert_true(near(sum, score[0]));
    assert_true(part[1] > part[2] && part[2] > part[3] && part[3] > 0);
    take("authorities", graph, &options, score);
    const double ratio = score[2] / (2 * score[1]);
    take("hubs", graph, &options, score);
    explain("hubs", graph, &options, score, 0, ALL, &found);
    assert_true(near(found.reasons[1].part / found.reasons[0].part, ratio));
    kith_explanation_clear(&found);
    graph_done(graph);
}

/* 0 and 1 lead to 2, which leads to 3: what 2 has of each, and what 3 has. */
TEST(a_small_walk_is_told_in_full)
{
    const edge edges[] = {
        {0, 2, false, 0},
        {1, 2, false, 0},
        {1, 3, false, 0},
        {2, 3, false, 0}
    };
    double score[4];
    const kith_measure_options options = {.damping = 0.5};
    kith_explanation found;
    kith_graph *graph = graph_of(4, edges, 4);
    take("pagerank", graph, &options, score);
    explain("pagerank", graph, &options, score, 2, 1, &found);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.reasons[0].a, 0);
    assert_true(near(found.reasons[0].part * score[2], 0.5 * score[0]));
    assert_int_equal(found.reasons[1].kind, KITH_REASON_REST);
    assert_int_equal(found.reasons[1].count, 1); /* the other neighbour */
    assert_true(near(found.reasons[0].part + found.reasons[1].part, 1));
    kith_explanation_clear(&found);
    graph_done(graph);
}

TEST(distances_make_closeness)
{
    static const char *const names[] = {"closeness", "harmonic",
                                        "eccentricity"};
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed += 3) {
        kith_graph *graph = random_graph(seed);
        const kith_measure_options options = {.undirected = seed & 1};
        dense matrix;
        dense_matrix distance;
        double score[DENSE_MOST];
        dense_fill(&matrix, graph, options.undirected, false);
        dense_distances(&matrix, distance);
        for (kith_id v = 0; v < matrix.size; v++) {
            const char *name = names[seed / 3 % 3];
            kith_explanation found;
            double expected[DENSE_MOST] = {0};
            for (size_t t = 0; t < matrix.size; t++) {
                if (t != v && isfinite(distance[v][t]))
                    expected[(size_t)distance[v][t]]++;
            }
            take(name, graph, &options, score);
            explain(name, graph, &options, score, v, ALL, &found);
            for (size_t i = 0; i < found.count; i++) {
                const size_t at = (size_t)found.reasons[i].distance;
                assert_int_equal(at, i + 1);
                assert_true(near((double)found.reasons[i].count, expected[at]));
            }
            if (found.count)
                assert_true(near(sum_of(&found, KITH_REASON_DISTANCE), 1));
            kith_explanation_clear(&found);
        }
        graph_done(graph);
    }
}

TEST(what_cannot_be_explained_says_so)
{
    const edge edges[] = {
        {0, 1, false, 0}
    };
    kith_error err = {0};
    kith_explanation found;
    const kith_measure_options options = {0};
    const kith_explain_question question = {.measure = kith_measure_of(
                                                "relation-betweenness"),
                                            .options = &options};
    kith_graph *graph = graph_of(2, edges, 1);
    assert_int_equal(kith_measure_explain(&found, graph, &question, &err),
                     KITH_E_UNSUPPORTED);
    assert_string_equal(err.message,
                        "'relation-betweenness' cannot be explained");
    assert_non_null(strstr(err.hint, "betweenness"));
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    const edge edges[] = {
        {0, 1, true, 2},
        {1, 2, true, 1},
        {2, 3, true, 1},
        {3, 0, true, 1},
        {2, 4, true, 3}
    };
    for (const kith_measure *m = kith_measures(); m->name; m++) {
        const kith_measure_options options = {
            .weights = m->weights ? KITH_WEIGHTS_DISTANCE : KITH_WEIGHTS_NONE};
        double score[5];
        size_t left = 0;
        kith_status st = KITH_E_MEMORY;
        if (!m->explain)
            continue;
        while (st != KITH_OK) {
            kith_graph *graph = graph_of(5, edges, 5);
            kith_error err = {0};
            kith_explanation found;
            take(m->name, graph, &options, score);
            const kith_explain_question question = {m, &options, score, 2, 3};
            (void)kith_alloc_fail_after(left++);
            st = kith_measure_explain(&found, graph, &question, &err);
            const bool failed = kith_alloc_fail_after(SIZE_MAX);
            assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
            kith_explanation_clear(&found);
            graph_done(graph);
            assert_true(left < 1000);
        }
    }
}

RUN("analysis/explain",
    CASE(pairs_neighbours_and_communities_make_betweenness),
    CASE(neighbours_make_degrees_and_walks),
    CASE(neighbours_close_triangles_hold_and_constrain),
    CASE(a_small_walk_is_told_in_full),
    CASE(distances_make_closeness),
    CASE(what_cannot_be_explained_says_so),
    CASE(survives_failing_allocations))
