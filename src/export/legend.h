#ifndef KITH_EXPORT_LEGEND_H
#define KITH_EXPORT_LEGEND_H

#include "export/style.h"

/** A type of entity in a diagram. */
typedef struct kith_legend_row {
    kith_id type;
    size_t count;      /**< entities whose main type it is */
    unsigned colour;   /**< row of kith-draw's palette, 0 to 7 */
    const char *shape; /**< as kith-draw calls it */
} kith_legend_row;

/** The types that the entities of a graph have, the most frequent first, then
 *  by name. */
typedef struct kith_legend {
    kith_legend_row *rows;
    size_t count;
    size_t *row_of; /**< by type */
} kith_legend;

/** Fill a legend, which starts as {0} and is released with
 *  kith_legend_free().
 *
 *  A type's palette row is the one named after it or the nearest of its
 *  parents; other types get those that are used least, in order. Types of one
 *  row differ in shape, unless the vocabulary says which they have.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_legend_make(kith_legend *legend,
                                            const kith_graph *graph,
                                            const kith_styles *styles,
                                            kith_error *err);

void kith_legend_free(kith_legend *legend);

/** The shape itself if it is not in a set, else the next that is not; it is in
 *  the set then. A shape that kith-draw's palette lacks, and any when the set
 * is full, is given back as it is or as another has it.
 *
 *  @param used the set: bit i is the shape of row i of the palette
 */
const char *kith_shape_take(const char *shape, unsigned *used);

#endif /* KITH_EXPORT_LEGEND_H */
