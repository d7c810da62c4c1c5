#ifndef KITH_BASE_LATIN_H
#define KITH_BASE_LATIN_H

#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** How names sound, roughly, in Latin letters: what is left when the ways in
 *  which languages write a name are taken away, so that "Чайковский",
 *  "Tchaikovsky" and "Čajkovskij" are one. */

/** Letters and a NUL of one code point in Latin. */
enum { KITH_LATIN_SIZE = 6 };

/** A lower-case code point in Latin letters, a to z: Latin letters with a mark
 *  or of a shape of their own, Greek, Cyrillic, and the consonants of Arabic
 *  and Hebrew. False if none of these has it; a sign that is not sounded gives
 *  "". `before` is the lower-case code point before it, or 0. */
bool kith_latin_code(uint32_t code, uint32_t before, char out[KITH_LATIN_SIZE]);

/** Whether the code point before makes a difference to one. */
static inline bool kith_latin_looks_back(uint32_t code)
{
    return code == 0x3C5 || code == 0x451;
}

/** Whether a letter is of a script whose words are written without vowels:
 *  Arabic or Hebrew. */
bool kith_is_consonantal(uint32_t code);

/** The sound of a word in Latin letters, a to z; never longer than twice the
 *  word. Returns its length. */
size_t kith_sound(kith_text latin, char *out);

/** The consonants that a sound has and that Arabic or Hebrew would write, the
 *  first of them in the highest bits, five bits each, at most eight; 0 if there
 *  are fewer than two. */
uint64_t kith_consonants(kith_text sound);

#endif /* KITH_BASE_LATIN_H */
