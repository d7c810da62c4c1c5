/* What is left of a long measure, by what is done: time a step is nearly the
 * same for all steps. */
#include "cli/forecast.h"

#include "cli/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

/* Seconds after which there is something to go by, from which on it is worth a
 * remark, and that a sample is offered for. */
static const double first_look = 0.5;
static const double long_time = 10;
static const double short_time = 5;

static double seconds_since(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) +
           (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
}

kith_forecast kith_forecast_start(const kith_call *call,
                                  const kith_measure *measure,
                                  size_t sample)
{
    return (kith_forecast){
        .measure = measure,
        .sample = sample,
        .quiet = call->settings.quiet,
        .terminal = isatty(STDERR_FILENO) == 1,
    };
}

void kith_forecast_duration(double seconds, char *out, size_t size)
{
    static const struct {
        double unit;
        const char *name;
    } units[] = {
        {86400, "days"   },
        {3600,  "hours"  },
        {60,    "minutes"}
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (seconds >= 1.5 * units[i].unit) {
            const double count = seconds / units[i].unit;
            (void)snprintf(out, size, "%.*f %s", count < 10, count,
                           units[i].name);
            return;
        }
    }
    (void)snprintf(out, size, "%.0f seconds", seconds < 2 ? 2 : seconds);
}

/* A number of sources that takes a short time: a power of two, 16 at least. */
static uint64_t offer(double seconds, uint64_t total)
{
    uint64_t sample = 16;
    while (2 * (double)sample / (double)total * seconds <= short_time)
        sample *= 2;
    return sample;
}

static void remark(kith_forecast *f, double seconds, uint64_t total)
{
    char duration[64];
    kith_forecast_duration(seconds, duration, sizeof duration);
    f->told = true;
    if (seconds < long_time)
        return;
    kith_forecast_end(f);
    if (f->measure->takes_sample && !f->sample) {
        kith_remark(f->quiet,
                    "exact %s takes about %s; '--sample %" PRIu64
                    "' takes some "
                    "seconds and tells its error",
                    f->measure->name, duration, offer(seconds, total));
    } else {
        kith_remark(f->quiet, "%s takes about %s", f->measure->name, duration);
    }
}

bool kith_forecast_move(void *context, uint64_t done, uint64_t total)
{
    kith_forecast *f = context;
    struct timespec now;
    if (f->quiet || !done)
        return true;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    if (!f->first) { /* preparations are over, and memory is warm */
        f->first = done;
        f->start = now;
    }
    const double elapsed = seconds_since(f->start, now);
    if (elapsed < first_look || done == f->first)
        return true;
    const double all = elapsed * (double)total / (double)(done - f->first);
    if (!f->told)
        remark(f, all, total);
    if (!f->terminal || (f->shown && seconds_since(f->last, now) < 0.1))
        return true;
    char left[64];
    kith_forecast_duration(all - elapsed, left, sizeof left);
    f->shown = true;
    f->last = now;
    fprintf(stderr, "\r%s: %.0f %%, %s left\033[K", f->measure->name,
            100 * (double)done / (double)total, left);
    return true;
}

void kith_forecast_end(kith_forecast *forecast)
{
    if (forecast->shown)
        fputs("\r\033[K", stderr);
    forecast->shown = false;
}
