/* The result to its place, whole or not at all. */
#include "draw/output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool write_bytes(FILE *to, const draw_buffer *bytes)
{
    return fwrite(bytes->bytes, 1, bytes->length, to) == bytes->length &&
           fflush(to) == 0;
}

static bool is_plain(const char *path)
{
    struct stat found;
    return stat(path, &found) != 0 || S_ISREG(found.st_mode);
}

/* Also closes; keeps errno for the message. */
static bool write_file(const char *path, const draw_buffer *bytes)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    const bool written = write_bytes(file, bytes);
    const int why = errno;
    if (fclose(file) == 0 && written)
        return true;
    errno = written ? errno : why;
    return false;
}

static bool replace_file(const char *path, const draw_buffer *bytes)
{
    draw_buffer beside = {0};
    draw_putf(&beside, "%s.tmp", path);
    bool done = write_file(beside.bytes, bytes);
    done = done && rename(beside.bytes, path) == 0;
    if (!done) {
        const int why = errno;
        remove(beside.bytes);
        errno = why;
    }
    draw_buffer_free(&beside);
    return done;
}

draw_status draw_output_write(const char *path,
                              const draw_buffer *bytes,
                              draw_problem *problem)
{
    if (!path || !strcmp(path, "-")) {
        if (write_bytes(stdout, bytes))
            return DRAW_OK;
        return draw_fail(problem, DRAW_SYSTEM,
                         "cannot write standard output: %s", strerror(errno));
    }
    if (is_plain(path) ? replace_file(path, bytes) : write_file(path, bytes))
        return DRAW_OK;
    return draw_fail(problem, DRAW_SYSTEM, "cannot write '%.*s': %s",
                     draw_quoted(path, 200), path, strerror(errno));
}
