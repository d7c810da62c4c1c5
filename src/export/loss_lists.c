/* What formats that are alike cannot hold, and do instead. */
#include "export/writers.h"

/* The same of those that have attributes of the graph, too. */
const char *const kith_graph_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const char *const kith_graphml_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] =
        "written as directed, with attribute 'directed' (beside directed ones)",
    [KITH_LOSS_LIST] = "written as JSON text",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_MIXED] = "written as text",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
    [KITH_LOSS_CHARACTER] = "written as pictures of them (XML forbids them)",
};

/* Of formats whose attributes are values and lists of values. */
const char *const kith_flat_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written as directed, with 'directed' false",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const char *const kith_rdf_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written one way (--rdf-reify says so)",
    [KITH_LOSS_PARALLEL] = "written once (--rdf-reify writes each)",
    [KITH_LOSS_RELATION_ID] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_TIME] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_WEIGHT] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_CONFIDENCE] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_RELATION_PROPERTY] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_EVIDENCE] = "left out but for the documents that entities cite "
                           "(--rdf-reify writes them)",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_LIST] = "written as single values, in no order",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};
