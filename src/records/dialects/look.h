#ifndef KITH_RECORDS_DIALECTS_LOOK_H
#define KITH_RECORDS_DIALECTS_LOOK_H

/** What the first bytes of JSON are made of: the paths in them, such as
 *  "nodes[].labels[]". Nothing is checked; what is cut short is looked at as
 *  far as it goes. */

#include <kith/text.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    KITH_LOOK_PATHS = 256, /**< paths that are kept */
    KITH_LOOK_BYTES = 8 << 10,
    KITH_LOOK_SLOTS = 1024
};

/** The paths of some JSON texts, one after another. Keys have dots between
 *  them, "[]" is any element, "*" any member of properties, metadata,
 *  attributes or nodes; "key=value" a short text of a key `type`, and
 *  "path:s" tells the type of a value: o, a, s, n, b, z. */
typedef struct kith_look {
    char text[KITH_LOOK_BYTES]; /**< NUL-ended paths */
    size_t used;
    uint16_t slots[KITH_LOOK_SLOTS]; /**< 1 + offset / 2 of a path; 0 = none */
    size_t count;
    size_t values; /**< at the top */
    bool json;     /**< it begins like JSON */
} kith_look;

/** Look at the beginning of an input. */
void kith_look_at(kith_look *look, kith_text bytes);

/** Whether a path is there. */
bool kith_look_has(const kith_look *look, const char *path, size_t length);

/** Whether all of some paths are there, spaces between them; those after "!"
 *  must not be. */
bool kith_look_fits(const kith_look *look, const char *paths);

#endif /* KITH_RECORDS_DIALECTS_LOOK_H */
