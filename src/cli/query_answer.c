/* One query of a session: compiled, run, its answer written, its errors shown
 * where they stand. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "cli/interrupt.h"
#include "cli/query.h"
#include "cli/report.h"
#include "cli/result.h"

#ifdef __GLIBC__
# include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>

void kith_query_flush(const kith_query_call *q)
{
    if (q->call->output.file)
        (void)fflush(q->call->output.file);
}

/* Remarks that are new: some come before the run, some after it. */
static void put_remarks(kith_query_call *q)
{
    kith_error remark;
    for (; kith_query_remark(q->query, q->remarks, &remark); q->remarks++) {
        kith_query_flush(q);
        kith_remark(q->call->settings.quiet, "%s%s%s", remark.message,
                    remark.hint[0] ? "; " : "", remark.hint);
    }
}

static bool is_interrupted(void *context)
{
    (void)context;
    return kith_interrupted();
}

static void forget(kith_query_call *q)
{
    kith_query_free(q->query);
    kith_release(q->compiled);
    q->query = NULL;
    q->compiled = NULL;
}

void kith_query_close(kith_query_call *q)
{
    forget(q);
    kith_session_free(q->session);
    q->session = NULL;
}

static bool is_compiled(const kith_query_call *q)
{
    return q->compiled && q->compiled_size == q->length &&
           !memcmp(q->compiled, q->text, q->length);
}

/* Keep what the compiled query was made from; without memory for that it is
 * compiled again. */
static void keep_text(kith_query_call *q)
{
    q->compiled = KITH_NEW(char, q->length + 1);
    q->compiled_size = q->length;
    if (q->compiled)
        memcpy(q->compiled, q->text, q->length);
}

static kith_status compile(kith_query_call *q)
{
    const kith_settings *settings = &q->call->settings;
    const kith_query_options how = {
        .parameters = q->parameters,
        .parameter_count = q->parameter_count,
        .most_rows = settings->most_rows,
        .timeout = settings->timeout,
        .memory = (size_t)settings->memory,
        .is_stopped = is_interrupted,
    };
    const kith_status st = kith_query_compile(&q->query, q->session,
                                              (kith_text){q->text, q->length},
                                              q->name, &how, &q->call->err);
    if (st == KITH_OK)
        keep_text(q);
    return st;
}

/* The query of the statement: compiled, or that of the statement before if it
 * is written alike, with the parameters as they are now. */
static kith_status prepare(kith_query_call *q)
{
    if (is_compiled(q)) {
        return kith_query_bind(q->query, q->parameters, q->parameter_count,
                               &q->call->err);
    }
    forget(q);
    return compile(q);
}

static bool ignore_row(void *context,
                       const kith_value *const *row,
                       size_t columns)
{
    (void)row, (void)columns;
    ++*(uint64_t *)context;
    return true;
}

kith_status kith_query_begin(kith_query_call *q, kith_sink *out)
{
    const kith_status st = kith_result_sink(q->call, out);
    if (st == KITH_OK && q->before)
        kith_put(out, q->before);
    return st;
}

/* Among answers in JSON a plan is a text. */
static kith_status put_plan_item(kith_query_call *q,
                                 bool profile,
                                 kith_sink *sink)
{
    kith_text plan = {0};
    char *text = NULL;
    FILE *file = open_memstream(&text, &plan.length);
    if (file)
        kith_query_put_plan(q->query, profile, file);
    if (!file || fclose(file) != 0) {
        free(text);
        return kith_fail(&q->call->err, KITH_E_MEMORY, "out of memory");
    }
    plan.data = text;
    kith_put(sink, "{\"plan\":");
    kith_put_json(sink, plan);
    kith_put_char(sink, '}');
    free(text);
    return KITH_OK;
}

static kith_status put_plan(kith_query_call *q, bool profile)
{
    uint64_t rows = 0;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    if (profile)
        KITH_TRY(st, kith_query_run(q->query, ignore_row, &rows, &q->call->err),
                 done);
    KITH_TRY(st, kith_query_begin(q, &sink), done);
    if (q->listed) {
        KITH_TRY(st, put_plan_item(q, profile, &sink), done);
    } else {
        kith_query_put_plan(q->query, profile, sink.file);
    }
    st = kith_sink_finish(&sink, &q->call->err);
done:
    return st;
}

static kith_status put_answer(kith_query_call *q)
{
    const kith_settings *settings = &q->call->settings;
    const kith_query_mode mode = kith_query_mode_of(q->query);
    if (settings->explain_plan || mode == KITH_QUERY_EXPLAIN)
        return put_plan(q, false);
    if (settings->profile || mode == KITH_QUERY_PROFILE)
        return put_plan(q, true);
    q->has_rows = true;
    return settings->as_graph ? kith_query_put_graph(q)
                              : kith_query_put_rows(q);
}

/* Queries take and release the same large arrays again and again. Whether glibc
 * keeps them or gives them back to the system, which must then clear them each
 * time, is else a matter of chance: a shortest path takes four times as long.
 */
static void keep_memory(void)
{
#ifdef M_TRIM_THRESHOLD
    (void)mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    (void)mallopt(M_TRIM_THRESHOLD, 512 * 1024 * 1024);
#endif
}

kith_status kith_query_open(kith_query_call *q)
{
    kith_call *call = q->call;
    keep_memory();
    const kith_status st =
        kith_session_new(&q->session, call->graph, &call->err);
    if (st == KITH_OK)
        kith_session_procedures(q->session, q->procedures, q->procedure_count);
    return st;
}

kith_status kith_query_answer(kith_query_call *q)
{
    kith_status st = KITH_OK;
    q->has_rows = false;
    q->rows = q->hidden = 0;
    q->remarks = 0;
    KITH_TRY(st, prepare(q), done);
    put_remarks(q);
    KITH_TRY(st, put_answer(q), done);
    put_remarks(q);
done:
    if (st != KITH_OK)
        forget(q);
    return st;
}

/* The place in the whole script of a place in one of its statements. */
static kith_place place_in_script(const kith_query_call *q, kith_place place)
{
    const char *at = q->script.data;
    place.offset += (size_t)(q->text - q->script.data);
    const char *const end = q->script.data + place.offset;
    place.line = 1;
    for (const char *c = NULL;
         (c = memchr(at, '\n', (size_t)(end - at))) != NULL; at = c + 1)
        place.line++;
    place.column = 1;
    for (; at < end; at++)
        place.column += ((unsigned char)*at & 0xC0) != 0x80;
    return place;
}

void kith_query_report(kith_query_call *q)
{
    kith_error *err = &q->call->err;
    kith_text text = {q->text, q->length};
    q->call->reported = true;
    kith_query_flush(q);
    if (!err->place.line || !err->length) {
        kith_report(err, q->call->settings.color);
        return;
    }
    if (q->script.data) {
        err->place = place_in_script(q, err->place);
        text = q->script;
    }
    kith_report_excerpt(err, text, q->call->settings.color);
}
