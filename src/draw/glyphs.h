#ifndef KITH_DRAW_GLYPHS_H
#define KITH_DRAW_GLYPHS_H

#include "draw/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Read one code point and step over it; at the final NUL, 0 and no step.
 *
 *  What cannot stand in a picture comes back as U+FFFD: bytes that are not
 *  UTF-8, controls, surrogates, noncharacters. White space, line and page
 *  breaks among it, comes back as a plain space.
 */
uint32_t draw_code_next(const char **at);

/** Append a code point as UTF-8. */
void draw_code_put(draw_buffer *buffer, uint32_t code);

/** Step over one user-perceived character, so that text is never cut inside
 *  an accented letter, a flag or a joined emoji.
 *
 *  @param[out] columns its width: 0, 1 or 2
 *  @return where the next one starts
 */
const char *draw_glyph_next(const char *at, size_t *columns);

/** Append text that is valid UTF-8, one line, single spaces, none at the
 *  ends; at most `most` code points of it, then an ellipsis. */
void draw_clean_put(draw_buffer *buffer, const char *text, size_t most);

/** Is there nothing in it but white space? */
bool draw_is_blank(const char *text);

/** Append clean text in capitals, for Latin, Greek and Cyrillic. */
void draw_capitals_put(draw_buffer *buffer, const char *clean);

/** May the code point stand inside an XML name? */
bool draw_is_name_code(uint32_t code);

#endif /* KITH_DRAW_GLYPHS_H */
