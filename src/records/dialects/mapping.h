#ifndef KITH_RECORDS_DIALECTS_MAPPING_H
#define KITH_RECORDS_DIALECTS_MAPPING_H

/** From a foreign JSON object to a record, by a table that says what each
 *  member is. What the table does not name, or what does not fit the place that
 *  it names, becomes a property: nothing is lost. */

#include "records/dialects/translation.h"

/** What a member is to a record. */
typedef enum kith_role {
    KITH_ROLE_PROPERTY = 0, /**< anything else */
    KITH_ROLE_ID,
    KITH_ROLE_SOURCE,
    KITH_ROLE_TARGET,
    KITH_ROLE_TYPE, /**< text, or an array of which the first is meant */
    KITH_ROLE_NAME, /**< text, or an array: the others are aliases */
    KITH_ROLE_ALIASES,
    KITH_ROLE_WEIGHT,
    KITH_ROLE_CONFIDENCE,
    KITH_ROLE_SINCE,
    KITH_ROLE_UNTIL,
    KITH_ROLE_DIRECTED,   /**< true, or a word for it */
    KITH_ROLE_UNDIRECTED, /**< the other way round */
    KITH_ROLE_EVIDENCE,
    KITH_ROLE_INSIDE, /**< an object whose members are members */
    KITH_ROLE_DROP,   /**< says nothing more, once the mapping is known */
    KITH_ROLE_COUNT
} kith_role;

/** One member: of several with the same role the earlier row is taken, and the
 *  others become properties. Tables end with a row of NULL. */
typedef struct kith_role_row {
    const char *key;
    kith_role role;
} kith_role_row;

/** One kind of foreign object. */
typedef struct kith_mapping {
    kith_record_kind kind;
    const char *when; /**< "key", "key=value" or "key.inside" that tells it;
                           NULL: always */
    const kith_role_row *roles;
    const kith_role_row *inside; /**< roles in an object of attributes */
    const char *type;            /**< of relations that name none */
    bool lists; /**< properties are arrays: those of one are unpacked */
} kith_mapping;

/** Roles that kith's own names have. */
extern const kith_role_row kith_entity_roles[];
extern const kith_role_row kith_relation_roles[];

/** Roles of what stands in the attributes of a relation. */
extern const kith_role_row kith_relation_attributes[];

/** No member is anything but a property. */
extern const kith_role_row kith_no_roles[];

/** Type of a relation where the foreign record names none. */
#define KITH_UNTYPED "related"

/** Translate the object `text` by the first of `count` mappings that fits.
 *
 *  @param id  JSON text of the id where it stands outside the object, without
 *             quotes; absent otherwise
 */
void kith_map(kith_translation *t,
              const kith_mapping *mappings,
              size_t count,
              kith_text text,
              kith_text id);

/** Scan the object `text` into t->fields; false, and handed on to the reader,
 *  if it is not a sound object. */
bool kith_scan_fields(kith_translation *t, kith_text text);

/** Add the members of an object inside, which was scanned before. */
void kith_scan_more_fields(kith_translation *t, kith_text text);

/** Whether a field is called `name`. */
bool kith_field_is(const kith_field *field, const char *name);

/** Whether the fields meet the `when` of a mapping. */
bool kith_fields_meet(const kith_translation *t, const char *when);

/** The field called `name`, or NULL. */
kith_field *kith_field_of(const kith_translation *t, const char *name);

/** Forget the fields of the record before. */
void kith_clear_fields(kith_translation *t);

/** Add a field with a role of its own; NULL if out of memory. */
kith_field *kith_add_field(kith_translation *t, kith_role role, kith_text key);

/** Write t->fields, whose roles are set, as a record of this kind.
 *
 *  @param type  of a relation that names none
 */
void kith_put_fields(kith_translation *t,
                     kith_record_kind kind,
                     const char *type);

/** What a property is called whose name was taken in what kith wrote: "id" of
 *  "properties.id", and of "properties 2.id"; any other key is itself. Both are
 *  the inside of a JSON string; part of `key`. */
kith_text kith_name_taken(kith_text key);

/** Write what is in t->fields by one mapping. */
void kith_map_fields(kith_translation *t,
                     const kith_mapping *mapping,
                     kith_text id);

#endif /* KITH_RECORDS_DIALECTS_MAPPING_H */
