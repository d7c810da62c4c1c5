/* Edges: lines with a label on a plate for small pictures; for large ones thin
 * lines, of which those that are set off have one. */
#include "draw/edges.h"

#include "draw/glyphs.h"
#include "draw/markup.h"

#include <math.h>
#include <string.h>

#define LABEL_COLUMNS 20
#define DATE_COLUMNS  40
#define MOST_DATES    3
#define LABEL_SIZE    9.0 /* points */
#define FADED         0.16

/* More labels than this hide the picture, unless all are asked for. */
#define MOST_LABELS 150

static bool is_text(const char *text)
{
    return text && !draw_is_blank(text);
}

bool draw_edge_is_numbered(const draw_picture *picture, size_t index)
{
    return picture->plan.keyed && picture->scene->theme == DRAW_MONO &&
           picture->scene->edges[index].kind != DRAW_NONE;
}

/* Whether a legend says what the line is. */
static bool is_keyed(const draw_picture *picture, const draw_edge *edge)
{
    return picture->plan.keyed && !edge->emphasis;
}

/* Whether lines are few enough for what is written on this one. */
static bool has_room(const draw_picture *picture, const draw_edge *edge)
{
    return edge->emphasis || picture->scene->edge_count <= MOST_LABELS ||
           picture->scene->labels == DRAW_LABELS_ALL;
}

static bool is_dated(const draw_picture *picture, const draw_edge *edge)
{
    return is_text(edge->dates) && has_room(picture, edge);
}

bool draw_edge_has_label(const draw_picture *picture, size_t index)
{
    const draw_edge *edge = &picture->scene->edges[index];
    if (!picture->plan.cards && !edge->emphasis)
        return false;
    if (is_dated(picture, edge))
        return true;
    if (is_keyed(picture, edge))
        return draw_edge_is_numbered(picture, index);
    return has_room(picture, edge) && (is_text(edge->label) || edge->count > 1);
}

size_t draw_edges_undated(const draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    size_t count = 0;
    for (size_t i = 0; picture->plan.cards && i < scene->edge_count; i++) {
        const draw_edge *edge = &scene->edges[i];
        count += is_text(edge->dates) && !is_dated(picture, edge);
    }
    return count;
}

/* Between dots text grows with the picture; cards do not grow. */
static double label_size(const draw_picture *picture)
{
    return picture->plan.cards ? LABEL_SIZE
                               : LABEL_SIZE * draw_picture_growth(picture);
}

/* A line of text for each that there is in the scene. */
static void put_dates(draw_buffer *html, const char *dates)
{
    draw_buffer line = {0};
    for (size_t i = 0; i < MOST_DATES && *dates; i++) {
        const size_t length = strcspn(dates, "\n");
        draw_clear(&line);
        draw_put(&line, dates, length);
        draw_puts(html, i > 0 ? "<br/>" : "");
        draw_label_put(html, draw_text(&line), DATE_COLUMNS, 1, "<br/>");
        dates += length + (dates[length] == '\n');
    }
    draw_buffer_free(&line);
}

/* What the relation is and below it when, or its number in the legend and when.
 */
static void put_words(draw_buffer *html,
                      const draw_picture *picture,
                      size_t index)
{
    const draw_edge *edge = &picture->scene->edges[index];
    const size_t before = html->length;
    if (draw_edge_is_numbered(picture, index) && !edge->emphasis) {
        draw_putf(html, "%zu", edge->kind + 1);
    } else if (!is_keyed(picture, edge) && is_text(edge->label)) {
        draw_label_put(html, edge->label, LABEL_COLUMNS, 2, "<br/>");
    }
    if (edge->count > 1)
        draw_putf(html, " × %.0f", edge->count);
    if (is_dated(picture, edge)) {
        const char *between = is_keyed(picture, edge) ? " · " : "<br/>";
        draw_puts(html, html->length > before ? between : "");
        put_dates(html, edge->dates);
    }
}

/* A table, because only tables can have a background: the plate interrupts the
 * line under the text. */
void draw_edge_label_put(draw_buffer *html,
                         const draw_picture *picture,
                         size_t index,
                         draw_colour plate)
{
    const draw_scene *scene = picture->scene;
    const draw_edge *edge = &scene->edges[index];
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    draw_colour_text colour;
    draw_colour ink = edge->emphasis ? tokens->accent : tokens->muted;
    if (edge->faded)
        ink = draw_mix(ink, tokens->background, FADED + 0.24);
    draw_putf(html,
              "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" "
              "cellpadding=\"1\" bgcolor=\"%s\"><tr><td>",
              draw_colour_put(colour, plate));
    draw_putf(html, "<font point-size=\"%.1f\" color=\"%s\">%s",
              label_size(picture), draw_colour_put(colour, ink),
              edge->emphasis ? "<b>" : "");
    put_words(html, picture, index);
    draw_putf(html, "%s</font></td></tr></table>",
              edge->emphasis ? "</b>" : "");
}

void draw_edge_sentence(draw_buffer *text,
                        const draw_scene *scene,
                        size_t index)
{
    const draw_edge *edge = &scene->edges[index];
    if (edge->tooltip) {
        draw_clean_put(text, edge->tooltip, DRAW_MOST_TOOLTIP);
        return;
    }
    draw_clean_put(text, draw_name_of(&scene->nodes[edge->source]), 80);
    if (is_text(edge->label)) {
        draw_puts(text, " – ");
        draw_clean_put(text, edge->label, 80);
    }
    draw_puts(text, edge->directed ? " → " : " – ");
    draw_clean_put(text, draw_name_of(&scene->nodes[edge->target]), 80);
}

static void set_hooks(Agedge_t *drawn,
                      const draw_picture *picture,
                      size_t index)
{
    const draw_edge *edge = &picture->scene->edges[index];
    draw_buffer text = {0};
    draw_edge_sentence(&text, picture->scene, index);
    draw_link_set(drawn, picture, draw_text(&text), edge->url);
    draw_setf(drawn, "id", "r-%zu", index);
    draw_setf(drawn, "class", "relation%s%s", edge->emphasis ? " emphasis" : "",
              edge->faded ? " faded" : "");
    draw_buffer_free(&text);
}

static bool is_coloured(const draw_picture *picture, const draw_edge *edge)
{
    return edge->key != DRAW_NONE ||
           (picture->plan.keyed && edge->kind != DRAW_NONE);
}

/* Of a line that has one: that of its key, or of its kind. */
static draw_colour colour_of(const draw_picture *picture, const draw_edge *edge)
{
    const draw_scene *scene = picture->scene;
    return draw_line_of_kind(scene->theme,
                             edge->key != DRAW_NONE
                                 ? scene->keys[edge->key].colour
                                 : scene->kinds[edge->kind].colour);
}

static void set_line(Agedge_t *drawn,
                     const draw_picture *picture,
                     const draw_edge *edge)
{
    const bool cards = picture->plan.cards;
    const draw_tokens *tokens = draw_tokens_of(picture->scene->theme);
    const double more = edge->count > 1 ? log2(edge->count) : 0;
    double width = cards ? 1.1 + 0.4 * more : 0.7 + 0.25 * more;
    draw_colour_text colour;
    const bool keyed = is_coloured(picture, edge);
    draw_colour line = keyed ? colour_of(picture, edge) : tokens->edge;
    if (edge->emphasis) {
        line = tokens->accent;
        width += cards ? 1.0 : 1.1;
        width *= cards ? 1.0 : draw_picture_scale(picture);
    } else if (edge->faded) {
        line = draw_mix(line, tokens->background, FADED);
    }
    const bool see_through = !cards && !keyed && !edge->emphasis;
    draw_setf(drawn, "color", "%s%s", draw_colour_put(colour, line),
              see_through ? "80" : "");
    draw_setf(drawn, "penwidth", "%.2f", fmin(width, 9));
    draw_set(drawn, "arrowsize", cards ? "0.65" : "0.35");
    if (!edge->directed) {
        draw_set(drawn, "dir", "none");
    } else if (edge->turned) {
        draw_set(drawn, "dir", "back");
        draw_set(drawn, "arrowtail", "vee");
    }
    if (edge->dashed)
        draw_set(drawn, "style", "dashed");
}

Agedge_t *draw_edge_add(draw_picture *picture, size_t index)
{
    const draw_scene *scene = picture->scene;
    const draw_edge *edge = &scene->edges[index];
    const size_t first = edge->turned ? edge->target : edge->source;
    const size_t last = edge->turned ? edge->source : edge->target;
    Agedge_t *drawn = draw_edge_new(picture->graph, picture->nodes[first],
                                    picture->nodes[last]);
    set_line(drawn, picture, edge);
    set_hooks(drawn, picture, index);
    return drawn;
}
