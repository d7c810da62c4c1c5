#ifndef KITH_CLI_BASE_INPUT_H
#define KITH_CLI_BASE_INPUT_H

#include "cli/command.h"

/** Open the knowledge base that operand `first` is. `*taken` says whether it is
 *  one and call->whole is set, or the inputs are records. Databases of other
 *  programs are refused. */
KITH_NODISCARD kith_status kith_base_input(kith_call *call,
                                           size_t first,
                                           bool *taken);

/** Check that a file is a knowledge base; KITH_E_INVALID if not. */
KITH_NODISCARD kith_status kith_base_check(kith_call *call, const char *path);

#endif /* KITH_CLI_BASE_INPUT_H */
