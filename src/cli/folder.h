#ifndef KITH_CLI_FOLDER_H
#define KITH_CLI_FOLDER_H

#include <kith/export.h>

/** kith_outputs_begin(), with a folder that is gone if a signal ends the
 *  program before kith_interrupt_keeps() is told of it.
 *
 *  @return KITH_OK; what kith_outputs_begin() returns
 */
KITH_NODISCARD kith_status kith_folder_begin(kith_outputs **out,
                                             const char *path,
                                             bool into,
                                             kith_error *err);

#endif /* KITH_CLI_FOLDER_H */
