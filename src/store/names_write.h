#ifndef KITH_STORE_NAMES_WRITE_H
#define KITH_STORE_NAMES_WRITE_H

#include "base/pages.h"
#include "store/names.h"

/** Writes the chunks of the index of names, part by part. */
typedef struct kith_names_writer {
    const kith_store *store;
    sqlite3_stmt *insert;
    kith_names_part_kind kind;
    sqlite3_int64 chunk;
    uint32_t places[KITH_NAMES_CHUNK / KITH_NAMES_GROUP];
    uint32_t items; /**< in the chunk in hand */
    kith_bytes body;
    kith_bytes whole;
} kith_names_writer;

KITH_NODISCARD kith_status kith_names_writer_open(kith_names_writer *writer,
                                                  const kith_store *store,
                                                  kith_error *err);

void kith_names_writer_close(kith_names_writer *writer);

/** Begin one of the first three parts. */
void kith_names_begin(kith_names_writer *writer, kith_names_part_kind part);

/** Put the next item. */
KITH_NODISCARD kith_status kith_names_put(kith_names_writer *writer,
                                          const kith_bytes *item,
                                          kith_error *err);

/** End the part. */
KITH_NODISCARD kith_status kith_names_end(kith_names_writer *writer,
                                          kith_error *err);

/** Write a chunk of any part. */
KITH_NODISCARD kith_status kith_names_put_chunk(kith_names_writer *writer,
                                                kith_names_part_kind part,
                                                sqlite3_int64 chunk,
                                                const kith_bytes *data,
                                                kith_error *err);

/** Words of a base, while its index is made. */
typedef struct kith_names_words {
    uint32_t count;
    const char **keys; /**< of each word, in order: see kith_names_key() */
} kith_names_words;

/** The text that words are told apart and ordered by: the folded word, a byte
 *  of 1, a byte that says how it is sounded, the sound. */
void kith_names_key(kith_text folded,
                    kith_text sound,
                    bool consonants,
                    kith_bytes *out);

/** Take a key apart. */
kith_names_word kith_names_of_key(const char *key);

/** A text: where its words begin. */
typedef struct kith_names_entry {
    uint32_t entity;
    uint32_t order; /**< as kith_names_text has it */
    uint32_t letters;
    uint32_t joined;
    size_t first;
} kith_names_entry;

/** All that is written. */
typedef struct kith_names_gathered {
    kith_names_words sorted;
    kith_pages words; /**< uint32_t: of one text after the other */
    kith_pages texts; /**< kith_names_entry */
} kith_names_gathered;

/** How many texts there are. */
size_t kith_names_count(const kith_names_gathered *gathered);

/** Write part "word". */
KITH_NODISCARD kith_status kith_names_put_words(kith_names_writer *writer,
                                                const kith_names_gathered *of,
                                                kith_error *err);

/** Write parts "name" and "long". */
KITH_NODISCARD kith_status kith_names_put_lists(kith_names_writer *writer,
                                                const kith_names_gathered *of,
                                                kith_error *err);

/** Write part "text". */
KITH_NODISCARD kith_status kith_names_put_texts(kith_names_writer *writer,
                                                const kith_names_gathered *of,
                                                kith_error *err);

/** Write part "gram". */
KITH_NODISCARD kith_status kith_names_put_grams(kith_names_writer *writer,
                                                const kith_names_gathered *of,
                                                kith_error *err);

#endif /* KITH_STORE_NAMES_WRITE_H */
