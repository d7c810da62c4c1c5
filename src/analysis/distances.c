/* How far apart entities are: by searching from all of them where that is
 * affordable, else the mean distance from a sample, with its error, and the
 * diameter from the outside in, with bounds.
 *
 * The sample is drawn by a fixed seed among the entities that have relations.
 * The mean is the ratio of two sums over it, of distances s and of entities
 * reached r; its standard error is that of such a ratio, out of a finite
 * number of entities (Cochran, "Sampling techniques", 1977, 6.4):
 *
 *   sqrt((1 - k / n) * sum of (s - mean * r)^2 / (k - 1) / k) / mean of r */
#include "analysis/distances.h"

#include "analysis/diameter.h"
#include "analysis/sweep.h"
#include "base/error.h"
#include "base/random.h"

#include <math.h>

enum { SAMPLE = 64, BATCH = 64, MOST_BATCHES = 64 };

/* A batch of searches for the diameter costs about so many looks at each
 * relation. */
static const double looks = 8;

typedef struct {
    uint64_t sum;
    uint64_t pairs;
    uint32_t longest;
} distances;

static void add_distances(void *context,
                          uint32_t distance,
                          const kith_id *entities,
                          const uint32_t *sources,
                          size_t count)
{
    (void)entities;
    distances *d = context;
    uint64_t pairs = 0;
    for (size_t i = 0; i < count; i++)
        pairs += sources[i];
    d->sum += distance * pairs;
    d->pairs += pairs;
    if (count > 0 && distance > d->longest)
        d->longest = distance;
}

static kith_sweep_lists sweep_lists(const kith_lists *lists)
{
    const kith_adjacency both = {lists->first, lists->neighbour, NULL};
    return (kith_sweep_lists){both, both, lists->count};
}

static kith_status measure_all(const kith_lists *lists,
                               unsigned threads,
                               kith_statistics *out,
                               kith_error *err)
{
    distances found[KITH_SWEEP_WORKERS] = {0};
    distances all = {0};
    void *contexts[KITH_SWEEP_WORKERS];
    const kith_sweep_lists both = sweep_lists(lists);
    const kith_sweep_options options = {.threads = threads};
    const size_t workers = kith_sweep_workers(&both, &options);
    for (size_t i = 0; i < workers; i++)
        contexts[i] = &found[i];
    const kith_status st =
        kith_sweep_all(&both, &options, add_distances, contexts, workers, err);
    for (size_t i = 0; i < workers; i++) {
        all.sum += found[i].sum;
        all.pairs += found[i].pairs;
        if (found[i].longest > all.longest)
            all.longest = found[i].longest;
    }
    out->diameter = out->most_diameter = all.longest;
    if (all.pairs > 0)
        out->mean_distance = (double)all.sum / (double)all.pairs;
    return st;
}

static bool among(const kith_id *sample, size_t size, kith_id v)
{
    for (size_t i = 0; i < size; i++) {
        if (sample[i] == v)
            return true;
    }
    return false;
}

/* Up to SAMPLE entities that have relations, of `possible`. The draws are of
 * entities rather than of their numbers, so that they do not prefer any. */
static size_t draw_sample(const kith_lists *lists,
                          size_t possible,
                          kith_id *sample)
{
    const size_t wanted = possible < SAMPLE ? possible : SAMPLE;
    uint64_t state = 0;
    size_t size = 0;
    while (size < wanted) {
        const kith_id e = kith_random_below(&state, (uint32_t)lists->count);
        const kith_id v = lists->number[e];
        if (lists->first[v] < lists->first[v + 1] && !among(sample, size, v))
            sample[size++] = v;
    }
    return size;
}

static void estimate(const kith_sweep_reach *reach,
                     size_t size,
                     size_t possible,
                     kith_statistics *out)
{
    double sum = 0;
    double pairs = 0;
    double squares = 0;
    for (size_t i = 0; i < size; i++) {
        sum += (double)reach[i].sum;
        pairs += (double)reach[i].count;
    }
    if (pairs <= 0)
        return;
    const double mean = sum / pairs;
    for (size_t i = 0; i < size; i++) {
        const double off = (double)reach[i].sum - mean * (double)reach[i].count;
        squares += off * off;
    }
    const double k = (double)size;
    const double rest = 1 - k / (double)possible;
    out->mean_distance = mean;
    out->mean_distance_error =
        size > 1 ? sqrt(rest * squares / (k - 1) / k) / (pairs / k) : 0;
}

static kith_status measure_sample(const kith_lists *lists,
                                  double work,
                                  unsigned threads,
                                  kith_statistics *out,
                                  kith_error *err)
{
    kith_id sample[SAMPLE];
    kith_sweep_reach reach[SAMPLE] = {0};
    kith_diameter diameter = {0};
    kith_status st = KITH_OK;
    const kith_sweep_lists both = sweep_lists(lists);
    const size_t possible = kith_lists_related(lists);
    const size_t size = draw_sample(lists, possible, sample);
    const double batches =
        work / looks / (double)(lists->first[lists->count] + lists->count);
    const size_t searches =
        BATCH * (size_t)fmin(fmax(batches, 1), MOST_BATCHES);
    KITH_TRY(st, kith_sweep_each(&both, sample, size, reach, err), done);
    KITH_TRY(st, kith_diameter_find(lists, searches, threads, &diameter, err),
             done);
    estimate(reach, size, possible, out);
    out->diameter = diameter.least;
    out->most_diameter = diameter.most;
done:
    return st;
}

kith_status kith_distances_take(const kith_lists *lists,
                                double work,
                                unsigned threads,
                                kith_statistics *out,
                                kith_error *err)
{
    const double needed =
        (double)lists->count * (double)lists->first[lists->count] / 2;
    out->mean_distance = (double)NAN;
    out->mean_distance_error = 0;
    out->estimated = needed > work;
    return out->estimated ? measure_sample(lists, work, threads, out, err)
                          : measure_all(lists, threads, out, err);
}
