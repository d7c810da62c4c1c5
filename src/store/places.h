#ifndef KITH_STORE_PLACES_H
#define KITH_STORE_PLACES_H

/** Entities and relations of a base by their place in its graph: the ids that
 *  they have when all of it is loaded. Single ones are read from the pack, and
 *  from what is newer. */

#include "graph/census.h"
#include "graph/store.h"
#include "store/links.h"

/** An entity. */
typedef struct kith_spot {
    uint32_t place;
    uint32_t number; /**< of its row */
    uint16_t type;   /**< UINT16_MAX = none */
    bool implicit;   /**< it has no record */
} kith_spot;

/** A relation between places. */
typedef struct kith_join {
    uint32_t place;
    uint32_t number;
    uint32_t source;
    uint32_t target;
    uint16_t type;
    bool directed;
} kith_join;

/** A column of the pack, of which single places are read. */
typedef struct kith_spot_column {
    bool coded;
    uint32_t *values; /**< of the codes, or NULL */
    size_t count;
} kith_spot_column;

/** Start with kith_places_open(), release with kith_places_close(). */
typedef struct kith_places {
    kith_links links;
    kith_spot_column types[2];  /**< by kith_record_kind */
    kith_pages type_numbers[2]; /**< of the rows of types */
    kith_pages rows;            /**< kith_spot: entities whose rows are newer
                                     than the pack, rising */
    kith_pages row_types;       /**< kith_extra: their further types */
    size_t fresh;               /**< entities that are not in the pack */
    kith_pages joins;           /**< kith_join: newer relations, rising */
    bool read;                  /**< the next three are, where there are any */
    kith_pages implicit;
    kith_pages undirected;
    kith_pages more_types;
} kith_places;

/** Open the places of a base.
 *
 *  @return KITH_OK; KITH_E_NOT_FOUND (so much is newer than the pack that
 *          loading it all is as quick); KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_places_open(kith_places *places,
                                            const kith_store *store,
                                            kith_error *err);

void kith_places_close(kith_places *places);

/** How many entities or relations the graph of the base has. */
size_t kith_places_count(const kith_places *places, kith_record_kind kind);

/** The place of the row of an entity. */
KITH_NODISCARD kith_status kith_places_find(kith_places *places,
                                            uint32_t number,
                                            uint32_t *out,
                                            kith_error *err);

/** Fill in an entity by its `place`. */
KITH_NODISCARD kith_status kith_places_entity(kith_places *places,
                                              kith_spot *entity,
                                              kith_error *err);

/** Fill in a relation by its `place`; its ends are the caller's if it is in the
 *  pack. */
KITH_NODISCARD kith_status kith_places_relation(kith_places *places,
                                                kith_join *relation,
                                                kith_error *err);

/** Append the further types of an entity, as kith_extra of `place`. */
KITH_NODISCARD kith_status kith_places_more_types(kith_places *places,
                                                  uint32_t place,
                                                  kith_pages *to,
                                                  kith_error *err);

/** All types that the pack has of an entity, in place of what is in `to`. */
KITH_NODISCARD kith_status kith_places_packed_types(kith_places *places,
                                                    uint32_t place,
                                                    kith_pages *to,
                                                    kith_error *err);

/** How many relations lead from an entity (`out`) or to it. */
KITH_NODISCARD kith_status kith_places_degree(kith_places *places,
                                              const kith_spot *entity,
                                              bool out,
                                              size_t *count,
                                              kith_error *err);

/** Append the relations from an entity or to it, as kith_link of places. */
KITH_NODISCARD kith_status kith_places_links(kith_places *places,
                                             const kith_spot *entity,
                                             bool out,
                                             kith_pages *to,
                                             kith_error *err);

/** The census of all of it.
 *
 *  @param out  has its numbers of types; to be released with kith_census_free()
 *  @return KITH_OK; KITH_E_NOT_FOUND (the base has none, or it would have to be
 *          counted anew); KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_places_census(kith_places *places,
                                              kith_census *out,
                                              kith_error *err);

#endif /* KITH_STORE_PLACES_H */
