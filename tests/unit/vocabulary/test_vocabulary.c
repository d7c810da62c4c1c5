/* Vocabularies as they are used: the built-in one, files, look-ups, parents. */
#include "base/alloc.h"
#include "test.h"
#include "vocabulary/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static kith_vocabulary *parse(const char *text)
{
    kith_vocabulary *vocabulary = NULL;
    assert_int_equal(kith_vocabulary_parse(&vocabulary, text_of(text), "v",
                                           NULL),
                     KITH_OK);
    return vocabulary;
}

TEST(the_built_in_vocabulary_labels_and_styles)
{
    kith_vocabulary *v = NULL;
    assert_int_equal(kith_vocabulary_default(&v, NULL), KITH_OK);
    const kith_entity_type *person =
        kith_vocabulary_entity(v, text_of("person"));
    assert_non_null(person);
    assert_string_equal(person->colour, "#0072B2");
    const kith_relation_type *leads =
        kith_vocabulary_relation(v, text_of("leads"));
    assert_non_null(leads);
    assert_string_equal(leads->inverse, "is led by");
    for (size_t i = 0; i < kith_vocabulary_relations(v); i++) {
        const kith_relation_type *type = kith_vocabulary_relation_at(v, i);
        assert_null(type->sources); /* it allows all */
        assert_null(type->targets);
        assert_null(type->required);
        assert_int_equal(type->most_per_source + type->most_per_target, 0);
        assert_ptr_equal(kith_vocabulary_relation(v, text_of(type->name)),
                         type);
    }
    for (size_t i = 0; i < kith_vocabulary_entities(v); i++) {
        const kith_entity_type *type = kith_vocabulary_entity_at(v, i);
        assert_ptr_equal(kith_vocabulary_entity(v, text_of(type->name)), type);
    }
    kith_vocabulary_free(v);
}

TEST(names_are_found_whole)
{
    kith_vocabulary *v = parse("{\"entity_types\": {\"a\": {}, \"ab\": {}},"
                               " \"relation_types\": {}}");
    assert_string_equal(kith_vocabulary_entity(v, text_of("ab"))->name, "ab");
    assert_null(kith_vocabulary_entity(v, text_of("abc")));
    assert_null(kith_vocabulary_entity(v, text_of("")));
    assert_null(kith_vocabulary_entity(v, (kith_text){"a\0b", 3}));
    assert_null(kith_vocabulary_relation(v, text_of("a")));
    assert_int_equal(kith_vocabulary_relations(v), 0);
    kith_vocabulary_free(v);
    kith_vocabulary_free(NULL);
}

TEST(parents_are_allowed_where_their_children_stand)
{
    static const char *const agents[] = {"place", "agent", NULL};
    static const char *const unknown[] = {"ghost", NULL};
    kith_vocabulary *v = parse(
        "{\"entity_types\": {\"minister\": {\"parent\": \"person\"},"
        "  \"person\": {\"parent\": \"agent\"}, \"agent\": {}, \"forum\": {}},"
        " \"relation_types\": {}}");
    assert_true(kith_vocabulary_allows(v, agents, text_of("minister")));
    assert_true(kith_vocabulary_allows(v, agents, text_of("agent")));
    assert_false(kith_vocabulary_allows(v, agents, text_of("forum")));
    assert_false(kith_vocabulary_allows(v, agents, text_of("ghost")));
    assert_true(kith_vocabulary_allows(v, unknown, text_of("ghost")));
    assert_true(kith_vocabulary_allows(v, NULL, text_of("ghost")));
    kith_vocabulary_free(v);
}

TEST(many_types_keep_their_order)
{
    enum { TYPES = 2000 };
    static char text[TYPES * 16 + 64];
    char *to = text + sprintf(text, "{\"entity_types\": {");
    for (int i = 0; i < TYPES; i++)
        to += sprintf(to, "%s\"t%d\": {}", i ? "," : "", i);
    sprintf(to, "}, \"relation_types\": {}}");
    kith_vocabulary *v = parse(text);
    assert_int_equal(kith_vocabulary_entities(v), TYPES);
    for (size_t i = 0; i < TYPES; i++) {
        char name[16];
        sprintf(name, "t%zu", i);
        const kith_entity_type *type = kith_vocabulary_entity_at(v, i);
        assert_string_equal(type->name, name);
        assert_ptr_equal(kith_vocabulary_entity(v, text_of(name)), type);
    }
    kith_vocabulary_free(v);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

TEST(files_are_read_and_named_in_errors)
{
    char path[] = "test_vocabulary_XXXXXX";
    const int handle = mkstemp(path);
    assert_true(handle >= 0);
    close(handle);
    kith_vocabulary *v = NULL;
    kith_error err = {0};
    write_file(path, "{\"entity_types\": {}, \"relation_types\": {}}\n");
    assert_int_equal(kith_vocabulary_read(&v, path, &err), KITH_OK);
    kith_vocabulary_free(v);
    write_file(path, "{\"entity_types\":\n []}");
    assert_int_equal(kith_vocabulary_read(&v, path, &err), KITH_E_INVALID);
    assert_null(v);
    assert_ptr_equal(err.place.source, path);
    assert_int_equal(err.place.line, 2);
    unlink(path);
}

TEST(what_cannot_be_read_is_said)
{
    kith_vocabulary *v = NULL;
    kith_error err = {0};
    assert_int_equal(kith_vocabulary_read(&v, "no/such/file", &err), KITH_E_IO);
    assert_non_null(strstr(err.message, "no/such/file"));
    err = (kith_error){0};
    assert_int_equal(kith_vocabulary_read(&v, ".", &err), KITH_E_IO);
    err = (kith_error){0};
    assert_int_equal(kith_vocabulary_read(&v, "/dev/zero", &err), KITH_E_LIMIT);
    assert_null(v);
}

TEST(every_allocation_may_fail)
{
    const char *text =
        "{\"entity_types\": {\"a\": {\"label\": \"A\"}, "
        "  \"b\": {\"parent\": \"a\"}},"
        " \"relation_types\": {\"r\": {\"source\": [\"a\", \"b\"]}}}";
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st != KITH_OK; left++) {
        kith_vocabulary *v = NULL;
        kith_alloc_fail_after(left);
        st = kith_vocabulary_parse(&v, text_of(text), "v", NULL);
        kith_alloc_fail_after(SIZE_MAX);
        assert_true(st == KITH_OK ? v != NULL : st == KITH_E_MEMORY && !v);
        kith_vocabulary_free(v);
    }
    assert_true(left > 4);
}

RUN("vocabulary/vocabulary",
    CASE(the_built_in_vocabulary_labels_and_styles),
    CASE(names_are_found_whole),
    CASE(parents_are_allowed_where_their_children_stand),
    CASE(many_types_keep_their_order),
    CASE(files_are_read_and_named_in_errors),
    CASE(what_cannot_be_read_is_said),
    CASE(every_allocation_may_fail))
