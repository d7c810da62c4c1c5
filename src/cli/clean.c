/* The sound records of a reading, written back as JSON Lines. */
#include "cli/clean.h"

#include "base/error.h"
#include "cli/evidence.h"

#include <string.h>

static const char *const kind_names[] = {
    [KITH_RECORD_ENTITY] = "entity",
    [KITH_RECORD_RELATION] = "relation",
    [KITH_RECORD_DOCUMENT] = "document",
};

/* What a line without the member `record` is taken for. */
static kith_record_kind kind_of_line(const char *record)
{
    const bool joins = kith_raw_member(record, "source").data ||
                       kith_raw_member(record, "target").data;
    return joins ? KITH_RECORD_RELATION : KITH_RECORD_ENTITY;
}

/* A record that stood in a list of its kind may have to say what it is once it
 * stands alone. */
static void put_record(kith_sink *sink,
                       kith_record_kind kind,
                       const char *record)
{
    const bool says = kith_raw_member(record, "record").data != NULL;
    if (!says && kind_of_line(record) != kind) {
        const char *rest = strchr(record, '{') + 1;
        const bool is_empty = rest[strspn(rest, " \t\r\n")] == '}';
        kith_putf(sink, "{\"record\": \"%s\"%s", kind_names[kind],
                  is_empty ? "" : ", ");
        record = rest;
    }
    if (strpbrk(record, "\r\n")) {
        kith_put_one_line(sink, (kith_text){record, strlen(record)}, false);
    } else {
        kith_put(sink, record);
    }
    kith_put_char(sink, '\n');
}

/* All records of one kind; an entity that only relations name has "{}". */
static kith_status put_kind(kith_call *call,
                            kith_sink *sink,
                            kith_record_kind kind,
                            size_t size,
                            size_t *count)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < size && st == KITH_OK; i++) {
        char *record = NULL;
        st = kith_graph_record(call->whole, kind, (kith_id)i, &record,
                               &call->err);
        if (st == KITH_OK && strcmp(record, "{}") != 0) {
            put_record(sink, kind, record);
            *count += 1;
        }
        kith_free(record);
    }
    return st;
}

kith_status kith_clean_write(kith_call *call, const char *path, size_t *count)
{
    const kith_graph *graph = call->whole;
    kith_output file = {0};
    kith_status st = KITH_OK;
    *count = 0;
    KITH_TRY(st, kith_output_open(&file, path, &call->err), done);
    kith_sink sink = {.file = file.file};
    KITH_TRY(st,
             put_kind(call, &sink, KITH_RECORD_DOCUMENT,
                      kith_graph_document_count(graph), count),
             done);
    KITH_TRY(st,
             put_kind(call, &sink, KITH_RECORD_ENTITY,
                      kith_graph_entity_count(graph), count),
             done);
    KITH_TRY(st,
             put_kind(call, &sink, KITH_RECORD_RELATION,
                      kith_graph_relation_count(graph), count),
             done);
    KITH_TRY(st, kith_sink_finish(&sink, &call->err), done);
    st = kith_output_keep(&file, &call->err);
done:
    kith_output_drop(&file);
    return st;
}
