#ifndef KITH_GRAPH_EACH_RECORD_H
#define KITH_GRAPH_EACH_RECORD_H

/** The records behind a graph one after the other, for what reads a member of
 *  very many of them: the inputs are read in large blocks from front to back,
 *  which is a hundred times faster than kith_graph_record() for each. */

#include <kith/graph.h>

/** Called with a record, valid JSON with KITH_PADDING readable bytes after it;
 *  return false to stop. */
typedef bool kith_record_visitor(void *context, kith_id id, kith_text record);

/** Visit every entity or every relation of a graph that has a record, in order
 *  of id, with what its further records add.
 *
 *  @return KITH_OK, also when the visitor stops; KITH_E_IO (an input has
 *          changed or is gone); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_graph_each_record(const kith_graph *graph,
                                                  kith_record_kind kind,
                                                  kith_record_visitor *visit,
                                                  void *context,
                                                  kith_error *err);

/** Whether an entity has more than one record. */
bool kith_graph_has_further(const kith_graph *graph, kith_id entity);

/** The same of a document. */
bool kith_graph_document_has_further(const kith_graph *graph, kith_id document);

#endif /* KITH_GRAPH_EACH_RECORD_H */
