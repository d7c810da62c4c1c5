#ifndef KITH_GRAPH_SCATTER_H
#define KITH_GRAPH_SCATTER_H

#include "base/pages.h"
#include "graph/store.h"

/** Makes lists of neighbours out of pairs, in the order in which the pairs
 *  come, by counting in two steps that stay in the cache: pairs go to
 *  buckets of owners first, and within a bucket to the lists.
 *
 *  The pairs come in blocks that may be worked on by several threads; the lists
 *  do not depend on that. */

/** Lists of neighbours: those of v stand at first[v] .. first[v + 1] - 1. */
typedef struct kith_csr {
    uint32_t *first;
    kith_id *neighbour;
    kith_id *relation; /**< NULL if not wanted */
    kith_pages pages[3];
} kith_csr;

typedef struct kith_scatter kith_scatter;

/** Hands over the pairs of a block, by kith_scatter_see(); called twice for
 *  each block, and must hand over the same then. */
typedef void kith_scatter_pairs(const kith_scatter *scatter,
                                size_t block,
                                uint32_t *places);

struct kith_scatter {
    size_t owners;
    size_t blocks;
    kith_scatter_pairs *pairs_of;
    const void *context; /**< of pairs_of */
    bool with_relations;
    unsigned threads; /**< 0 = as many as pay */
    kith_csr *spent;  /**< lists of as many pairs without relations, which are
                           free once all pairs are seen; NULL = none */
    unsigned shift;   /**< bucket of an owner = owner >> shift; what follows is
                           kith_scatter_run()'s */
    size_t buckets;
    uint32_t *places;   /**< by block and bucket: the next place for a pair */
    uint16_t *low;      /**< by pair, which stand in `out` sorted by bucket: its
                             owner within the bucket; NULL while they are counted */
    kith_id *neighbour; /**< where those pairs stand in `out` */
    kith_id *relation;  /**< the same; NULL if not wanted */
    uint32_t largest;   /**< pairs in a bucket at most */
    kith_csr *out;
};

/** Where a block of so many things begins, and where it ends. */
typedef struct kith_scatter_span {
    size_t from;
    size_t to;
} kith_scatter_span;

static inline kith_scatter_span kith_scatter_span_of(size_t block,
                                                     size_t in_block,
                                                     size_t count)
{
    const size_t from = block * in_block;
    return (kith_scatter_span){from, count - from > in_block ? from + in_block
                                                             : count};
}

/** @param scatter  best a copy of what kith_scatter_pairs() gets, which no
 *                  store can change */
static inline void kith_scatter_see(const kith_scatter *scatter,
                                    uint32_t *places,
                                    kith_id owner,
                                    kith_id neighbour,
                                    kith_id relation)
{
    const uint32_t place = places[owner >> scatter->shift]++;
    if (!scatter->low)
        return;
    scatter->low[place] = (uint16_t)(owner & ((1U << scatter->shift) - 1));
    scatter->neighbour[place] = neighbour;
    if (scatter->relation)
        scatter->relation[place] = relation;
}

/** Make the lists. The fields of `scatter` up to `spent` are set.
 *
 *  @param[out] out  owned by the caller, free with kith_csr_free(); NULL on
 *                   failure, and then scatter->spent is free, too
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT (more than 2^32 - 1 pairs)
 *
 *  Cost: each pair is written twice. Memory: 4 bytes a pair, 6 more while it
 *  works, or 2 and `spent`; with relations 8, 2 more and the largest bucket
 * once more a thread; 4 an owner.
 */
kith_status kith_scatter_run(kith_scatter *scatter,
                             kith_csr **out,
                             kith_error *err);

#endif /* KITH_GRAPH_SCATTER_H */
