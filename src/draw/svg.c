/* SVG for readers. Works line by line on what Graphviz writes: there a '<' of
 * a label is always escaped, so a line that starts with a tag is a tag. */
#include "draw/svg.h"

#include "draw/edges.h"
#include "draw/glyphs.h"
#include "draw/markup.h"
#include "draw/nodes.h"

#include <stdlib.h>
#include <string.h>

#define TITLE "<title>"

static bool starts(const char *text, const char *with)
{
    return !strncmp(text, with, strlen(with));
}

static void put_element(draw_buffer *out, const char *open, const char *raw)
{
    draw_buffer clean = {0};
    draw_clean_put(&clean, raw, 4000);
    draw_puts(out, open);
    draw_xml_put(out, draw_text(&clean));
    draw_buffer_free(&clean);
}

static void put_root(draw_buffer *out, const draw_scene *scene)
{
    char counts[96];
    snprintf(counts, sizeof counts,
             "A diagram of %zu entities and %zu "
             "relations.",
             scene->node_count, scene->edge_count);
    put_element(out, "\n<title id=\"picture-title\">",
                scene->title ? scene->title : "Knowledge graph");
    draw_puts(out, "</title>\n");
    put_element(out, "<desc id=\"picture-description\">",
                scene->description ? scene->description : counts);
    draw_puts(out, "</desc>\n");
}

/* A number after a prefix, below `count`; DRAW_NONE if it is not there. */
static size_t number_after(const char *text, const char *prefix, size_t count)
{
    if (!starts(text, prefix))
        return DRAW_NONE;
    text += strlen(prefix);
    const unsigned long number =
        *text >= '0' && *text <= '9' ? strtoul(text, NULL, 10) : count;
    return number < count ? number : DRAW_NONE;
}

/* What a group shows on hovering; Graphviz says "n12" or "n1->n2" there.
 * @param group the line before, which opens the group */
static void put_sentence(draw_buffer *out,
                         const char *group,
                         const char *title,
                         const draw_scene *scene)
{
    const size_t edge =
        number_after(group, "<g id=\"r&#45;", scene->edge_count);
    const size_t cluster =
        number_after(title, TITLE "cluster_", scene->cluster_count);
    size_t node = number_after(title, TITLE "n", scene->node_count);
    if (node == DRAW_NONE)
        node = number_after(title, TITLE "name", scene->node_count);
    draw_buffer text = {0};
    if (edge != DRAW_NONE) {
        draw_edge_sentence(&text, scene, edge);
    } else if (cluster != DRAW_NONE && scene->clusters[cluster].label) {
        draw_clean_put(&text, scene->clusters[cluster].label, 200);
    } else if (node != DRAW_NONE) {
        draw_node_sentence(&text, scene, node);
    }
    if (text.length > 0) {
        put_element(out, TITLE, draw_text(&text));
        draw_puts(out, "</title>\n");
    }
    draw_buffer_free(&text);
}

/* What Graphviz writes, and what every reader of SVG 1.1 understands. */
static const struct {
    const char *from;
    const char *to;
} repairs[] = {
    {"&#45;",                  "-"              },
    {"stroke=\"transparent\"", "stroke=\"none\""},
    {"fill=\"transparent\"",   "fill=\"none\""  },
};

#define REPAIRS (sizeof repairs / sizeof *repairs)

/* Tooltips are left out as well: the title elements say the same. */
#define TOOLTIP " xlink:title=\""

static const char *skip_tooltip(const char *at, const char *end)
{
    const char *quote =
        memchr(at + strlen(TOOLTIP), '"', (size_t)(end - at) - strlen(TOOLTIP));
    return quote ? quote + 1 : at + 1;
}

static void put_repaired(draw_buffer *out, const char *at, const char *end)
{
    while (at < end) {
        size_t i = 0;
        while (i < REPAIRS && !starts(at, repairs[i].from))
            i++;
        if (i < REPAIRS) {
            draw_puts(out, repairs[i].to);
            at += strlen(repairs[i].from);
        } else if (starts(at, TOOLTIP)) {
            at = skip_tooltip(at, end);
        } else {
            draw_put(out, at++, 1);
        }
    }
}

static const char *next_line(const char *at)
{
    const char *end = strchr(at, '\n');
    return end ? end + 1 : at + strlen(at);
}

void draw_svg_finish(draw_buffer *out, const char *svg, const draw_scene *scene)
{
    const char *at = strstr(svg, "<svg ");
    const char *root_end = at ? strchr(at, '>') : NULL;
    if (!root_end)
        return;
    draw_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<svg role=\"img\" aria-labelledby=\"picture-title "
                   "picture-description\" ");
    draw_put(out, at + 5, (size_t)(root_end + 1 - at - 5));
    put_root(out, scene);
    const char *group = "";
    for (at = next_line(root_end); *at; at = next_line(at)) {
        if (starts(at, "<!--"))
            continue;
        if (starts(at, TITLE)) {
            put_sentence(out, group, at, scene);
            continue;
        }
        if (starts(at, "<g "))
            group = at;
        put_repaired(out, at, next_line(at));
    }
}
