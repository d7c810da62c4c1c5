/* How well the words of a name fit the words of a query.
 *
 * Each word of the query, from the first, takes the word of the name that fits
 * it best among those left: the same word counts 1, one that it begins about
 * 0.9, one with a typing error 0.65 to 0.8, one that contains it 0.6 to 0.8, an
 * initial 0.7 to 0.75. What only sounds so counts 0.97 of that; beside a word
 * without vowels the consonants count, 0.7 for two of them and 0.85 for more.
 * The mean over the query's letters is the fit; what the name has beside it
 * costs up to 0.15, another order of words 0.02. */
#include "base/near.h"
#include "graph/letters.h"

#include <string.h>

/* What sounds the same counts so much of what is written the same. */
static const double sound_share = 0.97;

/* Within a word nothing shorter is looked for, save where a letter is a word.
 */
enum { LEAST_WITHIN = 3, FEW_CONSONANTS = 1 << 10 };

/* One way to spell a word. */
typedef struct {
    kith_text text;
    uint32_t set;
    bool initial; /* the word is one letter */
    bool dense;
} spelling;

uint32_t kith_errors_forgiven(uint32_t letters)
{
    if (letters >= 8)
        return 2;
    return letters >= 4 ? 1 : 0;
}

static uint32_t count_bits(uint32_t set)
{
    return (uint32_t)__builtin_popcount(set);
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* The query's word, whose letters the other has all, within it. */
static double part_fit(const spelling *wanted, const spelling *word)
{
    const kith_text a = wanted->text;
    const kith_text b = word->text;
    const double share = (double)a.length / (double)b.length;
    if (a.length > b.length)
        return 0;
    if (!memcmp(a.data, b.data, a.length)) {
        if (a.length == b.length)
            return 1;
        return wanted->initial && !wanted->dense ? KITH_INITIAL_FIT
                                                 : 0.8 + 0.15 * share;
    }
    if ((a.length >= LEAST_WITHIN || wanted->dense) &&
        memmem(b.data, b.length, a.data, a.length))
        return 0.6 + 0.2 * share;
    return 0;
}

static bool is_initial(const spelling *wanted, const spelling *word)
{
    return word->initial && !wanted->initial &&
           word->text.length <= wanted->text.length &&
           !memcmp(wanted->text.data, word->text.data, word->text.length);
}

static double spelling_fit(const spelling *wanted, const spelling *word)
{
    const uint32_t missing = count_bits(wanted->set & ~word->set);
    const uint32_t most = kith_errors_forgiven((uint32_t)wanted->text.length);
    double fit = missing ? 0 : part_fit(wanted, word);
    if (is_initial(wanted, word))
        fit = larger(fit, 0.7);
    /* only faster: an error changes one letter of each set at most */
    if (fit >= 0.8 || missing > most ||
        count_bits(word->set & ~wanted->set) > most)
        return fit;
    const uint32_t errors =
        most ? kith_edits(wanted->text, word->text, most) : 1;
    if (errors > most)
        return fit;
    return larger(fit, 0.9 - (double)errors / (double)wanted->text.length);
}

static spelling as_written(const kith_words *words, const kith_word *word)
{
    return (spelling){
        {words->letters + word->start, word->length},
        word->set,
        word->length == 1,
        word->dense
    };
}

static spelling as_sounded(const kith_words *words, const kith_word *word)
{
    return (spelling){
        {words->sounds + word->sound, word->sound_length},
        word->sound_set,
        word->length == 1 && !word->dense,
        false
    };
}

static double consonants_fit(kith_text a, kith_text b)
{
    const uint64_t wanted = kith_consonants(a);
    if (!wanted || wanted != kith_consonants(b))
        return 0;
    return wanted < FEW_CONSONANTS ? 0.7 : 0.85;
}

double kith_word_fit(const kith_words *query,
                     size_t wanted,
                     const kith_words *name,
                     size_t word)
{
    const kith_word *a = &query->words[wanted];
    const kith_word *b = &name->words[word];
    spelling x = as_written(query, a);
    spelling y = as_written(name, b);
    const double fit = spelling_fit(&x, &y);
    if (fit >= sound_share || !a->sound_length || !b->sound_length)
        return fit;
    x = as_sounded(query, a);
    y = as_sounded(name, b);
    if (a->consonants || b->consonants)
        return larger(fit, consonants_fit(x.text, y.text));
    return larger(fit, sound_share * spelling_fit(&x, &y));
}

/* The word of the name, not taken yet, that fits best; its fit is 0 if none
 * does. */
static size_t best_word(size_t wanted,
                        size_t count,
                        uint32_t taken,
                        kith_word_fits *fits,
                        const void *context,
                        double *best)
{
    size_t best_at = 0;
    *best = 0;
    for (size_t i = 0; i < count && *best < 1; i++) {
        if (taken >> i & 1)
            continue;
        const double fit = fits(context, wanted, i);
        if (fit > *best) {
            *best = fit;
            best_at = i;
        }
    }
    return best_at;
}

double kith_words_fit_by(const kith_words *query,
                         const kith_word *words,
                         size_t count,
                         size_t letters,
                         kith_word_fits *fits,
                         const void *context)
{
    uint32_t taken = 0; /* a bit a word of the name */
    size_t taken_letters = 0;
    size_t after = 0;
    bool in_order = true;
    bool certain = false; /* more than words shrunk to initials */
    double sum = 0;
    for (size_t i = 0; i < query->count; i++) {
        const kith_word *wanted = &query->words[i];
        double best = 0;
        const size_t at = best_word(i, count, taken, fits, context, &best);
        if (best <= 0)
            continue;
        taken |= UINT32_C(1) << at;
        taken_letters += words[at].length;
        certain = certain || words[at].length > 1 || wanted->length == 1;
        in_order = in_order && at >= after;
        after = at;
        sum += best * wanted->length;
    }
    const double fit = certain ? sum / (double)query->length : 0;
    if (fit < KITH_LEAST_FIT)
        return 0;
    const double share = (double)taken_letters / (double)letters;
    return fit * kith_share_worth(share) * (in_order ? 1 : 0.98);
}

typedef struct {
    const kith_words *query;
    const kith_words *name;
} pair;

static double compare(const void *context, size_t wanted, size_t word)
{
    const pair *p = context;
    return kith_word_fit(p->query, wanted, p->name, word);
}

double kith_words_fit(const kith_words *query, const kith_words *name)
{
    const pair p = {query, name};
    return kith_words_fit_by(query, name->words, name->count, name->length,
                             compare, &p);
}
