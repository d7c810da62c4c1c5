/* Entities by a name as it is written: the texts of the index that have its
 * rarest word are compared with their rows, and rows beside the index. */
#include "store/named.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/names.h"

#include <string.h>

typedef struct {
    const kith_store *store;
    kith_text name;
    kith_named_by by;
    kith_names names;
    kith_alphabet alphabet;
    kith_words words; /* of the name */
    sqlite3_stmt *compare;
    uint32_t *found; /* two; 0 = not yet */
    kith_error *err;
} looking;

/* Words of the index that are written as one of the name is: those from
 * `first` on that are before `end`. */
typedef struct {
    uint32_t first;
    uint32_t end;
} range;

/* How each is asked for: whether an entity is called so, which beside the index
 * are, and which of all. */
static const struct {
    const char *compare; /* ?1 entity, ?2 place in the order of its texts */
    const char *newer;   /* ?1 last entity of the index */
    const char *stale;
    const char *all;
} statements[] = {
    [KITH_NAMED_BY_NAME] = {"SELECT 1 FROM entities WHERE number = ?1 AND"
                            " ?2 = 0 AND name = ?3",             "SELECT number FROM entities WHERE number > ?1"
                            " AND name = ?3 LIMIT 2",                          "SELECT e.number FROM outdated AS o JOIN entities"
                            " AS e ON e.number = o.number WHERE o.kind ="
                            " 'entity' AND o.number <= ?1 AND e.name = ?3"
                            " LIMIT 2",                           "SELECT number FROM entities WHERE name = ?3"
                            " LIMIT 2"                              },
    [KITH_NAMED_BY_ALIAS] = {"SELECT 1 FROM aliases WHERE entity = ?1 AND"
                             " position = ?2 - 1 AND text = ?3", "SELECT DISTINCT entity FROM aliases WHERE"
                             " entity > ?1 AND text = ?3 LIMIT 2", "SELECT DISTINCT a.entity FROM outdated AS o JOIN"
                             " aliases AS a ON a.entity = o.number WHERE o.kind"
                             " = 'entity' AND o.number <= ?1 AND a.text = ?3"
                             " LIMIT 2", "SELECT DISTINCT entity FROM aliases WHERE text ="
                             " ?3 LIMIT 2"},
};

static void note(const looking *l, uint32_t entity)
{
    uint32_t *found = l->found;
    if (found[0] == 0) {
        found[0] = entity;
    } else if (found[0] != entity && found[1] == 0) {
        found[1] = entity;
    }
}

/* -- rows ---------------------------------------------------------------- */

static kith_status note_row(void *context, sqlite3_stmt *row, kith_error *err)
{
    const looking *l = context;
    uint32_t number = 0;
    const kith_status st = kith_store_number(l->store, row, 0, &number, err);
    if (st == KITH_OK)
        note(l, number);
    return st;
}

static kith_status note_rows(looking *l, const char *sql)
{
    sqlite3_stmt *select = NULL;
    kith_status st = kith_store_prepare(l->store, &select, sql, l->err);
    if (st == KITH_OK) {
        sqlite3_bind_int64(select, 1, l->names.about.upto);
        kith_bind_text(select, 3, l->name);
        st = kith_store_each(l->store, select, note_row, l, l->err);
    }
    sqlite3_finalize(select);
    return st;
}

static kith_status note_beside(looking *l)
{
    const kith_status st = note_rows(l, statements[l->by].newer);
    return st == KITH_OK ? note_rows(l, statements[l->by].stale) : st;
}

/* -- words --------------------------------------------------------------- */

static int compare_words(kith_text a, kith_text b)
{
    const size_t shorter = a.length < b.length ? a.length : b.length;
    const int order = memcmp(a.data, b.data, shorter);
    if (order || a.length == b.length)
        return order;
    return a.length < b.length ? -1 : 1;
}

/* The first word that is not before `folded`: words are in order. */
static kith_status seek_word(looking *l, kith_text folded, uint32_t *out)
{
    uint32_t low = 0;
    for (uint32_t high = l->names.about.words; low < high;) {
        const uint32_t middle = low + (high - low) / 2;
        kith_names_word word;
        const kith_status st =
            kith_names_word_at(&l->names, middle, &word, l->err);
        if (st != KITH_OK)
            return st;
        if (compare_words(word.folded, folded) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out = low;
    return KITH_OK;
}

/* Words that are written so differ in how they are sounded: few do. */
static kith_status find_range(looking *l, kith_text folded, range *out)
{
    kith_names_word word;
    kith_status st = KITH_OK;
    KITH_TRY(st, seek_word(l, folded, &out->first), done);
    for (out->end = out->first; out->end < l->names.about.words; out->end++) {
        KITH_TRY(st, kith_names_word_at(&l->names, out->end, &word, l->err),
                 done);
        if (compare_words(word.folded, folded) != 0)
            break;
    }
done:
    return st;
}

static kith_status lists_size(looking *l, range words, size_t *out)
{
    *out = 0;
    for (uint32_t w = words.first; w < words.end; w++) {
        size_t size = 0;
        const kith_status st =
            kith_names_chunk_size(&l->names, KITH_NAMES_NAME, w, &size, l->err);
        if (st != KITH_OK)
            return st;
        *out += size;
    }
    return KITH_OK;
}

/* The word of the name that the fewest texts have; an empty range if one of
 * them is in none. */
static kith_status find_rarest(looking *l, range *out)
{
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < l->words.count && least; i++) {
        char folded[4 * KITH_WORDS_ROOM];
        range it;
        size_t size = 0;
        const kith_text text = {folded,
                                kith_word_fold(l->name, &l->words.words[i],
                                               folded)};
        kith_status st = find_range(l, text, &it);
        if (st == KITH_OK)
            st = lists_size(l, it, &size);
        if (st != KITH_OK)
            return st;
        if (size < least) {
            least = size;
            *out = it;
        }
    }
    return KITH_OK;
}

/* -- texts --------------------------------------------------------------- */

static kith_status compare(looking *l, uint32_t number)
{
    kith_names_text text;
    bool row = false;
    kith_status st = kith_names_text_at(&l->names, number, &text, l->err);
    if (st != KITH_OK)
        return st;
    if (text.joined || text.order == KITH_NAMES_ID)
        return KITH_OK;
    sqlite3_bind_int64(l->compare, 1, text.entity);
    sqlite3_bind_int64(l->compare, 2, text.order);
    st = kith_store_step(l->store, l->compare, &row, l->err);
    sqlite3_reset(l->compare);
    if (row)
        note(l, text.entity);
    return st;
}

/* Compare the texts of a word that have as many letters as the name. */
static kith_status compare_texts_of(looking *l, uint32_t word)
{
    kith_text list;
    uint32_t letters = 0;
    kith_status st = kith_names_list_at(&l->names, word, &list, l->err);
    while (st == KITH_OK && list.length && letters < l->words.length) {
        uint64_t count;
        uint32_t text = 0;
        if (!kith_names_take_group(&list, &letters, &count))
            return kith_names_damaged(l->store, l->err);
        for (; count && st == KITH_OK && !l->found[1]; count--) {
            if (!kith_take_rising(&list, &text, l->names.about.texts))
                return kith_names_damaged(l->store, l->err);
            if (letters == l->words.length)
                st = compare(l, text);
        }
        if (l->found[1])
            break;
    }
    return st;
}

static kith_status look_in_index(looking *l)
{
    range rarest = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(l->store, &l->compare,
                                statements[l->by].compare, l->err),
             done);
    kith_bind_text(l->compare, 3, l->name);
    KITH_TRY(st, find_rarest(l, &rarest), done);
    for (uint32_t w = rarest.first; w < rarest.end && !l->found[1]; w++)
        KITH_TRY(st, compare_texts_of(l, w), done);
    if (!l->found[1])
        st = note_beside(l);
done:
    return st;
}

static kith_status look(looking *l)
{
    static const kith_text none = {"", 0};
    kith_status st = kith_names_open(&l->names, l->store, l->err);
    if (st != KITH_OK)
        return st;
    kith_alphabet_init(&l->alphabet, none, NULL);
    l->alphabet.silent = true;
    if (kith_names_is_utf8(l->name))
        kith_words_of(&l->alphabet, l->name, &l->words);
    return l->words.count && l->names.about.upto
               ? look_in_index(l)
               : note_rows(l, statements[l->by].all);
}

kith_status kith_named_find(const kith_store *store,
                            const char *name,
                            kith_named_by by,
                            uint32_t found[2],
                            kith_error *err)
{
    looking *l = KITH_NEW(looking, 1);
    found[0] = found[1] = 0;
    if (!l)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    l->store = store;
    l->name = (kith_text){name, strlen(name)};
    l->by = by;
    l->found = found;
    l->err = err;
    const kith_status st = look(l);
    kith_names_close(&l->names);
    sqlite3_finalize(l->compare);
    kith_release(l);
    return st;
}
