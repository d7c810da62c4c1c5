/* kith's own records, from which the same graph is read again: every record as
 * it was written, one a line, in one document or as JSON Lines. */
#include "base/error.h"
#include "export/cited.h"
#include "export/losses.h"
#include "export/pieces.h"
#include "export/writers.h"
#include "graph/record_window.h"
#include "json/scan.h"
#include "records/members.h"

/* The three arrays of records, in the order in which they are read best. */
typedef struct array {
    kith_record_kind kind;
    const char *name;
    size_t (*count)(const kith_graph *graph);
} array;

static const array arrays[] = {
    {KITH_RECORD_ENTITY,   "entities",  kith_graph_entity_count  },
    {KITH_RECORD_RELATION, "relations", kith_graph_relation_count},
    {KITH_RECORD_DOCUMENT, "documents", kith_graph_document_count},
};
enum { ARRAYS = sizeof arrays / sizeof *arrays };

/* Records while they are written. */
typedef struct writing {
    kith_sink sink;
    char buffer[KITH_SINK_BUFFER];
    kith_graph *graph;
    const kith_export_options *options;
    kith_record_window *window;
    kith_cited_documents cited;
    bool lines; /* each stands alone, and has to say what it is */
} writing;

static kith_status begin(writing *w,
                         kith_graph *graph,
                         const kith_export_options *options,
                         FILE *out,
                         kith_error *err)
{
    w->sink = kith_sink_gather(out, w->buffer);
    w->graph = graph;
    w->options = options;
    const kith_status st = kith_cited_find(&w->cited, graph, err);
    return st == KITH_OK ? kith_record_window_new(&w->window, graph, err) : st;
}

static kith_status finish(writing *w, kith_status st, kith_error *err)
{
    kith_record_window_free(w->window);
    kith_cited_free(&w->cited);
    return st == KITH_OK ? kith_sink_finish(&w->sink, err) : st;
}

/* -- lines --------------------------------------------------------------- */

/* Whether a record without the member 'record', alone, is taken for its kind.
 */
static bool is_told(kith_record_kind kind, bool joins)
{
    return kind == (joins ? KITH_RECORD_RELATION : KITH_RECORD_ENTITY);
}

static bool is_key(kith_text key, const char *name)
{
    return kith_json_is_key(key, kith_text_of(name));
}

/* Whether the reader takes the record for its kind where it stands alone. */
static bool says_kind(kith_text record, kith_record_kind kind, bool *says)
{
    kith_scan scan = {.at = record.data + 1,
                      .end = record.data + record.length};
    const kith_text name = kith_text_of(kith_record_kind_name(kind));
    bool joins = false;
    bool right = false;
    bool escaped = false;
    kith_text key;
    kith_text value;
    while (kith_scan_next_member(&scan, &key, &escaped, &value)) {
        joins = joins || is_key(key, "source") || is_key(key, "target");
        if (!is_key(key, "record"))
            continue;
        *says = true;
        right = value.length == name.length + 2 &&
                !memcmp(value.data + 1, name.data, name.length);
    }
    return *says ? right : is_told(kind, joins);
}

/* The record after a member that says what it is, in place of what it says. */
static void put_told(writing *w, kith_record_kind kind, kith_text record)
{
    kith_scan scan = {.at = record.data + 1,
                      .end = record.data + record.length};
    bool escaped = false;
    kith_text key;
    kith_text value;
    kith_putf(&w->sink, "{\"record\": \"%s\"", kith_record_kind_name(kind));
    while (kith_scan_next_member(&scan, &key, &escaped, &value)) {
        if (is_key(key, "record"))
            continue;
        kith_put(&w->sink, ", \"");
        kith_put_bytes(&w->sink, key.data, key.length);
        kith_put(&w->sink, "\": ");
        kith_put_json_line(&w->sink, value);
    }
    kith_put_char(&w->sink, '}');
}

static void put_line(writing *w, kith_record_kind kind, kith_text record)
{
    bool says = false;
    if (says_kind(record, kind, &says)) {
        kith_put_json_line(&w->sink, record);
        return;
    }
    put_told(w, kind, record);
    if (says)
        kith_losses_add_named(w->options->losses,
                              kind == KITH_RECORD_RELATION
                                  ? KITH_LOSS_RELATION_PROPERTY
                                  : KITH_LOSS_PROPERTY,
                              1, kith_text_of("record"));
}

/* -- records ------------------------------------------------------------- */

static void put_missing(writing *w, kith_id id)
{
    kith_put(&w->sink, "{\"id\": ");
    kith_put_json(&w->sink, kith_text_of(kith_graph_entity_id(w->graph, id)));
    kith_put_char(&w->sink, '}');
}

/* Write a record, if there is one; `*any` says whether its array has one.
 * Entities that only relations name have none but are to come back; documents
 * that are only cited are made again by who cites them. */
static kith_status put_record(writing *w,
                              const array *a,
                              kith_id id,
                              bool *any,
                              kith_error *err)
{
    kith_text text;
    const kith_status st =
        kith_record_window_read(w->window, a->kind, id, &text, err);
    const bool missing = st == KITH_OK && text.length == 2; /* it is {} */
    if (st != KITH_OK || (missing && a->kind != KITH_RECORD_ENTITY))
        return st;
    if (!w->lines)
        kith_put(&w->sink, *any ? ",\n    " : "\n    ");
    if (missing)
        put_missing(w, id);
    else if (w->lines)
        put_line(w, a->kind, text);
    else
        kith_put_json_line(&w->sink, text);
    if (w->lines)
        kith_put_char(&w->sink, '\n');
    *any = true;
    return KITH_OK;
}

static bool is_wanted(const writing *w, const array *a, kith_id id)
{
    return a->kind != KITH_RECORD_DOCUMENT || kith_cited_has(&w->cited, id);
}

static kith_status put_records(writing *w,
                               const array *a,
                               bool *any,
                               kith_error *err)
{
    const size_t count = a->count(w->graph);
    kith_status st = KITH_OK;
    for (kith_id id = 0; id < count && !w->sink.failed && st == KITH_OK; id++) {
        if (is_wanted(w, a, id))
            st = put_record(w, a, id, any, err);
    }
    return st;
}

/* -- forms --------------------------------------------------------------- */

static kith_status put_array(writing *w, const array *a, kith_error *err)
{
    bool any = false;
    kith_putf(&w->sink, "\"%s\": [", a->name);
    const kith_status st = put_records(w, a, &any, err);
    kith_put(&w->sink, any ? "\n  ]" : "]");
    return st;
}

static kith_status write_json(kith_graph *graph,
                              const kith_export_options *options,
                              FILE *out,
                              kith_error *err)
{
    static const char *const before[] = {"\n  ", ",\n  "};
    writing w = {0};
    kith_status st = begin(&w, graph, options, out, err);
    kith_put_char(&w.sink, '{');
    bool any = kith_put_members(&w.sink, graph, options, before);
    for (size_t i = 0; st == KITH_OK && i < ARRAYS; i++) {
        kith_put(&w.sink, before[any]);
        any = true;
        st = put_array(&w, &arrays[i], err);
    }
    kith_put(&w.sink, "\n}\n");
    return finish(&w, st, err);
}

/* A line says what it is by a member of that name. */
static void lose_record_member(const writing *w)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_next_member(w->graph, &at, &key, &value);) {
        if (is_key(key, "record"))
            kith_losses_add_named(w->options->losses, KITH_LOSS_GRAPH_MEMBER, 1,
                                  key);
    }
}

/* What is said of the whole graph has a line of its own, if anything is; and so
 * has a graph with nothing in it, as no line at all would be no input. */
static void put_graph_line(writing *w)
{
    static const char *const before[] = {"{\"record\": \"graph\", ", ", "};
    lose_record_member(w);
    if (kith_put_members_but(&w->sink, w->graph, w->options, before,
                             "record")) {
        kith_put(&w->sink, "}\n");
    } else if (!kith_graph_entity_count(w->graph) &&
               !kith_cited_count(&w->cited, w->graph)) {
        kith_put(&w->sink, "{\"record\": \"graph\"}\n");
    }
}

static kith_status write_jsonl(kith_graph *graph,
                               const kith_export_options *options,
                               FILE *out,
                               kith_error *err)
{
    writing w = {.lines = true};
    bool any = false;
    kith_status st = begin(&w, graph, options, out, err);
    if (st == KITH_OK)
        put_graph_line(&w);
    for (size_t i = 0; st == KITH_OK && i < ARRAYS; i++)
        st = put_records(&w, &arrays[i], &any, err);
    return finish(&w, st, err);
}

const kith_format kith_format_json = {
    .name = "json",
    .extensions = "json",
    .summary = "kith's own records, with nothing lost",
    .write = write_json,
};

static const char *const jsonl_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_GRAPH_MEMBER] =
        "left out that are called 'record' (a line says by it what it is)",
    [KITH_LOSS_PROPERTY] =
        "left out that are called 'record' (a line says by it what it is)",
    [KITH_LOSS_RELATION_PROPERTY] =
        "left out that are called 'record' (a line says by it what it is)",
};

const kith_format kith_format_jsonl = {
    .name = "jsonl",
    .extensions = "jsonl ndjson",
    .summary = "the same as JSON Lines, a record a line",
    .losses = jsonl_losses,
    .write = write_jsonl,
};
