/* Everything about one entity as a JSON object. */
#include "base/error.h"
#include "cli/evidence.h"
#include "cli/particulars.h"
#include "cli/portrait.h"
#include "cli/result.h"
#include "cli/sentence.h"

/* Where it leads, seen from the entity. */
static void write_way(const kith_portrait *p, kith_writer *w, kith_id r)
{
    kith_call *call = p->call;
    const kith_relation relation = kith_graph_relation(call->graph, r);
    const kith_id other = kith_portrait_other(p, r);
    const bool forward = kith_portrait_forward(p, r);
    kith_write_key(w, "type");
    kith_write_text(w,
                    kith_graph_relation_type_name(call->graph, relation.type));
    kith_write_key(w, "direction");
    kith_write_text(w, forward ? "out" : "in");
    kith_write_key(w, "other");
    kith_write_text(w, kith_graph_entity_id(call->graph, other));
    kith_write_key(w, "other_name");
    kith_write_text(w, kith_graph_entity_name(call->graph, other));
    kith_write_key(w, "sentence");
    kith_write_text(w, kith_sentence(call, r, forward));
}

/* When and how far it holds; numbers as they were written. */
static void write_terms(const kith_portrait *p,
                        kith_writer *w,
                        kith_id r,
                        const char *record)
{
    const kith_relation relation = kith_graph_relation(p->call->graph, r);
    kith_write_key(w, "since");
    kith_write_date(w, relation.since);
    kith_write_key(w, "until");
    kith_write_date(w, relation.until);
    kith_write_key(w, "directed");
    kith_write_member(w, record, "directed", "true");
    kith_write_key(w, "weight");
    kith_write_member(w, record, "weight", "1");
    kith_write_key(w, "confidence");
    kith_write_member(w, record, "confidence", "null");
}

static kith_status write_relation(const kith_portrait *p,
                                  kith_writer *w,
                                  kith_id r)
{
    kith_call *call = p->call;
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_graph_record(call->graph, KITH_RECORD_RELATION, r, &record,
                               &call->err),
             done);
    kith_write_open_row(w, '{');
    kith_write_key(w, "id");
    kith_write_member(w, record, "id", "null");
    write_way(p, w, r);
    write_terms(p, w, r, record);
    KITH_TRY(st, kith_write_particulars(call, w, KITH_RECORD_RELATION, record),
             done);
    kith_write_key(w, "evidence");
    kith_write_member(w, record, "evidence", "[]");
    kith_write_close(w, '}');
done:
    kith_free(record);
    return st;
}

static void write_types(const kith_portrait *p, kith_writer *w)
{
    const kith_graph *graph = p->call->graph;
    kith_id type = kith_graph_entity_type(graph, p->entity);
    kith_write_key(w, "types");
    kith_write_open_row(w, '[');
    for (size_t i = 0; type != KITH_NONE; i++) {
        kith_write_text(w, kith_graph_entity_type_name(graph, type));
        type = kith_graph_entity_more_type(graph, p->entity, i);
    }
    kith_write_close(w, ']');
}

static void write_aliases(const kith_portrait *p, kith_writer *w)
{
    const char *alias = NULL;
    kith_write_key(w, "aliases");
    kith_write_open_row(w, '[');
    for (size_t i = 0;
         (alias = kith_graph_entity_alias(p->call->graph, p->entity, i)); i++)
        kith_write_text(w, alias);
    kith_write_close(w, ']');
}

kith_status kith_portrait_put_json(const kith_portrait *portrait,
                                   kith_sink *sink)
{
    const kith_graph *graph = portrait->call->graph;
    const kith_id e = portrait->entity;
    kith_writer w = kith_result_writer(portrait->call, sink);
    kith_status st = KITH_OK;
    kith_write_open(&w, '{');
    kith_write_key(&w, "id");
    kith_write_text(&w, kith_graph_entity_id(graph, e));
    kith_write_key(&w, "name");
    kith_write_text(&w, kith_graph_entity_name(graph, e));
    kith_write_key(&w, "type");
    kith_write_text(&w, kith_result_type(graph, e));
    write_types(portrait, &w);
    write_aliases(portrait, &w);
    KITH_TRY(st,
             kith_write_particulars(portrait->call, &w, KITH_RECORD_ENTITY,
                                    portrait->record),
             done);
    kith_write_key(&w, "evidence");
    kith_write_member(&w, portrait->record, "evidence", "[]");
    kith_write_key(&w, "degree");
    kith_write_size(&w, portrait->last - portrait->first);
    kith_write_key(&w, "relations");
    kith_write_open(&w, '[');
    for (uint32_t i = portrait->first; i < portrait->last && st == KITH_OK; i++)
        st = write_relation(portrait, &w, portrait->relations.relation[i]);
    kith_write_close(&w, ']');
    kith_write_close(&w, '}');
done:
    return st;
}
