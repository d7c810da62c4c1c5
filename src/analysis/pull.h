#ifndef KITH_ANALYSIS_PULL_H
#define KITH_ANALYSIS_PULL_H

#include "analysis/weighing.h"

/** Relations as a sparse matrix A, one row an entity: A[v][u] is the weight of
 *  all relations that lead from u to v; with directions ignored, of all between
 *  the two, a self-relation counting twice. An undirected self-relation always
 *  does. Free with kith_pull_clear(). */
typedef struct kith_pull {
    kith_adjacency lists;  /**< of row v: every u with A[v][u]; without
                                relations */
    size_t count;          /**< rows */
    const kith_id *number; /**< row of an entity; NULL = the same */
    const kith_id *entity; /**< entity of a row; NULL = the same */
    double *weights;       /**< by place in the lists; NULL = every one is 1 */
    int scale;             /**< weights are 2^scale times as large as they
                                stand here, the largest at least 1/2 and less
                                than 1, lest products of them leave the range
                                of doubles; 0 without weights */
    double *selves;        /**< by row: what is to be added to A[v][v] for
                                self-relations that stand in the lists only
                                once; NULL = nothing */
    unsigned threads;      /**< to work on rows; 0 = as many as pay */
} kith_pull;

/** The matrix, or with `transposed` its mirror image: what an entity leads to.
 *
 *  @return KITH_OK; KITH_E_INVALID (see kith_weighing_init());
 *          KITH_E_MEMORY. To be cleared after failure as well.
 *
 *  Cost: O(V + E); memory 8 bytes a place with weights, else what
 *  kith_graph_lists() keeps. */
kith_status kith_pull_init(kith_pull *pull,
                           kith_graph *graph,
                           const kith_measure_options *options,
                           bool transposed,
                           kith_error *err);

void kith_pull_clear(kith_pull *pull);

/** Row v of A times x. The sum is taken in four parts, whatever the number of
 *  threads, since each addition waits for the one before it; entries of x that
 *  the next rows need are fetched ahead. */
static inline double kith_pull_row(const kith_pull *pull,
                                   size_t v,
                                   const double *x)
{
    enum { AHEAD = 64 };
    const kith_id *at = pull->lists.neighbour;
    const double *weights = pull->weights;
    const uint32_t end = pull->lists.first[v + 1];
    const uint32_t left = pull->lists.first[pull->count] - end;
    const uint32_t ahead = left >= AHEAD ? AHEAD : 0;
    uint32_t i = pull->lists.first[v];
    double sum[4] = {pull->selves ? pull->selves[v] * x[v] : 0};
    if (weights) {
        for (; i < end; i++) {
            __builtin_prefetch(&x[at[i + ahead]]);
            sum[0] += weights[i] * x[at[i]];
        }
        return sum[0];
    }
    for (; end - i >= 4; i += 4) {
        for (uint32_t k = 0; k < 4; k++) {
            __builtin_prefetch(&x[at[i + k + ahead]]);
            sum[k] += x[at[i + k]];
        }
    }
    for (; i < end; i++) {
        __builtin_prefetch(&x[at[i + ahead]]);
        sum[0] += x[at[i]];
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/** The same without weights, of floats; the sum is of doubles. To fetch ahead
 *  does not pay: what many rows need stays in the cache. */
static inline double kith_pull_floats(const kith_pull *pull,
                                      size_t v,
                                      const float *x)
{
    const kith_id *at = pull->lists.neighbour;
    const uint32_t end = pull->lists.first[v + 1];
    uint32_t i = pull->lists.first[v];
    double sum[4] = {0};
    for (; end - i >= 4; i += 4) {
        for (uint32_t k = 0; k < 4; k++)
            sum[k] += (double)x[at[i + k]];
    }
    for (; i < end; i++)
        sum[0] += (double)x[at[i]];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/** y = A x, for `size` rows of A: y[i] is row members[i], or row i where
 *  `members` is NULL. The same bits for any number of threads.
 *  Cost: O(V + E). */
void kith_pull_rows(const kith_pull *pull,
                    const kith_id *members,
                    size_t size,
                    const double *x,
                    double *y);

/** Work on all rows in blocks of about as many places: body(context, block) for
 *  every block below kith_pull_blocks(), which has the rows from
 *  kith_pull_begin(block) to before kith_pull_begin(block + 1). */
size_t kith_pull_blocks(const kith_pull *pull);
size_t kith_pull_begin(const kith_pull *pull, size_t block);

/** Threads that are worth starting to work on all rows. */
unsigned kith_pull_threads(const kith_pull *pull);

/** Put what rows have into the order of entities. */
void kith_pull_give(const kith_pull *pull, const double *rows, double *score);

#endif /* KITH_ANALYSIS_PULL_H */
