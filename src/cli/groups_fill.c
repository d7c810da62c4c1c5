/* What is said of groups, as rows of tables: for people and for programs. */
#include "base/error.h"
#include "base/number.h"
#include "cli/groups.h"
#include "cli/result.h"

#include <math.h>
#include <string.h>

/* Members named in one row for people, at most. */
#define MOST_NAMES 12

double kith_groups_share_inside(const kith_groups_found *f, kith_id g)
{
    const kith_id *members = kith_groups_members(f->groups, g);
    const uint32_t *first = f->relations.first;
    double inside = 0;
    double all = 0;
    for (size_t i = 0; i < kith_groups_size(f->groups, g); i++) {
        inside += (double)kith_groups_inside(f->groups, g, i);
        all += first[members[i] + 1] - first[members[i]];
    }
    return all > 0 ? inside / all : (double)NAN;
}

void kith_groups_count_types(const kith_groups_found *f,
                             kith_id g,
                             const kith_type_counts *t)
{
    const kith_id *members = kith_groups_members(f->groups, g);
    for (size_t i = 0; i < kith_groups_size(f->groups, g); i++) {
        const kith_id type = kith_graph_entity_type(f->call->graph, members[i]);
        t->counts[type == KITH_NONE ? t->size - 1 : type]++;
    }
}

/* Groups that overlap are not told apart by one member: "A, B, C". */
static kith_status put_names(const kith_groups_found *f,
                             kith_table *table,
                             size_t column,
                             kith_id g)
{
    kith_call *call = f->call;
    const kith_id *members = kith_groups_members(f->groups, g);
    const size_t count = kith_groups_size(f->groups, g);
    const size_t most = count < MOST_NAMES ? count : MOST_NAMES;
    size_t size = sizeof ", …";
    size_t length = 0;
    for (size_t i = 0; i < most; i++)
        size += strlen(kith_graph_entity_name(call->graph, members[i])) + 2;
    char *text = kith_arena_take(&call->arena, size);
    if (!text)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < most; i++) {
        length +=
            (size_t)snprintf(text + length, size - length, "%s%s",
                             i ? ", " : "",
                             kith_graph_entity_name(call->graph, members[i]));
    }
    (void)snprintf(text + length, size - length, "%s",
                   most < count ? ", …" : "");
    return kith_table_put_text(table, column, text, &call->err);
}

/* The member that a group is named after: columns from `column` on. */
static kith_status put_central(const kith_groups_found *f,
                               kith_table *table,
                               size_t *column,
                               kith_id g)
{
    kith_call *call = f->call;
    const bool text = kith_result_is_text(call);
    const kith_id e = kith_groups_members(f->groups, g)[0];
    if (text && f->method->heeds & KITH_HEEDS_LEAST)
        return put_names(f, table, (*column)++, g);
    const char *const texts[] = {
        text ? NULL : kith_graph_entity_id(call->graph, e),
        kith_graph_entity_name(call->graph, e),
        text ? NULL : kith_result_type(call->graph, e),
    };
    kith_status st = KITH_OK;
    for (size_t i = 0; i < 3 && st == KITH_OK; i++) {
        if (text && i != 1)
            continue;
        st = kith_table_put_text(table, (*column)++, texts[i], &call->err);
    }
    return st;
}

kith_status kith_groups_fill(const kith_groups_found *found,
                             kith_table *table,
                             size_t most)
{
    kith_call *call = found->call;
    kith_type_counts types;
    char text[512];
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_type_counts_of_entities(&types, call), done);
    for (kith_id g = 0; g < kith_groups_count(found->groups) && g < most; g++) {
        size_t column = 2;
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        kith_table_put_integer(table, 0, (int64_t)g + 1);
        kith_table_put_integer(table, 1,
                               (int64_t)kith_groups_size(found->groups, g));
        KITH_TRY(st, put_central(found, table, &column, g), done);
        kith_groups_count_types(found, g, &types);
        kith_type_counts_print(&types, call, text, sizeof text);
        KITH_TRY(st, kith_table_put_text(table, column++, text, &call->err),
                 done);
        kith_table_put_real(table, column, kith_groups_share_inside(found, g));
    }
done:
    return st;
}

/* The rows of one pair of groups, which stand together, as one. */
static kith_status put_link(const kith_groups_found *f,
                            kith_table *table,
                            const kith_group_link *links,
                            size_t count,
                            kith_type_counts *types)
{
    kith_call *call = f->call;
    char text[512];
    kith_status st = KITH_OK;
    for (size_t i = 0; i < count; i++)
        types->counts[links[i].type] = links[i].relations;
    KITH_TRY(st, kith_table_add_row(table, &call->err), done);
    kith_table_put_integer(table, 0, (int64_t)links->group + 1);
    kith_table_put_integer(table, 1, (int64_t)links->other + 1);
    kith_table_put_integer(table, 2, (int64_t)links->all);
    kith_type_counts_print(types, call, text, sizeof text);
    st = kith_table_put_text(table, 3, text, &call->err);
done:
    return st;
}

kith_status kith_groups_fill_links(const kith_groups_found *found,
                                   kith_table *table,
                                   size_t most,
                                   size_t *all)
{
    kith_call *call = found->call;
    kith_group_link *links = NULL;
    size_t count = 0;
    size_t from = 0;
    kith_type_counts types;
    kith_status st = KITH_OK;
    *all = 0;
    KITH_TRY(st, kith_type_counts_of_relations(&types, call), done);
    KITH_TRY(st,
             kith_groups_links(found->groups, call->graph, &links, &count,
                               &call->err),
             done);
    for (size_t i = 1; i <= count; i++) {
        if (i < count && links[i].group == links[from].group &&
            links[i].other == links[from].other)
            continue;
        if (++*all <= most) {
            KITH_TRY(st, put_link(found, table, links + from, i - from, &types),
                     done);
        }
        from = i;
    }
done:
    kith_free(links);
    return st;
}

/* Who a broker is; people do without the id. */
static kith_status put_broker(const kith_groups_found *f,
                              kith_table *table,
                              const kith_broker *b)
{
    kith_call *call = f->call;
    if (!kith_result_is_text(call))
        return kith_result_entity(call, table, b->entity);
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_table_add_row(table, &call->err), done);
    KITH_TRY(st,
             kith_table_put_text(table, 0,
                                 kith_graph_entity_name(call->graph, b->entity),
                                 &call->err),
             done);
    st = kith_table_put_text(table, 1, kith_result_type(call->graph, b->entity),
                             &call->err);
done:
    return st;
}

kith_status kith_groups_fill_brokers(const kith_groups_found *found,
                                     kith_table *table,
                                     size_t most,
                                     size_t *all)
{
    kith_call *call = found->call;
    kith_broker *brokers = NULL;
    const size_t column = kith_result_is_text(call) ? 2 : 3;
    kith_status st = KITH_OK;
    *all = 0;
    KITH_TRY(st,
             kith_groups_brokers(found->groups, call->graph, &brokers, all,
                                 &call->err),
             done);
    for (size_t i = 0; i < *all && i < most; i++) {
        const kith_broker *b = &brokers[i];
        const kith_id group = kith_groups_of(found->groups, b->entity);
        KITH_TRY(st, put_broker(found, table, b), done);
        kith_table_put_integer(table, column, (int64_t)group + 1);
        kith_table_put_integer(table, column + 1, (int64_t)b->inside);
        kith_table_put_integer(table, column + 2, (int64_t)b->outside);
        kith_table_put_integer(table, column + 3, (int64_t)b->groups);
    }
done:
    kith_free(brokers);
    return st;
}

void kith_groups_quality(const kith_groups_found *found, char *out, size_t size)
{
    const kith_group_figures *figures = &found->figures;
    char number[KITH_NUMBER_SIZE];
    size_t length = 0;
    out[0] = '\0';
    if (isfinite(figures->modularity)) {
        length +=
            (size_t)snprintf(out, size, "; modularity %s",
                             kith_number_fixed(figures->modularity, 3, number));
    }
    if (isfinite(figures->code_length) && length < size) {
        length += (size_t)snprintf(out + length, size - length,
                                   "; code length %s bits",
                                   kith_number_fixed(figures->code_length, 3,
                                                     number));
    }
    if (figures->runs > 1 && length < size) {
        (void)snprintf(out + length, size - length, "; best of %u runs",
                       figures->runs);
    }
}
