#ifndef KITH_CLI_TERMINAL_H
#define KITH_CLI_TERMINAL_H

#include "base/arena.h"
#include "base/sink.h"

#include <stdbool.h>
#include <stdio.h>

/** What text on a stream may look like. */
typedef struct kith_terminal {
    bool is_terminal;
    bool colour;
    size_t width; /**< columns; 80 where it is not a terminal */
} kith_terminal;

typedef enum kith_look {
    KITH_PLAIN = 0,
    KITH_BOLD,
    KITH_DIM,
    KITH_RED,
    KITH_YELLOW,
    KITH_CYAN
} kith_look;

/** Look at where a stream goes; `color` is a kith_color. */
kith_terminal kith_terminal_of(FILE *stream, unsigned color);

/** Put `text` in a look, if colour is allowed. */
void kith_put_look(kith_sink *sink,
                   const kith_terminal *screen,
                   kith_look look,
                   const char *text);

/** `text` without what could move the cursor, change the terminal or turn the
 *  direction of writing: line ends and tabs become spaces, other such
 *  characters and invalid UTF-8 U+FFFD.
 *
 *  @return `text` itself if it is clean, else a copy in the arena; NULL if out
 *          of memory
 */
const char *kith_clean_text(kith_arena *arena, const char *text);

/** Write text that comes from records, cleaned as by kith_clean_text(). */
void kith_put_clean(kith_sink *sink, const char *text);

/** Write words in lines of at most `width` columns and a line end. The first
 *  line goes on at `column`, the others begin at `indent`. A line end in `text`
 *  stays one. */
void kith_put_wrapped(kith_sink *sink,
                      const char *text,
                      size_t column,
                      size_t indent,
                      size_t width);

/** Make spaces of `text` line ends, so that no line takes more than `width`
 *  columns but one of a single word. */
void kith_break_lines(char *text, size_t width);

#endif /* KITH_CLI_TERMINAL_H */
