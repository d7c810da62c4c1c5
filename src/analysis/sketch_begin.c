/* A first picture: distances from a few pivots, projected on the two directions
 * in which they differ most.
 *
 * Pivots are taken far apart: each is the point that is farthest from those
 * before it. With D the distances of all points from the pivots, C = -1/2 D^2
 * centred by rows and columns, the directions are the two leading eigenvectors
 * of C' C, which is as small as the pivots are few; power iteration finds them
 * from a fixed start, so that the picture is the same every time.
 * Cost: O(pivots * (V + E) + pivots^2 * V).
 * Source: Brandes and Pich, "Eigensolver methods for progressive
 * multidimensional scaling of large data", 2007. */
#include "analysis/sketch.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

enum { MOST_PIVOTS = 24, ROUNDS = 100 };

typedef struct {
    const kith_sketch *sketch;
    size_t pivots;
    double *columns;   /* pivots * count */
    uint32_t *nearest; /* steps to the nearest pivot so far */
    uint32_t *steps;
    kith_id *queue;
} scaling;

/* Steps from `from` to every point; those out of reach are as far as the
 * farthest and one more. */
static void search(scaling *s, kith_id from)
{
    const kith_sketch *sketch = s->sketch;
    size_t begin = 0;
    size_t end = 0;
    for (size_t v = 0; v < sketch->count; v++)
        s->steps[v] = UINT32_MAX;
    s->steps[from] = 0;
    s->queue[end++] = from;
    while (begin < end) {
        const kith_id v = s->queue[begin++];
        for (uint32_t at = sketch->first[v]; at < sketch->first[v + 1]; at++) {
            const kith_id other = sketch->neighbour[at];
            if (s->steps[other] != UINT32_MAX)
                continue;
            s->steps[other] = s->steps[v] + 1;
            s->queue[end++] = other;
        }
    }
    const uint32_t beyond = s->steps[s->queue[end - 1]] + 1;
    for (size_t v = 0; v < sketch->count; v++) {
        if (s->steps[v] == UINT32_MAX)
            s->steps[v] = beyond;
    }
}

static void measure_from_pivots(scaling *s)
{
    kith_id pivot = 0;
    for (size_t v = 0; v < s->sketch->count; v++)
        s->nearest[v] = UINT32_MAX;
    for (size_t p = 0; p < s->pivots; p++) {
        kith_id farthest = 0;
        search(s, pivot);
        for (kith_id v = 0; v < s->sketch->count; v++) {
            const double steps = s->steps[v];
            s->columns[p * s->sketch->count + v] = -0.5 * steps * steps;
            if (s->steps[v] < s->nearest[v])
                s->nearest[v] = s->steps[v];
            if (s->nearest[v] > s->nearest[farthest])
                farthest = v;
        }
        pivot = farthest;
    }
}

/* Take the mean of every column and of every row away. */
static void centre(const scaling *s)
{
    const size_t count = s->sketch->count;
    for (size_t p = 0; p < s->pivots; p++) {
        double *column = s->columns + p * count;
        double sum = 0;
        for (size_t v = 0; v < count; v++)
            sum += column[v];
        for (size_t v = 0; v < count; v++)
            column[v] -= sum / (double)count;
    }
    for (size_t v = 0; v < count; v++) {
        double sum = 0;
        for (size_t p = 0; p < s->pivots; p++)
            sum += s->columns[p * count + v];
        for (size_t p = 0; p < s->pivots; p++)
            s->columns[p * count + v] -= sum / (double)s->pivots;
    }
}

static double dot(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += a[i] * b[i];
    return sum;
}

/* The leading eigenvector of `matrix` that stands upright on `other`. */
static void lead(size_t size,
                 const double matrix[MOST_PIVOTS][MOST_PIVOTS],
                 const double *other,
                 double *vector)
{
    double next[MOST_PIVOTS];
    for (size_t i = 0; i < size; i++)
        vector[i] = 1 + 0.37 * (double)((i * 7) % 5); /* in no special place */
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < size; i++)
            next[i] = dot(matrix[i], vector, size);
        const double along = other ? dot(next, other, size) : 0;
        for (size_t i = 0; i < size && other; i++)
            next[i] -= along * other[i];
        const double length = sqrt(dot(next, next, size));
        for (size_t i = 0; i < size; i++)
            vector[i] = length > 0 ? next[i] / length : 0;
    }
}

static void project(const scaling *s, const double *vector, double *out)
{
    const size_t count = s->sketch->count;
    for (size_t v = 0; v < count; v++) {
        double sum = 0;
        for (size_t p = 0; p < s->pivots; p++)
            sum += s->columns[p * count + v] * vector[p];
        out[v] = sum;
    }
}

/* To a mean square of 1 a direction; both by the same factor. */
static void scale(kith_sketch *sketch)
{
    const double squares = dot(sketch->x, sketch->x, sketch->count) +
                           dot(sketch->y, sketch->y, sketch->count);
    const double by = squares > 0 ? sqrt((double)sketch->count / squares) : 0;
    for (size_t v = 0; v < sketch->count; v++) {
        sketch->x[v] *= by;
        sketch->y[v] *= by;
    }
}

/* Points that the pivots cannot tell apart would never part: each is moved a
 * little along a spiral, no two the same way. */
static void stir(kith_sketch *sketch)
{
    const double golden = 2.399963229728653; /* radians */
    for (size_t v = 0; v < sketch->count; v++) {
        const double radius =
            0.15 * sqrt(((double)v + 0.5) / (double)sketch->count);
        sketch->x[v] += radius * cos(golden * (double)v);
        sketch->y[v] += radius * sin(golden * (double)v);
    }
}

static void solve(scaling *s, kith_sketch *sketch)
{
    double matrix[MOST_PIVOTS][MOST_PIVOTS] = {{0}};
    double first[MOST_PIVOTS];
    double second[MOST_PIVOTS];
    measure_from_pivots(s);
    centre(s);
    for (size_t p = 0; p < s->pivots; p++) {
        for (size_t q = 0; q < s->pivots; q++) {
            matrix[p][q] = dot(s->columns + p * sketch->count,
                               s->columns + q * sketch->count, sketch->count);
        }
    }
    lead(s->pivots, (const double(*)[MOST_PIVOTS])matrix, NULL, first);
    lead(s->pivots, (const double(*)[MOST_PIVOTS])matrix, first, second);
    project(s, first, sketch->x);
    project(s, second, sketch->y);
}

kith_status kith_sketch_begin(kith_sketch *sketch, kith_error *err)
{
    const size_t count = sketch->count;
    const size_t pivots = count < MOST_PIVOTS ? count : MOST_PIVOTS;
    scaling s = {
        .sketch = sketch,
        .pivots = pivots,
        .columns = KITH_NEW(double, pivots *count),
        .nearest = KITH_NEW(uint32_t, count),
        .steps = KITH_NEW(uint32_t, count),
        .queue = KITH_NEW(kith_id, count),
    };
    const bool good = s.columns && s.nearest && s.steps && s.queue;
    if (good && count > 0) {
        solve(&s, sketch);
        scale(sketch);
        stir(sketch);
    }
    kith_release(s.columns);
    kith_release(s.nearest);
    kith_release(s.steps);
    kith_release(s.queue);
    return good ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}
