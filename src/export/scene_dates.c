/* When the relations of a line hold, in the words that stand on it. */
#include "export/scene.h"

/* Periods that are told one by one. */
#define MOST_PERIODS 3

/* The different ones of a line, the earliest first. */
typedef struct periods {
    kith_relation rows[MOST_PERIODS];
    size_t count;
    bool more; /* than there is room for */
} periods;

bool kith_is_dated(const kith_relation *r)
{
    return r->since != KITH_NO_DATE || r->until != KITH_NO_DATE;
}

void kith_scene_add_dates(kith_draft *draft, const kith_relation *r)
{
    const bool begins = r->since != KITH_NO_DATE;
    const bool ends = r->until != KITH_NO_DATE;
    char date[16];
    if (begins) {
        kith_date_format(r->since, date);
        kith_draft_add(draft, ends ? "" : "since ");
        kith_draft_add(draft, date);
    }
    if (ends) {
        kith_date_format(r->until, date);
        kith_draft_add(draft, begins ? " to " : "until ");
        kith_draft_add(draft, date);
    }
}

static bool is_known(const periods *all, const kith_relation *r)
{
    bool known = false;
    for (size_t i = 0; i < all->count && !known; i++) {
        known =
            all->rows[i].since == r->since && all->rows[i].until == r->until;
    }
    return known;
}

/* Those without a beginning come first, those without any date last. */
static bool is_before(const kith_relation *a, const kith_relation *b)
{
    if (!kith_is_dated(a) || !kith_is_dated(b))
        return kith_is_dated(a) && !kith_is_dated(b);
    if (a->since == KITH_NO_DATE || b->since == KITH_NO_DATE)
        return a->since == KITH_NO_DATE && b->since != KITH_NO_DATE;
    return kith_date_first(a->since) < kith_date_first(b->since);
}

static void insert(periods *all, const kith_relation *r)
{
    size_t place = all->count++;
    for (; place > 0 && is_before(r, &all->rows[place - 1]); place--)
        all->rows[place] = all->rows[place - 1];
    all->rows[place] = *r;
}

/* What begins with the first and ends with the last; open where one is. */
static void widen(kith_relation *span, const kith_relation *r)
{
    if (r->since == KITH_NO_DATE || span->since == KITH_NO_DATE)
        span->since = KITH_NO_DATE;
    else if (kith_date_first(r->since) < kith_date_first(span->since))
        span->since = r->since;
    if (r->until == KITH_NO_DATE || span->until == KITH_NO_DATE)
        span->until = KITH_NO_DATE;
    else if (kith_date_last(r->until) > kith_date_last(span->until))
        span->until = r->until;
}

/* @param[out] span around all of them
 * @return whether any relation of the line has a date */
static bool collect(const kith_scene *s,
                    const kith_line *line,
                    periods *all,
                    kith_relation *span)
{
    bool dated = false;
    for (size_t i = 0; i < line->count; i++) {
        const kith_relation r =
            kith_graph_relation(s->graph, s->lines.relations[line->first + i]);
        dated = dated || kith_is_dated(&r);
        if (i == 0)
            *span = r;
        widen(span, &r);
        if (is_known(all, &r))
            continue;
        if (all->count < MOST_PERIODS)
            insert(all, &r);
        else
            all->more = true;
    }
    return dated;
}

static void add_each(kith_draft *draft, const periods *all)
{
    for (size_t i = 0; i < all->count; i++) {
        kith_draft_add(draft, i ? "\n" : "");
        kith_scene_add_dates(draft, &all->rows[i]);
        kith_draft_add(draft, kith_is_dated(&all->rows[i]) ? "" : "undated");
    }
}

/* "within 2001 to 2012", so that nobody reads one period without a break. */
static void add_span(kith_draft *draft, const kith_relation *span)
{
    const bool begins = span->since != KITH_NO_DATE;
    const bool ends = span->until != KITH_NO_DATE;
    kith_draft_add(draft, begins && ends ? "within " : "");
    kith_draft_add(draft, begins && !ends ? "at times " : "");
    kith_scene_add_dates(draft, span);
    kith_draft_add(draft, kith_is_dated(span) ? "" : "various dates");
}

void kith_scene_put_dates(kith_scene *s, const kith_line *line)
{
    periods all = {.count = 0};
    kith_relation span;
    if (!s->options->dates || !collect(s, line, &all, &span))
        return;
    kith_put(&s->sink, ", \"dates\": ");
    if (all.more)
        add_span(&s->draft, &span);
    else
        add_each(&s->draft, &all);
    kith_draft_put(&s->draft, &s->sink);
}
