/* Groups and what joins them as JSON, where the types of each are an array. */
#include "base/error.h"
#include "cli/groups.h"
#include "cli/result.h"

static void write_types(kith_writer *w, kith_type_counts *types)
{
    const char *name = NULL;
    kith_write_key(w, "types");
    kith_write_open_row(w, '[');
    for (size_t count; (count = kith_type_counts_take(types, &name));) {
        kith_write_open_row(w, '{');
        kith_write_key(w, "type");
        kith_write_text(w, name);
        kith_write_key(w, "count");
        kith_write_size(w, count);
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
}

static void write_count(kith_writer *w, const char *key, size_t count)
{
    kith_write_key(w, key);
    kith_write_size(w, count);
}

static void write_word(kith_writer *w, const char *key, const char *word)
{
    kith_write_key(w, key);
    kith_write_text(w, word);
}

static kith_status write_groups(const kith_groups_found *f, kith_writer *w)
{
    kith_call *call = f->call;
    kith_type_counts types;
    const kith_status st = kith_type_counts_of_entities(&types, call);
    for (kith_id g = 0; st == KITH_OK && g < kith_groups_count(f->groups);
         g++) {
        const kith_id e = kith_groups_members(f->groups, g)[0];
        kith_groups_count_types(f, g, &types);
        kith_write_open_row(w, '{');
        write_count(w, "group", (size_t)g + 1);
        write_count(w, "size", kith_groups_size(f->groups, g));
        write_word(w, "id", kith_graph_entity_id(call->graph, e));
        write_word(w, "name", kith_graph_entity_name(call->graph, e));
        write_word(w, "type", kith_result_type(call->graph, e));
        write_types(w, &types);
        kith_write_key(w, "inside");
        kith_write_number(w, kith_groups_share_inside(f, g));
        kith_write_close(w, '}');
    }
    return st;
}

static kith_status write_links(const kith_groups_found *f, kith_writer *w)
{
    kith_call *call = f->call;
    kith_group_link *links = NULL;
    size_t count = 0;
    kith_type_counts types;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_type_counts_of_relations(&types, call), done);
    KITH_TRY(st,
             kith_groups_links(f->groups, call->graph, &links, &count,
                               &call->err),
             done);
    for (size_t i = 0; i < count; i++) {
        const kith_group_link *link = &links[i];
        const kith_group_link *next = link + 1;
        types.counts[link->type] = link->relations;
        /* the types of one pair stand together */
        if (i + 1 < count && next->group == link->group &&
            next->other == link->other)
            continue;
        kith_write_open_row(w, '{');
        write_count(w, "group", (size_t)link->group + 1);
        write_count(w, "with", (size_t)link->other + 1);
        write_count(w, "relations", (size_t)link->all);
        write_types(w, &types);
        kith_write_close(w, '}');
    }
done:
    kith_free(links);
    return st;
}

kith_status kith_groups_put_json(const kith_groups_found *found,
                                 kith_groups_print print)
{
    kith_call *call = found->call;
    const bool lines = call->settings.format == KITH_RESULT_JSONL;
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    kith_writer w = kith_result_writer(call, &sink);
    if (!lines)
        kith_write_open(&w, '[');
    KITH_TRY(st,
             print == KITH_PRINT_LINKS ? write_links(found, &w)
                                       : write_groups(found, &w),
             done);
    if (!lines)
        kith_write_close(&w, ']');
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}
