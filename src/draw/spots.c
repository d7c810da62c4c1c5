/* Where a label can lie so that it says something of its own line alone.
 *
 * A reader takes a label to belong to the line that is nearest to its middle,
 * or that runs through it. Spots where that is another line, and those over a
 * card, a heading or another label, are not to be had at any price; among the
 * rest the cheapest serves. */
#include "draw/spots.h"

#include <math.h>
#include <stdlib.h>

/* Points. */
#define PLATE_ROOM   2.0
#define HEADING_STEP 6.0

/* How much farther than its own line others are from a label's middle: in
 * points, and times for those on the other side of a label beside its line. */
#define LEAST_LEAD  4.0
#define LEAST_RATIO 2.0

/* The part of a label's width, in its middle, that other lines keep out of. */
#define CORE 0.6

/* What the rest costs. */
#define OVER_FADED  8.0
#define OVER_BORDER 6.0
#define OVER_LINE   20.0
#define OFF_LINE    30.0
#define OFF_MIDDLE  12.0

/* Spots along a line: from a share of its length to the same before its end. */
#define FIRST_SHARE 0.12
#define SHARE_STEPS 26

static bool is_on_path(const draw_rectangle *place, const draw_path *path)
{
    for (size_t i = 0; i + 1 < path->count; i++) {
        if (draw_crosses(place, path->points[i], path->points[i + 1]))
            return true;
    }
    return false;
}

static bool passes(const draw_spots *all,
                   const draw_rectangle *place,
                   size_t edge)
{
    return draw_overlap(place, &all->spans[edge]) &&
           is_on_path(place, &all->paths[edge]);
}

/* Of all lines, those that fade included. */
static size_t lines_over(const draw_spots *all, const draw_rectangle *place)
{
    size_t over = 0;
    for (size_t i = 0; i < all->picture->scene->edge_count; i++)
        over += passes(all, place, i);
    return over;
}

/* The heading, moved along the top of its box to where the fewest lines run
 * through it; no further to the right than that takes. */
static draw_rectangle clear_heading(const draw_spots *all,
                                    const draw_rectangle *box,
                                    draw_rectangle heading)
{
    draw_rectangle best = heading;
    size_t fewest = lines_over(all, &heading);
    while (fewest > 0 && heading.high.x + HEADING_STEP < box->high.x) {
        heading.low.x += HEADING_STEP;
        heading.high.x += HEADING_STEP;
        const size_t over = lines_over(all, &heading);
        if (over < fewest) {
            fewest = over;
            best = heading;
        }
    }
    return best;
}

static void add_box(draw_spots *all, Agraph_t *cluster)
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

/* A little wider than the path, because two rectangles of which one has no
 * height do not overlap. */
static draw_rectangle span_of(const draw_path *path)
{
    draw_rectangle span = {
        {INFINITY,  INFINITY },
        {-INFINITY, -INFINITY}
    };
    for (size_t i = 0; i < path->count; i++) {
        span.low.x = fmin(span.low.x, path->points[i].x - 1);
        span.low.y = fmin(span.low.y, path->points[i].y - 1);
        span.high.x = fmax(span.high.x, path->points[i].x + 1);
        span.high.y = fmax(span.high.y, path->points[i].y + 1);
    }
    return span;
}

static void add_boxes(draw_spots *all)
{
    const draw_picture *picture = all->picture;
    const draw_scene *scene = picture->scene;
    for (size_t i = 0; i < scene->cluster_count && picture->plan.clusters;
         i++) {
        draw_cluster_name name;
        if (draw_is_boxed(&scene->clusters[i])) {
            add_box(all, draw_subgraph_get(picture->graph,
                                           draw_cluster_name_put(name, i)));
        }
    }
}

void draw_spots_init(draw_spots *spots, const draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    *spots = (draw_spots){.picture = picture};
    spots->paths = draw_take(scene->edge_count, sizeof *spots->paths);
    spots->spans = draw_take(scene->edge_count, sizeof *spots->spans);
    spots->nodes = draw_take(scene->node_count, sizeof *spots->nodes);
    spots->boxes = draw_take(scene->cluster_count, sizeof *spots->boxes);
    spots->headings = draw_take(scene->cluster_count, sizeof *spots->headings);
    spots->labels = draw_take(scene->edge_count, sizeof *spots->labels);
    for (size_t i = 0; i < scene->edge_count; i++) {
        spots->paths[i] = draw_edge_path(picture->edges[i]);
        spots->spans[i] = span_of(&spots->paths[i]);
    }
    for (size_t i = 0; i < scene->node_count; i++)
        spots->nodes[i] = draw_node_box(picture->nodes[i]);
    add_boxes(spots);
}

void draw_spots_free(draw_spots *spots)
{
    for (size_t i = 0; i < spots->picture->scene->edge_count; i++)
        free(spots->paths[i].points);
    free(spots->paths);
    free(spots->spans);
    free(spots->nodes);
    free(spots->boxes);
    free(spots->headings);
    free(spots->labels);
}

void draw_spot_take(draw_spots *spots, const draw_rectangle *place)
{
    spots->labels[spots->label_count++] = *place;
}

static bool meets_any(const draw_rectangle *place,
                      const draw_rectangle *others,
                      size_t count)
{
    bool meets = false;
    for (size_t i = 0; i < count && !meets; i++)
        meets = draw_overlap(place, &others[i]);
    return meets;
}

/* A label may cover what fades, unless it fades itself. */
static bool covers_node(const draw_spots *all,
                        const draw_rectangle *place,
                        bool faded)
{
    const draw_scene *scene = all->picture->scene;
    bool covers = false;
    for (size_t i = 0; i < scene->node_count && !covers; i++) {
        covers = (faded || !scene->nodes[i].faded) &&
                 draw_overlap(place, &all->nodes[i]);
    }
    return covers;
}

/* Labels have the colours of lines that are set off or fade, so only those of
 * lines that stand out as much can be taken for each other's. */
static int prominence(const draw_edge *edge)
{
    return edge->emphasis ? 2 : !edge->faded;
}

/* A place for the label of a line. */
typedef struct spot {
    draw_point middle;
    draw_point foot; /* where its own line is nearest */
    draw_rectangle place;
    bool beside;
} spot;

/* Its own line is nearer, and shields it from what lies behind. */
static bool is_nearer(const spot *at, draw_point other)
{
    const double own = draw_distance(at->middle, at->foot);
    const double shielded =
        (other.x - at->middle.x) * (at->foot.x - at->middle.x) +
        (other.y - at->middle.y) * (at->foot.y - at->middle.y);
    const double least =
        at->beside && shielded <= 0 ? own * LEAST_RATIO : own + LEAST_LEAD;
    return draw_distance(at->middle, other) > least;
}

static bool is_loop(const draw_edge *edge)
{
    return edge->source == edge->target;
}

/* Whether two lines are loops at one node, of which one runs around the other.
 */
static bool are_nested(const draw_edge *one, const draw_edge *other)
{
    return is_loop(one) && is_loop(other) && one->source == other->source;
}

/* From the corners of a path, which in a loop stand close. */
static double path_gap(const draw_path *path, const draw_rectangle *place)
{
    double least = INFINITY;
    for (size_t i = 0; i < path->count; i++) {
        const draw_rectangle corner = {path->points[i], path->points[i]};
        least = fmin(least, draw_gap(place, &corner));
    }
    return least;
}

/* Between two loops a label hangs on the one that it all but touches: measured
 * from its middle, as elsewhere, the outer one had to be far away. */
static bool hangs_on(const draw_spots *all,
                     const spot *at,
                     size_t edge,
                     size_t other)
{
    return path_gap(&all->paths[other], &at->place) >=
           path_gap(&all->paths[edge], &at->place) + LEAST_LEAD;
}

/* Whether a line leaves it clear that the label there is that of `edge`. */
static bool leaves_clear(const draw_spots *all,
                         const spot *at,
                         size_t edge,
                         size_t other)
{
    const draw_edge *edges = all->picture->scene->edges;
    if (are_nested(&edges[edge], &edges[other])) {
        return !passes(all, &at->place, other) &&
               hangs_on(all, at, edge, other);
    }
    const double inset = (at->place.high.x - at->place.low.x) * (1 - CORE) / 2;
    draw_rectangle core = at->place;
    core.low.x += inset;
    core.high.x -= inset;
    return !passes(all, at->beside ? &at->place : &core, other) &&
           is_nearer(at, draw_path_nearest(&all->paths[other], at->middle));
}

static bool is_its_own(const draw_spots *all, const spot *at, size_t edge)
{
    const draw_scene *scene = all->picture->scene;
    const int rank = prominence(&scene->edges[edge]);
    bool clear = true;
    for (size_t i = 0; i < scene->edge_count && clear; i++) {
        clear = i == edge || prominence(&scene->edges[i]) < rank ||
                leaves_clear(all, at, edge, i);
    }
    return clear;
}

/* A loop is so short that a label on it would be all that is left of it. */
static bool hides_loop(const draw_spots *all, const spot *at, size_t edge)
{
    const draw_rectangle label =
        draw_around(at->middle, all->picture->label_sizes[edge]);
    return is_loop(&all->picture->scene->edges[edge]) &&
           passes(all, &label, edge);
}

static bool is_free(const draw_spots *all, const spot *at, size_t edge)
{
    const draw_rectangle *place = &at->place;
    return !hides_loop(all, at, edge) &&
           !covers_node(all, place, all->picture->scene->edges[edge].faded) &&
           !meets_any(place, all->labels, all->label_count) &&
           !meets_any(place, all->headings, all->box_count) &&
           is_its_own(all, at, edge);
}

static double cost_of(const draw_spots *all, const spot *at, size_t edge)
{
    const draw_scene *scene = all->picture->scene;
    const draw_rectangle *place = &at->place;
    double cost = at->beside ? OFF_LINE : 0;
    for (size_t i = 0; i < scene->edge_count; i++) {
        if (i != edge && !scene->edges[i].faded)
            cost += passes(all, place, i) ? OVER_LINE : 0;
    }
    for (size_t i = 0; i < scene->node_count; i++)
        cost += draw_overlap(place, &all->nodes[i]) ? OVER_FADED : 0;
    for (size_t i = 0; i < all->box_count; i++) {
        if (draw_overlap(place, &all->boxes[i]) &&
            !draw_is_inside(place, &all->boxes[i]))
            cost += OVER_BORDER;
    }
    return cost;
}

/* The middle of a label that lies on the line (0) or beside it (-1, 1). */
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

static spot spot_at(const draw_path *path,
                    draw_point size,
                    double share,
                    int side)
{
    draw_point along;
    spot at = {.beside = side != 0};
    at.middle = draw_path_at(path, share, &along);
    at.middle = aside(at.middle, along, size, side);
    at.foot = draw_path_nearest(path, at.middle);
    at.place = draw_around(at.middle, size);
    return at;
}

/* Where a loop is farthest from its node, on the far side of it: there a label
 * hides nothing, and nothing of the loop is nearer to another line. */
static spot spot_beyond(const draw_spots *all, size_t edge, draw_point size)
{
    const draw_path *path = &all->paths[edge];
    const draw_rectangle *box =
        &all->nodes[all->picture->scene->edges[edge].source];
    const draw_point centre = {(box->low.x + box->high.x) / 2,
                               (box->low.y + box->high.y) / 2};
    spot at = {.foot = centre, .beside = true};
    for (size_t i = 0; i < path->count; i++) {
        if (draw_distance(centre, path->points[i]) >
            draw_distance(centre, at.foot))
            at.foot = path->points[i];
    }
    const draw_point way = {at.foot.x - centre.x, at.foot.y - centre.y};
    at.middle = at.foot;
    if (fabs(way.x) >= fabs(way.y))
        at.middle.x += copysign(size.x / 2, way.x);
    else
        at.middle.y += copysign(size.y / 2, way.y);
    at.place = draw_around(at.middle, size);
    return at;
}

/* The best of the spots that were looked at. */
typedef struct choice {
    draw_point middle;
    double cost;
    size_t count;
} choice;

static void look_at(choice *best,
                    const draw_spots *all,
                    const spot *at,
                    size_t edge,
                    double share)
{
    if (!is_free(all, at, edge))
        return;
    const double cost = cost_of(all, at, edge) + OFF_MIDDLE * fabs(share - 0.5);
    best->count++;
    if (cost < best->cost) {
        best->cost = cost;
        best->middle = at->middle;
    }
}

size_t draw_spot_find(const draw_spots *spots, size_t edge, draw_point *middle)
{
    draw_point size = spots->picture->label_sizes[edge];
    choice best = {.cost = INFINITY};
    size.x += 2 * PLATE_ROOM;
    size.y += 2 * PLATE_ROOM;
    if (is_loop(&spots->picture->scene->edges[edge])) {
        const spot at = spot_beyond(spots, edge, size);
        look_at(&best, spots, &at, edge, 0.5);
    }
    for (int i = 0; i < 3 * (SHARE_STEPS + 1); i++) {
        const double share =
            FIRST_SHARE + (1 - 2 * FIRST_SHARE) * (i / 3) / SHARE_STEPS;
        const spot at = spot_at(&spots->paths[edge], size, share, i % 3 - 1);
        look_at(&best, spots, &at, edge, share);
    }
    if (best.count > 0)
        *middle = best.middle;
    return best.count;
}
