/* What Unicode knows about characters: width, clusters and folding; the wall
 * round utf8proc. Bytes that are not UTF-8 count as U+FFFD. */
#include "base/unicode.h"

#include "base/alloc.h"
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum {
    REPLACEMENT = 0xFFFD,
    MOST_FOLDED = KITH_FOLD_SIZE / 4,
    FOLDING = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE
};

static uint32_t next_code(kith_text text, size_t at, size_t *length)
{
    if (kith_utf8_length(text.data + at, text.length - at))
        return kith_utf8_decode(text.data + at, length);
    *length = 1;
    return REPLACEMENT;
}

/* Printable ASCII that `text` begins with. */
static size_t plain_length(kith_text text)
{
    size_t at = 0;
    while (at < text.length && text.data[at] >= ' ' && text.data[at] < 0x7F)
        at++;
    return at;
}

/* The cluster at `at` takes as many columns as its widest code point, so that
 * an emoji with a modifier, or several joined ones, take two as they do on
 * screen; of the two letters of a flag each takes one. */
static size_t cluster_at(kith_text text, size_t at, size_t *columns)
{
    utf8proc_int32_t state = 0;
    size_t widest = 0;
    size_t flag = 0;
    uint32_t before = 0;
    size_t end = at;
    while (end < text.length) {
        size_t length;
        const uint32_t code = next_code(text, end, &length);
        if (end > at &&
            utf8proc_grapheme_break_stateful((utf8proc_int32_t)before,
                                             (utf8proc_int32_t)code, &state))
            break;
        const int width = utf8proc_charwidth((utf8proc_int32_t)code);
        widest = width > (int)widest ? (size_t)width : widest;
        flag += code >= 0x1F1E6 && code <= 0x1F1FF;
        before = code;
        end += length;
    }
    *columns = flag > widest ? flag : widest;
    return end - at;
}

size_t kith_display_fit(kith_text text, size_t columns)
{
    const size_t plain = plain_length(text);
    if (plain == text.length)
        return plain < columns ? plain : columns;
    size_t at = 0;
    while (at < text.length) {
        size_t width;
        const size_t length = cluster_at(text, at, &width);
        if (width > columns)
            break;
        columns -= width;
        at += length;
    }
    return at;
}

size_t kith_display_width(kith_text text)
{
    if (plain_length(text) == text.length)
        return text.length;
    size_t columns = 0;
    size_t width;
    for (size_t at = 0; at < text.length; columns += width)
        at += cluster_at(text, at, &width);
    return columns;
}

/* Accents have a combining class; Indic vowel signs, without which a name is
 * another name, have none. */
static bool is_accent(utf8proc_int32_t code)
{
    return utf8proc_get_property(code)->combining_class != 0;
}

size_t kith_fold_code(uint32_t code, char *out)
{
    if (code < 0x80) {
        *out = (char)(code >= 'A' && code <= 'Z' ? code + 'a' - 'A' : code);
        return 1;
    }
    utf8proc_int32_t parts[MOST_FOLDED];
    int unused_boundary = 0;
    const utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code, parts, MOST_FOLDED,
                                (utf8proc_option_t)FOLDING, &unused_boundary);
    size_t length = 0;
    for (utf8proc_ssize_t i = 0; i < count && i < MOST_FOLDED; i++) {
        if (!is_accent(parts[i]))
            length += kith_utf8_encode((uint32_t)parts[i], out + length);
    }
    return length;
}

/* Fold into `out`, or only count if it is NULL; the bytes. */
static size_t fold_into(kith_text text, char *out)
{
    size_t used = 0;
    for (size_t at = 0; at < text.length;) {
        char folded[KITH_FOLD_SIZE];
        size_t length;
        const uint32_t code = next_code(text, at, &length);
        const size_t bytes = kith_fold_code(code, folded);
        if (out)
            memcpy(out + used, folded, bytes);
        used += bytes;
        at += length;
    }
    return used;
}

char *kith_fold(kith_text text)
{
    char *folded = KITH_NEW(char, fold_into(text, NULL) + 1);
    if (folded)
        fold_into(text, folded);
    return folded;
}

uint32_t kith_code_lower(uint32_t code)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t kith_code_upper(uint32_t code)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

bool kith_is_word_code(uint32_t code)
{
    const utf8proc_category_t category =
        utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}
