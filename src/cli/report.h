#ifndef KITH_CLI_REPORT_H
#define KITH_CLI_REPORT_H

#include "base/sink.h"
#include "cli/terminal.h"

#include <kith/diagnostics.h>
#include <kith/text.h>

#include <stdbool.h>

/** Print an error to standard error: what, where, and what to do. */
void kith_report(const kith_error *err, unsigned color);

/** The same, with the line of `text` that it is about and a mark under the
 *  stretch. err->place is a place in `text`. */
void kith_report_excerpt(const kith_error *err, kith_text text, unsigned color);

/** Print a remark to standard error, unless `quiet`. */
void kith_remark(bool quiet, const char *format, ...) KITH_PRINTF(2, 3);

/** Print the first errors of a reading to standard error, and how many more
 *  there are. */
void kith_report_errors(const kith_diagnostics *diagnostics,
                        const char *inputs,
                        unsigned color);

/** "file:line:column: severity: message [rule]" and its hint, on lines of
 *  their own. */
void kith_put_problem(kith_sink *sink,
                      const kith_terminal *screen,
                      const kith_problem *problem);

/** "1 entity", "2 entities". */
void kith_put_count(kith_sink *sink,
                    size_t count,
                    const char *one,
                    const char *several);

#endif /* KITH_CLI_REPORT_H */
