#ifndef KITH_CLI_INFER_H
#define KITH_CLI_INFER_H

#include "cli/command.h"

/** Write a vocabulary that allows just what call->graph uses, labelled by
 *  call->vocabulary, to the output. */
KITH_NODISCARD kith_status kith_infer(kith_call *call);

#endif /* KITH_CLI_INFER_H */
