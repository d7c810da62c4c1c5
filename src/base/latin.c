/* Names in Latin letters, and how those sound.
 *
 * Arabic and Hebrew letters that stand for a vowel as often as not are left
 * out, and so is what sounds like "j" in one name and like "g" in the next.
 *
 * The tables follow what English, French and German texts print, loosely: a
 * sound is for comparing, and is never shown. */
#include "base/latin.h"

#include <string.h>

typedef struct {
    uint32_t first; /* code point */
    uint32_t count;
    const char (*letters)[KITH_LATIN_SIZE];
} range;

static const char greek[][KITH_LATIN_SIZE] = {
    "a", "v", "g", "d", "e", "z", "i", "th", "i", "k",  "l",  "m", "n",
    "x", "o", "p", "r", "s", "s", "t", "y",  "f", "ch", "ps", "o",
};

static const char cyrillic[][KITH_LATIN_SIZE] = {
    "a",
    "b",
    "v",
    "g",
    "d",
    "e",
    "zh",
    "z",
    "i",
    "y",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
    "f",
    "kh",
    "ts",
    "ch",
    "sh",
    "shch",
    "",
    "y",
    "",
    "e",
    "yu",
    "ya",
    /* U+0450: Serbian, Macedonian, Ukrainian, Belarusian */
    "e",
    "yo",
    "dj",
    "g",
    "ye",
    "dz",
    "i",
    "yi",
    "j",
    "lj",
    "nj",
    "ch",
    "k",
    "i",
    "u",
    "dzh",
};

static const char hebrew[][KITH_LATIN_SIZE] = {
    "",  "b", "g", "d", "h", "",  "z", "h", "t", "",  "k", "k", "l", "m",
    "m", "n", "n", "s", "",  "p", "p", "c", "c", "k", "r", "s", "t",
};

static const char arabic[][KITH_LATIN_SIZE] = {
    /* U+0621 */
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "b",
    "",
    "t",
    "t",
    "",
    "h",
    "h",
    "d",
    "d",
    "r",
    "z",
    "s",
    "s",
    "s",
    "d",
    "t",
    "z",
    "",
    "g",
    /* U+063B: not in names */
    "k",
    "k",
    "",
    "",
    "",
    "",
    /* U+0641 */
    "f",
    "k",
    "k",
    "l",
    "m",
    "n",
    "h",
    "",
    "",
    "",
};

static const range ranges[] = {
    {0x3B1, sizeof greek / sizeof *greek,       greek   },
    {0x430, sizeof cyrillic / sizeof *cyrillic, cyrillic},
    {0x5D0, sizeof hebrew / sizeof *hebrew,     hebrew  },
    {0x621, sizeof arabic / sizeof *arabic,     arabic  },
};

/* Single letters, by code point. */
static const struct {
    uint32_t code;
    char letters[KITH_LATIN_SIZE];
} singles[] = {
    {0xDF,  "ss"}, /* ß */
    {0xE6,  "ae"}, /* æ */
    {0xE7,  "ch"}, /* ç */
    {0xF0,  "d" }, /* ð */
    {0xF8,  "o" }, /* ø */
    {0xFE,  "th"}, /* þ */
    {0x107, "ch"}, /* ć */
    {0x10D, "ch"}, /* č */
    {0x111, "dj"}, /* đ */
    {0x127, "h" }, /* ħ */
    {0x131, "i" }, /* ı */
    {0x142, "l" }, /* ł */
    {0x14B, "ng"}, /* ŋ */
    {0x153, "oe"}, /* œ */
    {0x15B, "sh"}, /* ś */
    {0x15F, "sh"}, /* ş */
    {0x161, "sh"}, /* š */
    {0x17A, "zh"}, /* ź */
    {0x17E, "zh"}, /* ž */
    {0x219, "sh"}, /* ș */
    {0x21B, "ts"}, /* ț */
    {0x259, "a" }, /* ə */
    {0x491, "g" }, /* ґ */
    {0x493, "gh"}, /* ғ */
    {0x497, "zh"}, /* җ */
    {0x49B, "k" }, /* қ */
    {0x4A3, "ng"}, /* ң */
    {0x4AF, "u" }, /* ү */
    {0x4B1, "u" }, /* ұ */
    {0x4B3, "h" }, /* ҳ */
    {0x4B7, "j" }, /* ҷ */
    {0x4BB, "h" }, /* һ */
    {0x4D9, "a" }, /* ә */
    {0x4E9, "o" }, /* ө */
    {0x67E, "p" }, /* پ */
    {0x686, "c" }, /* چ */
    {0x698, "z" }, /* ژ */
    {0x6A9, "k" }, /* ک */
    {0x6AF, "g" }, /* گ */
    {0x6C0, ""  }, /* ۀ */
    {0x6C1, "h" }, /* ہ */
    {0x6CC, ""  }, /* ی */
    {0x6D2, ""  }, /* ے */
};

bool kith_is_consonantal(uint32_t code)
{
    return (code >= 0x5D0 && code <= 0x5EA) || (code >= 0x621 && code <= 0x6D3);
}

static const char *find_single(uint32_t code)
{
    size_t low = 0;
    for (size_t high = sizeof singles / sizeof *singles; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (singles[middle].code == code)
            return singles[middle].letters;
        if (singles[middle].code < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* What two letters are after another: "ου" is "u", and "ё" is "e" after "ж",
 * "ч", "ш" and "щ", as in "Khrushchev". */
static const char *after(uint32_t code, uint32_t before)
{
    if (code == 0x3C5)
        return before == 0x3BF ? "u" : NULL;
    return before == 0x436 || (before >= 0x447 && before <= 0x449) ? "e" : NULL;
}

bool kith_latin_code(uint32_t code, uint32_t before, char out[KITH_LATIN_SIZE])
{
    const char *letters = find_single(code);
    if (code >= 'a' && code <= 'z') {
        out[0] = (char)code;
        out[1] = '\0';
        return true;
    }
    if (kith_latin_looks_back(code))
        letters = after(code, before);
    for (size_t i = 0; !letters && i < sizeof ranges / sizeof *ranges; i++) {
        if (code >= ranges[i].first && code - ranges[i].first < ranges[i].count)
            letters = ranges[i].letters[code - ranges[i].first];
    }
    if (letters)
        memcpy(out, letters, strlen(letters) + 1);
    return letters != NULL;
}

/* -- sound --------------------------------------------------------------- */

typedef struct {
    char from[5];
    uint8_t takes; /* letters of `from`; the others are only looked at */
    char to[3];
} rule;

enum { MOST_RULES = 8 };

/* By first letter, the longest first; a letter without a rule stays. */
static const rule rules[26][MOST_RULES] = {
    ['b' - 'a'] = {{"bh", 2, "b"}  },
    ['c' - 'a'] = {                            {"ch", 2, "c"},
                   {"cz", 2, "c"},
                   {"ck", 2, "k"},
                   {"ce", 1, "c"},
                   {"ci", 1, "c"},
                   {"cy", 1, "c"},
                   {"c", 1, "k"}},
    ['d' - 'a'] = {                                {"dzh", 3, "i"},   {"dh", 2, "d"}, {"dj", 2, "i"}},
    ['e' - 'a'] = {                                {"ee", 2, "i"}               },
    ['g' - 'a'] = {{"gh", 2, "g"} },
    ['i' - 'a'] = {                             {"ie", 2, "e"}, {"iy", 2, "i"}, {"ij", 2, "i"}},
    ['j' - 'a'] = {                  {"je", 2, "e"},   {"j", 1, "i"}},
    ['k' - 'a'] = {{"kh", 2, "h"}               },
    ['o' - 'a'] = {            {"ou", 2, "u"},                {"oo", 2, "u"}},
    ['p' - 'a'] = {                                           {"ph", 2, "f"}  },
    ['q' - 'a'] = {{"q", 1, "k"}  },
    ['s' - 'a'] = {{"shch", 4, "sc"},
                   {"sch", 3, "s"},
                   {"sh", 2, "s"},
                   {"sz", 2, "s"}},
    ['t' - 'a'] = {                                        {"tsch", 4, "c"},
                   {"tch", 3, "c"},
                   {"ts", 2, "c"},
                   {"tz", 2, "c"},
                   {"th", 2, "t"}},
    ['w' - 'a'] = {                                {"w", 1, "v"}},
    ['x' - 'a'] = {                               {"x", 1, "ks"}  },
    ['y' - 'a'] = {                                {"ye", 2, "e"},    {"y", 1, "i"}},
    ['z' - 'a'] = {{"zh", 2, "z"},              {"zs", 2, "z"}},
};

static const rule *rule_at(kith_text rest)
{
    const rule *list = rules[*rest.data - 'a'];
    for (size_t i = 0; i < MOST_RULES && list[i].takes; i++) {
        const size_t length = strlen(list[i].from);
        if (length <= rest.length && !memcmp(rest.data, list[i].from, length))
            return &list[i];
    }
    return NULL;
}

/* Doubled letters sound as one. */
static size_t put(char *out, size_t used, char letter)
{
    if (used == 0 || out[used - 1] != letter)
        out[used++] = letter;
    return used;
}

size_t kith_sound(kith_text latin, char *out)
{
    size_t used = 0;
    for (size_t at = 0; at < latin.length;) {
        const kith_text rest = {latin.data + at, latin.length - at};
        const rule *found = rule_at(rest);
        if (!found) {
            used = put(out, used, *rest.data);
            at++;
            continue;
        }
        for (const char *to = found->to; *to; to++)
            used = put(out, used, *to);
        at += found->takes;
    }
    return used;
}

uint64_t kith_consonants(kith_text sound)
{
    uint64_t packed = 0;
    size_t count = 0;
    while (sound.length && sound.data[sound.length - 1] == 'h')
        sound.length--; /* hardly to be heard: Fatimah */
    for (size_t i = 0; i < sound.length && count < 8; i++) {
        if (strchr("aeiouv", sound.data[i]))
            continue;
        packed = packed << 5 | (uint64_t)(sound.data[i] - 'a' + 1);
        count++;
    }
    return count >= 2 ? packed : 0;
}
