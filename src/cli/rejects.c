/* The records that were left out of a reading, with what is wrong with them. */
#include "base/error.h"
#include "cli/clean.h"
#include "cli/writer.h"

#include <string.h>

/* One record that was left out. */
typedef struct reject {
    char *text;
    size_t length;
    kith_place place;
} reject;

/* Whether an error lies in the record's bytes. */
static bool is_about(const kith_problem *problem, const reject *r)
{
    const kith_place *place = &problem->error.place;
    return kith_rule_severity(problem->rule) == KITH_ERROR && place->source &&
           !strcmp(place->source, r->place.source) &&
           place->offset >= r->place.offset &&
           place->offset <= r->place.offset + r->length;
}

/* The first problem of a record, searched from `from` on: both lists are in
 * order of file and place. `size` if there is none. */
static size_t find_problem(const kith_diagnostics *list,
                           const reject *r,
                           size_t from)
{
    const size_t size = kith_diagnostics_size(list);
    while (from < size && !is_about(kith_diagnostics_at(list, from), r))
        from++;
    return from;
}

static void write_text(kith_writer *w, const char *key, const char *value)
{
    kith_write_key(w, key);
    kith_write_text(w, value);
}

static void write_size(kith_writer *w, const char *key, size_t value)
{
    kith_write_key(w, key);
    kith_write_size(w, value);
}

static void write_rules(kith_writer *w,
                        const kith_diagnostics *list,
                        const reject *r,
                        size_t first)
{
    const size_t size = kith_diagnostics_size(list);
    kith_write_key(w, "rules");
    kith_write_open(w, '[');
    for (size_t i = first; i < size; i++) {
        const kith_problem *problem = kith_diagnostics_at(list, i);
        if (kith_rule_severity(problem->rule) != KITH_ERROR)
            continue;
        if (!is_about(problem, r))
            break;
        kith_write_text(w, kith_rule_name(problem->rule));
    }
    kith_write_close(w, ']');
}

/* JSON as JSON, anything else as a text. */
static void write_record(kith_writer *w, const reject *r)
{
    kith_json *root = NULL;
    const kith_text text = {r->text, r->length};
    const bool is_json =
        kith_json_parse(&root, text, "record", NULL) == KITH_OK;
    kith_json_free(root);
    kith_write_key(w, "record");
    if (is_json) {
        kith_write_raw(w, text);
    } else {
        kith_write_span(w, text);
    }
}

static void write_reject(kith_writer *w,
                         const kith_diagnostics *list,
                         const reject *r,
                         size_t *problem)
{
    const size_t first = find_problem(list, r, *problem);
    const bool found = first < kith_diagnostics_size(list);
    kith_write_open(w, '{');
    write_text(w, "file", r->place.source);
    write_size(w, "line", r->place.line);
    write_size(w, "column", r->place.column);
    write_rules(w, list, r, first);
    write_text(w, "message",
               found ? kith_diagnostics_at(list, first)->error.message : NULL);
    write_record(w, r);
    kith_write_close(w, '}');
    if (found)
        *problem = first;
}

kith_status kith_rejects_write(kith_call *call, const char *path, size_t *count)
{
    kith_output file = {0};
    kith_status st = KITH_OK;
    size_t problem = 0;
    *count = 0;
    KITH_TRY(st, kith_output_open(&file, path, &call->err), done);
    kith_sink sink = {.file = file.file};
    kith_writer w = {.sink = &sink, .compact = true};
    for (size_t i = 0; i < kith_graph_reject_count(call->whole); i++) {
        reject r = {0};
        KITH_TRY(st,
                 kith_graph_reject(call->whole, i, &r.text, &r.length, &r.place,
                                   &call->err),
                 done);
        write_reject(&w, call->diagnostics, &r, &problem);
        kith_free(r.text);
        *count += 1;
    }
    KITH_TRY(st, kith_sink_finish(&sink, &call->err), done);
    st = kith_output_keep(&file, &call->err);
done:
    kith_output_drop(&file);
    return st;
}
