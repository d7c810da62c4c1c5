/* Single entities and relations out of the pack, and the rows that are newer:
 * those are read once, and are few. */
#include "store/places.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/numbers.h"

#include <string.h>

/* Beyond so many newer rows all of the base is loaded as soon. */
enum { MOST_FRESH = 20000, NO_TYPE = UINT16_MAX };

/* Names of the parts: kith_peek tells them by their address. */
static const char entity_type[] = "entity.type";
static const char entity_codes[] = "entity.type.codes";
static const char relation_type[] = "relation.type";
static const char relation_codes[] = "relation.type.codes";

static const struct {
    const char *plain;
    const char *codes;
    const char *values;
    const char *types; /* numbers of their rows */
} columns[2] = {
    [KITH_RECORD_ENTITY] = {entity_type,   entity_codes,   "entity.type.values",
                            "SELECT number FROM entity_types ORDER BY number"  },
    [KITH_RECORD_RELATION] =
        {relation_type, relation_codes, "relation.type.values",
                            "SELECT number FROM relation_types ORDER BY number"},
};

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static const kith_store *store_of(const kith_places *p)
{
    return p->links.peek.store;
}

/* -- rows ---------------------------------------------------------------- */

typedef kith_status take_row(kith_places *p,
                             sqlite3_stmt *row,
                             kith_error *err);

static kith_status each_row(kith_places *p,
                            const char *sql,
                            take_row *take,
                            kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_prepare(store_of(p), &select, sql, err), done);
    sqlite3_bind_int64(select, 1, p->links.peek.upto.entities);
    sqlite3_bind_int64(select, 2, p->links.peek.upto.relations);
    for (;;) {
        KITH_TRY(st, kith_store_step(store_of(p), select, &row, err), done);
        if (!row)
            break;
        KITH_TRY(st, take(p, select, err), done);
    }
done:
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
    *out = type == KITH_NONE ? NO_TYPE : (uint16_t)type;
    return none ? kind == KITH_RECORD_ENTITY : type != KITH_NONE;
}

static kith_status broken(const kith_places *p, kith_error *err)
{
    return kith_store_damaged(store_of(p),
                              "a row leads to one that is not there", err);
}

static kith_status take_entity(kith_places *p,
                               sqlite3_stmt *row,
                               kith_error *err)
{
    const size_t packed = p->links.count[KITH_RECORD_ENTITY];
    kith_spot entity = {.implicit = sqlite3_column_int(row, 2) != 0};
    size_t place = 0;
    kith_status st =
        kith_store_number(store_of(p), row, 0, &entity.number, err);
    if (st == KITH_OK)
        st = kith_links_find(&p->links, entity.number, &place, err);
    if (st != KITH_OK)
        return st;
    if (!type_at(p, KITH_RECORD_ENTITY, row, 1, &entity.type) ||
        (place == packed) != (entity.number > p->links.peek.upto.entities))
        return broken(p, err);
    entity.place = (uint32_t)(place == packed ? packed + p->fresh++ : place);
    return kith_pages_add(&p->rows, &entity, sizeof entity) ? KITH_OK
                                                            : no_memory(err);
}

static kith_status take_more_type(kith_places *p,
                                  sqlite3_stmt *row,
                                  kith_error *err)
{
    kith_extra extra = {0};
    uint16_t type = NO_TYPE;
    uint32_t number = 0;
    kith_status st = kith_store_number(store_of(p), row, 0, &number, err);
    if (st == KITH_OK)
        st = kith_places_find(p, number, &extra.entity, err);
    if (st != KITH_OK)
        return st;
    if (!type_at(p, KITH_RECORD_ENTITY, row, 1, &type) || type == NO_TYPE)
        return broken(p, err);
    extra.value = type;
    return kith_pages_add(&p->row_types, &extra, sizeof extra) ? KITH_OK
                                                               : no_memory(err);
}

static kith_status take_relation(kith_places *p,
                                 sqlite3_stmt *row,
                                 kith_error *err)
{
    kith_join join = {
        .place = (uint32_t)(p->links.count[KITH_RECORD_RELATION] +
                            p->joins.used / sizeof(kith_join)),
        .directed = sqlite3_column_int(row, 4) != 0,
    };
    uint32_t ends[2] = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_number(store_of(p), row, 0, &join.number, err),
             done);
    for (int i = 0; i < 2; i++)
        KITH_TRY(st, kith_store_number(store_of(p), row, i + 1, &ends[i], err),
                 done);
    KITH_TRY(st, kith_places_find(p, ends[0], &join.source, err), done);
    KITH_TRY(st, kith_places_find(p, ends[1], &join.target, err), done);
    if (!type_at(p, KITH_RECORD_RELATION, row, 3, &join.type)) {
        st = broken(p, err);
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
    take_row *take;
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

/* -- opening ------------------------------------------------------------- */

static kith_status read_types(kith_places *p,
                              kith_record_kind kind,
                              kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store_of(p), &select, columns[kind].types, err),
             done);
    for (;;) {
        uint32_t number = 0;
        KITH_TRY(st, kith_store_step(store_of(p), select, &row, err), done);
        if (!row)
            break;
        KITH_TRY(st, kith_store_number(store_of(p), select, 0, &number, err),
                 done);
        if (!kith_pages_add(&p->type_numbers[kind], &number, sizeof number)) {
            st = no_memory(err);
            goto done;
        }
    }
done:
    sqlite3_finalize(select);
    return st;
}

static kith_status open_column(kith_places *p,
                               kith_record_kind kind,
                               kith_error *err)
{
    kith_spot_column *column = &p->types[kind];
    kith_pages values = {0};
    kith_status st = kith_pack_read_part(store_of(p), columns[kind].values,
                                         sizeof(uint16_t), &values, err);
    const uint16_t *all = values.data;
    column->count = values.used / sizeof *all;
    column->coded = column->count > 0;
    if (st == KITH_OK && column->coded) {
        column->values = KITH_NEW(uint32_t, column->count);
        st = column->values ? KITH_OK : no_memory(err);
    }
    for (size_t i = 0; st == KITH_OK && i < column->count; i++)
        column->values[i] = all[i];
    kith_pages_free(&values);
    return st;
}

static kith_status read_newer(kith_places *p, kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; st == KITH_OK && i < sizeof newer / sizeof *newer; i++)
        st = each_row(p, newer[i].sql, newer[i].take, err);
    return st;
}

kith_status kith_places_open(kith_places *places,
                             const kith_store *store,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    *places = (kith_places){0};
    KITH_TRY(st, kith_links_open(&places->links, store, err), done);
    if (places->links.fresh[0].used / (3 * sizeof(uint32_t)) > MOST_FRESH) {
        st = kith_fail(err, KITH_E_NOT_FOUND, "much is newer than the pack");
        goto done;
    }
    for (int kind = 0; kind < 2; kind++) {
        KITH_TRY(st, read_types(places, (kith_record_kind)kind, err), done);
        KITH_TRY(st, open_column(places, (kith_record_kind)kind, err), done);
    }
    st = read_newer(places, err);
done:
    return st;
}

void kith_places_close(kith_places *places)
{
    kith_links_close(&places->links);
    for (size_t kind = 0; kind < 2; kind++) {
        kith_release(places->types[kind].values);
        kith_pages_free(&places->type_numbers[kind]);
    }
    kith_pages_free(&places->rows);
    kith_pages_free(&places->row_types);
    kith_pages_free(&places->joins);
    kith_pages_free(&places->implicit);
    kith_pages_free(&places->undirected);
    kith_pages_free(&places->more_types);
}

/* Arrays that most bases do not have, read when a place is first asked for. */
static kith_status read_rare(kith_places *p, kith_error *err)
{
    kith_status st = KITH_OK;
    if (p->read)
        return KITH_OK;
    p->read = true;
    KITH_TRY(st,
             kith_pack_read_part(store_of(p),
                                 kith_own_parts[KITH_PACK_IMPLICIT].name,
                                 sizeof(uint64_t), &p->implicit, err),
             done);
    KITH_TRY(st,
             kith_pack_read_part(store_of(p), "relation.undirected",
                                 sizeof(uint64_t), &p->undirected, err),
             done);
    st = kith_pack_read_part(store_of(p), "entity.more_types",
                             sizeof(kith_extra), &p->more_types, err);
done:
    return st;
}

/* -- places -------------------------------------------------------------- */

size_t kith_places_count(const kith_places *places, kith_record_kind kind)
{
    return places->links.count[kind] +
           (kind == KITH_RECORD_ENTITY
                ? places->fresh
                : places->joins.used / sizeof(kith_join));
}

/* The newer row of an entity, by place or by number. */
static const kith_spot *row_of(const kith_places *p,
                               uint32_t wanted,
                               bool by_number)
{
    const kith_spot *all = p->rows.data;
    const size_t count = p->rows.used / sizeof *all;
    size_t low = 0;
    for (size_t high = count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        const uint32_t at = by_number ? all[middle].number : all[middle].place;
        if (at < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == count)
        return NULL;
    return (by_number ? all[low].number : all[low].place) == wanted ? all + low
                                                                    : NULL;
}

kith_status kith_places_find(kith_places *places,
                             uint32_t number,
                             uint32_t *out,
                             kith_error *err)
{
    const kith_spot *row = row_of(places, number, true);
    size_t place = 0;
    if (row) {
        *out = row->place;
        return KITH_OK;
    }
    const kith_status st = kith_links_find(&places->links, number, &place, err);
    *out = (uint32_t)place;
    return st == KITH_OK && place == places->links.count[KITH_RECORD_ENTITY]
               ? broken(places, err)
               : st;
}

/* What the pack has as a type at a place. */
static kith_status packed_type(kith_places *p,
                               kith_record_kind kind,
                               uint32_t place,
                               uint16_t *out,
                               kith_error *err)
{
    const kith_spot_column *column = &p->types[kind];
    const size_t types = p->type_numbers[kind].used / sizeof(uint32_t);
    uint32_t value = 0;
    const kith_status st = kith_peek_number(&p->links.peek,
                                            column->coded ? columns[kind].codes
                                                          : columns[kind].plain,
                                            place, &value, err);
    if (st != KITH_OK)
        return st;
    if (column->coded)
        value = value < column->count ? column->values[value] : UINT32_MAX;
    *out = (uint16_t)value;
    return value < types || (value == NO_TYPE && kind == KITH_RECORD_ENTITY)
               ? KITH_OK
               : kith_store_damaged(store_of(p), "a code has no value", err);
}

static bool has_bit(const kith_pages *bits, uint32_t at)
{
    return bits->used > at / 64 * sizeof(uint64_t) && kith_bit(bits->data, at);
}

static kith_status packed_entity(kith_places *p,
                                 kith_spot *entity,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, read_rare(p, err), done);
    KITH_TRY(st,
             kith_links_number(&p->links, KITH_RECORD_ENTITY, entity->place,
                               &entity->number, err),
             done);
    entity->implicit = has_bit(&p->implicit, entity->place);
    st = packed_type(p, KITH_RECORD_ENTITY, entity->place, &entity->type, err);
done:
    return st;
}

kith_status kith_places_entity(kith_places *places,
                               kith_spot *entity,
                               kith_error *err)
{
    const kith_spot *row = row_of(places, entity->place, false);
    if (row) {
        *entity = *row;
        return KITH_OK;
    }
    return entity->place < places->links.count[KITH_RECORD_ENTITY]
               ? packed_entity(places, entity, err)
               : broken(places, err);
}

kith_status kith_places_relation(kith_places *places,
                                 kith_join *relation,
                                 kith_error *err)
{
    const size_t packed = places->links.count[KITH_RECORD_RELATION];
    const kith_join *joins = places->joins.data;
    kith_status st = KITH_OK;
    if (relation->place >= packed) {
        if (relation->place >= kith_places_count(places, KITH_RECORD_RELATION))
            return broken(places, err);
        *relation = joins[relation->place - packed];
        return KITH_OK;
    }
    KITH_TRY(st, read_rare(places, err), done);
    KITH_TRY(st,
             kith_links_number(&places->links, KITH_RECORD_RELATION,
                               relation->place, &relation->number, err),
             done);
    relation->directed = !has_bit(&places->undirected, relation->place);
    st = packed_type(places, KITH_RECORD_RELATION, relation->place,
                     &relation->type, err);
done:
    return st;
}

/* -- further types ------------------------------------------------------- */

static kith_status add_extras(const kith_pages *from,
                              uint32_t place,
                              kith_pages *to,
                              kith_error *err)
{
    const kith_extra *all = from->data;
    const size_t count = from->used / sizeof *all;
    size_t low = 0;
    for (size_t high = count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (all[middle].entity < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < count && all[low].entity == place; low++) {
        if (!kith_pages_add(to, &all[low], sizeof *all))
            return no_memory(err);
    }
    return KITH_OK;
}

static kith_status add_packed_extras(kith_places *p,
                                     uint32_t place,
                                     kith_pages *to,
                                     kith_error *err)
{
    const size_t types =
        p->type_numbers[KITH_RECORD_ENTITY].used / sizeof(uint32_t);
    const size_t before = to->used / sizeof(kith_extra);
    kith_status st = read_rare(p, err);
    if (st == KITH_OK)
        st = add_extras(&p->more_types, place, to, err);
    const kith_extra *all = to->data;
    for (size_t i = before; st == KITH_OK && i < to->used / sizeof *all; i++) {
        if (all[i].value >= types)
            return broken(p, err);
    }
    return st;
}

kith_status kith_places_more_types(kith_places *places,
                                   uint32_t place,
                                   kith_pages *to,
                                   kith_error *err)
{
    return row_of(places, place, false)
               ? add_extras(&places->row_types, place, to, err)
               : add_packed_extras(places, place, to, err);
}

kith_status kith_places_packed_types(kith_places *places,
                                     uint32_t place,
                                     kith_pages *to,
                                     kith_error *err)
{
    uint16_t type = NO_TYPE;
    to->used = 0;
    const kith_status st =
        packed_type(places, KITH_RECORD_ENTITY, place, &type, err);
    const kith_extra first = {place, type};
    if (st != KITH_OK || type == NO_TYPE)
        return st;
    return kith_pages_add(to, &first, sizeof first)
               ? add_packed_extras(places, place, to, err)
               : no_memory(err);
}

/* -- relations ----------------------------------------------------------- */

kith_status kith_places_degree(kith_places *places,
                               const kith_spot *entity,
                               bool out,
                               size_t *count,
                               kith_error *err)
{
    return kith_links_count(&places->links, entity->number, out, count, err);
}

/* The place of a newer relation by its number. */
static kith_status place_of_join(const kith_places *p,
                                 uint32_t number,
                                 uint32_t *out,
                                 kith_error *err)
{
    const kith_join *all = p->joins.data;
    const size_t count = p->joins.used / sizeof *all;
    size_t low = 0;
    for (size_t high = count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (all[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == count || all[low].number != number)
        return broken(p, err);
    *out = all[low].place;
    return KITH_OK;
}

/* Numbers of newer links from `at` on become places. */
static kith_status place_links(kith_places *p,
                               kith_pages *pages,
                               size_t at,
                               kith_error *err)
{
    kith_link *all = pages->data;
    kith_status st = KITH_OK;
    for (size_t i = at; i < pages->used / sizeof *all; i++) {
        KITH_TRY(st, place_of_join(p, all[i].relation, &all[i].relation, err),
                 done);
        KITH_TRY(st, kith_places_find(p, all[i].other, &all[i].other, err),
                 done);
    }
done:
    return st;
}

kith_status kith_places_links(kith_places *places,
                              const kith_spot *entity,
                              bool out,
                              kith_pages *to,
                              kith_error *err)
{
    const size_t *packed = places->links.count;
    const size_t before = to->used / sizeof(kith_link);
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_links_packed(&places->links, entity->place, out, to, err),
             done);
    const size_t between = to->used / sizeof(kith_link);
    KITH_TRY(st, kith_links_fresh(&places->links, entity->number, out, to, err),
             done);
    const kith_link *all = to->data;
    for (size_t i = before; i < between; i++) {
        if (all[i].relation >= packed[KITH_RECORD_RELATION] ||
            all[i].other >= packed[KITH_RECORD_ENTITY]) {
            st = kith_store_damaged(store_of(places),
                                    "a list leads to no entity", err);
            goto done;
        }
    }
    st = place_links(places, to, between, err);
done:
    return st;
}
