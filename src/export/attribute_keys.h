#ifndef KITH_EXPORT_ATTRIBUTE_KEYS_H
#define KITH_EXPORT_ATTRIBUTE_KEYS_H

/** From the keys of records to attributes, for attributes.c and rows.c. Records
 *  of one kind mostly have the same keys in the same order, so each key is
 *  first compared with the one that followed last time. */

#include "export/attributes.h"

/** A key that occurs in records, in `properties` or beside it. */
typedef struct kith_attribute_slot {
    const char *key;
    size_t length;
    bool is_property;
    bool is_hidden;     /**< no attribute: formats write it otherwise */
    bool is_properties; /**< the object whose members are attributes */
    kith_attribute_role role;
    size_t attribute; /**< its number, or SIZE_MAX while there is none */
    uint32_t next;    /**< the slot that followed last time */
    uint64_t head[2]; /**< the key and its closing quote as they stand in most
                           records, zero after that; what stands nowhere if the
                           key is longer, or is written with an escape */
    uint64_t mask[2]; /**< all ones where `head` has a byte */
} kith_attribute_slot;

typedef struct kith_attribute_keys {
    kith_attribute_slot *slots; /**< the first one is no key but the start */
    size_t count;
    size_t room;
    uint32_t *table; /**< open addressing by hash; 0 = free */
    size_t table_size;
    char *scratch; /**< a key without its escapes */
    size_t scratch_room;
    kith_arena *arena; /**< of the keys; borrowed */
    bool grows;        /**< keys that are not known are added */
    bool failed;       /**< out of memory */
} kith_attribute_keys;

/** Called with a member; `slot` is NULL where there are too many keys. */
typedef void kith_attribute_visitor(void *context,
                                    kith_attribute_slot *slot,
                                    kith_text json);

/** Fill `keys` with those that mean something to kith; false if out of memory.
 *  Release with kith_attribute_keys_free(). */
bool kith_attribute_keys_make(kith_attribute_keys *keys,
                              kith_arena *arena,
                              kith_record_kind kind);

void kith_attribute_keys_free(kith_attribute_keys *keys);

/** Visit the members of a record, and of its `properties`, that are not hidden.
 *  The record is valid JSON, and may be followed by anything, with KITH_PADDING
 *  readable bytes after that. */
void kith_attribute_keys_walk(kith_attribute_keys *keys,
                              kith_text record,
                              kith_attribute_visitor *visit,
                              void *context);

#endif /* KITH_EXPORT_ATTRIBUTE_KEYS_H */
