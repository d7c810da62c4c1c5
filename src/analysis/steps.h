#ifndef KITH_ANALYSIS_STEPS_H
#define KITH_ANALYSIS_STEPS_H

#include <kith/analysis.h>

#include <pthread.h>
#include <stdatomic.h>

/** How far a long analysis is, told from whichever thread has done a step.
 *  Free with kith_steps_clear(). */
typedef struct kith_steps {
    kith_progress *progress; /**< or NULL */
    void *context;
    uint64_t done;
    uint64_t total;
    pthread_mutex_t lock; /**< of done, and for one call of progress at once */
    atomic_bool stopped;
} kith_steps;

void kith_steps_init(kith_steps *steps,
                     const kith_measure_options *options,
                     uint64_t total);
void kith_steps_clear(kith_steps *steps);

/** So many steps are done; false if the rest is not wanted. */
bool kith_steps_move(kith_steps *steps, uint64_t more);

/** @return KITH_OK; KITH_E_LIMIT (it was stopped) */
kith_status kith_steps_end(const kith_steps *steps, kith_error *err);

#endif /* KITH_ANALYSIS_STEPS_H */
