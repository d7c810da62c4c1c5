#ifndef KITH_CLI_FORMAT_HELP_H
#define KITH_CLI_FORMAT_HELP_H

#include "cli/command.h"

#include <kith/export.h>

/** A topic for each row of the registry of graph formats: what it is for, what
 *  it takes, and what it cannot hold. */
kith_topic kith_format_topic(kith_arena *arena, size_t index);

/** The names of all formats that keep to `wanted`, or of all if it is NULL, as
 *  "a, b or c"; NULL if out of memory. */
const char *kith_format_list(kith_arena *arena,
                             bool (*wanted)(const kith_format *format));

#endif /* KITH_CLI_FORMAT_HELP_H */
