/* One error a call: the first failure wins and nothing overflows. */
#include "base/error.h"
#include "test.h"

#include <string.h>

TEST(the_first_failure_wins)
{
    kith_error err = {0};
    assert_int_equal(kith_fail(&err, KITH_E_IO, "first %d", 1), KITH_E_IO);
    assert_int_equal(kith_fail(&err, KITH_E_LIMIT, "second"), KITH_E_LIMIT);
    assert_int_equal(err.status, KITH_E_IO);
    assert_string_equal(err.message, "first 1");
}

TEST(the_first_hint_and_the_first_place_stay)
{
    kith_error err = {0};
    kith_hint(&err, "try %s", "this");
    kith_hint(&err, "or that");
    assert_string_equal(err.hint, "try this");
    kith_fail_at(&err, (kith_place){.source = "a", .line = 3, .column = 4});
    kith_fail_at(&err, (kith_place){.source = "b", .line = 5, .column = 6});
    assert_string_equal(err.place.source, "a");
    assert_int_equal(err.place.line, 3);
}

TEST(no_error_object_is_needed)
{
    assert_int_equal(kith_fail(NULL, KITH_E_SYNTAX, "x"), KITH_E_SYNTAX);
    kith_hint(NULL, "x");
    kith_fail_at(NULL, (kith_place){.line = 1});
}

TEST(long_texts_are_cut_to_fit)
{
    char text[1000];
    kith_error err = {0};
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    kith_fail(&err, KITH_E_INVALID, "%s", text);
    kith_hint(&err, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    assert_int_equal(strlen(err.hint), sizeof err.hint - 1);
}

TEST(every_status_has_a_name_of_its_own)
{
    for (kith_status a = KITH_OK; a <= KITH_E_INTERNAL; a++) {
        assert_string_not_equal(kith_status_name(a), "unknown");
        for (kith_status b = KITH_OK; b < a; b++)
            assert_string_not_equal(kith_status_name(a), kith_status_name(b));
    }
    assert_string_equal(kith_status_name((kith_status)99), "unknown");
}

RUN("base/error",
    CASE(the_first_failure_wins),
    CASE(the_first_hint_and_the_first_place_stay),
    CASE(no_error_object_is_needed),
    CASE(long_texts_are_cut_to_fit),
    CASE(every_status_has_a_name_of_its_own))
