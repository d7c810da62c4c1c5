/* The registry of graph formats. */
#include "export/writers.h"

/* What formats cannot hold, and do instead. */
static const kith_loss_note dot_losses[] = {
    {KITH_LOSS_MORE_TYPES, "left out but for the first type"},
    {KITH_LOSS_ALIAS,                    "left out"},
    {KITH_LOSS_PROPERTY,"left out"},
    {KITH_LOSS_RELATION_ID,   "left out"},
    {KITH_LOSS_EVIDENCE,                    "left out"},
    {KITH_LOSS_DOCUMENT,        "left out"},
    {KITH_LOSS_GRAPH_MEMBER,   "left out"},
    {0                   },
};

static const kith_loss_note node_link_losses[] = {
    {KITH_LOSS_DOCUMENT, "left out"},
    {0                 },
};

static const kith_loss_note html_losses[] = {
    {KITH_LOSS_GRAPH_MEMBER, "left out"},
    {0                     },
};

/* Of formats whose nodes and edges have attributes of any kind. */
static const kith_loss_note free_losses[] = {
    {KITH_LOSS_RENAMED,  "called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                  "left out"},
    {KITH_LOSS_DOCUMENT,"left out"},
    {KITH_LOSS_GRAPH_MEMBER, "left out"},
    {0                 },
};

/* The same of those that have attributes of the graph, too. */
static const kith_loss_note graph_losses[] = {
    {KITH_LOSS_RENAMED,  "called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                  "left out"},
    {KITH_LOSS_DOCUMENT,"left out"},
    {0},
};

static const kith_loss_note cytoscape_losses[] = {
    {KITH_LOSS_ID,                          "that are blank written with an underscore"},
    {KITH_LOSS_RELATION_ID,                                     "that entities have, too, made anew"},
    {KITH_LOSS_RENAMED,"called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                     "left out"},
    {KITH_LOSS_DOCUMENT,                                     "left out"},
    {0      },
};

/* Of formats whose attributes have one type each, and no lists. */
static const kith_loss_note gexf_losses[] = {
    {KITH_LOSS_UNDIRECTED,                       "beside directed ones written as directed in "
                           "version 1.2, with attribute 'directed'"},
    {KITH_LOSS_LIST,                                          "written as JSON text, but for lists of values of one "
                     "type in version 1.3"},
    {KITH_LOSS_NESTED, "written as JSON text"},
    {KITH_LOSS_MIXED,                           "written as text"},
    {KITH_LOSS_NULL,                                          "left out"},
    {KITH_LOSS_CHARACTER,"written as pictures of them"},
    {KITH_LOSS_RENAMED,                             "called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                                          "left out"},
    {KITH_LOSS_DOCUMENT,               "left out"},
    {KITH_LOSS_GRAPH_MEMBER,                          "left out"},
    {0                                         },
};

static const kith_loss_note graphml_losses[] = {
    {KITH_LOSS_UNDIRECTED,           "beside directed ones written as directed, with "
                           "attribute 'directed'"},
    {KITH_LOSS_LIST,                              "written as JSON text"},
    {KITH_LOSS_NESTED,"written as JSON text"},
    {KITH_LOSS_MIXED,               "written as text"},
    {KITH_LOSS_NULL,                              "left out"},
    {KITH_LOSS_CHARACTER,"written as pictures of them"},
    {KITH_LOSS_RENAMED,                 "called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                              "left out"},
    {KITH_LOSS_DOCUMENT,   "left out"},
    {KITH_LOSS_GRAPH_MEMBER,              "left out"},
    {0                             },
};

/* Of formats whose attributes are values and lists of values. */
static const kith_loss_note flat_losses[] = {
    {KITH_LOSS_UNDIRECTED,                                 "written as directed, with 'directed' false"},
    {KITH_LOSS_NESTED,                                                    "written as JSON text"},
    {KITH_LOSS_NULL,"left out"},
    {KITH_LOSS_RENAMED,                                       "called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                                                    "left out"},
    {KITH_LOSS_DOCUMENT,"left out"},
    {KITH_LOSS_GRAPH_MEMBER,                                  "left out"},
    {0                                                   },
};

static const kith_loss_note kumu_losses[] = {
    {KITH_LOSS_RELATION_ID,                                "that entities have, too, made anew"},
    {KITH_LOSS_NESTED,                                                    "written as JSON text"},
    {KITH_LOSS_NULL,"left out"},
    {KITH_LOSS_RENAMED,                                       "called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                                                    "left out"},
    {KITH_LOSS_DOCUMENT,"left out"},
    {KITH_LOSS_GRAPH_MEMBER,                                  "left out"},
    {0                                                   },
};

static const kith_loss_note pg_losses[] = {
    {KITH_LOSS_LIST,                                       "that are empty left out, single values written as lists"},
    {KITH_LOSS_NESTED,                                                    "written as JSON text"},
    {KITH_LOSS_NULL,"left out"},
    {KITH_LOSS_RENAMED,                                       "called after where they stand, as 'properties.id'"},
    {KITH_LOSS_ATTRIBUTE,                                                    "left out"},
    {KITH_LOSS_DOCUMENT,"left out"},
    {KITH_LOSS_GRAPH_MEMBER,                                  "left out"},
    {0                                                   },
};

static const kith_loss_note ftm_losses[] = {
    {KITH_LOSS_TYPE,                          "that are no schema written as the nearest one and as "
                     "keywords"},
    {KITH_LOSS_DIRECTED,                                       "that no schema fits written as links without "
                         "direction"},
    {KITH_LOSS_UNDIRECTED,    "written as directed"},
    {KITH_LOSS_PROPERTY,                    "that the schema does not have written as notes or "
                         "descriptions"},
    {KITH_LOSS_RELATION_ID,                                       "that entities have, too, made anew"},
    {KITH_LOSS_EVIDENCE, "left out"},
    {KITH_LOSS_DOCUMENT,                   "left out"},
    {KITH_LOSS_GRAPH_MEMBER,                                       "left out"},
    {0                            },
};

static const kith_loss_note agent_losses[] = {
    {KITH_LOSS_UNDIRECTED,                "written as directed"},
    {KITH_LOSS_PROPERTY,                                   "of entities written as observations, of relations "
                         "left out"},
    {KITH_LOSS_TIME, "left out"},
    {KITH_LOSS_WEIGHT,                      "left out"},
    {KITH_LOSS_CONFIDENCE,                                   "left out"},
    {KITH_LOSS_RELATION_ID,    "left out"},
    {KITH_LOSS_EVIDENCE,                "left out"},
    {KITH_LOSS_DOCUMENT,                                   "left out"},
    {KITH_LOSS_GRAPH_MEMBER,                      "left out"},
    {0                 },
};

static const kith_loss_note mermaid_losses[] = {
    {KITH_LOSS_ID,                         "left out"},
    {KITH_LOSS_MORE_TYPES,                                    "left out but for the first type"},
    {KITH_LOSS_ALIAS,"left out"},
    {KITH_LOSS_TIME,                      "left out"},
    {KITH_LOSS_WEIGHT,                                    "left out"},
    {KITH_LOSS_CONFIDENCE,     "left out"},
    {KITH_LOSS_PROPERTY,                     "left out"},
    {KITH_LOSS_COLUMN,                                    "left out but for the first groups"},
    {KITH_LOSS_RELATION_ID,                      "left out"},
    {KITH_LOSS_EVIDENCE,                   "left out"},
    {KITH_LOSS_DOCUMENT,                                    "left out"},
    {KITH_LOSS_GRAPH_MEMBER,"left out"},
    {0               },
};

static const kith_loss_note json_canvas_losses[] = {
    {KITH_LOSS_MORE_TYPES, "left out but for the first type"},
    {KITH_LOSS_ALIAS,                    "left out"},
    {KITH_LOSS_TIME,"left out"},
    {KITH_LOSS_WEIGHT,       "left out"},
    {KITH_LOSS_CONFIDENCE,                    "left out"},
    {KITH_LOSS_PROPERTY,    "left out"},
    {KITH_LOSS_COLUMN, "left out but for the first groups"},
    {KITH_LOSS_RELATION_ID,                    "left out"},
    {KITH_LOSS_EVIDENCE,       "left out"},
    {KITH_LOSS_DOCUMENT,     "left out"},
    {KITH_LOSS_GRAPH_MEMBER,                    "left out"},
    {0},
};

static const kith_loss_note rdf_losses[] = {
    {KITH_LOSS_UNDIRECTED,                                             "written one way, unless --rdf-reify"},
    {KITH_LOSS_PARALLEL,                                                                "written once, unless --rdf-reify"},
    {KITH_LOSS_TIME,"of relations left out, unless --rdf-reify"},
    {KITH_LOSS_WEIGHT,                                                   "left out, unless --rdf-reify"},
    {KITH_LOSS_CONFIDENCE,                                                                "left out, unless --rdf-reify"},
    {KITH_LOSS_PROPERTY,"of relations left out, unless --rdf-reify"},
    {KITH_LOSS_RELATION_ID,                                             "left out, unless --rdf-reify"},
    {KITH_LOSS_EVIDENCE,
     "left out but for the documents of entities, unless --rdf-reify"},
    {KITH_LOSS_LIST,                                      "written as single values, in no order"},
    {KITH_LOSS_NULL,                                            "left out"},
    {KITH_LOSS_ATTRIBUTE,                                                                "left out"},
    {KITH_LOSS_GRAPH_MEMBER, "left out"},
    {0                                                  },
};

static const kith_loss_note n_quads_losses[] = {
    {KITH_LOSS_UNDIRECTED,                                   "written one way, unless --rdf-reify"},
    {KITH_LOSS_PARALLEL,                                                      "written once, unless --rdf-reify"},
    {KITH_LOSS_TIME,"of relations left out, unless --rdf-reify"},
    {KITH_LOSS_WEIGHT,                                         "left out, unless --rdf-reify"},
    {KITH_LOSS_CONFIDENCE,                                                      "left out, unless --rdf-reify"},
    {KITH_LOSS_PROPERTY,"of relations left out, unless --rdf-reify"},
    {KITH_LOSS_RELATION_ID,                                   "left out, unless --rdf-reify"},
    {KITH_LOSS_EVIDENCE,
     "left out but for their documents, unless --rdf-reify"},
    {KITH_LOSS_LIST,                            "written as single values, in no order"},
    {KITH_LOSS_NULL,                                  "left out"},
    {KITH_LOSS_ATTRIBUTE,                                                      "left out"},
    {KITH_LOSS_GRAPH_MEMBER, "left out"},
    {0                                        },
};

static const kith_format formats[] = {
    {.name = "json",
     .extension = "json",
     .summary = "kith's own records, with nothing lost",
     .write = kith_export_json},
    {.name = "node-link",
     .extension = "json",
     .summary = "JSON for D3, force-graph and NetworkX",
     .takes_columns = true,
     .losses = node_link_losses,
     .write = kith_export_node_link},
    {.name = "dot",
     .extension = "dot",
     .summary = "DOT for Graphviz, without a layout",
     .losses = dot_losses,
     .write = kith_export_dot},
    {.name = "html",
     .extension = "html",
     .summary = "a page to explore, whole in one file",
     .takes_columns = true,
     .wants_places = true,
     .most_entities = 50000,
     .most_relations = 250000,
     .losses = html_losses,
     .write = kith_export_html},
    {.name = "gexf",
     .extension = "gexf",
     .summary = "GEXF for Gephi and Gephi Lite",
     .takes_columns = true,
     .takes_gexf_version = true,
     .losses = gexf_losses,
     .write = kith_export_gexf},
    {.name = "graphml",
     .extension = "graphml",
     .summary = "GraphML for Gephi, Cytoscape, igraph and NetworkX",
     .takes_columns = true,
     .losses = graphml_losses,
     .write = kith_export_graphml},
    {.name = "graphml-yed",
     .summary = "GraphML for yEd, with labels, shapes and colours",
     .takes_columns = true,
     .losses = graphml_losses,
     .write = kith_export_graphml_yed},
    {.name = "cytoscape",
     .extension = "cyjs",
     .summary = "elements for Cytoscape and Cytoscape.js",
     .takes_columns = true,
     .losses = cytoscape_losses,
     .write = kith_export_cytoscape},
    {.name = "graphology",
     .summary = "JSON of graphology, for sigma",
     .takes_columns = true,
     .losses = graph_losses,
     .write = kith_export_graphology},
    {.name = "json-graph",
     .summary = "JSON Graph Format 2",
     .takes_columns = true,
     .losses = graph_losses,
     .write = kith_export_json_graph},
    {.name = "vis-network",
     .summary = "JSON for vis-network",
     .takes_columns = true,
     .losses = free_losses,
     .write = kith_export_vis_network},
    {.name = "kumu",
     .summary = "a JSON blueprint for Kumu",
     .takes_columns = true,
     .losses = kumu_losses,
     .write = kith_export_kumu},
    {.name = "neo4j-json",
     .summary = "JSON Lines that Neo4j's APOC imports",
     .takes_columns = true,
     .losses = flat_losses,
     .write = kith_export_neo4j_json},
    {.name = "pg-json",
     .summary = "property graph exchange, one document",
     .takes_columns = true,
     .losses = pg_losses,
     .write = kith_export_pg_json},
    {.name = "pg-jsonl",
     .summary = "property graph exchange, JSON Lines",
     .takes_columns = true,
     .losses = pg_losses,
     .write = kith_export_pg_jsonl},
    {.name = "kgx",
     .summary = "JSON of KGX, for Biolink knowledge graphs",
     .takes_columns = true,
     .losses = flat_losses,
     .write = kith_export_kgx},
    {.name = "ftm",
     .summary = "FollowTheMoney entities for Aleph and OpenSanctions",
     .losses = ftm_losses,
     .write = kith_export_ftm},
    {.name = "agent-memory",
     .summary = "JSON Lines for the memory server of agents",
     .takes_columns = true,
     .losses = agent_losses,
     .write = kith_export_agent_memory},
    {.name = "mermaid",
     .extension = "mmd",
     .summary = "a flowchart for GitHub, Obsidian and wikis",
     .takes_columns = true,
     .most_entities = 5000,
     .most_relations = 500,
     .losses = mermaid_losses,
     .write = kith_export_mermaid},
    {.name = "json-canvas",
     .extension = "canvas",
     .summary = "a canvas of cards for Obsidian",
     .takes_columns = true,
     .wants_places = true,
     .losses = json_canvas_losses,
     .write = kith_export_json_canvas},
    {.name = "turtle",
     .extension = "ttl",
     .summary = "linked data for people to read",
     .takes_columns = true,
     .takes_base = true,
     .takes_reify = true,
     .losses = rdf_losses,
     .write = kith_export_turtle},
    {.name = "n-triples",
     .extension = "nt",
     .summary = "linked data, a statement a line",
     .takes_columns = true,
     .takes_base = true,
     .takes_reify = true,
     .losses = rdf_losses,
     .write = kith_export_n_triples},
    {.name = "n-quads",
     .extension = "nq",
     .summary = "the same with the source of each relation as its graph",
     .takes_columns = true,
     .takes_base = true,
     .takes_reify = true,
     .losses = n_quads_losses,
     .write = kith_export_n_quads},
    {.name = "json-ld",
     .extension = "jsonld",
     .summary = "linked data as JSON, with its context",
     .takes_columns = true,
     .takes_base = true,
     .takes_reify = true,
     .losses = rdf_losses,
     .write = kith_export_json_ld},
    {0                                                             },
};

const kith_format *kith_formats(void)
{
    return formats;
}
