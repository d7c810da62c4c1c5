/* Texts, JSON and numbers as a page holds them. */
#include "export/html_text.h"

#include "base/number.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* Longer numbers may have more digits than a double. */
#define LONGEST_NUMBER 15

static const char *entity_of(unsigned char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
    case '\n':
        return NULL;
    }
    return byte < 0x20 || byte == 0x7F ? REPLACEMENT : NULL;
}

void kith_put_html(kith_sink *sink, kith_text text)
{
    const char *at = text.data;
    const char *const end = at + text.length;
    while (at < end) {
        const unsigned char byte = (unsigned char)*at;
        const size_t length =
            byte < 0x80 ? 1 : kith_utf8_length(at, (size_t)(end - at));
        const char *entity = length ? entity_of(byte) : REPLACEMENT;
        if (entity)
            kith_put(sink, entity);
        else
            kith_put_bytes(sink, at, length);
        at += length ? length : 1;
    }
}

void kith_put_script_string(kith_sink *sink, kith_text text)
{
    const char *at = text.data;
    const char *const end = at + text.length;
    kith_put_char(sink, '"');
    for (;;) {
        const char *const bracket = memchr(at, '<', (size_t)(end - at));
        const char *const stop = bracket ? bracket : end;
        kith_put_json_part(sink, (kith_text){at, (size_t)(stop - at)});
        if (!bracket)
            break;
        kith_put(sink, "\\u003c");
        at = bracket + 1;
    }
    kith_put_char(sink, '"');
}

/* The end of the string whose first quote stands at `at`. */
static const char *end_of_string(const char *at)
{
    for (at++; *at != '"'; at++) {
        if (*at == '\\')
            at++;
    }
    return at + 1;
}

/* A string with its escapes as they are. */
static void put_raw_string(kith_sink *sink, const char *at, const char *end)
{
    while (at < end) {
        const char *const bracket = memchr(at, '<', (size_t)(end - at));
        const char *const stop = bracket ? bracket : end;
        kith_put_bytes(sink, at, (size_t)(stop - at));
        if (bracket)
            kith_put(sink, "\\u003c");
        at = bracket ? bracket + 1 : end;
    }
}

static void put_word(kith_sink *sink, const char *at, const char *end)
{
    const bool is_long = end - at > LONGEST_NUMBER;
    kith_put(sink, is_long ? "\"" : "");
    kith_put_bytes(sink, at, (size_t)(end - at));
    kith_put(sink, is_long ? "\"" : "");
}

void kith_put_script_json(kith_sink *sink, kith_text json)
{
    const char *at = json.data;
    const char *const end = at + json.length;
    while (at < end) {
        const char *stop = at + 1;
        if (*at == '"') {
            stop = end_of_string(at);
            put_raw_string(sink, at, stop);
        } else if (strchr("{}[],:", *at)) {
            kith_put_char(sink, *at);
        } else if (!strchr(" \t\n\r", *at)) { /* a number, true, false, null */
            while (stop < end && !strchr(" \t\n\r{}[],:", *stop))
                stop++;
            put_word(sink, at, stop);
        }
        at = stop;
    }
}

void kith_put_short_number(kith_sink *sink, double value)
{
    char text[KITH_NUMBER_SIZE];
    if (!isfinite(value) || value == floor(value)) {
        kith_put_number(sink, value);
        return;
    }
    const int digits = 5 - (int)floor(log10(fabs(value)));
    if (digits > 17)
        kith_put_number(sink, value);
    else
        kith_put(sink, kith_number_fixed(value, digits < 0 ? 0 : digits, text));
}
