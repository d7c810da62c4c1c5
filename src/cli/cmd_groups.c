/* kith groups: which communities are there? */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/result.h"

static const char *const methods[] = {
    [KITH_LEIDEN] = "leiden",
    [KITH_COMPONENTS] = "components",
    [KITH_STRONG] = "strong",
    [KITH_STRONG + 1] = NULL,
};

static const kith_option options[] = {
    {.name = "method",
     .type = KITH_OPTION_CHOICE,
     .value = "METHOD",
     .offset = KITH_AT(method),
     .choices = methods,
     .otherwise = "leiden",
     .help = "leiden: communities with many relations inside; components: "
             "connected whatever the direction; strong: connected along "
             "directions both ways"},
    {.name = "resolution",
     .type = KITH_OPTION_REAL,
     .value = "R",
     .offset = KITH_AT(resolution),
     .least = 0.000001,
     .most = 1000000,
     .otherwise = "1",
     .help = "leiden: higher gives more and smaller groups"},
    {.name = "runs",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(runs),
     .least = 1,
     .most = 10000,
     .otherwise = "8",
     .help = "leiden: take the best of so many runs"},
    {.name = "seed",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(seed),
     .otherwise = "0",
     .help = "leiden: the same seed gives the same groups"},
    {.name = "weighted",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(weighted),
     .help = "leiden: let weights count"},
    {.name = "members",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(members),
     .help = "in text, list the members of each group"},
    {.name = "limit",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(limit),
     .most = UINT32_MAX,
     .otherwise = "50",
     .help = "in text, print the N largest groups; 0 = all"},
    {0              },
};

static kith_status find(kith_groups_found *f)
{
    kith_call *call = f->call;
    const kith_group_options how = {
        .method = (kith_grouping)(call->settings.method - 1),
        .resolution = call->settings.resolution,
        .runs = (uint32_t)call->settings.runs,
        .seed = call->settings.seed,
        .weighted = call->settings.weighted,
    };
    const size_t size = kith_graph_entity_count(call->graph);
    f->method = how.method;
    f->name = methods[how.method];
    f->group = KITH_NEW(kith_id, size);
    if (!f->group)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    return kith_groups(call->graph, &how, f->group, &f->count, &f->modularity,
                       &call->err);
}

/* Entities by group, in order of id within it: a counting sort. */
static kith_status order(kith_groups_found *f)
{
    const size_t size = kith_graph_entity_count(f->call->graph);
    f->first = KITH_NEW(size_t, f->count + 2);
    f->members = KITH_NEW(kith_id, size);
    if (!f->first || !f->members)
        return kith_fail(&f->call->err, KITH_E_MEMORY, "out of memory");
    for (size_t e = 0; e < size; e++)
        f->first[f->group[e] + 2]++;
    for (size_t g = 2; g < f->count + 2; g++)
        f->first[g] += f->first[g - 1];
    for (size_t e = 0; e < size; e++)
        f->members[f->first[f->group[e] + 1]++] = (kith_id)e;
    return KITH_OK;
}

/* A row for each entity. */
static kith_status put_table(const kith_groups_found *f)
{
    static const char *const columns[] = {"id", "name", "type", "#group", NULL};
    kith_call *call = f->call;
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_new(&table, columns, &call->err), done);
    for (size_t i = 0; i < kith_graph_entity_count(call->graph); i++) {
        const kith_id e = f->members[i];
        KITH_TRY(st, kith_result_entity(call, table, e), done);
        kith_table_put_integer(table, 3, (int64_t)f->group[e] + 1);
    }
    st = kith_result_table(call, table);
done:
    kith_table_free(table);
    return st;
}

static kith_status run(kith_call *call)
{
    kith_groups_found f = {.call = call};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, find(&f), done);
    KITH_TRY(st, order(&f), done);
    st = kith_result_is_text(call) ? kith_groups_put_text(&f) : put_table(&f);
done:
    kith_release(f.group);
    kith_release(f.first);
    kith_release(f.members);
    return st;
}

static const char *const examples[] = {
    "communities, with their members",
    "kith groups --members data/cis-forum.json",
    "the connected parts of the records, a row for each entity",
    "kith groups --method components --format csv data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_groups = {
    .name = "groups",
    .summary = "find communities and connected parts",
    .operands = "INPUT...",
    .description =
        "Groups the entities. Group 1 is the largest. In text each group is "
        "shown with its size, its member with the most relations and the types "
        "of its members; in other formats each entity is a row with the number "
        "of its group.\n\n"
        "Leiden's method (Traag, Waltman and van Eck, 2019) looks for groups "
        "of high modularity and ignores direction.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups,
    .run = run,
};
