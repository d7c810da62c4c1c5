/* vis-network: nodes with labels, edges from one to another. */
#include "records/dialects/dialects.h"

static const kith_role_row node[] = {
    {"id",         KITH_ROLE_ID      },
    {"types",      KITH_ROLE_TYPE    },
    {"type",       KITH_ROLE_TYPE    },
    {"group",      KITH_ROLE_TYPE    },
    {"name",       KITH_ROLE_NAME    },
    {"label",      KITH_ROLE_NAME    },
    {"aliases",    KITH_ROLE_ALIASES },
    {"properties", KITH_ROLE_INSIDE  },
    {NULL,         KITH_ROLE_PROPERTY}
};

static const kith_role_row edge[] = {
    {"id",         KITH_ROLE_ID        },
    {"from",       KITH_ROLE_SOURCE    },
    {"to",         KITH_ROLE_TARGET    },
    {"source",     KITH_ROLE_SOURCE    },
    {"target",     KITH_ROLE_TARGET    },
    {"type",       KITH_ROLE_TYPE      },
    {"relation",   KITH_ROLE_TYPE      },
    {"label",      KITH_ROLE_TYPE      },
    {"weight",     KITH_ROLE_WEIGHT    },
    {"value",      KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"directed",   KITH_ROLE_DIRECTED  },
    {"arrows",     KITH_ROLE_DIRECTED  },
    {"evidence",   KITH_ROLE_EVIDENCE  },
    {"properties", KITH_ROLE_INSIDE    },
    {NULL,         KITH_ROLE_PROPERTY  }
};

static const kith_mapping nodes = {KITH_RECORD_ENTITY, NULL, node,
                                   kith_no_roles,      NULL, false};
static const kith_mapping edges = {KITH_RECORD_RELATION, NULL,         edge,
                                   kith_no_roles,        KITH_UNTYPED, false};

static const kith_section sections[] = {
    {.path = "nodes",     .mappings = &nodes, .mapping_count = 1},
    {.path = "edges", .mappings = &edges, .mapping_count = 1},
    {.path = "links",     .mappings = &edges, .mapping_count = 1},
    {.path = NULL}
};

const kith_dialect_row kith_dialect_vis_network = {
    .is = {"vis-network",                      "nodes and edges of vis-network",                                 ".json"                                                   },
 /* edges may come after all that is looked at, and before the nodes */
    .evidence = {"nodes[].id edges[].from edges[].to !nodes[].labels "
                 "!edges[].labels", "~nodes[].id nodes[].label nodes[].group !edges !links "
                 "!directed !graph !nodes[].labels !nodes[].data", "~edges[].from edges[].to !nodes[].labels !edges[].labels"},
    .sections = sections,
};
