/* Communities by the Leiden method (Traag, Waltman and van Eck, "From Louvain
 * to Leiden: guaranteeing well-connected communities", 2019).
 *
 * A round: move nodes until none gains (moving.c); within each group, let
 * single nodes join what they are well connected with, which refines the group
 * into parts that hang together; make each part a node, and go on with these,
 * at first grouped as before. Where the paper lets a node join parts by chance,
 * in proportion to exp(gain / theta), the best part is taken here, as the
 * authors' own program does. Rounds go on for as long as they improve enough.
 *
 * Group C without v is called well connected with v if
 *     pull(v, C) >= resolution / (2 W) * strength(v) * strength(C).
 *
 * Cost: O(E) a round, some two to six rounds. */
#include "analysis/leiden.h"

#include "analysis/moving.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

enum { MOST_ROUNDS = 32 };

/* In a large network a round that gains less than this is the last: the third
 * rarely gains 0.001. In a small one rounds go on until nothing moves. */
enum { LARGE = 20000 }; /* places in lists */
static const double little_gain = 1e-3;
static const double no_gain = 1e-12;

/* -- refinement ---------------------------------------------------------- */

typedef struct {
    const kith_network *network;
    const kith_id *group; /* to be refined, by node */
    kith_id *part;        /* of a node; parts begin as single nodes */
    double *outward;      /* by part: weight to the rest of its group */
    double *whole;        /* strength by group */
    bool *joined;         /* by part: has more than one node */
    kith_mover *mover;    /* for pull, touched and order */
    double scale;
} refining;

/* Begin with single nodes. Strengths of parts use the memory that strengths of
 * groups have used before. */
static void single_out(refining *r)
{
    const kith_network *n = r->network;
    for (kith_id g = 0; g < n->size; g++)
        r->whole[g] = 0;
    for (kith_id v = 0; v < n->size; v++) {
        r->part[v] = v;
        r->joined[v] = false;
        r->mover->at[v].strength = n->strength[v];
        r->whole[r->group[v]] += n->strength[v];
        r->outward[v] = 0;
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
            if (r->group[n->neighbour[i]] == r->group[v])
                r->outward[v] += kith_weight_at(n, i);
        }
    }
}

static bool is_well_connected(const refining *r, kith_id part, double whole)
{
    const double inside = r->mover->at[part].strength;
    return r->outward[part] >= r->scale * inside * (whole - inside);
}

static kith_id pull_within(refining *r, kith_id v)
{
    const kith_network *n = r->network;
    kith_id touched = 0;
    for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
        const kith_id to = n->neighbour[i];
        if (r->group[to] != r->group[v])
            continue;
        const kith_id part = r->part[to];
        if (r->mover->at[part].pull <= 0)
            r->mover->touched[touched++] = part;
        r->mover->at[part].pull += kith_weight_at(n, i);
    }
    return touched;
}

/* Let the single node v join the part of its group where it gains most. */
static void join(refining *r, kith_id v)
{
    kith_mass *at = r->mover->at;
    const double whole = r->whole[r->group[v]];
    const double charge = r->scale * r->network->strength[v];
    const kith_id touched = pull_within(r, v);
    kith_id best = v;
    double most = 0;
    double pulled = 0;
    for (kith_id t = 0; t < touched; t++) {
        const kith_id part = r->mover->touched[t];
        const double gain = at[part].pull - charge * at[part].strength;
        if (gain >= most && is_well_connected(r, part, whole)) {
            best = part;
            most = gain;
            pulled = at[part].pull;
        }
        at[part].pull = 0;
    }
    if (best == v)
        return;
    r->part[v] = best;
    r->joined[best] = true;
    r->mover->at[best].strength += r->network->strength[v];
    r->outward[best] += r->outward[v] - 2 * pulled;
}

static void refine(refining *r)
{
    single_out(r);
    for (kith_id i = 0; i < r->network->size; i++) {
        const kith_id v = r->mover->order[i];
        if (r->part[v] == v && !r->joined[v] &&
            is_well_connected(r, v, r->whole[r->group[v]]))
            join(r, v);
    }
}

/* -- a round ------------------------------------------------------------- */

/* Memory of a run, all arrays as long as the whole network has nodes. */
typedef struct {
    const kith_network *whole;
    double resolution;
    uint64_t random;
    kith_clock *clock;
    kith_mover mover;
    double *outward;
    double *sums;
    kith_id *node;  /* of a node of the whole, at the level reached */
    kith_id *group; /* by node of the level */
    kith_id *part;  /* by node of the level */
    kith_id *scratch;
} run;

static void clear(run *r)
{
    kith_mover_clear(&r->mover);
    kith_release(r->outward);
    kith_release(r->sums);
    kith_release(r->node);
    kith_release(r->group);
    kith_release(r->part);
    kith_release(r->scratch);
}

static kith_status init(run *r, const kith_group_task *task, kith_error *err)
{
    const kith_network *network = task->subject;
    *r = (run){
        .whole = network,
        .resolution = kith_group_resolution(task->options),
        .random = task->seed,
        .clock = task->clock,
        .outward = KITH_NEW(double, network->size),
        .sums = KITH_NEW(double, network->size),
        .node = KITH_NEW(kith_id, network->size),
        .group = KITH_NEW(kith_id, network->size),
        .part = KITH_NEW(kith_id, network->size),
        .scratch = KITH_NEW(kith_id, network->size),
    };
    if (!r->outward || !r->sums || !r->node || !r->group || !r->part ||
        !r->scratch)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return kith_mover_init(&r->mover, network->size, err);
}

/* Number of parts of the grouping of a level, which are then numbered from 0
 * in r->part. */
static kith_id parts_of(run *r, const kith_network *level)
{
    refining refined = {
        .network = level,
        .group = r->group,
        .part = r->part,
        .outward = r->outward,
        .whole = r->sums,
        .joined = r->mover.queue.waiting,
        .mover = &r->mover,
        .scale = r->resolution / (2 * level->total),
    };
    refine(&refined);
    return kith_partition_settle(r->part, level->size, r->scratch);
}

/* Go up to the level whose nodes are the parts of this one: its network, the
 * node there of every node of the whole, and the groups so far. */
static kith_status go_up(run *r,
                         const kith_network *level,
                         kith_id parts,
                         kith_network *upper,
                         kith_error *err)
{
    const kith_status st =
        kith_network_fold(upper, level, (kith_partition){r->part, parts}, err);
    if (st != KITH_OK)
        return st;
    for (kith_id v = 0; v < level->size; v++)
        r->scratch[r->part[v]] = r->group[v];
    for (kith_id p = 0; p < parts; p++)
        r->group[p] = r->scratch[p];
    for (kith_id v = 0; v < r->whole->size; v++)
        r->node[v] = r->part[r->node[v]];
    (void)kith_partition_settle(r->group, parts, r->scratch);
    return KITH_OK;
}

/* One round from the grouping that stands in `group`, by node of the whole. */
static kith_status go_round(run *r, kith_id *group, kith_error *err)
{
    kith_network levels[2] = {{0}, {0}};
    const kith_network *level = r->whole;
    kith_status st = KITH_OK;
    for (kith_id v = 0; v < r->whole->size; v++) {
        r->node[v] = v;
        r->group[v] = group[v];
    }
    for (unsigned depth = 0;; depth++) {
        kith_network *upper = &levels[depth % 2];
        kith_mover_shuffle(&r->mover, level->size, &r->random);
        if (!kith_mover_run(&r->mover, level, r->resolution, r->clock,
                            r->group)) {
            st = kith_group_stopped(err);
            goto done;
        }
        const kith_id groups =
            kith_partition_settle(r->group, level->size, r->scratch);
        if (groups == level->size)
            break;
        const kith_id parts = parts_of(r, level);
        if (parts == level->size)
            break;
        kith_network_clear(upper);
        KITH_TRY(st, go_up(r, level, parts, upper, err), done);
        level = upper;
    }
    for (kith_id v = 0; v < r->whole->size; v++)
        group[v] = r->group[r->node[v]];
done:
    kith_network_clear(&levels[0]);
    kith_network_clear(&levels[1]);
    return st;
}

kith_status kith_leiden(const kith_group_task *task,
                        kith_partition *out,
                        double *quality,
                        kith_error *err)
{
    const kith_network *network = task->subject;
    const double least_gain =
        network->first[network->size] > LARGE ? little_gain : no_gain;
    run r = {0};
    kith_status st = KITH_OK;
    double before = -INFINITY;
    KITH_TRY(st, init(&r, task, err), done);
    for (kith_id v = 0; v < network->size; v++)
        out->group[v] = v;
    for (unsigned round = 0; round < MOST_ROUNDS; round++) {
        KITH_TRY(st, go_round(&r, out->group, err), done);
        out->count =
            kith_partition_settle(out->group, network->size, r.scratch);
        *quality = kith_network_modularity(network, *out, r.resolution, r.sums);
        if (!(*quality > before + least_gain))
            break;
        before = *quality;
    }
    KITH_TRY(st, kith_partition_split(network, out, err), done);
    *quality = kith_network_modularity(network, *out, r.resolution, r.sums);
done:
    clear(&r);
    return st;
}

kith_status kith_group_leiden(kith_graph *graph,
                              const kith_group_options *options,
                              kith_groups *groups,
                              kith_error *err)
{
    return kith_group_by_runs(graph, options, kith_leiden, groups, err);
}
