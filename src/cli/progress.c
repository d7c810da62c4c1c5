/* One line on a terminal that says how far the reading is. */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

static double seconds_between(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) +
           (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
}

kith_meter kith_meter_start(bool quiet)
{
    kith_meter meter = {.quiet = quiet || isatty(STDERR_FILENO) != 1};
    (void)clock_gettime(CLOCK_MONOTONIC, &meter.start);
    return meter;
}

/* Whether it is time to write the line anew. */
static bool is_due(kith_meter *meter)
{
    struct timespec now;
    if (meter->quiet)
        return false;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    const bool early = meter->shown ? seconds_between(meter->last, now) < 0.1
                                    : seconds_between(meter->start, now) < 0.5;
    if (early)
        return false;
    meter->shown = true;
    meter->last = now;
    return true;
}

bool kith_meter_move(void *context, uint64_t done, uint64_t total)
{
    kith_meter *meter = context;
    if (!is_due(meter))
        return true;
    fprintf(stderr, "\rreading: %.0f MB", (double)done / 1e6);
    if (total) {
        fprintf(stderr, " of %.0f MB (%.0f %%)", (double)total / 1e6,
                100 * (double)done / (double)total);
    }
    fputs("\033[K", stderr);
    return true;
}

bool kith_meter_group(void *context, uint64_t done, uint64_t total)
{
    kith_meter *meter = context;
    if (is_due(meter)) {
        fprintf(stderr, "\rgrouping: %.0f %%\033[K",
                100 * (double)done / (double)total);
    }
    return true;
}

bool kith_meter_compute(void *context, uint64_t done, uint64_t total)
{
    kith_meter *meter = context;
    if (total && is_due(meter)) {
        fprintf(stderr, "\rcomputing: %.0f %%\033[K",
                100 * (double)done / (double)total);
    }
    return true;
}

bool kith_meter_build(void *context, uint64_t done, uint64_t total)
{
    kith_meter *meter = context;
    if (total && is_due(meter)) {
        fprintf(stderr, "\rwriting: %.0f %%\033[K",
                100 * (double)done / (double)total);
    }
    return true;
}

void kith_meter_end(kith_meter *meter)
{
    if (meter->shown)
        fputs("\r\033[K", stderr);
    meter->shown = false;
}
