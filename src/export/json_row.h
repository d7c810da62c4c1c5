#ifndef KITH_EXPORT_JSON_ROW_H
#define KITH_EXPORT_JSON_ROW_H

/** The attributes of a row as members of a JSON object. */

#include "export/writing.h"

/** What a format makes of values. */
typedef enum kith_json_row_rule {
    KITH_JSON_ROW_AS_IS = 0,
    KITH_JSON_ROW_NO_NULL = 1, /**< null is left out */
    KITH_JSON_ROW_FLAT = 2,    /**< objects, and lists of anything but values of
                                    one type, are written as JSON text */
    KITH_JSON_ROW_LISTS = 4    /**< every value is a list, none is empty */
} kith_json_row_rule;

/** How the members of a row are written. */
typedef struct kith_json_row {
    unsigned rules;     /**< a sum of kith_json_row_rule */
    unsigned skipped;   /**< a sum of 1 << role of what is written otherwise */
    bool without_place; /**< x and y are written otherwise */
} kith_json_row;

/** Write the members of w->entity or w->relation, with ", " before each but the
 *  first; `*any` says whether there has been one. Counts what is lost. */
void kith_put_json_row(kith_writing *w,
                       const kith_rows *rows,
                       const kith_json_row *how,
                       bool *any);

/** Write `key`, which is JSON with what goes before a value, and a text. */
void kith_put_json_pair(kith_sink *sink, const char *key, const char *text);

/** Write the id of an entity, or its first type, nothing if it has none, after
 *  `key`. */
void kith_put_json_id(kith_writing *w, const char *key, kith_id e);
void kith_put_json_type(kith_writing *w, const char *key, kith_id e);

/** Write the types of an entity as a JSON array, all that it has. */
void kith_put_json_types(kith_sink *sink, const kith_graph *graph, kith_id e);

/** Write the relation's own id, or one that is made if the format wants one,
 *  after `key`; nothing if there is none. Counts ids that are taken. */
void kith_put_json_edge_id(kith_writing *w, const char *key, kith_id r);

/** Write a list of JSON values one a line, as the arrays of most formats. */
KITH_NODISCARD kith_status kith_put_json_array(kith_writing *w,
                                               const char *before,
                                               kith_record_kind kind,
                                               kith_row_writer *put,
                                               kith_error *err);

/** A document of two lists and nothing else; or lines, where there is nothing
 *  before either list. */
typedef struct kith_json_lists {
    kith_writing_plan plan;
    const char *before_entities;
    kith_row_writer *put_entity;
    const char *before_relations;
    kith_row_writer *put_relation;
} kith_json_lists;

/** Write such a document; as kith_format.write. Counts the documents and
 * members of the graph that it does not hold. */
KITH_NODISCARD kith_status kith_write_json_lists(const kith_json_lists *lists,
                                                 kith_graph *graph,
                                                 const kith_export_options *how,
                                                 FILE *out,
                                                 kith_error *err);

#endif /* KITH_EXPORT_JSON_ROW_H */
