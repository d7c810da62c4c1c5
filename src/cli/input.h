#ifndef KITH_CLI_INPUT_H
#define KITH_CLI_INPUT_H

#include "cli/command.h"

/** Read the inputs from operand `first` on, as the options say, and select
 *  what the options select. call->whole and call->graph are set then.
 *
 *  Problems of the records are printed, and the call is marked as reported.
 *
 *  @return KITH_OK; KITH_E_INVALID (the records are not sound, a name fits
 *          several); KITH_E_NOT_FOUND; KITH_E_IO; KITH_E_LIMIT; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_input_read(kith_call *call, size_t first);

/** Read the inputs from operand `first` on for `check`: with all problems up
 *  to `limit`, going on without unsound records, and nothing printed. */
KITH_NODISCARD kith_status kith_input_check(kith_call *call,
                                            size_t first,
                                            size_t limit);

/** The one entity of call->graph that operand `index` means. As
 *  kith_graph_resolve(), with a next step for those who are lost. */
KITH_NODISCARD kith_status kith_input_resolve(kith_call *call,
                                              size_t index,
                                              kith_id *out);

#endif /* KITH_CLI_INPUT_H */
