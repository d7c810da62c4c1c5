#ifndef KITH_CLI_MEASURE_HELP_H
#define KITH_CLI_MEASURE_HELP_H

#include "cli/command.h"

/** A kith_topic_at: the rows of the registry of measures, and before them what
 *  the letters in their costs mean. */
kith_topic kith_measure_topic(kith_arena *arena, size_t index);

#endif /* KITH_CLI_MEASURE_HELP_H */
