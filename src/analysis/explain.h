#ifndef KITH_ANALYSIS_EXPLAIN_H
#define KITH_ANALYSIS_EXPLAIN_H

#include <kith/analysis.h>

/** The functions behind kith_measure_explain(): what meets at the entity (for
 *  degrees and strength), where a walk comes from (PageRank, eigenvector,
 *  Katz), whom a hub leads to and who leads to an authority, which neighbours
 *  hold it in its core, close triangles with it or constrain it, which paths
 *  pass through (betweenness), how far the others are (closeness and its kin).
 */
kith_explain kith_explain_ends;
kith_explain kith_explain_walk;
kith_explain kith_explain_katz;
kith_explain kith_explain_hubs;
kith_explain kith_explain_core;
kith_explain kith_explain_triangles;
kith_explain kith_explain_constraint;
kith_explain kith_explain_paths;
kith_explain kith_explain_distances;

/** What neighbours give to an entity. Start from zero with the first three set.
 */
typedef struct kith_gathering {
    const kith_explain_question *question;
    const kith_graph *graph;
    double *part;          /**< by entity: the sum of what it gives */
    const double *weights; /**< by relation; NULL = 1 */
    const double *give;    /**< by entity: what a relation of weight 1 brings
                                from there; NULL = 1 */
} kith_gathering;

/** Add up over the relations that reach the entity, that leave it, or both. */
void kith_gather(kith_gathering *g, bool in, bool out);

/** The sum over all entities. */
double kith_gathered(const kith_gathering *g);

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
