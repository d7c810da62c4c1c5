/* DOT. Title and legend cannot be put in place here, so they become the
 * graph's label and one node with a table, which every engine tolerates. */
#include "draw/source.h"

#include "draw/captions.h"
#include "draw/header.h"
#include "draw/labels.h"
#include "draw/nodes.h"

#include <stdio.h>
#include <stdlib.h>

#define TITLE_COLUMNS    60
#define SUBTITLE_COLUMNS 110

static void add_title(draw_picture *picture)
{
    draw_buffer html = {0};
    const double scale = draw_picture_scale(picture);
    draw_title_put(&html, picture->scene, TITLE_COLUMNS, scale);
    draw_subtitle_put(&html, picture, SUBTITLE_COLUMNS, scale);
    if (html.length > 0) {
        draw_set_html(picture->graph, "label", draw_text(&html));
        draw_set(picture->graph, "labelloc", "t");
        draw_set(picture->graph, "labeljust", "l");
    }
    draw_buffer_free(&html);
}

/* The start of a row, up to its text. */
static void swatch_put(draw_buffer *html, draw_look look)
{
    draw_colour_text tint;
    draw_colour_text stroke;
    draw_putf(html,
              "<tr><td width=\"14\" height=\"10\" fixedsize=\"true\" "
              "border=\"1\" bgcolor=\"%s\" color=\"%s\"></td>"
              "<td align=\"left\">",
              draw_colour_put(tint, look.tint),
              draw_colour_put(stroke, look.stroke));
}

/* @return how many rows */
static size_t rows_put(draw_buffer *html,
                       const draw_picture *picture,
                       double scale)
{
    const draw_scene *scene = picture->scene;
    const bool keyed = scene->legend && picture->plan.keyed;
    size_t rows = 0;
    for (size_t i = 0; i < scene->type_count; i++) {
        if (!draw_is_in_legend(scene, i))
            continue;
        swatch_put(html, draw_look_for(scene, i));
        draw_legend_text_put(html, scene, i, scale);
        draw_puts(html, "</td></tr>");
        rows++;
    }
    for (size_t i = 0; scene->legend && i < scene->key_count; i++) {
        swatch_put(html, draw_look_of_key(scene, i));
        draw_key_text_put(html, scene, i, scale);
        draw_puts(html, "</td></tr>");
        rows++;
    }
    for (size_t i = 0; keyed && i < scene->kind_count; i++) {
        const draw_colour line =
            draw_line_of_kind(scene->theme, scene->kinds[i].colour);
        swatch_put(html, (draw_look){.tint = line, .stroke = line});
        draw_kind_text_put(html, scene, i, scale);
        draw_puts(html, "</td></tr>");
        rows++;
    }
    return rows;
}

static void add_legend(draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    draw_colour_text colour;
    draw_buffer html = {0};
    draw_putf(&html,
              "<table border=\"0\" cellborder=\"0\" cellspacing=\"3\" "
              "cellpadding=\"2\" bgcolor=\"%s\">",
              draw_colour_put(colour, tokens->panel));
    const size_t rows = rows_put(&html, picture, draw_picture_scale(picture));
    draw_puts(&html, "</table>");
    if (rows > 0) {
        Agnode_t *node = draw_node_get(picture->graph, "legend");
        draw_set(node, "shape", "plain");
        draw_set(node, "class", "legend");
        draw_set_html(node, "label", draw_text(&html));
    }
    draw_buffer_free(&html);
}

/* "dot FILE" picks this engine by itself; given places are pinned. */
static void set_layout(draw_picture *picture)
{
    const bool given = picture->plan.engine == DRAW_ENGINE_GIVEN;
    draw_set(picture->graph, "layout",
             given ? "neato" : draw_engine_names[picture->plan.engine]);
    if (!given)
        return;
    draw_set(picture->graph, "inputscale", "72");
    for (size_t i = 0; i < picture->scene->node_count; i++) {
        const draw_node *node = &picture->scene->nodes[i];
        draw_setf(picture->nodes[i], "pos", "%.2f,%.2f!", node->x, -node->y);
    }
}

draw_status draw_source_put(draw_buffer *out,
                            draw_picture *picture,
                            draw_problem *problem)
{
    add_title(picture);
    add_legend(picture);
    draw_labels_offer(picture);
    draw_captions_offer(picture);
    set_layout(picture);
    char *bytes = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&bytes, &length);
    if (!memory)
        return draw_fail(problem, DRAW_SYSTEM, "cannot write DOT in memory");
    const bool failed = agwrite(picture->graph, memory) != 0;
    if (fclose(memory) != 0 || failed) {
        free(bytes);
        return draw_fail(problem, DRAW_SYSTEM, "cannot write DOT in memory");
    }
    draw_puts(out, "// Draw it with: dot -Tsvg -o picture.svg THIS-FILE\n");
    draw_put(out, bytes, length);
    free(bytes);
    return DRAW_OK;
}
