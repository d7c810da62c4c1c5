/* Memory that is given back from the end, under a budget. */
#include "query/heap.h"
#include "test.h"

#include <string.h>

TEST(pieces_are_aligned_and_apart)
{
    kith_budget budget = {0};
    kith_heap heap = {.budget = &budget};
    char *last = NULL;
    for (size_t i = 1; i < 3000; i++) {
        char *piece = kith_heap_take(&heap, i);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % 16, 0);
        memset(piece, (int)i, i);
        assert_true(!last || *last == (char)(i - 1));
        last = piece;
    }
    kith_heap_free(&heap);
    assert_int_equal(budget.used, 0);
}

TEST(a_reset_gives_back_what_came_after_the_mark)
{
    kith_budget budget = {0};
    kith_heap heap = {.budget = &budget};
    char *kept = kith_heap_take(&heap, 100);
    memset(kept, 'k', 100);
    const kith_heap_mark mark = kith_heap_here(&heap);
    for (size_t round = 0; round < 100; round++) {
        for (size_t i = 0; i < 50; i++)
            memset(kith_heap_take(&heap, 10000), 'x', 10000);
        kith_heap_reset(&heap, mark);
    }
    assert_true(budget.used < (size_t)4 * 1024 * 1024);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(kept[i], 'k');
    kith_heap_free(&heap);
}

TEST(clearing_keeps_the_first_block)
{
    kith_budget budget = {0};
    kith_heap heap = {.budget = &budget};
    const void *first = kith_heap_take(&heap, 100);
    const size_t held = budget.used;
    for (size_t round = 0; round < 3; round++) {
        assert_non_null(kith_heap_take(&heap, 1000000));
        kith_heap_clear(&heap);
        assert_int_equal(budget.used, held);
        assert_ptr_equal(kith_heap_take(&heap, 100), first);
    }
    kith_heap_free(&heap);
    kith_heap_clear(&heap);
    assert_int_equal(budget.used, 0);
}

TEST(a_budget_is_kept)
{
    kith_budget budget = {.most = 100000};
    kith_heap heap = {.budget = &budget};
    while (kith_heap_take(&heap, 1000))
        assert_true(budget.used <= budget.most);
    assert_true(budget.spent);
    kith_heap_free(&heap);
    assert_int_equal(budget.used, 0);
}

TEST(what_overflows_is_refused)
{
    kith_budget budget = {0};
    kith_heap heap = {.budget = &budget};
    assert_null(kith_heap_array(&heap, SIZE_MAX / 2, 4));
    assert_null(kith_heap_take(&heap, SIZE_MAX - 8));
    assert_false(budget.spent);
    kith_heap_free(&heap);
}

RUN("query/heap",
    CASE(pieces_are_aligned_and_apart),
    CASE(a_reset_gives_back_what_came_after_the_mark),
    CASE(clearing_keeps_the_first_block),
    CASE(a_budget_is_kept),
    CASE(what_overflows_is_refused))
