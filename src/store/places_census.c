/* The census of a base: that of its pack, and what is newer. */
#include "base/error.h"
#include "store/census.h"
#include "store/places.h"

#include <string.h>

static kith_status is_recounted(kith_error *err)
{
    return kith_fail(err, KITH_E_NOT_FOUND, "the base has to be counted anew");
}

/* The types of an entity; the packed ones where its row is newer. */
static kith_status types_of(kith_places *p,
                            const kith_spot *entity,
                            kith_pages *to,
                            kith_error *err)
{
    const kith_extra first = {entity->place, entity->type};
    to->used = 0;
    if (entity->type == UINT16_MAX)
        return KITH_OK;
    return kith_pages_add(to, &first, sizeof first)
               ? kith_places_more_types(p, entity->place, to, err)
               : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static void add(uint32_t *by_type, const kith_pages *types)
{
    const kith_extra *all = types->data;
    for (size_t i = 0; i < types->used / sizeof *all; i++)
        by_type[all[i].value]++;
}

/* An entity that is in the pack and has changed must have kept its types: what
 * its relations join would have to be counted anew. */
static kith_status add_row(kith_places *p,
                           const kith_census *census,
                           const kith_spot *row,
                           kith_pages types[2],
                           kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, types_of(p, row, &types[0], err), done);
    if (row->place >= p->links.count[KITH_RECORD_ENTITY]) {
        add(census->labels, &types[0]);
        goto done;
    }
    KITH_TRY(st, kith_places_packed_types(p, row->place, &types[1], err), done);
    if (types[0].used != types[1].used ||
        (types[0].used &&
         memcmp(types[0].data, types[1].data, types[0].used) != 0))
        st = is_recounted(err);
done:
    return st;
}

static kith_status add_end(kith_places *p,
                           uint32_t place,
                           uint32_t *by_type,
                           kith_pages *types,
                           kith_error *err)
{
    kith_spot entity = {.place = place};
    kith_status st = kith_places_entity(p, &entity, err);
    if (st == KITH_OK)
        st = types_of(p, &entity, types, err);
    if (st == KITH_OK)
        add(by_type, types);
    return st;
}

static kith_status add_ends(kith_places *p,
                            const kith_census *census,
                            uint16_t type,
                            const uint32_t ends[2],
                            kith_pages *types,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    census->links[type]++;
    for (int end = 0; st == KITH_OK && census->ends && end < 2; end++)
        st = add_end(p, ends[end], kith_census_ends(census, type, end), types,
                     err);
    return st;
}

/* As kith_census_add_relations(). */
static kith_status add_join(kith_places *p,
                            kith_census *census,
                            const kith_join *join,
                            kith_pages *types,
                            kith_error *err)
{
    const uint32_t ends[2] = {join->source, join->target};
    const uint32_t turned[2] = {join->target, join->source};
    kith_status st = add_ends(p, census, join->type, ends, types, err);
    census->undirected += !join->directed;
    if (st == KITH_OK && !join->directed && join->source != join->target)
        st = add_ends(p, census, join->type, turned, types, err);
    return st;
}

static kith_status add_newer(kith_places *p,
                             kith_census *census,
                             kith_error *err)
{
    const kith_spot *rows = p->rows.data;
    const kith_join *joins = p->joins.data;
    kith_pages types[2] = {{0}};
    kith_status st = KITH_OK;
    for (size_t i = 0; st == KITH_OK && i < p->rows.used / sizeof *rows; i++)
        st = add_row(p, census, &rows[i], types, err);
    for (size_t i = 0; st == KITH_OK && i < p->joins.used / sizeof *joins; i++)
        st = add_join(p, census, &joins[i], &types[0], err);
    kith_pages_free(&types[0]);
    kith_pages_free(&types[1]);
    return st;
}

kith_status kith_places_census(kith_places *places,
                               kith_census *out,
                               kith_error *err)
{
    const kith_store *store = places->links.peek.store;
    kith_pages counts = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_pack_read_part(store, kith_census_part, sizeof(uint32_t),
                                 &counts, err),
             done);
    if (counts.used == 0) {
        st = is_recounted(err);
        goto done;
    }
    KITH_TRY(st, kith_census_take(store, &counts, out, err), done);
    out->entities = kith_places_count(places, KITH_RECORD_ENTITY);
    out->relations = kith_places_count(places, KITH_RECORD_RELATION);
    st = add_newer(places, out, err);
done:
    kith_pages_free(&counts);
    if (st != KITH_OK)
        kith_census_free(out);
    return st;
}
