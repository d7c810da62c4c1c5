#ifndef KITH_CLI_PARSE_H
#define KITH_CLI_PARSE_H

#include "cli/command.h"

/** Fill the settings and operands of `call` from the words after the command.
 *
 *  Understood: --name, --name VALUE, --name=VALUE, -n, -n VALUE, -nVALUE,
 *  switches in a row (-qh), `--` before operands, `-` as an operand, options
 *  after operands.
 *
 *  @return KITH_OK; KITH_E_NOT_FOUND (unknown option or choice, with the
 *          nearest as a hint); KITH_E_INVALID; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_parse(kith_call *call, int count, char **words);

/** Whether there are as many operands as the command asks for. */
KITH_NODISCARD kith_status kith_parse_check_operands(kith_call *call);

#endif /* KITH_CLI_PARSE_H */
