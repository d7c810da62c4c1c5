/* A knowledge base that was damaged, or made to do harm: it is refused or read,
 * and whatever it gives can be used.
 *
 * The first byte says what is damaged. 0: bytes of the file; the rest is edits
 * of 4 bytes, where (3, little-endian) and what. Else rows through SQLite, as a
 * forger would, with checksums that are right: edits of 6 bytes, which
 * statement, which row, and what. */
#include "fuzz.h"
#include "graph/letters.h"
#include "store/checksum.h"
#include "store/pack.h"

#include <kith/export.h>
#include <kith/store.h>

#include <sqlite3.h>

#include <stdlib.h>
#include <string.h>

static const char records[] =
    "{\"title\": \"t\", \"entities\": ["
    "{\"id\": \"a\", \"type\": \"p\", \"name\": \"Ada \\u00e9\", \"aliases\":"
    " [\"A\", \"B\"], \"evidence\": [\"d\"]},"
    "{\"id\": \"b\", \"types\": [\"p\", \"q\"], \"x\": [1, {\"y\": null}]},"
    "{\"id\": \"c\", \"name\": \"C\"}, {\"id\": \"e\"}], \"relations\": ["
    "{\"source\": \"a\", \"type\": \"t\", \"target\": \"b\", \"weight\": 2,"
    " \"since\": \"2017\", \"evidence\": [{\"document\": \"d\", \"quote\":"
    " \"q\"}]},"
    "{\"source\": \"b\", \"type\": \"u\", \"target\": \"c\", \"directed\":"
    " false, \"confidence\": 0.5, \"until\": \"2020-01-02\", \"id\": \"r\"},"
    "{\"source\": \"c\", \"type\": \"t\", \"target\": \"c\"}],"
    "\"documents\": [{\"id\": \"d\", \"title\": \"D\"}]}";

static char folder[] = "/tmp/kith-fuzz-XXXXXX";
static char path[64];
static char *whole; /* the bytes of the base before it is damaged */
static size_t whole_size;

static void forget(void)
{
    (void)unlink(path);
    (void)rmdir(folder);
    free(whole);
}

/* -- the base ------------------------------------------------------------ */

static kith_graph *read_records(int file, kith_diagnostics *problems)
{
    const kith_given_input given = {.name = "records", .file = file};
    const kith_read_options options = {.given = &given,
                                       .given_count = 1,
                                       .threads = 1};
    kith_graph *graph = NULL;
    assert(kith_graph_read(&graph, &options, problems, NULL) == KITH_OK);
    return graph;
}

static void make_base(void)
{
    char unused[32];
    const int file =
        kith_fuzz_file((const uint8_t *)records, sizeof records - 1, unused);
    kith_diagnostics *problems = kith_diagnostics_new(1);
    kith_graph *graph = read_records(file, problems);
    assert(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.kith", folder);
    atexit(forget);
    assert(kith_store_build(path, graph, NULL, NULL, NULL) == KITH_OK);
    kith_graph_free(graph);
    kith_diagnostics_free(problems);
    close(file);
    FILE *in = fopen(path, "rb");
    assert(in && fseek(in, 0, SEEK_END) == 0);
    whole_size = (size_t)ftell(in);
    whole = malloc(whole_size);
    rewind(in);
    assert(whole && fread(whole, 1, whole_size, in) == whole_size);
    fclose(in);
}

static void put_base(const char *bytes)
{
    FILE *out = fopen(path, "wb");
    assert(out && fwrite(bytes, 1, whole_size, out) == whole_size);
    assert(fclose(out) == 0);
}

/* -- damage -------------------------------------------------------------- */

static void damage_bytes(const uint8_t *data, size_t size)
{
    char *bytes = malloc(whole_size);
    assert(bytes);
    memcpy(bytes, whole, whole_size);
    for (size_t i = 0; i + 4 <= size; i += 4) {
        const size_t at =
            data[i] | (size_t)data[i + 1] << 8 | (size_t)data[i + 2] << 16;
        bytes[at % whole_size] = (char)data[i + 3];
    }
    put_base(bytes);
    free(bytes);
}

/* Parameters: 1 a row among the first ones, 2 a number, 3 a text. */
static const char *const forgeries[] = {
    "UPDATE pack SET width = ?2 WHERE rowid = 1 + ?1",
    "UPDATE pack SET part = 'relation.weight' WHERE rowid = 1 + ?1",
    "DELETE FROM pack WHERE rowid = 1 + ?1",
    "UPDATE packing SET relations = ?2 % 5, entities = ?1 % 6",
    "UPDATE entities SET type = ?2 WHERE number = 1 + ?1 % 4",
    "UPDATE entities SET number = ?2 WHERE number = 1 + ?1 % 4",
    "UPDATE entities SET name = ?3 WHERE number = 1 + ?1 % 4",
    "UPDATE entities SET id = ?3 WHERE number = 1 + ?1 % 4",
    "UPDATE entities SET more = ?3, evidence = ?3 WHERE number = 1 + ?1 % 4",
    "UPDATE entities SET written = ?3 WHERE number = 1 + ?1 % 4",
    "UPDATE relations SET source = ?2, target = ?1 WHERE number = 1 + ?1 % 3",
    "UPDATE relations SET since = ?3, weight = -?2 WHERE number = 1 + ?1 % 3",
    "UPDATE relations SET number = ?2 WHERE number = 1 + ?1 % 3",
    "UPDATE relations SET type = ?2, shape = ?1 WHERE number = 1 + ?1 % 3",
    "UPDATE shapes SET text = ?3 WHERE number = 1 + ?1",
    "UPDATE evidence SET document = ?2, position = ?1",
    "UPDATE aliases SET entity = ?2, text = ?3 WHERE position = ?1 % 2",
    "UPDATE more_types SET entity = ?2, type = ?1",
    "INSERT OR IGNORE INTO outdated(kind, number) VALUES('entity', ?2)",
    "UPDATE members SET value = ?3",
    "UPDATE degrees SET entities = -?2",
    "DELETE FROM entity_types WHERE number = 1 + ?1",
    "UPDATE entity_types SET number = ?2, name = ?3 WHERE number = 1 + ?1 % 2",
    ("CREATE TRIGGER harm AFTER INSERT ON entities BEGIN SELECT"
     " load_extension('harm'); END"),
    "DROP INDEX entity_ids",
    "DROP TABLE aliases",
    "PRAGMA user_version = ?2",
};

static const char *const texts[] = {"",      "{",      "{\"id\": $id}",
                                    "$",     "$*",     "{\"a\": [1]}",
                                    "\xFF",  "[\"d\"", "{\"id\": $^name, $*}",
                                    "9-9-9", "null",   "\xE2\x82"};

/* Statements that read and write chunk 1 + ?. */
static const char *const of_pack[] =
    {"SELECT data, chunk FROM pack WHERE rowid = ?",
     "UPDATE pack SET data = ?, checksum = ? WHERE rowid = ?"};
static const char *const of_names[] =
    {"SELECT data, chunk FROM name_index WHERE rowid = ?",
     "UPDATE name_index SET data = ?, checksum = ? WHERE rowid = ?"};

/* Change a byte of a chunk, and let its checksum be right. */
static void forge_chunk(sqlite3 *db,
                        const char *const *statements,
                        const uint8_t *edit)
{
    sqlite3_stmt *select = NULL;
    sqlite3_stmt *update = NULL;
    assert(sqlite3_prepare_v2(db, statements[0], -1, &select, NULL) ==
           SQLITE_OK);
    sqlite3_bind_int(select, 1, 1 + edit[1] % 40);
    if (sqlite3_step(select) == SQLITE_ROW &&
        sqlite3_column_bytes(select, 0) > 0) {
        const size_t size = (size_t)sqlite3_column_bytes(select, 0);
        char *data = malloc(size);
        assert(data);
        memcpy(data, sqlite3_column_blob(select, 0), size);
        data[(edit[2] | (size_t)edit[3] << 8) % size] = (char)edit[4];
        assert(sqlite3_prepare_v2(db, statements[1], -1, &update, NULL) ==
               SQLITE_OK);
        sqlite3_bind_blob(update, 1, data, (int)size, SQLITE_STATIC);
        sqlite3_bind_int64(update, 2,
                           kith_checksum(data, size,
                                         (size_t)sqlite3_column_int64(select,
                                                                      1)));
        sqlite3_bind_int(update, 3, 1 + edit[1] % 40);
        (void)sqlite3_step(update);
        sqlite3_finalize(update);
        free(data);
    }
    sqlite3_finalize(select);
}

/* What the index of names says of itself. */
static void forge_about(sqlite3 *db, const uint8_t *edit)
{
    sqlite3_stmt *update = NULL;
    if (sqlite3_prepare_v2(db,
                           "UPDATE name_indexing SET entities = ?1, words = ?2,"
                           " texts = ?3, folding = ?4, icu = ''",
                           -1, &update, NULL) != SQLITE_OK)
        return;
    for (int i = 1; i <= 3; i++)
        sqlite3_bind_int64(update, i,
                           (int64_t)edit[i] << (edit[5] & 1 ? 12 : 0));
    sqlite3_bind_int(update, 4, edit[4] % 4 ? KITH_FOLDING_VERSION : edit[4]);
    (void)sqlite3_step(update);
    sqlite3_finalize(update);
}

static void forge(sqlite3 *db, const uint8_t *edit)
{
    const size_t count = sizeof forgeries / sizeof *forgeries;
    sqlite3_stmt *statement = NULL;
    if (edit[0] % 8 == 6) {
        forge_about(db, edit);
        return;
    }
    if (edit[0] % 2 == 0) {
        forge_chunk(db, edit[0] % 8 == 2 ? of_names : of_pack, edit);
        return;
    }
    if (sqlite3_prepare_v2(db, forgeries[edit[0] / 2 % count], -1, &statement,
                           NULL) != SQLITE_OK)
        return;
    const char *text = texts[edit[5] % (sizeof texts / sizeof *texts)];
    sqlite3_bind_int(statement, 1, edit[1] % 32);
    sqlite3_bind_int64(statement, 2, (int8_t)edit[2] * (1LL << edit[3] % 40));
    sqlite3_bind_text(statement, 3, text, -1, SQLITE_STATIC);
    (void)sqlite3_step(statement);
    sqlite3_finalize(statement);
}

static void damage_rows(const uint8_t *data, size_t size)
{
    sqlite3 *db = NULL;
    put_base(whole);
    assert(sqlite3_open(path, &db) == SQLITE_OK);
    (void)sqlite3_exec(db, "PRAGMA synchronous=OFF; BEGIN", NULL, NULL, NULL);
    for (size_t i = 0; i + 6 <= size && i < 60; i += 6)
        forge(db, data + i);
    (void)sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(db);
}

/* -- what a base is used for --------------------------------------------- */

static void use(kith_graph *graph)
{
    char *text = NULL;
    size_t length = 0;
    kith_adjacency all = {0};
    kith_table *found = NULL;
    kith_id e = 0;
    kith_error err = {0};
    FILE *out = open_memstream(&text, &length);
    const kith_export_options options = {0};
    const kith_status st = kith_formats()[0]->write(graph, &options, out, &err);
    fclose(out);
    free(text);
    assert(st == KITH_OK || err.message[0]);
    assert(kith_graph_adjacency(graph, KITH_BOTH, &all, NULL) == KITH_OK);
    assert(kith_graph_resolve(graph, "ada e", &e, NULL) != KITH_E_MEMORY);
    assert(kith_graph_search(graph, "adda", 0, &found, NULL) == KITH_OK);
    kith_table_free(found);
    for (size_t r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation it = kith_graph_relation(graph, (kith_id)r);
        char date[16];
        assert(it.source < kith_graph_entity_count(graph));
        assert(it.target < kith_graph_entity_count(graph));
        assert(it.type < kith_graph_relation_type_count(graph));
        kith_date_format(it.since, date);
    }
    kith_graph_free(graph);
}

static void find(void)
{
    static const char *const queries[] = {"ada", "a", "Ада B", "c e", "adda"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        char said[KITH_STORE_REMARK_SIZE];
        kith_table *found = NULL;
        kith_error err = {0};
        const kith_status st =
            kith_store_find(path, queries[i], i % 3, &found, said, &err);
        assert((st == KITH_OK) == (found != NULL));
        assert(st == KITH_OK || err.message[0]);
        kith_table_free(found);
    }
}

static void add_more(void)
{
    static const char more[] =
        "{\"id\":\"a\",\"note\":1}\n{\"id\":\"n\"}\n"
        "{\"source\":\"n\",\"type\":\"t\",\"target\":\"a\",\"evidence\":"
        "[\"d\"]}\n{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\"}\n";
    char name[32];
    const int file =
        kith_fuzz_file((const uint8_t *)more, sizeof more - 1, name);
    const char *const inputs[] = {name};
    const kith_read_options options = {.inputs = inputs,
                                       .input_count = 1,
                                       .threads = 1,
                                       .unsound = true};
    kith_diagnostics *problems = kith_diagnostics_new(1);
    kith_store_change change;
    kith_error err = {0};
    const kith_status st =
        kith_store_add(path, &options, problems, &change, &err);
    assert(st == KITH_OK || err.message[0]);
    kith_diagnostics_free(problems);
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const ids[] = {"a", NULL};
    const kith_store_removal removal = {.ids = ids};
    kith_store_change change;
    kith_graph *graph = NULL;
    kith_error err = {0};
    if (!whole)
        make_base();
    if (size == 0)
        return 0;
    if (data[0] == 0) {
        damage_bytes(data + 1, size - 1);
    } else {
        damage_rows(data + 1, size - 1);
    }
    assert((kith_store_load(&graph, path, 1, &err) == KITH_OK) ==
           (graph != NULL));
    assert(graph || err.message[0]);
    if (graph)
        use(graph);
    if (kith_store_load_around(&graph, path, "a", NULL) == KITH_OK)
        use(graph);
    if (kith_store_load_between(&graph, path, "a", "C", NULL) == KITH_OK)
        use(graph);
    find();
    add_more();
    find();
    memset(&err, 0, sizeof err);
    assert(kith_store_remove(path, &removal, &change, &err) == KITH_OK ||
           err.message[0]);
    return 0;
}
