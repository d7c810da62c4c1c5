/* What must be gone when a signal ends the program: temporary files and the
 * child. The program then ends by the same signal, as its caller expects. In
 * the prompt, an interruption is noted instead. A signal handler can reach
 * nothing but globals, so these are. */
#include "cli/interrupt.h"

#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static char temporaries[KITH_MOST_TEMPORARIES][PATH_MAX];
static volatile sig_atomic_t used[KITH_MOST_TEMPORARIES];
static volatile pid_t child_process;
static volatile sig_atomic_t interrupted;

static void clean_up(int number)
{
    for (size_t i = 0; i < KITH_MOST_TEMPORARIES; i++) {
        if (used[i])
            (void)unlink(temporaries[i]);
    }
    if (child_process > 0)
        (void)kill(child_process, SIGKILL);
    /* SA_RESETHAND has put the default action back. */
    (void)raise(number);
}

static void install(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    static bool installed;
    struct sigaction action = {.sa_handler = clean_up};
    struct sigaction old;
    if (installed)
        return;
    installed = true;
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
    install();
    for (size_t i = 0; i < KITH_MOST_TEMPORARIES && size <= PATH_MAX; i++) {
        if (used[i])
            continue;
        memcpy(temporaries[i], path, size);
        used[i] = 1;
        return true;
    }
    return false;
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
    install();
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
