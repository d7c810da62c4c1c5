/* Records to a graph: read, settle what came twice, check what needs the whole,
 * leave out what is not sound. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"
#include "graph/reading.h"
#include "graph/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the checks of the whole work on. */
typedef struct {
    kith_reading *reading;
    kith_graph *graph;
    uint64_t *dropped; /* relations that are not to stay */
    uint64_t *gone;    /* entities that are not to stay */
    bool out_of_memory;
} checking;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- what is left out ---------------------------------------------------- */

static bool reject(const checking *c, kith_origin origin)
{
    return kith_pages_add(&c->reading->rejects, &origin, sizeof origin);
}

/* An entity that goes takes its further records with it. */
static void reject_further(checking *c)
{
    const kith_again *again = c->reading->again.data;
    const size_t count = c->reading->again.used / sizeof *again;
    for (size_t i = 0; i < count; i++) {
        if (kith_bit(c->gone, again[i].id))
            c->out_of_memory = !reject(c, again[i].origin) || c->out_of_memory;
    }
}

static int by_origin(const void *a, const void *b)
{
    const kith_origin *x = a;
    const kith_origin *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void sort_rejects(kith_pages *pages)
{
    kith_origin *rejects = pages->data;
    const size_t count = pages->used / sizeof *rejects;
    size_t kept = 0;
    if (count > 1)
        qsort(rejects, count, sizeof *rejects, by_origin);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || rejects[i] != rejects[i - 1])
            rejects[kept++] = rejects[i];
    }
    pages->used = kept * sizeof *rejects;
}

/* -- ends of relations --------------------------------------------------- */

/* Looking for a near id goes through all of them, so only the first unknown
 * ones get a hint. */
enum { MOST_HINTS = 20 };

/* `otherwise` is what helps if no id is near. */
static void hint_near_id(const checking *c,
                         kith_problem *problem,
                         const char *id,
                         const char *otherwise)
{
    const kith_origin *origins = c->reading->entity_origins.data;
    kith_nearest nearest = {
        .wanted = {id, strlen(id)}
    };
    for (kith_id e = 0; e < c->graph->entity_count; e++) {
        if (kith_is_defined(origins[e]))
            kith_nearest_see(&nearest, kith_graph_entity_id(c->graph, e));
    }
    if (nearest.best)
        kith_problem_hint(problem, "did you mean '%s'?", nearest.best);
    else
        kith_problem_hint(problem, "%s", otherwise);
}

static void report_unknown_end(checking *c, kith_id r, bool source)
{
    const kith_id end = source ? c->graph->sources[r] : c->graph->targets[r];
    const bool unsound = c->graph->entity_origins[end] != KITH_NO_ORIGIN;
    if (unsound && !c->reading->options->unsound)
        return; /* its own record says what is wrong */
    const char *id = kith_graph_entity_id(c->graph, end);
    const size_t before = kith_diagnostics_of_rule(c->reading->diagnostics,
                                                   KITH_RULE_UNKNOWN_ENTITY);
    kith_problem *problem =
        kith_reading_report(c->reading, KITH_RULE_UNKNOWN_ENTITY,
                            KITH_RECORD_RELATION,
                            c->graph->relation_origins[r]);
    kith_set_bit(c->dropped, r);
    c->out_of_memory =
        !reject(c, c->graph->relation_origins[r]) || c->out_of_memory;
    if (!problem)
        return;
    snprintf(problem->error.path, sizeof problem->error.path, "/%s",
             source ? "source" : "target");
    if (unsound) {
        kith_problem_say(problem, "%s '%s' is not a sound record",
                         source ? "source" : "target", id);
        return;
    }
    kith_problem_say(problem, "%s '%s' is not defined",
                     source ? "source" : "target", id);
    if (before < MOST_HINTS)
        hint_near_id(c, problem, id,
                     "add a record for it, or pass --implicit to make such "
                     "entities");
}

static void check_ends(checking *c)
{
    for (kith_id r = 0; r < c->graph->relation_count; r++) {
        if (kith_bit(c->dropped, r))
            continue;
        if (kith_bit(c->gone, c->graph->sources[r]))
            report_unknown_end(c, r, true);
        if (kith_bit(c->gone, c->graph->targets[r]))
            report_unknown_end(c, r, false);
    }
}

/* Entities that tables of relations name, though tables of entities do not. */
typedef struct {
    size_t count;
    kith_id first;
    kith_origin named_at;
    bool source;
} unlisted;

static void report_unlisted(const checking *c, const unlisted *u)
{
    if (!u->count || !kith_sources_have_list(c->reading->sources))
        return;
    const char *id = kith_graph_entity_id(c->graph, u->first);
    kith_problem *problem =
        kith_reading_report(c->reading, KITH_RULE_UNLISTED_ENTITY,
                            KITH_RECORD_RELATION, u->named_at);
    if (!problem)
        return;
    snprintf(problem->error.path, sizeof problem->error.path, "/%s",
             u->source ? "source" : "target");
    if (u->count == 1)
        kith_problem_say(problem, "1 entity is named by relations only: '%s'",
                         id);
    else
        kith_problem_say(
            problem, "%zu entities are named by relations only, the first '%s'",
            u->count, id);
    hint_near_id(c, problem, id,
                 "add a row for each, or pass --implicit if this is meant");
}

static void note_unlisted(const checking *c,
                          unlisted *u,
                          kith_id end,
                          kith_id relation)
{
    const kith_origin origin = c->graph->relation_origins[relation];
    if (!kith_bit(c->gone, end) ||
        !kith_sources_is_table(c->reading->sources, (size_t)(origin >> 48)))
        return;
    if (u->count++)
        return;
    u->first = end;
    u->named_at = origin;
    u->source = c->graph->sources[relation] == end;
}

/* Entities that relations of another tool name: some of them need no records of
 * their own. */
static void unmark_implicit(const checking *c)
{
    const kith_sources *sources = c->reading->sources;
    unlisted u = {0};
    for (kith_id r = 0; r < c->graph->relation_count; r++) {
        const kith_origin origin = c->graph->relation_origins[r];
        if (!kith_is_defined(origin) ||
            !kith_sources_is_implicit(sources, (size_t)(origin >> 48)))
            continue;
        const kith_id ends[] = {c->graph->sources[r], c->graph->targets[r]};
        for (size_t i = 0; i < 2; i++) {
            if (c->graph->entity_origins[ends[i]] != KITH_NO_ORIGIN)
                continue;
            note_unlisted(c, &u, ends[i], r);
            c->gone[ends[i] / 64] &= ~((uint64_t)1 << (ends[i] % 64));
        }
    }
    report_unlisted(c, &u);
}

/* Entities that no sound record defines. */
static void mark_undefined(const checking *c)
{
    const bool implicit = c->reading->options->implicit;
    for (size_t e = 0; e < c->graph->entity_count; e++) {
        const kith_origin origin = c->graph->entity_origins[e];
        if (origin == KITH_UNSOUND_ORIGIN ||
            (origin == KITH_NO_ORIGIN && !implicit))
            kith_set_bit(c->gone, e);
    }
    if (kith_sources_is_implicit(c->reading->sources, SIZE_MAX))
        unmark_implicit(c);
}

static void check_documents(const checking *c)
{
    const kith_origin *origins = c->reading->document_origins.data;
    const kith_origin *cited_at = c->reading->cited_at.data;
    for (kith_id d = 0; d < c->reading->documents.count; d++) {
        if (origins[d] != KITH_NO_ORIGIN)
            continue;
        kith_problem *problem =
            kith_reading_report(c->reading, KITH_RULE_UNKNOWN_DOCUMENT,
                                KITH_RECORD_RELATION, cited_at[d]);
        kith_problem_say(problem, "document '%s' is cited and not defined",
                         kith_intern_text(&c->reading->documents, d));
        kith_problem_hint(problem, "add a record for it to \"documents\"");
    }
}

/* -- the vocabulary ------------------------------------------------------ */

static void report_rule(void *context,
                        kith_rule rule,
                        kith_record_kind kind,
                        kith_id id,
                        const char *message,
                        const char *hint)
{
    checking *c = context;
    const kith_origin origin = kind == KITH_RECORD_ENTITY
                                   ? c->graph->entity_origins[id]
                                   : c->graph->relation_origins[id];
    if (kind == KITH_RECORD_RELATION && kith_bit(c->dropped, id))
        return;
    if (!kith_is_defined(origin))
        return; /* there is no sound record to blame */
    kith_set_bit(kind == KITH_RECORD_ENTITY ? c->gone : c->dropped, id);
    c->out_of_memory = !reject(c, origin) || c->out_of_memory;
    kith_problem *problem = kith_reading_report(c->reading, rule, kind, origin);
    kith_problem_say(problem, "%s", message);
    kith_problem_hint(problem, "%s", hint);
}

/* -- all of it ----------------------------------------------------------- */

static kith_status check_whole(checking *c, kith_error *err)
{
    const kith_vocabulary *vocabulary = c->reading->options->vocabulary;
    const size_t relations = c->reading->relation_count;
    const size_t entities = c->graph->entity_count;
    kith_status st = KITH_OK;
    c->dropped = KITH_NEW(uint64_t, relations / 64 + 1);
    c->gone = KITH_NEW(uint64_t, entities / 64 + 1);
    if (!c->dropped || !c->gone)
        return no_memory(err);
    KITH_TRY(st, kith_reading_merge(c->reading, c->dropped, err), done);
    if (!kith_reading_show(c->reading, c->graph))
        return no_memory(err);
    if (vocabulary)
        KITH_TRY(st,
                 kith_graph_check_rules(c->graph, c->dropped, vocabulary,
                                        report_rule, c, err),
                 done);
    mark_undefined(c);
    check_ends(c);
    check_documents(c);
    reject_further(c);
    sort_rejects(&c->reading->rejects);
    kith_diagnostics_sort(c->reading->diagnostics);
    if (c->out_of_memory)
        st = no_memory(err);
done:
    return st;
}

static kith_status fail_unsound(const kith_diagnostics *diagnostics,
                                kith_error *err)
{
    const size_t errors = kith_diagnostics_count(diagnostics, KITH_ERROR);
    return kith_fail(err, KITH_E_INVALID, "%zu %s in the records", errors,
                     errors == 1 ? "error" : "errors");
}

static void settle_interns(kith_reading *reading)
{
    kith_intern_settle(&reading->entities);
    kith_intern_settle(&reading->entity_types);
    kith_intern_settle(&reading->relation_types);
    kith_intern_settle(&reading->documents);
}

/* Take the records of all inputs. */
static kith_status read_all(checking *c, kith_error *err)
{
    kith_reading *reading = c->reading;
    const kith_consumer builder = kith_builder(reading);
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_sources_open(&reading->sources, reading->options, err),
             done);
    KITH_TRY(st,
             kith_records_read(reading->sources, reading->options, &builder,
                               reading->diagnostics, err),
             done);
    settle_interns(reading);
    reading->plain_ids = !reading->inner_ids;
    KITH_TRY(st, kith_reading_take_title(reading, err), done);
    if (!kith_reading_show(reading, c->graph))
        st = no_memory(err);
done:
    return st;
}

kith_status kith_graph_read(kith_graph **out,
                            const kith_read_options *options,
                            kith_diagnostics *diagnostics,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    checking c = {0};
    *out = NULL;
    c.reading = kith_reading_new();
    c.graph = KITH_NEW(kith_graph, 1);
    if (!c.reading || !c.graph) {
        st = no_memory(err);
        goto done;
    }
    c.reading->options = options;
    c.reading->diagnostics = diagnostics;
    KITH_TRY(st, read_all(&c, err), done);
    KITH_TRY(st, check_whole(&c, err), done);
    if (kith_diagnostics_count(diagnostics, KITH_ERROR) > 0 &&
        !options->unsound) {
        st = fail_unsound(diagnostics, err);
        goto done;
    }
    if (!kith_reading_compact(c.reading, c.dropped, c.gone) ||
        !kith_reading_show(c.reading, c.graph)) {
        st = no_memory(err);
        goto done;
    }
    c.reading->options = NULL;
    c.reading->diagnostics = NULL;
    c.graph->threads = options->threads;
    *out = c.graph;
    c.graph = NULL;
    c.reading = NULL;
done:
    kith_release(c.dropped);
    kith_release(c.gone);
    kith_reading_free(c.reading);
    kith_release(c.graph);
    return st;
}
