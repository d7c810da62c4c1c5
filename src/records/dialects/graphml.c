/* GraphML, also as yEd, igraph and NetworkX write it. */
#include "records/dialects/dialects.h"
#include "records/dialects/xml_graph.h"

#include <string.h>

typedef struct {
    kith_xml_graph graph;
    char *key;       /* of the <data> that is open */
    unsigned data;   /* depth below <data>; 0: not in one */
    bool drawn;      /* something stands in it that is drawn */
    bool labelled;   /* a label of yEd is gathered */
    bool declared;   /* the <key> that is open is kept */
    bool whole;      /* the <data> that is open is of the graph itself */
    bool own;        /* kith wrote it */
    unsigned graphs; /* that are open */
} graphml;

static kith_xml_type type_of(const char *name)
{
    static const struct {
        const char *name;
        kith_xml_type type;
    } types[] = {
        {"boolean", KITH_XML_TRUTH },
        {"int",     KITH_XML_NUMBER},
        {"long",    KITH_XML_NUMBER},
        {"float",   KITH_XML_NUMBER},
        {"double",  KITH_XML_NUMBER},
        {"integer", KITH_XML_NUMBER},
    };
    for (size_t i = 0; name && i < sizeof types / sizeof *types; i++) {
        if (!strcmp(types[i].name, name))
            return types[i].type;
    }
    return KITH_XML_TEXT;
}

static void declare(graphml *g, const char **attributes)
{
    const char *id = kith_xml_attribute(attributes, "id");
    const char *name = kith_xml_attribute(attributes, "attr.name");
    const char *of = kith_xml_attribute(attributes, "for");
    static const struct {
        const char *of;
        kith_record_kind kind;
    } kept[] = {
        {"node",  KITH_RECORD_ENTITY  },
        {"edge",  KITH_RECORD_RELATION},
        {"graph", KITH_RECORD_DOCUMENT},
        {"all",   KITH_RECORD_ENTITY  },
    };
    kith_record_kind kind = KITH_RECORD_ENTITY;
    g->declared = id && !of;
    for (size_t i = 0; id && of && i < sizeof kept / sizeof *kept; i++) {
        if (strcmp(of, kept[i].of) != 0)
            continue;
        g->declared = true;
        kind = kept[i].kind;
    }
    if (!g->declared)
        return; /* of ports and the like */
    if (!name)
        name = id;
    const kith_xml_key row = {
        .id = kith_xml_keep(&g->graph, id, strlen(id)),
        .name = kith_xml_keep_key(&g->graph, name),
        .kind = kind,
        .both = !of || !strcmp(of, "all"),
        .type = type_of(kith_xml_attribute(attributes, "attr.type")),
    };
    kith_xml_declare(&g->graph, &row);
}

static void begin_node(graphml *g, const char **attributes)
{
    kith_xml_begin(&g->graph, KITH_RECORD_ENTITY);
    kith_xml_field(&g->graph, KITH_ROLE_ID, "id", KITH_XML_TEXT,
                   kith_xml_attribute(attributes, "id"));
}

static void lose_port(graphml *g)
{
    kith_lose(g->graph.t, "port was left out", "ports were left out");
}

static void begin_edge(graphml *g, const char **attributes)
{
    const char *directed = kith_xml_attribute(attributes, "directed");
    kith_xml_begin(&g->graph, KITH_RECORD_RELATION);
    if (kith_xml_attribute(attributes, "sourceport") ||
        kith_xml_attribute(attributes, "targetport"))
        lose_port(g);
    kith_xml_field(&g->graph, KITH_ROLE_ID, "id", KITH_XML_TEXT,
                   kith_xml_attribute(attributes, "id"));
    kith_xml_field(&g->graph, KITH_ROLE_SOURCE, "source", KITH_XML_TEXT,
                   kith_xml_attribute(attributes, "source"));
    kith_xml_field(&g->graph, KITH_ROLE_TARGET, "target", KITH_XML_TEXT,
                   kith_xml_attribute(attributes, "target"));
    kith_xml_field(&g->graph, KITH_ROLE_DIRECTED, "directed", KITH_XML_TRUTH,
                   directed);
}

/* What kith wrote is told by the ids of its attributes. Colours and the labels
 * of relations are made of types there, and say nothing more. */
static void drop_looks(graphml *g)
{
    static const struct {
        const char *id;
        kith_record_kind kind;
    } looks[] = {
        {"r",      KITH_RECORD_ENTITY  },
        {"g",      KITH_RECORD_ENTITY  },
        {"b",      KITH_RECORD_ENTITY  },
        {"elabel", KITH_RECORD_RELATION},
    };
    const kith_xml_graph *graph = &g->graph;
    g->own = kith_xml_key_of(graph, "etype", KITH_RECORD_RELATION) &&
             (kith_xml_key_of(graph, "elabel", KITH_RECORD_RELATION) ||
              kith_xml_key_of(graph, "eg", KITH_RECORD_RELATION));
    for (size_t i = 0; g->own && i < sizeof looks / sizeof *looks; i++) {
        kith_xml_key *key = kith_xml_key_of(graph, looks[i].id, looks[i].kind);
        if (key)
            key->roles[looks[i].kind] = KITH_ROLE_DROP;
    }
}

static void begin_graph(graphml *g, const char **attributes)
{
    const char *edges = kith_xml_attribute(attributes, "edgedefault");
    if (g->graphs++ > 0) {
        kith_lose(g->graph.t, "graph in a node was read beside it",
                  "graphs in nodes were read beside them");
        kith_xml_finish(&g->graph);
        return;
    }
    if (edges)
        g->graph.t->undirected = !strcmp(edges, "undirected");
    drop_looks(g);
}

static void begin_data(graphml *g, const char **attributes)
{
    const char *key = kith_xml_attribute(attributes, "key");
    g->whole = !g->graph.open && g->graphs == 1;
    if ((!g->graph.open && !g->whole) || !key) {
        kith_lose(g->graph.t, "value of the graph itself was left out",
                  "values of the graph itself were left out");
        return;
    }
    g->data = 1;
    g->drawn = g->labelled = false;
    g->key = kith_arena_text(&g->graph.t->scratch, key, strlen(key));
    kith_xml_gather(&g->graph);
}

/* Inside data: what yEd draws. Its labels are names, its places properties. */
static void begin_drawing(graphml *g, const char *name, const char **attributes)
{
    g->data++;
    g->drawn = true;
    if (!strcmp(name, "NodeLabel") || !strcmp(name, "EdgeLabel"))
        kith_xml_gather(&g->graph);
    if (strcmp(name, "Geometry") != 0)
        return;
    kith_xml_field(&g->graph, KITH_ROLE_PROPERTY, "x", KITH_XML_NUMBER,
                   kith_xml_attribute(attributes, "x"));
    kith_xml_field(&g->graph, KITH_ROLE_PROPERTY, "y", KITH_XML_NUMBER,
                   kith_xml_attribute(attributes, "y"));
}

static void start(void *context, const char *name, const char **attributes)
{
    graphml *g = context;
    if (g->data) {
        begin_drawing(g, name, attributes);
    } else if (!strcmp(name, "key")) {
        declare(g, attributes);
    } else if (!strcmp(name, "default")) {
        kith_xml_gather(&g->graph);
    } else if (!strcmp(name, "graph")) {
        begin_graph(g, attributes);
    } else if (!strcmp(name, "node")) {
        begin_node(g, attributes);
    } else if (!strcmp(name, "edge")) {
        begin_edge(g, attributes);
    } else if (!strcmp(name, "data")) {
        begin_data(g, attributes);
    } else if (!strcmp(name, "hyperedge")) {
        kith_xml_finish(&g->graph);
        kith_lose(g->graph.t, "hyperedge was left out",
                  "hyperedges were left out");
    } else if (!strcmp(name, "port")) {
        lose_port(g);
    } else if (!strcmp(name, "desc") || !strcmp(name, "locator")) {
        kith_lose(g->graph.t, "description or locator was left out",
                  "descriptions or locators were left out");
    }
}

static void end_drawing(graphml *g, const char *name)
{
    const bool edge = !strcmp(name, "EdgeLabel");
    g->data--;
    if (!edge && strcmp(name, "NodeLabel") != 0)
        return;
    const char *label = kith_xml_gathered(&g->graph);
    label += strspn(label, " \t\r\n");
    if (*label && !g->labelled)
        kith_xml_field(&g->graph,
                       !edge    ? KITH_ROLE_NAME
                       : g->own ? KITH_ROLE_DROP
                                : KITH_ROLE_TYPE,
                       "label", KITH_XML_TEXT, label);
    g->labelled = true;
}

static void end_data(graphml *g)
{
    const char *value = kith_xml_gathered(&g->graph);
    g->data = 0;
    const bool blank = !value[strspn(value, " \t\r\n")];
    if (g->whole)
        kith_xml_keep_value(&g->graph, g->key, value);
    else if (!g->labelled && !(g->drawn && blank))
        kith_xml_value(&g->graph, g->key, value);
}

static void end_default(graphml *g)
{
    const char *value = kith_xml_gathered(&g->graph);
    if (g->declared)
        g->graph.keys[g->graph.key_count - 1].otherwise =
            kith_xml_keep(&g->graph, value, strlen(value));
}

static void end(void *context, const char *name)
{
    graphml *g = context;
    if (g->data > 1) {
        end_drawing(g, name);
    } else if (!strcmp(name, "data")) {
        if (g->data)
            end_data(g);
    } else if (!strcmp(name, "node") || !strcmp(name, "edge")) {
        kith_xml_finish(&g->graph);
    } else if (!strcmp(name, "default")) {
        end_default(g);
    } else if (!strcmp(name, "graph")) {
        g->graphs -= g->graphs > 0;
    }
}

static void text(void *context, const char *bytes, size_t length)
{
    graphml *g = context;
    kith_xml_add_text(&g->graph, bytes, length);
}

static void translate(kith_translation *t)
{
    graphml g = {.graph = {.t = t}};
    const kith_xml xml = {start, end, text, &g};
    kith_xml_read(t, &xml);
    kith_xml_graph_clear(&g.graph);
}

static kith_sureness sniff(kith_text bytes, const char **evidence)
{
    *evidence = "the element graphml";
    return kith_xml_begins(bytes, "graphml") ? KITH_SURE : KITH_SURE_NOT;
}

const kith_dialect_row kith_dialect_graphml = {
    .is = {"graphml", "GraphML, also of yEd, igraph and NetworkX", ".graphml"},
    .sniff = sniff,
    .translate = translate,
};
