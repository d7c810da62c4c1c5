/* A base as SQLite sees it: opened with care, asked, closed. */
#include "store/store.h"

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/error.h"
#include "store/digest.h"

#include <kith/store.h>

#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A second writer waits so long for the first, in ms. */
enum { PATIENCE = 30000, HEADER = 100, APPLICATION_AT = 68 };

static const char magic[] = "SQLite format 3"; /* with its NUL */

/* What a base of ours never needs, and a hostile one might use. */
static const struct {
    int limit;
    int most;
} limits[] = {
    {SQLITE_LIMIT_ATTACHED,            0    },
    {SQLITE_LIMIT_COLUMN,              100  },
    {SQLITE_LIMIT_EXPR_DEPTH,          100  },
    {SQLITE_LIMIT_COMPOUND_SELECT,     10   },
    {SQLITE_LIMIT_VDBE_OP,             25000},
    {SQLITE_LIMIT_FUNCTION_ARG,        16   },
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100  },
    {SQLITE_LIMIT_TRIGGER_DEPTH,       1    },
    {SQLITE_LIMIT_WORKER_THREADS,      1    },
};

/* What each way of opening asks for. Journals are deleted at the end of a
 * transaction, so that a base at rest is one file that can be copied, and that
 * a medium without a place to write can hold. Files are not mapped: one that is
 * cut short meanwhile would end the program, and reads cost little more (2 to
 * 13 % of a command on a million entities). A spilled page would shut readers
 * out until the writer is done. What is new needs no journal, which a careful
 * SQLite keeps all the same: it is in memory, and stays empty. */
static const char *const settings[] = {
    [KITH_STORE_READ] = "PRAGMA query_only=ON;PRAGMA mmap_size=0;",
    [KITH_STORE_WRITE] = "PRAGMA synchronous=FULL;PRAGMA cache_spill=OFF;"
                         "PRAGMA foreign_keys=OFF;",
    [KITH_STORE_NEW] = "PRAGMA page_size=8192;PRAGMA journal_mode=MEMORY;"
                       "PRAGMA synchronous=OFF;PRAGMA locking_mode=EXCLUSIVE;"
                       "PRAGMA cache_size=-65536;PRAGMA foreign_keys=OFF;",
};

kith_store_kind kith_store_kind_of(const char *path)
{
    unsigned char header[HEADER];
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return KITH_STORE_NONE;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return KITH_STORE_NONE;
    const ssize_t got = pread(file, header, sizeof header, 0);
    close(file);
    if (got != HEADER || memcmp(header, magic, sizeof magic) != 0)
        return KITH_STORE_NONE;
    const unsigned char *id = header + APPLICATION_AT;
    const uint32_t application = (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 |
                                 (uint32_t)id[2] << 8 | id[3];
    return application == KITH_STORE_APPLICATION ? KITH_STORE_BASE
                                                 : KITH_STORE_FOREIGN;
}

/* -- what went wrong ----------------------------------------------------- */

kith_status kith_store_damaged(const kith_store *store,
                               const char *what,
                               kith_error *err)
{
    kith_fail(err, KITH_E_SYNTAX, "'%s' is damaged: %s", store->path, what);
    kith_hint(err, "build it again from its records, or restore a copy");
    return KITH_E_SYNTAX;
}

static kith_status fail_busy(const kith_store *store, kith_error *err)
{
    kith_fail(err, KITH_E_IO, "'%s' is in use by another program", store->path);
    kith_hint(err, "try again when it is done");
    return KITH_E_IO;
}

/* SQLite keeps a journal beside a base that it changes. */
static kith_status fail_read_only(const kith_store *store, kith_error *err)
{
    kith_fail(err, KITH_E_IO,
              "cannot write '%s': it, or the folder that it is in, is"
              " read-only",
              store->path);
    kith_hint(err, "write to a copy in a folder of your own");
    if (err)
        err->system = true;
    return KITH_E_IO;
}

static kith_status fail_system(const kith_store *store, kith_error *err)
{
    kith_fail(err, KITH_E_IO, "'%s': %s", store->path,
              sqlite3_errmsg(store->db));
    if (err)
        err->system = true;
    return KITH_E_IO;
}

kith_status kith_store_fail(const kith_store *store, kith_error *err)
{
    switch (sqlite3_errcode(store->db) & 0xFF) {
    case SQLITE_NOMEM:
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail_busy(store, err);
    case SQLITE_READONLY:
        return fail_read_only(store, err);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
    case SQLITE_TOOBIG:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return kith_store_damaged(store, sqlite3_errmsg(store->db), err);
    default:
        return fail_system(store, err);
    }
}

/* -- statements ---------------------------------------------------------- */

kith_status kith_store_run(const kith_store *store,
                           const char *sql,
                           kith_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? KITH_OK
               : kith_store_fail(store, err);
}

kith_status kith_store_prepare(const kith_store *store,
                               sqlite3_stmt **out,
                               const char *sql,
                               kith_error *err)
{
    return sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                              out, NULL) == SQLITE_OK
               ? KITH_OK
               : kith_store_fail(store, err);
}

kith_status kith_store_step(const kith_store *store,
                            sqlite3_stmt *statement,
                            bool *row,
                            kith_error *err)
{
    const int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    return *row || code == SQLITE_DONE ? KITH_OK : kith_store_fail(store, err);
}

kith_status kith_store_do(const kith_store *store,
                          sqlite3_stmt *statement,
                          kith_error *err)
{
    bool row = false;
    const kith_status st = kith_store_step(store, statement, &row, err);
    sqlite3_reset(statement);
    return st;
}

kith_status kith_store_has(const kith_store *store,
                           const char *sql,
                           bool *out,
                           kith_error *err)
{
    sqlite3_stmt *select = NULL;
    *out = false;
    kith_status st = kith_store_prepare(store, &select, sql, err);
    if (st == KITH_OK)
        st = kith_store_step(store, select, out, err);
    sqlite3_finalize(select);
    return st;
}

kith_status kith_store_number(const kith_store *store,
                              sqlite3_stmt *statement,
                              int at,
                              uint32_t *out,
                              kith_error *err)
{
    const sqlite3_int64 number = sqlite3_column_int64(statement, at);
    *out = (uint32_t)number;
    return number >= 1 && number < UINT32_MAX - 1
               ? KITH_OK
               : kith_store_damaged(store, "a row has a number that cannot be",
                                    err);
}

/* -- walks over rows ----------------------------------------------------- */

kith_status kith_store_each(const kith_store *store,
                            sqlite3_stmt *select,
                            kith_take_row *take,
                            void *context,
                            kith_error *err)
{
    bool row = false;
    kith_status st = kith_store_step(store, select, &row, err);
    while (st == KITH_OK && row) {
        st = take(context, select, err);
        if (st == KITH_OK)
            st = kith_store_step(store, select, &row, err);
    }
    return st;
}

typedef struct {
    const kith_store *store;
    kith_pages *numbers;
} listing;

static kith_status list_row(void *context, sqlite3_stmt *row, kith_error *err)
{
    const listing *l = context;
    uint32_t number = 0;
    kith_status st = kith_store_number(l->store, row, 0, &number, err);
    for (int at = 1; st == KITH_OK; at++) {
        if (!kith_pages_add(l->numbers, &number, sizeof number))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        if (at == sqlite3_column_count(row))
            break;
        number = (uint32_t)sqlite3_column_int64(row, at);
        if (number != sqlite3_column_int64(row, at))
            st = kith_store_damaged(l->store, "a number is too large", err);
    }
    return st;
}

kith_status kith_store_list(const kith_store *store,
                            sqlite3_stmt *select,
                            kith_pages *numbers,
                            kith_error *err)
{
    listing l = {store, numbers};
    return kith_store_each(store, select, list_row, &l, err);
}

kith_status kith_store_list_all(const kith_store *store,
                                const char *sql,
                                kith_pages *numbers,
                                kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = kith_store_prepare(store, &select, sql, err);
    if (st == KITH_OK)
        st = kith_store_list(store, select, numbers, err);
    sqlite3_finalize(select);
    return st;
}

/* -- opening ------------------------------------------------------------- */

static int open_database(kith_store *store, kith_store_way way)
{
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    int code = SQLITE_OPEN_READWRITE;
    if (way == KITH_STORE_READ && access(store->path, W_OK) != 0)
        code = SQLITE_OPEN_READONLY;
    if (way == KITH_STORE_NEW)
        code |= SQLITE_OPEN_CREATE;
    code = sqlite3_open_v2(store->path, &store->db, code | flags, NULL);
    return code;
}

/* A file may come from anywhere: nothing that its schema says is trusted, and
 * nothing is given that kith does not need. */
static kith_status be_careful(const kith_store *store,
                              kith_store_way way,
                              kith_error *err)
{
    sqlite3_busy_timeout(store->db, PATIENCE);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(store->db, limits[i].limit, limits[i].most);
    return kith_store_run(store, settings[way], err);
}

static kith_status number_of(const kith_store *store,
                             const char *pragma,
                             sqlite3_int64 *out,
                             kith_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_prepare(store, &statement, pragma, err), done);
    KITH_TRY(st, kith_store_step(store, statement, &row, err), done);
    *out = row ? sqlite3_column_int64(statement, 0) : 0;
done:
    sqlite3_finalize(statement);
    return st;
}

static kith_status check_version(kith_store *store, kith_error *err)
{
    sqlite3_int64 application = 0;
    sqlite3_int64 version = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, number_of(store, "PRAGMA application_id", &application, err),
             done);
    if (application != KITH_STORE_APPLICATION) {
        st = kith_fail(err, KITH_E_SYNTAX,
                       "'%s' is a SQLite database, and no knowledge base",
                       store->path);
        kith_hint(err, "'kith build' makes one from records");
        goto done;
    }
    KITH_TRY(st, number_of(store, "PRAGMA user_version", &version, err), done);
    if (version > KITH_STORE_VERSION || version < 1) {
        st = kith_fail(err, KITH_E_UNSUPPORTED,
                       "'%s' has version %lld, and this kith knows 1 to %d",
                       store->path, (long long)version, KITH_STORE_VERSION);
        kith_hint(err, version < 1 ? "build it again from its records"
                                   : "read it with a newer kith");
    }
    store->version = (int)version;
done:
    return st;
}

static kith_status open_file(kith_store *store,
                             kith_store_way way,
                             kith_error *err)
{
    struct stat info;
    kith_status st = KITH_OK;
    const int code = open_database(store, way);
    if (!store->db)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (code != SQLITE_OK)
        return kith_store_fail(store, err);
    KITH_TRY(st, be_careful(store, way, err), done);
    if (way != KITH_STORE_NEW)
        KITH_TRY(st, check_version(store, err), done);
    if (stat(store->path, &info) == 0)
        store->bytes = (uint64_t)info.st_size;
done:
    return st;
}

kith_status kith_store_open(kith_store **out,
                            const char *path,
                            kith_store_way way,
                            kith_error *err)
{
    kith_store *store = KITH_NEW(kith_store, 1);
    const size_t size = strlen(path) + 1;
    *out = NULL;
    if (store) {
        store->path = KITH_NEW(char, size);
        store->digest = KITH_NEW(kith_digest, 1);
        store->version = KITH_STORE_VERSION;
    }
    if (!store || !store->path || !store->digest) {
        kith_store_close(store);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    memcpy(store->path, path, size);
    const kith_status st = open_file(store, way, err);
    if (st != KITH_OK) {
        kith_store_close(store);
        return st;
    }
    *out = store;
    return KITH_OK;
}

void kith_store_close(kith_store *store)
{
    if (!store)
        return;
    sqlite3_close(store->db);
    kith_release(store->path);
    kith_release(store->digest);
    kith_release(store);
}
