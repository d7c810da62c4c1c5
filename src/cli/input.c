/* From operands and options to the graph that a command answers from. */
#include "cli/input.h"

#include "base/alloc.h"
#include "base/error.h"
#include "cli/base_input.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/selection_remark.h"
#include "cli/top.h"

#include <kith/analysis.h>
#include <kith/store.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Problems that are kept when only the first few will be printed: some of them
 * may be warnings. */
#define KEPT_PROBLEMS 64

/* Inputs named in a hint. */
#define MOST_INPUTS 8

kith_read_options kith_input_options(const kith_call *call, size_t first)
{
    const kith_settings *settings = &call->settings;
    const char *temporary = getenv("TMPDIR");
    return (kith_read_options){
        .inputs = call->operands + first,
        .input_count = call->operand_count - first,
        .threads = (unsigned)settings->threads,
        .most_record_size = (size_t)settings->most_record_size,
        .implicit = settings->implicit,
        .vocabulary = call->vocabulary,
        .temporary_folder = temporary && *temporary ? temporary : NULL,
        .map = settings->map,
        .from = settings->from ? kith_dialect_choice(settings->from - 1) : NULL,
    };
}

static kith_status read_inputs(kith_call *call,
                               size_t first,
                               size_t limit,
                               bool check)
{
    const kith_settings *settings = &call->settings;
    kith_status st = KITH_OK;
    kith_meter meter = kith_meter_start(settings->quiet);
    bool base = false;
    call->input = true;
    if (settings->vocabulary)
        KITH_TRY(st, kith_call_vocabulary(call), done);
    kith_read_options options = kith_input_options(call, first);
    options.unsound = settings->unsound || check;
    options.progress = kith_meter_move;
    options.progress_context = &meter;
    call->diagnostics = kith_diagnostics_new(limit);
    if (!call->diagnostics)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_base_input(call, first, check, &options, &base), done);
    if (!base)
        st = kith_graph_read(&call->whole, &options, call->diagnostics,
                             &call->err);
    call->graph = call->whole;
done:
    kith_meter_end(&meter);
    return st;
}

static bool selects(const kith_settings *settings)
{
    return settings->entity_types.count || settings->relation_types.count ||
           settings->around.count || settings->at || settings->between.first ||
           settings->least_confidence > 0 ||
           settings->component == KITH_COMPONENT_MAIN;
}

const char *kith_input_whole_base(const kith_call *call, size_t first)
{
    const kith_settings *settings = &call->settings;
    const bool ranks = settings->top && settings->by;
    const char *path = call->operands[first];
    return call->operand_count == first + 1 && !selects(settings) && !ranks &&
                   kith_store_kind_of(path) == KITH_STORE_BASE
               ? path
               : NULL;
}

static kith_selection selection_of(const kith_settings *settings)
{
    return (kith_selection){
        .entity_types = settings->entity_types.items,
        .relation_types = settings->relation_types.items,
        .around = settings->around.items,
        .depth = (uint32_t)settings->depth,
        .at = settings->at,
        .between_first = settings->between.first,
        .between_last = settings->between.last,
        .least_confidence = settings->least_confidence,
        .main_component = settings->component == KITH_COMPONENT_MAIN,
    };
}

/* What is left after the other selections is measured, and the best of it are
 * kept. */
static kith_status keep_top(kith_call *call)
{
    const kith_measure *measure = &kith_measures()[call->settings.by - 1];
    const size_t size = kith_graph_entity_count(call->graph);
    kith_status st = KITH_OK;
    double *score = KITH_NEW(double, size);
    kith_id *best = KITH_NEW(kith_id, size);
    if (!score || !best) {
        st = kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st,
             kith_measure_run(measure, call->graph, NULL, score, &call->err),
             done);
    const kith_scoring by = {
        .score = score,
        .size = size,
        .least_first = measure->least_first,
    };
    const size_t count = kith_top(&by, (size_t)call->settings.top, best);
    const kith_selection selection = {.entities = best, .entity_count = count};
    KITH_TRY(st,
             kith_graph_select(&call->ranked, call->graph, &selection,
                               &call->err),
             done);
    call->graph = call->ranked;
done:
    kith_release(score);
    kith_release(best);
    return st;
}

static size_t count_names(const kith_list *list)
{
    size_t count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        for (const char *c = list->items[i]; *c; c++)
            count += *c == ',';
    }
    return count;
}

/* The entities that the call names, as far as all of the records tell: a name
 * that they do not know, or know twice, may still mean one of the selection. */
static kith_status spare(kith_call *call,
                         const kith_list *names,
                         kith_ids *spared)
{
    const size_t size = spared->count + count_names(names);
    kith_id *items = KITH_ARENA_NEW(&call->arena, kith_id, size + 1);
    if (!items)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < spared->count; i++)
        items[i] = spared->items[i];
    spared->items = items;
    for (size_t i = 0; i < names->count; i++) {
        const kith_list one = {&names->items[i], 1};
        const kith_error before = call->err;
        kith_ids found = {0};
        if (kith_input_resolve_list(call, &one, &found) == KITH_E_MEMORY)
            return KITH_E_MEMORY;
        call->err = before;
        for (size_t e = 0; e < found.count; e++)
            items[spared->count++] = found.items[e];
    }
    return KITH_OK;
}

static kith_status spare_named(kith_call *call, size_t first, kith_ids *spared)
{
    const kith_settings *settings = &call->settings;
    const kith_list operands = {call->operands, first};
    const kith_list *const lists[] = {&operands, &settings->to,
                                      &settings->connect, &settings->via};
    kith_status st = KITH_OK;
    for (size_t i = 0; st == KITH_OK && i < sizeof lists / sizeof *lists; i++)
        st = spare(call, lists[i], spared);
    return st;
}

/* `named` operands are entities, and whoever is named stays. */
static kith_status select_part(kith_call *call, bool spares, size_t named)
{
    kith_status st = KITH_OK;
    kith_ids spared = {0};
    if (selects(&call->settings)) {
        if (spares)
            KITH_TRY(st, spare_named(call, named, &spared), done);
        kith_selection selection = selection_of(&call->settings);
        selection.spared = spared.items;
        selection.spared_count = spared.count;
        KITH_TRY(st,
                 kith_graph_select(&call->selected, call->whole, &selection,
                                   &call->err),
                 done);
        call->graph = call->selected;
    }
    /* Without --by, --top is about the rows of the result. */
    if (call->settings.top && call->settings.by)
        KITH_TRY(st, keep_top(call), done);
done:
    return st;
}

/* The inputs as they are to be given to `kith check`: a conflict between two of
 * them shows in neither alone. NULL if out of memory. */
static const char *inputs_text(kith_call *call, size_t first)
{
    const size_t count = call->operand_count - first;
    const size_t listed = count < MOST_INPUTS ? count : MOST_INPUTS;
    size_t size = sizeof " …";
    size_t length = 0;
    for (size_t i = 0; i < listed; i++)
        size += strlen(call->operands[first + i]) + 1;
    char *text = kith_arena_take(&call->arena, size);
    for (size_t i = 0; text && i < listed; i++) {
        length += (size_t)snprintf(text + length, size - length, "%s%s",
                                   i ? " " : "", call->operands[first + i]);
    }
    if (text && listed < count)
        (void)snprintf(text + length, size - length, " …");
    return text;
}

/* What another tool wrote and a record cannot hold. */
static void remark_losses(const kith_call *call)
{
    const kith_diagnostics *list = call->diagnostics;
    for (size_t i = 0; i < kith_diagnostics_size(list); i++) {
        const kith_problem *problem = kith_diagnostics_at(list, i);
        if (problem->rule == KITH_RULE_NOT_HELD)
            kith_remark(call->settings.quiet, "%s: %s",
                        problem->error.place.source, problem->error.message);
    }
}

/* What was wrong and did not stop the reading. */
static void remark_problems(const kith_call *call, const char *inputs)
{
    const kith_diagnostics *list = call->diagnostics;
    const size_t errors = kith_diagnostics_count(list, KITH_ERROR);
    const size_t warnings = kith_diagnostics_count(list, KITH_WARNING) -
                            kith_diagnostics_of_rule(list, KITH_RULE_NOT_HELD);
    if (errors) {
        kith_remark(call->settings.quiet, "%zu %s; see 'kith check %s'", errors,
                    errors == 1 ? "error left out" : "errors left out", inputs);
    } else if (warnings && isatty(STDERR_FILENO)) {
        kith_remark(call->settings.quiet, "%zu %s; see 'kith check %s'",
                    warnings, warnings == 1 ? "warning" : "warnings", inputs);
    }
}

static void report_problems(kith_call *call, kith_status st, const char *inputs)
{
    if (st == KITH_OK) {
        remark_losses(call);
        remark_problems(call, inputs);
    } else if (st == KITH_E_INVALID && call->diagnostics &&
               kith_diagnostics_count(call->diagnostics, KITH_ERROR)) {
        kith_report_errors(call->diagnostics, inputs, call->settings.color);
        call->reported = true;
    }
}

static kith_status read_part(kith_call *call, size_t first, bool spares)
{
    const char *inputs = inputs_text(call, first);
    if (!inputs)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    kith_status st = read_inputs(call, first, KEPT_PROBLEMS, false);
    report_problems(call, st, inputs);
    if (st == KITH_OK) {
        st = select_part(call, spares, first);
        if (st == KITH_OK)
            kith_selection_remark(call);
    }
    call->input = st != KITH_OK;
    return st;
}

kith_status kith_input_read(kith_call *call, size_t first)
{
    return read_part(call, first, false);
}

kith_status kith_input_read_named(kith_call *call, size_t first)
{
    return read_part(call, first, true);
}

/* The base that is the only input, with nothing selected; or NULL. */
static const char *lone_base(const kith_call *call, size_t first)
{
    const kith_settings *s = &call->settings;
    return call->operand_count == first + 1 && !selects(s) && !s->top &&
                   !s->vocabulary &&
                   kith_store_kind_of(call->operands[first]) == KITH_STORE_BASE
               ? call->operands[first]
               : NULL;
}

kith_status kith_input_read_by_need(kith_call *call, size_t first)
{
    const char *path = lone_base(call, first);
    kith_error unheard = {0};
    const kith_status st =
        path ? kith_store_load_by_need(&call->whole, path,
                                       (unsigned)call->settings.threads,
                                       &unheard)
             : KITH_E_NOT_FOUND;
    call->graph = call->whole;
    return st == KITH_OK ? st : kith_input_read(call, first);
}

kith_status kith_input_read_near(kith_call *call, size_t first)
{
    const char *path = lone_base(call, first);
    kith_error unheard = {0};
    kith_status st = KITH_E_NOT_FOUND;
    if (path) {
        st = first == 1 ? kith_store_load_around(&call->whole, path,
                                                 call->operands[0], &unheard)
                        : kith_store_load_between(&call->whole, path,
                                                  call->operands[0],
                                                  call->operands[1], &unheard);
    }
    call->graph = call->whole;
    /* whatever went wrong shows better where all is read */
    return st == KITH_OK ? st : kith_input_read_named(call, first);
}

kith_status kith_input_add(kith_call *call, kith_store_change *change)
{
    const char *inputs = inputs_text(call, 0); /* the base is half of it */
    kith_status st = KITH_OK;
    kith_meter meter = kith_meter_start(call->settings.quiet);
    call->input = true;
    call->diagnostics = kith_diagnostics_new(KEPT_PROBLEMS);
    if (!inputs || !call->diagnostics)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    if (call->settings.vocabulary)
        KITH_TRY(st, kith_call_vocabulary(call), done);
    kith_read_options options = kith_input_options(call, 1);
    options.unsound = call->settings.unsound;
    options.progress = kith_meter_move;
    options.progress_context = &meter;
    st = kith_store_add(call->operands[0], &options, call->diagnostics, change,
                        &call->err);
    kith_meter_end(&meter);
    report_problems(call, st, inputs);
done:
    return st;
}

kith_status kith_input_check(kith_call *call, size_t first, size_t limit)
{
    const kith_status st = read_inputs(call, first, limit, true);
    call->input = st != KITH_OK;
    return st;
}

kith_status kith_input_resolve_text(kith_call *call,
                                    const char *text,
                                    kith_id *out)
{
    kith_error err = {0};
    kith_id other = KITH_NONE;
    kith_status st = kith_graph_resolve(call->graph, text, out, &err);
    if (st == KITH_OK)
        return st;
    if (st == KITH_E_NOT_FOUND && call->graph != call->whole) {
        err = (kith_error){0};
        st = kith_graph_resolve(call->whole, text, &other, &err);
    }
    if (st == KITH_OK) {
        (void)kith_fail(&call->err, KITH_E_NOT_FOUND,
                        "'%s' is not in what is selected", text);
        kith_hint(&call->err, "select more");
        return KITH_E_NOT_FOUND;
    }
    (void)kith_fail(&call->err, st, "%s", err.message);
    if (err.hint[0]) {
        kith_hint(&call->err, "%s", err.hint);
    } else if (st == KITH_E_NOT_FOUND) {
        kith_hint(&call->err, "look for part of it with 'kith find'");
    }
    return st;
}

kith_status kith_input_resolve(kith_call *call, size_t index, kith_id *out)
{
    return kith_input_resolve_text(call, call->operands[index], out);
}

/* One text: an entity, or several with commas between them. */
static kith_status resolve_each(kith_call *call,
                                const char *text,
                                kith_ids *out)
{
    kith_status st = KITH_E_NOT_FOUND;
    if (strchr(text, ',')) {
        kith_error err = {0};
        st = kith_graph_resolve(call->graph, text, &out->items[out->count],
                                &err);
        if (st == KITH_OK)
            out->count++;
    }
    for (const char *at = text; st != KITH_OK && at;) {
        const char *comma = strchr(at, ',');
        at += strspn(at, " ");
        size_t length = comma ? (size_t)(comma - at) : strlen(at);
        while (length && at[length - 1] == ' ')
            length--;
        if (!length) {
            return kith_fail(&call->err, KITH_E_INVALID,
                             "there is an empty name in '%s'", text);
        }
        const char *name = kith_arena_text(&call->arena, at, length);
        if (!name)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        const kith_status one =
            kith_input_resolve_text(call, name, &out->items[out->count]);
        if (one != KITH_OK)
            return one;
        out->count++;
        at = comma ? comma + 1 : NULL;
    }
    return KITH_OK;
}

kith_status kith_input_resolve_list(kith_call *call,
                                    const kith_list *list,
                                    kith_ids *out)
{
    kith_status st = KITH_OK;
    *out = (kith_ids){0};
    out->items = KITH_ARENA_NEW(&call->arena, kith_id, count_names(list) + 1);
    if (!out->items)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < list->count && st == KITH_OK; i++)
        st = resolve_each(call, list->items[i], out);
    return st;
}
