/* The registry of graph formats. */
#include "export/writers.h"

const kith_format *kith_formats(void)
{
    static const kith_format formats[] = {
        {"json",      "json", "kith's own records, with nothing lost",
         kith_export_json                                                             },
        {"node-link", "json", "JSON for D3, force-graph and NetworkX",
         kith_export_node_link                                                        },
        {"dot",       "dot",  "DOT for Graphviz, without a layout",    kith_export_dot},
        {NULL,        NULL,   NULL,                                    NULL           },
    };
    return formats;
}
