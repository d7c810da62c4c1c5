/* What Markdown would act on gets a backslash. */
#include "export/markdown.h"
#include "test.h"

#include <string.h>

static void expect(const char *text, const char *wanted)
{
    kith_draft draft = {0};
    kith_draft_add_markdown(&draft, (kith_text){text, strlen(text)});
    assert_int_equal(draft.length, strlen(wanted));
    assert_memory_equal(draft.data, wanted, draft.length);
    kith_draft_free(&draft);
}

TEST(plain_texts_stay)
{
    expect("Nurudin Mukhitdinov", "Nurudin Mukhitdinov");
    expect("Ташкент (2020-11), 3.5 %!", "Ташкент (2020-11), 3.5 \\%!");
}

TEST(marks_get_a_backslash)
{
    expect("**b** [[l]] #t `c`", "\\*\\*b\\*\\* \\[\\[l\\]\\] \\#t \\`c\\`");
    expect("<b>&amp;|$x$~=^\\", "\\<b\\>\\&amp;\\|\\$x\\$\\~\\=\\^\\\\");
}

TEST(lists_and_rules_begin_only_at_the_beginning)
{
    expect("- a - b", "\\- a - b");
    expect("12. a. 3.", "12\\. a. 3.");
    expect("2) b", "2\\) b");
    expect("a 1. b", "a 1. b");
    expect("2020-11", "2020-11");
    expect(".net", ".net");
}

TEST(a_text_stays_on_one_line)
{
    expect("a\nb\tc\x01\x7F", "a b c\u2401\u2421");
    expect("a\xFFz", "a\uFFFDz");
}

RUN("export/markdown",
    CASE(plain_texts_stay),
    CASE(marks_get_a_backslash),
    CASE(lists_and_rules_begin_only_at_the_beginning),
    CASE(a_text_stays_on_one_line))
