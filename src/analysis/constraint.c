/* Burt's constraint: how much all that an entity has depends on neighbours who
 * depend on each other. Low means that it stands between those who do not know
 * each other.
 *
 *   c[i] = sum over neighbours j of (p[i][j] + sum over q of p[i][q] p[q][j])^2
 *   p[i][j] = (a[i][j] + a[j][i]) / sum over k of (a[i][k] + a[k][i])
 *
 * a[i][j] is the weight of the relations that lead from i to j. An undirected
 * relation leads both ways and so counts twice as much as a directed one,
 * unless directions are ignored. Self-relations are left out. An entity without
 * neighbours has 0 (igraph: NaN; NetworkX: NaN for all that lead nowhere);
 * normalising changes nothing.
 *
 * For each i, what leads to a neighbour q is spread over the neighbours of q
 * that i has, too. Of the two lists the shorter one is walked: that of q, or
 * that of i, each looked up in that of q. Cost: sum over relations of the
 * smaller of both degrees, times log V. Source: Burt, "Structural holes: the
 * social structure of competition", 1992. Agrees with igraph and NetworkX to
 * 1e-9. */
#include "analysis/constraint.h"

#include "analysis/measures.h"
#include "analysis/pull.h"
#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <stdatomic.h>

enum { PORTION = 64, MOST_LANES = 8, LOOK_UP_FROM = 8 };

/* Neighbours, each once, rising, with p. */
typedef struct {
    size_t count;
    size_t *first;
    kith_id *neighbour;
    double *share;
} ties;

static void clear_ties(ties *t)
{
    kith_release(t->first);
    kith_release(t->neighbour);
    kith_release(t->share);
}

/* Collect the neighbours of v from a row of one matrix: `slot` is where each
 * stands, from the place `begin` on. */
static size_t collect(const kith_pull *pull,
                      kith_id v,
                      ties *t,
                      size_t *slot,
                      size_t end)
{
    const size_t begin = t->first[v];
    for (uint32_t i = pull->lists.first[v]; i < pull->lists.first[v + 1]; i++) {
        const kith_id u = pull->lists.neighbour[i];
        const double weight = pull->weights ? pull->weights[i] : 1;
        if (u == v || weight <= 0)
            continue;
        const bool known =
            slot[u] >= begin && slot[u] < end && t->neighbour[slot[u]] == u;
        if (!known) {
            slot[u] = end;
            t->neighbour[end] = u;
            t->share[end++] = 0;
        }
        t->share[slot[u]] += weight;
    }
    return end;
}

/* Neighbourhood is mutual: walked in order, every list hands itself to the
 * lists of its neighbours, which so rise. */
static void sort_ties(const ties *from, ties *to, size_t *next)
{
    for (size_t v = 0; v <= from->count; v++)
        to->first[v] = from->first[v];
    for (size_t v = 0; v < from->count; v++)
        next[v] = from->first[v];
    for (kith_id v = 0; v < from->count; v++) {
        for (size_t i = from->first[v]; i < from->first[v + 1]; i++) {
            const size_t place = next[from->neighbour[i]]++;
            to->neighbour[place] = v;
            to->share[place] = from->share[i];
        }
    }
}

static void take_shares(ties *t)
{
    for (size_t v = 0; v < t->count; v++) {
        double sum = 0;
        for (size_t i = t->first[v]; i < t->first[v + 1]; i++)
            sum += t->share[i];
        for (size_t i = t->first[v]; i < t->first[v + 1]; i++)
            t->share[i] /= sum;
    }
}

static bool make_room(ties *t, size_t count, size_t places)
{
    *t = (ties){
        .count = count,
        .first = KITH_NEW(size_t, count + 1),
        .neighbour = KITH_NEW(kith_id, places),
        .share = KITH_NEW(double, places),
    };
    return t->first && t->neighbour && t->share;
}

/* With directions ignored a[i][j] + a[j][i] is twice a[i][j], and p the same
 * without the factor. */
static kith_status make_ties(ties *out,
                             const kith_pull pulls[2],
                             size_t pull_count,
                             kith_error *err)
{
    ties raw = {0};
    const size_t count = pulls[0].count;
    size_t places = 0;
    for (size_t i = 0; i < pull_count; i++)
        places += pulls[i].lists.first[count];
    size_t *slot = KITH_NEW(size_t, count);
    const bool ready = slot && make_room(&raw, count, places);
    for (kith_id v = 0; ready && v < count; v++) {
        size_t end = raw.first[v];
        for (size_t i = 0; i < pull_count; i++)
            end = collect(&pulls[i], v, &raw, slot, end);
        raw.first[v + 1] = end;
    }
    const bool done = ready && make_room(out, count, raw.first[count]);
    if (done) {
        sort_ties(&raw, out, slot);
        take_shares(out);
    }
    kith_release(slot);
    clear_ties(&raw);
    return done ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

typedef struct {
    const ties *ties;
    double *score;
    double *reach[MOST_LANES]; /* by entity: what leads there from i; 0 =
                                  no neighbour */
    size_t lanes;
    atomic_size_t portion; /* the next */
} work;

/* p of a neighbour j of q, or 0. */
static double share_of(const ties *t, kith_id q, kith_id j)
{
    size_t low = t->first[q];
    size_t high = t->first[q + 1];
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (t->neighbour[middle] < j) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < t->first[q + 1] && t->neighbour[low] == j ? t->share[low] : 0;
}

/* Spread what leads from i to q over the neighbours of both. */
static void spread(const ties *t, kith_id i, kith_id q, double p, double *reach)
{
    const size_t mine = t->first[i + 1] - t->first[i];
    const size_t theirs = t->first[q + 1] - t->first[q];
    if (theirs / LOOK_UP_FROM > mine) {
        for (size_t k = t->first[i]; k < t->first[i + 1]; k++)
            reach[t->neighbour[k]] += p * share_of(t, q, t->neighbour[k]);
        return;
    }
    for (size_t k = t->first[q]; k < t->first[q + 1]; k++) {
        const kith_id j = t->neighbour[k];
        if (reach[j] > 0)
            reach[j] += p * t->share[k];
    }
}

/* @param part  by row: what each neighbour adds, or NULL */
static double constraint_of(const ties *t,
                            kith_id i,
                            double *reach,
                            double *part)
{
    double sum = 0;
    for (size_t k = t->first[i]; k < t->first[i + 1]; k++)
        reach[t->neighbour[k]] = t->share[k];
    for (size_t k = t->first[i]; k < t->first[i + 1]; k++)
        spread(t, i, t->neighbour[k], t->share[k], reach);
    for (size_t k = t->first[i]; k < t->first[i + 1]; k++) {
        double *here = &reach[t->neighbour[k]];
        if (part)
            part[t->neighbour[k]] = *here * *here;
        sum += *here * *here;
        *here = 0;
    }
    return sum;
}

static void run_lane(void *context, size_t lane)
{
    work *w = context;
    const size_t count = w->ties->count;
    for (;;) {
        const size_t begin = PORTION * atomic_fetch_add(&w->portion, 1);
        if (begin >= count)
            return;
        const size_t end = begin + PORTION < count ? begin + PORTION : count;
        for (size_t i = begin; i < end; i++)
            w->score[i] =
                constraint_of(w->ties, (kith_id)i, w->reach[lane], NULL);
    }
}

/* Threads take portions as they come; every score is the work of one. */
static kith_status take_all(const ties *t,
                            unsigned threads,
                            double *score,
                            kith_error *err)
{
    work w = {.ties = t, .score = score};
    bool ready = true;
    const unsigned wanted =
        kith_threads_wanted(threads, 10.0 * (double)t->first[t->count]);
    w.lanes = wanted < MOST_LANES ? wanted : MOST_LANES;
    for (size_t lane = 0; lane < w.lanes; lane++) {
        w.reach[lane] = KITH_NEW(double, t->count);
        ready &= w.reach[lane] != NULL;
    }
    if (ready)
        kith_par_run(w.lanes, (unsigned)w.lanes, run_lane, &w);
    for (size_t lane = 0; lane < w.lanes; lane++)
        kith_release(w.reach[lane]);
    return ready ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* The ties of all entities, and the rows that they stand in. */
typedef struct {
    ties ties;
    kith_pull pulls[2];
} tied;

static void clear_tied(tied *t)
{
    clear_ties(&t->ties);
    kith_pull_clear(&t->pulls[0]);
    kith_pull_clear(&t->pulls[1]);
}

static kith_status tie(tied *t,
                       kith_graph *graph,
                       const kith_measure_options *options,
                       kith_error *err)
{
    const size_t pull_count = options->undirected ? 1 : 2;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < pull_count; i++)
        KITH_TRY(st, kith_pull_init(&t->pulls[i], graph, options, i > 0, err),
                 done);
    st = make_ties(&t->ties, t->pulls, pull_count, err);
done:
    return st;
}

kith_status kith_measure_constraint(kith_graph *graph,
                                    const kith_measure_options *options,
                                    double *score,
                                    kith_error *err)
{
    tied t = {0};
    kith_status st = KITH_OK;
    double *rows = KITH_NEW(double, kith_graph_entity_count(graph));
    if (!rows) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, tie(&t, graph, options, err), done);
    KITH_TRY(st, take_all(&t.ties, options->threads, rows, err), done);
    kith_pull_give(&t.pulls[0], rows, score);
done:
    clear_tied(&t);
    kith_release(rows);
    return st;
}

kith_status kith_constraint_parts(kith_graph *graph,
                                  const kith_measure_options *options,
                                  kith_id entity,
                                  double *part,
                                  kith_error *err)
{
    tied t = {0};
    kith_status st = KITH_OK;
    const size_t count = kith_graph_entity_count(graph);
    double *rows = KITH_NEW(double, count);
    double *reach = KITH_NEW(double, count);
    if (!rows || !reach) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, tie(&t, graph, options, err), done);
    const kith_id *number = t.pulls[0].number;
    (void)constraint_of(&t.ties, number ? number[entity] : entity, reach, rows);
    kith_pull_give(&t.pulls[0], rows, part);
done:
    clear_tied(&t);
    kith_release(rows);
    kith_release(reach);
    return st;
}
