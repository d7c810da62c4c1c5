/* kith view: the graph in a browser. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/browser.h"
#include "cli/columns.h"
#include "cli/input.h"
#include "cli/interrupt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const kith_option options[] = {
    {.name = "with",
     .type = KITH_OPTION_CHOICES,
     .value = "NAMES",
     .offset = KITH_AT(with),
     .choice_at = kith_column_choice,
     .implied = "degree,pagerank,leiden",
     .help = "measures and groups to colour and size by, commas between them"},
    {.name = "title",
     .type = KITH_OPTION_TEXT,
     .value = "TEXT",
     .offset = KITH_AT(title),
     .implied = "that of the records; of several inputs theirs, up to three",
     .help = "title of the page"},
    {.name = "force",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(force),
     .help = "also a graph that is too large for most browsers"},
    {.name = "no-open",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(no_open),
     .help = "write the page and say where it is, no more"},
    {0                                                         },
};

static const kith_format *page_format(void)
{
    const kith_format *const *format = kith_formats();
    while (strcmp((*format)->name, "html") != 0)
        format++;
    return *format;
}

/* A file of its own for the page, which stays: the browser reads it after the
 * program has ended. Only its owner may read it. */
static kith_status make_file(kith_call *call, char **out)
{
    static const char name[] = "kith-XXXXXX.html";
    const char *folder = getenv("TMPDIR");
    if (!folder || *folder != '/')
        folder = "/tmp";
    const size_t size = strlen(folder) + 1 + sizeof name;
    char *path = kith_arena_take(&call->arena, size);
    if (!path)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    snprintf(path, size, "%s/%s", folder, name);
    const int descriptor = mkstemps(path, (int)strlen(".html"));
    if (descriptor < 0) {
        return kith_fail(&call->err, KITH_E_IO,
                         "cannot make a file in '%s': %s", folder,
                         strerror(errno));
    }
    (void)close(descriptor);
    (void)kith_interrupt_removes(path);
    *out = path;
    call->settings.output = path;
    return KITH_OK;
}

static kith_status check_output(kith_call *call)
{
    const char *path = call->settings.output;
    const char *extension = kith_output_extension(path);
    if (extension && strcasecmp(extension, "html") != 0 &&
        strcasecmp(extension, "htm") != 0) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "the page is not what '.%s' says", extension);
        kith_hint(&call->err, "let the name end in .html");
        return KITH_E_INVALID;
    }
    if (!path || strcmp(path, "-") != 0)
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID, "a browser needs a file");
    kith_hint(&call->err, "for standard output take 'kith export --format "
                          "html'");
    return KITH_E_INVALID;
}

static kith_status write_page(kith_call *call, const kith_columns *columns)
{
    const kith_export_options how = {
        .vocabulary = call->vocabulary,
        .title = call->settings.title,
        .columns = columns->list,
        .column_count = columns->count,
        .x = columns->x,
        .y = columns->y,
    };
    kith_status st = kith_call_output(call);
    if (st == KITH_OK) {
        st = page_format()->write(call->graph, &how, call->output.file,
                                  &call->err);
    }
    return st == KITH_OK ? kith_output_keep(&call->output, &call->err) : st;
}

/* Say where the page is, and open it. */
static kith_status present(kith_call *call)
{
    char *path = realpath(call->settings.output, NULL);
    const char *place = path ? path : call->settings.output;
    kith_sink sink = {.file = stdout};
    kith_put_clean(&sink, place);
    kith_put_char(&sink, '\n');
    kith_status st = kith_sink_finish(&sink, &call->err);
    if (st == KITH_OK && !call->settings.no_open)
        st = kith_browser_open(place, &call->err);
    free(path);
    return st;
}

static kith_status run(kith_call *call)
{
    const kith_format *format = page_format();
    kith_columns columns = {0};
    char *temporary = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, check_output(call), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, kith_columns_allow(call, format), done);
    KITH_TRY(st, kith_call_vocabulary(call), done);
    KITH_TRY(st, kith_columns_make(&columns, call, format), done);
    if (!call->settings.output)
        KITH_TRY(st, make_file(call, &temporary), done);
    st = write_page(call, &columns);
    if (temporary && st != KITH_OK)
        (void)unlink(temporary);
    if (temporary)
        kith_interrupt_keeps(temporary);
    if (st == KITH_OK)
        st = present(call);
done:
    kith_columns_free(&columns);
    return st;
}

static const char *const examples[] = {
    "look at the graph",
    "kith view data/cis-forum.json",
    "write the page for somebody else, with more to colour and size by",
    "kith view --with degree,leiden --no-open data/cis-forum.json -o f.html",
    "the surroundings of one entity in large records",
    "kith view --around Tashkent --depth 2 data/eurasian-organisations.json",
    NULL,
};

const kith_command kith_cmd_view = {
    .name = "view",
    .summary = "look at the graph in a browser",
    .operands = "INPUT...",
    .description =
        "Writes the graph as a page to explore, prints where it is, and opens "
        "it with the browser that BROWSER names, or with xdg-open. The page is "
        "one file that needs nothing else: it loads nothing and sends nothing, "
        "and can be handed on. Without --output it is a new file in TMPDIR, "
        "which stays until you remove it.\n\n"
        "It has search, filters, time, paths, evidence, pictures to take away, "
        "and the same as tables. 'kith export --format html' writes the same "
        "page.",
    .examples = examples,
    .options = options,
    .groups = kith_graph_groups,
    .run = run,
};
