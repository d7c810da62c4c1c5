/* A knowledge base in place of records. */
#include "cli/base_input.h"

#include "base/error.h"

#include <kith/export.h>
#include <kith/store.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

kith_status kith_base_check(kith_call *call, const char *path)
{
    if (kith_store_kind_of(path) == KITH_STORE_BASE)
        return KITH_OK;
    call->input = true;
    if (access(path, R_OK) != 0) {
        kith_fail(&call->err, KITH_E_IO, "cannot open '%s': %s", path,
                  strerror(errno));
        kith_hint(&call->err, "check the path; 'kith build' makes a base");
        return KITH_E_IO;
    }
    kith_fail(&call->err, KITH_E_INVALID, "'%s' is no knowledge base", path);
    kith_hint(&call->err, "'kith build' makes one from records");
    return KITH_E_INVALID;
}

static kith_status fail_foreign(kith_call *call, const char *path)
{
    kith_fail(&call->err, KITH_E_SYNTAX,
              "'%s' is a SQLite database, and no knowledge base", path);
    kith_hint(&call->err, "'kith build' makes one from records");
    return KITH_E_SYNTAX;
}

kith_status kith_base_refuse(kith_call *call, size_t first)
{
    for (size_t i = first; i < call->operand_count; i++) {
        const char *path = call->operands[i];
        if (kith_store_kind_of(path) == KITH_STORE_NONE)
            continue;
        call->input = true;
        kith_fail(&call->err, KITH_E_INVALID, "'%s' has no records to add",
                  path);
        kith_hint(&call->err, "of a knowledge base, 'kith export' writes them");
        return KITH_E_INVALID;
    }
    return KITH_OK;
}

/* -- a base as records --------------------------------------------------- */

static kith_status fail_temporary(kith_call *call, const char *folder)
{
    kith_fail(&call->err, KITH_E_IO, "cannot make a temporary file in '%s': %s",
              folder, strerror(errno));
    kith_hint(&call->err, "set TMPDIR to a folder with room");
    call->err.system = true;
    return KITH_E_IO;
}

/* The records of a base in an unnamed file. */
static kith_status write_records(kith_call *call, const char *path, FILE *out)
{
    const kith_export_options plain = {0};
    kith_graph *graph = NULL;
    kith_status st =
        kith_store_load(&graph, path, (unsigned)call->settings.threads,
                        &call->err);
    if (st == KITH_OK)
        st = kith_formats()[0]->write(graph, &plain, out, &call->err);
    kith_graph_free(graph);
    return st;
}

/* Give a base as an open file of its records: it is checked, or read with other
 * inputs, as they are. */
static kith_status unfold(kith_call *call,
                          const char *path,
                          kith_read_options *options)
{
    const char *folder =
        options->temporary_folder ? options->temporary_folder : "/tmp";
    const int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    FILE *out = file < 0 ? NULL : fdopen(file, "w+");
    if (!out) {
        if (file >= 0)
            (void)close(file);
        return fail_temporary(call, folder);
    }
    call->unfolded[call->unfolded_count] = out;
    call->records[call->unfolded_count++] =
        (kith_given_input){path, fileno(out), .unlined = true};
    options->given = call->records;
    options->given_count = call->unfolded_count;
    return write_records(call, path, out);
}

static kith_status unfold_all(kith_call *call,
                              size_t first,
                              bool check,
                              kith_read_options *options)
{
    const size_t count = call->operand_count - first;
    const char **others = KITH_ARENA_NEW(&call->arena, const char *, count);
    kith_status st = KITH_OK;
    call->records = KITH_ARENA_NEW(&call->arena, kith_given_input, count);
    call->unfolded = KITH_ARENA_NEW(&call->arena, FILE *, count);
    if (!others || !call->records || !call->unfolded)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    options->inputs = others;
    options->input_count = 0;
    for (size_t i = first; i < call->operand_count && st == KITH_OK; i++) {
        const char *path = call->operands[i];
        if (kith_store_kind_of(path) == KITH_STORE_BASE) {
            if (check)
                KITH_TRY(st, kith_store_verify(path, &call->err), done);
            st = unfold(call, path, options);
        } else {
            others[options->input_count++] = path;
        }
    }
done:
    return st;
}

void kith_base_release(kith_call *call)
{
    for (size_t i = 0; i < call->unfolded_count; i++)
        (void)fclose(call->unfolded[i]);
    call->unfolded_count = 0;
}

/* -- a base in place of records ------------------------------------------ */

static kith_status load(kith_call *call, const char *path)
{
    call->base = path;
    const kith_status st =
        kith_store_changes(path, &call->base_changes, &call->err);
    return st == KITH_OK
               ? kith_store_load(&call->whole, path,
                                 (unsigned)call->settings.threads, &call->err)
               : st;
}

kith_status kith_base_input(kith_call *call,
                            size_t first,
                            bool check,
                            kith_read_options *options,
                            bool *taken)
{
    bool any = false;
    *taken = false;
    for (size_t i = first; i < call->operand_count; i++) {
        const kith_store_kind kind = kith_store_kind_of(call->operands[i]);
        if (kind == KITH_STORE_FOREIGN)
            return fail_foreign(call, call->operands[i]);
        any = any || kind == KITH_STORE_BASE;
    }
    if (!any)
        return KITH_OK;
    *taken = call->operand_count - first == 1 && !check && !call->vocabulary;
    return *taken ? load(call, call->operands[first])
                  : unfold_all(call, first, check, options);
}
