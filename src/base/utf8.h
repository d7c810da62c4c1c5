#ifndef KITH_BASE_UTF8_H
#define KITH_BASE_UTF8_H

#include <kith/status.h>
#include <kith/text.h>

#include <stdarg.h>
#include <stdint.h>

/** Length of the valid UTF-8 sequence at `at`, 1 to 4; 0 if there is none in
 *  the next `room` bytes (overlong forms, surrogates and values beyond
 *  U+10FFFF are not valid). */
size_t kith_utf8_length(const char *at, size_t room);

/** The code point at `at`, which must be valid; `*length` gets its bytes. */
uint32_t kith_utf8_decode(const char *at, size_t *length);

/** Write `code` as UTF-8 to `out` (4 bytes of room); returns its bytes. */
size_t kith_utf8_encode(uint32_t code, char *out);

/** Number of code points in valid UTF-8. */
size_t kith_utf8_count(kith_text text);

/** vsnprintf() into `room` bytes, at least 4: what does not fit is cut between
 *  characters and ends in "…". */
void kith_utf8_format(char *out, size_t room, const char *format, va_list args)
    KITH_PRINTF(3, 0);

#endif /* KITH_BASE_UTF8_H */
