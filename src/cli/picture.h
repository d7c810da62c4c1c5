#ifndef KITH_CLI_PICTURE_H
#define KITH_CLI_PICTURE_H

#include "cli/command.h"

/** A diagram in the making. Start from zero with the first five set, and the
 *  next four where they are needed. */
typedef struct kith_picture {
    kith_call *call;
    const char *format;
    const char *engine;
    const char *theme;
    const char *direction;
    const bool *strong_entities;  /**< which to set off, or NULL */
    const bool *strong_relations; /**< which to set off, or NULL */
    const bool *turned_relations; /**< which to read backwards, or NULL */
    FILE *out;                    /**< NULL = the call's output */

    double *score;  /**< of each entity: its size */
    kith_id *group; /**< cluster of each entity, or NULL */
    size_t group_count;
    double *x; /**< places in points, once kith has laid it out itself */
    double *y;
} kith_picture;

/** Measure and group the entities, as the options say. */
KITH_NODISCARD kith_status kith_picture_prepare(kith_picture *picture);

/** Let kith-draw draw it, and put the result into the call's output. */
KITH_NODISCARD kith_status kith_picture_draw(kith_picture *picture);

/** Release what the preparation took. */
void kith_picture_free(kith_picture *picture);

#endif /* KITH_CLI_PICTURE_H */
