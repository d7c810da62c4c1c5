/* What formats that are alike cannot hold, and do instead. */
#include "export/writers.h"

/* The same of those that have attributes of the graph, too. */
const char *const kith_graph_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_RENAMED] = "called after where they stand, as 'properties.id'",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const char *const kith_graphml_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] =
        "beside directed ones written as directed, with attribute 'directed'",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_LIST] = "written as JSON text",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_MIXED] = "written as text",
    [KITH_LOSS_RENAMED] = "called after where they stand, as 'properties.id'",
    [KITH_LOSS_ATTRIBUTE] = "left out",
    [KITH_LOSS_CHARACTER] = "written as pictures of them",
};

/* Of formats whose attributes are values and lists of values. */
const char *const kith_flat_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written as directed, with 'directed' false",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_RENAMED] = "called after where they stand, as 'properties.id'",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const char *const kith_rdf_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written one way, unless --rdf-reify",
    [KITH_LOSS_PARALLEL] = "written once, unless --rdf-reify",
    [KITH_LOSS_RELATION_ID] = "left out, unless --rdf-reify",
    [KITH_LOSS_TIME] = "of relations left out, unless --rdf-reify",
    [KITH_LOSS_WEIGHT] = "left out, unless --rdf-reify",
    [KITH_LOSS_CONFIDENCE] = "left out, unless --rdf-reify",
    [KITH_LOSS_PROPERTY] = "of relations left out, unless --rdf-reify",
    [KITH_LOSS_EVIDENCE] =
        "left out but for the documents of entities, unless --rdf-reify",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_LIST] = "written as single values, in no order",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};
