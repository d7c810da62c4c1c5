#ifndef KITH_CLI_TALLY_H
#define KITH_CLI_TALLY_H

#include <kith/graph.h>

/** How often something occurs, by type. */
typedef struct kith_tally_row {
    kith_id source; /**< type of the sources; of the entities themselves */
    kith_id type;   /**< of relations; KITH_NONE for entities */
    kith_id target;
    size_t count;
    size_t order; /**< of first use */
} kith_tally_row;

/** Rows by falling count, then in order of first use. */
typedef struct kith_tally {
    kith_tally_row *rows;
    size_t size;
    size_t *slots; /**< hash table of row + 1; 0 = free */
    size_t slot_count;
    size_t room; /**< rows that there is memory for */
} kith_tally;

/** Count entities by main type; KITH_NONE counts too. */
KITH_NODISCARD kith_status kith_tally_entities(kith_tally *tally,
                                               const kith_graph *graph,
                                               kith_error *err);

/** Count relations by type, with the types of their ends if `ends`. */
KITH_NODISCARD kith_status kith_tally_relations(kith_tally *tally,
                                                const kith_graph *graph,
                                                bool ends,
                                                kith_error *err);

/** Release what a tally holds. */
void kith_tally_free(kith_tally *tally);

/** Name of a type of entity; NULL for KITH_NONE. */
const char *kith_tally_entity_name(const kith_graph *graph, kith_id type);

/** Name of a type of relation. */
const char *kith_tally_relation_name(const kith_graph *graph, kith_id type);

#endif /* KITH_CLI_TALLY_H */
