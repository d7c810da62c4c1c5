/* Functions of nodes, relations and paths. */
#include "graph/portion.h"
#include "query/functions.h"

#include <string.h>

#define NODE     KITH_KIND_BIT(KITH_VALUE_NODE)
#define RELATION KITH_KIND_BIT(KITH_VALUE_RELATION)
#define PATH     KITH_KIND_BIT(KITH_VALUE_PATH)
#define MAP      KITH_KIND_BIT(KITH_VALUE_MAP)

static kith_value id(kith_run *run,
                     const kith_expr *expr,
                     const kith_value *args,
                     size_t count)
{
    (void)expr, (void)count;
    return kith_integer(kith_graph_place_of(run->session->graph,
                                            args[0].kind == KITH_VALUE_NODE
                                                ? KITH_RECORD_ENTITY
                                                : KITH_RECORD_RELATION,
                                            args[0].as.id));
}

static kith_value element_id(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    const kith_graph *graph = run->session->graph;
    (void)count;
    if (args[0].kind == KITH_VALUE_NODE) {
        const char *text = kith_graph_entity_id(graph, args[0].as.id);
        return kith_string(text, strlen(text));
    }
    kith_value own = kith_null();
    const kith_status st = kith_session_own_id(run->session, args[0].as.id,
                                               &run->heap, &own, run->err);
    (void)kith_run_failed(run, expr, st);
    return own;
}

static kith_value type(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    const kith_graph *graph = run->session->graph;
    (void)expr, (void)count;
    const char *name =
        kith_graph_relation_type_name(graph,
                                      kith_graph_relation_type(graph,
                                                               args[0].as.id));
    return kith_string(name, strlen(name));
}

static kith_value labels(kith_run *run,
                         const kith_expr *expr,
                         const kith_value *args,
                         size_t count)
{
    const kith_graph *graph = run->session->graph;
    const kith_id e = args[0].as.id;
    (void)expr, (void)count;
    size_t types = kith_graph_entity_type(graph, e) != KITH_NONE;
    while (types &&
           kith_graph_entity_more_type(graph, e, types - 1) != KITH_NONE)
        types++;
    kith_value *items = KITH_RUN_NEW(run, kith_value, types);
    for (size_t i = 0; items && i < types; i++) {
        const kith_id t = i ? kith_graph_entity_more_type(graph, e, i - 1)
                            : kith_graph_entity_type(graph, e);
        const char *name = kith_graph_entity_type_name(graph, t);
        items[i] = kith_string(name, strlen(name));
    }
    return items ? kith_list_of(items, types) : kith_null();
}

static kith_value properties(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    kith_value map = kith_null();
    (void)count;
    if (args[0].kind == KITH_VALUE_MAP)
        return args[0];
    const kith_owner owner =
        args[0].kind == KITH_VALUE_NODE ? KITH_OF_ENTITY : KITH_OF_RELATION;
    const kith_status st =
        kith_session_properties(run->session, owner, args[0].as.id, &run->heap,
                                &map, run->err);
    (void)kith_run_failed(run, expr, st);
    return map;
}

static kith_value keys(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    const kith_value map = properties(run, expr, args, count);
    kith_value *items = KITH_RUN_NEW(run, kith_value, map.size);
    size_t used = 0;
    for (uint32_t i = 0; items && i < map.size; i++) {
        const kith_entry *entry = &map.as.pairs[i];
        if (args[0].kind == KITH_VALUE_MAP || !kith_is_null(entry->value))
            items[used++] = kith_string(entry->key.data, entry->key.length);
    }
    return items ? kith_list_of(items, used) : kith_null();
}

static kith_value start_node(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    (void)expr, (void)count;
    return kith_node(kith_graph_sources(run->session->graph)[args[0].as.id]);
}

static kith_value end_node(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    (void)expr, (void)count;
    return kith_node(kith_graph_targets(run->session->graph)[args[0].as.id]);
}

static kith_value path_items(kith_run *run, kith_value path, bool nodes)
{
    const size_t size = nodes ? path.size / 2 + 1 : path.size / 2;
    kith_value *items = KITH_RUN_NEW(run, kith_value, size);
    for (size_t i = 0; items && i < size; i++) {
        items[i] = nodes ? kith_node(path.as.ids[2 * i])
                         : kith_link(path.as.ids[2 * i + 1]);
    }
    return items ? kith_list_of(items, size) : kith_null();
}

static kith_value nodes(kith_run *run,
                        const kith_expr *expr,
                        const kith_value *args,
                        size_t count)
{
    (void)expr, (void)count;
    return path_items(run, args[0], true);
}

static kith_value relationships(kith_run *run,
                                const kith_expr *expr,
                                const kith_value *args,
                                size_t count)
{
    (void)expr, (void)count;
    return path_items(run, args[0], false);
}

static kith_value length(kith_run *run,
                         const kith_expr *expr,
                         const kith_value *args,
                         size_t count)
{
    (void)run, (void)expr, (void)count;
    return kith_integer(args[0].size / 2);
}

/* Links of a node in one direction, and in the other those that are not the
 * same ones seen from there. */
static kith_value degree(kith_run *run,
                         const kith_expr *expr,
                         const kith_value *args,
                         size_t count)
{
    const kith_graph *graph = run->session->graph;
    const kith_links *out = &run->session->out;
    const kith_links *in = &run->session->in;
    const kith_id v = args[0].as.id;
    (void)count;
    const kith_status st =
        kith_session_links(run->session, KITH_BOTH, run->err);
    if (st != KITH_OK)
        return kith_run_failed(run, expr, st);
    const bool missing = kith_links_missing(out, v);
    if (kith_links_missing(in, v) || missing)
        return kith_integer(0); /* it will be asked for again */
    int64_t links = out->first[v + 1] - out->first[v];
    for (uint32_t i = in->first[v]; i < in->first[v + 1]; i++)
        links += kith_graph_relation_directed(graph, in->relation[i]);
    return kith_integer(links); /* a self-relation counts twice, as it does in
                                   kith rank --by degree */
}

const kith_function kith_graph_functions[] = {
    {"degree",                                "graph", "degree(node)", "number of its relations", 1, 1, false,
     NODE, KITH_STATIC_INTEGER, degree},
    {"elementId",                         "graph", "elementId(value)",
     "the id that the record gives, as text", 1, 1, false, NODE | RELATION,
     KITH_STATIC_STRING, element_id},
    {"endNode",                                      "graph", "endNode(relation)", "the node that it goes to", 1, 1,
     false, RELATION, KITH_STATIC_NODE, end_node},
    {"id",                                  "graph", "id(value)", "a number for a node or a relation", 1, 1,
     false, NODE | RELATION, KITH_STATIC_INTEGER, id},
    {"keys",                    "graph", "keys(value)", "the keys of a map or of properties", 1, 1,
     false, NODE | RELATION | MAP, KITH_STATIC_LIST, keys},
    {"labels",                                       "graph", "labels(node)", "its types", 1, 1, false, NODE,
     KITH_STATIC_LIST, labels},
    {"length",        "graph", "length(path)", "number of its relations", 1, 1, false,
     PATH, KITH_STATIC_INTEGER, length},
    {"nodes", "graph", "nodes(path)", "its nodes", 1, 1, false, PATH,
     KITH_STATIC_LIST, nodes},
    {"properties",                                      "graph", "properties(value)",
     "the properties of its record as a map", 1, 1, false,
     NODE | RELATION | MAP, KITH_STATIC_MAP, properties},
    {"relationships",                        "graph", "relationships(path)", "its relations", 1, 1,
     false, PATH, KITH_STATIC_LIST, relationships},
    {"startNode",                             "graph", "startNode(relation)", "the node that it comes from",
     1, 1, false, RELATION, KITH_STATIC_NODE, start_node},
    {"type",                               "graph", "type(relation)", "its type", 1, 1, false, RELATION,
     KITH_STATIC_STRING, type},
    {0                   },
};
