/* Lines from a terminal, with editing, history and completion. The system's
 * libedit does it, through the interface that it shares with readline. It is
 * loaded when the prompt starts and not before: no other command pays for it,
 * and without it lines are read as the terminal gives them.
 *
 * That interface has no context, so `editor` is global here. */
#include "cli/line_editor.h"

#include "cli/interrupt.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Entries that the file of the history keeps. */
#define MOST_ENTRIES 1000
#define CONTROL_C    3

typedef char **complete_function(const char *text, int start, int end);

static struct {
    char *(*readline)(const char *prompt);
    void (*using_history)(void);
    int (*add_history)(const char *entry);
    int (*append_history)(int count, const char *path);
    int (*read_history)(const char *path);
    int (*history_truncate_file)(const char *path, int most);
    int (*rl_initialize)(void);
    int (*rl_add_defun)(const char *name, int (*run)(int, int), int key);
    int (*rl_parse_and_bind)(const char *line);
    int (**rl_pre_input_hook)(void);
    complete_function **rl_attempted_completion_function;
    int *rl_attempted_completion_over;
    int *rl_completion_append_character;
    const char **rl_basic_word_break_characters;
    const char **rl_readline_name;
    char **rl_line_buffer;
    int *rl_done;
    const char *history;
    char *last; /* entry; owned */
    kith_completer *completer;
    void *context;
    bool is_open;
    bool interrupted;
} editor;

/* -- loading ------------------------------------------------------------- */

/* POSIX lets an object pointer from dlsym() hold a function. */
static bool find(void *library, const char *name, void *slot)
{
    void *symbol = dlsym(library, name);
    memcpy(slot, &symbol, sizeof symbol);
    return symbol;
}

static bool find_all(void *library)
{
#define FIND(name) find(library, #name, &editor.name)
    return FIND(readline) && FIND(using_history) && FIND(add_history) &&
           FIND(append_history) && FIND(read_history) &&
           FIND(history_truncate_file) && FIND(rl_initialize) &&
           FIND(rl_add_defun) && FIND(rl_parse_and_bind) &&
           FIND(rl_pre_input_hook) && FIND(rl_attempted_completion_function) &&
           FIND(rl_attempted_completion_over) &&
           FIND(rl_completion_append_character) &&
           FIND(rl_basic_word_break_characters) && FIND(rl_readline_name) &&
           FIND(rl_line_buffer) && FIND(rl_done);
#undef FIND
}

static bool load(void)
{
    static const char *const names[] = {"libedit.so.2", "libedit.so.0",
                                        "libedit.so", "libedit.3.dylib"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (!library)
            continue;
        if (find_all(library))
            return true;
        (void)dlclose(library);
    }
    return false;
}

/* -- what the library calls ---------------------------------------------- */

static int on_interrupt(int count, int key)
{
    (void)count, (void)key;
    editor.interrupted = true;
    *editor.rl_done = 1;
    return 0;
}

/* Ctrl-C is a key while a line is edited; the library forgets it each time. */
static int before_line(void)
{
    (void)editor.rl_parse_and_bind("setty -d -isig");
    (void)editor.rl_add_defun("kith-interrupt", on_interrupt, CONTROL_C);
    return 0;
}

/* What all items begin with, which replaces the word. */
static char *common_beginning(const kith_offers *names)
{
    size_t length = strlen(names->items[0]);
    for (size_t i = 1; i < names->count; i++) {
        size_t same = 0;
        while (same < length && names->items[0][same] == names->items[i][same])
            same++;
        length = same;
    }
    while (length && ((unsigned char)names->items[0][length] & 0xC0) == 0x80)
        length--;
    return strndup(names->items[0], length);
}

/* The library frees the list and its texts by free(). If the items differ in
 * what is typed already, it must not be lost: then that stays. */
static char **list_of(const kith_offers *names, const char *typed)
{
    char **list = calloc(names->count + 2, sizeof *list);
    if (!list || !names->count) {
        free(list);
        return NULL;
    }
    list[0] = common_beginning(names);
    if (names->count > 1 && list[0] && strlen(list[0]) < strlen(typed)) {
        free(list[0]);
        list[0] = strdup(typed);
    }
    for (size_t i = 0; i < names->count; i++)
        list[i + 1] = strdup(names->items[i]);
    return list;
}

static char **on_tab(const char *text, int start, int end)
{
    (void)start;
    kith_offers names = {0};
    *editor.rl_attempted_completion_over = 1;
    *editor.rl_completion_append_character = '\0';
    editor.completer(editor.context,
                     (kith_text){*editor.rl_line_buffer, (size_t)end}, &names);
    char **list = list_of(&names, text);
    kith_offers_clear(&names);
    return list;
}

/* -- the interface ------------------------------------------------------- */

/* The library reads letters by the locale; they are UTF-8 here. */
static void choose_locale(void)
{
    (void)setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        (void)setlocale(LC_CTYPE, "C.UTF-8");
}

/* The file is made here, readable by nobody else from the first byte on. */
static void read_history_file(const char *path)
{
    editor.history = path;
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        editor.history = NULL;
        return;
    }
    (void)fchmod(file, 0600);
    (void)close(file);
    (void)editor.history_truncate_file(path, MOST_ENTRIES);
    (void)editor.read_history(path);
}

bool kith_editor_open(const char *history,
                      kith_completer *completer,
                      void *context)
{
    const char *kind = getenv("TERM");
    if (!kind || !*kind || !strcmp(kind, "dumb") || !load())
        return false;
    choose_locale();
    editor.completer = completer;
    editor.context = context;
    *editor.rl_readline_name = "kith";
    *editor.rl_basic_word_break_characters =
        " \t\n()[]{},.;:|&!%<>=+-*/^$\"'`?@#\\~";
    if (editor.rl_initialize() != 0)
        return false;
    editor.using_history();
    *editor.rl_attempted_completion_function = on_tab;
    *editor.rl_pre_input_hook = before_line;
    if (history)
        read_history_file(history);
    editor.is_open = true;
    return true;
}

static char *read_plainly(const char *prompt, kith_line_end *end)
{
    char *line = NULL;
    size_t room = 0;
    (void)fputs(prompt, stdout);
    (void)fflush(stdout);
    errno = 0;
    const ssize_t length = getline(&line, &room, stdin);
    if (length >= 0) {
        if (length && line[length - 1] == '\n')
            line[length - 1] = '\0';
        return line;
    }
    free(line);
    *end = errno == EINTR ? KITH_LINE_INTERRUPTED : KITH_LINE_LAST;
    clearerr(stdin);
    return NULL;
}

char *kith_editor_read(const char *prompt, kith_line_end *end)
{
    *end = KITH_LINE_READ;
    if (!editor.is_open)
        return read_plainly(prompt, end);
    editor.interrupted = false;
    *editor.rl_done = 0;
    char *line = editor.readline(prompt);
    if (editor.interrupted) {
        free(line);
        *end = KITH_LINE_INTERRUPTED;
        return NULL;
    }
    *end = line ? KITH_LINE_READ : KITH_LINE_LAST;
    return line;
}

static off_t size_of_history(void)
{
    struct stat what;
    return stat(editor.history, &what) == 0 ? what.st_size : 0;
}

/* The library has long written one entry more than it is asked for. If it does
 * not, the file is as it was, and it is asked for one. */
static void append_to_history(void)
{
    const off_t before = size_of_history();
    (void)editor.append_history(0, editor.history);
    if (size_of_history() == before)
        (void)editor.append_history(1, editor.history);
}

void kith_editor_remember(const char *entry)
{
    if (!editor.is_open || !*entry ||
        (editor.last && !strcmp(editor.last, entry)))
        return;
    free(editor.last);
    editor.last = strdup(entry);
    (void)editor.add_history(entry);
    if (editor.history)
        append_to_history();
}
