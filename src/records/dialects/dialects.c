/* Every dialect, and how the right one is found. */
#include "records/dialects/dialects.h"

#include "base/error.h"
#include "base/near.h"

#include <string.h>

static const kith_dialect_row own = {
    .is = {"kith",                     "kith's own records, JSON or JSON Lines",
           ".json .jsonl .ndjson"        },
    .evidence = { "entities[].id", "relations[].source", "source target type",
           "record:s", "documents[].id", "~entities:a relations:a",
           "~id:s name:s", "~id:s type:s"},
};

static const kith_dialect_row *const rows[] = {
    &own,
    &kith_dialect_agent_memory,
    &kith_dialect_pg_json,
    &kith_dialect_pg_jsonl,
    &kith_dialect_ftm,
    &kith_dialect_ftm_statements,
    &kith_dialect_json_graph,
    &kith_dialect_node_link,
    &kith_dialect_cytoscape,
    &kith_dialect_graphology,
    &kith_dialect_vis_network,
    &kith_dialect_kumu,
    &kith_dialect_neo4j_json,
    &kith_dialect_kgx,
    &kith_dialect_json_ld,
    &kith_dialect_csv,
    &kith_dialect_tsv,
    &kith_dialect_neo4j_csv,
    &kith_dialect_graphml,
    &kith_dialect_gexf,
    &kith_dialect_n_triples,
    &kith_dialect_n_quads,
    &kith_dialect_turtle,
};
enum { ROWS = sizeof rows / sizeof *rows };

const kith_dialect *kith_dialect_at(size_t index)
{
    return index < ROWS ? &rows[index]->is : NULL;
}

const char *kith_sureness_name(kith_sureness sureness)
{
    static const char *const names[] = {
        [KITH_SURE_NOT] = "no",
        [KITH_SURE_LIKELY] = "likely",
        [KITH_SURE] = "sure",
        [KITH_SURE_TOLD] = "told",
    };
    return names[sureness];
}

const kith_dialect_row *kith_dialect_named(const char *name, kith_error *err)
{
    kith_nearest nearest = {
        .wanted = {name, strlen(name)}
    };
    for (size_t i = 0; i < ROWS; i++) {
        if (!strcmp(rows[i]->is.name, name))
            return rows[i];
        kith_nearest_see(&nearest, rows[i]->is.name);
    }
    (void)kith_fail(err, KITH_E_NOT_FOUND, "unknown dialect '%s'", name);
    if (nearest.best)
        kith_hint(err, "did you mean '%s'?", nearest.best);
    return NULL;
}

/* The best evidence of a dialect. */
static kith_choice weigh(const kith_dialect_row *row,
                         const kith_look *look,
                         kith_text bytes)
{
    kith_choice choice = {.row = row};
    if (!look->json) {
        choice.sureness =
            row->sniff ? row->sniff(bytes, &choice.evidence) : KITH_SURE_NOT;
        return choice;
    }
    for (size_t i = 0; i < KITH_MOST_EVIDENCE && row->evidence[i]; i++) {
        const bool weak = row->evidence[i][0] == '~';
        const kith_sureness sureness = weak ? KITH_SURE_LIKELY : KITH_SURE;
        if (sureness > choice.sureness &&
            kith_look_fits(look, row->evidence[i] + weak)) {
            choice.sureness = sureness;
            choice.evidence = row->evidence[i] + weak;
        }
    }
    return choice;
}

/* Whether --map says more than what was seen. */
static bool is_mapped(const kith_choice *seen, kith_text bytes, const char *map)
{
    if (!seen->row)
        return true;
    return (seen->row->table || seen->sureness < KITH_SURE) &&
           kith_csv_map_fits(bytes, map);
}

kith_choice kith_dialect_choose(kith_text bytes, const char *map)
{
    kith_choice best = {0};
    kith_look look = {0};
    kith_look_at(&look, bytes);
    for (size_t i = 1; i < ROWS; i++) {
        const kith_choice choice = weigh(rows[i], &look, bytes);
        if (choice.sureness > best.sureness) {
            best = choice;
        } else if (choice.sureness && choice.sureness == best.sureness) {
            best.other = best.other ? best.other : choice.row;
        }
    }
    if (map && !look.json && is_mapped(&best, bytes, map))
        return (kith_choice){.row = &kith_dialect_csv,
                             .sureness = KITH_SURE_TOLD};
    const kith_choice ours = weigh(&own, &look, bytes);
    return ours.sureness > best.sureness ? ours : best;
}

/* How many of the paths that must be there are missing, and how many are there;
 * the last missing one. */
static size_t count_missing(const kith_look *look,
                            const char *paths,
                            size_t *present,
                            kith_text *missing)
{
    size_t count = 0;
    *present = 0;
    while (*paths) {
        const size_t length = strcspn(paths, " ");
        if (*paths == '!') {
            if (kith_look_has(look, paths + 1, length - 1))
                return SIZE_MAX;
        } else if (kith_look_has(look, paths, length)) {
            ++*present;
        } else {
            *missing = (kith_text){paths, length};
            count++;
        }
        paths += length;
        paths += strspn(paths, " ");
    }
    return count;
}

const char *kith_dialect_nearly(kith_text bytes,
                                const char **missing,
                                size_t *length)
{
    kith_look look = {0};
    size_t most = 0;
    const char *name = NULL;
    *missing = NULL;
    kith_look_at(&look, bytes);
    for (size_t i = 1; look.json && i < ROWS; i++) {
        for (size_t e = 0; e < KITH_MOST_EVIDENCE && rows[i]->evidence[e];
             e++) {
            const char *paths = rows[i]->evidence[e];
            kith_text path = {0};
            size_t present = 0;
            if (*paths == '~' ||
                count_missing(&look, paths, &present, &path) != 1 ||
                present <= most)
                continue;
            most = present;
            name = rows[i]->is.name;
            *missing = path.data;
            *length = path.length;
        }
    }
    return name;
}

bool kith_dialect_is_foreign(const kith_dialect_row *row)
{
    return row != &own;
}

void kith_dialect_translate(const kith_dialect_row *row, kith_translation *t)
{
    if (row->translate) {
        row->translate(t);
    } else {
        kith_translate_document(t, row->sections);
    }
    kith_flush(t);
    kith_translation_tell_losses(t);
    if (t->status == KITH_OK)
        t->status = t->feed.status;
}
