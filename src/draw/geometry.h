#ifndef KITH_DRAW_GEOMETRY_H
#define KITH_DRAW_GEOMETRY_H

#include <stdbool.h>
#include <stddef.h>

/** A point, or a size, in points; y upwards. */
typedef struct draw_point {
    double x;
    double y;
} draw_point;

typedef struct draw_rectangle {
    draw_point low;
    draw_point high;
} draw_rectangle;

/** Corners of a line that may be bent. */
typedef struct draw_path {
    draw_point *points;
    size_t count;
} draw_path;

/** The rectangle of this size around a point. */
draw_rectangle draw_around(draw_point centre, draw_point size);

/** Do the insides meet? */
bool draw_overlap(const draw_rectangle *one, const draw_rectangle *other);

/** Distance between two rectangles, in points; 0 where they meet. */
double draw_gap(const draw_rectangle *one, const draw_rectangle *other);

/** Is the whole of `inner` inside `outer`? */
bool draw_is_inside(const draw_rectangle *inner, const draw_rectangle *outer);

/** Does the straight line go through the rectangle? */
bool draw_crosses(const draw_rectangle *rectangle,
                  draw_point from,
                  draw_point to);

/** Length along a path. */
double draw_path_length(const draw_path *path);

/** The point at this share, 0 to 1, of a path's length.
 *
 *  @param[out] along the direction there, of length 1
 */
draw_point draw_path_at(const draw_path *path, double share, draw_point *along);

/** The point of a path that is nearest to another; far away if the path has no
 *  points. */
draw_point draw_path_nearest(const draw_path *path, draw_point to);

/** Distance between two points. */
double draw_distance(draw_point one, draw_point other);

/** Read "x,y" as Graphviz writes it; false, and nothing read, if it is not
 *  that. */
bool draw_point_read(const char *text, draw_point *point);

#endif /* KITH_DRAW_GEOMETRY_H */
