/* Nested JSON with its commas and line ends. */
#include "cli/writer.h"

#include <string.h>

static uint32_t level(const kith_writer *w)
{
    return (uint32_t)1 << w->depth;
}

/* Whether the members of the present level have lines of their own. */
static bool is_broken(const kith_writer *w)
{
    return !w->compact && !(w->rows & level(w));
}

static void break_line(kith_writer *w)
{
    kith_putf(w->sink, "\n%*s", 2 * (int)w->depth, "");
}

/* What stands before a value or a key. */
static void separate(kith_writer *w)
{
    if (w->keyed) {
        w->keyed = false;
        return;
    }
    const bool later = (w->started & level(w)) != 0;
    kith_put(w->sink, later ? "," : "");
    w->started |= level(w);
    if (w->depth && is_broken(w)) {
        break_line(w);
    } else if (later && !w->compact) {
        kith_put_char(w->sink, ' ');
    }
}

static void open_level(kith_writer *w, char bracket, bool row)
{
    separate(w);
    kith_put_char(w->sink, bracket);
    const bool inside = (w->rows & level(w)) != 0;
    w->depth++;
    w->started &= ~level(w);
    w->rows &= ~level(w);
    w->rows |= row || inside ? level(w) : 0;
}

void kith_write_open(kith_writer *writer, char bracket)
{
    open_level(writer, bracket, false);
}

void kith_write_open_row(kith_writer *writer, char bracket)
{
    open_level(writer, bracket, true);
}

void kith_write_close(kith_writer *writer, char bracket)
{
    const bool breaks = is_broken(writer) && (writer->started & level(writer));
    writer->depth--;
    if (breaks)
        break_line(writer);
    kith_put_char(writer->sink, bracket);
    if (!writer->depth) {
        kith_put_char(writer->sink, '\n');
        writer->started = 0;
    }
}

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

void kith_write_key(kith_writer *writer, const char *key)
{
    separate(writer);
    kith_put_json(writer->sink, text_of(key));
    kith_put(writer->sink, writer->compact ? ":" : ": ");
    writer->keyed = true;
}

void kith_write_text(kith_writer *writer, const char *text)
{
    if (!text) {
        kith_write_null(writer);
        return;
    }
    kith_write_span(writer, text_of(text));
}

void kith_write_span(kith_writer *writer, kith_text text)
{
    separate(writer);
    kith_put_json(writer->sink, text);
}

void kith_write_size(kith_writer *writer, size_t value)
{
    separate(writer);
    kith_putf(writer->sink, "%zu", value);
}

void kith_write_number(kith_writer *writer, double value)
{
    separate(writer);
    kith_put_number(writer->sink, value);
}

void kith_write_bool(kith_writer *writer, bool value)
{
    separate(writer);
    kith_put(writer->sink, value ? "true" : "false");
}

void kith_write_null(kith_writer *writer)
{
    separate(writer);
    kith_put(writer->sink, "null");
}

void kith_write_date(kith_writer *writer, kith_date date)
{
    char text[16];
    if (date == KITH_NO_DATE) {
        kith_write_null(writer);
        return;
    }
    kith_date_format(date, text);
    kith_write_text(writer, text);
}

void kith_write_raw(kith_writer *writer, kith_text json)
{
    separate(writer);
    kith_put_one_line(writer->sink, json, !writer->compact);
}
