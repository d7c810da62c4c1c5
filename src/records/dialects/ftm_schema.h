#ifndef KITH_RECORDS_DIALECTS_FTM_SCHEMA_H
#define KITH_RECORDS_DIALECTS_FTM_SCHEMA_H

/** A schema of FollowTheMoney, as far as kith needs it. Lists have a space
 *  before and after each name. */

#include <kith/text.h>

#include <stdbool.h>

typedef struct kith_ftm_schema {
    const char *name;
    const char *source; /**< of edges: a property; or NULL */
    const char *target;
    bool directed;
    const char *extends; /**< all that it extends */
    const char *caption; /**< properties that name it, best first */
    const char *links;   /**< properties that are entities */
} kith_ftm_schema;

/** The schema of a name, or NULL. */
const kith_ftm_schema *kith_ftm_schema_of(kith_text name);

/** Whether a name, as JSON text or not, is in a list of the model. */
bool kith_ftm_lists(const char *list, kith_text name);

/** Whether schema `a` extends schema `b`; both with their quotes. */
bool kith_ftm_extends(kith_text a, kith_text b);

#endif /* KITH_RECORDS_DIALECTS_FTM_SCHEMA_H */
