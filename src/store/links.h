#ifndef KITH_STORE_LINKS_H
#define KITH_STORE_LINKS_H

/** The relations of an entity, from the packed lists and the rows that are
 *  newer. Everything is by the numbers of rows here. */

#include "store/peek.h"

/** A relation seen from one of its ends. */
typedef struct kith_link {
    uint32_t relation;
    uint32_t other; /**< the entity at its other end */
} kith_link;

/** Start with kith_links_open(), release with kith_links_close(). */
typedef struct kith_links {
    kith_peek peek;
    bool numbered[2];    /* whether entities and relations have numbers of their
                            own in the pack, by kith_record_kind */
    size_t count[2];     /* entities and relations in the pack */
    kith_pages fresh[2]; /* rows after the pack, in order of source and of
                            target */
    kith_pages gone;     /* relations in the pack that are no more */
    size_t gone_entities; /* how many of those */
} kith_links;

KITH_NODISCARD kith_status kith_links_open(kith_links *links,
                                           const kith_store *store,
                                           kith_error *err);

void kith_links_close(kith_links *links);

/** How many relations at most have an entity as source (`out`) or as target:
 *  those that are gone since the packing count. */
KITH_NODISCARD kith_status kith_links_count(kith_links *links,
                                            uint32_t entity,
                                            bool out,
                                            size_t *count,
                                            kith_error *err);

/** Append them to `to`, an array of kith_link, in order of number. */
KITH_NODISCARD kith_status kith_links_of(kith_links *links,
                                         uint32_t entity,
                                         bool out,
                                         kith_pages *to,
                                         kith_error *err);

/** The same in two steps, by places in the pack and from rows that are newer.
 *  Places are those of the arrays of a graph. */
KITH_NODISCARD kith_status kith_links_packed(kith_links *links,
                                             size_t place,
                                             bool out,
                                             kith_pages *to,
                                             kith_error *err);
KITH_NODISCARD kith_status kith_links_fresh(const kith_links *links,
                                            uint32_t entity,
                                            bool out,
                                            kith_pages *to,
                                            kith_error *err);

/** The place of an entity in the pack; links->count if it is not there. */
KITH_NODISCARD kith_status kith_links_find(kith_links *links,
                                           uint32_t entity,
                                           size_t *out,
                                           kith_error *err);

/** The number of the row of an entity or a relation at a place in the pack. */
KITH_NODISCARD kith_status kith_links_number(kith_links *links,
                                             kith_record_kind kind,
                                             uint32_t place,
                                             uint32_t *out,
                                             kith_error *err);

#endif /* KITH_STORE_LINKS_H */
