/* Betweenness against sums over all pairs: exact, sampled, within a cutoff, of
 * entities and of relations. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "analysis/betweenness_sum.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <string.h>

enum { MOST_RELATIONS = 64 };

TEST(agrees_with_sums_over_pairs)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        const double n = (double)count;
        for (unsigned i = 0; i < 8; i++) {
            const kith_measure_options options = {.undirected = i & 1,
                                                  .weights =
                                                      i & 2
                                                          ? KITH_WEIGHTS_NATURAL
                                                          : KITH_WEIGHTS_NONE,
                                                  .normalised = i & 4};
            if (options.weights && has_zero_weight(graph))
                continue;
            dense matrix;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            oracle_betweenness(&matrix, options.undirected, expected);
            const double pairs =
                (n - 1) * (n - 2) / (options.undirected ? 2 : 1);
            for (size_t v = 0; v < count && options.normalised; v++)
                expected[v] = count > 2 ? expected[v] / pairs : 0;
            take("betweenness", graph, &options, score);
            assert_scores(score, expected, count, 1e-9, seed);
        }
        graph_done(graph);
    }
}

static void add_credit(const dense *matrix,
                       const kith_graph *graph,
                       const kith_measure_options *options,
                       bool relations,
                       double *expected)
{
    double credit[MOST_RELATIONS];
    const size_t size = relations ? kith_graph_relation_count(graph)
                                  : kith_graph_entity_count(graph);
    const double cutoff = options->cutoff > 0 ? options->cutoff : HUGE_VAL;
    memset(expected, 0, size * sizeof *expected);
    for (size_t s = 0; s < matrix->size; s++) {
        if (relations) {
            oracle_relation_credit(matrix, graph, options->undirected,
                                   options->weights, s, cutoff, credit);
        } else {
            oracle_credit(matrix, s, cutoff, false, credit);
        }
        for (size_t i = 0; i < size; i++)
            expected[i] += credit[i] * (options->undirected ? 0.5 : 1);
    }
}

TEST(agrees_within_a_cutoff_and_for_relations)
{
    double score[MOST_RELATIONS];
    double expected[MOST_RELATIONS];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (unsigned i = 0; i < 8; i++) {
            const kith_measure_options options =
                {.undirected = i & 1,
                 .weights = i & 2 ? KITH_WEIGHTS_NATURAL : KITH_WEIGHTS_NONE,
                 .cutoff = i & 4 ? 0.5 + (double)(seed % 4) : 0};
            if (options.weights && has_zero_weight(graph))
                continue;
            dense matrix;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            add_credit(&matrix, graph, &options, false, expected);
            take("betweenness", graph, &options, score);
            assert_scores(score, expected, kith_graph_entity_count(graph), 1e-9,
                          seed);
            add_credit(&matrix, graph, &options, true, expected);
            take("relation-betweenness", graph, &options, score);
            assert_scores(score, expected, kith_graph_relation_count(graph),
                          1e-9, seed);
        }
        graph_done(graph);
    }
}

static void prepare(kith_graph *graph,
                    const kith_search_graph_options *how,
                    size_t sample,
                    uint64_t seed,
                    kith_search_graph *searched,
                    kith_search_sources *sources)
{
    kith_error err = {0};
    assert_int_equal(kith_search_graph_init(searched, graph, how, &err),
                     KITH_OK);
    assert_int_equal(kith_search_sources_init(sources, searched, &searched->out,
                                              sample, seed, &err),
                     KITH_OK);
}

static void sum_credit(const kith_search_graph *searched,
                       const kith_search_sources *sources,
                       kith_lanes_kind kind,
                       bool scaled,
                       double *sum)
{
    static const kith_measure_options none = {0};
    const kith_betweenness_job job = {
        .graph = searched,
        .sources = sources,
        .scaled = scaled,
        .size = searched->count,
        .kind = kind,
        .options = &none,
    };
    kith_error err = {0};
    assert_int_equal(kith_betweenness_sum(&job, sum, NULL, &err), KITH_OK);
}

/* The credits of one vertex. */
static void credit_of(const kith_search_graph *searched,
                      kith_id vertex,
                      kith_lanes_kind kind,
                      bool scaled,
                      double *sum)
{
    double once = 1;
    const kith_search_sources one = {&vertex, &once, 1, 1, 1};
    sum_credit(searched, &one, kind, scaled, sum);
}

TEST(scaled_credits_agree_for_every_source)
{
    double sum[DENSE_MOST];
    double credit[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const bool weighted =
            seed & 1 && kith_graph_weights(graph) && !has_zero_weight(graph);
        const kith_search_graph_options how =
            {.undirected = true,
             .lengths = weighted ? kith_graph_weights(graph) : NULL};
        dense matrix;
        kith_search_graph searched = {0};
        kith_search_sources sources = {0};
        dense_fill(&matrix, graph, true, weighted);
        prepare(graph, &how, 0, 0, &searched, &sources);
        for (kith_id v = 0; v < searched.count; v++) {
            oracle_credit(&matrix, searched.entity[v], HUGE_VAL, true, credit);
            for (size_t u = 0; u < searched.count; u++)
                expected[u] = credit[searched.entity[u]];
            credit_of(&searched, v, KITH_LANES_BEST, true, sum);
            assert_scores(sum, expected, searched.count, 1e-9, seed);
            credit_of(&searched, v, KITH_LANES_NONE, true, sum);
            assert_scores(sum, expected, searched.count, 1e-9, seed);
        }
        kith_search_sources_clear(&sources);
        kith_search_graph_clear(&searched);
        graph_done(graph);
    }
}

/* Folded or not, scaled credits of all sources are half of the whole. */
TEST(scaled_credits_add_up)
{
    double sum[MOST_RELATIONS];
    double expected[MOST_RELATIONS];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const kith_search_graph_options how = {.undirected = true,
                                               .fold = seed & 1};
        kith_search_graph searched = {0};
        kith_search_sources sources = {0};
        prepare(graph, &how, 0, 0, &searched, &sources);
        sum_credit(&searched, &sources, KITH_LANES_BEST, false, expected);
        sum_credit(&searched, &sources, KITH_LANES_BEST, true, sum);
        for (size_t v = 0; v < searched.count; v++)
            sum[v] *= 2;
        assert_scores(sum, expected, searched.count, 1e-9, seed);
        kith_search_sources_clear(&sources);
        kith_search_graph_clear(&searched);
        graph_done(graph);
    }
}

/* Scores and errors from the credits of the sources that were drawn. */
static void estimate(const kith_search_graph *searched,
                     const kith_search_sources *sources,
                     bool scaled,
                     double *score,
                     double *error)
{
    double credit[DENSE_MOST];
    double sum[DENSE_MOST] = {0};
    double square[DENSE_MOST] = {0};
    const double k = (double)sources->drawn;
    const double all = (double)sources->possible;
    for (size_t i = 0; i < sources->count; i++) {
        credit_of(searched, sources->vertex[i], KITH_LANES_NONE, scaled,
                  credit);
        for (size_t v = 0; v < searched->count; v++) {
            const double x = credit[v] * (scaled ? 2 : 1);
            sum[v] += x * sources->credit[i];
            square[v] += x * x * sources->credit[i];
        }
    }
    for (size_t v = 0; v < searched->count; v++) {
        const kith_id e = searched->entity[v];
        const double mean = sum[v] / k;
        const double spread =
            fmax(square[v] / k - mean * mean, 0) * k / (k - 1);
        score[e] += mean * all;
        error[e] = k < all ? all * sqrt(spread / k * (1 - k / all)) : 0;
    }
}

TEST(a_sample_is_multiplied_and_knows_its_error)
{
    double score[DENSE_MOST];
    double error[DENSE_MOST];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        const kith_measure_options options = {.undirected = seed / 2 % 2,
                                              .sample = 2 + seed % 11,
                                              .random_seed = seed,
                                              .error = error};
        const kith_search_graph_options how = {.undirected = options.undirected,
                                               .fold = true};
        double expected[DENSE_MOST] = {0};
        double expected_error[DENSE_MOST] = {0};
        kith_search_graph searched = {0};
        kith_search_sources sources = {0};
        prepare(graph, &how, options.sample, seed, &searched, &sources);
        assert_true(sources.drawn == options.sample ||
                    (sources.drawn == sources.possible &&
                     sources.drawn < options.sample));
        for (size_t e = 0; e < count && searched.score; e++)
            expected[e] = searched.score[e];
        estimate(&searched, &sources,
                 sources.drawn < sources.possible &&
                     searched.in.first == searched.out.first,
                 expected, expected_error);
        for (size_t e = 0; e < count && options.undirected; e++) {
            expected[e] /= 2;
            expected_error[e] /= 2;
        }
        take("betweenness", graph, &options, score);
        assert_scores(score, expected, count, 1e-9, seed);
        assert_scores(error, expected_error, count, 1e-6, seed);
        kith_search_sources_clear(&sources);
        kith_search_graph_clear(&searched);
        graph_done(graph);
    }
}

TEST(a_sample_of_one_has_no_error_to_tell)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, false, 0}
    };
    double score[3];
    double error[3];
    const kith_measure_options options = {.sample = 1, .error = error};
    kith_graph *graph = graph_of(3, edges, 2);
    take("betweenness", graph, &options, score);
    assert_true(isnan(error[1]));
    graph_done(graph);
}

/* A graph that is large enough for many passes and for all ways to go on from
 * level to level. `thin` makes it a ring with a few chords. */
static kith_graph *thick_graph(uint64_t seed, bool thin, bool undirected)
{
    enum { SIZE = 240, EDGES = 700 };
    edge edges[EDGES];
    uint64_t state = seed;
    for (kith_id i = 0; i < EDGES; i++) {
        const kith_id from = thin ? i % SIZE
                                  : random_below(&state, SIZE) *
                                        random_below(&state, SIZE) / SIZE;
        const kith_id to = thin ? (from + 1 + i / SIZE % 2) % SIZE
                                : random_below(&state, SIZE);
        edges[i] = (edge){from, to, undirected || i % 3 == 0, 0};
    }
    return graph_of(SIZE, edges, thin ? SIZE + 20 : EDGES);
}

/* Many samples have the exact score as their mean, as far as their errors say.
 */
TEST(estimates_are_right_on_average)
{
    enum { SIZE = 240, SAMPLES = 64 };
    double exact[SIZE];
    double score[SIZE];
    double error[SIZE];
    for (unsigned i = 0; i < 4; i++) {
        double mean[SIZE] = {0};
        double spread[SIZE] = {0};
        kith_graph *graph = thick_graph(i + 11, i & 1, false);
        kith_measure_options options = {.undirected = i & 2};
        take("betweenness", graph, &options, exact);
        options.sample = 24;
        options.error = error;
        for (uint64_t seed = 0; seed < SAMPLES; seed++) {
            options.random_seed = seed;
            take("betweenness", graph, &options, score);
            for (size_t v = 0; v < SIZE; v++) {
                mean[v] += score[v] / SAMPLES;
                spread[v] += error[v] * error[v] / SAMPLES;
            }
        }
        for (size_t v = 0; v < SIZE; v++) {
            const double room = 5 * sqrt(spread[v] / SAMPLES) + 1e-9;
            assert_true(fabs(mean[v] - exact[v]) <= room);
        }
        graph_done(graph);
    }
}

static void sum_with(const kith_search_graph *searched,
                     const kith_search_sources *sources,
                     kith_lanes_kind kind,
                     unsigned threads,
                     bool relations,
                     size_t size,
                     double *sum)
{
    const kith_measure_options options = {.threads = threads};
    const kith_betweenness_job job = {
        .graph = searched,
        .sources = sources,
        .relations = relations,
        .size = size,
        .kind = kind,
        .options = &options,
    };
    kith_error err = {0};
    assert_int_equal(kith_betweenness_sum(&job, sum, sum + size, &err),
                     KITH_OK);
}

static void compare_all(kith_graph *graph, bool relations)
{
    enum { MOST = 2 * 700 };
    double expected[MOST];
    double sum[MOST];
    kith_search_graph searched = {0};
    kith_search_sources sources = {0};
    const kith_search_graph_options how = {.relations = relations};
    prepare(graph, &how, 0, 0, &searched, &sources);
    const size_t size =
        relations ? kith_graph_relation_count(graph) : searched.count;
    sum_with(&searched, &sources, KITH_LANES_PLAIN, 1, relations, size,
             expected);
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        for (unsigned kind = KITH_LANES_BEST; kind < KITH_LANES_NONE; kind++) {
            if (!kith_lanes_of((kith_lanes_kind)kind))
                continue;
            sum_with(&searched, &sources, (kith_lanes_kind)kind, threads,
                     relations, size, sum);
            assert_memory_equal(sum, expected, 2 * size * sizeof *sum);
        }
    }
    sum_with(&searched, &sources, KITH_LANES_NONE, 2, relations, size, sum);
    assert_scores(sum, expected, 2 * size, 1e-9, 0);
    kith_search_sources_clear(&sources);
    kith_search_graph_clear(&searched);
}

TEST(threads_and_instruction_sets_give_the_same_bits)
{
    for (unsigned i = 0; i < 8; i++) {
        kith_graph *graph = thick_graph(i + 1, i & 1, i & 2);
        compare_all(graph, i & 4);
        graph_done(graph);
    }
}

/* A row of entities, each tied to the next by several relations. */
static kith_graph *ladder(size_t rungs, size_t parallel)
{
    enum { MOST = 4096 };
    static edge edges[MOST];
    size_t count = 0;
    for (kith_id r = 0; r + 1 < rungs; r++) {
        for (size_t i = 0; i < parallel; i++)
            edges[count++] = (edge){r, r + 1, false, 0};
    }
    return graph_of(rungs, edges, count);
}

TEST(many_paths_are_counted_and_too_many_refused)
{
    double score[520];
    kith_error err = {0};
    kith_graph *graph = ladder(500, 4); /* 2^998 paths */
    take("betweenness", graph, NULL, score);
    for (size_t v = 0; v < 500; v++) {
        const double expected = (double)v * (double)(499 - v);
        assert_true(fabs(score[v] - expected) <= 1e-9 * (1 + expected));
    }
    graph_done(graph);
    graph = ladder(520, 4); /* 2^1038 */
    assert_int_equal(kith_measure_run(kith_measure_of("betweenness"), graph,
                                      NULL, score, &err),
                     KITH_E_LIMIT);
    assert_string_equal(err.message,
                        "more than 1e308 shortest paths lead from one entity");
    assert_string_equal(err.hint, "set a cutoff for the length of paths");
    graph_done(graph);
}

TEST(weight_0_is_no_distance)
{
    static const char *const names[] = {"betweenness", "closeness", "harmonic"};
    const edge edges[] = {
        {0, 1, false, 2 },
        {1, 2, false, -1}
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_NATURAL};
    double score[3];
    kith_graph *graph = graph_of(3, edges, 2);
    for (size_t i = 0; i < 3; i++) {
        kith_error err = {0};
        assert_int_equal(kith_measure_run(kith_measure_of(names[i]), graph,
                                          &options, score, &err),
                         KITH_E_INVALID);
        assert_string_equal(
            err.message,
            "relation 'e1 -red-> e2' has weight 0, which is no distance");
        assert_true(strlen(err.hint) > 0);
    }
    graph_done(graph);
}

/* As strengths, 0 -> 1 -> 2 is of length 1/4 + 1/4 and 0 -> 2 of length 1; and
 * what ties with strength 0 does not tie at all. */
TEST(strength_0_is_no_tie)
{
    const edge edges[] = {
        {0, 1, false, 4 },
        {1, 2, false, 4 },
        {0, 2, false, 1 },
        {2, 3, false, -1},
        {3, 0, false, 1 },
    };
    const double expected[] = {2, 2, 0, 0};
    double score[4];
    const kith_measure_options options = {.weights = KITH_WEIGHTS_STRENGTH};
    kith_graph *graph = graph_of(4, edges, 5);
    take("betweenness", graph, &options, score);
    assert_scores(score, expected, 4, 1e-12, 0);
    graph_done(graph);
}

static bool stop_after_ten(void *context, uint64_t done, uint64_t total)
{
    uint64_t *last = context;
    assert_true(done > *last && done <= total);
    *last = done;
    return done < 10;
}

TEST(progress_counts_up_and_can_stop)
{
    double score[240];
    kith_error err = {0};
    uint64_t last = 0;
    const kith_measure_options options = {.threads = 1,
                                          .progress = stop_after_ten,
                                          .progress_context = &last};
    kith_graph *graph = thick_graph(5, false, false);
    assert_int_equal(kith_measure_run(kith_measure_of("betweenness"), graph,
                                      &options, score, &err),
                     KITH_E_LIMIT);
    assert_string_equal(err.message, "stopped on request");
    assert_true(last >= 10);
    graph_done(graph);
}

TEST(a_cutoff_below_0_is_refused)
{
    const edge edges[] = {
        {0, 1, false, 0}
    };
    double score[2];
    kith_error err = {0};
    const kith_measure_options options = {.cutoff = -1};
    kith_graph *graph = graph_of(2, edges, 1);
    assert_int_equal(kith_measure_run(kith_measure_of("betweenness"), graph,
                                      &options, score, &err),
                     KITH_E_INVALID);
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    double error[8];
    assert_survives("betweenness", NULL);
    assert_survives("betweenness", &(kith_measure_options){.undirected = true});
    assert_survives("betweenness",
                    &(kith_measure_options){.weights = KITH_WEIGHTS_NATURAL});
    assert_survives("betweenness",
                    &(kith_measure_options){.weights = KITH_WEIGHTS_STRENGTH});
    assert_survives("betweenness",
                    &(kith_measure_options){.sample = 3, .error = error});
    assert_survives("relation-betweenness", NULL);
}

RUN("analysis/betweenness",
    CASE(agrees_with_sums_over_pairs),
    CASE(agrees_within_a_cutoff_and_for_relations),
    CASE(scaled_credits_agree_for_every_source),
    CASE(scaled_credits_add_up),
    CASE(a_sample_is_multiplied_and_knows_its_error),
    CASE(estimates_are_right_on_average),
    CASE(a_sample_of_one_has_no_error_to_tell),
    CASE(threads_and_instruction_sets_give_the_same_bits),
    CASE(many_paths_are_counted_and_too_many_refused),
    CASE(weight_0_is_no_distance),
    CASE(strength_0_is_no_tie),
    CASE(progress_counts_up_and_can_stop),
    CASE(a_cutoff_below_0_is_refused),
    CASE(survives_failing_allocations))
