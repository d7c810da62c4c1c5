/* A record's arrays: types, aliases and evidence, element by element. */
#include "records/taking.h"

#include <stdio.h>
#include <string.h>

/* -- lists --------------------------------------------------------------- */

/* Walks the elements of an array that is known to be sound JSON. */
typedef struct {
    kith_batch *batch;
    kith_scan scan;
    kith_json_type type;
    kith_text text;
    bool escaped;
} elements;

static elements elements_of(const kith_taking *t, kith_text array)
{
    elements e = {
        .batch = t->batch,
        .scan = {.at = array.data + 1, .end = array.data + array.length},
    };
    return e;
}

static bool next_element(elements *e)
{
    kith_scan_space(&e->scan);
    if (*e->scan.at == ',')
        e->scan.at++;
    kith_scan_space(&e->scan);
    if (*e->scan.at != ']') {
        if (kith_scan_value(&e->scan, &e->type, &e->text, &e->escaped))
            return true;
        e->batch->out_of_memory = true; /* it is sound, so nothing else fails */
    }
    kith_scan_release(&e->scan);
    return false;
}

static const char *element_start(const elements *e)
{
    return e->text.data - (e->type == KITH_JSON_STRING);
}

/* Each element must be a text; `filled` also refuses empty ones. */
static void check_texts(kith_taking *t, kith_member member, bool filled)
{
    size_t index = 0;
    if (!kith_members_have(&t->members, member))
        return;
    elements e = elements_of(t, t->members.values[member].text);
    for (; next_element(&e); index++) {
        char pointer[64];
        snprintf(pointer, sizeof pointer, "/%s/%zu", kith_member_name(member),
                 index);
        const bool text = e.type == KITH_JSON_STRING;
        if (!text) {
            kith_problem_say(kith_taking_report_at(t, KITH_RULE_WRONG_TYPE,
                                                   element_start(&e), pointer),
                             "an element of '%s' is not text",
                             kith_member_name(member));
        } else if (filled && e.text.length == 0) {
            kith_problem_say(kith_taking_report_at(t, KITH_RULE_EMPTY_VALUE,
                                                   element_start(&e), pointer),
                             "an element of '%s' is empty",
                             kith_member_name(member));
        } else if (e.escaped) {
            const kith_text plain_text = kith_taking_plain(t, e.text, true);
            if (memchr(plain_text.data, '\0', plain_text.length))
                kith_problem_say(kith_taking_report_at(t, KITH_RULE_NUL_IN_TEXT,
                                                       element_start(&e),
                                                       pointer),
                                 "an element of '%s' holds U+0000",
                                 kith_member_name(member));
        }
    }
}

/* The main type: `type`, or the first of `types`. */
void kith_take_types(kith_taking *t)
{
    t->record->type = kith_take_key(t, KITH_MEMBER_TYPE);
    if (!kith_members_have(&t->members, KITH_MEMBER_TYPES))
        return;
    check_texts(t, KITH_MEMBER_TYPES, true);
    t->record->types = t->members.values[KITH_MEMBER_TYPES].text;
    elements e = elements_of(t, t->record->types);
    if (t->record->type.data || !next_element(&e))
        return;
    if (e.type == KITH_JSON_STRING)
        t->record->type = kith_taking_plain(t, e.text, e.escaped);
    kith_scan_release(&e.scan);
}

/* `at` is where the document's id stands, `pointer` says it too. */
static void cite(kith_taking *t,
                 kith_text document,
                 const char *at,
                 const char *pointer)
{
    kith_batch *batch = t->batch;
    void *citations = batch->citations;
    if (memchr(document.data, '\0', document.length)) {
        kith_problem_say(kith_taking_report_at(t, KITH_RULE_NUL_IN_TEXT, at,
                                               pointer),
                         "a document's id holds the character U+0000");
        return;
    }
    if (!kith_batch_room(batch, &citations, batch->citation_count,
                         &batch->citation_room, sizeof *batch->citations))
        return;
    batch->citations = citations;
    batch->citations[batch->citation_count++] =
        (kith_citation){document, batch->record_count};
}

/* The member of a citation that `key` means, of those that are text if they are
 * there; or NULL. */
static const char *citation_text(kith_text key)
{
    static const char *const names[] = {"document", "note", "quote"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (kith_json_is_key(key, (kith_text){names[i], strlen(names[i])}))
            return names[i];
    }
    return NULL;
}

static void take_citation(kith_taking *t, kith_text object, const char *pointer)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        const char *name = citation_text(key);
        if (!name)
            continue;
        char place[96];
        snprintf(place, sizeof place, "%s/%s", pointer, name);
        const bool document = *name == 'd';
        if (*value.data != '"') {
            kith_problem_say(kith_taking_report_at(t, KITH_RULE_WRONG_TYPE,
                                                   value.data, place),
                             "'%s' of a citation must be text", name);
        } else if (document && value.length == 2) {
            kith_problem_say(kith_taking_report_at(t, KITH_RULE_EMPTY_VALUE,
                                                   value.data, place),
                             "'document' of a citation is empty");
        } else if (document) {
            const kith_text inside = {value.data + 1, value.length - 2};
            const bool escaped =
                memchr(inside.data, '\\', inside.length) != NULL;
            cite(t, kith_taking_plain(t, inside, escaped), value.data, place);
        }
    }
}

void kith_take_evidence(kith_taking *t)
{
    size_t index = 0;
    if (!kith_members_have(&t->members, KITH_MEMBER_EVIDENCE))
        return;
    t->record->evidence = t->members.values[KITH_MEMBER_EVIDENCE].text;
    elements e = elements_of(t, t->record->evidence);
    for (; next_element(&e); index++) {
        char pointer[64];
        snprintf(pointer, sizeof pointer, "/evidence/%zu", index);
        if (e.type == KITH_JSON_OBJECT) {
            take_citation(t, e.text, pointer);
        } else if (e.type != KITH_JSON_STRING) {
            kith_problem *problem =
                kith_taking_report_at(t, KITH_RULE_WRONG_TYPE,
                                      element_start(&e), pointer);
            kith_problem_say(problem, "a citation must be text or an object");
            kith_problem_hint(problem,
                              "cite a document by its id: {\"document\": "
                              "\"…\", \"paragraph\": 2}");
        } else if (e.text.length == 0) {
            kith_problem_say(kith_taking_report_at(t, KITH_RULE_EMPTY_VALUE,
                                                   element_start(&e), pointer),
                             "a citation is empty");
        } else {
            cite(t, kith_taking_plain(t, e.text, e.escaped), element_start(&e),
                 pointer);
        }
    }
}

void kith_take_aliases(kith_taking *t)
{
    check_texts(t, KITH_MEMBER_ALIASES, false);
    if (kith_members_have(&t->members, KITH_MEMBER_ALIASES))
        t->record->aliases = t->members.values[KITH_MEMBER_ALIASES].text;
}
