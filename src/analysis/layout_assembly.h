#ifndef KITH_ANALYSIS_LAYOUT_ASSEMBLY_H
#define KITH_ANALYSIS_LAYOUT_ASSEMBLY_H

#include "analysis/sketch.h"

/** A part of a graph that is drawn on its own. */
typedef struct kith_layout_part {
    kith_id component;
    const kith_id *members; /**< point i of the sketch is members[i] */
    size_t size;
    kith_sketch sketch; /**< around 0; moved to its place by the assembly */
    double radius;      /**< of the disc that holds it */
    kith_status st;     /**< how its drawing went */
} kith_layout_part;

/** The parts of a graph, component by component, the largest first. Free with
 *  kith_assembly_clear(). */
typedef struct kith_assembly {
    kith_sketch whole;
    kith_layout_part *parts;
    size_t part_count;
    kith_id *members;
} kith_assembly;

/** Give the parts of each component their places beside each other.
 *
 *  @return KITH_OK; KITH_E_MEMORY */
KITH_NODISCARD kith_status kith_assembly_join(kith_assembly *assembly,
                                              kith_error *err);

/** Put the components in rows and write every entity's place. */
void kith_assembly_pack(const kith_assembly *assembly, double *x, double *y);

void kith_assembly_clear(kith_assembly *assembly);

#endif /* KITH_ANALYSIS_LAYOUT_ASSEMBLY_H */
