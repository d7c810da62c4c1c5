/* Tables: cells, growth, and failed allocations. */
#include "base/alloc.h"
#include "test.h"

#include <kith/table.h>

#include <stdio.h>

static kith_table *three_columns(void)
{
    kith_table *table = kith_table_new();
    assert_non_null(table);
    assert_int_equal(kith_table_add_column(table, "name", KITH_COLUMN_TEXT,
                                           NULL),
                     KITH_OK);
    assert_int_equal(kith_table_add_column(table, "count", KITH_COLUMN_INTEGER,
                                           NULL),
                     KITH_OK);
    assert_int_equal(kith_table_add_column(table, "share", KITH_COLUMN_REAL,
                                           NULL),
                     KITH_OK);
    return table;
}

TEST(cells_start_absent)
{
    kith_table *table = three_columns();
    assert_int_equal(kith_table_add_row(table, NULL), KITH_OK);
    assert_int_equal(kith_table_columns(table), 3);
    assert_int_equal(kith_table_rows(table), 1);
    for (size_t c = 0; c < 3; c++)
        assert_false(kith_table_has(table, 0, c));
    assert_string_equal(kith_table_text(table, 0, 0), "");
    assert_int_equal(kith_table_integer(table, 0, 1), 0);
    assert_true(kith_table_real(table, 0, 2) == 0);
    kith_table_free(table);
}

TEST(every_cell_of_many_rows_keeps_its_value)
{
    enum { ROWS = 1000 };
    kith_table *table = three_columns();
    char text[32];
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(kith_table_add_row(table, NULL), KITH_OK);
        snprintf(text, sizeof text, "row %d", i);
        if (i % 3)
            assert_int_equal(kith_table_put_text(table, 0, text, NULL),
                             KITH_OK);
        if (i % 5)
            kith_table_put_integer(table, 1, -i);
        if (i % 7)
            kith_table_put_real(table, 2, i / 8.0);
    }
    assert_int_equal(kith_table_rows(table), ROWS);
    for (int i = 0; i < ROWS; i++) {
        const size_t row = (size_t)i;
        snprintf(text, sizeof text, "row %d", i);
        assert_int_equal(kith_table_has(table, row, 0), i % 3 != 0);
        assert_string_equal(kith_table_text(table, row, 0), i % 3 ? text : "");
        assert_int_equal(kith_table_has(table, row, 1), i % 5 != 0);
        assert_int_equal(kith_table_integer(table, row, 1), i % 5 ? -i : 0);
        assert_int_equal(kith_table_has(table, row, 2), i % 7 != 0);
        assert_true(kith_table_real(table, row, 2) == (i % 7 ? i / 8.0 : 0));
    }
    kith_table_free(table);
}

TEST(absent_text_leaves_the_cell_absent)
{
    kith_table *table = three_columns();
    assert_int_equal(kith_table_add_row(table, NULL), KITH_OK);
    assert_int_equal(kith_table_put_text(table, 0, NULL, NULL), KITH_OK);
    assert_false(kith_table_has(table, 0, 0));
    assert_int_equal(kith_table_put_text(table, 0, "", NULL), KITH_OK);
    assert_true(kith_table_has(table, 0, 0));
    kith_table_free(table);
}

TEST(a_column_cannot_follow_a_row)
{
    kith_error err = {0};
    kith_table *table = three_columns();
    assert_int_equal(kith_table_add_row(table, NULL), KITH_OK);
    assert_int_equal(kith_table_add_column(table, "late", KITH_COLUMN_TEXT,
                                           &err),
                     KITH_E_INVALID);
    assert_int_equal(kith_table_columns(table), 3);
    kith_table_free(table);
}

/* Every step that can fail, in one go. */
static kith_status make(kith_table **out)
{
    *out = kith_table_new();
    if (!*out)
        return KITH_E_MEMORY;
    kith_status st = kith_table_add_column(*out, "a", KITH_COLUMN_TEXT, NULL);
    if (st == KITH_OK)
        st = kith_table_add_column(*out, "b", KITH_COLUMN_REAL, NULL);
    for (size_t i = 0; i < 130 && st == KITH_OK; i++) {
        st = kith_table_add_row(*out, NULL);
        if (st == KITH_OK)
            st = kith_table_put_text(*out, 0, "text", NULL);
    }
    return st;
}

TEST(each_failed_allocation_is_reported_once)
{
    size_t failures = 0;
    for (size_t left = 0;; left++) {
        kith_table *table = NULL;
        kith_alloc_fail_after(left);
        const kith_status st = make(&table);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        kith_table_free(table);
        assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
        if (!failed)
            break;
        failures++;
    }
    assert_true(failures > 8);
}

RUN("table",
    CASE(cells_start_absent),
    CASE(every_cell_of_many_rows_keeps_its_value),
    CASE(absent_text_leaves_the_cell_absent),
    CASE(a_column_cannot_follow_a_row),
    CASE(each_failed_allocation_is_reported_once))
