/* The escape of Markdown. */
#include "export/markdown.h"

#include "base/utf8.h"

#include <string.h>

/* What begins something anywhere in a line: emphasis, code, links, tags,
 * comments, mathematics, entities, tables. */
static bool is_mark(char byte)
{
    return byte && strchr("\\`*_[]<>#|~$=%^&", byte);
}

/* Whether the byte makes a list or a rule of its line. */
static bool begins_block(kith_text text, const char *at)
{
    const char *digit = text.data;
    if (*at == '-' || *at == '+')
        return at == text.data;
    if (*at != '.' && *at != ')')
        return false;
    while (digit < at && *digit >= '0' && *digit <= '9')
        digit++;
    return digit == at && at > text.data;
}

static bool is_plain(kith_text text, const char *at)
{
    const unsigned char byte = (unsigned char)*at;
    return byte >= 0x20 && byte < 0x7F && !is_mark(*at) &&
           !begins_block(text, at);
}

/* U+2400 for U+0000, …, U+2421 for U+007F. */
static void add_picture(kith_draft *draft, unsigned char control)
{
    char picture[4];
    const uint32_t code = 0x2400u + (control == 0x7F ? 0x21u : control);
    kith_draft_add_bytes(draft, picture, kith_utf8_encode(code, picture));
}

/* Append the code point at `at`, which is not plain; returns its bytes. */
static size_t add_escaped(kith_draft *draft, const char *at, const char *end)
{
    const unsigned char byte = (unsigned char)*at;
    if (byte >= 0x80) {
        const size_t length = kith_utf8_length(at, (size_t)(end - at));
        kith_draft_add_bytes(draft, length ? at : "\xEF\xBF\xBD",
                             length ? length : 3);
        return length ? length : 1;
    }
    if (byte == '\n' || byte == '\t') {
        kith_draft_add_bytes(draft, " ", 1);
    } else if (byte < 0x20 || byte == 0x7F) {
        add_picture(draft, byte);
    } else {
        const char escaped[2] = {'\\', *at};
        kith_draft_add_bytes(draft, escaped, sizeof escaped);
    }
    return 1;
}

void kith_draft_add_markdown(kith_draft *draft, kith_text text)
{
    const char *at = text.data;
    const char *const end = at + text.length;
    while (at < end) {
        const char *const start = at;
        while (at < end && is_plain(text, at))
            at++;
        kith_draft_add_bytes(draft, start, (size_t)(at - start));
        if (at < end)
            at += add_escaped(draft, at, end);
    }
}
