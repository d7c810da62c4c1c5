/* Which words of the index fit a word of a question: by three letters in a row
 * those that may, then each is compared.
 *
 * A word within another shares all that is between its blanks. An error changes
 * at most four grams of a word of n letters, which has n with its blanks: two
 * letters that are swapped are in four. So a word with k errors shares n - 4 k
 * at least, and always one, but for two kinds: "abcd" as "acbd", and "abcdefgh"
 * as "acbdegfh", which are looked up as they would be written. */
#include "store/names_match.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NARROWING = 3, ALL_LETTERS = (1 << 21) - 1 };

typedef struct {
    kith_names *names;
    bool only;         /* words that are the letter asked for */
    uint8_t *shared;   /* grams that a word shares, for one list of grams */
    uint8_t *may;      /* whether a word may fit */
    uint32_t *touched; /* words with `shared` */
    size_t touched_count;
    size_t touched_room;
    kith_bytes lists;
    size_t list_at[KITH_GRAMS_MOST];
    kith_error *err;
} matching;

static kith_status no_memory(matching *m)
{
    return kith_fail(m->err, KITH_E_MEMORY, "out of memory");
}

/* -- lists --------------------------------------------------------------- */

/* Take a list with its length off the front. */
static bool take_list(kith_text *rest, kith_text *list)
{
    uint64_t length;
    if (!kith_take_varint(rest, &length) || length > rest->length)
        return false;
    *list = (kith_text){rest->data, (size_t)length};
    *rest = (kith_text){rest->data + length, rest->length - length};
    return true;
}

static bool touch(matching *m, uint32_t word)
{
    if (m->touched_count == m->touched_room) {
        uint32_t *larger = kith_make_room(m->touched, m->touched_count,
                                          &m->touched_room, sizeof *larger);
        if (!larger)
            return false;
        m->touched = larger;
    }
    m->touched[m->touched_count++] = word;
    return true;
}

/* Count `times` more for each word of a list. */
static kith_status count_list(matching *m, kith_text list, uint32_t times)
{
    uint32_t word = 0;
    while (list.length) {
        if (!kith_take_rising(&list, &word, m->names->about.words))
            return kith_names_damaged(m->names->store, m->err);
        if (m->shared[word] == 0 && !touch(m, word))
            return no_memory(m);
        const uint32_t count = m->shared[word] + times;
        m->shared[word] = (uint8_t)(count < UINT8_MAX ? count : UINT8_MAX);
    }
    return KITH_OK;
}

/* Those counted often enough may fit; begin to count anew. */
static void take_counted(matching *m, uint32_t least)
{
    for (size_t i = 0; i < m->touched_count; i++) {
        const uint32_t word = m->touched[i];
        if (m->shared[word] >= least)
            m->may[word] = 1;
        m->shared[word] = 0;
    }
    m->touched_count = 0;
}

/* All words with a gram from `first` to `last` may fit. */
static kith_status take_range(matching *m, uint64_t first, uint64_t last)
{
    kith_text list;
    m->lists.used = 0;
    kith_status st = kith_names_grams(m->names, first, last, &m->lists, m->err);
    kith_text rest = {m->lists.data, m->lists.used};
    while (st == KITH_OK && rest.length && take_list(&rest, &list))
        st = count_list(m, list, 1);
    take_counted(m, 1);
    return st;
}

static kith_status take_key(matching *m, uint64_t key)
{
    return take_range(m, key, key);
}

/* Read the lists of some grams; that of grams[i] begins at list_at[i]. */
static kith_status read_lists(matching *m, const uint64_t *grams, size_t count)
{
    m->lists.used = 0;
    for (size_t i = 0; i < count; i++) {
        m->list_at[i] = m->lists.used;
        const kith_status st =
            kith_names_grams(m->names, grams[i], grams[i], &m->lists, m->err);
        if (st != KITH_OK)
            return st;
    }
    m->list_at[count] = m->lists.used;
    return KITH_OK;
}

static kith_text list_of(const matching *m, size_t i)
{
    const size_t length = m->list_at[i + 1] - m->list_at[i];
    kith_text list = {0};
    if (length == 0)
        return list; /* there may be no data at all */
    kith_text rest = {m->lists.data + m->list_at[i], length};
    return take_list(&rest, &list) ? list : (kith_text){0};
}

/* Words that have all of some grams; the rarest say most. */
static kith_status take_common(matching *m, const uint64_t *grams, size_t count)
{
    bool used[KITH_GRAMS_MOST] = {false};
    const size_t most = count < MOST_NARROWING ? count : MOST_NARROWING;
    kith_status st = read_lists(m, grams, count);
    size_t taken = 0;
    for (; taken < most && st == KITH_OK; taken++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            if (!used[i] && (best == SIZE_MAX ||
                             list_of(m, i).length < list_of(m, best).length))
                best = i;
        }
        used[best] = true;
        for (size_t i = 0; i < count; i++)
            used[i] = used[i] || grams[i] == grams[best];
        st = count_list(m, list_of(m, best), 1);
        size_t left = 0;
        for (size_t i = 0; i < count; i++)
            left += !used[i];
        if (left == 0) {
            taken++;
            break;
        }
    }
    take_counted(m, (uint32_t)taken);
    return st;
}

/* -- spellings ----------------------------------------------------------- */

/* What the spelling begins or is within. */
static kith_status take_longer(matching *m,
                               const uint32_t *codes,
                               size_t count,
                               bool dense)
{
    uint64_t grams[KITH_GRAMS_MOST];
    const uint32_t second = count > 1 ? codes[1] : 0;
    const uint32_t last = count > 1 ? codes[1] : ALL_LETTERS;
    kith_status st = KITH_OK;
    kith_grams_of(codes, count, grams);
    if (count > 2)
        return take_common(m, grams + 1, count - 2);
    st = take_range(m, kith_gram(' ', codes[0], second),
                    kith_gram(' ', codes[0], last));
    if (st == KITH_OK && dense)
        st = take_range(m, kith_gram(codes[0], second, 0),
                        kith_gram(codes[0], last, ALL_LETTERS));
    return st;
}

static void swap(uint32_t *codes, size_t at)
{
    const uint32_t one = codes[at];
    codes[at] = codes[at + 1];
    codes[at + 1] = one;
}

/* The ways of writing it wrongly that share nothing with it. */
static kith_status take_swapped(matching *m,
                                const uint32_t *codes,
                                size_t count)
{
    uint64_t grams[8];
    uint32_t swapped[8];
    if (count != 4 && count != 8)
        return KITH_OK;
    memcpy(swapped, codes, count * sizeof *codes);
    swap(swapped, 1);
    if (count == 8)
        swap(swapped, 5);
    kith_grams_of(swapped, count, grams);
    return take_common(m, grams, count);
}

static kith_status take_similar(matching *m,
                                const uint32_t *codes,
                                size_t count)
{
    uint64_t grams[KITH_GRAMS_MOST];
    const size_t errors = kith_errors_forgiven((uint32_t)count);
    const size_t least = count > 4 * errors ? count - 4 * errors : 1;
    kith_grams_of(codes, count, grams);
    kith_status st = read_lists(m, grams, count);
    for (size_t i = 0; i < count && st == KITH_OK; i++) {
        uint32_t times = 0;
        bool first = true;
        for (size_t j = 0; j < count; j++) {
            times += grams[j] == grams[i];
            first = first && (j >= i || grams[j] != grams[i]);
        }
        if (first)
            st = count_list(m, list_of(m, i), times);
    }
    take_counted(m, (uint32_t)(least < UINT8_MAX ? least : UINT8_MAX));
    return st == KITH_OK ? take_swapped(m, codes, count) : st;
}

static kith_status take_spelling(matching *m,
                                 const uint32_t *codes,
                                 size_t count,
                                 bool dense)
{
    if (m->only)
        return take_key(m, kith_gram(' ', codes[0], ' '));
    kith_status st = take_longer(m, codes, count, dense);
    if (st == KITH_OK && kith_errors_forgiven((uint32_t)count))
        st = take_similar(m, codes, count);
    return st;
}

/* -- comparing ----------------------------------------------------------- */

static kith_status compare(matching *m,
                           const kith_question *q,
                           size_t form,
                           size_t wanted,
                           kith_names_fits *out)
{
    kith_words one;
    kith_status st = KITH_OK;
    for (uint32_t w = 0; w < m->names->about.words; w++) {
        const uint8_t *next = memchr(m->may + w, 1, m->names->about.words - w);
        kith_names_word word;
        if (!next)
            break;
        w = (uint32_t)(next - m->may);
        m->may[w] = 0;
        KITH_TRY(st, kith_names_word_at(m->names, w, &word, m->err), done);
        kith_words_one(&q->alphabet, word.folded, word.sound, word.consonants,
                       &one);
        const double fit = kith_word_fit(&q->forms[form], wanted, &one, 0);
        if (fit <= 0)
            continue;
        if (out->count == out->room) {
            kith_names_fit *items = kith_make_room(out->items, out->count,
                                                   &out->room, sizeof *items);
            if (!items) {
                st = no_memory(m);
                goto done;
            }
            out->items = items;
        }
        out->items[out->count++] =
            (kith_names_fit){w, one.words[0].length, fit};
    }
done:
    return st;
}

static kith_status take_all(matching *m,
                            const kith_question *q,
                            size_t form,
                            size_t wanted)
{
    const kith_word *word = &q->forms[form].words[wanted];
    char folded[4 * KITH_WORDS_ROOM];
    uint32_t codes[KITH_WORDS_ROOM];
    const kith_text text = {folded, kith_word_fold(kith_question_text(q, form),
                                                   word, folded)};
    const kith_text sound = {q->forms[form].sounds + word->sound,
                             word->sound_length};
    const uint64_t consonants = kith_consonants(sound);
    kith_status st = KITH_OK;
    KITH_TRY(st,
             take_spelling(m, codes, kith_codes_of(text, codes), word->dense),
             done);
    if (sound.length && !word->consonants)
        KITH_TRY(st,
                 take_spelling(m, codes, kith_codes_of(sound, codes), false),
                 done);
    if (word->length > 1)
        KITH_TRY(st, take_key(m, KITH_GRAM_ONE_LETTER), done);
    if (consonants)
        st = take_key(m, KITH_GRAM_CONSONANTS | consonants);
done:
    return st;
}

bool kith_names_is_letter(const kith_question *question,
                          size_t form,
                          size_t wanted)
{
    const kith_word *word = &question->forms[form].words[wanted];
    return word->length == 1 && word->sound_length < 2 && !word->dense;
}

kith_status kith_names_match(kith_names *names,
                             const kith_question *question,
                             size_t form,
                             size_t wanted,
                             bool only,
                             kith_names_fits *out,
                             kith_error *err)
{
    matching m = {.names = names, .only = only, .err = err};
    kith_status st = KITH_OK;
    const size_t words = (size_t)names->about.words + 1;
    if (!names->marks)
        names->marks = KITH_NEW(uint8_t, 2 * words);
    if (!names->marks)
        return no_memory(&m);
    m.shared = names->marks;
    m.may = names->marks + words;
    st = take_all(&m, question, form, wanted);
    if (st == KITH_OK)
        st = compare(&m, question, form, wanted, out);
    kith_release(m.touched);
    kith_release(m.lists.data);
    return st;
}
