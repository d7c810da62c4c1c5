/* Single entities and relations: out of the packed arrays, or as a newer row
 * has them. */
#include "store/places.h"

#include "base/alloc.h"
#include "base/bisect.h"
#include "base/error.h"
#include "store/places_newer.h"

/* Beyond so many newer rows all of the base is loaded as soon. */
enum { MOST_FRESH = 20000 };

/* Names of the parts: kith_peek tells them by their address. */
static const char entity_type[] = "entity.type";
static const char entity_codes[] = "entity.type.codes";
static const char relation_type[] = "relation.type";
static const char relation_codes[] = "relation.type.codes";

static const struct {
    const char *plain;
    const char *codes;
    const char *values;
} columns[2] = {
    [KITH_RECORD_ENTITY] = {entity_type,   entity_codes,   "entity.type.values"},
    [KITH_RECORD_RELATION] = {relation_type, relation_codes,
                            "relation.type.values"                             },
};

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_places_broken(const kith_places *places, kith_error *err)
{
    return kith_store_damaged(kith_places_store(places),
                              "a row leads to one that is not there", err);
}

/* -- opening ------------------------------------------------------------- */

static kith_status open_column(kith_places *p,
                               kith_record_kind kind,
                               kith_error *err)
{
    kith_spot_column *column = &p->types[kind];
    kith_pages values = {0};
    kith_status st =
        kith_pack_read_part(kith_places_store(p), columns[kind].values,
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
    for (int kind = 0; kind < 2; kind++)
        KITH_TRY(st, open_column(places, (kith_record_kind)kind, err), done);
    st = kith_places_read_newer(places, err);
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
             kith_pack_read_part(kith_places_store(p),
                                 kith_own_parts[KITH_PACK_IMPLICIT].name,
                                 sizeof(uint64_t), &p->implicit, err),
             done);
    KITH_TRY(st,
             kith_pack_read_part(kith_places_store(p), "relation.undirected",
                                 sizeof(uint64_t), &p->undirected, err),
             done);
    st = kith_pack_read_part(kith_places_store(p), "entity.more_types",
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

kith_status kith_places_find(kith_places *places,
                             uint32_t number,
                             uint32_t *out,
                             kith_error *err)
{
    const kith_spot *row = kith_places_row_of(places, number);
    size_t place = 0;
    if (row) {
        *out = row->place;
        return KITH_OK;
    }
    const kith_status st = kith_links_find(&places->links, number, &place, err);
    *out = (uint32_t)place;
    return st == KITH_OK && place == places->links.count[KITH_RECORD_ENTITY]
               ? kith_places_broken(places, err)
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
    return value < types ||
                   (value == KITH_SPOT_NO_TYPE && kind == KITH_RECORD_ENTITY)
               ? KITH_OK
               : kith_store_damaged(kith_places_store(p), "a code has no value",
                                    err);
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
    const kith_spot *row = kith_places_row_at(places, entity->place);
    if (row) {
        *entity = *row;
        return KITH_OK;
    }
    return entity->place < places->links.count[KITH_RECORD_ENTITY]
               ? packed_entity(places, entity, err)
               : kith_places_broken(places, err);
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
            return kith_places_broken(places, err);
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
    size_t low = kith_lower_bound(all, count, sizeof *all,
                                  offsetof(kith_extra, entity), place);
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
            return kith_places_broken(p, err);
    }
    return st;
}

kith_status kith_places_more_types(kith_places *places,
                                   uint32_t place,
                                   kith_pages *to,
                                   kith_error *err)
{
    return kith_places_row_at(places, place)
               ? add_extras(&places->row_types, place, to, err)
               : add_packed_extras(places, place, to, err);
}

kith_status kith_places_packed_types(kith_places *places,
                                     uint32_t place,
                                     kith_pages *to,
                                     kith_error *err)
{
    uint16_t type = KITH_SPOT_NO_TYPE;
    to->used = 0;
    const kith_status st =
        packed_type(places, KITH_RECORD_ENTITY, place, &type, err);
    const kith_extra first = {place, type};
    if (st != KITH_OK || type == KITH_SPOT_NO_TYPE)
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

/* Numbers of newer links from `at` on become places. */
static kith_status place_links(kith_places *p,
                               kith_pages *pages,
                               size_t at,
                               kith_error *err)
{
    kith_link *all = pages->data;
    kith_status st = KITH_OK;
    for (size_t i = at; i < pages->used / sizeof *all; i++) {
        const kith_join *join = kith_places_join_of(p, all[i].relation);
        if (!join)
            return kith_places_broken(p, err);
        all[i].relation = join->place;
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
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_links_packed(&places->links, entity->place, out, to, err),
             done);
    const size_t between = to->used / sizeof(kith_link);
    KITH_TRY(st, kith_links_fresh(&places->links, entity->number, out, to, err),
             done);
    st = place_links(places, to, between, err);
done:
    return st;
}
