/* A note as a person reads it. */
#include "base/alloc.h"
#include "export_text.h"
#include "inputs.h"

#include <sys/stat.h>
#include <unistd.h>

static const char records[] =
    "{\"title\": \"T*\", \"entities\": [{\"id\": \"a\", \"type\": \"person\", "
    "\"name\": \"A_B\", \"aliases\": [\"x\"], \"properties\": {\"yes\": 1e5, "
    "\"o\": {}, \"born\": 1815}, \"evidence\": [\"d\"]}, {\"id\": \"b\"}], "
    "\"relations\": [{\"source\": \"a\", \"type\": \"leads\", \"target\": "
    "\"b\", \"since\": \"2017\", \"confidence\": 0.5, \"properties\": {\"role\""
    ": \"#1\"}, \"evidence\": [{\"document\": \"d\", \"page\": 3, \"quote\": "
    "\"Q\", \"note\": \"N\"}, {\"document\": \"e\"}]}], \"documents\": "
    "[{\"id\": \"d\", \"title\": \"D\", \"url\": \"https://d.example/\"}]}";

static void expect(const char *folder, const char *name, const char *wanted)
{
    char path[128];
    char text[4096] = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof text - 1, file) < sizeof text - 1);
    (void)fclose(file);
    assert_string_equal(text, wanted);
    (void)unlink(path);
}

TEST(notes_speak_in_sentences_and_quote)
{
    char base[] = "/tmp/kith-test-XXXXXX";
    char folder[64];
    outcome o = {0};
    kith_outputs *outputs = NULL;
    const kith_export_options options = {0};
    outcome_of(&o, records);
    assert_non_null(mkdtemp(base));
    snprintf(folder, sizeof folder, "%s/out", base);
    assert_int_equal(kith_outputs_begin(&outputs, folder, false, NULL),
                     KITH_OK);
    assert_int_equal(kith_format_obsidian.write_files(o.graph, &options,
                                                      outputs, NULL),
                     KITH_OK);
    assert_int_equal(kith_outputs_keep(outputs, NULL), KITH_OK);
    expect(folder, "A_B.md",
           "---\nid: \"a\"\nname: \"A_B\"\ntype: \"person\"\naliases: [\"x\"]\n"
           "\"yes\": 1.0e+5\no: \"{}\"\nborn: 1815\n---\n\n# A\\_B\n\n"
           "person · [[Index]]\n\n## Relations\n\n"
           "- A\\_B leads [[b]] (since 2017, confidence 0.5)\n"
           "  - role: \\#1\n  > “Q”  \n  > N  \n"
           "  > — [D](<https://d.example/>), page 3\n  >\n  > — e\n\n"
           "## Evidence\n\n> — [D](<https://d.example/>)\n");
    expect(folder, "b.md",
           "---\nid: \"b\"\n---\n\n# b\n\n## Relations\n\n"
           "- [[A_B]] leads b (since 2017, confidence 0.5)\n"
           "  - role: \\#1\n  > “Q”  \n  > N  \n"
           "  > — [D](<https://d.example/>), page 3\n  >\n  > — e\n");
    expect(folder, "Index.md",
           "# T\\*\n\n2 entities, 1 relation, 2 documents\n\n## person\n\n"
           "- [[A_B]]\n\n## without a type\n\n- [[b]]\n\n## Documents\n\n"
           "- [D](<https://d.example/>)\n  - id: d\n  - title: D\n"
           "  - url: https://d.example/\n- e\n");
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(rmdir(base), 0);
    outcome_free(&o);
}

TEST(every_allocation_may_fail)
{
    const kith_export_options options = {0};
    outcome o = {0};
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    outcome_of(&o, records);
    for (; st == KITH_E_MEMORY && left < 300; left++) {
        kith_outputs *outputs = NULL;
        assert_int_equal(kith_outputs_begin(&outputs, "/tmp/kith-test-notes",
                                            false, NULL),
                         KITH_OK);
        kith_alloc_fail_after(left);
        st = kith_format_obsidian.write_files(o.graph, &options, outputs, NULL);
        kith_alloc_fail_after(SIZE_MAX);
        kith_outputs_drop(outputs);
    }
    assert_int_equal(st, KITH_OK);
    assert_true(left > 5);
    outcome_free(&o);
}

RUN("export/obsidian",
    CASE(notes_speak_in_sentences_and_quote),
    CASE(every_allocation_may_fail))
