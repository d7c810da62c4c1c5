/* kith rank: who matters here? */
#include "base/error.h"
#include "cli/explanation.h"
#include "cli/input.h"
#include "cli/keep.h"
#include "cli/measure_help.h"
#include "cli/ranking.h"
#include "cli/weights.h"

static const kith_option options[] = {
    {.name = "by",
     .type = KITH_OPTION_CHOICES,
     .value = "MEASURES",
     .offset = KITH_AT(measures),
     .choice_at = kith_measure_choice,
     .implied = "degree,pagerank,betweenness; with weights strength instead of "
                "degree", .help = "measures, commas between them; rows are sorted by the first"},
    {.name = "top",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(top),
     .most = UINT32_MAX,
     .otherwise = "20",
     .help = "print the first N; 0 = all"},
    {.name = "all",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(all),
     .help = "print all"},
    {.name = "keep",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(keep),
     .help = "keep the scores in the knowledge base, where they are read again "
             "until its records change"},
    {.name = "directed",
     .type = KITH_OPTION_OFF,
     .offset = KITH_AT(undirected),
     .help = "follow directions (this is the default)"},
    {.name = "undirected",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(undirected),
     .help = "ignore directions"},
    {.name = "weighted",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(weighted),
     .help = "let weights count, as what each measure goes by: see Measures"},
    {.name = "weight-as",
     .type = KITH_OPTION_CHOICE,
     .value = "WHAT",
     .offset = KITH_AT(weight_as),
     .choices = kith_weight_as_choices,
     .help = "let weights count and say what they are; a measure that goes by "
             "the other takes 1 / weight"},
    {.name = "normalised",
     .type = KITH_OPTION_SWITCH,
     .offset = KITH_AT(normalised),
     .help = "scale the scores so that graphs of other sizes compare"},
    {.name = "damping",
     .type = KITH_OPTION_REAL,
     .value = "D",
     .offset = KITH_AT(damping),
     .least = 0.01,
     .most = 0.999,
     .otherwise = "0.85",
     .help = "pagerank: the chance of following a relation"},
    {.name = "alpha",
     .type = KITH_OPTION_REAL,
     .value = "A",
     .offset = KITH_AT(alpha),
     .least = 1e-12,
     .most = 1e12,
     .implied = "0.85 / the largest eigenvalue",
     .help = "katz: what each step of a walk counts"},
    {.name = "seed",
     .type = KITH_OPTION_TEXTS,
     .value = "ENTITY",
     .offset = KITH_AT(seeds),
     .help = "pagerank: walks start anew at this entity (id, name or alias), "
             "not anywhere; may be repeated"},
    {.name = "sample",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(sample),
     .least = 1,
     .most = UINT32_MAX,
     .help = "estimate from the paths of N entities drawn at random; quick, "
             "and told with its standard error"},
    {.name = "random-seed",
     .type = KITH_OPTION_INTEGER,
     .value = "N",
     .offset = KITH_AT(random_seed),
     .otherwise = "0",
     .help = "the same number draws the same sample"},
    {.name = "cutoff",
     .type = KITH_OPTION_REAL,
     .value = "LENGTH",
     .offset = KITH_AT(cutoff),
     .least = 1e-300,
     .most = 1e300,
     .help = "leave out paths that are longer, in relations or, with weights, "
             "in their sum"},
    {.name = "explain",
     .type = KITH_OPTION_TEXT,
     .value = "ENTITY",
     .offset = KITH_AT(explain),
     .help =
         "say why this entity (id, name or alias) has its score, as text or "
         "JSON; --by is betweenness unless given, and --top N the most "
         "reasons of a kind"},
    {0                                            },
};

static const kith_apart apart[] = {
    {"all",      "top"       },
    {"directed", "undirected"},
    {"explain",  "explain"   },
    {NULL,       NULL        },
};

static kith_status check_keep(kith_call *call)
{
    if (!call->settings.keep || kith_keep_base(call))
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_INVALID,
                    "'--keep' is for all of one knowledge base");
    kith_hint(&call->err, "'kith build' makes one; select nothing");
    return KITH_E_INVALID;
}

static kith_status run(kith_call *call)
{
    kith_ranking ranking = {0};
    kith_status st = KITH_OK;
    const bool explains = call->settings.explain != NULL;
    call->settings.all |= call->settings.top == 0;
    KITH_TRY(st, kith_ranking_choose(&ranking, call), done);
    if (explains)
        KITH_TRY(st, kith_explanation_check(&ranking), done);
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st, check_keep(call), done);
    KITH_TRY(st, kith_ranking_take(&ranking), done);
    KITH_TRY(st,
             explains ? kith_explanation_print(&ranking)
                      : kith_ranking_print(&ranking),
             done);
    if (!explains)
        KITH_TRY(st, kith_ranking_remark(&ranking), done);
    if (call->settings.keep)
        st = kith_ranking_keep(&ranking);
done:
    kith_ranking_clear(&ranking);
    return st;
}

static const char *const examples[] = {
    "who lies on the shortest ways between others",
    "kith rank --by betweenness data/cis-forum.json",
    "two measures, as a spreadsheet",
    "kith rank --by degree,closeness --format csv -o rank.csv "
    "data/cis-forum.json",
    "which relations hold a large network together, estimated",
    "kith rank --by relation-betweenness --sample 256 records.jsonl",
    "why somebody lies between so many others",
    "kith rank --explain forum --undirected --top 5 data/cis-forum.json",
    "who is near two suspects, in the eyes of a random walk",
    "kith rank --by pagerank --seed ada --seed bob --undirected records.jsonl",
    NULL,
};

const kith_command kith_cmd_rank = {
    .name = "rank",
    .summary = "order entities or relations by how much they matter",
    .operands = "INPUT...",
    .description =
        "Takes one or several measures of every entity, or of every relation, "
        "and prints the best. What has equal scores keeps the order of the "
        "records. The highest score comes first, but of eccentricity and "
        "constraint, where little is much, the least.\n\n"
        "Directions are followed. Where they say who belongs to what, as "
        "memberships do, no path leads on from a group: --undirected is what "
        "is wanted there.\n\n"
        "In JSON each row has id, name and type of an entity, or source, type "
        "and target of a relation, and one key a measure, at full precision; a "
        "sampled measure has its standard error beside it, such as "
        "betweenness_error.\n\n"
        "A sample orders well what differs by more than its standard error. "
        "With --sample 256 about 8 of the 10 highest by betweenness are found "
        "in a network with hubs (R-MAT, 16,000 entities), but only about 4 in "
        "one of many equals (an organisation of 65,000, where the 10 are "
        "within "
        "20 % of each other): take a larger sample there.",
    .examples = examples,
    .options = options,
    .groups = kith_table_groups_without_top,
    .apart = apart,
    .topics = "Measures",
    .topic_at = kith_measure_topic,
    .run = run,
};
