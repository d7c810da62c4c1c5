/* Matrix times vector: every entity pulls from those that lead to it, so that
 * rows can be worked on in parallel without a lock.
 *
 * Without weights rows are numbered by falling degree: of the entries of x, a
 * few thousand are read by most relations, and then stand together. */
#include "analysis/pull.h"

#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"
#include "graph/lists.h"

#include <math.h>

enum { ROWS_IN_BLOCK = 8192, WORK_IN_BLOCK = 1 << 18 };

/* An undirected self-relation has two ends at one entity, but the adjacency
 * lists it once. */
static kith_status find_selves(kith_pull *pull,
                               const kith_graph *graph,
                               const double *weights,
                               bool undirected,
                               kith_error *err)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        if (sources[r] != targets[r] ||
            (!undirected && kith_graph_relation_directed(graph, r)))
            continue;
        if (!pull->selves)
            pull->selves = KITH_NEW(double, pull->count);
        if (!pull->selves)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        pull->selves[sources[r]] += ldexp(weights[r], -pull->scale);
    }
    return KITH_OK;
}

/* The power of 2 above the largest weight; 0 where all are 0. */
static int scale_of(const double *weights, size_t relations)
{
    double most = 0;
    int scale = 0;
    for (size_t r = 0; r < relations; r++)
        most = weights[r] > most ? weights[r] : most;
    (void)frexp(most, &scale);
    return scale;
}

/* The weights in the order of the lists. */
static kith_status weigh(kith_pull *pull,
                         kith_graph *graph,
                         kith_direction way,
                         const double *weights,
                         kith_error *err)
{
    kith_adjacency *lists = &pull->lists;
    kith_status st = KITH_OK;
    pull->scale = scale_of(weights, kith_graph_relation_count(graph));
    KITH_TRY(st, kith_graph_adjacency(graph, way, lists, err), done);
    KITH_TRY(st, find_selves(pull, graph, weights, way == KITH_BOTH, err),
             done);
    const uint32_t places = lists->first[pull->count];
    pull->weights = KITH_NEW(double, places);
    if (!pull->weights) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (uint32_t i = 0; i < places; i++)
        pull->weights[i] = ldexp(weights[lists->relation[i]], -pull->scale);
    lists->relation = NULL;
done:
    return st;
}

kith_status kith_pull_init(kith_pull *pull,
                           kith_graph *graph,
                           const kith_measure_options *options,
                           bool transposed,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    kith_weighing weighing = {0};
    kith_lists lists = {0};
    const kith_direction way = options->undirected ? KITH_BOTH
                               : transposed        ? KITH_OUT
                                                   : KITH_IN;
    *pull = (kith_pull){
        .count = kith_graph_entity_count(graph),
        .threads = options->threads,
    };
    KITH_TRY(st,
             kith_weighing_init(&weighing, graph, options->weights,
                                KITH_WEIGHTS_STRENGTH, err),
             done);
    if (weighing.weights) {
        st = weigh(pull, graph, way, weighing.weights, err);
    } else {
        KITH_TRY(st, kith_graph_lists(graph, way, &lists, err), done);
        pull->lists = (kith_adjacency){lists.first, lists.neighbour, NULL};
        pull->number = lists.number;
        pull->entity = lists.entity;
    }
done:
    kith_weighing_clear(&weighing);
    return st;
}

void kith_pull_clear(kith_pull *pull)
{
    kith_release(pull->weights);
    kith_release(pull->selves);
    *pull = (kith_pull){0};
}

typedef struct {
    const kith_pull *pull;
    const kith_id *members;
    size_t size;
    const double *x;
    double *y;
} product;

static void block_of_members(void *context, size_t block)
{
    const product *p = context;
    const size_t begin = block * ROWS_IN_BLOCK;
    const size_t rest = p->size - begin;
    const size_t end = begin + (rest < ROWS_IN_BLOCK ? rest : ROWS_IN_BLOCK);
    for (size_t i = begin; i < end; i++)
        p->y[i] = kith_pull_row(p->pull, p->members[i], p->x);
}

static void block_of_rows(void *context, size_t block)
{
    const product *p = context;
    const size_t end = kith_pull_begin(p->pull, block + 1);
    for (size_t v = kith_pull_begin(p->pull, block); v < end; v++)
        p->y[v] = kith_pull_row(p->pull, v, p->x);
}

void kith_pull_rows(const kith_pull *pull,
                    const kith_id *members,
                    size_t size,
                    const double *x,
                    double *y)
{
    product p = {pull, members, size, x, y};
    const double share = (double)size / (double)pull->count;
    const unsigned threads =
        kith_threads_wanted(pull->threads,
                            (double)pull->lists.first[pull->count] * share);
    if (members) {
        kith_par_run((size + ROWS_IN_BLOCK - 1) / ROWS_IN_BLOCK, threads,
                     block_of_members, &p);
    } else {
        kith_par_run(kith_pull_blocks(pull), threads, block_of_rows, &p);
    }
}

/* Work before a row: a step a place and a row. */
static size_t work_before(const kith_pull *pull, size_t v)
{
    return pull->lists.first[v] + v;
}

size_t kith_pull_blocks(const kith_pull *pull)
{
    return work_before(pull, pull->count) / WORK_IN_BLOCK + 1;
}

size_t kith_pull_begin(const kith_pull *pull, size_t block)
{
    const size_t work = block * WORK_IN_BLOCK;
    size_t low = 0;
    size_t high = pull->count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (work_before(pull, middle) < work) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

unsigned kith_pull_threads(const kith_pull *pull)
{
    return kith_threads_wanted(pull->threads,
                               (double)work_before(pull, pull->count));
}

void kith_pull_give(const kith_pull *pull, const double *rows, double *score)
{
    for (size_t v = 0; v < pull->count; v++)
        score[v] = rows[pull->number ? pull->number[v] : v];
}
