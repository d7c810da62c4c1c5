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

kith_status kith_louvain(const kith_group_task *task,
                         kith_partition *out,
                         double *quality,
                         kith_error *err)
{
    const kith_network *network = task->subject;
    const double resolution = kith_group_resolution(task->options);
    kith_network levels[2] = {{0}, {0}};
    const kith_network *level = network;
    uint64_t random = task->seed;
    kith_mover mover = {0};
    kith_status st = KITH_OK;
    kith_id *group = KITH_NEW(kith_id, network->size);
    double *sums = KITH_NEW(double, network->size);
    if (!group || !sums) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_mover_init(&mover, network->size, err), done);
    for (kith_id v = 0; v < network->size; v++)
        out->group[v] = v;
    out->count = network->size;
    for (unsigned depth = 0;; depth++) {
        kith_network *upper = &levels[depth % 2];
        for (kith_id v = 0; v < level->size; v++)
            group[v] = v;
        kith_mover_shuffle(&mover, level->size, &random);
        if (!kith_mover_run(&mover, level, resolution, task->clock, group)) {
            st = kith_group_stopped(err);
            goto done;
        }
        const kith_id count =
            kith_partition_settle(group, level->size, mover.order);
        for (kith_id v = 0; v < network->size; v++)
            out->group[v] = group[out->group[v]];
        out->count = count;
        if (count == level->size)
            break;
        kith_network_clear(upper);
        KITH_TRY(st,
                 kith_network_fold(upper, level, (kith_partition){group, count},
                                   err),
                 done);
        level = upper;
    }
    KITH_TRY(st, kith_partition_split(network, out, err), done);
    *quality = kith_network_modularity(network, *out, resolution, sums);
done:
    kith_mover_clear(&mover);
    kith_network_clear(&levels[0]);
    kith_network_clear(&levels[1]);
    kith_release(group);
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
