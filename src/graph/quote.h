#ifndef KITH_GRAPH_QUOTE_H
#define KITH_GRAPH_QUOTE_H

#include "base/utf8.h"

/** Bytes of valid UTF-8 to quote, at most `most`, for "%.*s": a message has
 *  room for a name, but names may be of any length. */
static inline int kith_quoted(const char *text, size_t most)
{
    size_t end = 0;
    while (text[end]) {
        size_t length;
        kith_utf8_decode(text + end, &length);
        if (end + length > most)
            break;
        end += length;
    }
    return (int)end;
}

#endif /* KITH_GRAPH_QUOTE_H */
