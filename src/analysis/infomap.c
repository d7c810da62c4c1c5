/* Groups by the map equation: they make the way of a random walk short to tell.
 *
 *     L = h(Q) - 2 sum h(q) - sum h(p) + sum h(q + p of the group),
 * where h(x) = x log2 x, q is how often the walk leaves a group, Q the sum of
 * all q, p how often it is at a node or in a group.
 *
 * Nodes move to the neighbouring group, or to one of their own, where L falls
 * most; groups then become nodes, and so on; that is a round. The next round
 * begins with single nodes again, in the groups that were found, for as long as
 * L falls. A group that is not connected is split in the end. Of several runs
 * the one of the shortest code is taken. Self-relations are left out, as igraph
 * does; without directions igraph's walk starts anew now and then, this one has
 * no need to.
 *
 * Cost: O(E) a level, some four levels a round, some three to ten rounds.
 * Source: Rosvall and Bergstrom, "Maps of random walks on complex networks
 * reveal community structure", 2008; Rosvall, Axelsson and Bergstrom, "The map
 * equation", 2009. */
#include "analysis/flow.h"
#include "analysis/group_methods.h"
#include "analysis/queue.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/random.h"

#include <math.h>

enum { MOST_ROUNDS = 32 };

/* Bits that a move and a round have to save, lest rounding decide. */
static const double least_gain = 1e-12;
static const double little_gain = 1e-10;

/* A group, as the moving node sees it. */
typedef struct {
    double pull; /* steps between the node and the group; 0 if there are none */
    kith_visit at;
    kith_id members;
} module;

typedef struct {
    const kith_flow *whole;
    uint64_t random;
    kith_clock *clock;
    kith_queue queue;
    module *modules;
    kith_id *touched; /* groups that are pulled to */
    kith_id *empty;   /* stack of groups without nodes */
    kith_id *order;
    kith_id *group; /* by node of the level */
    kith_id *node;  /* of a node of the whole, at the level reached */
    kith_id *scratch;
    kith_visit *sums;
    kith_id empties;
    double exits; /* of all groups */
} run;

static void clear(run *r)
{
    kith_queue_clear(&r->queue);
    kith_release(r->modules);
    kith_release(r->touched);
    kith_release(r->empty);
    kith_release(r->order);
    kith_release(r->group);
    kith_release(r->node);
    kith_release(r->scratch);
    kith_release(r->sums);
}

static kith_status init(run *r, const kith_group_task *task, kith_error *err)
{
    const kith_flow *flow = task->subject;
    const kith_id size = flow->between.size;
    *r = (run){
        .whole = flow,
        .random = task->seed,
        .clock = task->clock,
        .modules = KITH_NEW(module, size),
        .touched = KITH_NEW(kith_id, size),
        .empty = KITH_NEW(kith_id, size),
        .order = KITH_NEW(kith_id, size),
        .group = KITH_NEW(kith_id, size),
        .node = KITH_NEW(kith_id, size),
        .scratch = KITH_NEW(kith_id, size),
        .sums = KITH_NEW(kith_visit, size),
    };
    if (kith_queue_init(&r->queue, size) && r->modules && r->touched &&
        r->empty && r->order && r->group && r->node && r->scratch && r->sums)
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- moving nodes -------------------------------------------------------- */

/* `sign` 1: what the group is with the node in it; -1: without it. */
static kith_visit changed(const module *m, const kith_visit *node, double sign)
{
    return (kith_visit){
        .visits = m->at.visits + sign * node->visits,
        .leaving = m->at.leaving + sign * (node->leaving - m->pull),
        .jumping = m->at.jumping + sign * node->jumping,
        .share = m->at.share + sign * node->share,
    };
}

/* Without the node: what pull there is now leaves the group. */
static kith_visit without(const module *m, const kith_visit *node)
{
    return changed(m, node, -1);
}

/* Bits that a step takes more when a group becomes what it is with the node. */
static double cost_of(const run *r, const module *m, const kith_visit *node)
{
    const kith_visit with = changed(m, node, 1);
    const double before = kith_visit_exit(&m->at);
    const double after = kith_visit_exit(&with);
    return kith_flow_entropy(r->exits - before + after) -
           2 * (kith_flow_entropy(after) - kith_flow_entropy(before)) +
           kith_flow_entropy(after + with.visits) -
           kith_flow_entropy(before + m->at.visits);
}

static kith_id pull_of(run *r, const kith_network *n, kith_id v)
{
    kith_id touched = 0;
    for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
        const kith_id g = r->group[n->neighbour[i]];
        if (r->modules[g].pull <= 0)
            r->touched[touched++] = g;
        r->modules[g].pull += n->weight[i];
    }
    return touched;
}

/* Make a group what it is to be, and keep the sum of exits. */
static void set(run *r, kith_id g, kith_visit at)
{
    r->exits += kith_visit_exit(&at) - kith_visit_exit(&r->modules[g].at);
    r->modules[g].at = at;
}

/* Take v out of its group. */
static void take_out(run *r, kith_id own, const kith_visit *node)
{
    static const kith_visit nothing = {0};
    module *m = &r->modules[own];
    m->members--;
    set(r, own, m->members > 0 ? without(m, node) : nothing);
    if (m->members == 0)
        r->empty[r->empties++] = own;
}

static void put_in(run *r, kith_id g, const kith_visit *node)
{
    module *m = &r->modules[g];
    if (m->members == 0)
        r->empties--; /* it is on top */
    m->members++;
    set(r, g, changed(m, node, 1));
}

/* The group where v, which has been taken out of `own`, costs least. */
static kith_id best_for(const run *r,
                        kith_id own,
                        const kith_visit *node,
                        kith_id touched)
{
    kith_id best = own;
    double least = cost_of(r, &r->modules[own], node);
    if (r->modules[own].members > 0) {
        const kith_id alone = r->empty[r->empties - 1];
        const double cost = cost_of(r, &r->modules[alone], node);
        if (cost < least - least_gain) {
            least = cost;
            best = alone;
        }
    }
    for (kith_id t = 0; t < touched; t++) {
        const kith_id g = r->touched[t];
        if (g == own)
            continue;
        const double cost = cost_of(r, &r->modules[g], node);
        if (cost < least - least_gain) {
            least = cost;
            best = g;
        }
    }
    return best;
}

/* Look at v; whether it has moved. */
static bool look_at(run *r, const kith_flow *level, kith_id v)
{
    const kith_id own = r->group[v];
    const kith_id touched = pull_of(r, &level->between, v);
    take_out(r, own, &level->at[v]);
    const kith_id best = best_for(r, own, &level->at[v], touched);
    put_in(r, best, &level->at[v]);
    for (kith_id t = 0; t < touched; t++)
        r->modules[r->touched[t]].pull = 0;
    r->group[v] = best;
    return best != own;
}

/* Begin a level: groups and the sum of their exits. */
static void start(run *r, const kith_flow *level)
{
    const kith_id size = level->between.size;
    const kith_partition by = {r->group, size};
    kith_flow_gather(level, by, r->sums);
    r->exits = 0;
    r->empties = 0;
    for (kith_id g = 0; g < size; g++) {
        r->modules[g] = (module){.at = r->sums[g]};
        r->exits += kith_visit_exit(&r->sums[g]);
        r->order[g] = g;
    }
    for (kith_id v = 0; v < size; v++)
        r->modules[r->group[v]].members++;
    for (kith_id g = size; g-- > 0;) {
        if (r->modules[g].members == 0)
            r->empty[r->empties++] = g;
    }
    kith_random_shuffle(&r->random, r->order, size);
    kith_queue_fill(&r->queue, r->order, size);
}

/* Nodes between two looks at the clock, less one: a power of two less one. */
static const uint64_t between_ticks = 0x3fff;

static bool move_all(run *r, const kith_flow *level)
{
    const kith_network *n = &level->between;
    uint64_t looks = 0;
    start(r, level);
    while (r->queue.left > 0) {
        if ((++looks & between_ticks) == 0 && !kith_clock_tick(r->clock))
            return false;
        const kith_id v = kith_queue_take(&r->queue);
        if (!look_at(r, level, v))
            continue;
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
            const kith_id to = n->neighbour[i];
            if (!r->queue.waiting[to] && r->group[to] != r->group[v])
                kith_queue_add(&r->queue, to);
        }
    }
    return true;
}

/* -- rounds -------------------------------------------------------------- */

/* From the grouping in `group`, by node of the whole, to a better one. */
static kith_status go_round(run *r, kith_id *group, kith_error *err)
{
    kith_flow levels[2] = {
        {{0}, 0},
        {{0}, 0}
    };
    const kith_flow *level = r->whole;
    const kith_id size = r->whole->between.size;
    kith_status st = KITH_OK;
    for (kith_id v = 0; v < size; v++) {
        r->node[v] = v;
        r->group[v] = group[v];
    }
    for (unsigned depth = 0;; depth++) {
        kith_flow *upper = &levels[depth % 2];
        if (!move_all(r, level)) {
            st = kith_group_stopped(err);
            goto done;
        }
        const kith_id count =
            kith_partition_settle(r->group, level->between.size, r->scratch);
        for (kith_id v = 0; v < size; v++)
            r->node[v] = r->group[r->node[v]];
        if (count == level->between.size)
            break;
        kith_flow_clear(upper);
        KITH_TRY(st,
                 kith_flow_fold(upper, level, (kith_partition){r->group, count},
                                err),
                 done);
        level = upper;
        for (kith_id g = 0; g < count; g++)
            r->group[g] = g;
    }
    for (kith_id v = 0; v < size; v++)
        group[v] = r->node[v];
done:
    kith_flow_clear(&levels[0]);
    kith_flow_clear(&levels[1]);
    return st;
}

/* All nodes in one group may be the shortest, and moving may not get there. */
static void try_one_group(run *r, kith_partition *out, double length)
{
    const kith_id size = r->whole->between.size;
    const kith_partition one = {r->group, 1};
    for (kith_id v = 0; v < size; v++)
        r->group[v] = 0;
    if (kith_flow_code_length(r->whole, one, r->sums) >= length - little_gain)
        return;
    out->count = 1;
    for (kith_id v = 0; v < size; v++)
        out->group[v] = 0;
}

static kith_status find(const kith_group_task *task,
                        kith_partition *out,
                        double *quality,
                        kith_error *err)
{
    const kith_flow *flow = task->subject;
    const kith_id size = flow->between.size;
    run r = {0};
    kith_status st = KITH_OK;
    double before = INFINITY;
    double length = INFINITY;
    KITH_TRY(st, init(&r, task, err), done);
    for (kith_id v = 0; v < size; v++)
        out->group[v] = v;
    for (unsigned round = 0; round < MOST_ROUNDS; round++) {
        KITH_TRY(st, go_round(&r, out->group, err), done);
        out->count = kith_partition_settle(out->group, size, r.scratch);
        length = kith_flow_code_length(flow, *out, r.sums);
        if (!(length < before - little_gain))
            break;
        before = length;
    }
    try_one_group(&r, out, length);
    KITH_TRY(st, kith_partition_split(&flow->between, out, err), done);
    *quality = -kith_flow_code_length(flow, *out, r.sums);
done:
    clear(&r);
    return st;
}

static kith_status group(kith_graph *graph,
                         const kith_network *network,
                         const kith_group_options *options,
                         kith_groups *groups,
                         kith_error *err)
{
    kith_network along = {0};
    kith_flow flow = {0};
    double quality = 0;
    kith_status st = KITH_OK;
    if (options->directed) {
        KITH_TRY(st,
                 kith_group_network(&along, graph, options, groups, true, err),
                 done);
    }
    KITH_TRY(st,
             kith_flow_make(&flow, network, options->directed ? &along : NULL,
                            err),
             done);
    KITH_TRY(st,
             kith_group_runs(network, &flow, options, find, groups, &quality,
                             err),
             done);
    groups->figures.code_length = -quality;
done:
    kith_network_clear(&along);
    kith_flow_clear(&flow);
    return st;
}

kith_status kith_group_infomap(kith_graph *graph,
                               const kith_group_options *options,
                               kith_groups *groups,
                               kith_error *err)
{
    kith_network network = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_group_network(&network, graph, options, groups, false, err),
             done);
    st = network.first[network.size] > 0
             ? group(graph, &network, options, groups, err)
             : kith_group_take_single(groups, &network, err);
done:
    kith_network_clear(&network);
    return st;
}
