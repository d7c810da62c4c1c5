#ifndef KITH_GRAPH_LETTERS_H
#define KITH_GRAPH_LETTERS_H

#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** Names taken apart into folded words, one byte a letter, so that they are
 *  compared letter by letter whatever the script.
 *
 *  ASCII letters stand for themselves; the other letters of a query get numbers
 *  from 128 on, and letters that the query does not have are all 255: they can
 *  fit nothing in it. So the letters of a name only mean something beside the
 *  query whose alphabet was used. */

enum {
    KITH_LETTERS_KNOWN = 0x700, /**< code points in a table: up to Arabic */
    KITH_LETTERS_MOST = 120,    /**< letters beyond ASCII that a query has */
    KITH_WORDS_MOST = 32,       /**< words that count, and … */
    KITH_WORDS_ROOM = 512       /**< … letters: what follows is left out */
};

/** The letters of a query. */
typedef struct kith_alphabet {
    uint32_t codes[KITH_LETTERS_MOST]; /**< of letters 128, 129, … */
    size_t count;
    /** Letters of each known code point; the first byte is their number. */
    unsigned char known[KITH_LETTERS_KNOWN][4];
} kith_alphabet;

/** One word: its place in the letters, and the set of letters it has, each as
 *  the bit of its lower five bits. */
typedef struct kith_word {
    uint32_t start;
    uint32_t length;
    uint32_t set;
} kith_word;

/** A text as words, which stand without gaps in `letters`. */
typedef struct kith_words {
    char letters[KITH_WORDS_ROOM];
    kith_word words[KITH_WORDS_MOST];
    size_t count;
    size_t length; /**< letters in all words */
} kith_words;

/** Make the alphabet of a query. */
void kith_alphabet_init(kith_alphabet *alphabet, kith_text query);

/** Take a text, of valid UTF-8, apart. */
void kith_words_of(const kith_alphabet *alphabet,
                   kith_text text,
                   kith_words *out);

/** How well a name fits a query: 1 if its words are the query's, 0 if too
 *  little fits. See fit.c for what counts how much. */
double kith_words_fit(const kith_words *query, const kith_words *name);

#endif /* KITH_GRAPH_LETTERS_H */
