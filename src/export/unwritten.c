/* The whole of what formats for pictures leave out, noted in one call. */
#include "export/unwritten.h"

#include "export/pieces.h"

static kith_status note_attributes(const kith_graph *graph,
                                   const kith_export_options *options,
                                   kith_record_kind kind,
                                   unsigned roles,
                                   kith_error *err)
{
    kith_attributes attributes = {0};
    const kith_status st =
        kith_attributes_find(&attributes, graph, options, kind, NULL, err);
    kith_losses_add_attributes(options->losses, &attributes, roles);
    kith_attributes_free(&attributes);
    return st;
}

static void note_columns(const kith_export_options *options,
                         const kith_written *written)
{
    bool groups = written->groups;
    for (size_t i = 0; i < options->column_count; i++) {
        const bool held = groups && options->columns[i].group;
        kith_losses_add_named(options->losses, KITH_LOSS_COLUMN, !held,
                              kith_text_of(options->columns[i].name));
        groups = groups && !held;
    }
    kith_losses_add_named(options->losses, KITH_LOSS_COLUMN,
                          options->x && !written->places,
                          kith_text_of("layout"));
}

kith_status kith_note_unwritten(const kith_graph *graph,
                                const kith_export_options *options,
                                const kith_written *written,
                                kith_error *err)
{
    if (!options->losses)
        return KITH_OK;
    kith_losses_add_documents(options->losses, graph);
    kith_losses_add_graph_members(options->losses, graph);
    note_columns(options, written);
    const kith_status st = note_attributes(graph, options, KITH_RECORD_ENTITY,
                                           written->entity_roles, err);
    return st == KITH_OK ? note_attributes(graph, options, KITH_RECORD_RELATION,
                                           written->relation_roles, err)
                         : st;
}
