/* What graphology serialises, for sigma and Gephi Lite. */
#include "records/dialects/dialects.h"

static const kith_role_row node[] = {
    {"key",        KITH_ROLE_ID      },
    {"attributes", KITH_ROLE_INSIDE  },
    {NULL,         KITH_ROLE_PROPERTY}
};

static const kith_role_row node_attributes[] = {
    {"types",      KITH_ROLE_TYPE    },
    {"entityType", KITH_ROLE_TYPE    },
    {"type",       KITH_ROLE_TYPE    },
    {"label",      KITH_ROLE_NAME    },
    {"name",       KITH_ROLE_NAME    },
    {"aliases",    KITH_ROLE_ALIASES },
    {"evidence",   KITH_ROLE_EVIDENCE},
    {NULL,         KITH_ROLE_PROPERTY}
};

static const kith_role_row edge[] = {
    {"key",        KITH_ROLE_ID        },
    {"source",     KITH_ROLE_SOURCE    },
    {"target",     KITH_ROLE_TARGET    },
    {"undirected", KITH_ROLE_UNDIRECTED},
    {"attributes", KITH_ROLE_INSIDE    },
    {NULL,         KITH_ROLE_PROPERTY  }
};

static const kith_role_row edge_attributes[] = {
    {"relationType", KITH_ROLE_TYPE      },
    {"type",         KITH_ROLE_TYPE      },
    {"relation",     KITH_ROLE_TYPE      },
    {"label",        KITH_ROLE_TYPE      },
    {"weight",       KITH_ROLE_WEIGHT    },
    {"confidence",   KITH_ROLE_CONFIDENCE},
    {"since",        KITH_ROLE_SINCE     },
    {"until",        KITH_ROLE_UNTIL     },
    {"directed",     KITH_ROLE_DIRECTED  },
    {"evidence",     KITH_ROLE_EVIDENCE  },
    {NULL,           KITH_ROLE_PROPERTY  }
};

static const kith_mapping nodes = {KITH_RECORD_ENTITY, NULL, node,
                                   node_attributes,    NULL, false};
static const kith_mapping edges = {KITH_RECORD_RELATION, NULL,         edge,
                                   edge_attributes,      KITH_UNTYPED, false};

static const kith_section sections[] = {
    {.path = "options.type",
     .kind = KITH_SECTION_UNDIRECTED,
     .value = "\"undirected\""},
    {.path = "options.multi",  .kind = KITH_SECTION_DROP},
    {.path = "options.allowSelfLoops",    .kind = KITH_SECTION_DROP},
    {.path = "attributes",                          .kind = KITH_SECTION_DOCUMENT},
    {.path = "nodes",.mappings = &nodes, .mapping_count = 1},
    {.path = "edges",       .mappings = &edges, .mapping_count = 1},
    {.path = NULL                         }
};

const kith_dialect_row kith_dialect_graphology = {
    .is = {"graphology",              "what graphology serialises, for sigma", ".json"},
    .evidence = {"nodes[].key !nodes[].id", "options.multi nodes",
           "options.allowSelfLoops"                                                   },
    .sections = sections,
};
