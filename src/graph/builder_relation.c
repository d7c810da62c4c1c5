/* A relation to the columns of relations. Those that few records need are made
 * with the first that does. */
#include "graph/reading.h"

#include <math.h>

/* A column that is made when the first record needs it: everything before it
 * gets `usual`. */
static bool add_rare(kith_pages *pages,
                     size_t before,
                     bool needed,
                     const void *value,
                     const void *usual,
                     size_t size)
{
    if (pages->used == 0 && !needed)
        return true;
    while (pages->used < before * size) {
        if (!kith_pages_add(pages, usual, size))
            return false;
    }
    return kith_pages_add(pages, value, size);
}

static bool add_undirected(kith_reading *reading, size_t relation)
{
    const size_t need = (relation / 64 + 1) * sizeof(uint64_t);
    while (reading->undirected.used < need) {
        if (!kith_pages_take(&reading->undirected, sizeof(uint64_t)))
            return false;
    }
    kith_set_bit(reading->undirected.data, relation);
    return true;
}

static bool add_rare_facts(kith_reading *reading, const kith_record *record)
{
    static const double one = 1;
    const double unsaid = (double)NAN;
    const kith_date no_date = KITH_NO_DATE;
    const size_t before = reading->relation_count;
    return (record->directed || add_undirected(reading, before)) &&
           add_rare(&reading->weights, before, record->weight != 1,
                    &record->weight, &one, sizeof one) &&
           add_rare(&reading->confidences, before, !isnan(record->confidence),
                    &record->confidence, &unsaid, sizeof unsaid) &&
           add_rare(&reading->since, before, record->since != no_date,
                    &record->since, &no_date, sizeof no_date) &&
           add_rare(&reading->until, before, record->until != no_date,
                    &record->until, &no_date, sizeof no_date);
}

bool kith_builder_add_relation(kith_reading *reading,
                               kith_id source,
                               kith_id target,
                               uint16_t type,
                               const kith_record *record)
{
    const bool good =
        kith_pages_add(&reading->sources_of, &source, sizeof source) &&
        kith_pages_add(&reading->targets_of, &target, sizeof target) &&
        kith_pages_add(&reading->relation_type, &type, sizeof type) &&
        kith_pages_add(&reading->relation_origins, &record->origin,
                       sizeof record->origin) &&
        add_rare_facts(reading, record);
    reading->relation_count += good;
    return good;
}
