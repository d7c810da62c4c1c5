/* JSON Graph Format, versions 1 and 2: nodes by id or as an array, one graph or
 * several, which are read as one. */
#include "records/dialects/dialects.h"

static const kith_role_row node[] = {
    {"id",       KITH_ROLE_ID      },
    {"label",    KITH_ROLE_NAME    },
    {"type",     KITH_ROLE_TYPE    },
    {"metadata", KITH_ROLE_INSIDE  },
    {NULL,       KITH_ROLE_PROPERTY}
};

static const kith_role_row node_metadata[] = {
    {"types",    KITH_ROLE_TYPE    },
    {"type",     KITH_ROLE_TYPE    },
    {"name",     KITH_ROLE_NAME    },
    {"aliases",  KITH_ROLE_ALIASES },
    {"evidence", KITH_ROLE_EVIDENCE},
    {NULL,       KITH_ROLE_PROPERTY}
};

static const kith_role_row edge[] = {
    {"id",       KITH_ROLE_ID      },
    {"source",   KITH_ROLE_SOURCE  },
    {"target",   KITH_ROLE_TARGET  },
    {"relation", KITH_ROLE_TYPE    },
    {"label",    KITH_ROLE_TYPE    },
    {"directed", KITH_ROLE_DIRECTED},
    {"metadata", KITH_ROLE_INSIDE  },
    {NULL,       KITH_ROLE_PROPERTY}
};

static const kith_mapping nodes = {KITH_RECORD_ENTITY, NULL, node,
                                   node_metadata,      NULL, false};
static const kith_mapping edges = {KITH_RECORD_RELATION,
                                   NULL,
                                   edge,
                                   kith_relation_attributes,
                                   KITH_UNTYPED,
                                   false};

#define HYPEREDGES                                             \
 .kind = KITH_SECTION_LOST, .value = "hyperedge was left out", \
 .several = "hyperedges were left out"

static const kith_section sections[] = {
    {.path = "graph.directed",
     .kind = KITH_SECTION_UNDIRECTED,
     .value = "false"},
    {.path = "graph.nodes",                .mappings = &nodes, .mapping_count = 1},
    {.path = "graph.edges",           .mappings = &edges, .mapping_count = 1},
    {.path = "graph.hyperedges",             HYPEREDGES},
    {.path = "graphs[].directed",
     .kind = KITH_SECTION_UNDIRECTED,
     .value = "false"},
    {.path = "graphs[].nodes",             .mappings = &nodes, .mapping_count = 1},
    {.path = "graphs[].edges",      .mappings = &edges, .mapping_count = 1},
    {.path = "graphs[].hyperedges",                               HYPEREDGES},
    {.path = NULL}
};

const kith_dialect_row kith_dialect_json_graph = {
    .is = {"json-graph",                 "JSON Graph Format, versions 1 and 2", ".json"                                              },
    .evidence = { "graph.nodes !nodes", "graph.edges !edges !links",
           "graphs[].nodes !graphs[].edges[].sub !graphs[].nodes[].lbl", "graphs[].edges !graphs[].edges[].sub !graphs[].nodes[].lbl"},
    .sections = sections,
    .implicit = true,
};
