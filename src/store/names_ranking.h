#ifndef KITH_STORE_NAMES_RANKING_H
#define KITH_STORE_NAMES_RANKING_H

/** The inside of kith_names_rank(). */

#include "store/names_rank.h"

/** What candidates are told apart by: how many steps up to 1. */
enum { KITH_NAMES_STEPS = 256 };

/** What a text can reach with the words of a form seen so far. Few texts of all
 *  are reached, so that these stand in a table by hash: pages that are touched
 *  for the first time cost more than all else. */
typedef struct kith_names_reach {
    uint32_t text; /**< its number + 1; 0 = free */
    float sum;
    float last;       /**< of which by the last word that it has */
    uint32_t stamp;   /**< of that word */
    uint16_t letters; /**< of the text */
    uint16_t covered; /**< of these by words that fit, at most */
    uint16_t longest; /**< of which by the last word */
    bool certain;     /**< not by initials alone, which find nothing */
} kith_names_reach;

/** A text that is to be compared with a form. */
typedef struct kith_names_candidate {
    uint32_t text;
    uint16_t form;
    uint16_t step; /**< of what it can reach */
} kith_names_candidate;

typedef struct kith_names_ranking {
    kith_names *names;
    const kith_question *question;
    kith_names_stale *stale;
    const void *context;
    kith_names_hits *hits;
    bool only; /**< words that are the letter asked for */
    kith_names_fits fits[KITH_QUESTION_FORMS][KITH_WORDS_MOST];
    kith_names_reach *reaches; /**< slots, a power of 2, at least half free */
    size_t room;
    size_t reached;
    kith_names_candidate *candidates;
    size_t candidate_count;
    size_t candidate_room;
    kith_names_text text; /**< the one in hand */
    const kith_names_fit *found[KITH_WORDS_MOST][KITH_WORDS_MOST];
    uint32_t stamp;
    kith_error *err;
} kith_names_ranking;

/** Compare a text with a form, and keep it if it may be among the best. */
KITH_NODISCARD kith_status kith_names_compare(kith_names_ranking *r,
                                              uint32_t text,
                                              size_t form);

/** Compare all candidates that may be among the best. */
KITH_NODISCARD kith_status kith_names_compare_all(kith_names_ranking *r);

/** What some words of a form can add to a text at most. */
typedef struct kith_names_bound {
    double sum;       /**< of 1 */
    uint32_t letters; /**< of the text */
} kith_names_bound;

/** @param words  a bit a word of the form */
kith_names_bound kith_names_bound_of(const kith_names_ranking *r,
                                     size_t form,
                                     uint32_t words);

/** The bytes of the lists, of those that are long, of what fits a word; those
 * of its initial do not count, which find nothing by themselves. */
KITH_NODISCARD kith_status kith_names_long_lists(kith_names_ranking *r,
                                                 size_t form,
                                                 size_t word,
                                                 size_t *size);

/** Compare the texts that have a word of a form, as long as they may be among
 *  the best. Only for questions that are content with so many.
 *
 *  @param left  words of the form, of which no text that has others need be
 *               compared: a bit each
 */
KITH_NODISCARD kith_status kith_names_browse(kith_names_ranking *r,
                                             size_t form,
                                             size_t word,
                                             uint32_t left);

#endif /* KITH_STORE_NAMES_RANKING_H */
