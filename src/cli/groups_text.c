/* Groups for people: a line for each, or each with its members, and below that
 * what joins them. */
#include "base/error.h"
#include "cli/groups.h"
#include "cli/result.h"

/* Rows of what joins the groups, at most. */
#define MOST_BETWEEN 5

static void put_member(const kith_groups_found *f,
                       kith_id g,
                       size_t i,
                       kith_sink *sink)
{
    const kith_graph *graph = f->call->graph;
    const kith_id e = kith_groups_members(f->groups, g)[i];
    const size_t all = f->relations.first[e + 1] - f->relations.first[e];
    const char *type = kith_result_type(graph, e);
    char share[80];
    kith_put(sink, "  ");
    kith_put_clean(sink, kith_graph_entity_name(graph, e));
    if (type) {
        kith_put(sink, " (");
        kith_put_clean(sink, type);
        kith_put_char(sink, ')');
    }
    if (all > 0) {
        (void)snprintf(share, sizeof share, ": %zu of %zu %s inside",
                       kith_groups_inside(f->groups, g, i), all,
                       all == 1 ? "relation" : "relations");
        kith_put(sink, share);
    }
    kith_put_char(sink, '\n');
}

static void put_members(const kith_groups_found *f,
                        size_t shown,
                        kith_sink *sink)
{
    const uint64_t each = f->call->settings.each;
    char text[96];
    const kith_id only = (kith_id)f->call->settings.group;
    const kith_id begin = only ? only - 1 : 0;
    const kith_id end = only ? only : (kith_id)shown;
    for (kith_id g = begin; g < end; g++) {
        const size_t size = kith_groups_size(f->groups, g);
        const size_t listed = each > 0 && each < size ? (size_t)each : size;
        (void)snprintf(text, sizeof text, "Group %u: %zu %s", (unsigned)g + 1,
                       size, size == 1 ? "entity" : "entities");
        kith_put(sink, g > begin ? "\n" : "");
        kith_put_look(sink, &f->call->screen, KITH_BOLD, text);
        kith_put_char(sink, '\n');
        for (size_t i = 0; i < listed; i++)
            put_member(f, g, i, sink);
        if (listed < size) {
            (void)snprintf(text, sizeof text,
                           "  and %zu more, --each 0 lists all\n",
                           size - listed);
            kith_put(sink, text);
        }
    }
}

static void put_heading(const kith_groups_found *f,
                        const char *heading,
                        kith_sink *sink)
{
    if (!heading)
        return;
    kith_put_char(sink, '\n');
    kith_put_look(sink, &f->call->screen, KITH_BOLD, heading);
    kith_put_char(sink, '\n');
}

/* Below what was printed, or by itself. */
static void put_remark(const kith_groups_found *f,
                       size_t shown,
                       const char *text,
                       kith_sink *sink)
{
    if (shown > 0) {
        kith_result_footnote(f->call, sink, "%s", text);
    } else {
        kith_put_look(sink, &f->call->screen, KITH_DIM, text);
        kith_put_char(sink, '\n');
    }
}

/* The groups, what of them is joined most, and who joins them. */
static kith_status put_overview(const kith_groups_found *f,
                                size_t shown,
                                kith_sink *sink)
{
    static const struct {
        kith_groups_print print;
        const char *heading;
    } parts[] = {
        {KITH_PRINT_GROUPS,  NULL                               },
        {KITH_PRINT_LINKS,   "Most relations between groups"    },
        {KITH_PRINT_BROKERS, "Who reaches the most other groups"},
    };
    kith_call *call = f->call;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < 3; i++) {
        kith_table *table = NULL;
        size_t all = 0;
        st = kith_groups_table_new(&table, f, parts[i].print);
        if (st == KITH_OK && i == 0)
            st = kith_groups_fill(f, table, shown);
        if (st == KITH_OK && i == 1)
            st = kith_groups_fill_links(f, table, MOST_BETWEEN, &all);
        if (st == KITH_OK && i == 2)
            st = kith_groups_fill_brokers(f, table, MOST_BETWEEN, &all);
        if (st == KITH_OK && kith_table_rows(table) > 0) {
            put_heading(f, parts[i].heading, sink);
            st = kith_sink_finish(sink, &call->err);
            if (st == KITH_OK)
                st = kith_result_table(call, table);
        }
        kith_table_free(table);
        if (st != KITH_OK)
            break;
    }
    return st;
}

static void put_footnote(const kith_groups_found *f,
                         size_t shown,
                         kith_sink *sink)
{
    const size_t count = kith_groups_count(f->groups);
    const size_t entities = kith_graph_entity_count(f->call->graph);
    char what[64];
    char more[96] = "";
    char quality[128];
    char text[384];
    (void)snprintf(what, sizeof what, "%zu %s of %zu entities by %s", count,
                   count == 1 ? "group" : "groups", entities, f->method->name);
    if (f->figures.core > 0) {
        (void)snprintf(what, sizeof what,
                       "%zu %s of the %u-core with %zu of %zu entities", count,
                       count == 1 ? "part" : "parts", f->figures.core,
                       f->members, entities);
    }
    if (shown < count) {
        (void)snprintf(more, sizeof more, "; %zu more, --limit 0 prints all",
                       count - shown);
    }
    kith_groups_quality(f, quality, sizeof quality);
    (void)snprintf(text, sizeof text, "%s%s%s%s", what, quality, more,
                   f->figures.more
                       ? "; there are more cliques, --most finds them"
                       : "");
    put_remark(f, shown, text, sink);
}

kith_status kith_groups_put_text(const kith_groups_found *found)
{
    kith_call *call = found->call;
    const size_t count = kith_groups_count(found->groups);
    const size_t limit = kith_groups_limit(call);
    const bool only = call->settings.group;
    const size_t shown = limit < count && !only ? limit : count;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (call->settings.members || only ||
        call->settings.print == KITH_PRINT_MEMBERS) {
        put_members(found, shown, &sink);
    } else {
        KITH_TRY(st, put_overview(found, shown, &sink), done);
    }
    if (!call->settings.quiet)
        put_footnote(found, shown, &sink);
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}
