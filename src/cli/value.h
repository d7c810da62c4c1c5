#ifndef KITH_CLI_VALUE_H
#define KITH_CLI_VALUE_H

#include "base/arena.h"
#include "cli/options.h"

#include <kith/status.h>

/** Put the value of an option into its setting.
 *
 *  @param arena   for lists, which borrow the text otherwise
 *  @param text    NULL for switches
 *  @param second  second value of a span, else NULL
 *  @return KITH_OK; KITH_E_NOT_FOUND (not one of the choices); KITH_E_INVALID;
 *          KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_value_set(kith_arena *arena,
                                          kith_settings *settings,
                                          const kith_option *option,
                                          const char *text,
                                          const char *second,
                                          kith_error *err);

#endif /* KITH_CLI_VALUE_H */
