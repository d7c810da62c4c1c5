/* Groups by label propagation: each node takes the label that weighs most among
 * its neighbours, until every node has such a label.
 *
 * Nodes wait in a queue in random order; one that changes its label wakes those
 * neighbours that have another. A node keeps its label while no other weighs
 * more, and chooses by chance among equals otherwise, so that every change adds
 * to the weight within groups and there is an end. Groups that are not
 * connected are split, as the authors do.
 *
 * Sources: Raghavan, Albert and Kumara, "Near linear time algorithm to detect
 * community structures in large-scale networks", 2007; the queue: Traag and
 * Subelj, "Large network community detection by fast label propagation", 2023.
 * Cost: near O(E). */
#include "analysis/group_methods.h"
#include "analysis/queue.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/random.h"

/* A label has to weigh more than the present one by this share, lest rounding
 * decide. */
static const double least_gain = 1e-11;

typedef struct {
    const kith_network *network;
    kith_id *label;
    double *pull;     /* by label; 0 unless touched */
    kith_id *touched; /* labels */
    kith_id *order;   /* nodes in random order */
    kith_queue queue;
    uint64_t random;
} spreading;

static void clear(spreading *s)
{
    kith_release(s->pull);
    kith_release(s->touched);
    kith_queue_clear(&s->queue);
    kith_release(s->order);
}

static kith_status init(spreading *s,
                        const kith_network *network,
                        uint64_t seed,
                        kith_id *label,
                        kith_error *err)
{
    *s = (spreading){
        .network = network,
        .label = label,
        .pull = KITH_NEW(double, network->size),
        .touched = KITH_NEW(kith_id, network->size),
        .order = KITH_NEW(kith_id, network->size),
        .random = seed,
    };
    if (!kith_queue_init(&s->queue, network->size) || !s->pull || !s->touched ||
        !s->order)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; v < network->size; v++)
        s->order[v] = label[v] = v;
    kith_random_shuffle(&s->random, s->order, network->size);
    kith_queue_fill(&s->queue, s->order, network->size);
    return KITH_OK;
}

/* The label that weighs most among the neighbours of v. */
static kith_id heaviest(spreading *s, kith_id v)
{
    const kith_network *n = s->network;
    kith_id touched = 0;
    for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
        const kith_id label = s->label[n->neighbour[i]];
        if (s->pull[label] <= 0)
            s->touched[touched++] = label;
        s->pull[label] += kith_weight_at(n, i);
    }
    kith_id best = s->label[v];
    double most = s->pull[best] * (1 + least_gain);
    uint32_t equals = 0;
    for (kith_id t = 0; t < touched; t++) {
        const kith_id label = s->touched[t];
        const double pull = s->pull[label];
        s->pull[label] = 0;
        if (pull < most || label == s->label[v] ||
            (equals == 0 && pull <= most))
            continue;
        /* Each of several equals is as likely to be left. */
        equals = pull > most ? 1 : equals + 1;
        if (equals == 1 || kith_random_below(&s->random, equals) == 0)
            best = label;
        most = pull;
    }
    return best;
}

static void wake(spreading *s, kith_id v)
{
    const kith_network *n = s->network;
    for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
        const kith_id to = n->neighbour[i];
        if (!s->queue.waiting[to] && s->label[to] != s->label[v])
            kith_queue_add(&s->queue, to);
    }
}

/* Nodes between two looks at the clock, less one: a power of two less one. */
static const uint64_t between_ticks = 0xffff;

static kith_status spread(spreading *s, kith_clock *clock, kith_error *err)
{
    uint64_t looks = 0;
    while (s->queue.left > 0) {
        const kith_id v = kith_queue_take(&s->queue);
        if ((++looks & between_ticks) == 0 && !kith_clock_tick(clock))
            return kith_group_stopped(err);
        const kith_id best = heaviest(s, v);
        if (best == s->label[v])
            continue;
        s->label[v] = best;
        wake(s, v);
    }
    return KITH_OK;
}

static kith_status run(const kith_group_task *task,
                       kith_partition *out,
                       double *quality,
                       kith_error *err)
{
    const kith_network *network = task->subject;
    spreading s = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, init(&s, network, task->seed, out->group, err), done);
    KITH_TRY(st, spread(&s, task->clock, err), done);
    KITH_TRY(st, kith_partition_split(network, out, err), done);
    *quality = kith_network_modularity(network, *out, 1, s.pull);
done:
    clear(&s);
    return st;
}

kith_status kith_group_label_propagation(kith_graph *graph,
                                         const kith_group_options *options,
                                         kith_groups *groups,
                                         kith_error *err)
{
    return kith_group_by_runs(graph, options, run, groups, err);
}
