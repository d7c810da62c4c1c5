/* Memory with one lifetime: aligned, zeroed, and a clean failure. */
#include "base/alloc.h"
#include "base/arena.h"
#include "test.h"

#include <stdalign.h>
#include <string.h>

TEST(pieces_are_zeroed_and_aligned_for_anything)
{
    kith_arena arena = {0};
    for (size_t size = 0; size < 600; size++) {
        unsigned char *piece = kith_arena_take(&arena, size);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xAB, size); /* must not reach the next piece */
    }
    kith_arena_free(&arena);
}

TEST(pieces_do_not_overlap_and_never_move)
{
    enum { COUNT = 5000 };
    static char *pieces[COUNT];
    kith_arena arena = {0};
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = kith_arena_take(&arena, i % 97 + 1);
        assert_non_null(pieces[i]);
        memset(pieces[i], (int)(i & 0x7F), i % 97 + 1);
    }
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < i % 97 + 1; j++)
            assert_int_equal(pieces[i][j], (int)(i & 0x7F));
    }
    kith_arena_free(&arena);
}

TEST(a_large_piece_leaves_the_arena_usable)
{
    kith_arena arena = {0};
    assert_non_null(kith_arena_take(&arena, 10));
    assert_non_null(kith_arena_take(&arena, (size_t)8 << 20));
    assert_non_null(kith_arena_take(&arena, 10));
    assert_int_equal(arena.used, 20 + ((size_t)8 << 20));
    kith_arena_free(&arena);
    assert_int_equal(arena.used, 0);
    assert_non_null(kith_arena_take(&arena, 1));
    kith_arena_free(&arena);
}

TEST(texts_are_copied_with_a_nul)
{
    kith_arena arena = {0};
    const char *text = kith_arena_text(&arena, "forum", 3);
    assert_string_equal(text, "for");
    assert_string_equal(kith_arena_text(&arena, "", 0), "");
    kith_arena_free(&arena);
}

TEST(sizes_that_overflow_are_refused)
{
    kith_arena arena = {0};
    assert_null(kith_arena_take(&arena, SIZE_MAX));
    assert_null(kith_arena_take(&arena, SIZE_MAX / 2 + 1));
    assert_null(KITH_ARENA_NEW(&arena, uint64_t, SIZE_MAX / 8 + 1));
    assert_null(KITH_ARENA_NEW(&arena, uint64_t, SIZE_MAX));
    assert_non_null(KITH_ARENA_NEW(&arena, uint64_t, 3));
    kith_arena_free(&arena);
}

TEST(cleared_it_hands_out_zeroes_again_without_asking_for_more)
{
    kith_arena arena = {0};
    char *first = kith_arena_text(&arena, "dirt", 4);
    kith_arena_clear(&arena);
    assert_int_equal(arena.used, 0);
    kith_alloc_fail_after(0);
    const char *again = kith_arena_take(&arena, 5);
    kith_alloc_fail_after(SIZE_MAX);
    assert_ptr_equal(again, first);
    assert_memory_equal(again, "\0\0\0\0", 5);
    assert_non_null(kith_arena_take(&arena, 1 << 20));
    kith_arena_clear(&arena); /* so much is not kept */
    assert_null(arena.blocks);
    kith_arena_clear(&arena);
}

TEST(a_failed_block_leaves_what_was_taken)
{
    kith_arena arena = {0};
    char *kept = kith_arena_text(&arena, "kept", 4);
    assert_non_null(kept);
    kith_alloc_fail_after(0);
    assert_null(kith_arena_take(&arena, 1 << 20));
    assert_true(kith_alloc_fail_after(SIZE_MAX));
    assert_string_equal(kept, "kept");
    assert_non_null(kith_arena_take(&arena, 1 << 20));
    kith_arena_free(&arena);
}

TEST(arrays_keep_what_they_held_when_growing_fails)
{
    uint32_t *array = KITH_NEW(uint32_t, 4);
    assert_non_null(array);
    array[3] = 42;
    assert_null(kith_grow_array(array, SIZE_MAX / 2, sizeof *array));
    kith_alloc_fail_after(0);
    assert_null(kith_grow_array(array, 8, sizeof *array));
    assert_true(kith_alloc_fail_after(SIZE_MAX));
    assert_int_equal(array[3], 42);
    uint32_t *larger = kith_grow_array(array, 8, sizeof *array);
    assert_non_null(larger);
    assert_int_equal(larger[3], 42);
    kith_release(larger);
    assert_null(kith_new_array(SIZE_MAX, 2));
}

RUN("base/arena",
    CASE(pieces_are_zeroed_and_aligned_for_anything),
    CASE(pieces_do_not_overlap_and_never_move),
    CASE(a_large_piece_leaves_the_arena_usable),
    CASE(texts_are_copied_with_a_nul),
    CASE(sizes_that_overflow_are_refused),
    CASE(cleared_it_hands_out_zeroes_again_without_asking_for_more),
    CASE(a_failed_block_leaves_what_was_taken),
    CASE(arrays_keep_what_they_held_when_growing_fails))
