#ifndef KITH_ANALYSIS_THREADS_H
#define KITH_ANALYSIS_THREADS_H

/** Threads that are worth starting for `work` steps of some nanoseconds: one
 *  for little work, else as many as processors, at most 8. */
unsigned kith_threads_for(double work);

/** The same, but `wanted` threads if that is not 0. */
unsigned kith_threads_wanted(unsigned wanted, double work);

#endif /* KITH_ANALYSIS_THREADS_H */
