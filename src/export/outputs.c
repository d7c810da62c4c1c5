/* Files that appear together as a folder: written beside its place, renamed
 * when all are whole. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/quote.h"

#include <kith/export.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders that are open at once while one is walked. */
enum { MOST_OPEN = 16 };

/* Bytes of a name in an error, which is to have room for the reason. */
#define LONGEST_QUOTE 100

struct kith_outputs {
    char *folder;    /* where the files are to be */
    char *temporary; /* where they are */
    bool into;       /* the folder has files in it */
};

static kith_status cannot(kith_error *err, const char *what, const char *path)
{
    return kith_fail(err, KITH_E_IO, "cannot %s '%s': %s", what, path,
                     strerror(errno ? errno : EIO));
}

static char *join(const char *a, const char *b, const char *c)
{
    const size_t size = strlen(a) + strlen(b) + strlen(c) + 1;
    char *out = KITH_NEW(char, size);
    if (out)
        snprintf(out, size, "%s%s%s", a, b, c);
    return out;
}

/* Without the slashes at its end; the folder behind a symbolic link. */
static char *place_of(const char *folder)
{
    char *real = realpath(folder, NULL);
    char *place = join(real ? real : folder, "", "");
    free(real);
    for (size_t length = place ? strlen(place) : 0;
         length > 1 && place[length - 1] == '/'; length--)
        place[length - 1] = '\0';
    return place;
}

static bool is_empty(const char *folder)
{
    DIR *open = opendir(folder);
    const struct dirent *entry = NULL;
    bool empty = open;
    while (open && empty && (entry = readdir(open)))
        empty = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
    if (open)
        (void)closedir(open);
    return empty;
}

static kith_status look(kith_outputs *outputs, bool into, kith_error *err)
{
    struct stat info;
    if (stat(outputs->folder, &info) != 0)
        return KITH_OK;
    if (!S_ISDIR(info.st_mode)) {
        (void)kith_fail(err, KITH_E_INVALID, "'%s' is not a folder",
                        outputs->folder);
        kith_hint(err, "this format writes several files: name a new folder");
        return KITH_E_INVALID;
    }
    outputs->into = !is_empty(outputs->folder);
    if (outputs->into && !into) {
        (void)kith_fail(err, KITH_E_INVALID, "folder '%s' is not empty",
                        outputs->folder);
        kith_hint(err, "name a new one, or let --force replace the files in it "
                       "that are called the same");
        return KITH_E_INVALID;
    }
    return KITH_OK;
}

static kith_status make_temporary(kith_outputs *outputs, kith_error *err)
{
    const mode_t mask = umask(0);
    (void)umask(mask);
    if (!mkdtemp(outputs->temporary)) {
        const kith_status st = cannot(err, "write", outputs->folder);
        kith_release(outputs->temporary);
        outputs->temporary = NULL;
        return st;
    }
    (void)chmod(outputs->temporary, 0777 & ~mask);
    return KITH_OK;
}

kith_status kith_outputs_begin(kith_outputs **out,
                               const char *folder,
                               bool into,
                               kith_error *err)
{
    kith_outputs *outputs = KITH_NEW(kith_outputs, 1);
    kith_status st = KITH_OK;
    *out = NULL;
    if (!outputs)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    outputs->folder = place_of(folder);
    if (outputs->folder)
        outputs->temporary = join(outputs->folder, ".XXXXXX", "");
    if (!outputs->temporary)
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (st == KITH_OK)
        st = look(outputs, into, err);
    if (st == KITH_OK) {
        st = make_temporary(outputs, err);
    } else {
        kith_release(outputs->temporary);
        outputs->temporary = NULL; /* it has not been made */
    }
    if (st == KITH_OK) {
        *out = outputs;
    } else {
        kith_outputs_drop(outputs);
    }
    return st;
}

const char *kith_outputs_temporary(const kith_outputs *outputs)
{
    return outputs->temporary;
}

/* Make the folders that `path` names after its first `start` bytes. */
static bool make_folders(char *path, size_t start)
{
    for (char *at = path + start; (at = strchr(at, '/')); at++) {
        *at = '\0';
        const bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *at = '/';
        if (!made)
            return false;
    }
    return true;
}

kith_status kith_outputs_open(kith_outputs *outputs,
                              const char *name,
                              FILE **file,
                              kith_error *err)
{
    char *path = join(outputs->temporary, "/", name);
    *file = NULL;
    if (!path)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (make_folders(path, strlen(outputs->temporary) + 1))
        *file = fopen(path, "wxe");
    kith_release(path);
    return *file ? KITH_OK
                 : kith_fail(err, KITH_E_IO, "cannot write '%.*s': %s",
                             kith_quoted(name, LONGEST_QUOTE), name,
                             strerror(errno ? errno : EIO));
}

kith_status kith_outputs_close(kith_outputs *outputs,
                               FILE *file,
                               kith_error *err)
{
    errno = 0;
    if (!file)
        return KITH_OK;
    const bool failed = fflush(file) != 0 || ferror(file);
    const int reason = errno;
    if (fclose(file) == 0 && !failed)
        return KITH_OK;
    errno = reason ? reason : errno;
    return cannot(err, "write", outputs->folder);
}

/* -- what happens to all files ------------------------------------------- */

static int remove_one(const char *path,
                      const struct stat *info,
                      int kind,
                      struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    (void)remove(path);
    return 0;
}

static void remove_all(const char *folder)
{
    (void)nftw(folder, remove_one, MOST_OPEN, FTW_DEPTH | FTW_PHYS);
}

/* Bytes reach the disk before the name does: one call for all files. */
static bool write_out(const char *folder)
{
    const int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = file >= 0 && syncfs(file) == 0;
    if (file >= 0)
        (void)close(file);
    return done;
}

static bool move_into(const char *from, const char *to);

static bool move_entry(const char *from, const char *to, const char *name)
{
    struct stat info;
    char *source = join(from, "/", name);
    char *target = join(to, "/", name);
    bool done = source && target && stat(source, &info) == 0;
    if (done && S_ISDIR(info.st_mode)) {
        done = (mkdir(target, 0777) == 0 || errno == EEXIST) &&
               move_into(source, target);
    } else if (done) {
        done = rename(source, target) == 0;
    }
    kith_release(source);
    kith_release(target);
    return done;
}

/* Recursion goes as deep as the names that the writer has given. */
static bool move_into(const char *from, const char *to)
{
    DIR *open = opendir(from);
    const struct dirent *entry = NULL;
    bool done = open;
    while (done && (entry = readdir(open))) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            done = move_entry(from, to, entry->d_name);
    }
    if (open)
        (void)closedir(open);
    return done;
}

kith_status kith_outputs_keep(kith_outputs *outputs, kith_error *err)
{
    kith_status st = KITH_OK;
    errno = 0;
    if (!write_out(outputs->temporary) ||
        (outputs->into ? !move_into(outputs->temporary, outputs->folder)
                       : rename(outputs->temporary, outputs->folder) != 0))
        st = cannot(err, "write", outputs->folder);
    if (st == KITH_OK && !outputs->into) {
        kith_release(outputs->temporary);
        outputs->temporary = NULL;
    }
    kith_outputs_drop(outputs);
    return st;
}

void kith_outputs_drop(kith_outputs *outputs)
{
    if (!outputs)
        return;
    if (outputs->temporary)
        remove_all(outputs->temporary);
    kith_release(outputs->temporary);
    kith_release(outputs->folder);
    kith_release(outputs);
}
