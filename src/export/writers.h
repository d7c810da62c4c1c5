#ifndef KITH_EXPORT_WRITERS_H
#define KITH_EXPORT_WRITERS_H

/** The writers of graphs, one a file, as the registry lists them. */

#include <kith/export.h>

/** Writes a whole graph; as kith_format.write. */
typedef kith_status kith_graph_writer(kith_graph *graph,
                                      const kith_export_options *options,
                                      FILE *out,
                                      kith_error *err);

/** Writes a graph as several files; as kith_format.write_files. */
typedef kith_status kith_files_writer(kith_graph *graph,
                                      const kith_export_options *options,
                                      kith_outputs *outputs,
                                      kith_error *err);

kith_files_writer kith_export_csv;
kith_files_writer kith_export_neo4j_csv;
kith_files_writer kith_export_obsidian;
kith_files_writer kith_export_tsv;
kith_graph_writer kith_export_csv_part;
kith_graph_writer kith_export_tsv_part;

kith_graph_writer kith_export_agent_memory;
kith_graph_writer kith_export_cypher;
kith_graph_writer kith_export_cytoscape;
kith_graph_writer kith_export_dot;
kith_graph_writer kith_export_ftm;
kith_graph_writer kith_export_gexf;
kith_graph_writer kith_export_graphml;
kith_graph_writer kith_export_graphml_yed;
kith_graph_writer kith_export_graphology;
kith_graph_writer kith_export_html;
kith_graph_writer kith_export_json;
kith_graph_writer kith_export_json_canvas;
kith_graph_writer kith_export_json_graph;
kith_graph_writer kith_export_json_ld;
kith_graph_writer kith_export_kgx;
kith_graph_writer kith_export_kumu;
kith_graph_writer kith_export_mermaid;
kith_graph_writer kith_export_n_quads;
kith_graph_writer kith_export_n_triples;
kith_graph_writer kith_export_neo4j_json;
kith_graph_writer kith_export_node_link;
kith_graph_writer kith_export_pg_json;
kith_graph_writer kith_export_pg_jsonl;
kith_graph_writer kith_export_turtle;
kith_graph_writer kith_export_vis_network;

#endif /* KITH_EXPORT_WRITERS_H */
