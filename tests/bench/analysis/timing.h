#ifndef KITH_BENCH_TIMING_H
#define KITH_BENCH_TIMING_H

/** What a piece of work took. */
typedef struct timing {
    double wall;      /**< seconds */
    double processor; /**< seconds, all threads, user and system */
    double peak;      /**< MB that the process held at most */
    double added;     /**< MB of that above what it held at the start */
    double kept;      /**< MB that it still held at the end above that */
    double held;      /**< MB at the start; for timing_stop() */
} timing;

/** Start the clock, and the highest mark of memory anew where the system lets
 *  it be reset (Linux). */
timing timing_start(void);
void timing_stop(timing *taken);

/** Print one line "seconds processor added kept peak answer" on standard
 * output; the answer is a figure by which programs that should agree can be
 * compared.
 */
void timing_print(const timing *taken, double answer);

/** Read a graph in the form that networks.c calls PREFIX.pairs: `ends` are two
 *  an edge, to be freed by the caller. Exits where it cannot. */
void pairs_read(const char *file,
                unsigned *entities,
                unsigned *relations,
                unsigned **ends);

#endif /* KITH_BENCH_TIMING_H */
