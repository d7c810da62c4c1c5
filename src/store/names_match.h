#ifndef KITH_STORE_NAMES_MATCH_H
#define KITH_STORE_NAMES_MATCH_H

#include "graph/question.h"
#include "store/names.h"

/** A word of the index that fits a word of a question. */
typedef struct kith_names_fit {
    uint32_t word;
    uint32_t length; /**< letters */
    double fit;      /**< kith_word_fit() */
} kith_names_fit;

/** All words that fit one, by number. Released with kith_release(items). */
typedef struct kith_names_fits {
    kith_names_fit *items;
    size_t count;
    size_t room;
} kith_names_fits;

/** Whether no word fits one of a question better than KITH_INITIAL_FIT
 *  but those that are the letter, or sound like it. */
bool kith_names_is_letter(const kith_question *question,
                          size_t form,
                          size_t wanted);

/** Find every word of the index that fits word `wanted` of a form of a
 *  question; of a letter `only` those that are it, or sound like it.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (a damaged index); KITH_E_IO; KITH_E_MEMORY
 *
 *  Cost: some µs a list of three letters, 0.1 µs a word that may fit.
 */
KITH_NODISCARD kith_status kith_names_match(kith_names *names,
                                            const kith_question *question,
                                            size_t form,
                                            size_t wanted,
                                            bool only,
                                            kith_names_fits *out,
                                            kith_error *err);

#endif /* KITH_STORE_NAMES_MATCH_H */
