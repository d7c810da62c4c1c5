/* What the records hold: types, what relations connect, properties with an
 * example. Types and connections are counted over all of the graph; properties
 * come from the first records of each type, because each is read again. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/unicode.h"
#include "cli/prompt.h"
#include "cli/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of an example. */
#define EXAMPLE 48

/* -- properties ---------------------------------------------------------- */

typedef struct look {
    kith_prompt *p;
    kith_session *session;
    const char *type;
    bool of_relation;
    kith_status st;
} look;

static const char *example_of(look *l, const kith_value *value)
{
    kith_call *call = l->p->q->call;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    if (!file)
        return NULL;
    l->st = kith_value_put_json(l->session, value, file, &call->err);
    if (fclose(file) != 0 || l->st != KITH_OK) {
        free(text);
        return NULL;
    }
    const size_t fit = kith_display_fit((kith_text){text, length}, EXAMPLE);
    char *copy = kith_arena_take(&call->arena, fit + sizeof "…");
    if (copy) {
        (void)snprintf(copy, fit + sizeof "…", "%.*s%s", (int)fit, text,
                       fit < length ? "…" : "");
    }
    free(text);
    return copy;
}

static bool see_property(void *context,
                         const kith_value *const *row,
                         size_t columns)
{
    (void)columns;
    look *l = context;
    kith_prompt *p = l->p;
    const kith_text name = kith_value_text(row[0]);
    kith_prompt_property *all = kith_make_room(p->properties, p->property_count,
                                               &p->property_room, sizeof *all);
    if (all)
        p->properties = all;
    const kith_prompt_property found = {
        .type = l->type,
        .of_relation = l->of_relation,
        .name = kith_arena_text(&p->q->call->arena, name.data, name.length),
        .example = example_of(l, row[1]),
    };
    if (!all || !found.name || !found.example) {
        if (l->st == KITH_OK)
            l->st = kith_fail(&p->q->call->err, KITH_E_MEMORY, "out of memory");
        return false;
    }
    all[p->property_count++] = found;
    return true;
}

/* Members of a record that count as properties beside those of 'properties'. */
static const char entity_members[] = "'id', 'name', 'aliases'";
static const char relation_members[] =
    "'id', 'since', 'until', 'weight', 'confidence', 'directed'";

static kith_status look_at(look *l, const char *before, const char *after)
{
    kith_call *call = l->p->q->call;
    char *text = NULL;
    size_t length = 0;
    kith_query *query = NULL;
    kith_status st = KITH_OK;
    kith_offers type = {0};
    kith_offers_add_quoted(&type, l->type, false);
    FILE *file = open_memstream(&text, &length);
    if (!file || !type.count) {
        st = kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    (void)fprintf(file,
                  "MATCH %s%s%s WITH x LIMIT 100 UNWIND [%s] + keys(x) AS name "
                  "WITH name, head(collect(x[name])) AS example "
                  "WHERE example IS NOT NULL RETURN name, example",
                  before, *l->type ? type.items[0] : "", after,
                  l->of_relation ? relation_members : entity_members);
    (void)fflush(file);
    KITH_TRY(st,
             kith_query_compile(&query, l->session, (kith_text){text, length},
                                "<schema>", NULL, &call->err),
             done);
    KITH_TRY(st, kith_query_run(query, see_property, l, &call->err), done);
    st = l->st;
done:
    if (file)
        (void)fclose(file);
    free(text);
    kith_offers_clear(&type);
    kith_query_free(query);
    return st;
}

static bool has_untyped(const kith_graph *graph)
{
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        if (kith_graph_entity_type(graph, e) == KITH_NONE)
            return true;
    }
    return false;
}

kith_status kith_prompt_look(kith_prompt *p)
{
    const kith_graph *graph = p->q->call->graph;
    look l = {.p = p, .session = p->q->session};
    kith_status st = KITH_OK;
    if (p->looked)
        return KITH_OK;
    p->property_count = 0;
    for (kith_id t = 0; t < kith_graph_entity_type_count(graph); t++) {
        l.type = kith_graph_entity_type_name(graph, t);
        KITH_TRY(st, look_at(&l, "(x:", ")"), done);
    }
    l.type = "";
    if (has_untyped(graph))
        KITH_TRY(st, look_at(&l, "(x", ") WHERE labels(x) = []"), done);
    l.of_relation = true;
    for (kith_id t = 0; t < kith_graph_relation_type_count(graph); t++) {
        l.type = kith_graph_relation_type_name(graph, t);
        KITH_TRY(st, look_at(&l, "()-[x:", "]->()"), done);
    }
    p->looked = true;
done:
    return st;
}

/* -- tables -------------------------------------------------------------- */

static kith_status put_titled(kith_call *call,
                              const char *title,
                              const kith_table *table)
{
    kith_sink sink = {0};
    const kith_status st = kith_result_sink(call, &sink);
    if (st != KITH_OK || kith_table_rows(table) == 0)
        return st;
    if (kith_result_is_text(call)) {
        kith_put_look(&sink, &call->screen, KITH_DIM, title);
        kith_put_char(&sink, '\n');
    }
    const kith_status put = kith_result_table(call, table);
    if (kith_result_is_text(call))
        kith_put_char(&sink, '\n');
    return put;
}

static kith_status put_types(kith_call *call)
{
    static const char *const names[] = {"type", "#entities", NULL};
    const kith_graph *graph = call->graph;
    const size_t types = kith_graph_entity_type_count(graph);
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    int64_t *counts = KITH_NEW(int64_t, types + 1);
    if (!counts)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        const kith_id type = kith_graph_entity_type(graph, e);
        counts[type == KITH_NONE ? types : type]++;
    }
    KITH_TRY(st, kith_result_new(&table, names, &call->err), done);
    for (size_t t = 0; t <= types; t++) {
        if (!counts[t])
            continue;
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        KITH_TRY(st,
                 kith_table_put_text(table, 0,
                                     t == types ? NULL
                                                : kith_graph_entity_type_name(
                                                      graph, (kith_id)t),
                                     &call->err),
                 done);
        kith_table_put_integer(table, 1, counts[t]);
    }
    st = put_titled(call, "Entities, by main type", table);
done:
    kith_table_free(table);
    kith_release(counts);
    return st;
}

/* Source type, relation type, target type; the numbers of a triple in one. */
typedef struct triple {
    kith_id source;
    kith_id relation;
    kith_id target;
} triple;

static int by_names(const void *a, const void *b)
{
    const triple *x = a;
    const triple *y = b;
    if (x->relation != y->relation)
        return x->relation < y->relation ? -1 : 1;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return x->target < y->target ? -1 : x->target > y->target;
}

static triple *make_triples(const kith_graph *graph)
{
    const size_t size = kith_graph_relation_count(graph);
    triple *all = KITH_NEW(triple, size + 1);
    for (kith_id r = 0; all && r < size; r++) {
        all[r] = (triple){
            .source =
                kith_graph_entity_type(graph, kith_graph_sources(graph)[r]),
            .relation = kith_graph_relation_type(graph, r),
            .target =
                kith_graph_entity_type(graph, kith_graph_targets(graph)[r]),
        };
    }
    if (all)
        qsort(all, size, sizeof *all, by_names);
    return all;
}

static const char *type_name(const kith_graph *graph, kith_id type)
{
    return type == KITH_NONE ? NULL : kith_graph_entity_type_name(graph, type);
}

static kith_status put_connections(kith_call *call)
{
    static const char *const names[] = {"source", "relation", "target",
                                        "#relations", NULL};
    const kith_graph *graph = call->graph;
    const size_t size = kith_graph_relation_count(graph);
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    triple *all = make_triples(graph);
    if (!all)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_result_new(&table, names, &call->err), done);
    for (size_t i = 0, next = 0; i < size; i = next) {
        while (next < size && by_names(&all[i], &all[next]) == 0)
            next++;
        const char *const texts[] = {
            type_name(graph, all[i].source),
            kith_graph_relation_type_name(graph, all[i].relation),
            type_name(graph, all[i].target),
        };
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        for (size_t c = 0; c < 3; c++)
            KITH_TRY(st, kith_table_put_text(table, c, texts[c], &call->err),
                     done);
        kith_table_put_integer(table, 3, (int64_t)(next - i));
    }
    st = put_titled(call, "What relations connect", table);
done:
    kith_table_free(table);
    kith_release(all);
    return st;
}

static kith_status put_properties(kith_prompt *p)
{
    static const char *const names[] = {"of", "property", "example", NULL};
    kith_call *call = p->q->call;
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, names, &call->err), done);
    for (size_t i = 0; i < p->property_count; i++) {
        const kith_prompt_property *property = &p->properties[i];
        char of[128];
        (void)snprintf(of, sizeof of, property->of_relation ? "[:%s]" : "(:%s)",
                       property->type);
        const char *const texts[] = {of, property->name, property->example};
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        for (size_t c = 0; c < 3; c++)
            KITH_TRY(st, kith_table_put_text(table, c, texts[c], &call->err),
                     done);
    }
    st = put_titled(call, "Properties, of the first 100 records of each type",
                    table);
done:
    kith_table_free(table);
    return st;
}

kith_status kith_prompt_put_schema(kith_prompt *p)
{
    kith_status st = KITH_OK;
    kith_sink sink = {0};
    KITH_TRY(st, kith_prompt_sink(p, &sink), done);
    KITH_TRY(st, kith_session_complete(p->q->session, &p->q->call->err), done);
    KITH_TRY(st, kith_prompt_look(p), done);
    KITH_TRY(st, put_types(p->q->call), done);
    KITH_TRY(st, put_connections(p->q->call), done);
    st = put_properties(p);
done:
    return st;
}
