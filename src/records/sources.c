/* The inputs as they are listed: files, folders, standard input. */
#include "base/alloc.h"
#include "base/error.h"
#include "records/source_parts.h"

#include <kith/dialects.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_SOURCES = 65535, DEEPEST_FOLDER = 64, KEPT_REMARKS = 1000 };

/* -- listing ------------------------------------------------------------- */

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* @param path  NULL for standard input, and for what is `given` under a name */
static kith_status add_source(kith_sources *sources,
                              const char *path,
                              const kith_given_input *given,
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
    const char *name = given ? given->name : path ? path : "<stdin>";
    const char *copy = kith_arena_text(&sources->texts, name, strlen(name));
    if (!copy)
        return no_memory(err);
    sources->items[sources->count++] = (kith_source){
        .path = path ? copy : NULL,
        .name = copy,
        .all = sources,
        .given = given ? given->file : -1,
        .unlined = given && given->unlined,
        .file = -1,
        .again = -1,
    };
    return KITH_OK;
}

/* Whether a name ends in one of several endings, with spaces between them, and
 * then as what is packed does. */
static bool ends_in(const char *name, const char *endings)
{
    static const char *const packed[] = {"", ".gz", ".zst"};
    const size_t length = strlen(name);
    for (const char *at = endings; *at; at += strspn(at, " ")) {
        const size_t size = strcspn(at, " ");
        for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
            const size_t whole = size + strlen(packed[i]);
            if (length > whole && !strncmp(name + length - whole, at, size) &&
                !strcmp(name + length - whole + size, packed[i]))
                return true;
        }
        at += size;
    }
    return false;
}

/* By the endings of all forms that are read. */
static bool is_records_file(const char *name)
{
    const kith_dialect *dialect;
    for (size_t i = 0; (dialect = kith_dialect_at(i)); i++) {
        if (ends_in(name, dialect->endings))
            return true;
    }
    return false;
}

/* Files of a folder that are none, in one remark. */
static void remark_passed_over(kith_sources *sources,
                               const char *folder,
                               size_t first)
{
    if (!sources->passed_over)
        return;
    kith_problem *problem =
        kith_diagnostics_add(sources->remarks, KITH_RULE_NOT_HELD,
                             (kith_origin)first << 48);
    if (problem)
        problem->error.place.source =
            kith_diagnostics_keep(sources->remarks, folder);
    kith_problem_say(problem, "%zu %s passed over by %s, %s'%s'",
                     sources->passed_over,
                     sources->passed_over == 1 ? "file was" : "files were",
                     sources->passed_over == 1 ? "its ending" : "their endings",
                     sources->passed_over == 1 ? "" : "the first ",
                     sources->first_passed);
    sources->passed_over = 0;
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
    if (is_records_file(name))
        return add_source(sources, path, NULL, err);
    if (sources->passed_over++ == 0)
        sources->first_passed = path;
    return KITH_OK;
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
        return add_source(sources, NULL, NULL, err);
    if (stat(input, &info) != 0) {
        kith_fail(err, KITH_E_IO, "cannot open '%s': %s", input,
                  strerror(errno));
        if (errno == ENOENT)
            kith_hint(err, "check the path; '-' reads standard input");
        return KITH_E_IO;
    }
    if (!S_ISDIR(info.st_mode))
        return add_source(sources, input, NULL, err);
    const size_t before = sources->count;
    const kith_status st = add_folder(sources, input, 1, err);
    if (st == KITH_OK && sources->count > before)
        remark_passed_over(sources, input, before);
    if (st != KITH_OK || sources->count > before)
        return st;
    kith_fail(err, KITH_E_NOT_FOUND, "no records in folder '%s'", input);
    kith_hint(err, "files in folders are told by their endings, as .json, "
                   ".jsonl, .csv, .ttl (also .gz, .zst)");
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
    sources->remarks = kith_diagnostics_new(KEPT_REMARKS);
    sources->spool = (kith_spool){
        .file = -1,
        .folder =
            options->temporary_folder ? options->temporary_folder : "/tmp",
    };
    sources->places = sources->spool;
    sources->map = options->map;
    sources->most_record = options->most_record_size;
    if (options->from) {
        sources->from = kith_dialect_named(options->from, err);
        st = sources->from ? KITH_OK : KITH_E_NOT_FOUND;
    }
    if (!sources->remarks)
        st = no_memory(err);
    for (size_t i = 0; st == KITH_OK && i < options->given_count; i++)
        st = add_source(sources, NULL, &options->given[i], err);
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

void kith_close_descriptor(int *file)
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
        kith_close_descriptor(&source->again);
        kith_release(source->marks);
        kith_translated_free(&source->translated);
    }
    kith_spool_close(&sources->places);
    kith_spool_close(&sources->spool);
    kith_diagnostics_free(sources->remarks);
    kith_arena_free(&sources->texts);
    kith_release(sources->items);
    kith_release(sources);
}

size_t kith_sources_count(const kith_sources *sources)
{
    return sources->count;
}

kith_diagnostics *kith_sources_remarks(kith_sources *sources)
{
    return sources->remarks;
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
