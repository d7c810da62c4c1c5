/* Names to meanings: patterns. A pattern first declares all its variables, so
 * that the properties of one part may use those of another. */
#include "base/error.h"
#include "query/resolve.h"

static kith_status conflict(kith_resolver *r,
                            kith_text name,
                            kith_span span,
                            const char *what)
{
    return kith_query_fail(r->err, r->source, span, "VariableTypeConflict",
                           "variable '%.*s' is no %s", (int)name.length,
                           name.data, what);
}

/* -- declarations -------------------------------------------------------- */

static kith_status declare_node(kith_resolver *r,
                                kith_node_pattern *node,
                                bool bound)
{
    const kith_variable *known = NULL;
    if (node->name.data)
        known = kith_scope_find(&r->scope, node->name);
    if (known) {
        if (known->type != KITH_STATIC_NODE && known->type != KITH_STATIC_ANY &&
            known->type != KITH_STATIC_NULL)
            return conflict(r, node->name, node->span, "node");
        node->slot = known->slot;
        return KITH_OK;
    }
    if (bound && node->name.data)
        return kith_resolver_undefined(r, node->name, node->span);
    return kith_resolver_declare(r, node->name, KITH_STATIC_NODE, &node->slot);
}

static bool is_earlier(const kith_pattern *pattern,
                       const kith_relation_pattern *relation,
                       uint32_t slot)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const kith_path_pattern *path = &pattern->paths[i];
        for (size_t j = 0; j < path->length; j++) {
            if (&path->relations[j] == relation)
                return false;
            if (path->relations[j].slot == slot)
                return true;
        }
    }
    return false;
}

static bool fits_relation(const kith_relation_pattern *relation,
                          kith_static type)
{
    if (type == KITH_STATIC_ANY || type == KITH_STATIC_NULL)
        return true;
    if (relation->variable)
        return type == KITH_STATIC_RELATIONS || type == KITH_STATIC_LIST;
    return type == KITH_STATIC_RELATION;
}

static kith_status declare_relation(kith_resolver *r,
                                    const kith_pattern *pattern,
                                    kith_relation_pattern *relation,
                                    bool bound)
{
    const kith_variable *known = NULL;
    if (relation->name.data)
        known = kith_scope_find(&r->scope, relation->name);
    if (known) {
        if (!fits_relation(relation, known->type))
            return conflict(r, relation->name, relation->span,
                            relation->variable ? "list of relations"
                                               : "relation");
        if (is_earlier(pattern, relation, known->slot)) {
            return kith_query_fail(r->err, r->source, relation->span,
                                   "RelationshipUniquenessViolation",
                                   "relation '%.*s' stands twice in a pattern, "
                                   "which no match can",
                                   (int)relation->name.length,
                                   relation->name.data);
        }
        relation->slot = known->slot;
        relation->bound = true;
        return KITH_OK;
    }
    if (bound && relation->name.data)
        return kith_resolver_undefined(r, relation->name, relation->span);
    return kith_resolver_declare(r, relation->name,
                                 relation->variable ? KITH_STATIC_RELATIONS
                                                    : KITH_STATIC_RELATION,
                                 &relation->slot);
}

static kith_status declare_path(kith_resolver *r, kith_path_pattern *path)
{
    if (!path->name.data && !path->shortest)
        return KITH_OK;
    if (path->name.data && kith_scope_find(&r->scope, path->name)) {
        return kith_query_fail(r->err, r->source, path->span,
                               "VariableAlreadyBound",
                               "variable '%.*s' is defined already",
                               (int)path->name.length, path->name.data);
    }
    return kith_resolver_declare(r, path->name, KITH_STATIC_PATH, &path->slot);
}

/* Nodes and relations in the order in which they are written. */
static kith_status declare_steps(kith_resolver *r,
                                 const kith_pattern *pattern,
                                 kith_path_pattern *path,
                                 bool bound)
{
    kith_status st = declare_node(r, &path->nodes[0], bound);
    for (size_t i = 0; st == KITH_OK && i < path->length; i++) {
        st = declare_relation(r, pattern, &path->relations[i], bound);
        if (st == KITH_OK)
            st = declare_node(r, &path->nodes[i + 1], bound);
    }
    return st;
}

/* -- what stands in brackets --------------------------------------------- */

static kith_status resolve_where(kith_resolver *r, kith_expr *where)
{
    return where ? kith_resolve_condition(r, where, "WHERE") : KITH_OK;
}

static kith_status resolve_properties(kith_resolver *r,
                                      kith_expr *map,
                                      kith_owner owner)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; map && i < map->count; i++) {
        const uint32_t column =
            kith_resolver_column(r, map->names[i], map->span);
        if (column == KITH_NO_COLUMN)
            return r->err->status;
        r->session->columns[column].wanted[owner] = true;
        KITH_TRY(st, kith_resolve_expression(r, map->args[i]), done);
    }
done:
    return st;
}

static kith_status resolve_node(kith_resolver *r, kith_node_pattern *node)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_resolve_labels(r, node->labels, false), done);
    KITH_TRY(st, resolve_properties(r, node->properties, KITH_OF_ENTITY), done);
    st = resolve_where(r, node->where);
done:
    return st;
}

static kith_status resolve_relation(kith_resolver *r,
                                    kith_relation_pattern *relation)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_resolve_labels(r, relation->types, true), done);
    KITH_TRY(st, resolve_properties(r, relation->properties, KITH_OF_RELATION),
             done);
    st = resolve_where(r, relation->where);
done:
    return st;
}

static kith_status check_shortest(kith_resolver *r,
                                  const kith_path_pattern *path)
{
    if (!path->shortest || path->length == 1)
        return KITH_OK;
    return kith_query_fail(r->err, r->source, path->span, "UnexpectedSyntax",
                           "a shortest path is a pattern of one relation: "
                           "(a)-[*]-(b)");
}

static kith_status resolve_path(kith_resolver *r, kith_path_pattern *path)
{
    kith_status st = check_shortest(r, path);
    for (size_t i = 0; st == KITH_OK && i <= path->length; i++) {
        st = resolve_node(r, &path->nodes[i]);
        if (st == KITH_OK && i < path->length)
            st = resolve_relation(r, &path->relations[i]);
    }
    return st;
}

kith_status kith_resolve_pattern(kith_resolver *r,
                                 kith_pattern *pattern,
                                 bool bound)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < pattern->count; i++) {
        KITH_TRY(st, declare_steps(r, pattern, &pattern->paths[i], bound),
                 done);
        KITH_TRY(st, declare_path(r, &pattern->paths[i]), done);
    }
    for (size_t i = 0; i < pattern->count; i++)
        KITH_TRY(st, resolve_path(r, &pattern->paths[i]), done);
done:
    return st;
}
