/* The registry of graph formats. */
#include "export/writers.h"

const kith_format *kith_formats(void)
{
    static const kith_format formats[] = {
        {.name = "json",
         .extension = "json",
         .summary = "kith's own records, with nothing lost",
         .write = kith_export_json},
        {.name = "node-link",
         .extension = "json",
         .summary = "JSON for D3, force-graph and NetworkX",
         .takes_columns = true,
         .write = kith_export_node_link},
        {.name = "dot",
         .extension = "dot",
         .summary = "DOT for Graphviz, without a layout",
         .write = kith_export_dot},
        {.name = "html",
         .extension = "html",
         .summary = "a page to explore, whole in one file",
         .takes_columns = true,
         .most_entities = 50000,
         .most_relations = 250000,
         .write = kith_export_html},
        {0                             },
    };
    return formats;
}
