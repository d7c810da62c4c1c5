/* One record at a time: every rule that needs no other record, its place and
 * its JSON Pointer; and what a sound record comes to. */
#include "records/facts.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A batch with one slice, which is all of its text. */
static kith_batch *taken(const char *text, kith_slice_kind kind)
{
    kith_batch *batch = kith_batch_new(SIZE_MAX);
    assert_non_null(batch);
    batch->length = strlen(text);
    batch->text = calloc(batch->length + KITH_PADDING, 1);
    assert_non_null(batch->text);
    memcpy(batch->text, text, batch->length);
    const kith_slice slice = {0, batch->length, kind};
    kith_facts_take(batch, &slice, NULL);
    assert_false(batch->out_of_memory);
    return batch;
}

/* -- rules --------------------------------------------------------------- */

/* A record and the one rule that it breaks: the JSON Pointer, and how the text
 * goes on at the place. */
typedef struct {
    const char *text;
    kith_slice_kind kind;
    kith_rule rule;
    const char *pointer;
    const char *at;
} breach;

#define LINE     KITH_SLICE_LINE
#define ENTITY   KITH_SLICE_ENTITY
#define RELATION KITH_SLICE_RELATION
#define DOCUMENT KITH_SLICE_DOCUMENT
#define ENDS     "\"source\":\"a\",\"type\":\"t\",\"target\":\"b\""

static const breach breaches[] = {
    {"{\"id\":\"a\"",                                                LINE,     KITH_RULE_SYNTAX,           "",                     ""              },
    {"{\"id\":\"a\"} x",                                             LINE,     KITH_RULE_SYNTAX,           "",                     "x"             },
    {"{\"id\":\"a\"}{}",                                             LINE,     KITH_RULE_SYNTAX,           "",                     "{}"            },
    {"{'id':'a'}",                                                   LINE,     KITH_RULE_SYNTAX,           "",                     "'id'"          },
    {"{\"id\":\"a\",}",                                              LINE,     KITH_RULE_SYNTAX,           "",                     "}"             },
    {"}",                                                            LINE,     KITH_RULE_SYNTAX,           "",                     "}"             },
    {"junk",                                                         LINE,     KITH_RULE_SYNTAX,           "",                     "junk"          },
    {"{\"id\":\"\xFF\"}",                                            ENTITY,   KITH_RULE_ENCODING,         "",                     "\xFF"          },
    {"{\"id\":\"\\uDC00\"}",                                         ENTITY,   KITH_RULE_ENCODING,         "",                     "\\uDC00"       },
    {"{\"id\":\"a\",\"id\":\"b\"}",                                  ENTITY,   KITH_RULE_DUPLICATE_KEY,    "",
     "\"id\":\"b\""                                                                                                                                },
    {"{\"id\":\"a\",\"x\":1,\"x\":1}",                               ENTITY,   KITH_RULE_DUPLICATE_KEY,    "",
     "\"x\":1}"                                                                                                                                    },
    {"{\"id\":\"a\",\"properties\":{\"p\":1,\"p\":1}}",              ENTITY,
     KITH_RULE_DUPLICATE_KEY,                                                                              "",                     "\"p\":1}}"     },
    {"[1]",                                                          LINE,     KITH_RULE_WRONG_TYPE,       "",                     "[1]"           },
    {"\"a\"",                                                        ENTITY,   KITH_RULE_WRONG_TYPE,       "",                     "\"a\""         },
    {"null",                                                         RELATION, KITH_RULE_WRONG_TYPE,       "",                     "null"          },
    {"{}",                                                           LINE,     KITH_RULE_UNKNOWN_RECORD,   "",                     "{}"            },
    {"{\"x\":1}",                                                    LINE,     KITH_RULE_UNKNOWN_RECORD,   "",                     "{"             },
    {"{\"record\":\"person\",\"id\":\"a\"}",                         LINE,     KITH_RULE_WRONG_TYPE,
     "/record",                                                                                                                    "\"person\""    },
    {"{\"record\":1,\"id\":\"a\"}",                                  LINE,     KITH_RULE_WRONG_TYPE,       "/record",              "1"             },
    {"{}",                                                           ENTITY,   KITH_RULE_MISSING_MEMBER,   "",                     "{"             },
    {"{\"name\":\"A\"}",                                             LINE,     KITH_RULE_MISSING_MEMBER,   "",                     "{"             },
    {"{\"title\":\"A\"}",                                            DOCUMENT, KITH_RULE_MISSING_MEMBER,   "",                     "{"             },
    {"{\"type\":\"t\",\"target\":\"b\"}",                            RELATION, KITH_RULE_MISSING_MEMBER,
     "",                                                                                                                           "{"             },
    {"{\"source\":\"a\",\"target\":\"b\"}",                          LINE,     KITH_RULE_MISSING_MEMBER,   "",
     "{"                                                                                                                                           },
    {"{\"source\":\"a\",\"type\":\"t\"}",                            LINE,     KITH_RULE_MISSING_MEMBER,   "",
     "{"                                                                                                                                           },
    {"{\"id\":1}",                                                   ENTITY,   KITH_RULE_WRONG_TYPE,       "/id",                  "1"             },
    {"{\"id\":null}",                                                ENTITY,   KITH_RULE_WRONG_TYPE,       "/id",                  "null"          },
    {"{\"id\":\"a\",\"type\":[\"t\"]}",                              ENTITY,   KITH_RULE_WRONG_TYPE,       "/type",
     "[\"t\"]"                                                                                                                                     },
    {"{\"id\":\"a\",\"types\":\"t\"}",                               ENTITY,   KITH_RULE_WRONG_TYPE,       "/types",
     "\"t\""                                                                                                                                       },
    {"{\"id\":\"a\",\"types\":[\"t\", 1]}",                          ENTITY,   KITH_RULE_WRONG_TYPE,
     "/types/1",                                                                                                                   "1]"            },
    {"{\"id\":\"a\",\"types\":[\"\"]}",                              ENTITY,   KITH_RULE_EMPTY_VALUE,
     "/types/0",                                                                                                                   "\"\""          },
    {"{\"id\":\"a\",\"types\":[\"t\\u0000\"]}",                      ENTITY,   KITH_RULE_NUL_IN_TEXT,
     "/types/0",                                                                                                                   "\"t\\u0000\""  },
    {"{\"id\":\"a\",\"name\":{}}",                                   ENTITY,   KITH_RULE_WRONG_TYPE,       "/name",                "{}"            },
    {"{\"id\":\"a\",\"aliases\":\"x\"}",                             ENTITY,   KITH_RULE_WRONG_TYPE,
     "/aliases",                                                                                                                   "\"x\""         },
    {"{\"id\":\"a\",\"aliases\":[\"x\",null]}",                      ENTITY,   KITH_RULE_WRONG_TYPE,
     "/aliases/1",                                                                                                                 "null"          },
    {"{\"id\":\"a\",\"aliases\":[\"\\u0000\"]}",                     ENTITY,   KITH_RULE_NUL_IN_TEXT,
     "/aliases/0",                                                                                                                 "\"\\u0000\""   },
    {"{\"id\":\"a\",\"properties\":[]}",                             ENTITY,   KITH_RULE_WRONG_TYPE,
     "/properties",                                                                                                                "[]"            },
    {"{\"id\":\"a\",\"evidence\":\"d\"}",                            ENTITY,   KITH_RULE_WRONG_TYPE,
     "/evidence",                                                                                                                  "\"d\""         },
    {"{\"id\":\"a\",\"evidence\":[1]}",                              ENTITY,   KITH_RULE_WRONG_TYPE,
     "/evidence/0",                                                                                                                "1"             },
    {"{\"id\":\"a\",\"evidence\":[\"\"]}",                           ENTITY,   KITH_RULE_EMPTY_VALUE,
     "/evidence/0",                                                                                                                "\"\""          },
    {"{\"id\":\"a\",\"evidence\":[\"d\\u0000\"]}",                   ENTITY,
     KITH_RULE_NUL_IN_TEXT,                                                                                "/evidence/0",          "\"d\\u0000\""  },
    {"{\"id\":\"a\",\"evidence\":[{\"document\":\"\"}]}",            ENTITY,
     KITH_RULE_EMPTY_VALUE,                                                                                "/evidence/0/document", "\"\""          },
    {"{\"id\":\"a\",\"evidence\":[{\"document\":\"\\u0000\"}]}",     ENTITY,
     KITH_RULE_NUL_IN_TEXT,                                                                                "/evidence/0/document", "\"\\u0000\""   },
    {"{\"id\":\"a\",\"evidence\":[\"d\",{\"note\":1}]}",             ENTITY,
     KITH_RULE_WRONG_TYPE,                                                                                 "/evidence/1/note",     "1"             },
    {"{\"id\":\"a\",\"evidence\":[{\"quote\":[]}]}",                 ENTITY,
     KITH_RULE_WRONG_TYPE,                                                                                 "/evidence/0/quote",    "[]"            },
    {"{\"id\":\"\"}",                                                ENTITY,   KITH_RULE_EMPTY_VALUE,      "/id",                  "\"\""          },
    {"{\"id\":\"a\",\"type\":\"\"}",                                 ENTITY,   KITH_RULE_EMPTY_VALUE,      "/type",
     "\"\""                                                                                                                                        },
    {"{\"source\":\"\",\"type\":\"t\",\"target\":\"b\"}",            RELATION,
     KITH_RULE_EMPTY_VALUE,                                                                                "/source",              "\"\""          },
    {"{\"id\":\"a\\u0000\"}",                                        ENTITY,   KITH_RULE_NUL_IN_TEXT,      "/id",
     "\"a\\u0000\""                                                                                                                                },
    {"{\"id\":\"a\",\"name\":\"\\u0000\"}",                          ENTITY,   KITH_RULE_NUL_IN_TEXT,
     "/name",                                                                                                                      "\"\\u0000\""   },
    {"{\"source\":\"a\",\"type\":\"t\\u0000\",\"target\":\"b\"}",    RELATION,
     KITH_RULE_NUL_IN_TEXT,                                                                                "/type",                "\"t\\u0000\""  },
    {"{\"source\":\"a\",\"type\":\"t\",\"target\":\"\\u0000\"}",     RELATION,
     KITH_RULE_NUL_IN_TEXT,                                                                                "/target",              "\"\\u0000\""   },
    {"{" ENDS ",\"directed\":\"yes\"}",                              RELATION, KITH_RULE_WRONG_TYPE,
     "/directed",                                                                                                                  "\"yes\""       },
    {"{" ENDS ",\"directed\":null}",                                 RELATION, KITH_RULE_WRONG_TYPE,
     "/directed",                                                                                                                  "null"          },
    {"{" ENDS ",\"weight\":\"1\"}",                                  RELATION, KITH_RULE_WRONG_TYPE,       "/weight",
     "\"1\""                                                                                                                                       },
    {"{" ENDS ",\"weight\":-0.5}",                                   RELATION, KITH_RULE_WEIGHT_RANGE,     "/weight",
     "-0.5"                                                                                                                                        },
    {"{" ENDS ",\"weight\":1e999}",                                  RELATION, KITH_RULE_NUMBER_RANGE,     "",
     "1e999"                                                                                                                                       },
    {"{" ENDS ",\"confidence\":1.5}",                                RELATION, KITH_RULE_CONFIDENCE_RANGE,
     "/confidence",                                                                                                                "1.5"           },
    {"{" ENDS ",\"confidence\":-0.1}",                               RELATION, KITH_RULE_CONFIDENCE_RANGE,
     "/confidence",                                                                                                                "-0.1"          },
    {"{" ENDS ",\"properties\":{\"n\":-1e400}}",                     RELATION,
     KITH_RULE_NUMBER_RANGE,                                                                               "",                     "-1e400"        },
    {"{" ENDS ",\"since\":2017}",                                    RELATION, KITH_RULE_WRONG_TYPE,       "/since",
     "2017"                                                                                                                                        },
    {"{" ENDS ",\"since\":\"today\"}",                               RELATION, KITH_RULE_BAD_DATE,         "/since",
     "\"today\""                                                                                                                                   },
    {"{" ENDS ",\"until\":\"2017-02-30\"}",                          RELATION, KITH_RULE_BAD_DATE,
     "/until",                                                                                                                     "\"2017-02-30\""},
    {"{" ENDS ",\"since\":\"2018\",\"until\":\"2017\"}",             RELATION,
     KITH_RULE_DATE_ORDER,                                                                                 "/since",               "\"2018\""      },
    {"{" ENDS ",\"since\":\"2017-06-02\",\"until\":\"2017-06-01\"}", RELATION,
     KITH_RULE_DATE_ORDER,                                                                                 "/since",               "\"2017-06-02\""},
    {"{\"id\":\"d\",\"date\":\"soon\"}",                             DOCUMENT, KITH_RULE_BAD_DATE,         "/date",
     "\"soon\""                                                                                                                                    },
    {"{\"id\":\"d\",\"title\":1}",                                   DOCUMENT, KITH_RULE_WRONG_TYPE,       "/title",
     "1"                                                                                                                                           },
    {"{\"id\":\"d\",\"url\":[]}",                                    DOCUMENT, KITH_RULE_WRONG_TYPE,       "/url",                 "[]"            },
    {"{\"record\":\"document\",\"id\":\"d\",\"publisher\":null}",    LINE,
     KITH_RULE_WRONG_TYPE,                                                                                 "/publisher",           "null"          },
    {"{\"record\":\"entity\",\"name\":\"A\"}",                       LINE,     KITH_RULE_MISSING_MEMBER,
     "",                                                                                                                           "{"             },
    {"{\"source\":\"a\",\"type\":\"t\",\"target\":\"a\"}",           RELATION,
     KITH_RULE_SELF_RELATION,                                                                              "/target",              "\"a\"}"        },
    {"{\"id\":\"a\",\"name\":\" \\n\"}",                             ENTITY,   KITH_RULE_BLANK_NAME,       "/name",
     "\" \\n\""                                                                                                                                    },
    {"{\"id\":\"a\",\"name\":\"\"}",                                 ENTITY,   KITH_RULE_BLANK_NAME,       "/name",
     "\"\""                                                                                                                                        },
    {"{\"id\":\"a\",\"properties\":{\"n\":12345678901234567890}}",   ENTITY,
     KITH_RULE_LARGE_INTEGER,                                                                              "",                     "1234567890"    },
};
enum { BREACHES = sizeof breaches / sizeof *breaches };

TEST(each_breach_is_reported_once_and_at_its_place)
{
    for (size_t i = 0; i < BREACHES; i++) {
        const breach *b = &breaches[i];
        kith_batch *batch = taken(b->text, b->kind);
        if (kith_diagnostics_size(batch->problems) != 1)
            fail_msg("%s: %zu problems", b->text,
                     kith_diagnostics_size(batch->problems));
        const kith_problem *problem = kith_diagnostics_at(batch->problems, 0);
        if (problem->rule != b->rule)
            fail_msg("%s: %s", b->text, kith_rule_name(problem->rule));
        assert_string_equal(problem->error.path, b->pointer);
        const size_t offset = problem->error.place.offset;
        assert_in_range(offset, 0, strlen(b->text));
        assert_memory_equal(b->text + offset, b->at, strlen(b->at));
        assert_true(problem->error.message[0] != '\0');
        assert_null(strchr(problem->error.message, '\n'));
        kith_batch_free(batch);
    }
}

/* Errors leave a record out, warnings do not; nothing is lost in between. */
TEST(a_record_is_either_taken_or_rejected)
{
    for (size_t i = 0; i < BREACHES; i++) {
        const breach *b = &breaches[i];
        const bool error = kith_rule_severity(b->rule) == KITH_ERROR;
        kith_batch *batch = taken(b->text, b->kind);
        size_t sound = 0;
        for (size_t r = 0; r < batch->record_count; r++)
            sound += batch->records[r].sound;
        assert_int_equal(batch->reject_count, error);
        assert_int_equal(sound, !error);
        if (error)
            assert_int_equal(batch->citation_count, 0);
        kith_batch_free(batch);
    }
}

TEST(all_problems_of_a_record_are_reported)
{
    kith_batch *batch =
        taken("{\"id\":\"\",\"name\":\" \",\"aliases\":[1,2],\"types\":[\"\"]}",
              KITH_SLICE_ENTITY);
    assert_int_equal(kith_diagnostics_count(batch->problems, KITH_ERROR), 4);
    assert_int_equal(kith_diagnostics_count(batch->problems, KITH_WARNING), 1);
    kith_batch_free(batch);
    batch = taken("{\"source\":1,\"weight\":\"x\",\"since\":7}",
                  KITH_SLICE_RELATION);
    assert_int_equal(kith_diagnostics_of_rule(batch->problems,
                                              KITH_RULE_MISSING_MEMBER),
                     2);
    assert_int_equal(kith_diagnostics_of_rule(batch->problems,
                                              KITH_RULE_WRONG_TYPE),
                     3);
    kith_batch_free(batch);
}

/* -- messages ------------------------------------------------------------ */

static void says(const char *text, kith_slice_kind kind, const char *message)
{
    kith_batch *batch = taken(text, kind);
    assert_true(kith_diagnostics_size(batch->problems) > 0);
    assert_string_equal(kith_diagnostics_at(batch->problems, 0)->error.message,
                        message);
    kith_batch_free(batch);
}

TEST(messages_show_values_as_they_are_written)
{
    says("{" ENDS ",\"since\":\"a\\nb\\u001b[2J\"}", KITH_SLICE_RELATION,
         "'a\\nb\\u001b[2J' is not a date");
    says("{" ENDS ",\"weight\":-0.5}", KITH_SLICE_RELATION,
         "weight -0.5 is negative");
    says("{" ENDS ",\"confidence\":1.0000000001}", KITH_SLICE_RELATION,
         "confidence 1.0000000001 is not between 0 and 1");
}

TEST(long_values_are_cut_between_characters)
{
    char text[600] = "{" ENDS ",\"since\":\"x";
    char wanted[200] = "'x";
    for (size_t i = 0; i < 100; i++)
        strcat(text, "Ж");
    for (size_t i = 0; i < 29; i++)
        strcat(wanted, "Ж");
    strcat(text, "\"}");
    strcat(wanted, "' is not a date");
    says(text, KITH_SLICE_RELATION, wanted);
}

/* -- sound records ------------------------------------------------------- */

static void assert_text(kith_text text, const char *wanted)
{
    assert_int_equal(text.data != NULL, wanted != NULL);
    if (wanted) {
        assert_int_equal(text.length, strlen(wanted));
        assert_memory_equal(text.data, wanted, text.length);
    }
}

static kith_record *only_record(const kith_batch *batch)
{
    assert_int_equal(kith_diagnostics_size(batch->problems), 0);
    assert_int_equal(batch->record_count, 1);
    assert_int_equal(batch->reject_count, 0);
    assert_true(batch->records[0].sound);
    return &batch->records[0];
}

TEST(an_entity_is_read_in_full)
{
    kith_batch *batch = taken(
        "{\"aliases\":[\"x\", \"\\u0416\"],\"name\":\"A \\\"1\\\"\","
        "\"types\":[\"t\",\"u\"],\"properties\":{\"p\":[1]},\"id\":\"a\\/b\","
        "\"evidence\":[\"d\",{\"document\":\"e\\u0041\",\"page\":1},{}]}",
        KITH_SLICE_ENTITY);
    const kith_record *r = only_record(batch);
    assert_int_equal(r->kind, KITH_RECORD_ENTITY);
    assert_text(r->id, "a/b");
    assert_text(r->name, "A \"1\"");
    assert_text(r->type, "t");
    assert_text(r->types, "[\"t\",\"u\"]");
    assert_text(r->aliases, "[\"x\", \"\\u0416\"]");
    assert_text(r->properties, "{\"p\":[1]}");
    assert_int_equal(batch->citation_count, 2);
    assert_text(batch->citations[0].document, "d");
    assert_text(batch->citations[1].document, "eA");
    kith_batch_free(batch);
}

TEST(a_relation_is_read_in_full)
{
    kith_batch *batch = taken("{" ENDS ",\"id\":\"r\",\"weight\":2.5,"
                              "\"confidence\":0,\"directed\":false,"
                              "\"since\":\"2017\",\"until\":null}",
                              KITH_SLICE_LINE);
    const kith_record *r = only_record(batch);
    assert_int_equal(r->kind, KITH_RECORD_RELATION);
    assert_text(r->id, "r");
    assert_text(r->source, "a");
    assert_text(r->type, "t");
    assert_text(r->target, "b");
    assert_true(r->weight == 2.5);
    assert_true(r->confidence == 0);
    assert_false(r->directed);
    assert_int_equal(r->since, kith_date_parse((kith_text){"2017", 4}));
    assert_int_equal(r->until, KITH_NO_DATE);
    kith_batch_free(batch);
}

TEST(what_a_relation_does_not_say_is_usual)
{
    kith_batch *batch = taken("{" ENDS "}", KITH_SLICE_RELATION);
    const kith_record *r = only_record(batch);
    assert_true(r->weight == 1);
    assert_true(isnan(r->confidence));
    assert_true(r->directed);
    assert_int_equal(r->since, KITH_NO_DATE);
    assert_text(r->id, NULL);
    assert_text(r->properties, NULL);
    kith_batch_free(batch);
}

TEST(dates_that_may_overlap_are_in_order)
{
    static const char *const pairs[][2] = {
        {"2017",       "2017"      },
        {"2017-06",    "2017"      },
        {"2017",       "2017-01-01"},
        {"2017-12-31", "2017"      },
        {"2016",       "2017-01"   }
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "{" ENDS ",\"since\":\"%s\",\"until\":\"%s\"}", pairs[i][0],
                 pairs[i][1]);
        kith_batch *batch = taken(text, KITH_SLICE_RELATION);
        only_record(batch);
        kith_batch_free(batch);
    }
}

static kith_record_kind kind_of(const char *text)
{
    kith_batch *batch = taken(text, KITH_SLICE_LINE);
    const kith_record_kind kind = only_record(batch)->kind;
    kith_batch_free(batch);
    return kind;
}

TEST(a_line_says_what_it_is)
{
    assert_int_equal(kind_of("{\"id\":\"a\"}"), KITH_RECORD_ENTITY);
    assert_int_equal(kind_of("{" ENDS "}"), KITH_RECORD_RELATION);
    assert_int_equal(kind_of("{\"id\":\"r\"," ENDS "}"), KITH_RECORD_RELATION);
    assert_int_equal(kind_of("{\"record\":\"document\",\"id\":\"d\"}"),
                     KITH_RECORD_DOCUMENT);
    assert_int_equal(kind_of("{\"record\":\"entity\",\"id\":\"a\","
                             "\"source\":\"x\"}"),
                     KITH_RECORD_ENTITY);
    assert_int_equal(kind_of("{\"record\":\"relation\"," ENDS "}"),
                     KITH_RECORD_RELATION);
}

/* -- what is left of unsound records ------------------------------------- */

/* What kind a record with errors still defines; COUNT if none. */
static void leaves(const char *text,
                   kith_slice_kind slice,
                   const char *id,
                   kith_record_kind kind)
{
    kith_batch *batch = taken(text, slice);
    assert_int_equal(batch->reject_count, 1);
    assert_int_equal(batch->record_count, id != NULL);
    if (id) {
        assert_false(batch->records[0].sound);
        assert_int_equal(batch->records[0].kind, kind);
        assert_text(batch->records[0].id, id);
    }
    kith_batch_free(batch);
}

TEST(an_unsound_record_leaves_its_id)
{
    leaves("{\"id\":\"a\",\"name\":1}", ENTITY, "a", KITH_RECORD_ENTITY);
    leaves("{\"id\":\"a\",\"name\":1}", LINE, "a", KITH_RECORD_ENTITY);
    leaves("{\"id\":\"a\",\"name\":nope", LINE, "a", KITH_RECORD_ENTITY);
    leaves("{\"id\":\"d\",\"date\":\"x\"}", DOCUMENT, "d",
           KITH_RECORD_DOCUMENT);
    leaves("{\"record\":\"document\",\"id\":\"d\",\"date\":\"x\"}", LINE, "d",
           KITH_RECORD_DOCUMENT);
    leaves("{\"id\":\"a\",\"id\":\"b\x01", LINE, "a", KITH_RECORD_ENTITY);
    leaves("{\"id\":\"\",\"name\":1}", ENTITY, NULL, KITH_RECORD_ENTITY);
    leaves("{\"id\":1}", ENTITY, NULL, KITH_RECORD_ENTITY);
    leaves("{\"id\":\"r\",\"source\":1}", LINE, NULL, KITH_RECORD_RELATION);
    leaves("{\"id\":\"r\"}", RELATION, NULL, KITH_RECORD_RELATION);
    leaves("junk", LINE, NULL, KITH_RECORD_ENTITY);
}

TEST(a_record_does_not_go_on_in_the_next_line)
{
    kith_batch *batch = kith_batch_new(SIZE_MAX);
    static const char lines[] = "{\"id\":\"a\",\n\"name\":\"b\"}\n";
    assert_non_null(batch);
    batch->length = sizeof lines - 1;
    batch->text = calloc(batch->length + KITH_PADDING, 1);
    assert_non_null(batch->text);
    memcpy(batch->text, lines, batch->length);
    const kith_slice first = {0, 10, KITH_SLICE_LINE};
    kith_facts_take(batch, &first, NULL);
    assert_int_equal(batch->reject_count, 1);
    assert_int_equal(kith_diagnostics_size(batch->problems), 1);
    const kith_problem *problem = kith_diagnostics_at(batch->problems, 0);
    assert_int_equal(problem->rule, KITH_RULE_SYNTAX);
    assert_int_equal(problem->error.place.offset, 10);
    kith_batch_free(batch);
}

RUN("records/facts",
    CASE(each_breach_is_reported_once_and_at_its_place),
    CASE(a_record_is_either_taken_or_rejected),
    CASE(all_problems_of_a_record_are_reported),
    CASE(messages_show_values_as_they_are_written),
    CASE(long_values_are_cut_between_characters),
    CASE(an_entity_is_read_in_full),
    CASE(a_relation_is_read_in_full),
    CASE(what_a_relation_does_not_say_is_usual),
    CASE(dates_that_may_overlap_are_in_order),
    CASE(a_line_says_what_it_is),
    CASE(an_unsound_record_leaves_its_id),
    CASE(a_record_does_not_go_on_in_the_next_line))
