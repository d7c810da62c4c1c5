/* What Neo4j's apoc.export.json writes: a node or a relationship a line, an
 * array of them, or one object with both. */
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

static const kith_role_row relationship[] = {
    {"id",         KITH_ROLE_ID      },
    {"start",      KITH_ROLE_SOURCE  },
    {"end",        KITH_ROLE_TARGET  },
    {"label",      KITH_ROLE_TYPE    },
    {"properties", KITH_ROLE_INSIDE  },
    {"type",       KITH_ROLE_DROP    },
    {NULL,         KITH_ROLE_PROPERTY}
};

static const kith_mapping mappings[] = {
    {KITH_RECORD_RELATION, "type=relationship", relationship,
     kith_relation_attributes,                                                 KITH_UNTYPED, false},
    {KITH_RECORD_ENTITY,   "type=node",         node,         node_properties, NULL,         false},
};

static const kith_section sections[] = {
    {.path = "",
     .kind = KITH_SECTION_LINES,
     .mappings = mappings,
     .mapping_count = 2},
    {.path = "[",  .mappings = mappings, .mapping_count = 2},
    {.path = "nodes",                     .mappings = mappings + 1, .mapping_count = 1},
    {.path = "rels",.mappings = mappings, .mapping_count = 1},
    {.path = NULL                    }
};

const kith_dialect_row kith_dialect_neo4j_json = {
    .is = {"neo4j-json",                     "what Neo4j exports by apoc.export.json", ".json"},
    .evidence = { "type=relationship start end",
           "type=node labels properties.*:s !source !name !record", "type=node labels properties.*:n !source !name !record",
           "type=node labels properties.*:b !source !name !record", "[].type=relationship [].start", "rels[].start",
           "[].type=node [].labels"},
    .sections = sections,
};
