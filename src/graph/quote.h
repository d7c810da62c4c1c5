#ifndef KITH_GRAPH_QUOTE_H
#define KITH_GRAPH_QUOTE_H

#include <string.h>

/** Bytes of UTF-8 to quote, at most `most` and whole characters, for "%.*s": a
 *  message has room for a name, but names may be of any length. */
static inline int kith_quoted(const char *text, size_t most)
{
    const size_t length = strlen(text);
    size_t end = length < most ? length : most;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return (int)end;
}

#endif /* KITH_GRAPH_QUOTE_H */
