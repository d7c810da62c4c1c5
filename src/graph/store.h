#ifndef KITH_GRAPH_STORE_H
#define KITH_GRAPH_STORE_H

#include "base/intern.h"

#include <kith/graph.h>

/** The inside of a graph, for src/graph only.
 *
 *  All of it is flat arrays of fixed-width numbers and one text arena of
 *  NUL-ended texts, so that a graph can be written out and mapped back whole.
 *  A text is a kith_ref: its offset in units of four bytes, 0 = absent. The
 *  arrays of a graph that was read are kith_pages of its `reading`, those of a
 *  selection are its own (kith_new_array). */

/** One more type of an entity that has several, or one alias: sorted by
 *  entity, in the order of the record. */
typedef struct kith_extra {
    kith_id entity;
    uint32_t value; /**< kith_id of a type, or kith_ref of an alias */
} kith_extra;

struct kith_graph {
    kith_graph *parent; /**< the graph that this is a selection of, or NULL */
    const char *texts;  /**< the text arena; ref r is texts + 4 r */

    size_t entity_count;
    kith_ref *entity_ids;
    kith_ref *entity_names;      /**< 0 where the record has no name */
    uint16_t *entity_types;      /**< UINT16_MAX = none */
    kith_origin *entity_origins; /**< KITH_NO_ORIGIN if implicit */
    kith_extra *more_types;
    size_t more_type_count;
    kith_extra *aliases;
    size_t alias_count;

    size_t relation_count;
    kith_id *sources;
    kith_id *targets;
    uint16_t *relation_types;
    kith_origin *relation_origins; /**< NULL: see kith_reading */
    uint64_t *undirected; /**< bit set, or NULL if every relation is directed */
    double *weights;      /**< NULL if every one is 1 */
    double *confidences;  /**< NULL if no record says */
    kith_date *since;     /**< NULL if no record says */
    kith_date *until;     /**< NULL if no record says */

    kith_ref *entity_type_names;
    size_t entity_type_count;
    kith_ref *relation_type_names;
    size_t relation_type_count;

    unsigned threads; /**< that make lists of neighbours; 0 = as many as pay */
    struct kith_reading *reading;  /**< sources, documents, the interner; owned
                                        by the root graph */
    struct kith_csr *adjacency[3]; /**< by kith_direction, or NULL */
    struct kith_list_store *lists; /**< see graph/lists.h, or NULL */
    struct kith_portion *portion;  /**< see graph/portion.h; NULL if all of the
                                        graph is here */
    void *model[2]; /**< igraph_t *, undirected and directed, or NULL */
    void (*free_model)(void *model);
};

/** Release what was derived from a graph, to be made again when it is asked
 * for.
 */
void kith_graph_forget(kith_graph *graph);

/** Release an adjacency. NULL is allowed. */
void kith_csr_free(struct kith_csr *csr);

/** Release the lists of a graph, to be made again when they are asked for. */
void kith_graph_forget_lists(kith_graph *graph);

/** Text of a reference; NULL for 0. */
static inline const char *kith_text_at(const kith_graph *graph, kith_ref ref)
{
    return ref ? graph->texts + 4 * (size_t)ref : NULL;
}

/** kith_graph_relation_directed(), for loops over all relations. */
static inline bool kith_is_directed(const kith_graph *graph, kith_id r)
{
    return !graph->undirected || !(graph->undirected[r / 64] >> r % 64 & 1);
}

#endif /* KITH_GRAPH_STORE_H */
