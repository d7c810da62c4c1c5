/* Names of files that every system takes, one for each entity. */
#include "base/alloc.h"
#include "export/note_names.h"
#include "graph/make_graph.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    const char *file;
    size_t shown;
} rows[] = {
    {"Ann Lee",           "Ann Lee",         7 },
    {"ann lee",           "ann lee (1)",     7 },
    {"Ánn Lee",          "Ánn Lee (2)",    8 },
    {"Index",             "Index (3)",       5 },
    {"a/b:c|d",           "a-b-c-d",         7 },
    {"[x] <y> \"z\" `q`", "(x) (y) 'z' 'q'", 15},
    {"what? #1 ^2 *",     "what 1 2",        8 },
    {"con",               "_con",            4 },
    {"Nul.txt",           "_Nul.txt",        8 },
    {"COM7",              "_COM7",           5 },
    {"console",           "console",         7 },
    {".hidden.",          "hidden",          6 },
    {"\n\t\x01",          "note",            4 },
    {"  a \n b  ",        "a b",             3 },
    {"50%%x%%",           "50%x%",           5 },
    {"a\u202Eb\u200Bc",   "abc",             3 },
    {"Ташкент",    "Ташкент",  14},
    {"...",               "note (17)",       4 },
};
enum { ROWS = sizeof rows / sizeof *rows };

static kith_graph *named(void)
{
    kith_graph *graph = make_graph();
    for (size_t i = 0; i < ROWS; i++) {
        char id[16];
        snprintf(id, sizeof id, "%zu", i);
        make_entity(graph, id, NULL, rows[i].name);
    }
    return graph;
}

TEST(names_become_files)
{
    kith_graph *graph = named();
    kith_arena arena = {0};
    kith_note_name *names = NULL;
    assert_int_equal(kith_note_names_make(&names, &arena, graph, "Index", NULL),
                     KITH_OK);
    for (size_t i = 0; i < ROWS; i++) {
        assert_string_equal(names[i].file, rows[i].file);
        assert_int_equal(names[i].shown, rows[i].shown);
    }
    kith_arena_free(&arena);
    kith_graph_free(graph);
}

/* 200 bytes are enough, and are cut between code points. */
TEST(long_names_are_cut)
{
    char name[400];
    kith_graph *graph = make_graph();
    kith_arena arena = {0};
    kith_note_name *names = NULL;
    for (size_t i = 0; i < 133; i++)
        memcpy(name + 3 * i, "\u20AC", 3);
    name[399] = 0;
    make_entity(graph, "a", NULL, name);
    make_entity(graph, "b", NULL, name);
    assert_int_equal(kith_note_names_make(&names, &arena, graph, "Index", NULL),
                     KITH_OK);
    assert_int_equal(strlen(names[0].file), 198);
    assert_string_equal(names[1].file + 198, " (b)");
    kith_arena_free(&arena);
    kith_graph_free(graph);
}

/* A long name and a long id leave room for a number, ".md" and no more. */
TEST(long_names_with_long_ids_are_files)
{
    char name[256] = {0};
    char id[101] = {0};
    kith_graph *graph = make_graph();
    kith_arena arena = {0};
    kith_note_name *names = NULL;
    memset(name, 'n', sizeof name - 1);
    memset(id, 'i', sizeof id - 1);
    for (char last = 'a'; last < 'f'; last++) {
        id[99] = last;
        make_entity(graph, id, NULL, name);
    }
    assert_int_equal(kith_note_names_make(&names, &arena, graph, "Index", NULL),
                     KITH_OK);
    assert_int_equal(names[0].shown, 200);
    for (size_t i = 1; i < 5; i++) {
        assert_int_equal(names[i].shown, 175);
        assert_true(strlen(names[i].file) + strlen(".md") <= 255);
        assert_string_not_equal(names[i].file, names[i - 1].file);
        assert_memory_equal(names[i].file + 175, " (iii", 5);
    }
    kith_arena_free(&arena);
    kith_graph_free(graph);
}

TEST(every_allocation_may_fail)
{
    kith_graph *graph = named();
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st == KITH_E_MEMORY && left < 300; left++) {
        kith_arena arena = {0};
        kith_note_name *names = NULL;
        kith_alloc_fail_after(left);
        st = kith_note_names_make(&names, &arena, graph, "Index", NULL);
        kith_alloc_fail_after(SIZE_MAX);
        kith_arena_free(&arena);
    }
    assert_int_equal(st, KITH_OK);
    assert_true(left > ROWS);
    kith_graph_free(graph);
}

RUN("export/note_names",
    CASE(names_become_files),
    CASE(long_names_are_cut),
    CASE(long_names_with_long_ids_are_files),
    CASE(every_allocation_may_fail))
