#ifndef KITH_DRAW_MARKUP_H
#define KITH_DRAW_MARKUP_H

#include "draw/buffer.h"

#include <stdbool.h>
#include <stddef.h>

#define DRAW_MOST_LINES   4
#define DRAW_MOST_LABEL   400 /**< characters; more than four lines show */
#define DRAW_MOST_TOOLTIP 600 /**< characters */

/** Lines of one label, borrowed from the text that was broken. */
typedef struct draw_lines {
    struct {
        const char *start;
        size_t length;
    } line[DRAW_MOST_LINES];
    size_t count;
    bool cut; /**< text is left; the last line wants an ellipsis */
} draw_lines;

/** Break clean text into at most `most` lines of `columns` columns.
 *
 *  Breaks at spaces, after hyphens and slashes, around wide characters, and
 *  inside a word only if it is longer than a line; never inside a character.
 *  Uses as few lines as it takes and makes them about equally long.
 */
void draw_wrap(draw_lines *lines,
               const char *clean,
               size_t columns,
               size_t most);

/** Append text as the inside of an HTML-like label: cleaned, wrapped,
 *  escaped, lines parted by `separator`. Blank text becomes a space, because
 *  Graphviz refuses empty elements. */
void draw_label_put(draw_buffer *buffer,
                    const char *text,
                    size_t columns,
                    size_t most,
                    const char *separator);

/** Append clean text for XML. */
void draw_xml_put(draw_buffer *buffer, const char *clean);

/** Append any text as a Graphviz tooltip, in which backslashes would stand for
 *  names of nodes and graphs; Graphviz looks for them twice there. */
void draw_tooltip_put(draw_buffer *buffer, const char *text);

/** Append an address as a Graphviz URL; there it looks once. */
void draw_url_put(draw_buffer *buffer, const char *url);

#endif /* KITH_DRAW_MARKUP_H */
