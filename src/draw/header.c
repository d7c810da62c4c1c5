/* Title, subtitle and legend as a strip above the picture.
 *
 * They are nodes put in place after the layout: as part of it they would take
 * a rank of dot's, or a corner of neato's, and shift everything else. The
 * legend's swatches are the real shapes with the real outlines, so that it
 * explains a picture without colour too. */
#include "draw/header.h"

#include "draw/glyphs.h"
#include "draw/markup.h"
#include "draw/nodes.h"

#include <math.h>
#include <stdlib.h>

/* Points. */
#define LEAST_WIDTH   280.0
#define GAP_BELOW     16.0
#define GAP_LEGEND    9.0
#define GAP_ITEMS     16.0
#define SWATCH_WIDTH  20.0
#define SWATCH_HEIGHT 12.0
#define SWATCH_GAP    5.0
#define LINE_HEIGHT   2.4 /* of a swatch that is a piece of a line */
#define OUTLINE_GAP   6.0 /* a second outline lies outside the first */
#define ROW_HEIGHT    18.0

/* Average widths of a column of title and subtitle. */
#define TITLE_COLUMN    9.5
#define SUBTITLE_COLUMN 5.2

#define BREAK "<br align=\"left\"/>"

/* What an item of the strip is. */
typedef enum header_kind {
    HEADER_TEXT, /* title or subtitle */
    HEADER_TYPE, /* a row of the legend: a type */
    HEADER_KEY,  /* a row of the legend: what a colour means */
    HEADER_KIND  /* a row of the legend: what a line means */
} header_kind;

typedef struct header_item {
    header_kind kind;
    const char *name; /* of a text's node */
    size_t row;       /* of the types, the keys or the kinds */
    draw_point size;
} header_item;

typedef struct header_strip {
    header_item *items;
    char **labels; /* HTML of each item */
    size_t count;
    double width;
    double scale; /* of all measures above */
} header_strip;

void draw_title_put(draw_buffer *html,
                    const draw_scene *scene,
                    size_t columns,
                    double scale)
{
    draw_colour_text ink;
    if (!scene->title || draw_is_blank(scene->title))
        return;
    draw_putf(html, "<font point-size=\"%.1f\" color=\"%s\"><b>", 17 * scale,
              draw_colour_put(ink, draw_tokens_of(scene->theme)->ink));
    draw_label_put(html, scene->title, columns, 3, BREAK);
    draw_puts(html, "</b>" BREAK "</font>");
}

bool draw_some_are_unnamed(const draw_picture *picture)
{
    return !picture->plan.cards && !picture->plan.editable &&
           picture->named < picture->scene->node_count;
}

/* What only the drawn picture tells. */
static void remarks_put(draw_buffer *text, const draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    if (!scene->remarks)
        return;
    if (picture->plan.clusters && scene->boxes) {
        draw_puts(text, " · boxes = ");
        draw_clean_put(text, scene->boxes, 60);
    }
    if (draw_some_are_unnamed(picture))
        draw_putf(text, " · %zu of %zu named", picture->named,
                  scene->node_count);
    if (picture->unlabelled)
        draw_putf(text,
                  " · %zu of %zu labels of lines left out for lack of room",
                  picture->unlabelled, picture->labels);
}

void draw_subtitle_put(draw_buffer *html,
                       const draw_picture *picture,
                       size_t columns,
                       double scale)
{
    const draw_scene *scene = picture->scene;
    draw_colour_text muted;
    draw_buffer text = {0};
    if (!scene->subtitle || draw_is_blank(scene->subtitle))
        return;
    draw_puts(&text, scene->subtitle);
    remarks_put(&text, picture);
    draw_putf(html, "<font point-size=\"%.1f\" color=\"%s\">", 10 * scale,
              draw_colour_put(muted, draw_tokens_of(scene->theme)->muted));
    draw_label_put(html, draw_text(&text), columns, 4, BREAK);
    draw_puts(html, BREAK "</font>");
    draw_buffer_free(&text);
}

bool draw_is_in_legend(const draw_scene *scene, size_t type)
{
    return scene->legend && scene->types[type].count != 0;
}

static void row_text_put(draw_buffer *html,
                         const draw_scene *scene,
                         const char *label,
                         double count,
                         double scale)
{
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    draw_colour_text colour;
    draw_putf(html, "<font point-size=\"%.1f\" color=\"%s\">", 10 * scale,
              draw_colour_put(colour, tokens->ink));
    draw_label_put(html, label, 40, 1, "");
    draw_puts(html, "</font>");
    if (count > 0) {
        /* SVG drops a plain space at the start of a text, and a program with
         * other widths of letters may use up one that it keeps */
        draw_putf(html,
                  "<font point-size=\"%.1f\" color=\"%s\">&#160;&#160;%.0f"
                  "</font>",
                  10 * scale, draw_colour_put(colour, tokens->muted), count);
    }
}

void draw_legend_text_put(draw_buffer *html,
                          const draw_scene *scene,
                          size_t type,
                          double scale)
{
    row_text_put(html, scene, scene->types[type].label,
                 scene->types[type].count, scale);
}

void draw_key_text_put(draw_buffer *html,
                       const draw_scene *scene,
                       size_t key,
                       double scale)
{
    row_text_put(html, scene, scene->keys[key].label, scene->keys[key].count,
                 scale);
}

void draw_kind_text_put(draw_buffer *html,
                        const draw_scene *scene,
                        size_t kind,
                        double scale)
{
    const draw_kind *row = &scene->kinds[kind];
    draw_buffer label = {0};
    if (scene->theme == DRAW_MONO)
        draw_putf(&label, "%zu ", kind + 1);
    draw_puts(&label, row->label);
    row_text_put(html, scene, draw_text(&label), row->count, scale);
    draw_buffer_free(&label);
}

/* Take over the text that was put together; no text, no item. */
static void strip_add(header_strip *strip, header_item item, draw_buffer *html)
{
    if (html->length == 0)
        return;
    strip->items[strip->count] = item;
    strip->labels[strip->count++] = html->bytes;
    *html = (draw_buffer){0};
}

static void add_rows(header_strip *strip, const draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    const bool keyed = scene->legend && picture->plan.keyed;
    draw_buffer html = {0};
    for (size_t i = 0; i < scene->type_count; i++) {
        if (!draw_is_in_legend(scene, i))
            continue;
        draw_legend_text_put(&html, scene, i, strip->scale);
        strip_add(strip, (header_item){.kind = HEADER_TYPE, .row = i}, &html);
    }
    for (size_t i = 0; scene->legend && i < scene->key_count; i++) {
        draw_key_text_put(&html, scene, i, strip->scale);
        strip_add(strip, (header_item){.kind = HEADER_KEY, .row = i}, &html);
    }
    for (size_t i = 0; keyed && i < scene->kind_count; i++) {
        draw_kind_text_put(&html, scene, i, strip->scale);
        strip_add(strip, (header_item){.kind = HEADER_KIND, .row = i}, &html);
    }
}

static void strip_init(header_strip *strip,
                       const draw_picture *picture,
                       double width,
                       double scale)
{
    const draw_scene *scene = picture->scene;
    const size_t most =
        scene->type_count + scene->key_count + scene->kind_count + 2;
    draw_buffer html = {0};
    strip->scale = scale;
    strip->width = fmax(width, LEAST_WIDTH);
    strip->items = draw_take(most, sizeof *strip->items);
    strip->labels = draw_take(most, sizeof *strip->labels);
    draw_title_put(&html, scene, (size_t)(strip->width / TITLE_COLUMN / scale),
                   scale);
    strip_add(strip, (header_item){.name = "title"}, &html);
    draw_subtitle_put(&html, picture,
                      (size_t)(strip->width / SUBTITLE_COLUMN / scale), scale);
    strip_add(strip, (header_item){.name = "subtitle"}, &html);
    add_rows(strip, picture);
}

static void strip_release(header_strip *strip)
{
    for (size_t i = 0; i < strip->count; i++)
        free(strip->labels[i]);
    free(strip->labels);
    free(strip->items);
}

static Agnode_t *add_node(draw_picture *picture,
                          const char *name,
                          draw_point centre)
{
    Agnode_t *node = draw_node_get(picture->graph, name);
    draw_set(node, "id", name);
    draw_set(node, "class", "legend");
    draw_setf(node, "pos", "%.2f,%.2f", centre.x, centre.y);
    return node;
}

/* A text whose left edge and vertical centre are given. */
static void add_text(draw_picture *picture,
                     const char *name,
                     const char *html,
                     draw_point left,
                     double width)
{
    left.x += width / 2;
    Agnode_t *node = add_node(picture, name, left);
    draw_set(node, "shape", "plain");
    draw_set_html(node, "label", html);
}

static void item_name(char name[40], const header_item *item, const char *end)
{
    static const char *const names[] = {
        [HEADER_TEXT] = "text",
        [HEADER_TYPE] = "legend",
        [HEADER_KEY] = "key",
        [HEADER_KIND] = "kind",
    };
    snprintf(name, 40, "%s-%zu%s", names[item->kind], item->row, end);
}

/* A piece of the line, which is a flat box. */
static void add_line(draw_picture *picture,
                     const header_item *item,
                     draw_point centre,
                     double scale)
{
    const draw_scene *scene = picture->scene;
    draw_colour_text colour;
    char name[40];
    item_name(name, item, "-swatch");
    Agnode_t *node = add_node(picture, name, centre);
    draw_colour_put(colour, draw_line_of_kind(scene->theme,
                                              scene->kinds[item->row].colour));
    draw_set(node, "shape", "box");
    draw_set(node, "style", "filled");
    draw_set(node, "fixedsize", "true");
    draw_setf(node, "width", "%.3f", SWATCH_WIDTH * scale / 72);
    draw_setf(node, "height", "%.3f", LINE_HEIGHT * scale / 72);
    draw_set(node, "penwidth", "0");
    draw_set(node, "color", colour);
    draw_set(node, "fillcolor", colour);
}

static void add_swatch(draw_picture *picture,
                       const header_item *item,
                       draw_point centre,
                       double scale)
{
    const draw_scene *scene = picture->scene;
    const bool is_key = item->kind == HEADER_KEY;
    draw_look look = is_key ? draw_look_of_key(scene, item->row)
                            : draw_look_for(scene, item->row);
    if (is_key && scene->keys[item->row].dashed)
        look.line = "dashed";
    const draw_shape *shape =
        is_key ? draw_shape_of(0) : draw_shape_for(scene, item->row);
    char name[40];
    item_name(name, item, "-swatch");
    Agnode_t *node = add_node(picture, name, centre);
    if (picture->plan.cards) {
        draw_card_style(node, shape, &look);
        draw_set(node, "fixedsize", "true");
        const double rim = (look.outlines - 1) * OUTLINE_GAP;
        draw_setf(node, "width", "%.3f", (SWATCH_WIDTH * scale - rim) / 72);
        draw_setf(node, "height", "%.3f", (SWATCH_HEIGHT * scale - rim) / 72);
    } else {
        draw_dot_style(node, shape, &look, SWATCH_HEIGHT * scale);
        draw_setf(node, "penwidth", "%.1f", look.dot_line_width * scale);
    }
}

static double row_width(const header_item *row, double scale)
{
    return (SWATCH_WIDTH + SWATCH_GAP) * scale + row->size.x;
}

/* Where items go, from the top down, relative to the strip's top left corner;
 * places are where a text's left edge and vertical centre come.
 * @return the height of it all */
static double flow(const header_strip *strip, draw_point *places)
{
    const double scale = strip->scale;
    const double height = ROW_HEIGHT * scale;
    double x = 0;
    double y = 0;
    header_kind kind = HEADER_TEXT;
    for (size_t i = 0; i < strip->count; i++) {
        const header_item *item = &strip->items[i];
        if (item->kind == HEADER_TEXT) {
            places[i] = (draw_point){0, y + item->size.y / 2};
            y += item->size.y;
            continue;
        }
        if (kind == HEADER_TEXT && y > 0)
            y += GAP_LEGEND * scale;
        const bool full = x + row_width(item, scale) > strip->width;
        if (kind != HEADER_TEXT && (full || kind != item->kind)) {
            x = 0;
            y += height;
        }
        kind = item->kind;
        places[i] = (draw_point){x + (SWATCH_WIDTH + SWATCH_GAP) * scale,
                                 y + height / 2};
        x += row_width(item, scale) + GAP_ITEMS * scale;
    }
    return kind == HEADER_TEXT ? y : y + height;
}

static void add_items(draw_picture *picture,
                      const header_strip *strip,
                      draw_point low)
{
    draw_point *places = draw_take(strip->count, sizeof *places);
    const double top = low.y + flow(strip, places);
    for (size_t i = 0; i < strip->count; i++) {
        const header_item *item = &strip->items[i];
        draw_point at = {low.x + places[i].x, top - places[i].y};
        char name[40];
        item_name(name, item, "");
        add_text(picture, item->name ? item->name : name, strip->labels[i], at,
                 item->size.x);
        if (item->name)
            continue;
        at.x -= (SWATCH_GAP + SWATCH_WIDTH / 2) * strip->scale;
        if (item->kind == HEADER_KIND) {
            add_line(picture, item, at, strip->scale);
        } else {
            add_swatch(picture, item, at, strip->scale);
        }
    }
    free(places);
}

/* The top left and the right of the drawing, names beside dots included. The
 * graph's own box knows nothing of those, and may leave a margin on the left.
 */
static draw_rectangle extent(const draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    draw_rectangle all = draw_graph_box(picture->graph);
    all.low.x = all.high.x;
    for (Agnode_t *node = agfstnode(picture->graph); node;
         node = agnxtnode(picture->graph, node)) {
        const draw_rectangle box = draw_node_box(node);
        all.low.x = fmin(all.low.x, box.low.x);
        all.high.x = fmax(all.high.x, box.high.x);
        all.high.y = fmax(all.high.y, box.high.y);
    }
    for (size_t i = 0; i < scene->cluster_count; i++) {
        draw_cluster_name name;
        if (!picture->plan.clusters || !draw_is_boxed(&scene->clusters[i]))
            continue;
        draw_cluster_name_put(name, i);
        const draw_rectangle box =
            draw_graph_box(draw_subgraph_get(picture->graph, name));
        all.low.x = fmin(all.low.x, box.low.x);
    }
    return all;
}

draw_status draw_header_add(draw_picture *picture, draw_problem *problem)
{
    const draw_rectangle box = extent(picture);
    header_strip strip = {0};
    strip_init(&strip, picture, box.high.x - box.low.x,
               draw_picture_scale(picture));
    draw_point *sizes = draw_take(strip.count, sizeof *sizes);
    const draw_status st = draw_measure(picture->graphviz, strip.labels,
                                        strip.count, sizes, problem);
    for (size_t i = 0; i < strip.count; i++)
        strip.items[i].size = sizes[i];
    if (st == DRAW_OK) {
        add_items(picture, &strip,
                  (draw_point){box.low.x,
                               box.high.y + GAP_BELOW * strip.scale});
    }
    free(sizes);
    strip_release(&strip);
    return st;
}
