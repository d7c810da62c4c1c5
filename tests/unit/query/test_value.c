/* Values: equality in three values, the total order, hashes, maps, copies. */
#include "query/value.h"
#include "test.h"

#include <math.h>
#include <string.h>

static kith_value text(const char *text)
{
    return kith_string(text, strlen(text));
}

/* Ascending, as openCypher orders kinds. */
static size_t ladder(kith_value *out)
{
    static kith_value one[1];
    static kith_entry entries[1];
    static const kith_id ids[] = {1, 2, 3};
    size_t n = 0;
    one[0] = kith_integer(1);
    entries[0] = (kith_entry){
        {"a", 1},
        kith_integer(1)
    };
    out[n++] = kith_map_of(NULL, 0);
    out[n++] = kith_map_of(entries, 1);
    out[n++] = kith_node(3);
    out[n++] = kith_link(2);
    out[n++] = kith_list_of(NULL, 0);
    out[n++] = kith_list_of(one, 1);
    out[n++] = (kith_value){.kind = KITH_VALUE_PATH, .size = 3, .as.ids = ids};
    out[n++] = text("");
    out[n++] = text("a");
    out[n++] = text("ab");
    out[n++] = text("b");
    out[n++] = kith_boolean(false);
    out[n++] = kith_boolean(true);
    out[n++] = kith_real((double)-INFINITY);
    out[n++] = kith_integer(INT64_MIN);
    out[n++] = kith_integer(-1);
    out[n++] = kith_real(0.5);
    out[n++] = kith_integer(INT64_MAX);
    out[n++] = kith_real(9223372036854775808.0);
    out[n++] = kith_real((double)NAN);
    out[n++] = kith_null();
    return n;
}

TEST(the_order_is_total)
{
    kith_value values[32];
    const size_t count = ladder(values);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            const int order = kith_order(values[i], values[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
}

TEST(equivalent_values_have_one_hash)
{
    assert_int_equal(kith_order(kith_integer(7), kith_real(7)), 0);
    assert_true(kith_value_hash(kith_integer(7)) ==
                kith_value_hash(kith_real(7)));
    assert_true(kith_value_hash(kith_real(0.0)) ==
                kith_value_hash(kith_real(-0.0)));
    assert_true(kith_value_hash(kith_real((double)NAN)) ==
                kith_value_hash(kith_real(-(double)NAN)));
    assert_true(kith_value_hash(kith_null()) == kith_value_hash(kith_null()));
    assert_true(kith_value_hash(kith_node(1)) != kith_value_hash(kith_link(1)));
}

TEST(integers_beyond_a_double_are_told_apart)
{
    const kith_value whole = kith_integer(9007199254740993);
    assert_true(kith_order(whole, kith_real(9007199254740992.0)) > 0);
    assert_int_equal(kith_equals(whole, kith_real(9007199254740992.0)),
                     KITH_NO);
}

TEST(null_makes_equality_unknown)
{
    const kith_value one[] = {kith_null()};
    const kith_value two[] = {kith_integer(1)};
    const kith_value both[] = {kith_null(), kith_integer(2)};
    const kith_value other[] = {kith_null(), kith_integer(3)};
    assert_int_equal(kith_equals(kith_null(), kith_null()), KITH_MAYBE);
    assert_int_equal(kith_equals(kith_list_of(one, 1), kith_list_of(two, 1)),
                     KITH_MAYBE);
    assert_int_equal(kith_equals(kith_list_of(both, 2), kith_list_of(other, 2)),
                     KITH_NO);
    assert_int_equal(kith_equals(kith_list_of(one, 1), kith_list_of(NULL, 0)),
                     KITH_NO);
    assert_int_equal(kith_equals(text("1"), kith_integer(1)), KITH_NO);
    assert_int_equal(kith_equals(kith_real((double)NAN),
                                 kith_real((double)NAN)),
                     KITH_NO);
}

TEST(kinds_that_differ_do_not_compare)
{
    bool known = true;
    (void)kith_compare(text("a"), kith_integer(1), &known);
    assert_false(known);
    (void)kith_compare(kith_map_of(NULL, 0), kith_map_of(NULL, 0), &known);
    assert_false(known);
    assert_true(kith_compare(text("a"), text("b"), &known) < 0);
    assert_true(known);
}

TEST(the_last_of_equal_keys_stays)
{
    kith_entry entries[] = {
        {{"b", 1}, kith_integer(1)},
        {{"a", 1}, kith_integer(2)},
        {{"b", 1}, kith_integer(3)},
        {{"c", 1}, kith_integer(4)},
        {{"a", 1}, kith_integer(5)},
    };
    const kith_value map = kith_map_of(entries, kith_map_settle(entries, 5));
    assert_int_equal(map.size, 3);
    assert_int_equal(kith_map_get(map, (kith_text){"a", 1}).as.integer, 5);
    assert_int_equal(kith_map_get(map, (kith_text){"b", 1}).as.integer, 3);
    assert_true(kith_is_null(kith_map_get(map, (kith_text){"d", 1})));
}

TEST(a_copy_stands_alone)
{
    kith_budget budget = {0};
    kith_heap heap = {.budget = &budget};
    char word[] = "word";
    kith_value items[] = {text(word), kith_integer(1)};
    kith_entry entries[] = {
        {{word, 4}, kith_list_of(items, 2)}
    };
    bool ok = true;
    const kith_value copy =
        kith_value_copy(&heap, kith_map_of(entries, 1), &ok);
    word[0] = 'X';
    items[1] = kith_null();
    assert_true(ok);
    assert_memory_equal(copy.as.pairs[0].key.data, "word", 4);
    assert_memory_equal(copy.as.pairs[0].value.as.items[0].as.text, "word", 4);
    assert_int_equal(copy.as.pairs[0].value.as.items[1].as.integer, 1);
    kith_heap_free(&heap);
}

RUN("query/value",
    CASE(the_order_is_total),
    CASE(equivalent_values_have_one_hash),
    CASE(integers_beyond_a_double_are_told_apart),
    CASE(null_makes_equality_unknown),
    CASE(kinds_that_differ_do_not_compare),
    CASE(the_last_of_equal_keys_stays),
    CASE(a_copy_stands_alone))
