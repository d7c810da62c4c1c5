#ifndef KITH_CLI_PARTICULARS_H
#define KITH_CLI_PARTICULARS_H

#include "cli/command.h"
#include "cli/writer.h"

/** What a record says beyond what kith has a place for when it shows it: its
 *  properties, and members that it does not know. */

/** One of them: a text as it reads, or NULL and the value as it was written. */
typedef kith_status kith_particular(void *context,
                                    const char *name,
                                    const char *text,
                                    kith_text value);

/** Tell of each particular of an entity's or a relation's record, properties
 *  first, in the order of the record.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (the file has changed); KITH_E_MEMORY; or
 * what `each` returned
 */
KITH_NODISCARD kith_status kith_each_particular(kith_call *call,
                                                kith_record_kind kind,
                                                const char *record,
                                                kith_particular *each,
                                                void *context);

/** Write "properties", and "members" with those that kith does not know.
 *
 *  @return as above
 */
KITH_NODISCARD kith_status kith_write_particulars(kith_call *call,
                                                  kith_writer *writer,
                                                  kith_record_kind kind,
                                                  const char *record);

/** Print a line for each particular, indented, as `name: value`.
 *
 *  @return as above
 */
KITH_NODISCARD kith_status kith_put_particulars(kith_call *call,
                                                kith_sink *sink,
                                                kith_record_kind kind,
                                                const char *record,
                                                size_t indent);

/** Both objects in one line each, for the cells of a table; NULL for one that
 *  is empty. In the call's arena.
 *
 *  @return as above
 */
KITH_NODISCARD kith_status kith_particulars_cells(kith_call *call,
                                                  kith_record_kind kind,
                                                  const char *record,
                                                  const char **properties,
                                                  const char **members);

#endif /* KITH_CLI_PARTICULARS_H */
