#ifndef KITH_STORE_NAMES_H
#define KITH_STORE_NAMES_H

/** The index of names in a base: its form, and how it is read.
 *
 *  A word is a folded word with its sound; words are numbered in the order of
 *  their bytes. A text is a name, an alias or an id as a list of words; texts
 *  are numbered in the order of entities. Parts of table name_index:
 *
 *  "word"  each word: how it is sounded (kith_sounding) and four times the
 *          bytes that it shares with the word before; if it has a sound of its
 *          own the length of what follows; the rest of the folded word; the
 *          sound
 *  "name"  each word: the texts that have it, those of as many letters
 *          together: twice how many letters more than before, and one more if
 *          it is one text; if not, how many; their numbers
 *  "text"  each text: what kind it is (kith_names_kind) and four times how many
 *          entities after that of the text before; if it is of another kind,
 *          twice its order, and one more if it is joined; its letters; of each
 *          word its number + 1, or 0 if it is the one in this place of the text
 *          before, of ids the id before
 *  "gram"  three letters in a row: numbers of the words that have them
 *  "long"  each word of which "name" has KITH_NAMES_LONG_LIST bytes or more:
 * its number, how many bytes; one chunk, if there are any
 *
 *  Numbers are varints of seven bits a byte, the lowest first; rising numbers
 *  are written as differences. The first three parts are items with their
 *  length before them, KITH_NAMES_CHUNK in a chunk, after the places in the
 *  chunk of every KITH_NAMES_GROUP-th of them as little-endian numbers of four
 *  bytes: before these there is nothing that they could refer to. Chunks of
 *  grams bear the first key that is in them; keys and lists
 *  with their lengths follow. */

#include "graph/letters.h"
#include "store/shape.h"
#include "store/store.h"

enum { KITH_NAMES_CHUNK = 64, KITH_NAMES_GROUP = 16 };
enum { KITH_NAMES_LONG_LIST = 1 << 13 };

/** The order of a text of an entity: the name, then aliases, the id last. */
#define KITH_NAMES_ID UINT32_MAX

/** What "word" says of a sound. */
typedef enum kith_sounding {
    KITH_SOUND_NONE = 0,
    KITH_SOUND_SAME, /**< the folded word */
    KITH_SOUND_OTHER,
    KITH_SOUND_CONSONANTS
} kith_sounding;

/** What "text" says of the kind of a text. */
typedef enum kith_names_kind {
    KITH_NAMES_KIND_ID = 0,
    KITH_NAMES_KIND_NAME,
    KITH_NAMES_KIND_JOINED, /**< a name without its hyphens */
    KITH_NAMES_KIND_OTHER
} kith_names_kind;

/** What is known of the index: table name_indexing. All zero if there is none;
 *  all but `folding` if another version of kith has made it. */
typedef struct kith_names_about {
    uint32_t upto; /**< largest number of an entity that is in it */
    uint32_t words;
    uint32_t texts;
    int folding;        /**< KITH_FOLDING_VERSION of who made it */
    bool asked;         /**< ICU was needed for making it */
    char romanizer[16]; /**< its version; "" if there was none */
} kith_names_about;

/* -- grams --------------------------------------------------------------- */

/** Keys of grams beyond those of three letters. */
#define KITH_GRAM_ONE_LETTER (UINT64_C(0x110001) << 42)
#define KITH_GRAM_CONSONANTS (UINT64_C(0x110000) << 42)

/** More grams than any word has of one spelling. */
enum { KITH_GRAMS_MOST = KITH_WORDS_ROOM + 2 };

static inline uint64_t kith_gram(uint32_t a, uint32_t b, uint32_t c)
{
    return (uint64_t)a << 42 | (uint64_t)b << 21 | c;
}

/** The letters of valid UTF-8; at most KITH_WORDS_ROOM. */
size_t kith_codes_of(kith_text text, uint32_t *codes);

/** The grams of letters with a blank before and after them: as many as
 *  letters. */
size_t kith_grams_of(const uint32_t *codes, size_t count, uint64_t *grams);

/* -- numbers ------------------------------------------------------------- */

void kith_put_varint(kith_bytes *bytes, uint64_t value);

/** Take a number off the front; false if there is none. */
static inline bool kith_take_varint(kith_text *rest, uint64_t *value)
{
    *value = 0;
    for (unsigned shift = 0; rest->length && shift < 64; shift += 7) {
        const unsigned char byte = (unsigned char)*rest->data;
        *rest = (kith_text){rest->data + 1, rest->length - 1};
        *value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            return true;
    }
    return false;
}

/** The next of rising numbers below `limit`. */
static inline bool kith_take_rising(kith_text *rest,
                                    uint32_t *number,
                                    uint32_t limit)
{
    uint64_t step;
    if (!kith_take_varint(rest, &step) || step >= limit ||
        *number + step >= limit)
        return false;
    *number += (uint32_t)step;
    return true;
}

/* -- making -------------------------------------------------------------- */

/** Make the index of all names anew, within a transaction.
 *
 *  @param progress  told of halves of entities that are done; may be NULL
 *  @return KITH_OK; KITH_E_LIMIT (`progress` said so); KITH_E_IO; KITH_E_SYNTAX
 * (a text is no UTF-8); KITH_E_MEMORY
 *
 *  Cost: about 1 µs a text.
 */
KITH_NODISCARD kith_status kith_names_build(const kith_store *store,
                                            kith_progress *progress,
                                            void *context,
                                            kith_error *err);

/** The same if so many entities have come or changed since that searching them
 *  one by one takes long. To be called before a transaction that changed rows
 * of entities is committed, if they stay in table outdated; else the index is
 * to be made anew. */
KITH_NODISCARD kith_status kith_names_refresh(const kith_store *store,
                                              kith_error *err);

/* -- reading ------------------------------------------------------------- */

typedef enum kith_names_part_kind {
    KITH_NAMES_WORD = 0,
    KITH_NAMES_NAME,
    KITH_NAMES_TEXT,
    KITH_NAMES_GRAM,
    KITH_NAMES_LONG,
    KITH_NAMES_PARTS
} kith_names_part_kind;

extern const char *const kith_names_parts[KITH_NAMES_PARTS];

/** A part, and the chunk of it that was read last. */
typedef struct kith_names_part {
    sqlite3_stmt *select;
    sqlite3_int64 first; /**< row of its chunk 0 */
    kith_text data;      /**< of the chunk */
    sqlite3_int64 chunk; /**< -1 = none */
    uint32_t next;       /**< item that `rest` begins with */
    kith_text rest;
} kith_names_part;

/** The words of a text. */
typedef struct kith_names_list {
    uint32_t words[KITH_WORDS_MOST];
    size_t count;
} kith_names_list;

typedef struct kith_names {
    const kith_store *store;
    kith_names_about about;
    kith_names_part parts[KITH_NAMES_PARTS];
    sqlite3_stmt *size; /**< of a chunk by its row */
    uint8_t *marks; /**< two of each word, all 0 between searches for words */
    char folded[4 * KITH_WORDS_ROOM]; /**< the word that was read last */
    size_t folded_length;
    uint32_t entity;         /**< of the text that was read last */
    kith_names_list last[2]; /**< the last text, and the last id */
} kith_names;

/** What there is of an index. */
KITH_NODISCARD kith_status kith_names_read_about(const kith_store *store,
                                                 kith_names_about *about,
                                                 kith_error *err);

/** Open the index of a base; kith_names_close() also after a failure. */
KITH_NODISCARD kith_status kith_names_open(kith_names *names,
                                           const kith_store *store,
                                           kith_error *err);

void kith_names_close(kith_names *names);

/** Stand at item `number` of one of the first three parts, or at one before it
 *  in its group: part->next says at which. */
KITH_NODISCARD kith_status kith_names_seek(kith_names *names,
                                           kith_names_part_kind kind,
                                           uint32_t number,
                                           kith_error *err);

/** The item to stand at, until a chunk is read; then stand at the next. False
 * if it cannot be read. */
bool kith_names_next(kith_names_part *part, kith_text *item);

/** The list of a word, from part "name", until the next is read. */
KITH_NODISCARD kith_status kith_names_list_at(kith_names *names,
                                              uint32_t word,
                                              kith_text *list,
                                              kith_error *err);

/** Take how many letters the next texts of a list have and how many texts these
 *  are off its front; their numbers follow. `*letters` begins with 0. */
bool kith_names_take_group(kith_text *list, uint32_t *letters, uint64_t *count);

/** Bytes of the chunk that an item is in, which are not read for this: no item
 * is longer, and one that is long is in a long one. */
KITH_NODISCARD kith_status kith_names_chunk_size(const kith_names *names,
                                                 kith_names_part_kind kind,
                                                 uint32_t number,
                                                 size_t *size,
                                                 kith_error *err);

/** Part "long". */
KITH_NODISCARD kith_status kith_names_longs(kith_names *names,
                                            kith_text *longs,
                                            kith_error *err);

/** Put the lists of all grams from `first` to `last` into `lists`, each with
 *  its length, a varint, before it. */
KITH_NODISCARD kith_status kith_names_grams(kith_names *names,
                                            uint64_t first,
                                            uint64_t last,
                                            kith_bytes *lists,
                                            kith_error *err);

/** A word as it is in the index. */
typedef struct kith_names_word {
    kith_text folded;
    kith_text sound;
    bool consonants;
} kith_names_word;

/** Word `number`, until the next is read. */
KITH_NODISCARD kith_status kith_names_word_at(kith_names *names,
                                              uint32_t number,
                                              kith_names_word *out,
                                              kith_error *err);

/** A text as it is in the index. */
typedef struct kith_names_text {
    uint32_t entity; /**< number of its row */
    uint32_t order;  /**< 0 = the name, 1 + position of an alias, or
                          KITH_NAMES_ID */
    bool joined;     /**< hyphens have been left out */
    uint32_t letters;
    const kith_names_list *list; /**< until the next is read */
} kith_names_text;

/** Text `number`. */
KITH_NODISCARD kith_status kith_names_text_at(kith_names *names,
                                              uint32_t number,
                                              kith_names_text *out,
                                              kith_error *err);

/** Whether a text of a row or an index can be taken apart. */
bool kith_names_is_utf8(kith_text text);

kith_status kith_names_damaged(const kith_store *store, kith_error *err);

#endif /* KITH_STORE_NAMES_H */
