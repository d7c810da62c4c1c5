/* Names beside the dots of a large picture: which get one, and their looks.
 *
 * Greedy: in order of importance each takes the best room that is left. The
 * most important get a place apart from their dots where there is none beside.
 * Graphviz's own placement leaves names far from their dots, without a plate
 * under them. */
#include "draw/captions.h"

#include "draw/buffer.h"
#include "draw/markup.h"
#include "draw/rooms.h"

#include <math.h>
#include <stdlib.h>

#define NAME_COLUMNS 20
#define NAME_LINES   3
#define ALL_NAMES    150 /* nodes up to which all names are tried hard */
#define MOST_NAMES   120
#define FADED        0.4 /* of the ink that faded names keep */
#define FORCED_NAMES 3   /* these get a place even over dots */
#define SPECK_SCALE  1.8 /* from this one of the text on, dots are specks */
#define DUST_SCALE   4.0 /* and from this one, names cannot but cover some */
#define MOST_LARGE   60  /* names in pictures of specks */
#define LEADER_WIDTH 0.8 /* points */

typedef struct candidate {
    double rank;
    size_t node;
} candidate;

static int by_rank(const void *one, const void *other)
{
    const candidate *a = one;
    const candidate *b = other;
    if (a->rank != b->rank)
        return a->rank > b->rank ? -1 : 1;
    return a->node < b->node ? -1 : 1;
}

/* Everyone, the most important first, by what sizes show or, if that puts it
 * higher, by the measure that colours show; the emphasised before all others.
 */
static candidate *ranking(const draw_scene *scene)
{
    candidate *all = draw_take(scene->node_count, sizeof *all);
    for (size_t i = 0; i < scene->node_count; i++) {
        const draw_node *node = &scene->nodes[i];
        all[i] = (candidate){fmax(node->score, node->level), i};
        all[i].rank += node->emphasis ? 2 : 0;
        all[i].rank -= node->faded ? 2 : 0;
    }
    qsort(all, scene->node_count, sizeof *all, by_rank);
    return all;
}

/* How many names a picture of this size can carry. As many again are tried, for
 * dots at its rim, where there is room. */
static size_t budget(const draw_scene *scene, double scale)
{
    const size_t limit = scale < SPECK_SCALE ? MOST_NAMES : MOST_LARGE;
    return scene->node_count > ALL_NAMES ? limit : scene->node_count;
}

static void name_put(draw_buffer *html,
                     const draw_picture *picture,
                     size_t index)
{
    const draw_scene *scene = picture->scene;
    const draw_node *node = &scene->nodes[index];
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    draw_colour_text plate;
    draw_colour_text ink;
    const bool bold = node->emphasis || (node->score >= 0.5 && !node->faded);
    draw_colour colour = tokens->ink;
    if (node->faded)
        colour = draw_mix(colour, tokens->background, FADED);
    draw_putf(html,
              "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" "
              "cellpadding=\"1\" bgcolor=\"%sB8\"><tr><td>"
              "<font point-size=\"%.1f\" color=\"%s\">%s",
              draw_colour_put(plate, tokens->background),
              (9 + 4.5 * sqrt(node->score)) * draw_picture_growth(picture),
              draw_colour_put(ink, colour), bold ? "<b>" : "");
    draw_label_put(html, draw_name_of(node), NAME_COLUMNS, NAME_LINES, "<br/>");
    draw_putf(html, "%s</font></td></tr></table>", bold ? "</b>" : "");
}

/* A node of its own, because it is drawn after all dots. */
static void put_name(draw_picture *picture,
                     size_t index,
                     const char *html,
                     draw_point middle,
                     draw_point size)
{
    char name[40];
    snprintf(name, sizeof name, "name%zu", index);
    Agnode_t *node = draw_node_get(picture->graph, name);
    draw_set(node, "shape", "plain");
    draw_set(node, "class", "name");
    draw_setf(node, "id", "name-%zu", index);
    draw_setf(node, "pos", "%.2f,%.2f", middle.x, middle.y);
    draw_setf(node, "width", "%.4f", size.x / 72);
    draw_setf(node, "height", "%.4f", size.y / 72);
    draw_set_html(node, "label", html);
}

/* From the name, which comes after all else, so that the line lies over the
 * others and under the dot. */
static void put_leader(draw_picture *picture,
                       size_t index,
                       draw_point foot,
                       double growth)
{
    const draw_tokens *tokens = draw_tokens_of(picture->scene->theme);
    const draw_point end = draw_node_centre(picture->nodes[index]);
    draw_colour_text colour;
    draw_colour ink = tokens->ink;
    if (picture->scene->nodes[index].faded)
        ink = draw_mix(ink, tokens->background, FADED);
    char name[40];
    snprintf(name, sizeof name, "name%zu", index);
    Agedge_t *leader =
        draw_edge_new(picture->graph, draw_node_get(picture->graph, name),
                      picture->nodes[index]);
    draw_set(leader, "class", "leader");
    draw_setf(leader, "id", "leader-%zu", index);
    draw_set(leader, "dir", "none");
    if (picture->plan.keyed) /* there lines of its colour mean something */
        draw_set(leader, "style", "dotted");
    draw_set(leader, "color", draw_colour_put(colour, ink));
    draw_setf(leader, "penwidth", "%.2f", LEADER_WIDTH * growth);
    draw_setf(leader, "pos", "%.2f,%.2f %.2f,%.2f %.2f,%.2f %.2f,%.2f", foot.x,
              foot.y, foot.x, foot.y, end.x, end.y, end.x, end.y);
}

static draw_effort effort_for(const draw_picture *picture,
                              const candidate *chosen,
                              size_t place)
{
    const double scale = draw_picture_scale(picture);
    const size_t forced = scale < DUST_SCALE ? FORCED_NAMES : MOST_LARGE;
    if (place < forced || picture->scene->nodes[chosen[place].node].emphasis)
        return DRAW_EFFORT_FORCED;
    return place < budget(picture->scene, scale) ? DRAW_EFFORT_USUAL
                                                 : DRAW_EFFORT_SPARE;
}

static void place_names(draw_picture *picture,
                        draw_canvas *canvas,
                        const candidate *chosen,
                        char *const *labels,
                        const draw_point *sizes,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t node = chosen[i].node;
        draw_room room = {0};
        if (!draw_room_find(canvas, node, sizes[i],
                            effort_for(picture, chosen, i), &room))
            continue;
        draw_room_take(canvas, node, sizes[i], &room);
        picture->named++;
        put_name(picture, node, labels[i], room.middle, sizes[i]);
        if (room.apart)
            put_leader(picture, node, room.foot, canvas->growth);
    }
}

draw_status draw_captions_add(draw_picture *picture, draw_problem *problem)
{
    if (picture->plan.cards)
        return DRAW_OK;
    const draw_scene *scene = picture->scene;
    const double scale = draw_picture_scale(picture);
    const size_t most = 2 * budget(scene, scale);
    const size_t count = most < scene->node_count ? most : scene->node_count;
    candidate *chosen = ranking(scene);
    char **labels = draw_take(count, sizeof *labels);
    draw_point *sizes = draw_take(count, sizeof *sizes);
    draw_canvas canvas = {0};
    for (size_t i = 0; i < count; i++) {
        draw_buffer html = {0};
        name_put(&html, picture, chosen[i].node);
        labels[i] = html.bytes;
    }
    const draw_status st =
        draw_measure(picture->graphviz, labels, count, sizes, problem);
    if (st == DRAW_OK) {
        draw_canvas_init(&canvas, picture);
        place_names(picture, &canvas, chosen, labels, sizes, count);
        draw_canvas_free(&canvas);
    }
    for (size_t i = 0; i < count; i++)
        free(labels[i]);
    free(labels);
    free(sizes);
    free(chosen);
    return st;
}

void draw_captions_offer(draw_picture *picture)
{
    if (picture->plan.cards)
        return;
    const double scale = draw_picture_scale(picture);
    const size_t count = budget(picture->scene, scale);
    candidate *chosen = ranking(picture->scene);
    draw_buffer html = {0};
    for (size_t i = 0; i < count; i++) {
        draw_clear(&html);
        name_put(&html, picture, chosen[i].node);
        draw_set_html(picture->nodes[chosen[i].node], "xlabel",
                      draw_text(&html));
    }
    draw_buffer_free(&html);
    free(chosen);
}
