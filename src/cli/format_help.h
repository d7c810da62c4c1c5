#ifndef KITH_CLI_FORMAT_HELP_H
#define KITH_CLI_FORMAT_HELP_H

#include "cli/command.h"

#include <kith/export.h>

/** A topic for each row of the registry of graph formats: what it is for, what
 *  it takes, and what it cannot hold. */
kith_topic kith_format_topic(kith_arena *arena, size_t index);

/** Which formats are meant; all zero means every one. */
typedef struct kith_format_filter {
    bool (*takes)(const kith_format *format); /**< those of which it is true */
    const char *extension; /**< those whose files end so: "dot" */
} kith_format_filter;

/** How many formats are meant, and the first of them. */
size_t kith_format_count(const kith_format_filter *filter,
                         const kith_format **first);

/** Their names as "a, b or c"; NULL if out of memory. */
const char *kith_format_list(kith_arena *arena,
                             const kith_format_filter *filter);

#endif /* KITH_CLI_FORMAT_HELP_H */
