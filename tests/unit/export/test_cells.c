/* Cells of CSV and TSV, byte by byte. */
#include "base/alloc.h"
#include "export/cells.h"
#include "export_text.h"
#include "inputs.h"

#include <unistd.h>

/* The row that two cells make, after `how`. */
static void expect(kith_cells how, const char *text, const char *wanted)
{
    char *out = NULL;
    size_t length = 0;
    kith_sink sink = {.file = open_memstream(&out, &length)};
    assert_non_null(sink.file);
    how.sink = &sink;
    kith_put_cell(&how, (kith_text){text, strlen(text)});
    kith_put_cell(&how, (kith_text){0});
    kith_end_cells(&how);
    (void)fclose(sink.file);
    assert_string_equal(out, wanted);
    free(out);
}

TEST(quotes_stand_where_they_are_needed)
{
    const kith_cells csv = {0};
    expect(csv, "a b", "a b,\r\n");
    expect(csv, "", "\"\",\r\n");
    expect(csv, " a", "\" a\",\r\n");
    expect(csv, "a ", "\"a \",\r\n");
    expect(csv, "a,b", "\"a,b\",\r\n");
    expect(csv, "\"", "\"\"\"\",\r\n");
    expect(csv, "a\r\nb", "\"a\r\nb\",\r\n");
}

TEST(tabs_and_line_ends_are_quoted_in_tsv)
{
    const kith_cells tsv = {.tabs = true};
    expect(tsv, "a\tb\n\r\\", "\"a\tb\n\r\\\"\t\n");
    expect(tsv, "\"a,b\"", "\"\"\"a,b\"\"\"\t\n");
    expect(tsv, "a,b\\", "a,b\\\t\n");
}

TEST(formulas_can_be_kept_from_spreadsheets)
{
    static const struct {
        const char *text;
        const char *csv;
    } rows[] = {
        {"=1+1",     "'=1+1,\r\n"            },
        {"-1",       "'-1,\r\n"              },
        {"@a",       "'@a,\r\n"              },
        {"\t=1",     "'\t=1,\r\n"            },
        {"\r=1",     "\"'\r=1\",\r\n"        },
        {"+\"a\",b", "\"'+\"\"a\"\",b\",\r\n"},
        {"\uFF1D1",  "'\uFF1D1,\r\n"         },
        {"a=1",      "a=1,\r\n"              },
        {"\uFF21",   "\uFF21,\r\n"           },
    };
    kith_losses losses = {0};
    const kith_cells csv = {.spreadsheet = true, .losses = &losses};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(csv, rows[i].text, rows[i].csv);
    assert_int_equal(losses.count[KITH_LOSS_FORMULA], 7);
    expect((kith_cells){.spreadsheet = true, .tabs = true}, "=1", "'=1\t\n");
}

TEST(json_stands_in_one_line)
{
    static const char json[] = "{\"a\":\n [1, \"\\n\"]}";
    char *out = NULL;
    size_t length = 0;
    kith_sink sink = {.file = open_memstream(&out, &length)};
    kith_cells cells = {.sink = &sink};
    kith_put_json_cell(&cells, (kith_text){json, sizeof json - 1});
    kith_end_cells(&cells);
    cells.tabs = true;
    kith_put_json_cell(&cells, (kith_text){json, sizeof json - 1});
    kith_end_cells(&cells);
    (void)fclose(sink.file);
    assert_string_equal(out, "\"{\"\"a\"\":  [1, \"\"\\n\"\"]}\"\r\n"
                             "\"{\"\"a\"\":  [1, \"\"\\n\"\"]}\"\n");
    free(out);
}

TEST(a_table_has_a_row_each)
{
    const kith_export_options nodes = {.part = KITH_PART_NODES};
    const kith_export_options edges = {.part = KITH_PART_EDGES};
    outcome o = {0};
    outcome_of(&o, "{\"entities\": [{\"id\": \"a\", \"name\": \"A\", \"type\": "
                   "\"t\", \"properties\": {\"n\": 1, \"label\": \"l\"}}, "
                   "{\"id\": \"b\"}], \"relations\": [{\"source\": \"a\", "
                   "\"type\": \"works_for\", \"target\": \"b\", \"directed\": "
                   "false, \"id\": \"x\"}, {\"source\": \"a\", \"type\": "
                   "\"works_for\", \"target\": \"b\", \"weight\": 2.50}]}");
    const kith_format part = {.write = kith_format_csv.write_part};
    char *text = export_text(&part, o.graph, &nodes);
    assert_string_equal(text, "Id,Label,Type,n,properties.label\r\n"
                              "a,A,t,1,l\r\nb,b,,,\r\n");
    free(text);
    text = export_text(&part, o.graph, &edges);
    assert_string_equal(text, "Source,Target,Type,Kind,Label,Weight,Id\r\n"
                              "a,b,Undirected,works_for,works for,1,x\r\n"
                              "a,b,Directed,works_for,works for,2.50,\r\n");
    free(text);
    outcome_free(&o);
}

/* A folder of tables is gone when memory or the disk runs out. */
TEST(every_allocation_may_fail)
{
    char base[] = "/tmp/kith-test-XXXXXX";
    char path[64];
    outcome o = {0};
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    outcome_of(&o, "{\"entities\": [{\"id\": \"a\", \"properties\": {\"n\": "
                   "\"\\n\"}}], \"relations\": [{\"source\": \"a\", \"type\": "
                   "\"t\", \"target\": \"a\"}]}");
    assert_non_null(mkdtemp(base));
    snprintf(path, sizeof path, "%s/out", base);
    for (; st == KITH_E_MEMORY && left < 200; left++) {
        const kith_export_options options = {0};
        kith_outputs *outputs = NULL;
        assert_int_equal(kith_outputs_begin(&outputs, path, false, NULL),
                         KITH_OK);
        kith_alloc_fail_after(left);
        st = kith_format_tsv.write_files(o.graph, &options, outputs, NULL);
        kith_alloc_fail_after(SIZE_MAX);
        kith_outputs_drop(outputs);
    }
    assert_int_equal(st, KITH_OK);
    assert_true(left > 5);
    assert_int_equal(rmdir(base), 0);
    outcome_free(&o);
}

RUN("export/cells",
    CASE(quotes_stand_where_they_are_needed),
    CASE(tabs_and_line_ends_are_quoted_in_tsv),
    CASE(formulas_can_be_kept_from_spreadsheets),
    CASE(json_stands_in_one_line),
    CASE(a_table_has_a_row_each),
    CASE(every_allocation_may_fail))
