/* Which texts of the index fit a question, the best first.
 *
 * The fits of its words add up to what a text can reach at most. Texts are
 * compared in the order of that, until the rest cannot be among the best: what
 * comes out is exactly what comparing all of them would give. */
#include "store/names_rank.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/pages.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 256, SPARSE = 64 };

/* What a text can reach with the words of a form seen so far. */
typedef struct {
    float sum;
    float last;     /* of which by the last word that it has */
    uint32_t stamp; /* of that word */
} reach;

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
    kith_names_fits fits[KITH_QUESTION_FORMS][KITH_WORDS_MOST];
    reach *reaches;        /* of each text; few are touched */
    kith_pages touched;    /* uint32_t: texts that have one in this form */
    kith_pages candidates; /* candidate */
    kith_names_text text;  /* the one in hand */
    const kith_names_fit *found[KITH_WORDS_MOST][KITH_WORDS_MOST];
    uint32_t stamp;
    kith_error *err;
} ranking;

static kith_status no_memory(const ranking *r)
{
    return kith_fail(r->err, KITH_E_MEMORY, "out of memory");
}

/* -- what texts can reach ------------------------------------------------ */

static kith_status reach_texts(ranking *r,
                               const kith_names_fit *fit,
                               double weight,
                               bool fresh)
{
    reach *reaches = r->reaches;
    const float share = (float)(fit->fit * weight);
    kith_text list;
    uint32_t text = 0;
    const kith_status st =
        kith_names_item(r->names, KITH_NAMES_NAME, fit->word, &list, r->err);
    while (st == KITH_OK && list.length) {
        if (!kith_take_rising(&list, &text, r->names->about.texts))
            return kith_names_damaged(r->names->store, r->err);
        reach *at = &reaches[text];
        if (at->stamp == 0) {
            if (!fresh)
                continue;
            if (!kith_pages_add(&r->touched, &text, sizeof text))
                return no_memory(r);
        }
        const float before = at->stamp == r->stamp ? at->last : 0;
        if (share > before) {
            at->sum += share - before;
            at->last = share;
        }
        at->stamp = r->stamp;
    }
    return st;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The texts that this form may find become candidates; begin anew. */
static kith_status take_candidates(ranking *r, size_t form)
{
    const float slack = 1e-4f;
    const double share = form ? KITH_JOINED_SHARE : 1;
    reach *reaches = r->reaches;
    uint32_t *touched = r->touched.data;
    const size_t count = r->touched.used / sizeof *touched;
    if (count > 1)
        qsort(touched, count, sizeof *touched, by_number);
    for (size_t i = 0; i < count; i++) {
        reach *at = &reaches[touched[i]];
        const double most = (double)(at->sum + slack);
        *at = (reach){0};
        if (most < KITH_LEAST_FIT)
            continue;
        const double step = (most * share < 1 ? most * share : 1) * (STEPS - 1);
        const candidate it = {touched[i], (uint16_t)form, (uint16_t)step};
        if (!kith_pages_add(&r->candidates, &it, sizeof it))
            return no_memory(r);
    }
    r->touched.used = 0;
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
    return kith_names_match(r->names, r->question, form, wanted,
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
        for (size_t i = 0; i < fits->count && st == KITH_OK; i++)
            st = reach_texts(r, &fits->items[i], weight, fresh);
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
    kith_text item;
    const kith_status st =
        kith_names_item(r->names, KITH_NAMES_TEXT, it->text, &item, r->err);
    if (st != KITH_OK)
        return st;
    if (!kith_names_text_of(r->names, item, text))
        return kith_names_damaged(r->names->store, r->err);
    if (r->stale(r->context, text->entity))
        return KITH_OK;
    for (size_t j = 0; j < text->count; j++) {
        words[j].length = 0;
        for (size_t i = 0; i < form->count; i++) {
            const kith_names_fit *fit =
                find_fit(&r->fits[it->form][i], text->words[j]);
            r->found[i][j] = fit;
            if (fit)
                words[j].length = fit->length;
        }
    }
    double score =
        kith_words_fit_by(form, words, text->count, text->letters, fit_of, r);
    score *= it->form ? KITH_JOINED_SHARE : 1;
    score *= text->joined ? KITH_JOINED_SHARE : 1;
    const kith_names_hit hit = {score, text->entity, text->order};
    return score <= 0 || kith_names_keep(r->hits, hit) ? KITH_OK : no_memory(r);
}

/* Candidates by step, the highest first, and by text within a step. */
static bool sort_candidates(const ranking *r, candidate **out, size_t *ends)
{
    const candidate *from = r->candidates.data;
    const size_t count = r->candidates.used / sizeof *from;
    size_t places[STEPS] = {0};
    size_t at = 0;
    candidate *to = KITH_NEW(candidate, count + 1);
    if (!to)
        return false;
    for (size_t i = 0; i < count; i++)
        places[from[i].step]++;
    for (size_t step = STEPS; step-- > 0;) {
        const size_t here = places[step];
        places[step] = at;
        at += here;
        ends[step] = at;
    }
    for (size_t i = 0; i < count; i++)
        to[places[from[i].step]++] = from[i];
    *out = to;
    return true;
}

static kith_status compare_all(ranking *r)
{
    candidate *list = NULL;
    size_t ends[STEPS];
    size_t at = 0;
    kith_status st = KITH_OK;
    if (!sort_candidates(r, &list, ends))
        return no_memory(r);
    for (size_t step = STEPS; step-- > 0 && st == KITH_OK;) {
        if (at == ends[step])
            continue;
        if (r->hits->least > (double)(step + 1) / (STEPS - 1))
            break;
        for (; at < ends[step] && st == KITH_OK; at++)
            st = compare(r, &list[at]);
        if (r->hits->most)
            kith_names_settle(r->hits);
    }
    kith_release(list);
    return st;
}

static void end(ranking *r)
{
    for (size_t f = 0; f < KITH_QUESTION_FORMS; f++) {
        for (size_t i = 0; i < KITH_WORDS_MOST; i++) {
            if (r->fits[f][i].room)
                kith_release(r->fits[f][i].items);
        }
    }
    kith_release(r->reaches);
    kith_pages_free(&r->touched);
    kith_pages_free(&r->candidates);
    kith_release(r);
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
    if (!r)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    r->names = names;
    r->question = question;
    r->stale = stale;
    r->context = context;
    r->hits = hits;
    r->err = err;
    r->reaches = KITH_NEW(reach, (size_t)names->about.texts + 1);
    if (!r->reaches)
        st = no_memory(r);
    for (size_t form = 0; form < question->count && st == KITH_OK; form++)
        st = reach_form(r, form);
    if (st == KITH_OK)
        st = compare_all(r);
    end(r);
    return st;
}
