#ifndef KITH_QUERY_SESSION_H
#define KITH_QUERY_SESSION_H

/** What the queries of a graph share, built when first needed and then kept. */

#include "query/value.h"

/** The links of one type of a node: places at .. end-1. */
typedef struct kith_stretch {
    uint32_t at;
    uint32_t end;
} kith_stretch;

/** Neighbours in one direction: those of v are first[v] .. first[v+1]-1, in
 *  order of type, then of neighbour, then of relation. */
typedef struct kith_links {
    uint32_t *first;
    kith_id *other;
    kith_id *relation;
    uint16_t *type;
    kith_stretch **of_type; /**< by type, then by node; NULL where not known */
    struct kith_portion
        *portion; /**< whose relations may be missing, or NULL */
    int way;      /**< which of them: see graph/portion.h */
} kith_links;

/** Whose properties: the rows of a column. */
typedef enum kith_owner { KITH_OF_ENTITY = 0, KITH_OF_RELATION = 1 } kith_owner;

/** A property key, and its values where they have been read. */
typedef struct kith_column {
    kith_text name;
    kith_value *values[2]; /**< by kith_owner; NULL until they are read */
    bool wanted[2];        /**< a query asks for it */
    bool present[2];       /**< some record has it; known once they are read */
    bool looked_up;        /**< of an entity or relation, in this run */
    bool asked[2];       /**< in a portion: a whole graph would read them all */
    kith_value *kept[2]; /**< in a portion: values that were read, */
    uint8_t *is_kept[2]; /**< and which these are */
    struct kith_index *index; /**< of entities by value, or NULL */
} kith_column;

struct kith_session {
    kith_graph *graph;
    kith_budget budget;
    kith_heap heap;  /**< of what is known of the graph */
    kith_heap names; /**< of columns */
    kith_links out;
    kith_links in;
    bool by_need;          /**< the graph was a portion at first */
    bool looked;           /**< whether the next member is known */
    bool has_undirected;   /**< some relation is not directed */
    uint32_t *label_first; /**< entities of type t: label_first[t] … */
    kith_id *labelled;
    uint64_t **label_bits; /**< by type: a bit an entity; NULL: not known */
    kith_column *columns;
    size_t column_count;
    size_t column_room;
    unsigned single_reads; /**< records read one by one so far */
    const kith_procedure *procedures;
    size_t procedure_count;
    double **scores; /**< of each procedure, or NULL until it is called */
    struct kith_zones *zones;
    struct kith_shape *shape; /**< see shape.h */
    struct kith_kinds *kinds; /**< see kinds.h */
    struct kith_back *backs;  /**< see kith_session_back() */
    struct kith_memo *memos;  /**< that nobody uses; see count.h */
};

/** Fetch what was missing of a portion, or all of it, and forget what is known
 *  of the graph. Columns keep their places; those that would have been read by
 *  now in a whole graph are, if it is one then. */
KITH_NODISCARD kith_status kith_session_fetch(kith_session *session,
                                              bool all,
                                              kith_error *err);

/** How many entities, or relations, the whole graph has. */
size_t kith_session_size(const kith_session *session, kith_owner owner);

/** The adjacency in one direction, or in both.
 *
 *  A relation that is not directed stands at both its ends, in both. Cost:
 *  O(V + E) once, 10 bytes a relation and direction.
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT
 */
KITH_NODISCARD kith_status kith_session_links(kith_session *session,
                                              kith_direction way,
                                              kith_error *err);

/** Find where the links of a type stand, for all nodes; what looks them up then
 *  need not search. The links must be there. Cost: O(V) once, 8 bytes an
 * entity.
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT
 */
KITH_NODISCARD kith_status kith_session_stretches(kith_session *session,
                                                  kith_direction way,
                                                  kith_id type,
                                                  kith_error *err);

/** Whether the links of a node are not here, which is noted. */
bool kith_links_missing(const kith_links *links, kith_id node);

/** First place in [low, high), links of one node, whose type is not below
 *  `type`. */
uint32_t kith_links_place(const kith_links *links,
                          uint32_t low,
                          uint32_t high,
                          kith_id type);

/** Which links lead back: the link at place i of one direction, from v to u, if
 *  a link of the same type leads from u to v or from u to u. A bit for each
 *  place; `*out` is NULL if no link of that type does.
 *
 *  Cost: O(V + E) once for a direction and type, a bit a link.
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT
 */
KITH_NODISCARD kith_status kith_session_back(kith_session *session,
                                             kith_direction way,
                                             kith_id type,
                                             const uint64_t **out,
                                             kith_error *err);

/** Whether some relation is not directed. Cost: O(E) once. */
bool kith_session_mixed(kith_session *session);

/** Entities by type. Cost: O(V) once. */
KITH_NODISCARD kith_status kith_session_labels(kith_session *session,
                                               kith_error *err);

/** Let kith_has_labels() look up which entities have a type, where entities may
 *  have several; the labels must be there. Cost: O(V) once, a bit an entity.
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT
 */
KITH_NODISCARD kith_status kith_session_label_bits(kith_session *session,
                                                   kith_id type,
                                                   kith_error *err);

/** How many entities have a type; the labels must be there. */
static inline size_t kith_session_label_count(const kith_session *session,
                                              kith_id type)
{
    return session->label_first[type + 1] - session->label_first[type];
}

/** The place of a property key among the columns; KITH_NO_COLUMN if out of
 *  memory. */
#define KITH_NO_COLUMN UINT32_MAX
uint32_t kith_session_column(kith_session *session, kith_text name);

/** Read the columns that are wanted, in one pass over the records. */
KITH_NODISCARD kith_status kith_session_read_columns(kith_session *session,
                                                     kith_owner owner,
                                                     kith_error *err);

/** Note, in a portion, what would be read now of a whole graph: a column, and
 *  what else is wanted. */
void kith_session_ask(kith_session *session, kith_owner owner, uint32_t column);

/** The property of one entity or relation. On failure `err` is set. */
kith_value kith_session_read_property(kith_session *session,
                                      kith_owner owner,
                                      kith_id id,
                                      uint32_t column,
                                      kith_error *err);

static inline kith_value kith_session_property(kith_session *session,
                                               kith_owner owner,
                                               kith_id id,
                                               uint32_t column,
                                               kith_error *err)
{
    const kith_value *values = session->columns[column].values[owner];
    session->columns[column].looked_up = true;
    return values ? values[id]
                  : kith_session_read_property(session, owner, id, column, err);
}

/** All properties of an entity or relation, as a map in `heap`. */
KITH_NODISCARD kith_status kith_session_properties(kith_session *session,
                                                   kith_owner owner,
                                                   kith_id id,
                                                   kith_heap *heap,
                                                   kith_value *out,
                                                   kith_error *err);

/** The id that the record of a relation gives, in `heap`; null if it gives
 * none. A property of that name does not stand for it, as it does for r.id. */
KITH_NODISCARD kith_status kith_session_own_id(kith_session *session,
                                               kith_id relation,
                                               kith_heap *heap,
                                               kith_value *out,
                                               kith_error *err);

/** Entities by the value of a column: a hash index, built on first use. Calls
 *  are chained: start with KITH_NONE, go on with what came before; KITH_NONE is
 *  the end. Values are equivalent, which the caller checks against `=`. */
KITH_NODISCARD kith_status kith_session_index(kith_session *session,
                                              uint32_t column,
                                              kith_error *err);
kith_id kith_session_next(const kith_session *session,
                          uint32_t column,
                          kith_value value,
                          kith_id before);

/** Scores of a procedure for every entity. */
KITH_NODISCARD kith_status kith_session_scores(kith_session *session,
                                               const kith_procedure *procedure,
                                               const double **out,
                                               kith_error *err);

/** The property of some record whose name is nearest to that of a column, or
 *  NULL; borrowed from the session. Cost: a pass over the records. */
const char *kith_session_near(kith_session *session, uint32_t column);

/** A value from JSON text that is valid; `*ok` becomes false if out of memory.
 *  Numbers without a point or an exponent are integers if they fit. */
kith_value kith_value_read(kith_heap *heap, kith_text json, bool *ok);

/** The failure of a heap: out of memory or over its budget. */
kith_status kith_heap_fail(const kith_heap *heap, kith_error *err);

#endif /* KITH_QUERY_SESSION_H */
