/* The property graph exchange format as JSON: one document, or an element a
 * line. Labels are types, and every property is a list. */
#include "records/dialects/dialects.h"

static const kith_role_row node[] = {
    {"id",         KITH_ROLE_ID      },
    {"labels",     KITH_ROLE_TYPE    },
    {"properties", KITH_ROLE_INSIDE  },
    {"type",       KITH_ROLE_DROP    },
    {NULL,         KITH_ROLE_PROPERTY}
};

static const kith_role_row node_properties[] = {
    {"name",     KITH_ROLE_NAME    },
    {"aliases",  KITH_ROLE_ALIASES },
    {"evidence", KITH_ROLE_EVIDENCE},
    {NULL,       KITH_ROLE_PROPERTY}
};

static const kith_role_row edge[] = {
    {"id",         KITH_ROLE_ID        },
    {"from",       KITH_ROLE_SOURCE    },
    {"to",         KITH_ROLE_TARGET    },
    {"labels",     KITH_ROLE_TYPE      },
    {"undirected", KITH_ROLE_UNDIRECTED},
    {"properties", KITH_ROLE_INSIDE    },
    {"type",       KITH_ROLE_DROP      },
    {NULL,         KITH_ROLE_PROPERTY  }
};

static const kith_role_row edge_properties[] = {
    {"weight",     KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"evidence",   KITH_ROLE_EVIDENCE  },
    {NULL,         KITH_ROLE_PROPERTY  }
};

static const kith_mapping mappings[] = {
    {KITH_RECORD_RELATION, "type=edge", edge, edge_properties, KITH_UNTYPED,
     true                                                                        },
    {KITH_RECORD_ENTITY,   "type=node", node, node_properties, NULL,         true},
    {KITH_RECORD_RELATION, "from",      edge, edge_properties, KITH_UNTYPED, true},
    {KITH_RECORD_RELATION, "to",        edge, edge_properties, KITH_UNTYPED, true},
    {KITH_RECORD_ENTITY,   NULL,        node, node_properties, NULL,         true},
    {KITH_RECORD_RELATION, NULL,        edge, edge_properties, KITH_UNTYPED, true},
};

static const kith_section document[] = {
    {.path = "nodes",     .mappings = mappings + 4, .mapping_count = 1},
    {.path = "edges", .mappings = mappings + 5, .mapping_count = 1},
    {.path = NULL    }
};

static const kith_section lines[] = {
    {.path = "",
     .kind = KITH_SECTION_LINES,
     .mappings = mappings,
     .mapping_count = 5},
    {.path = NULL}
};

const kith_dialect_row kith_dialect_pg_json = {
    .is = {"pg-json",                     "property graph exchange format, one document", ".json"},
    .evidence = {"nodes[].labels edges[].from", "edges[].labels edges[].from",
           "~nodes[].labels !edges[].source !links"                                              },
    .sections = document,
};

const kith_dialect_row kith_dialect_pg_jsonl = {
    .is = {"pg-jsonl",                                 "property graph exchange format, an element a line",
           ".jsonl"                                  },
    .evidence = { "type=edge from to",
           "type=node properties.*:a !properties.*:s !properties.*:n "
                 "!properties.*:b !type=relationship",                                    "from to labels",
           "~type=node labels !properties.*:s "
                 "!properties.*:n !type=relationship"},
    .sections = lines,
    .implicit = true,
};
