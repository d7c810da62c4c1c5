/* Dates of one to three parts, packed so that comparing numbers compares them:
 * year * 512 + month * 32 + day, 0 for a part that is not given. */
#include <kith/records.h>

#include <stdio.h>

enum { YEAR = 512, MONTH = 32 };

static int digits_at(kith_text text, size_t at, size_t count)
{
    int value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

kith_date kith_date_parse(kith_text text)
{
    const bool form =
        text.length == 4 || (text.length == 7 && text.data[4] == '-') ||
        (text.length == 10 && text.data[4] == '-' && text.data[7] == '-');
    if (!form)
        return KITH_NO_DATE;
    const int year = digits_at(text, 0, 4);
    const int month = text.length > 4 ? digits_at(text, 5, 2) : 0;
    const int day = text.length > 7 ? digits_at(text, 8, 2) : 0;
    if (year < 0 || (text.length > 4 && (month < 1 || month > 12)))
        return KITH_NO_DATE;
    if (text.length > 7 && (day < 1 || day > days_in(year, month)))
        return KITH_NO_DATE;
    return year * YEAR + month * MONTH + day;
}

void kith_date_format(kith_date date, char *out)
{
    enum { ROOM = 16 };
    const unsigned year = (unsigned)(date / YEAR) % 10000;
    const unsigned month = (unsigned)(date / MONTH) % 16;
    const unsigned day = (unsigned)date % MONTH;
    if (date == KITH_NO_DATE) {
        *out = '\0';
    } else if (day) {
        snprintf(out, ROOM, "%04u-%02u-%02u", year, month, day);
    } else if (month) {
        snprintf(out, ROOM, "%04u-%02u", year, month);
    } else {
        snprintf(out, ROOM, "%04u", year);
    }
}

kith_date kith_date_first(kith_date date)
{
    if (date == KITH_NO_DATE)
        return date;
    const kith_date with_month = date / MONTH % 16 ? date : date + MONTH;
    return with_month % MONTH ? with_month : with_month + 1;
}

kith_date kith_date_last(kith_date date)
{
    if (date == KITH_NO_DATE)
        return date;
    const kith_date with_month = date / MONTH % 16 ? date : date + 12 * MONTH;
    if (with_month % MONTH)
        return with_month;
    return with_month + days_in(with_month / YEAR, with_month / MONTH % 16);
}
