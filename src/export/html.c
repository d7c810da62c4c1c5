/* The explorer: a page that holds a graph and what it takes to look at it.
 *
 * The page is the same for every graph but for three places. Names and texts of
 * records get into it as JSON in a script element that is never run, except the
 * title, which is escaped as markup; the page's own script puts them into the
 * document as text. */
#include "export/html.h"

#include "base/error.h"
#include "export/html_text.h"
#include "export/losses.h"
#include "export/pieces.h"
#include "export/writers.h"

#include <string.h>

static kith_status put_title(kith_sink *sink,
                             kith_graph *graph,
                             const kith_export_options *options,
                             kith_error *err)
{
    const char *title = kith_export_title(graph, options);
    (void)err;
    kith_put_html(sink, kith_text_of(title ? title : "Graph"));
    return KITH_OK;
}

/* What stands for what, in the order of the page. */
static const struct {
    const char *mark;
    kith_status (*put)(kith_sink *sink,
                       kith_graph *graph,
                       const kith_export_options *options,
                       kith_error *err);
} places[] = {
    {"{{title}}",   put_title            },
    {"{{graph}}",   kith_html_put_graph  },
    {"{{records}}", kith_html_put_records},
};

/* Where `mark` begins in the rest of the page; `end` if it is not there. */
static const char *find(const char *at, const char *end, const char *mark)
{
    const size_t length = strlen(mark);
    for (; (size_t)(end - at) >= length; at++) {
        at = memchr(at, mark[0], (size_t)(end - at));
        if (!at || (size_t)(end - at) < length)
            return end;
        if (!memcmp(at, mark, length))
            return at;
    }
    return end;
}

static kith_status write_html(kith_graph *graph,
                              const kith_export_options *options,
                              FILE *out,
                              kith_error *err)
{
    char buffer[KITH_SINK_BUFFER];
    kith_sink sink = kith_sink_gather(out, buffer);
    const char *at = (const char *)kith_viewer_page;
    const char *const end = at + kith_viewer_page_size;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *const mark = find(at, end, places[i].mark);
        if (mark == end) {
            return kith_fail(err, KITH_E_INTERNAL, "the page has no %s",
                             places[i].mark);
        }
        kith_put_bytes(&sink, at, (size_t)(mark - at));
        at = mark + strlen(places[i].mark);
        const kith_status st = places[i].put(&sink, graph, options, err);
        if (st != KITH_OK)
            return st;
    }
    kith_put_bytes(&sink, at, (size_t)(end - at));
    kith_losses_add_graph_members(options->losses, graph);
    return kith_sink_finish(&sink, err);
}

static const char *const html_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
};

const kith_format kith_format_html = {
    .name = "html",
    .extensions = "html htm",
    .summary = "a page to explore, whole in one file",
    .takes_columns = true,
    .wants_places = true,
    .most_entities = 50000,
    .most_relations = 250000,
    .losses = html_losses,
    .write = write_html,
};
