/* Results that appear whole or not at all. */
#include "cli/output.h"

#include "base/alloc.h"
#include "base/error.h"
#include "cli/interrupt.h"
#include "cli/leftovers.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A system call for every so many bytes, where the C library has one for 4 K.
 */
#define BUFFER ((size_t)64 * 1024)

const char *kith_output_extension(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash ? slash + 1 : path;
    const char *point = name ? strrchr(name, '.') : NULL;
    return point && point > name && point[1] ? point + 1 : NULL;
}

static kith_status refused(kith_error *err, const char *path)
{
    return kith_fail(err, KITH_E_IO, "cannot write '%s': %s", path,
                     strerror(errno));
}

static char *copy(const char *text, const char *suffix)
{
    const size_t size = strlen(text) + strlen(suffix) + 1;
    char *out = KITH_NEW(char, size);
    if (out)
        snprintf(out, size, "%s%s", text, suffix);
    return out;
}

/* The file behind a symbolic link is replaced, not the link. */
static char *place_of(const char *path)
{
    char *real = realpath(path, NULL);
    char *place = copy(real ? real : path, "");
    free(real);
    return place;
}

/* Make the file and note it as temporary, with no signal in between. */
static int make_noted(char *name)
{
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, &before);
    kith_interrupt_hold(true);
    int descriptor = mkstemp(name);
    if (descriptor >= 0 && !kith_interrupt_removes(name)) {
        (void)unlink(name);
        (void)close(descriptor);
        descriptor = -1;
        errno = ENAMETOOLONG;
    }
    kith_interrupt_hold(false);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return descriptor;
}

/* Make the temporary file with the mode that the final one is to have. */
static int make_temporary(char *name, const struct stat *old)
{
    const mode_t mask = umask(0);
    (void)umask(mask);
    const int descriptor = make_noted(name);
    if (descriptor < 0)
        return descriptor;
    kith_leftovers_guard(descriptor);
    (void)fchmod(descriptor, old ? old->st_mode & 07777 : 0666 & ~mask);
    return descriptor;
}

static kith_status open_beside(kith_output *output,
                               const struct stat *old,
                               kith_error *err)
{
    output->temporary = copy(output->path, KITH_UNFINISHED);
    if (!output->temporary)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const int descriptor = make_temporary(output->temporary, old);
    output->file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (output->file) {
        (void)setvbuf(output->file, NULL, _IOFBF, BUFFER);
        return KITH_OK;
    }
    kith_release(output->temporary);
    output->temporary = NULL;
    return refused(err, output->path);
}

kith_status kith_output_open(kith_output *output,
                             const char *path,
                             kith_error *err)
{
    struct stat old;
    *output = (kith_output){0};
    /* the name would lead to the file that the shell has opened */
    if (!path || !strcmp(path, "-") || !strcmp(path, "/dev/stdout")) {
        output->file = stdout;
        return KITH_OK;
    }
    output->path = place_of(path);
    if (!output->path)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const bool exists = stat(output->path, &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return refused(err, path);
    }
    if (!exists || S_ISREG(old.st_mode))
        return open_beside(output, exists ? &old : NULL, err);
    output->file = fopen(output->path, "w");
    return output->file ? KITH_OK : refused(err, path);
}

static void release_names(kith_output *output)
{
    kith_release(output->path);
    kith_release(output->temporary);
    *output = (kith_output){0};
}

/* Bytes reach the disk before the name does, so that a power failure cannot
 * leave an empty file under it. */
static bool write_out(kith_output *output)
{
    if (fflush(output->file) != 0 || ferror(output->file))
        return false;
    if (output->temporary && fsync(fileno(output->file)) != 0)
        return false;
    FILE *file = output->file;
    if (output->path) {
        output->file = NULL;
        if (fclose(file) != 0)
            return false;
    }
    return !output->temporary || rename(output->temporary, output->path) == 0;
}

kith_status kith_output_keep(kith_output *output, kith_error *err)
{
    errno = 0;
    if (output->file && !write_out(output)) {
        errno = errno ? errno : EIO;
        const kith_status st =
            output->path ? refused(err, output->path)
                         : kith_fail(err, KITH_E_IO, "cannot write output: %s",
                                     strerror(errno));
        kith_output_drop(output);
        return st;
    }
    if (output->temporary)
        kith_interrupt_keeps(output->temporary);
    release_names(output);
    return KITH_OK;
}

void kith_output_drop(kith_output *output)
{
    if (output->file && output->path)
        (void)fclose(output->file);
    if (output->temporary) {
        (void)unlink(output->temporary);
        kith_interrupt_keeps(output->temporary);
    }
    release_names(output);
}
