#ifndef KITH_CLI_PICTURE_H
#define KITH_CLI_PICTURE_H

#include "cli/command.h"

/** A diagram in the making. Start from zero with the first seven set, and the
 *  next ones, to `out`, where they are needed. */
typedef struct kith_picture {
    kith_call *call;
    const char *format;
    const char *engine;
    const char *theme;
    const char *direction;
    const char *labels;
    const char *selection;        /**< in words, or NULL */
    const bool *strong_entities;  /**< which to set off, or NULL */
    const bool *strong_relations; /**< which to set off, or NULL */
    const bool *faded_entities;   /**< which to draw faintly, or NULL */
    const bool *faded_relations;
    const bool *turned_relations; /**< which to read backwards, or NULL */
    const kith_graph *before;     /**< draw what has changed since, or NULL */
    const kith_changes *changes;
    FILE *out; /**< NULL = the call's output */

    double *score;  /**< of each entity: its size */
    kith_id *group; /**< cluster of each entity, or NULL */
    size_t group_count;
    const char *group_name; /**< what the clusters are, or NULL */
    kith_id *community;     /**< of each entity, for its colour; or NULL */
    size_t community_count;
    double *shade; /**< of each entity: the measure for its colour; or NULL */
    kith_id *card; /**< on whose card each entity is, or NULL */
    size_t hidden; /**< entities without a card of their own */
    double *x;     /**< places in points, once kith has laid it out itself */
    double *y;
} kith_picture;

/** As of when relations are over: the date that was asked for, the end of the
 *  span, or 0 for all that have an end. Not today, as the same records are to
 *  give the same picture tomorrow. */
kith_date kith_picture_date(const kith_settings *settings);

/** Let what is alike share cards, as the options say: before the size of the
 *  picture is known, and after it is known what is to be set off. */
KITH_NODISCARD kith_status kith_picture_collapse(kith_picture *picture);

/** Cards that the picture will have. */
size_t kith_picture_size(const kith_picture *picture);

/** Set off what --highlight and --highlight-path name, and let the rest fade.
 *
 *  @return KITH_OK; KITH_E_NOT_FOUND (no such entity, no such path);
 *          KITH_E_INVALID (a name that fits several); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_picture_highlight(kith_picture *picture);

/** Measure and group the entities, as the options say. */
KITH_NODISCARD kith_status kith_picture_prepare(kith_picture *picture);

/** Let kith-draw draw it, and put the result into the call's output. */
KITH_NODISCARD kith_status kith_picture_draw(kith_picture *picture);

/** Check that a file begins and ends as a picture of a format does.
 *
 *  @param program  what has drawn it, for the message
 *  @return KITH_OK; KITH_E_IO (it is empty, cut off or something else)
 */
KITH_NODISCARD kith_status kith_picture_check(FILE *file,
                                              const char *format,
                                              const char *program,
                                              kith_error *err);

/** Give the entities places of kith's own, in points: the engine "kith". */
KITH_NODISCARD kith_status kith_picture_lay_out(kith_picture *picture);

/** Release what the preparation took. */
void kith_picture_free(kith_picture *picture);

#endif /* KITH_CLI_PICTURE_H */
