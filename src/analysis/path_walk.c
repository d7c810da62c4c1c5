/* Shortest paths in order of their entities, then relations: from `from` by
 * steps that bring a shortest path on, over what leads to the target, so that
 * no dead end is met. Parallel relations make a path each. */
#include "analysis/path_find.h"
#include "analysis/path_stack.h"
#include "base/error.h"

static kith_status walk_to(kith_path_stack *stack,
                           const kith_path_search *search,
                           const kith_path_map *map,
                           kith_id u,
                           kith_error *err)
{
    const kith_adjacency *lists = &search->ahead;
    const size_t begin = stack->hop_count;
    for (uint32_t place = lists->first[u]; place < lists->first[u + 1];
         place++) {
        const kith_path_hop hop = {lists->neighbour[place],
                                   lists->relation[place]};
        if (map->left[hop.neighbour] == 0 ||
            !kith_path_leads(search, hop.relation, hop.neighbour) ||
            map->left[hop.neighbour] + 1 != map->left[u])
            continue;
        const kith_status st = kith_path_stack_add_hop(stack, hop, err);
        if (st != KITH_OK)
            return st;
    }
    return kith_path_stack_push(stack, u, begin, err);
}

kith_status kith_path_walk(const kith_path_search *search,
                           const kith_path_map *map,
                           kith_id to,
                           size_t most,
                           kith_paths *paths,
                           kith_error *err)
{
    const size_t limit = paths->count + most;
    kith_path_stack stack = {0};
    kith_id next = search->from;
    kith_status st = KITH_OK;
    if (map->left[search->from] == 0)
        return KITH_OK;
    if (search->from == to)
        return kith_path_stack_arrive(&stack, search, to, limit, paths, err);
    KITH_TRY(st, walk_to(&stack, search, map, next, err), done);
    while (stack.stop_count > 0 && !(paths->count == limit && paths->more)) {
        if (!kith_path_stack_choose(&stack, &next)) {
            kith_path_stack_pop(&stack);
        } else if (next != to) {
            KITH_TRY(st, walk_to(&stack, search, map, next, err), done);
        } else {
            KITH_TRY(st,
                     kith_path_stack_arrive(&stack, search, to, limit, paths,
                                            err),
                     done);
        }
    }
done:
    kith_path_stack_free(&stack);
    return st;
}
