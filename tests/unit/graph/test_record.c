/* Records read again from their inputs. */
#include "graph/reading.h"
#include "inputs.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void record_is(const kith_graph *graph,
                      kith_record_kind kind,
                      kith_id id,
                      const char *wanted)
{
    char *record = NULL;
    assert_int_equal(kith_graph_record(graph, kind, id, &record, NULL),
                     KITH_OK);
    assert_string_equal(record, wanted);
    kith_free(record);
}

TEST(records_come_as_they_were_written)
{
    outcome o = {0};
    outcome_of(&o, "{\"entities\": [ {\"id\" :\"a\", \"x\": [1.50 , \"]\"]} ,\n"
                   "{\n\"id\":\"b\"\n}],\n"
                   "\"documents\":[{\"id\":\"d\"}],\"relations\":[{\"source\":"
                   "\"a\",\"type\":\"t\",\"target\":\"b\"}]}");
    record_is(o.graph, KITH_RECORD_ENTITY, 0,
              "{\"id\" :\"a\", \"x\": [1.50 , \"]\"]}");
    record_is(o.graph, KITH_RECORD_ENTITY, 1, "{\n\"id\":\"b\"\n}");
    record_is(o.graph, KITH_RECORD_DOCUMENT, 0, "{\"id\":\"d\"}");
    record_is(o.graph, KITH_RECORD_RELATION, 0,
              "{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\"}");
    outcome_free(&o);
}

TEST(lines_come_without_what_is_round_them)
{
    outcome o = {0};
    outcome_of(&o, "  {\"id\":\"a\"} \t\r\n{\"id\":\"b\"}");
    record_is(o.graph, KITH_RECORD_ENTITY, 0, "{\"id\":\"a\"}");
    record_is(o.graph, KITH_RECORD_ENTITY, 1, "{\"id\":\"b\"}");
    outcome_free(&o);
}

/* Lengths round the steps in which a record is read again. */
TEST(records_of_any_length_are_read_again)
{
    static char text[80000];
    static const size_t around[] = {1024, 4096, 16384, 65536};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        for (size_t size = around[i] - 15; size < around[i] + 3; size++) {
            outcome o = {0};
            size_t length = (size_t)sprintf(text, "{\"id\":\"");
            memset(text + length, 'x', size);
            length += size;
            length +=
                (size_t)sprintf(text + length, "\"}%s", size % 2 ? "\n" : "");
            outcome_add(&o, text, length);
            outcome_read(&o, NULL);
            text[length - size % 2] = '\0';
            record_is(o.graph, KITH_RECORD_ENTITY, 0, text);
            outcome_free(&o);
        }
    }
}

/* A broken line must not drag in the lines after it, however many there are. */
TEST(a_broken_line_is_read_again_as_a_line)
{
    static char text[600000];
    outcome o = {0};
    size_t length = 0;
    for (size_t i = 0; i < 2000; i++)
        length += (size_t)sprintf(text + length, "{\"id\":\"x%zu\"%s\n", i,
                                  i % 2 ? "}" : "");
    outcome_add(&o, text, length);
    outcome_read(&o, NULL);
    assert_int_equal(kith_graph_entity_count(o.graph), 1000);
    assert_int_equal(kith_graph_reject_count(o.graph), 1000);
    for (size_t i = 0; i < 1000; i++) {
        char wanted[32];
        char *out = NULL;
        size_t size = 0;
        kith_place place;
        snprintf(wanted, sizeof wanted, "{\"id\":\"x%zu\"", 2 * i);
        assert_int_equal(kith_graph_reject(o.graph, i, &out, &size, &place,
                                           NULL),
                         KITH_OK);
        assert_string_equal(out, wanted);
        assert_int_equal(place.line, 2 * i + 1);
        kith_free(out);
    }
    outcome_free(&o);
}

TEST(a_file_that_changes_is_noticed)
{
    outcome o = {0};
    char *record = NULL;
    kith_error err = {0};
    outcome_of(&o, "{\"id\":\"a\"}\n");
    FILE *file = fopen(o.inputs[0], "w");
    assert_non_null(file);
    fputs("{\"id\":\"other\"}\n", file);
    fclose(file);
    assert_int_equal(kith_graph_record(o.graph, KITH_RECORD_ENTITY, 0, &record,
                                       &err),
                     KITH_E_IO);
    assert_null(record);
    assert_non_null(strstr(err.message, "has changed"));
    assert_int_equal(kith_graph_record(o.graph, KITH_RECORD_ENTITY, 0, &record,
                                       NULL),
                     KITH_E_IO);
    outcome_free(&o);
}

TEST(a_file_that_is_gone_is_noticed)
{
    outcome o = {0};
    char *record = NULL;
    outcome_of(&o, "{\"id\":\"a\"}\n");
    unlink(o.inputs[0]);
    assert_int_equal(kith_graph_record(o.graph, KITH_RECORD_ENTITY, 0, &record,
                                       NULL),
                     KITH_E_IO);
    assert_null(record);
    outcome_free(&o);
}

TEST(records_have_padding_for_the_scanner)
{
    outcome o = {0};
    char *text = NULL;
    size_t length = 0;
    outcome_of(&o, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    assert_int_equal(kith_reading_record(kith_graph_reading(o.graph), 0, &text,
                                         &length, NULL),
                     KITH_OK);
    assert_int_equal(length, 10);
    for (size_t i = 0; i < KITH_PADDING; i++)
        assert_int_equal(text[length + i], 0);
    kith_free(text);
    outcome_free(&o);
}

RUN("graph/record",
    CASE(records_come_as_they_were_written),
    CASE(lines_come_without_what_is_round_them),
    CASE(records_of_any_length_are_read_again),
    CASE(a_broken_line_is_read_again_as_a_line),
    CASE(a_file_that_changes_is_noticed),
    CASE(a_file_that_is_gone_is_noticed),
    CASE(records_have_padding_for_the_scanner))
