#ifndef KITH_CLI_GROUPS_H
#define KITH_CLI_GROUPS_H

#include "cli/command.h"

#include <kith/analysis.h>

/** What `kith groups` has found. */
typedef struct kith_groups_found {
    kith_call *call;
    kith_grouping method;
    const char *name; /**< of the method */
    kith_id *group;   /**< of each entity, from 0 */
    size_t count;     /**< of groups */
    double modularity;
    size_t *first;    /**< members of group g: first[g] .. first[g + 1] - 1 */
    kith_id *members; /**< entities, group by group */
} kith_groups_found;

/** Print the groups for people. */
KITH_NODISCARD kith_status kith_groups_put_text(const kith_groups_found *found);

#endif /* KITH_CLI_GROUPS_H */
