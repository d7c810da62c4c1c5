#ifndef KITH_CLI_HELP_H
#define KITH_CLI_HELP_H

#include "cli/command.h"

/** Room for "--name VALUE" of any option. */
#define KITH_SYNOPSIS_SIZE 64

/** "-o, --output FILE", or without the letter. Returns `out`. */
const char *kith_help_synopsis(const kith_option *option, char *out);

/** The help of an option with its choices and its default, as one sentence
 *  without full stop, in the call's arena; NULL if out of memory. */
const char *kith_help_sentence(kith_call *call, const kith_option *option);

/** Print the help of one command. */
KITH_NODISCARD kith_status kith_help_command(kith_call *call,
                                             const kith_command *command);

/** Print what there is: every command in a line. */
KITH_NODISCARD kith_status kith_help_all(kith_call *call);

#endif /* KITH_CLI_HELP_H */
