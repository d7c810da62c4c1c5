#ifndef KITH_EXPORT_FTM_SCHEMATA_H
#define KITH_EXPORT_FTM_SCHEMATA_H

/** What of the model of FollowTheMoney a writer needs: the schemata that types
 *  of entities and relations are written as, what these extend, and which
 *  properties with values they have. Facts of the model 3.8 (MIT licence,
 *  https://followthemoney.tech/explorer). */

#include <stdbool.h>

/** A schema. Texts and parents are constant. */
typedef struct kith_ftm_kind {
    const char *name;
    const struct kith_ftm_kind *extends[2]; /**< or NULL */
    const char *properties; /**< with values, a space before and after each */
    const char *source;     /**< property of a relation's source; or NULL */
    const char *target;
    const struct kith_ftm_kind *source_range;
    const struct kith_ftm_kind *target_range;
    const char *role; /**< property that says what kind of relation it is */
    bool undirected;
} kith_ftm_kind;

/** The schema that a type of entity is called after or means, or NULL. */
const kith_ftm_kind *kith_ftm_entity_schema(const char *type);

/** The same for a type of relation. */
const kith_ftm_kind *kith_ftm_relation_schema(const char *type);

/** Of entities and of relations that no other schema fits. */
extern const kith_ftm_kind *const kith_ftm_other_entity;
extern const kith_ftm_kind *const kith_ftm_other_relation;

/** Whether a schema is `other` or extends it. */
bool kith_ftm_is(const kith_ftm_kind *schema, const kith_ftm_kind *other);

/** Whether a schema or one that it extends has a property with values that a
 *  record may fill; those that kith fills are none of them. */
bool kith_ftm_has(const kith_ftm_kind *schema, const char *property);

#endif /* KITH_EXPORT_FTM_SCHEMATA_H */
