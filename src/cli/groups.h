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
    KITH_PRINT_CUT_POINTS,
    KITH_PRINT_RELATIONS
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

/** Print groups or links as JSON. */
KITH_NODISCARD kith_status kith_groups_put_json(const kith_groups_found *found,
                                                kith_groups_print print);

/** How many are of each type. */
typedef struct kith_type_counts {
    size_t *counts; /**< by type, in the call's arena; entities without type
                         last */
    size_t size;
    const kith_graph *graph;
    const char *(*name)(const kith_graph *graph, kith_id type);
} kith_type_counts;

/** All zero. @return KITH_OK; KITH_E_MEMORY */
KITH_NODISCARD kith_status kith_type_counts_of_entities(kith_type_counts *out,
                                                        kith_call *call);
KITH_NODISCARD kith_status kith_type_counts_of_relations(kith_type_counts *out,
                                                         kith_call *call);

/** Take the most frequent, of equal ones the first by name; 0 if all are zero.
 *  The name is NULL for what has no type. Cost: O(types). */
size_t kith_type_counts_take(kith_type_counts *counts, const char **name);

/** Print them as "3 person, 1 forum" and leave all zero. */
void kith_type_counts_print(kith_type_counts *counts,
                            const kith_call *call,
                            char *out,
                            size_t size);

/** Count the members of a group. */
void kith_groups_count_types(const kith_groups_found *found,
                             kith_id group,
                             const kith_type_counts *counts);

/** Share of the relations of a group's members that stay inside; NaN if there
 *  are none. */
double kith_groups_share_inside(const kith_groups_found *found, kith_id group);

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

/** Fill a table with relations between groups, or with those that --group and
 *  --with name, at most `most`; columns source, type, target, group (of the
 *  source), with (of the target). */
KITH_NODISCARD kith_status
kith_groups_fill_relations(const kith_groups_found *found,
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
