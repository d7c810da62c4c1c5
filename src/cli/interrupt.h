#ifndef KITH_CLI_INTERRUPT_H
#define KITH_CLI_INTERRUPT_H

#include <stdbool.h>
#include <sys/types.h>

/** Files and folders to remove at once, at most. */
#define KITH_MOST_TEMPORARIES 4

/** Install the handlers, once: on Ctrl-C the program says that it ends, and on
 *  a terminal wipes the line that says how far it is. */
void kith_interrupt_watch(void);

/** Remove the file or folder at `path` if a signal ends the program. False if
 * there are too many or the path is too long: the file must not be made then.
 */
bool kith_interrupt_removes(const char *path);

/** While a file is made that is not noted yet: a signal that another thread
 * gets waits for it. This thread must have blocked signals. */
void kith_interrupt_hold(bool hold);

/** What is at `path` is no longer temporary. */
void kith_interrupt_keeps(const char *path);

/** Kill this child if a signal ends the program; 0 = none. */
void kith_interrupt_kills(pid_t child);

/** From now on Ctrl-C ends nothing, but is noted; the note is cleared. */
void kith_interrupt_note(void);

/** Whether Ctrl-C has been noted; never without kith_interrupt_note(). */
bool kith_interrupted(void);

#endif /* KITH_CLI_INTERRUPT_H */
