/* Regular expressions, by asking. */
#include "ask.h"
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const struct {
    const char *text;
    const char *pattern;
    bool matches;
} cases[] = {
    {"abc",      "abc",                  true },
    {"abc",      "b",                    false},
    {"abc",      ".b.",                  true },
    {"",         "",                     true },
    {"",         "a*",                   true },
    {"aaaa",     "a{2}",                 false},
    {"aaaa",     "a{2,4}",               true },
    {"aaaa",     "a{5,}",                false},
    {"aaaa",     "a{0,}",                true },
    {"ab",       "a|ab",                 true },
    {"abab",     "(ab)+",                true },
    {"abab",     "(?:ab){2}",            true },
    {"a-b",      "[a-c]-[^a]",           true },
    {"a]b",      "a[]]b",                true },
    {"x1_",      "\\\\w\\\\d\\\\W?_",    true },
    {"A",        "(?i)a",                true },
    {"\xC3\x89", "(?i)\xC3\xA9",         true },
    {"\xC3\xA9", ".",                    true },
    {"a\\\\nb",  "a.b",                  false},
    {"ab",       "^ab$",                 true },
    {"aXb",      "a(b|X(c|))b",          true },
    {"10.5",     "\\\\d+(\\\\.\\\\d+)?", true },
};

TEST(patterns_match_whole_texts)
{
    asking a = {0};
    asking_of_people(&a);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char query[256];
        snprintf(query, sizeof query, "RETURN '%s' =~ '%s'", cases[i].text,
                 cases[i].pattern);
        assert_answer(&a, query, cases[i].matches ? "true\n" : "false\n");
    }
    asking_free(&a);
}

TEST(bad_patterns_are_refused)
{
    static const char *const bad[] = {"(",      ")",     "[a",       "*a",
                                      "a{3,1}", "[b-a]", "a{99999}", "(?=a)"};
    asking a = {0};
    asking_of_people(&a);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char query[64];
        snprintf(query, sizeof query, "RETURN 'a' =~ '%s'", bad[i]);
        assert_int_equal(ask(&a, query), KITH_E_INVALID);
        assert_non_null(strstr(a.err.message, "regular expression"));
    }
    asking_free(&a);
}

/* A matcher that tries one way after the other takes 2^30 steps here. */
TEST(no_pattern_takes_long)
{
    asking a = {0};
    asking_of_people(&a);
    a.options.timeout = 20;
    assert_answer(&a,
                  "WITH reduce(s = '', i IN range(1, 30) | s + 'a') AS s "
                  "RETURN s =~ '(a|a|aa)*b'",
                  "false\n");
    asking_free(&a);
}

RUN("query/pattern_text",
    CASE(patterns_match_whole_texts),
    CASE(bad_patterns_are_refused),
    CASE(no_pattern_takes_long))
