/* UTF-8 as RFC 3629 has it: one code point at a time. */
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static int is_tail(const char *at)
{
    return ((unsigned char)*at & 0xC0) == 0x80;
}

size_t kith_utf8_length(const char *at, size_t room)
{
    if (room == 0)
        return 0;
    const unsigned char lead = (unsigned char)*at;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || room < 2 || !is_tail(at + 1))
        return 0;
    if (lead < 0xE0)
        return 2;
    const unsigned char second = (unsigned char)at[1];
    if (room < 3 || !is_tail(at + 2))
        return 0;
    if (lead < 0xF0) {
        const int overlong = lead == 0xE0 && second < 0xA0;
        const int surrogate = lead == 0xED && second >= 0xA0;
        return overlong || surrogate ? 0 : 3;
    }
    if (lead > 0xF4 || room < 4 || !is_tail(at + 3))
        return 0;
    const int overlong = lead == 0xF0 && second < 0x90;
    const int beyond = lead == 0xF4 && second >= 0x90;
    return overlong || beyond ? 0 : 4;
}

uint32_t kith_utf8_decode(const char *at, size_t *length)
{
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] < 0x80) {
        *length = 1;
        return byte[0];
    }
    if (byte[0] < 0xE0) {
        *length = 2;
        return (byte[0] & 0x1Fu) << 6 | (byte[1] & 0x3Fu);
    }
    if (byte[0] < 0xF0) {
        *length = 3;
        return (byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 |
               (byte[2] & 0x3Fu);
    }
    *length = 4;
    return (byte[0] & 0x07u) << 18 | (byte[1] & 0x3Fu) << 12 |
           (byte[2] & 0x3Fu) << 6 | (byte[3] & 0x3Fu);
}

size_t kith_utf8_encode(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t kith_utf8_count(kith_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += !is_tail(text.data + i);
    return count;
}

void kith_utf8_format(char *out, size_t room, const char *format, va_list args)
{
    static const char more[] = "…";
    if ((size_t)vsnprintf(out, room, format, args) < room)
        return;
    size_t length = room - sizeof more;
    while (length > 0 && is_tail(out + length))
        length--;
    memcpy(out + length, more, sizeof more);
}
