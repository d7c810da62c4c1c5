/* Records through a window, in any order, of any length. */
#include "graph/record_window.h"
#include "inputs.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Records whose lengths go up and down round the steps of the window. */
static char *long_records(size_t count)
{
    size_t room = 64;
    for (size_t i = 0; i < count; i++)
        room += 64 + (i * 7919) % 9000;
    char *text = malloc(room);
    assert_non_null(text);
    size_t length = (size_t)sprintf(text, "{\"entities\": [");
    for (size_t i = 0; i < count; i++) {
        length +=
            (size_t)sprintf(text + length, "%s{\"id\": \"e%zu\", \"x\": \"",
                            i ? ",\n" : "", i);
        memset(text + length, 'x', (i * 7919) % 9000);
        length += (i * 7919) % 9000;
        length += (size_t)sprintf(text + length, "\"}");
    }
    (void)sprintf(text + length, "]}");
    return text;
}

/* Both ways of reading it, each on the window that the other one left. */
static void is_same_as_alone(kith_record_window *window,
                             const kith_graph *graph,
                             kith_id id)
{
    kith_text text = {0};
    char *record = NULL;
    kith_error err = {0};
    assert_int_equal(kith_record_window_begin(window, KITH_RECORD_ENTITY, id,
                                              &text, &err),
                     KITH_OK);
    assert_int_equal(kith_graph_record(graph, KITH_RECORD_ENTITY, id, &record,
                                       &err),
                     KITH_OK);
    assert_true(text.length >= strlen(record));
    assert_memory_equal(text.data, record, strlen(record));
    kith_free(record);
    assert_int_equal(kith_record_window_read(window, KITH_RECORD_ENTITY, id,
                                             &text, &err),
                     KITH_OK);
    assert_int_equal(kith_graph_record(graph, KITH_RECORD_ENTITY, id, &record,
                                       &err),
                     KITH_OK);
    assert_int_equal(text.length, strlen(record));
    assert_memory_equal(text.data, record, text.length);
    kith_free(record);
}

TEST(records_come_in_any_order)
{
    enum { COUNT = 1500 };
    char *text = long_records(COUNT);
    outcome o = {0};
    kith_record_window *window = NULL;
    outcome_of(&o, text);
    assert_int_equal(kith_record_window_new(&window, o.graph, NULL), KITH_OK);
    for (kith_id e = 0; e < COUNT; e++)
        is_same_as_alone(window, o.graph, e);
    for (kith_id e = 0; e < COUNT; e++)
        is_same_as_alone(window, o.graph, e * 733 % COUNT);
    for (kith_id e = COUNT; e-- > 0;)
        is_same_as_alone(window, o.graph, e);
    kith_record_window_free(window);
    outcome_free(&o);
    free(text);
}

TEST(further_records_are_merged_and_missing_ones_empty)
{
    const kith_read_options options = {.implicit = true};
    outcome o = {0};
    kith_text text = {0};
    kith_record_window *window = NULL;
    outcome_add_text(&o,
                     "{\"id\":\"a\",\"x\":1}\n"
                     "{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\"}\n");
    outcome_add_text(&o, "{\"id\":\"a\",\"y\":2}\n");
    outcome_read(&o, &options);
    assert_int_equal(kith_record_window_new(&window, o.graph, NULL), KITH_OK);
    is_same_as_alone(window, o.graph, 0);
    is_same_as_alone(window, o.graph, 1);
    assert_int_equal(kith_record_window_read(window, KITH_RECORD_RELATION, 0,
                                             &text, NULL),
                     KITH_OK);
    assert_memory_equal(text.data, "{\"source\":\"a\"", 13);
    kith_record_window_free(window);
    outcome_free(&o);
}

/* Records of one input after those of another, and some that come before the
 * one with the number before. */
TEST(the_next_record_may_begin_anywhere)
{
    outcome o = {0};
    kith_record_window *window = NULL;
    outcome_add_text(&o, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"
                         "{\"source\":\"d\",\"type\":\"t\",\"target\":\"c\"}\n"
                         "{\"id\":\"c\"}\n");
    outcome_add_text(&o, "{\"id\":\"d\"}\n{\"id\":\"e\"}\n");
    outcome_read(&o, &(kith_read_options){0});
    assert_int_equal(kith_record_window_new(&window, o.graph, NULL), KITH_OK);
    for (size_t round = 0; round < 2; round++) {
        for (kith_id e = 0; e < 5; e++)
            is_same_as_alone(window, o.graph, e);
    }
    kith_record_window_free(window);
    outcome_free(&o);
}

TEST(an_input_that_is_cut_off_meanwhile_is_an_error)
{
    outcome o = {0};
    kith_text text = {0};
    kith_error err = {0};
    kith_record_window *window = NULL;
    outcome_of(&o, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    assert_int_equal(truncate(o.paths[0], 13), 0);
    assert_int_equal(kith_record_window_new(&window, o.graph, NULL), KITH_OK);
    assert_int_equal(kith_record_window_read(window, KITH_RECORD_ENTITY, 1,
                                             &text, &err),
                     KITH_E_IO);
    assert_non_null(strstr(err.message, "changed"));
    kith_record_window_free(window);
    outcome_free(&o);
}

RUN("graph/record_window",
    CASE(records_come_in_any_order),
    CASE(further_records_are_merged_and_missing_ones_empty),
    CASE(the_next_record_may_begin_anywhere),
    CASE(an_input_that_is_cut_off_meanwhile_is_an_error))
