#ifndef KITH_RECORDS_MEMBERS_H
#define KITH_RECORDS_MEMBERS_H

/** The members of a record that kith knows: their names, and their values as
 *  the scanner found them. */

#include "json/scan.h"

#include <kith/json.h>
#include <kith/records.h>
#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

typedef enum kith_member {
    KITH_MEMBER_ID = 0,
    KITH_MEMBER_TYPE,
    KITH_MEMBER_TYPES,
    KITH_MEMBER_NAME,
    KITH_MEMBER_ALIASES,
    KITH_MEMBER_PROPERTIES,
    KITH_MEMBER_EVIDENCE,
    KITH_MEMBER_SOURCE,
    KITH_MEMBER_TARGET,
    KITH_MEMBER_WEIGHT,
    KITH_MEMBER_CONFIDENCE,
    KITH_MEMBER_SINCE,
    KITH_MEMBER_UNTIL,
    KITH_MEMBER_DIRECTED,
    KITH_MEMBER_RECORD,
    KITH_MEMBER_TITLE,
    KITH_MEMBER_PUBLISHER,
    KITH_MEMBER_URL,
    KITH_MEMBER_DATE,
    KITH_MEMBER_COUNT /**< also: a member that kith does not know */
} kith_member;

/** A value as it stands in the text. */
typedef struct kith_value {
    kith_text text; /**< strings without quotes, escapes left in */
    kith_json_type type;
    bool escaped;
} kith_value;

/** The known members of one record. */
typedef struct kith_members {
    uint32_t present; /**< bit set by kith_member */
    uint32_t facts;   /**< hash of all members, in any order */
    kith_value
        values[KITH_MEMBER_COUNT + 1]; /**< the last is for unknown ones */
} kith_members;

static inline bool kith_members_have(const kith_members *members,
                                     kith_member member)
{
    return members->present >> member & 1;
}

/** Name of a known member. */
const char *kith_member_name(kith_member member);

/** The member called `name`, or KITH_MEMBER_COUNT. */
kith_member kith_member_of(kith_text name);

/** "entity", "relation" or "document". */
const char *kith_record_kind_name(kith_record_kind kind);

/** Bytes of `text` to print, at most `most`, cut between characters. */
int kith_excerpt(kith_text text, size_t most);

/** Say which record this is: "relation mukhitdinov -leads-> rcc". */
void kith_members_describe(const kith_members *members,
                           kith_record_kind kind,
                           char *out,
                           size_t room);

/** Scan the object at scan->at. False if it is not sound JSON: see
 *  scan->fault. Repeated keys are in scan->repeated. */
bool kith_members_scan(kith_members *members, kith_scan *scan);

#endif /* KITH_RECORDS_MEMBERS_H */
