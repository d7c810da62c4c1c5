/* Communities by the Louvain method (Blondel, Guillaume, Lambiotte and
 * Lefebvre, "Fast unfolding of communities in large networks", 2008): move
 * nodes until none gains, make each group a node, and go on until nothing
 * changes. Moving is by queue (moving.c), which leads to the same kind of end
 * as going round all nodes again and again, in less time. Groups may fall apart
 * when a node that held them together moves on: such are split in the end.
 *
 * Cost: O(E) a level, some three to six levels. */
#include "analysis/leiden.h"
#include "analysis/moving.h"
#include "base/alloc.h"
#include "base/error.h"

typedef struct {
    const kith_group_task *task;
    const kith_network *network;
    kith_mover mover;
    kith_network levels[2]; /* in turn: groups as nodes */
    kith_id *group;         /* of a level's nodes */
    uint64_t random;
    kith_partition *out; /* of the network's nodes */
} louvain;

/* Move the nodes of a level, each at first a group of its own. */
static kith_status run_level(louvain *l,
                             const kith_network *level,
                             kith_error *err)
{
    const double resolution = kith_group_resolution(l->task->options);
    for (kith_id v = 0; v < level->size; v++)
        l->group[v] = v;
    kith_mover_shuffle(&l->mover, level->size, &l->random);
    if (!kith_mover_run(&l->mover, level, resolution, l->task->clock, l->group))
        return kith_group_stopped(err);
    l->out->count =
        kith_partition_settle(l->group, level->size, l->mover.order);
    for (kith_id v = 0; v < l->network->size; v++)
        l->out->group[v] = l->group[l->out->group[v]];
    return KITH_OK;
}

static kith_status run_levels(louvain *l, kith_error *err)
{
    const kith_network *level = l->network;
    kith_status st = KITH_OK;
    for (kith_id v = 0; v < level->size; v++)
        l->out->group[v] = v;
    for (unsigned depth = 0;; depth++) {
        kith_network *upper = &l->levels[depth % 2];
        KITH_TRY(st, run_level(l, level, err), done);
        if (l->out->count == level->size)
            break;
        const kith_partition parts = {l->group, l->out->count};
        kith_network_clear(upper);
        KITH_TRY(st, kith_network_fold(upper, level, parts, err), done);
        level = upper;
    }
done:
    return st;
}

kith_status kith_louvain(const kith_group_task *task,
                         kith_partition *out,
                         double *quality,
                         kith_error *err)
{
    const kith_network *network = task->subject;
    kith_status st = KITH_OK;
    louvain l = {
        .task = task,
        .network = network,
        .random = task->seed,
        .out = out,
    };
    double *sums = KITH_NEW(double, network->size);
    l.group = KITH_NEW(kith_id, network->size);
    if (!l.group || !sums) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_mover_init(&l.mover, network->size, err), done);
    KITH_TRY(st, run_levels(&l, err), done);
    KITH_TRY(st, kith_partition_split(network, out, err), done);
    *quality =
        kith_network_modularity(network, *out,
                                kith_group_resolution(task->options), sums);
done:
    kith_mover_clear(&l.mover);
    kith_network_clear(&l.levels[0]);
    kith_network_clear(&l.levels[1]);
    kith_release(l.group);
    kith_release(sums);
    return st;
}

kith_status kith_group_louvain(kith_graph *graph,
                               const kith_group_options *options,
                               kith_groups *groups,
                               kith_error *err)
{
    return kith_group_by_runs(graph, options, kith_louvain, groups, err);
}
