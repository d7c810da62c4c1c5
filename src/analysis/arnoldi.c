/* The leading eigenvector of a sparse matrix that is not negative, by Arnoldi's
 * method, started again every few steps.
 *
 * A round projects the matrix A on the space of x, A x, A^2 x, ...: with its
 * orthonormal basis V and H = V' A V, the leading eigenvector y of the small
 * matrix H gives V y, the best x to start again from. Against as many products
 * of power iteration this takes the square root of their number: a path of
 * 1,000 entities takes 2,000 products instead of 2,000,000. The leading
 * eigenvector of H + s I, which the shift s keeps apart from eigenvalues of the
 * other sign, is found by squaring that matrix 40 times: the 2^40th power is of
 * rank one but for rounding.
 *
 * Entries are taken without their sign, which for a symmetric matrix only
 * brings x nearer. For others, such as long directed cycles, a small space may
 * mislead; there V y counts only if it fits the equation better, and some steps
 * of power iteration, which always leads on, go before each round.
 *
 * Cost a round: 12 to 20 products and O(12^2 V); memory 128 bytes an entity.
 * Source: Saad, "Numerical methods for large eigenvalue problems", 2011. */
#include "analysis/arnoldi.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

enum {
    STEPS = KITH_ARNOLDI_STEPS,
    SQUARINGS = 40,
    POWER_STEPS = 6,
    LEAST_ROUNDS = 200,  /* before giving up, and as many as this work takes: */
    MOST_WORK = 50000000 /* rounds * entities */
};

static const double tolerance = 1e-12;
static const double fitting = 1e-9; /* |A x - lambda x| / lambda */

/* How near to the end rounding may keep a large matrix with a narrow gap. */
static const double rounding = 1e-8;
enum { PATIENCE = 40 }; /* rounds without a smaller change */

typedef struct {
    double at[STEPS + 1][STEPS];
} small_matrix;

kith_status kith_arnoldi_init(kith_arnoldi *arnoldi,
                              const kith_pull *pull,
                              size_t room,
                              bool symmetric,
                              kith_error *err)
{
    const size_t vectors = (room < STEPS ? room : STEPS) + 1;
    *arnoldi = (kith_arnoldi){
        .pull = pull,
        .full = KITH_NEW(double, pull->count),
        .basis = KITH_NEW(double, vectors *room),
        .next = KITH_NEW(double, room),
        .product = KITH_NEW(double, room),
        .symmetric = symmetric,
    };
    if (arnoldi->full && arnoldi->basis && arnoldi->next && arnoldi->product)
        return KITH_OK;
    kith_arnoldi_clear(arnoldi);
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_arnoldi_clear(kith_arnoldi *arnoldi)
{
    kith_release(arnoldi->full);
    kith_release(arnoldi->basis);
    kith_release(arnoldi->next);
    kith_release(arnoldi->product);
    *arnoldi = (kith_arnoldi){0};
}

/* y = A x for the members; entries of all others count as 0. */
static void multiply(const kith_arnoldi *arnoldi,
                     const kith_id *members,
                     size_t size,
                     const double *x,
                     double *y)
{
    for (size_t i = 0; i < size; i++)
        arnoldi->full[members[i]] = x[i];
    kith_pull_rows(arnoldi->pull, members, size, arnoldi->full, y);
    for (size_t i = 0; i < size; i++)
        arnoldi->full[members[i]] = 0;
}

static double dot(const double *a, const double *b, size_t size)
{
    double sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += a[i] * b[i];
    return sum;
}

static void scale(double *a, double by, size_t size)
{
    for (size_t i = 0; i < size; i++)
        a[i] *= by;
}

/* Take from w what lies along the first `count` vectors, twice because of
 * rounding, and add it up in column `count` - 1 of h. */
static void orthogonalise(double *w,
                          const double *basis,
                          size_t count,
                          size_t size,
                          small_matrix *h)
{
    for (size_t i = 0; i < 2 * count; i++) {
        const double *v = basis + i % count * size;
        const double along = dot(w, v, size);
        h->at[i % count][count - 1] += along;
        for (size_t k = 0; k < size; k++)
            w[k] -= along * v[k];
    }
}

/* Fill basis and h from the first vector; how many vectors span the space. */
static size_t expand(const kith_arnoldi *arnoldi,
                     const kith_id *members,
                     size_t size,
                     small_matrix *h)
{
    const size_t most = size < STEPS ? size : STEPS;
    double *basis = arnoldi->basis;
    memset(h, 0, sizeof *h);
    for (size_t step = 1;; step++) {
        double *w = basis + step * size;
        multiply(arnoldi, members, size, w - size, w);
        const double before = sqrt(dot(w, w, size));
        orthogonalise(w, basis, step, size, h);
        const double norm = sqrt(dot(w, w, size));
        if (step == most || norm <= 1e-14 * before)
            return step;
        h->at[step][step - 1] = norm;
        scale(w, 1 / norm, size);
    }
}

static double largest(const small_matrix *m, size_t size)
{
    double most = 0;
    for (size_t i = 0; i < size; i++) {
        for (size_t j = 0; j < size; j++)
            most = fmax(most, fabs(m->at[i][j]));
    }
    return most;
}

static void square(small_matrix *m, size_t size)
{
    small_matrix out = {0};
    for (size_t i = 0; i < size; i++) {
        for (size_t k = 0; k < size; k++) {
            for (size_t j = 0; j < size; j++)
                out.at[i][j] += m->at[i][k] * m->at[k][j];
        }
    }
    const double by = largest(&out, size);
    for (size_t i = 0; i < size && by > 0; i++)
        scale(out.at[i], 1 / by, size);
    *m = out;
}

/* Leading eigenvector of h: the longest column of a high power. */
static void lead(small_matrix h, size_t size, double *y)
{
    const double shift = largest(&h, size);
    for (size_t i = 0; i < size; i++)
        h.at[i][i] += shift;
    for (int i = 0; i < SQUARINGS; i++)
        square(&h, size);
    size_t best = 0;
    double longest = 0;
    for (size_t j = 0; j < size; j++) {
        double length = 0;
        for (size_t i = 0; i < size; i++)
            length += h.at[i][j] * h.at[i][j];
        if (length > longest) {
            longest = length;
            best = j;
        }
    }
    for (size_t i = 0; i < size; i++)
        y[i] = h.at[i][best];
}

/* Make the largest entry 1 and all positive; false if all are 0. */
static bool normalise(double *x, size_t size)
{
    double most = 0;
    for (size_t i = 0; i < size; i++)
        most = fmax(most, fabs(x[i]));
    for (size_t i = 0; i < size && most > 0; i++)
        x[i] = fabs(x[i]) / most;
    return most > 0;
}

/* The sum of the basis weighted by y, into arnoldi->next. */
static bool combine(const kith_arnoldi *arnoldi,
                    const double *y,
                    size_t steps,
                    size_t size)
{
    double *next = arnoldi->next;
    memset(next, 0, size * sizeof *next);
    for (size_t j = 0; j < steps; j++) {
        const double *v = arnoldi->basis + j * size;
        for (size_t i = 0; i < size; i++)
            next[i] += y[j] * v[i];
    }
    return normalise(next, size);
}

/* |A x - lambda x| / |x| with the lambda that makes it least. */
static double misfit(const kith_arnoldi *arnoldi,
                     const kith_id *members,
                     size_t size,
                     const double *x)
{
    double *product = arnoldi->product;
    multiply(arnoldi, members, size, x, product);
    const double square_of_x = dot(x, x, size);
    const double lambda = dot(x, product, size) / square_of_x;
    for (size_t i = 0; i < size; i++)
        product[i] -= lambda * x[i];
    return sqrt(dot(product, product, size) / square_of_x);
}

/* x = (A + s I) x a few times, s being about half of lambda. */
static void power_steps(const kith_arnoldi *arnoldi,
                        const kith_id *members,
                        size_t size,
                        double *x)
{
    double *product = arnoldi->product;
    for (int step = 0; step < POWER_STEPS; step++) {
        multiply(arnoldi, members, size, x, product);
        const double shift = dot(x, product, size) / dot(x, x, size) / 2;
        for (size_t i = 0; i < size; i++)
            product[i] += shift * x[i];
        if (normalise(product, size))
            memcpy(x, product, size * sizeof *x);
    }
}

static double farthest(const double *x, const double *y, size_t size)
{
    double most = 0;
    for (size_t i = 0; i < size; i++)
        most = fmax(most, fabs(x[i] - y[i]));
    return most;
}

/* What tells whether to stop: the changes still to come, taken as a geometric
 * series, are small, or rounding keeps them from becoming smaller; and x fits
 * the equation. */
typedef struct {
    double before; /* change of the round before */
    double least;
    int waited;
    bool small; /* the round before had a small change already */
} progress;

static bool is_small(progress *p, double change)
{
    const double ratio = p->before > 0 ? change / p->before : 1;
    p->before = change;
    p->waited = change < p->least ? 0 : p->waited + 1;
    p->least = fmin(p->least, change);
    if (change <= tolerance * 1e-2)
        return true;
    if (ratio < 1 && change * ratio / (1 - ratio) <= tolerance)
        return true;
    return p->waited >= PATIENCE && p->least <= rounding;
}

static bool settled(progress *p, double change, double unfit, double lambda)
{
    const bool before = p->small;
    p->small = is_small(p, change);
    return p->small && before && unfit <= fitting * lambda;
}

/* Whether V y, in arnoldi->next, is to replace x, which misfits by `unfit`. */
static bool accept(const kith_arnoldi *arnoldi,
                   const kith_id *members,
                   size_t size,
                   double unfit)
{
    return arnoldi->symmetric ||
           misfit(arnoldi, members, size, arnoldi->next) <= unfit / 2;
}

/* One round; how much x changes, or would have if V y had been accepted. In H
 * the first column tells what A does to x: lambda, and what does not fit. */
static double renew(const kith_arnoldi *arnoldi,
                    const kith_id *members,
                    size_t size,
                    double *x,
                    small_matrix *h)
{
    double y[STEPS];
    double change = 0;
    double *next = arnoldi->next;
    const size_t bytes = size * sizeof *x;
    if (!arnoldi->symmetric) {
        memcpy(next, x, bytes);
        power_steps(arnoldi, members, size, next);
        change = farthest(x, next, size);
        memcpy(x, next, bytes);
    }
    memcpy(arnoldi->basis, x, bytes);
    scale(arnoldi->basis, 1 / sqrt(dot(x, x, size)), size);
    const size_t steps = expand(arnoldi, members, size, h);
    lead(*h, steps, y);
    if (!combine(arnoldi, y, steps, size))
        return change;
    change = fmax(change, farthest(x, next, size));
    if (accept(arnoldi, members, size, h->at[1][0]))
        memcpy(x, next, bytes);
    return change;
}

kith_status kith_arnoldi_run(kith_arnoldi *arnoldi,
                             const kith_id *members,
                             size_t size,
                             double *x,
                             double *value,
                             kith_error *err)
{
    small_matrix h;
    progress p = {.least = INFINITY};
    const size_t rounds = LEAST_ROUNDS + MOST_WORK / size;
    for (size_t round = 0; round < rounds; round++) {
        const double change = renew(arnoldi, members, size, x, &h);
        *value = h.at[0][0];
        if (settled(&p, change, h.at[1][0], *value))
            return KITH_OK;
    }
    kith_fail(err, KITH_E_LIMIT, "eigenvector scores do not settle");
    kith_hint(err, "take 'pagerank', which always does");
    return KITH_E_LIMIT;
}
