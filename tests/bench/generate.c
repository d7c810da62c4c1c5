/* Writes records for benchmarks: N entities, M relations, as JSON Lines or as
 * one document; the same for the same arguments.
 *
 *     generate ENTITIES RELATIONS [lines|document] > FILE */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 0x9E3779B97F4A7C15u;

static uint64_t next_random(void) /* xorshift64*, Vigna 2016 */
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545F4914F6CDD1Du;
}

static uint64_t below(uint64_t limit)
{
    return next_random() % limit;
}

/* Few entities have most relations, as in real registers. */
static uint64_t skewed(uint64_t limit)
{
    const double x = (double)(next_random() >> 11) / 9007199254740992.0;
    return (uint64_t)(x * x * x * (double)limit);
}

static const char *const entity_types[] = {"person", "organisation", "forum",
                                           "country", "institute"};
static const char *const relation_types[] = {"leads", "member_of", "attends",
                                             "hosts", "knows",     "owns"};
static const char *const roles[] = {"director", "member", "observer", "owner"};

static void put_entity(uint64_t i, const char *end)
{
    printf("{\"id\":\"entity-%07" PRIu64
           "\",\"type\":\"%s\",\"name\":\"Name of "
           "entity %" PRIu64 "\"}%s",
           i, entity_types[below(5)], i, end);
}

static void put_relation(uint64_t entities, const char *end)
{
    printf("{\"source\":\"entity-%07" PRIu64 "\",\"type\":\"%s\",\"target\":"
           "\"entity-%07" PRIu64 "\",",
           skewed(entities), relation_types[below(6)], below(entities));
    printf("\"weight\":%u.%02u,\"since\":\"20%02u\",", (unsigned)below(9),
           (unsigned)below(100), (unsigned)below(25));
    printf("\"properties\":{\"role\":\"%s\"}}%s", roles[below(4)], end);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: generate ENTITIES RELATIONS [lines|document]\n", stderr);
        return 2;
    }
    const uint64_t entities = strtoull(argv[1], NULL, 10);
    const uint64_t relations = strtoull(argv[2], NULL, 10);
    const int document = argc > 3 && !strcmp(argv[3], "document");
    if (document)
        puts("{\"title\":\"generated\",\"entities\":[");
    for (uint64_t i = 0; i < entities; i++)
        put_entity(i, document && i + 1 < entities ? ",\n" : "\n");
    if (document)
        puts("],\"relations\":[");
    for (uint64_t i = 0; i < relations; i++)
        put_relation(entities, document && i + 1 < relations ? ",\n" : "\n");
    if (document)
        puts("]}");
    return fflush(stdout) == 0 ? 0 : 3;
}
