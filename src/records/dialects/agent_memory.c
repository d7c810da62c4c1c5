/* The memory of agents: what the server-memory tool keeps as JSON Lines, and
 * what its read_graph answers. Names are the ids; observations become a
 * property. */
#include "records/dialects/dialects.h"

static const kith_role_row entity[] = {
    {"name",       KITH_ROLE_ID      },
    {"entityType", KITH_ROLE_TYPE    },
    {"type",       KITH_ROLE_DROP    },
    {NULL,         KITH_ROLE_PROPERTY}
};

static const kith_role_row relation[] = {
    {"from",         KITH_ROLE_SOURCE  },
    {"to",           KITH_ROLE_TARGET  },
    {"relationType", KITH_ROLE_TYPE    },
    {"type",         KITH_ROLE_DROP    },
    {NULL,           KITH_ROLE_PROPERTY}
};

static const kith_mapping mappings[] = {
    {KITH_RECORD_RELATION, "type=relation", relation, kith_no_roles,
     KITH_UNTYPED,                                                                 false},
    {KITH_RECORD_ENTITY,   "type=entity",   entity,   kith_no_roles, NULL,         false},
    {KITH_RECORD_RELATION, "relationType",  relation, kith_no_roles,
     KITH_UNTYPED,                                                                 false},
    {KITH_RECORD_ENTITY,   "entityType",    entity,   kith_no_roles, NULL,         false},
    {KITH_RECORD_ENTITY,   NULL,            entity,   kith_no_roles, NULL,         false},
    {KITH_RECORD_RELATION, NULL,            relation, kith_no_roles, KITH_UNTYPED, false},
};

static const kith_section sections[] = {
    {.path = "",
     .kind = KITH_SECTION_LINES,
     .mappings = mappings,
     .mapping_count = 4},
    {.path = "entities",      .mappings = mappings + 4, .mapping_count = 1},
    {.path = "relations",                         .mappings = mappings + 5, .mapping_count = 1},
    {.path = NULL}
};

const kith_dialect_row kith_dialect_agent_memory = {
    .is = {"agent-memory",                              "memory of agents, as server-memory keeps it",
           ".jsonl"                                                                                              },
    .evidence = { "type=entity entityType !id",
           "type=relation relationType from", "entities[].entityType !entities[].id",
           "relations[].relationType relations[].from", "entityType observations !id", "relationType from to !id"},
    .sections = sections,
};
