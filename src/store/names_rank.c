/* Which texts of the index fit a question, the best first.
 *
 * The fits of its words, and how many of its letters these are, make what a
 * text can reach at most. Texts are compared in the order of that, until the
 * rest cannot be among the best: what comes out is exactly what comparing all
 * of them would give. */
#include "store/names_rank.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

enum { STEPS = 256, DIGITS = 1 << 16 };

/* What a text can reach with the words of a form seen so far. Few texts of all
 * are reached, so that these stand in a table by hash: pages that are touched
 * for the first time cost more than all else. */
typedef struct {
    uint32_t text; /* its number + 1; 0 = free */
    float sum;
    float last;       /* of which by the last word that it has */
    uint32_t stamp;   /* of that word */
    uint16_t letters; /* of the text */
    uint16_t covered; /* of these by words that fit, at most */
    uint16_t longest; /* of which by the last word */
    bool certain;     /* not by initials alone, which find nothing */
} reach;

/* A word that fits a word of the question, as it is looked for in texts. */
typedef struct {
    const kith_names_fit *fit;
    size_t form;
    float share; /* what it adds at most */
    bool fresh;  /* it may be the first word of a text that is found */
    bool certain;
    bool alone; /* the form has one word */
} seeking;

typedef struct {
    uint32_t text;
    uint16_t form;
    uint16_t step; /* of what it can reach */
} candidate;

typedef struct {
    kith_names *names;
    const kith_question *question;
    kith_names_stale *stale;
    const void *context;
    kith_names_hits *hits;
    bool only; /* words that are the letter asked for */
    kith_names_fits fits[KITH_QUESTION_FORMS][KITH_WORDS_MOST];
    reach *reaches; /* slots, a power of 2, at least half of them free */
    size_t room;
    size_t reached;
    candidate *candidates;
    size_t candidate_count;
    size_t candidate_room;
    kith_names_text text; /* the one in hand */
    const kith_names_fit *found[KITH_WORDS_MOST][KITH_WORDS_MOST];
    uint32_t stamp;
    kith_error *err;
} ranking;

static kith_status no_memory(const ranking *r)
{
    return kith_fail(r->err, KITH_E_MEMORY, "out of memory");
}

/* -- what texts can reach ------------------------------------------------ */

static reach *slot_of(const ranking *r, uint32_t text)
{
    size_t slot = (size_t)(text * UINT32_C(0x9E3779B1)) & (r->room - 1);
    while (r->reaches[slot].text && r->reaches[slot].text != text + 1)
        slot = (slot + 1) & (r->room - 1);
    return &r->reaches[slot];
}

static bool make_room(ranking *r)
{
    reach *old = r->reaches;
    const size_t room = r->room;
    if (room && 2 * r->reached < room)
        return true;
    reach *larger = KITH_NEW(reach, room ? 2 * room : 1024);
    if (!larger)
        return false;
    r->reaches = larger;
    r->room = room ? 2 * room : 1024;
    for (size_t i = 0; i < room; i++) {
        if (old[i].text)
            *slot_of(r, old[i].text - 1) = old[i];
    }
    kith_release(old);
    return true;
}

static bool add_candidate(ranking *r,
                          uint32_t text,
                          size_t form,
                          double sum,
                          double covered)
{
    const double slack = 1e-4;
    const double most = (sum + slack) * (form ? KITH_JOINED_SHARE : 1) *
                        kith_share_worth(covered < 1 ? covered : 1);
    if (sum + slack < KITH_LEAST_FIT)
        return true;
    candidate *list = kith_make_room(r->candidates, r->candidate_count,
                                     &r->candidate_room, sizeof *list);
    if (!list)
        return false;
    r->candidates = list;
    list[r->candidate_count++] =
        (candidate){text, (uint16_t)form,
                    (uint16_t)((most < 1 ? most : 1) * (STEPS - 1))};
    return true;
}

/* A text of so many letters has a word that fits. */
static bool reach_text(ranking *r,
                       uint32_t text,
                       uint32_t letters,
                       const seeking *s)
{
    const uint32_t length = s->fit->length;
    if (s->alone)
        return !s->certain || add_candidate(r, text, s->form, (double)s->share,
                                            (double)length / letters);
    if (!make_room(r))
        return false;
    reach *at = slot_of(r, text);
    if (!at->text && !s->fresh)
        return true;
    r->reached += !at->text;
    at->text = text + 1;
    at->letters = (uint16_t)letters;
    at->certain = at->certain || s->certain;
    if (at->stamp != r->stamp)
        at->last = at->longest = 0;
    if (s->share > at->last) {
        at->sum += s->share - at->last;
        at->last = s->share;
    }
    if (length > at->longest) {
        at->covered = (uint16_t)(at->covered + length - at->longest);
        at->longest = (uint16_t)length;
    }
    at->stamp = r->stamp;
    return true;
}

static kith_status reach_texts(ranking *r, const seeking *s)
{
    kith_text list;
    uint32_t letters = 0;
    const kith_status st =
        kith_names_list_at(r->names, s->fit->word, &list, r->err);
    while (st == KITH_OK && list.length) {
        uint64_t count;
        uint32_t text = 0;
        if (!kith_names_take_group(&list, &letters, &count))
            return kith_names_damaged(r->names->store, r->err);
        for (; count; count--) {
            if (!kith_take_rising(&list, &text, r->names->about.texts))
                return kith_names_damaged(r->names->store, r->err);
            if (!reach_text(r, text, letters, s))
                return no_memory(r);
        }
    }
    return st;
}

/* The texts that this form may find become candidates; begin anew. */
static kith_status take_candidates(ranking *r, size_t form)
{
    for (size_t i = 0; i < r->room && r->reached; i++) {
        const reach *at = &r->reaches[i];
        if (at->text && at->certain &&
            !add_candidate(r, at->text - 1, form, (double)at->sum,
                           (double)at->covered / at->letters))
            return no_memory(r);
    }
    if (r->reached)
        memset(r->reaches, 0, r->room * sizeof *r->reaches);
    r->reached = 0;
    return KITH_OK;
}

/* The fits of a word, from an earlier form if it is there, too. */
static kith_status find_fits(ranking *r, size_t form, size_t wanted)
{
    const kith_words *words = &r->question->forms[form];
    const kith_word *word = &words->words[wanted];
    for (size_t f = 0; f < form; f++) {
        const kith_words *earlier = &r->question->forms[f];
        for (size_t i = 0; i < earlier->count; i++) {
            const kith_word *other = &earlier->words[i];
            if (other->length == word->length &&
                other->sound_length == word->sound_length &&
                !memcmp(earlier->letters + other->start,
                        words->letters + word->start, word->length) &&
                !memcmp(earlier->sounds + other->sound,
                        words->sounds + word->sound, word->sound_length)) {
                r->fits[form][wanted] = r->fits[f][i];
                r->fits[form][wanted].room = 0; /* borrowed */
                return KITH_OK;
            }
        }
    }
    return kith_names_match(r->names, r->question, form, wanted, r->only,
                            &r->fits[form][wanted], r->err);
}

/* Long words first: once the words left are too few letters to find a text by
 * themselves, they only add to texts that have others. */
static kith_status reach_form(ranking *r, size_t form)
{
    const kith_words *words = &r->question->forms[form];
    bool done[KITH_WORDS_MOST] = {false};
    double left = (double)words->length;
    for (size_t n = 0; n < words->count; n++) {
        const bool fresh = left / (double)words->length >= KITH_LEAST_FIT;
        size_t longest = SIZE_MAX;
        for (size_t i = 0; i < words->count; i++) {
            if (!done[i] &&
                (longest == SIZE_MAX ||
                 words->words[i].length > words->words[longest].length))
                longest = i;
        }
        done[longest] = true;
        left -= words->words[longest].length;
        kith_status st = find_fits(r, form, longest);
        const kith_names_fits *fits = &r->fits[form][longest];
        const double weight =
            (double)words->words[longest].length / (double)words->length;
        r->stamp++;
        for (size_t i = 0; i < fits->count && st == KITH_OK; i++) {
            const kith_names_fit *fit = &fits->items[i];
            const seeking s = {
                .fit = fit,
                .form = form,
                .share = (float)(fit->fit * weight),
                .fresh = fresh,
                .certain = fit->length > 1 || words->words[longest].length == 1,
                .alone = words->count == 1,
            };
            st = reach_texts(r, &s);
        }
        if (st != KITH_OK)
            return st;
    }
    return take_candidates(r, form);
}

/* -- comparing ----------------------------------------------------------- */

static const kith_names_fit *find_fit(const kith_names_fits *fits,
                                      uint32_t word)
{
    size_t low = 0;
    for (size_t high = fits->count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (fits->items[middle].word < word) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < fits->count && fits->items[low].word == word
               ? &fits->items[low]
               : NULL;
}

static double fit_of(const void *context, size_t wanted, size_t word)
{
    const ranking *r = context;
    const kith_names_fit *found = r->found[wanted][word];
    return found ? found->fit : 0;
}

static kith_status compare(ranking *r, const candidate *it)
{
    const kith_words *form = &r->question->forms[it->form];
    kith_names_text *text = &r->text;
    kith_word words[KITH_WORDS_MOST];
    const kith_status st = kith_names_text_at(r->names, it->text, text, r->err);
    if (st != KITH_OK)
        return st;
    const kith_names_list *list = text->list;
    if (r->stale(r->context, text->entity))
        return KITH_OK;
    for (size_t j = 0; j < list->count; j++) {
        words[j].length = 0;
        for (size_t i = 0; i < form->count; i++) {
            const kith_names_fit *fit =
                find_fit(&r->fits[it->form][i], list->words[j]);
            r->found[i][j] = fit;
            if (fit)
                words[j].length = fit->length;
        }
    }
    double score =
        kith_words_fit_by(form, words, list->count, text->letters, fit_of, r);
    score *= it->form ? KITH_JOINED_SHARE : 1;
    score *= text->joined ? KITH_JOINED_SHARE : 1;
    const kith_names_hit hit = {score, text->entity, text->order};
    return score <= 0 || kith_names_keep(r->hits, hit) ? KITH_OK : no_memory(r);
}

/* What candidates are sorted by: the step, the highest first, then the text, so
 * that a chunk of texts is read once a step. */
static uint32_t digit_of(const candidate *it, int digit)
{
    switch (digit) {
    case 0:
        return it->text & UINT16_MAX;
    case 1:
        return it->text >> 16;
    default:
        return (uint32_t)(STEPS - 1 - it->step);
    }
}

static void sort_by_digit(const candidate *from,
                          candidate *to,
                          size_t count,
                          size_t *places,
                          int digit)
{
    memset(places, 0, DIGITS * sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[digit_of(&from[i], digit)]++;
    for (size_t d = 0, at = 0; d < DIGITS; d++) {
        const size_t here = places[d];
        places[d] = at;
        at += here;
    }
    for (size_t i = 0; i < count; i++)
        to[places[digit_of(&from[i], digit)]++] = from[i];
}

/* There may be a million, which qsort() takes 0.1 s for. */
static bool sort_candidates(ranking *r)
{
    const size_t count = r->candidate_count;
    candidate *other = KITH_NEW(candidate, count + 1);
    size_t *places = KITH_NEW(size_t, DIGITS);
    const bool good = other && places;
    for (int digit = 0; good && digit < 3; digit++) {
        candidate *from = r->candidates;
        sort_by_digit(from, other, count, places, digit);
        r->candidates = other;
        other = from;
        r->candidate_room = count; /* which both have */
    }
    kith_release(other);
    kith_release(places);
    return good;
}

static kith_status compare_all(ranking *r)
{
    const size_t count = r->candidate_count;
    kith_status st = KITH_OK;
    if (count && !sort_candidates(r))
        return no_memory(r);
    const candidate *list = r->candidates;
    for (size_t i = 0; i < count && st == KITH_OK; i++) {
        if (i && list[i].step != list[i - 1].step) {
            if (r->hits->most)
                kith_names_settle(r->hits);
            if (r->hits->least > (double)(list[i].step + 1) / (STEPS - 1))
                break;
        }
        st = compare(r, &list[i]);
    }
    return st;
}

static void forget_fits(ranking *r)
{
    for (size_t f = 0; f < KITH_QUESTION_FORMS; f++) {
        for (size_t i = 0; i < KITH_WORDS_MOST; i++) {
            if (r->fits[f][i].room)
                kith_release(r->fits[f][i].items);
        }
    }
}

static void end(ranking *r)
{
    forget_fits(r);
    kith_release(r->reaches);
    kith_release(r->candidates);
    kith_release(r);
}

static kith_status rank_all(ranking *r)
{
    kith_status st = KITH_OK;
    for (size_t form = 0; form < r->question->count && st == KITH_OK; form++)
        st = reach_form(r, form);
    return st == KITH_OK ? compare_all(r) : st;
}

/* A letter begins very many words. If it is a word of enough names, as initials
 * are, nothing else is among the best; else all is to be ranked. */
static kith_status rank_letters(ranking *r, bool *done)
{
    const kith_status st = rank_all(r);
    if (st != KITH_OK)
        return st;
    kith_names_settle(r->hits);
    *done = r->hits->least > KITH_INITIAL_FIT;
    if (*done)
        return KITH_OK;
    forget_fits(r);
    memset(r->fits, 0, sizeof r->fits);
    r->only = false;
    r->candidate_count = 0;
    r->hits->count = 0;
    r->hits->least = 0;
    return KITH_OK;
}

kith_status kith_names_rank(kith_names *names,
                            const kith_question *question,
                            kith_names_stale *stale,
                            const void *context,
                            kith_names_hits *hits,
                            kith_error *err)
{
    ranking *r = KITH_NEW(ranking, 1);
    kith_status st = KITH_OK;
    bool done = false;
    if (!r)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    r->names = names;
    r->question = question;
    r->stale = stale;
    r->context = context;
    r->hits = hits;
    r->err = err;
    r->only = hits->most && question->count == 1 &&
              question->forms[0].count == 1 &&
              kith_names_is_letter(question, 0, 0);
    if (r->only)
        st = rank_letters(r, &done);
    if (!done && st == KITH_OK)
        st = rank_all(r);
    end(r);
    return st;
}
