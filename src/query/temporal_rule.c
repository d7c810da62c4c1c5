/* Reads the rule of a time zone and says when it changes the clocks. */
#include "query/temporal_rule.h"

#include "query/temporal_calendar.h"

#include <string.h>

/* What is still to be read; every reader returns false where it cannot. */
typedef struct {
    const char *at;
    const char *end;
} reader;

static bool take(reader *r, char wanted)
{
    if (r->at == r->end || *r->at != wanted)
        return false;
    r->at++;
    return true;
}

static bool is_digit(const reader *r)
{
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

static bool is_letter(const reader *r)
{
    if (r->at == r->end)
        return false;
    const char lower = (char)(*r->at | 0x20);
    return lower >= 'a' && lower <= 'z';
}

static bool take_number(reader *r, int most, int *out)
{
    if (!is_digit(r))
        return false;
    for (*out = 0; is_digit(r) && *out <= most; r->at++)
        *out = *out * 10 + (*r->at - '0');
    return *out <= most;
}

/* Letters, or anything in angle brackets. */
static bool take_name(reader *r)
{
    const char *start = r->at;
    if (take(r, '<')) {
        while (r->at < r->end && *r->at != '>')
            r->at++;
        return take(r, '>');
    }
    while (is_letter(r))
        r->at++;
    return r->at - start >= 3;
}

/* [+-]hours[:minutes[:seconds]]; hours up to a week. */
static bool take_time(reader *r, int32_t *out)
{
    const bool minus = take(r, '-');
    int parts[3] = {0, 0, 0};
    if (!minus)
        take(r, '+');
    if (!take_number(r, 167, &parts[0]))
        return false;
    for (int i = 1; i < 3 && take(r, ':'); i++) {
        if (!take_number(r, 59, &parts[i]))
            return false;
    }
    const int32_t seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
    *out = minus ? -seconds : seconds;
    return true;
}

/* In a rule, offsets count to the west. */
static bool take_offset(reader *r, int32_t *out)
{
    int32_t west;
    if (!take_time(r, &west) || west < -25 * 3600 || west > 25 * 3600)
        return false;
    *out = -west;
    return true;
}

static bool take_month_day(reader *r, kith_zone_day *out)
{
    return take_number(r, 12, &out->month) && take(r, '.') &&
           take_number(r, 5, &out->week) && take(r, '.') &&
           take_number(r, 6, &out->day) && out->month > 0 && out->week > 0;
}

static bool take_day(reader *r, kith_zone_day *out)
{
    *out = (kith_zone_day){.form = 'n', .time = 2 * 3600};
    if (take(r, 'M')) {
        out->form = 'M';
        if (!take_month_day(r, out))
            return false;
    } else {
        if (take(r, 'J'))
            out->form = 'J';
        if (!take_number(r, 365, &out->day))
            return false;
        if (out->form == 'J' && out->day == 0)
            return false;
    }
    return !take(r, '/') || take_time(r, &out->time);
}

bool kith_zone_rule_parse(kith_zone_rule *out, kith_text text)
{
    reader r = {text.data, text.data + text.length};
    *out = (kith_zone_rule){0};
    if (!take_name(&r) || !take_offset(&r, &out->standard))
        return false;
    if (r.at == r.end)
        return true;
    out->has_summer = true;
    out->summer = out->standard + 3600;
    if (!take_name(&r))
        return false;
    if (r.at < r.end && *r.at != ',' && !take_offset(&r, &out->summer))
        return false;
    return take(&r, ',') && take_day(&r, &out->start) && take(&r, ',') &&
           take_day(&r, &out->end) && r.at == r.end;
}

/* The day of a year as days since 1970. */
static int64_t day_in(const kith_zone_day *day, int64_t year)
{
    if (day->form != 'M') {
        const bool skips =
            day->form == 'J' && day->day >= 60 && kith_is_leap_year(year);
        return kith_days_of_civil((kith_civil){year, 1, 1}) + day->day -
               (day->form == 'J') + skips;
    }
    const int64_t first = kith_days_of_civil((kith_civil){year, day->month, 1});
    const int ahead = (day->day + 7 - kith_weekday(first)) % 7;
    const int last = kith_days_in_month(year, day->month);
    int of_month = ahead + 7 * (day->week - 1);
    while (of_month >= last)
        of_month -= 7;
    return first + of_month;
}

/* The changes of three years around, in order. */
enum { CHANGES = 6 };

static void list_changes(const kith_zone_rule *rule,
                         int64_t year,
                         kith_zone_span *out)
{
    for (int i = 0; i < CHANGES; i++) {
        const bool starts = i % 2 == 0;
        const kith_zone_day *day = starts ? &rule->start : &rule->end;
        const int64_t at = day_in(day, year - 1 + i / 2) * KITH_DAY_SECONDS +
                           day->time - (starts ? rule->standard : rule->summer);
        int place = i;
        for (; place > 0 && out[place - 1].from > at; place--)
            out[place] = out[place - 1];
        out[place] =
            (kith_zone_span){.from = at,
                             .offset = starts ? rule->summer : rule->standard};
    }
}

kith_zone_span kith_zone_rule_span(const kith_zone_rule *rule, int64_t epoch)
{
    if (!rule->has_summer)
        return (kith_zone_span){INT64_MIN, INT64_MAX, rule->standard};
    kith_zone_span changes[CHANGES];
    const int64_t day = kith_floor_divide(epoch, KITH_DAY_SECONDS);
    list_changes(rule, kith_civil_of_days(day).year, changes);
    int i = 0;
    while (i + 2 < CHANGES && changes[i + 1].from <= epoch)
        i++;
    return (kith_zone_span){changes[i].from, changes[i + 1].from,
                            changes[i].offset};
}
