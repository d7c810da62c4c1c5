/* Credits for lying on shortest paths, summed over sources.
 *
 * Sources are cut into passes of eight, and passes dealt out to blocks, which
 * may run on several threads; each block has sums of its own, added in order of
 * block. A block searches eight sources at once, unless its first pass shows
 * that their searches have too little in common, as in long, thin graphs, or
 * relations have lengths: then one after the other. */
#include "analysis/betweenness_sum.h"

#include "analysis/brandes.h"
#include "analysis/steps.h"
#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <math.h>

enum { VERTEX_BLOCKS = 16, RELATION_BLOCKS = 8, MOST_BLOCKS = VERTEX_BLOCKS };

/* Searches that share a look at a vertex where eight at once pay. */
static const double least_shared = 1.7;

typedef struct {
    double *sum;
    double *square; /* or NULL */
    kith_status status;
    bool overflow;
} block;

typedef struct {
    const kith_betweenness_job *job;
    bool squares;
    size_t passes;
    size_t blocks;
    kith_steps steps;
    block block[MOST_BLOCKS];
} summing;

static void credit(block *b, size_t to, double value, double times)
{
    b->sum[to] += value * times;
    if (b->square)
        b->square[to] += value * times * value;
}

static void credit_vertices(block *b, const kith_brandes *search, double times)
{
    for (size_t i = 1; i < search->reached; i++) {
        const kith_id v = search->order[i];
        const double far = search->scaled ? search->distance[v] : 1;
        credit(b, v, search->delta[v] * far, times);
    }
}

static void credit_relations(block *b, const kith_brandes *search, double times)
{
    const kith_arcs *in = &search->graph->in;
    for (size_t i = 1; i < search->reached; i++) {
        const kith_id to = search->order[i];
        const double a_path = kith_brandes_a_path(search, to);
        for (size_t k = search->ways_end[i - 1]; k < search->ways_end[i]; k++) {
            const uint32_t place = search->ways[k];
            const kith_id from = in->neighbour[place];
            const double middle =
                (search->distance[from] + search->distance[to]) / 2;
            credit(b, in->relation[place],
                   search->paths[from] * a_path * (search->scaled ? middle : 1),
                   times);
        }
    }
}

/* Number of sources in a pass; the first is at `pass` times KITH_LANES. */
static size_t size_of(const summing *s, size_t pass)
{
    const size_t rest = s->job->sources->count - pass * KITH_LANES;
    return rest < KITH_LANES ? rest : KITH_LANES;
}

/* One search after the other, in the passes from `pass` on. */
static kith_status run_single(summing *s, block *b, size_t pass)
{
    const kith_betweenness_job *job = s->job;
    kith_brandes search = {0};
    kith_status st =
        kith_brandes_init(&search, job->graph, job->options->cutoff, NULL);
    bool go_on = st == KITH_OK;
    search.scaled = job->scaled;
    for (; pass < s->passes && go_on; pass += s->blocks) {
        const size_t count = size_of(s, pass);
        for (size_t i = 0; i < count; i++) {
            const size_t source = pass * KITH_LANES + i;
            const double times = job->sources->credit[source];
            kith_brandes_search(&search, job->sources->vertex[source]);
            if (job->relations) {
                credit_relations(b, &search, times);
            } else {
                credit_vertices(b, &search, times);
            }
        }
        go_on = kith_steps_move(&s->steps, count);
    }
    b->overflow |= search.overflow;
    kith_brandes_clear(&search);
    return st;
}

/* Longest path in relations; a cutoff of 0 is none. */
static uint32_t steps_of(double cutoff)
{
    return cutoff > 0 && cutoff < UINT32_MAX ? (uint32_t)cutoff : UINT32_MAX;
}

/* Eight at once; the pass to go on from one by one, or past the last. */
static kith_status run_lanes(summing *s, block *b, size_t *pass)
{
    const kith_betweenness_job *job = s->job;
    kith_lanes_run *run = kith_lanes_of(job->kind);
    kith_lanes lanes = {0};
    bool go_on = true;
    const kith_status st =
        kith_lanes_init(&lanes, job->graph, steps_of(job->options->cutoff),
                        NULL);
    lanes.relations = job->relations;
    lanes.scaled = job->scaled;
    lanes.score = b->sum;
    lanes.square = b->square;
    for (bool first = true; *pass < s->passes && go_on && st == KITH_OK;
         first = false) {
        const size_t count = size_of(s, *pass);
        run(&lanes, job->sources->vertex + *pass * KITH_LANES,
            job->sources->credit + *pass * KITH_LANES, count);
        *pass += s->blocks;
        go_on = kith_steps_move(&s->steps, count);
        if (first && kith_lanes_shared(&lanes) < least_shared)
            break;
    }
    if (!go_on)
        *pass = s->passes;
    b->overflow |= lanes.overflow;
    kith_lanes_clear(&lanes);
    return st;
}

/* Block i runs passes i, i + blocks, i + 2 blocks, ... */
static void run_block(void *context, size_t index)
{
    summing *s = context;
    block *b = &s->block[index];
    size_t pass = index;
    b->sum = KITH_NEW(double, s->job->size);
    b->square = s->squares ? KITH_NEW(double, s->job->size) : NULL;
    b->status = KITH_E_MEMORY;
    if (!b->sum || (s->squares && !b->square))
        return;
    b->status = KITH_OK;
    if (!s->job->graph->out.length && s->job->kind != KITH_LANES_NONE)
        b->status = run_lanes(s, b, &pass);
    if (b->status == KITH_OK && pass < s->passes)
        b->status = run_single(s, b, pass);
}

static kith_status check(const summing *s, kith_error *err)
{
    for (size_t i = 0; i < s->blocks; i++) {
        if (s->block[i].status != KITH_OK)
            return kith_fail(err, s->block[i].status, "out of memory");
    }
    for (size_t i = 0; i < s->blocks; i++) {
        if (!s->block[i].overflow)
            continue;
        kith_fail(err, KITH_E_LIMIT,
                  "more than 1e308 shortest paths lead from one entity");
        kith_hint(err, "set a cutoff for the length of paths");
        return KITH_E_LIMIT;
    }
    return kith_steps_end(&s->steps, err);
}

static void add_up(const summing *s, double *sum, double *square)
{
    for (size_t v = 0; v < s->job->size; v++) {
        sum[v] = 0;
        for (size_t i = 0; i < s->blocks; i++)
            sum[v] += s->block[i].sum[v];
        if (!square)
            continue;
        square[v] = 0;
        for (size_t i = 0; i < s->blocks; i++)
            square[v] += s->block[i].square[v];
    }
}

kith_status kith_betweenness_sum(const kith_betweenness_job *job,
                                 double *sum,
                                 double *square,
                                 kith_error *err)
{
    const size_t count = job->sources->count;
    const size_t most = job->relations ? RELATION_BLOCKS : VERTEX_BLOCKS;
    const size_t passes = (count + KITH_LANES - 1) / KITH_LANES;
    summing s = {
        .job = job,
        .squares = square != NULL,
        .passes = passes,
        .blocks = passes < most ? passes : most,
    };
    const double arcs = job->graph->out.first[job->graph->count];
    const unsigned threads =
        kith_threads_wanted(job->options->threads, (double)count * arcs);
    kith_steps_init(&s.steps, job->options, count);
    kith_par_run(s.blocks, threads, run_block, &s);
    const kith_status st = check(&s, err);
    if (st == KITH_OK)
        add_up(&s, sum, square);
    for (size_t i = 0; i < s.blocks; i++) {
        kith_release(s.block[i].sum);
        kith_release(s.block[i].square);
    }
    kith_steps_clear(&s.steps);
    return st;
}
