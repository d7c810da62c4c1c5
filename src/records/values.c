/* A record's texts, numbers and dates: checked and converted. */
#include "base/number.h"
#include "records/taking.h"

#include <math.h>
#include <string.h>

/* -- texts --------------------------------------------------------------- */

/* The text of a string value, escapes undone. */
kith_text kith_taking_plain(kith_taking *t, kith_text text, bool escaped)
{
    if (!escaped)
        return text;
    char *copy = kith_arena_take(&t->batch->scratch, text.length + 1);
    if (!copy) {
        t->batch->out_of_memory = true;
        return (kith_text){"", 0};
    }
    return (kith_text){copy, kith_json_unescape(text, copy)};
}

static bool is_blank(kith_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!strchr(" \t\r\n", text.data[i]))
            return false;
    }
    return true;
}

/* A text that must hold something and no NUL. */
kith_text kith_take_key(kith_taking *t, kith_member member)
{
    const kith_value *value = &t->members.values[member];
    if (!kith_members_have(&t->members, member))
        return (kith_text){0};
    const kith_text text = kith_taking_plain(t, value->text, value->escaped);
    if (text.length == 0) {
        kith_problem_say(kith_taking_report(t, KITH_RULE_EMPTY_VALUE, member),
                         "'%s' is empty", kith_member_name(member));
    } else if (value->escaped && memchr(text.data, '\0', text.length)) {
        kith_problem_say(kith_taking_report(t, KITH_RULE_NUL_IN_TEXT, member),
                         "'%s' holds the character U+0000",
                         kith_member_name(member));
    }
    return text;
}

kith_text kith_take_name(kith_taking *t)
{
    const kith_value *value = &t->members.values[KITH_MEMBER_NAME];
    if (!kith_members_have(&t->members, KITH_MEMBER_NAME))
        return (kith_text){0};
    const kith_text text = kith_taking_plain(t, value->text, value->escaped);
    if (value->escaped && memchr(text.data, '\0', text.length)) {
        kith_problem_say(kith_taking_report(t, KITH_RULE_NUL_IN_TEXT,
                                            KITH_MEMBER_NAME),
                         "'name' holds the character U+0000");
    } else if (is_blank(text)) {
        kith_problem *problem =
            kith_taking_report(t, KITH_RULE_BLANK_NAME, KITH_MEMBER_NAME);
        kith_problem_say(problem, "the name is blank");
        kith_problem_hint(problem, "leave it out: the id is shown then");
    }
    return text;
}

/* -- numbers and dates --------------------------------------------------- */

static double number(kith_taking *t, kith_member member, double otherwise)
{
    return kith_members_have(&t->members, member)
               ? kith_number_parse(t->members.values[member].text)
               : otherwise;
}

void kith_take_numbers(kith_taking *t)
{
    char written[KITH_NUMBER_SIZE];
    /* a sum: -0 is written -0 by nobody who means it */
    t->record->weight = number(t, KITH_MEMBER_WEIGHT, 1) + 0.0;
    t->record->confidence = number(t, KITH_MEMBER_CONFIDENCE, (double)NAN);
    if (t->record->weight < 0) {
        kith_problem *problem =
            kith_taking_report(t, KITH_RULE_WEIGHT_RANGE, KITH_MEMBER_WEIGHT);
        kith_problem_say(problem, "weight %s is negative",
                         kith_number_format(t->record->weight, written));
        kith_problem_hint(problem, "weights are 0 or more");
    }
    if (t->record->confidence < 0 || t->record->confidence > 1) {
        kith_problem *problem =
            kith_taking_report(t, KITH_RULE_CONFIDENCE_RANGE,
                               KITH_MEMBER_CONFIDENCE);
        kith_problem_say(problem, "confidence %s is not between 0 and 1",
                         kith_number_format(t->record->confidence, written));
        kith_problem_hint(problem, "0 is no confidence, 1 is certainty");
    }
}

kith_date kith_take_date(kith_taking *t, kith_member member)
{
    const kith_value *value = &t->members.values[member];
    if (!kith_members_have(&t->members, member) ||
        value->type == KITH_JSON_NULL)
        return KITH_NO_DATE;
    const kith_text text = kith_taking_plain(t, value->text, value->escaped);
    const kith_date parsed = kith_date_parse(text);
    if (parsed == KITH_NO_DATE) {
        kith_problem *problem =
            kith_taking_report(t, KITH_RULE_BAD_DATE, member);
        kith_problem_say(problem, "'%.*s' is not a date",
                         kith_excerpt(value->text, 60), value->text.data);
        kith_problem_hint(problem,
                          "write 2020, 2020-11 or 2020-11-26, as ISO 8601 has "
                          "it");
    }
    return parsed;
}

void kith_take_dates(kith_taking *t)
{
    t->record->since = kith_take_date(t, KITH_MEMBER_SINCE);
    t->record->until = kith_take_date(t, KITH_MEMBER_UNTIL);
    if (t->record->since == KITH_NO_DATE || t->record->until == KITH_NO_DATE ||
        kith_date_first(t->record->since) <= kith_date_last(t->record->until))
        return;
    char since[16];
    char until[16];
    kith_date_format(t->record->since, since);
    kith_date_format(t->record->until, until);
    kith_problem *problem =
        kith_taking_report(t, KITH_RULE_DATE_ORDER, KITH_MEMBER_SINCE);
    kith_problem_say(problem, "since %s is after until %s", since, until);
    kith_problem_hint(problem, "swap the two, or mend one");
}
