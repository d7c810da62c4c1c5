/* Unfinished results that nobody was left to remove. */
#include "cli/leftovers.h"

#include "base/alloc.h"
#include "cli/report.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Between making a file and guarding it passes less than this, in s. */
enum { FRESH = 60 };

void kith_leftovers_guard(int file)
{
    (void)flock(file, LOCK_EX | LOCK_NB);
}

/* SQLite's, beside a file that is being written. */
static const char journal[] = "-journal";

/* Whether `entry` is `name` with a KITH_UNFINISHED that is filled in, and then
 * `end`. */
static bool is_named_so(const char *entry, const char *name, const char *end)
{
    static const char mark[] = KITH_UNFINISHED;
    const size_t length = strlen(name);
    const size_t size = sizeof mark - 1;
    return !strncmp(entry, name, length) &&
           strlen(entry + length) == size + strlen(end) &&
           !strncmp(entry + length, mark, size - strlen("XXXXXX")) &&
           !strcmp(entry + length + size, end);
}

/* Whether an open file is ours and nobody is writing it; else it stays. */
static bool is_abandoned(int file)
{
    struct stat info;
    return fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
           info.st_uid == geteuid() && time(NULL) - info.st_mtime > FRESH &&
           flock(file, LOCK_EX | LOCK_NB) == 0;
}

static void remove_one(int folder, const char *name, bool quiet)
{
    const int file =
        openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return;
    if (is_abandoned(file) && unlinkat(folder, name, 0) == 0)
        kith_remark(quiet, "removed '%s', which was left unfinished", name);
    (void)close(file);
}

/* A journal has the life of what it is beside. */
static bool is_alone(int folder, const char *name)
{
    char beside[NAME_MAX + 1] = "";
    struct stat info;
    memcpy(beside, name, strlen(name) - strlen(journal));
    return fstatat(folder, beside, &info, AT_SYMLINK_NOFOLLOW) != 0;
}

static void remove_all(DIR *folder, const char *name, bool quiet)
{
    const struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (is_named_so(entry->d_name, name, ""))
            remove_one(dirfd(folder), entry->d_name, quiet);
    }
    rewinddir(folder);
    while ((entry = readdir(folder))) {
        if (is_named_so(entry->d_name, name, journal) &&
            is_alone(dirfd(folder), entry->d_name))
            remove_one(dirfd(folder), entry->d_name, quiet);
    }
}

void kith_leftovers_remove(const char *path, bool quiet)
{
    const char *slash = strrchr(path, '/');
    const size_t length = slash ? (size_t)(slash - path) + 1 : 0;
    char *folder = KITH_NEW(char, length + 2);
    if (!folder)
        return;
    memcpy(folder, slash ? path : ".", slash ? length : 1);
    DIR *open = opendir(folder);
    if (open) {
        remove_all(open, path + length, quiet);
        (void)closedir(open);
    }
    kith_release(folder);
}
