/* Records taken apart and put together again. */
#include "base/alloc.h"
#include "store/shape.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static void expect_text(kith_text text, const char *expected)
{
    assert_non_null(text.data);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.data, expected, text.length);
}

/* Take a record apart, compare its shape, and put it together. */
static void expect_shape(kith_record_kind kind,
                         const char *record,
                         const char *shape)
{
    kith_split split = {0};
    kith_bytes out = {0};
    assert_true(kith_split_take(&split, kind, text_of(record)));
    expect_text(split.shape, shape);
    assert_true(kith_split_write(split.shape, split.values, &out));
    expect_text((kith_text){out.data, out.used}, record);
    kith_release(out.data);
    kith_split_release(&split);
}

TEST(a_relation_is_its_members)
{
    expect_shape(KITH_RECORD_RELATION,
                 "{\"source\": \"a\", \"type\": \"t\", \"target\":\"b\" }",
                 "{\"source\": $source, \"type\": $type, \"target\":$target }");
}

TEST(numbers_that_are_written_otherwise_stay_in_the_shape)
{
    expect_shape(KITH_RECORD_RELATION, "{\"weight\":2.5,\"confidence\":0.50}",
                 "{\"weight\":$weight,\"confidence\":0.50}");
    expect_shape(KITH_RECORD_RELATION, "{\"weight\":-0}", "{\"weight\":-0}");
}

TEST(escapes_come_back)
{
    expect_shape(KITH_RECORD_ENTITY,
                 "{\"id\":\"a\\\"\\n\",\"name\":\"\\u00e9\\ud83d\\ude00\"}",
                 "{\"id\":$'id,\"name\":$^name}");
}

TEST(unknown_members_stand_in_more)
{
    kith_split split = {0};
    expect_shape(KITH_RECORD_ENTITY,
                 "{\"id\":\"a\",\"note\":[1, \"$id\"],\"$x\":{\"y\":null}}",
                 "{\"id\":$id,\"note\":$*,\"$x\":$*}");
    assert_true(kith_split_take(&split, KITH_RECORD_ENTITY,
                                text_of("{\"note\":[1],\"x\":\"y\"}")));
    expect_text(split.values[KITH_FIELD_MORE], "{\"note\": [1], \"x\": \"y\"}");
    kith_split_release(&split);
}

TEST(what_no_shape_can_say_has_none)
{
    static const char *const records[] = {
        "{\"id\":\"\\u0041\"}",            /* an escape that nothing asks for */
        "{\"id\":\"a\\/\\u00e9\"}",        /* both ways in one string */
        "{\"name\":\"a\",\"name\":\"b\"}", /* a key that is there twice */
        "{\"name\":\"a\\u0000\"}",         /* SQLite would cut it */
    };
    kith_split split = {0};
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        assert_true(
            kith_split_take(&split, KITH_RECORD_ENTITY, text_of(records[i])));
        assert_null(split.shape.data);
    }
    kith_split_release(&split);
}

TEST(shapes_that_do_not_fit_are_refused)
{
    static const char *const shapes[] = {"{\"id\":$id,\"x\":$*}", "{$name}",
                                         "{$}", "{$unknown}", "{$^"};
    kith_text values[KITH_FIELD_COUNT] = {
        [KITH_FIELD_ID] = {"a", 1}
    };
    kith_bytes out = {0};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        assert_false(kith_split_write(text_of(shapes[i]), values, &out));
    values[KITH_FIELD_MORE] = text_of("{\"x\":");
    assert_false(kith_split_write(text_of("{\"x\":$*}"), values, &out));
    kith_release(out.data);
}

TEST(out_of_memory_is_said)
{
    const char *record = "{\"id\":\"a\\n\",\"note\":[1]}";
    bool good = false;
    for (size_t left = 0; !good; left++) {
        kith_split split = {0};
        (void)kith_alloc_fail_after(left);
        good = kith_split_take(&split, KITH_RECORD_ENTITY, text_of(record));
        assert_int_equal(!good, kith_alloc_fail_after(SIZE_MAX));
        kith_split_release(&split);
    }
}

RUN("shape",
    CASE(a_relation_is_its_members),
    CASE(numbers_that_are_written_otherwise_stay_in_the_shape),
    CASE(escapes_come_back),
    CASE(unknown_members_stand_in_more),
    CASE(what_no_shape_can_say_has_none),
    CASE(shapes_that_do_not_fit_are_refused),
    CASE(out_of_memory_is_said))
