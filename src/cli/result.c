/* A command's answer in the format that was asked for. */
#include "cli/result.h"

#include "base/error.h"
#include "base/utf8.h"
#include "cli/drawing.h"
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

static const kith_option *option_of(const kith_call *call, const char *name)
{
    const kith_option *o = NULL;
    for (size_t i = 0; (o = kith_command_option(call->command, i)); i++) {
        if (!strcmp(o->name, name))
            return o;
    }
    return NULL;
}

/* -- the format by the name of the file ------------------------------------ */

/* Which format a name means, among those that the command has. */
static const struct {
    const char *extension;
    const char *format;
} named[] = {
    {"csv",   "csv"     },
    {"tsv",   "tsv"     },
    {"json",  "json"    },
    {"jsonl", "jsonl"   },
    {"md",    "markdown"},
    {"sarif", "sarif"   },
    {"txt",   "text"    },
    {"txt",   "table"   },
};

#define NAMED (sizeof named / sizeof *named)

/* Which choice, from 1; 0 if there is no such. */
static unsigned choice_of(const kith_option *option, const char *name)
{
    const char *choice = NULL;
    for (size_t i = 0; (choice = kith_option_choice(option, i)); i++) {
        if (!strcmp(choice, name))
            return (unsigned)i + 1;
    }
    return 0;
}

static bool draws(const kith_call *call)
{
    return option_of(call, "draw");
}

static kith_status no_format(kith_call *call,
                             const kith_option *option,
                             const char *extension)
{
    char list[160] = "";
    size_t length = 0;
    const char *listed = "";
    const char *drawn = NULL;
    for (size_t i = 0; i < NAMED; i++) {
        if (!choice_of(option, named[i].format) ||
            !strcmp(named[i].extension, listed))
            continue;
        listed = named[i].extension;
        length += (size_t)snprintf(list + length, sizeof list - length, ".%s, ",
                                   listed);
    }
    for (size_t i = 0; draws(call) && (drawn = kith_drawing_extension(i)); i++)
        length += (size_t)snprintf(list + length, sizeof list - length, ".%s, ",
                                   drawn);
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "no format has the extension '.%s'", extension);
    kith_hint(&call->err, "let the name end in %sor give --format", list);
    return KITH_E_INVALID;
}

kith_status kith_result_by_name(kith_call *call, const char *path)
{
    const kith_option *option = option_of(call, "format");
    const char *extension = kith_output_extension(path);
    if (!extension || !option || !option->otherwise)
        return KITH_OK; /* commands without a default look for themselves */
    for (size_t i = 0; i < NAMED; i++) {
        const unsigned choice = choice_of(option, named[i].format);
        if (choice && !strcasecmp(extension, named[i].extension)) {
            call->settings.format = choice;
            return KITH_OK;
        }
    }
    if (draws(call) && kith_drawing_format(path))
        return KITH_OK;
    return no_format(call, option, extension);
}

/* -- results --------------------------------------------------------------- */

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
