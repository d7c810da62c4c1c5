/* A graph as trees, by breadth: everybody is as near to the root as can be. */
#include "cli/tree.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

#define UNREACHED UINT32_MAX

static size_t degree_of(const kith_adjacency *lists, kith_id v)
{
    return lists->first[v + 1] - lists->first[v];
}

/* Reach everything from `root`. */
static void grow(kith_tree *tree, kith_id root)
{
    const kith_adjacency *lists = &tree->lists;
    size_t next = tree->reached;
    if (tree->depth[root] != UNREACHED)
        return;
    tree->depth[root] = 0;
    tree->order[tree->reached++] = root;
    for (; next < tree->reached; next++) {
        const kith_id v = tree->order[next];
        for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++) {
            const kith_id other = lists->neighbour[i];
            if (tree->depth[other] != UNREACHED)
                continue;
            tree->depth[other] = tree->depth[v] + 1;
            tree->parent[other] = v;
            tree->relation[other] = lists->relation[i];
            tree->order[tree->reached++] = other;
        }
    }
}

static int by_degree(const void *a, const void *b, void *context)
{
    const kith_id x = *(const kith_id *)a;
    const kith_id y = *(const kith_id *)b;
    const size_t more = degree_of(context, y);
    const size_t less = degree_of(context, x);
    if (more != less)
        return more < less ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Entities in order of their number of relations, each a root if nothing before
 * has reached it. */
static kith_status grow_all(kith_tree *tree, kith_error *err)
{
    kith_id *all = KITH_NEW(kith_id, tree->count);
    if (!all)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; v < tree->count; v++)
        all[v] = v;
    qsort_r(all, tree->count, sizeof *all, by_degree, &tree->lists);
    for (size_t i = 0; i < tree->count; i++)
        grow(tree, all[i]);
    kith_release(all);
    return KITH_OK;
}

static void list_children(kith_tree *tree)
{
    for (size_t i = 0; i < tree->reached; i++) {
        const kith_id parent = tree->parent[tree->order[i]];
        if (parent != KITH_NONE)
            tree->first[parent + 1]++;
    }
    for (size_t v = 0; v < tree->count; v++)
        tree->first[v + 1] += tree->first[v];
    /* each list's start stands where its end will be while it fills */
    for (size_t i = tree->reached; i-- > 0;) {
        const kith_id v = tree->order[i];
        if (tree->parent[v] != KITH_NONE)
            tree->child[--tree->first[tree->parent[v] + 1]] = v;
    }
    for (size_t v = 0; v < tree->count; v++)
        tree->first[v] = tree->first[v + 1];
    tree->first[tree->count] = 0;
    for (size_t i = 0; i < tree->reached; i++)
        tree->first[tree->count] += tree->parent[tree->order[i]] != KITH_NONE;
}

static kith_status make_room(kith_tree *tree, kith_error *err)
{
    tree->parent = KITH_NEW(kith_id, tree->count);
    tree->relation = KITH_NEW(kith_id, tree->count);
    tree->order = KITH_NEW(kith_id, tree->count);
    tree->depth = KITH_NEW(uint32_t, tree->count);
    tree->first = KITH_NEW(uint32_t, tree->count + 1);
    tree->child = KITH_NEW(kith_id, tree->count);
    if (!tree->parent || !tree->relation || !tree->order || !tree->depth ||
        !tree->first || !tree->child)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t v = 0; v < tree->count; v++) {
        tree->parent[v] = KITH_NONE;
        tree->depth[v] = UNREACHED;
    }
    return KITH_OK;
}

kith_status kith_tree_make(kith_tree *out,
                           kith_graph *graph,
                           const kith_id *roots,
                           size_t root_count,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    *out = (kith_tree){.count = kith_graph_entity_count(graph)};
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &out->lists, err),
             done);
    KITH_TRY(st, make_room(out, err), done);
    for (size_t i = 0; i < root_count; i++)
        grow(out, roots[i]);
    if (root_count == 0)
        KITH_TRY(st, grow_all(out, err), done);
    list_children(out);
done:
    if (st != KITH_OK)
        kith_tree_free(out);
    return st;
}

void kith_tree_free(kith_tree *tree)
{
    kith_release(tree->parent);
    kith_release(tree->relation);
    kith_release(tree->order);
    kith_release(tree->depth);
    kith_release(tree->first);
    kith_release(tree->child);
    *tree = (kith_tree){0};
}
