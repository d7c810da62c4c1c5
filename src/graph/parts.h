#ifndef KITH_GRAPH_PARTS_H
#define KITH_GRAPH_PARTS_H

/** A graph from arrays that somebody kept, with somebody to ask for the records
 *  behind it. */

#include "graph/reading.h"

/** Who has the records of a graph that was not read from files. An origin is
 *  then the kind of the record in the upper 16 bits and its number, whatever
 *  that is to the keeper, in the others. */
typedef struct kith_backing {
    /** Text of the record of an origin: NUL-ended, with KITH_PADDING zero bytes
     *  after it, released by the caller with kith_release(). */
    kith_status (*record)(void *context,
                          kith_origin origin,
                          char **out,
                          size_t *length,
                          kith_error *err);
    /** The entity or document of an id, as the graph numbers it; KITH_NONE if
     *  there is none. */
    kith_id (*find)(void *context, kith_record_kind kind, kith_text id);
    /** The graph is freed. */
    void (*close)(void *context);
    const char *name; /**< what to call it; lives as long as the context */
    uint64_t bytes;   /**< its size */
    void *context;
} kith_backing;

/** The origin of a record that a backing has in row `number`. */
static inline kith_origin kith_row_origin(kith_record_kind kind,
                                          uint64_t number)
{
    return (kith_origin)kind << 48 | number;
}

/** What an array holds. */
typedef enum kith_part_kind {
    KITH_PART_NUMBERS,
    KITH_PART_COLUMN, /**< numbers of 2, 4 or 8 bytes, often few different ones
                       */
    KITH_PART_REFS,   /**< kith_refs */
    KITH_PART_EXTRAS  /**< kith_extras whose values are kith_refs */
} kith_part_kind;

/** An array of a graph that is to be kept as it is. */
typedef struct kith_part {
    const char *name; /**< what it holds: "relation.type" */
    size_t size;      /**< of an element */
    size_t offset;    /**< of its kith_pages in kith_reading */
    kith_part_kind kind;
} kith_part;

/** All of them but the texts and the ends of relations, ended by a row without
 * a name. */
extern const kith_part kith_parts[];

static inline kith_pages *kith_part_pages(kith_reading *reading,
                                          const kith_part *part)
{
    return (kith_pages *)(void *)((char *)reading + part->offset);
}

/** An empty reading, to be filled with parts; NULL if out of memory. From here
 *  on the backing is its own: kith_reading_free() closes it. */
kith_reading *kith_parts_reading(const kith_backing *backing);

/** Take counts from the lengths of the arrays. */
void kith_parts_count(kith_reading *reading);

/** The graph of a reading whose arrays are filled and counted, which takes it
 *  over, also on failure.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_parts_graph(kith_graph **out,
                                            kith_reading *reading,
                                            unsigned threads,
                                            kith_error *err);

/** Let a graph be that of another reading, whose arrays are filled and counted,
 *  and give the old one back; NULL if out of memory, and nothing is changed. */
kith_reading *kith_parts_replace(kith_graph *graph, kith_reading *reading);

#endif /* KITH_GRAPH_PARTS_H */
