/* GEXF 1.1 to 1.3, as Gephi, NetworkX and graphology write it. */
#include "records/dialects/dialects.h"
#include "records/dialects/xml_graph.h"

#include <string.h>

typedef struct {
    kith_xml_graph graph;
    kith_record_kind declared; /* whose attributes are declared */
    bool own;                  /* kith wrote it */
} gexf;

static kith_xml_type type_of(const char *name)
{
    static const char *const numbers[] = {"integer", "long",  "double",
                                          "float",   "short", "byte"};
    if (!name)
        return KITH_XML_TEXT;
    if (!strncmp(name, "list", 4))
        return KITH_XML_LIST;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!strcmp(numbers[i], name))
            return KITH_XML_NUMBER;
    }
    return strcmp(name, "boolean") != 0 ? KITH_XML_TEXT : KITH_XML_TRUTH;
}

static void declare(gexf *g, const char **attributes)
{
    const char *id = kith_xml_attribute(attributes, "id");
    const char *title = kith_xml_attribute(attributes, "title");
    if (!id)
        return;
    if (!title)
        title = id;
    const kith_xml_key row = {
        .id = kith_xml_keep(&g->graph, id, strlen(id)),
        .name = kith_xml_keep_key(&g->graph, title),
        .kind = g->declared,
        .type = type_of(kith_xml_attribute(attributes, "type")),
    };
    kith_xml_declare(&g->graph, &row);
}

/* An attribute of the element itself. */
static void put(gexf *g,
                const char **attributes,
                const char *name,
                kith_role role,
                kith_xml_type type)
{
    kith_xml_field(&g->graph, role, name, type,
                   kith_xml_attribute(attributes, name));
}

static void put_times(gexf *g, const char **attributes)
{
    const bool edge = g->graph.kind == KITH_RECORD_RELATION;
    put(g, attributes, "start", edge ? KITH_ROLE_SINCE : KITH_ROLE_PROPERTY,
        KITH_XML_TEXT);
    put(g, attributes, "end", edge ? KITH_ROLE_UNTIL : KITH_ROLE_PROPERTY,
        KITH_XML_TEXT);
}

static void lose_order(gexf *g)
{
    kith_lose(g->graph.t, "place of a node in another was left out",
              "places of nodes in others were left out");
}

static void begin_node(gexf *g, const char **attributes)
{
    if (g->graph.open)
        lose_order(g);
    kith_xml_begin(&g->graph, KITH_RECORD_ENTITY);
    put(g, attributes, "id", KITH_ROLE_ID, KITH_XML_TEXT);
    put(g, attributes, "label", KITH_ROLE_NAME, KITH_XML_TEXT);
    put(g, attributes, "pid", KITH_ROLE_PROPERTY, KITH_XML_TEXT);
    put_times(g, attributes);
}

static void begin_edge(gexf *g, const char **attributes)
{
    kith_xml_begin(&g->graph, KITH_RECORD_RELATION);
    put(g, attributes, "id", KITH_ROLE_ID, KITH_XML_TEXT);
    put(g, attributes, "source", KITH_ROLE_SOURCE, KITH_XML_TEXT);
    put(g, attributes, "target", KITH_ROLE_TARGET, KITH_XML_TEXT);
    put(g, attributes, "type", KITH_ROLE_DIRECTED, KITH_XML_TEXT);
    /* kith makes both of the type, which it also writes as it is */
    const kith_role type = g->own ? KITH_ROLE_DROP : KITH_ROLE_TYPE;
    put(g, attributes, "kind", type, KITH_XML_TEXT);
    put(g, attributes, "label", type, KITH_XML_TEXT);
    put(g, attributes, "weight", KITH_ROLE_WEIGHT, KITH_XML_NUMBER);
    put_times(g, attributes);
}

static void begin_value(gexf *g, const char **attributes)
{
    const char *of = kith_xml_attribute(attributes, "for");
    if (!of)
        of = kith_xml_attribute(attributes, "id"); /* GEXF 1.0 */
    if (kith_xml_attribute(attributes, "start") ||
        kith_xml_attribute(attributes, "end"))
        kith_lose(g->graph.t, "value that holds for a time was taken as it is",
                  "values that hold for a time were taken as they are");
    kith_xml_value(&g->graph, of, kith_xml_attribute(attributes, "value"));
}

/* What records have no place for. */
static void lose_of_colour(gexf *g, const char **attributes)
{
    const char *alpha = kith_xml_attribute(attributes, "a");
    if (alpha && strcmp(alpha, "1") != 0 && strcmp(alpha, "1.0") != 0)
        kith_lose(g->graph.t, "transparency of a colour was left out",
                  "transparencies of colours were left out");
}

/* Three numbers to a colour as the web writes it; GEXF 1.3 may have it so. */
static void put_colour(gexf *g, const char **attributes)
{
    static const char digits[] = "0123456789abcdef";
    static const char *const parts[] = {"r", "g", "b"};
    char colour[8] = "#";
    lose_of_colour(g, attributes);
    if (kith_xml_attribute(attributes, "hex")) {
        kith_xml_field(&g->graph, KITH_ROLE_PROPERTY, "color", KITH_XML_TEXT,
                       kith_xml_attribute(attributes, "hex"));
        return;
    }
    for (size_t i = 0; i < 3; i++) {
        const char *part = kith_xml_attribute(attributes, parts[i]);
        unsigned value = 0;
        for (size_t d = 0; part && d < 3 && part[d] >= '0' && part[d] <= '9';
             d++)
            value = value * 10 + (unsigned)(part[d] - '0');
        value = value > 255 ? 255 : value;
        colour[1 + 2 * i] = digits[value / 16];
        colour[2 + 2 * i] = digits[value % 16];
    }
    colour[7] = '\0';
    kith_xml_field(&g->graph, KITH_ROLE_PROPERTY, "color", KITH_XML_TEXT,
                   colour);
}

/* What is drawn, with or without a namespace of its own. */
static bool begin_drawing(gexf *g, const char *name, const char **attributes)
{
    static const struct {
        const char *name;
        const char *key;
        kith_xml_type type;
    } values[] = {
        {"size",      "size",      KITH_XML_NUMBER},
        {"thickness", "thickness", KITH_XML_NUMBER},
        {"shape",     "shape",     KITH_XML_TEXT  }
    };
    if (g->own && (!strcmp(name, "color") || !strcmp(name, "shape")))
        return true; /* of the type, and says nothing more */
    if (!strcmp(name, "color")) {
        put_colour(g, attributes);
        return true;
    }
    if (!strcmp(name, "position")) {
        put(g, attributes, "x", KITH_ROLE_PROPERTY, KITH_XML_NUMBER);
        put(g, attributes, "y", KITH_ROLE_PROPERTY, KITH_XML_NUMBER);
        put(g, attributes, "z", KITH_ROLE_PROPERTY, KITH_XML_NUMBER);
        return true;
    }
    for (size_t i = 0; i < 3; i++) {
        if (!strcmp(name, values[i].name)) {
            kith_xml_field(&g->graph, KITH_ROLE_PROPERTY, values[i].key,
                           values[i].type,
                           kith_xml_attribute(attributes, "value"));
            return true;
        }
    }
    return false;
}

static void begin_graph(gexf *g, const char **attributes)
{
    const char *edges = kith_xml_attribute(attributes, "defaultedgetype");
    /* without it edges are undirected, as the schema says */
    g->graph.t->undirected = !edges || strcmp(edges, "directed") != 0;
}

static void start(void *context, const char *name, const char **attributes)
{
    gexf *g = context;
    if (!strcmp(name, "graph")) {
        begin_graph(g, attributes);
    } else if (!strcmp(name, "attributes")) {
        const char *of = kith_xml_attribute(attributes, "class");
        g->declared = of && !strcmp(of, "edge") ? KITH_RECORD_RELATION
                                                : KITH_RECORD_ENTITY;
    } else if (!strcmp(name, "attribute")) {
        declare(g, attributes);
    } else if (!strcmp(name, "default") || !strcmp(name, "creator") ||
               !strcmp(name, "description")) {
        kith_xml_gather(&g->graph);
    } else if (!strcmp(name, "node")) {
        begin_node(g, attributes);
    } else if (!strcmp(name, "edge")) {
        begin_edge(g, attributes);
    } else if (!strcmp(name, "attvalue")) {
        begin_value(g, attributes);
    } else if (!strcmp(name, "parent")) {
        lose_order(g);
    } else if (!strcmp(name, "spell")) {
        kith_lose(g->graph.t, "spell of time was left out",
                  "spells of time were left out");
    } else {
        (void)begin_drawing(g, name, attributes);
    }
}

static void end_default(gexf *g)
{
    const char *value = kith_xml_gathered(&g->graph);
    if (g->graph.key_count)
        g->graph.keys[g->graph.key_count - 1].otherwise =
            kith_xml_keep(&g->graph, value, strlen(value));
}

static void end_description(gexf *g)
{
    kith_translation *t = g->graph.t;
    const char *value = kith_xml_gathered(&g->graph);
    const size_t from = t->out_used;
    if (g->graph.open || !*value)
        return;
    kith_put_plain(t, (kith_text){value, strlen(value)});
    kith_keep_member(t,
                     g->own ? (kith_text){"title", 5}
                            : (kith_text){"description", 11},
                     kith_take_back(t, from));
}

static void end(void *context, const char *name)
{
    gexf *g = context;
    if (!strcmp(name, "node") || !strcmp(name, "edge")) {
        kith_xml_finish(&g->graph);
    } else if (!strcmp(name, "default")) {
        end_default(g);
    } else if (!strcmp(name, "creator")) {
        g->own = !strcmp(kith_xml_gathered(&g->graph), "kith");
    } else if (!strcmp(name, "description")) {
        end_description(g);
    }
}

static void text(void *context, const char *bytes, size_t length)
{
    gexf *g = context;
    kith_xml_add_text(&g->graph, bytes, length);
}

static void translate(kith_translation *t)
{
    gexf g = {.graph = {.t = t}};
    const kith_xml xml = {start, end, text, &g};
    kith_xml_read(t, &xml);
    kith_xml_graph_clear(&g.graph);
}

static kith_sureness sniff(kith_text bytes, const char **evidence)
{
    *evidence = "the element gexf";
    return kith_xml_begins(bytes, "gexf") ? KITH_SURE : KITH_SURE_NOT;
}

const kith_dialect_row kith_dialect_gexf = {
    .is = {"gexf", "GEXF 1.1 to 1.3, of Gephi and others", ".gexf"},
    .sniff = sniff,
    .translate = translate,
};
