/* Which relations of two graphs are the same: those with equal ends and type
 * are sorted together, and within such a group equal records find each other
 * first.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/differ.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A relation by numbers that mean the same in both graphs: those of `after`,
 * and behind them those that only `before` has. */
typedef struct {
    uint32_t source;
    uint32_t target;
    uint32_t type;
    kith_id relation;
} keyed;

/* Relations that may be the same, of both graphs. */
typedef struct {
    const keyed *items[2];
    size_t count[2];
    char **texts[2];
    bool *met[2];
} group;

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- keys ---------------------------------------------------------------- */

static uint32_t type_in_after(const kith_differ *d, kith_id type)
{
    const char *name = kith_graph_relation_type_name(d->before, type);
    const kith_id there = kith_graph_relation_type_of(d->after, text_of(name));
    return there == KITH_NONE
               ? (uint32_t)kith_graph_relation_type_count(d->after) + type
               : there;
}

/* Numbers of the entities of `before` in the numbering of both. */
static uint32_t *number_entities(const kith_differ *d)
{
    const size_t count = kith_graph_entity_count(d->before);
    const uint32_t behind = (uint32_t)kith_graph_entity_count(d->after);
    uint32_t *numbers = KITH_NEW(uint32_t, count);
    for (kith_id e = 0; numbers && e < count; e++) {
        const kith_id there =
            kith_graph_entity_of_id(d->after,
                                    text_of(
                                        kith_graph_entity_id(d->before, e)));
        numbers[e] = there == KITH_NONE ? behind + e : there;
    }
    return numbers;
}

static int by_key(const void *a, const void *b)
{
    const keyed *x = a;
    const keyed *y = b;
    const uint32_t left[] = {x->source, x->target, x->type};
    const uint32_t right[] = {y->source, y->target, y->type};
    for (size_t i = 0; i < 3; i++) {
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    }
    return x->relation < y->relation ? -1 : x->relation > y->relation;
}

static bool is_group(const keyed *a, const keyed *b)
{
    return a->source == b->source && a->target == b->target &&
           a->type == b->type;
}

static keyed *key_relations(const kith_differ *d,
                            const kith_graph *graph,
                            const uint32_t *numbers)
{
    const size_t count = kith_graph_relation_count(graph);
    keyed *keys = KITH_NEW(keyed, count);
    for (kith_id r = 0; keys && r < count; r++) {
        const kith_relation it = kith_graph_relation(graph, r);
        keys[r] = (keyed){numbers ? numbers[it.source] : it.source,
                          numbers ? numbers[it.target] : it.target,
                          numbers ? type_in_after(d, it.type) : it.type, r};
    }
    if (keys && count > 1)
        qsort(keys, count, sizeof *keys, by_key);
    return keys;
}

/* -- groups -------------------------------------------------------------- */

static bool is_same_id(const char *a, const char *b)
{
    static const kith_text name = {"id", 2};
    kith_text ids[2] = {{0}, {0}};
    const char *const texts[2] = {a, b};
    kith_text key = {0};
    kith_text value = {0};
    for (size_t i = 0; i < 2; i++) {
        size_t at = 0;
        while (kith_json_each_member(text_of(texts[i]), &at, &key, &value)) {
            if (kith_json_is_key(key, name))
                ids[i] = value;
        }
    }
    return (!ids[0].data && !ids[1].data) ||
           (ids[0].data && ids[1].data && kith_json_is_same(ids[0], ids[1]));
}

static void describe(kith_differ *d,
                     const kith_graph *graph,
                     kith_id r,
                     char *out,
                     size_t room)
{
    const kith_relation it = kith_graph_relation(graph, r);
    (void)snprintf(out, room, "%s -%s-> %s",
                   kith_graph_entity_id(graph, it.source),
                   kith_graph_relation_type_name(graph, it.type),
                   kith_graph_entity_id(graph, it.target));
    d->record = out;
}

static kith_status note(kith_differ *d,
                        const group *g,
                        size_t side,
                        size_t i,
                        kith_error *err)
{
    const kith_text text = text_of(g->texts[side][i]);
    const kith_text none = {0};
    char record[512];
    const kith_id r = g->items[side][i].relation;
    describe(d, side ? d->after : d->before, r, record, sizeof record);
    kith_differ_mark(d, KITH_RECORD_RELATION, side ? KITH_NONE : r,
                     side ? r : KITH_NONE, side ? KITH_ADDED : KITH_GONE);
    return side ? kith_differ_row(d, "added", NULL, none, text, err)
                : kith_differ_row(d, "gone", NULL, text, none, err);
}

typedef bool is_match(const char *a, const char *b);

static bool is_equal(const char *a, const char *b)
{
    return kith_json_is_same(text_of(a), text_of(b));
}

/* Two that are one relation and not alike. */
static kith_status compare_pair(kith_differ *d,
                                const group *g,
                                size_t before,
                                size_t after,
                                kith_error *err)
{
    const size_t rows = kith_table_rows(d->table);
    const kith_id r = g->items[0][before].relation;
    char record[512];
    describe(d, d->before, r, record, sizeof record);
    const kith_status st =
        kith_differ_texts(d, g->texts[0][before], g->texts[1][after], err);
    if (kith_table_rows(d->table) > rows)
        kith_differ_mark(d, KITH_RECORD_RELATION, r,
                         g->items[1][after].relation, KITH_CHANGED);
    return st;
}

/* Let each of `before` meet the first free one of `after` that it matches. */
static kith_status meet(kith_differ *d,
                        const group *g,
                        is_match *matches,
                        bool equal,
                        kith_error *err)
{
    for (size_t i = 0; i < g->count[0]; i++) {
        for (size_t j = 0; j < g->count[1] && !g->met[0][i]; j++) {
            if (g->met[1][j] || !matches(g->texts[0][i], g->texts[1][j]))
                continue;
            g->met[0][i] = g->met[1][j] = true;
            if (equal)
                continue;
            const kith_status st = compare_pair(d, g, i, j, err);
            if (st != KITH_OK)
                return st;
        }
    }
    return KITH_OK;
}

static kith_status read_texts(const kith_differ *d,
                              const group *g,
                              kith_error *err)
{
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; i < g->count[side]; i++) {
            const kith_status st =
                kith_graph_record(side ? d->after : d->before,
                                  KITH_RECORD_RELATION,
                                  g->items[side][i].relation,
                                  &g->texts[side][i], err);
            if (st != KITH_OK)
                return st;
        }
    }
    return KITH_OK;
}

static kith_status compare_group(kith_differ *d, group *g, kith_error *err)
{
    kith_status st = KITH_OK;
    bool good = true;
    for (size_t side = 0; side < 2; side++) {
        g->texts[side] = KITH_NEW(char *, g->count[side]);
        g->met[side] = KITH_NEW(bool, g->count[side]);
        good = good && g->texts[side] && g->met[side];
    }
    if (!good) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, read_texts(d, g, err), done);
    KITH_TRY(st, meet(d, g, is_equal, true, err), done);
    KITH_TRY(st, meet(d, g, is_same_id, false, err), done);
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; i < g->count[side]; i++) {
            if (!g->met[side][i])
                KITH_TRY(st, note(d, g, side, i, err), done);
        }
    }
done:
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; g->texts[side] && i < g->count[side]; i++)
            kith_free(g->texts[side][i]);
        kith_release(g->texts[side]);
        kith_release(g->met[side]);
    }
    return st;
}

/* -- all of it ----------------------------------------------------------- */

static size_t group_end(const keyed *keys, size_t from, size_t count)
{
    size_t end = from + 1;
    while (end < count && is_group(&keys[from], &keys[end]))
        end++;
    return end;
}

/* Walk both sorted lists, group by group. */
static kith_status compare_keys(kith_differ *d,
                                keyed *const keys[2],
                                const size_t counts[2],
                                kith_error *err)
{
    size_t at[2] = {0, 0};
    while (at[0] < counts[0] || at[1] < counts[1]) {
        group g = {
            .items = {keys[0] + at[0], keys[1] + at[1]}
        };
        const int order = at[0] == counts[0]   ? 1
                          : at[1] == counts[1] ? -1
                          : is_group(&keys[0][at[0]], &keys[1][at[1]])
                              ? 0
                              : by_key(&keys[0][at[0]], &keys[1][at[1]]);
        for (size_t side = 0; side < 2; side++) {
            const bool has = side ? order >= 0 : order <= 0;
            if (has)
                g.count[side] =
                    group_end(keys[side], at[side], counts[side]) - at[side];
            at[side] += g.count[side];
        }
        const kith_status st = compare_group(d, &g, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

kith_status kith_differ_relations(kith_differ *d, kith_error *err)
{
    uint32_t *numbers = number_entities(d);
    keyed *const keys[2] = {numbers ? key_relations(d, d->before, numbers)
                                    : NULL,
                            key_relations(d, d->after, NULL)};
    const size_t counts[2] = {kith_graph_relation_count(d->before),
                              kith_graph_relation_count(d->after)};
    d->kind = "relation";
    const kith_status st = numbers && keys[0] && keys[1]
                               ? compare_keys(d, keys, counts, err)
                               : kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_release(numbers);
    kith_release(keys[0]);
    kith_release(keys[1]);
    return st;
}
