/* A command's answer in the format that was asked for. */
#include "cli/result.h"

#include "base/error.h"
#include "base/utf8.h"
#include "cli/grid.h"

#include <kith/export.h>

#include <stdarg.h>
#include <string.h>
#include <strings.h>

bool kith_result_is_text(const kith_call *call)
{
    return call->settings.format <= KITH_RESULT_TABLE;
}

bool kith_result_is_json(const kith_call *call)
{
    return call->settings.format == KITH_RESULT_JSON ||
           call->settings.format == KITH_RESULT_JSONL;
}

static const kith_option *format_option(const kith_call *call)
{
    const kith_option *o = NULL;
    for (size_t i = 0; (o = kith_command_option(call->command, i)); i++) {
        if (!strcmp(o->name, "format"))
            return o->otherwise ? o : NULL; /* others look for themselves */
    }
    return NULL;
}

void kith_result_by_name(kith_call *call)
{
    static const struct {
        const char *extension;
        kith_result_format format;
    } rows[] = {
        {".csv",   KITH_RESULT_CSV     },
        {".tsv",   KITH_RESULT_TSV     },
        {".json",  KITH_RESULT_JSON    },
        {".jsonl", KITH_RESULT_JSONL   },
        {".md",    KITH_RESULT_MARKDOWN},
    };
    const char *path = call->settings.output;
    const char *extension = path ? strrchr(path, '.') : NULL;
    if (!extension || !format_option(call) || kith_call_gives(call, "format") ||
        kith_call_gives(call, "json"))
        return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!strcasecmp(extension, rows[i].extension))
            call->settings.format = rows[i].format;
    }
}

kith_status kith_result_sink(kith_call *call, kith_sink *out)
{
    const kith_status st = kith_call_output(call);
    *out = (kith_sink){.file = call->output.file};
    return st;
}

kith_status kith_result_table(kith_call *call, const kith_table *table)
{
    static const kith_table_format formats[] = {
        [KITH_RESULT_JSON] = KITH_TABLE_JSON,
        [KITH_RESULT_JSONL] = KITH_TABLE_JSONL,
        [KITH_RESULT_CSV] = KITH_TABLE_CSV,
        [KITH_RESULT_TSV] = KITH_TABLE_TSV,
        [KITH_RESULT_MARKDOWN] = KITH_TABLE_MARKDOWN,
    };
    kith_status st = KITH_OK;
    kith_sink sink = {0};
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (!kith_result_is_text(call)) {
        return kith_table_write(table, formats[call->settings.format],
                                call->output.file, &call->err);
    }
    KITH_TRY(st, kith_grid_put(&sink, &call->screen, table, &call->err), done);
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

kith_writer kith_result_writer(const kith_call *call, kith_sink *sink)
{
    return (kith_writer){
        .sink = sink,
        .compact = call->settings.format == KITH_RESULT_JSONL,
    };
}

kith_status kith_result_columns(kith_table *table,
                                const char *const *names,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    for (; *names && st == KITH_OK; names++) {
        kith_column_type type = KITH_COLUMN_TEXT;
        if (**names == '#')
            type = KITH_COLUMN_INTEGER;
        if (**names == '~')
            type = KITH_COLUMN_REAL;
        st = kith_table_add_column(table, *names + (type != KITH_COLUMN_TEXT),
                                   type, err);
    }
    return st;
}

kith_status kith_result_new(kith_table **out,
                            const char *const *names,
                            kith_error *err)
{
    *out = kith_table_new();
    if (!*out)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return kith_result_columns(*out, names, err);
}

const char *kith_result_type(const kith_graph *graph, kith_id entity)
{
    const kith_id type = kith_graph_entity_type(graph, entity);
    return type == KITH_NONE ? NULL : kith_graph_entity_type_name(graph, type);
}

kith_status kith_result_entity(kith_call *call,
                               kith_table *table,
                               kith_id entity)
{
    const char *const texts[] = {
        kith_graph_entity_id(call->graph, entity),
        kith_graph_entity_name(call->graph, entity),
        kith_result_type(call->graph, entity),
    };
    kith_status st = kith_table_add_row(table, &call->err);
    for (size_t c = 0; c < 3 && st == KITH_OK; c++)
        st = kith_table_put_text(table, c, texts[c], &call->err);
    return st;
}

void kith_result_footnote(const kith_call *call,
                          kith_sink *sink,
                          const char *format,
                          ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    kith_utf8_format(text, sizeof text, format, args);
    va_end(args);
    if (call->screen.is_terminal)
        kith_break_lines(text, call->screen.width);
    kith_put_char(sink, '\n');
    kith_put_look(sink, &call->screen, KITH_DIM, text);
    kith_put_char(sink, '\n');
}

kith_status kith_result_prose(kith_call *call,
                              kith_sink *sink,
                              const char *text,
                              size_t column,
                              size_t indent)
{
    const size_t width =
        call->screen.is_terminal ? call->screen.width : SIZE_MAX;
    const char *clean = kith_clean_text(&call->arena, text);
    if (!clean)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    kith_put_wrapped(sink, clean, column, indent, width);
    return KITH_OK;
}
