/* Where the name of a dot finds room.
 *
 * Beside its dot it has sixteen places and takes the one that crosses the
 * fewest lines. A place that covers a name, touches a dot or is hardly further
 * from another dot than from its own is out: the name would be anyone's. What
 * finds none is put apart, at the end of a short line, as near as it can be. */
#include "draw/rooms.h"

#include <math.h>
#include <stdlib.h>

/* Points, which grow with the names. */
#define CLEAR       9.0 /* that a name is nearer to its own dot than to others */
#define APART       4.0  /* between a name with a leader and any dot */
#define STEP        10.0 /* between the rings on which places apart lie */
#define RINGS       15   /* the most important names may go as far as these */
#define USUAL_RINGS 6    /* and all as far as these */
#define SPOTS       24   /* on each of them */
#define MARGIN      1.0 /* between two names, a leader and the dot of another */

#define GAP 1.5 /* points between a dot and its name */

/* What covering things costs, in crossed lines. */
#define OUT         1e12   /* a name, or a leader */
#define OVER_DOT    1000.0 /* a dot; also what is too near to one */
#define OVER_STRONG 30.0   /* a line that is set off */
#define SPARE_COST  2.0    /* what a name that is a bonus may cost */
#define UNDER_DOT   60.0   /* a leader that runs under one */
#define LARGE       0.5    /* score from which leaders may do so */
#define MOST_UNDER  130.0  /* what that may cost the largest: two dots */
#define FAR_COST    2.5    /* a ring further out */

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

/* A name that is looking for room. */
typedef struct guest {
    size_t node;
    draw_point size;
    bool must; /* be told */
} guest;

/* The labels that lines have. */
static void survey_labels(draw_canvas *canvas, const draw_picture *picture)
{
    for (size_t i = 0; i < picture->scene->edge_count; i++) {
        draw_point middle;
        if (picture->label_sizes[i].x > 0 &&
            draw_point_read(draw_get(picture->edges[i], "lp"), &middle)) {
            canvas->texts[canvas->text_count++] =
                draw_around(middle, picture->label_sizes[i]);
        }
    }
}

void draw_canvas_init(draw_canvas *canvas, const draw_picture *picture)
{
    const size_t nodes = picture->scene->node_count;
    const size_t edges = picture->scene->edge_count;
    *canvas = (draw_canvas){.scene = picture->scene,
                            .growth = draw_picture_growth(picture)};
    canvas->centres = draw_take(nodes, sizeof *canvas->centres);
    canvas->dots = draw_take(nodes, sizeof *canvas->dots);
    canvas->texts = draw_take(nodes + edges, sizeof *canvas->texts);
    canvas->leaders = draw_take(nodes, sizeof *canvas->leaders);
    canvas->near_dots = draw_take(nodes, sizeof *canvas->near_dots);
    canvas->near_lines = draw_take(edges, sizeof *canvas->near_lines);
    for (size_t i = 0; i < nodes; i++) {
        canvas->centres[i] = draw_node_centre(picture->nodes[i]);
        canvas->dots[i] = draw_node_box(picture->nodes[i]);
    }
    survey_labels(canvas, picture);
}

void draw_canvas_free(draw_canvas *canvas)
{
    free(canvas->centres);
    free(canvas->dots);
    free(canvas->texts);
    free(canvas->leaders);
    free(canvas->near_dots);
    free(canvas->near_lines);
    *canvas = (draw_canvas){0};
}

static draw_rectangle grown(draw_rectangle box, double by)
{
    return (draw_rectangle){
        {box.low.x - by,  box.low.y - by },
        {box.high.x + by, box.high.y + by}
    };
}

static bool is_line_over(const draw_canvas *at,
                         const draw_rectangle *place,
                         size_t edge)
{
    const draw_edge *line = &at->scene->edges[edge];
    return draw_crosses(place, at->centres[line->source],
                        at->centres[line->target]);
}

/* What any place that is tried could cover. */
static void look_around(draw_canvas *at, const guest *name)
{
    const double reach = (RINGS * STEP + APART) * at->growth;
    draw_rectangle all = grown(at->dots[name->node], reach);
    all.low.x -= name->size.x;
    all.low.y -= name->size.y;
    all.high.x += name->size.x;
    all.high.y += name->size.y;
    at->near_dot_count = 0;
    at->near_line_count = 0;
    for (size_t i = 0; i < at->scene->node_count; i++) {
        if (i != name->node && draw_overlap(&all, &at->dots[i]))
            at->near_dots[at->near_dot_count++] = i;
    }
    for (size_t i = 0; i < at->scene->edge_count; i++) {
        if (is_line_over(at, &all, i))
            at->near_lines[at->near_line_count++] = i;
    }
}

static bool is_taken(const draw_canvas *at, const draw_rectangle *place)
{
    const draw_rectangle apart = grown(*place, MARGIN * at->growth);
    for (size_t i = 0; i < at->text_count; i++) {
        if (draw_overlap(&apart, &at->texts[i]))
            return true;
    }
    for (size_t i = 0; i < at->leader_count; i++) {
        if (draw_crosses(place, at->leaders[i].low, at->leaders[i].high))
            return true;
    }
    return false;
}

/* What it costs that dots are covered, or nearer than `clear`. */
static double cost_of_dots(const draw_canvas *at,
                           const draw_rectangle *place,
                           double clear)
{
    double cost = 0;
    for (size_t i = 0; i < at->near_dot_count; i++) {
        const size_t dot = at->near_dots[i];
        if (draw_gap(place, &at->dots[dot]) >= clear)
            continue;
        const bool covered = draw_overlap(place, &at->dots[dot]);
        const double score = at->scene->nodes[dot].score;
        cost += OVER_DOT * (covered ? 2 + 5 * score : 1);
    }
    return cost;
}

static double cost_of_lines(const draw_canvas *at,
                            const draw_rectangle *place,
                            const guest *name)
{
    /* what fades never hides what is set off */
    const double over_strong =
        at->scene->nodes[name->node].faded ? OVER_DOT : OVER_STRONG;
    double cost = 0;
    for (size_t i = 0; i < at->near_line_count; i++) {
        const size_t edge = at->near_lines[i];
        if (is_line_over(at, place, edge))
            cost += at->scene->edges[edge].emphasis ? over_strong : 1;
    }
    return cost;
}

/* The middle of a name at this distance on the given side of its dot. */
static draw_point beside(const draw_rectangle *dot,
                         draw_point side,
                         draw_point size,
                         double gap)
{
    const double reach_x = (dot->high.x - dot->low.x) / 2 + gap + size.x / 2;
    const double reach_y = (dot->high.y - dot->low.y) / 2 + gap + size.y / 2;
    return (draw_point){(dot->low.x + dot->high.x) / 2 + side.x * reach_x,
                        (dot->low.y + dot->high.y) / 2 + side.y * reach_y};
}

/* @return what the best place beside the dot costs */
static double find_beside(const draw_canvas *at,
                          const guest *name,
                          draw_room *room)
{
    const draw_rectangle *dot = &at->dots[name->node];
    double best = OUT;
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        const draw_point middle = beside(dot, around[i], name->size, GAP);
        const draw_rectangle place = draw_around(middle, name->size);
        if (is_taken(at, &place))
            continue;
        const double clear = draw_gap(&place, dot) + CLEAR * at->growth;
        const double cost = (double)i * 0.2 + cost_of_dots(at, &place, clear) +
                            cost_of_lines(at, &place, name);
        if (cost < best) {
            best = cost;
            *room = (draw_room){.middle = middle};
        }
    }
    return best;
}

/* The side that is the share k / SPOTS of the way around, from below. */
static draw_point spot(int k)
{
    const double angle = 8 * atan(1) * k / SPOTS;
    const draw_point side = {sin(angle), -cos(angle)};
    const double most = fmax(fabs(side.x), fabs(side.y));
    return (draw_point){side.x / most, side.y / most};
}

/* The point of a rectangle that is nearest to another. */
static draw_point nearest(const draw_rectangle *place, draw_point to)
{
    return (draw_point){fmin(fmax(to.x, place->low.x), place->high.x),
                        fmin(fmax(to.y, place->low.y), place->high.y)};
}

static bool do_meet(const draw_rectangle *one, const draw_rectangle *other)
{
    const draw_point a = {one->high.x - one->low.x, one->high.y - one->low.y};
    const draw_point b = {other->high.x - other->low.x,
                          other->high.y - other->low.y};
    const draw_point c = {other->low.x - one->low.x, other->low.y - one->low.y};
    const double slope = a.x * b.y - a.y * b.x;
    if (slope == 0)
        return false;
    const double s = (c.x * b.y - c.y * b.x) / slope;
    const double t = (c.x * a.y - c.y * a.x) / slope;
    return s >= 0 && s <= 1 && t >= 0 && t <= 1;
}

/* What a leader costs: it runs over no name and no other leader, and under a
 * dot only where the name must be told. */
static double cost_of_leader(const draw_canvas *at,
                             const draw_rectangle *leader,
                             const guest *name)
{
    const bool is_large =
        name->must || at->scene->nodes[name->node].score >= LARGE;
    double cost = 0;
    for (size_t i = 0; i < at->text_count; i++) {
        if (draw_crosses(&at->texts[i], leader->low, leader->high))
            return OUT;
    }
    for (size_t i = 0; i < at->leader_count; i++) {
        if (do_meet(leader, &at->leaders[i]))
            return OUT;
    }
    for (size_t i = 0; i < at->near_dot_count; i++) {
        const draw_rectangle dot =
            grown(at->dots[at->near_dots[i]], MARGIN * at->growth);
        if (draw_crosses(&dot, leader->low, leader->high))
            cost += UNDER_DOT;
    }
    return cost < (is_large ? MOST_UNDER : UNDER_DOT) ? cost : OUT;
}

/* @return what a name at this place apart costs */
static double cost_apart(const draw_canvas *at,
                         const guest *name,
                         draw_room *room)
{
    const draw_rectangle place = draw_around(room->middle, name->size);
    const draw_point centre = at->centres[name->node];
    room->foot = nearest(&place, centre);
    const draw_rectangle leader = {room->foot, centre};
    if (is_taken(at, &place) ||
        cost_of_dots(at, &place, APART * at->growth) > 0)
        return OUT;
    const double cost = cost_of_leader(at, &leader, name);
    return cost < OUT ? cost + cost_of_lines(at, &place, name) : OUT;
}

/* @return what the best place at the end of a leader costs */
static double find_apart(const draw_canvas *at,
                         const guest *name,
                         draw_room *room)
{
    const double score = at->scene->nodes[name->node].score;
    const int rings = USUAL_RINGS + (int)((RINGS - USUAL_RINGS) * sqrt(score));
    double best = OUT;
    for (int ring = 1; ring <= rings && ring * FAR_COST < best; ring++) {
        for (int k = 0; k < SPOTS; k++) {
            draw_room tried = {.apart = true};
            tried.middle = beside(&at->dots[name->node], spot(k), name->size,
                                  ring * STEP * at->growth);
            const double cost = cost_apart(at, name, &tried) + ring * FAR_COST;
            if (cost < best) {
                best = cost;
                *room = tried;
            }
        }
    }
    return best;
}

bool draw_room_find(draw_canvas *canvas,
                    size_t node,
                    draw_point size,
                    draw_effort effort,
                    draw_room *room)
{
    const guest name = {node, size, effort == DRAW_EFFORT_FORCED};
    look_around(canvas, &name);
    const double cost = find_beside(canvas, &name, room);
    if (effort == DRAW_EFFORT_SPARE)
        return cost < SPARE_COST;
    if (cost < OVER_DOT)
        return true;
    draw_room apart;
    if (find_apart(canvas, &name, &apart) < OUT) {
        *room = apart;
        return true;
    }
    return effort == DRAW_EFFORT_FORCED && cost < OUT;
}

void draw_room_take(draw_canvas *canvas,
                    size_t node,
                    draw_point size,
                    const draw_room *room)
{
    canvas->texts[canvas->text_count++] = draw_around(room->middle, size);
    if (room->apart) {
        canvas->leaders[canvas->leader_count++] =
            (draw_rectangle){room->foot, canvas->centres[node]};
    }
}
