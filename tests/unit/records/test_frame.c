/* Cutting inputs into records: the form, the slices, what is wrong round them,
 * whatever windows the text comes in. */
#include "records/frame.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64 };

/* What a text was cut into, by place in the whole text. */
typedef struct {
    kith_form form;
    size_t slice_count;
    kith_slice slices[MOST];
    size_t problem_count;
    kith_rule rules[MOST];
    size_t places[MOST];
    char members[512]; /* key=value; */
} cuts;

static bool note_member(void *context, kith_text key, kith_text value)
{
    cuts *c = context;
    const size_t used = strlen(c->members);
    snprintf(c->members + used, sizeof c->members - used, "%.*s=%.*s;",
             (int)key.length, key.data, (int)value.length, value.data);
    return true;
}

static void note_slices(cuts *c, const kith_batch *batch)
{
    for (size_t i = 0; i < batch->slice_count; i++) {
        assert_true(c->slice_count < MOST);
        kith_slice *slice = &c->slices[c->slice_count++];
        *slice = batch->slices[i];
        slice->offset += batch->start;
    }
    for (size_t i = 0; i < kith_diagnostics_size(batch->problems); i++) {
        const kith_problem *problem = kith_diagnostics_at(batch->problems, i);
        assert_true(c->problem_count < MOST);
        c->rules[c->problem_count] = problem->rule;
        c->places[c->problem_count++] = problem->error.place.offset;
    }
}

/* A window of the text in a block of its own size, with zero bytes after it. */
static kith_batch *window(const char *text, size_t from, size_t to)
{
    kith_batch *batch = kith_batch_new(SIZE_MAX);
    assert_non_null(batch);
    batch->start = from;
    batch->length = to - from;
    batch->text = calloc(batch->length + KITH_PADDING, 1);
    assert_non_null(batch->text);
    memcpy(batch->text, text + from, batch->length);
    return batch;
}

/* Cut as the reader does: windows end at so many bytes, at `ends` and at the
 * end of the text; what is not used up is carried into the next one, and a
 * window in which nothing ends grows. */
static void cut(cuts *c, kith_text text, size_t step, size_t first_end)
{
    kith_frame frame = {.member = note_member, .member_context = c};
    size_t used = 0;
    size_t end = 0;
    *c = (cuts){0};
    do {
        end = end == 0 && first_end ? first_end : end + step;
        const bool whole = end >= text.length;
        end = whole ? text.length : end;
        kith_batch *batch = window(text.data, used, end);
        const size_t taken = kith_frame_cut(&frame, batch, whole);
        assert_true(taken <= batch->length);
        note_slices(c, batch);
        used += taken;
        kith_batch_free(batch);
        if (whole)
            assert_int_equal(used, text.length);
    } while (end < text.length);
    c->form = frame.form;
}

static void same_cuts(const cuts *a, const cuts *b)
{
    assert_int_equal(a->form, b->form);
    assert_int_equal(a->slice_count, b->slice_count);
    assert_int_equal(a->problem_count, b->problem_count);
    for (size_t i = 0; i < a->slice_count; i++) {
        assert_int_equal(a->slices[i].offset, b->slices[i].offset);
        assert_int_equal(a->slices[i].length, b->slices[i].length);
        assert_int_equal(a->slices[i].kind, b->slices[i].kind);
    }
    for (size_t i = 0; i < a->problem_count; i++) {
        assert_int_equal(a->rules[i], b->rules[i]);
        assert_int_equal(a->places[i], b->places[i]);
    }
    assert_string_equal(a->members, b->members);
}

/* One whole window, then every step and every first end. */
static void cut_all_ways(cuts *whole, const char *text)
{
    static cuts other;
    const kith_text all = {text, strlen(text)};
    cut(whole, all, SIZE_MAX / 2, 0);
    for (size_t step = 1; step <= all.length; step++) {
        cut(&other, all, step, 0);
        same_cuts(whole, &other);
        cut(&other, all, all.length, step);
        same_cuts(whole, &other);
    }
}

/* The slices as text, each in its kind's brackets: [line] e{} r{} d{}. */
static const char *shown(const cuts *c, const char *text)
{
    static char out[4096];
    static const char *const marks[] = {"|", "e", "r", "d"};
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < c->slice_count; i++) {
        const kith_slice *slice = &c->slices[i];
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s",
                                 marks[slice->kind], (int)slice->length,
                                 text + slice->offset);
    }
    return out;
}

static void is_cut(const char *text, kith_form form, const char *slices)
{
    static cuts c;
    cut_all_ways(&c, text);
    assert_int_equal(c.form, form);
    assert_int_equal(c.problem_count, 0);
    assert_string_equal(shown(&c, text), slices);
}

/* The first problem, and what is cut in spite of it. */
static void is_blamed(const char *text,
                      kith_rule rule,
                      size_t place,
                      const char *slices)
{
    static cuts c;
    cut_all_ways(&c, text);
    assert_true(c.problem_count > 0);
    assert_int_equal(c.rules[0], rule);
    assert_int_equal(c.places[0], place);
    assert_string_equal(shown(&c, text), slices);
}

TEST(lines_are_records)
{
    is_cut("{\"id\":1}\n{\"id\":2}\n", KITH_FORM_LINES,
           "|{\"id\":1}|{\"id\":2}");
    is_cut("{\"id\":1}", KITH_FORM_LINES, "|{\"id\":1}");
    is_cut("{}\n{}", KITH_FORM_LINES, "|{}|{}");
    is_cut("\n\n{\"a\":1}\n\n \n{}\n\n", KITH_FORM_LINES, "|{\"a\":1}|{}");
    is_cut("  {\"a\":1}  \n\t{}\t", KITH_FORM_LINES, "|{\"a\":1}  |{}\t");
}

TEST(a_line_about_the_graph_is_handed_on)
{
    static cuts c;
    const char *text = "{\"record\":\"graph\",\"title\":\"T\",\"n\":[1]}\n"
                       "{\"id\":1}\n { \"record\" : \"graph\" , \"z\":2 } \r\n"
                       "{\"record\":\"graph\"}";
    cut_all_ways(&c, text);
    assert_int_equal(c.form, KITH_FORM_LINES);
    assert_int_equal(c.problem_count, 0);
    assert_string_equal(c.members, "title=\"T\";n=[1];z=2;");
    assert_string_equal(shown(&c, text), "|{\"id\":1}");
    is_cut("{\"record\":\"graph\"}", KITH_FORM_LINES, "");
    is_cut("{\"record\":\"graphs\"}", KITH_FORM_LINES,
           "|{\"record\":\"graphs\"}");
}

TEST(a_line_about_the_graph_is_checked)
{
    is_blamed("{}\n{\"record\":\"graph\",\"title\":1}", KITH_RULE_WRONG_TYPE,
              29, "|{}");
    is_blamed("{}\n{\"record\":\"graph\",\"entities\":[]}",
              KITH_RULE_WRONG_TYPE, 32, "|{}");
    is_blamed("{}\n{\"record\":\"graph\",\"a\":1,\"a\":2}",
              KITH_RULE_DUPLICATE_KEY, 27, "|{}");
    /* the scanner says what is wrong */
    is_cut("{}\n{\"record\":\"graph\"} x\n{\"record\":\"graph\"",
           KITH_FORM_LINES,
           "|{}|{\"record\":\"graph\"} x|{\"record\":\"graph\"");
}

TEST(lines_may_end_as_on_windows)
{
    is_cut("{\"id\":1}\r\n\r\n{\"id\":2}\r\n", KITH_FORM_LINES,
           "|{\"id\":1}\r|{\"id\":2}\r");
}

TEST(broken_lines_are_cut_like_others)
{
    is_cut("{\"id\":\"a\"\n{\"id\":\"b\"}\n", KITH_FORM_LINES,
           "|{\"id\":\"a\"|{\"id\":\"b\"}");
    is_cut("{\"id\":\"a\",\n{\"id\":\"b\"}\nxx\n]\n", KITH_FORM_LINES,
           "|{\"id\":\"a\",|{\"id\":\"b\"}|xx|]");
    is_cut("{\"id\":1} junk\n{\"id\":\"x\n{}", KITH_FORM_LINES,
           "|{\"id\":1} junk|{\"id\":\"x|{}");
}

TEST(a_document_holds_lists_of_records)
{
    is_cut("{\"entities\":[{\"id\":1},{\"id\":2}],\"relations\":[{}],"
           "\"documents\":[{\"id\":3}]}",
           KITH_FORM_DOCUMENT, "e{\"id\":1}e{\"id\":2}r{}d{\"id\":3}");
    is_cut("{ \"relations\" : [ ] , \"entities\" : [ { } ] }\n",
           KITH_FORM_DOCUMENT, "e{ }");
    is_cut("{\n  \"entities\": [\n    {\n      \"id\": \"]}\"\n    }\n  ]\n}\n",
           KITH_FORM_DOCUMENT, "e{\n      \"id\": \"]}\"\n    }");
    is_cut("{\"entities\":[1,\"x\",null,[2]]}", KITH_FORM_DOCUMENT,
           "e1e\"x\"enulle[2]");
    is_cut("{\"enti\\u0074ies\":[{}],\"relations\":[]}", KITH_FORM_DOCUMENT,
           "e{}");
}

TEST(other_members_of_a_document_are_handed_on)
{
    static cuts c;
    const char *text = "{\"title\":\"T \\\"1\\\"\",\"n\":[1,{\"a\":\"}\"}],"
                       "\"entities\":[{}],\"z\" : -1.5e3 ,\"last\":null}";
    cut_all_ways(&c, text);
    assert_int_equal(c.form, KITH_FORM_DOCUMENT);
    assert_int_equal(c.problem_count, 0);
    assert_string_equal(c.members, "title=\"T \\\"1\\\"\";n=[1,{\"a\":\"}\"}];"
                                   "z=-1.5e3;last=null;");
    assert_string_equal(shown(&c, text), "e{}");
}

TEST(members_with_errors_are_not_handed_on)
{
    static cuts c;
    cut_all_ways(&c, "{\"a\":1e999,\"b\":{\"x\":1,\"x\":1},\"title\":1,"
                     "\"c\":2,\"entities\":[]}");
    assert_int_equal(c.problem_count, 3);
    assert_string_equal(c.members, "c=2;");
}

TEST(the_form_is_told_by_the_first_object)
{
    is_cut("{\"id\":\"a\",\"properties\":{\"entities\":[1]}}\n{}",
           KITH_FORM_LINES,
           "|{\"id\":\"a\",\"properties\":{\"entities\":[1]}}|{}");
    is_cut("{\"id\":\"entities\",\"x\":[]}\n", KITH_FORM_LINES,
           "|{\"id\":\"entities\",\"x\":[]}");
    is_cut("{\"title\":\"one line\",\"entities\":[]}", KITH_FORM_DOCUMENT, "");
}

TEST(what_is_no_record_is_said_at_its_place)
{
    is_blamed("", KITH_RULE_SYNTAX, 0, "");
    is_blamed(" \n ", KITH_RULE_SYNTAX, 3, "");
    is_blamed("<html>", KITH_RULE_SYNTAX, 0, "");
    is_blamed("  [1]", KITH_RULE_SYNTAX, 2, "");
    is_blamed("{\n}", KITH_RULE_UNKNOWN_RECORD, 3, "");
    is_blamed("{\"a\":1,\n\"b\":2}", KITH_RULE_UNKNOWN_RECORD, 14, "");
}

TEST(a_broken_document_says_where)
{
    is_blamed("{\"entities\":[{}", KITH_RULE_SYNTAX, 15, "e{}");
    is_blamed("{\"entities\":[{}]", KITH_RULE_SYNTAX, 16, "e{}");
    is_blamed("{\"entities\":[{}],", KITH_RULE_SYNTAX, 17, "e{}");
    is_blamed("{\"entities\":[{}],}", KITH_RULE_SYNTAX, 17, "e{}");
    is_blamed("{\"entities\":[{},]}", KITH_RULE_SYNTAX, 16, "e{}");
    is_blamed("{\"entities\":[,{}]}", KITH_RULE_SYNTAX, 13, "");
    is_blamed("{\"entities\":[{}]} x", KITH_RULE_SYNTAX, 18, "e{}");
    is_blamed("{\"entities\":[{}]}{}", KITH_RULE_SYNTAX, 17, "e{}");
    is_blamed("{\"entities\":[]; }", KITH_RULE_SYNTAX, 14, "");
    is_blamed("{\"entities\":[],\"a\" 1}", KITH_RULE_SYNTAX, 19, "");
    is_blamed("{\"entities\":[],\"a\":}", KITH_RULE_SYNTAX, 19, "");
    is_blamed("{\"entities\":[],\"a\":01}", KITH_RULE_SYNTAX, 19, "");
    is_blamed("{\"entities\":[],a:1}", KITH_RULE_SYNTAX, 15, "");
}

TEST(records_after_a_comma_too_many_or_too_few_are_not_lost)
{
    is_blamed("{\"entities\":[{} {}]}", KITH_RULE_SYNTAX, 16, "e{}e{}");
    is_blamed("{\"entities\":[{},],\"relations\":[{}]}", KITH_RULE_SYNTAX, 16,
              "e{}r{}");
    is_blamed("{\"entities\":[{}] \"relations\":[{}]}", KITH_RULE_SYNTAX, 17,
              "e{}r{}");
}

TEST(a_list_whose_name_is_nearly_right_is_asked_about)
{
    is_blamed("{\"entities\":[],\"relation\":[{}]}", KITH_RULE_LIKELY_TYPO, 15,
              "");
}

TEST(a_record_that_never_ends_is_handed_on)
{
    static cuts c;
    const char *text = "{\"entities\":[{\"id\":\"a\"},{\"id\":\"b]}";
    cut_all_ways(&c, text);
    assert_int_equal(c.problem_count, 0); /* the scanner says what is wrong */
    assert_string_equal(shown(&c, text), "e{\"id\":\"a\"}e{\"id\":\"b]}");
}

TEST(keys_and_members_of_a_document_are_checked)
{
    is_blamed("{\"entities\":[],\"a\x01\":1}", KITH_RULE_SYNTAX, 17, "");
    is_blamed("{\"entities\":[],\"a\\q\":1}", KITH_RULE_SYNTAX, 17, "");
    is_blamed("{\"entities\":[],\"\xFF\":1}", KITH_RULE_ENCODING, 16, "");
    is_blamed("{\"entities\":[],\"\\uD800\":1}", KITH_RULE_ENCODING, 16, "");
    is_blamed("{\"entities\":[],\"a\":\"\xC3\"}", KITH_RULE_ENCODING, 20, "");
    is_blamed("{\"entities\":[],\"a\":{\"b\":1,\"b\":2}}",
              KITH_RULE_DUPLICATE_KEY, 26, "");
    is_blamed("{\"entities\":[],\"a\":1e999}", KITH_RULE_NUMBER_RANGE, 19, "");
    is_blamed("{\"entities\":[],\"a\":9007199254740993}",
              KITH_RULE_LARGE_INTEGER, 19, "");
    is_blamed("{\"entities\":{},\"relations\":[]}", KITH_RULE_WRONG_TYPE, 12,
              "");
    is_blamed("{\"title\":1,\"relations\":[]}", KITH_RULE_WRONG_TYPE, 9, "");
    is_blamed("{\"entities\":[{}],\"entities\":[{}]}", KITH_RULE_DUPLICATE_KEY,
              17, "e{}e{}");
}

TEST(a_member_may_not_nest_too_deep)
{
    static cuts c;
    char text[2048] = "{\"entities\":[],\"a\":";
    memset(text + strlen(text), '[', 600);
    memset(text + strlen(text), ']', 600);
    strcat(text, "}");
    cut(&c, (kith_text){text, strlen(text)}, SIZE_MAX / 2, 0);
    assert_int_equal(c.problem_count, 1);
    assert_int_equal(c.rules[0], KITH_RULE_TOO_DEEP);
}

TEST(a_byte_order_mark_is_said_once_and_passed_over)
{
    is_blamed("\xEF\xBB\xBF{\"id\":1}\n{}", KITH_RULE_BYTE_ORDER_MARK, 0,
              "|{\"id\":1}|{}");
    is_blamed("\xEF\xBB\xBF{\"entities\":[{}]}", KITH_RULE_BYTE_ORDER_MARK, 0,
              "e{}");
    is_blamed("\xEF\xBB\xBF\n\n{}", KITH_RULE_BYTE_ORDER_MARK, 0, "|{}");
    is_blamed("\xEF\xBB\xBF", KITH_RULE_BYTE_ORDER_MARK, 0, "");
    is_blamed("\xEF\xBB", KITH_RULE_SYNTAX, 0, "");
}

TEST(a_line_that_is_too_long_is_passed_over)
{
    kith_frame frame = {.form = KITH_FORM_LINES};
    kith_batch *batch = window("{\"id\":\"aaaaaaaaaa", 0, 17);
    assert_int_equal(kith_frame_cut(&frame, batch, false), 0);
    kith_frame_too_long(&frame, batch, 10);
    assert_int_equal(kith_frame_cut(&frame, batch, false), 17);
    assert_int_equal(batch->slice_count, 0);
    assert_int_equal(batch->reject_count, 1);
    assert_int_equal(kith_diagnostics_of_rule(batch->problems,
                                              KITH_RULE_RECORD_TOO_LONG),
                     1);
    kith_batch_free(batch);
    batch = window("aaa\"}\n{\"id\":1}\n", 0, 15);
    assert_int_equal(kith_frame_cut(&frame, batch, true), 15);
    assert_int_equal(batch->slice_count, 1);
    assert_int_equal(batch->slices[0].offset, 6);
    kith_batch_free(batch);
}

TEST(after_a_record_that_is_too_long_a_document_is_passed_over)
{
    kith_frame frame = {0};
    kith_batch *batch = window("{\"entities\":[{},{\"id\":\"aaa", 0, 25);
    const size_t used = kith_frame_cut(&frame, batch, false);
    assert_int_equal(batch->slice_count, 1);
    kith_batch_free(batch);
    batch = window("{\"entities\":[{},{\"id\":\"aaa", used, 25);
    assert_int_equal(kith_frame_cut(&frame, batch, false), 0);
    kith_frame_too_long(&frame, batch, 5);
    assert_int_equal(kith_frame_cut(&frame, batch, false), batch->length);
    assert_int_equal(batch->rejects[0], 16);
    assert_true(frame.dead);
    kith_batch_free(batch);
}

RUN("records/frame",
    CASE(lines_are_records),
    CASE(a_line_about_the_graph_is_handed_on),
    CASE(a_line_about_the_graph_is_checked),
    CASE(lines_may_end_as_on_windows),
    CASE(broken_lines_are_cut_like_others),
    CASE(a_document_holds_lists_of_records),
    CASE(other_members_of_a_document_are_handed_on),
    CASE(members_with_errors_are_not_handed_on),
    CASE(the_form_is_told_by_the_first_object),
    CASE(what_is_no_record_is_said_at_its_place),
    CASE(a_broken_document_says_where),
    CASE(records_after_a_comma_too_many_or_too_few_are_not_lost),
    CASE(a_list_whose_name_is_nearly_right_is_asked_about),
    CASE(a_record_that_never_ends_is_handed_on),
    CASE(keys_and_members_of_a_document_are_checked),
    CASE(a_member_may_not_nest_too_deep),
    CASE(a_byte_order_mark_is_said_once_and_passed_over),
    CASE(a_line_that_is_too_long_is_passed_over),
    CASE(after_a_record_that_is_too_long_a_document_is_passed_over))
