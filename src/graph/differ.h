#ifndef KITH_GRAPH_DIFFER_H
#define KITH_GRAPH_DIFFER_H

/** A comparison of two graphs on its way: diff.c has entities, documents and
 *  single records, diff_relations.c finds which relations are the same. */

#include "json/scan.h"

#include <kith/graph.h>

typedef struct kith_differ {
    const kith_graph *before;
    const kith_graph *after;
    kith_table *table;
    kith_changes *changes; /**< or NULL */
    const char *kind;      /**< of the record that is compared */
    const char *record;    /**< what to call it */
} kith_differ;

/** Add a row; texts without data are absent, and so is a NULL. */
KITH_NODISCARD kith_status kith_differ_row(const kith_differ *d,
                                           const char *change,
                                           const char *member,
                                           kith_text before,
                                           kith_text after,
                                           kith_error *err);

/** Add a row for each member that two records, valid JSON, say differently. */
KITH_NODISCARD kith_status kith_differ_texts(const kith_differ *d,
                                             const char *before,
                                             const char *after,
                                             kith_error *err);

/** Note what has become of a record of one of the graphs; KITH_NONE is none. */
void kith_differ_mark(const kith_differ *d,
                      kith_record_kind kind,
                      kith_id before,
                      kith_id after,
                      kith_change change);

/** Compare all relations. */
KITH_NODISCARD kith_status kith_differ_relations(kith_differ *d,
                                                 kith_error *err);

#endif /* KITH_GRAPH_DIFFER_H */
