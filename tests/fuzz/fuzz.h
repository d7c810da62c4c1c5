/* What every fuzz target includes: checks that release builds keep, and bytes
 * as a file. */
#ifndef KITH_FUZZ_H
#define KITH_FUZZ_H

#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Keep bytes in memory under a name that can be opened; room for it is 32
 *  bytes. Returns a descriptor to close. */
static inline int kith_fuzz_file(const uint8_t *data, size_t size, char *path)
{
    const int file = memfd_create("fuzz", 0);
    assert(file >= 0);
    assert(write(file, data, size) == (ssize_t)size);
    snprintf(path, 32, "/proc/self/fd/%d", file);
    return file;
}

/** The same through a pipe, for what fits into one: the write end is closed.
 *  Returns a descriptor to close. */
static inline int kith_fuzz_pipe(const uint8_t *data, size_t size, char *path)
{
    int ends[2];
    assert(size <= 1 << 15 && pipe(ends) == 0);
    assert(write(ends[1], data, size) == (ssize_t)size);
    close(ends[1]);
    snprintf(path, 32, "/proc/self/fd/%d", ends[0]);
    return ends[0];
}

#endif /* KITH_FUZZ_H */
