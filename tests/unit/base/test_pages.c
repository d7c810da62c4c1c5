/* Arrays that grow in place: nothing moves, new memory is zero. */
#include "base/alloc.h"
#include "base/pages.h"
#include "test.h"

#include <sys/resource.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
# define KITH_SANITIZED 1
#elif defined(__has_feature)
# if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#  define KITH_SANITIZED 1
# endif
#endif

TEST(growing_moves_nothing_and_zeroes_what_is_new)
{
    kith_pages pages = {0};
    assert_true(kith_pages_room(&pages, sizeof(uint64_t)));
    const uint64_t *first = pages.data;
    for (uint64_t i = 0; i < 3000000; i++) {
        assert_true(kith_pages_room(&pages, sizeof i));
        assert_ptr_equal(pages.data, first);
        assert_int_equal(first[i], 0);
        assert_true(kith_pages_add(&pages, &i, sizeof i));
    }
    assert_int_equal(first[42], 42);
    assert_int_equal(first[2999999], 2999999);
    assert_int_equal(pages.used, 3000000 * sizeof *first);
    kith_pages_free(&pages);
    assert_null(pages.data);
    assert_int_equal(pages.used, 0);
}

TEST(items_of_any_size_follow_one_another)
{
    kith_pages pages = {0};
    for (size_t i = 1; i < 100000; i++)
        assert_true(kith_pages_add(&pages, "abcdefg", i % 8));
    const char *at = pages.data;
    for (size_t i = 1; i < 100000; at += i % 8, i++)
        assert_memory_equal(at, "abcdefg", i % 8);
    kith_pages_free(&pages);
}

TEST(room_is_made_without_being_used)
{
    kith_pages pages = {0};
    assert_true(kith_pages_room(&pages, 1 << 20));
    assert_int_equal(pages.used, 0);
    assert_true(pages.usable >= 1 << 20);
    kith_pages_free(&pages);
}

TEST(an_array_of_known_size_is_zero_and_takes_no_more)
{
    for (size_t size = 1; size < 6000000; size = size * 2 + 77) {
        kith_pages pages = {0};
        uint8_t *data = kith_pages_fix(&pages, size);
        assert_non_null(data);
        assert_int_equal(pages.used, size);
        assert_in_range(pages.reserved, size, size + (512 << 10));
        assert_int_equal((uintptr_t)data % (size < 2 << 20 ? 4096 : 2 << 20),
                         0);
        for (size_t i = 0; i < size; i += 999)
            assert_int_equal(data[i]++, 0);
        assert_int_equal(data[size - 1]++, (size - 1) % 999 == 0);
        assert_null(kith_pages_take(&pages, 512 << 10));
        kith_pages_free(&pages);
    }
}

TEST(an_array_of_known_size_that_does_not_fit_is_none)
{
    kith_pages pages = {0};
    assert_null(kith_pages_fix(&pages, SIZE_MAX));
    assert_null(kith_pages_fix(&pages, (size_t)1 << 60));
    kith_alloc_fail_after(0);
    assert_null(kith_pages_fix(&pages, 100));
    assert_true(kith_alloc_fail_after(SIZE_MAX));
    assert_non_null(kith_pages_fix(&pages, 0));
    kith_pages_free(&pages);
}

/* As many arrays as a reading has, under a limit of 1 GiB: each may grow to
 * some megabytes. */
TEST(where_address_space_is_limited_all_arrays_get_some)
{
#ifdef KITH_SANITIZED
    skip(); /* sanitizers need address space themselves */
#endif
    kith_pages arrays[48] = {{0}};
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
    struct rlimit little = before;
    little.rlim_cur = (rlim_t)1 << 30;
    assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
    for (size_t round = 0; round < 64; round++) {
        for (size_t i = 0; i < 48; i++)
            assert_non_null(kith_pages_take(&arrays[i], 128 << 10));
    }
    for (size_t i = 0; i < 48; i++)
        kith_pages_free(&arrays[i]);
    assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
}

TEST(too_much_is_refused_and_the_array_stays)
{
    kith_pages pages = {0};
    assert_true(kith_pages_add(&pages, "kept", 5));
    assert_null(kith_pages_take(&pages, SIZE_MAX));
    assert_null(kith_pages_take(&pages, SIZE_MAX - 4));
    assert_null(kith_pages_take(&pages, SIZE_MAX / 4));
    assert_null(kith_pages_take(&pages, (size_t)1 << 50));
    assert_string_equal(pages.data, "kept");
    assert_int_equal(pages.used, 5);
    kith_pages_free(&pages);
}

TEST(a_failure_leaves_the_array_as_it_was)
{
    kith_pages pages = {0};
    assert_true(kith_pages_add(&pages, "kept", 5));
    kith_alloc_fail_after(0);
    assert_null(kith_pages_take(&pages, 1 << 20));
    assert_true(kith_alloc_fail_after(SIZE_MAX));
    assert_string_equal(pages.data, "kept");
    assert_non_null(kith_pages_take(&pages, 1 << 20));
    kith_pages_free(&pages);
    kith_pages_free(&pages);
}

RUN("base/pages",
    CASE(growing_moves_nothing_and_zeroes_what_is_new),
    CASE(items_of_any_size_follow_one_another),
    CASE(room_is_made_without_being_used),
    CASE(an_array_of_known_size_is_zero_and_takes_no_more),
    CASE(an_array_of_known_size_that_does_not_fit_is_none),
    CASE(where_address_space_is_limited_all_arrays_get_some),
    CASE(too_much_is_refused_and_the_array_stays),
    CASE(a_failure_leaves_the_array_as_it_was))
