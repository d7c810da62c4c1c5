/* Queries on a portion of a graph: what they need is found by running them. */
#include "query/need.h"

#include "base/error.h"
#include "base/sink.h"
#include "graph/portion.h"
#include "query/operators.h"

#include <string.h>

/* A path leads one relation further with each attempt; what takes more than
 * this is done on the whole. */
enum { MOST_ATTEMPTS = 48 };

static kith_portion *portion_of(const kith_session *session)
{
    return session->graph->portion;
}

/* -- seeking ------------------------------------------------------------- */

static bool is_key(kith_text key, const char *name)
{
    return key.length == strlen(name) && !memcmp(key.data, name, key.length);
}

/* By which property of its own an entity can be sought. */
static bool seek_by(const kith_session *session,
                    uint32_t column,
                    kith_seek_by *by)
{
    const kith_text name = session->columns[column].name;
    *by = is_key(name, "id") ? KITH_SEEK_ID : KITH_SEEK_NAME;
    return *by == KITH_SEEK_ID || is_key(name, "name");
}

/* Entities that may have the value; NULL if they are not here yet. */
static const kith_pages *seek(kith_run *run, const kith_op *op, kith_value v)
{
    kith_portion *portion = portion_of(run->session);
    kith_seek_by by;
    if (v.kind == KITH_VALUE_STRING && seek_by(run->session, op->column, &by))
        return kith_portion_seek(portion, by, kith_text_of(v));
    kith_portion_want_all(portion); /* a property may be a number, or a list */
    return NULL;
}

bool kith_push_sought(kith_run *run, kith_op *op)
{
    kith_session *session = run->session;
    const size_t size = kith_graph_entity_count(session->graph);
    const kith_value value = kith_evaluate(run, op->expr);
    kith_session_ask(session, KITH_OF_ENTITY, op->column);
    session->columns[op->column].looked_up = true;
    if (kith_is_null(value))
        return kith_run_ok(run);
    const kith_pages *found = seek(run, op, value);
    const kith_id *places = found ? found->data : NULL;
    const size_t count = found ? found->used / sizeof *places : 0;
    for (size_t i = 0; i < count; i++) {
        const kith_id e = kith_portion_id(portion_of(session),
                                          KITH_RECORD_ENTITY, size, places[i]);
        const kith_value has = kith_session_property(session, KITH_OF_ENTITY, e,
                                                     op->column, run->err);
        if (run->err->status != KITH_OK) {
            (void)kith_run_failed(run, op->expr, run->err->status);
            return false;
        }
        if (kith_equals(has, value) == KITH_YES && !kith_push_node(run, op, e))
            return false;
    }
    return kith_run_ok(run);
}

/* -- what a plan needs --------------------------------------------------- */

bool kith_need_all(const kith_session *session, const kith_op *ops)
{
    kith_seek_by by;
    for (const kith_op *op = ops; op; op = op->made_before) {
        switch ((int)op->kind) {
        case KITH_DO_SCAN:
        case KITH_DO_CLASSES:
        case KITH_DO_KINDS:
        case KITH_DO_CALL:
            return true;
        case KITH_DO_SCAN_LABEL:
            if (op->label != KITH_NONE)
                return true;
            break;
        case KITH_DO_SEEK:
            if (!seek_by(session, op->column, &by))
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}

/* -- attempts ------------------------------------------------------------ */

bool kith_need_shows(kith_run *run)
{
    const kith_portion *portion = portion_of(run->session);
    if ((portion && portion->incomplete) || run->rows <= run->shown)
        return false;
    run->shown++;
    return true;
}

/* Make everything as it was before the first attempt. */
static bool begin_again(kith_run *run, kith_op *ops, kith_plan *plans)
{
    const size_t slots = run->slots;
    kith_plan_release(ops, plans);
    for (kith_op *op = ops; op; op = op->made_before) {
        op->rows = 0;
        op->other = 0;
        op->recent[0] = op->recent[1] = (kith_recent){0};
    }
    kith_heap_free(&run->heap);
    run->row = kith_heap_array(&run->heap, slots, sizeof *run->row);
    if (!run->row)
        return false;
    memset(run->row, 0, slots * sizeof *run->row);
    run->st = KITH_OK;
    *run->err = (kith_error){0};
    run->rows = 0;
    run->random = 0;
    run->weight = 1;
    run->stopped = false;
    return kith_run_look(run);
}

static kith_status fetch(kith_run *run, bool all)
{
    const kith_status st = kith_session_fetch(run->session, all, run->err);
    return st == KITH_OK ? kith_session_labels(run->session, run->err) : st;
}

static void fail(kith_run *run, kith_status st)
{
    if (run->st == KITH_OK)
        run->st = st;
}

/* A text that could not be fetched was taken for an empty one. */
static void check_texts(kith_run *run)
{
    const kith_portion *portion = portion_of(run->session);
    if (!portion || portion->st == KITH_OK || run->st != KITH_OK)
        return;
    *run->err = portion->err;
    run->st = portion->st;
}

void kith_need_run(kith_run *run,
                   kith_op *ops,
                   kith_plan *plans,
                   kith_attempt *attempt,
                   void *context)
{
    const unsigned reads = run->session->single_reads;
    kith_status st = KITH_OK;
    if (portion_of(run->session) && kith_need_all(run->session, ops))
        KITH_TRY(st, fetch(run, true), done);
    for (size_t i = 1;; i++) {
        attempt(run, context);
        check_texts(run);
        const kith_portion *portion = portion_of(run->session);
        if (!portion || !portion->incomplete)
            break;
        if (!begin_again(run, ops, plans))
            break;
        KITH_TRY(st, fetch(run, i == MOST_ATTEMPTS), done);
        run->session->single_reads = reads;
    }
done:
    fail(run, st);
}

/* -- plans --------------------------------------------------------------- */

void kith_need_put(const kith_session *session,
                   const kith_op *ops,
                   bool profile,
                   FILE *file)
{
    const kith_portion *portion = portion_of(session);
    kith_sink sink = {.file = file};
    if (!session->by_need)
        return;
    if (!portion || (!profile && kith_need_all(session, ops))) {
        kith_put(&sink, "base: all of it is read\n");
    } else if (profile) {
        kith_putf(&sink, "base: %zu of %zu relations are read\n",
                  kith_graph_relation_count(session->graph),
                  portion->census.relations);
    } else {
        kith_put(&sink, "base: what the plan looks at is read\n");
    }
}

/* -- remarks ------------------------------------------------------------- */

kith_status kith_need_check_mention(kith_session *session,
                                    uint32_t column,
                                    kith_error *err)
{
    static const kith_record_kind kinds[] = {KITH_RECORD_ENTITY,
                                             KITH_RECORD_RELATION};
    const kith_column *c = &session->columns[column];
    kith_portion *portion = portion_of(session);
    bool found = !portion || !c->looked_up || (!c->asked[0] && !c->asked[1]) ||
                 c->present[0] || c->present[1];
    kith_status st = KITH_OK;
    for (size_t owner = 0; owner < 2 && !found; owner++) {
        if (c->asked[owner])
            KITH_TRY(st,
                     portion->supply->mentions(portion->supply->context,
                                               kinds[owner], c->name, &found,
                                               err),
                     done);
    }
    if (found)
        goto done;
    st = kith_session_complete(session, err);
done:
    return st;
}
