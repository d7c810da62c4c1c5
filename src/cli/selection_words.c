/* A selection in words. */
#include "cli/selection_words.h"

#include "base/error.h"
#include "base/number.h"
#include "base/sink.h"

#include <kith/analysis.h>
#include <kith/records.h>

#include <stdlib.h>
#include <string.h>

/* The words so far. */
typedef struct {
    kith_sink sink;
    bool any;
} phrase;

static void begin(phrase *p, const char *words)
{
    kith_put(&p->sink, p->any ? ", " : "");
    kith_put(&p->sink, words);
    p->any = true;
}

/* "A, B and C", an entity by its name. */
static void put_list(phrase *p, const kith_graph *graph, const kith_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        kith_id entity = KITH_NONE;
        const bool last = i + 1 == list->count;
        kith_put(&p->sink, i == 0 ? " " : last ? " and " : ", ");
        const bool found =
            graph &&
            kith_graph_resolve(graph, list->items[i], &entity, NULL) == KITH_OK;
        kith_put(&p->sink, found ? kith_graph_entity_name(graph, entity)
                                 : list->items[i]);
    }
}

static void put_dates(phrase *p, const kith_settings *settings)
{
    char date[16];
    if (settings->at) {
        begin(p, "at ");
        kith_date_format(settings->at, date);
        kith_put(&p->sink, date);
    }
    if (settings->between.first) {
        begin(p, "between ");
        kith_date_format(settings->between.first, date);
        kith_put(&p->sink, date);
        kith_put(&p->sink, " and ");
        kith_date_format(settings->between.last, date);
        kith_put(&p->sink, date);
    }
}

static void put_all(phrase *p, const kith_call *call)
{
    const kith_settings *settings = &call->settings;
    char number[KITH_NUMBER_SIZE];
    if (settings->top) {
        begin(p, "top ");
        kith_putf(&p->sink, "%llu by %s", (unsigned long long)settings->top,
                  kith_measures()[settings->by - 1].name);
    }
    if (settings->around.count) {
        begin(p, "around");
        put_list(p, call->whole, &settings->around);
        if (settings->depth > 1)
            kith_putf(&p->sink, ", depth %llu",
                      (unsigned long long)settings->depth);
    }
    if (settings->entity_types.count) {
        begin(p, "only");
        put_list(p, NULL, &settings->entity_types);
    }
    if (settings->relation_types.count) {
        begin(p, "only relations");
        put_list(p, NULL, &settings->relation_types);
    }
    put_dates(p, settings);
    if (settings->least_confidence > 0) {
        begin(p, "confidence at least ");
        kith_put(&p->sink,
                 kith_number_format(settings->least_confidence, number));
    }
    if (settings->component == KITH_COMPONENT_MAIN)
        begin(p, "largest connected part");
}

kith_status kith_selection_words(kith_call *call, const char **words)
{
    char *text = NULL;
    size_t length = 0;
    phrase p = {.sink = {.file = open_memstream(&text, &length)}};
    *words = NULL;
    if (!p.sink.file)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    put_all(&p, call);
    kith_status st = kith_sink_finish(&p.sink, &call->err);
    (void)fclose(p.sink.file);
    if (st == KITH_OK && p.any) {
        *words = kith_arena_text(&call->arena, text, length);
        if (!*words)
            st = kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    }
    free(text);
    return st;
}
