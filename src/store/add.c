/* More records into a base: read behind what they touch of it, then put. */
#include "base/alloc.h"
#include "base/error.h"
#include "store/adding.h"
#include "store/names.h"
#include "store/repack.h"
#include "store/writing.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- reading ------------------------------------------------------------- */

static kith_status fail_spool(kith_error *err)
{
    kith_fail(err, KITH_E_IO, "cannot keep standard input in a temporary file");
    kith_hint(err, "set TMPDIR to a folder with room");
    if (err)
        err->system = true;
    return KITH_E_IO;
}

/* Records are read twice, and standard input can be read once. */
static kith_status spool_input(kith_adding *a, kith_error *err)
{
    const char *folder = a->options.temporary_folder;
    char buffer[64 << 10];
    ssize_t got = 0;
    a->spool =
        open(folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (a->spool < 0)
        return fail_spool(err);
    while ((got = read(STDIN_FILENO, buffer, sizeof buffer)) > 0) {
        if (write(a->spool, buffer, (size_t)got) != got)
            return fail_spool(err);
    }
    a->given[1] = (kith_given_input){.name = "<stdin>", .file = a->spool};
    return got == 0 ? KITH_OK
                    : kith_fail(err, KITH_E_IO, "cannot read standard input");
}

/* The options with "-" taken out of the inputs. */
static kith_status settle_inputs(kith_adding *a,
                                 const char **inputs,
                                 kith_error *err)
{
    const kith_read_options *from = &a->options;
    size_t count = 0;
    bool standard = false;
    for (size_t i = 0; i < from->input_count; i++) {
        const char *input = from->inputs[i];
        standard = standard || !strcmp(input, "-");
        if (strcmp(input, "-") != 0)
            inputs[count++] = input;
    }
    a->options.inputs = inputs;
    a->options.input_count = count;
    return standard ? spool_input(a, err) : KITH_OK;
}

/* What the new records name, whatever else is wrong with them. */
static kith_status read_alone(kith_adding *a, kith_error *err)
{
    kith_read_options options = a->options;
    kith_diagnostics *unheard = kith_diagnostics_new(1);
    if (!unheard)
        return no_memory(err);
    options.implicit = true;
    options.unsound = true;
    options.vocabulary = NULL;
    options.given = a->given + 1;
    options.given_count = a->spool >= 0;
    const kith_status st = kith_graph_read(&a->fresh, &options, unheard, err);
    kith_diagnostics_free(unheard);
    return st;
}

static kith_status read_behind(kith_adding *a,
                               kith_diagnostics *diagnostics,
                               kith_error *err)
{
    kith_read_options options = a->options;
    a->given[0] = (kith_given_input){a->store->path, fileno(a->touched.text),
                                     .unlined = true};
    options.given = a->given;
    options.given_count = a->spool >= 0 ? 2 : 1;
    return kith_graph_read(&a->graph, &options, diagnostics, err);
}

/* -- all of it ----------------------------------------------------------- */

static kith_status pack_if_due(kith_adding *a, kith_error *err)
{
    bool due = false;
    const kith_status st = kith_store_is_due(a->store, 0, &due, err);
    if (st != KITH_OK)
        return st;
    a->change->packed = due;
    return due ? kith_store_repack(a->store, err)
               : kith_names_refresh(a->store, err);
}

static kith_status add(kith_adding *a,
                       const char *path,
                       kith_diagnostics *diagnostics,
                       kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, read_alone(a, err), done);
    KITH_TRY(st, kith_store_open(&a->store, path, KITH_STORE_WRITE, err), done);
    KITH_TRY(st, kith_store_begin(a->store, err), done);
    KITH_TRY(st, kith_touched_make(&a->touched, a->store, a->fresh, err), done);
    KITH_TRY(st, read_behind(a, diagnostics, err), done);
    KITH_TRY(st, kith_add_rows(a, err), done);
    KITH_TRY(st, pack_if_due(a, err), done);
    st = kith_store_commit(a->store, err);
done:
    return st;
}

kith_status kith_store_add(const char *path,
                           const kith_read_options *options,
                           kith_diagnostics *diagnostics,
                           kith_store_change *change,
                           kith_error *err)
{
    kith_adding a = {.options = *options, .spool = -1, .change = change};
    kith_status st = KITH_OK;
    const char **inputs = KITH_NEW(const char *, options->input_count);
    *change = (kith_store_change){0};
    if (!inputs)
        return no_memory(err);
    KITH_TRY(st, settle_inputs(&a, inputs, err), done);
    st = add(&a, path, diagnostics, err);
done:
    kith_graph_free(a.graph);
    kith_graph_free(a.fresh);
    kith_touched_close(&a.touched);
    kith_store_close(a.store);
    kith_release(a.entities);
    kith_release(a.degrees);
    kith_release(a.is_new);
    kith_release(a.entity_types);
    kith_release(a.relation_types);
    if (a.spool >= 0)
        (void)close(a.spool);
    kith_release(inputs);
    return st;
}
