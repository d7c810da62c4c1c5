/* What `kith groups --print` can say, as tables. */
#include "base/error.h"
#include "cli/groups.h"
#include "cli/result.h"

#include <math.h>
#include <string.h>

/* Columns for programs, and for people where they get others. */
typedef struct {
    const char *columns[9];
    const char *for_people[9];
} layout;

static const layout layouts[] = {
    [KITH_PRINT_GROUPS] = {{"#group", "#size", "id", "name", "type", "types",
                            "~inside", NULL},
                           {"#group", "#size", "around", "types", "~inside",
                            NULL}                                                           },
    [KITH_PRINT_MEMBERS] = {{"id", "name", "type", "#group", "~inside", NULL},
                           {NULL}                                                           },
    [KITH_PRINT_LINKS] = {{"#group", "#with", "#relations", "types", NULL},
                           {NULL}                                                           },
    [KITH_PRINT_RELATIONS] = {{"source", "type", "target", "#group", "#with",
                               NULL},
                           {NULL}                                                           },
    [KITH_PRINT_BROKERS] = {{"id", "name", "type", "#group", "#inside",
                             "#outside", "#groups", NULL},
                           {"name", "type", "#group", "#inside", "#outside",
                             "#groups", NULL}                                               },
    [KITH_PRINT_QUALITY] = {{"method", "#entities", "#groups", NULL},                  {NULL}},
};

kith_status kith_groups_table_new(kith_table **out,
                                  const kith_groups_found *found,
                                  kith_groups_print print)
{
    kith_call *call = found->call;
    const layout *l = &layouts[print];
    const bool people = kith_result_is_text(call) && l->for_people[0];
    const bool overlap = found->method->heeds & KITH_HEEDS_LEAST;
    layout own = *l;
    const char **names = people ? own.for_people : own.columns;
    for (size_t i = 0; names[i]; i++) {
        if (overlap && !strcmp(names[i], "around"))
            names[i] = "members";
    }
    return kith_result_new(out, names, &call->err);
}

static kith_status fill_members(const kith_groups_found *f, kith_table *table)
{
    kith_call *call = f->call;
    const uint32_t *first = f->relations.first;
    const uint64_t only = call->settings.group;
    kith_status st = KITH_OK;
    for (kith_id g = 0; g < kith_groups_count(f->groups); g++) {
        if (only && g + 1 != only)
            continue;
        const kith_id *members = kith_groups_members(f->groups, g);
        for (size_t i = 0; i < kith_groups_size(f->groups, g); i++) {
            const kith_id e = members[i];
            const double all = first[e + 1] - first[e];
            const double inside = (double)kith_groups_inside(f->groups, g, i);
            KITH_TRY(st, kith_result_entity(call, table, e), done);
            kith_table_put_integer(table, 3, (int64_t)g + 1);
            kith_table_put_real(table, 4, all > 0 ? inside / all : (double)NAN);
        }
    }
done:
    return st;
}

/* Figures of the grouping, which a method may have or not. */
enum { FIGURES = 5 };

static const char *const figure_names[FIGURES] = {
    "~modularity", "~code_length", "~resolution", "#runs", "#k",
};

static void list_figures(const kith_group_figures *figures, double *out)
{
    out[0] = figures->modularity;
    out[1] = figures->code_length;
    out[2] = figures->resolution > 0 ? figures->resolution : (double)NAN;
    out[3] = figures->runs > 0 ? figures->runs : (double)NAN;
    out[4] = figures->core > 0 ? figures->core : (double)NAN;
}

/* For people what a method does not have is left out, elsewhere absent. */
static kith_status fill_quality(const kith_groups_found *f, kith_table *table)
{
    kith_call *call = f->call;
    const char *names[FIGURES + 1] = {NULL};
    double shown[FIGURES];
    double figures[FIGURES];
    size_t count = 0;
    kith_status st = KITH_OK;
    list_figures(&f->figures, figures);
    for (size_t i = 0; i < FIGURES; i++) {
        if (isnan(figures[i]) && kith_result_is_text(call))
            continue;
        names[count] = figure_names[i];
        shown[count++] = figures[i];
    }
    KITH_TRY(st, kith_result_columns(table, names, &call->err), done);
    KITH_TRY(st, kith_table_add_row(table, &call->err), done);
    KITH_TRY(st, kith_table_put_text(table, 0, f->method->name, &call->err),
             done);
    kith_table_put_integer(table, 1,
                           (int64_t)kith_graph_entity_count(call->graph));
    kith_table_put_integer(table, 2, (int64_t)kith_groups_count(f->groups));
    for (size_t i = 0; i < count; i++) {
        if (*names[i] == '~') {
            kith_table_put_real(table, 3 + i, shown[i]);
        } else if (!isnan(shown[i])) {
            kith_table_put_integer(table, 3 + i, (int64_t)shown[i]);
        }
    }
done:
    return st;
}

static kith_status fill(const kith_groups_found *f,
                        kith_groups_print print,
                        kith_table *table,
                        size_t *all)
{
    const size_t most = kith_groups_limit(f->call);
    switch (print) {
    case KITH_PRINT_MEMBERS:
        return fill_members(f, table);
    case KITH_PRINT_LINKS:
        return kith_groups_fill_links(f, table, most, all);
    case KITH_PRINT_RELATIONS:
        return kith_groups_fill_relations(f, table, most, all);
    case KITH_PRINT_BROKERS:
        return kith_groups_fill_brokers(f, table, most, all);
    case KITH_PRINT_QUALITY:
        return fill_quality(f, table);
    case KITH_PRINT_GROUPS:
    case KITH_PRINT_BRIDGES:
    case KITH_PRINT_CUT_POINTS:
        break;
    }
    return kith_groups_fill(f, table, most);
}

/* What stands between groups, as that many are called. */
static const char *noun(kith_groups_print print, size_t count)
{
    static const char *const nouns[][2] = {
        [KITH_PRINT_LINKS] = {"links",     "link"    },
        [KITH_PRINT_BROKERS] = {"entities",  "entity"  },
        [KITH_PRINT_RELATIONS] = {"relations", "relation"},
    };
    return nouns[print][count == 1];
}

/* "between 6 groups", or what --group and --with say. */
static void name_groups(const kith_groups_found *f, char *out, size_t size)
{
    const unsigned group = (unsigned)f->call->settings.group;
    const unsigned with = (unsigned)f->call->settings.with_group;
    if (!group) {
        (void)snprintf(out, size, "between %zu group%s",
                       kith_groups_count(f->groups),
                       kith_groups_count(f->groups) == 1 ? "" : "s");
    } else if (!with) {
        (void)snprintf(out, size, "between group %u and others", group);
    } else if (with == group) {
        (void)snprintf(out, size, "inside group %u", group);
    } else {
        (void)snprintf(out, size, "between groups %u and %u", group, with);
    }
}

static kith_status put_footnote(const kith_groups_found *f,
                                kith_groups_print print,
                                size_t rows,
                                size_t all)
{
    kith_call *call = f->call;
    kith_sink sink = {.file = call->output.file};
    char more[64] = "";
    char groups[80];
    if (rows < all) {
        (void)snprintf(more, sizeof more, "; %zu more, --limit 0 prints all",
                       all - rows);
    }
    name_groups(f, groups, sizeof groups);
    kith_result_footnote(call, &sink, "%zu %s %s by %s%s", all,
                         noun(print, all), groups, f->method->name, more);
    return kith_sink_finish(&sink, &call->err);
}

kith_status kith_groups_put_table(const kith_groups_found *found,
                                  kith_groups_print print)
{
    kith_call *call = found->call;
    const bool between = print == KITH_PRINT_LINKS ||
                         print == KITH_PRINT_BROKERS ||
                         print == KITH_PRINT_RELATIONS;
    kith_table *table = NULL;
    size_t all = 0;
    kith_status st = KITH_OK;
    if (between && found->method->heeds & KITH_HEEDS_LEAST) {
        kith_fail(&call->err, KITH_E_UNSUPPORTED,
                  "nothing stands between '%s', which overlap",
                  found->method->name);
        kith_hint(&call->err, "take another method, or print groups");
        call->input = true;
        return KITH_E_UNSUPPORTED;
    }
    if (kith_result_is_json(call) &&
        (print == KITH_PRINT_LINKS || print == KITH_PRINT_GROUPS))
        return kith_groups_put_json(found, print);
    KITH_TRY(st, kith_groups_table_new(&table, found, print), done);
    KITH_TRY(st, fill(found, print, table, &all), done);
    KITH_TRY(st, kith_result_table(call, table), done);
    if (between && kith_result_is_text(call) && !call->settings.quiet)
        st = put_footnote(found, print, kith_table_rows(table), all);
done:
    kith_table_free(table);
    return st;
}
