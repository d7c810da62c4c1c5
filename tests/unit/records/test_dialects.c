/* Foreign inputs that are cut short anywhere, or for which memory is short, end
 * in a clean answer; the table of dialects is complete. */
#include "base/alloc.h"
#include "inputs.h"
#include "test.h"

#include <kith/dialects.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 14, STEPS = 400 };

typedef struct {
    char name[128];
    char dialect[64];
    char text[MOST];
    size_t length;
} foreign;

/* The next case that is not large; false at the end. */
static bool next_case(DIR *folder, foreign *out)
{
    char path[1024];
    const struct dirent *entry = NULL;
    while ((entry = readdir(folder))) {
        const size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || length >= sizeof out->name ||
            !strcmp(entry->d_name + length - 4, ".out"))
            continue;
        snprintf(path, sizeof path, "%s/%s", KITH_DIALECT_CASES, entry->d_name);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        out->length = fread(out->text, 1, sizeof out->text, file);
        fclose(file);
        memcpy(out->name, entry->d_name, length + 1);
        memcpy(out->dialect, out->name, length + 1 < 64 ? length + 1 : 63);
        *strchr(out->dialect, '.') = '\0';
        if (out->length < sizeof out->text)
            return true;
    }
    return false;
}

static void read_part(const foreign *f, size_t length)
{
    outcome o = {0};
    const kith_read_options options = {.unsound = true,
                                       .threads = 1,
                                       .from = f->dialect};
    outcome_add(&o, f->text, length);
    outcome_read(&o, &options);
    assert_int_equal(o.status, KITH_OK);
    for (size_t i = 0; i < kith_diagnostics_size(o.problems); i++) {
        const kith_problem *problem = kith_diagnostics_at(o.problems, i);
        assert_true(problem->error.place.line > 0);
        assert_true(problem->error.place.offset <= length);
        assert_true(problem->error.message[0]);
    }
    outcome_free(&o);
}

TEST(a_file_that_is_cut_anywhere_is_read_as_far_as_it_goes)
{
    foreign f;
    DIR *folder = opendir(KITH_DIALECT_CASES);
    assert_non_null(folder);
    while (next_case(folder, &f)) {
        const size_t step = f.length / STEPS + 1;
        for (size_t length = 0; length <= f.length; length += step)
            read_part(&f, length);
    }
    closedir(folder);
}

/* Each allocation fails once: no leak, and the words for it. */
static void read_short_of_memory(const foreign *f)
{
    const kith_read_options options = {.unsound = true,
                                       .threads = 1,
                                       .from = f->dialect};
    outcome o = {0};
    outcome_add(&o, f->text, f->length);
    kith_read_options given = options;
    given.inputs = o.inputs;
    given.input_count = o.input_count;
    bool failed = true;
    for (size_t left = 0; failed && left < 200; left++) {
        kith_error err = {0};
        kith_graph *graph = NULL;
        kith_diagnostics *problems = kith_diagnostics_new(100);
        (void)kith_alloc_fail_after(left);
        const kith_status st = kith_graph_read(&graph, &given, problems, &err);
        failed = kith_alloc_fail_after(SIZE_MAX);
        assert_true(st == KITH_OK || st == KITH_E_MEMORY);
        assert_int_equal(graph != NULL, st == KITH_OK);
        kith_graph_free(graph);
        kith_diagnostics_free(problems);
    }
    outcome_free(&o);
}

TEST(memory_may_be_short_anywhere)
{
    foreign f;
    DIR *folder = opendir(KITH_DIALECT_CASES);
    assert_non_null(folder);
    while (next_case(folder, &f))
        read_short_of_memory(&f);
    closedir(folder);
}

TEST(every_dialect_says_what_it_is)
{
    size_t count = 0;
    assert_string_equal(kith_dialect_at(0)->name, "kith");
    for (; kith_dialect_at(count); count++) {
        assert_true(kith_dialect_at(count)->name[0]);
        assert_true(kith_dialect_at(count)->summary[0]);
        assert_non_null(kith_dialect_at(count)->endings);
    }
    assert_true(count > 10);
}

TEST(an_unknown_dialect_has_a_near_name)
{
    outcome o = {0};
    const kith_read_options options = {.from = "cytoscap"};
    outcome_add_text(&o, "{}");
    outcome_read(&o, &options);
    assert_int_equal(o.status, KITH_E_NOT_FOUND);
    assert_string_equal(o.err.hint, "did you mean 'cytoscape'?");
    outcome_free(&o);
}

RUN("records/dialects",
    CASE(a_file_that_is_cut_anywhere_is_read_as_far_as_it_goes),
    CASE(memory_may_be_short_anywhere),
    CASE(every_dialect_says_what_it_is),
    CASE(an_unknown_dialect_has_a_near_name))
