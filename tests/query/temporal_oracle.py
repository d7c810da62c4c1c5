#!/usr/bin/env python3
"""Values in time beside Python's own calendar, zones and fractions.

Usage: temporal_oracle.py DRIVER

DRIVER is tests/query/temporal_driver.c. Questions are made by chance from a
fixed seed, answered by the driver and by slow, obvious arithmetic: years
beyond Python's are moved by whole eras of 400 years.
"""

import datetime as dt
import math
import random
import subprocess
import sys
import zoneinfo
from fractions import Fraction

LAST_YEAR = 999999999
ERA_DAYS = 146097
MONTH = Fraction(ERA_DAYS, 4800) * 86400  # seconds
NANO = 10 ** 9
UTC = dt.timezone.utc

rng = random.Random(20260)
asked = []  # (line, expected or a function that judges the answer)


def ask(expected, *words):
    asked.append(('\t'.join(words), expected))


# -- the calendar -----------------------------------------------------------

def to_days(year, month, day):
    era, inside = divmod(year, 400)
    date = dt.date(2000 + inside, month, day)
    return (date - dt.date(1970, 1, 1)).days + (era - 5) * ERA_DAYS


def to_date(days):
    """(year, the same day in an era that Python has)"""
    era, inside = divmod(days - 10957, ERA_DAYS)
    date = dt.date(2000, 1, 1) + dt.timedelta(days=inside)
    return date.year + 400 * era, date


def year_text(year):
    if 0 <= year <= 9999:
        return f'{year:04d}'
    return f'{year:+05d}'


def date_text(days):
    year, date = to_date(days)
    return f'{year_text(year)}-{date.month:02d}-{date.day:02d}'


def clock_text(nanos):
    second, part = divmod(nanos, NANO)
    text = f'{second // 3600:02d}:{second // 60 % 60:02d}'
    if second % 60 or part:
        text += f':{second % 60:02d}'
    if part:
        text += f'.{part:09d}'.rstrip('0')
    return text


def add_months(days, months):
    year, date = to_date(days)
    year, month = divmod(year * 12 + date.month - 1 + months, 12)
    for day in range(date.day, date.day - 4, -1):
        try:
            return year, to_days(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError


def any_days():
    """Mostly of years that people write, some of any year."""
    if rng.random() < 0.7:
        year = rng.randint(1, 9999)
    elif rng.random() < 0.5:
        year = rng.randint(-9999, 9999)
    else:
        year = rng.randint(-LAST_YEAR, LAST_YEAR)
    return to_days(year, 1, 1) + rng.randrange(365)


def any_nanos():
    nanos = rng.randrange(86400) * NANO
    if rng.random() < 0.3:
        nanos -= nanos % (60 * NANO)
    if rng.random() < 0.5:
        nanos += rng.randrange(NANO)
    return nanos


def ask_dates(count):
    for _ in range(count):
        days = any_days()
        year, date = to_date(days)
        iso_year, week, weekday = date.isocalendar()
        week_year = year + iso_year - date.year
        ordinal = date.timetuple().tm_yday
        quarter = (date.month + 2) // 3
        of_quarter = (date - dt.date(date.year, 3 * quarter - 2, 1)).days + 1
        text = date_text(days)
        parts = dict(year=year, quarter=quarter, month=date.month, week=week,
                     weekYear=week_year, day=date.day, ordinalDay=ordinal,
                     dayOfWeek=weekday, weekDay=weekday,
                     dayOfQuarter=of_quarter)
        for name, value in parts.items():
            ask(str(value), 'component', name, f'date:{text}')
        y = year_text(year)
        forms = [text, f'{y}-{ordinal:03d}', f'{y}-Q{quarter}-{of_quarter:02d}']
        if 0 <= year <= 9999:
            forms += [f'{y}{date.month:02d}{date.day:02d}', f'{y}{ordinal:03d}',
                      f'{y}Q{quarter}{of_quarter:02d}']
        if abs(week_year) <= LAST_YEAR:
            forms.append(f'{year_text(week_year)}-W{week:02d}-{weekday}')
            ask(text, 'build', 'date', f'year={week_year}', f'week={week}',
                f'dayOfWeek={weekday}')
        for form in forms:
            ask(text, 'parse', f'date:{form}')
        ask(text, 'build', 'date', f'year={year}', f'ordinalDay={ordinal}')
        ask(text, 'build', 'date', f'year={year}', f'quarter={quarter}',
            f'dayOfQuarter={of_quarter}')
        starts = {
            'day': days, 'month': days - date.day + 1,
            'week': days - weekday + 1,
            'quarter': days - of_quarter + 1, 'year': days - ordinal + 1,
            'weekYear': days - (weekday - 1) - 7 * (week - 1),
        }
        for unit, size in ('decade', 10), ('century', 100), ('millennium', 1000):
            starts[unit] = to_days(year - year % size, 1, 1)
        for unit, start in starts.items():
            if to_date(start)[0] >= -LAST_YEAR:
                ask(date_text(start), 'truncate', 'date', unit, f'date:{text}')


def ask_sums(count):
    """Durations added to local values, and what is between two of them."""
    for _ in range(count):
        days, nanos = any_days(), any_nanos()
        start = f'{date_text(days)}T{clock_text(nanos)}'
        months = rng.randint(-2000, 2000)
        more = rng.randint(-100000, 100000)
        seconds = rng.randint(-10 ** 7, 10 ** 7)
        parts = rng.randint(-NANO, NANO) if rng.random() < 0.5 else 0
        length = duration_text(months, more, seconds * NANO + parts)
        year, end = add_months(days, months)
        total = (end + more) * 86400 * NANO + nanos + seconds * NANO + parts
        inside = abs(year) <= LAST_YEAR and all(
            abs(to_date(d)[0]) <= LAST_YEAR
            for d in (end + more, total // NANO // 86400))
        last, rest = divmod(total, 86400 * NANO)
        wanted = f'{date_text(last)}T{clock_text(rest)}' if inside else None
        ask(wanted, 'add', f'localdatetime:{start}', f'duration:{length}')
        ask(wanted, 'add', f'duration:{length}', f'localdatetime:{start}')
        whole = int(Fraction(seconds * NANO + parts, 86400 * NANO))
        if inside and abs(to_date(end + more + whole)[0]) <= LAST_YEAR:
            ask(date_text(end + more + whole), 'add', f'date:{date_text(days)}',
                f'duration:{length}')
        clock = (nanos + seconds * NANO + parts) % (86400 * NANO)
        ask(clock_text(clock), 'add', f'localtime:{clock_text(nanos)}',
            f'duration:{length}')
        ask_between(days * 86400 * NANO + nanos)


def moment_text(total):
    days, rest = divmod(total, 86400 * NANO)
    return f'{date_text(days)}T{clock_text(rest)}'


def ask_between(first):
    """Months, days and seconds as far as they fit, one after another."""
    span = rng.choice([10, 10 ** 5, 10 ** 7, 10 ** 9])
    second = first + rng.randint(-span, span) * NANO + rng.randint(0, NANO)
    if not all(abs(to_date(t // NANO // 86400)[0]) <= LAST_YEAR
               for t in (first, second)):
        return
    sign = 1 if second >= first else -1
    day, rest = divmod(first, 86400 * NANO)

    def fits(months):
        end = add_months(day, sign * months)[1] * 86400 * NANO + rest
        return sign * end <= sign * second

    if to_date(day)[1].day <= 28:  # otherwise a month may end early
        months = 0
        while fits(months + 1):
            months += 1
        left = second - (add_months(day, sign * months)[1] * 86400 * NANO + rest)
        days = int(Fraction(left, 86400 * NANO))
        left -= days * 86400 * NANO
        pair = [f'localdatetime:{moment_text(t)}' for t in (first, second)]
        ask(duration_text(sign * months, days, left), 'between', *pair)
        ask(duration_text(sign * months, 0, 0), 'months', *pair)
        ask(str((first > second) - (first < second)), 'order', *pair)
        days = int(Fraction(second - first, 86400 * NANO))
        ask(duration_text(0, days, 0), 'days', *pair)
        ask(duration_text(0, 0, second - first), 'seconds', *pair)


# -- durations --------------------------------------------------------------

def duration_text(months, days, nanos):
    def parts(number, size):
        whole = int(Fraction(number, size))
        return whole, number - whole * size

    years, months = parts(months, 12)
    hours, nanos = parts(nanos, 3600 * NANO)
    minutes, nanos = parts(nanos, 60 * NANO)
    seconds, left = parts(nanos, NANO)
    date = ''.join(f'{n}{letter}' for n, letter in
                   ((years, 'Y'), (months, 'M'), (days, 'D')) if n)
    time = ''.join(f'{n}{letter}' for n, letter in
                   ((hours, 'H'), (minutes, 'M')) if n)
    if nanos:
        sign = '-' if nanos < 0 else ''
        part = f'.{abs(left):09d}'.rstrip('0') if left else ''
        time += f'{sign}{abs(seconds)}{part}S'
    if not date and not time:
        return 'PT0S'
    return f'P{date}' + (f'T{time}' if time else '')


UNITS = {'years': (12, 0, 0), 'quarters': (3, 0, 0), 'months': (1, 0, 0),
         'weeks': (0, 7, 0), 'days': (0, 1, 0), 'hours': (0, 0, 3600 * NANO),
         'minutes': (0, 0, 60 * NANO), 'seconds': (0, 0, NANO),
         'milliseconds': (0, 0, 10 ** 6), 'microseconds': (0, 0, 1000),
         'nanoseconds': (0, 0, 1)}


def read_duration(text):
    """(months, days, nanoseconds) of what the driver prints"""
    date, _, time = text[1:].partition('T')
    sums = [0, 0, Fraction(0)]
    for piece, units in (date, 'YMD'), (time, 'HMS'):
        number = ''
        for c in piece:
            if c not in units:
                number += c
                continue
            name = {'YMD': ('years', 'months', 'days'),
                    'HMS': ('hours', 'minutes', 'seconds')}[units][
                        units.index(c)]
            for i in range(3):
                sums[i] += Fraction(number) * UNITS[name][i]
            number = ''
    return sums


def near(months, days, nanos, tolerance):
    """Whole months and days, and the rest to some nanoseconds."""
    def judge(answer):
        if answer.startswith('!'):
            return False
        got = read_duration(answer)
        off = ((got[0] - months) * MONTH + (got[1] - days) * 86400) * NANO \
            + got[2] - nanos
        return abs(off) <= tolerance
    return judge


def carried(months, days, nanos):
    """Fractions of months and days go down."""
    whole = int(months)
    rest = (months - whole) * MONTH / 86400 + days - int(days)
    return whole, int(days) + int(rest), \
        nanos + (rest - int(rest)) * 86400 * NANO


def ask_durations(count):
    for _ in range(count):
        sums = [Fraction(0), Fraction(0), Fraction(0)]
        fields, rough = [], 0
        for name in rng.sample(sorted(UNITS), rng.randint(1, 5)):
            if rng.random() < 0.4:
                value = round(rng.uniform(-1000, 1000), rng.randint(1, 6))
                rough += 1
            else:
                value = rng.randint(-10 ** 6, 10 ** 6)
            fields.append(f'{name}={value!r}')
            for i in range(3):
                sums[i] += Fraction(value) * UNITS[name][i]
        months, days, nanos = sums[0], sums[1], sums[2]
        # a fraction of a double near 1000 is off by as much as 1e-13 months
        wanted = near(*carried(months, days, nanos), 600 * rough) if rough \
            else duration_text(int(months), int(days), int(nanos))
        ask(wanted, 'build', 'duration', *fields)
        ask_multiples()


def ask_multiples():
    months = rng.randint(-5000, 5000)
    days = rng.randint(-5000, 5000)
    nanos = rng.randint(-10 ** 14, 10 ** 14)
    text = f'duration:{duration_text(months, days, nanos)}'
    factor = rng.choice([rng.randint(-50, 50),
                         rng.randint(-2000, 2000) / 16,
                         round(rng.uniform(-9, 9), 3)])
    exact = Fraction(factor)
    wanted = [months * exact, days * exact, nanos * exact]
    if exact.denominator == 1:
        ask(duration_text(*map(int, wanted)), 'multiply', text, repr(factor))
    else:
        ask(near(*carried(*wanted), 3000), 'multiply', text, repr(factor))
    if factor:
        wanted = [Fraction(x) / exact for x in (months, days, nanos)]
        ask(near(*carried(*wanted), 3000 * max(1, 1 / abs(factor))), 'divide',
            text, repr(factor))
    else:
        ask(None, 'divide', text, repr(factor))


# -- zones ------------------------------------------------------------------

def offset_text(delta):
    total = int(delta.total_seconds())
    if total == 0:
        return 'Z'
    sign, size = ('-', -total) if total < 0 else ('+', total)
    text = f'{sign}{size // 3600:02d}:{size // 60 % 60:02d}'
    return text + (f':{size % 60:02d}' if size % 60 else '')


def zoned_text(moment, zone):
    """A datetime of Python as kith writes it."""
    clock = clock_text(((moment.hour * 60 + moment.minute) * 60 +
                        moment.second) * NANO + moment.microsecond * 1000)
    return f'{moment.year:04d}-{moment.month:02d}-{moment.day:02d}T{clock}' \
        f'{offset_text(moment.utcoffset())}[{zone.key}]'


def seen_at(instant, zone):
    return instant.astimezone(zone)


def resolve(local, zone, offset=None):
    """A local time on the zone's clocks; skipped ones move on."""
    for fold in 0, 1:
        moment = local.replace(tzinfo=zone, fold=fold)
        there = moment.utcoffset()
        back = seen_at((local - there).replace(tzinfo=UTC), zone)
        exists = back.replace(tzinfo=None, fold=0) == local
        if exists and offset in (None, there):
            return back
    if offset is not None:
        return resolve(local, zone)
    before = local.replace(tzinfo=zone, fold=0).utcoffset()
    return seen_at((local - before).replace(tzinfo=UTC), zone)


def changes_of(zone):
    """Instants near which the offset changes, found by looking each day."""
    found = []
    year = rng.randint(1880, 2100)
    at = dt.datetime(year, 1, 1, tzinfo=UTC)
    for _ in range(366):
        after = at + dt.timedelta(days=1)
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            found.append(at)
        at = after
    return found


def ask_zones(count):
    names = sorted(n for n in zoneinfo.available_timezones()
                   if '/' in n and not n.startswith(('right', 'posix')))
    assert names, 'Python finds no time zones: install tzdata'
    for _ in range(count):
        zone = zoneinfo.ZoneInfo(rng.choice(names))
        near_changes = changes_of(zone)
        for _ in range(4):
            if near_changes and rng.random() < 0.7:
                instant = rng.choice(near_changes) + dt.timedelta(
                    seconds=60 * rng.randrange(2 * 1440))
            else:
                instant = dt.datetime(rng.randint(1900, 2400), 1, 1,
                                      tzinfo=UTC) + dt.timedelta(
                    seconds=rng.randrange(366 * 86400))
            ask_zone(zone, instant)


def ask_zone(zone, instant):
    moment = seen_at(instant, zone)
    text = zoned_text(moment, zone)
    epoch = (instant - dt.datetime(1970, 1, 1, tzinfo=UTC)) // dt.timedelta(
        seconds=1)
    ask(text, 'build', 'datetime', f'epochSeconds={epoch}',
        f"timezone='{zone.key}'")
    ask(text, 'parse', f'datetime:{text}')
    ask(str(epoch), 'component', 'epochSeconds', f'datetime:{text}')
    local = instant.replace(tzinfo=None)
    plain = f'{local:%Y-%m-%dT%H:%M:%S}[{zone.key}]'
    ask(zoned_text(resolve(local, zone), zone), 'parse', f'datetime:{plain}')
    days = rng.randint(-400, 400)
    seconds = rng.randint(-10 ** 6, 10 ** 6)
    length = f'duration:{duration_text(0, days, seconds * NANO)}'
    moved = moment.replace(tzinfo=None, fold=0) + dt.timedelta(days=days)
    there = resolve(moved, zone, moment.utcoffset())
    end = seen_at(there.astimezone(UTC) + dt.timedelta(seconds=seconds), zone)
    ask(zoned_text(end, zone), 'add', f'datetime:{text}', length)
    ask(duration_text(0, 0, int((end.astimezone(UTC) - instant)
                                .total_seconds()) * NANO),
        'seconds', f'datetime:{text}', f'datetime:{zoned_text(end, zone)}')


# -- asking -----------------------------------------------------------------

def is_right(answer, expected):
    if expected is None:
        return answer.startswith('! ')
    return expected(answer) if callable(expected) else answer == expected


def main():
    ask_dates(1500)
    ask_sums(3000)
    ask_durations(4000)
    ask_zones(400)
    run = subprocess.run([sys.argv[1]], input='\n'.join(l for l, _ in asked),
                         capture_output=True, text=True, check=True)
    answers = run.stdout.splitlines()
    assert len(answers) == len(asked), (len(answers), len(asked))
    wrong = [(line, expected, answer)
             for (line, expected), answer in zip(asked, answers)
             if not is_right(answer, expected)]
    for line, expected, answer in wrong[:20]:
        print(f'{line}\n  expected {expected}\n  answered {answer}')
    print(f'{len(asked)} questions, {len(wrong)} answers are wrong')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
