#ifndef KITH_CLI_GROUP_HELP_H
#define KITH_CLI_GROUP_HELP_H

#include "cli/command.h"

/** The methods of grouping and what each means, takes and costs, for the help
 *  of `kith groups`. A kith_topic_at. */
kith_topic kith_group_method_topic(kith_arena *arena, size_t index);

/** Name of row `index` of the registry of methods, or NULL. */
const char *kith_group_method_choice(size_t index);

#endif /* KITH_CLI_GROUP_HELP_H */
