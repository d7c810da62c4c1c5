/* kith's records out of a translation: lines, the places they are from, what
 * was lost on the way. */
#include "records/dialects/translation.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { FLUSH_AT = 64 << 10 };

/* -- what goes wrong ----------------------------------------------------- */

bool kith_translation_no_memory(kith_translation *t)
{
    if (t->status == KITH_OK)
        t->status = kith_fail(t->err, KITH_E_MEMORY, "out of memory");
    return false;
}

bool kith_translation_goes_on(const kith_translation *t)
{
    const bool enough = t->sample && t->counts[KITH_RECORD_ENTITY] &&
                        t->counts[KITH_RECORD_RELATION];
    return t->status == KITH_OK && t->feed.status == KITH_OK && !t->broken &&
           !enough;
}

void kith_translation_at(kith_translation *t, size_t at)
{
    t->place = kith_feed_place(&t->feed, at);
    t->place.source = t->name;
}

kith_problem *kith_translation_report(kith_translation *t, kith_rule rule)
{
    const kith_origin origin =
        (kith_origin)t->input << 48 | kith_line_offset(t);
    kith_problem *problem = kith_diagnostics_add(t->problems, rule, origin);
    if (problem)
        problem->error.place = t->place;
    return problem;
}

/* A text that does not fit is cut between characters and ends in "…". */
static void cut(char *out, size_t room, kith_text text)
{
    static const char more[] = "…";
    const bool whole = text.length < room;
    size_t length = whole ? text.length : room - sizeof more;
    while (!whole && length > 0 &&
           ((unsigned char)text.data[length] & 0xC0) == 0x80)
        length--;
    if (length)
        memcpy(out, text.data, length);
    memcpy(out + length, whole ? "" : more, whole ? 1 : sizeof more);
}

void kith_lose(kith_translation *t, const char *one, const char *several)
{
    kith_lose_example(t, one, several, (kith_text){0});
}

void kith_lose_example(kith_translation *t,
                       const char *one,
                       const char *several,
                       kith_text example)
{
    size_t i = 0;
    while (i < t->loss_count && t->losses[i].one != one)
        i++;
    if (i == KITH_MOST_LOSSES)
        return;
    if (i == t->loss_count) {
        kith_left_out *loss = &t->losses[t->loss_count++];
        *loss =
            (kith_left_out){.one = one, .several = several, .place = t->place};
        cut(loss->example, sizeof loss->example, example);
    }
    t->losses[i].count++;
}

void kith_translation_tell_losses(kith_translation *t)
{
    for (size_t i = 0; i < t->loss_count; i++) {
        const kith_left_out *loss = &t->losses[i];
        t->place = loss->place;
        kith_problem *problem = kith_translation_report(t, KITH_RULE_NOT_HELD);
        const bool alone = loss->count == 1;
        const char *what = alone ? loss->one : loss->several;
        if (loss->example[0])
            kith_problem_say(problem, "%zu %s, %sin line %u: '%s'", loss->count,
                             what, alone ? "" : "the first ",
                             (unsigned)loss->place.line, loss->example);
        else
            kith_problem_say(problem, "%zu %s", loss->count, what);
    }
}

/* -- bytes --------------------------------------------------------------- */

static bool out_room(kith_translation *t, size_t more)
{
    if (t->out_room - t->out_used >= more)
        return true;
    size_t room = t->out_room ? t->out_room : 2 * FLUSH_AT;
    while (room - t->out_used < more)
        room *= 2;
    char *out = kith_grow_array(t->out, room, 1);
    if (!out)
        return kith_translation_no_memory(t);
    t->out = out;
    t->out_room = room;
    return true;
}

void kith_put_raw(kith_translation *t, const char *bytes, size_t length)
{
    if (length == 0 || !out_room(t, length))
        return;
    memcpy(t->out + t->out_used, bytes, length);
    t->out_used += length;
}

static void put_char(kith_translation *t, char c)
{
    if (out_room(t, 1))
        t->out[t->out_used++] = c;
}

static void put_text(kith_translation *t, const char *text)
{
    kith_put_raw(t, text, strlen(text));
}

/* Between tokens of JSON a line end may become a space; in strings there is
 * none. */
static void put_on_one_line(kith_translation *t, kith_text text)
{
    const size_t from = t->out_used;
    kith_put_raw(t, text.data, text.length);
    if (t->status != KITH_OK)
        return;
    char *at = t->out + from;
    char *const end = t->out + t->out_used;
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        if (at > t->out + from && at[-1] == '\r')
            at[-1] = ' ';
        *at++ = ' ';
    }
}

/* -- values -------------------------------------------------------------- */

void kith_next(kith_translation *t)
{
    if (t->comma)
        put_char(t, ',');
    t->comma = true;
}

/* A text between quotes, a comma before it or a colon after it: most of what is
 * written. Room is asked for once. */
static void put_quoted(kith_translation *t,
                       bool comma,
                       kith_text text,
                       bool key)
{
    if (!out_room(t, text.length + 4))
        return;
    char *out = t->out + t->out_used;
    *out = ',';
    out += comma;
    *out++ = '"';
    if (text.length)
        memcpy(out, text.data, text.length);
    out += text.length;
    *out++ = '"';
    *out = ':';
    out += key;
    t->out_used = (size_t)(out - t->out);
}

void kith_put_key(kith_translation *t, kith_text key)
{
    put_quoted(t, t->comma, key, true);
    t->comma = true;
}

void kith_put_value(kith_translation *t, kith_json_type type, kith_text text)
{
    if (type == KITH_JSON_STRING)
        put_quoted(t, false, text, false);
    else
        put_on_one_line(t, text);
}

/* Whether none of eight bytes is a control character, a quote, a backslash or
 * part of a character beyond ASCII. */
static bool are_plain(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t highs = ones << 7;
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    const uint64_t quote = word ^ (ones * '"');
    const uint64_t slash = word ^ (ones * '\\');
    return !((word | (word - ones * 0x20) | (quote - ones) | (slash - ones)) &
             highs);
}

/* How many bytes at the beginning may stand in a JSON string as they are. */
static size_t plain_length(const char *text, size_t length)
{
    size_t i = 0;
    while (i + 8 <= length && are_plain(text + i))
        i += 8;
    while (i < length && (unsigned char)text[i] >= 0x20 &&
           (unsigned char)text[i] < 0x80 && text[i] != '"' && text[i] != '\\')
        i++;
    return i;
}

static void put_escape(kith_translation *t, unsigned char byte)
{
    char escape[8];
    const char *const named = strchr("\"\\", byte);
    if (byte && named) {
        snprintf(escape, sizeof escape, "\\%c", byte);
    } else {
        snprintf(escape, sizeof escape, "\\u%04x", (unsigned)byte);
    }
    put_text(t, escape);
}

void kith_put_part(kith_translation *t, kith_text text)
{
    const char *at = text.data;
    const char *const end = text.data ? text.data + text.length : NULL;
    while (at < end) {
        const size_t plain = plain_length(at, (size_t)(end - at));
        kith_put_raw(t, at, plain);
        at += plain;
        if (at == end)
            break;
        if ((unsigned char)*at < 0x80) {
            put_escape(t, (unsigned char)*at++);
            continue;
        }
        const size_t length = kith_utf8_length(at, (size_t)(end - at));
        if (length) {
            kith_put_raw(t, at, length);
        } else {
            put_text(t, "\\ufffd");
            kith_lose(t, "byte that is not UTF-8 became U+FFFD",
                      "bytes that are not UTF-8 became U+FFFD");
        }
        at += length ? length : 1;
    }
}

void kith_put_plain(kith_translation *t, kith_text text)
{
    if (plain_length(text.data, text.length) == text.length) {
        put_quoted(t, false, text, false);
        return;
    }
    put_char(t, '"');
    kith_put_part(t, text);
    put_char(t, '"');
}

kith_text kith_take_back(kith_translation *t, size_t from)
{
    const size_t length = t->out_used - from;
    char *copy = t->status == KITH_OK
                     ? kith_arena_take(&t->scratch, length + KITH_PADDING)
                     : NULL;
    if (copy)
        memcpy(copy, t->out + from, length);
    else
        (void)kith_translation_no_memory(t);
    t->out_used = from;
    return copy ? (kith_text){copy, length} : (kith_text){"", 0};
}

kith_text kith_as_json(kith_translation *t, kith_text text)
{
    if (plain_length(text.data, text.length) == text.length)
        return text;
    const size_t from = t->out_used;
    kith_put_part(t, text);
    return kith_take_back(t, from);
}

kith_text kith_as_list(kith_translation *t, kith_text text, char separator)
{
    const size_t from = t->out_used;
    const char *at = text.data;
    const char *const end = text.data + text.length;
    kith_open(t, '[');
    while (at < end) {
        const char *to = memchr(at, separator, (size_t)(end - at));
        if (!to)
            to = end;
        if (to > at) {
            kith_next(t);
            kith_put_plain(t, (kith_text){at, (size_t)(to - at)});
        }
        at = to + 1;
    }
    kith_close(t, ']');
    return kith_take_back(t, from);
}

void kith_put_member(kith_translation *t, const char *key, kith_text text)
{
    kith_put_key(t, (kith_text){key, strlen(key)});
    kith_put_plain(t, text);
}

void kith_open(kith_translation *t, char bracket)
{
    put_char(t, bracket);
    t->comma = false;
}

void kith_close(kith_translation *t, char bracket)
{
    put_char(t, bracket);
    t->comma = true;
}

/* -- records ------------------------------------------------------------- */

uint64_t kith_line_offset(const kith_translation *t)
{
    return t->spooled + t->line;
}

static void flush_marks(kith_translation *t)
{
    if (t->mark_count && t->status == KITH_OK)
        t->status = kith_spool_add(t->places, (const char *)t->marks,
                                   t->mark_count * sizeof *t->marks, t->err);
    t->mark_count = 0;
}

static void mark_line(kith_translation *t, bool verbatim)
{
    enum { ROOM = sizeof t->marks / sizeof *t->marks };
    if (t->mark_count == ROOM)
        flush_marks(t);
    t->marks[t->mark_count++] = (kith_line_mark){
        .line = kith_line_offset(t),
        .offset = t->place.offset,
        .row = t->place.line,
        .column = t->place.column & INT32_MAX,
        .verbatim = verbatim,
    };
    t->line_count++;
}

void kith_flush(kith_translation *t)
{
    if (t->line && t->status == KITH_OK)
        t->status = kith_spool_add(t->spool, t->out, t->line, t->err);
    t->spooled += t->line;
    t->out_used = t->line = 0;
    flush_marks(t);
}

bool kith_read_line(kith_translation *t,
                    uint64_t offset,
                    char *out,
                    size_t room,
                    size_t *got)
{
    *got = 0;
    if (offset >= t->spooled) {
        const size_t from = (size_t)(offset - t->spooled);
        *got = t->line - from < room ? t->line - from : room;
        memcpy(out, t->out + from, *got);
        return true;
    }
    const uint64_t left = t->spooled - offset;
    if (room > left)
        room = (size_t)left;
    return kith_spool_get(t->spool, t->spool_start + offset, out, room, got,
                          NULL) == KITH_OK;
}

static void blank(char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        text[i] = text[i] == '\n' ? '\n' : ' ';
}

bool kith_blank_lines(kith_translation *t, uint64_t from, uint64_t to)
{
    char chunk[4096];
    while (from < to && from < t->spooled) {
        const uint64_t limit = to < t->spooled ? to : t->spooled;
        const uint64_t left = limit - from;
        size_t got = 0;
        if (!kith_read_line(t, from, chunk,
                            left < sizeof chunk ? (size_t)left : sizeof chunk,
                            &got) ||
            got == 0)
            return false;
        blank(chunk, got);
        t->status =
            kith_spool_put(t->spool, t->spool_start + from, chunk, got, t->err);
        if (t->status != KITH_OK)
            return false;
        from += got;
    }
    if (from < to)
        blank(t->out + (from - t->spooled), (size_t)(to - from));
    return true;
}

void kith_begin(kith_translation *t, kith_record_kind kind)
{
    mark_line(t, false);
    t->kind = kind;
    kith_open(t, '{');
}

static void end_line(kith_translation *t)
{
    put_char(t, '\n');
    t->line = t->out_used;
    if (t->line >= FLUSH_AT)
        kith_flush(t);
}

void kith_end(kith_translation *t)
{
    kith_close(t, '}');
    if (t->counts[t->kind]++ == 0)
        t->first[t->kind] = kith_line_offset(t);
    end_line(t);
}

/* A line end in broken JSON may stand in a string; then the column is off, and
 * the place is that of the record. */
void kith_hand_on(kith_translation *t, kith_text text)
{
    mark_line(t, !memchr(text.data, '\n', text.length));
    put_on_one_line(t, text);
    end_line(t);
}

/* -- members of the whole ------------------------------------------------ */

static bool is_named(kith_text key, const char *name)
{
    return key.length == strlen(name) && !memcmp(key.data, name, key.length);
}

/* Members that a document of ours could not have beside its records. */
static bool is_taken(const kith_translation *t, kith_text key, kith_text value)
{
    const char *at = t->members;
    const char *const end = at ? at + t->members_used : NULL;
    while (at < end) {
        if (is_named(key, at))
            return true;
        at += strlen(at) + 1;
        at += strlen(at) + 1;
    }
    return is_named(key, "entities") || is_named(key, "relations") ||
           is_named(key, "documents") || memchr(key.data, '"', key.length) ||
           memchr(key.data, '\\', key.length) ||
           (is_named(key, "title") && *value.data != '"');
}

void kith_keep_member(kith_translation *t, kith_text key, kith_text value)
{
    enum { MOST = 1 << 20 };
    const size_t size = key.length + value.length + 2;
    if (t->members_used + size > MOST || is_taken(t, key, value)) {
        kith_lose(t, "member of the document was left out",
                  "members of the document were left out");
        return;
    }
    if (t->members_used + size > t->members_room) {
        const size_t room = 2 * (t->members_used + size);
        char *members = kith_grow_array(t->members, room, 1);
        if (!members) {
            (void)kith_translation_no_memory(t);
            return;
        }
        t->members = members;
        t->members_room = room;
    }
    char *out = t->members + t->members_used;
    memcpy(out, key.data, key.length);
    out[key.length] = '\0';
    memcpy(out + key.length + 1, value.data, value.length);
    out[size - 1] = '\0';
    t->members_used += size;
}

void kith_translation_free(kith_translation *t)
{
    kith_feed_close(&t->feed);
    kith_scan_release(&t->scan);
    kith_diagnostics_free(t->problems);
    kith_release(t->out);
    kith_release(t->members);
    kith_release(t->fields);
    kith_arena_free(&t->scratch);
}
