#ifndef KITH_EXPORT_ATTRIBUTES_H
#define KITH_EXPORT_ATTRIBUTES_H

/** The attributes of the entities or of the relations of a graph: what their
 *  records say beyond id, name, type and ends, with `properties` flattened one
 *  level, and what was computed. One pass over the records finds them all, so
 *  that formats with columns can declare these before the first row.
 *
 *  Which attributes there are, their names and their order depend on nothing
 *  but the graph and the options. */

#include "base/arena.h"

#include <kith/export.h>

/** More attributes than that are left out and counted. */
enum { KITH_MOST_ATTRIBUTES = 4096 };

/** Where the value of an attribute comes from. */
typedef enum kith_attribute_source {
    KITH_ATTRIBUTE_MEMBER = 0, /**< a member of the record */
    KITH_ATTRIBUTE_PROPERTY,   /**< a member of its `properties` */
    KITH_ATTRIBUTE_COLUMN,     /**< a computed column */
    KITH_ATTRIBUTE_PLACE       /**< x or y */
} kith_attribute_source;

/** Members that mean something to kith. */
typedef enum kith_attribute_role {
    KITH_ROLE_NONE = 0,
    KITH_ROLE_ID,    /**< of a relation; entities always have one */
    KITH_ROLE_TYPES, /**< of an entity that has several */
    KITH_ROLE_ALIASES,
    KITH_ROLE_SINCE,
    KITH_ROLE_UNTIL,
    KITH_ROLE_WEIGHT,
    KITH_ROLE_CONFIDENCE,
    KITH_ROLE_EVIDENCE,
    KITH_ROLE_X,
    KITH_ROLE_Y,
    KITH_ROLES /**< how many there are */
} kith_attribute_role;

/** The type of all values of an attribute; of the elements if it `is_list`. */
typedef enum kith_attribute_type {
    KITH_ATTRIBUTE_NOTHING = 0, /**< only null */
    KITH_ATTRIBUTE_BOOLEAN,
    KITH_ATTRIBUTE_INTEGER, /**< all fit 64 bits */
    KITH_ATTRIBUTE_REAL,
    KITH_ATTRIBUTE_STRING,
    KITH_ATTRIBUTE_MIXED
} kith_attribute_type;

typedef struct kith_attribute {
    const char *name; /**< what to call it: no other attribute is called so, in
                           any letter case of ASCII, and, but for those that
                         mean something to kith, none of the names that the
                         format keeps for itself */
    const char *key;  /**< what the record calls it */
    const char
        *head; /**< the name as the head of a JSON member: "\"name\": " */
    kith_attribute_source source;
    kith_attribute_role role;
    kith_attribute_type type;
    bool is_list;   /**< at least one value is an array, others may be single */
    bool is_nested; /**< at least one value is an object, or has one in it, or
                         an array in an array: write all as JSON text */
    size_t count;   /**< records that have it, null not counted; of computed
                         ones at least 1 */
    size_t nulls;   /**< records that say null */
    size_t column;  /**< which of options->columns, if it is one */
} kith_attribute;

/** All attributes: first what means something to kith, then computed ones, then
 *  what else the records have, in order of appearance. */
typedef struct kith_attributes {
    kith_record_kind kind; /**< of what they are */
    kith_attribute *items;
    size_t count;
    const kith_attribute *of_role[KITH_ROLES]; /**< or NULL */
    size_t left_out;       /**< values of attributes that were too many */
    size_t computed_first; /**< the first that was computed, and how many */
    size_t computed_count; /**< follow each other */
    struct kith_attribute_keys *keys;
    kith_arena arena;
} kith_attributes;

/** Find the attributes. `out` starts as {0}; release it with
 *  kith_attributes_free(), also after a failure.
 *
 *  @param kind   entities or relations
 *  @param taken  names that the format keeps for itself, NULL-ended; an
 *                attribute called so gets another name, "properties.id"
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 *
 *  Cost: one pass over the records; memory for the attributes only.
 */
KITH_NODISCARD kith_status
kith_attributes_find(kith_attributes *out,
                     const kith_graph *graph,
                     const kith_export_options *options,
                     kith_record_kind kind,
                     const char *const *taken,
                     kith_error *err);

void kith_attributes_free(kith_attributes *attributes);

#endif /* KITH_EXPORT_ATTRIBUTES_H */
