#ifndef KITH_BASE_PIPELINE_H
#define KITH_BASE_PIPELINE_H

#include <stdbool.h>

/** Work that comes in numbered blocks, is done on any thread and is taken in
 *  order, so that the result is the same for any number of threads.
 *
 *  Each thread has one block of its own in hand. */
typedef struct kith_pipeline {
    /** Make a block for a thread, or NULL; called before the threads start. */
    void *(*new_block)(void *context);
    void (*free_block)(void *context, void *block);
    /** Fill a block with the next input; false at the end. One at a time. */
    bool (*fill)(void *context, void *block);
    /** Work on a block; from several threads at once. */
    void (*work)(void *context, void *block);
    /** Take a block, in the order of filling, one at a time; false stops. */
    bool (*take)(void *context, void *block);
} kith_pipeline;

/** Run a pipeline on up to `threads` threads, the caller's among them. False if
 *  not even one block could be made. */
bool kith_pipeline_run(const kith_pipeline *pipeline,
                       unsigned threads,
                       void *context);

#endif /* KITH_BASE_PIPELINE_H */
