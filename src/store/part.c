/* A part of a base as a graph: what is around an entity, what is between two.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/quote.h"
#include "json/scan.h"
#include "store/degrees.h"
#include "store/fresh.h"
#include "store/keeper.h"
#include "store/links.h"
#include "store/named.h"
#include "store/numbers.h"
#include "store/rows.h"
#include "store/ways.h"

#include <kith/store.h>

#include <string.h>

/* Beyond so many relations all of the base is loaded as soon. */
enum { MOST_AROUND = 10000, KINDS = 3 };

typedef struct {
    kith_store *store; /* the keeper's */
    kith_keeper *keeper;
    kith_reading *reading;
    kith_links links;
    kith_pages numbers[KINDS]; /* what is wanted, by kith_record_kind */
} part;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_status not_found(const char *name, kith_error *err)
{
    return kith_fail(err, KITH_E_NOT_FOUND, "no entity is called '%.*s'",
                     kith_quoted(name, 120), name);
}

/* -- who is meant -------------------------------------------------------- */

/* The row of an entity by its id; 0 if there is none. */
static kith_status find_id(const kith_store *store,
                           const char *id,
                           uint32_t *out,
                           kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    *out = 0;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT number FROM entities WHERE id = ?",
                                err),
             done);
    kith_bind_text(select, 1, (kith_text){id, strlen(id)});
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    if (row)
        st = kith_store_number(store, select, 0, out, err);
done:
    sqlite3_finalize(select);
    return st;
}

/* As kith_graph_resolve(), but for other spellings: by id, name, alias. More
 * than one of a name is none. */
static kith_status resolve(const part *p,
                           const char *name,
                           uint32_t *out,
                           kith_error *err)
{
    static const kith_named_by ways[] = {KITH_NAMED_BY_NAME,
                                         KITH_NAMED_BY_ALIAS};
    uint32_t found[2] = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, find_id(p->store, name, &found[0], err), done);
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !found[0]; i++)
        KITH_TRY(st, kith_named_find(p->store, name, ways[i], found, err),
                 done);
    *out = found[1] ? 0 : found[0];
    if (!*out)
        st = not_found(name, err);
done:
    return st;
}

/* -- what is wanted ------------------------------------------------------ */

static kith_status want(part *p,
                        kith_record_kind kind,
                        uint32_t number,
                        kith_error *err)
{
    return kith_pages_add(&p->numbers[kind], &number, sizeof number)
               ? KITH_OK
               : no_memory(err);
}

static kith_status want_around(part *p,
                               const char *name,
                               uint32_t center,
                               kith_error *err)
{
    kith_pages list = {0};
    size_t out = 0;
    size_t in = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, want(p, KITH_RECORD_ENTITY, center, err), done);
    KITH_TRY(st, kith_links_count(&p->links, center, true, &out, err), done);
    KITH_TRY(st, kith_links_count(&p->links, center, false, &in, err), done);
    if (out + in > MOST_AROUND) {
        st = not_found(name, err);
        goto done;
    }
    KITH_TRY(st, kith_links_of(&p->links, center, true, &list, err), done);
    KITH_TRY(st, kith_links_of(&p->links, center, false, &list, err), done);
    const kith_link *links = list.data;
    for (size_t i = 0; i < list.used / sizeof *links; i++) {
        KITH_TRY(st, want(p, KITH_RECORD_RELATION, links[i].relation, err),
                 done);
        KITH_TRY(st, want(p, KITH_RECORD_ENTITY, links[i].other, err), done);
    }
done:
    kith_pages_free(&list);
    return st;
}

static kith_status want_between(part *p,
                                const char *from,
                                const char *to,
                                kith_error *err)
{
    uint32_t ends[2] = {0};
    bool found = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, resolve(p, from, &ends[0], err), done);
    KITH_TRY(st, resolve(p, to, &ends[1], err), done);
    KITH_TRY(st,
             kith_ways_between(&p->links, ends[0], ends[1],
                               &p->numbers[KITH_RECORD_ENTITY],
                               &p->numbers[KITH_RECORD_RELATION], &found, err),
             done);
    if (!found)
        st = not_found(to, err);
done:
    return st;
}

/* How the rows of a kind cite documents. */
typedef struct {
    kith_record_kind kind;
    const char *citing;   /* documents that a row cites */
    const char *evidence; /* what it was that said so */
} citation;

static const citation citations[] = {
    {KITH_RECORD_ENTITY,   "SELECT document FROM evidence WHERE entity = ?",
     "SELECT evidence FROM entities WHERE number = ?" },
    {KITH_RECORD_RELATION, "SELECT document FROM evidence WHERE relation = ?",
     "SELECT evidence FROM relations WHERE number = ?"},
};

/* Elements of evidence that name a document. */
static size_t count_naming(kith_text evidence)
{
    size_t at = 0;
    size_t count = 0;
    kith_text element = {0};
    if (!evidence.length || *evidence.data != '[' ||
        kith_json_check(evidence, "evidence", NULL) != KITH_OK)
        return 0;
    while (kith_json_each_element(evidence, &at, &element))
        count += kith_document_cited(element).data != NULL;
    return count;
}

/* Want what one row cites, and note how often it does. */
static kith_status want_each(part *p,
                             sqlite3_stmt *citing,
                             size_t *count,
                             kith_error *err)
{
    bool row = false;
    kith_status st = KITH_OK;
    for (*count = 0;; ++*count) {
        uint32_t document = 0;
        KITH_TRY(st, kith_store_step(p->store, citing, &row, err), done);
        if (!row)
            break;
        KITH_TRY(st, kith_store_number(p->store, citing, 0, &document, err),
                 done);
        KITH_TRY(st, want(p, KITH_RECORD_DOCUMENT, document, err), done);
    }
done:
    sqlite3_reset(citing);
    return st;
}

/* Documents that the wanted records of a kind cite. An index that has lost
 * some would leave them out unseen. */
static kith_status want_cited(part *p, const citation *how, kith_error *err)
{
    const uint32_t *all = p->numbers[how->kind].data;
    const size_t count = p->numbers[how->kind].used / sizeof *all;
    sqlite3_stmt *citing = NULL;
    sqlite3_stmt *evidence = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_prepare(p->store, &citing, how->citing, err), done);
    KITH_TRY(st, kith_store_prepare(p->store, &evidence, how->evidence, err),
             done);
    for (size_t i = 0; i < count; i++) {
        bool row = false;
        size_t cited = 0;
        sqlite3_bind_int64(citing, 1, all[i]);
        sqlite3_bind_int64(evidence, 1, all[i]);
        KITH_TRY(st, want_each(p, citing, &cited, err), done);
        KITH_TRY(st, kith_store_step(p->store, evidence, &row, err), done);
        if (row && count_naming(kith_column_text(evidence, 0)) != cited) {
            st = kith_store_damaged(p->store, "evidence is missing", err);
            goto done;
        }
        sqlite3_reset(evidence);
    }
done:
    sqlite3_finalize(citing);
    sqlite3_finalize(evidence);
    return st;
}

/* -- the graph ----------------------------------------------------------- */

static kith_status begin(part *p, const char *path, kith_error *err)
{
    kith_status st = KITH_OK;
    kith_store *store = NULL;
    KITH_TRY(st, kith_store_open(&store, path, KITH_STORE_READ, err), done);
    p->store = store;
    KITH_TRY(st, kith_keeper_new(&p->keeper, store, true, err), done);
    store = NULL;
    p->reading = kith_parts_reading(kith_keeper_backing(p->keeper));
    if (!p->reading) {
        kith_keeper_free(p->keeper);
        st = no_memory(err);
        goto done;
    }
    kith_keeper_serve(p->keeper, p->reading);
    KITH_TRY(st, kith_store_run(p->store, "BEGIN", err), done);
    st = kith_links_open(&p->links, p->store, err);
done:
    kith_store_close(store);
    return st;
}

static kith_status finish(part *p, kith_graph **out, kith_error *err)
{
    kith_pack pack = {0};
    kith_status st = KITH_OK;
    for (size_t kind = 0; kind < KITH_RECORD_DOCUMENT; kind++)
        (void)kith_numbers_sort(&p->numbers[kind]);
    for (size_t i = 0; i < sizeof citations / sizeof *citations; i++)
        KITH_TRY(st, want_cited(p, &citations[i], err), done);
    (void)kith_numbers_sort(&p->numbers[KITH_RECORD_DOCUMENT]);
    KITH_TRY(st,
             kith_fresh_read_some(p->store, p->reading, &pack, p->numbers, err),
             done);
    kith_keeper_take_numbers(p->keeper, &pack);
    kith_reading *reading = p->reading;
    p->reading = NULL;
    st = kith_parts_graph(out, reading, 1, err);
done:
    kith_pack_free(&pack);
    return st;
}

static void end(part *p)
{
    kith_links_close(&p->links);
    for (size_t kind = 0; kind < KINDS; kind++)
        kith_pages_free(&p->numbers[kind]);
    kith_reading_free(p->reading);
}

/* Where an entity stands among all: a table that has lost some would say
 * otherwise. */
static kith_status rank(part *p, uint32_t center, kith_error *err)
{
    kith_reading *r = p->reading;
    sqlite3_stmt *select = NULL;
    size_t degree = 0;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_degree_of(&p->links, center, &degree, err), done);
    KITH_TRY(st,
             kith_degrees_rank(p->store, degree, &r->center_rank,
                               &r->center_among, err),
             done);
    KITH_TRY(st,
             kith_store_prepare(p->store, &select,
                                "SELECT count(*) FROM entities"
                                " WHERE number > ?",
                                err),
             done);
    sqlite3_bind_int64(select, 1, p->links.peek.upto.entities);
    KITH_TRY(st, kith_store_step(p->store, select, &row, err), done);
    const size_t fresh = (size_t)sqlite3_column_int64(select, 0);
    if (r->center_among + p->links.gone_entities !=
        p->links.count[KITH_RECORD_ENTITY] + fresh)
        st = kith_store_damaged(p->store, "its table of degrees is wrong", err);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_store_load_around(kith_graph **out,
                                   const char *path,
                                   const char *name,
                                   kith_error *err)
{
    part p = {0};
    uint32_t center = 0;
    kith_status st = KITH_OK;
    *out = NULL;
    KITH_TRY(st, begin(&p, path, err), done);
    KITH_TRY(st, resolve(&p, name, &center, err), done);
    KITH_TRY(st, want_around(&p, name, center, err), done);
    KITH_TRY(st, rank(&p, center, err), done);
    st = finish(&p, out, err);
done:
    end(&p);
    return st;
}

kith_status kith_store_load_between(kith_graph **out,
                                    const char *path,
                                    const char *from,
                                    const char *to,
                                    kith_error *err)
{
    part p = {0};
    kith_status st = KITH_OK;
    *out = NULL;
    KITH_TRY(st, begin(&p, path, err), done);
    KITH_TRY(st, want_between(&p, from, to, err), done);
    st = finish(&p, out, err);
done:
    end(&p);
    return st;
}
