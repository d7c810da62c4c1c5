/* Records through a window on their input. The window grows while records
 * follow each other and is small again after a jump, so that records in any
 * order cost no more than a small read each. */
#include "graph/record_window.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/each_record.h"
#include "graph/reading.h"
#include "json/scan.h"
#include "records/source.h"

#include <string.h>

#define LEAST_WINDOW ((size_t)4 * 1024)
#define MOST_WINDOW  ((size_t)1024 * 1024)

struct kith_record_window {
    const kith_graph *graph;
    kith_sources *sources; /* NULL: a backing hands out the records */
    char *text;            /* `room` bytes and KITH_PADDING */
    size_t room;
    size_t wanted;   /* bytes to read next time */
    size_t input;    /* SIZE_MAX = nothing is in it */
    uint64_t offset; /* of its first byte */
    size_t length;
    bool whole;   /* it reaches to the end of the input */
    char *merged; /* a record made of several, or NULL */
};

kith_status kith_record_window_new(kith_record_window **out,
                                   const kith_graph *graph,
                                   kith_error *err)
{
    *out = KITH_NEW(kith_record_window, 1);
    if (!*out)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    (*out)->graph = graph;
    (*out)->sources = kith_graph_reading(graph)->sources;
    (*out)->input = SIZE_MAX;
    (*out)->wanted = LEAST_WINDOW;
    return KITH_OK;
}

void kith_record_window_free(kith_record_window *window)
{
    if (!window)
        return;
    kith_release(window->text);
    kith_release(window->merged);
    kith_release(window);
}

static kith_status make_room(kith_record_window *w, kith_error *err)
{
    if (w->wanted <= w->room)
        return KITH_OK;
    char *text = kith_grow_array(w->text, w->wanted + KITH_PADDING, 1);
    if (!text)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    w->text = text;
    w->room = w->wanted;
    return KITH_OK;
}

static kith_status fill(kith_record_window *w,
                        size_t input,
                        uint64_t offset,
                        kith_error *err)
{
    kith_status st = make_room(w, err);
    if (st != KITH_OK)
        return st;
    st = kith_source_again(kith_sources_at(w->sources, input), offset, w->text,
                           w->wanted, &w->length, err);
    memset(w->text + w->length, 0, KITH_PADDING);
    w->input = input;
    w->offset = offset;
    w->whole = w->length < w->wanted;
    return st;
}

/* How much to read from a place: more after each that follows the window, the
 * least after a jump, and twice as much for a record that is cut off. */
static size_t size_of_next(const kith_record_window *w,
                           size_t input,
                           uint64_t offset)
{
    const bool follows = w->input == input && offset >= w->offset &&
                         offset - w->offset <= w->length + LEAST_WINDOW;
    if (w->input == input && offset == w->offset)
        return w->wanted * 2;
    if (!follows)
        return LEAST_WINDOW;
    return w->wanted * 4 < MOST_WINDOW ? w->wanted * 4 : MOST_WINDOW;
}

/* The end of the record at a place, if all of it is in the window. */
static const char *end_in_window(const kith_record_window *w,
                                 size_t input,
                                 uint64_t offset)
{
    if (w->input != input || offset < w->offset ||
        offset - w->offset >= w->length)
        return NULL;
    return kith_json_end(w->text + (offset - w->offset), w->text + w->length,
                         w->whole);
}

static kith_status find(kith_record_window *w,
                        kith_origin origin,
                        kith_text *out,
                        kith_error *err)
{
    const size_t input = (size_t)(origin >> 48);
    const uint64_t offset = origin & (((kith_origin)1 << 48) - 1);
    kith_status st = KITH_OK;
    const char *end = end_in_window(w, input, offset);
    while (!end) {
        if (w->input == input && w->offset == offset && w->whole) {
            const kith_source *source = kith_sources_at(w->sources, input);
            return kith_fail(err, KITH_E_IO,
                             "'%s' has changed while it was read",
                             kith_source_name(source));
        }
        w->wanted = size_of_next(w, input, offset);
        KITH_TRY(st, fill(w, input, offset, err), done);
        end = end_in_window(w, input, offset);
    }
    const char *start = w->text + (offset - w->offset);
    *out = (kith_text){start, (size_t)(end - start)};
done:
    return st;
}

kith_status kith_record_window_hold(kith_record_window *window,
                                    size_t most,
                                    kith_error *err)
{
    kith_sources *sources = window->sources;
    if (!sources || kith_sources_count(sources) != 1)
        return KITH_OK;
    const uint64_t size = kith_source_size(kith_sources_at(sources, 0));
    if (!size || size > most)
        return KITH_OK;
    window->wanted = (size_t)size;
    return fill(window, 0, 0, err);
}

static kith_status read_merged(kith_record_window *w,
                               kith_record_kind kind,
                               kith_id id,
                               kith_text *out,
                               kith_error *err)
{
    char *text = NULL;
    const kith_status st = kith_graph_record(w->graph, kind, id, &text, err);
    if (st != KITH_OK)
        return st;
    const size_t length = strlen(text);
    kith_release(w->merged);
    w->merged = kith_grow_array(text, length + KITH_PADDING, 1);
    if (!w->merged) {
        kith_free(text);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    memset(w->merged + length, 0, KITH_PADDING);
    *out = (kith_text){w->merged, length};
    return KITH_OK;
}

/* Whether the record is made of several, or comes from elsewhere. */
static bool is_merged(const kith_record_window *window,
                      kith_record_kind kind,
                      kith_id id)
{
    return kind == KITH_RECORD_DOCUMENT || !window->sources ||
           (kind == KITH_RECORD_ENTITY &&
            kith_graph_has_further(window->graph, id));
}

kith_status kith_record_window_read(kith_record_window *window,
                                    kith_record_kind kind,
                                    kith_id id,
                                    kith_text *out,
                                    kith_error *err)
{
    static const char none[2 + KITH_PADDING] = "{}";
    const kith_origin origin = kith_graph_origin(window->graph, kind, id);
    *out = (kith_text){none, 2};
    if (!kith_is_defined(origin))
        return KITH_OK;
    if (is_merged(window, kind, id))
        return read_merged(window, kind, id, out, err);
    return find(window, origin, out, err);
}

/* What lies between two places, if all of it is in the window; no data
 * otherwise. */
static kith_text between(const kith_record_window *w,
                         kith_origin begin,
                         kith_origin end)
{
    const kith_origin first = (kith_origin)w->input << 48 | w->offset;
    if (w->input == SIZE_MAX || begin < first || end <= begin ||
        end > first + w->length)
        return (kith_text){0};
    return (kith_text){w->text + (begin - first), (size_t)(end - begin)};
}

kith_status kith_record_window_begin(kith_record_window *window,
                                     kith_record_kind kind,
                                     kith_id id,
                                     kith_text *out,
                                     kith_error *err)
{
    const kith_graph *graph = window->graph;
    const size_t count = kind == KITH_RECORD_ENTITY
                             ? kith_graph_entity_count(graph)
                             : kith_graph_relation_count(graph);
    if (id + 1 < count && !is_merged(window, kind, id)) {
        *out = between(window, kith_graph_origin(graph, kind, id),
                       kith_graph_origin(graph, kind, id + 1));
        if (out->data)
            return KITH_OK;
    }
    return kith_record_window_read(window, kind, id, out, err);
}
