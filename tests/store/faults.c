/* Stands between a program and the system, and makes one of its calls go wrong:
 * KITH_FAULT=CALLS:N:HOW, where CALLS is "write", "sync" or "name", N counts
 * from 1, and HOW is "fail" (an error), "full" (no space), "half" (half of a
 * write, then the power is gone) or "gone" (the power is gone before the call).
 * Calls on anything but regular files do not count. Preloaded; exit status 99 =
 * gone. */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GONE = 99 };

typedef ssize_t write_call(int, const void *, size_t);
typedef ssize_t pwrite_call(int, const void *, size_t, off_t);
typedef int file_call(int);
typedef int truncate_call(int, off_t);
typedef int name_call(const char *);
typedef int names_call(const char *, const char *);

static long seen;

/* How the call that is being made goes wrong; NULL if it does not. */
static const char *fault(const char *calls)
{
    const char *wanted = getenv("KITH_FAULT");
    const size_t length = strlen(calls);
    if (!wanted || strncmp(wanted, calls, length) != 0 || wanted[length] != ':')
        return NULL;
    char *how = NULL;
    const long at = strtol(wanted + length + 1, &how, 10);
    if (++seen != at)
        return NULL;
    if (!strcmp(how, ":gone"))
        _exit(GONE);
    return how + 1;
}

static int is_file(int file)
{
    struct stat info;
    return fstat(file, &info) == 0 && S_ISREG(info.st_mode);
}

/* The system's own function, into a pointer to one. */
static void find_next(const char *name, void *to)
{
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(to, &found, sizeof found);
}

static int refuse(const char *how)
{
    errno = !strcmp(how, "full") ? ENOSPC : EIO;
    return -1;
}

ssize_t write(int file, const void *bytes, size_t length)
{
    write_call *real = NULL;
    find_next("write", &real);
    const char *how = is_file(file) ? fault("write") : NULL;
    if (!how)
        return real(file, bytes, length);
    if (strcmp(how, "half") != 0)
        return refuse(how);
    (void)!real(file, bytes, length / 2);
    _exit(GONE);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t at)
{
    pwrite_call *real = NULL;
    find_next("pwrite64", &real);
    const char *how = is_file(file) ? fault("write") : NULL;
    if (!how)
        return real(file, bytes, length, at);
    if (strcmp(how, "half") != 0)
        return refuse(how);
    (void)!real(file, bytes, length / 2, at);
    _exit(GONE);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at)
{
    return pwrite64(file, bytes, length, at);
}

int fsync(int file)
{
    file_call *real = NULL;
    find_next("fsync", &real);
    const char *how = fault("sync");
    return how ? refuse(how) : real(file);
}

int fdatasync(int file)
{
    file_call *real = NULL;
    find_next("fdatasync", &real);
    const char *how = fault("sync");
    return how ? refuse(how) : real(file);
}

int ftruncate64(int file, off_t length)
{
    truncate_call *real = NULL;
    find_next("ftruncate64", &real);
    const char *how = fault("write");
    return how ? refuse(how) : real(file, length);
}

int ftruncate(int file, off_t length)
{
    return ftruncate64(file, length);
}

int unlink(const char *path)
{
    name_call *real = NULL;
    find_next("unlink", &real);
    const char *how = fault("name");
    return how ? refuse(how) : real(path);
}

int rename(const char *from, const char *to)
{
    names_call *real = NULL;
    find_next("rename", &real);
    const char *how = fault("name");
    return how ? refuse(how) : real(from, to);
}
