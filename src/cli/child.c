/* A second program of ours, under a limit of time and of memory. */
#include "cli/child.h"

#include "base/error.h"
#include "cli/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What the child exits with if the program cannot be started: as in a shell. */
#define CANNOT_START 127

/* A sanitizer maps terabytes, so a limit would end the child at once. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const bool limits_memory = false;
#else
static const bool limits_memory = true;
#endif

/* In the child, between fork and exec: only calls that are safe there. */
static void become(const kith_child *child, int alive)
{
    const struct rlimit memory = {child->memory, child->memory};
    (void)dup2(fileno(child->input), STDIN_FILENO);
    (void)dup2(fileno(child->output), STDOUT_FILENO);
    if (child->memory && limits_memory)
        (void)setrlimit(RLIMIT_AS, &memory);
    /* This end of the pipe closes when the child is gone. */
    (void)fcntl(alive, F_SETFD, 0);
    (void)execv(child->program, child->arguments);
    _exit(CANNOT_START);
}

static int milliseconds_left(struct timespec start, double seconds)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    const double gone = (double)(now.tv_sec - start.tv_sec) +
                        (double)(now.tv_nsec - start.tv_nsec) * 1e-9;
    const double left = (seconds - gone) * 1000;
    return left < 0 ? 0 : left > 1e9 ? 1000000000 : (int)left + 1;
}

/* Wait until the other end of the pipe is closed; false at the time limit. */
static bool wait_until_gone(int pipe_end, double seconds)
{
    struct pollfd gone = {.fd = pipe_end, .events = POLLIN};
    struct timespec start;
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        const int left = seconds > 0 ? milliseconds_left(start, seconds) : -1;
        const int ready = poll(&gone, 1, left);
        if (ready > 0)
            return true;
        if (ready == 0 && left < 1000000000)
            return false;
        if (ready < 0 && errno != EINTR)
            return true;
    }
}

static kith_child_end end_of(int status)
{
    if (!WIFEXITED(status))
        return KITH_CHILD_KILLED;
    switch (WEXITSTATUS(status)) {
    case 0:
        return KITH_CHILD_DONE;
    case 2:
        return KITH_CHILD_REFUSED;
    case CANNOT_START:
        return KITH_CHILD_MISSING;
    }
    return KITH_CHILD_FAILED;
}

static kith_child_end attend(pid_t process, int pipe_end, double seconds)
{
    int status = 0;
    kith_interrupt_kills(process);
    const bool gone = wait_until_gone(pipe_end, seconds);
    if (!gone)
        (void)kill(process, SIGKILL);
    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    kith_interrupt_kills(0);
    return gone ? end_of(status) : KITH_CHILD_TOO_LONG;
}

/* Input from its beginning, output from nothing. */
static bool rewind_files(const kith_child *child)
{
    const int out = fileno(child->output);
    return fflush(child->input) == 0 && fflush(child->output) == 0 &&
           lseek(fileno(child->input), 0, SEEK_SET) == 0 &&
           lseek(out, 0, SEEK_SET) == 0 && ftruncate(out, 0) == 0;
}

kith_status kith_child_run(const kith_child *child,
                           kith_child_end *end,
                           kith_error *err)
{
    int alive[2] = {-1, -1};
    pid_t process = -1;
    if (rewind_files(child) && pipe2(alive, O_CLOEXEC) == 0)
        process = fork();
    if (process < 0) {
        const kith_status st =
            kith_fail(err, KITH_E_IO, "cannot start '%s': %s", child->program,
                      strerror(errno));
        (void)close(alive[0]);
        (void)close(alive[1]);
        return st;
    }
    if (process == 0)
        become(child, alive[1]);
    (void)close(alive[1]);
    *end = attend(process, alive[0], child->seconds);
    (void)close(alive[0]);
    return KITH_OK;
}

static bool is_program(const char *path)
{
    return access(path, X_OK) == 0;
}

/* Beside the running program, or where an installation puts helpers. */
static bool find_beside(const char *name, char *out, size_t size)
{
    static const char *const folders[] = {"", "../libexec/kith/"};
    char own[4096];
    const ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    if (length <= 0)
        return false;
    own[length] = '\0';
    char *const slash = strrchr(own, '/');
    slash[1] = '\0';
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const int written =
            snprintf(out, size, "%s%s%s", own, folders[i], name);
        if (written < (int)size && is_program(out))
            return true;
    }
    return false;
}

static bool find_in_path(const char *name, char *out, size_t size)
{
    const char *at = getenv("PATH");
    while (at && *at) {
        const int length = (int)strcspn(at, ":");
        const int written = snprintf(out, size, "%.*s/%s", length, at, name);
        if (length && written < (int)size && is_program(out))
            return true;
        at += length;
        at += *at == ':';
    }
    return false;
}

kith_status kith_child_find(const char *name,
                            char *out,
                            size_t size,
                            kith_error *err)
{
    if (find_beside(name, out, size) || find_in_path(name, out, size))
        return KITH_OK;
    (void)kith_fail(err, KITH_E_IO, "cannot find the program '%s'", name);
    kith_hint(err, "install it beside kith or in PATH");
    return KITH_E_IO;
}
