/* What a vocabulary may say, and the message, place and hint for what not. */
#include "base/alloc.h"
#include "test.h"
#include "vocabulary/model.h"

#include <stdio.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

TEST(a_type_says_all_it_may)
{
    const char *text =
        "{\"$schema\": \"s\", \"title\": \"t\", \"note\": \"n\","
        " \"entity_types\": {\"person\": {\"label\": \"a person\","
        "   \"parent\": \"agent\", \"colour\": \"#00aaFF\","
        "   \"shape\": \"house\", \"description\": \"d\"}, \"agent\": {}},"
        " \"relation_types\": {\"leads\": {\"label\": \"is leading\","
        "   \"inverse\": \"is led by\", \"source\": [\"person\"],"
        "   \"target\": [\"agent\", \"person\"], \"symmetric\": true,"
        "   \"max_per_source\": 1, \"max_per_target\": 20,"
        "   \"required\": [\"role\"], \"description\": \"d\"}}}";
    kith_vocabulary *v = NULL;
    assert_int_equal(kith_vocabulary_parse(&v, text_of(text), "v", NULL),
                     KITH_OK);
    const kith_entity_type *person = kith_vocabulary_entity_at(v, 0);
    const kith_entity_type *agent = kith_vocabulary_entity_at(v, 1);
    assert_string_equal(person->label, "a person");
    assert_string_equal(person->colour, "#00aaFF");
    assert_string_equal(person->shape, "house");
    assert_ptr_equal(person->parent, agent);
    assert_string_equal(agent->label, "agent");
    assert_null(agent->colour);
    const kith_relation_type *leads = kith_vocabulary_relation_at(v, 0);
    assert_string_equal(leads->label, "is leading");
    assert_string_equal(leads->inverse, "is led by");
    assert_string_equal(leads->sources[0], "person");
    assert_null(leads->sources[1]);
    assert_string_equal(leads->targets[1], "person");
    assert_null(leads->targets[2]);
    assert_string_equal(leads->required[0], "role");
    assert_int_equal(leads->most_per_source, 1);
    assert_int_equal(leads->most_per_target, 20);
    assert_true(leads->symmetric);
    kith_vocabulary_free(v);
}

/* What is refused: `at` is where the blamed value begins. */
typedef struct {
    const char *text;
    const char *at;
    const char *path;
    const char *message;
    const char *hint;
} refusal;

#define ENTITY(type) \
 "{\"entity_types\": {\"a\": " type "}, \
\"relation_types\": {}}"
#define RELATION(type) \
 "{\"entity_types\": {\"person\": {}}, \
\"relation_types\": {\"r\": " type "}}"

static const refusal refusals[] = {
    {"[]",                                                        "[]",          "",                            "a vocabulary must be an object",                 ""                                        },
    {"{\"entity_types\": {}}",                                    "{",           "",                            "a vocabulary needs 'relation_types'",
     ""                                                                                                                                                                                                     },
    {"{\"relation_types\": {}}",                                  "{",           "",                            "a vocabulary needs 'entity_types'",
     ""                                                                                                                                                                                                     },
    {"{\"entitytypes\": {}}",                                     "{}",          "/entitytypes",
     "unknown member 'entitytypes'",                                                                                                                              "did you mean 'entity_types'?"            },
    {"{\"title\": 7}",                                            "7",           "/title",                      "'title' must be a text",                         ""                                        },
    {"{\"entity_types\": []}",                                    "[]",          "/entity_types",
     "'entity_types' must be an object",                                                                                                                          ""                                        },
    {"{\"entity_types\": {\"\": {}}}",                            "{}",          "/entity_types/",
     "a type has an empty name",                                                                                                                                  ""                                        },
    {ENTITY("[1]"),                                               "[1]",         "/entity_types/a",             "'a' must be an object",                          ""                                        },
    {ENTITY("{\"label\": \"\"}"),                                 "\"\"",        "/entity_types/a/label",
     "'label' must be a text that is not empty",                                                                                                                  ""                                        },
    {ENTITY("{\"color\": \"#000000\"}"),                          "\"#000000",   "/entity_types/a/color",
     "unknown member 'color'",                                                                                                                                    "did you mean 'colour'?"                  },
    {ENTITY("{\"colour\": \"red\"}"),                             "\"red\"",     "/entity_types/a/colour",
     "'red' is not a colour",                                                                                                                                     "write it as '#RRGGBB', such as '#0072B2'"},
    {ENTITY("{\"colour\": \"#00000g\"}"),                         "\"#00000g",   "/entity_types/a/colour",
     "'#00000g' is not a colour",                                                                                                                                 "write it as '#RRGGBB', such as '#0072B2'"},
    {ENTITY("{\"colour\": null}"),                                "null",        "/entity_types/a/colour",
     "'colour' must be a colour such as \"#0072B2\"",                                                                                                             ""                                        },
    {ENTITY("{\"shape\": \"elipse\"}"),                           "\"elipse",    "/entity_types/a/shape",
     "'elipse' is not a shape",                                                                                                                                   "did you mean 'ellipse'?"                 },
    {ENTITY("{\"shape\": \"star\"}"),                             "\"star",      "/entity_types/a/shape",
     "'star' is not a shape",                                                                                                                                     "one of ellipse, box, rounded, hexagon, octagon, house, note, tab, "
     "pentagon, diamond, circle, square, triangle"                                                                                                                             },
    {ENTITY("{\"shape\": 1}"),                                    "1}",          "/entity_types/a/shape",
     "'shape' must be the name of a shape",                                                                                                                       ""                                        },
    {ENTITY("{\"parent\": \"b\"}"),                               "\"b\"",       "/entity_types/a/parent",
     "unknown entity type 'b'",                                                                                                                                   ""                                        },
    {ENTITY("{\"parent\": {}}"),                                  "{}}",         "/entity_types/a/parent",
     "'parent' must be the name of an entity type",                                                                                                               ""                                        },
    {ENTITY("{\"parent\": \"a\"}"),                               "\"a\"}",      "/entity_types/a/parent",
     "the parents of 'a' lead back to itself",                                                                                                                    ""                                        },
    {RELATION("{\"source\": \"person\"}"),                        "\"person\"}",
     "/relation_types/r/source",                                                                                "'source' must be an array of texts",             ""                                        },
    {RELATION("{\"source\": [\"person\", \"persn\"]}"),           "\"persn",
     "/relation_types/r/source/1",                                                                              "unknown entity type 'persn'",
     "did you mean 'person'?"                                                                                                                                                                               },
    {RELATION("{\"target\": [1]}"),                               "1]",          "/relation_types/r/target/0",
     "every element of 'target' must be a text that is not empty",                                                                                                ""                                        },
    {RELATION("{\"target\": []}"),                                "[]",          "/relation_types/r/target",
     "'target' must be an array with at least one entity type",                                                                                                   ""                                        },
    {RELATION("{\"symmetric\": 1}"),                              "1}",          "/relation_types/r/symmetric",
     "'symmetric' must be true or false",                                                                                                                         ""                                        },
    {RELATION("{\"max_per_source\": 0}"),                         "0}",
     "/relation_types/r/max_per_source",                                                                        "'max_per_source' must be a whole number from 1", ""                                        },
    {RELATION("{\"max_per_target\": 1.5}"),                       "1.5",
     "/relation_types/r/max_per_target",                                                                        "'max_per_target' must be a whole number from 1", ""                                        },
    {RELATION("{\"max_per_target\": 1e300}"),                     "1e300",
     "/relation_types/r/max_per_target",                                                                        "'max_per_target' must be a whole number from 1", ""                                        },
    {RELATION("{\"parent\": \"person\"}"),                        "\"person\"}",
     "/relation_types/r/parent",                                                                                "unknown member 'parent'",                        ""                                        },
    {"{\"entity_types\": {\"a/b~\": 1}, \"relation_types\": {}}", "1}",
     "/entity_types/a~1b~0",                                                                                    "'a/b~' must be an object",                       ""                                        },
};

TEST(what_is_wrong_is_blamed_where_it_stands)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const refusal *r = &refusals[i];
        kith_vocabulary *v = NULL;
        kith_error err = {0};
        assert_int_equal(kith_vocabulary_parse(&v, text_of(r->text), "v", &err),
                         KITH_E_INVALID);
        assert_null(v);
        assert_string_equal(err.message, r->message);
        assert_string_equal(err.hint, r->hint);
        assert_string_equal(err.path, r->path);
        assert_int_equal(err.place.line, 1);
        assert_int_equal(err.place.offset, strstr(r->text, r->at) - r->text);
    }
}

TEST(a_longer_cycle_of_parents_is_found)
{
    const char *text =
        "{\"entity_types\": {\"x\": {\"parent\": \"a\"}, \"y\": {},\n"
        " \"a\": {\"parent\": \"b\"}, \"b\": {\"parent\": \"c\"},\n"
        " \"c\": {\"parent\": \"a\"}}, \"relation_types\": {}}";
    kith_vocabulary *v = NULL;
    kith_error err = {0};
    assert_int_equal(kith_vocabulary_parse(&v, text_of(text), "v", &err),
                     KITH_E_INVALID);
    assert_string_equal(err.path, "/entity_types/a/parent");
    assert_int_equal(err.place.line, 2);
}

TEST(text_that_is_not_json_keeps_its_own_error)
{
    kith_vocabulary *v = NULL;
    kith_error err = {0};
    assert_int_equal(kith_vocabulary_parse(&v, text_of("{\n\"a\" 1}"), "v",
                                           &err),
                     KITH_E_SYNTAX);
    assert_int_equal(err.place.line, 2);
    assert_int_equal(err.place.column, 5);
    assert_int_equal(kith_vocabulary_parse(&v, text_of("{\"note\": 1}"), "v",
                                           NULL),
                     KITH_E_INVALID); /* nobody asks why */
}

TEST(blame_survives_want_of_memory)
{
    for (size_t left = 0; left < 40; left++) {
        kith_vocabulary *v = NULL;
        kith_error err = {0};
        kith_alloc_fail_after(left);
        const kith_status st =
            kith_vocabulary_parse(&v, text_of(ENTITY("{\"colour\": \"red\"}")),
                                  "v", &err);
        kith_alloc_fail_after(SIZE_MAX);
        assert_true(st == KITH_E_MEMORY || st == KITH_E_INVALID);
        assert_int_equal(err.status, st);
        assert_null(v);
    }
}

RUN("vocabulary/vocabulary_reader",
    CASE(a_type_says_all_it_may),
    CASE(what_is_wrong_is_blamed_where_it_stands),
    CASE(a_longer_cycle_of_parents_is_found),
    CASE(text_that_is_not_json_keeps_its_own_error),
    CASE(blame_survives_want_of_memory))
