#ifndef KITH_DRAW_BUFFER_H
#define KITH_DRAW_BUFFER_H

#include <stddef.h>

/** Text that grows. Starts as {0}; `bytes` is NUL-terminated once used. */
typedef struct draw_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
} draw_buffer;

/** Zeroed memory for `count` things of `size` bytes; never NULL.
 *
 *  Graphviz ends the process when memory runs out, so nothing here could
 *  carry on either: this says so in one line and exits with DRAW_SYSTEM.
 */
void *draw_take(size_t count, size_t size);

/** Append bytes. */
void draw_put(draw_buffer *buffer, const char *bytes, size_t length);

/** Append a string. */
void draw_puts(draw_buffer *buffer, const char *text);

/** Append as printf does. */
void draw_putf(draw_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The text so far; "" when nothing was put. */
const char *draw_text(const draw_buffer *buffer);

/** Forget the text, keep the memory. */
void draw_clear(draw_buffer *buffer);

/** Release the memory. */
void draw_buffer_free(draw_buffer *buffer);

#endif /* KITH_DRAW_BUFFER_H */
