/* Colours and shapes: which ones there are, and what a theme makes of them.
 *
 * Fills are Okabe and Ito's, which stay apart for readers who cannot tell red
 * from green. Yellow, orange and sky blue vanish on white, so every shape has
 * an outline in a darker hue; each reaches 4.5:1 against the background.
 *
 * The scale of measures is cividis, whose lightness grows evenly, to readers
 * without full colour vision as well (Nuñez, Anderton and Renslow, "Optimizing
 * colormaps with consideration for color vision deficiency", 2018). What is
 * most stands out most: dark on white, light on black. */
#include "draw/palette.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const draw_tokens tokens[] = {
    [DRAW_LIGHT] = {0xFFFFFF, 0xF7F8FA, 0x1B1F24, 0x5A6570, 0xD3D9DE, 0x7A858F,
                    0x0B57D0},
    [DRAW_DARK] = {0x12161C, 0x1A2028, 0xE8ECF0, 0xA9B4BF, 0x323B46, 0x7C8894,
                    0x8AB4F8},
    [DRAW_MONO] = {0xFFFFFF, 0xFFFFFF, 0x000000, 0x404040, 0x9A9A9A, 0x404040,
                    0x000000},
};

/* Person, organisation, institute, forum, country, place, document, other.
 * Without colour a card is told by its shape, its grey and its outline, a dot
 * by its shape and its grey: dashes break up a small outline. */
static const struct {
    draw_colour fill;
    draw_colour stroke;
    draw_colour tint;
    draw_colour dark_stroke;
    draw_colour dark_tint;
    draw_colour mono_tint;
    draw_colour mono_fill;
    int mono_outlines;
    const char *mono_line;
} rows[DRAW_COLOURS] = {
    {0x0072B2, 0x0072B2, 0xD1E6F1, 0x2486BD, 0x0D3249, 0xFFFFFF, 0xFFFFFF, 1,
     "solid" },
    {0xD55E00, 0xC05500, 0xF7E2D1, 0xD55E00, 0x4D2C14, 0xE8E8E8, 0x9A9A9A, 1,
     "solid" },
    {0x009E73, 0x008561, 0xD1EEE6, 0x009E73, 0x0D3F36, 0xFFFFFF, 0xFFFFFF, 2,
     "solid" },
    {0xCC79A7, 0xA36186, 0xF6E7EF, 0xCC79A7, 0x4A3446, 0xDCDCDC, 0x606060, 1,
     "bold"  },
    {0xE69F00, 0x9C6C00, 0xFBEED1, 0xE69F00, 0x523F14, 0xC8C8C8, 0xFFFFFF, 1,
     "solid" },
    {0x56B4E9, 0x3A7A9E, 0xE1F2FB, 0x56B4E9, 0x26455A, 0xFFFFFF, 0x000000, 1,
     "solid" },
    {0xF0E442, 0x7D7722, 0xFCFADD, 0xF0E442, 0x555427, 0xFFFFFF, 0xFFFFFF, 1,
     "solid" },
    {0x5A5A5A, 0x5A5A5A, 0xE1E1E1, 0x9A9A9A, 0x282A2F, 0xF2F2F2, 0x000000, 1,
     "dotted"},
};

/* The first eight belong to the rows above. Text needs room that pentagons and
 * triangles do not have: as cards they become boxes and houses. */
static const draw_shape shapes[] = {
    {"circle",   "ellipse", "",        "0.02,0.03", "circle",      1.0 },
    {"rounded",  "box",     "rounded", "0.13,0.07", "square",      0.9 },
    {"pentagon", "box",     "",        "0.13,0.07", "pentagon",    1.05},
    {"hexagon",  "hexagon", "",        "0.01,0.02", "hexagon",     1.05},
    {"diamond",  "octagon", "",        "0.01,0.02", "diamond",     1.15},
    {"triangle", "house",   "",        "0.03,0.03", "invtriangle", 1.15},
    {"note",     "note",    "",        "0.13,0.08", "note",        0.9 },
    {"tab",      "tab",     "",        "0.13,0.09", "circle",      1.0 },
    {"ellipse",  "ellipse", "",        "0.02,0.03", "ellipse",     1.0 },
    {"box",      "box",     "",        "0.13,0.07", "square",      0.9 },
    {"square",   "box",     "",        "0.13,0.07", "square",      0.9 },
    {"octagon",  "octagon", "",        "0.01,0.02", "octagon",     1.0 },
    {"house",    "house",   "",        "0.03,0.03", "house",       1.1 },
};

const draw_tokens *draw_tokens_of(draw_theme theme)
{
    return &tokens[theme];
}

/* Small text on a dark tint wants to be lighter than an outline. */
static draw_colour caption_for(draw_theme theme, draw_colour stroke)
{
    return theme == DRAW_DARK ? draw_mix(stroke, tokens[theme].ink, 0.55)
                              : stroke;
}

draw_look draw_look_of(draw_theme theme, size_t colour)
{
    draw_look look = {.line = "solid", .outlines = 1, .dot_line_width = 0.9};
    switch (theme) {
    case DRAW_LIGHT:
        look.stroke = rows[colour].stroke;
        look.tint = rows[colour].tint;
        look.fill = rows[colour].fill;
        break;
    case DRAW_DARK:
        look.stroke = rows[colour].dark_stroke;
        look.tint = rows[colour].dark_tint;
        look.fill = draw_mix(rows[colour].dark_stroke,
                             tokens[DRAW_DARK].background, 0.8);
        break;
    case DRAW_MONO:
        look.stroke = tokens[DRAW_MONO].ink;
        look.tint = rows[colour].mono_tint;
        look.fill = rows[colour].mono_fill;
        look.line = rows[colour].mono_line;
        look.outlines = rows[colour].mono_outlines;
        look.dot_line_width = 1.1;
        break;
    }
    look.caption = caption_for(theme, look.stroke);
    return look;
}

/* Relative luminance and contrast as WCAG 2 defines them. */
static double luminance(draw_colour colour)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        const double channel = (colour >> (8 * i) & 0xFF) / 255.0;
        sum += weights[i] * (channel <= 0.04045
                                 ? channel / 12.92
                                 : pow((channel + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(draw_colour one, draw_colour other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}

draw_look draw_look_from(draw_theme theme, size_t colour, draw_colour fill)
{
    draw_look look = draw_look_of(theme, colour);
    if (theme == DRAW_MONO)
        return look;
    const bool dark = theme == DRAW_DARK;
    const draw_colour background = tokens[theme].background;
    const draw_colour end = dark ? 0xFFFFFF : 0x000000;
    double share = 1.0;
    while (share > 0 && contrast(draw_mix(fill, end, share), background) < 4.5)
        share -= 0.05;
    look.stroke = draw_mix(fill, end, share > 0 ? share : 0);
    look.caption = caption_for(theme, look.stroke);
    look.tint = draw_mix(fill, background, dark ? 0.3 : 0.18);
    look.fill = dark ? draw_mix(look.stroke, background, 0.8) : fill;
    return look;
}

/* Without colour only five greys stay apart; groups beyond them are white. */
static const draw_colour mono_groups[DRAW_COLOURS] = {
    0x000000, 0x8A8A8A, 0xD6D6D6, 0x4A4A4A,
    0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF,
};

draw_look draw_look_of_group(draw_theme theme, size_t colour)
{
    draw_look look = draw_look_of(theme, colour);
    if (theme != DRAW_MONO && colour == DRAW_COLOURS - 1) {
        look.stroke = tokens[theme].edge; /* most of a large picture: quiet */
        look.fill = draw_mix(look.stroke, tokens[theme].background, 0.6);
    }
    if (theme != DRAW_MONO)
        return look;
    look.fill = mono_groups[colour];
    look.tint = draw_mix(look.fill, tokens[theme].background, 0.35);
    look.line = "solid";
    look.outlines = 1;
    return look;
}

static const draw_colour cividis[] = {0x00224E, 0x434E6C, 0x7D7C78, 0xBCAF6F,
                                      0xFEE838};
static const draw_colour greys[] = {0x000000, 0xFFFFFF};

/* A colour of a scale, of evenly spaced stops; `at` is 0 to 1. */
static draw_colour interpolate(const draw_colour *stops, int count, double at)
{
    const double place = at * (count - 1);
    const int below = place >= count - 1 ? count - 2 : (int)place;
    return draw_mix(stops[below + 1], stops[below], place - below);
}

draw_look draw_look_of_level(draw_theme theme, double level)
{
    const int stops = sizeof cividis / sizeof *cividis;
    draw_look look = draw_look_of(theme, DRAW_COLOURS - 1);
    look.line = "solid";
    look.outlines = 1;
    if (theme == DRAW_MONO) {
        look.fill = interpolate(greys, 2, 1 - level);
        look.tint = draw_mix(look.fill, tokens[theme].background, 0.45);
    } else {
        const bool dark = theme == DRAW_DARK;
        const double at = dark ? 0.15 + 0.85 * level : 1 - level;
        look = draw_look_from(theme, DRAW_COLOURS - 1,
                              interpolate(cividis, stops, at));
        look.fill = interpolate(cividis, stops, at);
        look.tint =
            draw_mix(look.fill, tokens[theme].background, dark ? 0.38 : 0.5);
    }
    look.caption = tokens[theme].ink;
    return look;
}

draw_colour draw_line_of_kind(draw_theme theme, size_t colour)
{
    enum { SKY = 5 }; /* too near to the blue of the first where it is thin */
    if (theme == DRAW_MONO || colour == DRAW_COLOURS - 1)
        return tokens[theme].edge;
    return colour == SKY ? tokens[theme].ink
                         : draw_look_of(theme, colour).stroke;
}

draw_look draw_look_plain(draw_theme theme)
{
    draw_look look = draw_look_of(theme, DRAW_COLOURS - 1);
    look.stroke = tokens[theme].muted;
    look.tint = look.fill = tokens[theme].background;
    look.line = "solid";
    look.outlines = 1;
    return look;
}

const draw_shape *draw_shape_find(const char *name)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (!strcmp(shapes[i].name, name))
            return &shapes[i];
    }
    return NULL;
}

const draw_shape *draw_shape_of(size_t colour)
{
    return &shapes[colour];
}

draw_colour draw_mix(draw_colour colour, draw_colour other, double share)
{
    draw_colour mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const double a = colour >> shift & 0xFF;
        const double b = other >> shift & 0xFF;
        const double c = floor(a * share + b * (1 - share) + 0.5);
        mixed |= (draw_colour)c << shift;
    }
    return mixed;
}

const char *draw_colour_put(draw_colour_text text, draw_colour colour)
{
    snprintf(text, sizeof(draw_colour_text), "#%06X", colour & 0xFFFFFF);
    return text;
}

bool draw_colour_read(const char *text, draw_colour *colour)
{
    if (text[0] != '#' || strlen(text) != 7 ||
        strspn(text + 1, "0123456789abcdefABCDEF") != 6)
        return false;
    *colour = (draw_colour)strtoul(text + 1, NULL, 16);
    return true;
}
