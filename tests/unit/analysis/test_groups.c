/* What every method of grouping has in common, and groupings against their
 * definitions. */
#include "../../oracle/centrality.h"
#include "../../oracle/grouping.h"
#include "../test.h"
#include "base/alloc.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Methods that put every entity into just one group. */
static const char *const partitions[] =
    {"leiden",  "louvain",     "label-propagation", "walktrap",
     "infomap", "fast-greedy", "edge-betweenness",  "components",
     "strong",  NULL};

static kith_groups *find(kith_graph *graph, const kith_group_options *options)
{
    kith_error err = {0};
    kith_groups *groups = NULL;
    const kith_status st = kith_groups_find(&groups, graph, options, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    return groups;
}

static bool heeds(const char *method, unsigned heed)
{
    return kith_group_method_of(method)->heeds & heed;
}

TEST(weights_without_a_sum_are_refused)
{
    const edge edges[] = {
        {0, 1, false, 1e308},
        {1, 2, false, 1e308}
    };
    kith_graph *graph = graph_of(3, edges, 2);
    size_t tried = 0;
    for (const kith_group_method *m = kith_group_methods(); m->name; m++) {
        const kith_group_options options = {.method = m->name,
                                            .weights = KITH_WEIGHTS_STRENGTH};
        kith_groups *groups = NULL;
        kith_error err = {0};
        if (!heeds(m->name, KITH_HEEDS_WEIGHTS))
            continue;
        assert_int_equal(kith_groups_find(&groups, graph, &options, &err),
                         KITH_E_INVALID);
        assert_null(groups);
        assert_true(err.hint[0]);
        tried++;
    }
    assert_true(tried >= 5);
    graph_done(graph);
}

/* Options for graph `seed`, with all that the method heeds. */
static kith_group_options options_of(const char *method, uint64_t seed)
{
    return (kith_group_options){
        .method = method,
        .seed = heeds(method, KITH_HEEDS_SEED) ? seed : 0,
        .runs = heeds(method, KITH_HEEDS_SEED) ? 1 + (uint32_t)(seed % 3) : 0,
        .weights = heeds(method, KITH_HEEDS_WEIGHTS) && seed % 2
                       ? KITH_WEIGHTS_STRENGTH
                       : KITH_WEIGHTS_NONE,
        .directed = heeds(method, KITH_HEEDS_DIRECTION) && seed % 5 == 0,
    };
}

/* Numbers run by falling size, then by the id of the lowest member; members by
 * relations inside, then in all, then by id. */
static void assert_numbered(const kith_groups *groups,
                            kith_graph *graph,
                            size_t members)
{
    kith_error err = {0};
    kith_adjacency lists;
    const char *before = NULL;
    size_t all = 0;
    assert_int_equal(kith_graph_adjacency(graph, KITH_BOTH, &lists, &err),
                     KITH_OK);
    for (kith_id g = 0; g < kith_groups_count(groups); g++) {
        const size_t size = kith_groups_size(groups, g);
        const kith_id *member = kith_groups_members(groups, g);
        const char *lowest = NULL;
        assert_true(size > 0);
        all += size;
        for (size_t i = 0; i < size; i++) {
            const char *id = kith_graph_entity_id(graph, member[i]);
            lowest = !lowest || strcmp(id, lowest) < 0 ? id : lowest;
            if (i == 0)
                continue;
            const size_t here = kith_groups_inside(groups, g, i);
            const size_t there = kith_groups_inside(groups, g, i - 1);
            const uint32_t degree =
                lists.first[member[i] + 1] - lists.first[member[i]];
            const uint32_t other =
                lists.first[member[i - 1] + 1] - lists.first[member[i - 1]];
            assert_true(there > here ||
                        (there == here &&
                         (other > degree ||
                          (other == degree &&
                           strcmp(kith_graph_entity_id(graph, member[i - 1]),
                                  id) < 0))));
        }
        if (g > 0) {
            const size_t larger = kith_groups_size(groups, g - 1);
            assert_true(larger > size ||
                        (larger == size && strcmp(before, lowest) < 0));
        }
        before = lowest;
    }
    assert_int_equal(all, members);
}

static void copy_groups(const kith_groups *groups, kith_id *out, size_t size)
{
    for (kith_id e = 0; e < size; e++)
        out[e] = kith_groups_of(groups, e);
}

static void assert_inside(const kith_groups *groups, const kith_graph *graph)
{
    for (kith_id g = 0; g < kith_groups_count(groups); g++) {
        const kith_id *member = kith_groups_members(groups, g);
        for (size_t i = 0; i < kith_groups_size(groups, g); i++) {
            size_t inside = 0;
            for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
                const kith_relation it = kith_graph_relation(graph, r);
                inside += (it.source == member[i] &&
                           kith_groups_of(groups, it.target) == g) ||
                          (it.target == member[i] &&
                           kith_groups_of(groups, it.source) == g);
            }
            assert_int_equal(kith_groups_inside(groups, g, i), inside);
        }
    }
}

TEST(groups_are_partitions_with_their_modularity)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t size = kith_graph_entity_count(graph);
        dense matrix;
        for (size_t m = 0; partitions[m]; m++) {
            const kith_group_options options = options_of(partitions[m], seed);
            kith_id group[DENSE_MOST];
            kith_groups *groups = find(graph, &options);
            const double got = kith_groups_figures(groups).modularity;
            assert_numbered(groups, graph, size);
            assert_inside(groups, graph);
            copy_groups(groups, group, size);
            dense_fill(&matrix, graph, true,
                       options.weights != KITH_WEIGHTS_NONE);
            const double expected = oracle_modularity(&matrix, group);
            if (isnan(got) != isnan(expected) ||
                !(isnan(got) || fabs(got - expected) < 1e-12)) {
                fail_msg("%s, graph %d: %g, expected %g", partitions[m],
                         (int)seed, got, expected);
            }
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
}

/* Who is with whom, by ids: the group of entity e of one graph is that of the
 * entity of the same id in the other. */
static void assert_same(const kith_groups *groups,
                        const kith_graph *graph,
                        const kith_groups *others,
                        const kith_graph *other)
{
    const kith_group_figures a = kith_groups_figures(groups);
    const kith_group_figures b = kith_groups_figures(others);
    assert_int_equal(kith_groups_count(groups), kith_groups_count(others));
    assert_true(isnan(a.modularity) ? isnan(b.modularity)
                                    : a.modularity == b.modularity);
    assert_true(isnan(a.code_length) ? isnan(b.code_length)
                                     : a.code_length == b.code_length);
    for (kith_id g = 0; g < kith_groups_count(groups); g++) {
        assert_int_equal(kith_groups_size(groups, g),
                         kith_groups_size(others, g));
        for (size_t i = 0; i < kith_groups_size(groups, g); i++) {
            assert_string_equal(
                kith_graph_entity_id(graph, kith_groups_members(groups, g)[i]),
                kith_graph_entity_id(other, kith_groups_members(others, g)[i]));
        }
    }
}

TEST(the_order_of_records_and_repetition_make_no_difference)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_graph *other = shuffled(graph, seed + 1);
        for (const kith_group_method *m = kith_group_methods(); m->name; m++) {
            const kith_group_options options = options_of(m->name, seed);
            kith_groups *groups = find(graph, &options);
            kith_groups *again = find(graph, &options);
            kith_groups *others = find(other, &options);
            assert_same(groups, graph, again, graph);
            assert_same(groups, graph, others, other);
            kith_groups_free(groups);
            kith_groups_free(again);
            kith_groups_free(others);
        }
        graph_done(graph);
        graph_done(other);
    }
}

TEST(components_and_strong_parts_are_what_is_mutually_reached)
{
    for (uint64_t seed = 0; seed < UINT64_C(4) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t size = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 2; i++) {
            const kith_group_options options = {.method = i ? "strong"
                                                            : "components"};
            dense matrix;
            dense_matrix reach;
            kith_groups *groups = find(graph, &options);
            dense_fill(&matrix, graph, !i, false);
            oracle_reach(&matrix, reach);
            for (kith_id u = 0; u < size; u++) {
                for (kith_id v = 0; v < size; v++) {
                    assert_true((kith_groups_of(groups, u) ==
                                 kith_groups_of(groups, v)) ==
                                (reach[u][v] > 0 && reach[v][u] > 0));
                }
            }
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
}

/* Two entities are in one part of a core if both are in the core and a way
 * leads within it from one to the other. */
static void assert_core(const kith_groups *groups,
                        const dense *matrix,
                        uint32_t k)
{
    double coreness[DENSE_MOST];
    dense inner = *matrix;
    dense_matrix reach;
    oracle_coreness(matrix, coreness);
    for (size_t u = 0; u < matrix->size; u++) {
        for (size_t v = 0; v < matrix->size; v++)
            inner.relations[u][v] *= coreness[u] >= k && coreness[v] >= k;
    }
    oracle_reach(&inner, reach);
    for (kith_id u = 0; u < matrix->size; u++) {
        assert_int_equal(kith_groups_of(groups, u) != KITH_NONE,
                         coreness[u] >= k);
        for (kith_id v = 0; v < matrix->size; v++) {
            assert_true(coreness[u] < k || coreness[v] < k ||
                        (kith_groups_of(groups, u) ==
                         kith_groups_of(groups, v)) == (reach[u][v] > 0));
        }
    }
}

TEST(cores_are_the_parts_of_k_cores)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        dense matrix;
        double coreness[DENSE_MOST];
        double most = 0;
        dense_fill(&matrix, graph, true, false);
        oracle_coreness(&matrix, coreness);
        for (size_t v = 0; v < matrix.size; v++)
            most = fmax(most, coreness[v]);
        for (uint32_t k = 0; k < 6; k++) {
            const kith_group_options options = {.method = "cores", .core = k};
            kith_groups *groups = find(graph, &options);
            const uint32_t core = k > 0 ? k : (uint32_t)most;
            if (matrix.size > 0)
                assert_int_equal(kith_groups_figures(groups).core, core);
            assert_core(groups, &matrix, core);
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
}

static int by_bits(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left;
    const uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

enum { MOST_CLIQUES = 4096 };

/* Cliques that were found as sets of bits, sorted. */
static size_t sets_of(const kith_groups *groups, uint32_t *out)
{
    const size_t count = kith_groups_count(groups);
    for (kith_id g = 0; g < count; g++) {
        out[g] = 0;
        for (size_t i = 0; i < kith_groups_size(groups, g); i++)
            out[g] |= (uint32_t)1 << kith_groups_members(groups, g)[i];
    }
    qsort(out, count, sizeof *out, by_bits);
    return count;
}

TEST(cliques_are_all_maximal_ones)
{
    static uint32_t expected[MOST_CLIQUES];
    static uint32_t got[MOST_CLIQUES];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        dense matrix;
        dense_fill(&matrix, graph, true, false);
        for (uint32_t least = 2; least < 5; least++) {
            kith_group_options options = {.method = "cliques", .least = least};
            kith_groups *groups = find(graph, &options);
            const size_t count =
                oracle_cliques(&matrix, least, expected, MOST_CLIQUES);
            qsort(expected, count, sizeof *expected, by_bits);
            assert_int_equal(sets_of(groups, got), count);
            assert_memory_equal(got, expected, count * sizeof *got);
            assert_false(kith_groups_figures(groups).more);
            for (kith_id g = 1; g < count; g++) {
                assert_true(kith_groups_size(groups, g - 1) >=
                            kith_groups_size(groups, g));
            }
            kith_groups_free(groups);
            if (count < 2)
                continue;
            options.most = (uint32_t)count - 1;
            groups = find(graph, &options);
            assert_int_equal(kith_groups_count(groups), count - 1);
            assert_true(kith_groups_figures(groups).more);
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
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

TEST(every_method_sees_two_triangles)
{
    static const kith_id expected[] = {0, 0, 0, 1, 1, 1, 2};
    kith_graph *graph = graph_of(7, two_triangles, 7);
    for (size_t m = 0; partitions[m]; m++) {
        const kith_group_options options = {.method = partitions[m]};
        kith_id group[7];
        kith_groups *groups = find(graph, &options);
        if (strcmp(partitions[m], "components") != 0) {
            copy_groups(groups, group, 7);
            assert_memory_equal(group, expected, sizeof expected);
            assert_true(fabs(kith_groups_figures(groups).modularity -
                             (6 / 7.0 - 0.5)) < 1e-12);
        }
        kith_groups_free(groups);
    }
    graph_done(graph);
}

/* The heavier half of the relations holds together what strengths join, and
 * parts what distances join. */
TEST(distances_are_strengths_turned_round)
{
    const edge edges[] = {
        {0, 1, false, 8},
        {1, 2, false, 1},
        {2, 3, false, 8},
        {3, 0, false, 1}
    };
    static const kith_id near[] = {0, 0, 1, 1};
    static const kith_id far[] = {0, 1, 1, 0};
    static const char *const methods[] = {"leiden", "louvain", "fast-greedy"};
    kith_graph *graph = graph_of(4, edges, 4);
    for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) {
        for (unsigned i = 0; i < 2; i++) {
            const kith_group_options options = {.method = methods[m],
                                                .weights =
                                                    i ? KITH_WEIGHTS_DISTANCE
                                                      : KITH_WEIGHTS_STRENGTH};
            kith_id group[4];
            kith_groups *groups = find(graph, &options);
            copy_groups(groups, group, 4);
            assert_memory_equal(group, i ? far : near, sizeof group);
            kith_groups_free(groups);
        }
    }
    graph_done(graph);
}

static void assert_refused(kith_graph *graph,
                           kith_group_options options,
                           kith_status expected,
                           const char *message)
{
    kith_error err = {0};
    kith_groups *groups = NULL;
    assert_int_equal(kith_groups_find(&groups, graph, &options, &err),
                     expected);
    assert_string_equal(err.message, message);
    assert_null(groups);
}

TEST(options_are_checked)
{
    static const double wrong[] = {-1, NAN, INFINITY};
    static const edge zero[] = {
        {0, 1, false, -1}
    };
    kith_graph *graph = graph_of(7, two_triangles, 7);
    for (size_t i = 0; i < 3; i++) {
        assert_refused(graph, (kith_group_options){.resolution = wrong[i]},
                       KITH_E_INVALID, "resolution is out of range");
    }
    assert_refused(graph, (kith_group_options){.method = "lieden"},
                   KITH_E_NOT_FOUND,
                   "no method of grouping is called 'lieden'");
    assert_refused(graph,
                   (kith_group_options){.method = "walktrap", .steps = 101},
                   KITH_E_INVALID, "walks of 101 steps are longer than 100");
    assert_refused(graph, (kith_group_options){.method = "cliques", .least = 1},
                   KITH_E_INVALID, "a clique has at least 2 entities");
    graph_done(graph);
    graph = graph_of(2, zero, 1);
    assert_refused(graph,
                   (kith_group_options){.weights = KITH_WEIGHTS_DISTANCE},
                   KITH_E_INVALID,
                   "relation 'e0 -red-> e1' has weight 0, which is no "
                   "distance");
    graph_done(graph);
}

TEST(what_takes_very_long_is_refused)
{
    enum { LENGTH = 3000 };
    edge *edges = calloc(LENGTH, sizeof *edges);
    assert_non_null(edges);
    for (kith_id i = 0; i < LENGTH; i++)
        edges[i] = (edge){i, i + 1, false, 0};
    kith_graph *graph = graph_of(LENGTH + 1, edges, LENGTH);
    assert_refused(graph, (kith_group_options){.method = "edge-betweenness"},
                   KITH_E_LIMIT,
                   "'edge-betweenness' may take very long on 3000 relations of "
                   "3001 entities");
    const kith_group_options patient = {.method = "walktrap", .patient = true};
    kith_groups_free(find(graph, &patient));
    graph_done(graph);
    free(edges);
}

TEST(what_a_method_does_not_heed_is_refused)
{
    const struct {
        unsigned heed;
        kith_group_options options;
    } rows[] = {
        {KITH_HEEDS_RESOLUTION, {.resolution = 2}                 },
        {KITH_HEEDS_SEED,       {.seed = 1}                       },
        {KITH_HEEDS_SEED,       {.runs = 2}                       },
        {KITH_HEEDS_WEIGHTS,    {.weights = KITH_WEIGHTS_STRENGTH}},
        {KITH_HEEDS_DIRECTION,  {.directed = true}                },
        {KITH_HEEDS_STEPS,      {.steps = 3}                      },
        {KITH_HEEDS_CORE,       {.core = 1}                       },
        {KITH_HEEDS_LEAST,      {.least = 3}                      },
        {KITH_HEEDS_LEAST,      {.most = 3}                       },
    };
    kith_graph *graph = graph_of(7, two_triangles, 7);
    for (const kith_group_method *m = kith_group_methods(); m->name; m++) {
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            kith_group_options options = rows[i].options;
            kith_error err = {0};
            kith_groups *groups = NULL;
            options.method = m->name;
            const kith_status st =
                kith_groups_find(&groups, graph, &options, &err);
            assert_int_equal(st, m->heeds & rows[i].heed ? KITH_OK
                                                         : KITH_E_UNSUPPORTED);
            assert_int_equal(err.hint[0] != '\0', st != KITH_OK);
            kith_groups_free(groups);
        }
    }
    graph_done(graph);
}

static bool stop(void *context, uint64_t done, uint64_t all)
{
    uint64_t *calls = context;
    assert_true(done <= all && done > 0);
    ++*calls;
    return *calls < 2;
}

TEST(progress_can_stop_it)
{
    static const char *const methods[] = {"leiden", "louvain", "infomap",
                                          "label-propagation"};
    kith_graph *graph = graph_of(7, two_triangles, 7);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        uint64_t calls = 0;
        const kith_group_options options = {.method = methods[i],
                                            .runs = 5,
                                            .progress = stop,
                                            .progress_context = &calls};
        kith_groups *groups = NULL;
        kith_error err = {0};
        assert_int_equal(kith_groups_find(&groups, graph, &options, &err),
                         KITH_E_LIMIT);
        assert_string_equal(err.message, "stopped");
        assert_int_equal(calls, 2);
    }
    graph_done(graph);
}

/* A single run of a large graph hears it before its end. */
TEST(progress_can_stop_a_run)
{
    static const char *const methods[] = {"leiden", "louvain", "infomap",
                                          "label-propagation"};
    kith_graph *graph = large_graph(200000, 300000, 1);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        uint64_t calls = 0;
        const kith_group_options options = {.method = methods[i],
                                            .runs = 1,
                                            .progress = stop,
                                            .progress_context = &calls};
        kith_groups *groups = NULL;
        kith_error err = {0};
        assert_int_equal(kith_groups_find(&groups, graph, &options, &err),
                         KITH_E_LIMIT);
        assert_null(groups);
        assert_int_equal(calls, 2);
    }
    graph_done(graph);
}

/* igraph's own allocations aside. */
TEST(survives_failing_allocations)
{
    for (const kith_group_method *m = kith_group_methods(); m->name; m++) {
        const kith_group_options options = {.method = m->name};
        kith_status st = KITH_E_MEMORY;
        for (size_t left = 0; st != KITH_OK; left++) {
            kith_graph *graph = graph_of(7, two_triangles, 7);
            kith_groups *groups = NULL;
            kith_error err = {0};
            (void)kith_alloc_fail_after(left);
            st = kith_groups_find(&groups, graph, &options, &err);
            assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
            assert_int_equal(st, err.status);
            assert_true(st == KITH_OK || st == KITH_E_MEMORY);
            assert_int_equal(groups != NULL, st == KITH_OK);
            assert_true(left < 1000);
            kith_groups_free(groups);
            graph_done(graph);
        }
    }
}

RUN("analysis/groups",
    CASE(groups_are_partitions_with_their_modularity),
    CASE(the_order_of_records_and_repetition_make_no_difference),
    CASE(components_and_strong_parts_are_what_is_mutually_reached),
    CASE(cores_are_the_parts_of_k_cores),
    CASE(cliques_are_all_maximal_ones),
    CASE(every_method_sees_two_triangles),
    CASE(distances_are_strengths_turned_round),
    CASE(weights_without_a_sum_are_refused),
    CASE(options_are_checked),
    CASE(what_takes_very_long_is_refused),
    CASE(what_a_method_does_not_heed_is_refused),
    CASE(progress_can_stop_it),
    CASE(progress_can_stop_a_run),
    CASE(survives_failing_allocations))
