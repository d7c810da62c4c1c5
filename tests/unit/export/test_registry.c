/* What holds for every row of the registry of formats. */
#include "base/alloc.h"
#include "export/losses.h"
#include "inputs.h"
#include "test.h"

#include <kith/export.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Something of everything that a format may be unable to hold. */
static const char records[] =
    "{\"title\":\"T\",\"note\":1,\"entities\":[{\"id\":\"a\",\"types\":["
    "\"person\","
    "\"y\"],\"name\":\"A\\u0001=\\\"<\",\"aliases\":[\"x;y\"],\"extra\":null,"
    "\"properties\":{\"id\":1,\"n\":[1,\"2\"],\"o\":{\"k\":[]},\"m\":1,\"l\":[]"
    ","
    "\"i\":12345678901234567890,\"t\":\"one\\ntwo\"},\"evidence\":[\"d\"]},"
    "{\"id\":\" \",\"properties\":{\"m\":\"s\",\"label\":true}},{\"id\":\"b\","
    "\"type\":\"thing\"}],\"relations\":[{\"id\":\"a\",\"source\":\"a\","
    "\"type\":"
    "\"knows\",\"target\":\"b\",\"since\":\"2001\",\"until\":null,\"weight\":2,"
    "\"confidence\":0.5,\"evidence\":[{\"document\":\"d\"}],\"properties\":{"
    "\"role\":\"r\",\"=x\":\"=1+1\"}},{\"source\":\"b\",\"type\":\"knows\","
    "\"target\":\"a\",\"directed\":false},{\"source\":\"a\",\"type\":\"knows\","
    "\"target\":\"b\",\"more\":[{}]}],\"documents\":[{\"id\":\"d\",\"url\":"
    "\"https://example.org/\"}]}";

static const double score[] = {1, (double)NAN, 3};
static const kith_id group[] = {0, KITH_NONE, 1};
static const double place[] = {0, 1.5, -2};
static const kith_export_column columns[] = {
    {.name = "rank",  .score = score},
    {.name = "group", .group = group},
};

static kith_export_options options_of(const kith_format *format,
                                      kith_losses *losses)
{
    kith_export_options how = {.losses = losses};
    if (format->takes_columns) {
        how.columns = columns;
        how.column_count = 2;
        how.x = place;
        how.y = place;
    }
    return how;
}

/* Write a graph and forget it; what one file holds is the caller's to free().
 */
static kith_status write_graph(const kith_format *format,
                               kith_graph *graph,
                               const kith_export_options *how,
                               char **text)
{
    char folder[] = "/tmp/kith-registry-XXXXXX";
    kith_outputs *outputs = NULL;
    size_t length = 0;
    kith_status st = KITH_OK;
    *text = NULL;
    if (format->write) {
        FILE *out = open_memstream(text, &length);
        assert_non_null(out);
        st = format->write(graph, how, out, NULL);
        (void)fclose(out);
        return st;
    }
    assert_non_null(mkdtemp(folder));
    st = kith_outputs_begin(&outputs, folder, true, NULL);
    if (st == KITH_OK)
        st = format->write_files(graph, how, outputs, NULL);
    kith_outputs_drop(outputs);
    assert_int_equal(remove(folder), 0);
    return st;
}

/* Whether a word of one format's extensions is one of another's. */
static bool share_extension(const kith_format *a, const kith_format *b)
{
    const char *words = a->extensions ? a->extensions : "";
    for (size_t length; *words; words += length + (words[length] == ' ')) {
        length = strcspn(words, " ");
        for (const char *at = b->extensions; at && *at;
             at += strcspn(at, " ") + (at[strcspn(at, " ")] == ' ')) {
            if (strcspn(at, " ") == length && !strncmp(at, words, length))
                return true;
        }
    }
    return false;
}

TEST(every_row_is_whole)
{
    const kith_format *const *formats = kith_formats();
    for (size_t i = 0; formats[i]; i++) {
        assert_non_null(formats[i]->summary);
        assert_true(!formats[i]->write != !formats[i]->write_files);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(formats[i]->name, formats[j]->name);
            assert_false(share_extension(formats[i], formats[j]));
        }
    }
    assert_string_equal(formats[0]->name, "json"); /* it is written unasked */
}

TEST(losses_are_told_in_one_sentence)
{
    static const char *const instead[KITH_LOSS_KINDS] = {
        [KITH_LOSS_DOCUMENT] = "left out",
        [KITH_LOSS_LIST] = "written as JSON text",
        [KITH_LOSS_NESTED] = "written as JSON text",
    };
    static const char wanted[] =
        "documents left out; lists, nested values written as JSON text";
    const kith_format format = {.losses = instead};
    const kith_format none = {0};
    char text[80];
    assert_int_equal(kith_format_losses(&format, text, sizeof text),
                     sizeof wanted - 1);
    assert_string_equal(text, wanted);
    for (size_t size = 1; size < sizeof wanted; size++) {
        assert_int_equal(kith_format_losses(&format, text, size), size - 1);
        assert_int_equal(strncmp(text, wanted, size - 1), 0);
        assert_int_equal(strlen(text), size - 1);
    }
    assert_int_equal(kith_format_losses(&none, text, sizeof text), 0);
    assert_string_equal(text, "");
}

/* Notes `count` of a name, as a writer does value by value or all at once. */
static void note(kith_losses *losses, const char *name, size_t count)
{
    kith_losses_add_named(losses, KITH_LOSS_NULL, count,
                          (kith_text){name, strlen(name)});
}

static void is_said(const kith_losses *losses, const char *wanted)
{
    static const char *const instead[KITH_LOSS_KINDS] = {
        [KITH_LOSS_NULL] = "left out",
    };
    const kith_format format = {.losses = instead};
    char text[200];
    assert_int_equal(kith_losses_say(losses, &format, KITH_LOSS_NULL, text,
                                     sizeof text),
                     strlen(wanted));
    assert_string_equal(text, wanted);
    assert_int_equal(kith_losses_say(losses, &format, KITH_LOSS_NULL, text, 9),
                     strlen(wanted) < 8 ? strlen(wanted) : 8);
    assert_int_equal(kith_losses_say(losses, &format, KITH_LOSS_LIST, text,
                                     sizeof text),
                     0);
}

TEST(losses_are_told_with_the_names_that_lose_most)
{
    kith_losses losses = {0};
    is_said(&losses, "");
    note(&losses, "role", 1);
    is_said(&losses, "1 null left out: 'role'");
    note(&losses, "role", 1);
    is_said(&losses, "2 nulls left out: 'role'");
    note(&losses, "n", 3);
    note(&losses, "b", 1);
    is_said(&losses, "6 nulls left out: 'n' (3), 'role' (2), 'b'");
    note(&losses, "c", 4);
    is_said(&losses, "10 nulls left out: 'c' (4), 'n' (3), 'role' (2) and "
                     "others");
    kith_losses_add(&losses, KITH_LOSS_NULL, 2);
    note(NULL, "nobody asks", 1);
    is_said(&losses, "12 nulls left out: 'c' (4), 'n' (3), 'role' (2) and "
                     "others");
}

TEST(names_of_losses_are_few_and_short)
{
    static const char *const letters = "абвгдежзиклмнопрстуфхцчш";
    kith_losses losses = {0};
    char name[2] = "a";
    for (; *name < 'p'; ++*name)
        note(&losses, name, 1);
    note(&losses, "often", 5);
    is_said(&losses, "20 nulls left out: 'often' (5), 'b', 'c' and others");
    losses = (kith_losses){0};
    note(&losses, letters, 1);
    note(&losses, letters, 1);
    is_said(&losses, "2 nulls left out: 'абвгдежзиклмнопрстуфхцчш'");
    losses = (kith_losses){0};
    char twice[128];
    snprintf(twice, sizeof twice, "%s%s", letters, letters);
    note(&losses, twice, 1);
    assert_int_equal(strlen(losses.names[KITH_LOSS_NULL][0].name), 54);
}

TEST(every_loss_is_explained)
{
    outcome o = {0};
    outcome_of(&o, records);
    for (const kith_format *const *each = kith_formats(); *each; each++) {
        const kith_format *f = *each;
        kith_losses losses = {0};
        const kith_export_options how = options_of(f, &losses);
        char *text = NULL;
        assert_int_equal(write_graph(f, o.graph, &how, &text), KITH_OK);
        for (size_t kind = 0; kind < KITH_LOSS_KINDS; kind++) {
            if (losses.count[kind] && !(f->losses && f->losses[kind]))
                fail_msg("%s loses %s and does not say so", f->name,
                         kith_loss_name((kith_loss)kind, 2));
        }
        free(text);
    }
    outcome_free(&o);
}

TEST(the_same_graph_gives_the_same_bytes)
{
    outcome o = {0};
    outcome_of(&o, records);
    for (const kith_format *const *each = kith_formats(); *each; each++) {
        const kith_format *f = *each;
        const kith_export_options how = options_of(f, NULL);
        char *texts[2] = {NULL, NULL};
        for (size_t i = 0; i < 2; i++)
            assert_int_equal(write_graph(f, o.graph, &how, &texts[i]), KITH_OK);
        if (f->write)
            assert_string_equal(texts[0], texts[1]);
        free(texts[0]);
        free(texts[1]);
    }
    outcome_free(&o);
}

TEST(a_full_disk_is_told)
{
    outcome o = {0};
    outcome_of(&o, records);
    for (const kith_format *const *each = kith_formats(); *each; each++) {
        const kith_format *f = *each;
        const kith_export_options how = options_of(f, NULL);
        kith_error err = {0};
        FILE *full = f->write ? fopen("/dev/full", "w") : NULL;
        if (!full)
            continue;
        assert_int_equal(f->write(o.graph, &how, full, &err), KITH_E_IO);
        assert_non_null(strstr(err.message, "cannot write"));
        (void)fclose(full);
    }
    outcome_free(&o);
}

/* Each allocation fails once: the writer says so and can be called again. */
TEST(no_allocation_has_to_succeed)
{
    outcome o = {0};
    outcome_of(&o, records);
    for (const kith_format *const *each = kith_formats(); *each; each++) {
        const kith_format *f = *each;
        const kith_export_options how = options_of(f, NULL);
        kith_status st = KITH_E_MEMORY;
        for (size_t left = 0; st != KITH_OK; left++) {
            char *text = NULL;
            assert_true(left < 2000);
            (void)kith_alloc_fail_after(left);
            st = write_graph(f, o.graph, &how, &text);
            const bool failed = kith_alloc_fail_after(SIZE_MAX);
            if (st != KITH_OK && st != KITH_E_MEMORY)
                fail_msg("%s: status %d at %zu", f->name, (int)st, left);
            if (failed && st == KITH_OK)
                st = KITH_E_MEMORY; /* it could do without; go on */
            free(text);
        }
    }
    outcome_free(&o);
}

RUN("export/registry",
    CASE(every_row_is_whole),
    CASE(losses_are_told_in_one_sentence),
    CASE(losses_are_told_with_the_names_that_lose_most),
    CASE(names_of_losses_are_few_and_short),
    CASE(every_loss_is_explained),
    CASE(the_same_graph_gives_the_same_bytes),
    CASE(a_full_disk_is_told),
    CASE(no_allocation_has_to_succeed))
