#ifndef KITH_ANALYSIS_EXPLAIN_H
#define KITH_ANALYSIS_EXPLAIN_H

#include <kith/analysis.h>

/** The functions behind kith_measure_explain(): what meets at the entity (for
 *  degrees and strength), where a walk comes from (PageRank, eigenvector),
 * which paths pass through (betweenness), how far the others are (closeness and
 * its kin). */
kith_explain kith_explain_ends;
kith_explain kith_explain_walk;
kith_explain kith_explain_paths;
kith_explain kith_explain_distances;

/** The largest reasons of one kind, kept in order. Start from `most` and room
 *  for as many. */
typedef struct kith_reason_list {
    kith_reason *reasons;
    size_t count;
    size_t most;
} kith_reason_list;

/** Put a reason in its place: the larger part first, then the shorter distance,
 *  then by entities. Falls off the end if there are `most` better ones. */
void kith_reason_put(kith_reason_list *list, kith_reason reason);

/** Room for `most` reasons; NULL if out of memory. */
bool kith_reason_list_init(kith_reason_list *list, size_t most);

/** Append a list with its parts divided by `whole`, and empty it. */
kith_status kith_explanation_add(kith_explanation *out,
                                 kith_reason_list *list,
                                 double whole,
                                 kith_error *err);

/** Append what every neighbour gives, and what is missing to `whole`.
 *
 *  @param part  by entity; 0 = no neighbour
 */
kith_status kith_explanation_neighbours(kith_explanation *out,
                                        const double *part,
                                        size_t entities,
                                        size_t most,
                                        double whole,
                                        kith_error *err);

#endif /* KITH_ANALYSIS_EXPLAIN_H */
