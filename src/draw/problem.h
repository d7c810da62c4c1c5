#ifndef KITH_DRAW_PROBLEM_H
#define KITH_DRAW_PROBLEM_H

#include <stdbool.h>

/** How things went; the values are the exit codes of the program. */
typedef enum draw_status {
    DRAW_OK = 0,
    DRAW_INVALID = 2, /**< the call or the scene is wrong, or too large */
    DRAW_SYSTEM = 3   /**< disk, memory, or Graphviz itself */
} draw_status;

/** The first thing that went wrong. Start from `draw_problem p = {0};`. */
typedef struct draw_problem {
    draw_status status;
    char text[400]; /**< one line, lower case, without a full stop */
} draw_problem;

/** How many bytes of a text, at most `most`, are whole characters; for "%.*s".
 */
int draw_quoted(const char *text, int most);

/** Keep the first problem; later ones are consequences of it.
 *
 *  @return the status, so that a caller can say `return draw_fail(…)`
 */
draw_status draw_fail(draw_problem *problem,
                      draw_status status,
                      const char *format,
                      ...) __attribute__((format(printf, 3, 4)));

/** Say something that is no failure in the same way, unless `quiet`. */
void draw_remark(bool quiet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Write the problem to standard error as "kith-draw: …". */
void draw_report(const draw_problem *problem);

#endif /* KITH_DRAW_PROBLEM_H */
