/* What must be gone when a signal ends the program: temporary files and
 * folders, and the child. The program then ends by the same signal, as its
 * caller expects. In the prompt, an interruption is noted instead. A signal
 * handler can reach nothing but globals, so these are. */
#include "cli/interrupt.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char temporaries[KITH_MOST_TEMPORARIES][PATH_MAX];
static volatile sig_atomic_t used[KITH_MOST_TEMPORARIES];
static volatile pid_t child_process;
static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t on_terminal;
static volatile sig_atomic_t held; /* a file is being made and not noted yet */

/* Only Ctrl-C has somebody waiting for a word. Nothing but write() is safe
 * here, and what standard output has got is not known. */
static void say_interrupted(bool is_removed)
{
    static const char wipe[] = "\r\033[K";
    static const char removed[] = "kith: interrupted; nothing written\n";
    static const char other[] = "kith: interrupted\n";
    ssize_t count = 0;
    if (on_terminal)
        count = write(STDERR_FILENO, wipe, sizeof wipe - 1);
    count = is_removed ? write(STDERR_FILENO, removed, sizeof removed - 1)
                       : write(STDERR_FILENO, other, sizeof other - 1);
    (void)count;
}

/* Walking through a folder is not safe in a handler; starting rm is. */
static bool remove_folder(const char *path)
{
    int status = 1;
    const pid_t child = fork();
    if (child == 0) {
        (void)execl("/bin/rm", "rm", "-rf", "--", path, (char *)NULL);
        _exit(1);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static void clean_up(int number)
{
    bool is_removed = false;
    while (held) /* by another thread: in its own the signal is blocked */
        (void)poll(NULL, 0, 1);
    for (size_t i = 0; i < KITH_MOST_TEMPORARIES; i++) {
        if (used[i])
            is_removed = unlink(temporaries[i]) == 0 ||
                         (errno == EISDIR && remove_folder(temporaries[i])) ||
                         is_removed;
    }
    if (number == SIGINT)
        say_interrupted(is_removed);
    if (child_process > 0)
        (void)kill(child_process, SIGKILL);
    /* SA_RESETHAND has put the default action back. */
    (void)raise(number);
}

void kith_interrupt_watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    static bool installed;
    struct sigaction action = {.sa_handler = clean_up};
    struct sigaction old;
    if (installed)
        return;
    installed = true;
    on_terminal = isatty(STDERR_FILENO) == 1;
    action.sa_flags = (int)SA_RESETHAND;
    (void)sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        /* What the caller ignores, as nohup does, stays ignored. */
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(numbers[i], &action, NULL);
    }
}

bool kith_interrupt_removes(const char *path)
{
    const size_t size = strlen(path) + 1;
    kith_interrupt_watch();
    for (size_t i = 0; i < KITH_MOST_TEMPORARIES && size <= PATH_MAX; i++) {
        if (used[i])
            continue;
        memcpy(temporaries[i], path, size);
        used[i] = 1;
        return true;
    }
    return false;
}

void kith_interrupt_hold(bool hold)
{
    kith_interrupt_watch();
    held = hold;
}

void kith_interrupt_keeps(const char *path)
{
    for (size_t i = 0; i < KITH_MOST_TEMPORARIES; i++) {
        if (used[i] && !strcmp(temporaries[i], path))
            used[i] = 0;
    }
}

void kith_interrupt_kills(pid_t child)
{
    kith_interrupt_watch();
    child_process = child;
}

static void note(int number)
{
    (void)number;
    interrupted = 1;
}

/* Without SA_RESTART, so that waiting for a line ends too. */
void kith_interrupt_note(void)
{
    struct sigaction action = {.sa_handler = note};
    (void)sigemptyset(&action.sa_mask);
    interrupted = 0;
    (void)sigaction(SIGINT, &action, NULL);
}

bool kith_interrupted(void)
{
    return interrupted;
}
