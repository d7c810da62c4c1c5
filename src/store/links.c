/* The relations of an entity: a stretch of a packed list, then the rows that
 * are newer, which are read once and sorted. */
#include "store/links.h"

#include "base/bisect.h"
#include "base/error.h"
#include "store/gone.h"

#include <stdlib.h>

typedef struct {
    uint32_t relation;
    uint32_t end[2]; /* source, target */
} fresh_link;

/* Parts of the lists by source and by target. */
static const struct {
    kith_pack_own from;
    kith_pack_own list;
    kith_pack_own others;
} lists[2] = {
    {KITH_PACK_SOURCE_FROM, KITH_PACK_BY_SOURCE, KITH_PACK_TARGETS},
    {KITH_PACK_TARGET_FROM, KITH_PACK_BY_TARGET, KITH_PACK_SOURCES},
};

static const kith_pack_own numbers[2] = {
    [KITH_RECORD_ENTITY] = KITH_PACK_ENTITY_NUMBER,
    [KITH_RECORD_RELATION] = KITH_PACK_RELATION_NUMBER,
};

kith_status kith_links_number(kith_links *links,
                              kith_record_kind kind,
                              uint32_t place,
                              uint32_t *out,
                              kith_error *err)
{
    *out = place + 1;
    return links->numbered[kind]
               ? kith_peek_number(&links->peek,
                                  kith_own_parts[numbers[kind]].name, place,
                                  out, err)
               : KITH_OK;
}

/* -- opening ------------------------------------------------------------- */

static kith_status read_sizes(kith_links *links, kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(links->peek.store, &select,
                                "SELECT sum(length(data) / width) FROM pack"
                                " WHERE part = ?",
                                err),
             done);
    static const kith_pack_own sized[2] = {
        [KITH_RECORD_ENTITY] = KITH_PACK_SOURCE_FROM,
        [KITH_RECORD_RELATION] = KITH_PACK_BY_SOURCE,
    };
    for (size_t kind = 0; kind < 2; kind++) {
        bool row = false;
        sqlite3_bind_text(select, 1, kith_own_parts[sized[kind]].name, -1,
                          SQLITE_STATIC);
        KITH_TRY(st, kith_store_step(links->peek.store, select, &row, err),
                 done);
        const sqlite3_int64 count = sqlite3_column_int64(select, 0);
        if (count < 0 || count >= UINT32_MAX) {
            st = kith_store_damaged(links->peek.store,
                                    "a part has a wrong size", err);
            goto done;
        }
        links->count[kind] = (size_t)count;
        sqlite3_reset(select);
        sqlite3_bind_text(select, 1, kith_own_parts[numbers[kind]].name, -1,
                          SQLITE_STATIC);
        KITH_TRY(st, kith_store_step(links->peek.store, select, &row, err),
                 done);
        links->numbered[kind] = sqlite3_column_int64(select, 0) > 0;
        sqlite3_reset(select);
    }
    links->count[KITH_RECORD_ENTITY] -= links->count[KITH_RECORD_ENTITY] > 0;
done:
    sqlite3_finalize(select);
    return st;
}

static int by_end(const fresh_link *x, const fresh_link *y, int end)
{
    if (x->end[end] != y->end[end])
        return x->end[end] < y->end[end] ? -1 : 1;
    return x->relation < y->relation ? -1 : x->relation > y->relation;
}

static int by_source(const void *x, const void *y)
{
    return by_end(x, y, 0);
}

static int by_target(const void *x, const void *y)
{
    return by_end(x, y, 1);
}

static kith_status take_fresh(void *context, sqlite3_stmt *row, kith_error *err)
{
    kith_links *links = context;
    fresh_link link = {0};
    uint32_t *const to[] = {&link.relation, &link.end[0], &link.end[1]};
    kith_status st = KITH_OK;
    for (int at = 0; st == KITH_OK && at < 3; at++)
        st = kith_store_number(links->peek.store, row, at, to[at], err);
    if (st != KITH_OK)
        return st;
    return kith_pages_add(&links->fresh[0], &link, sizeof link) &&
                   kith_pages_add(&links->fresh[1], &link, sizeof link)
               ? KITH_OK
               : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_status read_fresh(kith_links *links, kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(links->peek.store, &select,
                                "SELECT number, source, target FROM relations"
                                " WHERE number > ?",
                                err),
             done);
    sqlite3_bind_int64(select, 1, links->peek.upto.relations);
    KITH_TRY(st,
             kith_store_each(links->peek.store, select, take_fresh, links, err),
             done);
    const size_t count = links->fresh[0].used / sizeof(fresh_link);
    if (count) {
        qsort(links->fresh[0].data, count, sizeof(fresh_link), by_source);
        qsort(links->fresh[1].data, count, sizeof(fresh_link), by_target);
    }
done:
    sqlite3_finalize(select);
    return st;
}

/* Whether a pack ends where it is marked: if not, rows would count twice. */
static kith_status check_marks(kith_links *links, kith_error *err)
{
    const sqlite3_int64 marks[2] = {
        [KITH_RECORD_ENTITY] = links->peek.upto.entities,
        [KITH_RECORD_RELATION] = links->peek.upto.relations,
    };
    for (size_t kind = 0; kind < 2; kind++) {
        const size_t count = links->count[kind];
        uint32_t last = 0;
        const kith_status st =
            count ? kith_links_number(links, (kith_record_kind)kind,
                                      (uint32_t)count - 1, &last, err)
                  : KITH_OK;
        if (st != KITH_OK)
            return st;
        if (last != marks[kind])
            return kith_store_damaged(links->peek.store,
                                      "its packing is marked wrongly", err);
    }
    return KITH_OK;
}

static kith_status read_gone(kith_links *links, kith_error *err)
{
    const kith_store *store = links->peek.store;
    const kith_packing *upto = &links->peek.upto;
    kith_pages entities = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_gone_numbers(store, KITH_RECORD_RELATION, upto->relations,
                               &links->gone, err),
             done);
    st = kith_gone_numbers(store, KITH_RECORD_ENTITY, upto->entities, &entities,
                           err);
    links->gone_entities = entities.used / sizeof(uint32_t);
done:
    kith_pages_free(&entities);
    return st;
}

kith_status kith_links_open(kith_links *links,
                            const kith_store *store,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    *links = (kith_links){0};
    KITH_TRY(st, kith_peek_open(&links->peek, store, err), done);
    KITH_TRY(st, read_sizes(links, err), done);
    KITH_TRY(st, check_marks(links, err), done);
    KITH_TRY(st, read_gone(links, err), done);
    st = read_fresh(links, err);
done:
    return st;
}

void kith_links_close(kith_links *links)
{
    kith_peek_close(&links->peek);
    kith_pages_free(&links->fresh[0]);
    kith_pages_free(&links->fresh[1]);
    kith_pages_free(&links->gone);
}

/* -- places -------------------------------------------------------------- */

kith_status kith_links_find(kith_links *links,
                            uint32_t entity,
                            size_t *out,
                            kith_error *err)
{
    const size_t count = links->count[KITH_RECORD_ENTITY];
    size_t low = 0;
    size_t high = count;
    uint32_t number = 0;
    if (!links->numbered[KITH_RECORD_ENTITY]) {
        *out = entity >= 1 && entity <= count ? entity - 1 : count;
        return KITH_OK;
    }
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const kith_status st =
            kith_links_number(links, KITH_RECORD_ENTITY, (uint32_t)middle,
                              &number, err);
        if (st != KITH_OK)
            return st;
        if (number < entity) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out = count;
    if (low == count)
        return KITH_OK;
    const kith_status st = kith_links_number(links, KITH_RECORD_ENTITY,
                                             (uint32_t)low, &number, err);
    if (number == entity)
        *out = low;
    return st;
}

/* -- lists --------------------------------------------------------------- */

/* The stretch of the packed list of an entity. */
static kith_status stretch_at(kith_links *links,
                              size_t place,
                              bool out,
                              uint32_t *first,
                              uint32_t *last,
                              kith_error *err)
{
    const char *from = kith_own_parts[lists[!out].from].name;
    kith_status st = KITH_OK;
    *first = *last = 0;
    if (place >= links->count[KITH_RECORD_ENTITY])
        goto done;
    KITH_TRY(st, kith_peek_number(&links->peek, from, place, first, err), done);
    KITH_TRY(st, kith_peek_number(&links->peek, from, place + 1, last, err),
             done);
    if (*first > *last || *last > links->count[KITH_RECORD_RELATION])
        st = kith_store_damaged(links->peek.store, "a list has no end", err);
done:
    return st;
}

static kith_status stretch_of(kith_links *links,
                              uint32_t entity,
                              bool out,
                              uint32_t *first,
                              uint32_t *last,
                              kith_error *err)
{
    size_t place = 0;
    const kith_status st = kith_links_find(links, entity, &place, err);
    return st == KITH_OK ? stretch_at(links, place, out, first, last, err) : st;
}

/* The newer rows of an entity. */
static const fresh_link *fresh_of(const kith_links *links,
                                  uint32_t entity,
                                  bool out,
                                  size_t *count)
{
    const kith_pages *pages = &links->fresh[!out];
    const fresh_link *all = pages->data;
    const size_t size = pages->used / sizeof *all;
    const size_t at = offsetof(fresh_link, end) + (size_t)!out * sizeof entity;
    const size_t low = kith_lower_bound(all, size, sizeof *all, at, entity);
    *count = 0;
    while (low + *count < size && all[low + *count].end[!out] == entity)
        ++*count;
    return *count ? all + low : NULL;
}

kith_status kith_links_count(kith_links *links,
                             uint32_t entity,
                             bool out,
                             size_t *count,
                             kith_error *err)
{
    uint32_t first = 0;
    uint32_t last = 0;
    const kith_status st = stretch_of(links, entity, out, &first, &last, err);
    (void)fresh_of(links, entity, out, count);
    *count += last - first;
    return st;
}

/* So many relations of a packed list are read at once. */
enum { AT_ONCE = 512 };

static kith_status take_packed(kith_links *links,
                               bool out,
                               size_t index,
                               size_t count,
                               kith_pages *to,
                               kith_error *err)
{
    uint32_t relations[AT_ONCE];
    uint32_t others[AT_ONCE];
    const char *list = kith_own_parts[lists[!out].list].name;
    const char *ends = kith_own_parts[lists[!out].others].name;
    kith_link *added = kith_pages_take(to, count * sizeof *added);
    kith_status st = KITH_OK;
    if (!added)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             kith_peek_numbers(&links->peek, list, index, count, relations,
                               err),
             done);
    KITH_TRY(st,
             kith_peek_numbers(&links->peek, ends, index, count, others, err),
             done);
    for (size_t i = 0; i < count; i++) {
        if (relations[i] >= links->count[KITH_RECORD_RELATION] ||
            others[i] >= links->count[KITH_RECORD_ENTITY]) {
            st = kith_store_damaged(links->peek.store,
                                    "a list leads to no entity", err);
            goto done;
        }
        added[i] = (kith_link){relations[i], others[i]};
    }
done:
    return st;
}

kith_status kith_links_packed(kith_links *links,
                              size_t place,
                              bool out,
                              kith_pages *to,
                              kith_error *err)
{
    uint32_t first = 0;
    uint32_t last = 0;
    kith_status st = stretch_at(links, place, out, &first, &last, err);
    for (size_t i = first; i < last && st == KITH_OK; i += AT_ONCE) {
        const size_t left = last - i;
        st = take_packed(links, out, i, left < AT_ONCE ? left : AT_ONCE, to,
                         err);
    }
    return st;
}

kith_status kith_links_fresh(const kith_links *links,
                             uint32_t entity,
                             bool out,
                             kith_pages *to,
                             kith_error *err)
{
    size_t count = 0;
    const fresh_link *fresh = fresh_of(links, entity, out, &count);
    for (size_t i = 0; i < count; i++) {
        const kith_link link = {fresh[i].relation, fresh[i].end[out]};
        if (!kith_pages_add(to, &link, sizeof link))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

/* Places of links from `at` on become numbers of rows; what is gone is left
 * out.
 */
static kith_status number_links(kith_links *links,
                                kith_pages *pages,
                                size_t at,
                                kith_error *err)
{
    kith_link *all = pages->data;
    const size_t count = pages->used / sizeof *all;
    size_t kept = at;
    kith_status st = KITH_OK;
    for (size_t i = at; i < count; i++) {
        kith_link link = {0};
        KITH_TRY(st,
                 kith_links_number(links, KITH_RECORD_RELATION, all[i].relation,
                                   &link.relation, err),
                 done);
        KITH_TRY(st,
                 kith_links_number(links, KITH_RECORD_ENTITY, all[i].other,
                                   &link.other, err),
                 done);
        if (!kith_gone_has(&links->gone, link.relation))
            all[kept++] = link;
    }
    pages->used = kept * sizeof *all;
done:
    return st;
}

kith_status kith_links_of(kith_links *links,
                          uint32_t entity,
                          bool out,
                          kith_pages *to,
                          kith_error *err)
{
    const size_t before = to->used / sizeof(kith_link);
    size_t place = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_links_find(links, entity, &place, err), done);
    KITH_TRY(st, kith_links_packed(links, place, out, to, err), done);
    KITH_TRY(st, number_links(links, to, before, err), done);
    st = kith_links_fresh(links, entity, out, to, err);
done:
    return st;
}
