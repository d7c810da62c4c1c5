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
 * mislead: of a cycle of 50 entities this alone never finds the scores. There
 * V y counts only if it fits the equation better, and steps of power iteration,
 * which always leads on, go before each round, the more of them the more often
 * V y was no help.
 *
 * Cost a round: 12 products and more, and O(12^2 V); memory 128 bytes an
 * entity.
 * Source: Saad, "Numerical methods for large eigenvalue problems", 2011. */
#include "analysis/arnoldi.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    STEPS = KITH_ARNOLDI_STEPS,
    SQUARINGS = 40,
    FEWEST_POWER_STEPS = 6,
    MOST_POWER_STEPS = 1000,
    PATIENCE = 40 /* rounds without a smaller change */
};

static const double tolerance = 1e-12;
static const double fitting = 1e-9;  /* |A x - lambda x| / lambda */
static const double rounding = 1e-8; /* how near to the end rounding may keep a
                                        large matrix with a narrow gap */
static const double most_work = 2e9; /* entries of products, before giving up */
static const double least_work = 1000; /* a product counts so many more */

typedef struct {
    double at[STEPS + 1][STEPS];
} small_matrix;

/* The run of one eigenvector. */
typedef struct {
    const kith_arnoldi *room;
    const kith_id *members;
    size_t size;
    double *x;
    int scale; /* products are taken 2^scale times smaller */
    small_matrix h;
    size_t steps;       /* that span the space; H has as many columns */
    size_t power_steps; /* before the next round */
    double products;    /* taken so far */
    size_t rounds;
    double change;       /* of x in this round, and */
    double before;       /* in the round before */
    double least_change; /* of all rounds, and */
    size_t waited;       /* how many rounds ago */
    bool small;          /* the change of the round before was small */
} search;

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

static void spread(double *full,
                   const kith_id *members,
                   size_t size,
                   const double *x)
{
    for (size_t i = 0; i < size; i++)
        full[members[i]] = x[i];
}

static void wipe(double *full, const kith_id *members, size_t size)
{
    for (size_t i = 0; i < size; i++)
        full[members[i]] = 0;
}

/* y = A x for the members, or A B x; entries of all others count as 0. */
static void multiply(search *s, const double *x, double *y)
{
    const kith_arnoldi_through *b = s->room->through;
    double *full = s->room->full;
    spread(full, s->members, s->size, x);
    if (b) {
        kith_pull_rows(b->pull, b->members, b->size, full, b->rows);
        spread(b->full, b->members, b->size, b->rows);
        kith_pull_rows(s->room->pull, s->members, s->size, b->full, y);
        wipe(b->full, b->members, b->size);
    } else {
        kith_pull_rows(s->room->pull, s->members, s->size, full, y);
    }
    wipe(full, s->members, s->size);
    for (size_t i = 0; s->scale != 0 && i < s->size; i++)
        y[i] = ldexp(y[i], -s->scale);
    s->products++;
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

/* Span the space from x: fill the basis and H. */
static void expand(search *s)
{
    const size_t size = s->size;
    const size_t most = size < STEPS ? size : STEPS;
    double *basis = s->room->basis;
    memset(&s->h, 0, sizeof s->h);
    memcpy(basis, s->x, size * sizeof *basis);
    scale(basis, 1 / sqrt(dot(basis, basis, size)), size);
    for (s->steps = 1;; s->steps++) {
        double *w = basis + s->steps * size;
        multiply(s, w - size, w);
        const double before = sqrt(dot(w, w, size));
        orthogonalise(w, basis, s->steps, size, &s->h);
        const double norm = sqrt(dot(w, w, size));
        if (s->steps == most || norm <= 1e-14 * before)
            return;
        s->h.at[s->steps][s->steps - 1] = norm;
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

/* Make the largest entry 1 and all positive; false if all are 0, or one is no
 * number, which fmax() would pass over. */
static bool normalise(double *x, size_t size)
{
    double most = 0;
    double sum = 0;
    for (size_t i = 0; i < size; i++) {
        most = fmax(most, fabs(x[i]));
        sum += x[i];
    }
    if (!(most > 0 && isfinite(sum)))
        return false;
    for (size_t i = 0; i < size; i++)
        x[i] = fabs(x[i]) / most;
    return true;
}

/* V y for the leading eigenvector y of H, into room->next. */
static bool combine(search *s)
{
    double y[STEPS];
    double *next = s->room->next;
    lead(s->h, s->steps, y);
    memset(next, 0, s->size * sizeof *next);
    for (size_t j = 0; j < s->steps; j++) {
        const double *v = s->room->basis + j * s->size;
        for (size_t i = 0; i < s->size; i++)
            next[i] += y[j] * v[i];
    }
    return normalise(next, s->size);
}

/* |A x - lambda x| / |x| with the lambda that makes it least. */
static double misfit(search *s, const double *x)
{
    double *product = s->room->product;
    multiply(s, x, product);
    const double square_of_x = dot(x, x, s->size);
    const double lambda = dot(x, product, s->size) / square_of_x;
    for (size_t i = 0; i < s->size; i++)
        product[i] -= lambda * x[i];
    return sqrt(dot(product, product, s->size) / square_of_x);
}

static double farthest(const double *x, const double *y, size_t size)
{
    double most = 0;
    for (size_t i = 0; i < size; i++)
        most = fmax(most, fabs(x[i] - y[i]));
    return most;
}

/* x = (A + s I) x some times, s being about half of lambda. */
static void take_power_steps(search *s)
{
    double *product = s->room->product;
    double *before = s->room->next;
    memcpy(before, s->x, s->size * sizeof *before);
    for (size_t step = 0; step < s->power_steps; step++) {
        multiply(s, s->x, product);
        const double shift =
            dot(s->x, product, s->size) / dot(s->x, s->x, s->size) / 2;
        for (size_t i = 0; i < s->size; i++)
            product[i] += shift * s->x[i];
        if (normalise(product, s->size))
            memcpy(s->x, product, s->size * sizeof *product);
    }
    s->change = farthest(s->x, before, s->size);
}

/* In H the first column tells what A does to x: lambda, and what does not fit.
 */
static double lambda_of(const search *s)
{
    return s->h.at[0][0];
}

static double misfit_of_x(const search *s)
{
    return s->h.at[1][0];
}

/* One round. As a change counts also what x would have changed by if V y had
 * been accepted. */
static void go_on(search *s)
{
    double *next = s->room->next;
    const bool symmetric = s->room->symmetric;
    s->change = 0;
    s->rounds++;
    if (!symmetric)
        take_power_steps(s);
    expand(s);
    if (!combine(s))
        return;
    s->change = fmax(s->change, farthest(s->x, next, s->size));
    if (symmetric || misfit(s, next) <= misfit_of_x(s) / 2) {
        memcpy(s->x, next, s->size * sizeof *next);
        s->power_steps = FEWEST_POWER_STEPS;
    } else if (s->power_steps < MOST_POWER_STEPS) {
        s->power_steps *= 2;
    }
}

/* Whether the changes still to come, taken as a geometric series, are small, or
 * rounding keeps them from becoming smaller. */
static bool is_small(search *s)
{
    const double ratio = s->before > 0 ? s->change / s->before : 1;
    s->before = s->change;
    s->waited = s->change < s->least_change ? 0 : s->waited + 1;
    s->least_change = fmin(s->least_change, s->change);
    if (s->change <= tolerance * 1e-2)
        return true;
    if (ratio < 1 && s->change * ratio / (1 - ratio) <= tolerance)
        return true;
    return s->waited >= PATIENCE && s->waited >= s->rounds / 2 &&
           s->least_change <= rounding;
}

/* Changes that are small once may be so by chance. */
static bool settled(search *s)
{
    const bool before = s->small;
    s->small = is_small(s);
    return before && s->small && misfit_of_x(s) <= fitting * lambda_of(s);
}

/* Entries of a part may be far below those of the whole matrix, so that their
 * squares would vanish: scale by what the first product comes to, where that
 * is far from 1. */
static void choose_scale(search *s)
{
    enum { MOST = 1000 };
    double *product = s->room->product;
    double most = 0;
    multiply(s, s->x, product);
    for (size_t i = 0; i < s->size; i++)
        most = fmax(most, product[i]);
    (void)frexp(most, &s->scale);
    if (s->scale < -MOST)
        s->scale = -MOST;
    if (abs(s->scale) < MOST / 10)
        s->scale = 0;
}

kith_status kith_arnoldi_run(kith_arnoldi *arnoldi,
                             const kith_id *members,
                             size_t size,
                             double *x,
                             double *value,
                             kith_error *err)
{
    search s = {
        .room = arnoldi,
        .members = members,
        .size = size,
        .power_steps = FEWEST_POWER_STEPS,
        .least_change = INFINITY,
    };
    s.x = x;
    choose_scale(&s);
    while (s.products * ((double)size + least_work) <= most_work) {
        go_on(&s);
        *value = ldexp(lambda_of(&s), s.scale);
        if (!isfinite(*value))
            break;
        if (settled(&s))
            return KITH_OK;
    }
    kith_fail(err, KITH_E_LIMIT, "eigenvector scores do not settle");
    kith_hint(err, "take 'pagerank', which always does");
    return KITH_E_LIMIT;
}
