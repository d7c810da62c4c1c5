/* The inputs: read, translated, spooled, and read again. */
#include "records/source.h"

#include "base/alloc.h"
#include "base/error.h"
#include "records/source_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Files that are open for being read again are closed when they are so many:
 * folders hold more files than a process may have open. */
enum { MOST_AGAIN = 64 };

/* The longest record, unless the options say otherwise. */
enum { MOST_RECORD = 64 << 20 };

/* -- reading ------------------------------------------------------------- */

static kith_status cannot(const kith_source *source,
                          const char *what,
                          kith_error *err)
{
    return kith_fail(err, KITH_E_IO, "cannot %s '%s': %s", what, source->name,
                     strerror(errno));
}

static kith_status begin(kith_source *source, kith_error *err)
{
    if (source->given >= 0) {
        source->file = lseek(source->given, 0, SEEK_SET) == 0
                           ? fcntl(source->given, F_DUPFD_CLOEXEC, 3)
                           : -1;
    } else {
        source->file = source->path ? open(source->path, O_RDONLY | O_CLOEXEC)
                                    : STDIN_FILENO;
    }
    if (source->file < 0)
        return cannot(source, "open", err);
    if (fstat(source->file, &source->identity) != 0)
        return cannot(source, "read", err);
    (void)posix_fadvise(source->file, 0, 0, POSIX_FADV_SEQUENTIAL);
    source->unpack = kith_unpack_new(source->file, source->name);
    return source->unpack ? KITH_OK
                          : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Keep what cannot be read again from where it came. */
static kith_status spool(kith_source *source,
                         const char *bytes,
                         size_t length,
                         kith_error *err)
{
    const bool plain = source->path && S_ISREG(source->identity.st_mode) &&
                       !kith_unpack_is_packed(source->unpack);
    if (plain || source->given >= 0)
        return KITH_OK;
    if (!source->spooled)
        source->spool_start = source->all->spool.size;
    source->spooled = true;
    return kith_spool_add(&source->all->spool, bytes, length, err);
}

/* As the bytes come, unpacked. */
static kith_status read_bytes(kith_source *source,
                              char *buffer,
                              size_t room,
                              size_t *got,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    *got = 0;
    while (st == KITH_OK && *got < room) {
        size_t count = 0;
        st = kith_unpack_read(source->unpack, buffer + *got, room - *got,
                              &count, err);
        if (count == 0)
            break;
        *got += count;
    }
    return st;
}

static kith_status read_for_feed(void *context,
                                 char *buffer,
                                 size_t room,
                                 size_t *got,
                                 kith_error *err)
{
    return read_bytes(context, buffer, room, got, err);
}

/* Translate the input, the rest of which is still to be read. */
static kith_status translate(kith_source *source,
                             const kith_dialect_row *row,
                             kith_text begin,
                             bool sample,
                             kith_error *err)
{
    kith_sources *all = source->all;
    const kith_to_translate what = {
        .row = row,
        .name = source->name,
        .input = (size_t)(source - all->items),
        .map = all->map,
        .most_record = all->most_record ? all->most_record : MOST_RECORD,
        .sample = sample,
        .bytes = begin.data,
        .length = begin.length,
        .read = read_for_feed,
        .context = source,
    };
    source->spooled = true;
    const kith_status st = kith_translate(&source->translated, &what,
                                          &all->spool, &all->places, err);
    source->spool_start = source->translated.start;
    return st;
}

static kith_status ambiguous(const kith_source *source,
                             const kith_choice *choice,
                             kith_error *err)
{
    kith_fail(err, KITH_E_INVALID, "'%s' may be %s or %s", source->name,
              choice->row->is.name, choice->other->is.name);
    kith_hint(err, "say which with --from %s or --from %s",
              choice->row->is.name, choice->other->is.name);
    return KITH_E_INVALID;
}

/* Tell the dialect by the first bytes, and translate what is not ours. */
static kith_status tell_dialect(kith_source *source,
                                const char *bytes,
                                size_t length,
                                kith_error *err)
{
    kith_sources *all = source->all;
    kith_choice choice = {.row = all->from};
    if (source->given >= 0)
        return KITH_OK; /* kith's own */
    if (!all->from)
        choice = kith_dialect_choose((kith_text){bytes, length}, all->map);
    if (choice.other)
        return ambiguous(source, &choice, err);
    if (!choice.row || !kith_dialect_is_foreign(choice.row))
        return KITH_OK;
    return translate(source, choice.row, (kith_text){bytes, length}, false,
                     err);
}

static kith_status read_translated(kith_source *source,
                                   char *buffer,
                                   size_t room,
                                   size_t *got,
                                   kith_error *err)
{
    const uint64_t left = source->translated.size - source->size;
    return kith_spool_get(&source->all->spool,
                          source->spool_start + source->size, buffer,
                          room < left ? room : (size_t)left, got, err);
}

kith_status kith_source_read(kith_source *source,
                             char *buffer,
                             size_t room,
                             size_t *got,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    *got = 0;
    if (!source->unpack) {
        KITH_TRY(st, begin(source, err), done);
        KITH_TRY(st, read_bytes(source, buffer, room, got, err), done);
        KITH_TRY(st, tell_dialect(source, buffer, *got, err), done);
        if (source->translated.row)
            st = read_translated(source, buffer, room, got, err);
        else
            st = spool(source, buffer, *got, err);
    } else if (source->translated.row) {
        st = read_translated(source, buffer, room, got, err);
    } else {
        KITH_TRY(st, read_bytes(source, buffer, room, got, err), done);
        st = spool(source, buffer, *got, err);
    }
    source->size += *got;
done:
    return st;
}

bool kith_sources_is_implicit(const kith_sources *sources, size_t index)
{
    for (size_t i = 0; index == SIZE_MAX && i < sources->count; i++) {
        if (kith_sources_is_implicit(sources, i))
            return true;
    }
    if (index == SIZE_MAX)
        return false;
    const kith_dialect_row *row = sources->items[index].translated.row;
    return row && row->implicit;
}

bool kith_sources_is_table(const kith_sources *sources, size_t index)
{
    const kith_dialect_row *row = sources->items[index].translated.row;
    return row && row->table;
}

bool kith_sources_have_list(const kith_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        const uint64_t *counts = sources->items[i].translated.counts;
        if (kith_sources_is_table(sources, i) && counts[KITH_RECORD_ENTITY] &&
            !counts[KITH_RECORD_RELATION])
            return true;
    }
    return false;
}

kith_status kith_source_peek(kith_source *source,
                             char *buffer,
                             size_t room,
                             size_t *got,
                             kith_error *err)
{
    *got = 0;
    const kith_status st = begin(source, err);
    return st == KITH_OK ? read_bytes(source, buffer, room, got, err) : st;
}

kith_status kith_source_sample(kith_source *source,
                               const kith_dialect_row *row,
                               const char *bytes,
                               size_t length,
                               kith_error *err)
{
    const kith_status st =
        translate(source, row, (kith_text){bytes, length}, true, err);
    source->size = source->translated.size;
    return st;
}

const kith_dialect_row *kith_sources_from(const kith_sources *sources)
{
    return sources->from;
}

const char *kith_sources_map(const kith_sources *sources)
{
    return sources->map;
}

bool kith_source_is_unlined(const kith_source *source)
{
    return source->unlined;
}

const kith_translated *kith_source_translated(const kith_source *source)
{
    return &source->translated;
}

uint64_t kith_source_size(const kith_source *source)
{
    return source->size;
}

uint64_t kith_source_taken(const kith_source *source)
{
    return source->unpack ? kith_unpack_taken(source->unpack) : source->taken;
}

void kith_source_note_lines(kith_source *source)
{
    source->lines = true;
}

bool kith_source_has_lines(const kith_source *source)
{
    return source->lines;
}

void kith_source_close(kith_source *source)
{
    if (source->unpack)
        source->taken = kith_unpack_taken(source->unpack);
    kith_unpack_free(source->unpack);
    source->unpack = NULL;
    kith_close_descriptor(&source->file);
}

/* -- reading again ------------------------------------------------------- */

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
           a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void close_others(kith_sources *all)
{
    for (size_t i = 0; i < all->count; i++)
        kith_close_descriptor(&all->items[i].again);
    all->again_count = 0;
}

static kith_status open_again(kith_source *source, kith_error *err)
{
    struct stat now;
    if (source->spooled || source->again >= 0 || source->given >= 0)
        return KITH_OK;
    if (source->all->again_count == MOST_AGAIN)
        close_others(source->all);
    source->all->again_count++;
    source->again = open(source->path, O_RDONLY | O_CLOEXEC);
    if (source->again < 0 || fstat(source->again, &now) != 0)
        return cannot(source, "read again", err);
    if (is_same(&now, &source->identity))
        return KITH_OK;
    kith_close_descriptor(&source->again);
    kith_fail(err, KITH_E_IO, "'%s' has changed while it was in use",
              source->name);
    kith_hint(err, "run the command again");
    return KITH_E_IO;
}

kith_status kith_source_again(kith_source *source,
                              uint64_t offset,
                              char *buffer,
                              size_t length,
                              size_t *got,
                              kith_error *err)
{
    *got = 0;
    const kith_status st = open_again(source, err);
    if (st != KITH_OK)
        return st;
    const uint64_t left = offset < source->size ? source->size - offset : 0;
    if (length > left)
        length = (size_t)left; /* the spool goes on with the next input */
    if (source->spooled)
        return kith_spool_get(&source->all->spool, source->spool_start + offset,
                              buffer, length, got, err);
    const int file = source->given >= 0 ? source->given : source->again;
    while (*got < length) {
        const ssize_t count =
            pread(file, buffer + *got, length - *got, (off_t)(offset + *got));
        if (count < 0 && errno != EINTR)
            return cannot(source, "read again", err);
        if (count == 0)
            break;
        *got += count > 0 ? (size_t)count : 0;
    }
    return KITH_OK;
}

/* -- places -------------------------------------------------------------- */

void kith_source_count(uint32_t *line,
                       uint32_t *column,
                       const char *from,
                       const char *to)
{
    for (const char *newline = NULL;
         from < to && (newline = memchr(from, '\n', (size_t)(to - from)));
         from = newline + 1) {
        ++*line;
        *column = 1;
    }
    for (; from < to; from++)
        *column += ((unsigned char)*from & 0xC0) != 0x80;
}

bool kith_source_mark(kith_source *source,
                      uint64_t offset,
                      uint32_t line,
                      uint32_t column)
{
    if (source->mark_count == source->mark_room) {
        const size_t room = source->mark_room ? source->mark_room * 2 : 4;
        kith_mark *marks = kith_grow_array(source->marks, room, sizeof *marks);
        if (!marks)
            return false;
        source->marks = marks;
        source->mark_room = room;
    }
    source->marks[source->mark_count++] = (kith_mark){offset, line, column};
    return true;
}

static kith_mark mark_before(const kith_source *source, uint64_t offset)
{
    const kith_mark *marks = source->marks;
    size_t low = 0;
    size_t high = source->mark_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (marks[middle].offset <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low ? marks[low - 1] : (kith_mark){0, 1, 1};
}

/* Go on counting from `at` to byte `offset`. */
static void count_to(kith_source *source, kith_mark *at, uint64_t offset)
{
    char buffer[16 << 10];
    while (at->offset < offset) {
        const uint64_t left = offset - at->offset;
        size_t got = 0;
        if (kith_source_again(source, at->offset, buffer,
                              left < sizeof buffer ? left : sizeof buffer, &got,
                              NULL) != KITH_OK ||
            got == 0)
            break;
        kith_source_count(&at->line, &at->column, buffer, buffer + got);
        at->offset += got;
    }
}

/* Where the foreign record is that became the line; within it, if the line is
 * the foreign text. */
static kith_place original_place(kith_source *source, uint64_t offset)
{
    uint64_t end = 0;
    const kith_line_mark from =
        kith_translated_mark(&source->translated, &source->all->places, offset,
                             &end);
    if (offset > end)
        offset = end; /* a scanner may have looked on to the next line */
    kith_mark at = {from.line, from.row, from.column};
    if (from.verbatim)
        count_to(source, &at, offset);
    return (kith_place){source->name,
                        from.offset + (from.verbatim ? offset - from.line : 0),
                        at.line, at.column};
}

kith_place kith_source_place(kith_source *source, uint64_t offset)
{
    if (source->unlined)
        return (kith_place){.source = source->name, .offset = offset};
    if (source->translated.row)
        return original_place(source, offset);
    kith_mark at = mark_before(source, offset);
    count_to(source, &at, offset);
    return (kith_place){source->name, offset, at.line, at.column};
}
