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
 *  whole document without checking and asks once, in kith_sink_finish().
 *
 *  With a file alone every piece is handed on at once. kith_sink_gather() adds
 * a buffer, for what is put in many small pieces. */
typedef struct kith_sink {
    FILE *file;   /**< borrowed */
    int failed;   /**< errno of the first failure, or 0 */
    char *buffer; /**< borrowed, of KITH_SINK_BUFFER bytes, or NULL */
    char *at;     /**< where the next byte of the buffer goes */
    size_t left;  /**< bytes of it that are free */
} kith_sink;

/** A size of buffers that makes calls rare and stays in the nearest cache. */
#define KITH_SINK_BUFFER 16384

/** A sink that gathers pieces in `buffer` and hands it on when it is full. The
 *  file has everything only after kith_sink_finish(). */
static inline kith_sink kith_sink_gather(FILE *file,
                                         char buffer[static KITH_SINK_BUFFER])
{
    return (kith_sink){.file = file,
                       .buffer = buffer,
                       .at = buffer,
                       .left = KITH_SINK_BUFFER};
}

/** The part of kith_put_bytes() for what does not fit. */
void kith_put_rest(kith_sink *sink, const char *bytes, size_t length);

/** Write `length` bytes. */
static inline void kith_put_bytes(kith_sink *sink,
                                  const char *bytes,
                                  size_t length)
{
    if (length - 1 >= sink->left) { /* so is nothing, which may be NULL */
        kith_put_rest(sink, bytes, length);
        return;
    }
    memcpy(sink->at, bytes, length);
    sink->at += length;
    sink->left -= length;
}

/** Write a NUL-terminated text. Inline, so that nobody counts the letters of a
 *  text that stands in the code. */
static inline void kith_put(kith_sink *sink, const char *text)
{
    kith_put_bytes(sink, text, strlen(text));
}

/** Write one byte. */
static inline void kith_put_char(kith_sink *sink, char byte)
{
    if (!sink->left) {
        kith_put_rest(sink, &byte, 1);
        return;
    }
    *sink->at++ = byte;
    sink->left--;
}

/** Write a whole number in decimal, ten times as fast as printf does. */
void kith_put_unsigned(kith_sink *sink, uint64_t value);

/** Write as printf does. Not for real numbers, see kith_number_format(). */
void kith_putf(kith_sink *sink, const char *format, ...) KITH_PRINTF(2, 3);

/** Write `text` as a JSON string with its quotes. Valid output for any bytes:
 *  control characters are escaped, invalid UTF-8 becomes U+FFFD. */
void kith_put_json(kith_sink *sink, kith_text text);

/** The same without the quotes: part of a JSON string. */
void kith_put_json_part(kith_sink *sink, kith_text text);

/** Write valid JSON text in one line: no spaces between its parts, or one
 *  after each comma and colon. */
void kith_put_one_line(kith_sink *sink, kith_text json, bool spaced);

/** Write a real number so that it reads back the same, "null" if not finite. */
void kith_put_number(kith_sink *sink, double value);

/** Flush. Reports KITH_E_IO if any byte since the start was lost. */
kith_status kith_sink_finish(kith_sink *sink, kith_error *err);

#endif /* KITH_BASE_SINK_H */
