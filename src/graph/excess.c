/* Where too many relations of one type meet.
 *
 * The relations of limited types are gathered by type; then each type is
 * counted in the same two arrays, which are cleared along the way back, so that
 * the cost is that of the relations, not of types times entities. */
#include "graph/excess.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/reading.h"

#include <stdlib.h>

typedef struct {
    const kith_graph *graph;
    const uint64_t *dropped; /* relations that do not count, or NULL */
    const kith_relation_type *const *types;
    size_t *first;      /* of each type in `relations`; one more at the end */
    kith_id *relations; /* of limited types, by type, in order */
    uint32_t *counts;   /* of each entity, for the type in hand */
    uint32_t *seen;     /* so far */
    kith_excess *found;
    size_t found_count;
} counter;

static bool is_limited(const kith_relation_type *type)
{
    return type && (type->most_per_source || type->most_per_target);
}

static bool counts(const counter *c, kith_id r)
{
    return is_limited(c->types[c->graph->relation_types[r]]) &&
           !kith_bit(c->dropped, r);
}

static bool add(counter *c, kith_excess excess)
{
    const size_t n = c->found_count;
    if ((n & (n - 1)) == 0) { /* full: room for 1, 2, 4, … */
        kith_excess *larger =
            kith_grow_array(c->found, n ? 2 * n : 1, sizeof *larger);
        if (!larger)
            return false;
        c->found = larger;
    }
    c->found[c->found_count++] = excess;
    return true;
}

/* -- by type ------------------------------------------------------------- */

static bool gather(counter *c)
{
    const kith_graph *graph = c->graph;
    const size_t types = graph->relation_type_count;
    c->first = KITH_NEW(size_t, types + 2);
    if (!c->first)
        return false;
    for (kith_id r = 0; r < graph->relation_count; r++)
        c->first[graph->relation_types[r] + 2] += counts(c, r);
    for (size_t t = 2; t <= types + 1; t++)
        c->first[t] += c->first[t - 1];
    c->relations = KITH_NEW(kith_id, c->first[types + 1]);
    if (!c->relations)
        return false;
    /* first[type + 1] moves from the start of the type to its end */
    for (kith_id r = 0; r < graph->relation_count; r++) {
        if (counts(c, r))
            c->relations[c->first[graph->relation_types[r] + 1]++] = r;
    }
    return true;
}

/* -- one type, one end --------------------------------------------------- */

/* The entities in which relation r counts: one, or both of a symmetric type. */
static size_t ends_of(const counter *c,
                      kith_id r,
                      bool at_targets,
                      kith_id *out)
{
    const kith_id source = c->graph->sources[r];
    const kith_id target = c->graph->targets[r];
    const kith_relation_type *type = c->types[c->graph->relation_types[r]];
    out[0] = at_targets ? target : source;
    out[1] = at_targets ? source : target;
    return type->symmetric && source != target ? 2 : 1;
}

static bool count_type(counter *c, size_t type, bool at_targets)
{
    const size_t end = c->first[type + 1];
    const uint32_t most = at_targets ? c->types[type]->most_per_target
                                     : c->types[type]->most_per_source;
    kith_id ends[2];
    for (size_t i = c->first[type]; i < end; i++) {
        for (size_t n = ends_of(c, c->relations[i], at_targets, ends); n-- > 0;)
            c->counts[ends[n]]++;
    }
    for (size_t i = c->first[type]; i < end; i++) {
        const kith_id r = c->relations[i];
        for (size_t n = ends_of(c, r, at_targets, ends); n-- > 0;) {
            const kith_id e = ends[n];
            if (++c->seen[e] == most + 1 &&
                !add(c, (kith_excess){r, e, c->counts[e], most, at_targets}))
                return false;
        }
    }
    for (size_t i = c->first[type]; i < end; i++) {
        for (size_t n = ends_of(c, c->relations[i], at_targets, ends); n-- > 0;)
            c->counts[ends[n]] = c->seen[ends[n]] = 0;
    }
    return true;
}

static bool count_all(counter *c)
{
    for (size_t type = 0; type < c->graph->relation_type_count; type++) {
        if (!is_limited(c->types[type]))
            continue;
        if (c->types[type]->most_per_source && !count_type(c, type, false))
            return false;
        if (c->types[type]->most_per_target && !count_type(c, type, true))
            return false;
    }
    return true;
}

static int by_relation(const void *a, const void *b)
{
    const kith_excess *x = a;
    const kith_excess *y = b;
    if (x->relation != y->relation)
        return x->relation < y->relation ? -1 : 1;
    if (x->at_targets != y->at_targets)
        return x->at_targets ? 1 : -1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

kith_status kith_excess_find(const kith_graph *graph,
                             const uint64_t *dropped,
                             const kith_relation_type *const *types,
                             kith_excess **out,
                             size_t *count,
                             kith_error *err)
{
    counter c = {.graph = graph, .dropped = dropped, .types = types};
    bool limited = false;
    bool done = true;
    for (size_t type = 0; type < graph->relation_type_count; type++)
        limited = limited || is_limited(types[type]);
    if (limited) {
        c.counts = KITH_NEW(uint32_t, graph->entity_count);
        c.seen = KITH_NEW(uint32_t, graph->entity_count);
        done = c.counts && c.seen && gather(&c) && count_all(&c);
    }
    if (c.found_count)
        qsort(c.found, c.found_count, sizeof *c.found, by_relation);
    kith_release(c.seen);
    kith_release(c.counts);
    kith_release(c.relations);
    kith_release(c.first);
    *out = done ? c.found : NULL;
    *count = done ? c.found_count : 0;
    if (done)
        return KITH_OK;
    kith_release(c.found);
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}
