/* One record's text to its members, without copying a byte. */
#include "records/members.h"

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

/* Where a name of this length that begins with a and b stands in the table; no
 * two known names share a slot (the compiler refuses a slot given twice). */
#define SLOT(length, a, b) (((length) + (a) + 11 * (b)) & 63)

enum { LONGEST = 16 };

typedef struct {
    char name[LONGEST]; /* filled up with NUL, to be compared as two words */
    uint32_t length;
    kith_member member;
} known;

#define KNOWN(text, a, b, which) \
 [SLOT(sizeof(text) - 1, a, b)] = {text, sizeof(text) - 1, which}

static const known table[64] = {
    KNOWN("id", 'i', 'd', KITH_MEMBER_ID),
    KNOWN("type", 't', 'y', KITH_MEMBER_TYPE),
    KNOWN("types", 't', 'y', KITH_MEMBER_TYPES),
    KNOWN("name", 'n', 'a', KITH_MEMBER_NAME),
    KNOWN("aliases", 'a', 'l', KITH_MEMBER_ALIASES),
    KNOWN("properties", 'p', 'r', KITH_MEMBER_PROPERTIES),
    KNOWN("evidence", 'e', 'v', KITH_MEMBER_EVIDENCE),
    KNOWN("source", 's', 'o', KITH_MEMBER_SOURCE),
    KNOWN("target", 't', 'a', KITH_MEMBER_TARGET),
    KNOWN("weight", 'w', 'e', KITH_MEMBER_WEIGHT),
    KNOWN("confidence", 'c', 'o', KITH_MEMBER_CONFIDENCE),
    KNOWN("since", 's', 'i', KITH_MEMBER_SINCE),
    KNOWN("until", 'u', 'n', KITH_MEMBER_UNTIL),
    KNOWN("directed", 'd', 'i', KITH_MEMBER_DIRECTED),
    KNOWN("record", 'r', 'e', KITH_MEMBER_RECORD),
    KNOWN("title", 't', 'i', KITH_MEMBER_TITLE),
    KNOWN("publisher", 'p', 'u', KITH_MEMBER_PUBLISHER),
    KNOWN("url", 'u', 'r', KITH_MEMBER_URL),
    KNOWN("date", 'd', 'a', KITH_MEMBER_DATE),
};

/* Names of the same length, the shorter half of which is compared as one word
 * of what is there and the rest as the word that ends with it. */
static bool is_name(const known *row, const char *name, size_t length)
{
    if (length >= 8) {
        return kith_load8(row->name) == kith_load8(name) &&
               kith_load8(row->name + length - 8) ==
                   kith_load8(name + length - 8);
    }
    return kith_load_few(row->name, length) == kith_load_few(name, length);
}

static inline kith_member member_of(kith_text name)
{
    if (name.length < 2)
        return KITH_MEMBER_COUNT;
    const known *row = &table[SLOT(name.length, (unsigned char)name.data[0],
                                   (unsigned char)name.data[1])];
    return row->length == name.length && is_name(row, name.data, name.length)
               ? row->member
               : KITH_MEMBER_COUNT;
}

kith_member kith_member_of(kith_text name)
{
    return member_of(name);
}

const char *kith_member_name(kith_member member)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].length && table[i].member == member)
            return table[i].name;
    }
    return "";
}

/* The member of a key that is written with escapes. */
static kith_member member_of_escaped(kith_text key)
{
    char plain[6 * LONGEST]; /* an escape takes six bytes for one */
    if (key.length > sizeof plain)
        return KITH_MEMBER_COUNT;
    return member_of((kith_text){plain, kith_json_unescape(key, plain)});
}

/* What a value says, however it is written. Strings without escapes, which are
 * most, are hashed here only to be faster. */
static inline uint64_t hash_of(const kith_value *value)
{
    if (value->type != KITH_JSON_STRING)
        return kith_json_hash(value->text);
    return value->escaped ? kith_json_hash_string(value->text, true)
                          : kith_hash(value->text.data, value->text.length,
                                      KITH_JSON_STRING_SEED);
}

/* The members of one record add up, so that their order does not matter. */
static inline uint32_t fact_of(uint64_t key, const kith_value *value)
{
    const uint64_t hash = kith_mix(hash_of(value) ^ 0xA0761D6478BD642Full,
                                   key ^ 0xE7037ED1A0B428DBull);
    return (uint32_t)(hash ^ hash >> 32);
}

static bool object(kith_scan *scan, const char *message)
{
    return kith_scan_object_to(scan, KITH_FAULT_SYNTAX, scan->at,
                               scan->at < scan->end
                                   ? message
                                   : "the text ends too early");
}

static bool scan_value(kith_scan *scan, kith_value *value)
{
    kith_scan_space(scan);
    if (*scan->at != '"')
        return kith_scan_value(scan, &value->type, &value->text,
                               &value->escaped);
    value->type = KITH_JSON_STRING; /* only faster: most values are texts */
    return kith_scan_string(scan, &value->text, &value->escaped);
}

/* Known members tell by their bit whether they are repeated, others by their
 * key. */
static bool scan_member(kith_members *members, kith_scan *scan)
{
    kith_text key = {0};
    bool escaped = false;
    kith_scan_space(scan);
    if (*scan->at != '"')
        return object(scan, "a key in double quotes was expected");
    if (!kith_scan_string(scan, &key, &escaped))
        return false;
    kith_scan_space(scan);
    if (*scan->at != ':')
        return object(scan, "':' was expected after the key");
    scan->at++;
    const kith_member member =
        escaped ? member_of_escaped(key) : member_of(key);
    const bool is_known = member != KITH_MEMBER_COUNT;
    const bool repeated = is_known && kith_members_have(members, member);
    kith_value value = {0};
    if (!scan_value(scan, &value))
        return false; /* what stands there already stays as it was */
    members->values[member] = value;
    members->present |= (uint32_t)is_known << member;
    members->facts += fact_of(is_known ? (uint64_t)member
                                       : kith_json_hash_string(key, escaped),
                              &value);
    if (repeated && !scan->repeated)
        scan->repeated = key.data;
    return is_known || kith_scan_note_key(scan, key, escaped);
}

bool kith_members_scan(kith_members *members, kith_scan *scan)
{
    const size_t keys_before = scan->keys_used;
    members->present = 0;
    members->facts = 0;
    scan->at++;
    kith_scan_space(scan);
    for (bool more = *scan->at != '}'; more;) {
        if (!scan_member(members, scan))
            return false;
        kith_scan_space(scan);
        more = *scan->at == ',';
        scan->at += more;
    }
    if (*scan->at != '}')
        return object(scan, "',' or '}' was expected here");
    scan->at++;
    kith_scan_close_keys(scan, keys_before);
    return true;
}

const char *kith_record_kind_name(kith_record_kind kind)
{
    static const char *const names[] = {
        [KITH_RECORD_ENTITY] = "entity",
        [KITH_RECORD_RELATION] = "relation",
        [KITH_RECORD_DOCUMENT] = "document",
    };
    return names[kind];
}

int kith_excerpt(kith_text text, size_t most)
{
    size_t length = text.length < most ? text.length : most;
    while (length < text.length && length > 0 &&
           ((unsigned char)text.data[length] & 0xC0) == 0x80)
        length--;
    return (int)length;
}

/* A member's text as it is written, cut short; "?" if it is not text. */
static kith_text excerpt(const kith_members *members, kith_member member)
{
    enum { MOST = 60 };
    if (!kith_members_have(members, member) ||
        members->values[member].type != KITH_JSON_STRING)
        return (kith_text){"?", 1};
    const kith_text text = members->values[member].text;
    return (kith_text){text.data, (size_t)kith_excerpt(text, MOST)};
}

void kith_members_describe(const kith_members *members,
                           kith_record_kind kind,
                           char *out,
                           size_t room)
{
    if (kind != KITH_RECORD_RELATION) {
        const kith_text id = excerpt(members, KITH_MEMBER_ID);
        snprintf(out, room, "%s %.*s", kith_record_kind_name(kind),
                 (int)id.length, id.data);
        return;
    }
    const kith_text source = excerpt(members, KITH_MEMBER_SOURCE);
    const kith_text type = excerpt(members, KITH_MEMBER_TYPE);
    const kith_text target = excerpt(members, KITH_MEMBER_TARGET);
    snprintf(out, room, "relation %.*s -%.*s-> %.*s", (int)source.length,
             source.data, (int)type.length, type.data, (int)target.length,
             target.data);
}
