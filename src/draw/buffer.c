/* Growing text, and the one place that answers "no memory". */
#include "draw/buffer.h"

#include "draw/problem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void out_of_memory(void)
{
    fputs("kith-draw: out of memory; draw fewer entities\n", stderr);
    exit(DRAW_SYSTEM);
}

void *draw_take(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        out_of_memory();
    return memory;
}

static void reserve(draw_buffer *buffer, size_t more)
{
    if (more > SIZE_MAX / 4 || buffer->length > SIZE_MAX / 4)
        out_of_memory();
    const size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return;
    const size_t capacity = needed < 128 ? 256 : needed * 2;
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes)
        out_of_memory();
    buffer->bytes = bytes;
    buffer->capacity = capacity;
}

void draw_put(draw_buffer *buffer, const char *bytes, size_t length)
{
    reserve(buffer, length);
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void draw_puts(draw_buffer *buffer, const char *text)
{
    draw_put(buffer, text, strlen(text));
}

void draw_putf(draw_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        reserve(buffer, (size_t)length);
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format,
                  again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

const char *draw_text(const draw_buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}

void draw_clear(draw_buffer *buffer)
{
    buffer->length = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

void draw_buffer_free(draw_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (draw_buffer){0};
}
