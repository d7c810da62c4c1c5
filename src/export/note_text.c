/* Scalars of YAML, and lines of Markdown. */
#include "export/note_text.h"

#include "base/utf8.h"
#include "export/markdown.h"

#include <string.h>
#include <strings.h>

/* A key may have 1,024 characters, and an escape is up to six; longer ones are
 * marked. */
#define MOST_KEY 160

/* What YAML allows in quotes as it is. */
static bool is_printable(uint32_t code)
{
    if (code < 0xA0)
        return code >= 0x20 && code < 0x7F;
    return code != 0x2028 && code != 0x2029 && code != 0xFEFF &&
           (code < 0xD800 || code >= 0xE000) && (code & 0xFFFE) != 0xFFFE;
}

static void put_code(kith_sink *sink, uint32_t code)
{
    if (code == '\n') {
        kith_put(sink, "\\n");
    } else if (code == '"' || code == '\\') {
        kith_put_char(sink, '\\');
        kith_put_char(sink, (char)code);
    } else {
        kith_putf(sink, code > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)code);
    }
}

void kith_put_yaml_string(kith_sink *sink, kith_text text)
{
    const char *const end = text.data + text.length;
    kith_put_char(sink, '"');
    for (const char *at = text.data; at < end;) {
        size_t length = kith_utf8_length(at, (size_t)(end - at));
        const uint32_t code = length ? kith_utf8_decode(at, &length) : 0xFFFD;
        if (length && is_printable(code) && code != '"' && code != '\\') {
            kith_put_bytes(sink, at, length);
        } else {
            put_code(sink, code);
        }
        at += length ? length : 1;
    }
    kith_put_char(sink, '"');
}

/* Words that are values and no texts in one version of YAML or another. */
static bool is_value(kith_text key)
{
    static const char *const words[] = {"y",     "n",  "yes", "no",  "true",
                                        "false", "on", "off", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == key.length &&
            !strncasecmp(words[i], key.data, key.length))
            return true;
    }
    return false;
}

void kith_put_yaml_key(kith_sink *sink, kith_text key)
{
    bool plain = key.length && !is_value(key);
    for (size_t i = 0; plain && i < key.length; i++) {
        const char byte = key.data[i];
        plain =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
            (i && (byte == '_' || byte == '-' || (byte >= '0' && byte <= '9')));
    }
    const bool is_long = key.length > MOST_KEY;
    kith_put(sink, is_long ? "? " : "");
    if (plain) {
        kith_put_bytes(sink, key.data, key.length);
    } else {
        kith_put_yaml_string(sink, key);
    }
    kith_put(sink, is_long ? "\n: " : ": ");
}

/* In YAML 1.1 an exponent needs a point before it and a sign. */
void kith_put_yaml_number(kith_sink *sink, kith_text json)
{
    size_t mantissa = 0;
    while (mantissa < json.length && (json.data[mantissa] | 0x20) != 'e')
        mantissa++;
    kith_put_bytes(sink, json.data, mantissa);
    if (mantissa == json.length)
        return;
    if (!memchr(json.data, '.', mantissa))
        kith_put(sink, ".0");
    kith_put_char(sink, 'e');
    const char *exponent = json.data + mantissa + 1;
    if (*exponent != '+' && *exponent != '-')
        kith_put_char(sink, '+');
    kith_put_bytes(sink, exponent, json.length - mantissa - 1);
}

void kith_put_markdown(kith_sink *sink, kith_draft *draft, kith_text text)
{
    draft->length = 0;
    kith_draft_add_markdown(draft, text);
    kith_put_bytes(sink, draft->data, draft->length);
}

bool kith_is_web_address(kith_text text)
{
    static const char *const schemes[] = {"https://", "http://"};
    bool known = false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        const size_t length = strlen(schemes[i]);
        known |= text.length > length && !memcmp(text.data, schemes[i], length);
    }
    for (size_t i = 0; known && i < text.length; i++) {
        const unsigned char byte = (unsigned char)text.data[i];
        known = byte > 0x20 && byte < 0x7F && !strchr("<>\"{}|^`\\", byte);
    }
    return known;
}
