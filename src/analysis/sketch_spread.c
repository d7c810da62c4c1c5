/* Room for every point: a sketch is scaled so that half of its points have
 * their nearest neighbour within 1, and those that still are much too near are
 * pushed apart, pair by pair, in the order of the points. */
#include "analysis/sketch.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 40 };

/* Points nearer than this are pushed apart. */
static const double near = 0.9;

/* Points by the cells of a grid. */
typedef struct {
    const kith_sketch *sketch;
    double x;
    double y;
    double cell;
    size_t columns;
    size_t rows;
    uint32_t *first; /* of each cell, and one more */
    kith_id *points;
    size_t room; /* cells that fit */
} grid;

static size_t column_of(const grid *g, double x)
{
    const double at = (x - g->x) / g->cell;
    return at <= 0 ? 0 : (size_t)at < g->columns ? (size_t)at : g->columns - 1;
}

static size_t row_of(const grid *g, double y)
{
    const double at = (y - g->y) / g->cell;
    return at <= 0 ? 0 : (size_t)at < g->rows ? (size_t)at : g->rows - 1;
}

static size_t cell_of(const grid *g, kith_id v)
{
    return row_of(g, g->sketch->y[v]) * g->columns +
           column_of(g, g->sketch->x[v]);
}

/* Cells of at least `cell`, and so large that they are no more than fit. */
static void fill(grid *g, double cell)
{
    const kith_sketch *s = g->sketch;
    double most_x = s->x[0];
    double most_y = s->y[0];
    g->x = s->x[0];
    g->y = s->y[0];
    for (size_t v = 1; v < s->count; v++) {
        g->x = fmin(g->x, s->x[v]);
        g->y = fmin(g->y, s->y[v]);
        most_x = fmax(most_x, s->x[v]);
        most_y = fmax(most_y, s->y[v]);
    }
    g->cell = cell;
    do {
        g->columns = (size_t)((most_x - g->x) / g->cell) + 1;
        g->rows = (size_t)((most_y - g->y) / g->cell) + 1;
        g->cell *= 1.5;
    } while ((double)g->columns * (double)g->rows > (double)g->room);
    g->cell /= 1.5;
    const size_t cells = g->columns * g->rows;
    for (size_t c = 0; c <= cells; c++)
        g->first[c] = 0;
    for (kith_id v = 0; v < s->count; v++)
        g->first[cell_of(g, v) + 1]++;
    for (size_t c = 0; c < cells; c++)
        g->first[c + 1] += g->first[c];
    for (kith_id v = (kith_id)s->count; v-- > 0;) /* starts move down */
        g->points[--g->first[cell_of(g, v) + 1]] = v;
    for (size_t c = 0; c < cells; c++)
        g->first[c] = g->first[c + 1];
    g->first[cells] = (uint32_t)s->count;
}

/* Called for every pair within a cell or in cells that touch, once. */
typedef void pair(void *context, kith_id a, kith_id b);

static void each_pair_with(const grid *g,
                           kith_id v,
                           size_t column,
                           size_t row,
                           pair *see,
                           void *context)
{
    const size_t cell = row * g->columns + column;
    for (uint32_t i = g->first[cell]; i < g->first[cell + 1]; i++) {
        if (g->points[i] > v)
            see(context, v, g->points[i]);
    }
}

static void each_pair(const grid *g, pair *see, void *context)
{
    for (kith_id v = 0; v < g->sketch->count; v++) {
        const size_t column = column_of(g, g->sketch->x[v]);
        const size_t row = row_of(g, g->sketch->y[v]);
        for (size_t r = row ? row - 1 : 0; r <= row + 1 && r < g->rows; r++) {
            for (size_t c = column ? column - 1 : 0;
                 c <= column + 1 && c < g->columns; c++)
                each_pair_with(g, v, c, r, see, context);
        }
    }
}

typedef struct {
    kith_sketch *sketch;
    double *nearest; /* squared distance of each point from the next */
    bool moved;
} spreading;

static void see_distance(void *context, kith_id a, kith_id b)
{
    spreading *s = context;
    const double dx = s->sketch->x[a] - s->sketch->x[b];
    const double dy = s->sketch->y[a] - s->sketch->y[b];
    const double squared = dx * dx + dy * dy;
    s->nearest[a] = fmin(s->nearest[a], squared);
    s->nearest[b] = fmin(s->nearest[b], squared);
}

static void push_apart(void *context, kith_id a, kith_id b)
{
    spreading *s = context;
    double dx = s->sketch->x[a] - s->sketch->x[b];
    double dy = s->sketch->y[a] - s->sketch->y[b];
    double apart = sqrt(dx * dx + dy * dy);
    if (apart >= near)
        return;
    if (apart < 1e-9) { /* at one place: apart by the number of the point */
        dx = cos((double)b);
        dy = sin((double)b);
        apart = 1;
    }
    const double by = 0.5 * (near - fmin(apart, near * 0.99)) / apart;
    s->sketch->x[a] += by * dx;
    s->sketch->y[a] += by * dy;
    s->sketch->x[b] -= by * dx;
    s->sketch->y[b] -= by * dy;
    s->moved = true;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double extent(const kith_sketch *sketch)
{
    double most = 0;
    for (size_t v = 0; v < sketch->count; v++)
        most = fmax(most, hypot(sketch->x[v], sketch->y[v]));
    return most;
}

static void move_to_middle(kith_sketch *sketch)
{
    double x = 0;
    double y = 0;
    for (size_t v = 0; v < sketch->count; v++) {
        x += sketch->x[v];
        y += sketch->y[v];
    }
    for (size_t v = 0; v < sketch->count; v++) {
        sketch->x[v] -= x / (double)sketch->count;
        sketch->y[v] -= y / (double)sketch->count;
    }
}

/* So that the median distance to the next point is 1. Points in one place have
 * none that could be scaled; as many as fill the plane evenly stand in. */
static void scale(grid *g, spreading *s)
{
    kith_sketch *sketch = s->sketch;
    const double wide = fmax(extent(sketch), 1e-6);
    const double even = 2 * wide / sqrt((double)sketch->count);
    fill(g, even);
    for (size_t v = 0; v < sketch->count; v++)
        s->nearest[v] = even * even;
    each_pair(g, see_distance, s);
    qsort(s->nearest, sketch->count, sizeof *s->nearest, by_size);
    const double median = sqrt(s->nearest[sketch->count / 2]);
    const double by = 1 / fmax(median, 0.2 * even);
    for (size_t v = 0; v < sketch->count; v++) {
        sketch->x[v] *= by;
        sketch->y[v] *= by;
    }
}

/* A few points far out would make the disc of all too large. */
static void pull_in(kith_sketch *sketch, double *radii)
{
    for (size_t v = 0; v < sketch->count; v++)
        radii[v] = hypot(sketch->x[v], sketch->y[v]);
    qsort(radii, sketch->count, sizeof *radii, by_size);
    const double usual = radii[sketch->count * 9 / 10];
    const double most = 1.25 * usual;
    for (size_t v = 0; v < sketch->count && usual > 0; v++) {
        const double radius = hypot(sketch->x[v], sketch->y[v]);
        if (radius <= most)
            continue;
        /* those farther out stay farther out */
        const double by = (most + log1p(radius - most)) / radius;
        sketch->x[v] *= by;
        sketch->y[v] *= by;
    }
}

/* The radius that holds all but a few stragglers; `radii` is scratch. */
static double disc_of(const kith_sketch *sketch, double *radii)
{
    for (size_t v = 0; v < sketch->count; v++)
        radii[v] = hypot(sketch->x[v], sketch->y[v]);
    qsort(radii, sketch->count, sizeof *radii, by_size);
    const double most = radii[sketch->count - 1];
    return fmax(radii[(sketch->count - 1) * 24 / 25], 0.75 * most);
}

kith_status kith_sketch_spread(kith_sketch *sketch,
                               double *radius,
                               kith_error *err)
{
    const size_t count = sketch->count;
    grid g = {.sketch = sketch, .room = 4 * count + 16};
    spreading s = {.sketch = sketch, .nearest = KITH_NEW(double, count)};
    g.first = KITH_NEW(uint32_t, g.room + 2);
    g.points = KITH_NEW(kith_id, count);
    const bool good = g.first && g.points && s.nearest;
    *radius = 0.5;
    if (good && count > 1) {
        move_to_middle(sketch);
        scale(&g, &s);
        pull_in(sketch, s.nearest);
        s.moved = true;
        for (int round = 0; round < ROUNDS && s.moved; round++) {
            s.moved = false;
            fill(&g, near);
            each_pair(&g, push_apart, &s);
        }
        move_to_middle(sketch);
        *radius = disc_of(sketch, s.nearest) + 0.5;
    }
    kith_release(g.first);
    kith_release(g.points);
    kith_release(s.nearest);
    return good ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_sketch_part_discs(kith_sketch *sketch, const double *radius)
{
    enum { MOST_PUSHES = 400 };
    bool moved = true;
    for (int round = 0; round < MOST_PUSHES && moved; round++) {
        moved = false;
        for (size_t a = 0; a < sketch->count; a++) {
            for (size_t b = 0; b < a; b++) {
                const double dx = sketch->x[a] - sketch->x[b];
                const double dy = sketch->y[a] - sketch->y[b];
                const double apart = sqrt(dx * dx + dy * dy);
                const double wanted = radius[a] + radius[b];
                if (apart >= wanted)
                    continue;
                const double x = apart > 1e-9 ? dx / apart : cos((double)a);
                const double y = apart > 1e-9 ? dy / apart : sin((double)a);
                /* the larger a disc, the less it moves */
                const double all = radius[a] + radius[b];
                const double by = (wanted - apart) * 1.01 / all;
                sketch->x[a] += by * radius[b] * x;
                sketch->y[a] += by * radius[b] * y;
                sketch->x[b] -= by * radius[a] * x;
                sketch->y[b] -= by * radius[a] * y;
                moved = true;
            }
        }
    }
}
