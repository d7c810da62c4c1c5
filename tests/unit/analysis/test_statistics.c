/* Figures of a graph against counting pairs and distances. */
#include "../../oracle/centrality.h"
#include "../../oracle/grouping.h"
#include "../test.h"
#include "base/alloc.h"
#include "compare.h"
#include "graph/store.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>

static kith_statistics figures_of(kith_graph *graph, double exact_work)
{
    kith_error err = {0};
    kith_statistics figures;
    const kith_status st =
        kith_statistics_take(graph, exact_work, 0, &figures, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    return figures;
}

static void assert_same(double got, double expected)
{
    assert_int_equal(isnan(got), isnan(expected));
    assert_true(isnan(got) || fabs(got - expected) < 1e-12);
}

/* Two relations are parallel if their ends and kind are the same. */
static void assert_pairs(const kith_graph *graph, const kith_statistics *f)
{
    const size_t relations = kith_graph_relation_count(graph);
    const double n = (double)kith_graph_entity_count(graph);
    size_t parallel = 0;
    size_t selves = 0;
    double directed = 0;
    double answered = 0;
    for (kith_id r = 0; r < relations; r++) {
        const kith_relation a = kith_graph_relation(graph, r);
        bool first = true;
        bool answer = false;
        for (kith_id i = 0; i < relations; i++) {
            const kith_relation b = kith_graph_relation(graph, i);
            const bool same = a.source == b.source && a.target == b.target;
            const bool turned = a.source == b.target && a.target == b.source;
            if (i < r && a.directed == b.directed &&
                (same || (turned && !a.directed)))
                first = false;
            answer |= turned || (same && !b.directed);
        }
        parallel += !first;
        selves += a.source == a.target;
        directed += a.directed && a.source != a.target;
        answered += a.directed && a.source != a.target && answer;
    }
    assert_int_equal(f->parallel_relations, parallel);
    assert_int_equal(f->self_relations, selves);
    assert_same(f->reciprocity, answered / directed);
    dense matrix;
    double pairs = 0;
    dense_fill(&matrix, graph, false, false);
    for (size_t u = 0; u < matrix.size; u++) {
        for (size_t v = 0; v < matrix.size; v++)
            pairs += u != v && matrix.relations[u][v] > 0;
    }
    assert_same(f->density, n > 1 ? pairs / (n * (n - 1)) : (double)NAN);
}

static void assert_degrees(const dense *matrix, const kith_statistics *f)
{
    double least = INFINITY;
    double most = 0;
    double all = 0;
    size_t isolated = 0;
    for (size_t u = 0; u < matrix->size; u++) {
        double degree = 0;
        for (size_t v = 0; v < matrix->size; v++)
            degree += matrix->relations[u][v];
        least = fmin(least, degree);
        most = fmax(most, degree);
        all += degree;
        isolated += degree <= 0;
    }
    assert_same((double)f->least_degree, matrix->size > 0 ? least : 0);
    assert_same((double)f->most_degree, most);
    assert_same(f->mean_degree,
                matrix->size > 0 ? all / (double)matrix->size : 0);
    assert_int_equal(f->isolated, isolated);
}

/* Degrees in falling and rising order give the same counts. */
static void assert_degree_counts(const dense *matrix, const kith_statistics *f)
{
    size_t all = 0;
    for (size_t i = 0; i < f->degree_count; i++) {
        size_t entities = 0;
        for (size_t u = 0; u < matrix->size; u++) {
            double degree = 0;
            for (size_t v = 0; v < matrix->size; v++)
                degree += matrix->relations[u][v];
            entities += (size_t)degree == f->degrees[i].degree;
        }
        assert_int_equal(f->degrees[i].entities, entities);
        assert_true(entities > 0);
        assert_true(i == 0 || f->degrees[i - 1].degree < f->degrees[i].degree);
        all += entities;
    }
    assert_int_equal(all, matrix->size);
}

/* Newman's formula, term by term. */
static void assert_assortativity(const kith_graph *graph,
                                 const dense *matrix,
                                 const kith_statistics *f)
{
    double degree[DENSE_MOST] = {0};
    double product = 0;
    double half = 0;
    double square = 0;
    const double m = (double)kith_graph_relation_count(graph);
    for (size_t u = 0; u < matrix->size; u++) {
        for (size_t v = 0; v < matrix->size; v++)
            degree[u] += matrix->relations[u][v];
    }
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const double a = degree[kith_graph_sources(graph)[r]];
        const double b = degree[kith_graph_targets(graph)[r]];
        product += a * b / m;
        half += (a + b) / 2 / m;
        square += (a * a + b * b) / 2 / m;
    }
    const double spread = square - half * half;
    const bool alike = !(spread > 1e-9);
    assert_int_equal(isnan(f->assortativity), alike);
    assert_true(alike || fabs((product - half * half) / spread -
                              f->assortativity) < 1e-9);
}

static void assert_clustering(const dense *matrix, const kith_statistics *f)
{
    double local[DENSE_MOST];
    double sum = 0;
    double pairs = 0;
    double closed = 0;
    const double n = (double)matrix->size;
    oracle_clustering(matrix, local);
    for (size_t v = 0; v < matrix->size; v++) {
        double degree = 0;
        for (size_t u = 0; u < matrix->size; u++)
            degree += u != v && matrix->relations[u][v] > 0;
        sum += local[v];
        pairs += degree * (degree - 1) / 2;
        closed += local[v] * degree * (degree - 1) / 2;
    }
    assert_same(f->clustering, n > 0 ? sum / n : (double)NAN);
    assert_same(f->transitivity, closed / pairs);
}

/* Two entities are in one part if each reaches the other. */
static void assert_strong(const kith_graph *graph, const kith_statistics *f)
{
    dense matrix;
    dense_matrix distance;
    size_t parts = 0;
    size_t largest = 0;
    dense_fill(&matrix, graph, false, false);
    dense_distances(&matrix, distance);
    for (size_t u = 0; u < matrix.size; u++) {
        size_t size = 0;
        bool lowest = true;
        for (size_t v = 0; v < matrix.size; v++) {
            const bool same =
                isfinite(distance[u][v]) && isfinite(distance[v][u]);
            size += same;
            lowest &= !same || v >= u;
        }
        parts += lowest;
        largest = size > largest ? size : largest;
    }
    assert_int_equal(f->strong_components, parts);
    assert_int_equal(f->largest_strong_component, largest);
}

static void assert_distances(const dense *matrix, const kith_statistics *f)
{
    dense_matrix distance;
    double longest = 0;
    double sum = 0;
    double pairs = 0;
    size_t components = 0;
    size_t largest = 0;
    dense_distances(matrix, distance);
    for (size_t u = 0; u < matrix->size; u++) {
        size_t reached = 0;
        bool lowest = true;
        for (size_t v = 0; v < matrix->size; v++) {
            if (!isfinite(distance[u][v]))
                continue;
            reached++;
            lowest &= v >= u;
            longest = fmax(longest, distance[u][v]);
            sum += distance[u][v];
            pairs += u != v;
        }
        components += lowest;
        largest = reached > largest ? reached : largest;
    }
    assert_int_equal(f->components, components);
    assert_int_equal(f->largest_component, largest);
    assert_same((double)f->diameter, longest);
    assert_same(f->mean_distance, sum / pairs);
    assert_int_equal(f->most_diameter, f->diameter);
    assert_true(f->mean_distance_error <= 0);
    assert_false(f->estimated);
}

TEST(figures_are_what_they_say)
{
    for (uint64_t seed = 0; seed < UINT64_C(4) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        dense matrix;
        dense_fill(&matrix, graph, true, false);
        kith_statistics figures = figures_of(graph, 0);
        assert_pairs(graph, &figures);
        assert_degrees(&matrix, &figures);
        assert_degree_counts(&matrix, &figures);
        assert_assortativity(graph, &matrix, &figures);
        assert_clustering(&matrix, &figures);
        assert_strong(graph, &figures);
        assert_distances(&matrix, &figures);
        kith_statistics_clear(&figures);
        graph_done(graph);
    }
}

/* The sample holds every entity of these small graphs that has a relation, so
 * that the figures are the exact ones, though they cannot be known to be. */
TEST(a_sample_of_all_is_exact)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_statistics exact = figures_of(graph, 0);
        kith_statistics sample = figures_of(graph, 1e-9);
        assert_int_equal(sample.estimated,
                         kith_graph_relation_count(graph) > 0);
        assert_int_equal(sample.diameter, exact.diameter);
        assert_int_equal(sample.most_diameter, exact.diameter);
        assert_same(sample.mean_distance, exact.mean_distance);
        assert_true(sample.mean_distance_error <= 0);
        kith_statistics_clear(&exact);
        kith_statistics_clear(&sample);
        graph_done(graph);
    }
}

TEST(a_double_sweep_finds_the_ends_of_a_long_path)
{
    enum { SIZE = 20000 };
    edge *edges = calloc(SIZE, sizeof *edges);
    assert_non_null(edges);
    for (kith_id v = 0; v + 1 < SIZE; v++)
        edges[v] = (edge){v, v + 1, v % 2, 0};
    kith_graph *graph = graph_of(SIZE, edges, SIZE - 1);
    kith_statistics figures = figures_of(graph, 1e6);
    assert_true(figures.estimated);
    assert_int_equal(figures.diameter, SIZE - 1);
    assert_int_equal(figures.most_diameter, SIZE - 1);
    assert_true(figures.mean_distance > SIZE / 5.0 &&
                figures.mean_distance < SIZE / 2.0);
    kith_statistics_clear(&figures);
    graph_done(graph);
    free(edges);
}

/* On a cycle every entity is as far out as any other, so that the bounds come
 * together only when half of them were searched from. */
TEST(a_diameter_that_is_not_settled_has_bounds)
{
    enum { SIZE = 20000 };
    edge *edges = calloc(SIZE, sizeof *edges);
    assert_non_null(edges);
    for (kith_id v = 0; v < SIZE; v++)
        edges[v] = (edge){v, (v + 1) % SIZE, false, 0};
    kith_graph *graph = graph_of(SIZE, edges, SIZE);
    kith_statistics figures = figures_of(graph, 1e-9);
    assert_int_equal(figures.diameter, SIZE / 2);
    assert_true(figures.most_diameter > SIZE / 2 &&
                figures.most_diameter <= SIZE);
    kith_statistics_clear(&figures);
    graph_done(graph);
    free(edges);
}

/* Sparse graphs of many components, from the outside in and with a sample,
 * against all distances. */
TEST(estimates_are_near)
{
    size_t settled = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        kith_graph *graph = large_graph(3000, 2000 + 150 * seed, seed);
        kith_statistics exact = figures_of(graph, 1e9);
        kith_statistics near = figures_of(graph, 1e5);
        assert_false(exact.estimated);
        assert_true(near.estimated);
        assert_true(near.diameter <= exact.diameter);
        assert_true(near.most_diameter >= exact.diameter);
        settled += near.diameter == near.most_diameter;
        assert_true(near.mean_distance_error > 0);
        assert_true(fabs(near.mean_distance - exact.mean_distance) <
                    5 * near.mean_distance_error);
        kith_statistics_clear(&exact);
        kith_statistics_clear(&near);
        graph_done(graph);
    }
    assert_true(settled >= 10);
}

TEST(survives_failing_allocations)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, true,  0},
        {1, 2, true,  0}
    };
    for (unsigned i = 0; i < 2; i++) {
        kith_status st = KITH_E_MEMORY;
        for (size_t left = 0; st != KITH_OK; left++) {
            kith_graph *graph = graph_of(4, edges, 3);
            kith_error err = {0};
            kith_statistics figures;
            (void)kith_alloc_fail_after(left);
            st = kith_statistics_take(graph, i ? 1e-9 : 0, 0, &figures, &err);
            assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
            assert_int_equal(st, err.status);
            assert_true(st == KITH_OK || st == KITH_E_MEMORY);
            assert_true(left < 300);
            kith_statistics_clear(&figures);
            graph_done(graph);
        }
    }
}

TEST(threads_make_no_difference)
{
    static const unsigned threads[] = {0, 1, 2, 8};
    for (unsigned i = 0; i < 2; i++) {
        const double work = i ? 1 : 1e18;
        kith_statistics figures[4];
        for (size_t t = 0; t < 4; t++) {
            kith_graph *graph = large_graph(3000, 9000, 1);
            kith_error err = {0};
            graph->threads = threads[t];
            assert_int_equal(kith_statistics_take(graph, work, threads[t],
                                                  &figures[t], &err),
                             KITH_OK);
            graph_done(graph);
        }
        for (size_t t = 0; t < 4; t++) {
            assert_true(figures[t].clustering == figures[0].clustering);
            assert_true(figures[t].mean_distance == figures[0].mean_distance);
            assert_int_equal(figures[t].diameter, figures[0].diameter);
            assert_int_equal(figures[t].most_diameter,
                             figures[0].most_diameter);
        }
        for (size_t t = 0; t < 4; t++)
            kith_statistics_clear(&figures[t]);
    }
}

RUN("analysis/statistics",
    CASE(figures_are_what_they_say),
    CASE(a_sample_of_all_is_exact),
    CASE(a_double_sweep_finds_the_ends_of_a_long_path),
    CASE(a_diameter_that_is_not_settled_has_bounds),
    CASE(estimates_are_near),
    CASE(threads_make_no_difference),
    CASE(survives_failing_allocations))
