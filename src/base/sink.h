#ifndef KITH_BASE_SINK_H
#define KITH_BASE_SINK_H

#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/** A byte destination that remembers its first failure.
 *
 *  After a failed write every further call does nothing, so a writer puts a
 *  whole document without checking and asks once, in kith_sink_finish(). */
typedef struct kith_sink {
    FILE *file; /**< borrowed */
    int failed; /**< errno of the first failure, or 0 */
} kith_sink;

/** Write `length` bytes. */
void kith_put_bytes(kith_sink *sink, const char *bytes, size_t length);

/** Write a NUL-terminated text. Inline, so that nobody counts the letters of a
 *  text that stands in the code. */
static inline void kith_put(kith_sink *sink, const char *text)
{
    kith_put_bytes(sink, text, strlen(text));
}

/** Write one byte. */
void kith_put_char(kith_sink *sink, char byte);

/** Write a whole number in decimal, ten times as fast as printf does. */
void kith_put_unsigned(kith_sink *sink, uint64_t value);

/** Write as printf does. Not for real numbers, see kith_number_format(). */
void kith_putf(kith_sink *sink, const char *format, ...) KITH_PRINTF(2, 3);

/** Write `text` as a JSON string with its quotes. Valid output for any bytes:
 *  control characters are escaped, invalid UTF-8 becomes U+FFFD. */
void kith_put_json(kith_sink *sink, kith_text text);

/** The same without the quotes: part of a JSON string. */
void kith_put_json_part(kith_sink *sink, kith_text text);

/** Write a real number so that it reads back the same, "null" if not finite. */
void kith_put_number(kith_sink *sink, double value);

/** Flush. Reports KITH_E_IO if any byte since the start was lost. */
kith_status kith_sink_finish(kith_sink *sink, kith_error *err);

#endif /* KITH_BASE_SINK_H */
