#ifndef KITH_UNIT_COMPARE_H
#define KITH_UNIT_COMPARE_H

#include <kith/analysis.h>

/** Run a measure that must succeed. */
void take(const char *measure,
          kith_graph *graph,
          const kith_measure_options *options,
          double *score);

/** Fail, naming seed and entity, unless scores agree to `tolerance` relative to
 *  max(1, |expected|). */
void assert_scores(const double *got,
                   const double *expected,
                   size_t count,
                   double tolerance,
                   uint64_t seed);

/** Run a measure with every allocation failing once: it must report
 *  KITH_E_MEMORY each time, and in the end the same scores as without. */
void assert_survives(const char *measure, const kith_measure_options *options);

/** Run a measure of a large graph on 1, 2 and 8 threads, directions followed
 *  and ignored: all scores must be the same to the bit. */
void assert_threads_agree(const char *measure, kith_weights weights);

#endif /* KITH_UNIT_COMPARE_H */
