/* A part of a graph as kith's own records. */
#include "cli/part_records.h"

#include "base/error.h"
#include "cli/evidence.h"
#include "cli/writer.h"

#include <string.h>

/* An entity that only relations name has no record, but is to come back. */
static void write_record(kith_writer *w,
                         const kith_call *call,
                         kith_record_kind kind,
                         kith_id id,
                         const char *record)
{
    if (strcmp(record, "{}") != 0) {
        kith_write_raw(w, (kith_text){record, strlen(record)});
    } else if (kind == KITH_RECORD_ENTITY) {
        kith_write_open_row(w, '{');
        kith_write_key(w, "id");
        kith_write_text(w, kith_graph_entity_id(call->graph, id));
        kith_write_close(w, '}');
    }
}

static kith_status write_records(kith_call *call,
                                 kith_writer *w,
                                 const char *key,
                                 kith_record_kind kind,
                                 const kith_ids *ids,
                                 kith_cited *cited)
{
    kith_status st = KITH_OK;
    kith_write_key(w, key);
    kith_write_open(w, '[');
    for (size_t i = 0; i < ids->count && st == KITH_OK; i++) {
        char *record = NULL;
        st = kith_graph_record(call->graph, kind, ids->items[i], &record,
                               &call->err);
        if (st == KITH_OK) {
            write_record(w, call, kind, ids->items[i], record);
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

kith_status kith_put_part_records(kith_call *call,
                                  kith_sink *sink,
                                  const kith_part *part)
{
    kith_writer w = {.sink = sink};
    kith_cited cited = {0};
    kith_cited none = {0};
    kith_ids documents = {0};
    kith_status st = KITH_OK;
    kith_write_open(&w, '{');
    if (part->title) {
        kith_write_key(&w, "title");
        kith_write_text(&w, part->title);
    }
    KITH_TRY(st,
             write_records(call, &w, "entities", KITH_RECORD_ENTITY,
                           &part->entities, &cited),
             done);
    KITH_TRY(st,
             write_records(call, &w, "relations", KITH_RECORD_RELATION,
                           &part->relations, &cited),
             done);
    KITH_TRY(st, list_cited(call, &cited, &documents), done);
    KITH_TRY(st,
             write_records(call, &w, "documents", KITH_RECORD_DOCUMENT,
                           &documents, &none),
             done);
    kith_write_close(&w, '}');
done:
    return st;
}
