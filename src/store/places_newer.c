/* Rows that are newer than the pack: read once, as they are few, and found by
 * number or by place. */
#include "store/places_newer.h"

#include "base/bisect.h"
#include "base/error.h"
#include "store/numbers.h"

/* Numbers of the rows of types. */
static const char *const types[2] = {
    [KITH_RECORD_ENTITY] = "SELECT number FROM entity_types ORDER BY number",
    [KITH_RECORD_RELATION] =
        "SELECT number FROM relation_types ORDER BY number",
};

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- reading ------------------------------------------------------------- */

static kith_status each_row(kith_places *p,
                            const char *sql,
                            kith_take_row *take,
                            kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st =
        kith_store_prepare(kith_places_store(p), &select, sql, err);
    if (st == KITH_OK) {
        sqlite3_bind_int64(select, 1, p->links.peek.upto.entities);
        sqlite3_bind_int64(select, 2, p->links.peek.upto.relations);
        st = kith_store_each(kith_places_store(p), select, take, p, err);
    }
    sqlite3_finalize(select);
    return st;
}

/* The type in column `at`; false if it is none of the types. */
static bool type_at(const kith_places *p,
                    kith_record_kind kind,
                    sqlite3_stmt *row,
                    int at,
                    uint16_t *out)
{
    const kith_pages *numbers = &p->type_numbers[kind];
    const bool none = sqlite3_column_type(row, at) == SQLITE_NULL;
    const kith_id type =
        none ? KITH_NONE
             : kith_numbers_place(numbers, numbers->used / sizeof(uint32_t),
                                  sqlite3_column_int64(row, at));
    *out = type == KITH_NONE ? KITH_SPOT_NO_TYPE : (uint16_t)type;
    return none ? kind == KITH_RECORD_ENTITY : type != KITH_NONE;
}

static kith_status take_entity(void *context,
                               sqlite3_stmt *row,
                               kith_error *err)
{
    kith_places *p = context;
    const size_t packed = p->links.count[KITH_RECORD_ENTITY];
    kith_spot entity = {.implicit = sqlite3_column_int(row, 2) != 0};
    size_t place = 0;
    kith_status st =
        kith_store_number(kith_places_store(p), row, 0, &entity.number, err);
    if (st == KITH_OK)
        st = kith_links_find(&p->links, entity.number, &place, err);
    if (st != KITH_OK)
        return st;
    if (!type_at(p, KITH_RECORD_ENTITY, row, 1, &entity.type) ||
        (place == packed) != (entity.number > p->links.peek.upto.entities))
        return kith_places_broken(p, err);
    entity.place = (uint32_t)(place == packed ? packed + p->fresh++ : place);
    return kith_pages_add(&p->rows, &entity, sizeof entity) ? KITH_OK
                                                            : no_memory(err);
}

static kith_status take_more_type(void *context,
                                  sqlite3_stmt *row,
                                  kith_error *err)
{
    kith_places *p = context;
    kith_extra extra = {0};
    uint16_t type = KITH_SPOT_NO_TYPE;
    uint32_t number = 0;
    kith_status st =
        kith_store_number(kith_places_store(p), row, 0, &number, err);
    if (st == KITH_OK)
        st = kith_places_find(p, number, &extra.entity, err);
    if (st != KITH_OK)
        return st;
    if (!type_at(p, KITH_RECORD_ENTITY, row, 1, &type) ||
        type == KITH_SPOT_NO_TYPE)
        return kith_places_broken(p, err);
    extra.value = type;
    return kith_pages_add(&p->row_types, &extra, sizeof extra) ? KITH_OK
                                                               : no_memory(err);
}

static kith_status take_relation(void *context,
                                 sqlite3_stmt *row,
                                 kith_error *err)
{
    kith_places *p = context;
    kith_join join = {
        .place = (uint32_t)(p->links.count[KITH_RECORD_RELATION] +
                            p->joins.used / sizeof(kith_join)),
        .directed = sqlite3_column_int(row, 4) != 0,
    };
    uint32_t ends[2] = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_number(kith_places_store(p), row, 0, &join.number, err),
             done);
    for (int i = 0; i < 2; i++)
        KITH_TRY(st,
                 kith_store_number(kith_places_store(p), row, i + 1, &ends[i],
                                   err),
                 done);
    KITH_TRY(st, kith_places_find(p, ends[0], &join.source, err), done);
    KITH_TRY(st, kith_places_find(p, ends[1], &join.target, err), done);
    if (!type_at(p, KITH_RECORD_RELATION, row, 3, &join.type)) {
        st = kith_places_broken(p, err);
    } else if (!kith_pages_add(&p->joins, &join, sizeof join)) {
        st = no_memory(err);
    }
done:
    return st;
}

/* In this order: places need the entities. ?1 is the last entity in the pack,
 * ?2 the last relation. */
#define ENTITIES                                               \
 "SELECT number, type, shape IS NULL AND written IS NULL FROM" \
 " entities WHERE number"
#define OUTDATED " IN (SELECT number FROM outdated WHERE kind = 'entity')"

static const struct {
    const char *sql;
    kith_take_row *take;
} newer[] = {
    {ENTITIES OUTDATED " AND number <= ?1 ORDER BY number", take_entity   },
    {ENTITIES " > ?1 ORDER BY number",                      take_entity   },
    {"SELECT entity, type FROM more_types WHERE entity" OUTDATED
     " AND entity <= ?1 ORDER BY entity, position",    take_more_type},
    {"SELECT entity, type FROM more_types WHERE entity > ?1"
     " ORDER BY entity, position",                     take_more_type},
    {"SELECT number, source, target, type, directed FROM relations WHERE"
     " number > ?2 ORDER BY number",                   take_relation },
};

kith_status kith_places_read_newer(kith_places *places, kith_error *err)
{
    kith_status st = KITH_OK;
    for (int kind = 0; kind < 2; kind++)
        KITH_TRY(st,
                 kith_store_list_all(kith_places_store(places), types[kind],
                                     &places->type_numbers[kind], err),
                 done);
    for (size_t i = 0; i < sizeof newer / sizeof *newer; i++)
        KITH_TRY(st, each_row(places, newer[i].sql, newer[i].take, err), done);
done:
    return st;
}

/* -- finding ------------------------------------------------------------- */

/* The newer row of an entity, by the number at `at` in it. */
static const kith_spot *row_of(const kith_places *p, uint32_t wanted, size_t at)
{
    const kith_spot *all = p->rows.data;
    const size_t count = p->rows.used / sizeof *all;
    const size_t low = kith_lower_bound(all, count, sizeof *all, at, wanted);
    return low < count &&
                   !memcmp((const char *)&all[low] + at, &wanted, sizeof wanted)
               ? &all[low]
               : NULL;
}

const kith_spot *kith_places_row_at(const kith_places *places, uint32_t place)
{
    return row_of(places, place, offsetof(kith_spot, place));
}

const kith_spot *kith_places_row_of(const kith_places *places, uint32_t number)
{
    return row_of(places, number, offsetof(kith_spot, number));
}

const kith_join *kith_places_join_of(const kith_places *places, uint32_t number)
{
    const kith_join *all = places->joins.data;
    const size_t count = places->joins.used / sizeof *all;
    const size_t low = kith_lower_bound(all, count, sizeof *all,
                                        offsetof(kith_join, number), number);
    return low < count && all[low].number == number ? &all[low] : NULL;
}
