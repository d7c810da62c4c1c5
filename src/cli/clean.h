#ifndef KITH_CLI_CLEAN_H
#define KITH_CLI_CLEAN_H

#include "cli/command.h"

/** Write every sound record of call->whole to the file at `path`, as JSON
 *  Lines: documents, then entities, then relations, each byte for byte where
 *  it is one line, else without the spaces between its parts.
 *
 *  @param[out] count  how many records were written
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_clean_write(kith_call *call,
                                            const char *path,
                                            size_t *count);

/** Write every record that was left out to the file at `path`, as JSON Lines
 *  of objects: file, line, column, rules that it breaks, message, and the
 *  record, as a text where it is not JSON.
 *
 *  All problems must have been kept.
 *
 *  @param[out] count  how many records were written
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_rejects_write(kith_call *call,
                                              const char *path,
                                              size_t *count);

#endif /* KITH_CLI_CLEAN_H */
