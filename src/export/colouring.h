#ifndef KITH_EXPORT_COLOURING_H
#define KITH_EXPORT_COLOURING_H

#include <kith/export.h>

/** A row of the legend that says what a colour means. */
typedef struct kith_colour_row {
    kith_id leader;  /**< of a group; KITH_NONE: all the small ones */
    size_t members;  /**< entities */
    unsigned colour; /**< row of kith-draw's palette */
    double value;    /**< on a scale: of the measure */
    double level;    /**< on a scale: 0 to 1 */
} kith_colour_row;

#define KITH_MOST_COLOURS 8

/** What the colours of a diagram mean where they do not tell types. */
typedef struct kith_colouring {
    kith_colour_row rows[KITH_MOST_COLOURS];
    size_t count;    /**< 0 = types */
    kith_id *row_of; /**< by group; NULL unless it is groups */
    double least;    /**< of the measure */
    double most;
} kith_colouring;

/** Find out what the options ask for. The largest groups have colours of their
 *  own: seven, or four where there are only greys. `out` starts as {0} and is
 *  released with kith_colouring_free().
 *
 *  @param degree  relations of each entity
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status
kith_colouring_make(kith_colouring *out,
                    const kith_graph *graph,
                    const kith_scene_options *options,
                    const uint32_t *degree,
                    kith_error *err);

void kith_colouring_free(kith_colouring *colouring);

/** Where a value lies on the scale, 0 to 1; NaN for what is not a number.
 *
 *  The root of its share between least and most: most measures have few large
 *  values, and the many small ones are to differ, too. */
double kith_colouring_level(const kith_colouring *colouring, double value);

#endif /* KITH_EXPORT_COLOURING_H */
