/* Records in order of id through a window on their input: ids follow the order
 * of reading, so the window nearly always moves forward. */
#include "graph/each_record.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/reading.h"
#include "json/scan.h"
#include "records/source.h"

#include <string.h>

#define WINDOW ((size_t)1024 * 1024)

typedef struct window {
    kith_sources *sources;
    char *text; /* `room` bytes and KITH_PADDING */
    size_t room;
    size_t input;    /* SIZE_MAX = nothing is in it */
    uint64_t offset; /* of its first byte */
    size_t length;
    bool whole; /* it reaches to the end of the input */
} window;

static kith_status fill(window *w,
                        size_t input,
                        uint64_t offset,
                        kith_error *err)
{
    kith_source *source = kith_sources_at(w->sources, input);
    const kith_status st =
        kith_source_again(source, offset, w->text, w->room, &w->length, err);
    memset(w->text + w->length, 0, KITH_PADDING);
    w->input = input;
    w->offset = offset;
    w->whole = w->length < w->room;
    return st;
}

static kith_status enlarge(window *w, kith_error *err)
{
    const size_t room = w->room * 2;
    char *text = kith_grow_array(w->text, room + KITH_PADDING, 1);
    if (!text)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    w->text = text;
    w->room = room;
    return KITH_OK;
}

/* The record at a place, if all of it is in the window. */
static const char *end_in_window(const window *w, size_t input, uint64_t offset)
{
    if (w->input != input || offset < w->offset ||
        offset - w->offset >= w->length)
        return NULL;
    return kith_json_end(w->text + (offset - w->offset), w->text + w->length,
                         w->whole);
}

static kith_status find(window *w,
                        kith_origin origin,
                        kith_text *out,
                        kith_error *err)
{
    const size_t input = (size_t)(origin >> 48);
    const uint64_t offset = origin & (((kith_origin)1 << 48) - 1);
    kith_status st = KITH_OK;
    const char *end = end_in_window(w, input, offset);
    while (!end) {
        const bool stays = w->input == input && w->offset == offset;
        if (stays && w->whole)
            return kith_fail(err, KITH_E_IO,
                             "'%s' has changed while it was "
                             "read",
                             kith_source_name(
                                 kith_sources_at(w->sources, input)));
        if (stays)
            KITH_TRY(st, enlarge(w, err), done);
        KITH_TRY(st, fill(w, input, offset, err), done);
        end = end_in_window(w, input, offset);
    }
    const char *start = w->text + (offset - w->offset);
    *out = (kith_text){start, (size_t)(end - start)};
done:
    return st;
}

static kith_status visit_merged(const kith_graph *graph,
                                kith_id id,
                                kith_record_visitor *visit,
                                void *context,
                                bool *more,
                                kith_error *err)
{
    char *text = NULL;
    kith_status st =
        kith_graph_record(graph, KITH_RECORD_ENTITY, id, &text, err);
    const size_t length = text ? strlen(text) : 0;
    char *padded = NULL;
    KITH_TRY(st, st, done);
    padded = KITH_NEW(char, length + KITH_PADDING);
    if (!padded) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    memcpy(padded, text, length);
    *more = visit(context, id, (kith_text){padded, length});
done:
    kith_release(padded);
    kith_free(text);
    return st;
}

kith_status kith_graph_each_record(const kith_graph *graph,
                                   kith_record_kind kind,
                                   kith_record_visitor *visit,
                                   void *context,
                                   kith_error *err)
{
    const bool entities = kind == KITH_RECORD_ENTITY;
    const size_t count = entities ? graph->entity_count : graph->relation_count;
    window w = {
        .sources = kith_graph_reading(graph)->sources,
        .text = KITH_NEW(char, WINDOW + KITH_PADDING),
        .room = WINDOW,
        .input = SIZE_MAX,
    };
    kith_status st = KITH_OK;
    bool more = true;
    if (!w.text)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id id = 0; more && id < count; id++) {
        const kith_origin origin = kith_graph_origin(graph, kind, id);
        kith_text record = {0};
        if (!kith_is_defined(origin))
            continue;
        if (entities && kith_graph_has_further(graph, id)) {
            KITH_TRY(st, visit_merged(graph, id, visit, context, &more, err),
                     done);
            continue;
        }
        KITH_TRY(st, find(&w, origin, &record, err), done);
        more = visit(context, id, record);
    }
done:
    kith_release(w.text);
    return st;
}
