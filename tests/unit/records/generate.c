/* Records by chance: entities that come twice, relations of all shapes,
 * documents, names in several scripts, and now and then a fault. */
#include "records/generate.h"

#include "chance.h"
#include "test.h"

#include <kith/status.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const generation *how;
    generated out;
    size_t room;
    uint64_t state;
} writer;

static void put(writer *w, const char *format, ...) KITH_PRINTF(2, 3);

static void put(writer *w, const char *format, ...)
{
    va_list args;
    if (w->room - w->out.length < 1024) {
        w->room = w->room * 2 + 4096;
        w->out.text = realloc(w->out.text, w->room);
        assert_non_null(w->out.text);
    }
    va_start(args, format);
    const int length = vsnprintf(w->out.text + w->out.length,
                                 w->room - w->out.length, format, args);
    va_end(args);
    assert_in_range(length, 0, 1000);
    w->out.length += (size_t)length;
}

static uint32_t below(writer *w, uint32_t limit)
{
    return chance_below(&w->state, limit);
}

/* In a document that is pretty each member has its own line. */
static const char *gap(const writer *w)
{
    return w->how->pretty ? "\n      " : "";
}

static void put_entity(writer *w)
{
    static const char *const names[] = {"Nurudin",    "Ташкент",
                                        "北京",       "O\\\"Brien",
                                        "caf\\u00e9", "\xF0\x9F\x8C\x8D"};
    static const char *const types[] = {"person", "organisation", "place"};
    const uint32_t id = below(w, (uint32_t)w->how->records);
    /* what an id says hangs on the id, so that repetitions agree */
    put(w, "{%s\"id\": \"e%u\", \"type\": \"%s\"", gap(w), id, types[id % 3]);
    if (id % 2)
        put(w, ",%s\"name\": \"%s %u\"", gap(w), names[id % 6], id);
    if (id % 5 == 0)
        put(w, ",%s\"aliases\": [\"alias %u\", \"%s\"]", gap(w), id,
            names[id % 4]);
    if (below(w, 4) == 0)
        put(w, ",%s\"properties\": {\"n%u\": [%u, {\"x\": null}]}", gap(w),
            below(w, 3), id);
    if (id % 7 == 0)
        put(w, ",%s\"evidence\": [\"d%u\"]", gap(w), id % 10);
    put(w, "}");
}

static void put_relation(writer *w)
{
    static const char *const types[] = {"leads", "hosts", "is \\\"held\\\" in"};
    const uint32_t most = (uint32_t)w->how->records;
    put(w, "{%s\"source\": \"e%u\", \"type\": \"%s\",%s \"target\": \"e%u\"",
        gap(w), below(w, most), types[below(w, 3)], gap(w), below(w, most));
    if (below(w, 10) == 0)
        put(w, ", \"id\": \"r%u\"", below(w, most));
    if (below(w, 5) == 0)
        put(w, ",%s\"weight\": %u.%u", gap(w), below(w, 9), below(w, 100));
    if (below(w, 5) == 0)
        put(w, ", \"confidence\": 0.%u", below(w, 1000));
    if (below(w, 5) == 0)
        put(w, ", \"since\": \"20%02u-0%u\"", below(w, 20), 1 + below(w, 9));
    if (below(w, 9) == 0)
        put(w, ", \"directed\": false");
    if (below(w, 9) == 0)
        put(w, ", \"evidence\": [{\"document\": \"d%u\", \"page\": %u}]",
            below(w, 10), below(w, 90));
    put(w, "}");
}

static void put_document(writer *w)
{
    const uint32_t id = below(w, 10);
    put(w, "{%s\"id\": \"d%u\", \"record\": \"document\", \"title\": \"T%u\"}",
        gap(w), id, id);
}

/* Whole records that are not sound, for each kind of list. */
static void put_fault(writer *w, uint32_t kind)
{
    static const char *const faults[3][6] = {
        {"{\"id\": \"\"}",             "{\"name\": \"nobody\"}",           "{\"id\": 7}",
         "{\"id\": \"x\", \"id\": \"y\"}",        "{\"id\": \"bad\\q\"}",
         "{\"id\": \"e1\", \"name\": \"another one\"}"                                                                                           },
        {"{\"source\": \"e1\"}",
         "{\"source\": \"e1\", \"type\": \"t\", \"target\": \"nobody\"}",  "{\"source\": \"e1\", \"type\": \"t\", \"target\": 1}",
         "{\"source\": \"e1\", \"type\": \"t\", \"target\": \"e2\", "
         "\"weight\": -1}",                       "{\"source\": \"e1\", \"type\": \"t\", \"target\": \"e2\", "
         "\"since\": \"yesterday\", \"until\": \"x\"}", "{\"source\": \"e\xFF\", \"type\": \"t\", \"target\": \"e2\"}"},
        {"{\"record\": \"document\"}",
         "{\"record\": \"document\", \"id\": \"d1\", \"date\": \"20-1\"}", "{\"record\": \"document\", \"id\": \"d1\", \"title\": \"other\"}",
         "{\"record\": \"document\", \"id\": 3}", "[1, 2]",
         "{\"record\": \"document\", \"id\": \"\"}"                                                                                              },
    };
    w->out.faults++;
    put(w, "%s", faults[kind][below(w, 6)]);
}

static void put_record(writer *w, uint32_t kind)
{
    static void (*const puts[])(writer *) = {put_entity, put_relation,
                                             put_document};
    w->out.records++;
    if (below(w, 1000) < w->how->faults) {
        put_fault(w, kind);
    } else {
        puts[kind](w);
    }
}

static uint32_t any_kind(writer *w)
{
    const uint32_t by_chance = below(w, 10);
    return by_chance < 3 ? 0 : by_chance < 9 ? 1 : 2;
}

static void put_lines(writer *w)
{
    for (size_t i = 0; i < w->how->records; i++) {
        put_record(w, any_kind(w));
        if (i + 1 < w->how->records || below(w, 2))
            put(w, w->how->windows ? "\r\n" : "\n");
        if (below(w, 100) == 0)
            put(w, w->how->windows ? "\r\n" : " \n");
    }
}

/* Sections in any order, with other members between them. */
static void put_sections(writer *w)
{
    static const char *const names[] = {"entities", "relations", "documents"};
    const uint32_t first = below(w, 3);
    put(w, "{%s\"title\": \"by chance \\u2116 %u\"", gap(w), below(w, 99));
    for (uint32_t i = 0; i < 3; i++) {
        const uint32_t kind = (first + i) % 3;
        put(w, ",%s\"%s\": [", gap(w), names[kind]);
        for (size_t j = 0; j < w->how->records / 3; j++) {
            put(w, "%s%s", j ? "," : "", gap(w));
            put_record(w, kind);
        }
        put(w, "],%s\"other%u\": {\"]\": [\"}\", %u]}", gap(w), i, below(w, 9));
    }
    put(w, "}");
}

generated generate(const generation *how)
{
    writer w = {.how = how, .state = how->seed};
    if (how->document) {
        put_sections(&w);
    } else {
        put_lines(&w);
    }
    return w.out;
}
