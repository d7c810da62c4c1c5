/* Text to tokens, with their places. */
#include "base/alloc.h"
#include "query/lexer.h"
#include "test.h"

#include <string.h>

static kith_status lex(const char *text, kith_tokens *out, kith_error *err)
{
    const kith_query_source source = {
        {text, strlen(text)},
        "q"
    };
    *err = (kith_error){0};
    return kith_tokens_read(out, &source, err);
}

static void assert_tokens(const char *text, const unsigned *kinds, size_t count)
{
    kith_tokens tokens;
    kith_error err;
    assert_int_equal(lex(text, &tokens, &err), KITH_OK);
    assert_int_equal(tokens.count, count + 1);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(tokens.items[i].kind, kinds[i]);
    assert_int_equal(tokens.items[count].kind, KITH_TOKEN_END);
    kith_release(tokens.items);
}

#define ASSERT_TOKENS(text, ...)                              \
 do {                                                         \
  const unsigned kinds[] = {__VA_ARGS__};                     \
  assert_tokens((text), kinds, sizeof kinds / sizeof *kinds); \
 } while (0)

TEST(every_kind_is_recognised)
{
    ASSERT_TOKENS("a `b c` 12 0x1F 0o17 1.5 .5 1e3 'x' \"y\" $p $1 $`q r`",
                  KITH_TOKEN_NAME, KITH_TOKEN_QUOTED, KITH_TOKEN_INTEGER,
                  KITH_TOKEN_INTEGER, KITH_TOKEN_INTEGER, KITH_TOKEN_REAL,
                  KITH_TOKEN_REAL, KITH_TOKEN_REAL, KITH_TOKEN_STRING,
                  KITH_TOKEN_STRING, KITH_TOKEN_PARAMETER, KITH_TOKEN_PARAMETER,
                  KITH_TOKEN_PARAMETER);
    ASSERT_TOKENS("<> != <= >= =~ || .. +=", KITH_TOKEN_NOT_EQUAL,
                  KITH_TOKEN_NOT_EQUAL, KITH_TOKEN_LESS_EQUAL,
                  KITH_TOKEN_GREATER_EQUAL, KITH_TOKEN_MATCHES,
                  KITH_TOKEN_CONCATENATE, KITH_TOKEN_RANGE,
                  KITH_TOKEN_PLUS_EQUAL);
}

TEST(a_range_is_no_number)
{
    ASSERT_TOKENS("1..2", KITH_TOKEN_INTEGER, KITH_TOKEN_RANGE,
                  KITH_TOKEN_INTEGER);
    ASSERT_TOKENS("*..3", '*', KITH_TOKEN_RANGE, KITH_TOKEN_INTEGER);
}

TEST(comments_and_blanks_go)
{
    ASSERT_TOKENS("a // to the end\n /* and\n this */ \xC2\xA0 b",
                  KITH_TOKEN_NAME, KITH_TOKEN_NAME);
    kith_tokens tokens;
    kith_error err;
    assert_int_equal(lex("  ", &tokens, &err), KITH_OK);
    assert_int_equal(tokens.count, 1);
    kith_release(tokens.items);
}

TEST(what_is_wrong_has_a_place)
{
    static const struct {
        const char *text;
        const char *detail;
        uint32_t column;
    } wrong[] = {
        {"RETURN 'a",               "UnexpectedSyntax",        8 },
        {"RETURN 12ab",             "InvalidNumberLiteral",    8 },
        {"RETURN 0x",               "InvalidNumberLiteral",    8 },
        {"RETURN '\\u12'",          "InvalidUnicodeLiteral",   9 },
        {"RETURN '\\q'",            "UnexpectedSyntax",        9 },
        {"RETURN 1 \xE2\x80\x94 2", "InvalidUnicodeCharacter", 10},
        {"RETURN \xFF",             "InvalidUnicodeCharacter", 8 },
        {"RETURN /* a",             "UnexpectedSyntax",        8 },
        {"RETURN `a",               "UnexpectedSyntax",        8 },
        {"RETURN $ a",              "UnexpectedSyntax",        8 },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kith_tokens tokens;
        kith_error err;
        assert_int_equal(lex(wrong[i].text, &tokens, &err), KITH_E_SYNTAX);
        assert_non_null(strstr(err.message, wrong[i].detail));
        assert_int_equal(err.place.column, wrong[i].column);
        assert_true(err.length > 0);
    }
}

RUN("query/lexer",
    CASE(every_kind_is_recognised),
    CASE(a_range_is_no_number),
    CASE(comments_and_blanks_go),
    CASE(what_is_wrong_has_a_place))
