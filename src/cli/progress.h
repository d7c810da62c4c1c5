#ifndef KITH_CLI_PROGRESS_H
#define KITH_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/** How far a long reading is, said on standard error: only on a terminal, and
 *  only once it has taken half a second. */
typedef struct kith_meter {
    bool shown; /**< whether there is a line to wipe */
    bool quiet;
    struct timespec start;
    struct timespec last; /**< when the line was last written */
} kith_meter;

/** Start a meter. */
kith_meter kith_meter_start(bool quiet);

/** A kith_progress; `context` is the meter. */
bool kith_meter_move(void *context, uint64_t done, uint64_t total);

/** The same for runs of a method of grouping. */
bool kith_meter_group(void *context, uint64_t done, uint64_t total);

/** The same for measures and layouts. */
bool kith_meter_compute(void *context, uint64_t done, uint64_t total);

/** The same for records that are written into a knowledge base. */
bool kith_meter_build(void *context, uint64_t done, uint64_t total);

/** Wipe the line. */
void kith_meter_end(kith_meter *meter);

#endif /* KITH_CLI_PROGRESS_H */
