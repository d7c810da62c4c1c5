#ifndef KITH_CLI_RESULT_H
#define KITH_CLI_RESULT_H

#include "cli/command.h"
#include "cli/writer.h"

/** Whether the result is asked for as a table for people. */
bool kith_result_is_text(const kith_call *call);

/** Whether it is asked for as JSON, in lines or not. */
bool kith_result_is_json(const kith_call *call);

/** Let the name of a file say the format of the result: .csv, .tsv, .json,
 *  .jsonl, .md, .txt, as far as the command has such a format; one without an
 *  extension, and NULL, say nothing. Commands whose --format has no default
 *  have rules of their own.
 *
 *  @return KITH_OK; KITH_E_INVALID (nothing is written into files called so)
 */
KITH_NODISCARD kith_status kith_result_by_name(kith_call *call,
                                               const char *path);

/** Write a table to the output in the format that is asked for. */
KITH_NODISCARD kith_status kith_result_table(kith_call *call,
                                             const kith_table *table);

/** A writer of JSON to `sink`, compact if --format is jsonl. */
kith_writer kith_result_writer(const kith_call *call, kith_sink *sink);

/** A sink on the output, which is opened by it. */
KITH_NODISCARD kith_status kith_result_sink(kith_call *call, kith_sink *out);

/** Add columns of a NULL-ended list; a name that begins with '#' is that of an
 *  integer column, with '~' of a real one. */
KITH_NODISCARD kith_status kith_result_columns(kith_table *table,
                                               const char *const *names,
                                               kith_error *err);

/** A new table with such columns. */
KITH_NODISCARD kith_status kith_result_new(kith_table **out,
                                           const char *const *names,
                                           kith_error *err);

/** Add a row whose columns 0, 1 and 2 are id, name and type of an entity. */
KITH_NODISCARD kith_status kith_result_entity(kith_call *call,
                                              kith_table *table,
                                              kith_id entity);

/** Name of the main type of an entity, or NULL. */
const char *kith_result_type(const kith_graph *graph, kith_id entity);

/** Write text from records as one line; on a terminal as lines of words that
 *  fit. The first line goes on at `column`, the others begin at `indent`.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Failures to write stay in the sink.
 */
KITH_NODISCARD kith_status kith_result_prose(kith_call *call,
                                             kith_sink *sink,
                                             const char *text,
                                             size_t column,
                                             size_t indent);

/** Write a line below a table for people: dim, after an empty line. */
void kith_result_footnote(const kith_call *call,
                          kith_sink *sink,
                          const char *format,
                          ...) KITH_PRINTF(3, 4);

#endif /* KITH_CLI_RESULT_H */
