/* Statements one after the other: typed at a terminal, where what is wrong with
 * one is said and forgotten, or from a script, where it ends the call. */
#include "cli/prompt.h"

#include "base/alloc.h"
#include "base/error.h"
#include "cli/interrupt.h"
#include "cli/report.h"
#include "cli/result.h"
#include "cli/statement.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

/* Rows that the prompt shows, until :all or :rows says otherwise. */
#define SHOWN 40

/* -- one statement ------------------------------------------------------- */

static double milliseconds(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Processor time; a system call, unlike the clock on the wall. */
static double worked_so_far(void)
{
    return milliseconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* What is not in the answer itself; beside data, not among them. */
static void put_footer(kith_prompt *p, double took, double worked)
{
    const kith_query_call *q = p->q;
    char line[160] = "";
    size_t length = 0;
    if (q->hidden) {
        length += (size_t)snprintf(line, sizeof line,
                                   "… %" PRIu64 " more rows; :all", q->hidden);
    } else if (q->has_rows && p->interactive) {
        length += (size_t)snprintf(line, sizeof line, "%" PRIu64 " %s", q->rows,
                                   q->rows == 1 ? "row" : "rows");
    }
    if (p->timing) {
        length += (size_t)snprintf(line + length, sizeof line - length,
                                   "%s%.*f ms (processor %.*f ms)",
                                   length ? ", " : "", took < 10 ? 3 : 1, took,
                                   worked < 10 ? 3 : 1, worked);
    }
    if (!length)
        return;
    if (!kith_result_is_text(q->call)) {
        kith_query_flush(q);
        kith_remark(q->call->settings.quiet, "%s", line);
        return;
    }
    kith_sink sink = {.file = q->call->output.file};
    kith_put_look(&sink, &q->call->screen, KITH_DIM, line);
    kith_put_char(&sink, '\n');
    (void)fflush(sink.file);
}

static kith_status keep_last(kith_prompt *p, kith_text text)
{
    if (text.data == p->last) /* :all and :save ask it again */
        return KITH_OK;
    char *copy = KITH_NEW(char, text.length + 1);
    if (!copy)
        return kith_fail(&p->q->call->err, KITH_E_MEMORY, "out of memory");
    memcpy(copy, text.data, text.length);
    kith_release(p->last);
    p->last = copy;
    p->failed = false;
    return KITH_OK;
}

static kith_status end_list(kith_prompt *p)
{
    kith_sink sink = {0};
    if (!p->opened)
        return KITH_OK;
    p->opened = p->q->listed = false;
    const kith_status st = kith_result_sink(p->q->call, &sink);
    if (st == KITH_OK)
        kith_put(&sink, "\n]\n");
    return st;
}

kith_status kith_prompt_sink(kith_prompt *p, kith_sink *out)
{
    const kith_status st = end_list(p);
    return st == KITH_OK ? kith_result_sink(p->q->call, out) : st;
}

/* How the next answer comes apart from those before. It is put together with
 * the answer, so that one that fails leaves nothing behind. */
static kith_status set_apart(kith_prompt *p)
{
    kith_query_call *q = p->q;
    const unsigned format = q->call->settings.format;
    q->before = NULL;
    q->listed = p->lists && format == KITH_RESULT_JSON;
    if (q->listed) {
        q->before = p->opened ? ",\n" : "[\n";
    } else if (p->answered && !p->interactive &&
               !kith_result_is_json(q->call)) {
        q->before = "\n";
    }
    return q->listed ? KITH_OK : end_list(p);
}

static kith_status part(kith_prompt *p)
{
    kith_call *call = p->q->call;
    kith_status st = KITH_OK;
    if (p->answered && call->settings.as_graph && !p->interactive) {
        return kith_fail(&call->err, KITH_E_INVALID,
                         "'--as-graph' takes one statement");
    }
    KITH_TRY(st, kith_call_output(call), done);
    KITH_TRY(st, set_apart(p), done);
    p->answered = true;
done:
    return st;
}

kith_status kith_prompt_answer(kith_prompt *p, kith_text text)
{
    kith_query_call *q = p->q;
    const bool again = text.data == p->last;
    kith_status st = KITH_OK;
    KITH_TRY(st, keep_last(p, text), done);
    KITH_TRY(st, part(p), done);
    q->text = text.data;
    q->length = text.length;
    if (p->interactive)
        kith_interrupt_note();
    const double before = p->timing ? worked_so_far() : 0;
    const double start = p->timing ? milliseconds(CLOCK_MONOTONIC) : 0;
    st = kith_query_answer(q);
    const double end = p->timing ? milliseconds(CLOCK_MONOTONIC) : 0;
    const double after = p->timing ? worked_so_far() : 0;
    p->opened |= st == KITH_OK && q->listed;
    if (st == KITH_OK)
        put_footer(p, end - start, after - before);
    p->failed |= st != KITH_OK && !again && !kith_interrupted();
    if (st != KITH_OK)
        (void)end_list(p); /* the statement's error is told, not another */
    if (st != KITH_OK && !kith_interrupted())
        kith_query_report(q);
done:
    return st;
}

/* What went wrong is over with: it is told and the next statement is free of
 * it. */
static void forgive(kith_prompt *p, kith_status st)
{
    kith_call *call = p->q->call;
    if (st != KITH_OK && kith_interrupted()) {
        kith_remark(false, "interrupted");
    } else if (st != KITH_OK && !call->reported) {
        kith_report(&call->err, call->settings.color);
    }
    call->err = (kith_error){0};
    call->reported = false;
}

/* -- scripts ------------------------------------------------------------- */

/* The first word from `start` on is a ':': a command, up to the end of line. */
static bool is_command(kith_text text, size_t *start)
{
    kith_word word;
    size_t at = *start;
    while (kith_word_next(text, &at, &word)) {
        if (word.kind == KITH_WORD_COMMENT)
            continue;
        if (word.kind == KITH_WORD_SIGN && text.data[word.start] == ':') {
            *start = word.start;
            return true;
        }
        break;
    }
    return false;
}

static size_t line_end(kith_text text, size_t start)
{
    const char *end = memchr(text.data + start, '\n', text.length - start);
    return end ? (size_t)(end - text.data) : text.length;
}

/* A statement or a command. */
typedef struct piece {
    kith_text text;
    bool is_command;
} piece;

/* The piece at `*start`, which moves behind it; false at the end, and at a
 * statement that has no end yet; with `whole` that is a statement too. */
static bool next_piece(kith_text text, size_t *start, bool whole, piece *out)
{
    while (*start < text.length) {
        bool open = false;
        out->is_command = is_command(text, start);
        const size_t from = *start;
        const size_t end = out->is_command
                               ? line_end(text, from)
                               : kith_statement_end(text, from, &open);
        if (open && !whole)
            return false;
        out->text = (kith_text){text.data + from, end - from};
        *start = out->is_command || open ? end : end + 1;
        if (out->is_command || !kith_statement_is_empty(text, from, end))
            return true;
    }
    return false;
}

/* Do what the text says from `*start` on, up to its last whole piece. */
static kith_status do_all(kith_prompt *p,
                          kith_text text,
                          size_t *start,
                          bool whole)
{
    kith_status st = KITH_OK;
    piece next;
    while (st == KITH_OK && !p->leaves &&
           next_piece(text, start, whole, &next)) {
        st = next.is_command ? kith_prompt_command(p, next.text)
                             : kith_prompt_answer(p, next.text);
    }
    return st;
}

static bool has_several_answers(kith_text text)
{
    size_t start = 0;
    size_t count = 0;
    piece next;
    while (count < 2 && next_piece(text, &start, true, &next))
        count += !next.is_command || kith_prompt_command_answers(next.text);
    return count > 1;
}

static void clear(kith_prompt *p)
{
    kith_release(p->last);
    kith_release(p->typed);
    kith_release(p->properties);
}

kith_status kith_prompt_script(kith_query_call *q, kith_text text)
{
    kith_prompt p = {.q = q, .lists = has_several_answers(text)};
    size_t start = 0;
    q->script = text;
    q->gathers = true;
    const kith_status st = kith_statement_is_empty(text, 0, text.length)
                               ? kith_prompt_answer(&p, text)
                               : do_all(&p, text, &start, true);
    const kith_status ended = end_list(&p);
    clear(&p);
    return st == KITH_OK ? ended : st;
}

/* -- the terminal -------------------------------------------------------- */

/* Make the folders on the way to a file. */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        const bool fine = mkdir(path, 0700) == 0 || errno == EEXIST;
        *slash = '/';
        if (!fine)
            return false;
    }
    return true;
}

/* Where the history is kept: `path`, or NULL if there is no place for it. */
static const char *history_file(const kith_prompt *p, char path[PATH_MAX])
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    int length = 0;
    if (p->q->call->settings.no_history)
        return NULL;
    if (state && *state == '/') {
        length = snprintf(path, PATH_MAX, "%s/kith/history", state);
    } else if (home && *home == '/') {
        length = snprintf(path, PATH_MAX, "%s/.local/state/kith/history", home);
    }
    return length > 0 && length < PATH_MAX && make_folders(path) ? path : NULL;
}

static kith_status add_line(kith_prompt *p, const char *line)
{
    const size_t before = p->typed ? strlen(p->typed) : 0;
    const size_t length = strlen(line);
    char *grown = kith_grow_array(p->typed, before + length + 2, 1);
    if (!grown)
        return kith_fail(&p->q->call->err, KITH_E_MEMORY, "out of memory");
    memcpy(grown + before, line, length);
    memcpy(grown + before + length, "\n", 2);
    p->typed = grown;
    return KITH_OK;
}

/* The statement goes into the history as one line, so that it comes back as
 * one; a comment up to the end of a line keeps the lines apart. */
static void remember(char *text)
{
    text += strspn(text, " \n");
    size_t length = strlen(text);
    while (length && strchr(" \n", text[length - 1]))
        text[--length] = '\0';
    const bool joins = !strstr(text, "//");
    for (char *c = text; joins && *c; c++) {
        if (*c == '\n')
            *c = ' ';
    }
    kith_editor_remember(text);
}

/* The command that is meant by a word that is a whole line; NULL if it is none.
 * No statement is one of these words. */
static const char *command_of(const char *line)
{
    static const struct {
        const char *word;
        const char *command;
    } known[] = {
        {"help", ":help"},
        {"exit", ":quit"},
        {"quit", ":quit"},
    };
    const char *word = line + strspn(line, " \t");
    const size_t length = strcspn(word, " \t;");
    if (word[length + strspn(word + length, " \t;")])
        return NULL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strlen(known[i].word) == length &&
            !strncasecmp(known[i].word, word, length))
            return known[i].command;
    }
    return NULL;
}

static kith_status take_line(kith_prompt *p, const char *line)
{
    kith_status st = KITH_OK;
    size_t start = 0;
    const char *command = p->typed ? NULL : command_of(line);
    if (command)
        return kith_prompt_command(p, (kith_text){command, strlen(command)});
    const bool ends = p->typed && !line[strspn(line, " \t")];
    KITH_TRY(st, add_line(p, line), done);
    char *typed = p->typed;
    const kith_text text = {typed, strlen(typed)};
    p->typed = NULL;
    st = do_all(p, text, &start, ends);
    const bool is_left = st == KITH_OK && !p->leaves &&
                         !kith_statement_is_empty(text, start, text.length);
    if (is_left && start == 0) {
        p->typed = typed;
        return KITH_OK;
    }
    if (is_left) {
        typed[text.length - 1] = '\0'; /* the end of line comes again */
        st = add_line(p, typed + start);
        typed[start] = '\0'; /* the rest is remembered when it is whole */
    }
    remember(typed);
    kith_release(typed);
done:
    return st;
}

static void greet(const kith_prompt *p, bool edits)
{
    const kith_graph *graph = p->q->call->graph;
    kith_remark(p->q->call->settings.quiet,
                "%zu entities, %zu relations; :help lists commands%s",
                kith_graph_entity_count(graph),
                kith_graph_relation_count(graph),
                edits ? "" : "; editing and completion need libedit");
}

/* Read a line and do what it says; false at the end. */
static bool turn(kith_prompt *p)
{
    kith_line_end end = KITH_LINE_READ;
    kith_interrupt_note();
    char *line = kith_editor_read(p->typed ? "  ... " : "kith> ", &end);
    if (end != KITH_LINE_READ) {
        (void)fputs(end == KITH_LINE_INTERRUPTED ? "^C\n" : "\n", stdout);
        (void)fflush(stdout);
        kith_release(p->typed);
        p->typed = NULL;
        return end == KITH_LINE_INTERRUPTED;
    }
    p->q->call->screen =
        kith_terminal_of(p->q->call->output.file, p->q->call->settings.color);
    forgive(p, take_line(p, line));
    free(line);
    return !p->leaves;
}

kith_status kith_prompt_run(kith_query_call *q)
{
    kith_prompt p = {.q = q, .interactive = true};
    char path[PATH_MAX];
    const kith_status st = kith_call_output(q->call);
    if (st != KITH_OK)
        return st;
    q->shown = SHOWN;
    const bool edits =
        kith_editor_open(history_file(&p, path), kith_prompt_complete, &p);
    greet(&p, edits);
    while (turn(&p))
        continue;
    clear(&p);
    return KITH_OK;
}
