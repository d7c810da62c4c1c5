/* Names in messages: as much of them as there is room for. */
#include "graph/quote.h"
#include "test.h"

TEST(a_short_text_is_quoted_whole)
{
    assert_int_equal(kith_quoted("", 4), 0);
    assert_int_equal(kith_quoted("abcd", 4), 4);
    assert_int_equal(kith_quoted("\u5317", 3), 3);
}

TEST(a_long_one_ends_between_characters)
{
    assert_int_equal(kith_quoted("abcde", 4), 4);
    assert_int_equal(kith_quoted("\u044b\u044b\u044b", 5), 4);
    assert_int_equal(kith_quoted("\u5317\u5317", 5), 3);
    assert_int_equal(kith_quoted("\u5317\u5317", 2), 0);
    assert_int_equal(kith_quoted("a\U0001f30dz", 4), 1);
    assert_int_equal(kith_quoted("a\U0001f30dz", 5), 5);
}

/* Names that a command line gives may be no UTF-8. */
TEST(nothing_behind_the_end_is_read)
{
    assert_int_equal(kith_quoted("ab\xF0", 8), 3);
    assert_int_equal(kith_quoted("\x80\x80\x80", 2), 0);
}

RUN("graph/quote",
    CASE(a_short_text_is_quoted_whole),
    CASE(a_long_one_ends_between_characters),
    CASE(nothing_behind_the_end_is_read))
