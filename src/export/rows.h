#ifndef KITH_EXPORT_ROWS_H
#define KITH_EXPORT_ROWS_H

/** The attributes of one entity or relation after the other. A record's text is
 *  read and scanned once. */

#include "export/attributes.h"

/** One attribute of the record at hand. */
typedef struct kith_row_value {
    const kith_attribute *attribute;
    kith_text json; /**< its JSON text; "null" if the record says so */
} kith_row_value;

/** Starts as {0}; see kith_rows_open(). */
typedef struct kith_rows {
    kith_row_value *values; /**< what the record has, in its order; then what
                                 was computed */
    size_t count;
    bool failed; /**< a text was lost for lack of memory */
    /* The rest is for rows.c. */
    const kith_attributes *attributes;
    const kith_graph *graph;
    const kith_export_options *options;
    kith_record_kind kind;
    struct kith_record_window *window;
    uint32_t *at; /* of each attribute, its place in `values` plus 1 */
    char *text;   /* unescaped strings */
    size_t text_room;
    char (*numbers)[32]; /* one for each computed attribute */
} kith_rows;

/** Begin to read rows; all is borrowed but `rows`, which is released with
 *  kith_rows_close(), also after a failure.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_rows_open(kith_rows *rows,
                                          const kith_attributes *attributes,
                                          const kith_graph *graph,
                                          const kith_export_options *options,
                                          kith_record_kind kind,
                                          kith_error *err);

void kith_rows_close(kith_rows *rows);

/** Take the input into memory for rows that are read in any order, if there is
 *  one alone and it has no more than `most` bytes.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_rows_hold(kith_rows *rows,
                                          size_t most,
                                          kith_error *err);

/** Read the attributes of one entity or relation into rows->values.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_rows_read(kith_rows *rows,
                                          kith_id id,
                                          kith_error *err);

/** The JSON text of one attribute of the record at hand; no data if it has
 *  none or `attribute` is NULL. */
kith_text kith_rows_value(const kith_rows *rows,
                          const kith_attribute *attribute);

/** The text of a JSON string without its escapes; other values as they are
 *  written. Borrowed until the next call or row. Out of memory it is
 *  empty, and rows->failed is set. */
kith_text kith_rows_text(kith_rows *rows, kith_text json);

/** Whether a JSON text is null, or absent. */
bool kith_json_is_null(kith_text json);

#endif /* KITH_EXPORT_ROWS_H */
