/* kith export: the graph for another tool. */
#include "base/error.h"
#include "cli/input.h"

#include <kith/export.h>

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
    {0},
};

/* The first format with the extension of the file, or the first of all. */
static const kith_format *format_of(const kith_call *call)
{
    const kith_format *formats = kith_formats();
    if (call->settings.format)
        return &formats[call->settings.format - 1];
    const char *path = call->settings.output;
    const char *extension = path ? strrchr(path, '.') : NULL;
    for (const kith_format *f = formats; f->name && extension; f++) {
        if (!strcasecmp(extension + 1, f->extension))
            return f;
    }
    return formats;
}

static kith_status run(kith_call *call)
{
    const kith_format *format = format_of(call);
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, kith_call_vocabulary(call), done);
    KITH_TRY(st, kith_call_output(call), done);
    const kith_export_options how = {
        .vocabulary = call->vocabulary,
        .title = call->settings.title,
    };
    st = format->write(call->graph, &how, call->output.file, &call->err);
done:
    return st;
}

static const char *const examples[] = {
    "a graph for Graphviz",
    "kith export --format dot data/cis-forum.json -o forum.dot",
    "what is near one entity, as records of its own",
    "kith export --around Tashkent data/cis-forum.json -o tashkent.json",
    NULL,
};

const kith_command kith_cmd_export = {
    .name = "export",
    .summary = "write the graph for another tool",
    .operands = "INPUT...",
    .description =
        "Writes what is selected in the format of another tool, or as kith's "
        "own records, in which nothing is lost. 'dot' has no layout; 'kith "
        "draw' makes pictures.",
    .examples = examples,
    .options = options,
    .groups = kith_graph_groups,
    .run = run,
};
