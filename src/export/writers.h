#ifndef KITH_EXPORT_WRITERS_H
#define KITH_EXPORT_WRITERS_H

/** The graph formats, each in a file of its own, as the registry lists them. */

#include <kith/export.h>

extern const kith_format kith_format_agent_memory;
extern const kith_format kith_format_csv;
extern const kith_format kith_format_cypher;
extern const kith_format kith_format_cytoscape;
extern const kith_format kith_format_dot;
extern const kith_format kith_format_ftm;
extern const kith_format kith_format_gexf;
extern const kith_format kith_format_graphml;
extern const kith_format kith_format_graphml_yed;
extern const kith_format kith_format_graphology;
extern const kith_format kith_format_html;
extern const kith_format kith_format_json;
extern const kith_format kith_format_jsonl;
extern const kith_format kith_format_json_canvas;
extern const kith_format kith_format_json_graph;
extern const kith_format kith_format_json_ld;
extern const kith_format kith_format_kgx;
extern const kith_format kith_format_kumu;
extern const kith_format kith_format_mermaid;
extern const kith_format kith_format_n_quads;
extern const kith_format kith_format_n_triples;
extern const kith_format kith_format_neo4j_csv;
extern const kith_format kith_format_neo4j_json;
extern const kith_format kith_format_node_link;
extern const kith_format kith_format_obsidian;
extern const kith_format kith_format_pg_json;
extern const kith_format kith_format_pg_jsonl;
extern const kith_format kith_format_tsv;
extern const kith_format kith_format_turtle;
extern const kith_format kith_format_vis_network;

/** What several formats cannot hold and do instead. */
extern const char *const kith_graph_losses[KITH_LOSS_KINDS];
extern const char *const kith_graphml_losses[KITH_LOSS_KINDS];
extern const char *const kith_flat_losses[KITH_LOSS_KINDS];
extern const char *const kith_rdf_losses[KITH_LOSS_KINDS];

#endif /* KITH_EXPORT_WRITERS_H */
