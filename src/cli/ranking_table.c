/* A ranking as a table. People get the place in the ranking and names, programs
 * ids; a sampled measure has a column for its standard error. */
#include "base/error.h"
#include "cli/ranking.h"
#include "cli/result.h"

#include <stdio.h>

/* Names of the columns before the scores, for people and for programs. */
static const char *const entity_text[] = {"##", "name", "type", NULL};
static const char *const entity_plain[] = {"id", "name", "type", NULL};
static const char *const relation_text[] = {"##", "source", "type", "target",
                                            NULL};
static const char *const relation_plain[] = {"source", "type", "target", NULL};

static const char *const *names_of(const kith_ranking *r)
{
    const bool text = kith_result_is_text(r->call);
    if (r->relations)
        return text ? relation_text : relation_plain;
    return text ? entity_text : entity_plain;
}

static kith_status add_columns(const kith_ranking *r, kith_table *table)
{
    kith_error *err = &r->call->err;
    kith_status st = KITH_OK;
    for (size_t m = 0; m < r->column_count; m++) {
        const kith_scores *column = &r->columns[m];
        char name[96];
        KITH_TRY(st,
                 kith_table_add_column(table, column->measure->name,
                                       KITH_COLUMN_REAL, err),
                 done);
        if (!column->error)
            continue;
        (void)snprintf(name, sizeof name, "%s_error", column->measure->name);
        KITH_TRY(st,
                 kith_table_add_column(table,
                                       kith_result_is_text(r->call) ? "±"
                                                                    : name,
                                       KITH_COLUMN_REAL, err),
                 done);
    }
done:
    return st;
}

/* Texts from column `first` on; NULL ends them. */
static kith_status put_texts(const kith_ranking *r,
                             kith_table *table,
                             size_t first,
                             const char *const texts[3])
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < 3 && st == KITH_OK; i++)
        st = kith_table_put_text(table, first + i, texts[i], &r->call->err);
    return st;
}

static kith_status put_entity(const kith_ranking *r,
                              kith_table *table,
                              size_t place,
                              kith_id e)
{
    const kith_graph *graph = r->call->graph;
    kith_status st = kith_table_add_row(table, &r->call->err);
    if (st != KITH_OK)
        return st;
    if (!kith_result_is_text(r->call)) {
        return put_texts(r, table, 0,
                         (const char *const[]){
                             kith_graph_entity_id(graph, e),
                             kith_graph_entity_name(graph, e),
                             kith_result_type(graph, e),
                         });
    }
    kith_table_put_integer(table, 0, (int64_t)place);
    st = kith_table_put_text(table, 1, kith_graph_entity_name(graph, e),
                             &r->call->err);
    return st == KITH_OK
               ? kith_table_put_text(table, 2, kith_result_type(graph, e),
                                     &r->call->err)
               : st;
}

static kith_status put_relation(const kith_ranking *r,
                                kith_table *table,
                                size_t place,
                                kith_id id)
{
    const kith_graph *graph = r->call->graph;
    const bool text = kith_result_is_text(r->call);
    const kith_relation relation = kith_graph_relation(graph, id);
    const char *(*name)(const kith_graph *, kith_id) =
        text ? kith_graph_entity_name : kith_graph_entity_id;
    const kith_status st = kith_table_add_row(table, &r->call->err);
    if (st != KITH_OK)
        return st;
    if (text)
        kith_table_put_integer(table, 0, (int64_t)place);
    return put_texts(r, table, text,
                     (const char *const[]){
                         name(graph, relation.source),
                         kith_graph_relation_type_name(graph, relation.type),
                         name(graph, relation.target),
                     });
}

static kith_status fill(const kith_ranking *r, kith_table *table)
{
    size_t first = 0;
    while (names_of(r)[first])
        first++;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < r->rows && st == KITH_OK; i++) {
        const kith_id id = r->order[i];
        size_t at = first;
        st = r->relations ? put_relation(r, table, i + 1, id)
                          : put_entity(r, table, i + 1, id);
        for (size_t m = 0; m < r->column_count && st == KITH_OK; m++) {
            const kith_scores *column = &r->columns[m];
            kith_table_put_real(table, at++, column->score[id]);
            if (column->error)
                kith_table_put_real(table, at++, column->error[id]);
        }
    }
    return st;
}

/* What the scores are, below the table. */
static kith_status put_footnote(const kith_ranking *r)
{
    static const char *const kinds[2][2] = {
        {"entities",  "entity"  },
        {"relations", "relation"},
    };
    kith_call *call = r->call;
    kith_sink sink = {.file = call->output.file};
    char how[KITH_HOW_SIZE];
    kith_ranking_how(r, how);
    kith_result_footnote(call, &sink, "%zu of %zu %s by %s%s; %s", r->rows,
                         r->size, kinds[r->relations][r->size == 1],
                         r->columns[0].measure->name,
                         r->columns[0].measure->least_first
                             ? ", the least first"
                             : "",
                         how);
    return kith_sink_finish(&sink, &call->err);
}

kith_status kith_ranking_print(const kith_ranking *ranking)
{
    kith_call *call = ranking->call;
    kith_status st = KITH_OK;
    kith_table *table = NULL;
    KITH_TRY(st, kith_result_new(&table, names_of(ranking), &call->err), done);
    KITH_TRY(st, add_columns(ranking, table), done);
    KITH_TRY(st, fill(ranking, table), done);
    KITH_TRY(st, kith_result_table(call, table), done);
    if (kith_result_is_text(call) && !call->settings.quiet)
        st = put_footnote(ranking);
done:
    kith_table_free(table);
    return st;
}
