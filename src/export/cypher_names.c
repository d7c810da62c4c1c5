/* Types in capitals, code point by code point. */
#include "export/cypher_names.h"

#include "base/error.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

/* A small letter may have a longer capital. */
#define MOST_GROWTH 4

/* `out` has room for MOST_GROWTH bytes a byte of the name, and a NUL. */
static void write_name(const char *name, char *out)
{
    const char *at = name;
    const char *const end = name + strlen(name);
    size_t used = 0;
    bool any = false;
    while (at < end) {
        size_t length = 0;
        const uint32_t code = kith_utf8_decode(at, &length);
        const bool word = kith_is_word_code(code);
        any = any || (word && code != '_');
        used +=
            kith_utf8_encode(word ? kith_code_upper(code) : '_', out + used);
        at += length;
    }
    out[used] = 0;
    if (!any)
        memcpy(out, "RELATED", sizeof "RELATED");
}

kith_status kith_cypher_names_make(const char *const **names,
                                   kith_arena *arena,
                                   const kith_graph *graph,
                                   kith_error *err)
{
    const size_t count = kith_graph_relation_type_count(graph);
    const char **out = KITH_ARENA_NEW(arena, const char *, count + 1);
    bool room = out != NULL;
    for (kith_id t = 0; room && t < count; t++) {
        const char *name = kith_graph_relation_type_name(graph, t);
        char *text = kith_arena_take(arena, strlen(name) * MOST_GROWTH +
                                                sizeof "RELATED");
        room = text != NULL;
        if (text)
            write_name(name, text);
        if (room)
            out[t] = text;
    }
    *names = out;
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}
