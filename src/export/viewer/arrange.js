/* Places for a few entities by themselves: the distance of any two on the
 * picture goes by the relations between them, by gradient descent on the stress
 * of single pairs (Zheng, Pawar and Goodman, 2018). O(V^2) a round, so bounded
 * by `mostArranged`; the same for the same entities, relations and places to
 * begin with. */
import { otherEnd, relationsOf } from './data.js';

export const mostArranged = 700;
const rounds = 24;
const step = 130; // units of the layout from one entity to the next
const seed = 0x6b697468;

/* Numbers from 0 to 1 (mulberry32). */
function chance(state) {
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

/* Relations between any two members, breadth first: row by row. What is not
 * joined is one further than all that is. */
function distancesOf(members, isOpen) {
    const size = members.length;
    const number = new Map(members.map((e, i) => [e, i]));
    const next = members.map((e) =>
        [...relationsOf(e)].filter((r) => isOpen[r]).map((r) => number.get(otherEnd(r, e))),
    );
    const distances = new Uint16Array(size * size);
    let most = 1;
    for (let i = 0; i < size; i++) {
        const row = distances.subarray(i * size, (i + 1) * size);
        const queue = [i];
        for (const at of queue)
            for (const other of next[at]) {
                if (other === undefined || other === i || row[other]) continue;
                row[other] = row[at] + 1;
                queue.push(other);
            }
        most = Math.max(most, row[queue.at(-1)]);
    }
    for (let i = 0; i < distances.length; i++) if (!distances[i]) distances[i] = most + 1;
    return { distances, most };
}

function pairsOf(size, next) {
    const pairs = new Uint32Array((size * (size - 1)) / 2);
    let count = 0;
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) pairs[count++] = i * size + j;
    for (let i = count - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [pairs[i], pairs[j]] = [pairs[j], pairs[i]];
    }
    return pairs;
}

/* Move both ends of each pair towards their distance, by no more than all of it. */
function relax({ pairs, distances, size, px, py, pull }) {
    for (const pair of pairs) {
        const [i, j] = [Math.floor(pair / size), pair % size];
        const wanted = distances[pair];
        const share = Math.min(1, pull / (wanted * wanted));
        const [dx, dy] = [px[i] - px[j], py[i] - py[j]];
        const far = Math.sqrt(dx * dx + dy * dy) || 1e-9;
        const by = (share * (far - wanted)) / 2 / far;
        px[i] -= dx * by;
        py[i] -= dy * by;
        px[j] += dx * by;
        py[j] += dy * by;
    }
}

/* Give `members` new places in x and y, over the relations for which isOpen[r];
 * they begin where they stand. */
export function arrange(members, isOpen, x, y) {
    const size = members.length;
    const next = chance(seed);
    const { distances, most } = distancesOf(members, isOpen);
    const px = Float64Array.from(members, (e) => x[e] / step + next() * 0.01);
    const py = Float64Array.from(members, (e) => y[e] / step + next() * 0.01);
    const pairs = pairsOf(size, next);
    const [from, to] = [(most + 1) * (most + 1), 0.05];
    let pull = from;
    const fade = (to / from) ** (1 / (rounds - 1));
    for (let round = 0; round < rounds; round++, pull *= fade) relax({ pairs, distances, size, px, py, pull });
    members.forEach((e, i) => ([x[e], y[e]] = [px[i] * step, py[i] * step]));
}
