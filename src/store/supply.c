/* A base as a graph that is read by need: its types and its census first, then
 * the relations of entities as they are asked for, or all of it. */
#include "store/supply.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/census.h"
#include "store/fresh.h"
#include "store/load.h"

#include <kith/store.h>

/* Relations that are read one list after the other, at most: so many, and this
 * part of all. Beyond that loading it all is as quick. */
enum { MOST_READ = 10000, MOST_PART = 16 };

typedef struct {
    kith_supply supply;
    kith_portion portion;
    kith_store *store; /* the keeper's */
    kith_keeper *keeper;
    kith_reading *reading; /* the graph's */
    kith_places places;
    kith_held held;
    kith_pages ids[2]; /* places of what is here, by kith_record_kind */
    sqlite3_stmt *names;
    unsigned threads;
    size_t read; /* relations so far */
} supplier;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- texts --------------------------------------------------------------- */

static bool keep_text(supplier *s, int at, kith_ref *to)
{
    const kith_text text = kith_column_text(s->names, at);
    if (!text.data)
        return true;
    *to = kith_texts_keep(&s->reading->texts, text);
    return *to != 0;
}

static kith_status name(void *context, kith_id entity, kith_error *err)
{
    supplier *s = context;
    const kith_spot *spots = s->held.spots.data;
    kith_ref *ids = s->reading->entities.refs.data;
    kith_ref *names = s->reading->entity_names.data;
    bool row = false;
    kith_status st = KITH_OK;
    sqlite3_bind_int64(s->names, 1, spots[entity].number);
    KITH_TRY(st, kith_store_step(s->store, s->names, &row, err), done);
    if (!row || sqlite3_column_type(s->names, 0) != SQLITE_TEXT) {
        st = kith_store_damaged(s->store, "a record is missing", err);
    } else if (!keep_text(s, 1, &names[entity]) ||
               !keep_text(s, 0, &ids[entity])) {
        st = no_memory(err);
    }
done:
    sqlite3_reset(s->names);
    return st;
}

/* -- all of it ----------------------------------------------------------- */

static void close_supply(void *context)
{
    supplier *s = context;
    sqlite3_finalize(s->names);
    kith_places_close(&s->places);
    kith_held_free(&s->held);
    for (size_t kind = 0; kind < 2; kind++)
        kith_pages_free(&s->ids[kind]);
    kith_census_free(&s->portion.census);
    kith_portion_free(&s->portion);
    kith_release(s);
}

/* A query that is compiled knows types by their number. */
static bool has_same_types(const kith_graph *graph, const kith_reading *whole)
{
    return graph->entity_type_count == whole->entity_types.count &&
           graph->relation_type_count == whole->relation_types.count;
}

static kith_status load_all(supplier *s, kith_graph *graph, kith_error *err)
{
    kith_reading *whole = kith_parts_reading(kith_keeper_backing(s->keeper));
    kith_status st = whole ? KITH_OK : no_memory(err);
    if (st == KITH_OK)
        st = kith_store_load_all(s->store, s->keeper, whole, err);
    if (st == KITH_OK && !has_same_types(graph, whole))
        st = kith_store_damaged(s->store, "its types are not those of its rows",
                                err);
    if (st == KITH_OK)
        st = kith_reading_take_title(whole, err);
    kith_reading *before =
        st == KITH_OK ? kith_parts_replace(graph, whole) : NULL;
    if (st == KITH_OK && !before)
        st = no_memory(err);
    if (st == KITH_OK) {
        whole = before;
        graph->threads = s->threads;
        graph->portion = NULL;
        close_supply(s);
    }
    if (whole)
        whole->backing = NULL; /* the keeper goes with the other one */
    kith_reading_free(whole);
    return st;
}

/* -- a larger portion ---------------------------------------------------- */

/* Entities whose relations were missed, as places. A relation that is not
 * directed leads both ways. */
static bool list_missed(const supplier *s, kith_pages wanted[2])
{
    const kith_spot *spots = s->held.spots.data;
    const kith_pages *missed = s->portion.missed;
    const bool both = s->portion.census.undirected > 0;
    bool good = true;
    for (kith_id e = 0; good && e < s->portion.count; e++) {
        const bool is[2] = {kith_bit(missed[0].data, e),
                            kith_bit(missed[1].data, e)};
        for (size_t way = 0; good && way < 2; way++) {
            if (is[way] || (both && is[!way]))
                good = kith_pages_add(&wanted[way], &spots[e].place,
                                      sizeof spots[e].place);
        }
    }
    return good;
}

/* Whether so much would be read that all may be as well. */
static kith_status is_too_much(supplier *s,
                               const kith_pages wanted[2],
                               bool *out,
                               kith_error *err)
{
    const size_t most =
        MOST_READ +
        kith_places_count(&s->places, KITH_RECORD_RELATION) / MOST_PART;
    kith_status st = KITH_OK;
    for (size_t way = 0; way < 2; way++) {
        const uint32_t *all = wanted[way].data;
        for (size_t i = 0; i < wanted[way].used / sizeof *all; i++) {
            kith_spot spot = {.place = all[i]};
            size_t count = 0;
            KITH_TRY(st, kith_places_entity(&s->places, &spot, err), done);
            KITH_TRY(st,
                     kith_places_degree(&s->places, &spot, way == 0, &count,
                                        err),
                     done);
            s->read += count;
        }
    }
    *out = s->read > most;
done:
    return st;
}

static kith_status seek_all(supplier *s, kith_pages *alone, kith_error *err)
{
    kith_sought *all = s->portion.sought.data;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < s->portion.sought.used / sizeof *all; i++) {
        if (all[i].known)
            continue;
        KITH_TRY(st, kith_supply_seek(&s->places, &all[i], err), done);
        const uint32_t *found = all[i].places.data;
        for (size_t k = 0; k < all[i].places.used / sizeof *found; k++) {
            if (!kith_pages_add(alone, &found[k], sizeof found[k])) {
                st = no_memory(err);
                goto done;
            }
        }
        all[i].known = true;
    }
done:
    return st;
}

static bool list_ids(kith_pages *ids, const kith_pages *set, size_t size)
{
    const char *all = set->data;
    bool good = true;
    ids->used = 0;
    for (size_t at = 0; good && at < set->used; at += size)
        good = kith_pages_add(ids, all + at, sizeof(kith_id));
    return good;
}

/* Say what is here. */
static bool mark(supplier *s)
{
    kith_portion *portion = &s->portion;
    const kith_held *held = &s->held;
    if (!kith_portion_resize(portion, held->spots.used / sizeof(kith_spot)) ||
        !list_ids(&s->ids[0], &held->spots, sizeof(kith_spot)) ||
        !list_ids(&s->ids[1], &held->joins, sizeof(kith_join)))
        return false;
    for (size_t way = 0; way < 2; way++) {
        const uint32_t *done = held->done[way].data;
        for (size_t i = 0; i < held->done[way].used / sizeof *done; i++)
            kith_set_bit(portion->here[way].data,
                         kith_held_find(held, done[i]));
        portion->places[way] = s->ids[way].data;
    }
    portion->incomplete = false;
    return true;
}

static kith_status show(supplier *s, kith_graph *graph, kith_error *err)
{
    kith_pack numbers = {0};
    kith_status st =
        kith_held_show(&s->held, &s->places, s->reading, &numbers, err);
    if (st == KITH_OK) {
        kith_keeper_take_numbers(s->keeper, &numbers);
        st = kith_parts_replace(graph, s->reading) && mark(s) ? KITH_OK
                                                              : no_memory(err);
    }
    kith_pack_free(&numbers);
    return st;
}

static kith_status fetch_some(supplier *s,
                              kith_graph *graph,
                              bool *too_much,
                              kith_error *err)
{
    kith_pages wanted[2] = {{0}};
    kith_pages alone = {0};
    kith_status st = KITH_OK;
    if (!list_missed(s, wanted)) {
        st = no_memory(err);
        goto done;
    }
    KITH_TRY(st, is_too_much(s, wanted, too_much, err), done);
    if (*too_much)
        goto done;
    KITH_TRY(st, seek_all(s, &alone, err), done);
    KITH_TRY(st, kith_held_add(&s->held, &s->places, wanted, &alone, err),
             done);
    st = show(s, graph, err);
done:
    kith_pages_free(&wanted[0]);
    kith_pages_free(&wanted[1]);
    kith_pages_free(&alone);
    return st;
}

static kith_status fetch(void *context, kith_graph *graph, kith_error *err)
{
    supplier *s = context;
    bool too_much = s->portion.all;
    kith_error unheard = {0};
    kith_status st =
        too_much ? KITH_OK : fetch_some(s, graph, &too_much, &unheard);
    if (too_much || st == KITH_E_NOT_FOUND)
        return load_all(s, graph, err);
    if (st != KITH_OK && err)
        *err = unheard;
    return st;
}

static kith_status mentions(void *context,
                            kith_record_kind kind,
                            kith_text property,
                            bool *out,
                            kith_error *err)
{
    const supplier *s = context;
    return kith_supply_mentions(s->store, s->keeper, kind, property, out, err);
}

/* -- opening ------------------------------------------------------------- */

static kith_status open_base(supplier *s, const char *path, kith_error *err)
{
    kith_status st = KITH_OK;
    kith_store *store = NULL;
    KITH_TRY(st, kith_store_open(&store, path, KITH_STORE_READ, err), done);
    s->store = store;
    KITH_TRY(st, kith_keeper_new(&s->keeper, store, true, err), done);
    store = NULL;
    s->reading = kith_parts_reading(kith_keeper_backing(s->keeper));
    if (!s->reading) {
        kith_keeper_free(s->keeper);
        st = no_memory(err);
        goto done;
    }
    kith_keeper_serve(s->keeper, s->reading);
    st = kith_store_run(s->store, "BEGIN", err);
done:
    kith_store_close(store);
    return st;
}

/* Where records are gone, those behind them and types that nothing is of any
 * more have other numbers when all is loaded, which the pack does not say. */
static const char gone[] =
    "SELECT 1 FROM outdated AS o WHERE (kind = 'entity' AND NOT EXISTS"
    " (SELECT 1 FROM entities WHERE number = o.number)) OR (kind = 'relation'"
    " AND NOT EXISTS (SELECT 1 FROM relations WHERE number = o.number))";

static kith_status refuse_gone(const supplier *s, kith_error *err)
{
    bool any = false;
    const kith_status st = kith_store_has(s->store, gone, &any, err);
    return st == KITH_OK && any
               ? kith_fail(err, KITH_E_NOT_FOUND, "records are gone")
               : st;
}

static kith_status read_types(supplier *s, kith_error *err)
{
    const kith_pages none[3] = {{0}};
    kith_pack pack = {0};
    const kith_status st =
        kith_fresh_read_some(s->store, s->reading, &pack, none, err);
    s->portion.census.entity_types = s->reading->entity_types.count;
    s->portion.census.relation_types = s->reading->relation_types.count;
    kith_pack_free(&pack);
    return st;
}

static kith_status begin(supplier *s, const char *path, kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, open_base(s, path, err), done);
    KITH_TRY(st, refuse_gone(s, err), done);
    KITH_TRY(st, kith_places_open(&s->places, s->store, err), done);
    KITH_TRY(st, read_types(s, err), done);
    KITH_TRY(st, kith_places_census(&s->places, &s->portion.census, err), done);
    KITH_TRY(st,
             kith_store_prepare(
                 s->store, &s->names,
                 "SELECT id, name FROM entities WHERE number = ?", err),
             done);
    if (!mark(s))
        st = no_memory(err);
done:
    return st;
}

kith_status kith_store_load_by_need(kith_graph **out,
                                    const char *path,
                                    unsigned threads,
                                    kith_error *err)
{
    supplier *s = KITH_NEW(supplier, 1);
    kith_reading *reading = NULL;
    *out = NULL;
    if (!s)
        return no_memory(err);
    s->threads = threads;
    s->supply = (kith_supply){.fetch = fetch,
                              .name = name,
                              .mentions = mentions,
                              .close = close_supply,
                              .context = s};
    s->portion.supply = &s->supply;
    kith_status st = begin(s, path, err);
    reading = s->reading;
    if (st == KITH_OK) {
        st = kith_parts_graph(out, reading, 1, err);
        reading = NULL;
    }
    if (st == KITH_OK) {
        (*out)->portion = &s->portion;
        s = NULL;
    }
    if (s)
        close_supply(s);
    kith_reading_free(reading);
    return st;
}
