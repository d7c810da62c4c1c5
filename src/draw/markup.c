/* Any text into Graphviz: cleaned, broken into lines, escaped. */
#include "draw/markup.h"

#include "draw/glyphs.h"

#include <string.h>

#define ELLIPSIS "…"

/* May a line end after this character? Not inside of a date. */
static bool breaks_after(const char *glyph, size_t columns)
{
    const bool is_number = glyph[1] >= '0' && glyph[1] <= '9';
    return columns == 2 || ((*glyph == '-' || *glyph == '/') && !is_number);
}

/* The end of the line that starts at `at`. `*torn` is set if that is inside a
 * word, because the word alone is longer than the line. */
static const char *line_end(const char *at, size_t columns, bool *torn)
{
    const char *const start = at;
    const char *best = NULL;
    size_t used = 0;
    while (*at) {
        size_t width = 0;
        const char *after = draw_glyph_next(at, &width);
        if (*at == ' ' || (width == 2 && at > start))
            best = at;
        if (used + width > columns) {
            *torn = *torn || !best;
            return best ? best : at > start ? at : after;
        }
        if (breaks_after(at, width))
            best = after;
        used += width;
        at = after;
    }
    return at;
}

static const char *skip_space(const char *at)
{
    return at + (*at == ' ');
}

/* How many lines it takes; at most `most` + 1. */
static size_t count_lines(const char *at,
                          size_t columns,
                          size_t most,
                          bool *torn)
{
    size_t count = 0;
    while (*at && count <= most) {
        at = skip_space(line_end(at, columns, torn));
        count++;
    }
    return count;
}

/* The narrowest width that needs no more lines and tears no more words. */
static size_t balanced(const char *clean, size_t columns, size_t most)
{
    bool torn = false;
    const size_t count = count_lines(clean, columns, most, &torn);
    if (torn || count > most)
        return columns;
    while (columns > 1) {
        const size_t tried = count_lines(clean, columns - 1, most, &torn);
        if (torn || tried > count)
            return columns;
        columns--;
    }
    return columns;
}

void draw_wrap(draw_lines *lines,
               const char *clean,
               size_t columns,
               size_t most)
{
    *lines = (draw_lines){0};
    bool torn = false;
    const size_t width = balanced(clean, columns, most);
    for (const char *at = clean; *at && lines->count < most;) {
        const char *end = line_end(at, width, &torn);
        lines->cut = lines->count + 1 == most && *end != '\0';
        if (lines->cut)
            end = line_end(at, width > 1 ? width - 1 : 1, &torn);
        lines->line[lines->count].start = at;
        lines->line[lines->count++].length = (size_t)(end - at);
        at = skip_space(end);
    }
}

/* `backslash` is what to write for one. */
static void put_escaped(draw_buffer *buffer,
                        const char *clean,
                        size_t length,
                        const char *backslash)
{
    for (size_t i = 0; i < length; i++) {
        switch (clean[i]) {
        case '&':
            draw_puts(buffer, "&amp;");
            break;
        case '<':
            draw_puts(buffer, "&lt;");
            break;
        case '>':
            draw_puts(buffer, "&gt;");
            break;
        case '"':
            draw_puts(buffer, "&quot;");
            break;
        case ']':
            /* a text of nothing else makes Graphviz see a broken label */
            draw_puts(buffer, "&#93;");
            break;
        case '\\':
            draw_puts(buffer, backslash);
            break;
        default:
            draw_put(buffer, clean + i, 1);
        }
    }
}

void draw_xml_put(draw_buffer *buffer, const char *clean)
{
    put_escaped(buffer, clean, strlen(clean), "\\");
}

void draw_label_put(draw_buffer *buffer,
                    const char *text,
                    size_t columns,
                    size_t most,
                    const char *separator)
{
    draw_buffer clean = {0};
    draw_clean_put(&clean, text, DRAW_MOST_LABEL);
    draw_lines lines;
    draw_wrap(&lines, draw_text(&clean), columns, most);
    for (size_t i = 0; i < lines.count; i++) {
        if (i > 0)
            draw_puts(buffer, separator);
        put_escaped(buffer, lines.line[i].start, lines.line[i].length, "\\\\");
    }
    if (lines.count == 0)
        draw_puts(buffer, " ");
    if (lines.cut)
        draw_puts(buffer, ELLIPSIS);
    draw_buffer_free(&clean);
}

static void put_string(draw_buffer *buffer,
                       const char *text,
                       size_t most,
                       const char *backslash)
{
    draw_buffer clean = {0};
    draw_clean_put(&clean, text, most);
    put_escaped(buffer, draw_text(&clean), clean.length, backslash);
    draw_buffer_free(&clean);
}

void draw_tooltip_put(draw_buffer *buffer, const char *text)
{
    put_string(buffer, text, DRAW_MOST_TOOLTIP, "\\\\\\\\");
}

void draw_url_put(draw_buffer *buffer, const char *url)
{
    put_string(buffer, url, (size_t)-1, "\\\\");
}
