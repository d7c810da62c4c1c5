/* Points, rectangles and paths: what placing text needs. */
#include "draw/geometry.h"

#include <math.h>
#include <stdlib.h>

draw_rectangle draw_around(draw_point centre, draw_point size)
{
    return (draw_rectangle){
        {centre.x - size.x / 2, centre.y - size.y / 2},
        {centre.x + size.x / 2, centre.y + size.y / 2}
    };
}

bool draw_overlap(const draw_rectangle *one, const draw_rectangle *other)
{
    return one->low.x < other->high.x && other->low.x < one->high.x &&
           one->low.y < other->high.y && other->low.y < one->high.y;
}

double draw_gap(const draw_rectangle *one, const draw_rectangle *other)
{
    const double x =
        fmax(one->low.x - other->high.x, other->low.x - one->high.x);
    const double y =
        fmax(one->low.y - other->high.y, other->low.y - one->high.y);
    return hypot(fmax(x, 0), fmax(y, 0));
}

bool draw_is_inside(const draw_rectangle *inner, const draw_rectangle *outer)
{
    return inner->low.x >= outer->low.x && inner->high.x <= outer->high.x &&
           inner->low.y >= outer->low.y && inner->high.y <= outer->high.y;
}

/* Keep of an interval of t what makes start + t * step lie between low and
 * high (Liang and Barsky, 1984). */
static bool clip(double start,
                 double step,
                 double low,
                 double high,
                 double interval[2])
{
    if (step == 0)
        return start > low && start < high;
    const double one = (low - start) / step;
    const double other = (high - start) / step;
    interval[0] = fmax(interval[0], fmin(one, other));
    interval[1] = fmin(interval[1], fmax(one, other));
    return interval[0] < interval[1];
}

bool draw_crosses(const draw_rectangle *rectangle,
                  draw_point from,
                  draw_point to)
{
    double interval[2] = {0, 1};
    return clip(from.x, to.x - from.x, rectangle->low.x, rectangle->high.x,
                interval) &&
           clip(from.y, to.y - from.y, rectangle->low.y, rectangle->high.y,
                interval);
}

static double step_length(const draw_path *path, size_t i)
{
    return hypot(path->points[i + 1].x - path->points[i].x,
                 path->points[i + 1].y - path->points[i].y);
}

double draw_path_length(const draw_path *path)
{
    double length = 0;
    for (size_t i = 0; i + 1 < path->count; i++)
        length += step_length(path, i);
    return length;
}

draw_point draw_path_at(const draw_path *path, double share, draw_point *along)
{
    double left = draw_path_length(path) * share;
    *along = (draw_point){1, 0};
    for (size_t i = 0; i + 1 < path->count; i++) {
        const double length = step_length(path, i);
        const draw_point from = path->points[i];
        const draw_point to = path->points[i + 1];
        if (length > 0) {
            along->x = (to.x - from.x) / length;
            along->y = (to.y - from.y) / length;
        }
        if (left <= length) {
            return (draw_point){from.x + along->x * left,
                                from.y + along->y * left};
        }
        left -= length;
    }
    return path->count ? path->points[path->count - 1] : (draw_point){0};
}

double draw_distance(draw_point one, draw_point other)
{
    return hypot(other.x - one.x, other.y - one.y);
}

static draw_point nearest_of_step(draw_point to,
                                  draw_point low,
                                  draw_point high)
{
    const draw_point step = {high.x - low.x, high.y - low.y};
    const double square = step.x * step.x + step.y * step.y;
    double share = 0;
    if (square > 0)
        share = ((to.x - low.x) * step.x + (to.y - low.y) * step.y) / square;
    share = fmin(fmax(share, 0), 1);
    return (draw_point){low.x + share * step.x, low.y + share * step.y};
}

draw_point draw_path_nearest(const draw_path *path, draw_point to)
{
    draw_point nearest = {INFINITY, INFINITY};
    for (size_t i = 0; i + 1 < path->count; i++) {
        const draw_point point =
            nearest_of_step(to, path->points[i], path->points[i + 1]);
        if (draw_distance(to, point) < draw_distance(to, nearest))
            nearest = point;
    }
    return nearest;
}

bool draw_point_read(const char *text, draw_point *point)
{
    char *comma = NULL;
    char *end = NULL;
    const double x = strtod(text, &comma);
    if (comma == text || *comma != ',')
        return false;
    const double y = strtod(comma + 1, &end);
    if (end == comma + 1)
        return false;
    *point = (draw_point){x, y};
    return true;
}
