/* Whether weights count, and as what. */
#include "cli/weights.h"

const char *const kith_weight_as_choices[] = {
    [KITH_WEIGHT_AS_DISTANCE - 1] = "distance",
    [KITH_WEIGHT_AS_STRENGTH - 1] = "strength",
    [KITH_WEIGHT_AS_STRENGTH] = NULL,
};

kith_weights kith_weights_asked(const kith_settings *settings,
                                kith_weights plain)
{
    static const kith_weights given[] = {
        [KITH_WEIGHT_AS_DISTANCE] = KITH_WEIGHTS_DISTANCE,
        [KITH_WEIGHT_AS_STRENGTH] = KITH_WEIGHTS_STRENGTH,
    };
    if (settings->weight_as)
        return given[settings->weight_as];
    return settings->weighted ? plain : KITH_WEIGHTS_NONE;
}
