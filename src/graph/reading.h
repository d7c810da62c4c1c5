#ifndef KITH_GRAPH_READING_H
#define KITH_GRAPH_READING_H

/** A graph while it is read, and what stays behind it afterwards: the inputs,
 *  the texts, the table of ids, the documents. */

#include "base/intern.h"
#include "graph/store.h"
#include "records/reader.h"

/** In place of an origin: there is a record, but it has errors. */
#define KITH_UNSOUND_ORIGIN (UINT64_MAX - 1)

/** Whether an origin is that of a sound record. */
static inline bool kith_is_defined(kith_origin origin)
{
    return origin < KITH_UNSOUND_ORIGIN;
}

/** One more record of an entity or a document: it may add facts, repeat them or
 *  contradict. */
typedef struct kith_again {
    kith_id id;
    bool same; /**< all its facts are the same */
    kith_origin origin;
} kith_again;

/** A relation that has an id of its own. */
typedef struct kith_relation_id {
    uint64_t hash;
    kith_id relation;
} kith_relation_id;

/** A member of a document beside its records. */
typedef struct kith_document_member {
    kith_ref key;
    kith_ref value;
} kith_document_member;

typedef struct kith_reading {
    const kith_read_options *options;   /**< borrowed while reading */
    kith_diagnostics *diagnostics;      /**< borrowed while reading */
    kith_sources *sources;              /**< NULL if there is a backing */
    const struct kith_backing *backing; /**< see graph/parts.h, or NULL */
    uint64_t bytes;
    bool inner_ids; /**< while reading: a key "id" stands inside of a record */
    bool plain_ids; /**< no properties have an id that is not the record's own;
                         false where that is not known */
    kith_texts texts;
    kith_intern entities;
    kith_intern entity_types;
    kith_intern relation_types;
    kith_intern documents;

    kith_pages entity_names; /**< kith_ref */
    kith_pages entity_type;  /**< uint16_t */
    kith_pages entity_origins;
    kith_pages entity_facts;    /**< uint32_t, while reading */
    kith_pages more_types;      /**< kith_extra */
    kith_pages aliases;         /**< kith_extra */
    kith_pages again;           /**< kith_again, sorted by entity in the end */
    kith_pages again_documents; /**< kith_again, `entity` being a document */

    kith_pages sources_of; /**< kith_id: source of each relation */
    kith_pages targets_of;
    kith_pages relation_type;    /**< uint16_t */
    kith_pages relation_origins; /**< with a backing empty while relation r is
                                      in row r + 1 */
    kith_pages relation_facts;   /**< uint32_t, while reading */
    kith_pages relation_ids;     /**< kith_relation_id, while reading */
    kith_pages undirected;       /**< bit set; empty while all are directed */
    kith_pages weights;          /**< empty while every one is 1 */
    kith_pages confidences;      /**< empty while no record says */
    kith_pages since;
    kith_pages until;
    size_t relation_count;

    kith_pages rejects; /**< kith_origin of records that are left out */

    kith_pages document_origins; /**< of the record; KITH_NO_ORIGIN if none */
    kith_pages cited_at;         /**< where a document is first cited */
    size_t center_rank;  /**< of a part around an entity: where that stands */
    size_t center_among; /**< in the whole; 0 = this is the whole */
    kith_pages members;  /**< kith_document_member */
    kith_texts member_texts;
    char *title;
} kith_reading;

/** A reading of nothing yet; NULL if out of memory. */
kith_reading *kith_reading_new(void);

/** The title that the members of the inputs make, into reading->title; see
 *  kith_graph_title(). */
KITH_NODISCARD kith_status kith_reading_take_title(kith_reading *reading,
                                                   kith_error *err);

/** The entity or the document of an id; KITH_INTERN_NONE if there is none. */
uint32_t kith_reading_find(const kith_reading *reading,
                           kith_record_kind kind,
                           kith_text id);

/** Release a reading and all arrays of the graph that was read. */
void kith_reading_free(kith_reading *reading);

/** The reading behind a graph or a selection of it. */
kith_reading *kith_graph_reading(const kith_graph *graph);

/** Where the record of an entity, a relation or a document begins. */
kith_origin kith_graph_origin(const kith_graph *graph,
                              kith_record_kind kind,
                              kith_id id);

/** Take batches of records into the arrays: the consumer of the reader. */
kith_consumer kith_builder(kith_reading *reading);

/** Point a graph's arrays at the pages of its reading. False if out of memory,
 *  and nothing is changed: the bits of relations get memory for all of them. */
KITH_NODISCARD bool kith_reading_show(kith_reading *reading, kith_graph *graph);

/** Room for a description of any record. */
enum { KITH_DESCRIPTION_SIZE = 256 };

/** Say which record is at `origin`, as "entity rcc"; false if it is not to be
 *  read. */
bool kith_reading_describe(kith_reading *reading,
                           kith_record_kind kind,
                           kith_origin origin,
                           char *out,
                           size_t room);

/** Report a problem with the record at `origin`: place and record are filled
 *  in. May return NULL. */
kith_problem *kith_reading_report(kith_reading *reading,
                                  kith_rule rule,
                                  kith_record_kind kind,
                                  kith_origin origin);

/** Add a relation with the facts of `record` that are its own: its origin, its
 *  dates, whether it is directed, and the like. False if out of memory. */
bool kith_builder_add_relation(kith_reading *reading,
                               kith_id source,
                               kith_id target,
                               uint16_t type,
                               const kith_record *record);

/** Add the aliases and further types of a record to an entity; false if out of
 *  memory. The spans lie in text with KITH_PADDING bytes after it. */
bool kith_builder_add_lists(kith_reading *reading,
                            kith_id entity,
                            kith_text aliases,
                            kith_text types);

/** Merge records that came twice: entities and documents with the same id,
 *  relations with the same id or the same facts. Conflicts are reported,
 *  duplicates noted.
 *
 *  @param dropped  gets a bit for each relation that is not to stay
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_reading_merge(kith_reading *reading,
                                              uint64_t *dropped,
                                              kith_error *err);

/** Leave out the relations with a bit in `dropped`, and the entities with a
 *  bit in `gone`, which no kept relation may join; either may be NULL. False if
 *  out of memory: the reading is then fit only for being freed. */
bool kith_reading_compact(kith_reading *reading,
                          const uint64_t *dropped,
                          const uint64_t *gone);

/** Read the JSON text of the record at `origin` again. `*out` is NUL-ended,
 *  has KITH_PADDING zero bytes after it, and is released by the caller with
 *  kith_release(). A record that is not sound JSON comes as far as its line
 *  goes. */
KITH_NODISCARD kith_status kith_reading_record(const kith_reading *reading,
                                               kith_origin origin,
                                               char **out,
                                               size_t *length,
                                               kith_error *err);

static inline bool kith_bit(const uint64_t *bits, size_t index)
{
    return bits && bits[index / 64] >> (index % 64) & 1;
}

static inline void kith_set_bit(uint64_t *bits, size_t index)
{
    bits[index / 64] |= (uint64_t)1 << (index % 64);
}

#endif /* KITH_GRAPH_READING_H */
