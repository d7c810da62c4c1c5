/* Arrays without the rows that are gone: what is behind them moves up. */
#include "store/gone.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/numbers.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { KINDS = 3 };

static const char *const selects[KINDS] = {
    [KITH_RECORD_ENTITY] =
        "SELECT number FROM outdated AS o WHERE kind = 'entity' AND number"
        " BETWEEN 1 AND ? AND NOT EXISTS (SELECT 1 FROM entities AS e WHERE"
        " e.number = o.number) ORDER BY number",
    [KITH_RECORD_RELATION] =
        "SELECT number FROM outdated AS o WHERE kind = 'relation' AND number"
        " BETWEEN 1 AND ? AND NOT EXISTS (SELECT 1 FROM relations AS r WHERE"
        " r.number = o.number) ORDER BY number",
    [KITH_RECORD_DOCUMENT] =
        "SELECT number FROM outdated AS o WHERE kind = 'document' AND number"
        " BETWEEN 1 AND ? AND NOT EXISTS (SELECT 1 FROM documents AS d WHERE"
        " d.number = o.number) ORDER BY number",
};

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_gone_numbers(const kith_store *store,
                              kith_record_kind kind,
                              sqlite3_int64 upto,
                              kith_pages *out,
                              kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = kith_store_prepare(store, &select, selects[kind], err);
    if (st == KITH_OK) {
        sqlite3_bind_int64(select, 1, upto);
        st = kith_store_list(store, select, out, err);
    }
    sqlite3_finalize(select);
    return st;
}

bool kith_gone_has(const kith_pages *numbers, uint32_t number)
{
    return numbers->used &&
           kith_numbers_place(numbers, numbers->used / sizeof number, number) !=
               KITH_NONE;
}

/* -- places -------------------------------------------------------------- */

/* The new places of things by their old ones; KITH_NONE = it is left out. */
typedef struct {
    kith_id *to;
    size_t count;
    size_t kept;
} places;

static bool make_places(places *p, size_t count)
{
    p->to = KITH_NEW(kith_id, count);
    p->count = count;
    return p->to != NULL;
}

static void keep(places *p, size_t at, bool stays)
{
    p->to[at] = stays ? (kith_id)p->kept++ : KITH_NONE;
}

/* By numbers of rows; `numbers` is empty while they are 1, 2, 3, … */
static void keep_but(places *p,
                     const kith_pages *numbers,
                     const kith_pages *gone)
{
    const uint32_t *number = numbers->used ? numbers->data : NULL;
    for (size_t i = 0; i < p->count; i++)
        keep(p, i, !kith_gone_has(gone, number ? number[i] : (uint32_t)i + 1));
}

/* An array of elements of `size`, or one that is empty. */
static void squeeze(kith_pages *pages, size_t size, const places *p)
{
    char *data = pages->data;
    if (pages->used == 0)
        return;
    for (size_t i = 0; i < p->count; i++) {
        if (p->to[i] != KITH_NONE && p->to[i] != i)
            memcpy(data + p->to[i] * size, data + i * size, size);
    }
    pages->used = p->kept * size;
}

/* A bit set, which may be shorter than what it is of. */
static void squeeze_bits(kith_pages *pages, const places *p)
{
    uint64_t *words = pages->data;
    const size_t bits = pages->used / sizeof *words * 64;
    const size_t count = p->count < bits ? p->count : bits;
    for (size_t i = 0; i < count; i++) {
        const uint64_t set = words[i / 64] >> i % 64 & 1;
        words[i / 64] &= ~((uint64_t)1 << i % 64);
        if (p->to[i] != KITH_NONE)
            words[p->to[i] / 64] |= set << p->to[i] % 64;
    }
    while (pages->used && !words[pages->used / sizeof *words - 1])
        pages->used -= sizeof *words;
    if (pages->used == 0)
        kith_pages_free(pages);
}

/* An array is not there while all its elements are as usual. */
static void leave_usual(kith_pages *pages, const void *usual, size_t size)
{
    const char *data = pages->data;
    for (size_t at = 0; at < pages->used; at += size) {
        if (memcmp(data + at, usual, size) != 0)
            return;
    }
    kith_pages_free(pages);
}

static bool squeeze_numbers(kith_pages *numbers, const places *p)
{
    if (numbers->used == 0) {
        uint32_t *fresh = kith_pages_take(numbers, p->count * sizeof *fresh);
        if (!fresh)
            return false;
        for (size_t i = 0; i < p->count; i++)
            fresh[i] = (uint32_t)i + 1;
    }
    squeeze(numbers, sizeof(uint32_t), p);
    return true;
}

static void squeeze_extras(kith_pages *pages, const places *p)
{
    kith_extra *extras = pages->data;
    const size_t count = pages->used / sizeof *extras;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const kith_id entity = p->to[extras[i].entity];
        if (entity != KITH_NONE)
            extras[kept++] = (kith_extra){entity, extras[i].value};
    }
    pages->used = kept * sizeof *extras;
}

/* -- rows that are gone -------------------------------------------------- */

static const double one = 1;
static const double unsaid = (double)NAN;
static const kith_date no_date = KITH_NO_DATE;

/* Arrays of one element a thing, by kind; what is usual in those that are not
 * always there. */
#define ARRAY(kind, field, type, usual)                                  \
 {                                                                       \
  KITH_RECORD_##kind, offsetof(kith_reading, field), sizeof(type), usual \
 }

static const struct {
    kith_record_kind kind;
    size_t offset;
    size_t size;
    const void *usual;
} arrays[] = {
    ARRAY(ENTITY, entities.refs, kith_ref, NULL),
    ARRAY(ENTITY, entity_names, kith_ref, NULL),
    ARRAY(ENTITY, entity_type, uint16_t, NULL),
    ARRAY(ENTITY, entity_origins, kith_origin, NULL),
    ARRAY(RELATION, sources_of, kith_id, NULL),
    ARRAY(RELATION, targets_of, kith_id, NULL),
    ARRAY(RELATION, relation_type, uint16_t, NULL),
    ARRAY(RELATION, relation_origins, kith_origin, NULL),
    ARRAY(RELATION, weights, double, &one),
    ARRAY(RELATION, confidences, double, &unsaid),
    ARRAY(RELATION, since, kith_date, &no_date),
    ARRAY(RELATION, until, kith_date, &no_date),
    ARRAY(DOCUMENT, documents.refs, kith_ref, NULL),
    ARRAY(DOCUMENT, document_origins, kith_origin, NULL),
};

static void squeeze_arrays(kith_reading *r,
                           kith_record_kind kind,
                           const places *p)
{
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        kith_pages *pages =
            (kith_pages *)(void *)((char *)r + arrays[i].offset);
        if (arrays[i].kind != kind)
            continue;
        squeeze(pages, arrays[i].size, p);
        if (arrays[i].usual)
            leave_usual(pages, arrays[i].usual, arrays[i].size);
    }
}

static const kith_pack_own numbers_of[KINDS] = {
    [KITH_RECORD_ENTITY] = KITH_PACK_ENTITY_NUMBER,
    [KITH_RECORD_RELATION] = KITH_PACK_RELATION_NUMBER,
    [KITH_RECORD_DOCUMENT] = KITH_PACK_DOCUMENT_NUMBER,
};

static size_t count_of(const kith_reading *r, kith_record_kind kind)
{
    switch (kind) {
    case KITH_RECORD_ENTITY:
        return r->entities.refs.used / sizeof(kith_ref);
    case KITH_RECORD_RELATION:
        return r->sources_of.used / sizeof(kith_id);
    case KITH_RECORD_DOCUMENT:
        break;
    }
    return r->documents.refs.used / sizeof(kith_ref);
}

/* Lead the ends of relations to the new places of entities. */
static kith_status lead_ends(const kith_store *store,
                             kith_pages *ends,
                             const places *p,
                             kith_error *err)
{
    kith_id *end = ends->data;
    for (size_t i = 0; i < ends->used / sizeof *end; i++) {
        end[i] = p->to[end[i]];
        if (end[i] == KITH_NONE)
            return kith_store_damaged(store,
                                      "a relation leads to an entity that is"
                                      " gone",
                                      err);
    }
    return KITH_OK;
}

/* What is of entities beside the arrays of theirs. */
static kith_status follow_entities(const kith_store *store,
                                   kith_reading *r,
                                   const places *p,
                                   kith_error *err)
{
    squeeze_extras(&r->more_types, p);
    squeeze_extras(&r->aliases, p);
    const kith_status st = lead_ends(store, &r->sources_of, p, err);
    return st == KITH_OK ? lead_ends(store, &r->targets_of, p, err) : st;
}

/* The mark of the pack: the largest number that it has. */
static sqlite3_int64 *mark_of(kith_pack *pack, kith_record_kind kind)
{
    switch (kind) {
    case KITH_RECORD_ENTITY:
        return &pack->upto.entities;
    case KITH_RECORD_RELATION:
        return &pack->upto.relations;
    case KITH_RECORD_DOCUMENT:
        break;
    }
    return &pack->upto.documents;
}

static kith_status drop_kind(const kith_store *store,
                             kith_record_kind kind,
                             kith_reading *r,
                             kith_pack *pack,
                             const kith_pages *gone,
                             kith_error *err)
{
    places p = {0};
    kith_pages *numbers = &pack->own[numbers_of[kind]];
    kith_status st = KITH_OK;
    if (gone->used == 0)
        return KITH_OK;
    if (!make_places(&p, count_of(r, kind)))
        return no_memory(err);
    keep_but(&p, numbers, gone);
    squeeze_arrays(r, kind, &p);
    if (!squeeze_numbers(numbers, &p)) {
        st = no_memory(err);
    } else if (kind == KITH_RECORD_RELATION) {
        squeeze_bits(&r->undirected, &p);
    } else if (kind == KITH_RECORD_ENTITY) {
        st = follow_entities(store, r, &p, err);
    }
    if (st == KITH_OK)
        *mark_of(pack, kind) =
            p.kept ? ((const uint32_t *)numbers->data)[p.kept - 1] : 0;
    kith_release(p.to);
    return st;
}

kith_status kith_gone_drop(const kith_store *store,
                           kith_reading *reading,
                           kith_pack *pack,
                           kith_error *err)
{
    /* entities last: relations that go may lead to those that go */
    static const kith_record_kind order[] = {KITH_RECORD_DOCUMENT,
                                             KITH_RECORD_RELATION,
                                             KITH_RECORD_ENTITY};
    kith_status st = KITH_OK;
    for (size_t i = 0; i < KINDS && st == KITH_OK; i++) {
        kith_pages gone = {0};
        st = kith_gone_numbers(store, order[i], *mark_of(pack, order[i]), &gone,
                               err);
        if (st == KITH_OK)
            st = drop_kind(store, order[i], reading, pack, &gone, err);
        kith_pages_free(&gone);
    }
    return st;
}

/* -- types that nothing is of -------------------------------------------- */

static void note_types(const kith_pages *types, bool *used, size_t count)
{
    const uint16_t *all = types->data;
    for (size_t i = 0; i < types->used / sizeof *all; i++) {
        if (all[i] < count)
            used[all[i]] = true;
    }
}

static void lead_types(kith_pages *types, const places *p)
{
    uint16_t *all = types->data;
    for (size_t i = 0; i < types->used / sizeof *all; i++) {
        if (all[i] < p->count)
            all[i] = (uint16_t)p->to[all[i]];
    }
}

/* Whatever made the arrays has seen that values of extras are types.
 *
 * @param more  kith_extras whose values are types as well, or NULL */
static bool drop_types(kith_intern *types, kith_pages *of, kith_pages *more)
{
    const size_t count = types->refs.used / sizeof(kith_ref);
    kith_extra *extras = more ? more->data : NULL;
    const size_t extra_count = more ? more->used / sizeof *extras : 0;
    bool *used = KITH_NEW(bool, count);
    places p = {0};
    const bool good = used && make_places(&p, count);
    if (good) {
        note_types(of, used, count);
        for (size_t i = 0; i < extra_count; i++)
            used[extras[i].value] = true;
        for (size_t i = 0; i < count; i++)
            keep(&p, i, used[i]);
        lead_types(of, &p);
        for (size_t i = 0; i < extra_count; i++)
            extras[i].value = p.to[extras[i].value];
        squeeze(&types->refs, sizeof(kith_ref), &p);
        types->count = (uint32_t)p.kept;
    }
    kith_release(used);
    kith_release(p.to);
    return good;
}

kith_status kith_gone_drop_types(const kith_store *store,
                                 kith_reading *reading,
                                 kith_error *err)
{
    bool any = false;
    const kith_status st =
        kith_store_has(store, "SELECT 1 FROM outdated", &any, err);
    if (st != KITH_OK || !any)
        return st;
    return drop_types(&reading->entity_types, &reading->entity_type,
                      &reading->more_types) &&
                   drop_types(&reading->relation_types, &reading->relation_type,
                              NULL)
               ? KITH_OK
               : no_memory(err);
}

/* Rows and names are in one order, and names are some of those of the rows. */
static kith_status delete_types(const kith_store *store,
                                const char *sql,
                                const char *delete_sql,
                                const kith_intern *types,
                                kith_error *err)
{
    const kith_ref *refs = types->refs.data;
    const size_t count = types->refs.used / sizeof *refs;
    sqlite3_stmt *select = NULL;
    sqlite3_stmt *delete = NULL;
    kith_pages numbers = {0};
    size_t next = 0;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_prepare(store, &select, sql, err), done);
    KITH_TRY(st, kith_store_prepare(store, &delete, delete_sql, err), done);
    for (;;) {
        KITH_TRY(st, kith_store_step(store, select, &row, err), done);
        if (!row)
            break;
        const char *name = kith_column_text(select, 1).data;
        const sqlite3_int64 number = sqlite3_column_int64(select, 0);
        if (next < count && name &&
            !strcmp(name, kith_texts_at(types->texts, refs[next]))) {
            next++;
        } else if (!kith_pages_add(&numbers, &number, sizeof number)) {
            st = no_memory(err);
            goto done;
        }
    }
    for (size_t i = 0; i < numbers.used / sizeof(sqlite3_int64); i++) {
        sqlite3_bind_int64(delete, 1, ((sqlite3_int64 *)numbers.data)[i]);
        KITH_TRY(st, kith_store_do(store, delete, err), done);
    }
done:
    sqlite3_finalize(select);
    sqlite3_finalize(delete);
    kith_pages_free(&numbers);
    return st;
}

kith_status kith_gone_delete_types(const kith_store *store,
                                   const kith_reading *reading,
                                   kith_error *err)
{
    const kith_status st =
        delete_types(store,
                     "SELECT number, name FROM entity_types ORDER BY number",
                     "DELETE FROM entity_types WHERE number = ?",
                     &reading->entity_types, err);
    return st != KITH_OK
               ? st
               : delete_types(store,
                              "SELECT number, name FROM relation_types"
                              " ORDER BY number",
                              "DELETE FROM relation_types WHERE number = ?",
                              &reading->relation_types, err);
}
