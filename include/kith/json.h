/** @file
 *  JSON values to look into, and a writer for JSON text.
 */
#ifndef KITH_JSON_H
#define KITH_JSON_H

#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>

/** The six kinds of JSON value, with the truth values apart. */
typedef enum kith_json_type {
    KITH_JSON_NULL = 0,
    KITH_JSON_FALSE,
    KITH_JSON_TRUE,
    KITH_JSON_NUMBER,
    KITH_JSON_STRING,
    KITH_JSON_ARRAY,
    KITH_JSON_OBJECT
} kith_json_type;

/** A parsed JSON value. The root is freed with kith_json_free(); every other
 *  value is borrowed from its root. */
typedef struct kith_json kith_json;

/** Parse one JSON text, strictly RFC 8259.
 *
 *  @param[out] out  the root, owned by the caller; NULL on failure
 *  @param name      what to call the text in errors; borrowed
 *  @return KITH_OK; KITH_E_SYNTAX with line and column; KITH_E_LIMIT (nested
 *          deeper than 512); KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_json_parse(kith_json **out,
                                                    kith_text text,
                                                    const char *name,
                                                    kith_error *err);

/** Release a root. NULL is allowed. */
KITH_API void kith_json_free(kith_json *root);

KITH_API kith_json_type kith_json_type_of(const kith_json *value);

/** Member `key` of an object, or NULL (also for other types and NULL). */
KITH_API const kith_json *kith_json_get(const kith_json *object,
                                        const char *key);

/** First element or member; NULL if there is none (also for NULL). */
KITH_API const kith_json *kith_json_first(const kith_json *value);

/** The element or member after `value`, or NULL. */
KITH_API const kith_json *kith_json_next(const kith_json *value);

/** Number of elements or members; 0 for other types and NULL. */
KITH_API size_t kith_json_size(const kith_json *value);

/** Key of a member; NULL for the root and array elements. */
KITH_API const char *kith_json_key(const kith_json *value);

/** Text of a string, NUL-terminated; NULL for other types and NULL. */
KITH_API const char *kith_json_string(const kith_json *value);

/** Value of a number; `otherwise` for other types and NULL. */
KITH_API double kith_json_number(const kith_json *value, double otherwise);

/** Truth of a boolean; `otherwise` for other types and NULL. */
KITH_API bool kith_json_bool(const kith_json *value, bool otherwise);

/** Walk the members of an object in valid JSON text, values as they were
 *  written, so that numbers keep all their digits.
 *
 *  @param object     valid JSON text of one object
 *  @param[in,out] at where the walk stands; start with 0
 *  @param[out] key   the key without its quotes, escapes left in
 *  @param[out] value the value's JSON text
 *  @return true while there is a member
 */
KITH_API bool kith_json_each_member(kith_text object,
                                    size_t *at,
                                    kith_text *key,
                                    kith_text *value);

/** Whether a key of kith_json_each_member(), which has its escapes left in, is
 *  `name`. Out of memory, a key with escapes is no name. */
KITH_API bool kith_json_is_key(kith_text key, kith_text name);

#endif /* KITH_JSON_H */
