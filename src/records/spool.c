/* The anonymous temporary file for what cannot be read again from where it
 * came.
 */
#include "records/spool.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int anonymous_file(const char *folder)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/kith-XXXXXX", folder);
    const int file = mkostemp(path, O_CLOEXEC);
    if (file >= 0)
        unlink(path);
    return file;
}

/* Not the input's fault: there is no place to keep what was read. */
static kith_status no_room(const char *what, kith_error *err)
{
    const kith_status st =
        kith_fail(err, KITH_E_IO, "cannot %s a temporary file: %s", what,
                  strerror(errno));
    kith_hint(err, "set TMPDIR to a folder with room");
    if (err)
        err->system = true;
    return st;
}

kith_status kith_spool_put(kith_spool *spool,
                           uint64_t offset,
                           const char *bytes,
                           size_t length,
                           kith_error *err)
{
    while (length > 0) {
        const ssize_t count = pwrite(spool->file, bytes, length, (off_t)offset);
        if (count < 0 && errno != EINTR)
            return no_room("write", err);
        if (count > 0) {
            bytes += count;
            offset += (uint64_t)count;
            length -= (size_t)count;
        }
    }
    return KITH_OK;
}

kith_status kith_spool_add(kith_spool *spool,
                           const char *bytes,
                           size_t length,
                           kith_error *err)
{
    if (spool->file < 0)
        spool->file = anonymous_file(spool->folder);
    if (spool->file < 0)
        return no_room("make", err);
    const kith_status st =
        kith_spool_put(spool, spool->size, bytes, length, err);
    if (st == KITH_OK)
        spool->size += length;
    return st;
}

kith_status kith_spool_get(const kith_spool *spool,
                           uint64_t offset,
                           char *buffer,
                           size_t length,
                           size_t *got,
                           kith_error *err)
{
    *got = 0;
    while (*got < length) {
        const ssize_t count = pread(spool->file, buffer + *got, length - *got,
                                    (off_t)(offset + *got));
        if (count < 0 && errno != EINTR)
            return no_room("read", err);
        if (count == 0)
            break;
        *got += count > 0 ? (size_t)count : 0;
    }
    return KITH_OK;
}

void kith_spool_close(kith_spool *spool)
{
    if (spool->file >= 0)
        close(spool->file);
    spool->file = -1;
    spool->size = 0;
}
