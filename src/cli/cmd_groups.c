/* kith groups: which communities are there, and where does the graph part? */
#include "base/error.h"
#include "cli/group_help.h"
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/result.h"
#include "cli/weights.h"

static const char *const prints[] = {"groups",     "members",   "links",
                                     "brokers",    "quality",   "bridges",
                                     "cut-points", "relations", NULL};

static const kith_option options[] = {
    {.name = "method",
     .type = KITH_OPTION_CHOICE,
     .value = "METHOD",
     .offset = KITH_AT(method),
     .choice_at = kith_group_method_choice,
     .implied = "leiden",
     .help = "how to find groups; see below"},
    {.name = "print",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(print),
     .choices = prints,
     .implied = "groups in text, members otherwise",
     .help = "groups, their members, the links (relations between two groups), "
             "the brokers (entities that reach other groups), the quality of "
             "the grouping, the relations between groups one by one; or, by no "
             "method, the bridges (relations) and cut "
             "points (entities) without which the graph falls apart"},
    {.name = "members",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(members),
     .help = "the same as --print members"},
    {.name = "group",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(group),
     .least = 1,
     .most = UINT32_MAX,
     .help = "the members of group N only, or with --print relations the "
             "relations between it and others"},
    {.name = "with",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(with_group),
     .least = 1,
     .most = UINT32_MAX,
     .help = "with --group and --print relations: only those to group N"},
    {.name = "resolution",
     .type = KITH_OPTION_REAL,
     .value = "R",
     .offset = KITH_AT(resolution),
     .least = 0.000001,
     .most = 1000000,
     .implied = "1",
     .help = "higher gives more and smaller groups"},
    {.name = "runs",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(runs),
     .least = 1,
     .most = 10000,
     .implied = "8, fewer on large graphs",
     .help = "take the best of so many runs"},
    {.name = "seed",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(seed),
     .otherwise = "0",
     .help = "the same seed gives the same groups"},
    {.name = "weighted",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(weighted),
     .help = "let weights count, as strengths"},
    {.name = "weight-as",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(weight_as),
     .choices = kith_weight_as_choices,
     .help = "let weights count and say what they are; distances count as "
             "1 / distance"},
    {.name = "directed",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(directed),
     .help = "infomap: follow directions; other methods ignore them, but for "
             "strong, which always follows them"},
    {.name = "steps",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(steps),
     .least = 1,
     .most = 100,
     .implied = "4",
     .help = "walktrap: how long walks are"},
    {.name = "k",
     .type = KITH_OPTION_INTEGER,
     .value = "K",
     .offset = KITH_AT(core),
     .least = 1,
     .most = UINT32_MAX,
     .implied = "the highest there is",
     .help = "cores: neighbours that all have within the core"},
    {.name = "least",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(least),
     .least = 2,
     .most = UINT32_MAX,
     .implied = "3",
     .help = "cliques: of so many entities or more"},
    {.name = "most",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(most),
     .least = 1,
     .most = 100000000,
     .implied = "1000",
     .help = "cliques: stop when so many have been found"},
    {.name = "patient",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(patient),
     .help = "take a method also where it may take very long"},
    {.name = "limit",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(limit),
     .most = UINT32_MAX,
     .otherwise = "50",
     .help = "in text, print the first N rows or groups; 0 = all"},
    {.name = "each",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(each),
     .most = UINT32_MAX,
     .otherwise = "20",
     .help = "in text, list the first N members of a group; 0 = all"},
    {0                                                              },
};

const char *kith_group_method_choice(size_t index)
{
    return kith_group_methods()[index].name;
}

size_t kith_groups_limit(const kith_call *call)
{
    const uint64_t limit = call->settings.limit;
    return kith_result_is_text(call) && limit > 0 ? (size_t)limit : SIZE_MAX;
}

static kith_status find(kith_groups_found *f)
{
    kith_call *call = f->call;
    const kith_settings *settings = &call->settings;
    const unsigned method = settings->method;
    f->method = &kith_group_methods()[method ? method - 1 : 0];
    kith_meter meter = kith_meter_start(settings->quiet);
    const kith_group_options how = {
        .method = f->method->name,
        .resolution = settings->resolution,
        .seed = settings->seed,
        .runs = (uint32_t)settings->runs,
        .steps = (uint32_t)settings->steps,
        .core = (uint32_t)settings->core,
        .least = (uint32_t)settings->least,
        .most = (uint32_t)settings->most,
        .weights = kith_weights_asked(settings, KITH_WEIGHTS_STRENGTH),
        .directed = settings->directed,
        .patient = settings->patient,
        .threads = (unsigned)settings->threads,
        .progress = kith_meter_group,
        .progress_context = &meter,
    };
    const kith_status st =
        kith_groups_find(&f->groups, call->graph, &how, &call->err);
    kith_meter_end(&meter);
    if (st == KITH_E_LIMIT)
        kith_hint(&call->err, "take leiden, select a part, or add --patient");
    call->input = st != KITH_OK && st != KITH_E_MEMORY;
    return st;
}

static kith_status check_number(const kith_groups_found *f, uint64_t number)
{
    kith_call *call = f->call;
    const size_t count = kith_groups_count(f->groups);
    if (number <= count)
        return KITH_OK;
    kith_fail(&call->err, KITH_E_NOT_FOUND, "there is no group %u",
              (unsigned)number);
    kith_hint(&call->err, "%s finds groups 1 to %zu", f->method->name, count);
    return KITH_E_NOT_FOUND;
}

static kith_status look_at(kith_groups_found *f)
{
    kith_call *call = f->call;
    kith_status st = find(f);
    if (st != KITH_OK)
        return st;
    f->figures = kith_groups_figures(f->groups);
    st = check_number(f, call->settings.group);
    if (st == KITH_OK)
        st = check_number(f, call->settings.with_group);
    if (st != KITH_OK)
        return st;
    for (kith_id g = 0; g < kith_groups_count(f->groups); g++)
        f->members += kith_groups_size(f->groups, g);
    call->no = kith_groups_count(f->groups) == 0 &&
               kith_graph_entity_count(call->graph) > 0;
    return kith_graph_adjacency(call->graph, KITH_BOTH, &f->relations,
                                &call->err);
}

/* What to print: --print, or what suits the format. */
static kith_groups_print print_of(const kith_call *call)
{
    const kith_settings *settings = &call->settings;
    if (settings->print)
        return (kith_groups_print)settings->print;
    return settings->members || settings->group || !kith_result_is_text(call)
               ? KITH_PRINT_MEMBERS
               : KITH_PRINT_GROUPS;
}

static kith_status check_group(kith_call *call, kith_groups_print print)
{
    const kith_settings *settings = &call->settings;
    const bool relations = print == KITH_PRINT_RELATIONS;
    if (settings->with_group && !(relations && settings->group)) {
        kith_fail(&call->err, KITH_E_INVALID,
                  "'--with' goes with '--print relations' and '--group' only");
        kith_hint(&call->err, "write '--print relations --group N --with M'");
        return KITH_E_INVALID;
    }
    if (settings->group && !relations && print != KITH_PRINT_MEMBERS) {
        kith_fail(&call->err, KITH_E_INVALID,
                  "'--group' does not go with '--print %s'", prints[print - 1]);
        kith_hint(&call->err, "print members or relations of a group");
        return KITH_E_INVALID;
    }
    return KITH_OK;
}

/* An option that says how to find groups, other than by which method; or NULL
 * if none is given. */
static const char *how_to_group(const kith_settings *s)
{
    const struct {
        const char *name;
        bool given;
    } options_of_methods[] = {
        {"resolution", s->resolution > 0},
        {"runs",       s->runs > 0      },
        {"seed",       s->seed > 0      },
        {"weighted",   s->weighted      },
        {"weight-as",  s->weight_as > 0 },
        {"directed",   s->directed      },
        {"steps",      s->steps > 0     },
        {"k",          s->core > 0      },
        {"least",      s->least > 0     },
        {"most",       s->most > 0      },
        {"patient",    s->patient       },
    };
    const size_t count = sizeof options_of_methods / sizeof *options_of_methods;
    for (size_t i = 0; i < count; i++) {
        if (options_of_methods[i].given)
            return options_of_methods[i].name;
    }
    return NULL;
}

static kith_status check(kith_call *call, kith_groups_print print)
{
    const bool cuts =
        print == KITH_PRINT_BRIDGES || print == KITH_PRINT_CUT_POINTS;
    const char *how = cuts ? how_to_group(&call->settings) : NULL;
    if (call->settings.members && print != KITH_PRINT_MEMBERS) {
        kith_fail(&call->err, KITH_E_INVALID,
                  "options '--members' and '--print %s' say different things",
                  prints[print - 1]);
        kith_hint(&call->err, "give one of them");
        return KITH_E_INVALID;
    }
    if (cuts && call->settings.method) {
        kith_fail(&call->err, KITH_E_INVALID,
                  "there is only one method to find %s", prints[print - 1]);
        kith_hint(&call->err, "leave out '--method'");
        return KITH_E_INVALID;
    }
    if (how) {
        kith_fail(&call->err, KITH_E_INVALID,
                  "option '--%s' makes no difference to %s", how,
                  prints[print - 1]);
        kith_hint(&call->err, "leave out '--%s'", how);
        return KITH_E_INVALID;
    }
    return check_group(call, print);
}

static kith_status put_groups(kith_call *call, kith_groups_print print)
{
    kith_groups_found f = {.call = call};
    kith_status st = KITH_OK;
    KITH_TRY(st, look_at(&f), done);
    st = kith_result_is_text(call) && print <= KITH_PRINT_MEMBERS
             ? kith_groups_put_text(&f)
             : kith_groups_put_table(&f, print);
done:
    kith_groups_free(f.groups);
    return st;
}

static kith_status run(kith_call *call)
{
    const kith_groups_print print = print_of(call);
    kith_status st = KITH_OK;
    KITH_TRY(st, check(call, print), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    st = print == KITH_PRINT_BRIDGES || print == KITH_PRINT_CUT_POINTS
             ? kith_groups_put_cuts(call, print)
             : put_groups(call, print);
done:
    return st;
}

static const char *const examples[] = {
    "communities, with their members",
    "kith groups --members data/cis-forum.json",
    "the connected parts of the records, a row for each entity",
    "kith groups --method components --format csv data/cis-forum.json",
    "what joins the communities",
    "kith groups --print links data/cis-forum.json",
    "the relations between two of them, one by one",
    "kith groups --print relations --group 1 --with 3 data/cis-forum.json",
    "whose loss parts the graph",
    "kith groups --print cut-points data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_groups = {
    .name = "groups",
    .summary = "find communities and connected parts",
    .operands = "INPUT...",
    .description =
        "Groups the entities. Group 1 is the largest. In text each group is "
        "shown with its size, its member with the most relations inside, the "
        "types of its members and the share of their relations that stay "
        "inside, and below that what joins the groups; in other formats each "
        "entity is a row with the number of its group.\n\n"
        "The order of the records makes no difference, and the same seed gives "
        "the same groups. An option that a method does not heed is refused.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .topics = "Methods",
    .topic_at = kith_group_method_topic,
    .run = run,
};
