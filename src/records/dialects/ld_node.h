#ifndef KITH_RECORDS_DIALECTS_LD_NODE_H
#define KITH_RECORDS_DIALECTS_LD_NODE_H

/** Node objects of JSON-LD, made into statements. */

#include "records/dialects/context.h"

/** A document that is read. Start from zero with `t`, `triples` and `context`
 *  set, the latter to an empty context whose texts are in `kept`; release both
 *  arenas. */
typedef struct kith_ld_reading {
    kith_translation *t;
    kith_context context; /**< that holds where reading stands */
    kith_context types;   /**< the same without what types brought along, by
                               which types are named */
    kith_triples *triples;
    kith_arena kept;  /**< of the context of the document */
    kith_arena texts; /**< of the node object in hand */
    size_t nodes;     /**< that were taken */
    const char *node; /**< text of the one in hand */
} kith_ld_reading;

/** Take a node object, which is sound JSON, with all nodes in it. */
void kith_ld_take(kith_ld_reading *reading, kith_text object);

#endif /* KITH_RECORDS_DIALECTS_LD_NODE_H */
