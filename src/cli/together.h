#ifndef KITH_CLI_TOGETHER_H
#define KITH_CLI_TOGETHER_H

#include "cli/command.h"

/** Check that the options of a call go together: none of the pairs of its
 *  command, and no option without the one that it adds to.
 *
 *  @return KITH_OK; KITH_E_INVALID */
KITH_NODISCARD kith_status kith_together_check(kith_call *call);

#endif /* KITH_CLI_TOGETHER_H */
