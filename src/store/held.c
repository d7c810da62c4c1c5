/* Entities and relations that were read so far, as the arrays of a graph. */
#include "base/alloc.h"
#include "base/bisect.h"
#include "base/error.h"
#include "store/numbers.h"
#include "store/supply.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_held_free(kith_held *held)
{
    kith_pages_free(&held->spots);
    kith_pages_free(&held->joins);
    for (size_t way = 0; way < 2; way++)
        kith_pages_free(&held->done[way]);
}

/* -- sets by place ------------------------------------------------------- */

/* Spots and joins begin with their place. */
static uint32_t place_of(const void *element)
{
    uint32_t place = 0;
    memcpy(&place, element, sizeof place);
    return place;
}

static int by_place(const void *a, const void *b)
{
    const uint32_t x = place_of(a);
    const uint32_t y = place_of(b);
    return x < y ? -1 : x > y;
}

/* Where an element of a place stands; KITH_NONE if there is none. */
static kith_id find(const kith_pages *set, size_t size, uint32_t place)
{
    const char *all = set->data;
    const size_t count = set->used / size;
    const size_t low = kith_lower_bound(all, count, size, 0, place);
    return low < count && place_of(all + low * size) == place ? (kith_id)low
                                                              : KITH_NONE;
}

/* Sort elements, and leave out those that come twice or are in `set`. */
static void keep_new(kith_pages *fresh, const kith_pages *set, size_t size)
{
    char *all = fresh->data;
    const size_t count = fresh->used / size;
    size_t kept = 0;
    if (count)
        qsort(all, count, size, by_place);
    for (size_t i = 0; i < count; i++) {
        const uint32_t place = place_of(all + i * size);
        if ((kept && place_of(all + (kept - 1) * size) == place) ||
            find(set, size, place) != KITH_NONE)
            continue;
        memmove(all + kept * size, all + i * size, size);
        kept++;
    }
    fresh->used = kept * size;
}

/* Put sorted elements that are new into a sorted set, from the back. */
static bool merge(kith_pages *set, const kith_pages *fresh, size_t size)
{
    size_t old = set->used / size;
    size_t left = fresh->used / size;
    const char *from = fresh->data;
    if (left == 0)
        return true;
    if (!kith_pages_take(set, fresh->used))
        return false;
    char *all = set->data;
    while (left) {
        const char *next = from + (left - 1) * size;
        char *to = all + (old + left - 1) * size;
        if (old && place_of(all + (old - 1) * size) > place_of(next)) {
            old--;
            memcpy(to, all + old * size, size);
        } else {
            left--;
            memcpy(to, next, size);
        }
    }
    return true;
}

/* -- what is new --------------------------------------------------------- */

/* Relations of an entity one way, without what the pack says of them. */
static kith_status add_links(kith_places *places,
                             uint32_t place,
                             bool out,
                             kith_pages *list,
                             kith_pages *joins,
                             kith_error *err)
{
    kith_spot spot = {.place = place};
    kith_status st = KITH_OK;
    list->used = 0;
    KITH_TRY(st, kith_places_entity(places, &spot, err), done);
    KITH_TRY(st, kith_places_links(places, &spot, out, list, err), done);
    const kith_link *links = list->data;
    for (size_t i = 0; i < list->used / sizeof *links; i++) {
        const kith_join join = {
            .place = links[i].relation,
            .source = out ? place : links[i].other,
            .target = out ? links[i].other : place,
        };
        if (!kith_pages_add(joins, &join, sizeof join)) {
            st = no_memory(err);
            goto done;
        }
    }
done:
    return st;
}

static kith_status add_joins(kith_held *held,
                             kith_places *places,
                             const kith_pages wanted[2],
                             kith_pages *fresh,
                             kith_error *err)
{
    kith_pages list = {0};
    kith_status st = KITH_OK;
    for (size_t way = 0; way < 2; way++) {
        const uint32_t *all = wanted[way].data;
        for (size_t i = 0; i < wanted[way].used / sizeof *all; i++)
            KITH_TRY(st, add_links(places, all[i], way == 0, &list, fresh, err),
                     done);
    }
    keep_new(fresh, &held->joins, sizeof(kith_join));
    kith_join *joins = fresh->data;
    for (size_t i = 0; i < fresh->used / sizeof *joins; i++)
        KITH_TRY(st, kith_places_relation(places, &joins[i], err), done);
    if (!merge(&held->joins, fresh, sizeof *joins))
        st = no_memory(err);
done:
    kith_pages_free(&list);
    return st;
}

static bool add_spot(kith_pages *spots, uint32_t place)
{
    const kith_spot spot = {.place = place};
    return kith_pages_add(spots, &spot, sizeof spot);
}

/* Ends of new relations, and entities that are wanted alone. */
static kith_status add_spots(kith_held *held,
                             kith_places *places,
                             const kith_pages *joins,
                             const kith_pages *alone,
                             kith_error *err)
{
    const kith_join *ends = joins->data;
    const uint32_t *more = alone->data;
    kith_pages fresh = {0};
    bool good = true;
    kith_status st = KITH_OK;
    for (size_t i = 0; good && i < joins->used / sizeof *ends; i++)
        good = add_spot(&fresh, ends[i].source) &&
               add_spot(&fresh, ends[i].target);
    for (size_t i = 0; good && i < alone->used / sizeof *more; i++)
        good = add_spot(&fresh, more[i]);
    keep_new(&fresh, &held->spots, sizeof(kith_spot));
    kith_spot *spots = fresh.data;
    for (size_t i = 0; good && i < fresh.used / sizeof *spots; i++)
        KITH_TRY(st, kith_places_entity(places, &spots[i], err), done);
    if (!good || !merge(&held->spots, &fresh, sizeof *spots))
        st = no_memory(err);
done:
    kith_pages_free(&fresh);
    return st;
}

kith_status kith_held_add(kith_held *held,
                          kith_places *places,
                          kith_pages wanted[2],
                          const kith_pages *alone,
                          kith_error *err)
{
    kith_pages joins = {0};
    kith_status st = KITH_OK;
    for (size_t way = 0; way < 2; way++)
        keep_new(&wanted[way], &held->done[way], sizeof(uint32_t));
    KITH_TRY(st, add_joins(held, places, wanted, &joins, err), done);
    KITH_TRY(st, add_spots(held, places, &joins, alone, err), done);
    for (size_t way = 0; way < 2; way++) {
        if (!merge(&held->done[way], &wanted[way], sizeof(uint32_t)))
            st = no_memory(err);
    }
done:
    kith_pages_free(&joins);
    return st;
}

kith_id kith_held_find(const kith_held *held, uint32_t place)
{
    return find(&held->spots, sizeof(kith_spot), place);
}

/* -- arrays -------------------------------------------------------------- */

/* All that is not types and texts. */
static void clear(kith_reading *r)
{
    kith_pages *const arrays[] = {
        &r->entities.refs,  &r->entity_names,  &r->entity_type,
        &r->entity_origins, &r->more_types,    &r->sources_of,
        &r->targets_of,     &r->relation_type, &r->relation_origins,
    };
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        arrays[i]->used = 0;
    kith_pages_free(&r->undirected); /* bits are added to zeros */
}

static kith_origin origin_of(kith_record_kind kind, uint32_t number)
{
    return (kith_origin)kind << 48 | number;
}

static kith_status show_spot(const kith_spot *spot,
                             kith_id entity,
                             kith_places *places,
                             kith_reading *r,
                             kith_error *err)
{
    static const kith_ref none = 0; /* texts come when they are asked for */
    const size_t before = r->more_types.used / sizeof(kith_extra);
    const kith_origin origin =
        spot->implicit ? KITH_NO_ORIGIN
                       : origin_of(KITH_RECORD_ENTITY, spot->number);
    const bool good =
        kith_pages_add(&r->entities.refs, &none, sizeof none) &&
        kith_pages_add(&r->entity_names, &none, sizeof none) &&
        kith_pages_add(&r->entity_type, &spot->type, sizeof spot->type) &&
        kith_pages_add(&r->entity_origins, &origin, sizeof origin);
    const kith_status st =
        kith_places_more_types(places, spot->place, &r->more_types, err);
    kith_extra *extras = r->more_types.data;
    for (size_t i = before; i < r->more_types.used / sizeof *extras; i++)
        extras[i].entity = entity;
    return good ? st : no_memory(err);
}

static bool show_join(const kith_held *held,
                      const kith_join *join,
                      kith_reading *r)
{
    const kith_id source = kith_held_find(held, join->source);
    const kith_id target = kith_held_find(held, join->target);
    const kith_record record = {
        .directed = join->directed,
        .weight = 1,
        .confidence = (double)NAN,
        .since = KITH_NO_DATE,
        .until = KITH_NO_DATE,
        .origin = origin_of(KITH_RECORD_RELATION, join->number),
    };
    return kith_builder_add_relation(r, source, target, join->type, &record);
}

kith_status kith_held_show(const kith_held *held,
                           kith_places *places,
                           kith_reading *reading,
                           kith_pack *numbers,
                           kith_error *err)
{
    const kith_spot *spots = held->spots.data;
    const kith_join *joins = held->joins.data;
    kith_status st = KITH_OK;
    clear(reading);
    reading->relation_count = 0;
    for (kith_id e = 0; e < held->spots.used / sizeof *spots; e++) {
        KITH_TRY(st, show_spot(&spots[e], e, places, reading, err), done);
        if (!kith_numbers_add(&numbers->own[KITH_PACK_ENTITY_NUMBER], e,
                              spots[e].number)) {
            st = no_memory(err);
            goto done;
        }
    }
    for (size_t i = 0; i < held->joins.used / sizeof *joins; i++) {
        if (!show_join(held, &joins[i], reading)) {
            st = no_memory(err);
            goto done;
        }
    }
    kith_parts_count(reading);
done:
    return st;
}
