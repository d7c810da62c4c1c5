/* Where entities stand: everybody has room, relatives are near, components are
 * apart, and it is the same every time. */
#include "base/alloc.h"
#include "random_graph.h"
#include "test.h"

#include <kith/layout.h>

#include <math.h>
#include <stdlib.h>

typedef struct {
    size_t count;
    double *x;
    double *y;
} places;

static places lay_out(kith_graph *graph, const kith_layout_options *options)
{
    kith_error err = {0};
    places p = {.count = kith_graph_entity_count(graph)};
    p.x = calloc(p.count + 1, sizeof *p.x);
    p.y = calloc(p.count + 1, sizeof *p.y);
    assert_true(p.x && p.y);
    assert_int_equal(kith_layout_find(graph, options, p.x, p.y, &err), KITH_OK);
    return p;
}

static void release(places p)
{
    free(p.x);
    free(p.y);
}

static double apart(const places *p, size_t a, size_t b)
{
    return hypot(p->x[a] - p->x[b], p->y[a] - p->y[b]);
}

/* `count` rings of `size` entities, each entity also with one in the middle of
 * its ring; `bridges` relations lead from a ring to the next. */
static kith_graph *rings(size_t count, size_t size, size_t bridges)
{
    const size_t per = 2 * (size - 1) + bridges;
    edge *edges = calloc(count * per, sizeof *edges);
    size_t used = 0;
    assert_non_null(edges);
    for (size_t r = 0; r < count; r++) {
        const kith_id base = (kith_id)(r * size);
        for (kith_id i = 1; i < size; i++) {
            const kith_id next = i + 1 < size ? i + 1 : 1;
            edges[used++] = (edge){base, base + i, true, 0};
            edges[used++] = (edge){base + i, base + next, true, 0};
        }
        for (kith_id b = 0; b < bridges && r + 1 < count; b++)
            edges[used++] = (edge){base + b, base + (kith_id)size + b, true, 0};
    }
    kith_graph *graph = graph_of(count * size, edges, used);
    free(edges);
    return graph;
}

TEST(everybody_has_a_place_with_room_around_it)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const places p = lay_out(graph, NULL);
        for (size_t a = 0; a < p.count; a++) {
            assert_true(p.x[a] >= 0 && isfinite(p.x[a]));
            assert_true(p.y[a] >= 0 && isfinite(p.y[a]));
            for (size_t b = 0; b < a; b++)
                assert_true(apart(&p, a, b) > 0.7);
        }
        release(p);
        graph_done(graph);
    }
}

TEST(a_path_is_laid_out_straight)
{
    enum { LENGTH = 20 };
    edge edges[LENGTH - 1];
    for (kith_id i = 0; i + 1 < LENGTH; i++)
        edges[i] = (edge){i, i + 1, false, 0};
    kith_graph *graph = graph_of(LENGTH, edges, LENGTH - 1);
    const places p = lay_out(graph, NULL);
    double length = 0;
    for (size_t i = 0; i + 1 < LENGTH; i++)
        length += apart(&p, i, i + 1);
    assert_true(apart(&p, 0, LENGTH - 1) > 0.9 * length);
    release(p);
    graph_done(graph);
}

/* The mean distance of relatives, as a share of that of any two. */
static double nearness(const places *p, const kith_graph *graph)
{
    const size_t relations = kith_graph_relation_count(graph);
    double all = 0;
    double near = 0;
    for (size_t a = 0; a < p->count; a++) {
        for (size_t b = 0; b < a; b++)
            all += apart(p, a, b);
    }
    for (kith_id r = 0; r < relations; r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        near += apart(p, relation.source, relation.target);
    }
    const double pairs = (double)p->count * (double)(p->count - 1) / 2;
    return near / (double)relations / (all / pairs);
}

TEST(relatives_are_near_in_large_graphs_too)
{
    kith_graph *graph = rings(30, 60, 2);
    const places p = lay_out(graph, NULL);
    assert_true(nearness(&p, graph) < 0.35);
    for (size_t a = 0; a < p.count; a++) {
        for (size_t b = 0; b < a; b++)
            assert_true(apart(&p, a, b) > 0.3);
    }
    release(p);
    graph_done(graph);
}

TEST(one_large_part_is_laid_out_by_forces)
{
    enum { SIDE = 30 };
    edge edges[2 * SIDE * SIDE];
    size_t used = 0;
    for (kith_id i = 0; i < SIDE * SIDE; i++) {
        if (i % SIDE + 1 < SIDE)
            edges[used++] = (edge){i, i + 1, true, 0};
        if (i + SIDE < SIDE * SIDE)
            edges[used++] = (edge){i, i + SIDE, true, 0};
    }
    kith_graph *graph = graph_of(SIDE * SIDE, edges, used);
    kith_id *group = calloc(SIDE * SIDE, sizeof *group);
    const kith_layout_options one_group = {.group = group, .group_count = 1};
    const places p = lay_out(graph, &one_group);
    assert_true(nearness(&p, graph) < 0.15);
    release(p);
    free(group);
    graph_done(graph);
}

TEST(components_do_not_lie_on_each_other)
{
    kith_graph *graph = rings(5, 12, 0);
    const places p = lay_out(graph, NULL);
    for (size_t a = 0; a < 5; a++) {
        for (size_t b = 0; b < a; b++) {
            double box[2][4];
            const size_t rings_of[2] = {a, b};
            for (size_t i = 0; i < 2; i++) {
                box[i][0] = box[i][1] = HUGE_VAL;
                box[i][2] = box[i][3] = -HUGE_VAL;
                for (size_t v = 12 * rings_of[i]; v < 12 * rings_of[i] + 12;
                     v++) {
                    box[i][0] = fmin(box[i][0], p.x[v]);
                    box[i][1] = fmin(box[i][1], p.y[v]);
                    box[i][2] = fmax(box[i][2], p.x[v]);
                    box[i][3] = fmax(box[i][3], p.y[v]);
                }
            }
            assert_true(box[0][2] < box[1][0] || box[1][2] < box[0][0] ||
                        box[0][3] < box[1][1] || box[1][3] < box[0][1]);
        }
    }
    release(p);
    graph_done(graph);
}

TEST(threads_and_repetition_change_no_bit)
{
    kith_graph *graph = rings(40, 150, 3);
    const kith_layout_options one = {.threads = 1};
    const places expected = lay_out(graph, &one);
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        const kith_layout_options some = {.threads = threads};
        const places p = lay_out(graph, &some);
        assert_memory_equal(p.x, expected.x, p.count * sizeof *p.x);
        assert_memory_equal(p.y, expected.y, p.count * sizeof *p.y);
        release(p);
    }
    release(expected);
    graph_done(graph);
}

static bool stop(void *context, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    return ++*(int *)context < 1;
}

TEST(a_layout_can_be_stopped)
{
    int calls = 0;
    kith_error err = {0};
    double x[20];
    double y[20];
    kith_graph *graph = rings(2, 10, 1);
    const kith_layout_options options = {.progress = stop,
                                         .progress_context = &calls};
    assert_int_equal(kith_layout_find(graph, &options, x, y, &err),
                     KITH_E_LIMIT);
    assert_int_equal(calls, 1);
    graph_done(graph);
}

TEST(every_allocation_may_fail)
{
    enum { COUNT = 240 };
    static double x[COUNT];
    static double y[COUNT];
    static kith_id group[COUNT];
    const kith_layout_options options = {.group = group,
                                         .group_count = 2,
                                         .threads = 1};
    for (size_t v = 0; v < COUNT; v++)
        group[v] = v >= COUNT / 2;
    for (size_t left = 0;; left++) {
        kith_error err = {0};
        kith_graph *graph = rings(2, COUNT / 2, 2);
        (void)kith_alloc_fail_after(left);
        const kith_status st = kith_layout_find(graph, &options, x, y, &err);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        graph_done(graph);
        if (!failed) {
            assert_int_equal(st, KITH_OK);
            break;
        }
        assert_int_equal(st, KITH_E_MEMORY);
        assert_true(left < 1000);
    }
}

RUN("analysis/layout",
    CASE(everybody_has_a_place_with_room_around_it),
    CASE(a_path_is_laid_out_straight),
    CASE(relatives_are_near_in_large_graphs_too),
    CASE(one_large_part_is_laid_out_by_forces),
    CASE(components_do_not_lie_on_each_other),
    CASE(threads_and_repetition_change_no_bit),
    CASE(a_layout_can_be_stopped),
    CASE(every_allocation_may_fail))
