#ifndef KITH_CLI_PORTRAIT_H
#define KITH_CLI_PORTRAIT_H

#include "cli/command.h"

/** What `kith show` tells about one entity. Made by cmd_show.c, printed by
 *  portrait_text.c and portrait_json.c. */
typedef struct kith_portrait {
    kith_call *call;
    kith_id entity;
    char *record;             /**< the entity's record */
    kith_adjacency relations; /**< of the whole graph, both ways */
    uint32_t first;           /**< its relations are first .. last - 1 */
    uint32_t last;
} kith_portrait;

/** Whether relation `r` is read from the entity's side forwards. */
bool kith_portrait_forward(const kith_portrait *portrait, kith_id r);

/** The entity at the other end of relation `r`. */
kith_id kith_portrait_other(const kith_portrait *portrait, kith_id r);

/** Print for people, to the call's output. */
KITH_NODISCARD kith_status kith_portrait_put_text(const kith_portrait *portrait,
                                                  kith_sink *sink);

/** Print as one JSON object. */
KITH_NODISCARD kith_status kith_portrait_put_json(const kith_portrait *portrait,
                                                  kith_sink *sink);

#endif /* KITH_CLI_PORTRAIT_H */
