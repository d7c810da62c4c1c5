/* From the graph to a picture: a scene, the program that draws it, and quicker
 * engines for when it does not come to an end. */
#include "cli/picture.h"

#include "base/alloc.h"
#include "base/error.h"
#include "cli/child.h"
#include "cli/report.h"

#include <kith/analysis.h>
#include <kith/export.h>
#include <kith/layout.h>

#include <errno.h>
#include <string.h>

/* Entities up to which communities are boxed without being asked for: as many
 * as kith-draw puts into layers. */
#define MOST_CLUSTERED 40

/* Entities up to which Graphviz is asked first: as many as neato is quick for.
 */
#define MOST_FOR_GRAPHVIZ 300

/* Entities up to which colours tell types; in larger pictures those are noise.
 */
#define MOST_COLOURED_BY_TYPE 2000

/* Entities up to which kith-draw writes names inside of them, and on lines. */
#define MOST_CARDS 60

/* Entities beyond which dot takes seconds, and then minutes. */
#define MOST_FOR_DOT 100

static const char own_engine[] = "kith";

static kith_status measure(kith_picture *p, unsigned row, double **values)
{
    kith_call *call = p->call;
    const kith_measure *by = &kith_measures()[row];
    *values = KITH_NEW(double, kith_graph_entity_count(call->graph));
    if (!*values)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    return kith_measure_run(by, call->graph, NULL, *values, &call->err);
}

static void group_by_type(kith_picture *p)
{
    const kith_graph *graph = p->call->graph;
    const size_t types = kith_graph_entity_type_count(graph);
    for (size_t e = 0; e < kith_graph_entity_count(graph); e++) {
        const kith_id type = kith_graph_entity_type(graph, (kith_id)e);
        p->group[e] = type == KITH_NONE ? (kith_id)types : type;
    }
    p->group_count = types + 1;
}

static kith_status find_groups(kith_call *call,
                               const char *method,
                               kith_id **group,
                               size_t *count)
{
    const size_t entities = kith_graph_entity_count(call->graph);
    const kith_group_options how = {.method = method};
    kith_groups *groups = NULL;
    *group = KITH_NEW(kith_id, entities);
    if (!*group)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    const kith_status st =
        kith_groups_find(&groups, call->graph, &how, &call->err);
    if (st != KITH_OK)
        return st;
    for (size_t e = 0; e < entities; e++)
        (*group)[e] = kith_groups_of(groups, (kith_id)e);
    *count = kith_groups_count(groups);
    kith_groups_free(groups);
    return KITH_OK;
}

/* What to cluster by, once it is known how large the diagram is. */
static kith_clustering clustering_of(const kith_picture *p)
{
    const kith_clustering wanted = (kith_clustering)p->call->settings.cluster;
    if (wanted != KITH_CLUSTER_AUTO)
        return wanted;
    const bool boxes = !strcmp(p->engine, "auto") ||
                       !strcmp(p->engine, "dot") || !strcmp(p->engine, "fdp");
    const bool is_small = kith_picture_size(p) <= MOST_CLUSTERED;
    return boxes && is_small ? KITH_CLUSTER_LEIDEN : KITH_CLUSTER_NONE;
}

static kith_status cluster(kith_picture *p)
{
    kith_call *call = p->call;
    const kith_clustering clustering = clustering_of(p);
    switch (clustering) {
    case KITH_CLUSTER_AUTO:
    case KITH_CLUSTER_NONE:
        return KITH_OK;
    case KITH_CLUSTER_TYPE:
        p->group_name = "types";
        p->group = KITH_NEW(kith_id, kith_graph_entity_count(call->graph));
        if (!p->group)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        group_by_type(p);
        return KITH_OK;
    case KITH_CLUSTER_LEIDEN:
        p->group_name = "communities";
        return find_groups(call, "leiden", &p->group, &p->group_count);
    case KITH_CLUSTER_COMPONENTS:
        p->group_name = "connected parts";
        return find_groups(call, "components", &p->group, &p->group_count);
    }
    return KITH_E_INTERNAL;
}

/* What the colours are to tell; 0, as where nobody asked, is the type. */
static kith_status choose_colours(kith_picture *p)
{
    unsigned by = p->call->settings.color_by;
    if (by == KITH_COLOR_BY_AUTO) {
        by = kith_picture_size(p) > MOST_COLOURED_BY_TYPE ? KITH_COLOR_BY_GROUP
                                                          : KITH_COLOR_BY_TYPE;
    }
    if (by == KITH_COLOR_BY_GROUP) {
        return find_groups(p->call, "leiden", &p->community,
                           &p->community_count);
    }
    return by < KITH_COLOR_BY_MEASURE
               ? KITH_OK
               : measure(p, by - KITH_COLOR_BY_MEASURE, &p->shade);
}

kith_status kith_picture_collapse(kith_picture *picture)
{
    kith_call *call = picture->call;
    if (call->settings.collapse != KITH_COLLAPSE_LEAVES)
        return KITH_OK;
    picture->card = KITH_NEW(kith_id, kith_graph_entity_count(call->graph));
    if (!picture->card)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    return kith_leaves_find(call->graph, picture->strong_entities,
                            picture->card, &picture->hidden, &call->err);
}

size_t kith_picture_size(const kith_picture *picture)
{
    return kith_graph_entity_count(picture->call->graph) - picture->hidden;
}

kith_status kith_picture_prepare(kith_picture *picture)
{
    kith_status st = KITH_OK;
    KITH_TRY(st,
             measure(picture, picture->call->settings.size_by - 1,
                     &picture->score),
             done);
    KITH_TRY(st, choose_colours(picture), done);
    st = cluster(picture);
done:
    return st;
}

void kith_picture_free(kith_picture *picture)
{
    kith_release(picture->score);
    kith_release(picture->group);
    kith_release(picture->community);
    kith_release(picture->shade);
    kith_release(picture->card);
    kith_release(picture->x);
    kith_release(picture->y);
}

/* The entities that have a card of their own. */
static kith_status list_cards(const kith_picture *p, kith_id **list)
{
    *list = KITH_NEW(kith_id, kith_picture_size(p));
    if (!*list)
        return kith_fail(&p->call->err, KITH_E_MEMORY, "out of memory");
    size_t count = 0;
    for (kith_id e = 0; e < kith_graph_entity_count(p->call->graph); e++) {
        if (p->card[e] == e)
            (*list)[count++] = e;
    }
    return KITH_OK;
}

/* Places of all, found by laying out only those that are drawn. */
static kith_status lay_out_cards(kith_picture *p, kith_layout_options how)
{
    kith_call *call = p->call;
    const size_t count = kith_picture_size(p);
    kith_graph *drawn = NULL;
    kith_id *cards = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, list_cards(p, &cards), done);
    const kith_selection selection = {.entities = cards, .entity_count = count};
    KITH_TRY(st, kith_graph_select(&drawn, call->graph, &selection, &call->err),
             done);
    KITH_TRY(st, kith_layout_find(drawn, &how, p->x, p->y, &call->err), done);
    /* each goes to a place that is not before its own */
    for (size_t i = count; i-- > 0;) {
        p->x[cards[i]] = p->x[i];
        p->y[cards[i]] = p->y[i];
    }
done:
    kith_graph_free(drawn);
    kith_release(cards);
    return st;
}

/* Places of kith's own: the engine "kith". */
static kith_status lay_out(kith_picture *p)
{
    kith_call *call = p->call;
    const size_t count = kith_graph_entity_count(call->graph);
    p->x = KITH_NEW(double, count);
    p->y = KITH_NEW(double, count);
    if (!p->x || !p->y)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    kith_layout_options how = {
        .threads = (unsigned)call->settings.threads,
    };
    if (!p->card) {
        how.group = p->community ? p->community : p->group;
        how.group_count = p->community ? p->community_count : p->group_count;
    }
    const kith_status st =
        p->card ? lay_out_cards(p, how)
                : kith_layout_find(call->graph, &how, p->x, p->y, &call->err);
    if (st == KITH_OK)
        kith_picture_scale(p);
    return st;
}

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

static kith_status write_scene(kith_picture *p, const char *engine, FILE *scene)
{
    const bool own = !strcmp(engine, own_engine);
    if (own && !p->x) {
        const kith_status st = lay_out(p);
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
static const char *quicker(const char *engine)
{
    if (!strcmp(engine, "sfdp") || !strcmp(engine, "twopi"))
        return own_engine;
    return strcmp(engine, own_engine) != 0 ? "sfdp" : NULL;
}

/* What kith-draw chooses from is for smaller graphs: sfdp takes 25 s for 10,000
 * entities, and shows their groups less well. */
static const char *first_engine(const kith_picture *p)
{
    const bool is_large = kith_picture_size(p) > MOST_FOR_GRAPHVIZ;
    return is_large && !strcmp(p->engine, "auto") ? own_engine : p->engine;
}

/* Names of relations, which large diagrams have no room for. */
static void warn_of_labels(const kith_picture *p)
{
    const bool quiet = p->call->settings.quiet;
    if (kith_picture_size(p) <= MOST_CARDS)
        return;
    if (p->call->settings.dates) {
        kith_remark(quiet,
                    "dates are written in diagrams of up to %d entities, and "
                    "in larger ones on what is highlighted",
                    MOST_CARDS);
    }
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
    warn_of_labels(p);
    const kith_settings *settings = &p->call->settings;
    const bool boxes = !strcmp(engine, "auto") || !strcmp(engine, "dot") ||
                       !strcmp(engine, "fdp");
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
        const char *next = quicker(engine);
        kith_remark(false, "engine '%s' %s%s%s", engine, how_it_ended(end),
                    next ? "; trying " : "", next ? next : "");
        engine = next;
    }
    KITH_TRY(st, give_up(picture, end), done);
    st = copy(result, picture->out ? picture->out : call->output.file,
              &call->err);
done:
    if (result)
        (void)fclose(result);
    return st;
}
