/* Cytoscape elements: by group, as cytoscape.js and Cytoscape write them, or in
 * one array; the groups may stand alone. Positions, classes and the like stay
 * as properties. */
#include "records/dialects/dialects.h"

static const kith_role_row node[] = {
    {"data",  KITH_ROLE_INSIDE  },
    {"group", KITH_ROLE_DROP    },
    {NULL,    KITH_ROLE_PROPERTY}
};

static const kith_role_row node_data[] = {
    {"id",          KITH_ROLE_ID      },
    {"types",       KITH_ROLE_TYPE    },
    {"type",        KITH_ROLE_TYPE    },
    {"name",        KITH_ROLE_NAME    },
    {"label",       KITH_ROLE_NAME    },
    {"shared_name", KITH_ROLE_NAME    },
    {"aliases",     KITH_ROLE_ALIASES },
    {"evidence",    KITH_ROLE_EVIDENCE},
    {NULL,          KITH_ROLE_PROPERTY}
};

static const kith_role_row edge_data[] = {
    {"id",          KITH_ROLE_ID        },
    {"source",      KITH_ROLE_SOURCE    },
    {"target",      KITH_ROLE_TARGET    },
    {"type",        KITH_ROLE_TYPE      },
    {"interaction", KITH_ROLE_TYPE      },
    {"relation",    KITH_ROLE_TYPE      },
    {"label",       KITH_ROLE_TYPE      },
    {"weight",      KITH_ROLE_WEIGHT    },
    {"confidence",  KITH_ROLE_CONFIDENCE},
    {"since",       KITH_ROLE_SINCE     },
    {"until",       KITH_ROLE_UNTIL     },
    {"directed",    KITH_ROLE_DIRECTED  },
    {"evidence",    KITH_ROLE_EVIDENCE  },
    {NULL,          KITH_ROLE_PROPERTY  }
};

static const kith_mapping mappings[] = {
    {KITH_RECORD_ENTITY,   "group=nodes", node, node_data, NULL,         false},
    {KITH_RECORD_RELATION, "group=edges", node, edge_data, KITH_UNTYPED, false},
    {KITH_RECORD_RELATION, "data.source", node, edge_data, KITH_UNTYPED, false},
    {KITH_RECORD_RELATION, "data.target", node, edge_data, KITH_UNTYPED, false},
    {KITH_RECORD_ENTITY,   NULL,          node, node_data, NULL,         false},
    {KITH_RECORD_RELATION, NULL,          node, edge_data, KITH_UNTYPED, false},
};

static const kith_section sections[] = {
    {.path = "directed",        .kind = KITH_SECTION_UNDIRECTED, .value = "false"},
    {.path = "data",         .kind = KITH_SECTION_DOCUMENT},
    {.path = "elements",            .mappings = mappings, .mapping_count = 5},
    {.path = "elements.nodes",                         .mappings = mappings + 4, .mapping_count = 1},
    {.path = "elements.edges",.mappings = mappings + 5, .mapping_count = 1},
    {.path = "nodes",                         .mappings = mappings + 4, .mapping_count = 1},
    {.path = "edges",.mappings = mappings + 5, .mapping_count = 1},
    {.path = "[",                         .mappings = mappings, .mapping_count = 5},
    {.path = NULL       }
};

const kith_dialect_row kith_dialect_cytoscape = {
    .is = {"cytoscape",       "elements of Cytoscape and cytoscape.js",
           ".cyjs .json"                           },
    .evidence = { "elements.nodes[].data", "elements.edges[].data",
           "elements[].data", "[].data.id", "[].data.source",
           "nodes[].data.id", "edges[].data.source"},
    .sections = sections,
};
