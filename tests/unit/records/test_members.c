/* A record's members: which are known, what they say, what makes two records
 * the same. */
#include "records/members.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* Scan an object; its text stays in a static place. */
static bool scan(const char *text, kith_members *members, kith_scan *out)
{
    static char room[8192];
    memset(room, 0, sizeof room);
    assert_true(strlen(text) + KITH_PADDING < sizeof room);
    strcpy(room, text);
    kith_scan at = {.at = room, .end = room + strlen(text)};
    const bool good = kith_members_scan(members, &at);
    *out = at;
    kith_scan_release(&at);
    return good;
}

static uint32_t facts_of(const char *text)
{
    kith_members members;
    kith_scan scanned;
    assert_true(scan(text, &members, &scanned));
    return members.facts;
}

TEST(each_known_name_is_found_and_no_other)
{
    for (kith_member m = KITH_MEMBER_ID; m < KITH_MEMBER_COUNT; m++) {
        char name[24];
        const size_t length = strlen(kith_member_name(m));
        strcpy(name, kith_member_name(m));
        assert_int_equal(kith_member_of(text_of(name)), m);
        assert_int_not_equal(kith_member_of((kith_text){name, length - 1}), m);
        for (size_t i = 0; i < length; i++) {
            name[i] ^= 1;
            assert_int_not_equal(kith_member_of(text_of(name)), m);
            name[i] ^= 0x21; /* also in the other case */
            assert_int_not_equal(kith_member_of(text_of(name)), m);
            name[i] ^= 0x20;
        }
        strcat(name, "s");
        assert_int_not_equal(kith_member_of(text_of(name)), m);
    }
    assert_int_equal(kith_member_of(text_of("")), KITH_MEMBER_COUNT);
    assert_int_equal(kith_member_of(text_of("i")), KITH_MEMBER_COUNT);
    assert_string_equal(kith_member_name(KITH_MEMBER_COUNT), "");
}

TEST(values_are_found_as_they_are_written)
{
    kith_members members;
    kith_scan scanned;
    assert_true(scan("{ \"id\" : \"a\\n\", \"weight\":-1.5 ,"
                     "\"properties\":{\"x\":[1]}, \"directed\":false, \"z\":0}",
                     &members, &scanned));
    assert_true(kith_members_have(&members, KITH_MEMBER_ID));
    assert_false(kith_members_have(&members, KITH_MEMBER_NAME));
    const kith_value *id = &members.values[KITH_MEMBER_ID];
    assert_int_equal(id->type, KITH_JSON_STRING);
    assert_true(id->escaped);
    assert_int_equal(id->text.length, 3);
    assert_memory_equal(id->text.data, "a\\n", 3);
    const kith_value *properties = &members.values[KITH_MEMBER_PROPERTIES];
    assert_int_equal(properties->type, KITH_JSON_OBJECT);
    assert_memory_equal(properties->text.data, "{\"x\":[1]}", 9);
    assert_int_equal(members.values[KITH_MEMBER_DIRECTED].type,
                     KITH_JSON_FALSE);
}

TEST(names_with_escapes_are_known_too)
{
    kith_members members;
    kith_scan scanned;
    assert_true(scan("{\"\\u0069\\u0064\":\"a\"}", &members, &scanned));
    assert_true(kith_members_have(&members, KITH_MEMBER_ID));
    assert_null(scanned.repeated);
    assert_true(scan("{\"id\":\"a\",\"\\u0069d\":\"b\"}", &members, &scanned));
    assert_non_null(scanned.repeated);
    char text[512] = "{\"";
    for (size_t i = 0; i < 40; i++)
        strcat(text, "\\u0069");
    strcat(text, "\":1}");
    assert_true(scan(text, &members, &scanned));
    assert_int_equal(members.present, 0);
}

TEST(the_order_of_members_makes_no_other_facts)
{
    const uint32_t facts =
        facts_of("{\"id\":\"a\",\"name\":\"N\",\"x\":[1],\"y\":2}");
    assert_int_equal(
        facts_of("{ \"y\" : 2, \"x\":[1], \"name\":\"N\", \"id\":\"a\" }"),
        facts);
}

/* Every two of these say something else. */
TEST(other_members_and_values_make_other_facts)
{
    static const char *const texts[] = {
        "{}",
        "{\"id\":\"a\"}",
        "{\"id\":\"b\"}",
        "{\"name\":\"a\"}",
        "{\"type\":\"a\"}",
        "{\"source\":\"a\"}",
        "{\"source\":\"a\",\"target\":\"b\"}",
        "{\"source\":\"b\",\"target\":\"a\"}",
        "{\"x\":\"a\"}",
        "{\"y\":\"a\"}",
        "{\"x\":1}",
        "{\"x\":\"1\"}",
        "{\"x\":true}",
        "{\"x\":\"true\"}",
        "{\"x\":null}",
        "{\"x\":\"null\"}",
        "{\"x\":[]}",
        "{\"x\":\"[]\"}",
        "{\"x\":{}}",
        "{\"x\":\"\"}",
        "{\"x\":1,\"y\":2}",
        "{\"x\":2,\"y\":1}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(facts_of(texts[i]), facts_of(texts[j]));
    }
}

TEST(objects_that_are_not_sound_are_refused)
{
    static const char *const texts[] = {"{",
                                        "{\"id\"",
                                        "{\"id\":",
                                        "{\"id\":\"a\"",
                                        "{\"id\" 1}",
                                        "{id:1}",
                                        "{\"id\":1,}",
                                        "{,}",
                                        "{\"id\":01}",
                                        "{\"id\":\"\x01\"}",
                                        "{\"id\":1 \"x\":2}",
                                        "{\"\xFF\":1}"};
    kith_members members;
    kith_scan scanned;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_false(scan(texts[i], &members, &scanned));
        assert_int_not_equal(scanned.fault, KITH_FAULT_NONE);
    }
}

TEST(a_broken_repetition_leaves_the_value_before_it)
{
    kith_members members;
    kith_scan scanned;
    assert_false(
        scan("{\"id\":\"long enough\",\"id\":\"\x01", &members, &scanned));
    assert_true(kith_members_have(&members, KITH_MEMBER_ID));
    const kith_value *id = &members.values[KITH_MEMBER_ID];
    assert_int_equal(id->text.length, 11);
    assert_memory_equal(id->text.data, "long enough", 11);
}

static const char *description(const char *text, kith_record_kind kind)
{
    static char out[256];
    kith_members members;
    kith_scan scanned;
    assert_true(scan(text, &members, &scanned));
    kith_members_describe(&members, kind, out, sizeof out);
    return out;
}

TEST(records_are_described_in_words)
{
    assert_string_equal(description("{\"id\":\"a\"}", KITH_RECORD_ENTITY),
                        "entity a");
    assert_string_equal(description("{\"id\":\"d\"}", KITH_RECORD_DOCUMENT),
                        "document d");
    assert_string_equal(
        description("{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\"}",
                    KITH_RECORD_RELATION),
        "relation a -t-> b");
    assert_string_equal(description("{\"source\":1,\"target\":\"b\"}",
                                    KITH_RECORD_RELATION),
                        "relation ? -?-> b");
}

TEST(long_texts_are_cut_between_characters)
{
    char text[400] = "{\"id\":\"x";
    for (size_t i = 0; i < 60; i++)
        strcat(text, "Ж");
    strcat(text, "\"}");
    const char *words = description(text, KITH_RECORD_ENTITY);
    assert_int_equal(strlen(words), strlen("entity x") + 58);
    assert_int_equal(kith_excerpt(text_of("Ж"), 1), 0);
    assert_int_equal(kith_excerpt(text_of("Ж"), 2), 2);
    assert_int_equal(kith_excerpt(text_of("ab"), 9), 2);
    assert_int_equal(kith_excerpt(text_of(""), 0), 0);
}

RUN("records/members",
    CASE(each_known_name_is_found_and_no_other),
    CASE(values_are_found_as_they_are_written),
    CASE(names_with_escapes_are_known_too),
    CASE(the_order_of_members_makes_no_other_facts),
    CASE(other_members_and_values_make_other_facts),
    CASE(objects_that_are_not_sound_are_refused),
    CASE(a_broken_repetition_leaves_the_value_before_it),
    CASE(records_are_described_in_words),
    CASE(long_texts_are_cut_between_characters))
