/** @file
 *  A piece of text by place and length, as it travels inside kith.
 */
#ifndef KITH_TEXT_H
#define KITH_TEXT_H

#include <stddef.h>

/** Borrowed UTF-8 bytes; not NUL-terminated. `data` NULL means "absent". */
typedef struct kith_text {
    const char *data;
    size_t length; /**< in bytes */
} kith_text;

#endif /* KITH_TEXT_H */
