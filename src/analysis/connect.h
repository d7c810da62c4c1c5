#ifndef KITH_ANALYSIS_CONNECT_H
#define KITH_ANALYSIS_CONNECT_H

#include "analysis/path_search.h"
#include "analysis/relation_list.h"

/** Relations that connect what can be connected, at most twice as many as need
 *  be, by Mehlhorn's method.
 *
 *  @param named       `count` different entities
 *  @param[out] part   caller's array by named entity: the lowest one of those
 *                     that it is connected with
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E log E + count^2 log count).
 */
kith_status kith_connect_nearly(const kith_path_search *search,
                                const kith_id *named,
                                size_t count,
                                kith_relation_list *out,
                                size_t *part,
                                kith_error *err);

/** Least relations that connect some entities, where there are any better than
 *  those that are known, by the method of Dreyfus and Wagner.
 *
 *  @param named    `count` different entities that are connected, at least 2
 *  @param most     what they are known to cost
 *  @param[out] out       the relations; empty if what is known is least
 *  @param[out] is_tried  whether that is certain: not where it would take too
 *                        long or too much memory
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_connect_exactly(const kith_path_search *search,
                                 const kith_id *named,
                                 size_t count,
                                 double most,
                                 kith_relation_list *out,
                                 bool *is_tried,
                                 kith_error *err);

#endif /* KITH_ANALYSIS_CONNECT_H */
