#ifndef KITH_GRAPH_LETTERS_H
#define KITH_GRAPH_LETTERS_H

#include "base/latin.h"
#include "base/romanize.h"

#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** Names taken apart into folded words, one byte a letter, so that they are
 *  compared letter by letter whatever the script; and what the words sound like
 *  in Latin letters, so that they are compared across scripts and spellings.
 *
 *  ASCII letters stand for themselves; the other letters of a query get numbers
 *  from 128 on, and letters that the query does not have are all 255: they can
 *  fit nothing in it. So the letters of a name only mean something beside the
 *  query whose alphabet was used. */

/** Counts up whenever other words, letters or sounds come out of a text, or an
 *  index of them has another form: one that was made by another number is out
 * of date. */
#define KITH_FOLDING_VERSION 2

enum {
    KITH_LETTERS_KNOWN = 0x700, /**< code points in a table: up to Arabic */
    KITH_LETTERS_MOST = 120,    /**< letters beyond ASCII that a query has */
    KITH_WORDS_MOST = 32,       /**< words that count, and … */
    KITH_WORDS_ROOM = 512,      /**< … letters: what follows is left out */
    KITH_SOUNDS_ROOM = 1024     /**< letters of their sounds */
};

/** What is known of a code point before its place in a text. */
typedef struct kith_letter {
    unsigned char letters[4];    /**< the first byte is their number */
    char latin[KITH_LATIN_SIZE]; /**< see below */
    unsigned char script;        /**< kith_letter_script */
} kith_letter;

/** How a letter is sounded. */
typedef enum kith_letter_script {
    KITH_SCRIPT_LATIN = 0,  /**< by `latin`, which may be "" */
    KITH_SCRIPT_CONSONANTS, /**< the same, without vowels */
    KITH_SCRIPT_DIGIT,      /**< not at all, and neither is its word */
    KITH_SCRIPT_STRANGE     /**< as ICU says */
} kith_letter_script;

/** The letters of a query. */
typedef struct kith_alphabet {
    uint32_t codes[KITH_LETTERS_MOST]; /**< of letters 128, 129, … */
    size_t count;
    bool silent;    /**< sounds are not asked for */
    bool leave_han; /**< Chinese characters have no sound: they take long */
    kith_romanizer *romanizer; /**< borrowed; NULL = none */
    kith_letter known[KITH_LETTERS_KNOWN];
} kith_alphabet;

/** One word: its place in the letters, and the set of letters it has, each as
 *  the bit of its lower five bits; the same of its sound, which is empty if it
 *  has none. */
typedef struct kith_word {
    uint32_t start;
    uint32_t length;
    uint32_t set;
    uint32_t sound;
    uint32_t sound_length;
    uint32_t sound_set;
    uint32_t from; /**< in the text: first byte, and byte after the last */
    uint32_t to;
    bool consonants; /**< the sound is of consonants only */
    bool dense;      /**< of a script that does not part words */
} kith_word;

/** A text as words, which stand without gaps in `letters`. */
typedef struct kith_words {
    char letters[KITH_WORDS_ROOM];
    char sounds[KITH_SOUNDS_ROOM];
    kith_word words[KITH_WORDS_MOST];
    size_t count;
    size_t length;  /**< letters in all words */
    size_t sounded; /**< letters in all sounds */
} kith_words;

/** Make the alphabet of a query. */
void kith_alphabet_init(kith_alphabet *alphabet,
                        kith_text query,
                        kith_romanizer *romanizer);

/** Take a text, of valid UTF-8, apart. */
void kith_words_of(const kith_alphabet *alphabet,
                   kith_text text,
                   kith_words *out);

/** The one word that folded letters and a sound make. */
void kith_words_one(const kith_alphabet *alphabet,
                    kith_text folded,
                    kith_text sound,
                    bool consonants,
                    kith_words *out);

/** The letters of a word of a text as folded UTF-8: at most KITH_WORDS_ROOM
 *  letters of four bytes. Returns its bytes. */
size_t kith_word_fold(kith_text text, const kith_word *word, char *out);

/** Whether a letter is of a script that parts no words: a part of a "word" is a
 *  word. */
bool kith_is_dense(uint32_t code);

/** The most bytes of a text that kith_unhyphenated() looks at. */
enum { KITH_HYPHENATED_MOST = 512 };

/** A text without the hyphens that join words, for "Al-Qaeda" is "Alqaeda";
 *  its bytes, 0 if there are none or the text is longer than
 *  KITH_HYPHENATED_MOST. */
size_t kith_unhyphenated(kith_text text, char out[KITH_HYPHENATED_MOST]);

/** Names that fit less are not worth showing. */
#define KITH_LEAST_FIT 0.6

/** How well a word fits a letter that it begins with. */
#define KITH_INITIAL_FIT 0.75

/** Typing errors that are forgiven in a word of so many letters. */
uint32_t kith_errors_forgiven(uint32_t letters);

/** How well a word of a name fits a word of a query, 0 to 1. */
double kith_word_fit(const kith_words *query,
                     size_t wanted,
                     const kith_words *name,
                     size_t word);

/** Says how well word `word` of a name fits word `wanted` of a query. */
typedef double kith_word_fits(const void *context, size_t wanted, size_t word);

/** What is left of a fit if the words that were taken are such a share of the
 *  letters of the name. */
static inline double kith_share_worth(double share)
{
    return 0.85 + 0.15 * share;
}

/** How well a name fits a query: 1 if its words are the query's, 0 if too
 *  little fits. Of the words of the name, `letters` long together, only the
 *  lengths count. See fit.c for what counts how much. */
double kith_words_fit_by(const kith_words *query,
                         const kith_word *words,
                         size_t count,
                         size_t letters,
                         kith_word_fits *fits,
                         const void *context);

/** The same, with words compared by kith_word_fit(). */
double kith_words_fit(const kith_words *query, const kith_words *name);

#endif /* KITH_GRAPH_LETTERS_H */
