/* JSON documents and JSON Lines of other tools, walked by a table. */
#include "records/dialects/document.h"

#include "records/dialects/look.h"
#include "records/dialects/stream.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_PATH = 96, LONGEST_KEY = 256 };

typedef struct {
    kith_translation *t;
    const kith_section *sections;
    char path[LONGEST_PATH];
    bool found; /* a section with records */
} walk;

static const kith_section *section_at(const walk *w)
{
    for (const kith_section *s = w->sections; s->path; s++) {
        if (!strcmp(s->path, w->path))
            return s;
    }
    return NULL;
}

/* Whether there is a section below the path: `next` is what goes on there. */
static bool leads_on(const walk *w, char next)
{
    const kith_section *here = section_at(w);
    if (here && here->kind == KITH_SECTION_DOCUMENT)
        return next == '{';
    const size_t length = strlen(w->path);
    for (const kith_section *s = w->sections; s->path; s++) {
        if (strncmp(s->path, w->path, length) != 0 || !s->path[length])
            continue;
        if (next == '['
                ? s->path[length] == '['
                : s->path[length] == '.' || (length == 0 && s->path[0] != '['))
            return true;
    }
    return false;
}

/* -- records ------------------------------------------------------------- */

static void map_record(walk *w,
                       const kith_section *section,
                       kith_text text,
                       kith_text id)
{
    if (section->kind == KITH_SECTION_LOST) {
        kith_lose(w->t, section->value, section->several);
    } else if (section->map) {
        section->map(w->t, section->mappings, text);
    } else {
        kith_map(w->t, section->mappings, section->mapping_count, text, id);
    }
}

static void map_elements(walk *w, const kith_section *section)
{
    bool first = true;
    kith_text value;
    w->found = true;
    kith_stream_enter(w->t);
    while (kith_stream_next(w->t, ']', &first)) {
        if (!kith_stream_value(w->t, &value))
            return;
        map_record(w, section, value, (kith_text){0});
    }
}

/* Records by id: the key is needed beside the value, so both are taken at once.
 */
static bool take_keyed(kith_translation *t, char *key, size_t room)
{
    kith_text text;
    if (kith_stream_peek(t) != '"')
        return kith_stream_fault(t, "a key in double quotes was expected");
    if (!kith_stream_value(t, &text))
        return false;
    kith_scan scan = {.at = text.data, .end = text.data + text.length};
    kith_text inside;
    bool escaped = false;
    const bool sound = kith_scan_string(&scan, &inside, &escaped);
    kith_scan_release(&scan);
    if (!sound || inside.length >= room) {
        t->feed.at -= text.length;
        return kith_stream_fault(t, sound ? "this key is too long"
                                          : scan.fault_message);
    }
    memcpy(key, inside.data, inside.length);
    key[inside.length] = '\0';
    if (kith_stream_peek(t) != ':')
        return kith_stream_fault(t, "':' was expected after the key");
    t->feed.at++;
    return true;
}

static void map_members(walk *w, const kith_section *section)
{
    enum { LONGEST_ID = 64 << 10 };
    char key[LONGEST_ID];
    bool first = true;
    kith_text value;
    w->found = true;
    kith_stream_enter(w->t);
    while (kith_stream_next(w->t, '}', &first)) {
        if (!take_keyed(w->t, key, sizeof key) ||
            !kith_stream_value(w->t, &value))
            return;
        map_record(w, section, value, (kith_text){key, strlen(key)});
    }
}

static void map_lines(walk *w, const kith_section *section)
{
    kith_text line;
    while (kith_translation_goes_on(w->t) && kith_stream_line(w->t, &line)) {
        size_t from = 0;
        while (from < line.length && strchr(" \t\r", line.data[from]) &&
               line.data[from])
            from++;
        while (line.length > from &&
               strchr(" \t\r", line.data[line.length - 1]) &&
               line.data[line.length - 1])
            line.length--;
        if (from < line.length)
            map_record(w, section,
                       (kith_text){line.data + from, line.length - from},
                       (kith_text){0});
    }
}

/* -- the document -------------------------------------------------------- */

static void walk_value(walk *w, const char *key);

static void walk_members(walk *w)
{
    const size_t length = strlen(w->path);
    char key[LONGEST_KEY];
    bool first = true;
    kith_stream_enter(w->t);
    while (kith_stream_next(w->t, '}', &first)) {
        if (!kith_stream_key(w->t, key, sizeof key))
            return;
        snprintf(w->path + length, sizeof w->path - length, "%s%s",
                 length ? "." : "", key);
        walk_value(w, key);
        w->path[length] = '\0';
    }
}

static void walk_elements(walk *w)
{
    const size_t length = strlen(w->path);
    bool first = true;
    kith_stream_enter(w->t);
    snprintf(w->path + length, sizeof w->path - length, "[]");
    while (kith_stream_next(w->t, ']', &first))
        walk_value(w, "");
    w->path[length] = '\0';
}

/* A member that is no section: kept, unless it is one of several graphs'. */
static void keep_value(walk *w, const kith_section *section, const char *key)
{
    kith_text value;
    if (!kith_stream_value(w->t, &value))
        return;
    kith_scan scan = {.at = value.data, .end = value.data + value.length};
    const bool sound =
        kith_scan_skip(&scan) && scan.at == scan.end && !scan.repeated;
    kith_scan_release(&scan);
    if (!sound) {
        w->t->feed.at -= value.length;
        (void)kith_stream_fault(w->t, scan.fault ? scan.fault_message
                                                 : "this is not sound JSON");
    } else if (section && section->kind == KITH_SECTION_DROP) {
        return;
    } else if (section && section->kind == KITH_SECTION_UNDIRECTED) {
        w->t->undirected = value.length == strlen(section->value) &&
                           !memcmp(value.data, section->value, value.length);
        if (w->t->undirected && w->t->unsaid)
            kith_lose(w->t, "'directed' after the relations was not heeded",
                      "members 'directed' after the relations were not heeded");
    } else if (!strchr(w->path, '[') && *key) {
        kith_keep_member(w->t, (kith_text){key, strlen(key)}, value);
    }
}

/* A section that says again what another one said. */
static void pass_over(walk *w)
{
    bool first = true;
    kith_text value;
    kith_stream_enter(w->t);
    while (kith_stream_next(w->t, ']', &first) &&
           kith_stream_value(w->t, &value))
        continue;
}

/* Recursion is bounded by the paths of the table. */
static void walk_value(walk *w, const char *key)
{
    const kith_section *section = section_at(w);
    const char next = kith_stream_peek(w->t);
    const bool records = section && (section->kind == KITH_SECTION_RECORDS ||
                                     section->kind == KITH_SECTION_LOST);
    if (records && section->otherwise && next == '[' &&
        w->t->counts[KITH_RECORD_RELATION]) {
        pass_over(w);
    } else if (records && next == '[' && !leads_on(w, next)) {
        map_elements(w, section);
    } else if (records && next == '{' && !leads_on(w, next)) {
        map_members(w, section);
    } else if (next == '{' && leads_on(w, '{')) {
        walk_members(w);
    } else if (next == '[' && leads_on(w, '[')) {
        walk_elements(w);
    } else {
        keep_value(w, section, key);
    }
}

/* Lines may also come as one document, which has sections of its own: its first
 * member leads to one. */
static bool is_document(walk *w)
{
    kith_look look = {0};
    const kith_feed *feed = &w->t->feed;
    kith_look_at(&look,
                 (kith_text){feed->data + feed->at, feed->end - feed->at});
    for (const kith_section *s = w->sections; s->path; s++) {
        if (*s->path && s->path[0] != '[' &&
            kith_look_has(&look, s->path, strlen(s->path)))
            return true;
    }
    return false;
}

void kith_translate_document(kith_translation *t, const kith_section *sections)
{
    walk w = {.t = t, .sections = sections};
    const char next = kith_stream_peek(t);
    const kith_section *lines = section_at(&w);
    if (next == '[')
        (void)snprintf(w.path, sizeof w.path, "[");
    const kith_section *whole = section_at(&w);
    w.path[0] = '\0';
    if (!next && t->feed.at == t->feed.end)
        return;
    if (lines && next != '[' && !is_document(&w)) {
        map_lines(&w, lines);
        return;
    }
    if (whole && next == '[') {
        map_elements(&w, whole);
    } else {
        walk_value(&w, "");
    }
    if (kith_translation_goes_on(t) && kith_stream_ends(t) && !w.found) {
        kith_problem *problem =
            kith_translation_report(t, KITH_RULE_UNKNOWN_RECORD);
        kith_problem_say(problem, "there is nothing of this dialect here");
        kith_problem_hint(problem, "see what it is with 'kith sniff'");
    }
}
