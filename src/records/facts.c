/* One record's members to facts: which kind it is, what shape that kind has,
 * and every rule that needs no other record. */
#include "records/facts.h"

#include "records/dialects/dialects.h"
#include "records/taking.h"

#include <stdio.h>
#include <string.h>

#define TYPE(name) (1u << KITH_JSON_##name)
#define BIT(name)  (1u << KITH_MEMBER_##name)

/* What a member must be where it belongs. */
typedef struct {
    unsigned types;   /* JSON types allowed */
    const char *must; /* in words */
} shape;

static const shape shapes[KITH_MEMBER_COUNT] = {
    [KITH_MEMBER_ID] = {TYPE(STRING),              "text"                    },
    [KITH_MEMBER_TYPE] = {TYPE(STRING),              "text"                    },
    [KITH_MEMBER_TYPES] = {TYPE(ARRAY),               "an array of types"       },
    [KITH_MEMBER_NAME] = {TYPE(STRING),              "text"                    },
    [KITH_MEMBER_ALIASES] = {TYPE(ARRAY),               "an array of names"       },
    [KITH_MEMBER_PROPERTIES] = {TYPE(OBJECT),              "an object"               },
    [KITH_MEMBER_EVIDENCE] = {TYPE(ARRAY),               "an array of citations"   },
    [KITH_MEMBER_SOURCE] = {TYPE(STRING),              "an entity's id in quotes"},
    [KITH_MEMBER_TARGET] = {TYPE(STRING),              "an entity's id in quotes"},
    [KITH_MEMBER_WEIGHT] = {TYPE(NUMBER),              "a number"                },
    [KITH_MEMBER_CONFIDENCE] = {TYPE(NUMBER),              "a number"                },
    [KITH_MEMBER_SINCE] = {TYPE(STRING) | TYPE(NULL),
                        "a date in quotes, or null"                          },
    [KITH_MEMBER_UNTIL] = {TYPE(STRING) | TYPE(NULL),
                        "a date in quotes, or null"                          },
    [KITH_MEMBER_DIRECTED] = {TYPE(TRUE) | TYPE(FALSE),  "true or false"           },
    [KITH_MEMBER_RECORD] = {TYPE(STRING),              "text"                    },
    [KITH_MEMBER_TITLE] = {TYPE(STRING),              "text"                    },
    [KITH_MEMBER_PUBLISHER] = {TYPE(STRING),              "text"                    },
    [KITH_MEMBER_URL] = {TYPE(STRING),              "text"                    },
    [KITH_MEMBER_DATE] = {TYPE(STRING) | TYPE(NULL),
                        "a date in quotes, or null"                          },
};

/* The members that belong to each kind of record, and those it must have. */
static const struct {
    uint32_t known;
    uint32_t required;
} kinds[] = {
    [KITH_RECORD_ENTITY] = {BIT(ID) | BIT(TYPE) | BIT(TYPES) | BIT(NAME) |
                                BIT(ALIASES) | BIT(PROPERTIES) | BIT(EVIDENCE),
                            BIT(ID)                              },
    [KITH_RECORD_RELATION] = {BIT(ID) | BIT(SOURCE) | BIT(TYPE) | BIT(TARGET) |
                                  BIT(WEIGHT) | BIT(CONFIDENCE) | BIT(SINCE) |
                                  BIT(UNTIL) | BIT(DIRECTED) | BIT(PROPERTIES) |
                                  BIT(EVIDENCE),
                            BIT(SOURCE) | BIT(TYPE) | BIT(TARGET)},
    [KITH_RECORD_DOCUMENT] = {BIT(ID) | BIT(TITLE) | BIT(PUBLISHER) | BIT(URL) |
                                  BIT(DATE),
                            BIT(ID)                              },
};

/* -- problems ------------------------------------------------------------ */

kith_problem *kith_taking_report_at(kith_taking *t,
                                    kith_rule rule,
                                    const char *at,
                                    const char *pointer)
{
    char description[256];
    t->sound = t->sound && kith_rule_severity(rule) != KITH_ERROR;
    kith_problem *problem = kith_batch_report(t->batch, rule, t->slice->offset,
                                              (size_t)(at - t->batch->text));
    if (problem) {
        kith_members_describe(&t->members, t->record->kind, description,
                              sizeof description);
        problem->record =
            kith_diagnostics_keep(t->batch->problems, description);
        snprintf(problem->error.path, sizeof problem->error.path, "%s",
                 pointer);
    }
    return problem;
}

/* At a member's value, or its opening quote. */
kith_problem *kith_taking_report(kith_taking *t,
                                 kith_rule rule,
                                 kith_member member)
{
    char pointer[32];
    const kith_value *value = &t->members.values[member];
    const char *at = value->text.data - (value->type == KITH_JSON_STRING);
    snprintf(pointer, sizeof pointer, "/%s", kith_member_name(member));
    return kith_taking_report_at(t, rule, at, pointer);
}

static const char *record_start(const kith_taking *t)
{
    return t->batch->text + t->slice->offset;
}

static void report_oddities(kith_taking *t)
{
    const kith_scan *scan = &t->batch->scan;
    if (scan->repeated) {
        const size_t length = strcspn(scan->repeated, "\"\\");
        kith_problem *problem =
            kith_taking_report_at(t, KITH_RULE_DUPLICATE_KEY,
                                  scan->repeated - 1, "");
        kith_problem_say(problem, "key '%.*s' stands twice in one object",
                         kith_excerpt((kith_text){scan->repeated, length}, 60),
                         scan->repeated);
        kith_problem_hint(problem, "keep one of the two values");
    }
    if (scan->beyond_double) {
        kith_problem *problem = kith_taking_report_at(t, KITH_RULE_NUMBER_RANGE,
                                                      scan->beyond_double, "");
        kith_problem_say(problem, "a number is beyond the range of a double");
        kith_problem_hint(problem, "write it in quotes to keep it as text");
    }
    if (scan->large_integer) {
        kith_problem *problem =
            kith_taking_report_at(t, KITH_RULE_LARGE_INTEGER,
                                  scan->large_integer, "");
        kith_problem_say(problem, "an integer is beyond 2^53");
        kith_problem_hint(problem, "write it in quotes if every digit counts");
    }
}

/* -- the record ---------------------------------------------------------- */

static void report_missing(kith_taking *t, kith_member member)
{
    kith_problem *problem =
        kith_taking_report_at(t, KITH_RULE_MISSING_MEMBER, record_start(t), "");
    kith_problem_say(problem, "this %s has no '%s'",
                     kith_record_kind_name(t->record->kind),
                     kith_member_name(member));
    kith_problem_hint(problem, "add \"%s\": %s", kith_member_name(member),
                      shapes[member].must);
}

static void check_shape(kith_taking *t)
{
    const uint32_t present = t->members.present;
    const uint32_t missing = kinds[t->record->kind].required & ~present;
    for (uint32_t left = missing; left; left &= left - 1)
        report_missing(t, (kith_member)__builtin_ctz(left));
    const uint32_t known = kinds[t->record->kind].known & present;
    for (uint32_t left = known; left; left &= left - 1) {
        const kith_member member = (kith_member)__builtin_ctz(left);
        const shape *s = &shapes[member];
        if (1u << t->members.values[member].type & s->types)
            continue;
        kith_problem_say(kith_taking_report(t, KITH_RULE_WRONG_TYPE, member),
                         "'%s' must be %s", kith_member_name(member), s->must);
    }
}

static void check_required_properties(kith_taking *t,
                                      const kith_vocabulary *vocabulary)
{
    const kith_relation_type *type =
        vocabulary ? kith_vocabulary_relation(vocabulary, t->record->type)
                   : NULL;
    for (size_t i = 0; type && type->required && type->required[i]; i++) {
        const char *wanted = type->required[i];
        kith_text key;
        kith_text value;
        bool found = false;
        for (size_t at = 0;
             !found && t->record->properties.data &&
             kith_json_each_member(t->record->properties, &at, &key, &value);)
            found = kith_json_is_key(key, (kith_text){wanted, strlen(wanted)});
        if (!found) {
            kith_problem *problem =
                kith_taking_report_at(t, KITH_RULE_MISSING_PROPERTY,
                                      record_start(t), "/properties");
            kith_problem_say(problem, "a '%s' relation needs property '%s'",
                             type->name, wanted);
            kith_problem_hint(problem, "add it to \"properties\"");
        }
    }
}

static kith_text span(const kith_taking *t, kith_member member)
{
    return kith_members_have(&t->members, member)
               ? t->members.values[member].text
               : (kith_text){0};
}

static void check_ends(kith_taking *t)
{
    const kith_record *record = t->record;
    if (!t->sound || record->source.length != record->target.length ||
        memcmp(record->source.data, record->target.data,
               record->source.length) != 0)
        return;
    kith_problem *problem =
        kith_taking_report(t, KITH_RULE_SELF_RELATION, KITH_MEMBER_TARGET);
    kith_problem_say(problem, "source and target are the same entity");
    kith_problem_hint(problem, "check the target; it counts as a relation");
}

static void take_relation(kith_taking *t, const kith_vocabulary *vocabulary)
{
    t->record->id = kith_take_key(t, KITH_MEMBER_ID);
    t->record->source = kith_take_key(t, KITH_MEMBER_SOURCE);
    t->record->type = kith_take_key(t, KITH_MEMBER_TYPE);
    t->record->target = kith_take_key(t, KITH_MEMBER_TARGET);
    t->record->directed =
        !kith_members_have(&t->members, KITH_MEMBER_DIRECTED) ||
        t->members.values[KITH_MEMBER_DIRECTED].type == KITH_JSON_TRUE;
    t->record->properties = span(t, KITH_MEMBER_PROPERTIES);
    kith_take_numbers(t);
    kith_take_dates(t);
    kith_take_evidence(t);
    check_ends(t);
    if (vocabulary)
        check_required_properties(t, vocabulary);
}

static void take_entity(kith_taking *t)
{
    t->record->id = kith_take_key(t, KITH_MEMBER_ID);
    t->record->name = kith_take_name(t);
    kith_take_types(t);
    kith_take_aliases(t);
    t->record->properties = span(t, KITH_MEMBER_PROPERTIES);
    kith_take_evidence(t);
}

static void take_document(kith_taking *t)
{
    t->record->id = kith_take_key(t, KITH_MEMBER_ID);
    (void)kith_take_date(t, KITH_MEMBER_DATE);
}

/* What a line of JSON Lines says that it is. */
static bool kind_from_member(kith_taking *t)
{
    const kith_value *value = &t->members.values[KITH_MEMBER_RECORD];
    for (size_t kind = 0; kind < 3; kind++) {
        if (value->type == KITH_JSON_STRING &&
            strlen(kith_record_kind_name((kith_record_kind)kind)) ==
                value->text.length &&
            !memcmp(kith_record_kind_name((kith_record_kind)kind),
                    value->text.data, value->text.length)) {
            t->record->kind = (kith_record_kind)kind;
            return true;
        }
    }
    kith_problem *problem =
        kith_taking_report(t, KITH_RULE_WRONG_TYPE, KITH_MEMBER_RECORD);
    kith_problem_say(problem, "'record' is none of the kinds there are");
    kith_problem_hint(problem,
                      "write \"entity\", \"relation\" or \"document\"; "
                      "\"graph\" comes first in its line");
    return false;
}

/* The first record may be a document of another tool that lacks something. */
static bool hint_nearly(const kith_taking *t, kith_problem *problem)
{
    const char *missing = NULL;
    size_t length = 0;
    const char *near =
        kith_dialect_nearly((kith_text){record_start(t), t->slice->length},
                            &missing, &length);
    if (near)
        kith_problem_hint(problem, KITH_NEARLY, near, (int)length, missing,
                          near);
    return near != NULL;
}

static bool find_kind(kith_taking *t)
{
    const bool source = kith_members_have(&t->members, KITH_MEMBER_SOURCE);
    const bool target = kith_members_have(&t->members, KITH_MEMBER_TARGET);
    if (t->slice->kind != KITH_SLICE_LINE) {
        t->record->kind = (kith_record_kind)(t->slice->kind - 1);
        return true;
    }
    if (kith_members_have(&t->members, KITH_MEMBER_RECORD))
        return kind_from_member(t);
    if (source || target) {
        t->record->kind = KITH_RECORD_RELATION;
        return true;
    }
    if (kith_members_have(&t->members, KITH_MEMBER_ID) ||
        kith_members_have(&t->members, KITH_MEMBER_NAME))
        return true;
    kith_problem *problem =
        kith_taking_report_at(t, KITH_RULE_UNKNOWN_RECORD, record_start(t), "");
    kith_problem_say(problem, "this record is neither entity nor relation");
    if (t->batch->start || t->slice->offset || !hint_nearly(t, problem))
        kith_problem_hint(problem, "an entity has an 'id', a relation "
                                   "'source', 'type' and 'target'");
    return false;
}

/* Scan the text; false if it is not the JSON object that it should be. */
static bool scan_text(kith_taking *t)
{
    kith_scan *scan = &t->batch->scan;
    const char *const end = record_start(t) + t->slice->length;
    scan->at = record_start(t);
    scan->end = end;
    scan->fault = KITH_FAULT_NONE;
    scan->repeated = scan->large_integer = scan->beyond_double = NULL;
    scan->depth = 1;
    scan->keys_used = 0;
    if (*scan->at != '{') {
        if (kith_scan_skip(scan)) {
            kith_problem *problem =
                kith_taking_report_at(t, KITH_RULE_WRONG_TYPE, record_start(t),
                                      "");
            kith_problem_say(problem, "a record must be an object");
            return false;
        }
    } else if (kith_members_scan(&t->members, scan)) {
        /* white space between members may have led on to the next line */
        const bool beyond = scan->at > end;
        if (!beyond)
            kith_scan_space(scan);
        if (!beyond && scan->at >= end)
            return true;
        kith_scan_object_to(scan, KITH_FAULT_SYNTAX, scan->at,
                            beyond ? "the text ends too early"
                                   : "more text after the record");
    }
    kith_batch_fault(t->batch, scan, t->slice->offset);
    return false;
}

/* The kind of an unsound record, as far as it can be told. */
static kith_record_kind kind_of_remains(const kith_taking *t)
{
    if (t->slice->kind != KITH_SLICE_LINE)
        return (kith_record_kind)(t->slice->kind - 1);
    if (kith_members_have(&t->members, KITH_MEMBER_SOURCE) ||
        kith_members_have(&t->members, KITH_MEMBER_TARGET))
        return KITH_RECORD_RELATION;
    return t->record->kind; /* what it says, an entity otherwise */
}

/* A record with errors goes on as no more than its id, so that relations to it
 * are not taken for relations to nothing. */
static void add_remains(kith_taking *t)
{
    const kith_record_kind kind = kind_of_remains(t);
    const kith_value *id = &t->members.values[KITH_MEMBER_ID];
    t->batch->citation_count = t->citations_before;
    if (kind == KITH_RECORD_RELATION ||
        !kith_members_have(&t->members, KITH_MEMBER_ID) ||
        id->type != KITH_JSON_STRING || id->text.length == 0)
        return;
    const kith_text text = kith_taking_plain(t, id->text, id->escaped);
    if (memchr(text.data, '\0', text.length))
        return;
    *t->record = (kith_record){.kind = kind, .id = text};
    t->batch->record_count++;
}

static bool take_record(kith_taking *t, const kith_vocabulary *vocabulary)
{
    if (!scan_text(t) || !find_kind(t))
        return false;
    t->record->facts = t->members.facts;
    t->record->origin = kith_batch_origin(t->batch, t->slice->offset);
    report_oddities(t);
    check_shape(t);
    if (!t->sound)
        return false;
    switch (t->record->kind) {
    case KITH_RECORD_ENTITY:
        take_entity(t);
        break;
    case KITH_RECORD_RELATION:
        take_relation(t, vocabulary);
        break;
    case KITH_RECORD_DOCUMENT:
        take_document(t);
        break;
    }
    return t->sound;
}

/* The place of the next record, which is filled there and then counted; NULL if
 * out of memory. */
static kith_record *next_record(kith_batch *batch)
{
    void *records = batch->records;
    if (!kith_batch_room(batch, &records, batch->record_count,
                         &batch->record_room, sizeof *batch->records))
        return NULL;
    batch->records = records;
    kith_record *record = &batch->records[batch->record_count];
    *record = (kith_record){.sound = true,
                            .since = KITH_NO_DATE,
                            .until = KITH_NO_DATE};
    return record;
}

void kith_facts_take(kith_batch *batch,
                     const kith_slice *slice,
                     const kith_vocabulary *vocabulary)
{
    kith_taking t;
    t.batch = batch;
    t.slice = slice;
    t.record = next_record(batch);
    t.citations_before = batch->citation_count;
    t.sound = true;
    t.members.present = 0;
    if (!t.record)
        return; /* the batch knows */
    if (take_record(&t, vocabulary)) {
        batch->record_count++;
    } else {
        kith_batch_reject(batch, slice->offset);
        add_remains(&t);
    }
}
