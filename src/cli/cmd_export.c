/* kith export: the graph for another tool. */
#include "base/error.h"
#include "cli/columns.h"
#include "cli/input.h"

#include <string.h>
#include <strings.h>

static const char *format_choice(size_t index)
{
    return kith_formats()[index].name;
}

static const kith_option options[] = {
    {.name = "format",
     .type = KITH_OPTION_CHOICE,
     .value = "FORMAT",
     .offset = KITH_AT(format),
     .choice_at = format_choice,
     .implied = "by the name of the output file, else json",
     .help = "what to write"},
    {.name = "title",
     .type = KITH_OPTION_TEXT,
     .value = "TEXT",
     .offset = KITH_AT(title),
     .implied = "the one in the records",
     .help = "title of the graph"},
    {.name = "with",
     .type = KITH_OPTION_CHOICES,
     .value = "NAMES",
     .offset = KITH_AT(with),
     .choice_at = kith_column_choice,
     .implied = "html: degree,pagerank,leiden,layout; others: none",
     .help = "measures, groups and positions to compute and write with the "
             "entities (html, node-link), commas between them"},
    {.name = "any-size",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(any_size),
     .help = "html: also a graph that is too large for most browsers"},
    {0           },
};

/* By name, by the extension of the file, or the first of all. */
static kith_status choose_format(kith_call *call, const kith_format **out)
{
    const kith_format *formats = kith_formats();
    const char *path = call->settings.output;
    const char *name = path ? strrchr(path, '/') : NULL;
    const char *extension = path ? strrchr(name ? name : path, '.') : NULL;
    *out = formats;
    if (call->settings.format)
        *out = &formats[call->settings.format - 1];
    if (call->settings.format || !extension)
        return KITH_OK;
    for (const kith_format *f = formats; f->name; f++) {
        if (!strcasecmp(extension + 1, f->extension)) {
            *out = f;
            return KITH_OK;
        }
    }
    kith_fail(&call->err, KITH_E_INVALID, "no format has the extension '%s'",
              extension);
    kith_hint(&call->err,
              "say which with --format: json, node-link, dot or html");
    return KITH_E_INVALID;
}

static kith_status run(kith_call *call)
{
    const kith_format *format = NULL;
    kith_columns columns = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, choose_format(call, &format), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, kith_columns_allow(call, format), done);
    KITH_TRY(st, kith_call_vocabulary(call), done);
    KITH_TRY(st, kith_columns_make(&columns, call, format), done);
    KITH_TRY(st, kith_call_output(call), done);
    const kith_export_options how = {
        .vocabulary = call->vocabulary,
        .title = call->settings.title,
        .columns = columns.list,
        .column_count = columns.count,
        .x = columns.x,
        .y = columns.y,
    };
    st = format->write(call->graph, &how, call->output.file, &call->err);
done:
    kith_columns_free(&columns);
    return st;
}

static const char *const examples[] = {
    "a graph for Graphviz",
    "kith export --format dot data/cis-forum.json -o forum.dot",
    "what is near one entity, as records of its own",
    "kith export --around Tashkent data/cis-forum.json -o tashkent.json",
    "a page to explore, in one file that can be handed on",
    "kith export --with degree,leiden data/cis-forum.json -o forum.html",
    NULL,
};

const kith_command kith_cmd_export = {
    .name = "export",
    .summary = "write the graph for another tool",
    .operands = "INPUT...",
    .description =
        "Writes what is selected in the format of another tool, or as kith's "
        "own records, in which nothing is lost. 'dot' has no layout; 'kith "
        "draw' makes pictures. 'html' is a page that searches, filters and "
        "shows the evidence, offline and in one file; 'kith view' opens it.",
    .examples = examples,
    .options = options,
    .groups = kith_graph_groups,
    .run = run,
};
