/* Names beside the dots of a large picture: which get one, and where.
 *
 * Greedy: in order of importance each tries sixteen places around its dot and
 * takes the one that crosses the fewest lines. A place that covers a name is
 * out; one that covers a dot is only for the very first. Graphviz's own
 * placement leaves names far from their dots, without a plate under them.
 * Cost: names x 16 x (nodes + edges). */
#include "draw/captions.h"

#include "draw/buffer.h"
#include "draw/markup.h"

#include <math.h>
#include <stdlib.h>

#define NAME_COLUMNS 20
#define NAME_LINES   3
#define ALL_NAMES    150 /* nodes up to which all names are tried hard */
#define MOST_NAMES   120
#define SPARE_COST   2.0    /* what a name beyond the budget may cost */
#define OVER_STRONG  30.0   /* what crossing a line that is set off costs */
#define FADED        0.4    /* of the ink that faded names keep */
#define FORCED_NAMES 3      /* these get a place even over a dot */
#define OVER_DOT     1000.0 /* what covering a dot costs, in crossed lines */
#define OVER_SPECK   4.0    /* and where dots are specks beside the names */
#define SPECK_SCALE  1.8    /* which is so from this scale of the text on */
#define MOST_LARGE   60     /* names in such a picture */
#define NAME_GROWTH  0.75   /* of the growth of other text */
#define OUT          1e12   /* what covering a name costs */
#define GAP          1.5    /* points between a dot and its name */

typedef struct candidate {
    double rank;
    size_t node;
} candidate;

/* Where everything is; all arrays in the order of the scene. */
typedef struct canvas {
    const draw_scene *scene;
    draw_point *centres;
    draw_rectangle *dots;
    draw_rectangle *names; /* placed so far */
    size_t name_count;
    double over_dot;
} canvas;

/* The directions in which a name may lie from its dot, best first: below,
 * above, right, left, the corners, then between. */
static const draw_point around[] = {
    {0,    -1  },
    {0,    1   },
    {1,    0   },
    {-1,   0   },
    {0.6,  -1  },
    {-0.6, -1  },
    {0.6,  1   },
    {-0.6, 1   },
    {1,    -0.6},
    {-1,   -0.6},
    {1,    0.6 },
    {-1,   0.6 },
    {0.3,  -1  },
    {-0.3, -1  },
    {0.3,  1   },
    {-0.3, 1   },
};

static int by_rank(const void *one, const void *other)
{
    const candidate *a = one;
    const candidate *b = other;
    if (a->rank != b->rank)
        return a->rank > b->rank ? -1 : 1;
    return a->node < b->node ? -1 : 1;
}

/* Everyone, the most important first; the emphasised before all others. */
static candidate *ranking(const draw_scene *scene)
{
    candidate *all = draw_take(scene->node_count, sizeof *all);
    for (size_t i = 0; i < scene->node_count; i++) {
        const draw_node *node = &scene->nodes[i];
        all[i] = (candidate){node->score, i};
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
                     const draw_scene *scene,
                     size_t index,
                     double scale)
{
    const draw_node *node = &scene->nodes[index];
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    const double growth = 1 + (scale - 1) * NAME_GROWTH;
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
              (9 + 4.5 * sqrt(node->score)) * growth,
              draw_colour_put(ink, colour), bold ? "<b>" : "");
    draw_label_put(html, draw_name_of(node), NAME_COLUMNS, NAME_LINES, "<br/>");
    draw_putf(html, "%s</font></td></tr></table>", bold ? "</b>" : "");
}

static double cost_of(const canvas *at,
                      const draw_rectangle *place,
                      size_t node)
{
    /* what fades never hides what is set off */
    const double over_strong =
        at->scene->nodes[node].faded ? OVER_DOT : OVER_STRONG;
    double cost = 0;
    for (size_t i = 0; i < at->name_count; i++) {
        if (draw_overlap(place, &at->names[i]))
            return OUT;
    }
    for (size_t i = 0; i < at->scene->node_count; i++) {
        if (i != node && draw_overlap(place, &at->dots[i]))
            cost += at->over_dot * (1 + 5 * at->scene->nodes[i].score);
    }
    for (size_t i = 0; i < at->scene->edge_count; i++) {
        const draw_edge *edge = &at->scene->edges[i];
        if (draw_crosses(place, at->centres[edge->source],
                         at->centres[edge->target]))
            cost += edge->emphasis ? over_strong : 1;
    }
    return cost;
}

/* The middle of a name of this size on the given side of a dot. */
static draw_point beside(const draw_rectangle *dot,
                         draw_point side,
                         draw_point size)
{
    const double reach_x = (dot->high.x - dot->low.x) / 2 + GAP + size.x / 2;
    const double reach_y = (dot->high.y - dot->low.y) / 2 + GAP + size.y / 2;
    return (draw_point){(dot->low.x + dot->high.x) / 2 + side.x * reach_x,
                        (dot->low.y + dot->high.y) / 2 + side.y * reach_y};
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

/* @return what the best place costs */
static double find_place(const canvas *at,
                         size_t node,
                         draw_point size,
                         draw_point *middle)
{
    double best = OUT;
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        const draw_point tried = beside(&at->dots[node], around[i], size);
        const draw_rectangle place = draw_around(tried, size);
        const double cost = cost_of(at, &place, node) + (double)i * 0.2;
        if (cost < best) {
            best = cost;
            *middle = tried;
        }
    }
    return best;
}

static void place_names(draw_picture *picture,
                        canvas *at,
                        const candidate *chosen,
                        char *const *labels,
                        const draw_point *sizes,
                        size_t count)
{
    const double scale = draw_picture_scale(picture);
    at->over_dot = scale < SPECK_SCALE ? OVER_DOT : OVER_SPECK;
    for (size_t i = 0; i < count; i++) {
        const size_t node = chosen[i].node;
        const bool forced =
            i < FORCED_NAMES || picture->scene->nodes[node].emphasis;
        draw_point middle = {0};
        const double cost = find_place(at, node, sizes[i], &middle);
        const double most =
            i < budget(picture->scene, scale) ? OVER_DOT : SPARE_COST;
        if (cost >= OUT || (cost >= most && !forced))
            continue;
        at->names[at->name_count++] = draw_around(middle, sizes[i]);
        picture->named++;
        put_name(picture, node, labels[i], middle, sizes[i]);
    }
}

static void canvas_init(canvas *at, const draw_picture *picture)
{
    const size_t count = picture->scene->node_count;
    at->scene = picture->scene;
    at->centres = draw_take(count, sizeof *at->centres);
    at->dots = draw_take(count, sizeof *at->dots);
    at->names = draw_take(count, sizeof *at->names);
    for (size_t i = 0; i < count; i++) {
        at->centres[i] = draw_node_centre(picture->nodes[i]);
        at->dots[i] = draw_node_box(picture->nodes[i]);
    }
}

static void canvas_release(canvas *at)
{
    free(at->centres);
    free(at->dots);
    free(at->names);
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
    canvas whole = {0};
    for (size_t i = 0; i < count; i++) {
        draw_buffer html = {0};
        name_put(&html, scene, chosen[i].node, scale);
        labels[i] = html.bytes;
    }
    const draw_status st =
        draw_measure(picture->graphviz, labels, count, sizes, problem);
    if (st == DRAW_OK) {
        canvas_init(&whole, picture);
        place_names(picture, &whole, chosen, labels, sizes, count);
        canvas_release(&whole);
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
        name_put(&html, picture->scene, chosen[i].node, scale);
        draw_set_html(picture->nodes[chosen[i].node], "xlabel",
                      draw_text(&html));
    }
    draw_buffer_free(&html);
    free(chosen);
}
