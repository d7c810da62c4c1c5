/* Large sketches by forces: points push each other with 1 / distance, relations
 * pull with their length, and a temperature that falls to 0 bounds every step.
 * Far points push as one, their square's centre (opening angle 1.1).
 *
 * Every point's force is a sum in an order that the tree gives, so that threads
 * do not change a bit. 100 rounds of 50,000 points take 4 s on one thread.
 * Source: Fruchterman and Reingold, "Graph drawing by force-directed
 * placement", 1991, with the linear pull of Jacomy et al., "ForceAtlas2", 2014,
 * which keeps groups apart; Barnes and Hut, "A hierarchical O(N log N)
 * force-calculation algorithm", 1986. */
#include "analysis/quadtree.h"
#include "analysis/sketch.h"
#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <math.h>

enum { ROUNDS = 100, POINTS_IN_BLOCK = 512 };

static const double opening = 1.1;

typedef struct {
    kith_sketch *sketch;
    kith_quadtree tree;
    double *next_x;
    double *next_y;
    double temperature;
} field;

typedef struct {
    double x;
    double y;
} force;

static void push(force *on, double dx, double dy, double count)
{
    const double squared = dx * dx + dy * dy + 1e-4;
    on->x += count * dx / squared;
    on->y += count * dy / squared;
}

static force push_of_all(const field *f, size_t v)
{
    const double x = f->sketch->x[v];
    const double y = f->sketch->y[v];
    force on = {0, 0};
    for (uint32_t at = 0; at < f->tree.square_count;) {
        const kith_square *square = &f->tree.squares[at];
        const double dx = x - square->x;
        const double dy = y - square->y;
        if (square->size * square->size <
            opening * opening * (dx * dx + dy * dy)) {
            push(&on, dx, dy, square->count);
            at = square->next;
        } else if (square->leaf) {
            for (uint32_t i = square->begin; i < square->end; i++) {
                const uint32_t other = f->tree.order[i];
                push(&on, x - f->sketch->x[other], y - f->sketch->y[other], 1);
            }
            at = square->next;
        } else {
            at++;
        }
    }
    return on;
}

static void pull_of_relations(const field *f, size_t v, force *on)
{
    const kith_sketch *sketch = f->sketch;
    for (uint32_t at = sketch->first[v]; at < sketch->first[v + 1]; at++) {
        const kith_id other = sketch->neighbour[at];
        on->x -= sketch->x[v] - sketch->x[other];
        on->y -= sketch->y[v] - sketch->y[other];
    }
}

static void move_block(void *context, size_t block)
{
    const field *f = context;
    const size_t begin = block * POINTS_IN_BLOCK;
    const size_t rest = f->sketch->count - begin;
    const size_t end =
        begin + (rest < POINTS_IN_BLOCK ? rest : POINTS_IN_BLOCK);
    for (size_t i = begin; i < end; i++) {
        const uint32_t v = f->tree.order[i]; /* neighbours see one path */
        force on = push_of_all(f, v);
        pull_of_relations(f, v, &on);
        const double size = sqrt(on.x * on.x + on.y * on.y);
        const double by = size > f->temperature ? f->temperature / size : 1;
        f->next_x[v] = f->sketch->x[v] + by * on.x;
        f->next_y[v] = f->sketch->y[v] + by * on.y;
    }
}

static void swap(double **a, double **b)
{
    double *const kept = *a;
    *a = *b;
    *b = kept;
}

static void iterate(field *f, unsigned threads)
{
    const size_t count = f->sketch->count;
    const size_t blocks = (count + POINTS_IN_BLOCK - 1) / POINTS_IN_BLOCK;
    const double start = 0.1 * sqrt((double)count);
    for (int round = 0; round < ROUNDS; round++) {
        f->temperature = start * (ROUNDS - round) / ROUNDS;
        kith_quadtree_fill(&f->tree, f->sketch->x, f->sketch->y, count);
        kith_par_run(blocks, kith_threads_wanted(threads, 100 * (double)count),
                     move_block, f);
        swap(&f->sketch->x, &f->next_x);
        swap(&f->sketch->y, &f->next_y);
    }
}

kith_status kith_sketch_by_force(kith_sketch *sketch,
                                 unsigned threads,
                                 kith_error *err)
{
    field f = {
        .sketch = sketch,
        .next_x = KITH_NEW(double, sketch->count),
        .next_y = KITH_NEW(double, sketch->count),
    };
    kith_status st = KITH_OK;
    if (!kith_quadtree_init(&f.tree, sketch->count) || !f.next_x || !f.next_y) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_sketch_begin(sketch, err), done);
    const double size = sqrt((double)sketch->count);
    for (size_t v = 0; v < sketch->count; v++) {
        sketch->x[v] *= size;
        sketch->y[v] *= size;
    }
    iterate(&f, threads);
done:
    kith_quadtree_free(&f.tree);
    kith_release(f.next_x);
    kith_release(f.next_y);
    return st;
}
