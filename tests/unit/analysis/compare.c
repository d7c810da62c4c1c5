/* What tests of measures have in common. */
#include "compare.h"

#include "../test.h"
#include "base/alloc.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>

void take(const char *measure,
          kith_graph *graph,
          const kith_measure_options *options,
          double *score)
{
    kith_error err = {0};
    const kith_status st =
        kith_measure_run(kith_measure_of(measure), graph, options, score, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s: %s", measure, kith_status_name(st), err.message);
}

void assert_scores(const double *got,
                   const double *expected,
                   size_t count,
                   double tolerance,
                   uint64_t seed)
{
    for (size_t v = 0; v < count; v++) {
        const double room = tolerance * fmax(1, fabs(expected[v]));
        if (!(fabs(got[v] - expected[v]) <= room)) {
            fail_msg("graph %d, entity %zu: %.17g, expected %.17g", (int)seed,
                     v, got[v], expected[v]);
        }
    }
}

static kith_status try_once(const char *measure,
                            const kith_measure_options *options,
                            size_t left,
                            double *score,
                            bool *failed)
{
    static const edge edges[] = {
        {0, 1, false, 2},
        {1, 2, true,  1},
        {2, 0, false, 1},
        {3, 3, true,  1},
        {2, 4, false, 3},
        {4, 5, true,  1},
    };
    kith_error err = {0};
    kith_graph *graph = graph_of(7, edges, sizeof edges / sizeof *edges);
    (void)kith_alloc_fail_after(left);
    const kith_status st =
        kith_measure_run(kith_measure_of(measure), graph, options, score, &err);
    *failed = kith_alloc_fail_after(SIZE_MAX) && left != SIZE_MAX;
    assert_int_equal(err.status, st);
    graph_done(graph);
    return st;
}

void assert_survives(const char *measure, const kith_measure_options *options)
{
    double expected[7];
    double score[7];
    bool failed = false;
    assert_int_equal(try_once(measure, options, SIZE_MAX, expected, &failed),
                     KITH_OK);
    size_t left = 0;
    while (try_once(measure, options, left, score, &failed) != KITH_OK) {
        assert_true(failed);
        left++;
        assert_true(left < 1000);
    }
    assert_false(failed);
    assert_scores(score, expected, 7, 0, 0);
}

void assert_threads_agree(const char *measure, kith_weights weights)
{
    enum { ENTITIES = SIZE_OR(30000, 8000), RELATIONS = 10 * ENTITIES };
    static const unsigned threads[] = {1, 2, 8};
    double *scores[3];
    kith_graph *graph = large_graph(ENTITIES, RELATIONS, 1);
    for (unsigned i = 0; i < 2; i++) {
        for (size_t t = 0; t < 3; t++) {
            const kith_measure_options options = {.undirected = i > 0,
                                                  .weights = weights,
                                                  .threads = threads[t]};
            scores[t] = calloc(ENTITIES, sizeof **scores);
            assert_non_null(scores[t]);
            take(measure, graph, &options, scores[t]);
            assert_memory_equal(scores[t], scores[0],
                                ENTITIES * sizeof **scores);
        }
        for (size_t t = 0; t < 3; t++)
            free(scores[t]);
    }
    graph_done(graph);
}
