/* Makes the graphs that analyses are timed on, the same for the same arguments,
 * each in three forms: PREFIX.jsonl for kith, PREFIX.el (a pair of numbers a
 * line) and PREFIX.pairs (32-bit numbers: entities, relations, then the ends)
 * for its peers. Entity number i is the i-th of the records.
 *
 *     networks rmat SCALE EDGES_A_NODE PREFIX
 *     networks organisation ENTITIES RELATIONS PREFIX
 *
 * rmat: 2^SCALE entities; each relation falls into one of four quarters of the
 * matrix of pairs (.57, .19, .19, .05), then of that quarter, and so on
 * (Chakrabarti, Zhan and Faloutsos, "R-MAT: a recursive model for graph
 * mining", 2004; figures of the Graph500 benchmark); numbers are then shuffled.
 *
 * organisation: units of 64 entities, each a tree of reports below an
 * organisation, with acquaintances inside the unit and the division (16 units),
 * forums that very many attend, and 16 entities a unit that hang off it as
 * trees.
 *
 * No entity is related to itself and no two relations join the same two, so
 * that every peer has the same graph. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT = 64, STAFF = 48, DIVISION = 16, REPORTS = 7 };

typedef struct {
    const char *source_type; /* of the entity, by its place in a unit */
    const char *relation;    /* of the relation to the one above it */
} role;

static const role organisation = {"organisation", "part_of"};
static const role forum = {"forum", "convened_by"};
static const role staff = {"person", "reports_to"};
static const role outsider = {"person", "relative_of"};

typedef struct {
    uint64_t entities;
    uint64_t *pairs; /* lower end in the upper half */
    uint64_t count;
    bool typed;
} network;

static uint64_t state = 0x9E3779B97F4A7C15u;

static uint64_t next_random(void) /* xorshift64*, Vigna 2016 */
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545F4914F6CDD1Du;
}

static double fraction(void)
{
    return (double)(next_random() >> 11) / 9007199254740992.0;
}

static uint64_t below(uint64_t limit)
{
    return (uint64_t)(fraction() * (double)limit);
}

static void join(network *g, uint64_t a, uint64_t b)
{
    if (a != b && a < g->entities && b < g->entities)
        g->pairs[g->count++] = a < b ? a << 32 | b : b << 32 | a;
}

static int order(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a;
    const uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void *take(uint64_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (!memory) {
        fputs("networks: not enough memory\n", stderr);
        exit(3);
    }
    return memory;
}

/* Sort and keep one of each. */
static void settle(network *g)
{
    uint64_t kept = 0;
    qsort(g->pairs, g->count, sizeof *g->pairs, order);
    for (uint64_t i = 0; i < g->count; i++) {
        if (i == 0 || g->pairs[i] != g->pairs[i - 1])
            g->pairs[kept++] = g->pairs[i];
    }
    g->count = kept;
}

/* -- R-MAT --------------------------------------------------------------- */

static uint32_t *shuffled(uint64_t count)
{
    uint32_t *number = take(count, sizeof *number);
    for (uint64_t i = 0; i < count; i++)
        number[i] = (uint32_t)i;
    for (uint64_t i = count - 1; i > 0; i--) {
        const uint64_t j = below(i + 1);
        const uint32_t kept = number[i];
        number[i] = number[j];
        number[j] = kept;
    }
    return number;
}

static network make_rmat(uint64_t scale, uint64_t edges_a_node)
{
    network g = {.entities = (uint64_t)1 << scale};
    const uint64_t wanted = g.entities * edges_a_node;
    g.pairs = take(wanted, sizeof *g.pairs);
    uint32_t *number = shuffled(g.entities);
    for (uint64_t i = 0; i < wanted; i++) {
        uint64_t a = 0;
        uint64_t b = 0;
        for (uint64_t level = 0; level < scale; level++) {
            const double quarter = fraction();
            a = a * 2 + (quarter >= 0.76);
            b = b * 2 +
                ((quarter >= 0.57 && quarter < 0.76) || quarter >= 0.95);
        }
        join(&g, number[a], number[b]);
    }
    free(number);
    settle(&g);
    return g;
}

/* -- organisation -------------------------------------------------------- */

/* What entity i is, and the one above it (itself at the very top). */
static role role_of(uint64_t i, uint64_t *above)
{
    const uint64_t unit = i / UNIT;
    const uint64_t place = i % UNIT;
    const uint64_t head = unit * UNIT;
    if (place == 0) {
        *above = unit == 0 ? i : (unit - 1) / DIVISION * UNIT;
        return organisation;
    }
    if (place < STAFF) {
        *above = head + (place - 1) / REPORTS;
        return place == STAFF - 1 ? forum : staff;
    }
    /* Chains and forks of outsiders, rooted in the staff. */
    *above = place % 4 ? i - 1 - (i / UNIT + place) % 2 * (place % 4 - 1)
                       : head + 1 + (unit * 29 + place) % (STAFF - 2);
    return outsider;
}

static void relate_at_random(network *g)
{
    const uint64_t units = g->entities / UNIT;
    const uint64_t unit = below(units);
    const uint64_t a = unit * UNIT + below(STAFF);
    const double kind = fraction();
    const double far = fraction();
    if (kind < 0.65) { /* in the unit */
        join(g, a, unit * UNIT + below(STAFF));
    } else if (kind < 0.85) { /* at a forum; few have most */
        const double skewed = far * far * far;
        join(g, a, (uint64_t)(skewed * (double)units) * UNIT + STAFF - 1);
    } else if (kind < 0.95) { /* in the division */
        join(g, a,
             (unit / DIVISION * DIVISION + below(DIVISION)) * UNIT +
                 below(STAFF));
    } else {
        join(g, a, below(units) * UNIT + below(STAFF));
    }
}

static network make_organisation(uint64_t entities, uint64_t relations)
{
    network g = {.entities = entities, .typed = true};
    g.pairs = take(relations + relations / 4, sizeof *g.pairs);
    for (uint64_t i = 1; i < entities; i++) {
        uint64_t above = i;
        role_of(i, &above);
        join(&g, above, i);
    }
    /* Pairs that come twice are made up for once. */
    for (int again = 0; again < 2; again++) {
        const uint64_t missing = g.count < relations ? relations - g.count : 0;
        for (uint64_t i = 0; i < missing; i++)
            relate_at_random(&g);
        settle(&g);
    }
    return g;
}

/* -- writing ------------------------------------------------------------- */

static FILE *create(const char *prefix, const char *end)
{
    char name[4096];
    snprintf(name, sizeof name, "%s.%s", prefix, end);
    FILE *file = fopen(name, "wb");
    if (!file) {
        perror(name);
        exit(3);
    }
    setvbuf(file, NULL, _IOFBF, 1 << 20);
    return file;
}

static void close_all(FILE **files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ferror(files[i]) || fclose(files[i])) {
            perror("networks");
            exit(3);
        }
    }
}

static const char *relation_type(const network *g, uint64_t a, uint64_t b)
{
    uint64_t above = 0;
    const role lower = role_of(b, &above);
    if (!g->typed)
        return "knows";
    if (above == a)
        return lower.relation;
    if (b % UNIT == STAFF - 1 || a % UNIT == STAFF - 1)
        return "attends";
    return a / UNIT == b / UNIT ? "works_with" : "deals_with";
}

static void put_entity(FILE *out, const network *g, uint64_t i)
{
    uint64_t above = 0;
    if (g->typed)
        fprintf(out, "{\"id\":\"%" PRIu64 "\",\"type\":\"%s\"}\n", i,
                role_of(i, &above).source_type);
    else
        fprintf(out, "{\"id\":\"%" PRIu64 "\"}\n", i);
}

static void write_all(const network *g, const char *prefix)
{
    FILE *files[] = {create(prefix, "jsonl"), create(prefix, "el"),
                     create(prefix, "pairs")};
    const uint32_t head[2] = {(uint32_t)g->entities, (uint32_t)g->count};
    fwrite(head, sizeof head, 1, files[2]);
    for (uint64_t i = 0; i < g->entities; i++)
        put_entity(files[0], g, i);
    for (uint64_t i = 0; i < g->count; i++) {
        const uint32_t a = (uint32_t)(g->pairs[i] >> 32);
        const uint32_t b = (uint32_t)g->pairs[i];
        const uint32_t pair[2] = {a, b};
        fprintf(files[0],
                "{\"source\":\"%" PRIu32 "\",\"type\":\"%s\",\"target\":"
                "\"%" PRIu32 "\"}\n",
                a, relation_type(g, a, b), b);
        fprintf(files[1], "%" PRIu32 " %" PRIu32 "\n", a, b);
        fwrite(pair, sizeof pair, 1, files[2]);
    }
    close_all(files, sizeof files / sizeof *files);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: networks rmat SCALE EDGES_A_NODE PREFIX\n"
              "       networks organisation ENTITIES RELATIONS PREFIX\n",
              stderr);
        return 2;
    }
    const uint64_t size = strtoull(argv[2], NULL, 10);
    const uint64_t many = strtoull(argv[3], NULL, 10);
    network g = !strcmp(argv[1], "rmat") ? make_rmat(size, many)
                                         : make_organisation(size, many);
    write_all(&g, argv[4]);
    printf("%" PRIu64 " %" PRIu64 "\n", g.entities, g.count);
    free(g.pairs);
    return 0;
}
