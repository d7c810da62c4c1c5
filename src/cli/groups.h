#ifndef KITH_CLI_GROUPS_H
#define KITH_CLI_GROUPS_H

#include "cli/command.h"

#include <kith/analysis.h>

/** What `kith groups` prints: the choices of --print. */
typedef enum kith_groups_print {
    KITH_PRINT_GROUPS = 1,
    KITH_PRINT_MEMBERS,
    KITH_PRINT_LINKS,
    KITH_PRINT_BROKERS,
    KITH_PRINT_QUALITY,
    KITH_PRINT_BRIDGES,
    KITH_PRINT_CUT_POINTS
} kith_groups_print;

/** What `kith groups` has found. */
typedef struct kith_groups_found {
    kith_call *call;
    const kith_group_method *method;
    kith_groups *groups;
    kith_adjacency relations; /**< of every entity, directions ignored */
    kith_group_figures figures;
    size_t members; /**< entities in groups, once for each */
} kith_groups_found;

/** Print groups for people: a line for each, or each with its members, and what
 *  joins them. */
KITH_NODISCARD kith_status kith_groups_put_text(const kith_groups_found *found);

/** Print a table as --print says. */
KITH_NODISCARD kith_status kith_groups_put_table(const kith_groups_found *found,
                                                 kith_groups_print print);

/** Print bridges or cut points. */
KITH_NODISCARD kith_status kith_groups_put_cuts(kith_call *call,
                                                kith_groups_print print);

/** A new table with the columns for it. */
KITH_NODISCARD kith_status kith_groups_table_new(kith_table **out,
                                                 const kith_groups_found *found,
                                                 kith_groups_print print);

/** Fill a table with the groups, at most `most` of them; columns group, size,
 *  id, name, type, types, inside; for people without id and type. */
KITH_NODISCARD kith_status kith_groups_fill(const kith_groups_found *found,
                                            kith_table *table,
                                            size_t most);

/** Fill a table with pairs of groups, at most `most`; columns group, with,
 *  relations, types. */
KITH_NODISCARD kith_status
kith_groups_fill_links(const kith_groups_found *found,
                       kith_table *table,
                       size_t most,
                       size_t *all);

/** Fill a table with entities between groups, at most `most`; columns id, name,
 *  type, group, inside, outside, groups; for people without id. */
KITH_NODISCARD kith_status
kith_groups_fill_brokers(const kith_groups_found *found,
                         kith_table *table,
                         size_t most,
                         size_t *all);

/** What is known of the whole grouping, as the end of a sentence. */
void kith_groups_quality(const kith_groups_found *found,
                         char *out,
                         size_t size);

/** Rows to print: --limit, or all for programs. */
size_t kith_groups_limit(const kith_call *call);

#endif /* KITH_CLI_GROUPS_H */
