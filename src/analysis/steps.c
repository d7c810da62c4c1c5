/* Progress of an analysis that works in several threads. */
#include "analysis/steps.h"

#include "base/error.h"

void kith_steps_init(kith_steps *steps,
                     const kith_measure_options *options,
                     uint64_t total)
{
    *steps = (kith_steps){
        .progress = options->progress,
        .context = options->progress_context,
        .total = total,
    };
    (void)pthread_mutex_init(&steps->lock, NULL);
}

void kith_steps_clear(kith_steps *steps)
{
    (void)pthread_mutex_destroy(&steps->lock);
}

bool kith_steps_move(kith_steps *steps, uint64_t more)
{
    if (!steps->progress)
        return true;
    (void)pthread_mutex_lock(&steps->lock);
    steps->done += more;
    if (!steps->stopped &&
        !steps->progress(steps->context, steps->done, steps->total))
        steps->stopped = true;
    const bool stopped = steps->stopped;
    (void)pthread_mutex_unlock(&steps->lock);
    return !stopped;
}

kith_status kith_steps_end(const kith_steps *steps, kith_error *err)
{
    return steps->stopped ? kith_fail(err, KITH_E_LIMIT, "stopped on request")
                          : KITH_OK;
}
