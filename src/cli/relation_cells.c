/* What a relation says, as cells of a table: when and how far it holds, what is
 * particular about it, and what it rests on. */
#include "cli/relation_cells.h"

#include "base/error.h"
#include "cli/evidence.h"
#include "cli/particulars.h"

#include <kith/json.h>

#include <math.h>
#include <string.h>

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

/* Its own id, if it has one. */
static kith_status put_id(kith_call *call,
                          kith_table *table,
                          size_t column,
                          const char *record)
{
    kith_json *root = NULL;
    kith_status st = kith_json_parse(&root, (kith_text){record, strlen(record)},
                                     "record", &call->err);
    if (st == KITH_OK) {
        st = kith_table_put_text(table, column,
                                 kith_json_string(kith_json_get(root, "id")),
                                 &call->err);
    }
    kith_json_free(root);
    return st;
}

/* What only the record knows. */
static kith_status put_record(kith_call *call,
                              kith_table *table,
                              size_t first,
                              size_t identity,
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
    KITH_TRY(st, put_id(call, table, identity, record), done);
    for (size_t c = PROPERTIES; c <= EVIDENCE && st == KITH_OK; c++)
        st = kith_table_put_text(table, first + c, texts[c], &call->err);
done:
    kith_free(record);
    return st;
}

kith_status kith_put_relation_cells(kith_call *call,
                                    kith_table *table,
                                    size_t first,
                                    size_t identity,
                                    kith_id relation)
{
    const kith_relation it = kith_graph_relation(call->graph, relation);
    kith_status st = KITH_OK;
    kith_table_put_real(table, first + WEIGHT, it.weight);
    if (!isnan(it.confidence))
        kith_table_put_real(table, first + CONFIDENCE, it.confidence);
    KITH_TRY(st, put_date(call, table, first + SINCE, it.since), done);
    KITH_TRY(st, put_date(call, table, first + UNTIL, it.until), done);
    KITH_TRY(st,
             kith_table_put_text(table, identity + 1,
                                 kith_graph_relation_directed(call->graph,
                                                              relation)
                                     ? "true"
                                     : "false",
                                 &call->err),
             done);
    st = put_record(call, table, first, identity, relation);
done:
    return st;
}
