/* Which form an input has, and what to say if it is none. */
#include "records/cutter.h"
#include "records/guess.h"

#include <string.h>

/* Walk the first object's members up to one that only a document has. */
static kith_form form_of(const char *at, const char *end, bool whole)
{
    const char *const start = at;
    for (at++;;) {
        at = kith_skip_space(at, end);
        if (at < end && *at == ',')
            at = kith_skip_space(at + 1, end);
        const bool key = at < end && *at == '"';
        const char *const key_end = key ? kith_json_end(at, end, whole) : NULL;
        const char *value = key_end ? kith_skip_space(key_end, end) : end;
        if (value < end && *value == ':')
            value = kith_skip_space(value + 1, end);
        const char *const after = kith_json_end(value, end, whole);
        if (key_end && value < end && *value == '[' &&
            kith_section_of((kith_text){at + 1, (size_t)(key_end - at - 2)},
                            false) >= 0)
            return KITH_FORM_DOCUMENT;
        if (!after) /* the object ends, is broken, or goes on */
            break;
        at = after;
    }
    if (at == end && !whole)
        return KITH_FORM_UNKNOWN;
    if (memchr(start, '\n', (size_t)(at - start))) {
        /* no member begins with a brace: it is the next record's, after a line
         * that is broken off */
        return at < end && *at == '{' ? KITH_FORM_LINES : KITH_FORM_DOCUMENT;
    }
    const bool goes_on = at < end && *at == '"';
    return goes_on && !whole ? KITH_FORM_UNKNOWN : KITH_FORM_LINES;
}

static const char byte_order_mark[] = {'\xEF', '\xBB', '\xBF'};

static bool has_byte_order_mark(const kith_cutter *c)
{
    return (size_t)(c->end - c->at) >= sizeof byte_order_mark &&
           !memcmp(c->at, byte_order_mark, sizeof byte_order_mark);
}

static void report_byte_order_mark(kith_cutter *c)
{
    kith_problem *problem =
        kith_cutter_report(c, KITH_RULE_BYTE_ORDER_MARK, c->batch->text);
    if (problem) {
        kith_problem_say(problem, "the file begins with a byte order mark");
        kith_problem_hint(
            problem, "save it as UTF-8 without one; other tools may stumble");
    }
}

static bool refuse(kith_cutter *c)
{
    static const char usual[] =
        "give one object with 'entities' and 'relations', or JSON Lines with a "
        "record a line";
    const bool empty = c->at == c->end;
    const kith_guess guess =
        kith_guess_form((kith_text){c->at, (size_t)(c->end - c->at)});
    kith_problem *problem = kith_cutter_report(c, KITH_RULE_SYNTAX, c->at);
    const bool table = guess.map[0] != '\0';
    kith_problem_say(problem, "%s",
                     empty   ? "there is nothing in this input"
                     : table ? "this table has no columns of names that are "
                               "known, as source and target"
                             : "records must begin with '{'");
    if (!kith_cutter_hint(c, problem))
        kith_problem_hint(problem, "%s%s%s%s%s%s%s",
                          guess.form ? "this looks like " : "",
                          guess.form ? guess.form : "", guess.form ? ": " : "",
                          guess.advice ? guess.advice : usual,
                          table ? ", as --map \"" : "", guess.map,
                          table ? "\"" : "");
    c->frame->dead = true;
    c->done = c->end;
    return false;
}

bool kith_cutter_begin(kith_cutter *c)
{
    if (c->batch->length < sizeof byte_order_mark && !c->whole)
        return false;
    const bool marked = has_byte_order_mark(c);
    c->at =
        kith_skip_space(c->at + (marked ? sizeof byte_order_mark : 0), c->end);
    const bool object = c->at < c->end && *c->at == '{';
    if (object)
        c->frame->form = form_of(c->at, c->end, c->whole);
    if (object ? c->frame->form == KITH_FORM_UNKNOWN
               : c->at == c->end && !c->whole)
        return false;
    if (marked)
        report_byte_order_mark(c);
    c->done = c->at;
    return object || refuse(c);
}
