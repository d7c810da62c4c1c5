/* Which texts of the index fit a question, the best first.
 *
 * The fits of its words, and how many of its letters these are, make what a
 * text can reach at most. Texts are compared in the order of that, until the
 * rest cannot be among the best: what comes out is exactly what comparing all
 * of them would give. */
#include "base/alloc.h"
#include "base/error.h"
#include "store/names_ranking.h"

#include <string.h>

typedef kith_names_ranking ranking;
typedef kith_names_reach reach;

/* A list of so many bytes is rather not walked for each text that was reached
 * by other words: to look at one of these takes as long as so many bytes. */
enum { BYTES_A_TEXT = 32 };

/* A word that fits a word of the question, as it is looked for in texts. */
typedef struct {
    const kith_names_fit *fit;
    size_t form;
    float share; /* what it adds at most */
    bool fresh;  /* it may be the first word of a text that is found */
    bool certain;
    bool alone; /* the form has one word */
} seeking;

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
    kith_names_candidate *list =
        kith_make_room(r->candidates, r->candidate_count, &r->candidate_room,
                       sizeof *list);
    if (!list)
        return false;
    r->candidates = list;
    list[r->candidate_count++] =
        (kith_names_candidate){text, (uint16_t)form,
                               (uint16_t)((most < 1 ? most : 1) *
                                          (KITH_NAMES_STEPS - 1))};
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

/* The texts that this form may find become candidates; begin anew.
 *
 * @param more     what words that were not looked for may add
 * @param letters  of these words */
static kith_status take_candidates(ranking *r,
                                   size_t form,
                                   double more,
                                   uint32_t letters)
{
    for (size_t i = 0; i < r->room && r->reached; i++) {
        const reach *at = &r->reaches[i];
        if (at->text && (at->certain || letters) &&
            !add_candidate(r, at->text - 1, form, (double)at->sum + more,
                           (double)(at->covered + letters) / at->letters))
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

static kith_status reach_word(ranking *r, size_t form, size_t word, bool fresh)
{
    const kith_words *words = &r->question->forms[form];
    const kith_names_fits *fits = &r->fits[form][word];
    const uint32_t length = words->words[word].length;
    const double weight = (double)length / (double)words->length;
    kith_status st = KITH_OK;
    r->stamp++;
    for (size_t i = 0; i < fits->count && st == KITH_OK; i++) {
        const kith_names_fit *fit = &fits->items[i];
        const seeking s = {
            .fit = fit,
            .form = form,
            .share = (float)(fit->fit * weight),
            .fresh = fresh,
            .certain = fit->length > 1 || length == 1,
            .alone = words->count == 1,
        };
        st = reach_texts(r, &s);
    }
    return st;
}

/* -- words that very many texts have ------------------------------------- */

/* Compare the texts that were reached, whatever the words `left` may add. */
static kith_status compare_reached(ranking *r, size_t form, uint32_t left)
{
    kith_names_candidate *const list = r->candidates;
    const size_t count = r->candidate_count;
    const size_t room = r->candidate_room;
    const kith_names_bound bound = kith_names_bound_of(r, form, left);
    kith_status st = KITH_OK;
    r->candidates = NULL;
    r->candidate_count = r->candidate_room = 0;
    if (r->reached)
        st = take_candidates(r, form, bound.sum, bound.letters);
    if (st == KITH_OK)
        st = kith_names_compare_all(r);
    kith_release(r->candidates);
    r->candidates = list;
    r->candidate_count = count;
    r->candidate_room = room;
    return st;
}

/* The next of the words `left`: long words first, but those that very many
 * texts have come last, rarer ones first. */
static size_t next_word(const kith_words *words,
                        const size_t *sizes,
                        uint32_t left)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < words->count; i++) {
        if (!(left >> i & 1))
            continue;
        if (best == SIZE_MAX || sizes[i] < sizes[best] ||
            (sizes[i] == sizes[best] &&
             words->words[i].length > words->words[best].length))
            best = i;
    }
    return best;
}

static bool may_be_first(const kith_words *words, uint32_t left)
{
    double letters = 0;
    for (size_t i = 0; i < words->count; i++)
        letters += left >> i & 1 ? words->words[i].length : 0;
    return letters / (double)words->length >= KITH_LEAST_FIT;
}

/* The rest of a form, of which very many texts have each word. */
static kith_status browse_form(ranking *r,
                               size_t form,
                               const size_t *sizes,
                               uint32_t left)
{
    const kith_words *words = &r->question->forms[form];
    kith_status st = compare_reached(r, form, left);
    while (st == KITH_OK && left && may_be_first(words, left)) {
        const size_t word = next_word(words, sizes, left);
        st = kith_names_browse(r, form, word, left);
        left &= ~(UINT32_C(1) << word);
    }
    return st;
}

/* Once the words left are too few letters to find a text by themselves, they
 * only add to texts that have others. */
static kith_status reach_form(ranking *r, size_t form)
{
    const kith_words *words = &r->question->forms[form];
    size_t sizes[KITH_WORDS_MOST]; /* of long lists */
    uint32_t left = (uint32_t)((UINT64_C(1) << words->count) - 1);
    kith_status st = KITH_OK;
    for (size_t i = 0; i < words->count; i++) {
        KITH_TRY(st, find_fits(r, form, i), done);
        KITH_TRY(st, kith_names_long_lists(r, form, i, &sizes[i]), done);
    }
    while (left) {
        const size_t word = next_word(words, sizes, left);
        const bool fresh = may_be_first(words, left);
        if (sizes[word] && r->hits->most &&
            (fresh || BYTES_A_TEXT * r->reached < sizes[word]))
            return browse_form(r, form, sizes, left);
        left &= ~(UINT32_C(1) << word);
        KITH_TRY(st, reach_word(r, form, word, fresh), done);
    }
    st = take_candidates(r, form, 0, 0);
done:
    return st;
}

/* -- all of it ----------------------------------------------------------- */

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
    return st == KITH_OK ? kith_names_compare_all(r) : st;
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
