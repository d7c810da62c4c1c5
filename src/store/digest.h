#ifndef KITH_STORE_DIGEST_H
#define KITH_STORE_DIGEST_H

/** A sum over the rows of each table, kept in table "digests": what has changed
 *  by itself in a row is seen by `kith check`.
 *
 *  The sum of a table is that of its rows, modulo 2^64, in whatever order they
 *  are; so a row is added or taken away at the cost of its own bytes. */

#include "store/checksum.h"
#include "store/store.h"

/** Tables whose sums follow their rows; those of all others, which are small,
 *  are taken anew when a transaction ends. */
typedef enum kith_digest_table {
    KITH_DIGEST_DOCUMENTS = 0,
    KITH_DIGEST_ENTITIES,
    KITH_DIGEST_MORE_TYPES,
    KITH_DIGEST_ALIASES,
    KITH_DIGEST_RELATIONS,
    KITH_DIGEST_EVIDENCE,
    KITH_DIGEST_VALUES, /**< column_values */
    KITH_DIGEST_COUNT
} kith_digest_table;

/** The sums while a base is written. */
typedef struct kith_digest {
    uint64_t sums[KITH_DIGEST_COUNT];
} kith_digest;

/* -- one row ------------------------------------------------------------- */

/** The columns of a row, in the order of the table. Start with {0}. */
typedef struct kith_row_sum {
    uint64_t state;
    uint64_t at;
} kith_row_sum;

static inline void kith_sum_null(kith_row_sum *sum)
{
    sum->at++;
}

/** The factor is that of FNV-1a (Fowler, Noll, Vo). */
static inline void kith_sum_word(kith_row_sum *sum, uint64_t word)
{
    sum->state = (sum->state ^ word) * UINT64_C(0x100000001B3);
    sum->state ^= sum->state >> 32;
}

static inline void kith_sum_integer(kith_row_sum *sum, int64_t value)
{
    sum->at++;
    kith_sum_word(sum, (uint64_t)value ^ sum->at << 56);
}

static inline void kith_sum_real(kith_row_sum *sum, double value)
{
    const double positive = value + 0.0; /* SQLite keeps no sign of a zero */
    int64_t bits;
    memcpy(&bits, &positive, sizeof bits);
    kith_sum_integer(sum, bits);
}

/** A text without data is NULL. Most are short, and go word by word, the last
 *  word being the last eight bytes whatever it begins with. */
static inline void kith_sum_text(kith_row_sum *sum, kith_text text)
{
    enum { WORD = 8, SHORT = 64 };
    uint64_t word = 0;
    if (!text.data) {
        kith_sum_null(sum);
        return;
    }
    if (text.length > SHORT) {
        kith_sum_integer(sum, kith_checksum(text.data, text.length, 0));
        return;
    }
    kith_sum_integer(sum, (int64_t)text.length);
    for (size_t at = 0; at + WORD < text.length; at += WORD) {
        memcpy(&word, text.data + at, WORD);
        kith_sum_word(sum, word);
    }
    if (text.length >= WORD) {
        memcpy(&word, text.data + text.length - WORD, WORD);
    } else {
        for (size_t i = 0; i < text.length; i++)
            word = word << 8 | (unsigned char)text.data[i];
    }
    kith_sum_word(sum, word);
}

/** Add the row to the sum of its table. */
static inline void kith_sum_add(const kith_store *store,
                                kith_digest_table table,
                                const kith_row_sum *sum)
{
    store->digest->sums[table] += sum->state;
}

/* -- tables -------------------------------------------------------------- */

/** Delete rows and take them out of the sum of their table.
 *
 *  @param where   the condition, with at most one parameter
 *  @param number  of the parameter
 */
KITH_NODISCARD kith_status kith_digest_delete(const kith_store *store,
                                              kith_digest_table table,
                                              const char *where,
                                              sqlite3_int64 number,
                                              kith_error *err);

/** Read the sums at the begin of a transaction that writes. */
KITH_NODISCARD kith_status kith_digest_read(const kith_store *store,
                                            kith_error *err);

/** Write them at its end. */
KITH_NODISCARD kith_status kith_digest_write(const kith_store *store,
                                             kith_error *err);

/** Take the sums of all rows anew: of a base that has none yet. Cost: a pass
 *  over all of it. */
KITH_NODISCARD kith_status kith_digest_take(const kith_store *store,
                                            kith_error *err);

/** Compare the sums with the rows.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (they differ); KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_digest_verify(const kith_store *store,
                                              kith_error *err);

#endif /* KITH_STORE_DIGEST_H */
