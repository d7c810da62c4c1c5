#ifndef KITH_GRAPH_RECORD_WINDOW_H
#define KITH_GRAPH_RECORD_WINDOW_H

/** The records behind a graph through a window on their input, for what reads
 *  very many of them: ids nearly always follow the order of reading, and a
 *  record that follows the one before is found without a system call. Where
 *  they are all over the input, each costs one small read, as with
 *  kith_graph_record(). */

#include <kith/graph.h>

typedef struct kith_record_window kith_record_window;

/** A window on the records of `graph`, which is borrowed. Release it with
 *  kith_record_window_free().
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_record_window_new(kith_record_window **out,
                                                  const kith_graph *graph,
                                                  kith_error *err);

void kith_record_window_free(kith_record_window *window);

/** The record of an entity, a relation or a document with what its further
 *  records add: "{}" where there is none, as kith_graph_record() gives it.
 *
 *  @param[out] out  valid JSON, borrowed until the next call, with KITH_PADDING
 *                   readable bytes after it
 *  @return KITH_OK; KITH_E_IO (an input has changed or is gone); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_record_window_read(kith_record_window *window,
                                                   kith_record_kind kind,
                                                   kith_id id,
                                                   kith_text *out,
                                                   kith_error *err);

/** The same, for what walks over the record and so finds where it ends: `out`
 *  may go on after that, up to where the next record begins. Most records are
 *  gone over once less so. */
KITH_NODISCARD kith_status kith_record_window_begin(kith_record_window *window,
                                                    kith_record_kind kind,
                                                    kith_id id,
                                                    kith_text *out,
                                                    kith_error *err);

/** Take the whole input into the window, if there is one alone and it has no
 *  more than `most` bytes, for what reads records in any order: none of them
 *  costs a read then. Otherwise nothing is done.
 *
 *  @return KITH_OK; KITH_E_IO (the input has changed or is gone); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_record_window_hold(kith_record_window *window,
                                                   size_t most,
                                                   kith_error *err);

#endif /* KITH_GRAPH_RECORD_WINDOW_H */
