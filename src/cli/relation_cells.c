/* What a relation says, as cells of a table: when and how far it holds, what is
 * particular about it, and what it rests on. */
#include "cli/relation_cells.h"

#include "base/error.h"
#include "cli/evidence.h"
#include "cli/particulars.h"

#include <math.h>

/* Columns, counted from the first. */
enum { SINCE = 0, UNTIL, WEIGHT, CONFIDENCE, PROPERTIES, MEMBERS, EVIDENCE };

static kith_status put_date(kith_call *call,
                            kith_table *table,
                            size_t column,
                            kith_date date)
{
    char text[16];
    if (date == KITH_NO_DATE)
        return KITH_OK;
    kith_date_format(date, text);
    return kith_table_put_text(table, column, text, &call->err);
}

/* What only the record knows. */
static kith_status put_record(kith_call *call,
                              kith_table *table,
                              size_t first,
                              kith_id relation)
{
    const char *texts[KITH_RELATION_CELL_COUNT] = {NULL};
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_graph_record(call->graph, KITH_RECORD_RELATION, relation,
                               &record, &call->err),
             done);
    KITH_TRY(st,
             kith_particulars_cells(call, KITH_RECORD_RELATION, record,
                                    &texts[PROPERTIES], &texts[MEMBERS]),
             done);
    KITH_TRY(st, kith_evidence_places(call, record, &texts[EVIDENCE]), done);
    for (size_t c = PROPERTIES; c <= EVIDENCE && st == KITH_OK; c++)
        st = kith_table_put_text(table, first + c, texts[c], &call->err);
done:
    kith_free(record);
    return st;
}

kith_status kith_put_relation_cells(kith_call *call,
                                    kith_table *table,
                                    size_t first,
                                    kith_id relation)
{
    const kith_relation it = kith_graph_relation(call->graph, relation);
    kith_status st = KITH_OK;
    kith_table_put_real(table, first + WEIGHT, it.weight);
    if (!isnan(it.confidence))
        kith_table_put_real(table, first + CONFIDENCE, it.confidence);
    KITH_TRY(st, put_date(call, table, first + SINCE, it.since), done);
    KITH_TRY(st, put_date(call, table, first + UNTIL, it.until), done);
    st = put_record(call, table, first, relation);
done:
    return st;
}
