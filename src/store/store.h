#ifndef KITH_STORE_STORE_H
#define KITH_STORE_STORE_H

/** The inside of a knowledge base, for src/store only. */

#include "base/intern.h"
#include "base/pages.h"

#include <kith/graph.h>

#include <sqlite3.h>

/** "kith" as a number: PRAGMA application_id. */
#define KITH_STORE_APPLICATION 0x6B697468

/** PRAGMA user_version that is written; older ones are brought up to it by who
 *  writes, see migrate.c. */
#define KITH_STORE_VERSION 4

/** src/store/schema.sql, and the line in it that the indexes come after. */
extern const unsigned char kith_store_schema[];
extern const size_t kith_store_schema_size;

/** An open base. */
typedef struct kith_store {
    sqlite3 *db;
    char *path;
    uint64_t bytes;             /**< of the file when it was opened */
    int version;                /**< of its schema: 1 to KITH_STORE_VERSION */
    struct kith_digest *digest; /**< while it is written; see digest.h */
} kith_store;

/** How a base is opened. */
typedef enum kith_store_way {
    KITH_STORE_READ = 0, /**< what a killed writer left is undone, if the file
                              may be written; nothing else is */
    KITH_STORE_WRITE,    /**< rows are going to change */
    KITH_STORE_NEW       /**< an empty file that nobody else knows yet */
} kith_store_way;

/** Open a base; `*out` is released with kith_store_close().
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_SYNTAX; KITH_E_UNSUPPORTED; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_store_open(kith_store **out,
                                           const char *path,
                                           kith_store_way way,
                                           kith_error *err);

/** Close a base, rolling back what is not committed. NULL is allowed. */
void kith_store_close(kith_store *store);

/** Report what SQLite says after a call that failed. */
kith_status kith_store_fail(const kith_store *store, kith_error *err);

/** Report that the file is not what it should be. */
kith_status kith_store_damaged(const kith_store *store,
                               const char *what,
                               kith_error *err);

/** Run statements without parameters and results. */
KITH_NODISCARD kith_status kith_store_run(const kith_store *store,
                                          const char *sql,
                                          kith_error *err);

/** Whether a query without parameters has a row. */
KITH_NODISCARD kith_status kith_store_has(const kith_store *store,
                                          const char *sql,
                                          bool *out,
                                          kith_error *err);

/** Prepare a statement; release it with sqlite3_finalize(). */
KITH_NODISCARD kith_status kith_store_prepare(const kith_store *store,
                                              sqlite3_stmt **out,
                                              const char *sql,
                                              kith_error *err);

/** Step to the next row; `*row` says whether there is one. */
KITH_NODISCARD kith_status kith_store_step(const kith_store *store,
                                           sqlite3_stmt *statement,
                                           bool *row,
                                           kith_error *err);

/** Step a statement that gives no rows, and make it ready for the next time. */
KITH_NODISCARD kith_status kith_store_do(const kith_store *store,
                                         sqlite3_stmt *statement,
                                         kith_error *err);

/** The number of a row in column `at`: what is beyond kith_id is damage. */
KITH_NODISCARD kith_status kith_store_number(const kith_store *store,
                                             sqlite3_stmt *statement,
                                             int at,
                                             uint32_t *out,
                                             kith_error *err);

/** Take the row that a statement stands at; its texts last until the next. */
typedef kith_status kith_take_row(void *context,
                                  sqlite3_stmt *row,
                                  kith_error *err);

/** Hand on each row of a statement whose parameters are bound, until there is
 *  none or one is not taken. The statement stays the caller's. */
KITH_NODISCARD kith_status kith_store_each(const kith_store *store,
                                           sqlite3_stmt *select,
                                           kith_take_row *take,
                                           void *context,
                                           kith_error *err);

/** Append the numbers of all rows, as `uint32_t`: a table is not walked while
 *  it changes. The first column is as in kith_store_number(); what is in
 * further ones follows it, and may be 0. */
KITH_NODISCARD kith_status kith_store_list(const kith_store *store,
                                           sqlite3_stmt *select,
                                           kith_pages *numbers,
                                           kith_error *err);

/** The same of a query without parameters. */
KITH_NODISCARD kith_status kith_store_list_all(const kith_store *store,
                                               const char *sql,
                                               kith_pages *numbers,
                                               kith_error *err);

/** Bind a text that lasts until the next step; one without data as NULL. */
static inline void kith_bind_text(sqlite3_stmt *statement,
                                  int at,
                                  kith_text text)
{
    if (text.data) {
        sqlite3_bind_text64(statement, at, text.data, text.length,
                            SQLITE_STATIC, SQLITE_UTF8);
    } else {
        sqlite3_bind_null(statement, at);
    }
}

/** A text of a row, which lasts until the next step. */
static inline kith_text kith_column_text(sqlite3_stmt *statement, int at)
{
    const char *data = (const char *)sqlite3_column_text(statement, at);
    return (kith_text){data, (size_t)sqlite3_column_bytes(statement, at)};
}

#endif /* KITH_STORE_STORE_H */
