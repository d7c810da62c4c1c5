#ifndef KITH_JSON_SCAN_H
#define KITH_JSON_SCAN_H

/** The strict scanner: RFC 8259 in full over text in memory, without building
 *  anything. It checks grammar, UTF-8, escapes and surrogates, numbers, depth
 *  and repeated keys, and tells where each value begins and ends.
 *
 *  Cost: one pass; plain text in strings 16 bytes a step. */

#include "base/bytes.h"

#include <kith/json.h>

#include <stdbool.h>
#include <stdint.h>

/** Values may nest this deep. */
#define KITH_JSON_DEPTH 512

/** What the scanner can object to. */
typedef enum kith_json_fault {
    KITH_FAULT_NONE = 0,
    KITH_FAULT_SYNTAX,
    KITH_FAULT_ENCODING,
    KITH_FAULT_DEPTH,
    KITH_FAULT_MEMORY
} kith_json_fault;

/** A key in an object that is being scanned. */
typedef struct kith_key {
    uint64_t hash;
    const char *at; /**< its first byte, after the quote */
} kith_key;

/** A scanner over [at, end); KITH_PADDING readable bytes follow `end`, and none
 *  of them goes on with the value: they are zero, or stand outside it. Start
 *  from zero with `at` and `end` set; to reuse it keep `keys` and `keys_room`
 *  alone; release it with kith_scan_release(). */
typedef struct kith_scan {
    const char *at;
    const char *end;
    kith_json_fault fault;     /**< the first objection */
    const char *fault_at;      /**< the byte it is about */
    const char *fault_message; /**< static text */
    const char *repeated;      /**< first byte of the first repeated key */
    const char *large_integer; /**< first integer beyond 2^53 */
    const char *beyond_double; /**< first number that a double cannot hold */
    bool inner_id; /**< a key "id" was noted, of an object inside of a record;
                        stays until it is made false */
    unsigned depth;
    kith_key *keys; /**< keys of the objects that are open, innermost last */
    size_t keys_used;
    size_t keys_room;
} kith_scan;

void kith_scan_release(kith_scan *scan);

/** Object to the byte at `at`, unless there is an objection already. Returns
 *  false, for use in a return statement. */
bool kith_scan_object_to(kith_scan *scan,
                         kith_json_fault fault,
                         const char *at,
                         const char *message);

/** Scan any value; `*type` gets its kind and `*text` its bytes (strings
 *  without their quotes, escapes left in; `*escaped` says if there are any). */
bool kith_scan_value(kith_scan *scan,
                     kith_json_type *type,
                     kith_text *text,
                     bool *escaped);

/** Skip any value, checking it. */
bool kith_scan_skip(kith_scan *scan);

/** Note a key of the object that is open, and whether it is repeated when the
 *  object closes: call with the `keys_used` from before its first key. */
bool kith_scan_note_key(kith_scan *scan, kith_text key, bool escaped);
void kith_scan_close_keys(kith_scan *scan, size_t keys_before);

/** The part of kith_scan_string() that handles what is not plain. */
bool kith_scan_string_rest(kith_scan *scan,
                           const char *at,
                           kith_text *text,
                           bool *escaped);

/** Skip white space. */
static inline void kith_scan_space(kith_scan *scan)
{
    const char *at = scan->at;
    if ((unsigned char)*at > ' ')
        return; /* only faster: there is seldom any */
    while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')
        at++;
    scan->at = at;
}

/** Scan a string; `at` stands at its opening quote. */
static inline bool kith_scan_string(kith_scan *scan,
                                    kith_text *text,
                                    bool *escaped)
{
    const char *const start = scan->at + 1;
    const char *at = start;
    uint32_t found = 0;
    while ((found = kith_bytes_not_plain(at)) == 0)
        at += 16;
    at += __builtin_ctz(found);
    *escaped = false;
    text->data = start;
    if (*at != '"')
        return kith_scan_string_rest(scan, at, text, escaped);
    text->length = (size_t)(at - start);
    scan->at = at + 1;
    return true;
}

/** Undo the escapes of a scanned string; `out` holds at least text.length
 *  bytes. Returns the length, which is never more. */
size_t kith_json_unescape(kith_text text, char *out);

/** Walk the elements of an array in valid JSON text, as kith_json_each_member()
 *  walks the members of an object. */
bool kith_json_each_element(kith_text array, size_t *at, kith_text *value);

/** Whether two values in valid JSON text are the same, however they are
 *  written: white space, escapes and the order of members do not count. Texts
 *  begin and end with their value. Out of memory, escaped texts count as
 *  different. */
bool kith_json_is_same(kith_text a, kith_text b);

/** Whether two keys with their escapes left in are the same. Out of memory,
 *  those that are written in two ways count as different. */
bool kith_json_is_same_key(kith_text a, kith_text b);

/** A hash of a value in valid JSON text: equal for texts that
 *  kith_json_is_same(), and for few others. KITH_PADDING bytes after the
 *  text must be readable. Cost: one pass over the text. */
uint64_t kith_json_hash(kith_text text);

/** The same of a string without its quotes. Where nothing is `escaped`, it is
 *  the kith_hash() of the text under this seed. */
#define KITH_JSON_STRING_SEED 1
uint64_t kith_json_hash_string(kith_text text, bool escaped);

/** Find the end of the value at `at`, looking only at quotes, backslashes and
 *  brackets; NULL if it does not end before `end`. For a number or a literal
 *  that touches `end`, `whole` says that nothing follows. */
const char *kith_json_end(const char *at, const char *end, bool whole);

/** Skip white space and one `mark` among it, if there is one. */
static inline void kith_scan_mark(kith_scan *scan, char mark)
{
    kith_scan_space(scan);
    if (*scan->at == mark) {
        scan->at++;
        kith_scan_space(scan);
    }
}

/** Take the next key of an object of valid JSON text; `at` stands after its
 *  opening brace, or where the value before was left, and stands at the value
 *  afterwards. The key has its escapes left in. False at the end. */
static inline bool kith_scan_next_key(kith_scan *scan,
                                      kith_text *key,
                                      bool *escaped)
{
    kith_scan_mark(scan, ',');
    if (scan->at >= scan->end || *scan->at != '"' ||
        !kith_scan_string(scan, key, escaped))
        return false;
    kith_scan_mark(scan, ':');
    return true;
}

/** Take the JSON text of a valid value, and stand after it. */
static inline kith_text kith_scan_take_value(kith_scan *scan)
{
    kith_text value = {scan->at, 0};
    if (*scan->at == '"') {
        bool escaped = false;
        kith_text inside;
        (void)kith_scan_string(scan, &inside, &escaped);
    } else {
        const char *end = kith_json_end(scan->at, scan->end, true);
        scan->at = end ? end : scan->end;
    }
    value.length = (size_t)(scan->at - value.data);
    return value;
}

/** Take the next member of an object of valid JSON text, as
 *  kith_scan_next_key(). Several times as fast as kith_json_each_member(),
 * which needs no padding. */
static inline bool kith_scan_next_member(kith_scan *scan,
                                         kith_text *key,
                                         bool *escaped,
                                         kith_text *value)
{
    if (!kith_scan_next_key(scan, key, escaped))
        return false;
    *value = kith_scan_take_value(scan);
    return true;
}

/** Check that `text` is one JSON text, which needs no padding. */
KITH_NODISCARD kith_status kith_json_check(kith_text text,
                                           const char *name,
                                           kith_error *err);

/** Line and column of byte `offset` of `text`. */
kith_place kith_json_place(kith_text text, const char *name, size_t offset);

#endif /* KITH_JSON_SCAN_H */
