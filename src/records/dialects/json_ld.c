/* JSON-LD, expanded or with its context inside: node objects one by one. */
#include "records/dialects/dialects.h"
#include "records/dialects/ld_node.h"
#include "records/dialects/stream.h"

#include <string.h>

enum { LONGEST_KEY = 256 };

static bool is_sound(kith_ld_reading *r, kith_text value)
{
    kith_scan scan = {.at = value.data, .end = value.data + value.length};
    const bool sound =
        kith_scan_skip(&scan) && scan.at == scan.end && !scan.repeated;
    kith_scan_release(&scan);
    if (!sound) {
        r->t->feed.at -= value.length;
        (void)kith_stream_fault(r->t, scan.fault ? scan.fault_message
                                                 : "a key stands twice in one "
                                                   "object");
    }
    return sound;
}

static void take_top(kith_ld_reading *r, kith_text value)
{
    if (!is_sound(r, value))
        return;
    if (*value.data == '{') {
        kith_ld_take(r, value);
        return;
    }
    kith_problem_say(kith_translation_report(r->t, KITH_RULE_WRONG_TYPE),
                     "a node must be an object");
}

static void take_elements(kith_ld_reading *r)
{
    bool first = true;
    kith_text value;
    kith_stream_enter(r->t);
    while (kith_stream_next(r->t, ']', &first)) {
        if (!kith_stream_value(r->t, &value))
            return;
        take_top(r, value);
    }
}

/* Whether the document is a frame round "@graph", whose nodes then come one by
 * one; its context must come first. */
static bool has_graph(const kith_translation *t)
{
    kith_look look = {0};
    kith_look_at(&look, (kith_text){t->feed.data + t->feed.at,
                                    t->feed.end - t->feed.at});
    return kith_look_has(&look, "@graph", 6) && !kith_look_has(&look, "@id", 3);
}

static void take_frame(kith_ld_reading *r)
{
    char key[LONGEST_KEY];
    bool first = true;
    kith_text value;
    kith_stream_enter(r->t);
    while (kith_stream_next(r->t, '}', &first)) {
        if (!kith_stream_key(r->t, key, sizeof key))
            return;
        if (!strcmp(key, "@graph") && kith_stream_peek(r->t) == '[') {
            take_elements(r);
            continue;
        }
        if (!kith_stream_value(r->t, &value) || !is_sound(r, value))
            return;
        if (!strcmp(key, "@context")) {
            if (r->t->line_count)
                kith_lose(r->t, "context after the nodes was not heeded",
                          "contexts after the nodes were not heeded");
            else if (!kith_context_take(&r->context, value))
                return;
        } else if (!strcmp(key, "@graph") && *value.data == '{') {
            take_top(r, value);
        } else if (*key && *key != '@') {
            kith_keep_member(r->t, (kith_text){key, strlen(key)}, value);
        }
    }
}

static void translate(kith_translation *t)
{
    kith_ld_reading r = {.t = t, .triples = kith_triples_new(t)};
    kith_text value;
    if (!r.triples)
        return;
    r.context = (kith_context){.t = t, .triples = r.triples, .texts = &r.kept};
    if (kith_stream_peek(t) == '[')
        take_elements(&r);
    else if (kith_stream_peek(t) == '{' && has_graph(t))
        take_frame(&r);
    else if (kith_stream_value(t, &value))
        take_top(&r, value);
    if (kith_translation_goes_on(t))
        (void)kith_stream_ends(t);
    kith_triples_end(r.triples);
    kith_arena_free(&r.kept);
    kith_arena_free(&r.texts);
}

const kith_dialect_row kith_dialect_json_ld = {
    .is = {"json-ld", "linked data as JSON-LD, expanded or with its context",
           ".jsonld"                                                                    },
    .evidence = { "@graph", "@context",                                                  "[].@id", "@id", "[].@type"},
    .translate = translate,
    .implicit = true,
};
