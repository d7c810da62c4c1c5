/* Cuts a document into records: a state machine over the few tokens round them.
 */
#include "base/near.h"
#include "records/cutter.h"

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

static const struct {
    const char *key;
    kith_slice_kind kind;
} sections[] = {
    {"entities",  KITH_SLICE_ENTITY  },
    {"relations", KITH_SLICE_RELATION},
    {"documents", KITH_SLICE_DOCUMENT},
};
enum { SECTION_COUNT = sizeof sections / sizeof *sections };

int kith_section_of(kith_text key, bool escaped)
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

/* The rest of the input cannot be cut. Returns false, to end a step. */
static bool give_up(kith_cutter *c, kith_rule rule, const char *message)
{
    kith_problem *problem = kith_cutter_report(c, rule, c->at);
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
static bool give_up_at_fault(kith_cutter *c, kith_scan *scan)
{
    kith_batch_fault(c->batch, scan, (size_t)(c->at - c->batch->text));
    kith_scan_release(scan);
    c->frame->dead = true;
    c->done = c->end;
    return false;
}

/* The window ends here: wait for more, or complain if there is none. */
static bool need_more(kith_cutter *c)
{
    if (c->whole) {
        c->at = c->end;
        return give_up(c, KITH_RULE_SYNTAX, "");
    }
    return false;
}

static bool go(kith_cutter *c, enum state state)
{
    c->frame->state = (int)state;
    c->done = c->at;
    return true;
}

static bool open_section(kith_cutter *c, int section, const char *value)
{
    const unsigned bit = 1u << section;
    if (c->frame->sections & bit) {
        kith_problem *problem =
            kith_cutter_report(c, KITH_RULE_DUPLICATE_KEY, c->at);
        kith_problem_say(problem, "'%s' stands twice in this document",
                         sections[section].key);
    }
    c->frame->sections |= bit;
    c->frame->section = sections[section].kind;
    c->at = value + 1;
    return go(c, AT_FIRST_ELEMENT);
}

void kith_cutter_oddities(kith_cutter *c, const kith_scan *scan)
{
    if (scan->repeated)
        kith_problem_say(kith_cutter_report(c, KITH_RULE_DUPLICATE_KEY,
                                            scan->repeated - 1),
                         "a key stands twice in one object");
    if (scan->beyond_double)
        kith_problem_say(kith_cutter_report(c, KITH_RULE_NUMBER_RANGE,
                                            scan->beyond_double),
                         "a number is beyond the range of a double");
    if (scan->large_integer)
        kith_problem_say(kith_cutter_report(c, KITH_RULE_LARGE_INTEGER,
                                            scan->large_integer),
                         "an integer is beyond 2^53");
}

bool kith_cutter_member(kith_cutter *c,
                        kith_text key,
                        kith_text value,
                        bool sound)
{
    if (key.length == 5 && !memcmp(key.data, "title", 5) &&
        *value.data != '"') {
        kith_problem *problem =
            kith_cutter_report(c, KITH_RULE_WRONG_TYPE, value.data);
        kith_problem_say(problem, "'title' must be text");
        return true;
    }
    if (sound && !c->frame->member(c->frame->member_context, key, value))
        c->batch->out_of_memory = true;
    return !c->batch->out_of_memory;
}

/* An array whose name is nearly that of a section holds records, most likely.
 */
static void warn_of_near_section(kith_cutter *c, kith_text key)
{
    kith_nearest nearest = {.wanted = key};
    for (size_t i = 0; i < SECTION_COUNT; i++)
        kith_nearest_see(&nearest, sections[i].key);
    if (!nearest.best)
        return;
    kith_problem *problem = kith_cutter_report(c, KITH_RULE_LIKELY_TYPO, c->at);
    kith_problem_say(problem, "'%.*s' is kept and not read as records",
                     (int)key.length, key.data);
    kith_problem_hint(problem, "did you mean '%s'?", nearest.best);
}

/* A member beside the records: checked here, kept as text. */
static bool pass_member(kith_cutter *c,
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
    kith_cutter_oddities(c, &scan);
    kith_scan_release(&scan);
    if (section >= 0) {
        kith_problem *problem =
            kith_cutter_report(c, KITH_RULE_WRONG_TYPE, value);
        kith_problem_say(problem, "'%s' must be an array of records",
                         sections[section].key);
        c->frame->sections |= 1u << section;
    } else if (!kith_cutter_member(c, key,
                                   (kith_text){value, (size_t)(end - value)},
                                   sound)) {
        return false;
    } else if (*value == '[') {
        warn_of_near_section(c, key);
    }
    c->at = end;
    return go(c, AFTER_MEMBER);
}

/* A comma that is too much or missing is reported, and reading goes on as if it
 * were mended: records must not be lost for it. */
static void report_comma(kith_cutter *c, const char *message, const char *hint)
{
    kith_problem *problem = kith_cutter_report(c, KITH_RULE_SYNTAX, c->at);
    kith_problem_say(problem, "%s", message);
    kith_problem_hint(problem, "%s", hint);
}

/* What is open closes here, perhaps after a comma. */
static bool close_after(kith_cutter *c, bool after_comma, enum state next)
{
    if (after_comma)
        report_comma(c, "a comma stands before this bracket",
                     "take away the last comma");
    c->at++;
    return go(c, next);
}

static bool step_key(kith_cutter *c)
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
    const char *colon = kith_skip_space(key_end, c->end);
    if (colon == c->end)
        return need_more(c);
    if (*colon != ':') {
        c->at = colon;
        return give_up(c, KITH_RULE_SYNTAX, "':' was expected after the key");
    }
    const char *const value = kith_skip_space(colon + 1, c->end);
    if (value == c->end)
        return need_more(c);
    const int section = kith_section_of(key, escaped);
    return section >= 0 && *value == '[' ? open_section(c, section, value)
                                         : pass_member(c, key, section, value);
}

static bool step_element(kith_cutter *c)
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
    if (!kith_cutter_add(c, end, c->frame->section))
        return false;
    c->at = end;
    go(c, AFTER_ELEMENT);
    c->frame->dead = broken;
    return !broken;
}

/* After an element or a member: a comma, or the end of what is open. */
static bool step_after(kith_cutter *c,
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

static bool step(kith_cutter *c)
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

static void report_no_sections(kith_cutter *c)
{
    kith_problem *problem =
        kith_cutter_report(c, KITH_RULE_UNKNOWN_RECORD, c->end);
    if (problem) {
        kith_problem_say(problem,
                         "this document has no 'entities' and no 'relations'");
        if (!kith_cutter_hint(c, problem))
            kith_problem_hint(problem,
                              "kith reads records and the forms of other "
                              "tools; see 'kith help sniff'");
    }
}

void kith_cutter_document(kith_cutter *c)
{
    do {
        c->at = kith_skip_space(c->at, c->end);
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

bool kith_frame_wants_comma(const kith_frame *frame)
{
    return frame->state == AFTER_ELEMENT;
}
