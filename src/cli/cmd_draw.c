/* kith draw: a diagram of the graph. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/input.h"
#include "cli/picture.h"
#include "cli/report.h"
#include "cli/result.h"
#include "cli/selection_words.h"
#include "cli/tree.h"
#include "cli/tree_text.h"

#include <string.h>
#include <strings.h>

static const char *const formats[] = {"svg",  "png",  "pdf", "dot",
                                      "json", "text", NULL};
static const char *const themes[] = {"light", "dark", "mono", NULL};
static const char *const directions[] = {"LR", "TB", NULL};
static const char *const engines[] = {"auto", "dot",   "neato", "sfdp", "kith",
                                      "fdp",  "circo", "twopi", NULL};
static const char *const collapses[] = {
    [KITH_COLLAPSE_NONE - 1] = "none",
    [KITH_COLLAPSE_LEAVES - 1] = "leaves",
    [KITH_COLLAPSE_LEAVES] = NULL,
};
static const char *const labels[] = {"auto", "all", "legend", "none", NULL};
static const char *const clusters[] = {
    [KITH_CLUSTER_AUTO - 1] = "auto",
    [KITH_CLUSTER_NONE - 1] = "none",
    [KITH_CLUSTER_LEIDEN - 1] = "leiden",
    [KITH_CLUSTER_TYPE - 1] = "type",
    [KITH_CLUSTER_COMPONENTS - 1] = "components",
    [KITH_CLUSTER_COMPONENTS] = NULL,
};

/* A page cannot show more, and rendering them takes a minute. */
enum { MOST_ENTITIES = 10000 };

static const char *color_choice(size_t index)
{
    static const char *const first[] = {
        [KITH_COLOR_BY_AUTO - 1] = "auto",
        [KITH_COLOR_BY_TYPE - 1] = "type",
        [KITH_COLOR_BY_GROUP - 1] = "group",
    };
    const size_t count = sizeof first / sizeof *first;
    return index < count ? first[index]
                         : kith_entity_measure_choice(index - count);
}

static const kith_option options[] = {
    {.name = "format",
     .type = KITH_OPTION_CHOICE,
     .value = "FORMAT",
     .offset = KITH_AT(format),
     .choices = formats,
     .implied = "by the name of the output file, else text on a terminal and "
                "svg in a pipe", .help = "what to write; json is where everything is, in points; text is "
             "a tree with box characters"},
    {.name = "theme",
     .type = KITH_OPTION_CHOICE,
     .value = "THEME",
     .offset = KITH_AT(theme),
     .choices = themes,
     .otherwise = "light",
     .help = "colours; mono is for printing without any"},
    {.name = "engine",
     .type = KITH_OPTION_CHOICE,
     .value = "ENGINE",
     .offset = KITH_AT(engine),
     .choices = engines,
     .otherwise = "auto",
     .help = "what places the entities: Graphviz, or kith itself, community "
             "by community; auto goes by size and shape"},
    {.name = "direction",
     .type = KITH_OPTION_CHOICE,
     .value = "WAY",
     .offset = KITH_AT(direction),
     .choices = directions,
     .otherwise = "LR",
     .help = "dot: from left to right or from top to bottom"},
    {.name = "title",
     .type = KITH_OPTION_TEXT,
     .value = "TEXT",
     .offset = KITH_AT(title),
     .implied = "that of the records; of several inputs theirs, up to three",
     .help = "title"},
    {.name = "subtitle",
     .type = KITH_OPTION_TEXT,
     .value = "TEXT",
     .offset = KITH_AT(subtitle),
     .implied = "what the diagram holds",
     .help = "line below the title"},
    {.name = "size-by",
     .type = KITH_OPTION_CHOICE,
     .value = "MEASURE",
     .offset = KITH_AT(size_by),
     .choice_at = kith_entity_measure_choice,
     .otherwise = "degree",
     .help = "what makes an entity large"},
    {.name = "color-by",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(color_by),
     .choice_at = color_choice,
     .otherwise = "auto",
     .help = "what colours tell: types, communities or a measure; auto: types "
             "up to 2,000 entities, communities beyond"},
    {.name = "highlight",
     .type = KITH_OPTION_TEXTS,
     .value = "ENTITY",
     .offset = KITH_AT(highlights),
     .help = "set off this entity (id, name or alias) and what is next to it, "
             "and let the rest fade; may be repeated"},
    {.name = "highlight-path",
     .type = KITH_OPTION_PAIRS,
     .value = "ENTITY ENTITY",
     .offset = KITH_AT(highlight_paths),
     .help = "set off a shortest path between these two; may be repeated"},
    {.name = "collapse",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(collapse),
     .choices = collapses,
     .otherwise = "none",
     .help = "leaves: three or more that have one relation each, to the same "
             "entity, and are alike, become one card"},
    {.name = "cluster",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(cluster),
     .choices = clusters,
     .otherwise = "auto",
     .help = "put boxes around groups, which the engines dot and fdp draw; "
             "auto: communities, in small diagrams"},
    {.name = "no-legend",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(no_legend),
     .help = "leave out the legend"},
    {.name = "labels",
     .type = KITH_OPTION_CHOICE,
     .value = "HOW",
     .offset = KITH_AT(labels),
     .choices = labels,
     .otherwise = "auto",
     .help =
         "how to tell relations apart: by names on all lines, or by colours "
         "and a legend (numbers in mono, up to 60 entities); auto: names up to "
         "60 lines, else a legend up to 150 entities, if --color-by has not "
         "the colours"},
    {.name = "no-labels",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(no_labels),
     .help = "the same as --labels none"},
    {.name = "dates",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(dates),
     .help = "say on relations since when and until when they hold; beyond 60 "
             "entities, or 150 lines, only on what is highlighted"},
    {.name = "limit",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(limit),
     .otherwise = "400",
     .help = "text: print no more lines than this; 0 prints all"},
    {.name = "dpi",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(dpi),
     .least = 24,
     .most = 1200,
     .otherwise = "144",
     .help = "png: dots per inch; of a very large picture fewer, unless more "
             "than 144 are asked for"},
    {.name = "timeout",
     .type = KITH_OPTION_REAL,
     .value = "SECONDS",
     .offset = KITH_AT(timeout),
     .most = 1000000,
     .otherwise = "60",
     .help = "give up an engine after this time and take a quicker one; 0 = "
             "never"},
    {.name = "memory",
     .type = KITH_OPTION_SIZE,
     .value = "SIZE",
     .offset = KITH_AT(memory),
     .otherwise = "2G",
     .help = "give up an engine that needs more memory; 0 = no limit"},
    {0                                               },
};

/* The format asked for, or that of the file's name, or what suits the place
 * that it goes to; NULL if the name has another. */
static const char *format_of(const kith_call *call)
{
    if (call->settings.format)
        return formats[call->settings.format - 1];
    const char *path = call->settings.output;
    const char *extension = kith_output_extension(path);
    if (!path && kith_terminal_of(stdout, KITH_COLOR_NEVER).is_terminal)
        return "text";
    if (!extension)
        return formats[0];
    for (size_t i = 0; formats[i]; i++) {
        if (!strcasecmp(extension, formats[i]))
            return formats[i];
    }
    return !strcasecmp(extension, "txt") ? "text" : NULL;
}

static kith_status check_format(kith_call *call, const char *format)
{
    if (!format) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "the name '%s' does not say what to draw",
                        call->settings.output);
        kith_hint(&call->err, "give --format svg, png, pdf, dot, json or text");
        return KITH_E_INVALID;
    }
    const kith_terminal screen = kith_terminal_of(stdout, KITH_COLOR_NEVER);
    const bool is_picture = !strcmp(format, "png") || !strcmp(format, "pdf");
    if (!screen.is_terminal || call->settings.output || !is_picture)
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "a picture is nothing for a terminal");
    kith_hint(&call->err, "name a file: -o diagram.%s", format);
    return KITH_E_INVALID;
}

/* Options that a tree of text, or a picture, makes nothing of. */
static void warn_unheeded(const kith_call *call, const char *format)
{
    static const char *const unheeded[] =
        {"theme",          "engine",    "direction", "title",
         "subtitle",       "size-by",   "color-by",  "highlight",
         "highlight-path", "collapse",  "cluster",   "no-legend",
         "labels",         "no-labels", "dates",     "dpi",
         "timeout",        "memory",    NULL};
    const bool is_text = !strcmp(format, "text");
    for (size_t i = 0; is_text && unheeded[i]; i++) {
        if (kith_call_gives(call, unheeded[i])) {
            kith_remark(call->settings.quiet,
                        "--%s makes no difference to text", unheeded[i]);
        }
    }
    if (!is_text && strcmp(format, "png") != 0 && kith_call_gives(call, "dpi"))
        kith_remark(call->settings.quiet, "--dpi makes no difference to %s",
                    format);
    if (!is_text && kith_call_gives(call, "limit"))
        kith_remark(call->settings.quiet, "--limit makes no difference to %s",
                    format);
}

/* The trees begin at the entities of --around. */
static kith_status draw_text(kith_call *call)
{
    const kith_list *around = &call->settings.around;
    kith_status st = KITH_OK;
    kith_sink sink = {0};
    kith_tree tree = {0};
    kith_id *roots = KITH_NEW(kith_id, around->count);
    if (!roots)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < around->count; i++) {
        KITH_TRY(st, kith_input_resolve_text(call, around->items[i], &roots[i]),
                 done);
    }
    KITH_TRY(st,
             kith_tree_make(&tree, call->graph, roots, around->count,
                            &call->err),
             done);
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    KITH_TRY(st, kith_tree_put(call, &sink, &tree, call->settings.limit), done);
    st = kith_sink_finish(&sink, &call->err);
done:
    kith_tree_free(&tree);
    kith_release(roots);
    return st;
}

static kith_status check_size(const kith_picture *picture)
{
    kith_call *call = picture->call;
    const size_t count = kith_picture_size(picture);
    if (count > 0 && count <= MOST_ENTITIES)
        return KITH_OK;
    if (count == 0) {
        kith_fail(&call->err, KITH_E_INVALID, "there is nothing to draw");
        kith_hint(&call->err, "the selection leaves no entity; select more");
    } else {
        kith_fail(&call->err, KITH_E_LIMIT, "%zu entities are too many to draw",
                  count);
        kith_hint(&call->err, "choose with --top 200, --around ENTITY or "
                              "--component main, or try --collapse leaves");
    }
    return call->err.status;
}

static kith_status run(kith_call *call)
{
    const kith_settings *settings = &call->settings;
    kith_picture picture = {
        .call = call,
        .format = format_of(call),
        .engine = engines[settings->engine - 1],
        .theme = themes[settings->theme - 1],
        .direction = directions[settings->direction - 1],
        .labels = settings->no_labels ? "none" : labels[settings->labels - 1],
    };
    kith_status st = KITH_OK;
    KITH_TRY(st, check_format(call, picture.format), done);
    warn_unheeded(call, picture.format);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, kith_picture_highlight(&picture), done);
    KITH_TRY(st, kith_picture_collapse(&picture), done);
    KITH_TRY(st, check_size(&picture), done);
    KITH_TRY(st, kith_call_vocabulary(call), done);
    if (!strcmp(picture.format, "text"))
        return draw_text(call);
    KITH_TRY(st, kith_selection_words(call, &picture.selection), done);
    KITH_TRY(st, kith_picture_prepare(&picture), done);
    KITH_TRY(st, kith_call_output(call), done);
    st = kith_picture_draw(&picture);
done:
    kith_picture_free(&picture);
    return st;
}

static const char *const examples[] = {
    "a look at it in the terminal",
    "kith draw --format text data/cis-forum.json",
    "a diagram for a web page",
    "kith draw data/cis-forum.json -o forum.svg",
    "the surroundings of one entity, for a report",
    "kith draw --around Tashkent data/cis-forum.json -o tashkent.svg",
    "one path set off from the rest",
    "kith draw --highlight-path isrs armenia data/cis-forum.json -o path.svg",
    "countries that only attend on one card",
    "kith draw --collapse leaves data/cis-forum.json -o forum.svg",
    "communities in colour",
    "kith draw --color-by group data/eurasian-organisations.json -o map.png",
    "the fifty entities that matter most in large records",
    "kith draw --top 50 --by pagerank records.jsonl -o top.png",
    NULL,
};

const kith_command kith_cmd_draw = {
    .name = "draw",
    .summary = "draw a diagram: SVG, PNG, PDF, DOT or text",
    .operands = "INPUT...",
    .description =
        "Draws what is selected. The second program kith-draw lays it out with "
        "Graphviz, under a limit of time and of memory; where an engine runs "
        "out, a quicker one takes its place, which is said on standard "
        "error.\n\n"
        "A diagram of more than a few hundred entities is hard to read: choose "
        "by --top, --around or --entity-type.",
    .examples = examples,
    .options = options,
    .groups = kith_graph_groups,
    .run = run,
};
