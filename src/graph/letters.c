/* Folded words of names: which letters they are made of, and how they sound. */
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

bool kith_is_dense(uint32_t code)
{
    return (code >= 0x2E80 && code < 0xAC00) ||
           (code >= 0xE00 && code < 0xF00) || kith_is_han(code);
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

/* The folded parts of a code point; none for an accent, a blank for what stands
 * between words. */
static size_t parts_of(uint32_t code, uint32_t parts[MOST_PER_CODE])
{
    char folded[KITH_FOLD_SIZE];
    const size_t bytes = is_apostrophe(code) ? 0 : kith_fold_code(code, folded);
    size_t count = 0;
    if (bytes && !kith_is_word_code(code)) {
        parts[0] = ' ';
        return 1;
    }
    for (size_t at = 0, length; at < bytes && count < MOST_PER_CODE;
         at += length)
        parts[count++] = kith_utf8_decode(folded + at, &length);
    return count;
}

/* -- single code points -------------------------------------------------- */

/* What a folded letter is in Latin, after what stands there already. */
static bool add_latin(uint32_t part, char latin[KITH_LATIN_SIZE])
{
    char letters[KITH_LATIN_SIZE];
    if (!kith_latin_code(part, 0, letters) ||
        strlen(latin) + strlen(letters) >= KITH_LATIN_SIZE)
        return false;
    memcpy(latin + strlen(latin), letters, strlen(letters) + 1);
    return true;
}

static void sound_letter(uint32_t code,
                         const uint32_t *parts,
                         size_t count,
                         kith_letter *out)
{
    out->latin[0] = '\0';
    out->script = KITH_SCRIPT_LATIN;
    if (count == 0 || *parts == ' ')
        return;
    if (*parts >= '0' && *parts <= '9') {
        out->script = KITH_SCRIPT_DIGIT;
        return;
    }
    if (kith_is_consonantal(code))
        out->script = KITH_SCRIPT_CONSONANTS;
    if (kith_latin_code(kith_code_lower(code), 0, out->latin))
        return;
    for (size_t i = 0; i < count; i++) {
        if (!add_latin(parts[i], out->latin))
            out->script = KITH_SCRIPT_STRANGE;
    }
}

static void letter_at(const kith_alphabet *alphabet,
                      uint32_t code,
                      kith_letter *out)
{
    uint32_t parts[MOST_PER_CODE];
    const size_t count = parts_of(code, parts);
    out->letters[0] = (unsigned char)count;
    for (size_t i = 0; i < count; i++)
        out->letters[1 + i] = letter_of(alphabet, parts[i]);
    sound_letter(code, parts, count, out);
}

static void add_letters(kith_alphabet *alphabet, uint32_t code)
{
    uint32_t parts[MOST_PER_CODE];
    const size_t count = parts_of(code, parts);
    for (size_t i = 0; i < count; i++) {
        if (letter_of(alphabet, parts[i]) == OTHER_LETTER &&
            alphabet->count < KITH_LETTERS_MOST)
            alphabet->codes[alphabet->count++] = parts[i];
    }
}

void kith_alphabet_init(kith_alphabet *alphabet,
                        kith_text query,
                        kith_romanizer *romanizer)
{
    alphabet->count = 0;
    alphabet->silent = false;
    alphabet->leave_han = false;
    alphabet->romanizer = romanizer;
    for (size_t at = 0, length; at < query.length; at += length)
        add_letters(alphabet, kith_utf8_decode(query.data + at, &length));
    for (uint32_t code = 0; code < KITH_LETTERS_KNOWN; code++)
        letter_at(alphabet, code, &alphabet->known[code]);
}

/* -- words --------------------------------------------------------------- */

enum { LATIN_MOST = 256 };

/* The words of a text, of which the last may be open still. */
typedef struct {
    const kith_alphabet *alphabet;
    kith_text text;
    kith_words *out;
    kith_word *word; /* the open one, or NULL */
    char latin[LATIN_MOST];
    size_t latin_length;
    kith_letter_script script; /* the strangest of the word's letters */
    uint32_t before;
} writing;

static uint32_t set_of(const char *letters, size_t length)
{
    uint32_t set = 0;
    for (size_t i = 0; i < length; i++)
        set |= UINT32_C(1) << (letters[i] & 31);
    return set;
}

static void put_sound(kith_words *out, kith_word *word, kith_text sound)
{
    const bool tiny = word->length > 1 && sound.length < 2;
    word->sound = (uint32_t)out->sounded;
    if (tiny || !sound.length || sound.length > KITH_SOUNDS_ROOM - out->sounded)
        return;
    memcpy(out->sounds + out->sounded, sound.data, sound.length);
    out->sounded += sound.length;
    word->sound_length = (uint32_t)sound.length;
    word->sound_set = set_of(sound.data, sound.length);
}

/* The Arabic article is written as part of its word, and apart in Latin. */
static kith_text without_article(const writing *w)
{
    static const char article[] = "\u0627\u0644";
    const kith_text latin = {w->latin, w->latin_length};
    const bool has = w->word->length > 4 && latin.length > 2 &&
                     !memcmp(w->text.data + w->word->from, article, 4);
    return has ? (kith_text){latin.data + 1, latin.length - 1} : latin;
}

/* What ICU makes of a word of another script. */
static void romanize(writing *w)
{
    const kith_alphabet *alphabet = w->alphabet;
    const kith_text word = {w->text.data + w->word->from,
                            w->word->to - w->word->from};
    char letters[KITH_ROMAN_SIZE];
    w->latin_length = 0;
    if (w->word->dense && alphabet->leave_han)
        return;
    const size_t length = kith_romanize(alphabet->romanizer, word, letters);
    if (length > LATIN_MOST)
        return;
    memcpy(w->latin, letters, length);
    w->latin_length = length;
}

static void end_word(writing *w)
{
    char sound[2 * LATIN_MOST];
    kith_word *word = w->word;
    if (word && !w->alphabet->silent && w->script != KITH_SCRIPT_DIGIT) {
        if (w->script == KITH_SCRIPT_STRANGE)
            romanize(w);
        kith_text latin = {w->latin, w->latin_length};
        word->consonants = w->script == KITH_SCRIPT_CONSONANTS;
        latin = word->consonants ? without_article(w)
                                 : (kith_text){sound, kith_sound(latin, sound)};
        put_sound(w->out, word, latin);
    }
    w->word = NULL;
}

/* False if there is no room for one more word. */
static bool begin_word(writing *w, size_t from, uint32_t code)
{
    kith_words *out = w->out;
    if (out->count == KITH_WORDS_MOST)
        return false;
    w->word = &out->words[out->count++];
    *w->word = (kith_word){.start = (uint32_t)out->length,
                           .from = (uint32_t)from,
                           .dense = kith_is_dense(code)};
    w->latin_length = 0;
    w->script = KITH_SCRIPT_LATIN;
    return true;
}

static void put_latin(writing *w, uint32_t code, const kith_letter *letter)
{
    const char *latin = letter->latin;
    char again[KITH_LATIN_SIZE];
    if (letter->script > w->script)
        w->script = (kith_letter_script)letter->script;
    code = kith_code_lower(code);
    if (kith_latin_looks_back(code) && kith_latin_code(code, w->before, again))
        latin = again;
    for (; *latin && w->latin_length < LATIN_MOST; latin++)
        w->latin[w->latin_length++] = *latin;
    w->before = code;
}

static void put_letters(writing *w,
                        size_t at,
                        size_t length,
                        uint32_t code,
                        const kith_letter *letter)
{
    kith_words *out = w->out;
    if (letter->letters[0] && letter->letters[1] == ' ') {
        end_word(w);
        return;
    }
    if (letter->letters[0] == 0 || out->length == KITH_WORDS_ROOM ||
        (!w->word && !begin_word(w, at, code)))
        return;
    for (unsigned char i = 1; i <= letter->letters[0]; i++) {
        if (out->length == KITH_WORDS_ROOM)
            break;
        out->letters[out->length++] = (char)letter->letters[i];
        w->word->length++;
        w->word->set |= UINT32_C(1) << (letter->letters[i] & 31);
    }
    w->word->to = (uint32_t)(at + length);
    if (!w->alphabet->silent)
        put_latin(w, code, letter);
}

void kith_words_of(const kith_alphabet *alphabet,
                   kith_text text,
                   kith_words *out)
{
    writing w = {.alphabet = alphabet, .text = text, .out = out};
    out->count = out->length = out->sounded = 0;
    for (size_t at = 0, length; at < text.length; at += length) {
        const uint32_t code = kith_utf8_decode(text.data + at, &length);
        if (code < KITH_LETTERS_KNOWN) {
            put_letters(&w, at, length, code, &alphabet->known[code]);
        } else {
            kith_letter rare;
            letter_at(alphabet, code, &rare);
            put_letters(&w, at, length, code, &rare);
        }
    }
    end_word(&w);
}

void kith_words_one(const kith_alphabet *alphabet,
                    kith_text folded,
                    kith_text sound,
                    bool consonants,
                    kith_words *out)
{
    kith_word *word = &out->words[0];
    out->count = 1;
    out->length = out->sounded = 0;
    for (size_t at = 0, length;
         at < folded.length && out->length < KITH_WORDS_ROOM; at += length) {
        const uint32_t code = kith_utf8_decode(folded.data + at, &length);
        out->letters[out->length++] = (char)letter_of(alphabet, code);
    }
    *word =
        (kith_word){.length = (uint32_t)out->length, .consonants = consonants};
    if (folded.length)
        word->dense =
            kith_is_dense(kith_utf8_decode(folded.data, &(size_t){0}));
    word->set = set_of(out->letters, out->length);
    put_sound(out, word, sound);
}

size_t kith_word_fold(kith_text text, const kith_word *word, char *out)
{
    size_t used = 0;
    uint32_t letters = 0;
    for (size_t at = word->from, length; at < word->to; at += length) {
        uint32_t parts[MOST_PER_CODE];
        const uint32_t code = kith_utf8_decode(text.data + at, &length);
        const size_t count = parts_of(code, parts);
        for (size_t i = 0; i < count && letters < word->length; i++, letters++)
            used += kith_utf8_encode(parts[i], out + used);
    }
    return used;
}

/* -- hyphens ------------------------------------------------------------- */

/* Bytes of a hyphen: one of ASCII, U+2010 or U+2011. */
static size_t hyphen_at(kith_text rest)
{
    if (*rest.data == '-')
        return 1;
    return rest.length > 3 && (!memcmp(rest.data, "\u2010", 3) ||
                               !memcmp(rest.data, "\u2011", 3))
               ? 3
               : 0;
}

static bool is_letter_byte(char byte)
{
    return (byte & 0x80) || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

size_t kith_unhyphenated(kith_text text, char out[KITH_HYPHENATED_MOST])
{
    size_t used = 0;
    if (text.length > KITH_HYPHENATED_MOST ||
        (!memchr(text.data, '-', text.length) &&
         !memmem(text.data, text.length, "\u2010", 2)))
        return 0;
    for (size_t at = 0; at < text.length;) {
        const size_t hyphen =
            hyphen_at((kith_text){text.data + at, text.length - at});
        const size_t after = at + hyphen;
        if (hyphen && at && after < text.length &&
            is_letter_byte(text.data[at - 1]) &&
            is_letter_byte(text.data[after])) {
            at = after;
        } else {
            out[used++] = text.data[at++];
        }
    }
    return used < text.length ? used : 0;
}
