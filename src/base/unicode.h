#ifndef KITH_BASE_UNICODE_H
#define KITH_BASE_UNICODE_H

#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** Columns that valid UTF-8 takes on a terminal: 2 for wide characters, 0 for
 *  combining marks and control characters. */
size_t kith_display_width(kith_text text);

/** Bytes of the longest beginning of `text` that takes at most `columns`
 *  columns, cut between grapheme clusters. */
size_t kith_display_fit(kith_text text, size_t columns);

/** Fold case and accents away, for comparing names: canonical decomposition,
 *  accents dropped, Unicode case folding; `ё` becomes `е`, `ß` becomes `ss`.
 *  Invisible characters go too; vowel signs of Indic scripts stay.
 *
 *  @return NUL-terminated text, released with kith_release(); NULL if out of
 *          memory
 */
char *kith_fold(kith_text text);

/** Room for one folded code point. */
#define KITH_FOLD_SIZE 64

/** Fold one code point into UTF-8, without a NUL; `out` holds KITH_FOLD_SIZE
 *  bytes. Returns the bytes written, 0 for an accent. A folded text is its
 *  folded code points in a row. */
size_t kith_fold_code(uint32_t code, char *out);

/** A code point in small or in capital letters; itself if it has none. */
uint32_t kith_code_lower(uint32_t code);
uint32_t kith_code_upper(uint32_t code);

/** Whether a code point belongs to a word: letters, digits and marks. */
bool kith_is_word_code(uint32_t code);

#endif /* KITH_BASE_UNICODE_H */
