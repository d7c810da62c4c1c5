/* Lines of the spool written again behind themselves. They are read as many at
 * a time as marks are. */
#include "records/dialects/retold.h"

#include "base/alloc.h"
#include "records/dialects/mapping.h"

#include <string.h>

enum { AT_ONCE = 256 };

/* What is written again, and where it was. */
typedef struct retelling {
    kith_translation *t;
    kith_record_kind kind;
    const kith_text *keys;
    size_t key_count;
    uint64_t lines;  /* where the lines begin in their spool */
    uint64_t size;   /* bytes of them */
    uint64_t places; /* where the marks begin in theirs */
    uint64_t count;  /* lines */
    char *text;
    size_t room;
} retelling;

static bool is_same(kith_text one, kith_text other)
{
    return one.length == other.length &&
           !memcmp(one.data, other.data, one.length);
}

static bool is_chosen(const retelling *r, kith_text key)
{
    for (size_t i = 0; i < r->key_count; i++) {
        if (is_same(r->keys[i], key) ||
            is_same(kith_name_taken(r->keys[i]), key))
            return true;
    }
    return false;
}

static void put_value(kith_translation *t, kith_text value, bool as_text)
{
    const bool number =
        (*value.data >= '0' && *value.data <= '9') || *value.data == '-';
    kith_put_value(t, number && as_text ? KITH_JSON_STRING : KITH_JSON_NUMBER,
                   value); /* any other is written as it is */
}

static void put_properties(const retelling *r, kith_text object)
{
    kith_scan scan = {.at = object.data + 1,
                      .end = object.data + object.length};
    kith_text key;
    kith_text value;
    bool escaped = false;
    kith_open(r->t, '{');
    while (kith_scan_next_member(&scan, &key, &escaped, &value)) {
        kith_put_key(r->t, key);
        put_value(r->t, value, is_chosen(r, key));
    }
    kith_close(r->t, '}');
}

static kith_record_kind kind_of(const retelling *r, kith_text line)
{
    static const char mark[] = "{\"record\":\"document\"";
    return line.length >= sizeof mark - 1 &&
                   !memcmp(line.data, mark, sizeof mark - 1)
               ? KITH_RECORD_DOCUMENT
               : r->kind;
}

static void put_line(const retelling *r,
                     const kith_line_mark *mark,
                     kith_text line)
{
    kith_translation *t = r->t;
    kith_scan scan = {.at = line.data + 1, .end = line.data + line.length};
    kith_text key;
    kith_text value;
    bool escaped = false;
    t->place = (kith_place){.source = t->name,
                            .offset = mark->offset,
                            .line = mark->row,
                            .column = mark->column};
    kith_begin(t, kind_of(r, line));
    while (kith_scan_next_member(&scan, &key, &escaped, &value)) {
        kith_put_key(t, key);
        if (key.length == 10 && !memcmp(key.data, "properties", 10))
            put_properties(r, value);
        else
            put_value(t, value, false);
    }
    kith_end(t);
}

static bool read_text(retelling *r, uint64_t from, uint64_t to)
{
    const size_t length = (size_t)(to - from);
    size_t got = 0;
    if (r->room < length + KITH_PADDING) {
        char *text = kith_grow_array(r->text, length + KITH_PADDING, 1);
        if (!text)
            return kith_translation_no_memory(r->t);
        r->text = text;
        r->room = length + KITH_PADDING;
    }
    r->t->status = kith_spool_get(r->t->spool, r->lines + from, r->text, length,
                                  &got, r->t->err);
    memset(r->text + got, 0, KITH_PADDING);
    return r->t->status == KITH_OK && got == length;
}

/* So many lines from line `first` on; 0 if that fails. */
static size_t retell_some(retelling *r, uint64_t first)
{
    kith_line_mark marks[AT_ONCE + 1];
    const uint64_t left = r->count - first;
    const size_t count = left < AT_ONCE ? (size_t)left : AT_ONCE;
    const size_t read = count + (left > count);
    size_t got = 0;
    r->t->status =
        kith_spool_get(r->t->places, r->places + first * sizeof *marks,
                       (char *)marks, read * sizeof *marks, &got, r->t->err);
    if (r->t->status != KITH_OK || got != read * sizeof *marks)
        return 0;
    if (read == count)
        marks[count].line = r->size;
    if (!read_text(r, marks[0].line, marks[count].line))
        return 0;
    for (size_t i = 0; i < count; i++) {
        const char *const text = r->text + (marks[i].line - marks[0].line);
        const size_t length = (size_t)(marks[i + 1].line - marks[i].line);
        put_line(r, &marks[i], (kith_text){text, length});
    }
    return r->t->status == KITH_OK ? count : 0;
}

void kith_retell_as_texts(kith_translation *t,
                          kith_record_kind kind,
                          const kith_text *keys,
                          size_t count)
{
    kith_flush(t);
    retelling r = {
        .t = t,
        .kind = kind,
        .keys = keys,
        .key_count = count,
        .lines = t->spool_start,
        .size = t->spooled,
        .places = t->places_start,
        .count = t->line_count,
    };
    t->spool_start = t->spool->size;
    t->places_start = t->places->size;
    t->spooled = t->line_count = 0;
    memset(t->counts, 0, sizeof t->counts);
    memset(t->first, 0, sizeof t->first);
    size_t done = 0;
    for (uint64_t i = 0; t->status == KITH_OK && i < r.count; i += done) {
        done = retell_some(&r, i);
        if (!done && t->status == KITH_OK)
            t->status = KITH_E_INTERNAL; /* the spool has what was put there */
        if (!done)
            break;
    }
    kith_release(r.text);
}
