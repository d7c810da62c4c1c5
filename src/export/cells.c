/* Cells of CSV and TSV, one escape for all that writes graphs as tables. */
#include "export/cells.h"

#include <string.h>
#include <strings.h>

static void begin(kith_cells *cells)
{
    if (cells->started)
        kith_put_char(cells->sink, cells->tabs ? '\t' : ',');
    cells->started = true;
}

/* What spreadsheets take for a formula: these, and the wide forms of them,
 * U+FF1D, U+FF0B, U+FF0D, U+FF20. */
static bool is_formula(kith_text text)
{
    static const char wide[][4] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                   "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    if (text.length && strchr("=+-@\t\r", *text.data))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (text.length >= 3 && !memcmp(text.data, wide[i], 3))
            return true;
    }
    return false;
}

/* Write a run up to the next byte of `stops`; returns where it ends. */
static const char *put_run(kith_sink *sink,
                           const char *at,
                           const char *end,
                           const char stops[static 256])
{
    const char *const start = at;
    while (at < end && !stops[(unsigned char)*at])
        at++;
    kith_put_bytes(sink, start, (size_t)(at - start));
    return at;
}

static void put_quoted(kith_cells *cells, kith_text text, bool marked)
{
    static const char stops[256] = {['"'] = 1, ['\n'] = 1, ['\r'] = 1};
    const char *const end = text.data + text.length;
    kith_put(cells->sink, marked ? "\"'" : "\"");
    for (const char *at = text.data;; at++) {
        at = put_run(cells->sink, at, end, stops);
        if (at == end)
            break;
        cells->line_ends |= *at != '"';
        kith_put(cells->sink, *at == '"' ? "\"" : "");
        kith_put_char(cells->sink, *at);
    }
    kith_put_char(cells->sink, '"');
}

static bool needs_quotes(const kith_cells *cells, kith_text text)
{
    static const char special[2][256] = {
        {[','] = 1,  ['"'] = 1, ['\r'] = 1, ['\n'] = 1},
        {['\t'] = 1, ['"'] = 1, ['\r'] = 1, ['\n'] = 1}
    };
    if (!text.length || *text.data == ' ' || text.data[text.length - 1] == ' ')
        return true;
    for (size_t i = 0; i < text.length; i++) {
        if (special[cells->tabs][(unsigned char)text.data[i]])
            return true;
    }
    return false;
}

static void put_text(kith_cells *cells, kith_text text)
{
    const bool marked = cells->spreadsheet && is_formula(text);
    kith_losses_add(cells->losses, KITH_LOSS_FORMULA, marked);
    if (needs_quotes(cells, text)) {
        put_quoted(cells, text, marked);
    } else {
        kith_put(cells->sink, marked ? "'" : "");
        kith_put_bytes(cells->sink, text.data, text.length);
    }
}

void kith_put_cell(kith_cells *cells, kith_text text)
{
    begin(cells);
    if (text.data)
        put_text(cells, text);
}

/* Whether a reader of tables may take a text for something else: digits, signs
 * and powers, true and false. */
static bool is_literal(kith_text text)
{
    size_t i = 0;
    while (i < text.length && memchr("0123456789.+-eE", text.data[i], 15))
        i++;
    return i == text.length ||
           (text.length == 4 && !strncasecmp(text.data, "true", 4)) ||
           (text.length == 5 && !strncasecmp(text.data, "false", 5));
}

void kith_put_text_cell(kith_cells *cells, kith_text text)
{
    if (!text.data || !is_literal(text) ||
        (cells->spreadsheet && is_formula(text))) {
        kith_put_cell(cells, text);
        return;
    }
    begin(cells);
    put_quoted(cells, text, false);
}

void kith_put_plain_cell(kith_cells *cells, kith_text text)
{
    begin(cells);
    kith_put_bytes(cells->sink, text.data, text.length);
}

/* A line end in JSON is never inside a string: it becomes a space. */
void kith_put_json_cell(kith_cells *cells, kith_text json)
{
    static const char ends[256] =
        {['\n'] = 1, ['\r'] = 1, ['"'] = 1, ['\t'] = 1};
    const char *const end = json.data + json.length;
    begin(cells);
    kith_put_char(cells->sink, '"');
    for (const char *at = json.data;; at++) {
        at = put_run(cells->sink, at, end, ends);
        if (at == end)
            break;
        if (*at == '\n' || *at == '\r' || *at == '\t') {
            kith_put_char(cells->sink, ' ');
            continue;
        }
        kith_put(cells->sink, "\"\"");
    }
    kith_put_char(cells->sink, '"');
}

void kith_end_cells(kith_cells *cells)
{
    kith_put(cells->sink, cells->tabs ? "\n" : "\r\n");
    cells->started = false;
}
