/* Inputs: listed in order, read in pieces, read again, placed. */
#include "base/alloc.h"
#include "records/source.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/kith-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

/* A path in the folder; the same place in every fourth call. */
static const char *path_of(const char *name)
{
    static char paths[4][256];
    static size_t turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void write_gzip(const char *name, const char *text)
{
    gzFile file = gzopen(path_of(name), "wb");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, text, (unsigned)strlen(text)), strlen(text));
    gzclose(file);
}

static kith_sources *sources_of(const char *input)
{
    kith_sources *sources = NULL;
    const kith_read_options options = {.inputs = &input, .input_count = 1};
    assert_int_equal(kith_sources_open(&sources, &options, NULL), KITH_OK);
    return sources;
}

static kith_status fails(const char *input, kith_error *err)
{
    kith_sources *sources = NULL;
    const kith_read_options options = {.inputs = &input, .input_count = 1};
    *err = (kith_error){0};
    const kith_status st = kith_sources_open(&sources, &options, err);
    assert_null(sources);
    return st;
}

TEST(a_folder_is_its_records_files_in_order_of_name)
{
    static const char *const wanted[] = {"a.json", "b.jsonl.gz", "c/a.ndjson",
                                         "c/b/x.json.zst", "d.json"};
    assert_int_equal(mkdir(path_of("c"), 0700), 0);
    assert_int_equal(mkdir(path_of("c/b"), 0700), 0);
    assert_int_equal(mkdir(path_of("empty"), 0700), 0);
    write_file("d.json", "");
    write_file("b.jsonl.gz", "");
    write_file("a.json", "");
    write_file("c/a.ndjson", "");
    write_file("c/b/x.json.zst", "");
    write_file("notes.txt", "");
    write_file(".hidden.json", "");
    write_file("c/json", "");
    write_file("c/.json", "");
    assert_int_equal(symlink("nowhere", path_of("z.json")), 0);
    kith_sources *sources = sources_of(folder);
    assert_int_equal(kith_sources_count(sources), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(kith_source_name(kith_sources_at(sources, i)),
                            path_of(wanted[i]));
    }
    kith_sources_free(sources);
}

TEST(what_cannot_be_read_is_said)
{
    kith_error err;
    assert_int_equal(mkdir(path_of("bare"), 0700), 0);
    assert_int_equal(fails(path_of("not-there.json"), &err), KITH_E_IO);
    assert_non_null(strstr(err.message, "not-there.json"));
    assert_true(err.hint[0] != '\0');
    assert_int_equal(fails(path_of("bare"), &err), KITH_E_NOT_FOUND);
    assert_non_null(strstr(err.message, "no records in folder"));
    kith_sources *sources = NULL;
    assert_int_equal(kith_sources_open(&sources, &(kith_read_options){0}, &err),
                     KITH_E_NOT_FOUND);
}

TEST(a_circle_of_links_ends)
{
    kith_error err;
    assert_int_equal(mkdir(path_of("circle"), 0700), 0);
    assert_int_equal(symlink("..", path_of("circle/back")), 0);
    const kith_status st = fails(path_of("circle"), &err);
    assert_true(st == KITH_E_LIMIT || st == KITH_E_NOT_FOUND);
    unlink(path_of("circle/back"));
}

/* Read to the end in pieces of so many bytes. */
static size_t read_all(kith_source *source, char *out, size_t piece)
{
    size_t length = 0;
    size_t got = 1;
    while (got > 0) {
        assert_int_equal(kith_source_read(source, out + length, piece, &got,
                                          NULL),
                         KITH_OK);
        length += got;
        assert_int_equal(kith_source_size(source), length);
    }
    kith_source_close(source);
    return length;
}

static void reads_again(const char *name, const char *text)
{
    static const size_t pieces[] = {1, 2, 7, 100};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char out[256];
        size_t got = 0;
        kith_sources *sources = sources_of(path_of(name));
        kith_source *source = kith_sources_at(sources, 0);
        const size_t length = read_all(source, out, pieces[i]);
        assert_int_equal(length, strlen(text));
        assert_memory_equal(out, text, length);
        for (size_t from = 0; from <= length; from++) {
            assert_int_equal(kith_source_again(source, from, out, 5, &got,
                                               NULL),
                             KITH_OK);
            assert_int_equal(got, length - from < 5 ? length - from : 5);
            assert_memory_equal(out, text + from, got);
        }
        kith_sources_free(sources);
    }
}

TEST(any_part_is_read_again)
{
    static const char text[] = "{\"id\": \"a\"}\n{\"id\": \"Ж\"}\n";
    write_file("plain.json", text);
    write_gzip("packed.json.gz", text);
    write_file("nothing.json", "");
    reads_again("plain.json", text);
    reads_again("packed.json.gz", text);
    reads_again("nothing.json", "");
}

/* Unpacked copies share a file; one may not be read into the next. */
TEST(packed_inputs_are_kept_apart)
{
    char out[64];
    size_t got = 0;
    write_gzip("one.json.gz", "the first");
    write_gzip("two.json.gz", "and the second");
    const char *inputs[] = {path_of("one.json.gz"), path_of("two.json.gz")};
    const kith_read_options options = {.inputs = inputs, .input_count = 2};
    kith_sources *sources = NULL;
    assert_int_equal(kith_sources_open(&sources, &options, NULL), KITH_OK);
    read_all(kith_sources_at(sources, 0), out, 4);
    read_all(kith_sources_at(sources, 1), out, 4);
    assert_int_equal(kith_source_again(kith_sources_at(sources, 0), 4, out,
                                       sizeof out, &got, NULL),
                     KITH_OK);
    assert_int_equal(got, 5);
    assert_memory_equal(out, "first", 5);
    assert_int_equal(kith_source_again(kith_sources_at(sources, 1), 0, out,
                                       sizeof out, &got, NULL),
                     KITH_OK);
    assert_int_equal(got, 14);
    assert_memory_equal(out, "and the second", 14);
    assert_int_equal(kith_source_again(kith_sources_at(sources, 0), 100, out,
                                       sizeof out, &got, NULL),
                     KITH_OK);
    assert_int_equal(got, 0);
    kith_sources_free(sources);
}

TEST(a_file_that_has_changed_is_refused_every_time)
{
    char out[64];
    size_t got = 0;
    write_file("changing.json", "before");
    kith_sources *sources = sources_of(path_of("changing.json"));
    kith_source *source = kith_sources_at(sources, 0);
    read_all(source, out, 10);
    write_file("changing.json", "afterwards");
    for (size_t i = 0; i < 3; i++) {
        kith_error err = {0};
        assert_int_equal(kith_source_again(source, 0, out, 5, &got, &err),
                         KITH_E_IO);
        assert_non_null(strstr(err.message, "has changed"));
    }
    unlink(path_of("changing.json"));
    assert_int_equal(kith_source_again(source, 0, out, 5, &got, NULL),
                     KITH_E_IO);
    kith_sources_free(sources);
}

/* More files than may be open at once: all can be read, and read again. */
TEST(many_files_are_read_with_few_descriptors)
{
    enum { FILES = 150 };
    struct rlimit before;
    char out[64];
    size_t got = 0;
    assert_int_equal(mkdir(path_of("many"), 0700), 0);
    for (size_t i = 0; i < FILES; i++) {
        char name[32];
        snprintf(name, sizeof name, "many/%03zu.json%s", i, i % 2 ? ".gz" : "");
        if (i % 2) {
            write_gzip(name, name);
        } else {
            write_file(name, name);
        }
    }
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    struct rlimit few = before;
    few.rlim_cur = 80;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    kith_sources *sources = sources_of(path_of("many"));
    for (size_t i = 0; i < FILES; i++)
        read_all(kith_sources_at(sources, i), out, 7);
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < FILES; i++) {
            char name[32];
            snprintf(name, sizeof name, "many/%03zu.json", i);
            assert_int_equal(kith_source_again(kith_sources_at(sources, i), 0,
                                               out, 13, &got, NULL),
                             KITH_OK);
            assert_memory_equal(out, name, 13);
        }
    }
    kith_sources_free(sources);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

/* Places with marks here and there, against a slow count. */
TEST(places_are_counted_from_the_nearest_mark)
{
    static const char text[] = "aЖ\n\n𝄞b\r\nccc\n\nd";
    char out[64];
    write_file("places.json", text);
    for (size_t step = 1; step < sizeof text; step++) {
        kith_sources *sources = sources_of(path_of("places.json"));
        kith_source *source = kith_sources_at(sources, 0);
        const size_t length = read_all(source, out, 8);
        uint32_t line = 1;
        uint32_t column = 1;
        kith_place wanted[sizeof text];
        for (size_t i = 0; i <= length; i++) {
            wanted[i] = (kith_place){.line = line, .column = column};
            if (i % step == 0)
                assert_true(kith_source_mark(source, i, line, column));
            kith_source_count(&line, &column, text + i, text + i + 1);
        }
        for (size_t i = 0; i <= length; i++) {
            const kith_place place = kith_source_place(source, i);
            assert_int_equal(place.line, wanted[i].line);
            assert_int_equal(place.column, wanted[i].column);
            assert_int_equal(place.offset, i);
        }
        kith_sources_free(sources);
    }
}

TEST(standard_input_has_a_name_and_no_known_size)
{
    kith_sources *sources = sources_of("-");
    assert_string_equal(kith_source_name(kith_sources_at(sources, 0)),
                        "<stdin>");
    assert_int_equal(kith_sources_total(sources), 0);
    kith_sources_free(sources);
    write_file("sized.json", "12345");
    sources = sources_of(path_of("sized.json"));
    assert_int_equal(kith_sources_total(sources), 5);
    kith_sources_free(sources);
}

TEST(each_allocation_may_fail)
{
    write_file("f1.json", "x");
    write_gzip("f2.json.gz", "y");
    for (size_t left = 0;; left++) {
        const char *inputs[] = {path_of("f1.json"), path_of("f2.json.gz")};
        const kith_read_options options = {.inputs = inputs, .input_count = 2};
        kith_sources *sources = NULL;
        char out[8];
        size_t got = 0;
        kith_alloc_fail_after(left);
        kith_status st = kith_sources_open(&sources, &options, NULL);
        for (size_t i = 0; st == KITH_OK && i < 2; i++)
            st = kith_source_read(kith_sources_at(sources, i), out, 4, &got,
                                  NULL);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
        kith_sources_free(sources);
        if (!failed)
            break;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_folder_is_its_records_files_in_order_of_name),
        CASE(what_cannot_be_read_is_said),
        CASE(a_circle_of_links_ends),
        CASE(any_part_is_read_again),
        CASE(packed_inputs_are_kept_apart),
        CASE(a_file_that_has_changed_is_refused_every_time),
        CASE(many_files_are_read_with_few_descriptors),
        CASE(places_are_counted_from_the_nearest_mark),
        CASE(standard_input_has_a_name_and_no_known_size),
        CASE(each_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("records/source", tests, make_folder,
                                       remove_folder);
}
