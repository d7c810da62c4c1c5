/* JSON-LD, expanded or with its context inside: node objects one by one. */
#include "records/dialects/dialects.h"
#include "records/dialects/ld_node.h"
#include "records/dialects/stream.h"

#include <string.h>

enum { LONGEST_KEY = 256 };

/* What is wrong with a text, or NULL. */
static const char *fault_of(kith_text value)
{
    kith_scan scan = {.at = value.data, .end = value.data + value.length};
    const char *fault = NULL;
    if (!kith_scan_skip(&scan))
        fault = scan.fault_message;
    else if (scan.at != scan.end)
        fault = "',' or a closing bracket was expected";
    else if (scan.repeated)
        fault = "a key stands twice in one object";
    kith_scan_release(&scan);
    return fault;
}

static bool is_sound(kith_ld_reading *r, kith_text value)
{
    const char *const fault = fault_of(value);
    if (fault) {
        r->t->feed.at -= value.length;
        (void)kith_stream_fault(r->t, fault);
    }
    return !fault;
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
 * one. */
static bool has_graph(const kith_translation *t)
{
    kith_look look = {0};
    kith_look_at(&look, (kith_text){t->feed.data + t->feed.at,
                                    t->feed.end - t->feed.at});
    return kith_look_has(&look, "@graph", 6) && !kith_look_has(&look, "@id", 3);
}

/* What is known of a frame while its members are taken. */
typedef struct {
    kith_ld_reading *r;
    bool nodes; /* they have begun, with or without a context */
    bool ahead; /* the context was found behind them, and is yet to be passed */
    bool has_context;
} framing;

/* The nodes follow: a context behind them holds for them too, and is sought as
 * far as a record may be long. What is wrong with its text is said at its turn.
 */
static bool begin_nodes(framing *f)
{
    kith_translation *t = f->r->t;
    kith_feed *feed = &t->feed;
    kith_text value;
    if (f->nodes || f->has_context ||
        !kith_stream_find_later(t, "@context", &value) || fault_of(value)) {
        f->nodes = true;
        return true;
    }
    const kith_feed counts = *feed;
    f->nodes = f->ahead = f->has_context = true;
    kith_translation_at(t, (size_t)(value.data - feed->data));
    const bool taken = kith_context_take(&f->r->context, value);
    feed->counted = counts.counted; /* places go on from the nodes */
    feed->line = counts.line;
    feed->column = counts.column;
    return taken;
}

static bool take_frame_context(framing *f, kith_text value)
{
    if (f->ahead) {
        f->ahead = false;
        return true;
    }
    if (!f->nodes && !f->has_context) {
        f->has_context = true;
        return kith_context_take(&f->r->context, value);
    }
    kith_problem *problem =
        kith_translation_report(f->r->t, KITH_RULE_WRONG_TYPE);
    kith_problem_say(problem, f->has_context
                                  ? "'@context' stands twice in this document"
                                  : "'@context' stands too far behind the "
                                    "nodes, which were read without it");
    kith_problem_hint(problem, "put one '@context' before '@graph'%s",
                      f->has_context ? "" : ", or raise --max-record");
    return true;
}

/* A member that is no array of nodes; false to end. */
static bool take_member(framing *f, const char *key)
{
    kith_ld_reading *r = f->r;
    kith_text value;
    if (!kith_stream_value(r->t, &value) || !is_sound(r, value))
        return false;
    if (!strcmp(key, "@context"))
        return take_frame_context(f, value);
    if (!strcmp(key, "@graph") && *value.data == '{')
        take_top(r, value);
    else if (*key && *key != '@')
        kith_keep_member(r->t, (kith_text){key, strlen(key)}, value);
    return true;
}

static void take_frame(kith_ld_reading *r)
{
    char key[LONGEST_KEY];
    bool first = true;
    framing f = {.r = r};
    kith_stream_enter(r->t);
    while (kith_stream_next(r->t, '}', &first)) {
        if (!kith_stream_key(r->t, key, sizeof key))
            return;
        const bool graph = !strcmp(key, "@graph");
        if (graph && !begin_nodes(&f))
            return;
        if (graph && kith_stream_peek(r->t) == '[')
            take_elements(r);
        else if (!take_member(&f, key))
            return;
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
