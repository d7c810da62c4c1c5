/* The escape of XML, which is valid for any bytes, and values as text. */
#include "export/xml.h"

#include "base/utf8.h"
#include "export/pieces.h"

#include <string.h>

/* How a byte begins, in the row of its kind. */
typedef enum byte_kind {
    PLAIN = 0,
    MARKUP, /* written as a reference */
    ILLEGAL,
    HIGH /* part of a longer code point */
} byte_kind;

static byte_kind kind_of(unsigned char byte)
{
    if (byte >= 0x80)
        return HIGH;
    if (byte < 0x20)
        return byte == '\t' || byte == '\n' || byte == '\r' ? MARKUP : ILLEGAL;
    return byte == '<' || byte == '>' || byte == '&' || byte == '"' ? MARKUP
                                                                    : PLAIN;
}

static const char *reference_of(char byte)
{
    static const char *const references[] = {
        ['\t'] = "&#9;", ['\n'] = "&#10;", ['\r'] = "&#13;", ['"'] = "&quot;",
        ['&'] = "&amp;", ['<'] = "&lt;",   ['>'] = "&gt;",
    };
    return references[(unsigned char)byte];
}

/* Code points that do not stand for themselves: XML 1.0 does not allow the
 * first two, and readers of XML 1.1 take the others for line ends. */
static const struct {
    const char *bytes;
    const char *instead;
    bool illegal;
} special[] = {
    {"\xEF\xBF\xBE", "\xEF\xBF\xBD", true },
    {"\xEF\xBF\xBF", "\xEF\xBF\xBD", true },
    {"\xC2\x85",     "&#x85;",       false},
    {"\xE2\x80\xA8", "&#x2028;",     false},
};

/* The row of the code point at `at`, or how many there are. */
static size_t special_at(const char *at, size_t length)
{
    size_t i = 0;
    while (i < sizeof special / sizeof *special &&
           (strlen(special[i].bytes) != length ||
            memcmp(special[i].bytes, at, length) != 0))
        i++;
    return i;
}

/* Whether a code point of this length that begins so may be special. */
static bool may_be_special(const char *at)
{
    return *at == '\xEF' || *at == '\xC2' || *at == '\xE2';
}

/* Bytes of the code point at `at`, if it stands for itself; 0 otherwise. */
static size_t legal_length(const char *at, const char *end)
{
    const size_t length = kith_utf8_length(at, (size_t)(end - at));
    return may_be_special(at) &&
                   special_at(at, length) < sizeof special / sizeof *special
               ? 0
               : length;
}

/* The end of what stands for itself. */
static const char *plain_end(const char *at, const char *end)
{
    while (at < end) {
        const byte_kind kind = kind_of((unsigned char)*at);
        size_t length = kind == PLAIN;
        if (kind == HIGH)
            length = legal_length(at, end);
        if (!length)
            break;
        at += length;
    }
    return at;
}

/* Write the code point at `at`, which does not stand for itself: a control
 * character as its picture, U+2400 and on. Returns its bytes. */
static size_t put_special(kith_sink *sink,
                          const char *at,
                          const char *end,
                          kith_losses *losses)
{
    char picture[4];
    const size_t length = kith_utf8_length(at, (size_t)(end - at));
    const size_t row = special_at(at, length);
    if (row < sizeof special / sizeof *special) {
        kith_put(sink, special[row].instead);
        kith_losses_add(losses, KITH_LOSS_CHARACTER, special[row].illegal);
        return length;
    }
    const uint32_t code = length == 1 ? 0x2400u + (unsigned char)*at : 0xFFFDu;
    kith_put_bytes(sink, picture, kith_utf8_encode(code, picture));
    kith_losses_add(losses, KITH_LOSS_CHARACTER, 1);
    return length ? length : 1;
}

void kith_put_xml(kith_sink *sink, kith_text text, kith_losses *losses)
{
    const char *at = text.data;
    const char *const end = at + text.length;
    while (at < end) {
        const char *const start = at;
        at = plain_end(at, end);
        kith_put_bytes(sink, start, (size_t)(at - start));
        if (at == end)
            break;
        if (kind_of((unsigned char)*at) == MARKUP) {
            kith_put(sink, reference_of(*at++));
            continue;
        }
        at += put_special(sink, at, end, losses);
    }
}

bool kith_xml_is_plain(const kith_attribute *attribute)
{
    return !attribute->is_list && !attribute->is_nested;
}

void kith_put_xml_json(kith_writing *w, kith_text json)
{
    const char *at = json.data;
    const char *const end = at + json.length;
    while (at < end) {
        const char *stop = at;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        kith_put_xml(&w->sink, (kith_text){at, (size_t)(stop - at)}, w->losses);
        for (at = stop; at < end && strchr(" \t\n\r", *at);)
            at++;
    }
}

void kith_put_xml_value(kith_writing *w,
                        kith_rows *rows,
                        const kith_row_value *value)
{
    const kith_attribute *attribute = value->attribute;
    const bool whole = *value->json.data == '[' || *value->json.data == '{';
    if (whole || attribute->is_nested) {
        kith_losses_add_value(w->losses,
                              attribute->is_nested ? KITH_LOSS_NESTED
                                                   : KITH_LOSS_LIST,
                              attribute);
        kith_put_xml_json(w, value->json);
        return;
    }
    if (attribute->type == KITH_ATTRIBUTE_MIXED && *value->json.data != '"')
        kith_losses_add_value(w->losses, KITH_LOSS_MIXED, attribute);
    kith_put_xml(&w->sink, kith_rows_text(rows, value->json), w->losses);
}
