/* What a page knows of records beyond its columns: their other members, as they
 * were written; 0 for a record that has none. */
#include "export/cited.h"
#include "export/html.h"
#include "export/html_text.h"
#include "export/pieces.h"
#include "graph/record_window.h"
#include "json/scan.h"

#include <string.h>

/* Members that stand in the columns. */
#define NAMED(name)        \
 {                         \
  (name), sizeof(name) - 1 \
 }
static const kith_text entity_members[] = {
    NAMED("id"),
    NAMED("name"),
    NAMED("type"),
    NAMED("record"),
    {NULL, 0}
};
static const kith_text relation_members[] = {
    NAMED("source"),   NAMED("target"), NAMED("type"),
    NAMED("since"),    NAMED("until"),  NAMED("confidence"),
    NAMED("directed"), NAMED("weight"), NAMED("record"),
    {NULL, 0}
};
static const kith_text document_members[] = {
    NAMED("id"),
    NAMED("record"),
    {NULL, 0}
};

/* The parts, in the order of the page's script. */
static const struct {
    const char *name;
    kith_record_kind kind;
    const kith_text *known;
    size_t (*count)(const kith_graph *graph);
} parts[] = {
    {"entities",  KITH_RECORD_ENTITY,   entity_members,   kith_graph_entity_count},
    {"relations", KITH_RECORD_RELATION, relation_members,
     kith_graph_relation_count                                                   },
    {"documents", KITH_RECORD_DOCUMENT, document_members,
     kith_graph_document_count                                                   },
};

static bool is_name(kith_text key, bool escaped, kith_text name)
{
    if (escaped)
        return kith_json_is_key(key, name);
    return key.length == name.length &&
           !memcmp(key.data, name.data, name.length);
}

static bool is_among(kith_text key, bool escaped, const kith_text *names)
{
    while (names->data && !is_name(key, escaped, *names))
        names++;
    return names->data;
}

static bool is_nothing(kith_text json)
{
    return json.length == 4 && !memcmp(json.data, "null", 4);
}

/* The members that are not `known`, after `before` and with commas between;
 * returns whether there are any. */
static bool put_members(kith_sink *sink,
                        kith_text record,
                        const kith_text *known,
                        const char *before)
{
    kith_scan scan = {.at = record.data + 1,
                      .end = record.data + record.length};
    kith_text key;
    kith_text value;
    bool escaped = false;
    bool any = false;
    while (kith_scan_next_member(&scan, &key, &escaped, &value)) {
        if (is_among(key, escaped, known) || is_nothing(value))
            continue;
        kith_put(sink, any ? "," : before);
        const kith_text quoted = {key.data - 1, key.length + 2};
        kith_put_script_json(sink, quoted);
        kith_put_char(sink, ':');
        kith_put_script_json(sink, value);
        any = true;
    }
    return any;
}

/* The records of a graph while they are written. */
typedef struct records {
    kith_sink *sink;
    const kith_graph *graph;
    kith_record_window *window;
    kith_cited_documents cited;
} records;

static kith_status put_record(const records *r,
                              size_t part,
                              kith_id id,
                              kith_error *err)
{
    kith_text text;
    const kith_status st =
        kith_record_window_read(r->window, parts[part].kind, id, &text, err);
    if (st != KITH_OK)
        return st;
    if (parts[part].kind == KITH_RECORD_DOCUMENT) {
        kith_put(r->sink, "{\"id\":");
        kith_put_script_string(r->sink,
                               kith_text_of(
                                   kith_graph_document_id(r->graph, id)));
        (void)put_members(r->sink, text, parts[part].known, ",");
        kith_put_char(r->sink, '}');
    } else {
        const bool any = put_members(r->sink, text, parts[part].known, "{");
        kith_put_char(r->sink, any ? '}' : '0');
    }
    return KITH_OK;
}

static kith_status put_part(const records *r, size_t part, kith_error *err)
{
    const size_t count = parts[part].count(r->graph);
    const bool documents = parts[part].kind == KITH_RECORD_DOCUMENT;
    const char *before = "\n";
    kith_status st = KITH_OK;
    kith_putf(r->sink, "%s\"%s\":[", part ? ",\n" : "{", parts[part].name);
    for (kith_id id = 0; id < count && !r->sink->failed && st == KITH_OK;
         id++) {
        if (documents && !kith_cited_has(&r->cited, id))
            continue;
        kith_put(r->sink, before);
        before = ",\n";
        st = put_record(r, part, id, err);
    }
    kith_put_char(r->sink, ']');
    return st;
}

kith_status kith_html_put_records(kith_sink *sink,
                                  kith_graph *graph,
                                  const kith_export_options *options,
                                  kith_error *err)
{
    records r = {.sink = sink, .graph = graph};
    kith_status st = kith_cited_find(&r.cited, graph, err);
    (void)options;
    if (st == KITH_OK)
        st = kith_record_window_new(&r.window, graph, err);
    for (size_t i = 0; st == KITH_OK && i < sizeof parts / sizeof *parts; i++)
        st = put_part(&r, i, err);
    kith_record_window_free(r.window);
    kith_cited_free(&r.cited);
    kith_put_char(sink, '}');
    return st;
}
