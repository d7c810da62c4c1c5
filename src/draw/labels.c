/* Labels of edges: on their line, where they cover the least.
 *
 * Graphviz puts a label beside the line, or in dot beside where the line would
 * be if it were straight; in a fan of nine lines it is then anyone's. Here a
 * label sits on its own line, on a plate in the colour of what is behind it.
 * The shortest lines choose first, because they have the least choice. */
#include "draw/labels.h"

#include "draw/edges.h"

#include <math.h>
#include <stdlib.h>

/* Points. */
#define ARROW_ROOM   34.0
#define DASH_ROOM    30.0
#define CARD_RIM     16.0 /* what a card has around its text */
#define PLATE_ROOM   2.0
#define HEADING_STEP 6.0

/* Labels to a card that lines of their length have room for. */
#define USUAL_LABELS 1.5
#define MOST_STRETCH 1.8

/* What covering things costs. */
#define OVER_NODE    200.0
#define OVER_FADED   8.0
#define OVER_LABEL   150.0
#define OVER_HEADING 80.0
#define OVER_BORDER  6.0
#define OVER_LINE    4.0
#define OFF_LINE     30.0
#define OFF_MIDDLE   12.0

typedef struct line {
    size_t edge;
    double length;
} line;

/* Everything a label could cover. */
typedef struct surroundings {
    const draw_picture *picture;
    draw_path *paths;      /* of the edges, in the order of the scene */
    draw_rectangle *nodes; /* likewise */
    draw_rectangle *boxes; /* of the clusters drawn */
    draw_rectangle *headings;
    size_t box_count;
    draw_rectangle *labels; /* placed so far */
    size_t label_count;
} surroundings;

static const double shares[] = {0.5, 0.45, 0.55, 0.4,  0.6, 0.35, 0.65,
                                0.3, 0.7,  0.25, 0.75, 0.2, 0.8};

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
    return fmin(fmax(sqrt(each / USUAL_LABELS), 1), MOST_STRETCH);
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
                  (widest + ARROW_ROOM) / 72);
    }
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
    return st == DRAW_OK ? lengthen(picture, problem) : st;
}

static bool is_on_path(const draw_rectangle *place, const draw_path *path)
{
    for (size_t i = 0; i + 1 < path->count; i++) {
        if (draw_crosses(place, path->points[i], path->points[i + 1]))
            return true;
    }
    return false;
}

/* A label may cover what fades, a heading may not. */
static size_t lines_over(const surroundings *all,
                         const draw_rectangle *place,
                         bool faded)
{
    const draw_scene *scene = all->picture->scene;
    size_t over = 0;
    for (size_t i = 0; i < scene->edge_count; i++)
        over += (faded || !scene->edges[i].faded) &&
                is_on_path(place, &all->paths[i]);
    return over;
}

/* The heading, moved along the top of its box to where the fewest lines run
 * through it; no further to the right than that takes. */
static draw_rectangle clear_heading(const surroundings *all,
                                    const draw_rectangle *box,
                                    draw_rectangle heading)
{
    draw_rectangle best = heading;
    size_t fewest = lines_over(all, &heading, true);
    while (fewest > 0 && heading.high.x + HEADING_STEP < box->high.x) {
        heading.low.x += HEADING_STEP;
        heading.high.x += HEADING_STEP;
        const size_t over = lines_over(all, &heading, true);
        if (over < fewest) {
            fewest = over;
            best = heading;
        }
    }
    return best;
}

static void add_box(surroundings *all, Agraph_t *cluster)
{
    const draw_rectangle box = draw_graph_box(cluster);
    const draw_point size = {strtod(draw_get(cluster, "lwidth"), NULL) * 72,
                             strtod(draw_get(cluster, "lheight"), NULL) * 72};
    draw_point middle = {0};
    draw_rectangle heading = {box.low, box.low};
    if (draw_point_read(draw_get(cluster, "lp"), &middle)) {
        heading = clear_heading(all, &box, draw_around(middle, size));
        draw_setf(cluster, "lp", "%.2f,%.2f", heading.low.x + size.x / 2,
                  middle.y);
    }
    all->boxes[all->box_count] = box;
    all->headings[all->box_count++] = heading;
}

static void survey(surroundings *all, const draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    *all = (surroundings){.picture = picture};
    all->paths = draw_take(scene->edge_count, sizeof *all->paths);
    all->nodes = draw_take(scene->node_count, sizeof *all->nodes);
    all->boxes = draw_take(scene->cluster_count, sizeof *all->boxes);
    all->headings = draw_take(scene->cluster_count, sizeof *all->headings);
    all->labels = draw_take(scene->edge_count, sizeof *all->labels);
    for (size_t i = 0; i < scene->edge_count; i++)
        all->paths[i] = draw_edge_path(picture->edges[i]);
    for (size_t i = 0; i < scene->node_count; i++)
        all->nodes[i] = draw_node_box(picture->nodes[i]);
    for (size_t i = 0; i < scene->cluster_count && picture->plan.clusters;
         i++) {
        draw_cluster_name name;
        if (draw_is_boxed(&scene->clusters[i])) {
            add_box(all, draw_subgraph_get(picture->graph,
                                           draw_cluster_name_put(name, i)));
        }
    }
}

static void release(surroundings *all)
{
    for (size_t i = 0; i < all->picture->scene->edge_count; i++)
        free(all->paths[i].points);
    free(all->paths);
    free(all->nodes);
    free(all->boxes);
    free(all->headings);
    free(all->labels);
}

static double count_over(const draw_rectangle *place,
                         const draw_rectangle *others,
                         size_t count)
{
    double over = 0;
    for (size_t i = 0; i < count; i++)
        over += draw_overlap(place, &others[i]);
    return over;
}

static double cost_of_nodes(const surroundings *all,
                            const draw_rectangle *place)
{
    const draw_scene *scene = all->picture->scene;
    double cost = 0;
    for (size_t i = 0; i < scene->node_count; i++) {
        if (draw_overlap(place, &all->nodes[i]))
            cost += scene->nodes[i].faded ? OVER_FADED : OVER_NODE;
    }
    return cost;
}

static double cost_of(const surroundings *all,
                      const draw_rectangle *place,
                      size_t edge)
{
    const draw_scene *scene = all->picture->scene;
    double cost =
        cost_of_nodes(all, place) +
        OVER_LABEL * count_over(place, all->labels, all->label_count) +
        OVER_HEADING * count_over(place, all->headings, all->box_count);
    const bool own =
        !scene->edges[edge].faded && is_on_path(place, &all->paths[edge]);
    cost += OVER_LINE * (double)(lines_over(all, place, false) - own);
    for (size_t i = 0; i < all->box_count; i++) {
        if (draw_overlap(place, &all->boxes[i]) &&
            !draw_is_inside(place, &all->boxes[i]))
            cost += OVER_BORDER;
    }
    return cost;
}

/* The middle of a label that lies on the line (0), beside it (-1, 1) or
 * near it (-2, 2). */
static draw_point aside(draw_point on_line,
                        draw_point along,
                        draw_point size,
                        int side)
{
    const double reach =
        fabs(along.y) * size.x / 2 + fabs(along.x) * size.y / 2;
    return (draw_point){on_line.x - along.y * reach * side,
                        on_line.y + along.x * reach * side};
}

static draw_point find_place(const surroundings *all, size_t edge)
{
    draw_point size = all->picture->label_sizes[edge];
    size.x += 2 * PLATE_ROOM;
    size.y += 2 * PLATE_ROOM;
    draw_point best = {0};
    double least = -1;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        draw_point along;
        const draw_point on_line =
            draw_path_at(&all->paths[edge], shares[i], &along);
        for (int side = -2; side <= 2; side++) {
            const draw_point middle = aside(on_line, along, size, side);
            const draw_rectangle place = draw_around(middle, size);
            const double cost = cost_of(all, &place, edge) +
                                OFF_MIDDLE * fabs(shares[i] - 0.5) +
                                OFF_LINE * abs(side);
            if (least < 0 || cost < least) {
                least = cost;
                best = middle;
            }
        }
    }
    return best;
}

/* What lies behind a label: the inside of a cluster's box, or nothing. */
static draw_colour behind(const surroundings *all, const draw_rectangle *place)
{
    const draw_tokens *tokens = draw_tokens_of(all->picture->scene->theme);
    for (size_t i = 0; i < all->box_count; i++) {
        if (draw_is_inside(place, &all->boxes[i]))
            return tokens->panel;
    }
    return tokens->background;
}

static void put_label(surroundings *all, size_t edge)
{
    const draw_picture *picture = all->picture;
    const draw_point middle = find_place(all, edge);
    const draw_rectangle place =
        draw_around(middle, picture->label_sizes[edge]);
    draw_buffer html = {0};
    draw_edge_label_put(&html, picture, edge, behind(all, &place));
    draw_set_html(picture->edges[edge], "label", draw_text(&html));
    draw_setf(picture->edges[edge], "lp", "%.2f,%.2f", middle.x, middle.y);
    draw_buffer_free(&html);
    all->labels[all->label_count++] = place;
}

static int by_length(const void *one, const void *other)
{
    const line *a = one;
    const line *b = other;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return a->edge < b->edge ? -1 : 1;
}

void draw_labels_place(draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    if (!any_label(picture))
        return;
    surroundings all;
    survey(&all, picture);
    line *lines = draw_take(scene->edge_count, sizeof *lines);
    for (size_t i = 0; i < scene->edge_count; i++)
        lines[i] = (line){i, draw_path_length(&all.paths[i])};
    qsort(lines, scene->edge_count, sizeof *lines, by_length);
    for (size_t i = 0; i < scene->edge_count; i++) {
        if (picture->label_sizes[lines[i].edge].x > 0)
            put_label(&all, lines[i].edge);
    }
    free(lines);
    release(&all);
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
