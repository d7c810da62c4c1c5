#ifndef KITH_EXPORT_HTML_H
#define KITH_EXPORT_HTML_H

/** The parts of a page to explore. */

#include "base/sink.h"
#include "export/style.h"

/** The page of src/export/viewer, made into a C file by the build: {{title}},
 *  {{graph}} and {{records}} in it stand for what is written. */
extern const unsigned char kith_viewer_page[];
extern const size_t kith_viewer_page_size;

/** Write what is needed to draw, as columns. */
KITH_NODISCARD kith_status
kith_html_put_graph(kith_sink *sink,
                    kith_graph *graph,
                    const kith_export_options *options,
                    kith_error *err);

/** Write what the records say beyond that, one value a record: facts, evidence,
 *  documents. */
KITH_NODISCARD kith_status
kith_html_put_records(kith_sink *sink,
                      kith_graph *graph,
                      const kith_export_options *options,
                      kith_error *err);

#endif /* KITH_EXPORT_HTML_H */
