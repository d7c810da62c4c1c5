#ifndef KITH_CLI_ROUTE_H
#define KITH_CLI_ROUTE_H

#include "cli/input.h"

#include <kith/analysis.h>

/** What `kith path` has found: paths, or a tree that connects. Either has
 *  `kith_route_count` ways of so many steps, each over one entity more. */
typedef struct kith_route {
    kith_call *call;
    kith_id from;
    kith_ids targets;
    kith_ids named; /**< of --connect; none where paths are asked for */
    kith_path_options how;

    kith_paths *paths;
    kith_connection *connection; /**< or NULL */
} kith_route;

/** Whether a tree was asked for. */
bool kith_route_connects(const kith_route *route);

size_t kith_route_count(const kith_route *route);
size_t kith_route_length(const kith_route *route, size_t way);

/** What is as little as can be, as the options say it is counted. */
double kith_route_cost(const kith_route *route, size_t way);

/** Sum of the weights of its relations. */
double kith_route_weight(const kith_route *route, size_t way);

/** Product of their confidences, in 0..1; a relation without one is sure. */
double kith_route_confidence(const kith_route *route, size_t way);

kith_step kith_route_step(const kith_route *route, size_t way, size_t step);

/** Entity `index` of a way, up to its length; of a tree those that are named
 *  come first. */
kith_id kith_route_entity(const kith_route *route, size_t way, size_t index);

/** What is on any of the ways, in order of id: entities and relations, in the
 *  call's arena. @return KITH_OK; KITH_E_MEMORY */
KITH_NODISCARD kith_status kith_route_all(const kith_route *route,
                                          kith_ids *entities,
                                          kith_ids *relations);

/** "From A to B", "What connects A, B and C"; in the call's arena, NULL if out
 *  of memory. */
const char *kith_route_title(const kith_route *route);

/** Names as "A, B and C", those beyond `most` counted; in the call's arena,
 * NULL if out of memory. */
const char *kith_route_names(const kith_route *route,
                             const kith_id *entities,
                             size_t count,
                             size_t most);

/** The result in each of its forms. All return KITH_OK, KITH_E_MEMORY,
 *  KITH_E_IO or what is wrong with a record that has changed. */
KITH_NODISCARD kith_status kith_route_put_text(const kith_route *route,
                                               kith_sink *sink);
KITH_NODISCARD kith_status kith_route_put_json(const kith_route *route,
                                               kith_sink *sink);
KITH_NODISCARD kith_status kith_route_put_records(const kith_route *route,
                                                  kith_sink *sink);
KITH_NODISCARD kith_status kith_route_put_table(const kith_route *route);

/** Draw it into the file that --draw names, whole or not at all. */
KITH_NODISCARD kith_status kith_route_draw(const kith_route *route);

/** Say on standard error why there is no way, or that there are more. */
KITH_NODISCARD kith_status kith_route_remark(const kith_route *route);

#endif /* KITH_CLI_ROUTE_H */
