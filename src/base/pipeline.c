/* Blocks are filled under one lock, worked on outside, and taken in turn. */
#include "base/pipeline.h"

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_THREADS = 64 };

typedef struct {
    const kith_pipeline *pipeline;
    void *context;
    pthread_mutex_t fill_lock;
    pthread_mutex_t turn_lock;
    pthread_cond_t turn_changed;
    uint64_t filled; /* blocks given out; under fill_lock */
    uint64_t turn;   /* the block to be taken next; under turn_lock */
    bool stopped;    /* under turn_lock */
} state;

typedef struct {
    state *shared;
    void *block;
} worker;

static bool is_stopped(state *shared)
{
    pthread_mutex_lock(&shared->turn_lock);
    const bool stopped = shared->stopped;
    pthread_mutex_unlock(&shared->turn_lock);
    return stopped;
}

static bool fill(state *shared, void *block, uint64_t *number)
{
    pthread_mutex_lock(&shared->fill_lock);
    const bool filled =
        !is_stopped(shared) && shared->pipeline->fill(shared->context, block);
    *number = shared->filled;
    shared->filled += filled;
    pthread_mutex_unlock(&shared->fill_lock);
    return filled;
}

/* Nobody else is in `take` while it is this block's turn, so the lock need not
 * be held. */
static void take(state *shared, void *block, uint64_t number)
{
    pthread_mutex_lock(&shared->turn_lock);
    while (shared->turn != number)
        pthread_cond_wait(&shared->turn_changed, &shared->turn_lock);
    bool go_on = !shared->stopped;
    pthread_mutex_unlock(&shared->turn_lock);
    go_on = go_on && shared->pipeline->take(shared->context, block);
    pthread_mutex_lock(&shared->turn_lock);
    shared->stopped = shared->stopped || !go_on;
    shared->turn++;
    pthread_cond_broadcast(&shared->turn_changed);
    pthread_mutex_unlock(&shared->turn_lock);
}

static void *work(void *argument)
{
    const worker *self = argument;
    state *shared = self->shared;
    uint64_t number = 0;
    while (fill(shared, self->block, &number)) {
        shared->pipeline->work(shared->context, self->block);
        take(shared, self->block, number);
    }
    return NULL;
}

bool kith_pipeline_run(const kith_pipeline *pipeline,
                       unsigned threads,
                       void *context)
{
    state shared = {.pipeline = pipeline,
                    .context = context,
                    .fill_lock = PTHREAD_MUTEX_INITIALIZER,
                    .turn_lock = PTHREAD_MUTEX_INITIALIZER,
                    .turn_changed = PTHREAD_COND_INITIALIZER};
    worker workers[MOST_THREADS];
    pthread_t helpers[MOST_THREADS];
    unsigned ready = 0;
    unsigned started = 0;

    do {
        void *block = pipeline->new_block(context);
        if (!block)
            break;
        workers[ready++] = (worker){&shared, block};
    } while (ready < threads && ready < MOST_THREADS);
    while (started + 1 < ready && !pthread_create(&helpers[started], NULL, work,
                                                  &workers[started + 1]))
        started++;
    if (ready > 0)
        work(&workers[0]); /* the caller works too */
    for (unsigned i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
    for (unsigned i = 0; i < ready; i++)
        pipeline->free_block(context, workers[i].block);
    return ready > 0;
}
