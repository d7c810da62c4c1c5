#ifndef KITH_CLI_SELECTION_REMARK_H
#define KITH_CLI_SELECTION_REMARK_H

#include "cli/command.h"

/** Say on standard error what was asked for and makes no difference, or more
 *  of one than it seems: unless --quiet. The call has its graph.
 *
 *  Cost: O(E), and only where dates, weights or confidences are asked for. */
void kith_selection_remark(const kith_call *call);

#endif /* KITH_CLI_SELECTION_REMARK_H */
