/* The inputs: opened, listed, spooled, read and read again. */
#include "records/source.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "records/spool.h"
#include "records/unpack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files that are open for being read again are closed when they are so many:
 * folders hold more files than a process may have open. */
enum { MOST_SOURCES = 65535, DEEPEST_FOLDER = 64, MOST_AGAIN = 64 };

/* Where a byte is; places between marks are counted from the one before. */
typedef struct {
    uint64_t offset;
    uint32_t line;
    uint32_t column;
} mark;

struct kith_source {
    const char *path; /* NULL for standard input */
    const char *name;
    kith_sources *all;
    int file;  /* being read; -1 if not */
    int again; /* opened for reading again; -1 if not */
    bool spooled;
    bool lines;           /* of JSON Lines */
    uint64_t spool_start; /* in the spool, if spooled */
    kith_unpack *unpack;
    struct stat identity;
    uint64_t size;
    uint64_t taken;
    mark *marks;
    size_t mark_count;
    size_t mark_room;
};

struct kith_sources {
    kith_arena texts;
    kith_source *items;
    size_t count;
    size_t room;
    uint64_t total;
    kith_spool spool;   /* unpacked copies, one after another */
    size_t again_count; /* files open for being read again */
};

/* -- listing ------------------------------------------------------------- */

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_status add_source(kith_sources *sources,
                              const char *path,
                              kith_error *err)
{
    if (sources->count == MOST_SOURCES)
        return kith_fail(err, KITH_E_LIMIT, "more than %d input files",
                         MOST_SOURCES);
    if (sources->count == sources->room) {
        const size_t room = sources->room ? sources->room * 2 : 8;
        kith_source *items =
            kith_grow_array(sources->items, room, sizeof *items);
        if (!items)
            return no_memory(err);
        sources->items = items;
        sources->room = room;
    }
    const char *copy =
        path ? kith_arena_text(&sources->texts, path, strlen(path)) : NULL;
    if (path && !copy)
        return no_memory(err);
    sources->items[sources->count++] = (kith_source){
        .path = copy,
        .name = copy ? copy : "<stdin>",
        .all = sources,
        .file = -1,
        .again = -1,
    };
    return KITH_OK;
}

static bool is_records_file(const char *name)
{
    static const char *const endings[] = {".json", ".jsonl", ".ndjson"};
    static const char *const packed[] = {"", ".gz", ".zst"};
    const size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        for (size_t j = 0; j < sizeof packed / sizeof *packed; j++) {
            char ending[16];
            const int size =
                snprintf(ending, sizeof ending, "%s%s", endings[i], packed[j]);
            if (length > (size_t)size &&
                !strcmp(name + length - (size_t)size, ending))
                return true;
        }
    }
    return false;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name); /* not by locale */
}

static kith_status add_folder(kith_sources *sources,
                              const char *path,
                              int depth,
                              kith_error *err);

static kith_status add_entry(kith_sources *sources,
                             const char *folder,
                             const char *name,
                             int depth,
                             kith_error *err)
{
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = kith_arena_take(&sources->texts, size);
    if (!path)
        return no_memory(err);
    const bool slash = folder[strlen(folder) - 1] == '/';
    snprintf(path, size, "%s%s%s", folder, slash ? "" : "/", name);
    struct stat info;
    if (stat(path, &info) != 0)
        return KITH_OK; /* gone, or a link to nowhere */
    if (S_ISDIR(info.st_mode))
        return add_folder(sources, path, depth + 1, err);
    return is_records_file(name) ? add_source(sources, path, err) : KITH_OK;
}

/* Recursion is bounded by DEEPEST_FOLDER, which also ends circles of links. */
static kith_status add_folder(kith_sources *sources,
                              const char *path,
                              int depth,
                              kith_error *err)
{
    struct dirent **entries = NULL;
    kith_status st = KITH_OK;
    if (depth > DEEPEST_FOLDER)
        return kith_fail(err, KITH_E_LIMIT, "folders nested deeper than %d: %s",
                         DEEPEST_FOLDER, path);
    const int count = scandir(path, &entries, is_shown, by_bytes);
    if (count < 0)
        return kith_fail(err, KITH_E_IO, "cannot read folder '%s': %s", path,
                         strerror(errno));
    for (int i = 0; i < count; i++) {
        if (st == KITH_OK)
            st = add_entry(sources, path, entries[i]->d_name, depth, err);
        free(entries[i]);
    }
    free(entries);
    return st;
}

static kith_status add_input(kith_sources *sources,
                             const char *input,
                             kith_error *err)
{
    struct stat info;
    if (!strcmp(input, "-"))
        return add_source(sources, NULL, err);
    if (stat(input, &info) != 0) {
        kith_fail(err, KITH_E_IO, "cannot open '%s': %s", input,
                  strerror(errno));
        if (errno == ENOENT)
            kith_hint(err, "check the path; '-' reads standard input");
        return KITH_E_IO;
    }
    if (!S_ISDIR(info.st_mode))
        return add_source(sources, input, err);
    const size_t before = sources->count;
    const kith_status st = add_folder(sources, input, 1, err);
    if (st != KITH_OK || sources->count > before)
        return st;
    kith_fail(err, KITH_E_NOT_FOUND, "no records in folder '%s'", input);
    kith_hint(err, "records files end in .json or .jsonl (also .gz, .zst)");
    return KITH_E_NOT_FOUND;
}

static void sum_sizes(kith_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        struct stat info;
        const char *path = sources->items[i].path;
        if (!path || stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
            sources->total = 0;
            return;
        }
        sources->total += (uint64_t)info.st_size;
    }
}

kith_status kith_sources_open(kith_sources **out,
                              const kith_read_options *options,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    kith_sources *sources = KITH_NEW(kith_sources, 1);
    *out = NULL;
    if (!sources)
        return no_memory(err);
    sources->spool = (kith_spool){
        .file = -1,
        .folder =
            options->temporary_folder ? options->temporary_folder : "/tmp",
    };
    for (size_t i = 0; st == KITH_OK && i < options->input_count; i++)
        st = add_input(sources, options->inputs[i], err);
    if (st == KITH_OK && sources->count == 0)
        st = kith_fail(err, KITH_E_NOT_FOUND, "no input");
    if (st != KITH_OK) {
        kith_sources_free(sources);
        return st;
    }
    sum_sizes(sources);
    *out = sources;
    return KITH_OK;
}

static void close_descriptor(int *file)
{
    if (*file > STDIN_FILENO)
        close(*file);
    *file = -1;
}

void kith_sources_free(kith_sources *sources)
{
    if (!sources)
        return;
    for (size_t i = 0; i < sources->count; i++) {
        kith_source *source = &sources->items[i];
        kith_source_close(source);
        close_descriptor(&source->again);
        kith_release(source->marks);
    }
    kith_spool_close(&sources->spool);
    kith_arena_free(&sources->texts);
    kith_release(sources->items);
    kith_release(sources);
}

size_t kith_sources_count(const kith_sources *sources)
{
    return sources->count;
}

uint64_t kith_sources_total(const kith_sources *sources)
{
    return sources->total;
}

kith_source *kith_sources_at(kith_sources *sources, size_t index)
{
    return &sources->items[index];
}

const char *kith_source_name(const kith_source *source)
{
    return source->name;
}

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
    source->file =
        source->path ? open(source->path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (source->file < 0)
        return cannot(source, "open", err);
    if (fstat(source->file, &source->identity) != 0)
        return cannot(source, "read", err);
    (void)posix_fadvise(source->file, 0, 0, POSIX_FADV_SEQUENTIAL);
    source->unpack = kith_unpack_new(source->file, source->name);
    return source->unpack ? KITH_OK : no_memory(err);
}

/* Keep what cannot be read again from where it came. */
static kith_status spool(kith_source *source,
                         const char *bytes,
                         size_t length,
                         kith_error *err)
{
    const bool plain = source->path && S_ISREG(source->identity.st_mode) &&
                       !kith_unpack_is_packed(source->unpack);
    if (plain)
        return KITH_OK;
    if (!source->spooled)
        source->spool_start = source->all->spool.size;
    source->spooled = true;
    return kith_spool_add(&source->all->spool, bytes, length, err);
}

kith_status kith_source_read(kith_source *source,
                             char *buffer,
                             size_t room,
                             size_t *got,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    *got = 0;
    if (!source->unpack)
        st = begin(source, err);
    while (st == KITH_OK && *got < room) {
        size_t count = 0;
        st = kith_unpack_read(source->unpack, buffer + *got, room - *got,
                              &count, err);
        if (st != KITH_OK || count == 0)
            break;
        st = spool(source, buffer + *got, count, err);
        *got += count;
    }
    source->size += *got;
    return st;
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
    close_descriptor(&source->file);
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
        close_descriptor(&all->items[i].again);
    all->again_count = 0;
}

static kith_status open_again(kith_source *source, kith_error *err)
{
    struct stat now;
    if (source->spooled || source->again >= 0)
        return KITH_OK;
    if (source->all->again_count == MOST_AGAIN)
        close_others(source->all);
    source->all->again_count++;
    source->again = open(source->path, O_RDONLY | O_CLOEXEC);
    if (source->again < 0 || fstat(source->again, &now) != 0)
        return cannot(source, "read again", err);
    if (is_same(&now, &source->identity))
        return KITH_OK;
    close_descriptor(&source->again);
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
    while (*got < length) {
        const ssize_t count = pread(source->again, buffer + *got, length - *got,
                                    (off_t)(offset + *got));
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
        mark *marks = kith_grow_array(source->marks, room, sizeof *marks);
        if (!marks)
            return false;
        source->marks = marks;
        source->mark_room = room;
    }
    source->marks[source->mark_count++] = (mark){offset, line, column};
    return true;
}

static mark mark_before(const kith_source *source, uint64_t offset)
{
    const mark *marks = source->marks;
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
    return low ? marks[low - 1] : (mark){0, 1, 1};
}

kith_place kith_source_place(kith_source *source, uint64_t offset)
{
    mark at = mark_before(source, offset);
    char buffer[16 << 10];
    while (at.offset < offset) {
        const uint64_t left = offset - at.offset;
        size_t got = 0;
        if (kith_source_again(source, at.offset, buffer,
                              left < sizeof buffer ? left : sizeof buffer, &got,
                              NULL) != KITH_OK ||
            got == 0)
            break;
        kith_source_count(&at.line, &at.column, buffer, buffer + got);
        at.offset += got;
    }
    return (kith_place){source->name, offset, at.line, at.column};
}
