/* Trees drawn with box characters: a line an entity, below the one that it
 * hangs on. What hangs on the same entity in the same way and on nothing else
 * stands in one line; a relation that is no branch is a dotted line to an
 * entity that stands above. */
#include "cli/tree_text.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/unicode.h"
#include "cli/result.h"
#include "cli/sentence.h"

#include <string.h>

enum {
    MOST_DEPTH = 24,   /* levels; deeper ones leave the screen */
    LEAST_FOLDED = 3,  /* leaves that share a line */
    MOST_CROSSINGS = 5 /* dotted lines at an entity */
};

/* An entity whose children are being printed. */
typedef struct {
    kith_id entity;
    uint32_t next;   /* of its children */
    size_t indented; /* bytes of the margin before its children */
} frame;

typedef struct {
    kith_call *call;
    kith_sink *sink;
    const kith_tree *tree;
    bool *printed; /* of each entity */
    frame stack[MOST_DEPTH + 1];
    size_t depth;
    char margin[8 * (MOST_DEPTH + 1)];
    size_t margin_length;
    uint64_t lines;
    uint64_t limit; /* 0 = none */
} printer;

static bool is_full(const printer *p)
{
    return p->limit && p->lines >= p->limit;
}

/* -- lines --------------------------------------------------------------- */

static void put_margin(printer *p, const char *branch)
{
    char text[sizeof p->margin + 16];
    snprintf(text, sizeof text, "%.*s%s", (int)p->margin_length, p->margin,
             branch);
    kith_put_look(p->sink, &p->call->screen, KITH_DIM, text);
}

static void put_type(printer *p, kith_id entity)
{
    const char *type = kith_result_type(p->call->graph, entity);
    char text[256];
    if (!type)
        return;
    snprintf(text, sizeof text, " (%s)", type);
    const char *clean = kith_clean_text(&p->call->arena, text);
    kith_put_look(p->sink, &p->call->screen, KITH_DIM, clean ? clean : "");
}

static kith_status put_phrase(printer *p, kith_id relation, kith_id from)
{
    const bool forward = kith_graph_sources(p->call->graph)[relation] == from;
    bool turned = false;
    const char *words = kith_phrase(p->call, relation, forward, &turned);
    const char *clean = words ? kith_clean_text(&p->call->arena, words) : NULL;
    if (!clean)
        return kith_fail(&p->call->err, KITH_E_MEMORY, "out of memory");
    kith_put_look(p->sink, &p->call->screen, KITH_CYAN, turned ? "← " : "");
    kith_put_look(p->sink, &p->call->screen, KITH_CYAN, clean);
    kith_put_char(p->sink, ' ');
    return KITH_OK;
}

static void put_name(printer *p, kith_id entity)
{
    kith_put_clean(p->sink, kith_graph_entity_name(p->call->graph, entity));
}

static void end_line(printer *p)
{
    kith_put_char(p->sink, '\n');
    p->lines++;
}

/* -- relations that are no branches -------------------------------------- */

static bool is_crossing(const printer *p, kith_id v, uint32_t place)
{
    const kith_id relation = p->tree->lists.relation[place];
    const kith_id other = p->tree->lists.neighbour[place];
    const bool branch =
        p->tree->parent[v] != KITH_NONE && p->tree->relation[v] == relation;
    return !branch && p->printed[other];
}

static size_t count_crossings(const printer *p, kith_id v)
{
    const kith_adjacency *lists = &p->tree->lists;
    size_t count = 0;
    for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++)
        count += is_crossing(p, v, i);
    return count;
}

/* `more` says whether other lines follow at this entity. */
static kith_status put_crossings(printer *p, kith_id v, bool more)
{
    const kith_adjacency *lists = &p->tree->lists;
    const size_t count = count_crossings(p, v);
    kith_status st = KITH_OK;
    size_t put = 0;
    for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++) {
        if (put == MOST_CROSSINGS || is_full(p))
            break;
        if (!is_crossing(p, v, i))
            continue;
        put++;
        put_margin(p, more || put < count ? "├╌ " : "└╌ ");
        KITH_TRY(st, put_phrase(p, lists->relation[i], v), done);
        put_name(p, lists->neighbour[i]);
        kith_put_look(p->sink, &p->call->screen, KITH_DIM, " ↑");
        end_line(p);
    }
    if (put < count && !is_full(p)) {
        put_margin(p, more ? "├╌ " : "└╌ ");
        kith_putf(p->sink, "and %zu more to entities above", count - put);
        end_line(p);
    }
done:
    return st;
}

/* -- leaves -------------------------------------------------------------- */

/* Nothing but one relation. */
static bool is_leaf(const printer *p, kith_id v)
{
    return p->tree->lists.first[v + 1] - p->tree->lists.first[v] == 1;
}

/* Whether two children of `parent` hang on it in the same way. */
static bool is_alike(const printer *p, kith_id parent, kith_id a, kith_id b)
{
    const kith_graph *graph = p->call->graph;
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id x = p->tree->relation[a];
    const kith_id y = p->tree->relation[b];
    return is_leaf(p, b) && !p->printed[b] &&
           kith_graph_relation_type(graph, x) ==
               kith_graph_relation_type(graph, y) &&
           kith_graph_relation_directed(graph, x) ==
               kith_graph_relation_directed(graph, y) &&
           (sources[x] == parent) == (sources[y] == parent) &&
           kith_graph_entity_type(graph, a) == kith_graph_entity_type(graph, b);
}

static size_t count_alike(const printer *p, kith_id parent, uint32_t at)
{
    const kith_id *child = p->tree->child;
    size_t count = 0;
    if (!is_leaf(p, child[at]))
        return 0;
    for (uint32_t i = at; i < p->tree->first[parent + 1]; i++)
        count += is_alike(p, parent, child[at], child[i]);
    return count;
}

/* "Armenia, Azerbaijan, …" in as many lines as it takes. */
static kith_status put_alike(printer *p, kith_id parent, uint32_t at, bool last)
{
    const kith_id *child = p->tree->child;
    const kith_id like = child[at];
    const size_t width = p->call->screen.width;
    size_t column = SIZE_MAX; /* where the line stands; none has begun */
    kith_status st = KITH_OK;
    put_margin(p, last ? "└─ " : "├─ ");
    KITH_TRY(st, put_phrase(p, p->tree->relation[like], parent), done);
    for (uint32_t i = at; i < p->tree->first[parent + 1]; i++) {
        if (!is_alike(p, parent, like, child[i]))
            continue;
        const char *name = kith_graph_entity_name(p->call->graph, child[i]);
        const size_t wide = kith_display_width((kith_text){name, strlen(name)});
        if (column == SIZE_MAX) {
            column = 3 * p->depth + 20; /* a phrase is about so long */
        } else if (column + wide + 2 > width) {
            kith_put(p->sink, ",");
            end_line(p);
            put_margin(p, last ? "      " : "│     ");
            column = 3 * p->depth + 6;
        } else {
            kith_put(p->sink, ", ");
            column += 2;
        }
        put_name(p, child[i]);
        column += wide;
        p->printed[child[i]] = true;
    }
    put_type(p, like);
    end_line(p);
done:
    return st;
}

/* -- branches ------------------------------------------------------------ */

/* The next child of an entity that stands in no line yet, from `at` on. */
static uint32_t next_child(const printer *p, kith_id parent, uint32_t at)
{
    const uint32_t end = p->tree->first[parent + 1];
    while (at < end && p->printed[p->tree->child[at]])
        at++;
    return at;
}

/* Whether the line for child `at`, with all that is folded into it, is the last
 * one of its parent. */
static bool is_last(const printer *p, kith_id parent, uint32_t at, size_t alike)
{
    const kith_id *child = p->tree->child;
    for (uint32_t i = at + 1; i < p->tree->first[parent + 1]; i++) {
        const bool folded =
            alike >= LEAST_FOLDED && is_alike(p, parent, child[at], child[i]);
        if (!p->printed[child[i]] && !folded)
            return false;
    }
    return true;
}

/* Begin with the children of an entity that has just been printed. */
static kith_status enter(printer *p, kith_id v, const char *bar)
{
    const uint32_t children = p->tree->first[v + 1] - p->tree->first[v];
    p->printed[v] = true;
    if (p->depth == MOST_DEPTH)
        return KITH_OK;
    frame *top = &p->stack[p->depth++];
    *top = (frame){v, p->tree->first[v], p->margin_length};
    const size_t length = strlen(bar);
    memcpy(p->margin + p->margin_length, bar, length);
    p->margin_length += length;
    return put_crossings(p, v, children > 0);
}

static kith_status put_child(printer *p, frame *top)
{
    const kith_id parent = top->entity;
    const kith_id child = p->tree->child[top->next];
    const size_t alike = count_alike(p, parent, top->next);
    const bool last = is_last(p, parent, top->next, alike);
    kith_status st = KITH_OK;
    if (alike >= LEAST_FOLDED)
        return put_alike(p, parent, top->next, last);
    put_margin(p, last ? "└─ " : "├─ ");
    KITH_TRY(st, put_phrase(p, p->tree->relation[child], parent), done);
    put_name(p, child);
    put_type(p, child);
    end_line(p);
    st = enter(p, child, last ? "   " : "│  ");
done:
    return st;
}

static kith_status put_tree(printer *p, kith_id root)
{
    kith_status st = KITH_OK;
    const char *name =
        kith_clean_text(&p->call->arena,
                        kith_graph_entity_name(p->call->graph, root));
    if (!name)
        return kith_fail(&p->call->err, KITH_E_MEMORY, "out of memory");
    kith_put_look(p->sink, &p->call->screen, KITH_BOLD, name);
    put_type(p, root);
    end_line(p);
    p->margin_length = 0;
    KITH_TRY(st, enter(p, root, ""), done);
    while (p->depth > 0) {
        frame *top = &p->stack[p->depth - 1];
        top->next = next_child(p, top->entity, top->next);
        if (top->next == p->tree->first[top->entity + 1]) {
            p->margin_length = top->indented;
            p->depth--;
        } else if (is_full(p)) {
            p->depth = 0;
        } else {
            KITH_TRY(st, put_child(p, top), done);
        }
    }
done:
    return st;
}

/* -- all of it ----------------------------------------------------------- */

static void put_rest(printer *p)
{
    size_t missing = 0;
    for (size_t i = 0; i < p->tree->reached; i++)
        missing += !p->printed[p->tree->order[i]];
    if (missing && is_full(p)) {
        kith_result_footnote(p->call, p->sink,
                             "%zu more entities; --limit 0 prints all",
                             missing);
    } else if (missing) {
        kith_result_footnote(p->call, p->sink,
                             "%zu more, %d and more levels down; look at them "
                             "with --around ENTITY",
                             missing, MOST_DEPTH);
    }
}

kith_status kith_tree_put(kith_call *call,
                          kith_sink *sink,
                          const kith_tree *tree,
                          uint64_t limit)
{
    printer p = {.call = call, .sink = sink, .tree = tree, .limit = limit};
    kith_status st = KITH_OK;
    p.printed = KITH_NEW(bool, tree->count);
    if (!p.printed)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < tree->reached && st == KITH_OK; i++) {
        const kith_id v = tree->order[i];
        if (tree->depth[v] > 0)
            continue;
        if (is_full(&p))
            break;
        if (p.lines)
            end_line(&p);
        st = put_tree(&p, v);
    }
    put_rest(&p);
    kith_release(p.printed);
    return st;
}
