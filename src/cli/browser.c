/* Starting the user's browser, without a shell and without waiting for it. */
#include "cli/browser.h"

#include "base/alloc.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Words of a command, at most; and how long one may take to fail. */
enum { MOST_WORDS = 16, PATIENCE_MS = 1500, STEP_MS = 15 };

/* In the child: away from the terminal and its signals. */
static void become(char *const *words)
{
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    (void)setsid();
    for (int fd = STDIN_FILENO; nothing >= 0 && fd <= STDERR_FILENO; fd++)
        (void)dup2(nothing, fd);
    (void)execvp(words[0], words);
    _exit(127);
}

/* Whether the child runs, or has ended well, after a while: a browser that
 * opens a window of one that runs ends at once, another one goes on. */
static bool gets_along(pid_t child)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};
    int status = 0;
    for (int waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
        if (waitpid(child, &status, WNOHANG) == child)
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        (void)nanosleep(&step, NULL);
    }
    return true;
}

static bool start(char *const *words)
{
    const pid_t child = fork();
    if (child == 0)
        become(words);
    return child > 0 && gets_along(child);
}

/* Part `command` into words, and put the file where it says or at its end. */
static bool start_command(char *command, char *path)
{
    static char place[] = "%s";
    char *words[MOST_WORDS + 2] = {NULL};
    char *rest = NULL;
    size_t count = 0;
    bool is_placed = false;
    for (char *word = strtok_r(command, " ", &rest); word && count < MOST_WORDS;
         word = strtok_r(NULL, " ", &rest)) {
        const bool is_place = !strcmp(word, place);
        words[count++] = is_place ? path : word;
        is_placed = is_placed || is_place;
    }
    if (!count)
        return false;
    if (!is_placed)
        words[count] = path;
    return start(words);
}

static char *copy(const char *text)
{
    char *out = KITH_NEW(char, strlen(text) + 1);
    if (out)
        memcpy(out, text, strlen(text) + 1);
    return out;
}

kith_status kith_browser_open(const char *path, kith_error *err)
{
    const char *wanted = getenv("BROWSER");
    char *commands = copy(wanted && *wanted ? wanted : "xdg-open");
    char *file = copy(path);
    char *rest = NULL;
    bool is_open = false;
    if (!commands || !file) {
        kith_release(commands);
        kith_release(file);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    for (char *command = strtok_r(commands, ":", &rest); command && !is_open;
         command = strtok_r(NULL, ":", &rest))
        is_open = start_command(command, file);
    kith_release(commands);
    kith_release(file);
    if (is_open)
        return KITH_OK;
    (void)kith_fail(err, KITH_E_IO, "no browser can be started");
    kith_hint(err, "open the page yourself, or name a browser in BROWSER");
    return KITH_E_IO;
}
