/* The members of a foreign object, scanned strictly in one pass. */
#include "base/alloc.h"
#include "records/dialects/mapping.h"

#include <kith/json.h>

#include <string.h>

/* -- members of an object ------------------------------------------------ */

static kith_field *add_field(kith_translation *t)
{
    kith_field *fields = kith_make_room(t->fields, t->field_count,
                                        &t->field_room, sizeof *fields);
    if (!fields) {
        (void)kith_translation_no_memory(t);
        return NULL;
    }
    t->fields = fields;
    fields[t->field_count] = (kith_field){0};
    return &fields[t->field_count++];
}

void kith_clear_fields(kith_translation *t)
{
    t->field_count = 0;
    if (t->scratch.used)
        kith_arena_clear(&t->scratch);
}

kith_field *kith_add_field(kith_translation *t, kith_role role, kith_text key)
{
    kith_field *field = add_field(t);
    if (field) {
        field->role = (unsigned char)role;
        field->key = key;
        field->used = role == KITH_ROLE_DROP;
    }
    return field;
}

static bool fault(kith_scan *scan, const char *message)
{
    return kith_scan_object_to(scan, KITH_FAULT_SYNTAX, scan->at, message);
}

static bool scan_field(kith_translation *t, bool inside)
{
    kith_scan *scan = &t->scan;
    kith_field *field = add_field(t);
    if (!field)
        return false;
    field->inside = inside;
    kith_scan_space(scan);
    if (*scan->at != '"')
        return fault(scan, "a key in double quotes was expected");
    if (!kith_scan_string(scan, &field->key, &field->key_escaped) ||
        !kith_scan_note_key(scan, field->key, field->key_escaped))
        return false;
    kith_scan_space(scan);
    if (*scan->at != ':')
        return fault(scan, "':' was expected after the key");
    scan->at++;
    return kith_scan_value(scan, &field->type, &field->text, &field->escaped);
}

/* The members of the object at scan->at, added to the fields. */
static bool scan_object(kith_translation *t, bool inside)
{
    kith_scan *scan = &t->scan;
    const size_t keys_before = scan->keys_used;
    scan->at++;
    kith_scan_space(scan);
    for (bool more = *scan->at != '}'; more;) {
        if (!scan_field(t, inside))
            return false;
        kith_scan_space(scan);
        more = *scan->at == ',';
        scan->at += more;
    }
    if (*scan->at != '}')
        return fault(scan, "',' or '}' was expected here");
    scan->at++;
    kith_scan_close_keys(scan, keys_before);
    return true;
}

static void restart_scan(kith_translation *t, kith_text text)
{
    kith_scan *scan = &t->scan;
    kith_key *const keys = scan->keys;
    const size_t keys_room = scan->keys_room;
    *scan = (kith_scan){.at = text.data,
                        .end = text.data + text.length,
                        .depth = 1,
                        .keys = keys,
                        .keys_room = keys_room};
}

static void report_repeated(kith_translation *t)
{
    const char *key = t->scan.repeated;
    kith_problem *problem = kith_translation_report(t, KITH_RULE_DUPLICATE_KEY);
    kith_problem_say(problem, "key '%.*s' stands twice in one object",
                     (int)strcspn(key, "\"\\"), key);
    kith_problem_hint(problem, "keep one of the two values");
}

bool kith_scan_fields(kith_translation *t, kith_text text)
{
    t->field_count = 0;
    restart_scan(t, text);
    const bool object = text.length > 0 && *text.data == '{';
    if (object && scan_object(t, false) && t->scan.at == t->scan.end) {
        if (t->scan.repeated)
            report_repeated(t);
        return !t->scan.repeated;
    }
    if (t->status == KITH_OK && t->scan.fault != KITH_FAULT_MEMORY) {
        kith_hand_on(t, text); /* the reader finds the same fault in it */
    } else {
        (void)kith_translation_no_memory(t);
    }
    return false;
}

bool kith_field_is(const kith_field *field, const char *name)
{
    const kith_text text = {name, strlen(name)};
    if (field->key_escaped)
        return kith_json_is_key(field->key, text);
    return field->key.length == text.length &&
           !memcmp(field->key.data, name, text.length);
}

kith_field *kith_field_of(const kith_translation *t, const char *name)
{
    for (size_t i = 0; i < t->field_count; i++) {
        if (kith_field_is(&t->fields[i], name))
            return &t->fields[i];
    }
    return NULL;
}

static bool has_member(const kith_field *field, const char *name)
{
    kith_text key;
    kith_text value;
    size_t at = 0;
    while (field->type == KITH_JSON_OBJECT &&
           kith_json_each_member(field->text, &at, &key, &value)) {
        if (kith_json_is_key(key, (kith_text){name, strlen(name)}))
            return true;
    }
    return false;
}

/* "key", "key=value" with a text as the value, or "key.inside". */
bool kith_fields_meet(const kith_translation *t, const char *when)
{
    char key[32];
    if (!when)
        return true;
    const size_t length = strcspn(when, "=.");
    const char *rest = when + length;
    memcpy(key, when, length);
    key[length] = '\0';
    const kith_field *field = kith_field_of(t, key);
    if (!field || !*rest)
        return field != NULL;
    if (*rest == '.')
        return has_member(field, rest + 1);
    return field->type == KITH_JSON_STRING &&
           field->text.length == strlen(rest + 1) &&
           !memcmp(field->text.data, rest + 1, field->text.length);
}

void kith_scan_more_fields(kith_translation *t, kith_text text)
{
    restart_scan(t, text);
    if (!scan_object(t, true)) /* it was scanned before */
        (void)kith_translation_no_memory(t);
}
