#ifndef KITH_ANALYSIS_ARNOLDI_H
#define KITH_ANALYSIS_ARNOLDI_H

#include "analysis/pull.h"

enum { KITH_ARNOLDI_STEPS = 12 };

/** A second matrix B, where the one whose eigenvector is wanted is A B. */
typedef struct kith_arnoldi_through {
    const kith_pull *pull;  /**< B */
    const kith_id *members; /**< its rows, and the columns of A, that count */
    size_t size;
    double *rows; /**< room for that many */
    double *full; /**< by row; 0 but while a product is taken */
} kith_arnoldi_through;

/** Room for finding eigenvectors. Free with kith_arnoldi_clear(). */
typedef struct kith_arnoldi {
    const kith_pull *pull;
    double *full;    /**< by row; 0 but while a product is taken */
    double *basis;   /**< KITH_ARNOLDI_STEPS + 1 vectors of `room` */
    double *next;    /**< one more */
    double *product; /**< and one more */
    bool symmetric;  /**< the matrix is its own transpose */
    kith_arnoldi_through *through; /**< NULL = none; set after
                                        kith_arnoldi_init() */
} kith_arnoldi;

/** Room for matrices of up to `room` rows.
 *  @param symmetric  whether the matrix is; only makes it faster
 *  @return KITH_OK; KITH_E_MEMORY */
kith_status kith_arnoldi_init(kith_arnoldi *arnoldi,
                              const kith_pull *pull,
                              size_t room,
                              bool symmetric,
                              kith_error *err);

void kith_arnoldi_clear(kith_arnoldi *arnoldi);

/** The eigenvector of the largest real eigenvalue of the rows and columns
 *  `members` of the matrix. There must be such an eigenvalue, larger than the
 *  real parts of all others, and its eigenvector must not be negative.
 *
 *  @param size       number of members, at least 1
 *  @param[in,out] x  where to start, by member; becomes the eigenvector, its
 *                    largest entry 1
 *  @param[out] value the eigenvalue
 *  @return KITH_OK; KITH_E_LIMIT (it does not settle)
 */
kith_status kith_arnoldi_run(kith_arnoldi *arnoldi,
                             const kith_id *members,
                             size_t size,
                             double *x,
                             double *value,
                             kith_error *err);

#endif /* KITH_ANALYSIS_ARNOLDI_H */
