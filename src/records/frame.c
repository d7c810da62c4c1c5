/* Cuts an input into records: a state machine over the few tokens round them.
 */
#include "records/frame.h"

#include "base/error.h"
#include "base/near.h"
#include "records/dialects/dialects.h"
#include "records/guess.h"

#include <stdio.h>
#include <string.h>

enum state {
    AT_START = 0,
    AT_FIRST_KEY,
    AT_KEY,
    AFTER_MEMBER,
    AT_FIRST_ELEMENT,
    AT_ELEMENT,
    AFTER_ELEMENT,
    AT_END
};

/* A window being cut. */
typedef struct {
    kith_frame *frame;
    kith_batch *batch;
    const char *at;
    const char *end;
    const char *done; /* everything before it is used up */
    bool whole;
} cutter;

static const struct {
    const char *key;
    kith_slice_kind kind;
} sections[] = {
    {"entities",  KITH_SLICE_ENTITY  },
    {"relations", KITH_SLICE_RELATION},
    {"documents", KITH_SLICE_DOCUMENT},
};
enum { SECTION_COUNT = sizeof sections / sizeof *sections };

static const char *skip_space(const char *at, const char *end)
{
    while (at < end &&
           (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

/* The section that a sound key names, or -1. */
static int section_of(kith_text key, bool escaped)
{
    char plain[6 * 9]; /* an escape takes six bytes for one */
    if (escaped && key.length <= sizeof plain)
        key = (kith_text){plain, kith_json_unescape(key, plain)};
    for (int i = 0; i < SECTION_COUNT; i++) {
        if (strlen(sections[i].key) == key.length &&
            !memcmp(sections[i].key, key.data, key.length))
            return i;
    }
    return -1;
}

static kith_problem *report(cutter *c, kith_rule rule, const char *at)
{
    const size_t offset = (size_t)(at - c->batch->text);
    return kith_batch_report(c->batch, rule, offset, offset);
}

/* The rest of the input cannot be cut. Returns false, to end a step. */
static bool give_up(cutter *c, kith_rule rule, const char *message)
{
    kith_problem *problem = report(c, rule, c->at);
    kith_problem_say(problem, "%s",
                     c->at < c->end ? message : "the text ends too early");
    if (c->at < c->end)
        kith_problem_hint(problem, "mend this first: the rest of the file was "
                                   "not read");
    c->frame->dead = true;
    c->done = c->end;
    return false;
}

/* Nor can it after what the scanner objects to. */
static bool give_up_at_fault(cutter *c, kith_scan *scan)
{
    kith_batch_fault(c->batch, scan, (size_t)(c->at - c->batch->text));
    kith_scan_release(scan);
    c->frame->dead = true;
    c->done = c->end;
    return false;
}

/* The window ends here: wait for more, or complain if there is none. */
static bool need_more(cutter *c)
{
    if (c->whole) {
        c->at = c->end;
        return give_up(c, KITH_RULE_SYNTAX, "");
    }
    return false;
}

static bool add_slice(cutter *c, const char *end, kith_slice_kind kind)
{
    kith_batch *batch = c->batch;
    void *slices = batch->slices;
    if (!kith_batch_room(batch, &slices, batch->slice_count, &batch->slice_room,
                         sizeof *batch->slices))
        return false;
    batch->slices = slices;
    batch->slices[batch->slice_count++] =
        (kith_slice){(size_t)(c->at - batch->text), (size_t)(end - c->at),
                     kind};
    return true;
}

/* -- which form ---------------------------------------------------------- */

/* Walk the first object's members up to one that only a document has. */
static kith_form form_of(const char *at, const char *end, bool whole)
{
    const char *const start = at;
    for (at++;;) {
        at = skip_space(at, end);
        if (at < end && *at == ',')
            at = skip_space(at + 1, end);
        const bool key = at < end && *at == '"';
        const char *const key_end = key ? kith_json_end(at, end, whole) : NULL;
        const char *value = key_end ? skip_space(key_end, end) : end;
        if (value < end && *value == ':')
            value = skip_space(value + 1, end);
        const char *const after = kith_json_end(value, end, whole);
        if (key_end && value < end && *value == '[' &&
            section_of((kith_text){at + 1, (size_t)(key_end - at - 2)},
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

static bool has_byte_order_mark(const cutter *c)
{
    return (size_t)(c->end - c->at) >= sizeof byte_order_mark &&
           !memcmp(c->at, byte_order_mark, sizeof byte_order_mark);
}

static void report_byte_order_mark(cutter *c)
{
    kith_problem *problem =
        report(c, KITH_RULE_BYTE_ORDER_MARK, c->batch->text);
    if (problem) {
        kith_problem_say(problem, "the file begins with a byte order mark");
        kith_problem_hint(
            problem, "save it as UTF-8 without one; other tools may stumble");
    }
}

/* What would make this the form of another tool. */
static bool hint_nearly(const cutter *c, kith_problem *problem)
{
    const char *missing = NULL;
    size_t length = 0;
    const char *near =
        kith_dialect_nearly((kith_text){c->batch->text, c->batch->length},
                            &missing, &length);
    if (near)
        kith_problem_hint(problem, KITH_NEARLY, near, (int)length, missing,
                          near);
    return near != NULL;
}

static bool refuse(cutter *c)
{
    static const char usual[] =
        "give one object with 'entities' and 'relations', or JSON Lines with a "
        "record a line";
    const bool empty = c->at == c->end;
    const kith_guess guess =
        kith_guess_form((kith_text){c->at, (size_t)(c->end - c->at)});
    kith_problem *problem = report(c, KITH_RULE_SYNTAX, c->at);
    const bool table = guess.map[0] != '\0';
    kith_problem_say(problem, "%s",
                     empty   ? "there is nothing in this input"
                     : table ? "this table has no columns of names that are "
                               "known, as source and target"
                             : "records must begin with '{'");
    if (!hint_nearly(c, problem))
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

/* Called again with a larger window until it can tell the form. */
static bool begin(cutter *c)
{
    if (c->batch->length < sizeof byte_order_mark && !c->whole)
        return false;
    const bool marked = has_byte_order_mark(c);
    c->at = skip_space(c->at + (marked ? sizeof byte_order_mark : 0), c->end);
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

/* -- JSON Lines ---------------------------------------------------------- */

static void cut_lines(cutter *c)
{
    while (c->at < c->end) {
        const char *newline = memchr(c->at, '\n', (size_t)(c->end - c->at));
        const char *const end = newline ? newline : c->end;
        if (!newline && !c->whole && !c->frame->skip_line)
            return;
        const char *const first = skip_space(c->at, end);
        if (!c->frame->skip_line && first < end) {
            c->at = first;
            if (!add_slice(c, end, KITH_SLICE_LINE))
                return;
        }
        if (newline)
            c->frame->skip_line = false;
        c->at = newline ? newline + 1 : c->end;
        c->done = c->at;
    }
}

/* -- a document ---------------------------------------------------------- */

static bool go(cutter *c, enum state state)
{
    c->frame->state = (int)state;
    c->done = c->at;
    return true;
}

static bool open_section(cutter *c, int section, const char *value)
{
    const unsigned bit = 1u << section;
    if (c->frame->sections & bit) {
        kith_problem *problem = report(c, KITH_RULE_DUPLICATE_KEY, c->at);
        kith_problem_say(problem, "'%s' stands twice in this document",
                         sections[section].key);
    }
    c->frame->sections |= bit;
    c->frame->section = sections[section].kind;
    c->at = value + 1;
    return go(c, AT_FIRST_ELEMENT);
}

/* What is JSON and still wrong in a member beside the records. */
static void report_oddities(cutter *c, const kith_scan *scan)
{
    if (scan->repeated)
        kith_problem_say(report(c, KITH_RULE_DUPLICATE_KEY, scan->repeated - 1),
                         "a key stands twice in one object");
    if (scan->beyond_double)
        kith_problem_say(report(c, KITH_RULE_NUMBER_RANGE, scan->beyond_double),
                         "a number is beyond the range of a double");
    if (scan->large_integer)
        kith_problem_say(report(c, KITH_RULE_LARGE_INTEGER,
                                scan->large_integer),
                         "an integer is beyond 2^53");
}

/* An array whose name is nearly that of a section holds records, most likely.
 */
static void warn_of_near_section(cutter *c, kith_text key)
{
    kith_nearest nearest = {.wanted = key};
    for (size_t i = 0; i < SECTION_COUNT; i++)
        kith_nearest_see(&nearest, sections[i].key);
    if (!nearest.best)
        return;
    kith_problem *problem = report(c, KITH_RULE_LIKELY_TYPO, c->at);
    kith_problem_say(problem, "'%.*s' is kept and not read as records",
                     (int)key.length, key.data);
    kith_problem_hint(problem, "did you mean '%s'?", nearest.best);
}

/* A member beside the records: checked here, kept as text. */
static bool pass_member(cutter *c,
                        kith_text key,
                        int section,
                        const char *value)
{
    const char *const end = kith_json_end(value, c->end, c->whole);
    if (!end)
        return need_more(c);
    kith_scan scan = {.at = value, .end = end};
    if (!kith_scan_skip(&scan) ||
        (scan.at != end &&
         !kith_scan_object_to(&scan, KITH_FAULT_SYNTAX, scan.at,
                              "',' or '}' was expected here")))
        return give_up_at_fault(c, &scan);
    const bool sound = !scan.repeated && !scan.beyond_double;
    report_oddities(c, &scan);
    kith_scan_release(&scan);
    if (section >= 0) {
        kith_problem *problem = report(c, KITH_RULE_WRONG_TYPE, value);
        kith_problem_say(problem, "'%s' must be an array of records",
                         sections[section].key);
        c->frame->sections |= 1u << section;
    } else if (key.length == 5 && !memcmp(key.data, "title", 5) &&
               *value != '"') {
        kith_problem *problem = report(c, KITH_RULE_WRONG_TYPE, value);
        kith_problem_say(problem, "'title' must be text");
    } else if (sound &&
               !c->frame->member(c->frame->member_context, key,
                                 (kith_text){value, (size_t)(end - value)})) {
        c->batch->out_of_memory = true;
        return false;
    } else if (*value == '[') {
        warn_of_near_section(c, key);
    }
    c->at = end;
    return go(c, AFTER_MEMBER);
}

/* A comma that is too much or missing is reported, and reading goes on as if it
 * were mended: records must not be lost for it. */
static void report_comma(cutter *c, const char *message, const char *hint)
{
    kith_problem *problem = report(c, KITH_RULE_SYNTAX, c->at);
    kith_problem_say(problem, "%s", message);
    kith_problem_hint(problem, "%s", hint);
}

/* What is open closes here, perhaps after a comma. */
static bool close_after(cutter *c, bool after_comma, enum state next)
{
    if (after_comma)
        report_comma(c, "a comma stands before this bracket",
                     "take away the last comma");
    c->at++;
    return go(c, next);
}

static bool step_key(cutter *c)
{
    if (*c->at == '}')
        return close_after(c, c->frame->state != AT_FIRST_KEY, AT_END);
    if (*c->at != '"')
        return give_up(c, KITH_RULE_SYNTAX,
                       "a key in double quotes was expected");
    const char *const key_end = kith_json_end(c->at, c->end, c->whole);
    if (!key_end)
        return need_more(c);
    kith_scan scan = {.at = c->at, .end = key_end};
    kith_text key = {0};
    bool escaped = false;
    if (!kith_scan_string(&scan, &key, &escaped))
        return give_up_at_fault(c, &scan);
    const char *colon = skip_space(key_end, c->end);
    if (colon == c->end)
        return need_more(c);
    if (*colon != ':') {
        c->at = colon;
        return give_up(c, KITH_RULE_SYNTAX, "':' was expected after the key");
    }
    const char *const value = skip_space(colon + 1, c->end);
    if (value == c->end)
        return need_more(c);
    const int section = section_of(key, escaped);
    return section >= 0 && *value == '[' ? open_section(c, section, value)
                                         : pass_member(c, key, section, value);
}

static bool step_element(cutter *c)
{
    if (*c->at == ']')
        return close_after(c, c->frame->state != AT_FIRST_ELEMENT,
                           AFTER_MEMBER);
    const char *end = kith_json_end(c->at, c->end, c->whole);
    if (!end && !c->whole)
        return false;
    if (end == c->at)
        return give_up(c, KITH_RULE_SYNTAX, "a record was expected here");
    /* what never ends goes on as it is: the scanner says what is wrong */
    const bool broken = end == NULL;
    if (broken)
        end = c->end;
    if (!add_slice(c, end, c->frame->section))
        return false;
    c->at = end;
    go(c, AFTER_ELEMENT);
    c->frame->dead = broken;
    return !broken;
}

/* After an element or a member: a comma, or the end of what is open. */
static bool step_after(cutter *c,
                       char close,
                       enum state on_comma,
                       enum state on_close)
{
    const char opener = close == '}' ? '"' : '{';
    if (*c->at == opener) {
        report_comma(c, "a comma is missing before this",
                     "put a comma between the two");
        return go(c, on_comma);
    }
    if (*c->at != ',' && *c->at != close) {
        return give_up(c, KITH_RULE_SYNTAX,
                       close == '}' ? "',' or '}' was expected here"
                                    : "',' or ']' was expected here");
    }
    const bool comma = *c->at == ',';
    c->at++;
    return go(c, comma ? on_comma : on_close);
}

static bool step(cutter *c)
{
    switch ((enum state)c->frame->state) {
    case AT_START:
        c->at++;
        return go(c, AT_FIRST_KEY);
    case AT_FIRST_KEY:
    case AT_KEY:
        return step_key(c);
    case AFTER_MEMBER:
        return step_after(c, '}', AT_KEY, AT_END);
    case AT_FIRST_ELEMENT:
    case AT_ELEMENT:
        return step_element(c);
    case AFTER_ELEMENT:
        return step_after(c, ']', AT_ELEMENT, AFTER_MEMBER);
    case AT_END:
        return give_up(c, KITH_RULE_SYNTAX, "more text after the document");
    }
    return false;
}

static void report_no_sections(cutter *c)
{
    kith_problem *problem = report(c, KITH_RULE_UNKNOWN_RECORD, c->end);
    if (problem) {
        kith_problem_say(problem,
                         "this document has no 'entities' and no 'relations'");
        if (!hint_nearly(c, problem))
            kith_problem_hint(problem,
                              "kith reads records and the forms of other "
                              "tools; see 'kith help sniff'");
    }
}

static void cut_document(cutter *c)
{
    do {
        c->at = skip_space(c->at, c->end);
        if (c->at == c->end)
            break;
    } while (step(c));
    if (c->frame->dead || !c->whole || c->batch->out_of_memory)
        return;
    if (c->frame->state != AT_END) {
        need_more(c);
    } else if (!c->frame->sections) {
        report_no_sections(c);
    }
    c->done = c->end;
}

size_t kith_frame_cut(kith_frame *frame, kith_batch *batch, bool whole)
{
    cutter c = {.frame = frame,
                .batch = batch,
                .at = batch->text,
                .end = batch->text + batch->length,
                .done = batch->text,
                .whole = whole};
    if (frame->dead)
        return batch->length;
    if (frame->form != KITH_FORM_UNKNOWN || begin(&c)) {
        if (frame->form == KITH_FORM_LINES) {
            cut_lines(&c);
        } else {
            cut_document(&c);
        }
    }
    return (size_t)(c.done - batch->text);
}

void kith_frame_too_long(kith_frame *frame, kith_batch *batch, size_t limit)
{
    const char *const end = batch->text + batch->length;
    const char *start = skip_space(batch->text, end);
    if (frame->state == AFTER_ELEMENT && start < end && *start == ',')
        start = skip_space(start + 1, end);
    kith_batch_too_long(batch, (size_t)(start - batch->text), limit);
    frame->skip_line = frame->form != KITH_FORM_DOCUMENT;
    frame->dead = !frame->skip_line;
    if (frame->form == KITH_FORM_UNKNOWN)
        frame->form = KITH_FORM_LINES;
}
