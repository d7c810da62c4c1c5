/* A least tree that connects some entities, by the method of Dreyfus and Wagner
 * ("The Steiner problem in graphs", 1971) as Erickson, Monma and Veinott have
 * it ("Send-and-split method for minimum-concave-cost network flows", 1987).
 *
 * The best tree of each set of named entities that ends at entity v comes from
 * two trees of smaller sets that meet at v, or from a tree that ends next to v.
 * Sets of k - 1 named ones are built up; the last one is where the tree of all
 * of them has to end.
 *
 * Only what can be part of a tree that is better than one that is known is
 * looked at: where d is the distance, a tree through v, a and b costs at least
 * (d(v, a) + d(v, b) + d(a, b)) / 2. Where nothing is left, the known one is as
 * good as any. */
#include "analysis/connect.h"
#include "analysis/path_heap.h"
#include "base/alloc.h"
#include "base/error.h"

/* Beyond these the other method has to do: named entities, distances from all
 * of them (8 bytes each), trees (16 bytes each), relations looked at for all
 * sets, pairs of trees. They keep an answer within seconds. */
enum { MOST_NAMED = 12, MOST_TREES = 1 << 24 };
#define MOST_DISTANCES ((size_t)1 << 26)
#define MOST_LOOKS     3e7
#define MOST_PAIRS     1e9

typedef struct {
    double cost;      /* HUGE_VAL = there is none */
    kith_id relation; /* by which it goes on, or KITH_NONE */
    uint32_t part;    /* the set of one of two trees that meet, or 0 */
} tree;

typedef struct {
    const kith_path_search *search;
    const kith_id *named;
    size_t count;
    double most;
    double *distance;   /* count * entities, until it is known who is alive */
    kith_id *alive;     /* entities that are looked at, */
    uint32_t *place_of; /* and their places there, + 1 */
    size_t alive_count;
    double looks;  /* relations of all of them */
    double *near;  /* by place and named entity: the distance */
    double *apart; /* between named entities */
    tree *trees;   /* by set and place */
    kith_path_heap heap;
    kith_relation_list *out;
    kith_error *err;
} plan;

static kith_status out_of_memory(const plan *p)
{
    return kith_fail(p->err, KITH_E_MEMORY, "out of memory");
}

/* -- what is looked at ---------------------------------------------------- */

static double distance(const plan *p, size_t i, kith_id e)
{
    return p->distance[i * p->search->count + e];
}

/* Whether a tree of this cost is better than the one that is known. */
static bool is_better(const plan *p, double cost)
{
    return cost < p->most * (1 - 1e-12);
}

/* What a tree costs at least that leads from an entity with these distances to
 * all named ones that are not in `set`. */
static double rest_of(const plan *p, uint32_t set, const double *near)
{
    double rest = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (set >> i & 1)
            continue;
        rest = fmax(rest, near[i]);
        for (size_t j = i + 1; j < p->count; j++) {
            if (!(set >> j & 1)) {
                const double sum = near[i] + near[j];
                rest = fmax(rest, (sum + p->apart[i * p->count + j]) / 2);
            }
        }
    }
    return rest;
}

static void distances_of(const plan *p, kith_id e, double *near)
{
    for (size_t i = 0; i < p->count; i++)
        near[i] = distance(p, i, e);
}

static kith_status measure(plan *p)
{
    const size_t count = p->search->count;
    kith_status st = KITH_OK;
    p->distance = KITH_NEW(double, count * p->count);
    p->place_of = KITH_NEW(uint32_t, count);
    p->apart = KITH_NEW(double, p->count * p->count);
    if (!p->distance || !p->place_of || !p->apart)
        return out_of_memory(p);
    for (size_t i = 0; i < p->count && st == KITH_OK; i++) {
        st = kith_path_distances(p->search, p->named[i],
                                 p->distance + i * count, NULL, p->err);
    }
    for (size_t i = 0; i < p->count; i++)
        distances_of(p, p->named[i], p->apart + i * p->count);
    return st;
}

static kith_status choose_alive(plan *p)
{
    const uint32_t *first = p->search->ahead.first;
    double near[MOST_NAMED];
    for (kith_id e = 0; e < p->search->count; e++) {
        distances_of(p, e, near);
        if (is_better(p, rest_of(p, 0, near)))
            p->place_of[e] = (uint32_t)++p->alive_count;
    }
    p->alive = KITH_NEW(kith_id, p->alive_count);
    p->near = KITH_NEW(double, p->alive_count * p->count);
    if (!p->alive || !p->near)
        return out_of_memory(p);
    for (kith_id e = 0; e < p->search->count; e++) {
        if (!p->place_of[e])
            continue;
        const size_t place = p->place_of[e] - 1;
        p->alive[place] = e;
        p->looks += first[e + 1] - first[e];
        distances_of(p, e, p->near + place * p->count);
    }
    kith_release(p->distance);
    p->distance = NULL;
    return KITH_OK;
}

static bool is_affordable(const plan *p)
{
    const double sets = (double)(UINT32_C(1) << (p->count - 1));
    double pairs = (double)p->alive_count;
    for (size_t i = 1; i < p->count; i++)
        pairs *= 3;
    return sets * (double)p->alive_count <= MOST_TREES &&
           sets * p->looks <= MOST_LOOKS && pairs <= MOST_PAIRS;
}

/* -- trees ---------------------------------------------------------------- */

static tree *tree_at(const plan *p, uint32_t set, size_t place)
{
    return &p->trees[set * p->alive_count + place];
}

static kith_status improve(plan *p, uint32_t set, kith_id e, tree new)
{
    const size_t place = p->place_of[e] - 1;
    tree *known = tree_at(p, set, place);
    if (!(new.cost < known->cost))
        return KITH_OK;
    const double rest = rest_of(p, set, p->near + place * p->count);
    if (!is_better(p, new.cost + rest))
        return KITH_OK;
    *known = new;
    return kith_path_heap_put(&p->heap,
                              (kith_path_item){new.cost, 0, (uint32_t)place},
                              p->err);
}

/* Trees of two parts of a set that meet. Each pair is seen once: the part with
 * the lowest member is the first. */
static kith_status meet(plan *p, uint32_t set)
{
    const uint32_t lowest = set & (~set + 1);
    kith_status st = KITH_OK;
    for (uint32_t one = (set - 1) & set; one > 0 && st == KITH_OK;
         one = (one - 1) & set) {
        if (!(one & lowest))
            continue;
        for (size_t i = 0; i < p->alive_count && st == KITH_OK; i++) {
            const double sum =
                tree_at(p, one, i)->cost + tree_at(p, set ^ one, i)->cost;
            if (sum < tree_at(p, set, i)->cost)
                st = improve(p, set, p->alive[i], (tree){sum, KITH_NONE, one});
        }
    }
    return st;
}

static kith_status go_on(plan *p, uint32_t set)
{
    const kith_adjacency *lists = &p->search->ahead;
    kith_status st = KITH_OK;
    while (p->heap.size > 0 && st == KITH_OK) {
        const kith_path_item at = kith_path_heap_take(&p->heap);
        const kith_id u = p->alive[at.place];
        if (at.distance > tree_at(p, set, at.place)->cost)
            continue;
        for (uint32_t i = lists->first[u];
             i < lists->first[u + 1] && st == KITH_OK; i++) {
            const kith_id v = lists->neighbour[i];
            const kith_id r = lists->relation[i];
            if (!p->place_of[v] || !kith_path_open(p->search, r, v))
                continue;
            const double sum = at.distance + kith_path_cost_of(p->search, r);
            st = improve(p, set, v, (tree){sum, r, 0});
        }
    }
    return st;
}

static kith_status grow(plan *p)
{
    const uint32_t sets = UINT32_C(1) << (p->count - 1);
    kith_status st = KITH_OK;
    p->trees = KITH_NEW(tree, sets * p->alive_count);
    if (!p->trees)
        return out_of_memory(p);
    for (size_t i = 0; i < sets * p->alive_count; i++)
        p->trees[i].cost = HUGE_VAL;
    for (uint32_t set = 1; set < sets && st == KITH_OK; set++) {
        for (size_t i = 0; i + 1 < p->count && st == KITH_OK; i++) {
            if (set == UINT32_C(1) << i) {
                st = improve(p, set, p->named[i], (tree){0, KITH_NONE, 0});
            }
        }
        if (st == KITH_OK)
            st = meet(p, set);
        if (st == KITH_OK)
            st = go_on(p, set);
    }
    return st;
}

/* -- the best one --------------------------------------------------------- */

static bool all_alive(const plan *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (!p->place_of[p->named[i]])
            return false;
    }
    return true;
}

/* The tree of all but the last that ends at the last. */
static const tree *root_of(const plan *p)
{
    const uint32_t all = (UINT32_C(1) << (p->count - 1)) - 1;
    return tree_at(p, all, p->place_of[p->named[p->count - 1]] - 1);
}

typedef struct {
    uint32_t set;
    kith_id entity;
} branch;

/* Every set on the stack is a part of the one that was there, so that there are
 * never more than named entities. */
static kith_status collect(plan *p)
{
    const kith_id *sources = kith_graph_sources(p->search->graph);
    const kith_id *targets = kith_graph_targets(p->search->graph);
    branch stack[MOST_NAMED + 1];
    size_t count = 0;
    kith_status st = KITH_OK;
    stack[count++] =
        (branch){(UINT32_C(1) << (p->count - 1)) - 1, p->named[p->count - 1]};
    while (count > 0 && st == KITH_OK) {
        branch *at = &stack[count - 1];
        const tree *t = tree_at(p, at->set, p->place_of[at->entity] - 1);
        if (t->relation != KITH_NONE) {
            const kith_id r = t->relation;
            st = kith_relation_list_add(p->out, r, p->err);
            at->entity = sources[r] == at->entity ? targets[r] : sources[r];
        } else if (t->part) {
            stack[count] = (branch){t->part, at->entity};
            at->set ^= t->part;
            count++;
        } else {
            count--;
        }
    }
    return st;
}

kith_status kith_connect_exactly(const kith_path_search *search,
                                 const kith_id *named,
                                 size_t count,
                                 double most,
                                 kith_relation_list *out,
                                 bool *is_tried,
                                 kith_error *err)
{
    plan p = {
        .search = search,
        .named = named,
        .count = count,
        .most = most,
        .out = out,
        .err = err,
    };
    kith_status st = KITH_OK;
    *is_tried = false;
    if (count > MOST_NAMED || search->count > MOST_DISTANCES / count)
        return KITH_OK;
    KITH_TRY(st, measure(&p), done);
    KITH_TRY(st, choose_alive(&p), done);
    *is_tried = is_affordable(&p);
    if (!*is_tried || !all_alive(&p))
        goto done;
    KITH_TRY(st, grow(&p), done);
    if (isfinite(root_of(&p)->cost))
        st = collect(&p);
done:
    kith_release(p.distance);
    kith_release(p.near);
    kith_release(p.apart);
    kith_release(p.place_of);
    kith_release(p.alive);
    kith_release(p.trees);
    kith_path_heap_free(&p.heap);
    return st;
}
