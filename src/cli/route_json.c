/* Paths and trees for programs: as objects, and as a table of steps. */
#include "base/error.h"
#include "cli/evidence.h"
#include "cli/particulars.h"
#include "cli/relation_cells.h"
#include "cli/result.h"
#include "cli/route.h"
#include "cli/sentence.h"

#include <string.h>

static kith_status write_step(const kith_route *r,
                              kith_writer *w,
                              kith_step step)
{
    const kith_graph *graph = r->call->graph;
    const kith_relation it = kith_graph_relation(graph, step.relation);
    char *record = NULL;
    kith_status st = kith_graph_record(graph, KITH_RECORD_RELATION,
                                       step.relation, &record, &r->call->err);
    if (st != KITH_OK)
        return st;
    kith_write_open_row(w, '{');
    kith_write_key(w, "id");
    kith_write_member(w, record, "id", "null");
    kith_write_key(w, "source");
    kith_write_text(w, kith_graph_entity_id(graph, it.source));
    kith_write_key(w, "type");
    kith_write_text(w, kith_graph_relation_type_name(graph, it.type));
    kith_write_key(w, "target");
    kith_write_text(w, kith_graph_entity_id(graph, it.target));
    kith_write_key(w, "forward");
    kith_write_bool(w, step.forward);
    kith_write_key(w, "directed");
    kith_write_bool(w, kith_graph_relation_directed(graph, step.relation));
    kith_write_key(w, "weight");
    kith_write_number(w, it.weight);
    kith_write_key(w, "confidence");
    kith_write_number(w, it.confidence);
    kith_write_key(w, "since");
    kith_write_date(w, it.since);
    kith_write_key(w, "until");
    kith_write_date(w, it.until);
    st = kith_write_particulars(r->call, w, KITH_RECORD_RELATION, record);
    kith_write_key(w, "evidence");
    kith_write_member(w, record, "evidence", "[]");
    kith_write_close(w, '}');
    kith_free(record);
    return st;
}

static void write_entities(const kith_route *r,
                           kith_writer *w,
                           const char *key,
                           size_t way,
                           size_t count)
{
    kith_write_key(w, key);
    kith_write_open_row(w, '[');
    for (size_t i = 0; i < count; i++) {
        kith_write_text(w, kith_graph_entity_id(r->call->graph,
                                                kith_route_entity(r, way, i)));
    }
    kith_write_close(w, ']');
}

static kith_status write_way(const kith_route *r, kith_writer *w, size_t way)
{
    const size_t length = kith_route_length(r, way);
    kith_status st = KITH_OK;
    kith_write_open(w, '{');
    kith_write_key(w, "length");
    kith_write_size(w, length);
    kith_write_key(w, "weight");
    kith_write_number(w, kith_route_weight(r, way));
    kith_write_key(w, "cost");
    kith_write_number(w, kith_route_cost(r, way));
    kith_write_key(w, "confidence");
    kith_write_number(w, kith_route_confidence(r, way));
    if (r->connection) {
        write_entities(r, w, "connects", way,
                       kith_connection_named(r->connection, way));
    }
    write_entities(r, w, "nodes", way, length + 1);
    kith_write_key(w, "relations");
    kith_write_open(w, '[');
    for (size_t s = 0; s < length && st == KITH_OK; s++)
        st = write_step(r, w, kith_route_step(r, way, s));
    kith_write_close(w, ']');
    kith_write_close(w, '}');
    return st;
}

kith_status kith_route_put_json(const kith_route *route, kith_sink *sink)
{
    const bool lines = route->call->settings.format == KITH_RESULT_JSONL;
    kith_writer w = kith_result_writer(route->call, sink);
    kith_status st = KITH_OK;
    if (!lines)
        kith_write_open(&w, '[');
    for (size_t p = 0; p < kith_route_count(route) && st == KITH_OK; p++)
        st = write_way(route, &w, p);
    if (!lines)
        kith_write_close(&w, ']');
    return st;
}

/* -- a row for each step of each way -------------------------------------- */

enum {
    COLUMN_PATH = 0,
    COLUMN_STEP,
    COLUMN_TEXTS, /* source, type, target, forward, sentence */
    COLUMN_SAID = COLUMN_TEXTS + 5, /* by the relation */
    COLUMN_PATH_WEIGHT =
        COLUMN_SAID +
        KITH_RELATION_CELL_COUNT, /* of the whole path, in each of its rows */
    COLUMN_PATH_COST,
    COLUMN_PATH_CONFIDENCE,
    COLUMN_FROM, /* with several targets only */
    COLUMN_TO,
    COLUMNS = COLUMN_TO + 1 + KITH_RELATION_IDENTITY_COUNT
};

/* Where id and direction of the relation stand: last. */
static size_t identity_of(const kith_route *r)
{
    return r->targets.count > 1 ? COLUMN_TO + 1 : COLUMN_FROM;
}

/* What is the same in each row of a way. */
static kith_status put_whole(const kith_route *r, kith_table *table, size_t way)
{
    kith_call *call = r->call;
    kith_status st = KITH_OK;
    kith_table_put_integer(table, COLUMN_PATH, (int64_t)way + 1);
    kith_table_put_real(table, COLUMN_PATH_WEIGHT, kith_route_weight(r, way));
    kith_table_put_real(table, COLUMN_PATH_COST, kith_route_cost(r, way));
    kith_table_put_real(table, COLUMN_PATH_CONFIDENCE,
                        kith_route_confidence(r, way));
    if (r->targets.count < 2)
        return KITH_OK;
    const kith_id to = kith_route_entity(r, way, kith_route_length(r, way));
    KITH_TRY(st,
             kith_table_put_text(table, COLUMN_FROM,
                                 kith_graph_entity_id(call->graph, r->from),
                                 &call->err),
             done);
    st = kith_table_put_text(table, COLUMN_TO,
                             kith_graph_entity_id(call->graph, to), &call->err);
done:
    return st;
}

static kith_status add_step(const kith_route *r,
                            kith_table *table,
                            size_t way,
                            size_t index)
{
    kith_call *call = r->call;
    const kith_step step = kith_route_step(r, way, index);
    const kith_relation it = kith_graph_relation(call->graph, step.relation);
    const char *const texts[] = {
        kith_graph_entity_id(call->graph, it.source),
        kith_graph_relation_type_name(call->graph, it.type),
        kith_graph_entity_id(call->graph, it.target),
        step.forward ? "true" : "false",
        kith_sentence(call, step.relation, step.forward),
    };
    kith_status st = kith_table_add_row(table, &call->err);
    for (size_t c = 0; st == KITH_OK && c < sizeof texts / sizeof *texts; c++) {
        st = kith_table_put_text(table, COLUMN_TEXTS + c, texts[c], &call->err);
    }
    if (st != KITH_OK)
        return st;
    kith_table_put_integer(table, COLUMN_STEP, (int64_t)index + 1);
    st = put_whole(r, table, way);
    return st == KITH_OK
               ? kith_put_relation_cells(call, table, COLUMN_SAID,
                                         identity_of(r), step.relation)
               : st;
}

kith_status kith_route_put_table(const kith_route *route)
{
    const bool several = route->targets.count > 1;
    const char *names[COLUMNS + 1] = {
        "#path",
        "#step",
        "source",
        "type",
        "target",
        "forward",
        "sentence",
        KITH_RELATION_CELLS,
        "~path_weight",
        "~path_cost",
        "~path_confidence",
        "from",
        "to",
        KITH_RELATION_IDENTITY,
        NULL,
    };
    if (!several)
        memmove(&names[COLUMN_FROM], &names[COLUMN_TO + 1],
                (KITH_RELATION_IDENTITY_COUNT + 1) * sizeof *names);
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, names, &route->call->err), done);
    for (size_t p = 0; p < kith_route_count(route); p++) {
        const size_t length = kith_route_length(route, p);
        for (size_t s = 0; s < length && st == KITH_OK; s++)
            st = add_step(route, table, p, s);
    }
    if (st == KITH_OK)
        st = kith_result_table(route->call, table);
done:
    kith_table_free(table);
    return st;
}
