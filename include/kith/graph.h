/** @file
 *  The graph: entities and relations with dense ids, in flat arrays.
 *
 *  Entities are 0 .. entity_count-1 in order of first mention, relations
 *  0 .. relation_count-1 in order of reading; both are the same for any number
 *  of threads. A graph does not change once it is read; a selection makes a
 *  smaller graph that borrows from the larger one.
 */
#ifndef KITH_GRAPH_H
#define KITH_GRAPH_H

#include <kith/json.h>
#include <kith/records.h>
#include <kith/table.h>

/** Dense id of an entity, a relation, a document or a type. */
typedef uint32_t kith_id;
#define KITH_NONE UINT32_MAX

/** An immutable multigraph of relations. Free with kith_graph_free(). */
typedef struct kith_graph kith_graph;

/** One relation by value. */
typedef struct kith_relation {
    kith_id source;
    kith_id target;
    kith_id type;
    bool directed;
    double weight;     /**< ≥ 0 */
    double confidence; /**< 0..1; NaN if the record does not say */
    kith_date since;
    kith_date until;
} kith_relation;

/** Compact adjacency: neighbours of v are neighbour[first[v] .. first[v+1]-1],
 *  over the relation of the same index, in order of relation. */
typedef struct kith_adjacency {
    const uint32_t *first; /**< entity_count + 1 */
    const kith_id *neighbour;
    const kith_id *relation;
} kith_adjacency;

/** Which way relations are followed. An undirected relation goes both ways. */
typedef enum kith_direction {
    KITH_BOTH = 0, /**< ignoring direction */
    KITH_OUT,      /**< from source to target */
    KITH_IN        /**< from target to source */
} kith_direction;

/** Read records into a graph.
 *
 *  Every problem of every record goes into `diagnostics`, in one pass.
 *
 *  @param[out] out      the graph, owned by the caller; NULL on failure
 *  @param diagnostics   the list to fill; must not be NULL
 *  @return KITH_OK; KITH_E_INVALID (there were errors and options->unsound is
 *          not set; see diagnostics); KITH_E_IO; KITH_E_LIMIT; KITH_E_MEMORY
 *
 *  Cost: one pass over the inputs, memory about 40 bytes a relation and 100 an
 *  entity.
 */
KITH_API KITH_NODISCARD kith_status
kith_graph_read(kith_graph **out,
                const kith_read_options *options,
                kith_diagnostics *diagnostics,
                kith_error *err);

/** Read all of a graph that was opened to be read by need; see
 *  kith_store_load_by_need(). Its ids may be others then. Nothing is done for
 *  any other graph.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_SYNTAX (the base is damaged);
 *          KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_graph_complete(kith_graph *graph,
                                                        kith_error *err);

/** Release a graph. NULL is allowed. */
KITH_API void kith_graph_free(kith_graph *graph);

KITH_API size_t kith_graph_entity_count(const kith_graph *graph);
KITH_API size_t kith_graph_relation_count(const kith_graph *graph);
KITH_API size_t kith_graph_document_count(const kith_graph *graph);

/** How many of the documents have a record of their own; the others are only
 *  cited. */
KITH_API size_t kith_graph_document_records(const kith_graph *graph);

/** Title that the records give: of several inputs their different titles with
 *  "; " between them, up to three; NULL if none gives one, or more do. */
KITH_API const char *kith_graph_title(const kith_graph *graph);

/** Bytes read from all inputs, and number of inputs. */
KITH_API uint64_t kith_graph_bytes(const kith_graph *graph);
KITH_API size_t kith_graph_input_count(const kith_graph *graph);

/* -- entities ------------------------------------------------------------ */

/** The id that the record gives, borrowed from the graph. */
KITH_API const char *kith_graph_entity_id(const kith_graph *graph, kith_id e);

/** The name, or the id where there is none. */
KITH_API const char *kith_graph_entity_name(const kith_graph *graph, kith_id e);

/** The main type, or KITH_NONE. */
KITH_API kith_id kith_graph_entity_type(const kith_graph *graph, kith_id e);

/** Whether `type` is one of the types of `e`. */
KITH_API bool kith_graph_entity_is(const kith_graph *graph,
                                   kith_id e,
                                   kith_id type);

/** Other types of an entity, beside the main one: type `index`, or KITH_NONE
 *  past the last. */
KITH_API kith_id kith_graph_entity_more_type(const kith_graph *graph,
                                             kith_id e,
                                             size_t index);

/** Alias `index` of an entity, or NULL past the last. */
KITH_API const char *kith_graph_entity_alias(const kith_graph *graph,
                                             kith_id e,
                                             size_t index);

/** The entity whose id is exactly `id`, or KITH_NONE. */
KITH_API kith_id kith_graph_entity_of_id(const kith_graph *graph, kith_text id);

/** Number of entity types in use, and their names, in order of first use. */
KITH_API size_t kith_graph_entity_type_count(const kith_graph *graph);
KITH_API const char *kith_graph_entity_type_name(const kith_graph *graph,
                                                 kith_id type);
KITH_API kith_id kith_graph_entity_type_of(const kith_graph *graph,
                                           kith_text name);

/* -- relations ----------------------------------------------------------- */

KITH_API kith_relation kith_graph_relation(const kith_graph *graph, kith_id r);

/** Ends of all relations, arrays of length relation_count. */
KITH_API const kith_id *kith_graph_sources(const kith_graph *graph);
KITH_API const kith_id *kith_graph_targets(const kith_graph *graph);

/** Weights of all relations; NULL if every one is 1. */
KITH_API const double *kith_graph_weights(const kith_graph *graph);

KITH_API bool kith_graph_relation_directed(const kith_graph *graph, kith_id r);
KITH_API kith_id kith_graph_relation_type(const kith_graph *graph, kith_id r);

/** Number of relation types in use, and their names, in order of first use. */
KITH_API size_t kith_graph_relation_type_count(const kith_graph *graph);
KITH_API const char *kith_graph_relation_type_name(const kith_graph *graph,
                                                   kith_id type);
KITH_API kith_id kith_graph_relation_type_of(const kith_graph *graph,
                                             kith_text name);

/** Adjacency in one direction, built on first use and kept.
 *
 *  With KITH_BOTH a self-relation appears once. With KITH_OUT an undirected
 *  relation appears at both its ends.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_graph_adjacency(kith_graph *graph,
                                                         kith_direction way,
                                                         kith_adjacency *out,
                                                         kith_error *err);

/** Where an entity stands by its number of relations, one with itself counting
 *  once: 1 + the number of entities that have more, among how many. In a graph
 * of kith_store_load_around() it is where the entity in the middle stands in
 * the whole base.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: that of the adjacency, and O(entities)
 */
KITH_API KITH_NODISCARD kith_status kith_graph_standing(kith_graph *graph,
                                                        kith_id e,
                                                        size_t *rank,
                                                        size_t *among,
                                                        kith_error *err);

/* -- records behind the graph -------------------------------------------- */

/** Read the record of an entity, a relation or a document again.
 *
 *  @param[out] out  the record as JSON text, NUL-terminated, owned by the
 *                   caller (free with kith_free()); "{}" for an entity made by
 *                   `implicit` and for a document that is
 *                   only cited
 *  @return KITH_OK; KITH_E_IO (the file has changed or is gone); KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_graph_record(const kith_graph *graph,
                                                      kith_record_kind kind,
                                                      kith_id id,
                                                      char **out,
                                                      kith_error *err);

/** Number of records that reading with options->unsound left out. */
KITH_API size_t kith_graph_reject_count(const kith_graph *graph);

/** Left-out record `index`, in order of input and place.
 *
 *  @param[out] out     its text as it stands in the input, NUL-terminated,
 *                      owned by the caller (free with kith_free()); of broken
 *                      JSON as far as its line goes
 *  @param[out] length  bytes of the text
 *  @param[out] place   where it begins; borrowed
 *  @return KITH_OK; KITH_E_IO (the file has changed or is gone); KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_graph_reject(const kith_graph *graph,
                                                      size_t index,
                                                      char **out,
                                                      size_t *length,
                                                      kith_place *place,
                                                      kith_error *err);

/** Release text that kith handed out. NULL is allowed. */
KITH_API void kith_free(void *text);

/** Where the record stands in the inputs; line 0 if it has no record. */
KITH_API kith_place kith_graph_place(const kith_graph *graph,
                                     kith_record_kind kind,
                                     kith_id id);

/** The id of a document, and the document of an id (or KITH_NONE). */
KITH_API const char *kith_graph_document_id(const kith_graph *graph, kith_id d);
KITH_API kith_id kith_graph_document_of_id(const kith_graph *graph,
                                           kith_text id);

/** Members beside entities, relations and documents in the inputs, such as
 *  "title", as JSON text: member `index`, false past the last. */
KITH_API bool kith_graph_member(const kith_graph *graph,
                                size_t index,
                                kith_text *key,
                                kith_text *value);

/* -- selection ----------------------------------------------------------- */

/** Which part of a graph to look at. All zero selects everything. Texts are
 *  borrowed; lists are NULL-ended, NULL = no restriction. */
typedef struct kith_selection {
    const char *const *entity_types;   /**< keep entities of these types */
    const char *const *relation_types; /**< keep relations of these types */
    const char *const *around;         /**< keep what is near these entities,
                                            each an id, a name or an alias */
    uint32_t depth;                    /**< how near, in relations; 0 = 1 */
    kith_date at;            /**< keep what holds on this date; 0 = any */
    kith_date between_first; /**< keep what overlaps this span; 0 = any */
    kith_date between_last;
    double least_confidence; /**< keep relations at least this sure; those
                                  that do not say count as 1; 0 = any */
    bool main_component;     /**< keep the largest component only */
    const kith_id *entities; /**< keep just these, or NULL */
    size_t entity_count;
    const kith_id *relations; /**< keep just these, or NULL */
    size_t relation_count;
    const kith_id *spared; /**< keep these though no relation of theirs is kept,
                                if no rule is about entities; or NULL */
    size_t spared_count;
} kith_selection;

/** A smaller graph: selected entities, and relations whose both ends are kept.
 *
 *  @param[out] out  the new graph, owned by the caller, which borrows from
 *                   `graph` and must be freed before it
 *  @return KITH_OK; KITH_E_NOT_FOUND (no such type or entity, with the nearest
 *          one as a hint); KITH_E_INVALID (a name that fits several);
 *          KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status
kith_graph_select(kith_graph **out,
                  kith_graph *graph,
                  const kith_selection *selection,
                  kith_error *err);

/* -- differences ---------------------------------------------------------- */

/** What has become of an entity or a relation. */
typedef enum kith_change {
    KITH_SAME = 0,
    KITH_ADDED,
    KITH_GONE,
    KITH_CHANGED
} kith_change;

/** A kith_change for each entity and relation of two graphs, by kith_id: of the
 *  one before and of the one after. What is added stands only there, what is
 *  gone only here, what has changed in both. */
typedef struct kith_changes {
    unsigned char *entities[2];
    unsigned char *relations[2];
} kith_changes;

/** Release what is in it; {0} is allowed. */
KITH_API void kith_changes_free(kith_changes *changes);

/** What two graphs say differently, property by property: rows of columns
 *  `change` ("added", "gone" or "changed"), `kind`, `record` (an id, or "source
 *  -type-> target"), `member` (a JSON Pointer, absent for whole records),
 *  `before` and `after` (JSON text, see kith_table_hold_json()).
 *
 *  Entities and documents are the same by id; relations by ends, type and id of
 *  their own, where there are several in the order that makes most of them
 * equal. How a record is written does not matter. Entities come first, then
 * relations and documents, in the order of `before`; what is added stands
 * behind.
 *
 *  @param[out] changes  the same by entity and relation; or NULL
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 *
 *  Cost: every record of both is read, some µs each; a sort of the relations.
 */
KITH_API KITH_NODISCARD kith_status kith_graph_diff(kith_table **out,
                                                    kith_changes *changes,
                                                    const kith_graph *before,
                                                    const kith_graph *after,
                                                    kith_error *err);

/* -- names --------------------------------------------------------------- */

/** The one entity that `text` means: by id, then by name, then by alias, then
 *  by name or alias without regard to case and accents.
 *
 *  @return KITH_OK; KITH_E_NOT_FOUND (the nearest one is the hint);
 *          KITH_E_INVALID (it fits several; the hint lists them)
 */
KITH_API KITH_NODISCARD kith_status kith_graph_resolve(const kith_graph *graph,
                                                       const char *text,
                                                       kith_id *out,
                                                       kith_error *err);

/** Entities called something like `query`: columns id, name, type, matched
 *  (the name, alias or id that fits) and score (1 = exact), best first.
 *
 *  Case and accents are folded; words may come in any order; one typing error
 *  a word is forgiven from 4 letters, two from 8.
 *
 *  @param most  rows at most; 0 = all
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_graph_search(const kith_graph *graph,
                                                      const char *query,
                                                      size_t most,
                                                      kith_table **out,
                                                      kith_error *err);

#endif /* KITH_GRAPH_H */
