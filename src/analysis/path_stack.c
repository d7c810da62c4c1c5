/* A walk in depth without recursion, in order of entities, then relations. */
#include "analysis/path_stack.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

static int by_neighbour(const void *left, const void *right)
{
    const kith_path_hop *a = left;
    const kith_path_hop *b = right;
    if (a->neighbour != b->neighbour)
        return a->neighbour < b->neighbour ? -1 : 1;
    return (a->relation > b->relation) - (a->relation < b->relation);
}

kith_status kith_path_stack_add_hop(kith_path_stack *stack,
                                    kith_path_hop hop,
                                    kith_error *err)
{
    kith_path_hop *hops = kith_make_room(stack->hops, stack->hop_count,
                                         &stack->hop_room, sizeof *hops);
    if (!hops)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    stack->hops = hops;
    stack->hops[stack->hop_count++] = hop;
    return KITH_OK;
}

kith_status kith_path_stack_push(kith_path_stack *stack,
                                 kith_id entity,
                                 size_t begin,
                                 kith_error *err)
{
    kith_path_stop *stops = kith_make_room(stack->stops, stack->stop_count,
                                           &stack->stop_room, sizeof *stops);
    if (!stops)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    stack->stops = stops;
    if (stack->hop_count > begin) {
        qsort(stack->hops + begin, stack->hop_count - begin,
              sizeof(kith_path_hop), by_neighbour);
    }
    stack->stops[stack->stop_count++] =
        (kith_path_stop){entity, begin, begin, begin, begin};
    return KITH_OK;
}

void kith_path_stack_pop(kith_path_stack *stack)
{
    stack->hop_count = stack->stops[--stack->stop_count].begin;
}

/* The hops of the last stop are always the last hops. */
bool kith_path_stack_choose(kith_path_stack *stack, kith_id *neighbour)
{
    kith_path_stop *last = &stack->stops[stack->stop_count - 1];
    const kith_path_hop *hops = stack->hops;
    last->group = last->next;
    if (last->group == stack->hop_count)
        return false;
    *neighbour = hops[last->group].neighbour;
    while (last->next < stack->hop_count &&
           hops[last->next].neighbour == *neighbour)
        last->next++;
    return true;
}

static kith_status add_path(const kith_path_stack *stack,
                            const kith_path_search *search,
                            kith_id to,
                            kith_paths *paths,
                            kith_error *err)
{
    const size_t length = stack->stop_count;
    kith_id *entities = NULL;
    kith_step *steps = NULL;
    double sum = 0;
    for (size_t i = 0; i < length; i++) {
        const kith_path_stop *at = &stack->stops[i];
        sum += kith_path_cost_of(search, stack->hops[at->picked].relation);
    }
    const kith_status st =
        kith_paths_add(paths, length, sum, &entities, &steps, err);
    for (size_t i = 0; st == KITH_OK && i < length; i++) {
        const kith_path_stop *at = &stack->stops[i];
        const kith_id r = stack->hops[at->picked].relation;
        entities[i] = at->entity;
        steps[i] = kith_step_from(search->graph, r, at->entity);
    }
    if (st == KITH_OK)
        entities[length] = to;
    return st;
}

static bool pick_next(kith_path_stack *stack)
{
    for (size_t i = stack->stop_count; i-- > 0;) {
        kith_path_stop *at = &stack->stops[i];
        if (++at->picked < at->next)
            return true;
        at->picked = at->group;
    }
    return false;
}

kith_status kith_path_stack_arrive(kith_path_stack *stack,
                                   const kith_path_search *search,
                                   kith_id to,
                                   size_t limit,
                                   kith_paths *paths,
                                   kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < stack->stop_count; i++)
        stack->stops[i].picked = stack->stops[i].group;
    do {
        if (paths->count == limit) {
            paths->more = true;
            return KITH_OK;
        }
        st = add_path(stack, search, to, paths, err);
    } while (st == KITH_OK && pick_next(stack));
    return st;
}

void kith_path_stack_free(kith_path_stack *stack)
{
    kith_release(stack->hops);
    kith_release(stack->stops);
    *stack = (kith_path_stack){0};
}
