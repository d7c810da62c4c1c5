/* The escape of DOT.
 *
 * Graphviz reads a string twice. Its scanner knows only \" and leaves any other
 * backslash where it is; what makes a label of the result knows \n, \l, \r as
 * line ends, \N, \G, … as names, a backslash before anything else as that
 * itself, and entities as in HTML. An id is not read again: there `\\` is two
 * characters, which is why every escape has to be one of its own. */
#include "export/escape.h"

#include "base/utf8.h"

#include <string.h>

/* What a byte is to the scanner of DOT, in the row of its kind. */
typedef enum byte_kind {
    PLAIN = 0,
    QUOTE,     /* to be escaped by a backslash, as is a backslash */
    LINE_END,  /* \n */
    CONTROL,   /* a picture of it */
    AMPERSAND, /* plain unless an entity begins here */
    HIGH       /* part of a longer code point */
} byte_kind;

static byte_kind kind_of(unsigned char byte)
{
    if (byte >= 0x80)
        return HIGH;
    if (byte == '"' || byte == '\\')
        return QUOTE;
    if (byte == '&')
        return AMPERSAND;
    if (byte == '\n')
        return LINE_END;
    return byte < 0x20 || byte == 0x7F ? CONTROL : PLAIN;
}

/* U+2400 for U+0000, …, U+2421 for U+007F. */
static void put_picture(kith_sink *sink, unsigned char control)
{
    char picture[4];
    const uint32_t code = 0x2400u + (control == 0x7F ? 0x21u : control);
    kith_put_char(sink, '\\');
    kith_put_bytes(sink, picture, kith_utf8_encode(code, picture));
}

/* Whether the text goes on as an entity does after its '&'. */
static bool is_entity(const char *at, const char *end)
{
    static const char word[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#";
    const char *const start = at;
    while (at < end && *at && strchr(word, *at))
        at++;
    return at > start && at < end && *at == ';';
}

/* Write the code point at `at`, which is not plain; returns its bytes. */
static size_t put_escaped(kith_sink *sink, const char *at, const char *end)
{
    switch (kind_of((unsigned char)*at)) {
    case PLAIN:
        kith_put_char(sink, *at);
        return 1;
    case QUOTE:
        kith_put_char(sink, '\\');
        kith_put_char(sink, *at);
        return 1;
    case LINE_END:
        kith_put(sink, "\\n");
        return 1;
    case CONTROL:
        put_picture(sink, (unsigned char)*at);
        return 1;
    case AMPERSAND:
        kith_put(sink, is_entity(at + 1, end) ? "&amp;" : "&");
        return 1;
    case HIGH:
        break;
    }
    const size_t length = kith_utf8_length(at, (size_t)(end - at));
    kith_put_bytes(sink, length ? at : "\xEF\xBF\xBD", length ? length : 3);
    return length ? length : 1;
}

void kith_put_dot(kith_sink *sink, kith_text text)
{
    const char *at = text.data;
    const char *const end = at + text.length;
    kith_put_char(sink, '"');
    if (at < end && *at == '%') /* cgraph takes the name for one of its own */
        kith_put_char(sink, '\\');
    while (at < end) {
        const char *const start = at;
        while (at < end && kind_of((unsigned char)*at) == PLAIN)
            at++;
        kith_put_bytes(sink, start, (size_t)(at - start));
        if (at < end)
            at += put_escaped(sink, at, end);
    }
    kith_put_char(sink, '"');
}
