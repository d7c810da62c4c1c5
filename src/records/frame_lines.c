/* Cuts JSON Lines into records, and takes what a line says of the whole graph:
 * one that begins with "record": "graph". Only such a line is looked into here,
 * so the others cost no more than the search for their ends. */
#include "records/cutter.h"

#include <string.h>

/* Where the members of a line about the graph begin; NULL if it is another. */
static const char *after_mark(const char *at, const char *end)
{
    static const char *const tokens[] = {"{", "\"record\"", ":", "\"graph\""};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        const size_t length = strlen(tokens[i]);
        at = kith_skip_space(at, end);
        if ((size_t)(end - at) < length || memcmp(at, tokens[i], length) != 0)
            return NULL;
        at += length;
    }
    return at;
}

/* The members of a sound object, from `scan->at` after its first one. */
static void take_members(kith_cutter *c, kith_scan *scan)
{
    bool escaped = false;
    kith_text key;
    kith_text value;
    while (kith_scan_next_member(scan, &key, &escaped, &value)) {
        if (kith_section_of(key, escaped) < 0) {
            if (!kith_cutter_member(c, key, value, true))
                return;
            continue;
        }
        kith_problem *problem =
            kith_cutter_report(c, KITH_RULE_WRONG_TYPE, value.data);
        kith_problem_say(problem, "a line cannot hold '%.*s'", (int)key.length,
                         key.data);
        kith_problem_hint(problem, "write each record in a line of its own");
    }
}

/* Take the line if it is about the graph; one that is broken goes on as a
 * record, and is blamed like those. */
static bool take_graph(kith_cutter *c, const char *end)
{
    const char *const members = after_mark(c->at, end);
    if (!members)
        return false;
    kith_scan scan = {.at = c->at, .end = end};
    const bool whole = kith_scan_skip(&scan);
    const bool taken = whole && kith_skip_space(scan.at, end) == end;
    if (taken) {
        kith_cutter_oddities(c, &scan);
        if (!scan.repeated && !scan.beyond_double)
            take_members(c, &(kith_scan){.at = members, .end = end});
    }
    kith_scan_release(&scan);
    return taken;
}

void kith_cutter_lines(kith_cutter *c)
{
    while (c->at < c->end) {
        const char *newline = memchr(c->at, '\n', (size_t)(c->end - c->at));
        const char *const end = newline ? newline : c->end;
        if (!newline && !c->whole && !c->frame->skip_line)
            return;
        const char *const first = kith_skip_space(c->at, end);
        if (!c->frame->skip_line && first < end) {
            c->at = first;
            if (!take_graph(c, end) &&
                !kith_cutter_add(c, end, KITH_SLICE_LINE))
                return;
        }
        if (newline)
            c->frame->skip_line = false;
        c->at = newline ? newline + 1 : c->end;
        c->done = c->at;
    }
}
