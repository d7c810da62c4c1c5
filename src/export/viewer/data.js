/* The graph of this page as columns. What is needed to draw is read at once;
 * the records behind it (facts, evidence, documents) when somebody first asks. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const graph = read('graph');

/* Relations of each entity, whatever their direction: those of v are
 * relation[first[v]] .. relation[first[v + 1] - 1], in the order of the file. A
 * relation of an entity with itself stands there once. */
function makeAdjacency(size, source, target) {
    const first = new Uint32Array(size + 1);
    for (let r = 0; r < source.length; r++) {
        first[source[r] + 1]++;
        if (source[r] !== target[r]) first[target[r] + 1]++;
    }
    for (let v = 0; v < size; v++) first[v + 1] += first[v];
    const next = first.slice();
    const relation = new Uint32Array(first[size]);
    for (let r = 0; r < source.length; r++) {
        relation[next[source[r]]++] = r;
        if (source[r] !== target[r]) relation[next[target[r]]++] = r;
    }
    return { first, relation };
}

/* A date is written as year * 10000 + month * 100 + day, 0 for what is not
 * given; here it becomes days since 1970. `last` takes the end of the span that
 * a month or a year is. */
function dayOf(date, last) {
    const day = date % 100;
    const month = Math.floor(date / 100) % 100;
    const at = new Date(0);
    if (!last) at.setUTCFullYear(Math.floor(date / 10000), (month || 1) - 1, day || 1);
    else if (day) at.setUTCFullYear(Math.floor(date / 10000), month - 1, day);
    else at.setUTCFullYear(Math.floor(date / 10000), month || 12, 0);
    return Math.round(at.getTime() / 864e5);
}

/* -Infinity or Infinity stand for an open end. */
function makeDays(dates, size, last, open) {
    const days = new Float64Array(size).fill(open);
    for (let r = 0; dates && r < size; r++) if (dates[r] !== null) days[r] = dayOf(dates[r], last);
    return days;
}

function makeNumbers(values, size, otherwise) {
    const numbers = new Float64Array(size).fill(otherwise);
    for (let i = 0; values && i < size; i++) if (values[i] !== null) numbers[i] = values[i];
    return numbers;
}

function makeGraph({ entities, relations, ...rest }) {
    const entityCount = entities.id.length;
    const relationCount = relations.source.length;
    const source = Uint32Array.from(relations.source);
    const target = Uint32Array.from(relations.target);
    const undirected = new Uint8Array(relationCount);
    for (const r of relations.undirected) undirected[r] = 1;
    const adjacency = makeAdjacency(entityCount, source, target);
    return {
        title: rest.title,
        entityTypes: rest.entityTypes,
        relationTypes: rest.relationTypes,
        columns: rest.columns.map((c) => ({ ...c, values: makeNumbers(c.values, entityCount, NaN) })),
        entityCount,
        relationCount,
        id: entities.id,
        name: entities.id.map((id, e) => entities.name[e] ?? id),
        type: Int32Array.from(entities.type),
        x: Float64Array.from(entities.x),
        y: Float64Array.from(entities.y),
        source,
        target,
        undirected,
        kind: Uint32Array.from(relations.type),
        weight: relations.weight && makeNumbers(relations.weight, relationCount, 1),
        confidence: relations.confidence && makeNumbers(relations.confidence, relationCount, NaN),
        since: relations.since,
        until: relations.until,
        firstDay: makeDays(relations.since, relationCount, false, -Infinity),
        lastDay: makeDays(relations.until, relationCount, true, Infinity),
        first: adjacency.first,
        relationsOf: adjacency.relation,
    };
}

export const data = makeGraph(graph);
graph.entities = graph.relations = null;

/* Small graphs are drawn whole, with all their names; large ones as dots. */
export const isSmall = data.entityCount <= 150;

export function degreeOf(e) {
    return data.first[e + 1] - data.first[e];
}

export function otherEnd(r, e) {
    return data.source[r] === e ? data.target[r] : data.source[r];
}

export function* relationsOf(e) {
    for (let i = data.first[e]; i < data.first[e + 1]; i++) yield data.relationsOf[i];
}

let idNumbers = null;

/* The entity whose id is `id`, or -1. */
export function entityOfId(id) {
    idNumbers ??= new Map(data.id.map((text, e) => [text, e]));
    return idNumbers.get(id) ?? -1;
}

let records = null;

function recordsOf(part) {
    records ??= read('records');
    return records[part];
}

/* The members of a record that the columns do not hold; {} where there are
 * none. */
export const entityRecord = (e) => recordsOf('entities')[e] || {};
export const relationRecord = (r) => recordsOf('relations')[r] || {};

let documentNumbers = null;

/* The record of the document with this id; undefined if it is only cited. */
export function documentOf(id) {
    documentNumbers ??= new Map(recordsOf('documents').map((d) => [d.id, d]));
    return documentNumbers.get(id);
}
