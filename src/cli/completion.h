#ifndef KITH_CLI_COMPLETION_H
#define KITH_CLI_COMPLETION_H

#include "cli/command.h"

/** Write a completion script for a shell. Made of the tables of commands and
 *  options alone; failures stay in the sink. */
void kith_completion_bash(kith_sink *sink);
void kith_completion_zsh(kith_sink *sink);
void kith_completion_fish(kith_sink *sink);

#endif /* KITH_CLI_COMPLETION_H */
