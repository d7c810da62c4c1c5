/* Searches from many entities at once against one after the other, for every
 * instruction set, size of set and number of threads. */
#include "../test.h"
#include "analysis/sweep.h"
#include "random_graph.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 40 /* distance that is told apart */ };

static void ok(kith_status st)
{
    assert_int_equal(st, KITH_OK);
}

/* What was told: by entity and distance, how many sources. */
typedef struct {
    size_t count;
    uint64_t *sources;
} tally;

static tally make_tally(size_t count)
{
    return (tally){count, calloc(count * LONGEST, sizeof(uint64_t))};
}

static uint64_t *at(tally *t, kith_id v, uint32_t distance)
{
    return &t->sources[v * LONGEST +
                       (distance < LONGEST ? distance : LONGEST - 1)];
}

static void note(void *context,
                 uint32_t distance,
                 const kith_id *entities,
                 const uint32_t *sources,
                 size_t count)
{
    for (size_t i = 0; i < count; i++)
        *at(context, entities[i], distance) += sources[i];
}

static kith_sweep_lists lists_of(kith_graph *graph, bool undirected)
{
    kith_sweep_lists lists = {.count = kith_graph_entity_count(graph)};
    kith_error err = {0};
    ok(kith_graph_adjacency(graph, undirected ? KITH_BOTH : KITH_OUT,
                            &lists.ahead, &err));
    ok(kith_graph_adjacency(graph, undirected ? KITH_BOTH : KITH_IN,
                            &lists.back, &err));
    return lists;
}

/* One search; what it finds is added to t and to reach. */
static void search(const kith_sweep_lists *lists,
                   kith_id source,
                   tally *t,
                   kith_sweep_reach *reach)
{
    uint32_t *distance = calloc(lists->count, sizeof *distance);
    kith_id *queue = calloc(lists->count, sizeof *queue);
    size_t end = 1;
    queue[0] = source;
    for (size_t i = 0; i < end; i++) {
        const kith_id v = queue[i];
        for (uint32_t k = lists->ahead.first[v]; k < lists->ahead.first[v + 1];
             k++) {
            const kith_id to = lists->ahead.neighbour[k];
            if (to == source || distance[to] > 0)
                continue;
            distance[to] = distance[v] + 1;
            queue[end++] = to;
            ++*at(t, to, distance[to]);
            reach->sum += distance[to];
            reach->count++;
            reach->farthest = distance[to];
        }
    }
    free(distance);
    free(queue);
}

/* Every third entity and so on, so that sets of all sizes come up. */
static size_t choose(size_t count, size_t step, kith_id *sources)
{
    size_t size = 0;
    for (size_t v = step / 2; v < count; v += step)
        sources[size++] = (kith_id)v;
    return size;
}

/* What all workers were told, together. */
static tally sweep(const kith_sweep_lists *lists,
                   const kith_sweep_options *options)
{
    tally found[KITH_SWEEP_WORKERS];
    void *contexts[KITH_SWEEP_WORKERS];
    kith_error err = {0};
    const size_t workers = kith_sweep_workers(lists, options);
    assert_true(workers >= 1 && workers <= options->threads);
    for (size_t i = 0; i < workers; i++) {
        found[i] = make_tally(lists->count);
        contexts[i] = &found[i];
    }
    ok(kith_sweep_all(lists, options, note, contexts, workers, &err));
    for (size_t i = 1; i < workers; i++) {
        for (size_t k = 0; k < lists->count * LONGEST; k++)
            found[0].sources[k] += found[i].sources[k];
        free(found[i].sources);
    }
    return found[0];
}

static void compare_each(const kith_sweep_lists *lists,
                         const kith_id *sources,
                         size_t size,
                         const kith_sweep_reach *expected)
{
    kith_sweep_reach *reach = calloc(size, sizeof *reach);
    kith_error err = {0};
    ok(kith_sweep_each(lists, sources, size, reach, &err));
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(reach[i].sum, expected[i].sum);
        assert_int_equal(reach[i].count, expected[i].count);
        assert_int_equal(reach[i].farthest, expected[i].farthest);
    }
    free(reach);
}

static void compare(const kith_sweep_lists *lists,
                    const kith_id *sources,
                    size_t size)
{
    tally expected = make_tally(lists->count);
    kith_sweep_reach *each = calloc(size + 1, sizeof *each);
    for (size_t i = 0; i < size; i++)
        search(lists, sources[i], &expected, &each[i]);
    for (unsigned kind = 0; kind < KITH_SWEEP_KINDS; kind++) {
        if (kind != KITH_SWEEP_BEST && !kith_sweep_has((kith_sweep_kind)kind))
            continue;
        for (unsigned threads = 1; threads <= 8; threads *= 2) {
            const kith_sweep_options options = {
                .sources = sources,
                .source_count = size,
                .threads = threads,
                .kind = (kith_sweep_kind)kind,
            };
            const tally found = sweep(lists, &options);
            assert_memory_equal(found.sources, expected.sources,
                                lists->count * LONGEST * sizeof(uint64_t));
            free(found.sources);
        }
    }
    if (size > 0 && size <= KITH_SWEEP_SOURCES)
        compare_each(lists, sources, size, each);
    free(expected.sources);
    free(each);
}

TEST(agrees_with_single_searches)
{
    static const size_t steps[] = {1, 2, 3, 6, 9, 20};
    enum { SIZE = SIZE_OR(1300, 700) };
    kith_id sources[SIZE];
    for (unsigned seed = 0; seed < 4; seed++) {
        kith_graph *graph = large_graph(SIZE, SIZE * (1 + seed), seed);
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            const kith_sweep_lists lists = lists_of(graph, seed % 2);
            compare(&lists, sources, choose(SIZE, steps[i], sources));
        }
        graph_done(graph);
    }
}

/* Long and thin: searches share no steps. */
TEST(agrees_on_a_path)
{
    enum { SIZE = SIZE_OR(1100, 600) };
    edge edges[SIZE - 1];
    kith_id sources[SIZE];
    for (kith_id v = 0; v + 1 < SIZE; v++)
        edges[v] = (edge){v, v + 1, v % 5 > 0, 0};
    kith_graph *graph = graph_of(SIZE, edges, SIZE - 1);
    for (unsigned undirected = 0; undirected < 2; undirected++) {
        const kith_sweep_lists lists = lists_of(graph, undirected);
        compare(&lists, sources, choose(SIZE, 1, sources));
    }
    graph_done(graph);
}

TEST(agrees_on_small_graphs)
{
    kith_id sources[32];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        for (unsigned undirected = 0; undirected < 2; undirected++) {
            const kith_sweep_lists lists = lists_of(graph, undirected);
            compare(&lists, sources, choose(count, 1 + seed % 3, sources));
        }
        graph_done(graph);
    }
}

TEST(all_entities_are_the_sources_that_are_not_named)
{
    kith_graph *graph = large_graph(SIZE_OR(900, 600), 2500, 3);
    const kith_sweep_lists lists = lists_of(graph, true);
    const kith_sweep_options options = {.threads = 1};
    kith_sweep_reach all = {0};
    tally expected = make_tally(lists.count);
    for (kith_id v = 0; v < lists.count; v++)
        search(&lists, v, &expected, &all);
    const tally found = sweep(&lists, &options);
    assert_memory_equal(found.sources, expected.sources,
                        lists.count * LONGEST * sizeof(uint64_t));
    free(expected.sources);
    free(found.sources);
    graph_done(graph);
}

RUN("analysis/sweep",
    CASE(agrees_with_single_searches),
    CASE(agrees_on_a_path),
    CASE(agrees_on_small_graphs),
    CASE(all_entities_are_the_sources_that_are_not_named))
