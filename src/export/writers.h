#ifndef KITH_EXPORT_WRITERS_H
#define KITH_EXPORT_WRITERS_H

/** The writers of graphs, one a file, as the registry lists them. */

#include <kith/export.h>

/** Writes a whole graph; as kith_format.write. */
typedef kith_status kith_graph_writer(kith_graph *graph,
                                      const kith_export_options *options,
                                      FILE *out,
                                      kith_error *err);

kith_graph_writer kith_export_json;
kith_graph_writer kith_export_node_link;
kith_graph_writer kith_export_dot;
kith_graph_writer kith_export_html;
kith_graph_writer kith_export_mermaid;
kith_graph_writer kith_export_json_canvas;

#endif /* KITH_EXPORT_WRITERS_H */
