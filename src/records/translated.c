/* Foreign inputs as lines of records, and the way back to where they are from.
 */
#include "records/translated.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

enum { KEPT_PROBLEMS = 10000 };

kith_status kith_translate(kith_translated *out,
                           const kith_to_translate *what,
                           kith_spool *lines,
                           kith_spool *places,
                           kith_error *err)
{
    kith_translation *t = KITH_NEW(kith_translation, 1);
    if (!t)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    t->feed =
        (kith_feed){.read = what->read, .context = what->context, .err = err};
    t->name = what->name;
    t->input = what->input;
    t->map = what->map;
    t->most_record = what->most_record;
    t->sample = what->sample;
    t->spool = lines;
    t->places = places;
    t->spool_start = lines->size;
    t->places_start = places->size;
    t->err = err;
    t->problems = kith_diagnostics_new(KEPT_PROBLEMS);
    *out = (kith_translated){.row = what->row};
    if (!t->problems || !kith_feed_open(&t->feed, what->bytes, what->length)) {
        (void)kith_translation_no_memory(t);
    } else {
        kith_dialect_translate(what->row, t);
    }
    const kith_status st = t->status;
    out->start = t->spool_start; /* lines may have been written again */
    out->marks_start = t->places_start;
    out->size = lines->size - out->start;
    out->mark_count = (places->size - out->marks_start) / sizeof *t->marks;
    memcpy(out->first, t->first, sizeof out->first);
    memcpy(out->counts, t->counts, sizeof out->counts);
    out->problems = t->problems;
    out->members = t->members;
    out->members_length = t->members_used;
    t->problems = NULL;
    t->members = NULL;
    kith_translation_free(t);
    kith_release(t);
    return st;
}

static kith_line_mark mark_at(const kith_translated *translated,
                              const kith_spool *places,
                              uint64_t index)
{
    kith_line_mark mark = {0};
    size_t got = 0;
    const kith_status st =
        kith_spool_get(places, translated->marks_start + index * sizeof mark,
                       (char *)&mark, sizeof mark, &got, NULL);
    return st == KITH_OK && got == sizeof mark
               ? mark
               : (kith_line_mark){.row = 1, .column = 1};
}

kith_line_mark kith_translated_mark(const kith_translated *translated,
                                    const kith_spool *places,
                                    uint64_t offset,
                                    uint64_t *end)
{
    uint64_t low = 0;
    uint64_t high = translated->mark_count;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (mark_at(translated, places, middle).line <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *end = low < translated->mark_count ? mark_at(translated, places, low).line
                                        : translated->size;
    *end -= *end > 0; /* the line end itself */
    return low ? mark_at(translated, places, low - 1)
               : (kith_line_mark){.row = 1, .column = 1};
}

void kith_translated_free(kith_translated *translated)
{
    kith_diagnostics_free(translated->problems);
    kith_release(translated->members);
    *translated = (kith_translated){0};
}
