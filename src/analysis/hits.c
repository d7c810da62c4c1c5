/* Hubs and authorities: a good hub leads to good authorities, and a good
 * authority is led to by good hubs.
 *
 *   h = A a / s, a = A' h / s: s^2 is the largest eigenvalue of A A'
 *
 * The largest score is 1; normalised, scores sum to 1 as in NetworkX. Parallel
 * relations add up, an undirected one leads both ways; an undirected
 * self-relation counts twice (NetworkX: once). All scores are 0 where there are
 * no relations.
 *
 * Every relation from u to v joins the hub u to the authority v. The parts that
 * are joined so have an s each, and within a part the scores are single. Only
 * the parts of the largest s have scores. Where there are several, as in a tree
 * with directions ignored, they share in proportion to the projection of equal
 * scores, of hubs and of authorities, on each; with directions ignored hubs,
 * authorities and eigenvector so are the same. (igraph and NetworkX give any
 * mixture then.)
 *
 * Cost: O(V + E) a round, see arnoldi.c. Source: Kleinberg, "Authoritative
 * sources in a hyperlinked environment", 1999. Agrees with NetworkX and igraph
 * to 1e-9 where the largest eigenvalue is single. */
#include "analysis/arnoldi.h"
#include "analysis/measures.h"
#include "analysis/parts.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

/* Two eigenvalues that differ by less, in relation to them, are the same. */
static const double same_value = 1e-9;

/* The largest eigenvalue is at least the square of the largest entry, which as
 * matrices are scaled is not below this. */
static const double least_value = 0.25;

/* Rows of one side, sorted by part. */
typedef struct {
    kith_id *members;
    size_t *first; /* by part; parts + 1 */
    double *full;  /* by row; 0 but while a product is taken */
} side;

typedef struct {
    kith_pull reached; /* of an authority: the hubs that lead to it */
    kith_pull leads;   /* of a hub: the authorities */
    size_t count;
    kith_id *part; /* by row: of the hub; the authority stands `count` on */
    size_t parts;
    side hubs;
    side authorities;
    double *value;     /* by part */
    double *hub;       /* score by row, within its part */
    double *authority; /* the same */
    double *x;         /* scratch */
    double largest;
} problem;

static void clear_side(side *s)
{
    kith_release(s->members);
    kith_release(s->first);
    kith_release(s->full);
}

static void clear(problem *p)
{
    kith_pull_clear(&p->reached);
    kith_pull_clear(&p->leads);
    clear_side(&p->hubs);
    clear_side(&p->authorities);
    kith_release(p->part);
    kith_release(p->value);
    kith_release(p->hub);
    kith_release(p->authority);
    kith_release(p->x);
}

/* -- parts ----------------------------------------------------------------- */

static void join_ends(problem *p)
{
    const kith_pull *pull = &p->reached;
    for (size_t i = 0; i < 2 * p->count; i++)
        p->part[i] = (kith_id)i;
    for (size_t v = 0; v < p->count; v++) {
        for (uint32_t i = pull->lists.first[v]; i < pull->lists.first[v + 1];
             i++) {
            if (!pull->weights || pull->weights[i] > 0)
                kith_parts_join(p->part, pull->lists.neighbour[i],
                                (kith_id)(p->count + v));
        }
    }
    p->parts = kith_parts_number(p->part, 2 * p->count);
}

static kith_status sort_side(const problem *p,
                             side *s,
                             const kith_id *part,
                             kith_error *err)
{
    s->members = KITH_NEW(kith_id, p->count);
    s->first = KITH_NEW(size_t, p->parts + 1);
    s->full = KITH_NEW(double, p->count);
    if (!s->members || !s->first || !s->full)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_parts_sort(part, p->count, p->parts, s->members, s->first);
    return KITH_OK;
}

static size_t size_of(const side *s, size_t part)
{
    return s->first[part + 1] - s->first[part];
}

static kith_status take_apart(problem *p, kith_error *err)
{
    if (p->count > KITH_NONE / 2)
        return kith_fail(err, KITH_E_LIMIT, "more than %u entities",
                         KITH_NONE / 2);
    p->part = KITH_NEW(kith_id, 2 * p->count);
    p->hub = KITH_NEW(double, p->count);
    p->authority = KITH_NEW(double, p->count);
    p->x = KITH_NEW(double, p->count);
    if (!p->part || !p->hub || !p->authority || !p->x)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    join_ends(p);
    p->value = KITH_NEW(double, p->parts);
    if (!p->value)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const kith_status st = sort_side(p, &p->hubs, p->part, err);
    return st == KITH_OK
               ? sort_side(p, &p->authorities, p->part + p->count, err)
               : st;
}

/* -- scores ---------------------------------------------------------------- */

static double largest_sum(const kith_pull *pull,
                          const side *s,
                          size_t part,
                          const double *ones)
{
    double most = 0;
    for (size_t i = s->first[part]; i < s->first[part + 1]; i++) {
        const double sum = kith_pull_row(pull, s->members[i], ones);
        most = sum > most ? sum : most;
    }
    return most;
}

/* The eigenvalue is at most the largest sum of a row of A times that of a
 * column. */
static double bound(const problem *p, size_t part, const double *ones)
{
    return largest_sum(&p->leads, &p->hubs, part, ones) *
           largest_sum(&p->reached, &p->authorities, part, ones);
}

/* Give x the length 1; the sum of its entries then. */
static double to_length_one(double *x, size_t size)
{
    double sum = 0;
    double square = 0;
    for (size_t i = 0; i < size; i++) {
        sum += x[i];
        square += x[i] * x[i];
    }
    kith_scores_divide(x, size, sqrt(square));
    return sum / sqrt(square);
}

/* From the scores of the hubs, those of the authorities, and both as far as
 * equal scores point along them. */
static void project(problem *p,
                    const kith_id *members,
                    size_t size,
                    const kith_arnoldi_through *through)
{
    const double hubs = to_length_one(p->x, size);
    for (size_t i = 0; i < size; i++)
        p->hub[members[i]] = p->x[i];
    kith_pull_rows(&p->reached, through->members, through->size, p->hub,
                   through->rows);
    const double both = hubs + to_length_one(through->rows, through->size);
    for (size_t i = 0; i < size; i++)
        p->hub[members[i]] *= both;
    for (size_t i = 0; i < through->size; i++)
        p->authority[through->members[i]] = through->rows[i] * both;
}

static kith_status solve_part(problem *p,
                              kith_arnoldi *arnoldi,
                              size_t part,
                              kith_error *err)
{
    const kith_id *members = p->hubs.members + p->hubs.first[part];
    const size_t size = size_of(&p->hubs, part);
    arnoldi->through->members =
        p->authorities.members + p->authorities.first[part];
    arnoldi->through->size = size_of(&p->authorities, part);
    for (size_t i = 0; i < size; i++)
        p->x[i] = 1;
    const kith_status st =
        kith_arnoldi_run(arnoldi, members, size, p->x, &p->value[part], err);
    if (p->value[part] > p->largest)
        p->largest = p->value[part];
    if (st == KITH_OK)
        project(p, members, size, arnoldi->through);
    return st;
}

static size_t most_hubs(const problem *p)
{
    size_t most = 1;
    for (size_t part = 0; part < p->parts; part++)
        most = size_of(&p->hubs, part) > most ? size_of(&p->hubs, part) : most;
    return most;
}

/* `ones` is free afterwards. */
static kith_status solve_parts(problem *p, double *ones, kith_error *err)
{
    kith_arnoldi arnoldi = {0};
    kith_arnoldi_through through = {
        .pull = &p->reached,
        .rows = KITH_NEW(double, p->count),
        .full = p->authorities.full,
    };
    kith_status st = KITH_OK;
    if (!through.rows) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st,
             kith_arnoldi_init(&arnoldi, &p->leads, most_hubs(p), true, err),
             done);
    arnoldi.through = &through;
    for (size_t v = 0; v < p->count; v++)
        ones[v] = 1;
    for (size_t part = 0; part < p->parts; part++) {
        const double most = bound(p, part, ones);
        if (most >= least_value && most >= p->largest * (1 - same_value))
            KITH_TRY(st, solve_part(p, &arnoldi, part, err), done);
    }
done:
    kith_arnoldi_clear(&arnoldi);
    kith_release(through.rows);
    return st;
}

/* The largest becomes 1, or all together. */
static void scale(double *x, size_t count, bool to_sum)
{
    double most = 0;
    double sum = 0;
    for (size_t v = 0; v < count; v++) {
        most = x[v] > most ? x[v] : most;
        sum += x[v];
    }
    kith_scores_divide(x, count, to_sum ? sum : most);
}

static kith_status run(kith_graph *graph,
                       const kith_measure_options *options,
                       bool hubs,
                       double *score,
                       kith_error *err)
{
    problem p = {.count = kith_graph_entity_count(graph)};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_pull_init(&p.reached, graph, options, false, err), done);
    KITH_TRY(st, kith_pull_init(&p.leads, graph, options, true, err), done);
    KITH_TRY(st, take_apart(&p, err), done);
    KITH_TRY(st, solve_parts(&p, score, err), done);
    double *rows = hubs ? p.hub : p.authority;
    const kith_id *part = hubs ? p.part : p.part + p.count;
    for (size_t v = 0; v < p.count; v++) {
        const double value = p.value[part[v]];
        if (value <= 0 || value < p.largest * (1 - same_value))
            rows[v] = 0;
    }
    scale(rows, p.count, options->normalised);
    kith_pull_give(&p.reached, rows, score);
done:
    clear(&p);
    return st;
}

kith_status kith_measure_hubs(kith_graph *graph,
                              const kith_measure_options *options,
                              double *score,
                              kith_error *err)
{
    return run(graph, options, true, score, err);
}

kith_status kith_measure_authorities(kith_graph *graph,
                                     const kith_measure_options *options,
                                     double *score,
                                     kith_error *err)
{
    return run(graph, options, false, score, err);
}
