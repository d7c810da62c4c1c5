/* What is done with a grouping of a network, whatever method found it. */
#include "analysis/network.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

kith_id kith_partition_settle(kith_id *group, kith_id size, kith_id *scratch)
{
    kith_id count = 0;
    for (kith_id g = 0; g < size; g++)
        scratch[g] = KITH_NONE;
    for (kith_id v = 0; v < size; v++) {
        kith_id *number = &scratch[group[v]];
        if (*number == KITH_NONE)
            *number = count++;
        group[v] = *number;
    }
    return count;
}

double kith_network_modularity(const kith_network *network,
                               kith_partition partition,
                               double resolution,
                               double *scratch)
{
    const kith_id *group = partition.group;
    double within = 0;
    double expected = 0;
    for (kith_id g = 0; g < partition.count; g++)
        scratch[g] = 0;
    for (kith_id v = 0; v < network->size; v++) {
        scratch[group[v]] += network->strength[v];
        within += 2 * network->inner[v];
        for (uint32_t i = network->first[v]; i < network->first[v + 1]; i++) {
            if (group[network->neighbour[i]] == group[v])
                within += kith_weight_at(network, i);
        }
    }
    if (network->total <= 0)
        return (double)NAN;
    for (kith_id g = 0; g < partition.count; g++) {
        const double share = scratch[g] / (2 * network->total);
        expected += share * share;
    }
    return within / (2 * network->total) - resolution * expected;
}

/* Give the nodes that are connected with v within its group the number of a
 * part; `stack` has room for all nodes. */
static void fill_part(const kith_network *network,
                      const kith_id *group,
                      kith_id v,
                      kith_id *part,
                      kith_id *stack)
{
    const kith_id number = part[v];
    size_t left = 0;
    stack[left++] = v;
    while (left > 0) {
        const kith_id from = stack[--left];
        for (uint32_t i = network->first[from]; i < network->first[from + 1];
             i++) {
            const kith_id to = network->neighbour[i];
            if (part[to] == KITH_NONE && group[to] == group[v]) {
                part[to] = number;
                stack[left++] = to;
            }
        }
    }
}

kith_status kith_partition_split(const kith_network *network,
                                 kith_partition *partition,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    kith_id *part = KITH_NEW(kith_id, network->size);
    kith_id *stack = KITH_NEW(kith_id, network->size);
    kith_id parts = 0;
    if (!part || !stack) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (kith_id v = 0; v < network->size; v++)
        part[v] = KITH_NONE;
    for (kith_id v = 0; v < network->size; v++) {
        if (part[v] != KITH_NONE)
            continue;
        part[v] = parts++;
        fill_part(network, partition->group, v, part, stack);
    }
    for (kith_id v = 0; v < network->size; v++)
        partition->group[v] = part[v];
    partition->count = parts;
done:
    kith_release(part);
    kith_release(stack);
    return st;
}
