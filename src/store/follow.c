/* What goes with records that go, by the lists of relations and by indexes, so
 * that little is read where little goes. */
#include "store/follow.h"

#include "base/error.h"
#include "store/degrees.h"

/* The relations of an entity, both ways. */
static kith_status list_links(kith_links *links,
                              uint32_t entity,
                              kith_pages *list,
                              kith_error *err)
{
    list->used = 0;
    const kith_status st = kith_links_of(links, entity, true, list, err);
    return st == KITH_OK ? kith_links_of(links, entity, false, list, err) : st;
}

/* -- relations of entities ----------------------------------------------- */

static kith_status note_links(const kith_store *store,
                              sqlite3_stmt *insert,
                              const kith_pages *list,
                              kith_error *err)
{
    const kith_link *all = list->data;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < list->used / sizeof *all && st == KITH_OK; i++) {
        sqlite3_bind_int64(insert, 1, all[i].relation);
        st = kith_store_do(store, insert, err);
    }
    return st;
}

static kith_status follow_entities(const kith_store *store,
                                   kith_links *links,
                                   kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_pages entities = {0};
    kith_pages list = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_list_all(store, "SELECT number FROM gone_entities",
                                 &entities, err),
             done);
    KITH_TRY(st,
             kith_store_prepare(store, &insert,
                                "INSERT OR IGNORE INTO gone_relations"
                                " VALUES(?)",
                                err),
             done);
    const uint32_t *all = entities.data;
    for (size_t i = 0; i < entities.used / sizeof *all; i++) {
        KITH_TRY(st, list_links(links, all[i], &list, err), done);
        KITH_TRY(st, note_links(store, insert, &list, err), done);
    }
done:
    sqlite3_finalize(insert);
    kith_pages_free(&entities);
    kith_pages_free(&list);
    return st;
}

/* -- entities that nothing holds ----------------------------------------- */

/* Whether all relations of an entity go. */
static kith_status is_left(const kith_store *store,
                           sqlite3_stmt *find,
                           const kith_pages *list,
                           bool *out,
                           kith_error *err)
{
    const kith_link *all = list->data;
    kith_status st = KITH_OK;
    *out = true;
    for (size_t i = 0; i < list->used / sizeof *all && *out; i++) {
        sqlite3_bind_int64(find, 1, all[i].relation);
        st = kith_store_step(store, find, out, err);
        sqlite3_reset(find);
        if (st != KITH_OK)
            break;
    }
    return st;
}

/* Of these entities, those go that no relation which stays joins. */
static kith_status follow_left(const kith_store *store,
                               kith_links *links,
                               const char *sql,
                               kith_error *err)
{
    sqlite3_stmt *find = NULL;
    sqlite3_stmt *insert = NULL;
    kith_pages entities = {0};
    kith_pages list = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_list_all(store, sql, &entities, err), done);
    KITH_TRY(st,
             kith_store_prepare(store, &find,
                                "SELECT 1 FROM gone_relations WHERE number = ?",
                                err),
             done);
    KITH_TRY(st,
             kith_store_prepare(store, &insert,
                                "INSERT OR IGNORE INTO gone_entities VALUES(?)",
                                err),
             done);
    const uint32_t *all = entities.data;
    for (size_t i = 0; i < entities.used / sizeof *all; i++) {
        bool left = false;
        KITH_TRY(st, list_links(links, all[i], &list, err), done);
        KITH_TRY(st, is_left(store, find, &list, &left, err), done);
        sqlite3_bind_int64(insert, 1, all[i]);
        if (left)
            KITH_TRY(st, kith_store_do(store, insert, err), done);
    }
done:
    sqlite3_finalize(find);
    sqlite3_finalize(insert);
    kith_pages_free(&entities);
    kith_pages_free(&list);
    return st;
}

/* A record rests on documents alone if all elements of its evidence cite them.
 */
static const char resting_relations[] =
    "INSERT OR IGNORE INTO gone_relations"
    " SELECT r.number FROM"
    " (SELECT relation, count(*) AS cited FROM evidence WHERE relation IS NOT"
    " NULL AND document IN gone_documents GROUP BY relation) AS c"
    " CROSS JOIN relations AS r ON r.number = c.relation"
    " WHERE c.cited = json_array_length(r.evidence)";
static const char resting_entities[] =
    "SELECT e.number FROM"
    " (SELECT entity, count(*) AS cited FROM evidence WHERE entity IS NOT NULL"
    " AND document IN gone_documents GROUP BY entity) AS c"
    " CROSS JOIN entities AS e ON e.number = c.entity"
    " WHERE c.cited = json_array_length(e.evidence)";

/* Entities without a record are there for the relations that name them. */
static const char named_entities[] =
    "SELECT e.number FROM (SELECT source AS entity FROM relations WHERE number"
    " IN gone_relations UNION SELECT target FROM relations WHERE number IN"
    " gone_relations) AS c CROSS JOIN entities AS e ON e.number = c.entity"
    " WHERE e.shape IS NULL AND e.written IS NULL";

kith_status kith_follow(const kith_store *store,
                        kith_links *links,
                        kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_run(store, resting_relations, err), done);
    KITH_TRY(st, follow_entities(store, links, err), done);
    KITH_TRY(st, follow_left(store, links, resting_entities, err), done);
    st = follow_left(store, links, named_entities, err);
done:
    return st;
}

kith_status kith_follow_cited(const kith_store *store, kith_error *err)
{
    return kith_store_run(
        store,
        "INSERT OR IGNORE INTO gone_documents SELECT d.number FROM (SELECT"
        " document FROM evidence WHERE relation IN gone_relations UNION"
        " SELECT document FROM evidence WHERE entity IN gone_entities) AS c"
        " CROSS JOIN documents AS d ON d.number = c.document WHERE d.shape IS"
        " NULL AND d.written IS NULL AND NOT EXISTS (SELECT 1 FROM evidence AS"
        " e WHERE e.document = d.number AND CASE WHEN e.relation IS NULL THEN"
        " e.entity NOT IN gone_entities ELSE e.relation NOT IN gone_relations"
        " END)",
        err);
}

/* -- degrees ------------------------------------------------------------- */

/* Entities with how many of their relations go, one with itself once. */
static const char losses[] =
    "SELECT entity, sum(lost) FROM (SELECT source AS entity, 1 AS lost FROM"
    " relations WHERE number IN gone_relations UNION ALL SELECT target, 1 FROM"
    " relations WHERE number IN gone_relations AND target <> source UNION ALL"
    " SELECT number, 0 FROM gone_entities) GROUP BY entity";

kith_status kith_follow_degrees(const kith_store *store,
                                kith_links *links,
                                kith_error *err)
{
    sqlite3_stmt *find = NULL;
    kith_pages lost = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_list_all(store, losses, &lost, err), done);
    KITH_TRY(st,
             kith_store_prepare(store, &find,
                                "SELECT 1 FROM gone_entities WHERE number = ?",
                                err),
             done);
    const uint32_t *all = lost.data;
    for (size_t i = 0; i + 1 < lost.used / sizeof *all; i += 2) {
        size_t before = 0;
        bool goes = false;
        sqlite3_bind_int64(find, 1, all[i]);
        KITH_TRY(st, kith_store_step(store, find, &goes, err), done);
        sqlite3_reset(find);
        KITH_TRY(st, kith_degree_of(links, all[i], &before, err), done);
        if (before < all[i + 1]) {
            st = kith_store_damaged(store, "rows and lists do not agree", err);
            goto done;
        }
        KITH_TRY(st,
                 kith_degrees_move(store, before,
                                   goes ? SIZE_MAX : before - all[i + 1], err),
                 done);
    }
done:
    sqlite3_finalize(find);
    kith_pages_free(&lost);
    return st;
}
