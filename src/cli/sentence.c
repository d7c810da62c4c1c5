/* Relations as sentences. */
#include "cli/sentence.h"

#include "base/error.h"
#include "base/number.h"
#include "cli/result.h"

#include <math.h>
#include <string.h>

static const char *spaced(kith_arena *arena, const char *name)
{
    char *copy = kith_arena_text(arena, name, strlen(name));
    for (char *c = copy; c && *c; c++) {
        if (*c == '_')
            *c = ' ';
    }
    return copy;
}

const char *kith_phrase(kith_call *call,
                        kith_id relation,
                        bool forward,
                        bool *turned)
{
    const kith_id type = kith_graph_relation_type(call->graph, relation);
    const char *name = kith_graph_relation_type_name(call->graph, type);
    const kith_relation_type *known =
        kith_vocabulary_relation(call->vocabulary,
                                 (kith_text){name, strlen(name)});
    const bool both = !kith_graph_relation_directed(call->graph, relation) ||
                      (known && known->symmetric);
    *turned = false;
    if (!forward && !both) {
        if (known && known->inverse)
            return known->inverse;
        *turned = true;
    }
    if (known && known->label && strcmp(known->label, name) != 0)
        return known->label;
    return spaced(&call->arena, name);
}

const char *kith_sentence(kith_call *call, kith_id relation, bool forward)
{
    bool turned = false;
    const char *words = kith_phrase(call, relation, forward, &turned);
    const bool from_source = forward || turned;
    const kith_id source = kith_graph_sources(call->graph)[relation];
    const kith_id target = kith_graph_targets(call->graph)[relation];
    const char *first =
        kith_graph_entity_name(call->graph, from_source ? source : target);
    const char *last =
        kith_graph_entity_name(call->graph, from_source ? target : source);
    if (!words)
        return NULL;
    const size_t size = strlen(first) + strlen(words) + strlen(last) + 3;
    char *out = kith_arena_take(&call->arena, size);
    if (out)
        snprintf(out, size, "%s %s %s", first, words, last);
    return out;
}

static void put_dates(const kith_relation *r, char *out, size_t size)
{
    char since[16] = "";
    char until[16] = "";
    const bool begins = r->since != KITH_NO_DATE;
    const bool ends = r->until != KITH_NO_DATE;
    if (begins)
        kith_date_format(r->since, since);
    if (ends)
        kith_date_format(r->until, until);
    if (begins && ends) {
        snprintf(out, size, "%s to %s", since, until);
    } else if (begins) {
        snprintf(out, size, "since %s", since);
    } else if (ends) {
        snprintf(out, size, "until %s", until);
    }
}

/* " (since 2017, weight 2, confidence 0.9)"; "" if there is nothing to say. */
static void qualify(const kith_graph *graph,
                    kith_id relation,
                    char *out,
                    size_t size)
{
    const kith_relation r = kith_graph_relation(graph, relation);
    char parts[3][64] = {"", "", ""};
    char number[KITH_NUMBER_SIZE];
    size_t length = 0;
    put_dates(&r, parts[0], sizeof parts[0]);
    if (r.weight != 1) {
        snprintf(parts[1], sizeof parts[1], "weight %s",
                 kith_number_format(r.weight, number));
    }
    if (isfinite(r.confidence)) {
        snprintf(parts[2], sizeof parts[2], "confidence %s",
                 kith_number_format(r.confidence, number));
    }
    out[0] = '\0';
    for (size_t i = 0; i < 3; i++) {
        if (parts[i][0]) {
            length += (size_t)snprintf(out + length, size - length, "%s%s",
                                       length ? ", " : " (", parts[i]);
        }
    }
    if (length)
        snprintf(out + length, size - length, ")");
}

kith_status kith_put_sentence(kith_call *call,
                              kith_sink *sink,
                              kith_id relation,
                              bool forward,
                              size_t indent)
{
    char more[224];
    const char *sentence = kith_sentence(call, relation, forward);
    const size_t size = (sentence ? strlen(sentence) : 0) + sizeof more;
    char *whole = kith_arena_take(&call->arena, size);
    if (!sentence || !whole)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    qualify(call->graph, relation, more, sizeof more);
    snprintf(whole, size, "%s%s", sentence, more);
    kith_putf(sink, "%*s", (int)indent, "");
    return kith_result_prose(call, sink, whole, indent, indent + 2);
}
