/* Finds entities by something like their name: every id, name and alias is
 * compared with the query.
 *
 * Cost: about 0.2 µs a text; nothing is kept between searches. */
#include "graph/search.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/letters.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const kith_graph *graph;
    kith_alphabet alphabet;
    kith_words query;
    kith_words name; /* the one in hand */
    kith_hit *hits;
    size_t count;
    size_t room;
    size_t most;
} search;

static int best_first(const void *a, const void *b)
{
    const kith_hit *x = a;
    const kith_hit *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

static void keep_best(search *s)
{
    if (s->count)
        qsort(s->hits, s->count, sizeof *s->hits, best_first);
    if (s->most && s->count > s->most)
        s->count = s->most;
}

/* When the room is full, what cannot be among the best is dropped before more
 * room is made. */
static bool keep(search *s, kith_hit hit)
{
    if (s->count == s->room) {
        if (s->most && s->count > 2 * s->most)
            keep_best(s);
        if (s->count > s->room / 2 || !s->room) {
            const size_t room = s->room ? s->room * 2 : 256;
            kith_hit *hits = kith_grow_array(s->hits, room, sizeof *hits);
            if (!hits)
                return false;
            s->hits = hits;
            s->room = room;
        }
    }
    s->hits[s->count++] = hit;
    return true;
}

static void compare(search *s, kith_ref ref, kith_hit *hit)
{
    const char *text = kith_text_at(s->graph, ref);
    if (!text)
        return;
    kith_words_of(&s->alphabet, (kith_text){text, strlen(text)}, &s->name);
    const double score = kith_words_fit(&s->query, &s->name);
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
        compare(s, graph->entity_names[e], &hit);
        for (; alias < graph->alias_count && graph->aliases[alias].entity == e;
             alias++)
            compare(s, graph->aliases[alias].value, &hit);
        compare(s, graph->entity_ids[e], &hit);
        if (hit.score > 0 && !keep(s, hit))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    keep_best(s);
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
    search *s = KITH_NEW(search, 1);
    if (!s)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    s->graph = graph;
    s->most = most;
    kith_alphabet_init(&s->alphabet, text);
    kith_words_of(&s->alphabet, text, &s->query);
    const kith_status st = s->query.count ? compare_all(s, err) : KITH_OK;
    if (st == KITH_OK) {
        *out = s->hits;
        *count = s->count;
    } else {
        kith_release(s->hits);
    }
    kith_release(s);
    return st;
}

/* -- as a table ---------------------------------------------------------- */

enum { ID, NAME, TYPE, MATCHED, SCORE };

static kith_status add_columns(kith_table *table, kith_error *err)
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

static kith_status add_hit(kith_table *table,
                           const kith_graph *graph,
                           const kith_hit *hit,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    const kith_id type = kith_graph_entity_type(graph, hit->entity);
    const char *const texts[] = {
        [ID] = kith_graph_entity_id(graph, hit->entity),
        [NAME] = kith_graph_entity_name(graph, hit->entity),
        [TYPE] =
            type == KITH_NONE ? NULL : kith_graph_entity_type_name(graph, type),
        [MATCHED] = kith_text_at(graph, hit->matched),
    };
    KITH_TRY(st, kith_table_add_row(table, err), done);
    for (size_t i = ID; i <= MATCHED; i++)
        KITH_TRY(st, kith_table_put_text(table, i, texts[i], err), done);
    kith_table_put_real(table, SCORE, hit->score);
done:
    return st;
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
    KITH_TRY(st, add_columns(table, err), done);
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
