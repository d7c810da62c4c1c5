/* Room for discs: those that overlap are moved apart, each as far as the other
 * is heavier, until none do or it has been tried often enough. A grid finds who
 * is near. O(V) a pass while few share a cell; the same places for the same
 * discs, on any machine. Cf. Dwyer, Marriott and Stuckey (2005), who move as
 * little. */

/* Passes, at most: what many discs still overlap by then is little. */
const often = (size) => Math.max(40, Math.min(150, Math.floor(100000 / size)));

const keyOf = (cx, cy) => cx * 1000003 + cy;

function gridOf(members, x, y, cell) {
    const grid = new Map();
    for (const e of members) {
        const key = keyOf(Math.floor(x[e] / cell), Math.floor(y[e] / cell));
        const list = grid.get(key);
        if (list) list.push(e);
        else grid.set(key, [e]);
    }
    return grid;
}

/* Call `body(a, b)` once for each pair of members that may be nearer to each
 * other than `cell`. */
function eachNear(members, x, y, cell, body) {
    const grid = gridOf(members, x, y, cell);
    for (const a of members) {
        const [cx, cy] = [Math.floor(x[a] / cell), Math.floor(y[a] / cell)];
        for (let i = -1; i <= 1; i++)
            for (let j = -1; j <= 1; j++)
                for (const b of grid.get(keyOf(cx + i, cy + j)) ?? []) if (a < b) body(a, b);
    }
}

function part(x, y, radius, a, b) {
    const wanted = radius[a] + radius[b];
    let [dx, dy] = [x[b] - x[a], y[b] - y[a]];
    const far = Math.sqrt(dx * dx + dy * dy);
    if (far >= wanted * 0.999) return false;
    [dx, dy] = far < wanted * 1e-3 ? [(b % 7) / 7, 1 - (b % 7) / 7] : [dx / far, dy / far];
    const push = wanted * 1.001 - far;
    const [heavyA, heavyB] = [radius[a] * radius[a], radius[b] * radius[b]];
    const share = heavyB / (heavyA + heavyB);
    x[a] -= dx * push * share;
    y[a] -= dy * push * share;
    x[b] += dx * push * (1 - share);
    y[b] += dy * push * (1 - share);
    return true;
}

const widest = (members, radius) => members.reduce((most, e) => Math.max(most, radius[e]), 0);

/* Move the discs of `members` at (x, y) apart. */
export function spread(members, x, y, radius) {
    const cell = 2 * widest(members, radius);
    const most = often(members.length);
    let isMoved = cell > 0;
    for (let pass = 0; pass < most && isMoved; pass++) {
        isMoved = false;
        eachNear(members, x, y, cell, (a, b) => {
            if (part(x, y, radius, a, b)) isMoved = true;
        });
    }
}

/* The part of their radii, up to 1, at which no two discs of `members` overlap. */
export function fitting(members, x, y, radius) {
    const cell = 2 * widest(members, radius);
    let least = 1;
    if (cell > 0)
        eachNear(members, x, y, cell, (a, b) => {
            const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
            least = Math.min(least, Math.sqrt(dx * dx + dy * dy) / (radius[a] + radius[b]));
        });
    return least;
}
