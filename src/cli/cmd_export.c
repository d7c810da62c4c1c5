/* kith export: the graph for another tool. */
#include "base/error.h"
#include "cli/columns.h"
#include "cli/folder.h"
#include "cli/format_help.h"
#include "cli/input.h"
#include "cli/interrupt.h"
#include "cli/picture.h"
#include "cli/report.h"

#include <string.h>
#include <sys/stat.h>

static const char *format_choice(size_t index)
{
    const kith_format *format = kith_formats()[index];
    return format ? format->name : NULL;
}

static const char *const parts[] = {"nodes", "edges", NULL};

static const char *const gexf_versions[] = {"1.2", "1.3", NULL};

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
     .implied = "that of the records; of several inputs theirs, up to three",
     .help = "title of the graph"},
    {.name = "with",
     .type = KITH_OPTION_CHOICES,
     .value = "NAMES",
     .offset = KITH_AT(with),
     .choice_at = kith_column_choice,
     .implied = "html: degree,pagerank,leiden,layout; others: none",
     .help = "measures, groups and positions to compute and write with the "
             "entities, commas between them"},
    {.name = "gexf-version",
     .type = KITH_OPTION_CHOICE,
     .value = "VERSION",
     .offset = KITH_AT(gexf_version),
     .choices = gexf_versions,
     .otherwise = "1.3",
     .help = "1.2 is for NetworkX and older programs; 1.3 keeps lists"},
    {.name = "base",
     .type = KITH_OPTION_TEXT,
     .value = "IRI",
     .offset = KITH_AT(base),
     .otherwise = "urn:kith:",
     .help = "what ids stand after in linked data"},
    {.name = "part",
     .type = KITH_OPTION_CHOICE,
     .value = "PART",
     .offset = KITH_AT(part),
     .choices = parts,
     .implied = "all, in a folder",
     .help = "only this table of CSV or TSV, as one file"},
    {.name = "rdf-reify",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(rdf_reify),
     .help = "in linked data, a statement about each relation, with all that "
             "its record says"},
    {.name = "spreadsheet",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(spreadsheet),
     .help = "in CSV and TSV, put ' before what a spreadsheet would compute"},
    {.name = "force",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(force),
     .help = "write more than the target takes, and into a folder that is not "
             "empty"},
    {0                                                },
};

/* Whether a path ends as a file of some format does, or a note, and is no
 * folder that is there. */
static bool is_called_as_file(const char *path)
{
    struct stat found;
    const char *extension = kith_output_extension(path);
    const kith_format *first = NULL;
    const kith_format_filter filter = {.extension = extension};
    return extension &&
           (!strcmp(extension, "md") || kith_format_count(&filter, &first)) &&
           !(stat(path, &found) == 0 && S_ISDIR(found.st_mode));
}

/* A name of one file does not say where several are to go. */
static kith_status check_several(kith_call *call, const kith_format *format)
{
    const char *what = format->write_part ? "tables" : "files";
    if (format->write || call->settings.part ||
        !is_called_as_file(call->settings.output))
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "format '%s' is several %s, and '%s' is one file",
                    format->name, what, call->settings.output);
    kith_hint(&call->err, "%sname a folder for all: --format %s -o FOLDER",
              format->write_part
                  ? "say which with --part nodes or --part edges, or "
                  : "",
              format->name);
    return KITH_E_INVALID;
}

static kith_status choose_by_extension(kith_call *call,
                                       const char *extension,
                                       const kith_format **out)
{
    const kith_format_filter filter = {.extension = extension};
    if (kith_format_count(&filter, out))
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "no format has the extension '.%s'", extension);
    kith_hint(&call->err,
              "say which with --format; 'kith help export' lists them");
    return KITH_E_INVALID;
}

/* By name, by the extension of the file, or the first of all. */
static kith_status choose_format(kith_call *call, const kith_format **out)
{
    const char *extension = kith_output_extension(call->settings.output);
    *out = kith_formats()[0];
    if (call->settings.format)
        *out = kith_formats()[call->settings.format - 1];
    if (call->settings.format || !extension)
        return KITH_OK;
    return choose_by_extension(call, extension, out);
}

static bool takes_gexf_version(const kith_format *format)
{
    return format->takes_gexf_version;
}

static bool takes_base(const kith_format *format)
{
    return format->takes_base;
}

static bool takes_part(const kith_format *format)
{
    return format->write_part;
}

static bool takes_reify(const kith_format *format)
{
    return format->takes_reify;
}

static bool takes_spreadsheet(const kith_format *format)
{
    return format->takes_spreadsheet;
}

/* Options that only some formats take. */
static const struct {
    const char *name;
    bool (*takes)(const kith_format *format);
} special[] = {
    {"gexf-version", takes_gexf_version},
    {"base",         takes_base        },
    {"part",         takes_part        },
    {"rdf-reify",    takes_reify       },
    {"spreadsheet",  takes_spreadsheet },
};

static kith_status check_options(kith_call *call, const kith_format *format)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        if (!kith_call_gives(call, special[i].name) || special[i].takes(format))
            continue;
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "format '%s' does not take --%s", format->name,
                        special[i].name);
        const kith_format_filter filter = {.takes = special[i].takes};
        const char *list = kith_format_list(&call->arena, &filter);
        if (list && *list)
            kith_hint(&call->err, "it is for %s", list);
        return KITH_E_INVALID;
    }
    const char *path = call->settings.output;
    if (format->write || call->settings.part ||
        (path && strcmp(path, "-") != 0))
        return check_several(call, format);
    (void)kith_fail(&call->err, KITH_E_INVALID, "format '%s' is several files",
                    format->name);
    kith_hint(&call->err, "name a folder for them: -o FOLDER");
    return KITH_E_INVALID;
}

/* A folder appears whole, too, and is gone if a signal ends the program. */
static kith_status write_folder(kith_call *call,
                                const kith_format *format,
                                const kith_export_options *how)
{
    kith_outputs *outputs = NULL;
    kith_status st = kith_folder_begin(&outputs, call->settings.output,
                                       call->settings.force, &call->err);
    if (st != KITH_OK)
        return st;
    char *temporary =
        kith_arena_text(&call->arena, kith_outputs_temporary(outputs),
                        strlen(kith_outputs_temporary(outputs)));
    st = format->write_files(call->graph, how, outputs, &call->err);
    if (st == KITH_OK) {
        st = kith_outputs_keep(outputs, &call->err);
    } else {
        kith_outputs_drop(outputs);
    }
    if (temporary)
        kith_interrupt_keeps(temporary);
    return st;
}

static kith_status write_graph(kith_call *call,
                               const kith_format *format,
                               const kith_export_options *how)
{
    if (!format->write && !how->part)
        return write_folder(call, format, how);
    const kith_status st = kith_call_output(call);
    if (st != KITH_OK)
        return st;
    return (how->part ? format->write_part : format->write)(call->graph, how,
                                                            call->output.file,
                                                            &call->err);
}

/* What the format could not hold, one kind a line. */
static void remark_losses(const kith_call *call,
                          const kith_format *format,
                          const kith_losses *losses)
{
    char text[400];
    for (size_t kind = 0; kind < KITH_LOSS_KINDS; kind++) {
        if (kith_losses_say(losses, format, (kith_loss)kind, text, sizeof text))
            kith_remark(call->settings.quiet, "%s: %s", format->name, text);
    }
}

/* What to do with a folder now that it is there. */
static void remark_next(const kith_call *call, const kith_format *format)
{
    if (format->next)
        kith_remark(call->settings.quiet, "now run: cd %s && %s",
                    call->settings.output, format->next);
}

static kith_status run(kith_call *call)
{
    const kith_settings *settings = &call->settings;
    const kith_format *format = NULL;
    kith_columns columns = {0};
    kith_losses losses = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, choose_format(call, &format), done);
    KITH_TRY(st, check_options(call, format), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, kith_columns_allow(call, format), done);
    KITH_TRY(st, kith_call_vocabulary(call), done);
    KITH_TRY(st, kith_columns_make(&columns, call, format), done);
    const kith_export_options how = {
        .vocabulary = call->vocabulary,
        .title = settings->title,
        .columns = columns.list,
        .column_count = columns.count,
        .x = columns.x,
        .y = columns.y,
        .losses = &losses,
        .gexf_version = settings->gexf_version
                            ? gexf_versions[settings->gexf_version - 1]
                            : NULL,
        .base = settings->base,
        .rdf_reify = settings->rdf_reify,
        .force = settings->force,
        .spreadsheet = settings->spreadsheet,
        .part = (kith_export_part)settings->part,
        .at = kith_picture_date(settings),
    };
    KITH_TRY(st, write_graph(call, format, &how), done);
    remark_losses(call, format, &losses);
    remark_next(call, format);
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
    "a flowchart in Markdown, communities in frames",
    "kith export --format mermaid --with leiden data/cis-forum.json",
    "the relations as a table, for a pipe or a spreadsheet",
    "kith export --format csv --part edges --spreadsheet data/cis-forum.json",
    "linked data, each relation in the graph of its source",
    "kith export --format n-quads --base https://example.org/ "
    "data/cis-forum.json",
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
        "shows the evidence, offline and in one file; 'kith view' opens it.\n\n"
        "What a format cannot hold is said on standard error, counted, unless "
        "--quiet is given. A format of several files writes the folder that "
        "--output names, whole or not at all; a name that ends as that of a "
        "file, such as graph.csv, is refused.",
    .examples = examples,
    .options = options,
    .groups = kith_graph_groups,
    .topics = "Formats",
    .topic_at = kith_format_topic,
    .run = run,
};
