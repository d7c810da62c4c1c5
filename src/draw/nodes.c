/* Nodes: cards with text inside for small pictures, dots for large ones. */
#include "draw/nodes.h"

#include "draw/buffer.h"
#include "draw/glyphs.h"
#include "draw/markup.h"

#include <math.h>

#define CAPTION_GAP  3.0 /* points between the type and the name */
#define NAME_COLUMNS 22
#define LONG_COLUMNS 30 /* for names that would be cut otherwise */

/* How much of its own colour a faded thing keeps: it is to recede, not to go.
 */
#define FADED 0.16

draw_look draw_look_for(const draw_scene *scene, size_t type)
{
    if (scene->key_count > 0)
        return draw_look_plain(scene->theme);
    if (type == DRAW_NONE)
        return draw_look_of(scene->theme, DRAW_COLOURS - 1);
    const draw_type *row = &scene->types[type];
    return row->fill == DRAW_NO_COLOUR
               ? draw_look_of(scene->theme, row->colour)
               : draw_look_from(scene->theme, row->colour, row->fill);
}

draw_look draw_look_of_key(const draw_scene *scene, size_t key)
{
    const draw_key *row = &scene->keys[key];
    return row->level >= 0 ? draw_look_of_level(scene->theme, row->level)
                           : draw_look_of_group(scene->theme, row->colour);
}

draw_look draw_look_of_node(const draw_scene *scene, const draw_node *node)
{
    if (scene->key_count == 0)
        return draw_look_for(scene, node->type);
    if (node->level >= 0)
        return draw_look_of_level(scene->theme, node->level);
    return node->key == DRAW_NONE ? draw_look_plain(scene->theme)
                                  : draw_look_of_key(scene, node->key);
}

const draw_shape *draw_shape_for(const draw_scene *scene, size_t type)
{
    return type == DRAW_NONE ? draw_shape_find("rounded")
                             : scene->types[type].shape;
}

void draw_card_style(Agnode_t *node,
                     const draw_shape *shape,
                     const draw_look *look)
{
    draw_colour_text colour;
    draw_set(node, "shape", shape->card);
    draw_setf(node, "style", "filled,%s%s%s", look->line,
              *shape->style ? "," : "", shape->style);
    draw_set(node, "margin", shape->margin);
    draw_setf(node, "peripheries", "%d", look->outlines);
    draw_set(node, "fillcolor", draw_colour_put(colour, look->tint));
    draw_set(node, "color", draw_colour_put(colour, look->stroke));
}

void draw_dot_style(Agnode_t *node,
                    const draw_shape *shape,
                    const draw_look *look,
                    double size)
{
    draw_colour_text colour;
    const double inches = size * shape->dot_scale / 72;
    draw_set(node, "shape", shape->dot);
    draw_set(node, "style", "filled");
    draw_set(node, "fixedsize", "true");
    draw_setf(node, "width", "%.3f", inches);
    draw_setf(node, "height", "%.3f", inches);
    draw_setf(node, "penwidth", "%.1f", look->dot_line_width);
    draw_set(node, "fillcolor", draw_colour_put(colour, look->fill));
    draw_set(node, "color", draw_colour_put(colour, look->stroke));
}

static size_t columns_for(const char *name)
{
    draw_buffer clean = {0};
    draw_lines lines;
    draw_clean_put(&clean, name, DRAW_MOST_LABEL);
    draw_wrap(&lines, draw_text(&clean), NAME_COLUMNS, DRAW_MOST_LINES);
    draw_buffer_free(&clean);
    return lines.cut ? LONG_COLUMNS : NAME_COLUMNS;
}

/* The type in small capitals above the name. */
static void card_label(draw_buffer *html,
                       const draw_scene *scene,
                       const draw_node *node,
                       const draw_look *look)
{
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    draw_colour_text colour;
    draw_colour ink = tokens->ink;
    if (node->faded)
        ink = draw_mix(ink, tokens->background, FADED + 0.24);
    if (node->type != DRAW_NONE) {
        draw_buffer capitals = {0};
        draw_capitals_put(&capitals, scene->types[node->type].label);
        draw_putf(html, "<font point-size=\"7.5\" color=\"%s\">",
                  draw_colour_put(colour, look->caption));
        draw_label_put(html, draw_text(&capitals), NAME_COLUMNS + 4, 1, "");
        /* an empty line, because accents of capitals reach above theirs */
        draw_putf(html, "</font><br/><font point-size=\"%.1f\"><br/></font>",
                  CAPTION_GAP);
        draw_buffer_free(&capitals);
    }
    draw_putf(html, "<font point-size=\"%.1f\" color=\"%s\">",
              11 + 5 * sqrt(node->score), draw_colour_put(colour, ink));
    if (node->emphasis)
        draw_puts(html, "<b>");
    draw_label_put(html, draw_name_of(node), columns_for(draw_name_of(node)),
                   DRAW_MOST_LINES, "<br/>");
    if (node->emphasis)
        draw_puts(html, "</b>");
    draw_puts(html, "</font>");
}

static void set_card(Agnode_t *drawn,
                     const draw_scene *scene,
                     const draw_node *node,
                     const draw_look *look)
{
    draw_buffer html = {0};
    card_label(&html, scene, node, look);
    draw_card_style(drawn, draw_shape_for(scene, node->type), look);
    draw_set_html(drawn, "label", draw_text(&html));
    draw_set(drawn, "height", "0.3");
    draw_set(drawn, "width", "0.4");
    draw_setf(drawn, "penwidth", "%.1f",
              node->emphasis ? 2.6 : 1.2 + 1.4 * sqrt(node->score));
    draw_buffer_free(&html);
}

/* What is set off grows with the picture, as text does: it is looked for. */
static void set_dot(Agnode_t *drawn,
                    const draw_picture *picture,
                    const draw_node *node,
                    const draw_look *look)
{
    const double scale = node->emphasis ? draw_picture_scale(picture) : 1;
    const double size = 8 + 28 * sqrt(node->score);
    draw_dot_style(drawn, draw_shape_for(picture->scene, node->type), look,
                   fmax(size, scale > 1 ? 10 * scale : 0));
    if (node->emphasis)
        draw_setf(drawn, "penwidth", "%.1f", 2.4 * scale);
}

void draw_node_sentence(draw_buffer *text,
                        const draw_scene *scene,
                        size_t index)
{
    const draw_node *node = &scene->nodes[index];
    if (node->tooltip) {
        draw_clean_put(text, node->tooltip, DRAW_MOST_TOOLTIP);
        return;
    }
    draw_clean_put(text, draw_name_of(node), DRAW_MOST_TOOLTIP);
    if (node->type != DRAW_NONE) {
        draw_puts(text, " · ");
        draw_clean_put(text, scene->types[node->type].label, 80);
    }
}

/* Class, tooltip and link: what a page that shows the SVG can use. */
static void set_hooks(Agnode_t *drawn,
                      const draw_picture *picture,
                      size_t index)
{
    const draw_scene *scene = picture->scene;
    const draw_node *node = &scene->nodes[index];
    draw_buffer text = {0};
    if (node->type != DRAW_NONE)
        draw_putf(&text, "t-%zu", node->type);
    draw_puts(&text, node->emphasis ? " emphasis" : "");
    draw_puts(&text, node->faded ? " faded" : "");
    draw_set(drawn, "class", draw_text(&text));
    draw_clear(&text);
    draw_node_sentence(&text, scene, index);
    draw_link_set(drawn, picture, draw_text(&text), node->url);
    draw_buffer_free(&text);
}

void draw_node_style(draw_picture *picture, size_t index)
{
    const draw_scene *scene = picture->scene;
    const draw_node *node = &scene->nodes[index];
    Agnode_t *drawn = picture->nodes[index];
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    draw_look look = draw_look_of_node(scene, node);
    if (node->count > 1)
        look.outlines++;
    if (node->faded) {
        look.stroke = draw_mix(look.stroke, tokens->background, FADED);
        look.tint = draw_mix(look.tint, tokens->background, FADED);
        look.fill = draw_mix(look.fill, tokens->background, FADED);
        look.caption = draw_mix(look.caption, tokens->background, FADED);
    }
    if (node->emphasis)
        look.stroke = tokens->accent;
    if (node->dashed)
        look.line = "dashed";
    if (picture->plan.cards) {
        set_card(drawn, scene, node, &look);
    } else {
        set_dot(drawn, picture, node, &look);
        if (node->dashed)
            draw_set(drawn, "style", "filled,dashed");
    }
    set_hooks(drawn, picture, index);
    if (picture->plan.engine == DRAW_ENGINE_GIVEN)
        draw_setf(drawn, "pos", "%.2f,%.2f", node->x, -node->y);
}
