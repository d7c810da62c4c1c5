/* Kumu blueprints: elements and connections. */
#include "records/dialects/dialects.h"

static const kith_role_row element[] = {
    {"id",         KITH_ROLE_ID      },
    {"type",       KITH_ROLE_TYPE    },
    {"label",      KITH_ROLE_NAME    },
    {"aliases",    KITH_ROLE_ALIASES },
    {"attributes", KITH_ROLE_INSIDE  },
    {NULL,         KITH_ROLE_PROPERTY}
};

/* Connections may name their ends by label; then labels are the ids. */
static const kith_role_row labelled[] = {
    {"label",      KITH_ROLE_ID      },
    {"type",       KITH_ROLE_TYPE    },
    {"aliases",    KITH_ROLE_ALIASES },
    {"attributes", KITH_ROLE_INSIDE  },
    {NULL,         KITH_ROLE_PROPERTY}
};

static const kith_role_row connection[] = {
    {"id",         KITH_ROLE_ID        },
    {"from",       KITH_ROLE_SOURCE    },
    {"to",         KITH_ROLE_TARGET    },
    {"type",       KITH_ROLE_TYPE      },
    {"label",      KITH_ROLE_TYPE      },
    {"direction",  KITH_ROLE_DIRECTED  },
    {"weight",     KITH_ROLE_WEIGHT    },
    {"confidence", KITH_ROLE_CONFIDENCE},
    {"since",      KITH_ROLE_SINCE     },
    {"until",      KITH_ROLE_UNTIL     },
    {"attributes", KITH_ROLE_INSIDE    },
    {NULL,         KITH_ROLE_PROPERTY  }
};

static const kith_mapping elements[] = {
    {KITH_RECORD_ENTITY, "id", element,  kith_no_roles, NULL, false},
    {KITH_RECORD_ENTITY, NULL, labelled, kith_no_roles, NULL, false},
};
static const kith_mapping connections = {KITH_RECORD_RELATION,
                                         NULL,
                                         connection,
                                         kith_relation_attributes,
                                         KITH_UNTYPED,
                                         false};

static const kith_section sections[] = {
    {.path = "elements",    .mappings = elements, .mapping_count = 2},
    {.path = "connections",   .mappings = &connections, .mapping_count = 1},
    {.path = NULL}
};

const kith_dialect_row kith_dialect_kumu = {
    .is = {"kumu", "elements and connections of Kumu", ".json"},
    .evidence = {"connections[].from connections[].to",
           "elements[].label !elements[].data"   },
    .sections = sections,
};
