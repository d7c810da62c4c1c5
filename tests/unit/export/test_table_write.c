/* Each format of tables, with cells that try to break out of it. */
#include "test.h"

#include <kith/export.h>

#include <math.h>
#include <stdlib.h>

/* One awkward row and one in which everything is absent. */
static kith_table *awkward(void)
{
    kith_table *table = kith_table_new();
    assert_non_null(table);
    assert_int_equal(kith_table_add_column(table, "a,\"b\"", KITH_COLUMN_TEXT,
                                           NULL),
                     KITH_OK);
    assert_int_equal(kith_table_add_column(table, "n", KITH_COLUMN_INTEGER,
                                           NULL),
                     KITH_OK);
    assert_int_equal(kith_table_add_column(table, "x", KITH_COLUMN_REAL, NULL),
                     KITH_OK);
    assert_int_equal(kith_table_add_row(table, NULL), KITH_OK);
    assert_int_equal(kith_table_put_text(table, 0, "1\t2\n\"3\", \\|<é>\xFF",
                                         NULL),
                     KITH_OK);
    kith_table_put_integer(table, 1, INT64_MIN);
    kith_table_put_real(table, 2, 0.1 + 0.2);
    assert_int_equal(kith_table_add_row(table, NULL), KITH_OK);
    assert_int_equal(kith_table_add_row(table, NULL), KITH_OK);
    assert_int_equal(kith_table_put_text(table, 0, "", NULL), KITH_OK);
    kith_table_put_real(table, 2, nan(""));
    return table;
}

static void expect(kith_table_format format, const char *expected)
{
    kith_table *table = awkward();
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    assert_int_equal(kith_table_write(table, format, out, NULL), KITH_OK);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
    kith_table_free(table);
}

TEST(json_is_an_array_of_objects)
{
    expect(KITH_TABLE_JSON,
           "[\n"
           "  {\"a,\\\"b\\\"\": \"1\\t2\\n\\\"3\\\", \\\\|<é>\\ufffd\", "
           "\"n\": -9223372036854775808, \"x\": 0.30000000000000004},\n"
           "  {\"a,\\\"b\\\"\": null, \"n\": null, \"x\": null},\n"
           "  {\"a,\\\"b\\\"\": \"\", \"n\": null, \"x\": null}\n"
           "]\n");
}

TEST(json_lines_are_compact)
{
    expect(KITH_TABLE_JSONL,
           "{\"a,\\\"b\\\"\":\"1\\t2\\n\\\"3\\\", \\\\|<é>\\ufffd\","
           "\"n\":-9223372036854775808,\"x\":0.30000000000000004}\n"
           "{\"a,\\\"b\\\"\":null,\"n\":null,\"x\":null}\n"
           "{\"a,\\\"b\\\"\":\"\",\"n\":null,\"x\":null}\n");
}

TEST(csv_quotes_what_needs_it)
{
    expect(KITH_TABLE_CSV,
           "\"a,\"\"b\"\"\",n,x\r\n"
           "\"1\t2\n\"\"3\"\", \\|<é>\xFF\",-9223372036854775808,"
           "0.30000000000000004\r\n"
           ",,\r\n"
           "\"\",,\r\n");
}

TEST(tsv_escapes_tabs_and_line_ends)
{
    expect(KITH_TABLE_TSV, "a,\"b\"\tn\tx\n"
                           "1\\t2\\n\"3\", \\\\|<é>\xFF\t-9223372036854775808\t"
                           "0.30000000000000004\n"
                           "\t\t\n"
                           "\t\t\n");
}

TEST(markdown_cells_stay_in_their_column)
{
    expect(KITH_TABLE_MARKDOWN,
           "| a,\"b\" | n | x |\n"
           "| --- | ---: | ---: |\n"
           "| 1\t2<br>\"3\", \\\\\\|\\<é\\>\xFF | -9223372036854775808 | "
           "0.30000000000000004 |\n"
           "|  |  |  |\n"
           "|  |  |  |\n");
}

TEST(a_full_disk_is_reported)
{
    kith_error err = {0};
    kith_table *table = awkward();
    FILE *out = fopen("/dev/full", "w");
    if (out) {
        assert_int_equal(kith_table_write(table, KITH_TABLE_CSV, out, &err),
                         KITH_E_IO);
        fclose(out);
    }
    kith_table_free(table);
}

RUN("table_write",
    CASE(json_is_an_array_of_objects),
    CASE(json_lines_are_compact),
    CASE(csv_quotes_what_needs_it),
    CASE(tsv_escapes_tabs_and_line_ends),
    CASE(markdown_cells_stay_in_their_column),
    CASE(a_full_disk_is_reported))
