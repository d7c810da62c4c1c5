/* Finds entities by something like their name: every id, name and alias is
 * compared with the query.
 *
 * Nothing is kept between searches. */
#include "graph/search.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/question.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const kith_graph *graph;
    kith_question question;
    kith_words name; /* the one in hand */
    kith_hits hits;
} search;

static int best_first(const void *a, const void *b)
{
    const kith_hit *x = a;
    const kith_hit *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

void kith_hits_settle(kith_hits *hits)
{
    if (hits->count)
        qsort(hits->items, hits->count, sizeof *hits->items, best_first);
    if (hits->most && hits->count > hits->most)
        hits->count = hits->most;
}

/* When the room is full, what cannot be among the best is dropped before more
 * room is made. */
bool kith_hits_keep(kith_hits *hits, kith_hit hit)
{
    if (hits->count == hits->room) {
        if (hits->most && hits->count > 2 * hits->most)
            kith_hits_settle(hits);
        if (hits->count > hits->room / 2 || !hits->room) {
            const size_t room = hits->room ? hits->room * 2 : 256;
            kith_hit *items = kith_grow_array(hits->items, room, sizeof *items);
            if (!items)
                return false;
            hits->items = items;
            hits->room = room;
        }
    }
    hits->items[hits->count++] = hit;
    return true;
}

static void compare(search *s, kith_ref ref, bool is_id, kith_hit *hit)
{
    const char *text = kith_text_at(s->graph, ref);
    if (!text)
        return;
    const double score =
        kith_question_fit(&s->question, (kith_text){text, strlen(text)}, is_id,
                          &s->name);
    if (score > hit->score) {
        hit->score = score;
        hit->matched = ref;
    }
}

static kith_status compare_all(search *s, kith_error *err)
{
    const kith_graph *graph = s->graph;
    size_t alias = 0;
    for (kith_id e = 0; e < graph->entity_count; e++) {
        kith_hit hit = {.entity = e};
        compare(s, graph->entity_names[e], false, &hit);
        for (; alias < graph->alias_count && graph->aliases[alias].entity == e;
             alias++)
            compare(s, graph->aliases[alias].value, false, &hit);
        compare(s, graph->entity_ids[e], true, &hit);
        if (hit.score > 0 && !kith_hits_keep(&s->hits, hit))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    kith_hits_settle(&s->hits);
    return KITH_OK;
}

kith_status kith_search(const kith_graph *graph,
                        const char *query,
                        size_t most,
                        kith_hit **out,
                        size_t *count,
                        kith_error *err)
{
    *out = NULL;
    *count = 0;
    const kith_text text = {query, strlen(query)};
    kith_status st = KITH_OK;
    search *s = KITH_NEW(search, 1);
    kith_romanizer *romanizer = kith_romanizer_new();
    if (!s || !romanizer) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    s->graph = graph;
    s->hits.most = most;
    kith_question_init(&s->question, text, false, romanizer);
    if (s->question.count)
        KITH_TRY(st, compare_all(s, err), done);
    if (!s->hits.count && s->question.has_han) {
        kith_question_init(&s->question, text, true, romanizer);
        KITH_TRY(st, compare_all(s, err), done);
    }
    *out = s->hits.items;
    *count = s->hits.count;
    s->hits.items = NULL;
done:
    if (s)
        kith_release(s->hits.items);
    kith_romanizer_free(romanizer);
    kith_release(s);
    return st;
}

/* -- as a table ---------------------------------------------------------- */

enum { ID, NAME, TYPE, MATCHED, SCORE };

kith_status kith_found_columns(kith_table *table, kith_error *err)
{
    static const char *const names[] = {
        [ID] = "id",           [NAME] = "name",   [TYPE] = "type",
        [MATCHED] = "matched", [SCORE] = "score",
    };
    for (size_t i = ID; i <= SCORE; i++) {
        const kith_status st =
            kith_table_add_column(table, names[i],
                                  i == SCORE ? KITH_COLUMN_REAL
                                             : KITH_COLUMN_TEXT,
                                  err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

kith_status kith_found_add(kith_table *table,
                           const kith_found *found,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    const char *const texts[] = {
        [ID] = found->id,
        [NAME] = found->name,
        [TYPE] = found->type,
        [MATCHED] = found->matched,
    };
    KITH_TRY(st, kith_table_add_row(table, err), done);
    for (size_t i = ID; i <= MATCHED; i++)
        KITH_TRY(st, kith_table_put_text(table, i, texts[i], err), done);
    kith_table_put_real(table, SCORE, found->score);
done:
    return st;
}

static kith_status add_hit(kith_table *table,
                           const kith_graph *graph,
                           const kith_hit *hit,
                           kith_error *err)
{
    const kith_id type = kith_graph_entity_type(graph, hit->entity);
    const kith_found found = {
        .id = kith_graph_entity_id(graph, hit->entity),
        .name = kith_graph_entity_name(graph, hit->entity),
        .type =
            type == KITH_NONE ? NULL : kith_graph_entity_type_name(graph, type),
        .matched = kith_text_at(graph, hit->matched),
        .score = hit->score,
    };
    return kith_found_add(table, &found, err);
}

kith_status kith_graph_search(const kith_graph *graph,
                              const char *query,
                              size_t most,
                              kith_table **out,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    kith_hit *hits = NULL;
    size_t count = 0;
    *out = NULL;
    kith_table *table = kith_table_new();
    if (!table)
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (!table)
        goto done;
    KITH_TRY(st, kith_found_columns(table, err), done);
    KITH_TRY(st, kith_search(graph, query, most, &hits, &count, err), done);
    for (size_t i = 0; i < count; i++)
        KITH_TRY(st, add_hit(table, graph, &hits[i], err), done);
    *out = table;
    table = NULL;
done:
    kith_release(hits);
    kith_table_free(table);
    return st;
}
