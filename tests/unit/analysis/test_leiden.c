/* The Leiden method: its guarantees, the best there is on small graphs, and
 * igraph on larger ones. */
#include "../../oracle/grouping.h"
#include "../test.h"
#include "graph/igraph_wall.h"
#include "random_graph.h"

#include <kith/analysis.h>

#include <math.h>
#include <stdlib.h>

static kith_groups *find(kith_graph *graph, const kith_group_options *options)
{
    kith_error err = {0};
    kith_groups *groups = NULL;
    const kith_status st = kith_groups_find(&groups, graph, options, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    return groups;
}

static void copy_groups(const kith_groups *groups, kith_id *out, size_t size)
{
    for (kith_id e = 0; e < size; e++)
        out[e] = kith_groups_of(groups, e);
}

/* No group falls apart. */
static void assert_connected(const dense *matrix, const kith_id *group)
{
    dense inner = *matrix;
    dense_matrix reach;
    for (size_t u = 0; u < matrix->size; u++) {
        for (size_t v = 0; v < matrix->size; v++) {
            inner.relations[u][v] *=
                group[u] == group[v] && matrix->weight[u][v] > 0;
        }
    }
    oracle_reach(&inner, reach);
    for (size_t u = 0; u < matrix->size; u++) {
        for (size_t v = 0; v < matrix->size; v++)
            assert_true(group[u] != group[v] || reach[u][v] > 0);
    }
}

/* No entity gains by moving to another group or to one of its own, and no two
 * groups by becoming one. */
static void assert_locally_best(const dense *matrix,
                                const kith_id *group,
                                size_t count,
                                double modularity)
{
    kith_id other[DENSE_MOST];
    for (size_t v = 0; v < matrix->size; v++) {
        for (kith_id g = 0; g <= count; g++) {
            for (size_t u = 0; u < matrix->size; u++)
                other[u] = u == v ? g : group[u];
            assert_true(oracle_modularity(matrix, other) <= modularity + 1e-9);
        }
    }
    for (kith_id a = 0; a < count; a++) {
        for (kith_id b = a + 1; b < count; b++) {
            for (size_t v = 0; v < matrix->size; v++)
                other[v] = group[v] == b ? a : group[v];
            assert_true(oracle_modularity(matrix, other) <= modularity + 1e-9);
        }
    }
}

TEST(communities_are_connected_and_good)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t size = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 2; i++) {
            const kith_group_options options = {.seed = seed,
                                                .weights =
                                                    i ? KITH_WEIGHTS_STRENGTH
                                                      : KITH_WEIGHTS_NONE};
            dense matrix;
            kith_id group[DENSE_MOST];
            kith_groups *groups = find(graph, &options);
            const size_t count = kith_groups_count(groups);
            const double modularity = kith_groups_figures(groups).modularity;
            copy_groups(groups, group, size);
            dense_fill(&matrix, graph, true, i);
            if (isnan(modularity)) {
                assert_int_equal(count, size);
            } else {
                assert_connected(&matrix, group);
                assert_locally_best(&matrix, group, count, modularity);
            }
            if (size <= 7 && !isnan(modularity)) {
                assert_true(modularity >=
                            oracle_best_modularity(&matrix) - 1e-9);
            }
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
}

TEST(louvain_and_label_propagation_give_connected_groups)
{
    static const char *const methods[] = {"louvain", "label-propagation"};
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        dense matrix;
        kith_id group[DENSE_MOST];
        dense_fill(&matrix, graph, true, false);
        for (size_t m = 0; m < 2; m++) {
            const kith_group_options options = {.method = methods[m],
                                                .seed = seed,
                                                .runs = 1};
            kith_groups *groups = find(graph, &options);
            copy_groups(groups, group, matrix.size);
            assert_connected(&matrix, group);
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
}

/* Every entity has a label that weighs as much among its neighbours as any. */
TEST(label_propagation_ends_with_a_heaviest_label)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const kith_group_options options = {.method = "label-propagation",
                                            .runs = 1,
                                            .seed = seed};
        dense matrix;
        kith_groups *groups = find(graph, &options);
        dense_fill(&matrix, graph, true, false);
        for (kith_id v = 0; v < matrix.size; v++) {
            double weight[DENSE_MOST] = {0};
            for (kith_id u = 0; u < matrix.size; u++) {
                if (u != v)
                    weight[kith_groups_of(groups, u)] += matrix.weight[v][u];
            }
            for (kith_id g = 0; g < kith_groups_count(groups); g++)
                assert_true(weight[g] <= weight[kith_groups_of(groups, v)]);
        }
        kith_groups_free(groups);
        graph_done(graph);
    }
}

/* Groups of `each` entities with `inside` relations to each from within and
 * `outside` from anywhere. */
static kith_graph *planted(uint32_t groups,
                           uint32_t each,
                           uint32_t inside,
                           uint32_t outside,
                           uint64_t seed)
{
    const uint32_t size = groups * each;
    const size_t count = (size_t)size * (inside + outside);
    edge *edges = calloc(count, sizeof *edges);
    size_t used = 0;
    assert_non_null(edges);
    for (kith_id v = 0; v < size; v++) {
        for (uint32_t i = 0; i < inside; i++) {
            const kith_id to = v / each * each + random_below(&seed, each);
            edges[used++] = (edge){v, to, false, 0};
        }
        for (uint32_t i = 0; i < outside; i++)
            edges[used++] = (edge){v, random_below(&seed, size), false, 0};
    }
    kith_graph *graph = graph_of(size, edges, used);
    free(edges);
    return graph;
}

TEST(planted_groups_are_found)
{
    enum { GROUPS = 12, EACH = 40 };
    kith_graph *graph = planted(GROUPS, EACH, 6, 1, 5);
    for (uint64_t seed = 0; seed < 5; seed++) {
        const kith_group_options options = {.seed = seed, .runs = 1};
        kith_groups *groups = find(graph, &options);
        assert_int_equal(kith_groups_count(groups), GROUPS);
        for (kith_id v = 0; v < GROUPS * EACH; v++) {
            assert_int_equal(kith_groups_of(groups, v),
                             kith_groups_of(groups, v / EACH * EACH));
        }
        kith_groups_free(groups);
    }
    graph_done(graph);
}

/* Modularity of igraph's Leiden, run until it is stable. */
static double igraph_quality(kith_graph *graph, uint64_t seed)
{
    const igraph_t *model = NULL;
    igraph_vector_t strengths;
    igraph_vector_int_t membership;
    igraph_integer_t count = 0;
    igraph_real_t quality = 0;
    kith_error err = {0};
    const double relations = (double)kith_graph_relation_count(graph);
    assert_int_equal(kith_igraph_model(graph, false, &model, &err), KITH_OK);
    assert_int_equal(igraph_vector_init(&strengths, 0), IGRAPH_SUCCESS);
    assert_int_equal(igraph_vector_int_init(&membership, 0), IGRAPH_SUCCESS);
    igraph_strength(model, &strengths, igraph_vss_all(), IGRAPH_ALL,
                    IGRAPH_LOOPS, NULL);
    igraph_rng_seed(igraph_rng_default(), seed);
    assert_int_equal(igraph_community_leiden(model, NULL, &strengths,
                                             1 / (2 * relations), 0.01, false,
                                             5, &membership, &count, NULL),
                     IGRAPH_SUCCESS);
    igraph_modularity(model, &membership, NULL, 1, false, &quality);
    igraph_vector_destroy(&strengths);
    igraph_vector_int_destroy(&membership);
    return quality;
}

TEST(modularity_is_no_worse_than_igraphs)
{
    static const struct {
        uint32_t groups;
        uint32_t each;
        uint32_t inside;
        uint32_t outside;
    } kinds[] = {
        {20, 50,   3, 2}, /* clear groups */
        {40, 25,   2, 3}, /* blurred ones */
        {1,  1500, 4, 0}  /* none at all */
    };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (uint64_t seed = 1; seed < 4; seed++) {
            kith_graph *graph =
                planted(kinds[k].groups, kinds[k].each, kinds[k].inside,
                        kinds[k].outside, seed);
            const kith_group_options options = {.seed = seed, .runs = 1};
            kith_groups *groups = find(graph, &options);
            const double got = kith_groups_figures(groups).modularity;
            assert_true(got >= 0.99 * igraph_quality(graph, seed));
            kith_groups_free(groups);
            graph_done(graph);
        }
    }
}

TEST(more_runs_are_never_worse)
{
    kith_graph *graph = planted(40, 25, 2, 3, 1);
    double before = -INFINITY;
    for (uint32_t runs = 1; runs < 6; runs++) {
        const kith_group_options options = {.runs = runs};
        kith_groups *groups = find(graph, &options);
        const kith_group_figures figures = kith_groups_figures(groups);
        assert_true(figures.modularity >= before);
        assert_int_equal(figures.runs, runs);
        before = figures.modularity;
        kith_groups_free(groups);
    }
    graph_done(graph);
}

TEST(threads_make_no_difference)
{
    static const unsigned threads[] = {1, 2, 8};
    kith_graph *graph = planted(40, 25, 2, 3, 1);
    kith_id first[1000];
    kith_id group[1000];
    for (size_t i = 0; i < 3; i++) {
        const kith_group_options options = {.threads = threads[i]};
        kith_groups *groups = find(graph, &options);
        copy_groups(groups, i ? group : first, 1000);
        if (i > 0)
            assert_memory_equal(group, first, sizeof first);
        kith_groups_free(groups);
    }
    graph_done(graph);
}

static const edge two_triangles[] = {
    {0, 1, false, 0},
    {1, 2, false, 0},
    {2, 0, false, 0},
    {3, 4, false, 0},
    {4, 5, false, 0},
    {5, 3, false, 0},
    {2, 3, false, 0}
};

TEST(resolution_sets_how_fine_groups_are)
{
    static const struct {
        double resolution;
        size_t groups;
        double modularity;
    } rows[] = {
        {1,   3, 6 / 7.0 - 0.5      },
        {0.1, 2, 0                  },
        {10,  7, -34.0 / (14 * 14.0)}
    };
    kith_graph *graph = graph_of(7, two_triangles, 7);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const kith_group_options options = {.resolution = rows[i].resolution};
        kith_groups *groups = find(graph, &options);
        const kith_group_figures figures = kith_groups_figures(groups);
        assert_int_equal(kith_groups_count(groups), rows[i].groups);
        assert_true(fabs(figures.modularity - rows[i].modularity) < 1e-12);
        assert_true(figures.resolution == rows[i].resolution);
        kith_groups_free(groups);
    }
    graph_done(graph);
}

RUN("analysis/leiden",
    CASE(communities_are_connected_and_good),
    CASE(louvain_and_label_propagation_give_connected_groups),
    CASE(label_propagation_ends_with_a_heaviest_label),
    CASE(planted_groups_are_found),
    CASE(modularity_is_no_worse_than_igraphs),
    CASE(more_runs_are_never_worse),
    CASE(threads_make_no_difference),
    CASE(resolution_sets_how_fine_groups_are))
