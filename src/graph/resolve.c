/* Which entity a user means by a word on the command line.
 *
 * Cost: one pass over the names, and one over the aliases, until one fits; only
 * what is spelt otherwise needs folding, and only what is unknown a search. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "graph/quote.h"
#include "graph/search.h"

#include <stdio.h>
#include <string.h>

enum { MOST_LISTED = 5, LONGEST_QUOTE = 120, SHORTEST_PART = 3 };

/* Entities that a text fits, shown in order of id. */
typedef struct {
    kith_id first[MOST_LISTED];
    kith_id last;
    size_t count;
} fits;

static void note_fit(fits *found, kith_id e)
{
    if (found->count && found->last == e)
        return;
    if (found->count < MOST_LISTED)
        found->first[found->count] = e;
    found->last = e;
    found->count++;
}

/* -- comparing ----------------------------------------------------------- */

static bool equals(const char *text, const char *wanted)
{
    /* only faster: most names differ in their first letter */
    return text && *text == *wanted && !strcmp(text, wanted);
}

/* Whether `text` folds to `folded`; stops at the first difference. */
static bool folds_to(const char *text, const char *folded)
{
    if (!text)
        return false;
    while (*text) {
        char part[KITH_FOLD_SIZE];
        size_t length;
        const uint32_t code = kith_utf8_decode(text, &length);
        const size_t bytes = kith_fold_code(code, part);
        if (strncmp(folded, part, bytes) != 0)
            return false;
        folded += bytes;
        text += length;
    }
    return *folded == '\0';
}

typedef bool comparison(const char *text, const char *wanted);

/* All entities with a name or an alias, as asked for, that is `wanted`. */
static fits find(const kith_graph *graph,
                 comparison *is,
                 const char *wanted,
                 bool by_name,
                 bool by_alias)
{
    fits found = {.count = 0};
    const size_t alias_count = by_alias ? graph->alias_count : 0;
    size_t alias = 0;
    for (kith_id e = 0; e < graph->entity_count; e++) {
        if (by_name && is(kith_text_at(graph, graph->entity_names[e]), wanted))
            note_fit(&found, e);
        for (; alias < alias_count && graph->aliases[alias].entity == e;
             alias++) {
            if (is(kith_text_at(graph, graph->aliases[alias].value), wanted))
                note_fit(&found, e);
        }
    }
    return found;
}

/* -- what to say --------------------------------------------------------- */

static int describe(const kith_graph *graph, kith_id e, char *out, size_t room)
{
    const kith_id type = kith_graph_entity_type(graph, e);
    const char *id = kith_graph_entity_id(graph, e);
    return type == KITH_NONE
               ? snprintf(out, room, "%s", id)
               : snprintf(out, room, "%s (%s)", id,
                          kith_graph_entity_type_name(graph, type));
}

/* Names candidates while there is room for them whole. */
static void hint_fits(const kith_graph *graph,
                      const fits *found,
                      kith_error *err)
{
    static const char more[] = ", …";
    char list[sizeof err->hint - sizeof "give an id: "];
    size_t used = 0;
    size_t listed = 0;
    const size_t known =
        found->count < MOST_LISTED ? found->count : MOST_LISTED;
    for (; listed < known; listed++) {
        char piece[sizeof list];
        const int length =
            describe(graph, found->first[listed], piece, sizeof piece);
        if (used + (size_t)length + sizeof ", " + sizeof more > sizeof list)
            break;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                 listed ? ", " : "", piece);
    }
    if (listed) {
        kith_hint(err, "give an id: %s%s", list,
                  listed < found->count ? more : "");
    }
}

static kith_status ambiguous(const kith_graph *graph,
                             const char *text,
                             const fits *found,
                             kith_error *err)
{
    kith_fail(err, KITH_E_INVALID, "'%.*s' fits %zu entities",
              kith_quoted(text, LONGEST_QUOTE), text, found->count);
    if (err)
        hint_fits(graph, found, err);
    return KITH_E_INVALID;
}

/* The id, name or alias with the fewest typing errors; NULL if none is near. */
static const char *nearest_text(const kith_graph *graph, const char *wanted)
{
    kith_nearest nearest = {
        .wanted = {wanted, strlen(wanted)}
    };
    size_t alias = 0;
    for (kith_id e = 0; e < graph->entity_count; e++) {
        kith_nearest_see(&nearest, kith_graph_entity_id(graph, e));
        kith_nearest_see(&nearest, kith_graph_entity_name(graph, e));
        for (; alias < graph->alias_count && graph->aliases[alias].entity == e;
             alias++) {
            kith_nearest_see(&nearest,
                             kith_text_at(graph, graph->aliases[alias].value));
        }
    }
    return nearest.best;
}

/* Whether a word of the folded text `name` begins with `wanted`. */
static bool has_word(const char *name, const char *wanted)
{
    const size_t length = strlen(wanted);
    for (const char *at = name; (at = strstr(at, wanted)); at += length) {
        if (at == name || at[-1] == ' ' || at[-1] == '-')
            return true;
    }
    return false;
}

/* Names entities of which `text` is a part: where it is a word of several
 * names, the one best match would be a guess. Every name is folded once.
 * A failure to do so is not worth another: there is no such hint then. */
static bool hint_parts(const kith_graph *graph,
                       const char *text,
                       kith_error *err)
{
    fits found = {.count = 0};
    char *wanted = kith_fold((kith_text){text, strlen(text)});
    if (wanted && strlen(wanted) < SHORTEST_PART) {
        kith_release(wanted);
        wanted = NULL;
    }
    for (kith_id e = 0; wanted && e < graph->entity_count; e++) {
        const char *name = kith_graph_entity_name(graph, e);
        char *folded = kith_fold((kith_text){name, strlen(name)});
        if (folded && has_word(folded, wanted))
            note_fit(&found, e);
        kith_release(folded);
    }
    kith_release(wanted);
    if (found.count > 1)
        hint_fits(graph, &found, err);
    return found.count > 1;
}

static kith_status not_found(const kith_graph *graph,
                             const char *text,
                             kith_error *err)
{
    kith_fail(err, KITH_E_NOT_FOUND, "no entity is called '%.*s'",
              kith_quoted(text, LONGEST_QUOTE), text);
    const char *near = err ? nearest_text(graph, text) : NULL;
    if (err && !near && hint_parts(graph, text, err))
        return KITH_E_NOT_FOUND;
    if (err && !near) {
        kith_hit *best = NULL;
        size_t count = 0;
        kith_error unheard = {0}; /* a hint is not worth another failure */
        if (kith_search(graph, text, 1, &best, &count, &unheard) == KITH_OK &&
            count)
            near = kith_text_at(graph, best->matched);
        kith_release(best);
    }
    if (near) {
        kith_hint(err, "did you mean '%.*s'?", kith_quoted(near, LONGEST_QUOTE),
                  near);
    }
    return KITH_E_NOT_FOUND;
}

/* -- resolving ----------------------------------------------------------- */

kith_status kith_graph_resolve(const kith_graph *graph,
                               const char *text,
                               kith_id *out,
                               kith_error *err)
{
    const kith_text wanted = {text, strlen(text)};
    *out = kith_graph_entity_of_id(graph, wanted);
    if (*out != KITH_NONE)
        return KITH_OK;
    fits found = find(graph, equals, text, true, false);
    if (found.count == 0)
        found = find(graph, equals, text, false, true);
    if (found.count == 0) {
        char *folded = kith_fold(wanted);
        if (!folded)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        found = find(graph, folds_to, folded, true, true);
        kith_release(folded);
    }
    if (found.count == 0)
        return not_found(graph, text, err);
    if (found.count > 1)
        return ambiguous(graph, text, &found, err);
    *out = found.last;
    return KITH_OK;
}
