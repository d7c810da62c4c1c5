/* Labels of edges: how much room they need, and in which order they choose it.
 *
 * Graphviz puts a label beside the line, or in dot beside where the line would
 * be if it were straight; in a fan of nine lines it is then anyone's. Here a
 * label sits on its own line, on a plate in the colour of what is behind it.
 * Those with the least choice choose first. One for which no spot is left is
 * not drawn, because a label on another's line says a false thing. */
#include "draw/labels.h"

#include "draw/edges.h"
#include "draw/spots.h"

#include <math.h>
#include <stdlib.h>

/* Points. */
#define ARROW_ROOM 34.0
#define DASH_ROOM  30.0
#define LOOP_ROOM  16.0 /* around the label of a loop, in width */
#define CARD_RIM   16.0 /* what a card has around its text */
/* Labels to a card that lines of their length have room for. */
#define USUAL_LABELS 1.5
#define MOST_STRETCH 1.8

/* A label that is to be placed. */
typedef struct claim {
    size_t edge;
    size_t choice; /* spots that it has while no other label is there */
    double length; /* of its line */
} claim;

static bool any_label(const draw_picture *picture)
{
    for (size_t i = 0; i < picture->scene->edge_count; i++) {
        if (picture->label_sizes[i].x > 0)
            return true;
    }
    return false;
}

/* Between the middles of two cards: half of both, and the line with its label,
 * of which one that is dashed is to show some dashes. */
static double room_for(const draw_picture *picture,
                       const draw_point *cards,
                       size_t index)
{
    const draw_edge *edge = &picture->scene->edges[index];
    const double halves =
        (cards[edge->source].x + cards[edge->target].x) / 2 + CARD_RIM;
    return halves + ARROW_ROOM + picture->label_sizes[index].x +
           (edge->dashed ? DASH_ROOM : 0);
}

/* How much longer lines are made where many labels have to find room between
 * few cards. */
static double stretch(const draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    size_t labels = 0;
    for (size_t i = 0; i < scene->edge_count; i++)
        labels += picture->label_sizes[i].x > 0;
    const double each = (double)labels / (double)scene->node_count;
    return picture->room *
           fmin(fmax(sqrt(each / USUAL_LABELS), 1), MOST_STRETCH);
}

static void set_lengths(draw_picture *picture, const draw_point *cards)
{
    const double longer = stretch(picture);
    /* else what is left of them is only how they compare */
    draw_set(picture->graph, "overlap_scaling", "0");
    draw_set(picture->graph, "overlap_shrink", "false");
    for (size_t i = 0; i < picture->scene->edge_count; i++) {
        if (picture->label_sizes[i].x > 0) {
            draw_setf(picture->edges[i], "len", "%.2f",
                      longer * room_for(picture, cards, i) / 72);
        }
    }
}

/* neato takes lengths from middle to middle, so that the cards count. */
static draw_status lengthen(draw_picture *picture, draw_problem *problem)
{
    const size_t count = picture->scene->node_count;
    if (picture->plan.engine != DRAW_ENGINE_NEATO || !picture->plan.cards ||
        !any_label(picture))
        return DRAW_OK;
    char **texts = draw_take(count, sizeof *texts);
    draw_point *sizes = draw_take(count, sizeof *sizes);
    for (size_t i = 0; i < count; i++) {
        draw_buffer text = {0};
        draw_puts(&text, draw_get(picture->nodes[i], "label"));
        texts[i] = text.bytes;
    }
    const draw_status st =
        draw_measure(picture->graphviz, texts, count, sizes, problem);
    if (st == DRAW_OK)
        set_lengths(picture, sizes);
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
    free(sizes);
    return st;
}

static void set_room(draw_picture *picture)
{
    double widest = 0;
    for (size_t i = 0; i < picture->scene->edge_count; i++)
        widest = fmax(widest, picture->label_sizes[i].x);
    if (widest > 0 && picture->plan.engine == DRAW_ENGINE_DOT &&
        picture->scene->direction == DRAW_LEFT_RIGHT) {
        draw_setf(picture->graph, "ranksep", "%.2f",
                  picture->room * (widest + ARROW_ROOM) / 72);
    }
}

/* Graphviz leaves room beside a loop for its label, and leads the next loop
 * around it: an empty one of that size, for put_label() to place. */
static void widen_loops(draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    draw_buffer html = {0};
    for (size_t i = 0; i < scene->edge_count; i++) {
        const draw_point size = picture->label_sizes[i];
        if (scene->edges[i].source != scene->edges[i].target || size.x <= 0)
            continue;
        draw_clear(&html);
        draw_putf(&html,
                  "<table border=\"0\" fixedsize=\"true\" width=\"%.0f\" "
                  "height=\"%.0f\"><tr><td></td></tr></table>",
                  size.x + LOOP_ROOM, size.y);
        draw_set_html(picture->edges[i], "label", draw_text(&html));
    }
    draw_buffer_free(&html);
}

draw_status draw_labels_measure(draw_picture *picture, draw_problem *problem)
{
    const draw_scene *scene = picture->scene;
    char **labels = draw_take(scene->edge_count, sizeof *labels);
    draw_point *sizes = draw_take(scene->edge_count, sizeof *sizes);
    size_t count = 0;
    for (size_t i = 0; i < scene->edge_count; i++) {
        draw_buffer html = {0};
        if (!draw_edge_has_label(picture, i))
            continue;
        draw_edge_label_put(&html, picture, i, 0);
        labels[count++] = html.bytes;
    }
    const draw_status st =
        count ? draw_measure(picture->graphviz, labels, count, sizes, problem)
              : DRAW_OK;
    for (size_t i = scene->edge_count; st == DRAW_OK && i-- > 0;) {
        if (draw_edge_has_label(picture, i))
            picture->label_sizes[i] = sizes[--count];
    }
    for (size_t i = 0; i < scene->edge_count; i++)
        free(labels[i]);
    free(labels);
    free(sizes);
    set_room(picture);
    widen_loops(picture);
    return st == DRAW_OK ? lengthen(picture, problem) : st;
}

/* What lies behind a label: the inside of a cluster's box, or nothing. */
static draw_colour behind(const draw_spots *all, const draw_rectangle *place)
{
    const draw_tokens *tokens = draw_tokens_of(all->picture->scene->theme);
    for (size_t i = 0; i < all->box_count; i++) {
        if (draw_is_inside(place, &all->boxes[i]))
            return tokens->panel;
    }
    return tokens->background;
}

static void put_label(draw_spots *all, draw_picture *picture, size_t edge)
{
    draw_point middle = {0};
    if (draw_spot_find(all, edge, &middle) == 0) {
        picture->unlabelled++;
        draw_set(picture->edges[edge], "label", "");
        return;
    }
    const draw_rectangle place =
        draw_around(middle, picture->label_sizes[edge]);
    draw_buffer html = {0};
    draw_edge_label_put(&html, picture, edge, behind(all, &place));
    draw_set_html(picture->edges[edge], "label", draw_text(&html));
    draw_setf(picture->edges[edge], "lp", "%.2f,%.2f", middle.x, middle.y);
    draw_buffer_free(&html);
    draw_spot_take(all, &place);
}

static int by_choice(const void *one, const void *other)
{
    const claim *a = one;
    const claim *b = other;
    if (a->choice != b->choice)
        return a->choice < b->choice ? -1 : 1;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return a->edge < b->edge ? -1 : 1;
}

void draw_labels_place(draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    if (!any_label(picture))
        return;
    draw_spots all;
    picture->unlabelled = 0;
    draw_spots_init(&all, picture);
    claim *claims = draw_take(scene->edge_count, sizeof *claims);
    size_t count = 0;
    for (size_t i = 0; i < scene->edge_count; i++) {
        draw_point middle;
        if (picture->label_sizes[i].x <= 0)
            continue;
        claims[count++] = (claim){i, draw_spot_find(&all, i, &middle),
                                  draw_path_length(&all.paths[i])};
    }
    qsort(claims, count, sizeof *claims, by_choice);
    for (size_t i = 0; i < count; i++)
        put_label(&all, picture, claims[i].edge);
    picture->labels = count;
    free(claims);
    draw_spots_free(&all);
}

void draw_labels_offer(draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    draw_buffer html = {0};
    for (size_t i = 0; i < scene->edge_count; i++) {
        if (!draw_edge_has_label(picture, i))
            continue;
        draw_clear(&html);
        draw_edge_label_put(&html, picture, i,
                            draw_tokens_of(scene->theme)->background);
        draw_set_html(picture->edges[i], "label", draw_text(&html));
    }
    draw_buffer_free(&html);
}
