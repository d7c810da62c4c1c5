#ifndef KITH_CLI_BROWSER_H
#define KITH_CLI_BROWSER_H

#include <kith/status.h>

/** Open a file in the browser that BROWSER names (commands with colons between
 *  them, %s for the file), else with xdg-open. The browser goes on when the
 *  program ends, and hears nothing of it.
 *
 *  @param path  absolute
 *  @return KITH_OK (one has been started and has not failed at once); KITH_E_IO
 *          (none can be started)
 */
KITH_NODISCARD kith_status kith_browser_open(const char *path, kith_error *err);

#endif /* KITH_CLI_BROWSER_H */
