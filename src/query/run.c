/* Failures, limits and memory of a run. */
#include "query/run.h"

#include "base/error.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

kith_value kith_run_failed(kith_run *run, const kith_expr *at, kith_status st)
{
    if (run->st == KITH_OK && st != KITH_OK) {
        run->st = st;
        if (at)
            kith_query_place(run->err, run->source, at->span);
    }
    return kith_null();
}

kith_value kith_run_fail(kith_run *run,
                         const kith_expr *at,
                         const char *type,
                         const char *detail,
                         const char *format,
                         ...)
{
    char message[160];
    va_list args;
    if (run->st != KITH_OK)
        return kith_null();
    va_start(args, format);
    kith_utf8_format(message, sizeof message, format, args);
    va_end(args);
    run->st = kith_query_fail_running(run->err, at ? run->source : NULL,
                                      at ? at->span : (kith_span){0, 0}, type,
                                      detail, "%s", message);
    return kith_null();
}

kith_value kith_run_memory(kith_run *run)
{
    if (run->st == KITH_OK)
        run->st = kith_heap_fail(&run->heap, run->err);
    return kith_null();
}

/* Lists and texts of so many items take long enough to look at the clock. */
#define MANY_ITEMS 100000

void *kith_run_take(kith_run *run, size_t count, size_t size)
{
    if (count > MANY_ITEMS && !kith_run_look(run))
        return NULL;
    void *taken = kith_heap_array(&run->heap, count, size);
    if (!taken)
        (void)kith_run_memory(run);
    return taken;
}

kith_value kith_run_text(kith_run *run, const char *text, size_t length)
{
    char *copy = KITH_RUN_NEW(run, char, length);
    if (!copy)
        return kith_null();
    if (length)
        memcpy(copy, text, length);
    return kith_string(copy, length);
}

kith_status kith_limit_rows(kith_run *run)
{
    const kith_status st =
        kith_fail(run->err, KITH_E_LIMIT, "the result has more than %llu rows",
                  (unsigned long long)run->options->most_rows);
    kith_hint(run->err, "write LIMIT, or allow more with --max-rows");
    return st;
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) +
           (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

bool kith_run_look(kith_run *run)
{
    const kith_query_options *options = run->options;
    run->ticks = 0;
    if (run->st != KITH_OK)
        return false;
    if (options->is_stopped && options->is_stopped(options->context)) {
        run->st = kith_fail(run->err, KITH_E_LIMIT, "the query was stopped");
    } else if (options->timeout > 0 &&
               seconds_since(&run->start) > options->timeout) {
        run->st = kith_fail(run->err, KITH_E_LIMIT,
                            "the query took longer than %g seconds",
                            options->timeout);
        kith_hint(run->err, "bound its patterns, or allow more with --timeout");
    }
    return run->st == KITH_OK;
}
