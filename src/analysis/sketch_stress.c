/* Small sketches by stress majorisation: each point is moved to where the
 * others would have it on the whole,
 *
 *   x[i] = sum over j of w[ij] (x[j] + d[ij] (x[i] - x[j]) / |x[i] - x[j]|)
 *          / sum over j of w[ij],    w[ij] = 1 / d[ij]^2
 *
 * which never makes the stress, the sum of w (|x[i] - x[j]| - d)^2, larger. A
 * relation is as long as the root of the number of neighbours that only one of
 * its ends has: what hangs on a hub stands in a wide circle around it.
 * Source: Gansner, Koren and North, "Graph drawing by stress majorization",
 * 2004. */
#include "analysis/sketch.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

enum { MOST_ROUNDS = 120 };

/* A round that moves no point farther than this is the last. */
static const double still = 1e-3;

static size_t count_common(const kith_sketch *sketch, kith_id a, kith_id b)
{
    size_t common = 0;
    for (uint32_t i = sketch->first[a]; i < sketch->first[a + 1]; i++) {
        for (uint32_t j = sketch->first[b]; j < sketch->first[b + 1]; j++)
            common += sketch->neighbour[i] == sketch->neighbour[j];
    }
    return common;
}

static double length_of(const kith_sketch *sketch, kith_id a, kith_id b)
{
    const size_t degrees = sketch->first[a + 1] - sketch->first[a] +
                           sketch->first[b + 1] - sketch->first[b];
    return sqrt((double)(degrees - 2 * count_common(sketch, a, b)) / 2);
}

static void close_ways(double *distance, size_t count)
{
    for (size_t via = 0; via < count; via++) {
        const double *onward = distance + via * count;
        for (size_t from = 0; from < count; from++) {
            double *row = distance + from * count;
            const double first = row[via];
            for (size_t to = 0; to < count; to++) {
                const double sum = first + onward[to];
                row[to] = sum < row[to] ? sum : row[to];
            }
        }
    }
}

/* Shortest ways between all points (Floyd 1962). What is not connected stands
 * as far apart as what is, and a bit more. */
static void measure(const kith_sketch *sketch,
                    const double *length,
                    double *distance)
{
    const size_t count = sketch->count;
    for (size_t i = 0; i < count * count; i++)
        distance[i] = HUGE_VAL;
    for (kith_id v = 0; v < count; v++) {
        distance[v * count + v] = 0;
        for (uint32_t at = sketch->first[v]; at < sketch->first[v + 1]; at++) {
            const kith_id other = sketch->neighbour[at];
            distance[v * count + other] =
                length ? length[at] : length_of(sketch, v, other);
        }
    }
    close_ways(distance, count);
    double most = 1;
    for (size_t i = 0; i < count * count; i++) {
        if (isfinite(distance[i]))
            most = fmax(most, distance[i]);
    }
    for (size_t i = 0; i < count * count; i++) {
        if (!isfinite(distance[i]))
            distance[i] = 1.5 * most;
    }
}

/* Move one point; returns how far, squared. */
static double move(kith_sketch *sketch, const double *row, size_t i)
{
    double x = 0;
    double y = 0;
    double weights = 0;
    for (size_t j = 0; j < sketch->count; j++) {
        const double dx = sketch->x[i] - sketch->x[j];
        const double dy = sketch->y[i] - sketch->y[j];
        const double apart = sqrt(dx * dx + dy * dy);
        if (j == i || row[j] <= 0)
            continue;
        const double weight = 1 / (row[j] * row[j]);
        const double by = apart > 1e-9 ? row[j] / apart : 0;
        x += weight * (sketch->x[j] + by * dx);
        y += weight * (sketch->y[j] + by * dy);
        weights += weight;
    }
    if (weights <= 0)
        return 0;
    const double dx = x / weights - sketch->x[i];
    const double dy = y / weights - sketch->y[i];
    sketch->x[i] += dx;
    sketch->y[i] += dy;
    return dx * dx + dy * dy;
}

/* Give the first picture the size that its distances ask for. */
static void fit(kith_sketch *sketch, const double *distance)
{
    const size_t count = sketch->count;
    double wanted = 0;
    double is = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            const double apart =
                hypot(sketch->x[i] - sketch->x[j], sketch->y[i] - sketch->y[j]);
            const double d = distance[i * count + j];
            wanted += d > 0 ? apart / d : 0;
            is += d > 0 ? apart * apart / (d * d) : 0;
        }
    }
    for (size_t i = 0; i < count && is > 0; i++) {
        sketch->x[i] *= wanted / is;
        sketch->y[i] *= wanted / is;
    }
}

kith_status kith_sketch_by_stress(kith_sketch *sketch,
                                  const double *length,
                                  kith_error *err)
{
    const size_t count = sketch->count;
    kith_status st = KITH_OK;
    double *distance = KITH_NEW(double, count *count);
    if (!distance)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_sketch_begin(sketch, err), done);
    measure(sketch, length, distance);
    fit(sketch, distance);
    for (int round = 0; round < MOST_ROUNDS; round++) {
        double farthest = 0;
        for (size_t i = 0; i < count; i++)
            farthest = fmax(farthest, move(sketch, distance + i * count, i));
        if (farthest < still * still)
            break;
    }
done:
    kith_release(distance);
    return st;
}
