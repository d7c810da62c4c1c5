/* How well the words of a name fit the words of a query.
 *
 * Each word of the query, from the first, takes the word of the name that fits
 * it best among those left: the same word counts 1, one that it begins about
 * 0.9, one with a typing error 0.65 to 0.8, one that contains it 0.6 to 0.8, an
 * initial 0.7 to 0.75. The mean over the query's letters is the fit; what the
 * name has beside it costs up to 0.15, another order of words 0.02. */
#include "base/near.h"
#include "graph/letters.h"

#include <string.h>

/* Names that fit less are not worth showing. */
static const double least_fit = 0.6;

static uint32_t errors_forgiven(uint32_t letters)
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
static double part_fit(kith_text wanted, kith_text word)
{
    const double share = (double)wanted.length / (double)word.length;
    if (wanted.length > word.length)
        return 0;
    if (!memcmp(wanted.data, word.data, wanted.length)) {
        if (wanted.length == word.length)
            return 1;
        return wanted.length == 1 ? 0.75 : 0.8 + 0.15 * share;
    }
    if (wanted.length > 1 &&
        memmem(word.data, word.length, wanted.data, wanted.length))
        return 0.6 + 0.2 * share;
    return 0;
}

static double word_fit(const kith_words *query,
                       const kith_word *wanted,
                       const kith_words *name,
                       const kith_word *word)
{
    const kith_text a = {query->letters + wanted->start, wanted->length};
    const kith_text b = {name->letters + word->start, word->length};
    const uint32_t missing = count_bits(wanted->set & ~word->set);
    const uint32_t most = errors_forgiven(wanted->length);
    double fit = missing ? 0 : part_fit(a, b);
    if (word->length == 1 && wanted->length > 1 && *a.data == *b.data)
        fit = larger(fit, 0.7);
    /* only faster: an error changes one letter of each set at most */
    if (fit >= 0.8 || missing > most ||
        count_bits(word->set & ~wanted->set) > most)
        return fit;
    const uint32_t errors = most ? kith_edits(a, b, most) : 1;
    if (errors > most)
        return fit;
    return larger(fit, 0.9 - (double)errors / (double)wanted->length);
}

/* The word of the name, not taken yet, that fits best; its fit is 0 if none
 * does. */
static size_t best_word(const kith_words *query,
                        const kith_word *wanted,
                        const kith_words *name,
                        uint32_t taken,
                        double *best)
{
    size_t best_at = 0;
    *best = 0;
    for (size_t i = 0; i < name->count && *best < 1; i++) {
        if (taken >> i & 1)
            continue;
        const double fit = word_fit(query, wanted, name, &name->words[i]);
        if (fit > *best) {
            *best = fit;
            best_at = i;
        }
    }
    return best_at;
}

double kith_words_fit(const kith_words *query, const kith_words *name)
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
        const size_t at = best_word(query, wanted, name, taken, &best);
        if (best <= 0)
            continue;
        taken |= UINT32_C(1) << at;
        taken_letters += name->words[at].length;
        certain = certain || name->words[at].length > 1 || wanted->length == 1;
        in_order = in_order && at >= after;
        after = at;
        sum += best * wanted->length;
    }
    const double fit = certain ? sum / (double)query->length : 0;
    if (fit < least_fit)
        return 0;
    const double share = (double)taken_letters / (double)name->length;
    return fit * (0.85 + 0.15 * share) * (in_order ? 1 : 0.98);
}
