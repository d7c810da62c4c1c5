/* Records out of a base: what is to go is noted in temporary tables first, then
 * taken out of all others. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"
#include "graph/quote.h"
#include "store/digest.h"
#include "store/follow.h"
#include "store/names.h"
#include "store/repack.h"
#include "store/uncite.h"
#include "store/writing.h"

#include <kith/store.h>

#include <string.h>

static const char notes[] =
    "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
    "CREATE TEMP TABLE gone_entities(number INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE gone_relations(number INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE gone_documents(number INTEGER PRIMARY KEY);";

/* Ways of naming what is to go: each text must be found by one of the
 * statements that note it, also if what it finds is noted already. */
typedef struct {
    const char *what;     /* "id" */
    const char *notes[2]; /* statements with the text as parameter, or NULL */
    const char *known[2]; /* all texts that could be meant */
} naming;

static const char entity_of_id[] =
    "INSERT OR REPLACE INTO gone_entities SELECT number FROM entities"
    " WHERE id = ?";
static const char relation_of_id[] =
    "INSERT OR REPLACE INTO gone_relations SELECT number FROM relations"
    " WHERE id = ? AND id IS NOT NULL";
static const char entities_of_type[] =
    "INSERT OR REPLACE INTO gone_entities"
    " SELECT e.number FROM entities AS e, entity_types AS t"
    " WHERE t.name = ?1 AND (e.type = t.number OR e.number IN"
    " (SELECT entity FROM more_types AS m WHERE m.type = t.number))";
static const char relations_of_type[] =
    "INSERT OR REPLACE INTO gone_relations"
    " SELECT r.number FROM relations AS r, relation_types AS t"
    " WHERE t.name = ? AND r.type = t.number";
static const char document_of_id[] =
    "INSERT OR REPLACE INTO gone_documents SELECT number FROM documents"
    " WHERE id = ?";

static const naming by_id = {
    .what = "id",
    .notes = {entity_of_id,              relation_of_id      },
    .known = {"SELECT id FROM entities",
              "SELECT id FROM relations WHERE id IS NOT NULL"},
};
/* Types that something is of: rows of others wait for the next packing. */
static const char types_of_entities[] =
    "SELECT name FROM entity_types WHERE number IN (SELECT type FROM entities"
    " UNION SELECT type FROM more_types)";
static const char types_of_relations[] =
    "SELECT name FROM relation_types WHERE number IN (SELECT type FROM"
    " relations)";

static const naming by_type = {
    .what = "type",
    .notes = {entities_of_type,  relations_of_type },
    .known = {types_of_entities, types_of_relations},
};
static const naming by_document = {
    .what = "document",
    .notes = {document_of_id},
    .known = {"SELECT id FROM documents"},
};

static const char changes[] =
    "UPDATE columns SET stale = 1; UPDATE state SET changes = changes + 1;"
    "INSERT OR IGNORE INTO outdated SELECT 'entity', number FROM gone_entities"
    " UNION ALL SELECT 'relation', number FROM gone_relations"
    " UNION ALL SELECT 'document', number FROM gone_documents;";

static const struct {
    kith_digest_table table;
    const char *where;
} deletions[] = {
    {KITH_DIGEST_VALUES,     "entity IN gone_entities"   },
    {KITH_DIGEST_EVIDENCE,   "relation IN gone_relations"},
    {KITH_DIGEST_EVIDENCE,   "entity IN gone_entities"   },
    {KITH_DIGEST_ALIASES,    "entity IN gone_entities"   },
    {KITH_DIGEST_MORE_TYPES, "entity IN gone_entities"   },
    {KITH_DIGEST_RELATIONS,  "number IN gone_relations"  },
    {KITH_DIGEST_ENTITIES,   "number IN gone_entities"   },
    {KITH_DIGEST_DOCUMENTS,  "number IN gone_documents"  },
};

/* -- what is to go ------------------------------------------------------- */

/* Run a statement with a text as its parameter; how many rows it changed. */
static kith_status note(const kith_store *store,
                        const char *sql,
                        const char *text,
                        sqlite3_int64 *found,
                        kith_error *err)
{
    sqlite3_stmt *statement = NULL;
    kith_status st = kith_store_prepare(store, &statement, sql, err);
    if (st == KITH_OK) {
        kith_bind_text(statement, 1, (kith_text){text, strlen(text)});
        st = kith_store_do(store, statement, err);
        *found += sqlite3_changes64(store->db);
    }
    sqlite3_finalize(statement);
    return st;
}

static void see_known(const kith_store *store,
                      const char *sql,
                      const char *text,
                      kith_error *err)
{
    kith_nearest nearest = {
        .wanted = {text, strlen(text)}
    };
    sqlite3_stmt *select = NULL;
    bool row = true;
    char best[sizeof err->hint] = "";
    if (kith_store_prepare(store, &select, sql, NULL) != KITH_OK)
        return;
    while (kith_store_step(store, select, &row, NULL) == KITH_OK && row) {
        const char *known = kith_column_text(select, 0).data;
        if (!known)
            continue;
        kith_nearest_see(&nearest, known);
        if (nearest.best != known)
            continue;
        (void)strncpy(best, known, sizeof best - 1);
        nearest.best = best; /* the row is gone with the next step */
    }
    sqlite3_finalize(select);
    if (best[0])
        kith_hint(err, "did you mean '%.*s'?", kith_quoted(best, 150), best);
}

static kith_status fail_unknown(const kith_store *store,
                                const naming *how,
                                const char *text,
                                kith_error *err)
{
    kith_fail(err, KITH_E_NOT_FOUND, "'%s' has no %s '%.*s'", store->path,
              how->what, kith_quoted(text, 100), text);
    for (size_t i = 0; err && i < 2 && how->known[i] && !err->hint[0]; i++)
        see_known(store, how->known[i], text, err);
    return KITH_E_NOT_FOUND;
}

static kith_status note_each(const kith_store *store,
                             const naming *how,
                             const char *const *texts,
                             kith_error *err)
{
    for (; texts && *texts; texts++) {
        sqlite3_int64 found = 0;
        for (size_t i = 0; i < 2 && how->notes[i]; i++) {
            const kith_status st =
                note(store, how->notes[i], *texts, &found, err);
            if (st != KITH_OK)
                return st;
        }
        if (!found)
            return fail_unknown(store, how, *texts, err);
    }
    return KITH_OK;
}

static kith_status count_gone(const kith_store *store,
                              kith_store_change *change,
                              kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT (SELECT count(*) FROM gone_entities),"
                                " (SELECT count(*) FROM gone_relations),"
                                " (SELECT count(*) FROM gone_documents)",
                                err),
             done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    change->entities = (size_t)sqlite3_column_int64(select, 0);
    change->relations = (size_t)sqlite3_column_int64(select, 1);
    change->documents = (size_t)sqlite3_column_int64(select, 2);
done:
    sqlite3_finalize(select);
    return st;
}

/* -- all of it ----------------------------------------------------------- */

/* Take rows out; what has the same rows otherwise follows, or is made anew. */
static kith_status take_rows_out(const kith_store *store,
                                 kith_links *links,
                                 bool erase,
                                 kith_store_change *change,
                                 kith_error *err)
{
    const size_t gone =
        change->entities + change->relations + change->documents;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_is_due(store, gone, &change->packed, err), done);
    change->packed = change->packed || erase;
    if (!change->packed)
        KITH_TRY(st, kith_follow_degrees(store, links, err), done);
    for (size_t i = 0; i < sizeof deletions / sizeof *deletions; i++)
        KITH_TRY(st,
                 kith_digest_delete(store, deletions[i].table,
                                    deletions[i].where, 0, err),
                 done);
    KITH_TRY(st, kith_store_run(store, changes, err), done);
    st = change->packed ? kith_store_repack(store, err)
                        : kith_names_refresh(store, err);
done:
    return st;
}

static kith_status take_out(kith_store *store,
                            const kith_store_removal *removal,
                            kith_store_change *change,
                            kith_error *err)
{
    kith_links links = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_run(store, notes, err), done);
    KITH_TRY(st, kith_store_begin(store, err), done);
    KITH_TRY(st, note_each(store, &by_id, removal->ids, err), done);
    KITH_TRY(st, note_each(store, &by_type, removal->types, err), done);
    KITH_TRY(st, note_each(store, &by_document, removal->documents, err), done);
    KITH_TRY(st, kith_links_open(&links, store, err), done);
    KITH_TRY(st, kith_follow(store, &links, err), done);
    KITH_TRY(st, count_gone(store, change, err), done);
    KITH_TRY(st, kith_follow_cited(store, err), done);
    KITH_TRY(st, kith_store_uncite(store, change, err), done);
    KITH_TRY(st, take_rows_out(store, &links, removal->erase, change, err),
             done);
    st = kith_store_commit(store, err);
done:
    kith_links_close(&links);
    return st;
}

kith_status kith_store_remove(const char *path,
                              const kith_store_removal *removal,
                              kith_store_change *change,
                              kith_error *err)
{
    kith_store *store = NULL;
    *change = (kith_store_change){0};
    kith_status st = kith_store_open(&store, path, KITH_STORE_WRITE, err);
    if (st == KITH_OK)
        st = take_out(store, removal, change, err);
    kith_store_close(store);
    return st;
}
