/* kith path: how are entities connected? */
#include "base/error.h"
#include "cli/drawing.h"
#include "cli/result.h"
#include "cli/route.h"
#include "cli/weights.h"

#include <string.h>

static const char *const formats[] = {"table", "json",     "jsonl",   "csv",
                                      "tsv",   "markdown", "records", NULL};

static const kith_option options[] = {
    {.name = "to",
     .type = KITH_OPTION_TEXTS,
     .value = "ENTITIES",
     .offset = KITH_AT(to),
     .help = "find paths to each of these: an entity, or several with commas "
             "between them; may be repeated, and takes the place of TO"},
    {.name = "connect",
     .type = KITH_OPTION_TEXTS,
     .value = "ENTITIES",
     .offset = KITH_AT(connect),
     .help = "find a few relations that connect all of these, in place of FROM "
             "and TO; may be repeated"},
    {.name = "all",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(all),
     .help = "every shortest path, not only the first"},
    {.name = "shortest",
     .type = KITH_OPTION_INTEGER,
     .value = "K",
     .offset = KITH_AT(shortest),
     .least = 1,
     .most = 1000000,
     .help = "the K shortest paths, the shortest first; none comes twice to "
             "the same entity"},
    {.name = "within",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(within),
     .least = 1,
     .most = 1000,
     .help = "every path of at most N relations, the shorter first"},
    {.name = "distinct",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(distinct),
     .help = "paths over the same entities are one: of relations between the "
             "same two take the cheapest, of equal ones the first; in text the "
             "others stand below it"},
    {.name = "most",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(most),
     .least = 1,
     .most = UINT32_MAX,
     .implied = "100",
     .help = "with --all and --within: at most N paths to each entity"},
    {.name = "effort",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(effort),
     .least = 1,
     .most = 1000000000,
     .otherwise = "500",
     .help = "with --shortest, --within and --via, and where ways have costs: "
             "give up after looking at N million relations, and say so"},
    {.name = "via",
     .type = KITH_OPTION_TEXTS,
     .value = "ENTITIES",
     .offset = KITH_AT(via),
     .help = "pass through these, in this order; may be repeated"},
    {.name = "along",
     .type = KITH_OPTION_NAMES,
     .value = "TYPES",
     .offset = KITH_AT(along),
     .help = "use relations of these types only"},
    {.name = "avoid",
     .type = KITH_OPTION_TEXTS,
     .value = "WHAT",
     .offset = KITH_AT(avoid),
     .help = "keep off a relation type, an entity type or an entity; may be "
             "repeated. Who is named is free: a type leaves out those between "
             "the ends"},
    {.name = "avoid-hubs",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(avoid_hubs),
     .help = "passing through an entity of d relations costs log2(d / 2) more: "
             "1 for 4 relations, 9 for 1024; whoever is named is free"},
    {.name = "directed",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(directed),
     .help = "follow directions only"},
    {.name = "undirected",
     .type = KITH_OPTION_OFF,
     .offset = KITH_AT(directed),
     .help = "go either way (this is the default)"},
    {.name = "weighted",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(weighted),
     .help = "weights are distances: least sum instead of fewest relations"},
    {.name = "weight-as",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(weight_as),
     .choices = kith_weight_as_choices,
     .help =
         "let weights count and say what they are; of a strength 1 / weight "
         "is the distance, and one of 0 is not used"},
    {.name = "surest",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(surest),
     .help = "the greatest product of confidences; a relation without one "
             "counts as sure"},
    {.name = "draw",
     .type = KITH_OPTION_PATH,
     .value = "FILE",
     .offset = KITH_AT(drawing),
     .help =
         "also draw a diagram: FILE ends in .svg, .png, .pdf or .dot; -o with "
         "such a FILE draws it and prints nothing"},
    {.name = "format",
     .type = KITH_OPTION_CHOICE,
     .value = "FORMAT",
     .offset = KITH_AT(format),
     .choices = formats,
     .otherwise = "table",
     .help = "how to print the result; records are what other commands read"},
    KITH_JSON_OPTION,
    {0                                                    },
};

/* -- what goes together --------------------------------------------------- */

static const kith_apart apart[] = {
    {"all",      "shortest"  },
    {"all",      "within"    },
    {"shortest", "within"    },
    {"within",   "weighted"  },
    {"within",   "weight-as" },
    {"within",   "surest"    },
    {"within",   "avoid-hubs"},
    {"surest",   "weighted"  },
    {"surest",   "weight-as" },
    {"surest",   "avoid-hubs"},
    {"connect",  "to"        },
    {"connect",  "via"       },
    {"connect",  "all"       },
    {"connect",  "shortest"  },
    {"connect",  "within"    },
    {"connect",  "directed"  },
    {"connect",  "distinct"  },
    {"directed", "undirected"},
    {NULL,       NULL        },
};

static kith_status check_most(kith_call *call)
{
    const kith_settings *s = &call->settings;
    if (!s->most || s->all || s->within)
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "'--most' goes with '--all' or '--within' only");
    kith_hint(&call->err, "leave it out, or give one of them");
    return KITH_E_INVALID;
}

/* How many operands name entities: FROM and TO, FROM, or none. */
static size_t name_count(const kith_settings *settings)
{
    if (settings->connect.count)
        return 0;
    return settings->to.count ? 1 : 2;
}

static kith_status check_operands(kith_call *call)
{
    static const char *const forms[] = {"--connect ENTITIES INPUT...",
                                        "FROM --to ENTITIES INPUT...",
                                        "FROM TO INPUT..."};
    const size_t names = name_count(&call->settings);
    if (call->operand_count > names)
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID, "'kith path' needs %s",
                    forms[names]);
    kith_hint(&call->err, "write 'kith path [OPTIONS] %s'", forms[names]);
    return KITH_E_INVALID;
}

/* -- the command ---------------------------------------------------------- */

static kith_path_cost cost_of(const kith_settings *settings)
{
    if (settings->surest)
        return KITH_COST_DOUBT;
    if (settings->weight_as == KITH_WEIGHT_AS_STRENGTH)
        return KITH_COST_STRENGTH;
    return settings->weighted || settings->weight_as ? KITH_COST_DISTANCE
                                                     : KITH_COST_RELATIONS;
}

static kith_path_options how_of(const kith_settings *settings,
                                const kith_ids *via)
{
    return (kith_path_options){
        .directed = settings->directed,
        .all = settings->all,
        .shortest = (size_t)settings->shortest,
        .within = (size_t)settings->within,
        .most = (size_t)settings->most,
        .most_looks = settings->effort * 1000000,
        .distinct = settings->distinct,
        .cost = cost_of(settings),
        .avoid_hubs = settings->avoid_hubs,
        .along = settings->along.items,
        .avoid = settings->avoid.items,
        .via = via->items,
        .via_count = via->count,
    };
}

static bool is_type(const kith_graph *graph, const char *name)
{
    const kith_text text = {name, strlen(name)};
    return kith_graph_relation_type_of(graph, text) != KITH_NONE ||
           kith_graph_entity_type_of(graph, text) != KITH_NONE;
}

/* Refuse to avoid one of the entities that the path is to touch. */
static kith_status check_avoided(kith_route *r, const kith_ids *touched)
{
    kith_call *call = r->call;
    const kith_list *avoid = &call->settings.avoid;
    for (size_t i = 0; i < avoid->count; i++) {
        const char *name = avoid->items[i];
        kith_id e = KITH_NONE;
        /* what is unknown is refused where it is looked for */
        if (is_type(call->graph, name) ||
            kith_graph_resolve(call->graph, name, &e, NULL) != KITH_OK)
            continue;
        bool is_touched = !kith_route_connects(r) && e == r->from;
        for (size_t t = 0; t < touched->count; t++)
            is_touched = is_touched || touched->items[t] == e;
        if (!is_touched)
            continue;
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "'%s' is both to be avoided and to be on the path",
                        kith_graph_entity_name(call->graph, e));
        kith_hint(&call->err, "leave it out of --avoid");
        return KITH_E_INVALID;
    }
    return KITH_OK;
}

/* One entity, however often it is named, is connected with itself. */
static kith_status check_named(kith_route *r)
{
    kith_call *call = r->call;
    for (size_t i = 1; i < r->named.count; i++) {
        if (r->named.items[i] != r->named.items[0])
            return KITH_OK;
    }
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "'--connect' names only one entity: '%s'",
                    kith_graph_entity_name(call->graph, r->named.items[0]));
    kith_hint(&call->err, "name two or more, with commas between them");
    return KITH_E_INVALID;
}

static kith_status resolve(kith_route *r)
{
    kith_call *call = r->call;
    const kith_settings *settings = &call->settings;
    kith_ids via = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_resolve_list(call, &settings->connect, &r->named),
             done);
    KITH_TRY(st, kith_input_resolve_list(call, &settings->to, &r->targets),
             done);
    KITH_TRY(st, kith_input_resolve_list(call, &settings->via, &via), done);
    if (kith_route_connects(r)) {
        KITH_TRY(st, check_named(r), done);
        r->from = r->named.items[0];
    } else {
        KITH_TRY(st, kith_input_resolve(call, 0, &r->from), done);
    }
    if (name_count(settings) == 2) {
        KITH_TRY(st, kith_input_resolve(call, 1, r->targets.items), done);
        r->targets.count = 1;
    }
    KITH_TRY(st, check_avoided(r, &r->named), done);
    KITH_TRY(st, check_avoided(r, &r->targets), done);
    KITH_TRY(st, check_avoided(r, &via), done);
    r->how = how_of(settings, &via);
done:
    return st;
}

static kith_status find(kith_route *r)
{
    kith_call *call = r->call;
    if (kith_route_connects(r)) {
        return kith_connection_find(&r->connection, call->graph, r->named.items,
                                    r->named.count, &r->how, &call->err);
    }
    return kith_paths_find_each(&r->paths, call->graph, r->from,
                                r->targets.items, r->targets.count, &r->how,
                                &call->err);
}

static kith_status answer(const kith_route *r, bool only_drawing)
{
    kith_call *call = r->call;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_call_vocabulary(call), done);
    if (call->settings.drawing && kith_route_count(r) > 0)
        KITH_TRY(st, kith_route_draw(r), done);
    if (only_drawing)
        return KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (kith_result_is_text(call)) {
        KITH_TRY(st, kith_route_put_text(r, &sink), done);
    } else if (kith_result_is_json(call)) {
        KITH_TRY(st, kith_route_put_json(r, &sink), done);
    } else if (call->settings.format == KITH_RESULT_RECORDS) {
        KITH_TRY(st, kith_route_put_records(r, &sink), done);
    } else {
        KITH_TRY(st, kith_route_put_table(r), done);
    }
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

/* Whether the answer is among the shortest paths between two entities, whatever
 * the relations are like. */
static bool is_plain(const kith_settings *s)
{
    return name_count(s) == 2 && !s->via.count && !s->along.count &&
           !s->avoid.count && !s->avoid_hubs && !s->directed && !s->weighted &&
           !s->weight_as && !s->surest && !s->shortest && !s->within &&
           !s->distinct;
}

static kith_status read(kith_call *call)
{
    return is_plain(&call->settings)
               ? kith_input_read_near(call, 2)
               : kith_input_read_named(call, name_count(&call->settings));
}

static kith_status run(kith_call *call)
{
    kith_route r = {.call = call};
    kith_status st = KITH_OK;
    const bool only_drawing = kith_drawing_takes_output(call);
    KITH_TRY(st, check_most(call), done);
    KITH_TRY(st, check_operands(call), done);
    KITH_TRY(st, kith_drawing_check(call), done);
    KITH_TRY(st, read(call), done);
    KITH_TRY(st, resolve(&r), done);
    KITH_TRY(st, find(&r), done);
    call->no = kith_route_connects(&r) ? kith_route_count(&r) > 1
                                       : kith_route_count(&r) == 0;
    KITH_TRY(st, kith_route_remark(&r), done);
    if (kith_route_count(&r) > 0 || !kith_result_is_text(call))
        st = answer(&r, only_drawing);
done:
    kith_paths_free(r.paths);
    kith_connection_free(r.connection);
    return st;
}

static const char *const examples[] = {
    "how a person and a country are connected, with the evidence",
    "kith path 'Nurudin Mukhitdinov' Armenia data/cis-forum.json",
    "every shortest way that does not pass through the forum",
    "kith path --all --avoid forum Tashkent Armenia data/cis-forum.json",
    "the five shortest ways, those past hubs last",
    "kith path --shortest 5 --avoid-hubs isrs moldova data/cis-forum.json",
    "five ways, each over other entities",
    "kith path --shortest 5 --distinct isrs moldova data/cis-forum.json",
    "what connects three entities, with a diagram",
    "kith path --connect isrs,armenia,rcc data/cis-forum.json --draw all.svg",
    "the same as records, for any other command",
    "kith path isrs cis data/cis-forum.json --format records | kith stats -",
    NULL,
};

const kith_command kith_cmd_path = {
    .name = "path",
    .summary = "show how entities are connected, with the evidence",
    .operands = "[FROM [TO]] INPUT...",
    .description =
        "Prints the shortest path between two entities, each named by id, name "
        "or alias: a sentence for each relation, and below it its properties "
        "and what it rests on. Relations are followed either way unless "
        "--directed is given.\n\n"
        "With --to there is one FROM and any number of targets, and all "
        "operands after FROM are inputs. With --connect all operands are "
        "inputs: the answer is a small tree of relations that connects what is "
        "named, the smallest there is where few entities are named, and at "
        "most twice as large otherwise, which is said.\n\n"
        "Shortest paths by relations take about as long as a look at every "
        "relation; all other searches stop after so many relations as "
        "--effort says, which is the same on every machine.\n\n"
        "The exit status is 1 if there is no path, and with --connect if not "
        "all are connected.",
    .examples = examples,
    .options = options,
    .groups = kith_graph_groups,
    .apart = apart,
    .run = run,
};
