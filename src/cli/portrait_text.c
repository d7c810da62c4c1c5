/* Everything about one entity for people. */
#include "base/error.h"
#include "base/unicode.h"
#include "cli/evidence.h"
#include "cli/particulars.h"
#include "cli/portrait.h"
#include "cli/report.h"
#include "cli/result.h"
#include "cli/sentence.h"

#include <string.h>

/* Columns of the names of facts. */
#define FACT_WIDTH 14

/* Returns the column at which the value begins. */
static size_t put_fact_name(const kith_portrait *p,
                            kith_sink *sink,
                            const char *name)
{
    const size_t width = kith_display_width((kith_text){name, strlen(name)});
    const size_t column = width < FACT_WIDTH ? FACT_WIDTH : width + 1;
    kith_put_look(sink, &p->call->screen, KITH_DIM, name);
    kith_putf(sink, "%*s", (int)(column - width), "");
    return column;
}

/* In lines that fit where that is a terminal, else as it is. */
static kith_status put_fact(const kith_portrait *p,
                            kith_sink *sink,
                            const char *name,
                            const char *value)
{
    const size_t column = put_fact_name(p, sink, name);
    if (p->call->screen.is_terminal)
        return kith_result_prose(p->call, sink, value, column, FACT_WIDTH);
    kith_put_clean(sink, value);
    kith_put_char(sink, '\n');
    return KITH_OK;
}

static void put_types(const kith_portrait *p, kith_sink *sink)
{
    const kith_graph *graph = p->call->graph;
    kith_id type = kith_graph_entity_type(graph, p->entity);
    if (type == KITH_NONE)
        return;
    (void)put_fact_name(p, sink, "type");
    for (size_t i = 0; type != KITH_NONE; i++) {
        kith_put(sink, i ? ", " : "");
        kith_put_clean(sink, kith_graph_entity_type_name(graph, type));
        type = kith_graph_entity_more_type(graph, p->entity, i);
    }
    kith_put_char(sink, '\n');
}

static kith_status put_aliases(const kith_portrait *p, kith_sink *sink)
{
    const kith_graph *graph = p->call->graph;
    const char *alias = NULL;
    kith_status st = KITH_OK;
    for (size_t i = 0; st == KITH_OK &&
                       (alias = kith_graph_entity_alias(graph, p->entity, i));
         i++)
        st = put_fact(p, sink, i ? "" : "also called", alias);
    return st;
}

/* Where particulars are printed as facts of the entity. */
typedef struct {
    const kith_portrait *p;
    kith_sink *sink;
} printing;

/* Texts as they read, everything else as JSON. */
static kith_status put_own(void *context,
                           const char *name,
                           const char *text,
                           kith_text value)
{
    const printing *to = context;
    const char *clean = kith_clean_text(&to->p->call->arena, name);
    if (!clean)
        return kith_fail(&to->p->call->err, KITH_E_MEMORY, "out of memory");
    if (text)
        return put_fact(to->p, to->sink, clean, text);
    (void)put_fact_name(to->p, to->sink, clean);
    kith_put_one_line(to->sink, value, true);
    kith_put_char(to->sink, '\n');
    return KITH_OK;
}

/* 1 + how many entities have more relations. */
static kith_status put_standing(const kith_portrait *p, kith_sink *sink)
{
    char text[160];
    size_t out = 0;
    size_t rank = 0;
    size_t among = 0;
    const kith_status st = kith_graph_standing(p->call->graph, p->entity, &rank,
                                               &among, &p->call->err);
    if (st != KITH_OK)
        return st;
    for (uint32_t i = p->first; i < p->last; i++)
        out += kith_portrait_forward(p, p->relations.relation[i]);
    (void)snprintf(text, sizeof text,
                   "%u (%zu out, %zu in); rank %zu of %zu entities by "
                   "relations",
                   p->last - p->first, out, p->last - p->first - out, rank,
                   among);
    return put_fact(p, sink, "relations", text);
}

static kith_status put_facts(const kith_portrait *p, kith_sink *sink)
{
    kith_status st = KITH_OK;
    (void)put_fact_name(p, sink, "id");
    kith_put_clean(sink, kith_graph_entity_id(p->call->graph, p->entity));
    kith_put_char(sink, '\n');
    put_types(p, sink);
    KITH_TRY(st, put_aliases(p, sink), done);
    KITH_TRY(st,
             kith_each_particular(p->call, KITH_RECORD_ENTITY, p->record,
                                  put_own, &(printing){p, sink}),
             done);
    st = put_standing(p, sink);
done:
    return st;
}

static kith_status put_relation(const kith_portrait *p,
                                kith_sink *sink,
                                kith_id r,
                                kith_cited *cited)
{
    kith_call *call = p->call;
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_put_sentence(call, sink, r, kith_portrait_forward(p, r), 2),
             done);
    KITH_TRY(st,
             kith_graph_record(call->graph, KITH_RECORD_RELATION, r, &record,
                               &call->err),
             done);
    KITH_TRY(st,
             kith_put_particulars(call, sink, KITH_RECORD_RELATION, record, 6),
             done);
    st = kith_put_evidence(call, sink, record, 6, cited);
done:
    kith_free(record);
    return st;
}

static void put_heading(const kith_portrait *p,
                        kith_sink *sink,
                        const char *text)
{
    kith_put_char(sink, '\n');
    kith_put_look(sink, &p->call->screen, KITH_BOLD, text);
    kith_put_char(sink, '\n');
}

static kith_status put_relations(const kith_portrait *p,
                                 kith_sink *sink,
                                 kith_cited *cited)
{
    const uint64_t limit = p->call->settings.limit;
    const uint32_t count = p->last - p->first;
    const uint32_t shown = limit && limit < count ? (uint32_t)limit : count;
    kith_status st = KITH_OK;
    if (!count)
        return KITH_OK;
    put_heading(p, sink, "Relations");
    for (uint32_t i = p->first; i < p->first + shown && st == KITH_OK; i++)
        st = put_relation(p, sink, p->relations.relation[i], cited);
    if (shown < count)
        kith_putf(sink, "  and %u more; --limit 0 prints all\n", count - shown);
    return st;
}

static kith_status put_name(const kith_portrait *p, kith_sink *sink)
{
    kith_call *call = p->call;
    const char *name =
        kith_clean_text(&call->arena,
                        kith_graph_entity_name(call->graph, p->entity));
    char *lines =
        name ? kith_arena_text(&call->arena, name, strlen(name)) : NULL;
    if (!lines)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    if (call->screen.is_terminal)
        kith_break_lines(lines, call->screen.width);
    kith_put_look(sink, &call->screen, KITH_BOLD, lines);
    kith_put_char(sink, '\n');
    return KITH_OK;
}

kith_status kith_portrait_put_text(const kith_portrait *portrait,
                                   kith_sink *sink)
{
    const kith_portrait *p = portrait;
    kith_call *call = p->call;
    kith_cited cited = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, put_name(p, sink), done);
    KITH_TRY(st, put_facts(p, sink), done);
    if (kith_raw_member(p->record, "evidence").length > strlen("[]")) {
        put_heading(p, sink, "Evidence");
        KITH_TRY(st, kith_put_evidence(call, sink, p->record, 2, &cited), done);
    }
    KITH_TRY(st, put_relations(p, sink, &cited), done);
    st = kith_put_cited(call, sink, &cited);
done:
    return st;
}
