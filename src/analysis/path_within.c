/* Every simple path of at most so many relations.
 *
 * A walk in depth, with a barrier at each entity: how many steps it is at least
 * from there to the target without touching the path that is being walked. The
 * barriers begin as distances. When nothing was found from an entity, its
 * barrier rises above what was left to go; when something was found, those of
 * all from where it can be reached sink again. So the walk never falls into the
 * same trap twice, and a path costs O(N E) at worst (Peng, Zhang, Lin, Qin and
 * Zhang, "Towards bridging theory and practice: hop-constrained s-t simple path
 * enumeration", 2019).
 *
 * The walk is done for one length after the other, so that the shorter paths
 * come first; it ends when no step was left out for the length alone. */
#include "analysis/path_find.h"
#include "analysis/path_stack.h"
#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* What was learnt from an entity on. */
typedef struct {
    uint32_t steps; /* fewest to the target; `beyond` = it was not found */
    bool cut;       /* a step was left out for the length */
} lesson;

typedef struct {
    const kith_path_search *search;
    kith_id to;
    size_t limit; /* paths */
    uint64_t *looks;
    kith_paths *paths;
    uint32_t length;   /* of the paths that are sought now */
    uint32_t beyond;   /* a barrier that is never passed */
    uint32_t *nearest; /* by entity: steps to the target */
    uint32_t *barrier;
    bool *on_path;
    kith_id *moved; /* entities whose barriers may not be what they were */
    size_t moved_count;
    bool *is_moved;
    kith_id *queue; /* for barriers to sink */
    bool cut;       /* a step was left out for the length */
    kith_path_stack stack;
    lesson *lessons; /* by stop */
    size_t lesson_room;
    kith_error *err;
} hunt;

static bool look(hunt *h)
{
    if (*h->looks > 0) {
        --*h->looks;
        return true;
    }
    h->paths->gave_up = true;
    return false;
}

/* -- barriers ------------------------------------------------------------- */

static void set_barrier(hunt *h, kith_id e, uint32_t value)
{
    if (!h->is_moved[e])
        h->moved[h->moved_count++] = e;
    h->is_moved[e] = true;
    h->barrier[e] = value;
}

static void restore(hunt *h)
{
    for (size_t i = 0; i < h->moved_count; i++) {
        const kith_id e = h->moved[i];
        h->barrier[e] = h->nearest[e];
        h->is_moved[e] = false;
    }
    h->moved_count = 0;
}

/* From `e` the target can be reached in `steps` and no sooner: let the barriers
 * of all before it sink to that. Each is met first at its least, since they are
 * met in breadth. */
static void sink(hunt *h, kith_id e, uint32_t steps)
{
    const kith_adjacency *lists = &h->search->back;
    size_t end = 0;
    set_barrier(h, e, steps);
    h->queue[end++] = e;
    for (size_t at = 0; at < end; at++) {
        const kith_id v = h->queue[at];
        const uint32_t above = h->barrier[v] + 1;
        for (uint32_t place = lists->first[v]; place < lists->first[v + 1];
             place++) {
            const kith_id u = lists->neighbour[place];
            if (h->on_path[u] || h->barrier[u] <= above || !look(h) ||
                !kith_path_open(h->search, lists->relation[place], u))
                continue;
            set_barrier(h, u, above);
            h->queue[end++] = u;
        }
    }
}

/* -- the walk ------------------------------------------------------------- */

static uint32_t depth(const hunt *h)
{
    return (uint32_t)h->stack.stop_count - 1;
}

/* Whether the target may be reached through `v` from the end of the path, which
 * is `steps` long. */
static bool is_hopeful(const hunt *h, kith_id v, uint32_t steps, bool *cut)
{
    if (h->on_path[v] || h->barrier[v] == h->beyond)
        return false;
    if (steps + 1 + h->barrier[v] <= h->length)
        return true;
    *cut = true;
    return false;
}

static kith_status make_room(hunt *h)
{
    lesson *lessons = kith_make_room(h->lessons, h->stack.stop_count,
                                     &h->lesson_room, sizeof *lessons);
    if (!lessons)
        return kith_fail(h->err, KITH_E_MEMORY, "out of memory");
    h->lessons = lessons;
    return KITH_OK;
}

static kith_status walk_to(hunt *h, kith_id u)
{
    const kith_adjacency *lists = &h->search->ahead;
    const size_t begin = h->stack.hop_count;
    const uint32_t steps = (uint32_t)h->stack.stop_count;
    lesson new = {h->beyond, false};
    kith_status st = make_room(h);
    h->on_path[u] = true;
    for (uint32_t place = lists->first[u];
         st == KITH_OK && place < lists->first[u + 1] && look(h); place++) {
        const kith_path_hop hop = {lists->neighbour[place],
                                   lists->relation[place]};
        if (kith_path_leads(h->search, hop.relation, hop.neighbour) &&
            is_hopeful(h, hop.neighbour, steps, &new.cut))
            st = kith_path_stack_add_hop(&h->stack, hop, h->err);
    }
    if (st != KITH_OK)
        return st;
    h->lessons[h->stack.stop_count] = new;
    return kith_path_stack_push(&h->stack, u, begin, h->err);
}

static lesson *last_lesson(const hunt *h)
{
    return &h->lessons[depth(h)];
}

/* Leave the last entity and learn from it. Where not even the length has kept
 * from finding the target, only what is on the path did. */
static void leave(hunt *h)
{
    const kith_id u = h->stack.stops[depth(h)].entity;
    const lesson learnt = *last_lesson(h);
    if (learnt.steps < h->beyond) {
        sink(h, u, learnt.steps);
    } else {
        set_barrier(h, u, learnt.cut ? h->length - depth(h) + 1 : h->beyond);
    }
    h->on_path[u] = false;
    kith_path_stack_pop(&h->stack);
    if (h->stack.stop_count == 0) {
        h->cut = learnt.cut;
        return;
    }
    lesson *before = last_lesson(h);
    before->cut = before->cut || learnt.cut;
    if (learnt.steps < before->steps)
        before->steps = learnt.steps + 1;
}

/* Shorter paths have been handed out before. */
static kith_status arrive(hunt *h)
{
    last_lesson(h)->steps = 1;
    if (h->stack.stop_count < h->length)
        return KITH_OK;
    return kith_path_stack_arrive(&h->stack, h->search, h->to, h->limit,
                                  h->paths, h->err);
}

static bool is_over(const hunt *h)
{
    return h->paths->gave_up || (h->paths->count == h->limit && h->paths->more);
}

static kith_status walk_length(hunt *h)
{
    kith_id next = KITH_NONE;
    h->cut = false;
    kith_status st = walk_to(h, h->search->from);
    while (st == KITH_OK && h->stack.stop_count > 0 && !is_over(h)) {
        if (!kith_path_stack_choose(&h->stack, &next)) {
            leave(h);
        } else if (next == h->to) {
            st = arrive(h);
        } else if (is_hopeful(h, next, depth(h), &last_lesson(h)->cut)) {
            st = walk_to(h, next);
        }
    }
    restore(h);
    return st;
}

/* -- all lengths ---------------------------------------------------------- */

static kith_status init(hunt *h)
{
    const size_t count = h->search->count;
    h->nearest = KITH_NEW(uint32_t, count);
    h->barrier = KITH_NEW(uint32_t, count);
    h->on_path = KITH_NEW(bool, count);
    h->moved = KITH_NEW(kith_id, count);
    h->is_moved = KITH_NEW(bool, count);
    h->queue = KITH_NEW(kith_id, count);
    if (!h->nearest || !h->barrier || !h->on_path || !h->moved ||
        !h->is_moved || !h->queue)
        return kith_fail(h->err, KITH_E_MEMORY, "out of memory");
    return KITH_OK;
}

/* Steps to the target, breadth first; `beyond` where it is out of reach. */
static void measure(hunt *h)
{
    const kith_adjacency *lists = &h->search->back;
    size_t end = 0;
    for (size_t e = 0; e < h->search->count; e++)
        h->nearest[e] = h->beyond;
    h->nearest[h->to] = 0;
    h->queue[end++] = h->to;
    for (size_t at = 0; at < end; at++) {
        const kith_id v = h->queue[at];
        if (h->nearest[v] + 1 == h->beyond)
            break;
        for (uint32_t place = lists->first[v]; place < lists->first[v + 1];
             place++) {
            const kith_id u = lists->neighbour[place];
            if (h->nearest[u] < h->beyond ||
                !kith_path_open(h->search, lists->relation[place], u))
                continue;
            h->nearest[u] = h->nearest[v] + 1;
            h->queue[end++] = u;
        }
    }
    memcpy(h->barrier, h->nearest, h->search->count * sizeof *h->barrier);
}

static void release(hunt *h)
{
    kith_release(h->nearest);
    kith_release(h->barrier);
    kith_release(h->on_path);
    kith_release(h->moved);
    kith_release(h->is_moved);
    kith_release(h->queue);
    kith_release(h->lessons);
    kith_path_stack_free(&h->stack);
}

kith_status kith_path_within(const kith_path_search *search,
                             kith_id to,
                             size_t within,
                             size_t spread,
                             size_t most,
                             bool *is_all,
                             uint64_t *looks,
                             kith_paths *paths,
                             kith_error *err)
{
    /* no simple path is longer */
    const size_t longest = within < search->count ? within : search->count - 1;
    hunt h = {
        .search = search,
        .to = to,
        .limit = paths->count + most,
        .looks = looks,
        .paths = paths,
        .beyond = (uint32_t)longest + 2,
        .err = err,
    };
    kith_status st = KITH_OK;
    *is_all = true;
    if (search->from == to) {
        return kith_path_stack_arrive(&h.stack, search, to, h.limit, paths,
                                      err);
    }
    KITH_TRY(st, init(&h), done);
    measure(&h);
    h.cut = true;
    const uint32_t shortest = h.nearest[search->from];
    for (h.length = shortest; h.cut && h.length <= longest && !is_over(&h);
         h.length++) {
        *is_all = h.length - shortest <= spread;
        if (!*is_all)
            break;
        KITH_TRY(st, walk_length(&h), done);
    }
done:
    release(&h);
    return st;
}
