/* From a graph to the network that methods of grouping work on, and from a
 * network to the smaller one whose nodes are its groups.
 *
 * Going through the entities in the new order, each puts its number at the end
 * of the lists of its neighbours, which are in order therefore, and parallel
 * relations stand beside each other. Weights of parallels are added up from the
 * least, so that the order of the records does not show in the last bit. */
#include "analysis/network.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void kith_network_clear(kith_network *network)
{
    kith_release(network->first);
    kith_release(network->neighbour);
    kith_release(network->weight);
    kith_release(network->inner);
    kith_release(network->strength);
    *network = (kith_network){0};
}

static kith_status init(kith_network *n,
                        size_t size,
                        size_t places,
                        bool weighted,
                        kith_error *err)
{
    *n = (kith_network){
        .size = (kith_id)size,
        .first = KITH_NEW(uint32_t, size + 1),
        .neighbour = KITH_NEW(kith_id, places),
        .weight = weighted ? KITH_NEW(double, places) : NULL,
        .inner = KITH_NEW(double, size),
        .strength = KITH_NEW(double, size),
    };
    if (n->first && n->neighbour && n->inner && n->strength &&
        (n->weight || !weighted))
        return KITH_OK;
    kith_network_clear(n);
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Give back what the lists do not need. */
static kith_status shrink(kith_network *n, kith_error *err)
{
    const size_t places = n->first[n->size];
    kith_id *neighbour =
        kith_grow_array(n->neighbour, places, sizeof *neighbour);
    if (neighbour)
        n->neighbour = neighbour;
    double *weight =
        n->weight ? kith_grow_array(n->weight, places, sizeof *weight) : NULL;
    if (weight)
        n->weight = weight;
    if (neighbour && (weight || !n->weight))
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Strengths and the total, in order of nodes. */
static void add_up(kith_network *n)
{
    n->total = 0;
    for (kith_id v = 0; v < n->size; v++) {
        double sum = 2 * n->inner[v];
        if (!n->weight)
            sum += n->first[v + 1] - n->first[v];
        for (uint32_t i = n->first[v]; n->weight && i < n->first[v + 1]; i++)
            sum += n->weight[i];
        n->strength[v] = sum;
        n->total += sum / 2;
    }
}

/* -- from a graph -------------------------------------------------------- */

/* What is known of a graph while its network is made. */
typedef struct {
    const kith_adjacency *lists;
    const kith_id *order;  /* entity of a node */
    kith_id *node;         /* of an entity */
    const double *weights; /* of the relations, or NULL */
} making;

/* Each list's start stands one place to the right while it fills, so that the
 * starts are right when all are full. */
static void count_places(const making *m, kith_network *n)
{
    const uint32_t places = m->lists->first[n->size];
    uint32_t sum = 0;
    for (uint32_t i = 0; i < places; i++)
        n->first[m->node[m->lists->neighbour[i]] + 1]++;
    for (kith_id v = 0; v < n->size; v++) {
        const uint32_t here = n->first[v + 1];
        n->first[v + 1] = sum;
        sum += here;
    }
}

static void put_places(const making *m, kith_network *n)
{
    uint32_t *end = n->first + 1;
    for (kith_id v = 0; v < n->size; v++) {
        const kith_id e = m->order[v];
        for (uint32_t i = m->lists->first[e]; i < m->lists->first[e + 1]; i++) {
            const uint32_t to = end[m->node[m->lists->neighbour[i]]]++;
            n->neighbour[to] = v;
            if (n->weight)
                n->weight[to] =
                    m->weights ? m->weights[m->lists->relation[i]] : 1;
        }
    }
}

static int by_value(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Sum of the weights of places `at` .. `end` - 1. */
static double weigh(kith_network *n, uint32_t at, uint32_t end)
{
    double sum = 0;
    if (!n->weight)
        return end - at;
    if (end - at > 1)
        qsort(n->weight + at, end - at, sizeof(double), by_value);
    for (; at < end; at++)
        sum += n->weight[at];
    return sum;
}

/* One place for all relations between two, and none for a node itself. Where
 * weights are not kept it has to be known that there are no parallels. */
static void merge_parallels(kith_network *n)
{
    uint32_t used = 0;
    uint32_t at = 0;
    for (kith_id v = 0; v < n->size; v++) {
        const uint32_t end = n->first[v + 1];
        n->first[v] = used;
        while (at < end) {
            const kith_id to = n->neighbour[at];
            uint32_t next = at + 1;
            while (next < end && n->neighbour[next] == to)
                next++;
            const double weight = weigh(n, at, next);
            at = next;
            if (to == v) {
                n->inner[v] = weight;
            } else if (weight > 0) {
                n->neighbour[used] = to;
                if (n->weight)
                    n->weight[used] = weight;
                used++;
            }
        }
    }
    n->first[n->size] = used;
}

/* Whether there are two relations between the same two entities. `seen` has a
 * place for each entity. */
static bool has_parallels(const kith_adjacency *lists,
                          kith_id size,
                          kith_id *seen)
{
    for (kith_id v = 0; v < size; v++)
        seen[v] = KITH_NONE;
    for (kith_id v = 0; v < size; v++) {
        for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++) {
            const kith_id to = lists->neighbour[i];
            if (seen[to] == v && to != v)
                return true;
            seen[to] = v;
        }
    }
    return false;
}

kith_status kith_network_make(kith_network *out,
                              kith_graph *graph,
                              const kith_id *order,
                              const double *weights,
                              bool directed,
                              kith_error *err)
{
    /* Lists are turned round while they are put in order. */
    const kith_direction way = directed ? KITH_IN : KITH_BOTH;
    const kith_id size = (kith_id)kith_graph_entity_count(graph);
    kith_adjacency lists = {0};
    making m = {&lists, order, NULL, weights};
    kith_status st = KITH_OK;
    *out = (kith_network){0};
    KITH_TRY(st, kith_graph_adjacency(graph, way, &lists, err), done);
    m.node = KITH_NEW(kith_id, size);
    if (!m.node) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    const bool weighted = weights || has_parallels(&lists, size, m.node);
    for (kith_id v = 0; v < size; v++)
        m.node[order[v]] = v;
    KITH_TRY(st, init(out, size, lists.first[size], weighted, err), done);
    count_places(&m, out);
    put_places(&m, out);
    merge_parallels(out);
    KITH_TRY(st, shrink(out, err), done);
    add_up(out);
done:
    kith_release(m.node);
    if (st != KITH_OK)
        kith_network_clear(out);
    return st;
}

/* -- from a network ------------------------------------------------------ */

/* Nodes by group, in order within it: those of group g are member[first[g]] ..
 * member[first[g + 1] - 1]. */
typedef struct {
    uint32_t *first;
    kith_id *member;
    double *pull;     /* weight to a group, 0 unless touched */
    kith_id *touched; /* groups that are pulled to */
} folding;

static void clear_folding(folding *f)
{
    kith_release(f->first);
    kith_release(f->member);
    kith_release(f->pull);
    kith_release(f->touched);
}

static kith_status init_folding(folding *f,
                                kith_id size,
                                kith_partition by,
                                kith_error *err)
{
    *f = (folding){
        .first = KITH_NEW(uint32_t, (size_t)by.count + 2),
        .member = KITH_NEW(kith_id, size),
        .pull = KITH_NEW(double, by.count),
        .touched = KITH_NEW(kith_id, by.count),
    };
    if (!f->first || !f->member || !f->pull || !f->touched)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; v < size; v++)
        f->first[by.group[v] + 2]++;
    for (kith_id g = 1; g <= by.count; g++)
        f->first[g + 1] += f->first[g];
    for (kith_id v = 0; v < size; v++)
        f->member[f->first[by.group[v] + 1]++] = v;
    return KITH_OK;
}

/* Pull of group g to every group, its own too; number of those touched. */
static kith_id pull_from(const folding *f,
                         const kith_network *of,
                         const kith_id *group,
                         kith_id g)
{
    kith_id touched = 0;
    for (uint32_t m = f->first[g]; m < f->first[g + 1]; m++) {
        const kith_id v = f->member[m];
        for (uint32_t i = of->first[v]; i < of->first[v + 1]; i++) {
            const kith_id to = group[of->neighbour[i]];
            if (f->pull[to] <= 0)
                f->touched[touched++] = to;
            f->pull[to] += kith_weight_at(of, i);
        }
    }
    return touched;
}

static void fold_group(kith_network *out,
                       const folding *f,
                       const kith_network *of,
                       kith_partition by,
                       kith_id g)
{
    const kith_id touched = pull_from(f, of, by.group, g);
    uint32_t used = out->first[g];
    for (uint32_t m = f->first[g]; m < f->first[g + 1]; m++)
        out->inner[g] += of->inner[f->member[m]];
    for (kith_id t = 0; t < touched; t++) {
        const kith_id to = f->touched[t];
        if (to == g) {
            out->inner[g] += f->pull[to] / 2;
        } else {
            out->neighbour[used] = to;
            out->weight[used++] = f->pull[to];
        }
        f->pull[to] = 0;
    }
    out->first[g + 1] = used;
}

kith_status kith_network_fold(kith_network *out,
                              const kith_network *of,
                              kith_partition by,
                              kith_error *err)
{
    folding f = {0};
    kith_status st = KITH_OK;
    *out = (kith_network){0};
    KITH_TRY(st, init_folding(&f, of->size, by, err), done);
    KITH_TRY(st, init(out, by.count, of->first[of->size], true, err), done);
    for (kith_id g = 0; g < by.count; g++)
        fold_group(out, &f, of, by, g);
    KITH_TRY(st, shrink(out, err), done);
    add_up(out);
done:
    clear_folding(&f);
    if (st != KITH_OK)
        kith_network_clear(out);
    return st;
}
