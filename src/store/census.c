/* The census into an array of numbers, and back. */
#include "store/census.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/pack.h"

#include <string.h>

const char kith_census_part[] = "census";

enum { ENTITY_TYPES, RELATION_TYPES, UNDIRECTED, HEAD };

static size_t ends_of(const kith_census *census)
{
    return kith_census_has_ends(census)
               ? 2 * census->relation_types * census->entity_types
               : 0;
}

/* -- counting ------------------------------------------------------------ */

bool kith_census_count(kith_reading *reading, kith_pages *counts)
{
    kith_graph graph = {0}; /* a look at the reading, which keeps its arrays */
    if (!kith_reading_show(reading, &graph))
        return false;
    kith_census census = {
        .entity_types = graph.entity_type_count,
        .relation_types = graph.relation_type_count,
    };
    const size_t ends = ends_of(&census);
    const size_t size =
        HEAD + census.entity_types + census.relation_types + ends;
    uint32_t *all = kith_pages_take(counts, size * sizeof *all);
    if (!all)
        return false;
    memset(all, 0, size * sizeof *all);
    census.labels = all + HEAD;
    census.links = census.labels + census.entity_types;
    census.ends = ends ? census.links + census.relation_types : NULL;
    kith_census_add_entities(&census, &graph);
    kith_census_add_relations(&census, &graph);
    all[ENTITY_TYPES] = (uint32_t)census.entity_types;
    all[RELATION_TYPES] = (uint32_t)census.relation_types;
    all[UNDIRECTED] = (uint32_t)census.undirected;
    return true;
}

/* -- taking it back ------------------------------------------------------ */

void kith_census_free(kith_census *census)
{
    kith_release(census->labels);
    kith_release(census->links);
    kith_release(census->ends);
    *census = (kith_census){0};
}

/* The census as it was counted; false if that cannot be. */
static bool find(const kith_pages *counts, kith_census *out)
{
    uint32_t *all = counts->data;
    const size_t size = counts->used / sizeof *all;
    if (size < HEAD || all[ENTITY_TYPES] > UINT16_MAX ||
        all[RELATION_TYPES] > UINT16_MAX)
        return false;
    *out = (kith_census){
        .entity_types = all[ENTITY_TYPES],
        .relation_types = all[RELATION_TYPES],
        .undirected = all[UNDIRECTED],
        .labels = all + HEAD,
        .links = all + HEAD + all[ENTITY_TYPES],
    };
    out->ends = ends_of(out) ? out->links + out->relation_types : NULL;
    return size ==
           HEAD + out->entity_types + out->relation_types + ends_of(out);
}

static void copy(uint32_t *to, const uint32_t *from, size_t count)
{
    if (count)
        memcpy(to, from, count * sizeof *to);
}

kith_status kith_census_take(const kith_store *store,
                             const kith_pages *counts,
                             kith_census *out,
                             kith_error *err)
{
    kith_census counted = {0};
    if (!find(counts, &counted) || counted.entity_types > out->entity_types ||
        counted.relation_types > out->relation_types)
        return kith_store_damaged(store, "its census is wrong", err);
    out->undirected = counted.undirected;
    out->labels = KITH_NEW(uint32_t, out->entity_types);
    out->links = KITH_NEW(uint32_t, out->relation_types);
    out->ends = ends_of(out) ? KITH_NEW(uint32_t, ends_of(out)) : NULL;
    if (!out->labels || !out->links || (ends_of(out) && !out->ends)) {
        kith_census_free(out);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    copy(out->labels, counted.labels, counted.entity_types);
    copy(out->links, counted.links, counted.relation_types);
    for (size_t i = 0; out->ends && i < 2 * counted.relation_types; i++)
        copy(out->ends + i * out->entity_types,
             counted.ends + i * counted.entity_types, counted.entity_types);
    return KITH_OK;
}

/* -- verifying ----------------------------------------------------------- */

static kith_status is_newer(const kith_store *store, bool *out, kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = KITH_OK;
    *out = true;
    KITH_TRY(st,
             kith_store_prepare(
                 store, &select,
                 "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM packing) OR EXISTS"
                 " (SELECT 1 FROM outdated) OR EXISTS (SELECT 1 FROM entities"
                 " WHERE number > (SELECT entities FROM packing)) OR EXISTS"
                 " (SELECT 1 FROM relations WHERE number > (SELECT relations"
                 " FROM packing))",
                 err),
             done);
    st = kith_store_step(store, select, out, err);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_census_verify(const kith_store *store,
                               kith_reading *rows,
                               kith_error *err)
{
    kith_pages packed = {0};
    kith_pages counted = {0};
    bool newer = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, is_newer(store, &newer, err), done);
    KITH_TRY(st,
             kith_pack_read_part(store, kith_census_part, sizeof(uint32_t),
                                 &packed, err),
             done);
    if (newer || packed.used == 0) /* an older base has none */
        goto done;
    if (!kith_census_count(rows, &counted)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    } else if (packed.used != counted.used ||
               memcmp(packed.data, counted.data, packed.used) != 0) {
        st = kith_store_damaged(store, "its census is wrong", err);
    }
done:
    kith_pages_free(&packed);
    kith_pages_free(&counted);
    return st;
}
