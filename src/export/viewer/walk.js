/* Ways through the graph over the relations that are shown: what is near, and
 * the shortest path. Breadth first, O(V + E). */
import { data, otherEnd, relationsOf } from './data.js';

/* Entities within `steps` of `start` over relations for which isOpen[r], nearest
 * first, with their distances, and the relations that lead outwards. */
export function near(start, steps, isOpen) {
    const distance = new Map([[start, 0]]);
    const relations = new Set();
    for (const [e, far] of distance) {
        if (far === steps) break;
        for (const r of relationsOf(e)) {
            if (!isOpen[r]) continue;
            relations.add(r);
            const other = otherEnd(r, e);
            if (!distance.has(other)) distance.set(other, far + 1);
        }
    }
    return { distance, relations };
}

function mayFollow(r, from, directed) {
    return !directed || data.undirected[r] || data.source[r] === from;
}

/* The shortest path as { entities, relations }, or null. Among equally short
 * ones the first by the order of the file is taken. */
export function shortestPath(from, to, isOpen, directed) {
    const before = new Int32Array(data.entityCount).fill(-1); // relation that led here
    const seen = new Uint8Array(data.entityCount);
    const queue = [from];
    seen[from] = 1;
    for (let at = 0; at < queue.length && !seen[to]; at++) {
        for (const r of relationsOf(queue[at])) {
            const other = otherEnd(r, queue[at]);
            if (seen[other] || !isOpen[r] || !mayFollow(r, queue[at], directed)) continue;
            seen[other] = 1;
            before[other] = r;
            queue.push(other);
        }
    }
    if (!seen[to]) return null;
    const path = { entities: [to], relations: [] };
    for (let e = to; e !== from; ) {
        const r = before[e];
        e = otherEnd(r, e);
        path.entities.push(e);
        path.relations.push(r);
    }
    return { entities: path.entities.reverse(), relations: path.relations.reverse() };
}
