#ifndef KITH_GRAPH_REPEATS_H
#define KITH_GRAPH_REPEATS_H

/** Records that came twice: what settle.c (entities and documents),
 *  repeats.c and alike.c (relations) and extras.c (their lists) share. */

#include "graph/reading.h"

/** Two records, read again: the first may be several that agree, as one. */
typedef struct kith_pair {
    kith_reading *reading;
    kith_record_kind kind;
    kith_origin first_origin;
    kith_origin second_origin;
    const kith_again *further; /**< what agrees with the first, or NULL */
    size_t further_count;
    char *first;
    char *second;
    size_t first_length;
    size_t second_length;
} kith_pair;

/** Read the records of a pair that are not there yet. */
KITH_NODISCARD kith_status kith_pair_read(kith_pair *pair, kith_error *err);

void kith_pair_release(kith_pair *pair);

kith_text kith_pair_first(const kith_pair *pair);
kith_text kith_pair_second(const kith_pair *pair);

/** Report what the two say differently: a kith_merge_conflict. */
void kith_pair_report(void *pair,
                      const char *pointer,
                      kith_text first,
                      kith_text second);

/** Note that the record at `origin` says what the one at `first` says. */
void kith_repeat_note(kith_reading *reading,
                      kith_record_kind kind,
                      kith_origin origin,
                      kith_origin first);

/** Leave out the record at `origin`; false if out of memory. */
bool kith_repeat_reject(kith_reading *reading, kith_origin origin);

/** A relation, and a hash of its ends, type and facts. */
typedef struct kith_alike {
    uint32_t hash;
    kith_id relation;
} kith_alike;

/** So many relations are looked at at a time, 8 bytes each, and about. */
#define KITH_ALIKE_MOST ((size_t)1 << 24)

/** Relations whose hash another one has, too: by hash, then by relation, in
 *  `out`. Cost: O(relations), `most` of them at a time.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_reading_alike(const kith_reading *reading,
                                              size_t most,
                                              kith_pages *out,
                                              kith_error *err);

/** Settle the further records of entities and documents: those that add facts
 *  are kept, sorted by id.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_reading_settle(kith_reading *reading,
                                               kith_error *err);

/** Sort further types and aliases by entity, in the order in which they came,
 *  and leave out what is there twice; false if out of memory. */
bool kith_reading_sort_extras(kith_reading *reading);

#endif /* KITH_GRAPH_REPEATS_H */
