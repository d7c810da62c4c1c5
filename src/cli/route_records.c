/* Paths and trees as kith's own records, so that every other command can read
 * them: what is on them, and the documents that its evidence cites. */
#include "base/error.h"
#include "cli/evidence.h"
#include "cli/result.h"
#include "cli/route.h"

#include <string.h>

/* An entity that only relations name has no record, but is to come back. */
static void write_record(kith_writer *w,
                         const kith_route *r,
                         kith_record_kind kind,
                         kith_id id,
                         const char *record)
{
    if (strcmp(record, "{}") != 0) {
        kith_write_raw(w, (kith_text){record, strlen(record)});
    } else if (kind == KITH_RECORD_ENTITY) {
        kith_write_open_row(w, '{');
        kith_write_key(w, "id");
        kith_write_text(w, kith_graph_entity_id(r->call->graph, id));
        kith_write_close(w, '}');
    }
}

static kith_status write_records(const kith_route *r,
                                 kith_writer *w,
                                 const char *key,
                                 kith_record_kind kind,
                                 const kith_ids *ids,
                                 kith_cited *cited)
{
    kith_call *call = r->call;
    kith_status st = KITH_OK;
    kith_write_key(w, key);
    kith_write_open(w, '[');
    for (size_t i = 0; i < ids->count && st == KITH_OK; i++) {
        char *record = NULL;
        st = kith_graph_record(call->graph, kind, ids->items[i], &record,
                               &call->err);
        if (st == KITH_OK) {
            write_record(w, r, kind, ids->items[i], record);
            st = kith_cite_evidence(call, record, cited);
        }
        kith_free(record);
    }
    kith_write_close(w, ']');
    return st;
}

static kith_status list_cited(kith_call *call,
                              const kith_cited *cited,
                              kith_ids *out)
{
    *out = (kith_ids){KITH_ARENA_NEW(&call->arena, kith_id, cited->count), 0};
    if (!out->items)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t d = 0; out->count < cited->count; d++) {
        if (cited->documents[d])
            out->items[out->count++] = (kith_id)d;
    }
    return KITH_OK;
}

kith_status kith_route_put_records(const kith_route *route, kith_sink *sink)
{
    kith_writer w = {.sink = sink};
    kith_cited cited = {0};
    kith_cited none = {0};
    kith_ids entities = {0};
    kith_ids relations = {0};
    kith_ids documents = {0};
    kith_status st = KITH_OK;
    const char *title = kith_route_title(route);
    if (!title)
        return kith_fail(&route->call->err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_route_all(route, &entities, &relations), done);
    kith_write_open(&w, '{');
    kith_write_key(&w, "title");
    kith_write_text(&w, title);
    KITH_TRY(st,
             write_records(route, &w, "entities", KITH_RECORD_ENTITY, &entities,
                           &cited),
             done);
    KITH_TRY(st,
             write_records(route, &w, "relations", KITH_RECORD_RELATION,
                           &relations, &cited),
             done);
    KITH_TRY(st, list_cited(route->call, &cited, &documents), done);
    KITH_TRY(st,
             write_records(route, &w, "documents", KITH_RECORD_DOCUMENT,
                           &documents, &none),
             done);
    kith_write_close(&w, '}');
done:
    return st;
}
