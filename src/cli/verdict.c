/* What is wrong with some records, for people and for programs. */
#include "cli/verdict.h"

#include "base/error.h"
#include "cli/report.h"
#include "cli/result.h"

size_t kith_verdict_size(const kith_call *call)
{
    const size_t size = kith_diagnostics_size(call->diagnostics);
    const uint64_t limit = call->settings.limit;
    return limit && limit < size ? (size_t)limit : size;
}

/* -- for people ---------------------------------------------------------- */

static void put_rule_heading(const kith_call *call,
                             kith_sink *sink,
                             kith_rule rule)
{
    const size_t count = kith_diagnostics_of_rule(call->diagnostics, rule);
    const char *severity = kith_severity_name(kith_rule_severity(rule));
    char heading[96];
    snprintf(heading, sizeof heading, "%s: %zu %s%s", kith_rule_name(rule),
             count, severity, count == 1 ? "" : "s");
    kith_put_look(sink, &call->screen, KITH_BOLD, heading);
    kith_putf(sink, " (%s)\n", kith_rule_summary(rule));
}

static void put_rule(const kith_call *call, kith_sink *sink, kith_rule rule)
{
    const kith_diagnostics *list = call->diagnostics;
    const size_t count = kith_diagnostics_of_rule(list, rule);
    size_t printed = 0;
    if (!count)
        return;
    put_rule_heading(call, sink, rule);
    for (size_t i = 0; i < kith_verdict_size(call); i++) {
        const kith_problem *problem = kith_diagnostics_at(list, i);
        if (problem->rule != rule)
            continue;
        kith_put_problem(sink, &call->screen, problem);
        printed++;
    }
    if (printed < count) {
        kith_putf(sink, "%s%zu more; --limit 0 prints all\n",
                  printed ? "and " : "", count - printed);
    }
    kith_put_char(sink, '\n');
}

static void put_sum(const kith_call *call, kith_sink *sink)
{
    static const struct {
        kith_severity severity;
        const char *one;
        const char *several;
    } kinds[] = {
        {KITH_ERROR,   "error",   "errors"  },
        {KITH_WARNING, "warning", "warnings"},
        {KITH_NOTE,    "note",    "notes"   },
    };
    const kith_graph *graph = call->whole;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const size_t count =
            kith_diagnostics_count(call->diagnostics, kinds[i].severity);
        kith_put(sink, i ? ", " : "");
        kith_put_count(sink, count, kinds[i].one, kinds[i].several);
    }
    kith_put(sink, " in ");
    kith_put_count(sink, kith_graph_input_count(graph), "file", "files");
    kith_put(sink, "; sound: ");
    kith_put_count(sink, kith_graph_entity_count(graph), "entity", "entities");
    kith_put(sink, ", ");
    kith_put_count(sink, kith_graph_relation_count(graph), "relation",
                   "relations");
    kith_put(sink, ", ");
    kith_put_count(sink, kith_graph_document_records(graph), "document",
                   "documents");
    kith_put_char(sink, '\n');
}

void kith_verdict_put_text(const kith_call *call, kith_sink *sink)
{
    for (int severity = KITH_ERROR; severity <= KITH_NOTE; severity++) {
        for (int r = 0; r < KITH_RULE_COUNT; r++) {
            if ((int)kith_rule_severity((kith_rule)r) == severity)
                put_rule(call, sink, (kith_rule)r);
        }
    }
    put_sum(call, sink);
}

/* -- for programs -------------------------------------------------------- */

static void write_size(kith_writer *w, const char *key, size_t value)
{
    kith_write_key(w, key);
    kith_write_size(w, value);
}

static void write_text(kith_writer *w, const char *key, const char *value)
{
    kith_write_key(w, key);
    kith_write_text(w, value);
}

static const char *or_null(const char *text)
{
    return text && *text ? text : NULL;
}

static void write_problem(kith_writer *w, const kith_problem *problem)
{
    const kith_error *error = &problem->error;
    kith_write_open_row(w, '{');
    write_text(w, "file", error->place.source);
    write_size(w, "line", error->place.line);
    write_size(w, "column", error->place.column);
    write_text(w, "pointer", or_null(error->path));
    write_text(w, "record", or_null(problem->record));
    write_text(w, "rule", kith_rule_name(problem->rule));
    write_text(w, "severity",
               kith_severity_name(kith_rule_severity(problem->rule)));
    write_text(w, "message", error->message);
    write_text(w, "hint", or_null(error->hint));
    kith_write_close(w, '}');
}

static void write_rules(kith_writer *w, const kith_diagnostics *list)
{
    kith_write_key(w, "rules");
    kith_write_open(w, '[');
    for (int r = 0; r < KITH_RULE_COUNT; r++) {
        const kith_rule rule = (kith_rule)r;
        const size_t count = kith_diagnostics_of_rule(list, rule);
        if (!count)
            continue;
        kith_write_open_row(w, '{');
        write_text(w, "rule", kith_rule_name(rule));
        write_text(w, "severity", kith_severity_name(kith_rule_severity(rule)));
        write_size(w, "count", count);
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
}

void kith_verdict_put_json(const kith_call *call, kith_sink *sink)
{
    const kith_diagnostics *list = call->diagnostics;
    const kith_graph *graph = call->whole;
    kith_writer w = kith_result_writer(call, sink);
    kith_write_open(&w, '{');
    write_size(&w, "files", kith_graph_input_count(graph));
    write_size(&w, "entities", kith_graph_entity_count(graph));
    write_size(&w, "relations", kith_graph_relation_count(graph));
    write_size(&w, "documents", kith_graph_document_records(graph));
    write_size(&w, "errors", kith_diagnostics_count(list, KITH_ERROR));
    write_size(&w, "warnings", kith_diagnostics_count(list, KITH_WARNING));
    write_size(&w, "notes", kith_diagnostics_count(list, KITH_NOTE));
    write_rules(&w, list);
    kith_write_key(&w, "problems");
    kith_write_open(&w, '[');
    for (size_t i = 0; i < kith_verdict_size(call); i++)
        write_problem(&w, kith_diagnostics_at(list, i));
    kith_write_close(&w, ']');
    kith_write_close(&w, '}');
}

kith_status kith_verdict_put_table(kith_call *call)
{
    static const char *const columns[] = {"file",     "#line",   "#column",
                                          "pointer",  "record",  "rule",
                                          "severity", "message", "hint",
                                          NULL};
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, columns, &call->err), done);
    for (size_t i = 0; i < kith_verdict_size(call); i++) {
        const kith_problem *p = kith_diagnostics_at(call->diagnostics, i);
        const char *const texts[] = {
            p->error.place.source,
            NULL,
            NULL,
            or_null(p->error.path),
            or_null(p->record),
            kith_rule_name(p->rule),
            kith_severity_name(kith_rule_severity(p->rule)),
            p->error.message,
            or_null(p->error.hint),
        };
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        for (size_t c = 0; c < sizeof texts / sizeof *texts; c++) {
            KITH_TRY(st, kith_table_put_text(table, c, texts[c], &call->err),
                     done);
        }
        if (p->error.place.line) {
            kith_table_put_integer(table, 1, p->error.place.line);
            kith_table_put_integer(table, 2, p->error.place.column);
        }
    }
    st = kith_result_table(call, table);
done:
    kith_table_free(table);
    return st;
}
