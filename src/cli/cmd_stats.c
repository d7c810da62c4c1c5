/* kith stats: what is in here? */
#include "base/error.h"
#include "cli/input.h"
#include "cli/stats.h"

#include <math.h>

void kith_figures_list(const kith_figures *f, kith_figure out[KITH_FIGURES])
{
    const kith_graph *graph = f->call->graph;
    const kith_statistics *s = &f->s;
    const bool measured = isfinite(s->mean_distance);
    const double none = (double)NAN;
    const kith_figure all[KITH_FIGURES] = {
        {"entities",                 (double)kith_graph_entity_count(graph)    },
        {"relations",                (double)kith_graph_relation_count(graph)  },
        {"documents",                (double)kith_graph_document_records(graph)},
        {"components",               (double)s->components                     },
        {"largest component",        (double)s->largest_component              },
        {"strong components",        (double)s->strong_components              },
        {"largest strong component", (double)s->largest_strong_component       },
        {"bridges",                  (double)s->bridges                        },
        {"cut points",               (double)s->cut_points                     },
        {"isolated entities",        (double)s->isolated                       },
        {"self-relations",           (double)s->self_relations                 },
        {"parallel relations",       (double)s->parallel_relations             },
        {"density",                  s->density                                },
        {"reciprocity",              s->reciprocity                            },
        {"transitivity",             s->transitivity                           },
        {"mean clustering",          s->clustering                             },
        {"degree assortativity",     s->assortativity                          },
        {"least degree",             (double)s->least_degree                   },
        {"mean degree",              s->mean_degree                            },
        {"most degree",              (double)s->most_degree                    },
        {"different degrees",        (double)s->degree_count                   },
        {"diameter",                 measured ? (double)s->diameter : none     },
        {"diameter at most",         measured ? (double)s->most_diameter : none},
        {"mean distance",            s->mean_distance                          },
        {"mean distance error",      measured ? s->mean_distance_error : none  },
    };
    for (size_t i = 0; i < KITH_FIGURES; i++)
        out[i] = all[i];
}

/* The bin of a degree where they double: 0, 1, 2 and 3, 4 to 7, ... */
static size_t doubling_bin(size_t degree)
{
    size_t bin = 0;
    for (; degree > 0; degree /= 2)
        bin++;
    return bin;
}

size_t kith_degree_bins(const kith_statistics *s,
                        kith_degree_bin out[KITH_DEGREE_BINS])
{
    enum { CLOSE = 12 };
    const size_t least = s->least_degree;
    const size_t range = s->most_degree - least + 1;
    const bool close = range <= CLOSE && 2 * s->degree_count > range;
    const size_t from = close ? least : doubling_bin(least);
    const size_t to = close ? s->most_degree : doubling_bin(s->most_degree);
    if (s->degree_count == 0)
        return 0;
    for (size_t i = from; i <= to; i++) {
        const size_t begin = i > 0 ? (size_t)1 << (i - 1) : 0;
        out[i - from] = close
                            ? (kith_degree_bin){i, i, 0}
                            : (kith_degree_bin){begin, 2 * begin - (i > 0), 0};
    }
    for (size_t i = 0; i < s->degree_count; i++) {
        const size_t degree = s->degrees[i].degree;
        const size_t bin = close ? degree : doubling_bin(degree);
        out[bin - from].entities += s->degrees[i].entities;
    }
    return to - from + 1;
}

static kith_status put_table(const kith_figures *f)
{
    static const char *const columns[] = {"figure", "~value", NULL};
    kith_call *call = f->call;
    kith_figure all[KITH_FIGURES];
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    kith_figures_list(f, all);
    KITH_TRY(st, kith_result_new(&table, columns, &call->err), done);
    for (size_t i = 0; i < KITH_FIGURES; i++) {
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        KITH_TRY(st, kith_table_put_text(table, 0, all[i].name, &call->err),
                 done);
        kith_table_put_real(table, 1, all[i].value);
    }
    st = kith_result_table(call, table);
done:
    kith_table_free(table);
    return st;
}

static kith_status print(const kith_figures *f)
{
    kith_call *call = f->call;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (kith_result_is_text(call)) {
        KITH_TRY(st, kith_stats_text(f, &sink), done);
    } else if (kith_result_is_json(call)) {
        kith_stats_json(f, &sink);
    } else {
        KITH_TRY(st, put_table(f), done);
    }
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

static kith_status run(kith_call *call)
{
    kith_figures f = {.call = call};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_read(call, 0), done);
    KITH_TRY(st,
             kith_statistics_take(call->graph, 0,
                                  (unsigned)call->settings.threads, &f.s,
                                  &call->err),
             done);
    KITH_TRY(st, kith_tally_entities(&f.entities, call->graph, &call->err),
             done);
    KITH_TRY(st,
             kith_tally_relations(&f.relations, call->graph, true, &call->err),
             done);
    st = print(&f);
done:
    kith_statistics_clear(&f.s);
    kith_tally_free(&f.entities);
    kith_tally_free(&f.relations);
    return st;
}

static const char *const examples[] = {
    "a first look at some records",
    "kith stats data/cis-forum.json",
    "the same figures for a program",
    "kith stats --format json data/cis-forum.json",
    NULL,
};

const kith_command kith_cmd_stats = {
    .name = "stats",
    .summary = "count what is in the records, and measure the whole graph",
    .operands = "INPUT...",
    .description =
        "Prints how many entities and relations there are of each type, into "
        "how many parts they fall, how dense and how clustered the graph is, "
        "how many relations entities have, and how far apart they are. "
        "Directions count for strong components, density and reciprocity, and "
        "nowhere else.\n\n"
        "Distances are exact while entities * relations is below 2e9. Beyond, "
        "the mean is from a sample of 64 entities, with its standard error, "
        "and the diameter is exact or a span: it is searched for from the "
        "outside in until the work for that is spent.\n\n"
        "CSV has the figures by the names of the text; JSON has underscores in "
        "them, and an object for the degrees.\n\n"
        "A graph of 20 million relations takes about a minute and 2 GB.",
    .examples = examples,
    .groups = kith_table_groups,
    .topics = "Figures",
    .topic_at = kith_figure_topic,
    .run = run,
};
