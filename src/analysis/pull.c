/* Matrix times vector over the adjacency: every entity pulls from those that
 * lead to it, so that rows can be worked on in parallel without a lock. */
#include "analysis/pull.h"

#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

enum { ROWS_IN_BLOCK = 8192 };

/* An undirected self-relation has two ends at one entity, but the adjacency
 * lists it once. */
static kith_status find_selves(kith_pull *pull,
                               const kith_graph *graph,
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
        pull->selves[sources[r]] += pull->weights ? pull->weights[r] : 1;
    }
    return KITH_OK;
}

kith_status kith_pull_init(kith_pull *pull,
                           kith_graph *graph,
                           const kith_measure_options *options,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    const kith_direction way = options->undirected ? KITH_BOTH : KITH_IN;
    *pull = (kith_pull){
        .count = kith_graph_entity_count(graph),
        .threads = options->threads,
    };
    KITH_TRY(st,
             kith_weighing_init(&pull->weighing, graph, options->weights,
                                KITH_WEIGHTS_STRENGTH, err),
             done);
    pull->weights = pull->weighing.weights;
    KITH_TRY(st, kith_graph_adjacency(graph, way, &pull->lists, err), done);
    st = find_selves(pull, graph, options->undirected, err);
done:
    return st;
}

void kith_pull_clear(kith_pull *pull)
{
    kith_weighing_clear(&pull->weighing);
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

static double row(const kith_pull *pull, size_t v, const double *x)
{
    const uint32_t end = pull->lists.first[v + 1];
    double sum = pull->selves ? pull->selves[v] * x[v] : 0;
    if (pull->weights) {
        for (uint32_t place = pull->lists.first[v]; place < end; place++) {
            sum += pull->weights[pull->lists.relation[place]] *
                   x[pull->lists.neighbour[place]];
        }
    } else {
        for (uint32_t place = pull->lists.first[v]; place < end; place++)
            sum += x[pull->lists.neighbour[place]];
    }
    return sum;
}

static void block_of_rows(void *context, size_t block)
{
    const product *p = context;
    const size_t begin = block * ROWS_IN_BLOCK;
    const size_t rest = p->size - begin;
    const size_t end = begin + (rest < ROWS_IN_BLOCK ? rest : ROWS_IN_BLOCK);
    for (size_t i = begin; i < end; i++)
        p->y[i] = row(p->pull, p->members ? p->members[i] : i, p->x);
}

void kith_pull_rows(const kith_pull *pull,
                    const kith_id *members,
                    size_t size,
                    const double *x,
                    double *y)
{
    product p = {.pull = pull, .members = members, .size = size, .x = x};
    p.y = y;
    const size_t blocks = (size + ROWS_IN_BLOCK - 1) / ROWS_IN_BLOCK;
    const double places = pull->lists.first[pull->count];
    const double share = (double)size / (double)pull->count;
    const unsigned threads = kith_threads_wanted(pull->threads, places * share);
    kith_par_run(blocks, threads, block_of_rows, &p);
}
