#ifndef KITH_DRAW_FIELDS_H
#define KITH_DRAW_FIELDS_H

#include "draw/problem.h"

#include <cjson/cJSON.h>

#include <stdbool.h>
#include <stddef.h>

/** What a member of a JSON object is read into. */
typedef enum draw_field_kind {
    FIELD_TEXT,   /**< const char *, borrowed from the JSON */
    FIELD_URL,    /**< the same, NULL unless http, https or mailto */
    FIELD_FLAG,   /**< bool */
    FIELD_COUNT,  /**< double, not negative */
    FIELD_SHARE,  /**< double, 0 to 1 */
    FIELD_PLACE,  /**< double, points from the origin */
    FIELD_DPI,    /**< double */
    FIELD_INDEX,  /**< size_t, below `limit` */
    FIELD_THEME,  /**< draw_theme */
    FIELD_ENGINE, /**< draw_engine */
    FIELD_FLOW,   /**< draw_direction */
    FIELD_LABELS, /**< draw_label_style */
    FIELD_SHAPE,  /**< const draw_shape * */
    FIELD_COLOUR  /**< draw_colour */
} draw_field_kind;

/** One member of an object. Tables end with a row whose `name` is NULL. */
typedef struct draw_field {
    const char *name;
    draw_field_kind kind;
    bool required; /**< else a missing or null member keeps what is there */
    size_t limit;  /**< for FIELD_INDEX */
    size_t offset; /**< of the target in the record */
} draw_field;

/** Read an object into a record; members that no row names are ignored.
 *
 *  @param place  where the object stands, such as "nodes/3"; "" at the top
 *  @param record starts with its defaults
 *  @return DRAW_OK; DRAW_INVALID (naming the member)
 */
draw_status draw_fields_read(const draw_field *fields,
                             const cJSON *object,
                             const char *place,
                             void *record,
                             draw_problem *problem);

/** An array of objects, all of one form. */
typedef struct draw_records {
    const char *name; /**< of the member that holds the array */
    const draw_field *fields;
    size_t size;          /**< of one record */
    const void *defaults; /**< one record */
} draw_records;

/** Read an array of objects; a missing or null one counts as empty.
 *
 *  @param[out] records the caller's to free(), also after a failure
 *  @return DRAW_OK; DRAW_INVALID (naming the element and the member)
 */
draw_status draw_records_read(const draw_records *form,
                              const cJSON *root,
                              void **records,
                              size_t *count,
                              draw_problem *problem);

#endif /* KITH_DRAW_FIELDS_H */
