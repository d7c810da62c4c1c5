/* A plan as text: an operator a line, the last one first, what it works on and
 * how many rows it is thought to give or gave. */
#include "base/sink.h"
#include "query/plan.h"

#include <string.h>

static const char *const names[] = {
    [KITH_DO_SCAN] = "scan",
    [KITH_DO_SCAN_LABEL] = "scan type",
    [KITH_DO_SEEK] = "seek",
    [KITH_DO_CLASSES] = "kinds of entities",
    [KITH_DO_KINDS] = "kinds of relations",
    [KITH_DO_CHECK] = "check node",
    [KITH_DO_EXPAND] = "expand",
    [KITH_DO_INTERSECT] = "intersect",
    [KITH_DO_EXPAND_FAR] = "expand far",
    [KITH_DO_REACH] = "reach",
    [KITH_DO_FOLLOW] = "follow",
    [KITH_DO_SHORTEST] = "shortest path",
    [KITH_DO_PATH] = "path",
    [KITH_DO_FILTER] = "filter",
    [KITH_DO_OPTIONAL] = "optional",
    [KITH_DO_APPLY] = "subquery",
    [KITH_DO_UNWIND] = "unwind",
    [KITH_DO_PROJECT] = "project",
    [KITH_DO_AGGREGATE] = "aggregate",
    [KITH_DO_COUNT] = "count",
    [KITH_DO_DISTINCT] = "distinct",
    [KITH_DO_SORT] = "sort",
    [KITH_DO_SKIP] = "skip",
    [KITH_DO_LIMIT] = "limit",
    [KITH_DO_CALL] = "call",
    [KITH_DO_PRODUCE] = "result",
    [KITH_DO_GIVE] = "give",
};

typedef struct writer {
    kith_sink sink;
    const kith_session *session;
    const kith_query_source *source;
    bool profile;
} writer;

static void put_text(writer *w, kith_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.data[i];
        kith_put_char(&w->sink, (unsigned char)c < ' ' ? ' ' : c);
    }
}

static void put_span(writer *w, kith_span span)
{
    put_text(w, (kith_text){w->source->text.data + span.start,
                            span.end - span.start});
}

static void put_match(writer *w, const kith_op *op)
{
    const kith_relation_pattern *p = op->pattern;
    kith_put_char(&w->sink, ' ');
    kith_put(&w->sink, op->way == KITH_IN ? "<-" : "-");
    kith_put_char(&w->sink, '[');
    if (p->name.data)
        put_text(w, p->name);
    if (p->types) {
        kith_put_char(&w->sink, ':');
        put_span(w, p->types->span);
    }
    if (p->variable) {
        kith_putf(&w->sink, "*%llu..", (unsigned long long)p->least);
        if (p->most != UINT64_MAX)
            kith_putf(&w->sink, "%llu", (unsigned long long)p->most);
    }
    kith_put_char(&w->sink, ']');
    kith_put(&w->sink, op->way == KITH_OUT ? "->" : "-");
    if (op->into)
        kith_put(&w->sink, " into");
    if (op->reversed)
        kith_put(&w->sink, " from the end");
    if (op->twins)
        kith_putf(&w->sink, " %u times, each over another", op->twins + 1);
}

static void put_filter(writer *w, const kith_expr *filter)
{
    if (filter->kind != KITH_EXPR_HAS_LABELS) {
        put_span(w, filter->span);
        return;
    }
    put_span(w, filter->args[0]->span);
    kith_put_char(&w->sink, ':');
    put_span(w, filter->labels->span);
}

/* What is projected, grouped or sorted. */
static void put_items(writer *w, const kith_op *op)
{
    const kith_clause *clause = op->clause;
    const bool sorts = op->kind == KITH_DO_SORT;
    if (op->kind != KITH_DO_PROJECT && op->kind != KITH_DO_AGGREGATE && !sorts)
        return;
    const size_t count = sorts ? clause->sort_count : clause->item_count;
    for (size_t i = 0; i < count; i++) {
        kith_put(&w->sink, i ? ", " : " ");
        put_span(w, sorts ? clause->sorts[i].expr->span
                          : clause->items[i].expr->span);
        if (sorts && clause->sorts[i].descending)
            kith_put(&w->sink, " DESC");
    }
}

static void put_details(writer *w, const kith_op *op)
{
    if (op->pattern)
        put_match(w, op);
    if (op->label != KITH_NONE) {
        kith_putf(&w->sink, " %s",
                  kith_graph_entity_type_name(w->session->graph, op->label));
    }
    if (op->kind == KITH_DO_SEEK) {
        kith_put_char(&w->sink, ' ');
        put_text(w, w->session->columns[op->column].name);
        kith_put(&w->sink, " = ");
    }
    if (op->expr) {
        kith_put_char(&w->sink, ' ');
        put_span(w, op->expr->span);
    }
    if (op->kind == KITH_DO_CALL) {
        kith_put_char(&w->sink, ' ');
        kith_put(&w->sink, op->clause->procedure->name);
    }
    for (size_t i = 0; i < op->filter_count + op->apart_count; i++) {
        kith_put(&w->sink, i ? " and " : "  where ");
        put_filter(w, op->filters[i]);
    }
    put_items(w, op);
}

static void put_line(writer *w, const kith_op *op, unsigned indent)
{
    kith_putf(&w->sink, "%*s%s", (int)indent, "", names[op->kind]);
    put_details(w, op);
    if (w->profile) {
        kith_putf(&w->sink, "  (%llu rows)", (unsigned long long)op->rows);
    } else if (op->pattern || op->kind <= KITH_DO_SEEK) {
        kith_putf(&w->sink, "  (about %.3g)", op->estimate);
    }
    kith_put_char(&w->sink, '\n');
    for (size_t i = 0; i < op->tail_count; i++)
        put_line(w, op->tails[i], indent + 4);
}

static void put_chain(writer *w, const kith_op *op, unsigned indent)
{
    if (op->next)
        put_chain(w, op->next, indent);
    put_line(w, op, indent);
    if (op->inner && op->kind != KITH_DO_PRODUCE && op->kind != KITH_DO_GIVE) {
        for (size_t i = 0; i < op->inner->count; i++)
            put_chain(w, op->inner->chains[i].first, indent + 4);
    }
}

void kith_plan_put(const kith_plan *plan,
                   const kith_session *session,
                   const kith_query_source *source,
                   bool profile,
                   FILE *file)
{
    writer w = {
        .sink.file = file,
        .session = session,
        .source = source,
        .profile = profile,
    };
    for (size_t i = 0; i < plan->count; i++) {
        if (i)
            kith_put(&w.sink, plan->distinct ? "union\n" : "union all\n");
        put_chain(&w, plan->chains[i].first, 0);
    }
}
