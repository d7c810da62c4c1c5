#ifndef KITH_STORE_SHAPE_H
#define KITH_STORE_SHAPE_H

/** A record taken apart into columns and the shape of its text, and put
 *  together again byte for byte. */

#include "base/intern.h"

#include <kith/records.h>
#include <kith/status.h>

/** The columns that hold members, of any kind of record. */
typedef enum kith_record_field {
    KITH_FIELD_ID = 0,
    KITH_FIELD_TYPE,
    KITH_FIELD_NAME,
    KITH_FIELD_SOURCE,
    KITH_FIELD_TARGET,
    KITH_FIELD_WEIGHT,
    KITH_FIELD_CONFIDENCE,
    KITH_FIELD_SINCE,
    KITH_FIELD_UNTIL,
    KITH_FIELD_TITLE,
    KITH_FIELD_PUBLISHER,
    KITH_FIELD_URL,
    KITH_FIELD_DATE,
    KITH_FIELD_PROPERTIES,
    KITH_FIELD_EVIDENCE,
    KITH_FIELD_MORE,
    KITH_FIELD_COUNT
} kith_record_field;

/** Name of the member of a field, and of its column. */
const char *kith_record_field_name(kith_record_field field);

/** Bytes that grow. Start from zero; released with kith_release(data). */
typedef struct kith_bytes {
    char *data;
    size_t used;
    size_t room;
    bool failed; /**< out of memory: what was put since is not there */
} kith_bytes;

void kith_bytes_put(kith_bytes *bytes, const char *data, size_t length);

/** A record taken apart. Start from zero, use again as often as wanted, release
 *  with kith_split_release(). */
typedef struct kith_split {
    kith_text values[KITH_FIELD_COUNT]; /**< strings without their quotes and
                                             escapes, all else as written; no
                                             data if absent or null */
    kith_text shape; /**< no data where no shape can say how it is written */
    kith_bytes template;
    kith_bytes plain; /**< strings that were escaped */
    kith_bytes trial; /**< one of them written again */
    kith_bytes more;
} kith_split;

void kith_split_release(kith_split *form);

/** Take a record apart: valid JSON text of an object, which must outlive the
 *  form's use. False if out of memory. */
bool kith_split_take(kith_split *form, kith_record_kind kind, kith_text record);

/** Put a record together: what kith_split_take() was given, from its shape and
 *  the values. False if the shape does not go with the values (the base is
 *  damaged), or if out of memory (out->failed). */
bool kith_split_write(kith_text shape,
                      const kith_text values[KITH_FIELD_COUNT],
                      kith_bytes *out);

#endif /* KITH_STORE_SHAPE_H */
