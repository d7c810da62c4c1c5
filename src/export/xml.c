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

/* Bytes of the code point at `at`, if XML allows it; 0 otherwise. */
static size_t legal_length(const char *at, const char *end)
{
    const size_t length = kith_utf8_length(at, (size_t)(end - at));
    const bool none = length == 3 && !memcmp(at, "\xEF\xBF", 2) &&
                      (unsigned char)at[2] >= 0xBE; /* U+FFFE, U+FFFF */
    return none ? 0 : length;
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
        const size_t length = kith_utf8_length(at, (size_t)(end - at));
        kith_put(sink, "\xEF\xBF\xBD");
        kith_losses_add(losses, KITH_LOSS_CHARACTER, 1);
        at += length ? length : 1;
    }
}

bool kith_xml_is_plain(const kith_attribute *attribute)
{
    return !attribute->is_list && !attribute->is_nested;
}

/* JSON text without line ends and the spaces around them. */
static void put_json_text(kith_writing *w, kith_text json)
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
        kith_losses_add(w->losses,
                        attribute->is_nested ? KITH_LOSS_NESTED
                                             : KITH_LOSS_LIST,
                        1);
        put_json_text(w, value->json);
        return;
    }
    if (attribute->type == KITH_ATTRIBUTE_MIXED && *value->json.data != '"')
        kith_losses_add(w->losses, KITH_LOSS_MIXED, 1);
    kith_put_xml(&w->sink, kith_rows_text(rows, value->json), w->losses);
}

void kith_losses_add_null(kith_losses *losses, const kith_row_value *value)
{
    const kith_attribute *attribute = value->attribute;
    if (attribute->role == KITH_ROLE_NONE &&
        attribute->source != KITH_ATTRIBUTE_COLUMN)
        kith_losses_add(losses, KITH_LOSS_NULL, 1);
}
