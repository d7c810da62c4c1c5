/* The Knowledge Graph Exchange format: nodes with categories, edges of subject,
 * predicate and object; a document or JSON Lines. */
#include "records/dialects/dialects.h"

static const kith_role_row node[] = {
    {"id",       KITH_ROLE_ID      },
    {"category", KITH_ROLE_TYPE    },
    {"name",     KITH_ROLE_NAME    },
    {"synonym",  KITH_ROLE_ALIASES },
    {"evidence", KITH_ROLE_EVIDENCE},
    {NULL,       KITH_ROLE_PROPERTY}
};

static const kith_role_row edge[] = {
    {"id",         KITH_ROLE_ID        },
    {"subject",    KITH_ROLE_SOURCE    },
    {"object",     KITH_ROLE_TARGET    },
    {"predicate",  KITH_ROLE_TYPE      },
    {"weight",     KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"directed",   KITH_ROLE_DIRECTED  },
    {"evidence",   KITH_ROLE_EVIDENCE  },
    {NULL,         KITH_ROLE_PROPERTY  }
};

static const kith_mapping mappings[] = {
    {KITH_RECORD_RELATION, "subject", edge, kith_no_roles, KITH_UNTYPED, false},
    {KITH_RECORD_RELATION, "object",  edge, kith_no_roles, KITH_UNTYPED, false},
    {KITH_RECORD_ENTITY,   NULL,      node, kith_no_roles, NULL,         false},
    {KITH_RECORD_RELATION, NULL,      edge, kith_no_roles, KITH_UNTYPED, false},
};

static const kith_section sections[] = {
    {.path = "",
     .kind = KITH_SECTION_LINES,
     .mappings = mappings,
     .mapping_count = 3},
    {.path = "nodes",      .mappings = mappings + 2, .mapping_count = 1},
    {.path = "edges",                         .mappings = mappings + 3, .mapping_count = 1},
    {.path = NULL}
};

const kith_dialect_row kith_dialect_kgx = {
    .is = {"kgx",              "Knowledge Graph Exchange, a document or lines",
           ".json .jsonl"                                                                                    },
    .evidence = { "subject predicate object !source", "edges[].subject",
           "nodes[].category !edges[].from !edges[].source !links", "~id category[] !type !types !properties"},
    .sections = sections,
    .implicit = true,
};
