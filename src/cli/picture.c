/* From the graph to a picture: a scene, the program that draws it, and quicker
 * engines for when it does not come to an end. */
#include "cli/picture.h"

#include "base/error.h"
#include "cli/child.h"
#include "cli/report.h"

#include <kith/analysis.h>
#include <kith/export.h>

#include <errno.h>
#include <string.h>

/* Entities up to which Graphviz is asked first: as many as neato is quick for.
 */
#define MOST_FOR_GRAPHVIZ 300

/* Entities up to which kith-draw writes names inside of them, and on lines. */
#define MOST_CARDS 60

/* Entities beyond which dot takes seconds, and then minutes. */
#define MOST_FOR_DOT 100

static const char own_engine[] = "kith";

static kith_status no_file(kith_call *call)
{
    return kith_fail(&call->err, KITH_E_IO, "cannot make a temporary file: %s",
                     strerror(errno));
}

/* The measure that colours show, or NULL. */
static const char *colour_name(unsigned color_by)
{
    return color_by < KITH_COLOR_BY_MEASURE
               ? NULL
               : kith_measures()[color_by - KITH_COLOR_BY_MEASURE].name;
}

kith_date kith_picture_date(const kith_settings *settings)
{
    return settings->at ? settings->at : settings->between.last;
}

static kith_status write_changes(const kith_picture *p,
                                 const char *engine,
                                 FILE *scene)
{
    const kith_scene_options how = {
        .vocabulary = p->call->vocabulary,
        .title = p->call->settings.title,
        .theme = p->theme,
        .engine = engine,
    };
    return kith_scene_write_changes(p->before, p->call->whole, p->changes, &how,
                                    scene, &p->call->err);
}

static kith_status write_scene(kith_picture *p, const char *engine, FILE *scene)
{
    if (p->changes)
        return write_changes(p, engine, scene);
    const bool own = !strcmp(engine, own_engine);
    if (own && !p->x) {
        const kith_status st = kith_picture_lay_out(p);
        if (st != KITH_OK)
            return st;
    }
    const kith_settings *settings = &p->call->settings;
    const kith_scene_options how = {
        .vocabulary = p->call->vocabulary,
        .title = settings->title,
        .subtitle = settings->subtitle,
        .selection = p->selection,
        .theme = p->theme,
        .engine = own ? "given" : engine,
        .x = own ? p->x : NULL,
        .y = own ? p->y : NULL,
        .direction = p->direction,
        .score = p->score,
        .score_name = kith_measures()[settings->size_by - 1].name,
        .group = p->group,
        .group_count = p->group_count,
        .group_name = p->group_name,
        .group_by_type = p->call->settings.cluster == KITH_CLUSTER_TYPE,
        .boxed = p->call->settings.cluster > KITH_CLUSTER_NONE,
        .dpi = (unsigned)settings->dpi,
        .strong_entities = p->strong_entities,
        .strong_relations = p->strong_relations,
        .turned_relations = p->turned_relations,
        .faded_entities = p->faded_entities,
        .faded_relations = p->faded_relations,
        .card = p->card,
        .colour_group = p->community,
        .colour_group_count = p->community_count,
        .colour_value = p->shade,
        .colour_name = colour_name(settings->color_by),
        .dates = settings->dates,
        .at = kith_picture_date(settings),
        .no_legend = settings->no_legend,
        .no_labels = p->labels && !strcmp(p->labels, "none"),
        .labels = p->labels,
    };
    return kith_scene_write(p->call->graph, &how, scene, &p->call->err);
}

/* One try with one engine. */
static kith_status try_engine(kith_picture *p,
                              const char *program,
                              const char *engine,
                              FILE *result,
                              kith_child_end *end)
{
    kith_call *call = p->call;
    char name[] = "kith-draw";
    char option[] = "--format";
    char format[8];
    char quiet[] = "--quiet";
    char *const arguments[] = {name, option, format,
                               call->settings.quiet ? quiet : NULL, NULL};
    kith_status st = KITH_OK;
    FILE *scene = tmpfile();
    if (!scene)
        return no_file(call);
    snprintf(format, sizeof format, "%s", p->format);
    KITH_TRY(st, write_scene(p, engine, scene), done);
    const kith_child child = {
        .program = program,
        .arguments = arguments,
        .input = scene,
        .output = result,
        .seconds = call->settings.timeout,
        .memory = call->settings.memory,
    };
    st = kith_child_run(&child, end, &call->err);
done:
    (void)fclose(scene);
    return st;
}

/* The engine to take after one that failed; NULL if there is none quicker.
 * Times for 1,000 entities: neato 10 s, sfdp 0.7 s; kith's own 0.04 s. */
static const char *quicker(const kith_picture *p, const char *engine)
{
    if (!strcmp(engine, "sfdp") || !strcmp(engine, "twopi"))
        return p->changes ? NULL : own_engine; /* it lays out one graph */
    return strcmp(engine, own_engine) != 0 ? "sfdp" : NULL;
}

/* What kith-draw chooses from is for smaller graphs: sfdp takes 25 s for 10,000
 * entities, and shows their groups less well. */
static const char *first_engine(const kith_picture *p)
{
    const bool is_large =
        !p->changes && kith_picture_size(p) > MOST_FOR_GRAPHVIZ;
    return is_large && !strcmp(p->engine, "auto") ? own_engine : p->engine;
}

static bool any_dates(const kith_graph *graph)
{
    const size_t count = kith_graph_relation_count(graph);
    for (kith_id r = 0; r < count; r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        if (relation.since != KITH_NO_DATE || relation.until != KITH_NO_DATE)
            return true;
    }
    return false;
}

static void warn_of_dates(const kith_picture *p)
{
    const kith_call *call = p->call;
    if (!call->settings.dates)
        return;
    if (!any_dates(call->graph)) {
        kith_remark(
            call->settings.quiet,
            "no relation in the diagram has since or until: --dates makes "
            "no difference");
    } else if (kith_picture_size(p) > MOST_CARDS) {
        kith_remark(call->settings.quiet,
                    "dates are written in diagrams of up to %d entities, and "
                    "in larger ones on what is highlighted",
                    MOST_CARDS);
    }
}

/* Names of relations, which large diagrams have no room for. */
static void warn_of_labels(const kith_picture *p)
{
    const bool quiet = p->call->settings.quiet;
    if (kith_picture_size(p) <= MOST_CARDS)
        return;
    if (!p->labels)
        return;
    if (!strcmp(p->labels, "all")) {
        kith_remark(quiet,
                    "names of relations are written in diagrams of up to %d "
                    "entities; --labels legend tells them by colours",
                    MOST_CARDS);
    }
    if (!strcmp(p->labels, "legend") && p->theme && !strcmp(p->theme, "mono")) {
        kith_remark(quiet,
                    "without colours, relations are told apart in diagrams of "
                    "up to %d entities; --theme light has colours",
                    MOST_CARDS);
    }
}

/* What is asked for and does not come true, or comes at a price. */
static void warn(const kith_picture *p, const char *engine)
{
    const kith_settings *settings = &p->call->settings;
    const bool boxes = !strcmp(engine, "auto") || !strcmp(engine, "dot") ||
                       !strcmp(engine, "fdp");
    warn_of_dates(p);
    warn_of_labels(p);
    if (!strcmp(engine, "dot") && kith_picture_size(p) > MOST_FOR_DOT) {
        kith_remark(settings->quiet,
                    "engine 'dot' is slow for more than %d entities, and its "
                    "layers hard to read; 'neato', 'sfdp' and 'kith' are for "
                    "those",
                    MOST_FOR_DOT);
    }
    if (settings->cluster > KITH_CLUSTER_NONE && !boxes) {
        kith_remark(settings->quiet,
                    "engine '%s' draws no boxes%s; 'dot' and 'fdp' do", engine,
                    strcmp(engine, own_engine) != 0
                        ? ""
                        : ", but puts members of a group together");
    }
}

static kith_status copy(FILE *from, FILE *to, kith_error *err)
{
    char block[65536];
    size_t length = 0;
    kith_sink sink = {.file = to};
    rewind(from);
    while ((length = fread(block, 1, sizeof block, from)) > 0)
        kith_put_bytes(&sink, block, length);
    if (ferror(from)) {
        return kith_fail(err, KITH_E_IO, "cannot read the picture back: %s",
                         strerror(errno));
    }
    return kith_sink_finish(&sink, err);
}

static const char *how_it_ended(kith_child_end end)
{
    if (end == KITH_CHILD_TOO_LONG)
        return "took too long";
    return end == KITH_CHILD_KILLED ? "was killed" : "failed";
}

static kith_status give_up(kith_picture *p, kith_child_end end)
{
    kith_call *call = p->call;
    switch (end) {
    case KITH_CHILD_DONE:
        return KITH_OK;
    case KITH_CHILD_REFUSED: /* it has said why */
        call->reported = true;
        return KITH_E_INVALID;
    case KITH_CHILD_MISSING:
        return kith_fail(&call->err, KITH_E_IO, "cannot start 'kith-draw'");
    case KITH_CHILD_KILLED:
        (void)kith_fail(&call->err, KITH_E_IO,
                        "'kith-draw' was killed while it drew");
        kith_hint(&call->err, "memory may have run out; draw fewer, as with "
                              "--top 200");
        return KITH_E_IO;
    case KITH_CHILD_FAILED:
        (void)kith_fail(&call->err, KITH_E_IO,
                        "'kith-draw' failed with every engine");
        kith_hint(&call->err, "draw fewer, as with --top 200, or allow more "
                              "with --memory");
        return KITH_E_IO;
    case KITH_CHILD_TOO_LONG:
        (void)kith_fail(&call->err, KITH_E_LIMIT,
                        "no engine could draw %zu entities and %zu relations",
                        kith_graph_entity_count(call->graph),
                        kith_graph_relation_count(call->graph));
        kith_hint(&call->err, "draw fewer, as with --top 200, or allow more "
                              "with --timeout and --memory");
        return KITH_E_LIMIT;
    }
    return KITH_E_INTERNAL;
}

kith_status kith_picture_draw(kith_picture *picture)
{
    kith_call *call = picture->call;
    const char *engine = first_engine(picture);
    if (!picture->changes)
        warn(picture, engine);
    char program[4096];
    kith_child_end end = KITH_CHILD_DONE;
    kith_status st = KITH_OK;
    FILE *result = NULL;
    KITH_TRY(st,
             kith_child_find("kith-draw", program, sizeof program, &call->err),
             done);
    result = tmpfile();
    if (!result)
        return no_file(call);
    while (engine) {
        KITH_TRY(st, try_engine(picture, program, engine, result, &end), done);
        if (end != KITH_CHILD_FAILED && end != KITH_CHILD_KILLED &&
            end != KITH_CHILD_TOO_LONG)
            break;
        const char *next = quicker(picture, engine);
        kith_remark(call->settings.quiet, "engine '%s' %s%s%s", engine,
                    how_it_ended(end), next ? "; trying " : "",
                    next ? next : "");
        engine = next;
    }
    KITH_TRY(st, give_up(picture, end), done);
    KITH_TRY(st,
             kith_picture_check(result, picture->format, program, &call->err),
             done);
    st = copy(result, picture->out ? picture->out : call->output.file,
              &call->err);
done:
    if (result)
        (void)fclose(result);
    return st;
}
