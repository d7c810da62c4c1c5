/* Words that very many texts have: their lists are walked from the shortest
 * text on, of which a word that fits is the largest share, until what follows
 * cannot be among the best. */
#include "base/alloc.h"
#include "base/error.h"
#include "store/names_ranking.h"

#include <stdlib.h>
#include <string.h>

/* Hits are put in order whenever so many have come. */
enum { OFTEN = 32 };

typedef kith_names_ranking ranking;

/* What a text can be that has none of the words looked for before. */
typedef struct {
    ranking *r;
    size_t form;
    double fits[KITH_WORDS_MOST];
    kith_word words[KITH_WORDS_MOST]; /* of which the lengths count */
    size_t letters;
    size_t settle_at;
} browsing;

/* -- bounds -------------------------------------------------------------- */

static void best_of(const kith_names_fits *fits, double *fit, uint32_t *length)
{
    *fit = 0;
    *length = 0;
    for (size_t i = 0; i < fits->count; i++) {
        const kith_names_fit *it = &fits->items[i];
        *fit = it->fit > *fit ? it->fit : *fit;
        *length = it->length > *length ? it->length : *length;
    }
}

kith_names_bound kith_names_bound_of(const ranking *r,
                                     size_t form,
                                     uint32_t words)
{
    const kith_words *of = &r->question->forms[form];
    kith_names_bound bound = {0};
    for (size_t i = 0; i < of->count; i++) {
        double fit;
        uint32_t length;
        if (!(words >> i & 1))
            continue;
        best_of(&r->fits[form][i], &fit, &length);
        bound.sum += fit * of->words[i].length / (double)of->length;
        bound.letters += length;
    }
    return bound;
}

static double fit_of(const void *context, size_t wanted, size_t word)
{
    const browsing *b = context;
    return wanted == word ? b->fits[word] : 0;
}

/* What a text of so many letters can reach: computed as its score is, so that
 * it is that to the last bit. */
static double bound_at(const browsing *b, size_t letters)
{
    const kith_words *form = &b->r->question->forms[b->form];
    const double score =
        kith_words_fit_by(form, b->words, form->count,
                          letters > b->letters ? letters : b->letters, fit_of,
                          b);
    return score * (b->form ? KITH_JOINED_SHARE : 1);
}

/* -- long lists ---------------------------------------------------------- */

kith_status kith_names_long_lists(ranking *r,
                                  size_t form,
                                  size_t word,
                                  size_t *size)
{
    const kith_names_fits *fits = &r->fits[form][word];
    const uint32_t letters = r->question->forms[form].words[word].length;
    kith_text longs = {0};
    uint32_t at = 0;
    size_t i = 0;
    *size = 0;
    const kith_status st = kith_names_longs(r->names, &longs, r->err);
    while (st == KITH_OK && longs.length) {
        uint64_t bytes;
        if (!kith_take_rising(&longs, &at, r->names->about.words) ||
            !kith_take_varint(&longs, &bytes))
            return kith_names_damaged(r->names->store, r->err);
        while (i < fits->count && fits->items[i].word < at)
            i++;
        if (i < fits->count && fits->items[i].word == at &&
            (fits->items[i].length > 1 || letters == 1))
            *size += (size_t)(bytes & UINT32_MAX);
    }
    return st;
}

/* -- browsing ------------------------------------------------------------ */

/* Whether no text of what is left of a group is among the best: what is as good
 * comes in the order of entities, as texts do. */
static bool is_over(const browsing *b, double bound)
{
    const kith_names_hits *hits = b->r->hits;
    return hits->least > 0 &&
           (bound < hits->least ||
            (bound <= hits->least &&
             b->r->text.entity >= hits->items[hits->most - 1].entity));
}

static kith_status compare(browsing *b, uint32_t text)
{
    kith_names_hits *hits = b->r->hits;
    const kith_status st = kith_names_compare(b->r, text, b->form);
    if (hits->count >= b->settle_at) {
        kith_names_settle(hits);
        b->settle_at = hits->most + (hits->least > 0 ? OFTEN : 0);
    }
    return st;
}

/* The texts of a group, or as many as may be among the best. */
static kith_status browse_group(browsing *b,
                                kith_text *list,
                                uint64_t count,
                                double bound)
{
    ranking *r = b->r;
    uint32_t text = 0;
    bool over = false;
    kith_status st = KITH_OK;
    for (; count && st == KITH_OK; count--) {
        if (!kith_take_rising(list, &text, r->names->about.texts))
            return kith_names_damaged(r->names->store, r->err);
        if (over)
            continue;
        st = compare(b, text);
        over = is_over(b, bound);
    }
    return st;
}

static kith_status browse_list(browsing *b, uint32_t word)
{
    ranking *r = b->r;
    kith_text list = {0};
    uint32_t letters = 0;
    kith_status st = kith_names_list_at(r->names, word, &list, r->err);
    while (st == KITH_OK && list.length) {
        uint64_t count;
        if (!kith_names_take_group(&list, &letters, &count))
            return kith_names_damaged(r->names->store, r->err);
        const double bound = bound_at(b, letters);
        if (bound <= 0 || bound < r->hits->least)
            break; /* of longer texts it is a smaller share */
        st = browse_group(b, &list, count, bound);
    }
    return st;
}

static int best_first(const void *a, const void *b)
{
    const kith_names_fit *x = a;
    const kith_names_fit *y = b;
    if (x->fit != y->fit)
        return x->fit > y->fit ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

static void bound_words(browsing *b, uint32_t left)
{
    const kith_words *form = &b->r->question->forms[b->form];
    for (size_t i = 0; i < form->count; i++) {
        if (left >> i & 1)
            best_of(&b->r->fits[b->form][i], &b->fits[i], &b->words[i].length);
    }
}

kith_status kith_names_browse(ranking *r,
                              size_t form,
                              size_t word,
                              uint32_t left)
{
    const kith_names_fits *fits = &r->fits[form][word];
    const size_t count = r->question->forms[form].count;
    browsing b = {.r = r, .form = form, .settle_at = r->hits->most};
    kith_status st = KITH_OK;
    kith_names_fit *list = KITH_NEW(kith_names_fit, fits->count + 1);
    if (!list)
        return kith_fail(r->err, KITH_E_MEMORY, "out of memory");
    if (fits->count)
        memcpy(list, fits->items, fits->count * sizeof *list);
    qsort(list, fits->count, sizeof *list, best_first);
    bound_words(&b, left);
    for (size_t i = 0; i < count; i++)
        b.letters += i == word ? 0 : b.words[i].length;
    const size_t others = b.letters;
    for (size_t i = 0; i < fits->count && st == KITH_OK; i++) {
        b.fits[word] = list[i].fit;
        b.words[word].length = list[i].length;
        b.letters = others + list[i].length;
        st = browse_list(&b, list[i].word);
    }
    kith_release(list);
    return st;
}
