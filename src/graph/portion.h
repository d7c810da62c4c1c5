#ifndef KITH_GRAPH_PORTION_H
#define KITH_GRAPH_PORTION_H

/** A graph of which only a portion is here, with somebody to ask for the rest.
 *
 *  What is here is a graph like any other: some entities and relations of the
 *  whole, in the same order, and all types. Who walks over it asks, before
 *  looking at the relations of an entity, whether they are here, and notes it
 *  if they are not; then what was noted is fetched, and the walk begins anew:
 *  ids are others then. Texts of entities come when they are asked for. */

#include "graph/census.h"
#include "graph/store.h"

/** By what an entity is sought: a property that is its own. */
typedef enum kith_seek_by { KITH_SEEK_ID = 0, KITH_SEEK_NAME } kith_seek_by;

/** Entities that may have a property, once they have been fetched. */
typedef struct kith_sought {
    kith_seek_by by;
    kith_text text; /**< owned */
    bool known;     /**< `places` are known, and here */
    kith_pages places;
} kith_sought;

/** Who has the whole. */
typedef struct kith_supply {
    /** Fetch what was noted: the graph is a larger portion then, or the whole,
     *  where that is as quick; on failure it is as it was. */
    kith_status (*fetch)(void *context, kith_graph *graph, kith_error *err);
    /** Fetch the texts of an entity; on failure it has none. */
    kith_status (*name)(void *context, kith_id entity, kith_error *err);
    /** Whether some record of a kind is found to have a property: if not, all
     *  has to be looked at. */
    kith_status (*mentions)(void *context,
                            kith_record_kind kind,
                            kith_text property,
                            bool *out,
                            kith_error *err);
    void (*close)(void *context);
    void *context;
} kith_supply;

typedef struct kith_portion {
    kith_census census;       /**< of the whole */
    const kith_id *places[2]; /**< ids in the whole, rising, of what is here, by
                                   kith_record_kind */
    size_t count;             /**< entities that are here */
    kith_pages here[2];       /**< bit sets of entities whose relations are all
                                   here: those from it, those to it */
    kith_pages missed[2];     /**< of entities whose relations were not */
    kith_pages sought;        /**< kith_sought */
    bool incomplete;          /**< something was not here; it is noted */
    bool all;                 /**< all of the whole is asked for */
    kith_status st;           /**< the first failure to fetch a text */
    kith_error err;
    const kith_supply *supply;
} kith_portion;

void kith_portion_free(kith_portion *portion);

/** Make the bit sets for `count` entities, empty; false if out of memory. */
bool kith_portion_resize(kith_portion *portion, size_t count);

/** Whether the relations from an entity (0) or to it (1) are here. If not, that
 *  is noted. */
bool kith_portion_has(kith_portion *portion, int way, kith_id e);

/** Entities that may have a property, as places in the whole; NULL if they are
 *  not known yet, which is noted. */
const kith_pages *kith_portion_seek(kith_portion *portion,
                                    kith_seek_by by,
                                    kith_text text);

/** Ask for all of the whole. */
static inline void kith_portion_want_all(kith_portion *portion)
{
    portion->all = true;
    portion->incomplete = true;
}

/** The id here of a place in the whole; KITH_NONE if it is not here. */
kith_id kith_portion_id(const kith_portion *portion,
                        kith_record_kind kind,
                        size_t count,
                        kith_id place);

/** Fetch what was noted. Everything known about the graph is outdated then.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (the base is damaged); KITH_E_IO;
 *          KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_graph_fetch_more(kith_graph *graph,
                                                 kith_error *err);

/** The place in the whole of an entity or a relation. */
static inline kith_id kith_graph_place_of(const kith_graph *graph,
                                          kith_record_kind kind,
                                          kith_id id)
{
    return graph->portion ? graph->portion->places[kind][id] : id;
}

#endif /* KITH_GRAPH_PORTION_H */
