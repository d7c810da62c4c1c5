/* What is here of a graph that is read by need, and what was missed. */
#include "graph/portion.h"

#include "base/alloc.h"
#include "base/bisect.h"
#include "base/error.h"
#include "graph/reading.h"

#include <string.h>

static void free_sought(kith_pages *pages)
{
    kith_sought *all = pages->data;
    for (size_t i = 0; i < pages->used / sizeof *all; i++) {
        char *text = NULL;
        memcpy(&text, &all[i].text.data, sizeof text); /* ours */
        kith_release(text);
        kith_pages_free(&all[i].places);
    }
    kith_pages_free(pages);
}

void kith_portion_free(kith_portion *portion)
{
    for (size_t way = 0; way < 2; way++) {
        kith_pages_free(&portion->here[way]);
        kith_pages_free(&portion->missed[way]);
    }
    free_sought(&portion->sought);
}

static bool clear(kith_pages *bits, size_t count)
{
    const size_t size = (count / 64 + 1) * sizeof(uint64_t);
    bits->used = 0;
    void *data = kith_pages_take(bits, size);
    return data && memset(data, 0, size);
}

bool kith_portion_resize(kith_portion *portion, size_t count)
{
    portion->count = count;
    return clear(&portion->here[0], count) && clear(&portion->here[1], count) &&
           clear(&portion->missed[0], count) &&
           clear(&portion->missed[1], count);
}

bool kith_portion_has(kith_portion *portion, int way, kith_id e)
{
    if (kith_bit(portion->here[way].data, e))
        return true;
    kith_set_bit(portion->missed[way].data, e);
    portion->incomplete = true;
    return false;
}

static const kith_sought *find(const kith_portion *portion,
                               kith_seek_by by,
                               kith_text text)
{
    const kith_sought *all = portion->sought.data;
    for (size_t i = 0; i < portion->sought.used / sizeof *all; i++) {
        if (all[i].by == by && all[i].text.length == text.length &&
            !memcmp(all[i].text.data, text.data, text.length))
            return &all[i];
    }
    return NULL;
}

const kith_pages *kith_portion_seek(kith_portion *portion,
                                    kith_seek_by by,
                                    kith_text text)
{
    const kith_sought *known = find(portion, by, text);
    if (known && known->known)
        return &known->places;
    portion->incomplete = true;
    if (known)
        return NULL;
    char *copy = KITH_NEW(char, text.length + 1);
    const kith_sought fresh = {
        .by = by, .text = {copy, text.length}
    };
    if (copy && text.length)
        memcpy(copy, text.data, text.length);
    if (!copy || !kith_pages_add(&portion->sought, &fresh, sizeof fresh)) {
        kith_release(copy);
        portion->all = true; /* needs no list */
    }
    return NULL;
}

kith_id kith_portion_id(const kith_portion *portion,
                        kith_record_kind kind,
                        size_t count,
                        kith_id place)
{
    const kith_id *places = portion->places[kind];
    const size_t low =
        kith_lower_bound(places, count, sizeof *places, 0, place);
    return low < count && places[low] == place ? (kith_id)low : KITH_NONE;
}

kith_status kith_graph_fetch_more(kith_graph *graph, kith_error *err)
{
    const kith_supply *supply = graph->portion->supply;
    return supply->fetch(supply->context, graph, err);
}

kith_status kith_graph_complete(kith_graph *graph, kith_error *err)
{
    if (!graph->portion)
        return KITH_OK;
    kith_portion_want_all(graph->portion);
    return kith_graph_fetch_more(graph, err);
}
