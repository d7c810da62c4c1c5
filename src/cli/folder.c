/* A folder of results that a signal does not leave half written. */
#include "cli/folder.h"

#include "base/error.h"
#include "cli/interrupt.h"

#include <signal.h>

/* Make the folder and note it as temporary, with no signal in between. */
kith_status kith_folder_begin(kith_outputs **out,
                              const char *path,
                              bool into,
                              kith_error *err)
{
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, &before);
    kith_interrupt_hold(true);
    kith_status st = kith_outputs_begin(out, path, into, err);
    if (st == KITH_OK &&
        !kith_interrupt_removes(kith_outputs_temporary(*out))) {
        st = kith_fail(err, KITH_E_IO, "the path of '%s' is too long", path);
        kith_outputs_drop(*out);
        *out = NULL;
    }
    kith_interrupt_hold(false);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return st;
}
