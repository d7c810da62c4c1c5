/* Shortest paths between two entities, out of the packed lists. */
#include "store/ways.h"

#include "base/error.h"

enum { MOST_LOOKS = 300000, FAR = UINT8_MAX };

/* One of the two searches. */
typedef struct {
    uint8_t *level; /* by number: 1 + distance; 0 = not reached */
    kith_pages
        levels;       /* where those stand: what is not reached costs nothing */
    kith_pages order; /* numbers in the order in which they were reached */
    size_t front;     /* where the last level begins in it */
    uint8_t depth;    /* distance of the last level */
} side;

typedef struct {
    kith_links *links;
    side sides[2]; /* from `from`, from `to` */
    kith_pages list;
    size_t room; /* numbers that a level can be noted for */
    size_t looks;
    uint32_t length; /* of the paths, once one is found; else UINT32_MAX */
} search;

static size_t size_of(const side *s)
{
    return s->order.used / sizeof(uint32_t);
}

static uint32_t at(const side *s, size_t index)
{
    return ((const uint32_t *)s->order.data)[index];
}

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Both lists of an entity. */
static kith_status look(search *s, uint32_t entity, kith_error *err)
{
    kith_status st = KITH_OK;
    s->list.used = 0;
    KITH_TRY(st, kith_links_of(s->links, entity, true, &s->list, err), done);
    KITH_TRY(st, kith_links_of(s->links, entity, false, &s->list, err), done);
    const kith_link *links = s->list.data;
    for (size_t l = 0; l < s->list.used / sizeof *links; l++) {
        if (links[l].other >= s->room)
            st = kith_store_damaged(s->links->peek.store,
                                    "a list leads to no entity", err);
    }
done:
    return st;
}

/* Whether so much would have to be looked at that it is not worth it. */
static kith_status is_too_much(search *s,
                               uint32_t entity,
                               bool *out,
                               kith_error *err)
{
    for (int way = 0; way < 2; way++) {
        size_t count = 0;
        const kith_status st =
            kith_links_count(s->links, entity, way == 0, &count, err);
        if (st != KITH_OK)
            return st;
        s->looks += count;
    }
    *out = s->looks > MOST_LOOKS;
    return KITH_OK;
}

static kith_status reach(search *s,
                         side *from,
                         const side *other,
                         uint32_t entity,
                         kith_error *err)
{
    if (from->level[entity])
        return KITH_OK;
    from->level[entity] = (uint8_t)(from->depth + 1);
    if (!kith_pages_add(&from->order, &entity, sizeof entity))
        return no_memory(err);
    if (other->level[entity]) {
        const uint32_t length =
            (uint32_t)(from->depth + other->level[entity] - 1);
        s->length = length < s->length ? length : s->length;
    }
    return KITH_OK;
}

/* One more level of a side. */
static kith_status grow(search *s,
                        size_t which,
                        bool *too_much,
                        kith_error *err)
{
    side *from = &s->sides[which];
    const size_t end = size_of(from);
    kith_status st = KITH_OK;
    from->depth++;
    for (size_t i = from->front; i < end; i++) {
        KITH_TRY(st, is_too_much(s, at(from, i), too_much, err), done);
        if (*too_much)
            goto done;
        KITH_TRY(st, look(s, at(from, i), err), done);
        const kith_link *links = s->list.data;
        for (size_t l = 0; l < s->list.used / sizeof *links; l++)
            KITH_TRY(st, reach(s, from, &s->sides[!which], links[l].other, err),
                     done);
    }
    from->front = end;
done:
    return st;
}

/* Whether two distances lie on one shortest path; 0 = not reached. */
static bool is_on_path(const search *s, uint32_t entity)
{
    const uint8_t a = s->sides[0].level[entity];
    const uint8_t b = s->sides[1].level[entity];
    return a && b && (uint32_t)(a - 1 + b - 1) == s->length;
}

/* Entities on paths that only one side has reached get their distance from the
 * other, level by level from where the sides met: those of a level are next to
 * one of the level before. */
static kith_status complete(search *s, size_t which, kith_error *err)
{
    const side *reached = &s->sides[which];
    side *other = &s->sides[!which];
    kith_status st = KITH_OK;
    for (size_t i = size_of(reached); i-- > 0;) {
        const uint32_t entity = at(reached, i);
        if (!is_on_path(s, entity))
            continue;
        KITH_TRY(st, look(s, entity, err), done);
        const kith_link *links = s->list.data;
        for (size_t l = 0; l < s->list.used / sizeof *links; l++) {
            const uint32_t next = links[l].other;
            if (reached->level[next] + 1 == reached->level[entity] &&
                reached->level[next])
                other->level[next] =
                    (uint8_t)(s->length + 2 - reached->level[next]);
        }
    }
done:
    return st;
}

/* Relations that lead on from an entity to the next level, from the first end.
 */
static kith_status collect_from(search *s,
                                uint32_t entity,
                                kith_pages *relations,
                                kith_error *err)
{
    const uint8_t *level = s->sides[0].level;
    const kith_status st = look(s, entity, err);
    const kith_link *links = s->list.data;
    for (size_t l = 0; st == KITH_OK && l < s->list.used / sizeof *links; l++) {
        if (is_on_path(s, links[l].other) &&
            level[links[l].other] == level[entity] + 1 &&
            !kith_pages_add(relations, &links[l].relation,
                            sizeof links[l].relation))
            return no_memory(err);
    }
    return st;
}

/* What both sides have reached comes twice. */
static kith_status collect(search *s,
                           kith_pages *entities,
                           kith_pages *relations,
                           kith_error *err)
{
    for (size_t i = 0; i < 2; i++) {
        const side *from = &s->sides[i];
        for (size_t k = 0; k < size_of(from); k++) {
            const uint32_t entity = at(from, k);
            if (!is_on_path(s, entity))
                continue;
            if (!kith_pages_add(entities, &entity, sizeof entity))
                return no_memory(err);
            const kith_status st = collect_from(s, entity, relations, err);
            if (st != KITH_OK)
                return st;
        }
    }
    return KITH_OK;
}

static kith_status run(search *s, bool *found, kith_error *err)
{
    bool too_much = false;
    *found = false;
    while (s->length == UINT32_MAX && !too_much) {
        const size_t fronts[2] = {size_of(&s->sides[0]) - s->sides[0].front,
                                  size_of(&s->sides[1]) - s->sides[1].front};
        const size_t which = fronts[0] > fronts[1];
        if (fronts[which] == 0 || s->sides[which].depth == FAR / 2)
            return KITH_OK;
        const kith_status st = grow(s, which, &too_much, err);
        if (st != KITH_OK)
            return st;
    }
    *found = !too_much;
    return KITH_OK;
}

static bool begin(search *s, uint32_t from, uint32_t to, uint32_t last)
{
    const uint32_t ends[2] = {from, to};
    s->room = (size_t)last + 1;
    s->length = from == to ? 0 : UINT32_MAX;
    for (size_t i = 0; i < 2; i++) {
        s->sides[i].level = kith_pages_fix(&s->sides[i].levels, s->room);
        if (!s->sides[i].level ||
            !kith_pages_add(&s->sides[i].order, &ends[i], sizeof ends[i]))
            return false;
        s->sides[i].level[ends[i]] = 1;
    }
    return true;
}

static kith_status last_number(const kith_links *links,
                               uint32_t *out,
                               kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(links->peek.store, &select,
                                "SELECT max(number) FROM entities", err),
             done);
    KITH_TRY(st, kith_store_step(links->peek.store, select, &row, err), done);
    st = kith_store_number(links->peek.store, select, 0, out, err);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_ways_between(kith_links *links,
                              uint32_t from,
                              uint32_t to,
                              kith_pages *entities,
                              kith_pages *relations,
                              bool *found,
                              kith_error *err)
{
    search s = {.links = links};
    uint32_t last = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, last_number(links, &last, err), done);
    if (from > last || to > last) {
        st = kith_store_damaged(links->peek.store, "an index is wrong", err);
        goto done;
    }
    if (!begin(&s, from, to, last)) {
        st = no_memory(err);
        goto done;
    }
    KITH_TRY(st, run(&s, found, err), done);
    if (!*found)
        goto done;
    KITH_TRY(st, complete(&s, 0, err), done);
    KITH_TRY(st, complete(&s, 1, err), done);
    st = collect(&s, entities, relations, err);
done:
    for (size_t i = 0; i < 2; i++) {
        kith_pages_free(&s.sides[i].levels);
        kith_pages_free(&s.sides[i].order);
    }
    kith_pages_free(&s.list);
    return st;
}
