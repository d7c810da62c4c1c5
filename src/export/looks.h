#ifndef KITH_EXPORT_LOOKS_H
#define KITH_EXPORT_LOOKS_H

/** How entities look where a format has room for it: a colour by type, a size
 *  by the first measure that was computed, a place by the layout. */

#include "export/style.h"

typedef struct kith_looks {
    const double *score; /**< what sizes go by, or NULL */
    double least;
    double most;
    const double *x; /**< or NULL, as is y */
    const double *y;
} kith_looks;

typedef struct kith_colour {
    unsigned red;
    unsigned green;
    unsigned blue;
} kith_colour;

/** The looks of a graph; all is borrowed from the options. */
kith_looks kith_looks_of(const kith_graph *graph,
                         const kith_export_options *options);

/** The vocabulary's colour of the entity's type; false if it has none. */
bool kith_looks_colour(const kith_styles *styles,
                       const kith_graph *graph,
                       kith_id e,
                       kith_colour *out);

/** The colour as "#RRGGBB", or NULL. */
const char *kith_looks_colour_text(const kith_styles *styles,
                                   const kith_graph *graph,
                                   kith_id e);

/** The diameter, 10 for the least score, or none at all, to 40 for the most. */
double kith_looks_size(const kith_looks *looks, kith_id e);

/** The place in pixels, downwards; false without a layout. */
bool kith_looks_place(const kith_looks *looks, kith_id e, double place[2]);

#endif /* KITH_EXPORT_LOOKS_H */
