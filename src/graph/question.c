/* What is looked for, in all the ways in which it is compared. */
#include "graph/question.h"

#include "base/utf8.h"

/* A question of more words is compared as it is written only. */
enum { MOST_JOINED = 5 };

/* The text of form 0 with the words from `first` to `last` as one. */
static void join(kith_question *q, size_t first, size_t last)
{
    const kith_words *as_written = &q->forms[0];
    char *out = q->texts[q->count];
    size_t used = 0;
    for (size_t i = 0; i < as_written->count; i++) {
        const kith_word *word = &as_written->words[i];
        const size_t length = word->to - word->from;
        if (i && (i <= first || i > last))
            out[used++] = ' ';
        memcpy(out + used, q->written.data + word->from, length);
        used += length;
    }
    kith_words_of(&q->alphabet, (kith_text){out, used}, &q->forms[q->count]);
    q->count++;
}

static void add_joined(kith_question *q)
{
    const size_t words = q->forms[0].count;
    const bool joins = words > 1 && words <= MOST_JOINED &&
                       q->written.length < KITH_HYPHENATED_MOST;
    for (size_t i = 0; joins && i + 1 < words; i++)
        join(q, i, i + 1);
    if (joins && words > 2)
        join(q, 0, words - 1);
}

/* A Chinese name as its surname and the rest: it is written so in Latin. */
static void part_surname(kith_question *q)
{
    const kith_word *word = &q->forms[0].words[0];
    char *out = q->texts[q->count];
    if (q->forms[0].count != 1 || !word->dense || word->length < 2 ||
        word->length > 4 || !word->sound_length)
        return;
    const size_t length = word->to - word->from;
    size_t first = 0;
    kith_utf8_decode(q->written.data + word->from, &first);
    memcpy(out, q->written.data + word->from, first);
    out[first] = ' ';
    memcpy(out + first + 1, q->written.data + word->from + first,
           length - first);
    kith_words_of(&q->alphabet, (kith_text){out, length + 1},
                  &q->forms[q->count]);
    q->count++;
}

/* Names need no sound where no word of the question has one. */
static bool is_silent(const kith_question *q)
{
    return q->forms[0].sounded == 0;
}

void kith_question_init(kith_question *question,
                        kith_text query,
                        bool han,
                        kith_romanizer *romanizer)
{
    kith_question *q = question;
    kith_alphabet_init(&q->alphabet, query, romanizer);
    memset(q->texts, 0, sizeof q->texts);
    q->written = query;
    q->has_han = false;
    q->alphabet.leave_han = !han;
    kith_words_of(&q->alphabet, query, &q->forms[0]);
    q->count = q->forms[0].count > 0;
    for (size_t i = 0; i < q->forms[0].count; i++) {
        q->has_han =
            q->has_han || (q->forms[0].words[i].dense && !han && romanizer);
    }
    add_joined(q);
    part_surname(q);
    q->alphabet.silent = is_silent(q);
    q->alphabet.leave_han = false;
}

static double best_form(const kith_question *q, const kith_words *words)
{
    double best = 0;
    for (size_t i = 0; i < q->count && best < 1; i++) {
        const double share = i ? KITH_JOINED_SHARE : 1;
        const double fit = share * kith_words_fit(&q->forms[i], words);
        best = fit > best ? fit : best;
    }
    return best;
}

double kith_question_fit(const kith_question *question,
                         kith_text text,
                         bool is_id,
                         kith_words *words)
{
    char whole[KITH_HYPHENATED_MOST];
    kith_words_of(&question->alphabet, text, words);
    const double fit = best_form(question, words);
    const size_t length =
        is_id || fit == 1 ? 0 : kith_unhyphenated(text, whole);
    if (!length)
        return fit;
    kith_words_of(&question->alphabet, (kith_text){whole, length}, words);
    const double joined = KITH_JOINED_SHARE * best_form(question, words);
    return joined > fit ? joined : fit;
}
