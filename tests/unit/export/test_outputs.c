/* Folders that appear whole or not at all. */
#include "test.h"

#include <kith/export.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char base[64];

static void begin_base(void)
{
    (void)snprintf(base, sizeof base, "/tmp/kith-outputs-XXXXXX");
    assert_non_null(mkdtemp(base));
}

static void end_base(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", base);
    assert_int_equal(system(command), 0);
}

static const char *in_base(const char *name)
{
    static char paths[4][128];
    static unsigned turn;
    char *path = paths[turn++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", base, name);
    return path;
}

static void put_file(kith_outputs *outputs, const char *name, const char *text)
{
    FILE *file = NULL;
    assert_int_equal(kith_outputs_open(outputs, name, &file, NULL), KITH_OK);
    (void)fputs(text, file);
    assert_int_equal(kith_outputs_close(outputs, file, NULL), KITH_OK);
}

static void holds(const char *name, const char *wanted)
{
    char text[64] = "";
    FILE *file = fopen(in_base(name), "r");
    assert_non_null(file);
    const size_t length = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    assert_int_equal(length, strlen(wanted));
    assert_string_equal(text, wanted);
}

TEST(all_files_appear_together)
{
    kith_outputs *outputs = NULL;
    begin_base();
    assert_int_equal(kith_outputs_begin(&outputs, in_base("out/"), false, NULL),
                     KITH_OK);
    put_file(outputs, "a.csv", "1");
    put_file(outputs, "deep/er/b.csv", "2");
    assert_int_not_equal(access(in_base("out"), F_OK), 0);
    assert_int_equal(access(kith_outputs_temporary(outputs), F_OK), 0);
    assert_int_equal(kith_outputs_keep(outputs, NULL), KITH_OK);
    holds("out/a.csv", "1");
    holds("out/deep/er/b.csv", "2");
    end_base();
}

TEST(nothing_stays_of_what_is_dropped)
{
    kith_outputs *outputs = NULL;
    begin_base();
    assert_int_equal(kith_outputs_begin(&outputs, in_base("out"), false, NULL),
                     KITH_OK);
    put_file(outputs, "x/a.csv", "1");
    kith_outputs_drop(outputs);
    assert_int_equal(rmdir(base), 0); /* it is empty */
}

TEST(a_file_is_not_written_twice)
{
    kith_outputs *outputs = NULL;
    FILE *file = NULL;
    begin_base();
    assert_int_equal(kith_outputs_begin(&outputs, in_base("out"), false, NULL),
                     KITH_OK);
    put_file(outputs, "a", "1");
    assert_int_equal(kith_outputs_open(outputs, "a", &file, NULL), KITH_E_IO);
    assert_null(file);
    kith_outputs_drop(outputs);
    end_base();
}

TEST(an_empty_folder_is_taken_and_a_full_one_only_if_asked)
{
    kith_outputs *outputs = NULL;
    kith_error err = {0};
    begin_base();
    assert_int_equal(mkdir(in_base("out"), 0777), 0);
    assert_int_equal(kith_outputs_begin(&outputs, in_base("out"), false, NULL),
                     KITH_OK);
    put_file(outputs, "a", "1");
    put_file(outputs, "d/b", "2");
    assert_int_equal(kith_outputs_keep(outputs, NULL), KITH_OK);
    assert_int_equal(kith_outputs_begin(&outputs, in_base("out"), false, &err),
                     KITH_E_INVALID);
    assert_null(outputs);
    assert_non_null(strstr(err.message, "not empty"));
    assert_int_equal(kith_outputs_begin(&outputs, in_base("out"), true, NULL),
                     KITH_OK);
    put_file(outputs, "d/b", "3");
    put_file(outputs, "d/c", "4");
    assert_int_equal(kith_outputs_keep(outputs, NULL), KITH_OK);
    holds("out/a", "1");
    holds("out/d/b", "3");
    holds("out/d/c", "4");
    assert_int_equal(kith_outputs_begin(&outputs, in_base("out/a"), true, NULL),
                     KITH_E_INVALID);
    end_base();
}

RUN("export/outputs",
    CASE(all_files_appear_together),
    CASE(nothing_stays_of_what_is_dropped),
    CASE(a_file_is_not_written_twice),
    CASE(an_empty_folder_is_taken_and_a_full_one_only_if_asked))
