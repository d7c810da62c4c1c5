/* A query: compiled, run, and what the outside sees of it. */
#include "base/alloc.h"
#include "base/error.h"
#include "query/need.h"
#include "query/operators.h"
#include "query/resolve.h"

#include <math.h>
#include <string.h>

struct kith_query {
    kith_session *session;
    kith_query_source source;
    kith_query_options options;
    kith_budget budget;
    kith_heap heap;   /* text, tree, plan */
    kith_heap values; /* of parameters that were bound later */
    kith_heap work;   /* of a run, empty between runs */
    kith_tree tree;
    kith_plan *plan;
    kith_op *ops;     /* all operators, and */
    kith_plan *plans; /* all plans, for releasing */
    kith_remark *remarks;
};

/* -- compiling ----------------------------------------------------------- */

static kith_status keep_text(kith_query *q, kith_text text, kith_error *err)
{
    if (text.length >= UINT32_MAX) {
        return kith_fail(err, KITH_E_LIMIT, "the query is longer than 4 GiB");
    }
    char *copy = kith_heap_take(&q->heap, text.length + 1);
    if (!copy)
        return kith_heap_fail(&q->heap, err);
    if (text.length)
        memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    q->source.text = (kith_text){copy, text.length};
    return KITH_OK;
}

static kith_status make_plan(kith_query *q, kith_error *err)
{
    bool *bound = KITH_HEAP_NEW(&q->heap, bool, q->tree.slots + 1);
    kith_planner planner = {
        .session = q->session,
        .heap = &q->heap,
        .budget = &q->budget,
        .bound = bound,
        .tree = &q->tree,
        .err = err,
    };
    if (!bound)
        return kith_heap_fail(&q->heap, err);
    memset(bound, 0, q->tree.slots + 1);
    const kith_status st =
        kith_plan_query(&q->plan, &planner, q->tree.query, KITH_GOAL_ROWS);
    q->ops = planner.last_op;
    q->plans = planner.last_plan;
    for (kith_plan *plan = q->plans; st == KITH_OK && plan;
         plan = plan->made_before)
        kith_plan_ahead(plan);
    return st;
}

kith_status kith_query_compile(kith_query **out,
                               kith_session *session,
                               kith_text text,
                               const char *name,
                               const kith_query_options *options,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    kith_error own = {0};
    kith_query *q = KITH_NEW(kith_query, 1);
    *out = NULL;
    err = err ? err : &own;
    if (!q)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    q->session = session;
    q->source.name = name;
    q->heap.budget = q->values.budget = q->work.budget = &q->budget;
    if (options)
        q->options = *options;
    q->budget.most = q->options.memory;
    KITH_TRY(st, kith_parameters_check(&q->options, err), done);
    KITH_TRY(st, keep_text(q, text, err), done);
    KITH_TRY(st, kith_parse_query(&q->tree, &q->source, &q->heap, err), done);
    KITH_TRY(st,
             kith_resolve(&q->tree, session, &q->source, &q->options, &q->heap,
                          &q->remarks, err),
             done);
    KITH_TRY(st, make_plan(q, err), done);
    *out = q;
    q = NULL;
done:
    kith_query_free(q);
    return st;
}

kith_status kith_query_bind(kith_query *q,
                            const kith_parameter *parameters,
                            size_t count,
                            kith_error *err)
{
    kith_error own = {0};
    err = err ? err : &own;
    q->options.parameters = parameters;
    q->options.parameter_count = count;
    kith_status st = kith_parameters_check(&q->options, err);
    kith_heap_reset(&q->values, (kith_heap_mark){NULL, 0});
    for (const kith_use *use = q->tree.parameters; use && st == KITH_OK;
         use = use->next) {
        st = kith_parameter_read(use->expr, &q->options, &q->source, &q->values,
                                 err);
    }
    return st;
}

/* -- looking at it ------------------------------------------------------- */

void kith_query_free(kith_query *q)
{
    if (!q)
        return;
    kith_plan_release(q->ops, q->plans);
    kith_heap_free(&q->heap);
    kith_heap_free(&q->values);
    kith_heap_free(&q->work);
    kith_release(q);
}

size_t kith_query_memory(const kith_query *q)
{
    return q->budget.used;
}

kith_query_mode kith_query_mode_of(const kith_query *q)
{
    return q->tree.mode;
}

static const kith_clause *result_of(const kith_query *q)
{
    const kith_part *part = &q->tree.query->parts[0];
    return &part->clauses[part->count - 1];
}

size_t kith_query_columns(const kith_query *q)
{
    return result_of(q)->item_count;
}

kith_text kith_query_column(const kith_query *q, size_t column)
{
    return result_of(q)->items[column].name;
}

bool kith_query_remark(const kith_query *q, size_t index, kith_error *out)
{
    const kith_remark *remark = q->remarks;
    while (remark && index-- > 0)
        remark = remark->next;
    if (remark)
        *out = remark->error;
    return remark != NULL;
}

void kith_query_put_plan(const kith_query *q, bool profile, FILE *file)
{
    kith_plan_put(q->plan, q->session, &q->source, profile, file);
    kith_need_put(q->session, q->ops, profile, file);
}

/* -- running ------------------------------------------------------------- */

static bool is_remarked(const kith_query *q, kith_span span)
{
    const kith_remark *remark = q->remarks;
    while (remark && remark->error.place.offset != span.start)
        remark = remark->next;
    return remark != NULL;
}

/* After a run it is known which of the properties no record has. What was asked
 * of maps and temporal values only is none of the records'. */
static kith_status remark_properties(kith_query *q, kith_error *err)
{
    kith_remark **last = &q->remarks;
    for (const kith_mention *m = q->tree.mentions; m; m = m->next) {
        const kith_status st =
            kith_need_check_mention(q->session, m->column, err);
        if (st != KITH_OK)
            return st;
    }
    while (*last)
        last = &(*last)->next;
    for (const kith_mention *m = q->tree.mentions; m; m = m->next) {
        const kith_column *column = &q->session->columns[m->column];
        const bool read = column->values[0] || column->values[1];
        if (!read || !column->looked_up || column->present[0] ||
            column->present[1] || is_remarked(q, m->span))
            continue;
        kith_remark *remark = KITH_HEAP_NEW(&q->heap, kith_remark, 1);
        if (!remark)
            return KITH_OK;
        *remark = (kith_remark){0};
        const char *near = kith_session_near(q->session, m->column);
        const bool elsewhere = near && !strcmp(near, column->name.data);
        const bool entities = column->values[KITH_OF_ENTITY] != NULL;
        (void)snprintf(remark->error.message, sizeof remark->error.message,
                       elsewhere ? entities ? "no entity has the property "
                                              "'%s', but relations have"
                                            : "no relation has the property "
                                              "'%s', but entities have"
                                 : "no record has the property '%s'",
                       column->name.data);
        kith_query_place(&remark->error, &q->source, m->span);
        if (near && !elsewhere)
            kith_hint(&remark->error, "did you mean '%s'?", near);
        *last = remark;
        last = &remark->next;
    }
    return KITH_OK;
}

static bool scans(const kith_query *q)
{
    for (const kith_op *op = q->ops; op; op = op->made_before) {
        if (op->kind == KITH_DO_SCAN ||
            (op->kind == KITH_DO_SCAN_LABEL && op->label != KITH_NONE) ||
            op->kind == KITH_DO_CALL)
            return true;
    }
    return false;
}

/* Where the links of one type stand; a query that scans asks it of many nodes.
 */
static kith_status make_stretches(kith_query *q,
                                  const kith_op *op,
                                  kith_error *err)
{
    const kith_labels *types = op->pattern->types;
    kith_status st = KITH_OK;
    if (!types || types->kind != KITH_LABEL_NAME || types->type == KITH_NONE)
        return st;
    if (op->way != KITH_IN)
        st = kith_session_stretches(q->session, KITH_OUT, types->type, err);
    if (st == KITH_OK && op->way != KITH_OUT)
        st = kith_session_stretches(q->session, KITH_IN, types->type, err);
    return st;
}

/* Which entities have the types that operators ask for. */
static kith_status make_labels(kith_query *q,
                               const kith_op *op,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; st == KITH_OK && i < op->filter_count; i++) {
        const kith_expr *filter = op->filters[i];
        if (filter->kind == KITH_EXPR_HAS_LABELS &&
            filter->labels->kind == KITH_LABEL_NAME &&
            filter->labels->type != KITH_NONE)
            st = kith_session_label_bits(q->session, filter->labels->type, err);
    }
    return st;
}

/* The directions that some operator follows. */
static kith_status make_links(kith_query *q, kith_error *err)
{
    const bool many = scans(q);
    for (const kith_op *op = q->ops; op; op = op->made_before) {
        if (!op->pattern || op->kind == KITH_DO_FOLLOW ||
            op->kind == KITH_DO_KINDS)
            continue;
        const kith_direction way =
            op->kind == KITH_DO_SHORTEST ? KITH_BOTH : op->way;
        kith_status st = kith_session_links(q->session, way, err);
        if (st == KITH_OK && many)
            st = make_stretches(q, op, err);
        if (st == KITH_OK && many)
            st = make_labels(q, op, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

static void run_plan(kith_run *run, void *context)
{
    kith_query *q = context;
    run->st = make_links(q, run->err);
    if (run->st != KITH_OK)
        return;
    for (kith_op *op = q->ops; op; op = op->made_before)
        op->rows = 0;
    for (const kith_mention *m = q->tree.mentions; m; m = m->next)
        q->session->columns[m->column].looked_up = false;
    kith_plan_reset(run, q->plan);
    kith_plan_run(run, q->plan);
}

kith_status kith_query_run(kith_query *q,
                           kith_row_visitor *visit,
                           void *context,
                           kith_error *err)
{
    kith_error own = {0};
    kith_run run = {
        .session = q->session,
        .source = &q->source,
        .budget = {.most = q->options.memory},
        .err = err ? err : &own,
        .options = &q->options,
        .weight = 1,
        .slots = q->tree.slots + 1,
        .visit = visit,
        .context = context,
    };
    kith_budget *shared = &q->session->budget;
    (void)clock_gettime(CLOCK_MONOTONIC, &run.start);
    (void)clock_gettime(CLOCK_REALTIME, &run.now);
    run.heap = q->work;
    shared->most = q->options.memory ? shared->used + q->options.memory : 0;
    run.row = kith_heap_array(&run.heap, run.slots, sizeof *run.row);
    if (run.row) {
        memset(run.row, 0, run.slots * sizeof *run.row);
        kith_need_run(&run, q->ops, q->plans, run_plan, q);
    } else {
        run.st = kith_heap_fail(&run.heap, run.err);
    }
    kith_plan_release(q->ops, q->plans);
    if (run.st == KITH_OK)
        run.st = remark_properties(q, run.err);
    kith_heap_clear(&run.heap);
    q->work = run.heap;
    shared->most = 0;
    return run.st;
}

/* -- values from outside ------------------------------------------------- */

kith_value_kind kith_value_kind_of(const kith_value *value)
{
    return value->kind;
}

bool kith_value_truth(const kith_value *value)
{
    return value->kind == KITH_VALUE_BOOLEAN && value->as.truth;
}

int64_t kith_value_integer(const kith_value *value)
{
    return value->kind == KITH_VALUE_INTEGER ? value->as.integer : 0;
}

double kith_value_real(const kith_value *value)
{
    return kith_is_number(*value) ? kith_as_real(*value) : (double)NAN;
}

kith_text kith_value_text(const kith_value *value)
{
    return value->kind == KITH_VALUE_STRING ? kith_text_of(*value)
                                            : (kith_text){0};
}

size_t kith_value_size(const kith_value *value)
{
    return value->kind == KITH_VALUE_LIST || value->kind == KITH_VALUE_MAP ||
                   value->kind == KITH_VALUE_PATH
               ? value->size
               : 0;
}

const kith_value *kith_value_item(const kith_value *value, size_t index)
{
    return value->kind == KITH_VALUE_MAP ? &value->as.pairs[index].value
                                         : &value->as.items[index];
}

kith_text kith_value_key(const kith_value *value, size_t index)
{
    return value->as.pairs[index].key;
}

kith_id kith_value_id(const kith_value *value)
{
    return value->kind == KITH_VALUE_NODE || value->kind == KITH_VALUE_RELATION
               ? value->as.id
               : KITH_NONE;
}

kith_id kith_value_step(const kith_value *value, size_t index)
{
    return value->as.ids[index];
}

/* -- functions ----------------------------------------------------------- */

bool kith_query_function(size_t index, kith_function_help *out)
{
    const kith_function *f = NULL;
    for (size_t i = 0; (f = kith_function_at(i)); i++) {
        if (!f->summary || index-- > 0)
            continue;
        *out =
            (kith_function_help){f->name, f->group, f->signature, f->summary};
        return true;
    }
    for (const kith_aggregate *a = kith_aggregates; a->name; a++) {
        if (index-- > 0)
            continue;
        *out = (kith_function_help){a->name, "aggregates", a->signature,
                                    a->summary};
        return true;
    }
    return false;
}
