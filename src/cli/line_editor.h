#ifndef KITH_CLI_LINE_EDITOR_H
#define KITH_CLI_LINE_EDITOR_H

#include "cli/prompt_offers.h"

#include <kith/text.h>

/** How a reading of a line ended. */
typedef enum kith_line_end {
    KITH_LINE_READ = 0,    /**< with a line */
    KITH_LINE_INTERRUPTED, /**< with Ctrl-C: what was typed is dropped */
    KITH_LINE_LAST         /**< with the end of the input */
} kith_line_end;

/** Fill `out` with what may stand at the end of `line`, which is cut at the
 *  cursor. */
typedef void kith_completer(void *context, kith_text line, kith_offers *out);

/** Start editing on the terminal of standard input, with the system's libedit.
 *  One at a time, because that library keeps its state in globals.
 *
 *  @param history  file of lines typed before, or NULL
 *  @return false if there is no such library or the terminal cannot move its
 *          cursor: lines are then read plainly
 */
bool kith_editor_open(const char *history,
                      kith_completer *completer,
                      void *context);

/** Read a line without its end, for free(); NULL unless KITH_LINE_READ. */
char *kith_editor_read(const char *prompt, kith_line_end *end);

/** Add an entry to the history, and to its file, unless it is that which was
 *  added before. */
void kith_editor_remember(const char *entry);

#endif /* KITH_CLI_LINE_EDITOR_H */
