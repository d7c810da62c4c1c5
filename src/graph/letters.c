/* Folded words of names: which letters they are made of. */
#include "graph/letters.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

enum { FIRST_LETTER = 128, OTHER_LETTER = 255, MOST_PER_CODE = 3 };

/* Apostrophes are written in many ways or left out: "O'zbekiston". */
static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == '`' || code == 0x2BB || code == 0x2BC ||
           code == 0x2018 || code == 0x2019;
}

static unsigned char letter_of(const kith_alphabet *alphabet, uint32_t code)
{
    if (code < 0x80)
        return (unsigned char)code;
    for (size_t i = 0; i < alphabet->count; i++) {
        if (alphabet->codes[i] == code)
            return (unsigned char)(FIRST_LETTER + i);
    }
    return OTHER_LETTER;
}

/* The letters of one code point; a blank for what stands between words. */
static size_t letters_of(const kith_alphabet *alphabet,
                         uint32_t code,
                         unsigned char *out)
{
    char folded[KITH_FOLD_SIZE];
    const size_t bytes = is_apostrophe(code) ? 0 : kith_fold_code(code, folded);
    size_t count = 0;
    if (bytes && !kith_is_word_code(code)) {
        out[0] = ' ';
        return 1;
    }
    for (size_t at = 0, length; at < bytes && count < MOST_PER_CODE;
         at += length) {
        const uint32_t part = kith_utf8_decode(folded + at, &length);
        out[count++] = letter_of(alphabet, part);
    }
    return count;
}

static void add_letters(kith_alphabet *alphabet, uint32_t code)
{
    char folded[KITH_FOLD_SIZE];
    const size_t bytes = kith_fold_code(code, folded);
    for (size_t at = 0, length; at < bytes; at += length) {
        const uint32_t part = kith_utf8_decode(folded + at, &length);
        if (letter_of(alphabet, part) == OTHER_LETTER &&
            alphabet->count < KITH_LETTERS_MOST)
            alphabet->codes[alphabet->count++] = part;
    }
}

void kith_alphabet_init(kith_alphabet *alphabet, kith_text query)
{
    alphabet->count = 0;
    for (size_t at = 0, length; at < query.length; at += length)
        add_letters(alphabet, kith_utf8_decode(query.data + at, &length));
    for (uint32_t code = 0; code < KITH_LETTERS_KNOWN; code++) {
        unsigned char *known = alphabet->known[code];
        known[0] = (unsigned char)letters_of(alphabet, code, known + 1);
    }
}

/* Add a letter, or with a blank end the word that it follows. */
static void put_letter(kith_words *words, bool *open, unsigned char letter)
{
    if (letter == ' ') {
        *open = false;
        return;
    }
    if (words->length == KITH_WORDS_ROOM)
        return;
    if (!*open) {
        if (words->count == KITH_WORDS_MOST)
            return;
        words->words[words->count++] =
            (kith_word){.start = (uint32_t)words->length};
        *open = true;
    }
    kith_word *word = &words->words[words->count - 1];
    words->letters[words->length++] = (char)letter;
    word->length++;
    word->set |= UINT32_C(1) << (letter & 31);
}

void kith_words_of(const kith_alphabet *alphabet,
                   kith_text text,
                   kith_words *out)
{
    bool open = false;
    out->count = 0;
    out->length = 0;
    for (size_t at = 0, length; at < text.length; at += length) {
        unsigned char rare[1 + MOST_PER_CODE];
        const uint32_t code = kith_utf8_decode(text.data + at, &length);
        const unsigned char *letters = rare;
        if (code < KITH_LETTERS_KNOWN) {
            letters = alphabet->known[code];
        } else {
            rare[0] = (unsigned char)letters_of(alphabet, code, rare + 1);
        }
        for (unsigned char i = 1; i <= letters[0]; i++)
            put_letter(out, &open, letters[i]);
    }
}
