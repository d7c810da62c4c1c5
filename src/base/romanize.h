#ifndef KITH_BASE_ROMANIZE_H
#define KITH_BASE_ROMANIZE_H

#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** Words of scripts that kith has no table for in Latin letters, by ICU where
 *  that is installed. It is loaded for the first such word; Chinese characters
 *  then take 0.25 s more. One thread at a time. */
typedef struct kith_romanizer kith_romanizer;

/** Letters of one word at most. */
enum { KITH_ROMAN_SIZE = 256 };

/** A romanizer that has loaded nothing yet; NULL if out of memory. */
kith_romanizer *kith_romanizer_new(void);

/** Release it. NULL is allowed. */
void kith_romanizer_free(kith_romanizer *romanizer);

/** A word, of valid UTF-8, in the letters a to z: how many are in `out`; 0 if
 *  there is no ICU, it does not know the script, or `romanizer` is NULL. */
size_t kith_romanize(kith_romanizer *romanizer,
                     kith_text word,
                     char out[KITH_ROMAN_SIZE]);

/** "72.1": the version of the ICU that a word has been asked of; "" if there is
 *  none, NULL if no word has been. Loads nothing. */
const char *kith_romanizer_used(const kith_romanizer *romanizer);

/** Whether a code point is a Chinese character. */
bool kith_is_han(uint32_t code);

#endif /* KITH_BASE_ROMANIZE_H */
