/* What is near some entities, and what hangs together, over some relations. */
#include "graph/reach.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/roots.h"

/* -- near ---------------------------------------------------------------- */

/* A few rounds over all relations cost less than to make the adjacency. */
enum { FEW_ROUNDS = 8 };

/* Each round marks the neighbours of what an earlier one has marked; `rounds`,
 * all zero at first, says in which round an entity was reached. */
static void sweep(const kith_graph *graph,
                  const bool *relations,
                  uint32_t depth,
                  bool *reached,
                  unsigned char *rounds)
{
    bool more = true;
    for (unsigned char round = 1; round <= depth && more; round++) {
        more = false;
        for (size_t r = 0; r < graph->relation_count; r++) {
            const kith_id a = graph->sources[r];
            const kith_id b = graph->targets[r];
            if (reached[a] == reached[b] || !relations[r])
                continue;
            const kith_id old = reached[a] ? a : b;
            const kith_id new = reached[a] ? b : a;
            if (rounds[old] == round)
                continue; /* its neighbours are for the next round */
            reached[new] = true;
            rounds[new] = round;
            more = true;
        }
    }
}

/* Breadth first, a round of neighbours at a time; `queue` has room for every
 * entity. */
static void spread(const kith_graph *graph,
                   const kith_adjacency *all,
                   const bool *relations,
                   uint32_t depth,
                   bool *reached,
                   kith_id *queue)
{
    size_t count = 0;
    size_t done = 0;
    for (kith_id e = 0; e < graph->entity_count; e++) {
        if (reached[e])
            queue[count++] = e;
    }
    for (uint32_t round = 0; round < depth && done < count; round++) {
        for (const size_t end = count; done < end; done++) {
            const kith_id e = queue[done];
            for (uint32_t i = all->first[e]; i < all->first[e + 1]; i++) {
                const kith_id near = all->neighbour[i];
                if (!relations[all->relation[i]] || reached[near])
                    continue;
                reached[near] = true;
                queue[count++] = near;
            }
        }
    }
}

static kith_status reach_far(kith_graph *graph,
                             const bool *relations,
                             uint32_t depth,
                             bool *reached,
                             kith_error *err)
{
    kith_adjacency all;
    const kith_status st = kith_graph_adjacency(graph, KITH_BOTH, &all, err);
    if (st != KITH_OK)
        return st;
    kith_id *queue = KITH_NEW(kith_id, graph->entity_count);
    if (!queue)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    spread(graph, &all, relations, depth, reached, queue);
    kith_release(queue);
    return KITH_OK;
}

kith_status kith_reach_near(kith_graph *graph,
                            const bool *relations,
                            uint32_t depth,
                            bool *reached,
                            kith_error *err)
{
    /* only faster: where the adjacency is there, or is needed */
    if (graph->adjacency[KITH_BOTH] || depth > FEW_ROUNDS)
        return reach_far(graph, relations, depth, reached, err);
    unsigned char *rounds = KITH_NEW(unsigned char, graph->entity_count);
    if (!rounds)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    sweep(graph, relations, depth, reached, rounds);
    kith_release(rounds);
    return KITH_OK;
}

/* -- components ---------------------------------------------------------- */

/* A component's lowest member represents it. */
static void join_ends(const kith_graph *graph,
                      const bool *relations,
                      kith_id *above)
{
    for (kith_id e = 0; e < graph->entity_count; e++)
        above[e] = e;
    for (size_t r = 0; r < graph->relation_count; r++) {
        if (!relations[r])
            continue;
        const kith_id a = kith_root_of(above, graph->sources[r]);
        const kith_id b = kith_root_of(above, graph->targets[r]);
        above[a > b ? a : b] = a > b ? b : a;
    }
}

static void keep_largest(size_t count,
                         kith_id *above,
                         kith_id *sizes,
                         bool *entities)
{
    kith_id largest = 0;
    for (kith_id e = 0; e < count; e++) {
        if (entities[e])
            sizes[kith_root_of(above, e)]++;
    }
    for (kith_id e = 0; e < count; e++)
        largest = sizes[e] > sizes[largest] ? e : largest;
    for (kith_id e = 0; e < count; e++)
        entities[e] = entities[e] && kith_root_of(above, e) == largest;
}

kith_status kith_reach_largest(const kith_graph *graph,
                               const bool *relations,
                               bool *entities,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    kith_id *above = KITH_NEW(kith_id, graph->entity_count);
    kith_id *sizes = KITH_NEW(kith_id, graph->entity_count);
    if (above && sizes) {
        join_ends(graph, relations, above);
        keep_largest(graph->entity_count, above, sizes, entities);
    } else {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    kith_release(sizes);
    kith_release(above);
    return st;
}
