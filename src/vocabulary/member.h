#ifndef KITH_VOCABULARY_MEMBER_H
#define KITH_VOCABULARY_MEMBER_H

/** Reading the members of JSON objects by a table, with a place for whatever
 *  is wrong. */

#include "vocabulary/model.h"

#include <kith/json.h>

/** One reading of a vocabulary. */
typedef struct kith_member_reader {
    kith_vocabulary *vocabulary;
    kith_text text;   /**< what is read, to find places in */
    const char *name; /**< what it is called; borrowed */
    kith_error *err;
} kith_member_reader;

/** A value's way from the root, innermost first; NULL is the root. */
typedef struct kith_where {
    const struct kith_where *outer;
    const char *key; /**< NULL for an element of an array */
    size_t index;
} kith_where;

/** Reads one value into a field. */
typedef kith_status kith_member_read(const kith_member_reader *reader,
                                     const kith_where *at,
                                     const kith_json *value,
                                     void *field);

/** A member that an object may have. */
typedef struct kith_member {
    const char *name;
    kith_member_read *read;
    size_t offset; /**< of the field in the struct that is read into */
} kith_member;

/** Read an object's members into the struct at `into`. Refuses what is not in
 *  the table, which a row without a name ends. */
kith_status kith_members_read(const kith_member_reader *reader,
                              const kith_where *at,
                              const kith_json *object,
                              const kith_member *members,
                              void *into);

/** Add the place of a value to the failure that `st` tells of; returns `st`. */
kith_status kith_member_blame(const kith_member_reader *reader,
                              const kith_where *at,
                              kith_status st);

/** Fail: the value at `at` must be `what`. */
kith_status kith_member_expected(const kith_member_reader *reader,
                                 const kith_where *at,
                                 const char *what);

kith_status kith_member_no_memory(const kith_member_reader *reader);

/** Read a text that is not empty into a const char *, of the vocabulary. */
kith_member_read kith_member_text;

/** Check a text that kith has no use for. */
kith_member_read kith_member_words;

/** Read a bool. */
kith_member_read kith_member_bool;

/** Read a whole number from 1 into a uint32_t. */
kith_member_read kith_member_count;

/** Read "#RRGGBB", or the name of a shape, into a const char *. */
kith_member_read kith_member_colour;
kith_member_read kith_member_shape;

#endif /* KITH_VOCABULARY_MEMBER_H */
