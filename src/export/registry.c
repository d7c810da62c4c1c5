/* The registry of graph formats: each stands at the end of its own file. */
#include "export/writers.h"

const kith_format *const *kith_formats(void)
{
    static const kith_format *const formats[] = {
        &kith_format_json,
        &kith_format_jsonl,
        &kith_format_node_link,
        &kith_format_dot,
        &kith_format_html,
        &kith_format_gexf,
        &kith_format_graphml,
        &kith_format_graphml_yed,
        &kith_format_cytoscape,
        &kith_format_graphology,
        &kith_format_json_graph,
        &kith_format_vis_network,
        &kith_format_kumu,
        &kith_format_neo4j_json,
        &kith_format_pg_json,
        &kith_format_pg_jsonl,
        &kith_format_kgx,
        &kith_format_ftm,
        &kith_format_agent_memory,
        &kith_format_mermaid,
        &kith_format_json_canvas,
        &kith_format_turtle,
        &kith_format_n_triples,
        &kith_format_n_quads,
        &kith_format_json_ld,
        &kith_format_csv,
        &kith_format_tsv,
        &kith_format_neo4j_csv,
        &kith_format_cypher,
        &kith_format_obsidian,
        NULL,
    };
    return formats;
}
