#ifndef KITH_CLI_BASE_INPUT_H
#define KITH_CLI_BASE_INPUT_H

#include "cli/command.h"

/** Look for knowledge bases among the operands from `first` on. One that stands
 *  alone is opened: `*taken` is set, and call->whole. With others beside it, or
 *  where its records are to be checked, each is put among options->given, as a
 *  file of its records. Databases of other programs are refused.
 *
 *  @param check  whether every problem is to be found
 */
KITH_NODISCARD kith_status kith_base_input(kith_call *call,
                                           size_t first,
                                           bool check,
                                           kith_read_options *options,
                                           bool *taken);

/** Close the files of records, when the graph is freed. */
void kith_base_release(kith_call *call);

/** Check that a file is a knowledge base; KITH_E_INVALID if not. */
KITH_NODISCARD kith_status kith_base_check(kith_call *call, const char *path);

/** Refuse databases among the operands from `first` on. */
KITH_NODISCARD kith_status kith_base_refuse(kith_call *call, size_t first);

#endif /* KITH_CLI_BASE_INPUT_H */
