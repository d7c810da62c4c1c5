/* Eigenvector centrality: an entity's score is proportional to the sum of the
 * scores of those that lead to it, A x = lambda x for the largest lambda.
 *
 * The largest score is 1; normalising changes nothing. Parallel relations add
 * up, an undirected self-relation counts twice (as in igraph; NetworkX: once).
 * All scores are 0 where no relations form a cycle along directions, since
 * nothing then feeds the scores.
 *
 * Each strongly connected part has a lambda of its own, and only the part with
 * the largest, and what it leads to, have a score above 0. Taking parts apart
 * is what makes the answer exact where iterations over the whole graph do not
 * converge: when one part leads to another of the same lambda, as two pairs of
 * mutual relations do, no vector that is not negative has weight on the first.
 * Of several parts with the largest lambda, those count that lead to no other
 * such part; each starts from 1.
 *
 * Cost: O(V + E) a round, see arnoldi.c.
 * Source: Bonacich, "Factoring and weighting approaches to status scores and
 * clique identification", 1972. Agrees with igraph and NetworkX to 1e-9 where
 * the largest lambda is single. */
#include "analysis/eigenvector.h"

#include "analysis/arnoldi.h"
#include "analysis/measures.h"
#include "analysis/parts.h"
#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* Two lambdas that differ by less, in relation to them, are the same. */
static const double same_lambda = 1e-9;

typedef struct {
    const kith_pull *pull;
    bool symmetric;
    kith_id *part; /* by row: never pulls from a part of higher number */
    size_t parts;
    kith_id *members; /* sorted by part */
    size_t *first;    /* by part: its first place in members; parts + 1 */
    double *lambda;   /* by part; 0 if it has no cycle */
    bool *leads;      /* by part: leads to another of the largest lambda */
    bool *fed;        /* by part: has a score */
    double *x;        /* scratch, by row */
    double largest;   /* lambda of all */
} problem;

static void clear(problem *p)
{
    kith_release(p->part);
    kith_release(p->members);
    kith_release(p->first);
    kith_release(p->lambda);
    kith_release(p->leads);
    kith_release(p->fed);
    kith_release(p->x);
}

static kith_status take_apart(problem *p, kith_error *err)
{
    const size_t count = p->pull->count;
    p->part = KITH_NEW(kith_id, count);
    p->members = KITH_NEW(kith_id, count);
    p->x = KITH_NEW(double, count);
    if (!p->part || !p->members || !p->x)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const kith_status st =
        kith_strong_parts(&p->pull->lists, count, p->pull->weights, p->part,
                          &p->parts, err);
    if (st != KITH_OK)
        return st;
    p->first = KITH_NEW(size_t, p->parts + 1);
    p->lambda = KITH_NEW(double, p->parts);
    p->leads = KITH_NEW(bool, p->parts);
    p->fed = KITH_NEW(bool, p->parts);
    if (!p->first || !p->lambda || !p->leads || !p->fed)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_parts_sort(p->part, count, p->parts, p->members, p->first);
    return KITH_OK;
}

static size_t size_of(const problem *p, size_t part)
{
    return p->first[part + 1] - p->first[part];
}

static size_t largest_size(const problem *p)
{
    size_t most = 0;
    for (size_t i = 0; i < p->parts; i++)
        most = size_of(p, i) > most ? size_of(p, i) : most;
    return most;
}

/* Lambda and scores of each part taken alone. A single entity is a matrix of
 * one entry. */
static kith_status solve_parts(problem *p, double *score, kith_error *err)
{
    kith_arnoldi arnoldi = {0};
    kith_status st = kith_arnoldi_init(&arnoldi, p->pull, largest_size(p),
                                       p->symmetric, err);
    for (size_t i = 0; i < p->parts && st == KITH_OK; i++) {
        const kith_id *members = p->members + p->first[i];
        const size_t size = size_of(p, i);
        for (size_t k = 0; k < size; k++)
            p->x[k] = 1;
        st =
            kith_arnoldi_run(&arnoldi, members, size, p->x, &p->lambda[i], err);
        for (size_t k = 0; k < size; k++)
            score[members[k]] = p->x[k];
        if (p->lambda[i] > p->largest)
            p->largest = p->lambda[i];
    }
    kith_arnoldi_clear(&arnoldi);
    return st;
}

static bool strongest(const problem *p, size_t part)
{
    return p->lambda[part] >= p->largest * (1 - same_lambda);
}

/* Run `look` over the relations that lead from another part to `part`. */
static void each_pull(problem *p,
                      size_t part,
                      void (*look)(problem *p, kith_id from, kith_id to))
{
    const kith_adjacency *lists = &p->pull->lists;
    for (size_t i = p->first[part]; i < p->first[part + 1]; i++) {
        const kith_id v = p->members[i];
        for (uint32_t place = lists->first[v]; place < lists->first[v + 1];
             place++) {
            const kith_id from = p->part[lists->neighbour[place]];
            const bool counts =
                !p->pull->weights || p->pull->weights[place] > 0;
            if (counts && from != part)
                look(p, from, (kith_id)part);
        }
    }
}

static void pass_leads(problem *p, kith_id from, kith_id to)
{
    p->leads[from] |= p->leads[to] || strongest(p, to);
}

static void pass_fed(problem *p, kith_id from, kith_id to)
{
    p->fed[to] |= p->fed[from];
}

/* Mark what gets a score; the number of entities. What a part leads to has
 * higher numbers. */
static size_t feed(problem *p)
{
    size_t size = 0;
    for (size_t i = p->parts; i-- > 0;)
        each_pull(p, i, pass_leads);
    for (size_t i = 0; i < p->parts; i++) {
        p->fed[i] = strongest(p, i) && !p->leads[i];
        if (!p->fed[i])
            each_pull(p, i, pass_fed);
        size += p->fed[i] ? size_of(p, i) : 0;
    }
    return size;
}

/* Scores of all that is fed, together. What feeds settles by itself: nothing
 * leads to it. */
static kith_status solve_fed(problem *p,
                             size_t size,
                             double *score,
                             kith_error *err)
{
    kith_arnoldi arnoldi = {0};
    double value = 0;
    size_t used = 0;
    kith_status st =
        kith_arnoldi_init(&arnoldi, p->pull, size, p->symmetric, err);
    if (st != KITH_OK)
        return st;
    for (kith_id v = 0; v < p->pull->count; v++) {
        const kith_id part = p->part[v];
        if (p->fed[part]) {
            p->x[used] = 1;
            p->members[used++] = v;
        }
    }
    st = kith_arnoldi_run(&arnoldi, p->members, size, p->x, &value, err);
    for (size_t i = 0; i < size; i++)
        score[p->members[i]] = p->x[i];
    kith_arnoldi_clear(&arnoldi);
    return st;
}

/* The one part that has scores, or `parts` if there are several. */
static size_t only_fed(const problem *p, size_t size)
{
    for (size_t i = 0; i < p->parts; i++) {
        if (p->fed[i] && size_of(p, i) == size)
            return i;
    }
    return p->parts;
}

static kith_status solve(problem *p, double *score, kith_error *err)
{
    const size_t count = p->pull->count;
    kith_status st = take_apart(p, err);
    if (st == KITH_OK)
        st = solve_parts(p, score, err);
    if (st != KITH_OK)
        return st;
    const size_t size = p->largest > 0 ? feed(p) : 0;
    const size_t only = only_fed(p, size);
    for (size_t v = 0; v < count; v++) {
        if (p->part[v] != only)
            score[v] = 0;
    }
    return size > 0 && only == p->parts ? solve_fed(p, size, score, err) : st;
}

bool kith_is_symmetric(const kith_graph *graph,
                       const kith_measure_options *options)
{
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        if (!options->undirected && kith_graph_relation_directed(graph, r))
            return false;
    }
    return true;
}

kith_status kith_largest_eigenvalue(const kith_pull *pull,
                                    bool symmetric,
                                    double *value,
                                    kith_error *err)
{
    problem p = {.pull = pull, .symmetric = symmetric};
    double *score = KITH_NEW(double, pull->count);
    kith_status st = KITH_OK;
    if (!score) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, take_apart(&p, err), done);
    KITH_TRY(st, solve_parts(&p, score, err), done);
    *value = p.largest;
done:
    kith_release(score);
    clear(&p);
    return st;
}

kith_status kith_measure_eigenvector(kith_graph *graph,
                                     const kith_measure_options *options,
                                     double *score,
                                     kith_error *err)
{
    kith_pull pull = {0};
    problem p = {
        .pull = &pull,
        .symmetric = kith_is_symmetric(graph, options),
    };
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_pull_init(&pull, graph, options, false, err), done);
    KITH_TRY(st, solve(&p, score, err), done); /* by row */
    memcpy(p.x, score, pull.count * sizeof *score);
    kith_pull_give(&pull, p.x, score);
done:
    clear(&p);
    kith_pull_clear(&pull);
    return st;
}
