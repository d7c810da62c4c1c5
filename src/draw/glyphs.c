/* Characters: reading UTF-8 that may be broken, widths, what stays together.
 * The tables are small on purpose; a wrong width here costs a line that is a
 * little too long, because Graphviz measures the text itself. */
#include "draw/glyphs.h"

#define REPLACEMENT       0xFFFD
#define ZERO_WIDTH_JOINER 0x200D

typedef struct range {
    uint32_t first;
    uint32_t last;
} range;

/* Combining marks, joiners, variation selectors, emoji modifiers. */
static const range marks[] = {
    {0x0300,  0x036F },
    {0x0483,  0x0489 },
    {0x0591,  0x05BD },
    {0x05BF,  0x05C7 },
    {0x0610,  0x061A },
    {0x064B,  0x065F },
    {0x0670,  0x0670 },
    {0x06D6,  0x06ED },
    {0x0900,  0x0903 },
    {0x093A,  0x094F },
    {0x0981,  0x0983 },
    {0x09BC,  0x09CD },
    {0x0A3C,  0x0A4D },
    {0x0BBE,  0x0BCD },
    {0x0E31,  0x0E31 },
    {0x0E34,  0x0E3A },
    {0x0E47,  0x0E4E },
    {0x1AB0,  0x1AFF },
    {0x1DC0,  0x1DFF },
    {0x200B,  0x200F },
    {0x202A,  0x202E },
    {0x2060,  0x206F },
    {0x20D0,  0x20FF },
    {0x3099,  0x309A },
    {0xFE00,  0xFE0F },
    {0xFE20,  0xFE2F },
    {0xFEFF,  0xFEFF },
    {0x1F3FB, 0x1F3FF},
    {0xE0020, 0xE007F},
    {0xE0100, 0xE01EF},
};

/* East Asian wide and emoji. */
static const range wide[] = {
    {0x1100,  0x115F },
    {0x2E80,  0x303E },
    {0x3041,  0x33FF },
    {0x3400,  0x4DBF },
    {0x4E00,  0x9FFF },
    {0xA000,  0xA4CF },
    {0xAC00,  0xD7A3 },
    {0xF900,  0xFAFF },
    {0xFE30,  0xFE6F },
    {0xFF01,  0xFF60 },
    {0xFFE0,  0xFFE6 },
    {0x1F1E6, 0x1F1FF},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

/* NameChar of XML 1.0, fifth edition, without the colon. */
static const range name_codes[] = {
    {'-',     '.'    },
    {'0',     '9'    },
    {'A',     'Z'    },
    {'_',     '_'    },
    {'a',     'z'    },
    {0x00B7,  0x00B7 },
    {0x00C0,  0x00D6 },
    {0x00D8,  0x00F6 },
    {0x00F8,  0x037D },
    {0x037F,  0x1FFF },
    {0x200C,  0x200D },
    {0x203F,  0x2040 },
    {0x2070,  0x218F },
    {0x2C00,  0x2FEF },
    {0x3001,  0xD7FF },
    {0xF900,  0xFDCF },
    {0xFDF0,  0xFFFC },
    {0x10000, 0xEFFFF},
};

/* White space that is not U+0020. */
static const range spaces[] = {
    {0x0009, 0x000D},
    {0x0085, 0x0085},
    {0x1680, 0x1680},
    {0x2000, 0x200A},
    {0x2028, 0x2029},
    {0x205F, 0x205F},
    {0x3000, 0x3000},
};

static bool within(const range *table, size_t size, uint32_t code)
{
    for (size_t i = 0; i < size; i++) {
        if (code >= table[i].first && code <= table[i].last)
            return true;
    }
    return false;
}

#define WITHIN(table, code) within(table, sizeof(table) / sizeof *(table), code)

bool draw_is_name_code(uint32_t code)
{
    return WITHIN(name_codes, code);
}

/* How many bytes follow a leading byte, and which bits it gives; the smallest
 * code point of that length keeps overlong forms out. */
static const struct {
    unsigned char mask;
    unsigned char lead;
    int more;
    uint32_t least;
} forms[] = {
    {0x80, 0x00, 0, 0      },
    {0xE0, 0xC0, 1, 0x80   },
    {0xF0, 0xE0, 2, 0x800  },
    {0xF8, 0xF0, 3, 0x10000},
};

static uint32_t decode(const char **at)
{
    const unsigned char *bytes = (const unsigned char *)*at;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if ((bytes[0] & forms[i].mask) != forms[i].lead)
            continue;
        uint32_t code = bytes[0] & (unsigned char)~forms[i].mask;
        for (int k = 1; k <= forms[i].more; k++) {
            if ((bytes[k] & 0xC0) != 0x80) {
                *at += 1;
                return REPLACEMENT;
            }
            code = code << 6 | (bytes[k] & 0x3F);
        }
        *at += forms[i].more + 1;
        return code < forms[i].least ? REPLACEMENT : code;
    }
    *at += 1;
    return REPLACEMENT;
}

uint32_t draw_code_next(const char **at)
{
    if (!**at)
        return 0;
    const uint32_t code = decode(at);
    if (WITHIN(spaces, code))
        return ' ';
    const bool unfit = code < 0x20 || (code >= 0x7F && code < 0xA0) ||
                       (code >= 0xD800 && code <= 0xDFFF) ||
                       (code >= 0xFDD0 && code <= 0xFDEF) ||
                       (code & 0xFFFE) == 0xFFFE || code > 0x10FFFF;
    return unfit ? REPLACEMENT : code;
}

void draw_code_put(draw_buffer *buffer, uint32_t code)
{
    char bytes[4];
    size_t length = 0;
    if (code < 0x80) {
        bytes[length++] = (char)code;
    } else if (code < 0x800) {
        bytes[length++] = (char)(0xC0 | code >> 6);
        bytes[length++] = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        bytes[length++] = (char)(0xE0 | code >> 12);
        bytes[length++] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[length++] = (char)(0x80 | (code & 0x3F));
    } else {
        bytes[length++] = (char)(0xF0 | code >> 18);
        bytes[length++] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[length++] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[length++] = (char)(0x80 | (code & 0x3F));
    }
    draw_put(buffer, bytes, length);
}

static bool is_regional(uint32_t code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

const char *draw_glyph_next(const char *at, size_t *columns)
{
    uint32_t last = draw_code_next(&at);
    bool half_flag = is_regional(last);
    *columns = WITHIN(marks, last) ? 0 : WITHIN(wide, last) ? 2 : 1;
    for (;;) {
        const char *ahead = at;
        const uint32_t code = draw_code_next(&ahead);
        const bool flag = half_flag && is_regional(code);
        const bool joined = last == ZERO_WIDTH_JOINER && code > 0xA0;
        if (!code || !(WITHIN(marks, code) || joined || flag))
            return at;
        half_flag = false;
        last = code;
        at = ahead;
    }
}

void draw_clean_put(draw_buffer *buffer, const char *text, size_t most)
{
    const size_t start = buffer->length;
    bool space = false;
    size_t count = 0;
    for (uint32_t code; (code = draw_code_next(&text)) != 0; count++) {
        if (count == most) {
            draw_puts(buffer, "…");
            return;
        }
        if (code == ' ') {
            space = buffer->length > start;
            continue;
        }
        if (space)
            draw_puts(buffer, " ");
        space = false;
        draw_code_put(buffer, code);
    }
}

bool draw_is_blank(const char *text)
{
    for (uint32_t code; (code = draw_code_next(&text)) != 0;) {
        if (code != ' ')
            return false;
    }
    return true;
}

/* Lower-case letters whose capital lies at a fixed distance. */
static const struct {
    range letters;
    int distance;
} capitals[] = {
    {{'a', 'z'},       -32},
    {{0x00E0, 0x00F6}, -32},
    {{0x00F8, 0x00FE}, -32},
    {{0x03B1, 0x03C1}, -32},
    {{0x03C3, 0x03CB}, -32},
    {{0x0430, 0x044F}, -32},
    {{0x0450, 0x045F}, -80},
};

void draw_capitals_put(draw_buffer *buffer, const char *clean)
{
    for (uint32_t code; (code = draw_code_next(&clean)) != 0;) {
        int distance = 0;
        for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
            if (within(&capitals[i].letters, 1, code))
                distance = capitals[i].distance;
        }
        draw_code_put(buffer, (uint32_t)((int64_t)code + distance));
    }
}
