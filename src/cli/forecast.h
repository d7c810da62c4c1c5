#ifndef KITH_CLI_FORECAST_H
#define KITH_CLI_FORECAST_H

#include "cli/command.h"

#include <kith/analysis.h>

#include <time.h>

/** How long a measure will take: said once on standard error if it is long,
 *  with the sample that would be quick; and on a terminal how far it is. */
typedef struct kith_forecast {
    const kith_measure *measure;
    size_t sample; /**< 0 = exact */
    bool quiet;
    bool terminal;
    bool told;
    bool shown;            /**< whether there is a line to wipe */
    uint64_t first;        /**< what was done when it was first told */
    struct timespec start; /**< when that was */
    struct timespec last;  /**< when the line was last written */
} kith_forecast;

kith_forecast kith_forecast_start(const kith_call *call,
                                  const kith_measure *measure,
                                  size_t sample);

/** A kith_progress; `context` is the forecast. */
bool kith_forecast_move(void *context, uint64_t done, uint64_t total);

/** Write a duration: "40 seconds", "3 minutes", "2.5 hours". */
void kith_forecast_duration(double seconds, char *out, size_t size);

/** Wipe the line. */
void kith_forecast_end(kith_forecast *forecast);

#endif /* KITH_CLI_FORECAST_H */
