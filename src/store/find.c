/* Finds entities of a base by something like their name, without reading the
 * base: by the index of names, and row by row what is newer than that. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/search.h"
#include "store/gone.h"
#include "store/names_rank.h"

#include <kith/store.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    kith_store *store;
    kith_names names;
    kith_question question;
    kith_words words; /* of the text in hand */
    kith_romanizer *romanizer;
    kith_names_hits hits;
    kith_pages stale; /* entities that the index has wrong, rising */
    sqlite3_stmt *aliases;
    kith_error *err;
} finding;

static kith_status no_memory(const finding *f)
{
    return kith_fail(f->err, KITH_E_MEMORY, "out of memory");
}

/* -- beside the index ---------------------------------------------------- */

static kith_status read_stale(finding *f)
{
    sqlite3_stmt *select = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(f->store, &select,
                                "SELECT number FROM outdated"
                                " WHERE kind = 'entity' AND number"
                                " BETWEEN 1 AND ? ORDER BY number",
                                f->err),
             done);
    sqlite3_bind_int64(select, 1, f->names.about.upto);
    st = kith_store_list(f->store, select, &f->stale, f->err);
done:
    sqlite3_finalize(select);
    return st;
}

static bool is_stale(const void *context, uint32_t entity)
{
    const finding *f = context;
    return kith_gone_has(&f->stale, entity);
}

static kith_status compare_text(finding *f,
                                kith_names_hit *hit,
                                kith_text text,
                                uint32_t order)
{
    if (!text.data)
        return KITH_OK;
    if (!kith_names_is_utf8(text))
        return kith_store_damaged(f->store, "a name is no UTF-8", f->err);
    const double score = kith_question_fit(&f->question, text,
                                           order == KITH_NAMES_ID, &f->words);
    if (score > hit->score) {
        hit->score = score;
        hit->order = order;
    }
    return KITH_OK;
}

static kith_status compare_aliases(finding *f, kith_names_hit *hit)
{
    kith_status st = KITH_OK;
    bool row = false;
    sqlite3_bind_int64(f->aliases, 1, hit->entity);
    for (;;) {
        KITH_TRY(st, kith_store_step(f->store, f->aliases, &row, f->err), done);
        if (!row)
            break;
        const sqlite3_int64 position = sqlite3_column_int64(f->aliases, 0);
        if (position >= 0 && position < INT32_MAX)
            KITH_TRY(st,
                     compare_text(f, hit, kith_column_text(f->aliases, 1),
                                  (uint32_t)position + 1),
                     done);
    }
done:
    sqlite3_reset(f->aliases);
    return st;
}

static kith_status compare_row(void *context,
                               sqlite3_stmt *select,
                               kith_error *err)
{
    finding *f = context;
    kith_status st = KITH_OK;
    const sqlite3_int64 number = sqlite3_column_int64(select, 0);
    kith_names_hit hit = {.entity = (uint32_t)number};
    if (number < 1 || number >= UINT32_MAX)
        return kith_store_damaged(f->store, "an entity has no fit number", err);
    KITH_TRY(st, compare_text(f, &hit, kith_column_text(select, 2), 0), done);
    KITH_TRY(st, compare_aliases(f, &hit), done);
    KITH_TRY(st,
             compare_text(f, &hit, kith_column_text(select, 1), KITH_NAMES_ID),
             done);
    if (hit.score > 0 && !kith_names_keep(&f->hits, hit))
        st = no_memory(f);
done:
    return st;
}

static kith_status compare_rows(finding *f, const char *sql)
{
    sqlite3_stmt *select = NULL;
    kith_status st = kith_store_prepare(f->store, &select, sql, f->err);
    if (st == KITH_OK) {
        sqlite3_bind_int64(select, 1, f->names.about.upto);
        st = kith_store_each(f->store, select, compare_row, f, f->err);
    }
    sqlite3_finalize(select);
    return st;
}

static kith_status compare_beside(finding *f)
{
    kith_status st = KITH_OK;
    KITH_TRY(st,
             compare_rows(f, "SELECT number, id, name FROM entities"
                             " WHERE number > ? ORDER BY number"),
             done);
    if (f->stale.used)
        st = compare_rows(f, "SELECT number, id, name FROM entities"
                             " WHERE number <= ? AND number IN (SELECT number"
                             " FROM outdated WHERE kind = 'entity')");
done:
    return st;
}

/* -- results ------------------------------------------------------------- */

typedef struct {
    sqlite3_stmt *entity;
    sqlite3_stmt *alias;
} showing;

static bool are_texts(const kith_found *found)
{
    const char *const texts[] = {found->id, found->name, found->type,
                                 found->matched};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = texts[i];
        if (text && !kith_names_is_utf8((kith_text){text, strlen(text)}))
            return false;
    }
    return true;
}

static kith_status add_row(const finding *f,
                           showing *s,
                           const kith_names_hit *hit,
                           kith_table *table)
{
    kith_status st = KITH_OK;
    bool row = false;
    const bool alias = hit->order != 0 && hit->order != KITH_NAMES_ID;
    sqlite3_bind_int64(s->entity, 1, hit->entity);
    sqlite3_bind_int64(s->alias, 1, hit->entity);
    sqlite3_bind_int64(s->alias, 2, (sqlite3_int64)hit->order - 1);
    KITH_TRY(st, kith_store_step(f->store, s->entity, &row, f->err), done);
    if (row && alias)
        KITH_TRY(st, kith_store_step(f->store, s->alias, &row, f->err), done);
    if (!row) {
        st = kith_names_damaged(f->store, f->err);
        goto done;
    }
    const char *id = (const char *)sqlite3_column_text(s->entity, 0);
    const char *name = (const char *)sqlite3_column_text(s->entity, 1);
    const kith_found found = {
        .id = id,
        .name = name ? name : id,
        .type = (const char *)sqlite3_column_text(s->entity, 2),
        .matched = alias ? (const char *)sqlite3_column_text(s->alias, 0)
                   : hit->order == 0 ? name
                                     : id,
        .score = hit->score,
    };
    st = are_texts(&found)
             ? kith_found_add(table, &found, f->err)
             : kith_store_damaged(f->store, "a name is no UTF-8", f->err);
done:
    sqlite3_reset(s->entity);
    sqlite3_reset(s->alias);
    return st;
}

static kith_status show(const finding *f, kith_table **out)
{
    showing s = {0};
    kith_status st = KITH_OK;
    kith_table *table = kith_table_new();
    if (!table)
        return no_memory(f);
    KITH_TRY(st, kith_found_columns(table, f->err), done);
    KITH_TRY(st,
             kith_store_prepare(f->store, &s.entity,
                                "SELECT e.id, e.name, t.name FROM entities AS e"
                                " LEFT JOIN entity_types AS t"
                                " ON t.number = e.type WHERE e.number = ?",
                                f->err),
             done);
    KITH_TRY(st,
             kith_store_prepare(f->store, &s.alias,
                                "SELECT text FROM aliases WHERE entity = ?"
                                " AND position = ?",
                                f->err),
             done);
    for (size_t i = 0; i < f->hits.count; i++)
        KITH_TRY(st, add_row(f, &s, &f->hits.items[i], table), done);
    *out = table;
    table = NULL;
done:
    sqlite3_finalize(s.entity);
    sqlite3_finalize(s.alias);
    kith_table_free(table);
    return st;
}

/* What the index was made with is not what the question is read with. */
static void remark(const finding *f, char text[KITH_STORE_REMARK_SIZE])
{
    const kith_names_about *about = &f->names.about;
    const char *own = kith_romanizer_used(f->romanizer);
    text[0] = '\0';
    if (about->folding && about->folding != KITH_FOLDING_VERSION) {
        snprintf(text, KITH_STORE_REMARK_SIZE,
                 "the index of names in '%s' is of another version of kith and "
                 "was not used; build it again to find at once",
                 f->store->path);
    } else if (own && about->asked && strcmp(own, about->romanizer) != 0) {
        snprintf(text, KITH_STORE_REMARK_SIZE,
                 "names in '%s' were read by %s%s, and the question by %s%s; "
                 "some in other scripts may not be found",
                 f->store->path, *about->romanizer ? "ICU " : "no ICU",
                 about->romanizer, *own ? "ICU " : "no ICU", own);
    }
}

/* -- all of it ----------------------------------------------------------- */

static kith_status find_all(finding *f, kith_text query, bool han)
{
    kith_status st = KITH_OK;
    kith_question_init(&f->question, query, han, f->romanizer);
    if (!f->question.count)
        return KITH_OK;
    if (f->names.about.upto)
        KITH_TRY(st,
                 kith_names_rank(&f->names, &f->question, is_stale, f, &f->hits,
                                 f->err),
                 done);
    KITH_TRY(st, compare_beside(f), done);
    kith_names_settle(&f->hits);
done:
    return st;
}

static kith_status open_all(finding *f, const char *path)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_open(&f->store, path, KITH_STORE_READ, f->err),
             done);
    KITH_TRY(st, kith_store_run(f->store, "BEGIN", f->err), done);
    KITH_TRY(st, kith_names_open(&f->names, f->store, f->err), done);
    KITH_TRY(st, read_stale(f), done);
    st = kith_store_prepare(f->store, &f->aliases,
                            "SELECT position, text FROM aliases"
                            " WHERE entity = ? ORDER BY position",
                            f->err);
done:
    return st;
}

static void close_all(finding *f)
{
    kith_names_close(&f->names);
    sqlite3_finalize(f->aliases);
    kith_store_close(f->store);
    kith_romanizer_free(f->romanizer);
    kith_release(f->hits.items);
    kith_pages_free(&f->stale);
    kith_release(f);
}

kith_status kith_store_find(const char *path,
                            const char *query,
                            size_t most,
                            kith_table **out,
                            char said[KITH_STORE_REMARK_SIZE],
                            kith_error *err)
{
    const kith_text text = {query, strlen(query)};
    kith_status st = KITH_OK;
    finding *f = KITH_NEW(finding, 1);
    *out = NULL;
    said[0] = '\0';
    if (!f)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    f->err = err;
    f->hits.most = most;
    f->romanizer = kith_romanizer_new();
    if (!f->romanizer) {
        st = no_memory(f);
        goto done;
    }
    KITH_TRY(st, open_all(f, path), done);
    KITH_TRY(st, find_all(f, text, false), done);
    if (!f->hits.count && f->question.has_han)
        KITH_TRY(st, find_all(f, text, true), done);
    KITH_TRY(st, show(f, out), done);
    remark(f, said);
done:
    close_all(f);
    return st;
}
