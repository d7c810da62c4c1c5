/* What a vocabulary asks of a whole graph.
 *
 * What it says of each type in use is looked up once; after that a record costs
 * a few reads of small tables. */
#include "graph/rules.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/near.h"
#include "graph/excess.h"
#include "graph/quote.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_QUOTE = 60, SOURCE = 0, TARGET = 1 };

typedef struct {
    const kith_graph *graph;
    const kith_vocabulary *vocabulary;
    kith_rule_report *report;
    void *context;
    kith_arena tables;
    /* By type of the graph; a type that is not known has no entry, and the
     * nearest known name may stand for it. */
    const kith_entity_type **entities;
    const char **near_entities;
    const kith_relation_type **relations;
    const char **near_relations;
    /* By type of relation, for sources and targets: a bit for each type of
     * entity that may stand there; NULL where any may. */
    uint64_t **allowed[2];
} checker;

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- tables -------------------------------------------------------------- */

static const char *near_entity(const checker *c, const char *name)
{
    kith_nearest nearest = {.wanted = text_of(name)};
    for (size_t i = 0; i < kith_vocabulary_entities(c->vocabulary); i++) {
        kith_nearest_see(&nearest,
                         kith_vocabulary_entity_at(c->vocabulary, i)->name);
    }
    return nearest.best;
}

static const char *near_relation(const checker *c, const char *name)
{
    kith_nearest nearest = {.wanted = text_of(name)};
    for (size_t i = 0; i < kith_vocabulary_relations(c->vocabulary); i++) {
        kith_nearest_see(&nearest,
                         kith_vocabulary_relation_at(c->vocabulary, i)->name);
    }
    return nearest.best;
}

static bool look_up_types(checker *c)
{
    const size_t entities = c->graph->entity_type_count;
    const size_t relations = c->graph->relation_type_count;
    c->entities =
        KITH_ARENA_NEW(&c->tables, const kith_entity_type *, entities);
    c->near_entities = KITH_ARENA_NEW(&c->tables, const char *, entities);
    c->relations =
        KITH_ARENA_NEW(&c->tables, const kith_relation_type *, relations);
    c->near_relations = KITH_ARENA_NEW(&c->tables, const char *, relations);
    if (!c->entities || !c->near_entities || !c->relations ||
        !c->near_relations)
        return false;
    for (kith_id t = 0; t < entities; t++) {
        const char *name = kith_graph_entity_type_name(c->graph, t);
        c->entities[t] = kith_vocabulary_entity(c->vocabulary, text_of(name));
        c->near_entities[t] = c->entities[t] ? NULL : near_entity(c, name);
    }
    for (kith_id t = 0; t < relations; t++) {
        const char *name = kith_graph_relation_type_name(c->graph, t);
        c->relations[t] =
            kith_vocabulary_relation(c->vocabulary, text_of(name));
        c->near_relations[t] = c->relations[t] ? NULL : near_relation(c, name);
    }
    return true;
}

/* The types of entities that a list allows, and those that are not known. */
static uint64_t *allowed_by(checker *c, const char *const *list)
{
    const size_t count = c->graph->entity_type_count;
    uint64_t *bits = KITH_ARENA_NEW(&c->tables, uint64_t, count / 64 + 1);
    for (kith_id t = 0; bits && t < count; t++) {
        const char *name = kith_graph_entity_type_name(c->graph, t);
        if (!c->entities[t] ||
            kith_vocabulary_allows(c->vocabulary, list, text_of(name)))
            bits[t / 64] |= UINT64_C(1) << (t % 64);
    }
    return bits;
}

static bool look_up_ends(checker *c)
{
    const size_t count = c->graph->relation_type_count;
    for (int end = SOURCE; end <= TARGET; end++) {
        c->allowed[end] = KITH_ARENA_NEW(&c->tables, uint64_t *, count);
        if (!c->allowed[end])
            return false;
        for (kith_id t = 0; t < count; t++) {
            const kith_relation_type *type = c->relations[t];
            const char *const *list = !type           ? NULL
                                      : end == SOURCE ? type->sources
                                                      : type->targets;
            if (!list)
                continue;
            c->allowed[end][t] = allowed_by(c, list);
            if (!c->allowed[end][t])
                return false;
        }
    }
    return true;
}

/* -- reports ------------------------------------------------------------- */

static void report_unknown(const checker *c,
                           kith_record_kind kind,
                           kith_id id,
                           const char *type,
                           const char *near)
{
    char message[200];
    char hint[200] = "";
    const bool entity = kind == KITH_RECORD_ENTITY;
    snprintf(message, sizeof message, "unknown %s type '%.*s'",
             entity ? "entity" : "relation", kith_quoted(type, LONGEST_QUOTE),
             type);
    if (near) {
        snprintf(hint, sizeof hint, "did you mean '%.*s'?",
                 kith_quoted(near, LONGEST_QUOTE), near);
    }
    c->report(c->context,
              entity ? KITH_RULE_UNKNOWN_ENTITY_TYPE
                     : KITH_RULE_UNKNOWN_RELATION_TYPE,
              kind, id, message, hint);
}

/* "allowed: person, committee", as far as there is room. */
static void hint_allowed(const char *const *list, char *out, size_t room)
{
    size_t used = (size_t)snprintf(out, room, "allowed: ");
    for (size_t i = 0; list[i]; i++) {
        const char *separator = i ? ", " : "";
        if (used + strlen(separator) + strlen(list[i]) + sizeof ", …" > room) {
            snprintf(out + used, room - used, "%s…", separator);
            return;
        }
        used += (size_t)sprintf(out + used, "%s%s", separator, list[i]);
    }
}

static void report_end(const checker *c, kith_id r, int end)
{
    char message[200];
    char hint[200];
    const kith_id e =
        end == SOURCE ? c->graph->sources[r] : c->graph->targets[r];
    const char *id = kith_graph_entity_id(c->graph, e);
    const kith_id type = kith_graph_entity_type(c->graph, e);
    const kith_relation_type *relation =
        c->relations[c->graph->relation_types[r]];
    const int length =
        snprintf(message, sizeof message, "%s '%.*s' of '%.*s' ",
                 end == SOURCE ? "source" : "target",
                 kith_quoted(id, LONGEST_QUOTE), id,
                 kith_quoted(relation->name, LONGEST_QUOTE), relation->name);
    if (type == KITH_NONE) {
        sprintf(message + length, "has no type");
    } else {
        const char *name = kith_graph_entity_type_name(c->graph, type);
        sprintf(message + length, "is of type '%.*s'",
                kith_quoted(name, LONGEST_QUOTE / 2), name);
    }
    hint_allowed(end == SOURCE ? relation->sources : relation->targets, hint,
                 sizeof hint);
    c->report(c->context,
              end == SOURCE ? KITH_RULE_SOURCE_TYPE : KITH_RULE_TARGET_TYPE,
              KITH_RECORD_RELATION, r, message, hint);
}

static void report_excess(const checker *c, const kith_excess *excess)
{
    char message[200];
    char hint[200];
    const char *id = kith_graph_entity_id(c->graph, excess->entity);
    const kith_relation_type *type =
        c->relations[c->graph->relation_types[excess->relation]];
    const char *role = type->symmetric      ? "in"
                       : excess->at_targets ? "the target of"
                                            : "the source of";
    snprintf(message, sizeof message, "'%.*s' is %s %u '%.*s' relations",
             kith_quoted(id, LONGEST_QUOTE), id, role, excess->count,
             kith_quoted(type->name, LONGEST_QUOTE), type->name);
    snprintf(hint, sizeof hint, "at most %u may be", excess->most);
    c->report(c->context,
              excess->at_targets ? KITH_RULE_TOO_MANY_PER_TARGET
                                 : KITH_RULE_TOO_MANY_PER_SOURCE,
              KITH_RECORD_RELATION, excess->relation, message, hint);
}

/* -- records ------------------------------------------------------------- */

static void check_entity_type(const checker *c, kith_id e, kith_id type)
{
    if (type != KITH_NONE && !c->entities[type]) {
        report_unknown(c, KITH_RECORD_ENTITY, e,
                       kith_graph_entity_type_name(c->graph, type),
                       c->near_entities[type]);
    }
}

static void check_entities(const checker *c)
{
    const kith_graph *graph = c->graph;
    size_t more = 0;
    for (kith_id e = 0; e < graph->entity_count; e++) {
        check_entity_type(c, e, kith_graph_entity_type(graph, e));
        for (; more < graph->more_type_count &&
               graph->more_types[more].entity == e;
             more++)
            check_entity_type(c, e, graph->more_types[more].value);
    }
}

static bool may_stand(const checker *c, kith_id r, int end)
{
    const kith_graph *graph = c->graph;
    const uint64_t *allowed = c->allowed[end][graph->relation_types[r]];
    const kith_id e = end == SOURCE ? graph->sources[r] : graph->targets[r];
    const uint16_t type = graph->entity_types[e];
    return !allowed ||
           (type != UINT16_MAX && allowed[type / 64] >> (type % 64) & 1);
}

static void check_relations(const checker *c,
                            const kith_excess *excesses,
                            size_t excess_count)
{
    const kith_graph *graph = c->graph;
    size_t excess = 0;
    for (kith_id r = 0; r < graph->relation_count; r++) {
        const uint16_t type = graph->relation_types[r];
        if (!c->relations[type]) {
            report_unknown(c, KITH_RECORD_RELATION, r,
                           kith_graph_relation_type_name(graph, type),
                           c->near_relations[type]);
        }
        for (int end = SOURCE; end <= TARGET; end++) {
            if (!may_stand(c, r, end))
                report_end(c, r, end);
        }
        for (; excess < excess_count && excesses[excess].relation == r;
             excess++)
            report_excess(c, &excesses[excess]);
    }
}

kith_status kith_graph_check_rules(const kith_graph *graph,
                                   const uint64_t *dropped,
                                   const kith_vocabulary *vocabulary,
                                   kith_rule_report *report,
                                   void *context,
                                   kith_error *err)
{
    kith_status st = KITH_OK;
    kith_excess *excesses = NULL;
    size_t excess_count = 0;
    checker c = {.graph = graph,
                 .vocabulary = vocabulary,
                 .report = report,
                 .context = context};
    if (!look_up_types(&c) || !look_up_ends(&c)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st,
             kith_excess_find(graph, dropped, c.relations, &excesses,
                              &excess_count, err),
             done);
    check_entities(&c);
    check_relations(&c, excesses, excess_count);
done:
    kith_release(excesses);
    kith_arena_free(&c.tables);
    return st;
}
