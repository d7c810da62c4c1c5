#ifndef KITH_EXPORT_GRAPHML_H
#define KITH_EXPORT_GRAPHML_H

/** What GraphML and its dialect of yEd share: keys and data of attributes. */

#include "export/xml.h"

/** Declare the attributes of one kind, "node" or "edge". Their ids are the
 *  first letter of that and a number. */
void kith_put_graphml_keys(kith_writing *w,
                           const kith_attributes *attributes,
                           const char *kind);

/** Declare one key of the format's own. */
void kith_put_graphml_key(kith_sink *sink,
                          const char *id,
                          const char *kind,
                          const char *name,
                          const char *type);

/** Write the attributes of a row. */
void kith_put_graphml_row(kith_writing *w, kith_rows *rows, const char *kind);

/** Write `<data key="ID">TEXT</data>`. */
void kith_put_graphml_data(kith_writing *w, const char *id, const char *text);

/** Write ` id="…"` if the relation has an id of its own. */
void kith_put_graphml_edge_id(kith_writing *w);

/** Write ` name="TEXT"`. */
void kith_put_xml_attribute(kith_writing *w,
                            const char *name,
                            const char *text);

/** Whether no relation has a direction, and there are some. */
bool kith_graphml_is_undirected(const kith_writing *w);

/** Whether some relations have a direction and some have none. */
bool kith_graphml_is_mixed(const kith_writing *w);

/** Declare the attributes of the graph itself: title, other members, documents.
 */
void kith_put_graphml_graph_keys(kith_writing *w);

/** Write their values, which stand before the nodes.
 *
 *  @return KITH_OK; KITH_E_IO (an input has changed); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_put_graphml_graph(kith_writing *w,
                                                  kith_error *err);

/** What a dialect of GraphML writes in its own way. */
typedef struct kith_graphml_dialect {
    kith_writing_plan plan;
    void (*put_head)(kith_writing *w); /**< up to the keys of the graph */
    kith_row_writer *put_node;
    kith_row_writer *put_edge;
} kith_graphml_dialect;

/** Write a graph in a dialect; as kith_format.write. */
KITH_NODISCARD kith_status
kith_write_graphml(const kith_graphml_dialect *dialect,
                   kith_graph *graph,
                   const kith_export_options *options,
                   FILE *out,
                   kith_error *err);

#endif /* KITH_EXPORT_GRAPHML_H */
