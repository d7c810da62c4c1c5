/* Texts of the index compared with a question, those that can reach most first.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "store/names_ranking.h"

#include <string.h>

enum { DIGITS = 1 << 16 };

typedef kith_names_ranking ranking;

static kith_status no_memory(const ranking *r)
{
    return kith_fail(r->err, KITH_E_MEMORY, "out of memory");
}

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

kith_status kith_names_compare(ranking *r, uint32_t number, size_t at)
{
    const kith_words *form = &r->question->forms[at];
    kith_names_text *text = &r->text;
    kith_word words[KITH_WORDS_MOST];
    const kith_status st = kith_names_text_at(r->names, number, text, r->err);
    if (st != KITH_OK)
        return st;
    const kith_names_list *list = text->list;
    if (r->stale(r->context, text->entity))
        return KITH_OK;
    for (size_t j = 0; j < list->count; j++) {
        words[j].length = 0;
        for (size_t i = 0; i < form->count; i++) {
            const kith_names_fit *fit =
                find_fit(&r->fits[at][i], list->words[j]);
            r->found[i][j] = fit;
            if (fit)
                words[j].length = fit->length;
        }
    }
    double score =
        kith_words_fit_by(form, words, list->count, text->letters, fit_of, r);
    score *= at ? KITH_JOINED_SHARE : 1;
    score *= text->joined ? KITH_JOINED_SHARE : 1;
    const kith_names_hit hit = {score, text->entity, text->order};
    return score <= 0 || kith_names_keep(r->hits, hit) ? KITH_OK : no_memory(r);
}

/* What candidates are sorted by: the step, the highest first, then the text, so
 * that a chunk of texts is read once a step. */
static uint32_t digit_of(const kith_names_candidate *it, int digit)
{
    switch (digit) {
    case 0:
        return it->text & UINT16_MAX;
    case 1:
        return it->text >> 16;
    default:
        return (uint32_t)(KITH_NAMES_STEPS - 1 - it->step);
    }
}

static void sort_by_digit(const kith_names_candidate *from,
                          kith_names_candidate *to,
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
    kith_names_candidate *other = KITH_NEW(kith_names_candidate, count + 1);
    size_t *places = KITH_NEW(size_t, DIGITS);
    const bool good = other && places;
    for (int digit = 0; good && digit < 3; digit++) {
        kith_names_candidate *from = r->candidates;
        sort_by_digit(from, other, count, places, digit);
        r->candidates = other;
        other = from;
        r->candidate_room = count; /* which both have */
    }
    kith_release(other);
    kith_release(places);
    return good;
}

kith_status kith_names_compare_all(ranking *r)
{
    const size_t count = r->candidate_count;
    kith_status st = KITH_OK;
    if (count && !sort_candidates(r))
        return no_memory(r);
    const kith_names_candidate *list = r->candidates;
    for (size_t i = 0; i < count && st == KITH_OK; i++) {
        if (i && list[i].step != list[i - 1].step) {
            if (r->hits->most)
                kith_names_settle(r->hits);
            if (r->hits->least >
                (double)(list[i].step + 1) / (KITH_NAMES_STEPS - 1))
                break;
        }
        st = kith_names_compare(r, list[i].text, list[i].form);
    }
    return st;
}
