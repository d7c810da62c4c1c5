/* Which options of a call go together. Pairs that do not stand in the table of
 * their command; what means nothing alone stands here, as commands share it. */
#include "cli/together.h"

#include "base/error.h"

#include <string.h>

/* The first means nothing without the second. */
static const kith_apart needs[] = {
    {"depth", "around"},
    {NULL,    NULL    },
};

static kith_status clash(kith_call *call, const kith_apart *pair)
{
    if (!strcmp(pair->one, pair->other)) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "'--%s' is given more than once", pair->one);
        kith_hint(&call->err, "ask for one after the other");
        return KITH_E_INVALID;
    }
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "'--%s' and '--%s' do not go together", pair->one,
                    pair->other);
    kith_hint(&call->err, "leave out one of them");
    return KITH_E_INVALID;
}

static bool clashes(const kith_call *call, const kith_apart *pair)
{
    const bool twice = !strcmp(pair->one, pair->other);
    return kith_call_gives(call, pair->one) > twice &&
           kith_call_gives(call, pair->other);
}

kith_status kith_together_check(kith_call *call)
{
    const kith_apart *pair = call->command->apart;
    for (; pair && pair->one; pair++) {
        if (clashes(call, pair))
            return clash(call, pair);
    }
    for (pair = needs; pair->one; pair++) {
        if (!kith_call_gives(call, pair->one) ||
            kith_call_gives(call, pair->other))
            continue;
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "'--%s' means nothing without '--%s'", pair->one,
                        pair->other);
        kith_hint(&call->err, "add '--%s' or leave it out", pair->other);
        return KITH_E_INVALID;
    }
    return KITH_OK;
}
