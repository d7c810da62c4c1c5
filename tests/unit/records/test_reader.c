/* Reading is the same for any number of threads, any packing and any form, and
 * every problem stands where a slow count says. */
#include "inputs.h"
#include "records/generate.h"
#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

/* Records for comparing numbers of threads: several windows, and fewer under
 * the thread sanitizer, which is a hundred times slower. */
#if defined(__SANITIZE_THREAD__)
enum { MANY = 2500 };
#else
enum { MANY = 20000 };
#endif

/* -- threads ------------------------------------------------------------- */

static void same_with_threads(const generation *how)
{
    static const unsigned threads[] = {2, 3, 8};
    kith_read_options options = {.threads = 1, .unsound = true};
    generated g = generate(how);
    outcome one = {0};
    outcome_add(&one, g.text, g.length);
    outcome_read(&one, &options);
    assert_int_equal(one.status, KITH_OK);
    assert_places(&one, g.text, g.length);
    if (how->faults > 0)
        assert_true(outcome_errors(&one) > g.faults / 2);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        outcome several = {.inputs = {one.inputs[0]}, .input_count = 1};
        options.threads = threads[i];
        outcome_read(&several, &options);
        assert_same_outcome(&one, &several);
        outcome_clear(&several);
    }
    outcome_free(&one);
    free(g.text);
}

TEST(lines_are_read_alike_by_any_number_of_threads)
{
    same_with_threads(&(generation){.seed = 41, .records = MANY, .faults = 10});
}

TEST(documents_are_read_alike_by_any_number_of_threads)
{
    same_with_threads(&(generation){.seed = 42,
                                    .records = MANY,
                                    .faults = 10,
                                    .document = true});
}

TEST(pretty_documents_are_read_alike_by_any_number_of_threads)
{
    same_with_threads(&(generation){.seed = 43,
                                    .records = 5000,
                                    .faults = 10,
                                    .document = true,
                                    .pretty = true});
}

TEST(lines_as_on_windows_are_read_alike_by_any_number_of_threads)
{
    same_with_threads(&(generation){.seed = 44,
                                    .records = MANY,
                                    .faults = 10,
                                    .windows = true});
}

TEST(mostly_broken_records_are_read_alike_by_any_number_of_threads)
{
    same_with_threads(
        &(generation){.seed = 45, .records = 5000, .faults = 700});
}

/* Each record of the input is in the graph, merged, or left out. */
TEST(no_record_is_lost)
{
    generation how = {.seed = 46, .records = 5000, .faults = 10};
    for (; how.seed < 50; how.seed++) {
        generated g = generate(&how);
        outcome o = {0};
        outcome_add(&o, g.text, g.length);
        outcome_read(&o, NULL);
        assert_true(kith_graph_reject_count(o.graph) >= g.faults / 2);
        assert_int_equal(outcome_records(&o), g.records);
        outcome_free(&o);
        free(g.text);
    }
}

/* -- forms --------------------------------------------------------------- */

TEST(the_end_of_the_last_line_does_not_matter)
{
    outcome with = {0};
    outcome without = {0};
    outcome windows = {0};
    outcome_of(&with, "{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n");
    outcome_of(&without, "{\"id\":\"a\"}\n\n{\"id\":\"b\"}");
    outcome_of(&windows, "{\"id\":\"a\"}\r\n\r\n{\"id\":\"b\"}\r\n");
    assert_int_equal(outcome_errors(&with), 0);
    assert_int_equal(kith_graph_entity_count(with.graph), 2);
    assert_int_equal(kith_graph_entity_count(without.graph), 2);
    assert_int_equal(kith_graph_entity_count(windows.graph), 2);
    outcome_free(&with);
    outcome_free(&without);
    outcome_free(&windows);
}

TEST(a_byte_order_mark_is_a_warning)
{
    outcome o = {0};
    outcome_of(&o, "\xEF\xBB\xBF{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    assert_int_equal(kith_graph_entity_count(o.graph), 2);
    assert_int_equal(outcome_errors(&o), 0);
    assert_int_equal(outcome_count(&o, KITH_RULE_BYTE_ORDER_MARK), 1);
    outcome_free(&o);
}

/* The mark is said once also when the first record is longer than a window. */
TEST(a_byte_order_mark_before_a_long_record_is_said_once)
{
    enum { SIZE = 300000 };
    static char text[SIZE + 64] = "\xEF\xBB\xBF{\"id\":\"";
    memset(text + 10, 'x', SIZE);
    strcpy(text + 10 + SIZE, "\"}\n{\"id\":\"b\"}\n");
    outcome o = {0};
    outcome_of(&o, text);
    assert_int_equal(outcome_count(&o, KITH_RULE_BYTE_ORDER_MARK), 1);
    assert_int_equal(kith_graph_entity_count(o.graph), 2);
    outcome_free(&o);
}

/* A document of one line whose first member is longer than a window. */
TEST(a_long_first_member_does_not_hide_a_document)
{
    enum { SIZE = 200000 };
    static char text[SIZE + 200] = "{\"title\":\"t\",\"note\":\"";
    memset(text + 21, 'x', SIZE);
    strcpy(text + 21 + SIZE, "\",\"entities\":[{\"id\":\"a\"}]}");
    outcome o = {0};
    outcome_of(&o, text);
    assert_int_equal(outcome_errors(&o), 0);
    assert_int_equal(kith_graph_entity_count(o.graph), 1);
    assert_string_equal(kith_graph_title(o.graph), "t");
    outcome_free(&o);
}

/* Records of all lengths round the size of a window. */
TEST(records_longer_than_a_window_are_read)
{
    static char text[700000];
    size_t length = 0;
    for (size_t size = 65400; size < 65700; size += 30) {
        length += (size_t)sprintf(text + length, "{\"id\":\"");
        memset(text + length, 'a' + (int)(size % 26), size);
        length += size;
        length += (size_t)sprintf(text + length, "%zu\"}\n", size);
    }
    outcome o = {0};
    outcome_add(&o, text, length);
    outcome_read(&o, NULL);
    assert_int_equal(outcome_errors(&o), 0);
    assert_int_equal(kith_graph_entity_count(o.graph), 10);
    outcome_free(&o);
}

TEST(a_record_beyond_the_limit_is_left_out_and_no_other)
{
    static const size_t limits[] = {100, 5000, 100000};
    static char text[400000];
    for (size_t i = 0; i < 3; i++) {
        size_t length = (size_t)sprintf(text, "{\"id\":\"a\"}\n{\"id\":\"");
        memset(text + length, 'x', 3 * limits[i]);
        length += 3 * limits[i];
        length += (size_t)sprintf(text + length, "\"}\n{\"id\":\"b\"}\n");
        outcome o = {0};
        outcome_add(&o, text, length);
        outcome_read(&o, &(kith_read_options){.unsound = true,
                                              .most_record_size = limits[i]});
        assert_int_equal(outcome_count(&o, KITH_RULE_RECORD_TOO_LONG), 1);
        assert_int_equal(outcome_errors(&o), 1);
        assert_int_equal(kith_graph_entity_count(o.graph), 2);
        assert_int_equal(kith_graph_reject_count(o.graph), 1);
        assert_places(&o, text, length);
        outcome_free(&o);
    }
}

TEST(a_record_as_long_as_the_limit_is_read)
{
    outcome o = {0};
    outcome_add(&o, "{\"id\":\"abcd\"}\n", 14);
    outcome_read(&o, &(kith_read_options){.most_record_size = 13});
    assert_int_equal(o.status, KITH_OK);
    outcome_clear(&o);
    outcome_read(&o, &(kith_read_options){.most_record_size = 12});
    assert_int_equal(o.status, KITH_E_INVALID);
    outcome_free(&o);
}

TEST(several_inputs_make_one_graph)
{
    outcome o = {0};
    outcome_add_text(&o, "{\"id\":\"a\"}\n");
    outcome_add_text(&o, "{\"relations\":[{\"source\":\"a\",\"type\":\"t\","
                         "\"target\":\"b\"}]}");
    outcome_add_text(&o, "{\"id\":\"b\"}");
    outcome_read(&o, NULL);
    assert_int_equal(outcome_errors(&o), 0);
    assert_int_equal(kith_graph_entity_count(o.graph), 2);
    assert_int_equal(kith_graph_relation_count(o.graph), 1);
    assert_int_equal(kith_graph_input_count(o.graph), 3);
    assert_int_equal(kith_graph_bytes(o.graph), 11 + 54 + 10);
    outcome_free(&o);
}

/* -- progress ------------------------------------------------------------ */

typedef struct {
    size_t calls;
    size_t stop_at;
    uint64_t done;
    uint64_t total;
} meter;

static bool move(void *context, uint64_t done, uint64_t total)
{
    meter *m = context;
    assert_true(done >= m->done);
    m->done = done;
    m->total = total;
    return ++m->calls != m->stop_at;
}

TEST(progress_ends_at_the_total_and_may_stop)
{
    const generation how = {.seed = 47, .records = 20000};
    generated g = generate(&how);
    outcome o = {0};
    meter m = {0};
    kith_read_options options = {.unsound = true,
                                 .progress = move,
                                 .progress_context = &m};
    outcome_add(&o, g.text, g.length);
    outcome_read(&o, &options);
    assert_int_equal(m.done, g.length);
    assert_int_equal(m.total, g.length);
    assert_true(m.calls > 5);
    outcome_clear(&o);
    m = (meter){.stop_at = 3};
    outcome_read(&o, &options);
    assert_int_equal(o.status, KITH_E_LIMIT);
    assert_int_equal(m.calls, 3);
    outcome_free(&o);
    free(g.text);
}

/* -- packed inputs and pipes --------------------------------------------- */

static size_t gzip(const char *from, size_t length, char *to, size_t room)
{
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)from,
                       .avail_in = (uInt)length,
                       .next_out = (Bytef *)to,
                       .avail_out = (uInt)room};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 31, 8,
                                  Z_DEFAULT_STRATEGY),
                     Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return room - stream.avail_out;
}

TEST(packed_inputs_are_read_like_plain_ones)
{
    const generation how = {.seed = 48, .records = 8000, .faults = 10};
    generated g = generate(&how);
    const size_t room = g.length + 4096;
    char *packed = malloc(room);
    outcome plain = {0};
    outcome gz = {0};
    outcome zst = {0};
    assert_non_null(packed);
    outcome_add(&plain, g.text, g.length);
    outcome_read(&plain, NULL);
    const size_t half = g.length / 2; /* two members, cut in a record */
    size_t size = gzip(g.text, half, packed, room);
    size += gzip(g.text + half, g.length - half, packed + size, room - size);
    outcome_add(&gz, packed, size);
    outcome_read(&gz, NULL);
    assert_same_outcome(&plain, &gz);
    size = ZSTD_compress(packed, room, g.text, g.length, 3);
    assert_false(ZSTD_isError(size));
    outcome_add(&zst, packed, size);
    outcome_read(&zst, NULL);
    assert_same_outcome(&plain, &zst);
    outcome_free(&plain);
    outcome_free(&gz);
    outcome_free(&zst);
    free(packed);
    free(g.text);
}

typedef struct {
    const char *path;
    const generated *from;
} pipe_writer;

static void *write_pipe(void *argument)
{
    const pipe_writer *w = argument;
    FILE *file = fopen(w->path, "w");
    for (size_t at = 0; file && at < w->from->length; at += 1000) {
        const size_t left = w->from->length - at;
        fwrite(w->from->text + at, 1, left < 1000 ? left : 1000, file);
        fflush(file);
    }
    if (file)
        fclose(file);
    return NULL;
}

TEST(pipes_are_read_like_files)
{
    const generation how = {.seed = 49, .records = 5000, .faults = 10};
    generated g = generate(&how);
    char path[] = "/tmp/kith-test-XXXXXX";
    assert_non_null(mkdtemp(path));
    char name[64];
    snprintf(name, sizeof name, "%s/pipe", path);
    assert_int_equal(mkfifo(name, 0600), 0);
    outcome plain = {0};
    outcome_add(&plain, g.text, g.length);
    outcome_read(&plain, NULL);
    pthread_t thread;
    pipe_writer writer = {name, &g};
    assert_int_equal(pthread_create(&thread, NULL, write_pipe, &writer), 0);
    outcome piped = {.inputs = {name}, .input_count = 1};
    outcome_read(&piped, NULL);
    pthread_join(thread, NULL);
    assert_same_outcome(&plain, &piped);
    outcome_clear(&piped);
    outcome_free(&plain);
    unlink(name);
    rmdir(path);
    free(g.text);
}

RUN("records/reader",
    CASE(lines_are_read_alike_by_any_number_of_threads),
    CASE(documents_are_read_alike_by_any_number_of_threads),
    CASE(pretty_documents_are_read_alike_by_any_number_of_threads),
    CASE(lines_as_on_windows_are_read_alike_by_any_number_of_threads),
    CASE(mostly_broken_records_are_read_alike_by_any_number_of_threads),
    CASE(no_record_is_lost),
    CASE(the_end_of_the_last_line_does_not_matter),
    CASE(a_byte_order_mark_is_a_warning),
    CASE(a_byte_order_mark_before_a_long_record_is_said_once),
    CASE(a_long_first_member_does_not_hide_a_document),
    CASE(records_longer_than_a_window_are_read),
    CASE(a_record_beyond_the_limit_is_left_out_and_no_other),
    CASE(a_record_as_long_as_the_limit_is_read),
    CASE(several_inputs_make_one_graph),
    CASE(progress_ends_at_the_total_and_may_stop),
    CASE(packed_inputs_are_read_like_plain_ones),
    CASE(pipes_are_read_like_files))
