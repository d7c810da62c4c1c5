/* Pieces that the formats share: title, other members, records in one line. */
#include "export/pieces.h"

#include "json/scan.h"

#include <string.h>

const char *kith_export_title(const kith_graph *graph,
                              const kith_export_options *options)
{
    return options->title ? options->title : kith_graph_title(graph);
}

/* A kind of scalars that one list may hold; 0 for none. */
static char kind_of(kith_text json)
{
    switch (*json.data) {
    case '"':
        return 's';
    case 't':
    case 'f':
        return 'b';
    case '{':
    case '[':
    case 'n':
        return 0;
    default:
        return 'i';
    }
}

bool kith_json_is_flat(kith_text json)
{
    kith_text element;
    char kind = 0;
    if (*json.data != '[')
        return *json.data != '{';
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        const char found = kind_of(element);
        if (!found || (kind && kind != found))
            return false;
        kind = found;
    }
    return true;
}

/* A line end in valid JSON is never inside a string, and so are the spaces
 * next to it. */
void kith_put_json_line(kith_sink *sink, kith_text json)
{
    const char *at = json.data;
    const char *const end = at + json.length;
    if (*at != '{' && *at != '[') {
        kith_put_bytes(sink, at, json.length); /* only faster */
        return;
    }
    for (;;) {
        const char *stop = at;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        const char *last = stop;
        while (stop < end && last > at && strchr(" \t", last[-1]))
            last--;
        kith_put_bytes(sink, at, (size_t)(last - at));
        if (stop == end)
            break;
        for (at = stop; at < end && strchr(" \t\n\r", *at);)
            at++;
        if (last > json.data && last[-1] == ',')
            kith_put_char(sink, ' ');
    }
}

static bool is_title(kith_text key)
{
    return key.length == 5 && !memcmp(key.data, "title", 5);
}

/* Whether an earlier member has the same key. */
static bool is_repeated(const kith_graph *graph, size_t index, kith_text key)
{
    kith_text earlier;
    kith_text value;
    for (size_t i = 0; i < index; i++) {
        if (kith_graph_member(graph, i, &earlier, &value) &&
            earlier.length == key.length &&
            !memcmp(earlier.data, key.data, key.length))
            return true;
    }
    return false;
}

static size_t count_titles(const kith_graph *graph)
{
    kith_text key;
    kith_text value;
    size_t count = 0;
    for (size_t i = 0; kith_graph_member(graph, i, &key, &value); i++)
        count += is_title(key);
    return count;
}

bool kith_next_member(const kith_graph *graph,
                      size_t *at,
                      kith_text *key,
                      kith_text *value)
{
    while (kith_graph_member(graph, (*at)++, key, value)) {
        if (!is_repeated(graph, *at - 1, *key))
            return true;
    }
    return false;
}

bool kith_put_members_but(kith_sink *sink,
                          const kith_graph *graph,
                          const kith_export_options *options,
                          const char *const before[2],
                          const char *but)
{
    kith_text key;
    kith_text value;
    bool any = false;
    /* of several inputs, none has the title of the whole */
    const bool is_whole = options->title || count_titles(graph) > 1;
    const char *title = is_whole ? kith_export_title(graph, options) : NULL;
    if (title) {
        kith_put(sink, before[0]);
        kith_put(sink, "\"title\": ");
        kith_put_json(sink, kith_text_of(title));
        any = true;
    }
    for (size_t at = 0; kith_next_member(graph, &at, &key, &value);) {
        if ((is_whole && is_title(key)) ||
            kith_json_is_key(key, kith_text_of(but)))
            continue;
        kith_put(sink, before[any]);
        kith_put_char(sink, '"');
        kith_put_bytes(sink, key.data, key.length);
        kith_put(sink, "\": ");
        kith_put_json_line(sink, value);
        any = true;
    }
    return any;
}

bool kith_put_members(kith_sink *sink,
                      const kith_graph *graph,
                      const kith_export_options *options,
                      const char *const before[2])
{
    return kith_put_members_but(sink, graph, options, before, "");
}
