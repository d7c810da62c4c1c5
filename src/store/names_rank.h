#ifndef KITH_STORE_NAMES_RANK_H
#define KITH_STORE_NAMES_RANK_H

#include "store/names_match.h"

/** An entity that was found, and by which of its texts. */
typedef struct kith_names_hit {
    double score;
    uint32_t entity; /**< number of its row */
    uint32_t order;  /**< see kith_names_text */
} kith_names_hit;

/** Hits, of which only the best text of each entity is kept, and of entities
 *  the best. Start from zero with `most` set; released with
 *  kith_release(items). */
typedef struct kith_names_hits {
    kith_names_hit *items;
    size_t count;
    size_t room;
    size_t most;  /**< entities; 0 = all */
    double least; /**< nothing below is kept any more */
} kith_names_hits;

/** Keep a hit if it may be among the best; false if out of memory. */
bool kith_names_keep(kith_names_hits *hits, kith_names_hit hit);

/** Order what was kept, best first, then by entity, and drop the rest. */
void kith_names_settle(kith_names_hits *hits);

/** Whether an entity is not to be looked up in the index. */
typedef bool kith_names_stale(const void *context, uint32_t entity);

/** Rank the texts of the index by how well they fit a question.
 *
 *  @return as kith_names_match()
 */
KITH_NODISCARD kith_status kith_names_rank(kith_names *names,
                                           const kith_question *question,
                                           kith_names_stale *stale,
                                           const void *context,
                                           kith_names_hits *hits,
                                           kith_error *err);

#endif /* KITH_STORE_NAMES_RANK_H */
