#ifndef KITH_EXPORT_FOLD_H
#define KITH_EXPORT_FOLD_H

#include "export/cards.h"

/** Whether a relation has ended before a date; 0: whether it has an end. */
bool kith_is_over(const kith_graph *graph, kith_id relation, kith_date at);

/** Whether a relation is over, or less sure than not: it is drawn dashed. */
bool kith_is_tentative(const kith_graph *graph, kith_id relation, kith_date at);

/** Relations of one type between the same two cards, which are drawn as one
 * line. */
typedef struct kith_line {
    size_t first; /**< place of the earliest in `relations` */
    size_t count;
    bool tentative; /**< all of them are over or less sure than not */
} kith_line;

/** All lines of a graph, in order of their earliest relation. */
typedef struct kith_lines {
    kith_line *lines;
    size_t count;
    kith_id *relations; /**< line by line, each in order */
} kith_lines;

/** Fold the relations of a graph as of a date, see kith_is_over(). `out` starts
 * as {0} and is released with kith_lines_free().
 *
 *  @return KITH_OK; KITH_E_MEMORY
 *
 *  Cost: O(E log E).
 */
KITH_NODISCARD kith_status kith_lines_make(kith_lines *out,
                                           const kith_graph *graph,
                                           const kith_cards *cards,
                                           kith_date at,
                                           kith_error *err);

void kith_lines_free(kith_lines *lines);

#endif /* KITH_EXPORT_FOLD_H */
