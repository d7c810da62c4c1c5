/* Which part of a graph a selection keeps.
 *
 * Rules about relations come first: types, dates and confidence. `around` then
 * walks the relations that are left, in both directions and through entities of
 * any type, so that people near an organisation are found. Entity types and the
 * list of entities choose among what was reached; last, of what is then left,
 * the largest component.
 *
 * Entities stay unless a rule about entities leaves them out. Where the only
 * rules are about relations, entities without a relation that is kept go too,
 * but for those that are spared: whoever asks for relations does not want
 * thousands of loose ends. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"
#include "graph/reach.h"
#include "graph/subgraph.h"

#include <stdio.h>
#include <string.h>

/* Types that a hint names at most. */
enum { MOST_LISTED = 8 };

typedef struct {
    kith_graph *graph;
    const kith_selection *rules;
    bool *entities;  /* kept */
    bool *relations; /* kept */
    kith_error *err;
} choice;

static kith_status out_of_memory(const choice *c)
{
    return kith_fail(c->err, KITH_E_MEMORY, "out of memory");
}

static bool is_list(const char *const *list)
{
    return list && *list;
}

/* -- names of types ------------------------------------------------------ */

typedef const char *name_of(const kith_graph *graph, kith_id type);
typedef kith_id id_of(const kith_graph *graph, kith_text name);

/* The two kinds of type, alike. */
typedef struct {
    const char *kind;
    size_t count;
    name_of *name;
    id_of *id;
} types;

/* Names the types there are, while there is room for them whole. */
static void hint_types(const choice *c, const types *t)
{
    static const char more[] = ", …";
    char list[sizeof c->err->hint - sizeof "there are: "];
    size_t used = 0;
    kith_id type = 0;
    for (; type < t->count && type < MOST_LISTED; type++) {
        const char *name = t->name(c->graph, type);
        if (used + strlen(name) + sizeof ", " + sizeof more > sizeof list)
            break;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                 type ? ", " : "", name);
    }
    if (type > 0) {
        kith_hint(c->err, "there are: %s%s", list, type < t->count ? more : "");
    }
}

static kith_status no_such_type(const choice *c,
                                const types *t,
                                const char *name)
{
    kith_nearest nearest = {
        .wanted = {name, strlen(name)}
    };
    for (kith_id type = 0; type < t->count; type++)
        kith_nearest_see(&nearest, t->name(c->graph, type));
    kith_fail(c->err, KITH_E_NOT_FOUND, "no %s has the type '%s'", t->kind,
              name);
    if (nearest.best) {
        kith_hint(c->err, "did you mean '%s'?", nearest.best);
    } else if (c->err) {
        hint_types(c, t);
    }
    return KITH_E_NOT_FOUND;
}

/* Whether each type is in the list; the caller's to release. */
static kith_status mark_types(const choice *c,
                              const types *t,
                              const char *const *list,
                              bool **out)
{
    bool *marks = KITH_NEW(bool, t->count);
    if (!marks)
        return out_of_memory(c);
    for (; *list; list++) {
        const kith_id type = t->id(c->graph, (kith_text){*list, strlen(*list)});
        if (type == KITH_NONE) {
            kith_release(marks);
            return no_such_type(c, t, *list);
        }
        marks[type] = true;
    }
    *out = marks;
    return KITH_OK;
}

/* -- relations ----------------------------------------------------------- */

static kith_status keep_relation_types(choice *c)
{
    const kith_graph *graph = c->graph;
    const types t = {"relation", graph->relation_type_count,
                     kith_graph_relation_type_name,
                     kith_graph_relation_type_of};
    bool *kept = NULL;
    if (!is_list(c->rules->relation_types))
        return KITH_OK;
    const kith_status st = mark_types(c, &t, c->rules->relation_types, &kept);
    for (size_t r = 0; kept && r < graph->relation_count; r++)
        c->relations[r] = kept[graph->relation_types[r]];
    kith_release(kept);
    return st;
}

/* Leave out relations that do not hold at any time from `first` to `last`; an
 * end that is not given is open. */
static void keep_dates(choice *c, kith_date first, kith_date last)
{
    const kith_graph *graph = c->graph;
    const kith_date from =
        first == KITH_NO_DATE ? INT32_MIN : kith_date_first(first);
    const kith_date to =
        last == KITH_NO_DATE ? INT32_MAX : kith_date_last(last);
    if (first == KITH_NO_DATE && last == KITH_NO_DATE)
        return;
    for (size_t r = 0; graph->since && r < graph->relation_count; r++) {
        const kith_date since = graph->since[r];
        if (since != KITH_NO_DATE && kith_date_first(since) > to)
            c->relations[r] = false;
    }
    for (size_t r = 0; graph->until && r < graph->relation_count; r++) {
        const kith_date until = graph->until[r];
        if (until != KITH_NO_DATE && kith_date_last(until) < from)
            c->relations[r] = false;
    }
}

static kith_date given(kith_date date)
{
    return date == 0 ? KITH_NO_DATE : date;
}

static kith_status keep_spans(choice *c)
{
    const kith_date at = given(c->rules->at);
    const kith_date first = given(c->rules->between_first);
    const kith_date last = given(c->rules->between_last);
    if (first != KITH_NO_DATE && last != KITH_NO_DATE &&
        kith_date_first(first) > kith_date_last(last)) {
        kith_fail(c->err, KITH_E_INVALID, "the span ends before it begins");
        kith_hint(c->err, "give the earlier date first");
        return KITH_E_INVALID;
    }
    keep_dates(c, at, at);
    keep_dates(c, first, last);
    return KITH_OK;
}

static void keep_sure(choice *c)
{
    const double *confidences = c->graph->confidences;
    const double least = c->rules->least_confidence;
    for (size_t r = 0; confidences && r < c->graph->relation_count; r++) {
        if (confidences[r] < least) /* not where it is NaN */
            c->relations[r] = false;
    }
}

static kith_status keep_listed_relations(choice *c)
{
    const size_t count = c->graph->relation_count;
    if (!c->rules->relations)
        return KITH_OK;
    bool *kept = KITH_NEW(bool, count);
    if (!kept)
        return out_of_memory(c);
    for (size_t i = 0; i < c->rules->relation_count; i++) {
        if (c->rules->relations[i] < count)
            kept[c->rules->relations[i]] = true;
    }
    for (size_t r = 0; r < count; r++)
        c->relations[r] = c->relations[r] && kept[r];
    kith_release(kept);
    return KITH_OK;
}

static void keep_both_ends(choice *c)
{
    for (size_t r = 0; r < c->graph->relation_count; r++) {
        c->relations[r] = c->relations[r] &&
                          c->entities[c->graph->sources[r]] &&
                          c->entities[c->graph->targets[r]];
    }
}

static bool has_relation_rule(const kith_selection *rules)
{
    return is_list(rules->relation_types) || rules->relations ||
           rules->least_confidence > 0 || given(rules->at) != KITH_NO_DATE ||
           given(rules->between_first) != KITH_NO_DATE ||
           given(rules->between_last) != KITH_NO_DATE;
}

/* -- entities ------------------------------------------------------------ */

/* Leave out the entities that `kept` does not mark. */
static void keep_marked(choice *c, const bool *kept)
{
    for (size_t e = 0; e < c->graph->entity_count; e++)
        c->entities[e] = c->entities[e] && kept[e];
}

static void mark_of_types(const kith_graph *graph, const bool *of, bool *marks)
{
    for (size_t e = 0; e < graph->entity_count; e++) {
        const uint16_t type = graph->entity_types[e];
        marks[e] = type != UINT16_MAX && of[type];
    }
    for (size_t i = 0; i < graph->more_type_count; i++) {
        const kith_extra *more = &graph->more_types[i];
        marks[more->entity] = marks[more->entity] || of[more->value];
    }
}

static kith_status keep_entity_types(choice *c)
{
    const types t = {"entity", c->graph->entity_type_count,
                     kith_graph_entity_type_name, kith_graph_entity_type_of};
    kith_status st = KITH_OK;
    bool *of = NULL;
    bool *kept = NULL;
    if (!is_list(c->rules->entity_types))
        return KITH_OK;
    KITH_TRY(st, mark_types(c, &t, c->rules->entity_types, &of), done);
    kept = KITH_NEW(bool, c->graph->entity_count);
    if (!of || !kept) {
        st = out_of_memory(c);
        goto done;
    }
    mark_of_types(c->graph, of, kept);
    keep_marked(c, kept);
done:
    kith_release(kept);
    kith_release(of);
    return st;
}

static kith_status keep_listed(choice *c)
{
    const size_t count = c->graph->entity_count;
    if (!c->rules->entities)
        return KITH_OK;
    bool *kept = KITH_NEW(bool, count);
    if (!kept)
        return out_of_memory(c);
    for (size_t i = 0; i < c->rules->entity_count; i++) {
        if (c->rules->entities[i] < count)
            kept[c->rules->entities[i]] = true;
    }
    keep_marked(c, kept);
    kith_release(kept);
    return KITH_OK;
}

static kith_status keep_near(choice *c)
{
    kith_status st = KITH_OK;
    if (!is_list(c->rules->around))
        return KITH_OK;
    bool *near = KITH_NEW(bool, c->graph->entity_count);
    if (!near)
        return out_of_memory(c);
    for (const char *const *name = c->rules->around; *name; name++) {
        kith_id e = KITH_NONE;
        KITH_TRY(st, kith_graph_resolve(c->graph, *name, &e, c->err), done);
        near[e] = true;
    }
    const uint32_t depth = c->rules->depth ? c->rules->depth : 1;
    KITH_TRY(st, kith_reach_near(c->graph, c->relations, depth, near, c->err),
             done);
    keep_marked(c, near);
done:
    kith_release(near);
    return st;
}

/* -- all rules ----------------------------------------------------------- */

static bool has_entity_rule(const kith_selection *rules)
{
    return is_list(rules->entity_types) || is_list(rules->around) ||
           rules->entities || rules->main_component;
}

static void keep_connected(choice *c)
{
    if (!has_relation_rule(c->rules) || has_entity_rule(c->rules))
        return;
    memset(c->entities, false, c->graph->entity_count);
    for (size_t r = 0; r < c->graph->relation_count; r++) {
        if (c->relations[r]) {
            c->entities[c->graph->sources[r]] = true;
            c->entities[c->graph->targets[r]] = true;
        }
    }
    for (size_t i = 0; i < c->rules->spared_count; i++) {
        if (c->rules->spared[i] < c->graph->entity_count)
            c->entities[c->rules->spared[i]] = true;
    }
}

kith_status kith_graph_select(kith_graph **out,
                              kith_graph *graph,
                              const kith_selection *selection,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    choice c = {graph, selection, KITH_NEW(bool, graph->entity_count),
                KITH_NEW(bool, graph->relation_count), err};
    *out = NULL;
    if (!c.entities || !c.relations) {
        st = out_of_memory(&c);
        goto done;
    }
    memset(c.entities, true, graph->entity_count);
    memset(c.relations, true, graph->relation_count);
    KITH_TRY(st, keep_relation_types(&c), done);
    KITH_TRY(st, keep_spans(&c), done);
    keep_sure(&c);
    KITH_TRY(st, keep_listed_relations(&c), done);
    keep_connected(&c);
    KITH_TRY(st, keep_near(&c), done);
    KITH_TRY(st, keep_entity_types(&c), done);
    KITH_TRY(st, keep_listed(&c), done);
    keep_both_ends(&c);
    if (selection->main_component) {
        KITH_TRY(st, kith_reach_largest(graph, c.relations, c.entities, err),
                 done);
        keep_both_ends(&c);
    }
    KITH_TRY(st, kith_subgraph(out, graph, c.entities, c.relations, err), done);
done:
    kith_release(c.relations);
    kith_release(c.entities);
    return st;
}
