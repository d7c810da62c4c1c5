/* Relations that came twice, and what is said of any two records of one thing:
 * found, compared, merged or reported. */
#include "graph/repeats.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/merge.h"
#include "graph/quote.h"
#include "records/members.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

bool kith_repeat_reject(kith_reading *reading, kith_origin origin)
{
    return kith_pages_add(&reading->rejects, &origin, sizeof origin);
}

/* -- two records --------------------------------------------------------- */

kith_status kith_pair_read(kith_pair *pair, kith_error *err)
{
    kith_status st = KITH_OK;
    if (!pair->first)
        st = kith_reading_record(pair->reading, pair->first_origin,
                                 &pair->first, &pair->first_length, err);
    if (st == KITH_OK && !pair->second)
        st = kith_reading_record(pair->reading, pair->second_origin,
                                 &pair->second, &pair->second_length, err);
    return st;
}

void kith_pair_release(kith_pair *pair)
{
    kith_release(pair->first);
    kith_release(pair->second);
    pair->first = NULL;
    pair->second = NULL;
}

kith_text kith_pair_first(const kith_pair *pair)
{
    return (kith_text){pair->first, pair->first_length};
}

kith_text kith_pair_second(const kith_pair *pair)
{
    return (kith_text){pair->second, pair->second_length};
}

/* Where a record is, for a sentence: "at more.jsonl:3:1", or by its id where
 * lines are nowhere to be seen: "in world.kith (entity rcc)". */
enum { WHERE_SIZE = 160 };

static void say_where(kith_reading *reading,
                      kith_record_kind kind,
                      kith_origin origin,
                      char out[WHERE_SIZE])
{
    const uint64_t offset = origin & (((kith_origin)1 << 48) - 1);
    const kith_place place =
        kith_source_place(kith_sources_at(reading->sources,
                                          (size_t)(origin >> 48)),
                          offset);
    char which[KITH_DESCRIPTION_SIZE] = "one record";
    if (place.line) {
        (void)snprintf(out, WHERE_SIZE, "at %.*s:%u:%u",
                       kith_quoted(place.source, 120), place.source, place.line,
                       place.column);
        return;
    }
    (void)kith_reading_describe(reading, kind, origin, which, sizeof which);
    (void)snprintf(out, WHERE_SIZE, "in %.*s (%.*s)",
                   kith_quoted(place.source, 60), place.source,
                   kith_quoted(which, 90), which);
}

/* Looks for a conflict at one pointer. */
typedef struct {
    const char *pointer;
    bool found;
} search;

static void see_conflict(void *context,
                         const char *pointer,
                         kith_text first,
                         kith_text second)
{
    search *s = context;
    (void)first;
    (void)second;
    s->found = s->found || !strcmp(pointer, s->pointer);
}

/* Whether a record says something else at the place of `s`. */
static void look_at(const kith_pair *pair, kith_text record, search *s)
{
    kith_merger *merger = NULL;
    bool agrees = true;
    if (kith_merger_new(&merger, record, NULL) == KITH_OK)
        (void)!kith_merger_look(merger, kith_pair_second(pair), see_conflict, s,
                                &agrees, NULL);
    kith_merger_free(merger);
}

/* Which of the records that agree says what the second one contradicts. */
static kith_origin contradicted(const kith_pair *pair, const char *pointer)
{
    search s = {.pointer = pointer};
    for (size_t i = 0; i < pair->further_count && !s.found; i++) {
        const kith_origin origin = pair->further[i].origin;
        char *text = NULL;
        size_t length = 0;
        if (kith_reading_record(pair->reading, origin, &text, &length, NULL) ==
            KITH_OK)
            look_at(pair, (kith_text){text, length}, &s);
        kith_release(text);
        if (s.found)
            return origin;
    }
    return pair->first_origin;
}

void kith_pair_report(void *pair,
                      const char *pointer,
                      kith_text first,
                      kith_text second)
{
    const kith_pair *p = pair;
    kith_problem *problem = kith_reading_report(p->reading, KITH_RULE_CONFLICT,
                                                p->kind, p->second_origin);
    if (!problem)
        return;
    char where[WHERE_SIZE];
    say_where(p->reading, p->kind, contradicted(p, pointer), where);
    snprintf(problem->error.path, sizeof problem->error.path, "%s", pointer);
    kith_problem_say(problem, "'%s' is %.*s here and %.*s %s", pointer + 1,
                     kith_excerpt(second, 40), second.data,
                     kith_excerpt(first, 40), first.data, where);
    kith_problem_hint(problem,
                      "make the two records say the same, or give one another "
                      "id");
}

void kith_repeat_note(kith_reading *reading,
                      kith_record_kind kind,
                      kith_origin origin,
                      kith_origin first)
{
    kith_problem *problem =
        kith_reading_report(reading, KITH_RULE_DUPLICATE, kind, origin);
    if (!problem)
        return;
    char where[WHERE_SIZE];
    say_where(reading, kind, first, where);
    kith_problem_say(problem, "the same %s stands %s",
                     kith_record_kind_name(kind), where);
    kith_problem_hint(problem, "it counts once");
}

/* -- relations ----------------------------------------------------------- */

/* Whether two relations agree in all that the arrays hold. */
static bool is_same_relation(const kith_reading *reading, kith_id a, kith_id b)
{
    const kith_id *sources = reading->sources_of.data;
    const kith_id *targets = reading->targets_of.data;
    const uint16_t *types = reading->relation_type.data;
    const uint32_t *facts = reading->relation_facts.data;
    return facts[a] == facts[b] && sources[a] == sources[b] &&
           targets[a] == targets[b] && types[a] == types[b];
}

static kith_pair relation_pair(kith_reading *reading,
                               kith_id first,
                               kith_id second)
{
    const kith_origin *origins = reading->relation_origins.data;
    return (kith_pair){.reading = reading,
                       .kind = KITH_RECORD_RELATION,
                       .first_origin = origins[first],
                       .second_origin = origins[second]};
}

/* Whether two relations whose hashes are the same are: their records decide. */
static kith_status is_repeated(kith_reading *reading,
                               kith_id first,
                               kith_id second,
                               bool *repeated,
                               kith_error *err)
{
    kith_pair pair = relation_pair(reading, first, second);
    *repeated = false;
    if (!is_same_relation(reading, first, second))
        return KITH_OK;
    const kith_status st = kith_pair_read(&pair, err);
    *repeated = st == KITH_OK && kith_json_is_same(kith_pair_first(&pair),
                                                   kith_pair_second(&pair));
    kith_pair_release(&pair);
    return st;
}

/* Drop relation `i` of the candidates if one from `first` on says the same. */
static kith_status drop_if_repeated(kith_reading *reading,
                                    const kith_alike *candidates,
                                    size_t first,
                                    size_t i,
                                    uint64_t *dropped,
                                    kith_error *err)
{
    const kith_origin *origins = reading->relation_origins.data;
    kith_status st = KITH_OK;
    bool repeated = false;
    size_t j = first;
    for (; j < i && !repeated && st == KITH_OK; j++) {
        if (!kith_bit(dropped, candidates[j].relation))
            st = is_repeated(reading, candidates[j].relation,
                             candidates[i].relation, &repeated, err);
    }
    if (repeated) {
        kith_set_bit(dropped, candidates[i].relation);
        kith_repeat_note(reading, KITH_RECORD_RELATION,
                         origins[candidates[i].relation],
                         origins[candidates[j - 1].relation]);
    }
    return st;
}

/* Drop every relation that an earlier one says already. */
static kith_status drop_duplicates(kith_reading *reading,
                                   uint64_t *dropped,
                                   kith_error *err)
{
    kith_pages pages = {0};
    kith_status st = kith_reading_alike(reading, KITH_ALIKE_MOST, &pages, err);
    const kith_alike *candidates = pages.data;
    const size_t count = pages.used / sizeof *candidates;
    for (size_t i = 0, first = 0; i < count && st == KITH_OK; i++) {
        if (candidates[i].hash != candidates[first].hash)
            first = i;
        st = drop_if_repeated(reading, candidates, first, i, dropped, err);
    }
    kith_pages_free(&pages);
    return st;
}

static int by_hash_then_relation(const void *a, const void *b)
{
    const kith_relation_id *x = a;
    const kith_relation_id *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->relation < y->relation ? -1 : x->relation > y->relation;
}

static bool has_same_id(const kith_pair *pair)
{
    kith_text key;
    kith_text ids[2] = {{0}, {0}};
    const kith_text texts[2] = {kith_pair_first(pair), kith_pair_second(pair)};
    for (size_t i = 0; i < 2; i++) {
        kith_text value;
        for (size_t at = 0;
             kith_json_each_member(texts[i], &at, &key, &value);) {
            if (kith_json_is_key(key, (kith_text){"id", 2}))
                ids[i] = value;
        }
    }
    return ids[0].data && ids[1].data && kith_json_is_same(ids[0], ids[1]);
}

static void report_other_facts(const kith_pair *pair)
{
    kith_problem *problem =
        kith_reading_report(pair->reading, KITH_RULE_CONFLICT,
                            KITH_RECORD_RELATION, pair->second_origin);
    if (!problem)
        return;
    char where[WHERE_SIZE];
    say_where(pair->reading, KITH_RECORD_RELATION, pair->first_origin, where);
    kith_problem_say(problem,
                     "this relation has the id of the one %s, and other facts",
                     where);
    kith_problem_hint(problem, "put all facts into one record");
}

/* Two relations with one id: the second does not stay, and is a conflict unless
 * it only is written in another way. */
static kith_status compare_ids(kith_reading *reading,
                               kith_id first,
                               kith_id second,
                               uint64_t *dropped,
                               kith_error *err)
{
    kith_pair pair = relation_pair(reading, first, second);
    kith_merger *merger = NULL;
    bool agrees = true;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_pair_read(&pair, err), done);
    if (!has_same_id(&pair))
        goto done; /* two ids with one hash */
    kith_set_bit(dropped, second);
    if (kith_json_is_same(kith_pair_first(&pair), kith_pair_second(&pair))) {
        kith_repeat_note(reading, KITH_RECORD_RELATION, pair.second_origin,
                         pair.first_origin);
        goto done;
    }
    KITH_TRY(st, kith_merger_new(&merger, kith_pair_first(&pair), err), done);
    KITH_TRY(st,
             kith_merger_look(merger, kith_pair_second(&pair), kith_pair_report,
                              &pair, &agrees, err),
             done);
    if (agrees)
        report_other_facts(&pair);
    if (!kith_repeat_reject(reading, pair.second_origin))
        st = no_memory(err);
done:
    kith_merger_free(merger);
    kith_pair_release(&pair);
    return st;
}

/* Two relations whose ids have one hash. */
typedef struct {
    kith_id first;
    kith_id second;
} twins;

static int by_second(const void *a, const void *b)
{
    const twins *x = a;
    const twins *y = b;
    return x->second < y->second ? -1 : x->second > y->second;
}

/* Each id that came again, with the first relation that has it; in the order
 * of relations, since that of hashes is another one in every process. */
static size_t find_twins(const kith_relation_id *ids, size_t count, twins *out)
{
    size_t found = 0;
    for (size_t i = 1, first = 0; i < count; i++) {
        if (ids[i].hash != ids[first].hash) {
            first = i;
        } else if (out) {
            out[found++] = (twins){ids[first].relation, ids[i].relation};
        } else {
            found++;
        }
    }
    if (out && found > 1)
        qsort(out, found, sizeof *out, by_second);
    return found;
}

static kith_status drop_conflicts(kith_reading *reading,
                                  uint64_t *dropped,
                                  kith_error *err)
{
    kith_relation_id *ids = reading->relation_ids.data;
    const size_t count = reading->relation_ids.used / sizeof *ids;
    kith_status st = KITH_OK;
    if (count > 1)
        qsort(ids, count, sizeof *ids, by_hash_then_relation);
    const size_t found = find_twins(ids, count, NULL);
    twins *all = KITH_NEW(twins, found);
    if (!all)
        return no_memory(err);
    find_twins(ids, count, all);
    for (size_t i = 0; st == KITH_OK && i < found; i++) {
        if (!kith_bit(dropped, all[i].second))
            st =
                compare_ids(reading, all[i].first, all[i].second, dropped, err);
    }
    kith_release(all);
    return st;
}

kith_status kith_reading_merge(kith_reading *reading,
                               uint64_t *dropped,
                               kith_error *err)
{
    kith_status st = kith_reading_settle(reading, err);
    if (st == KITH_OK)
        st = drop_duplicates(reading, dropped, err);
    if (st == KITH_OK)
        st = drop_conflicts(reading, dropped, err);
    if (st == KITH_OK && !kith_reading_sort_extras(reading))
        st = no_memory(err);
    kith_pages_free(&reading->relation_ids);
    kith_pages_free(&reading->relation_facts);
    kith_pages_free(&reading->entity_facts);
    return st;
}
