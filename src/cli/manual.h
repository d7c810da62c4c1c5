#ifndef KITH_CLI_MANUAL_H
#define KITH_CLI_MANUAL_H

#include "cli/command.h"

/** Write a manual page in man(7) markup: of one command, or of kith as a whole
 *  if `command` is NULL.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Failures to write stay in the sink.
 */
KITH_NODISCARD kith_status kith_manual_page(kith_call *call,
                                            kith_sink *sink,
                                            const kith_command *command);

#endif /* KITH_CLI_MANUAL_H */
