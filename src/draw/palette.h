#ifndef KITH_DRAW_PALETTE_H
#define KITH_DRAW_PALETTE_H

#include <stdbool.h>
#include <stddef.h>

#define DRAW_COLOURS 8 /**< rows of the palette */

typedef enum draw_theme { DRAW_LIGHT, DRAW_DARK, DRAW_MONO } draw_theme;

/** 0xRRGGBB. */
typedef unsigned draw_colour;

#define DRAW_NO_COLOUR ((draw_colour)-1)

/** Room for "#RRGGBB" or "#RRGGBBAA" and its NUL. */
typedef char draw_colour_text[10];

/** One outline in its two sizes: a card with text inside, a dot beside it. */
typedef struct draw_shape {
    const char *name;
    const char *card;   /**< Graphviz shape */
    const char *style;  /**< Graphviz style of the card, "" or "rounded" */
    const char *margin; /**< inches between the text and the card's edge */
    const char *dot;    /**< Graphviz shape */
    double dot_scale;   /**< makes dots of different shapes equally heavy */
} draw_shape;

/** The colours of everything that has no type. */
typedef struct draw_tokens {
    draw_colour background;
    draw_colour panel;
    draw_colour ink;
    draw_colour muted;
    draw_colour hairline;
    draw_colour edge;
    draw_colour accent;
} draw_tokens;

/** The colours of one type under one theme. */
typedef struct draw_look {
    draw_colour stroke;    /**< outline */
    draw_colour caption;   /**< the type's name inside a card */
    draw_colour tint;      /**< inside of a card */
    draw_colour fill;      /**< inside of a dot */
    const char *line;      /**< Graphviz style of the outline; "solid", … */
    int outlines;          /**< 1, or 2 for a double outline */
    double dot_line_width; /**< points */
} draw_look;

/** The tokens of a theme. */
const draw_tokens *draw_tokens_of(draw_theme theme);

/** Colours of a palette row.
 *
 *  @param colour below DRAW_COLOURS
 */
draw_look draw_look_of(draw_theme theme, size_t colour);

/** Colours of a group, where shapes tell the types and colours do not.
 *
 *  @param colour below DRAW_COLOURS; the last is the grey of all small groups
 */
draw_look draw_look_of_group(draw_theme theme, size_t colour);

/** Colours of a value on a scale from least to most.
 *
 *  @param level 0 to 1
 */
draw_look draw_look_of_level(draw_theme theme, double level);

/** Colours of what has none: a row of the legend that explains a shape. */
draw_look draw_look_plain(draw_theme theme);

/** Colour of the lines of one kind; the last is the grey of all other lines,
 *  and without colour all lines are alike.
 *
 *  @param colour below DRAW_COLOURS
 */
draw_colour draw_line_of_kind(draw_theme theme, size_t colour);

/** Colours derived from one that the user chose: a tint of it, and an outline
 *  dark (or light) enough to reach 4.5:1 against the background. */
draw_look draw_look_from(draw_theme theme, size_t colour, draw_colour fill);

/** Shape by name; NULL if there is none. */
const draw_shape *draw_shape_find(const char *name);

/** The shape that goes with a palette row. */
const draw_shape *draw_shape_of(size_t colour);

/** `share` of the colour over the rest of the other, 0 to 1. */
draw_colour draw_mix(draw_colour colour, draw_colour other, double share);

/** Write "#RRGGBB". @return `text` */
const char *draw_colour_put(draw_colour_text text, draw_colour colour);

/** Read "#RRGGBB". */
bool draw_colour_read(const char *text, draw_colour *colour);

#endif /* KITH_DRAW_PALETTE_H */
