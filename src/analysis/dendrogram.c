/* Where to cut a tree of merges.
 *
 * Merging clusters a and b changes modularity by
 *     w(a, b) / W - 2 K(a) K(b) / (2 W)^2,
 * K being strengths and W the weight of all relations. w(a, b) is found among
 * the relations of the smaller cluster, whose nodes then take the label of the
 * larger one: each node changes its label log2 V times at most. */
#include "analysis/dendrogram.h"

#include "base/alloc.h"
#include "base/error.h"

/* Sums that differ by less are equal but for rounding. */
static const double least_gain = 1e-12;

typedef struct {
    const kith_network *network;
    kith_id *label;   /* by node: a node that stands for its cluster */
    kith_id *next;    /* by node: the next of its cluster; KITH_NONE = last */
    kith_id *last;    /* by label: the last node of the cluster */
    kith_id *size;    /* by label */
    double *strength; /* by label */
    kith_id *of;      /* by cluster: its label */
} tree;

static void clear(tree *t)
{
    kith_release(t->label);
    kith_release(t->next);
    kith_release(t->last);
    kith_release(t->size);
    kith_release(t->strength);
    kith_release(t->of);
}

static kith_status init(tree *t,
                        const kith_network *network,
                        size_t merges,
                        kith_error *err)
{
    const size_t size = network->size;
    *t = (tree){
        .network = network,
        .label = KITH_NEW(kith_id, size),
        .next = KITH_NEW(kith_id, size),
        .last = KITH_NEW(kith_id, size),
        .size = KITH_NEW(kith_id, size),
        .strength = KITH_NEW(double, size),
        .of = KITH_NEW(kith_id, size + merges),
    };
    if (!t->label || !t->next || !t->last || !t->size || !t->strength || !t->of)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return KITH_OK;
}

static void start(tree *t)
{
    for (kith_id v = 0; v < t->network->size; v++) {
        t->label[v] = t->last[v] = t->of[v] = v;
        t->next[v] = KITH_NONE;
        t->size[v] = 1;
        t->strength[v] = t->network->strength[v];
    }
}

/* Weight between two clusters; those of `small` are gone through. */
static double weight_between(const tree *t, kith_id small, kith_id large)
{
    const kith_network *n = t->network;
    double sum = 0;
    for (kith_id v = small; v != KITH_NONE; v = t->next[v]) {
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
            if (t->label[n->neighbour[i]] == large)
                sum += kith_weight_at(n, i);
        }
    }
    return sum;
}

/* The label of the cluster is its first node. */
static void join(tree *t, kith_id small, kith_id large)
{
    for (kith_id v = small; v != KITH_NONE; v = t->next[v])
        t->label[v] = large;
    t->next[t->last[large]] = small;
    t->last[large] = t->last[small];
    t->size[large] += t->size[small];
    t->strength[large] += t->strength[small];
}

/* Do merge `i`; how much modularity it gains. */
static double merge(tree *t, const kith_merge *merges, size_t i)
{
    const double all = t->network->total;
    kith_id small = t->of[merges[i].a];
    kith_id large = t->of[merges[i].b];
    if (t->size[small] > t->size[large]) {
        const kith_id swap = small;
        small = large;
        large = swap;
    }
    const double gain =
        weight_between(t, small, large) / all -
        t->strength[small] / all * (t->strength[large] / all) / 2;
    join(t, small, large);
    t->of[t->network->size + i] = large;
    return gain;
}

kith_status kith_dendrogram_cut(const kith_network *network,
                                const kith_merge *merges,
                                size_t count,
                                kith_partition *out,
                                kith_error *err)
{
    tree t = {0};
    size_t best = 0;
    double gained = 0;
    double most = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, init(&t, network, count, err), done);
    start(&t);
    for (size_t i = 0; i < count; i++) {
        gained += merge(&t, merges, i);
        if (gained > most + least_gain) {
            most = gained;
            best = i + 1;
        }
    }
    start(&t);
    for (size_t i = 0; i < best; i++)
        (void)merge(&t, merges, i);
    for (kith_id v = 0; v < network->size; v++)
        out->group[v] = t.label[v];
    out->count = kith_partition_settle(out->group, network->size, t.size);
done:
    clear(&t);
    return st;
}
