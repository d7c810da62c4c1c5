/* The table of measures and what every measure has in common. */
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <string.h>

static const edge triangle[] = {
    {0, 1, false, 2},
    {1, 2, false, 2},
    {2, 0, false, 2}
};

TEST(every_row_is_complete_and_found_by_name)
{
    static const char *const names[] = {"degree",
                                        "in-degree",
                                        "out-degree",
                                        "strength",
                                        "pagerank",
                                        "betweenness",
                                        "closeness",
                                        "harmonic",
                                        "eccentricity",
                                        "eigenvector",
                                        "hubs",
                                        "authorities",
                                        "katz",
                                        "coreness",
                                        "clustering",
                                        "constraint",
                                        "relation-betweenness"};
    const kith_measure *row = kith_measures();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++, row++) {
        assert_string_equal(row->name, names[i]);
        assert_ptr_equal(kith_measure_of(names[i]), row);
        assert_true(strlen(row->summary) > 10 && strlen(row->cost) > 0);
        assert_true(strlen(row->directed) > 0 && strlen(row->undirected) > 0);
        assert_true(strlen(row->memory) > 0);
        assert_non_null(row->run);
    }
    assert_null(row->name);
    for (row = kith_measures(); row[1].name; row++)
        assert_true(row[1].of_relations || !row->of_relations);
    assert_null(kith_measure_of("importance"));
}

TEST(weights_are_refused_where_they_mean_nothing)
{
    const kith_measure_options options = {.weights = KITH_WEIGHTS_NATURAL};
    kith_graph *graph = graph_of(3, triangle, 3);
    double score[3];
    for (const kith_measure *row = kith_measures(); row->name; row++) {
        kith_error err = {0};
        const kith_status st =
            kith_measure_run(row, graph, &options, score, &err);
        assert_int_equal(st, row->weights ? KITH_OK : KITH_E_UNSUPPORTED);
        assert_int_equal(err.hint[0] != '\0', !row->weights);
    }
    graph_done(graph);
}

/* A graph whose weights are powers of two, and one of the inverse weights. */
TEST(strength_is_one_over_distance)
{
    edge edges[] = {
        {0, 1, false, 4   },
        {1, 2, true,  0.5 },
        {2, 3, false, 2   },
        {3, 0, false, 0.25},
        {0, 2, false, 8   },
        {3, 3, true,  2   }
    };
    enum { EDGES = sizeof edges / sizeof *edges, SIZE = 4 };
    kith_graph *graph = graph_of(SIZE, edges, EDGES);
    for (size_t r = 0; r < EDGES; r++)
        edges[r].weight = 1 / edges[r].weight;
    kith_graph *inverse = graph_of(SIZE, edges, EDGES);
    for (const kith_measure *row = kith_measures(); row->name; row++) {
        if (row->weights == KITH_WEIGHTS_NONE)
            continue;
        const kith_weights other = row->weights == KITH_WEIGHTS_STRENGTH
                                       ? KITH_WEIGHTS_DISTANCE
                                       : KITH_WEIGHTS_STRENGTH;
        const kith_measure_options natural = {.weights = KITH_WEIGHTS_NATURAL};
        const kith_measure_options same = {.weights = row->weights};
        const kith_measure_options turned = {.weights = other};
        double expected[EDGES];
        double score[EDGES];
        const size_t size = kith_measure_size(row, graph);
        take(row->name, graph, &natural, expected);
        take(row->name, graph, &same, score);
        assert_scores(score, expected, size, 0, 0);
        take(row->name, inverse, &turned, score);
        assert_scores(score, expected, size, 0, 0);
    }
    graph_done(graph);
    graph_done(inverse);
}

TEST(a_distance_of_0_has_no_strength)
{
    const edge edges[] = {
        {0, 1, false, 2 },
        {1, 2, false, -1}
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_DISTANCE};
    double score[3];
    kith_graph *graph = graph_of(3, edges, 2);
    for (const kith_measure *row = kith_measures(); row->name; row++) {
        kith_error err = {0};
        if (row->weights == KITH_WEIGHTS_NONE)
            continue;
        assert_int_equal(kith_measure_run(row, graph, &options, score, &err),
                         KITH_E_INVALID);
        assert_string_equal(
            err.message,
            "relation 'e1 -red-> e2' has weight 0, which is no distance");
    }
    graph_done(graph);
}

TEST(options_that_mean_nothing_are_refused)
{
    const kith_id seed = 1;
    const kith_measure_options options[] = {
        {.damping = 0.5},
        {.alpha = 0.1  },
        {.seeds = &seed, .seed_count = 1},
        {.sample = 2             },
        {.cutoff = 1},
    };
    double score[3];
    kith_graph *graph = graph_of(3, triangle, 3);
    for (const kith_measure *row = kith_measures(); row->name; row++) {
        const bool takes[] = {row->takes_damping, row->takes_alpha,
                              row->takes_seeds, row->takes_sample,
                              row->takes_cutoff};
        for (size_t i = 0; i < sizeof takes / sizeof *takes; i++) {
            kith_error err = {0};
            const kith_status st =
                kith_measure_run(row, graph, &options[i], score, &err);
            assert_int_equal(st, takes[i] ? KITH_OK : KITH_E_UNSUPPORTED);
        }
    }
    graph_done(graph);
}

TEST(scores_are_never_missing)
{
    double score[64];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (const kith_measure *row = kith_measures(); row->name; row++) {
            for (unsigned i = 0; i < 4; i++) {
                const kith_measure_options options = {.undirected = i & 1,
                                                      .normalised = i & 2};
                take(row->name, graph, &options, score);
                for (size_t v = 0; v < kith_measure_size(row, graph); v++)
                    assert_true(isfinite(score[v]) && score[v] >= 0);
            }
        }
        graph_done(graph);
    }
}

TEST(no_options_are_the_usual_ones)
{
    static const kith_measure_options none = {0};
    double usual[3];
    double score[3];
    kith_graph *graph = graph_of(3, triangle, 3);
    for (const kith_measure *row = kith_measures(); row->name; row++) {
        take(row->name, graph, &none, usual);
        take(row->name, graph, NULL, score);
        assert_scores(score, usual, 3, 0, 0);
    }
    graph_done(graph);
}

/* Calling entities by other numbers moves their scores and changes nothing. */
TEST(names_do_not_matter)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, true,  0},
        {2, 3, false, 0},
        {3, 1, false, 0},
        {3, 4, true,  0},
        {4, 4, true,  0},
        {5, 6, false, 0},
        {1, 2, false, 0}
    };
    enum { EDGES = sizeof edges / sizeof *edges, SIZE = 8 };
    edge turned[EDGES];
    for (size_t r = 0; r < EDGES; r++) {
        turned[r] = edges[EDGES - 1 - r];
        turned[r].source = SIZE - 1 - turned[r].source;
        turned[r].target = SIZE - 1 - turned[r].target;
    }
    kith_graph *graph = graph_of(SIZE, edges, EDGES);
    kith_graph *other = graph_of(SIZE, turned, EDGES);
    for (const kith_measure *row = kith_measures(); row->name; row++) {
        double score[SIZE];
        double expected[SIZE];
        double back[SIZE];
        take(row->name, graph, NULL, expected);
        take(row->name, other, NULL, score);
        for (size_t v = 0; v < SIZE; v++)
            back[v] = score[SIZE - 1 - v];
        assert_scores(back, expected, SIZE, 1e-10, 0);
    }
    graph_done(graph);
    graph_done(other);
}

/* Strengths that cannot be added up: 1 / infinity would count as nothing. */
TEST(strengths_without_a_sum_are_refused)
{
    const edge edges[] = {
        {0, 1, false, 1e308},
        {1, 2, false, 1e308},
        {2, 0, false, 1    }
    };
    kith_graph *graph = graph_of(3, edges, 3);
    const kith_measure_options options = {.weights = KITH_WEIGHTS_STRENGTH};
    size_t tried = 0;
    for (const kith_measure *row = kith_measures(); row->name; row++) {
        kith_error err = {0};
        double score[3];
        if (row->weights != KITH_WEIGHTS_STRENGTH)
            continue;
        assert_int_equal(kith_measure_run(row, graph, &options, score, &err),
                         KITH_E_INVALID);
        assert_string_equal(err.message, "the weights of all relations add up "
                                         "to more than a number holds");
        assert_true(err.hint[0]);
        tried++;
    }
    assert_true(tried >= 7);
    graph_done(graph);
}

RUN("analysis/registry",
    CASE(every_row_is_complete_and_found_by_name),
    CASE(weights_are_refused_where_they_mean_nothing),
    CASE(strength_is_one_over_distance),
    CASE(a_distance_of_0_has_no_strength),
    CASE(options_that_mean_nothing_are_refused),
    CASE(scores_are_never_missing),
    CASE(strengths_without_a_sum_are_refused),
    CASE(no_options_are_the_usual_ones),
    CASE(names_do_not_matter))
