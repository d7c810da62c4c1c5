/* A random walk on a network (Rosvall and Bergstrom, "Maps of random walks on
 * complex networks reveal community structure", 2008).
 *
 * Along directions the shares p of visits solve
 *     p(v) = sum over u of r(u) w(u, v) / s(u) + (1 - sum of r) / n,
 * r(u) being 0.85 p(u), or 0 where s(u), the weight that leads from u, is 0; n
 * counts the nodes that have relations. They are found by going on walking. */
#include "analysis/flow.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

static const double jump = 0.15;     /* chance of starting anew; the paper's */
static const double settled = 1e-15; /* change of all shares of visits */

enum { MOST_STEPS = 300 };

double kith_flow_entropy(double p)
{
    return p > 0 ? p * log2(p) : 0;
}

void kith_flow_clear(kith_flow *flow)
{
    kith_network_clear(&flow->between);
    kith_release(flow->at);
    *flow = (kith_flow){0};
}

/* -- ignoring directions ------------------------------------------------- */

/* Weight that leads from v to others. */
static double weight_out(const kith_network *n, kith_id v)
{
    double sum = 0;
    if (!n->weight)
        return n->first[v + 1] - n->first[v];
    for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++)
        sum += n->weight[i];
    return sum;
}

static void walk(kith_flow *flow, const kith_network *n)
{
    double all = 0;
    for (kith_id v = 0; v < n->size; v++)
        all += weight_out(n, v);
    for (kith_id v = 0; v < n->size; v++)
        flow->at[v].visits = flow->at[v].leaving = weight_out(n, v) / all;
    for (uint32_t i = 0; i < n->first[n->size]; i++)
        flow->between.weight[i] = 2 * kith_weight_at(n, i) / all;
}

/* -- along directions ---------------------------------------------------- */

/* One step from `p` to `next`; by how much shares have changed. */
static double step(const kith_flow *flow,
                   const kith_network *n,
                   const double *out,
                   const double *p,
                   double *next)
{
    double walking = 0;
    double change = 0;
    memset(next, 0, n->size * sizeof *next);
    for (kith_id v = 0; v < n->size; v++) {
        if (out[v] <= 0)
            continue;
        const double each = (1 - jump) * p[v] / out[v];
        walking += (1 - jump) * p[v];
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++)
            next[n->neighbour[i]] += each * kith_weight_at(n, i);
    }
    for (kith_id v = 0; v < n->size; v++) {
        next[v] += (1 - walking) * flow->at[v].share;
        change += fabs(next[v] - p[v]);
    }
    return change;
}

/* Weight of the place of `to` in the list of `v`, whose neighbours stand in
 * order. */
static double *place_of(kith_network *between, kith_id v, kith_id to)
{
    uint32_t low = between->first[v];
    for (uint32_t high = between->first[v + 1]; low < high;) {
        const uint32_t middle = low + (high - low) / 2;
        if (between->neighbour[middle] < to) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return &between->weight[low];
}

/* What settled shares of visits say about steps. */
static void follow(kith_flow *flow,
                   const kith_network *n,
                   const double *out,
                   const double *p)
{
    for (kith_id v = 0; v < n->size; v++) {
        kith_visit *at = &flow->at[v];
        at->visits = p[v];
        at->jumping = out[v] > 0 ? jump * p[v] : p[v];
        const double each = out[v] > 0 ? (1 - jump) * p[v] / out[v] : 0;
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
            const kith_id to = n->neighbour[i];
            const double steps = each * kith_weight_at(n, i);
            at->leaving += steps;
            *place_of(&flow->between, v, to) += steps;
            *place_of(&flow->between, to, v) += steps;
        }
    }
}

static kith_status walk_along(kith_flow *flow,
                              const kith_network *directed,
                              kith_error *err)
{
    const kith_id size = directed->size;
    kith_status st = KITH_OK;
    double *p = KITH_NEW(double, size);
    double *next = KITH_NEW(double, size);
    double *out = KITH_NEW(double, size);
    kith_id related = 0;
    if (!p || !next || !out) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (kith_id v = 0; v < size; v++)
        related += flow->at[v].share > 0;
    for (kith_id v = 0; v < size; v++) {
        flow->at[v].share /= related;
        p[v] = flow->at[v].share;
        out[v] = weight_out(directed, v);
    }
    for (unsigned i = 0; i < MOST_STEPS; i++) {
        const double change = step(flow, directed, out, p, next);
        double *swap = p;
        p = next;
        next = swap;
        if (change < settled)
            break;
    }
    follow(flow, directed, out, p);
done:
    kith_release(p);
    kith_release(next);
    kith_release(out);
    return st;
}

/* -- in common ----------------------------------------------------------- */

/* The lists of a network, with weights of 0. */
static kith_status copy_lists(kith_flow *flow,
                              const kith_network *n,
                              kith_error *err)
{
    const size_t places = n->first[n->size];
    flow->between = (kith_network){
        .size = n->size,
        .first = KITH_NEW(uint32_t, (size_t)n->size + 1),
        .neighbour = KITH_NEW(kith_id, places),
        .weight = KITH_NEW(double, places),
        .inner = KITH_NEW(double, n->size),
        .strength = KITH_NEW(double, n->size),
    };
    flow->at = KITH_NEW(kith_visit, n->size);
    kith_network *between = &flow->between;
    if (!between->first || !between->neighbour || !between->weight ||
        !between->inner || !between->strength || !flow->at)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    memcpy(between->first, n->first,
           ((size_t)n->size + 1) * sizeof *between->first);
    memcpy(between->neighbour, n->neighbour,
           places * sizeof *between->neighbour);
    return KITH_OK;
}

kith_status kith_flow_make(kith_flow *out,
                           const kith_network *network,
                           const kith_network *directed,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    *out = (kith_flow){0};
    KITH_TRY(st, copy_lists(out, network, err), done);
    if (directed) {
        for (kith_id v = 0; v < network->size; v++)
            out->at[v].share = network->first[v + 1] > network->first[v];
        KITH_TRY(st, walk_along(out, directed, err), done);
    } else {
        walk(out, network);
    }
done:
    if (st != KITH_OK)
        kith_flow_clear(out);
    return st;
}

/* Add to a group what is known of its nodes; steps between them do not leave.
 */
void kith_flow_gather(const kith_flow *flow,
                      kith_partition by,
                      kith_visit *group)
{
    const kith_network *n = &flow->between;
    memset(group, 0, by.count * sizeof *group);
    for (kith_id v = 0; v < n->size; v++) {
        kith_visit *to = &group[by.group[v]];
        double within = 0;
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
            if (by.group[n->neighbour[i]] == by.group[v])
                within += n->weight[i];
        }
        to->visits += flow->at[v].visits;
        to->leaving += flow->at[v].leaving - within / 2;
        to->jumping += flow->at[v].jumping;
        to->share += flow->at[v].share;
    }
}

kith_status kith_flow_fold(kith_flow *out,
                           const kith_flow *of,
                           kith_partition by,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    *out = (kith_flow){0};
    KITH_TRY(st, kith_network_fold(&out->between, &of->between, by, err), done);
    out->at = KITH_NEW(kith_visit, by.count);
    if (!out->at) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    kith_flow_gather(of, by, out->at);
done:
    if (st != KITH_OK)
        kith_flow_clear(out);
    return st;
}

double kith_flow_code_length(const kith_flow *flow,
                             kith_partition partition,
                             kith_visit *scratch)
{
    double exits = 0;
    double bits = 0;
    kith_flow_gather(flow, partition, scratch);
    for (kith_id g = 0; g < partition.count; g++) {
        const double out = kith_visit_exit(&scratch[g]);
        exits += out;
        bits += kith_flow_entropy(out + scratch[g].visits) -
                2 * kith_flow_entropy(out);
    }
    for (kith_id v = 0; v < flow->between.size; v++)
        bits -= kith_flow_entropy(flow->at[v].visits);
    return bits + kith_flow_entropy(exits);
}
