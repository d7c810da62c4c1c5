/* The lines of relations: where they run, which are bent, their arrows. */
import { camera, dotScale } from './camera.js';
import { data, isSmall } from './data.js';
import { looks } from './looks.js';
import { shown } from './shown.js';

/* Place of each entity on the picture in work, in pixels. */
export const place = { x: new Float32Array(data.entityCount), y: new Float32Array(data.entityCount) };

export function placeAll() {
    const { k, tx, ty } = camera;
    for (let e = 0; e < data.entityCount; e++) {
        place.x[e] = data.x[e] * k + tx;
        place.y[e] = data.y[e] * k + ty;
    }
}

/* Which relations share both ends: each gets a place among them, -1, 0, 1 for
 * three, so that their lines stand apart. Small graphs only. */
function findParallels() {
    const pairs = new Map();
    for (let r = 0; r < data.relationCount; r++) {
        const [a, b] = [data.source[r], data.target[r]];
        const key = Math.min(a, b) * data.entityCount + Math.max(a, b);
        pairs.set(key, [...(pairs.get(key) ?? []), r]);
    }
    const offsets = new Float32Array(data.relationCount);
    for (const list of pairs.values()) list.forEach((r, i) => (offsets[r] = i - (list.length - 1) / 2));
    return offsets;
}

/* With more lines than this nobody follows a single one round a bend. */
const mostDodging = 200;

const parallel = isSmall ? findParallels() : null;

/* Bend a line that would run through another entity, away from it. */
function dodge(ax, ay, bx, by, from, to) {
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
    let bend = 0;
    for (let e = 0; e < data.entityCount; e++) {
        if (e === from || e === to || !shown.entity[e]) continue;
        const along = (place.x[e] - ax) * ux + (place.y[e] - ay) * uy;
        const across = (place.y[e] - ay) * ux - (place.x[e] - ax) * uy;
        const room = looks.radius[e] + 7;
        if (along < room || along > length - room || Math.abs(across) > room) continue;
        bend = (across > 0 ? -1 : 1) * (room + 12 - Math.abs(across));
    }
    return bend;
}

/* How far the middle of a relation's line stands off the straight one. */
function bendOf(r) {
    if (!isSmall) return 0;
    const [a, b] = [data.source[r], data.target[r]];
    const side = a < b ? 1 : -1; // relations both ways bend to the same side
    if (parallel[r]) return parallel[r] * 16 * side;
    if (data.relationCount > mostDodging) return 0;
    return dodge(place.x[a], place.y[a], place.x[b], place.y[b], a, b);
}

/* The line of r as [ax, ay, bx, by, cx, cy], with c the point that a bent one is
 * pulled towards; null if it is out of sight. */
export function lineOf(r, bend = bendOf(r)) {
    const [a, b] = [data.source[r], data.target[r]];
    const [ax, ay, bx, by] = [place.x[a], place.y[a], place.x[b], place.y[b]];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const [nx, ny] = [-(by - ay) / length, (bx - ax) / length];
    return [ax, ay, bx, by, (ax + bx) / 2 + nx * bend * 2, (ay + by) / 2 + ny * bend * 2];
}

/* The point at t of a line, 0 = a, 1 = b. */
export function pointOn([ax, ay, bx, by, cx, cy], t) {
    const s = 1 - t;
    return [s * s * ax + 2 * s * t * cx + t * t * bx, s * s * ay + 2 * s * t * cy + t * t * by];
}

export function isOutside(a, b, width, height) {
    const { x, y } = place;
    return (
        (x[a] < 0 && x[b] < 0) ||
        (y[a] < 0 && y[b] < 0) ||
        (x[a] > width && x[b] > width) ||
        (y[a] > height && y[b] > height)
    );
}

/* Add the line of r to the path of ctx. */
export function trace(ctx, r) {
    const [a, b] = [data.source[r], data.target[r]];
    if (a === b) {
        const reach = looks.radius[a] * dotScale();
        ctx.moveTo(place.x[a] + reach * 1.5, place.y[a] - reach);
        ctx.arc(place.x[a] + reach * 0.7, place.y[a] - reach, reach * 0.8, 0, 2 * Math.PI);
        return;
    }
    const bend = bendOf(r);
    ctx.moveTo(place.x[a], place.y[a]);
    if (bend) {
        const line = lineOf(r, bend);
        ctx.quadraticCurveTo(line[4], line[5], line[2], line[3]);
    } else {
        ctx.lineTo(place.x[b], place.y[b]);
    }
}

/* Add the head of r's arrow, where its line meets the target, to the path. */
export function traceArrow(ctx, r, size) {
    const [a, b] = [data.source[r], data.target[r]];
    if (data.undirected[r] || a === b) return;
    const line = lineOf(r);
    const [fromX, fromY] = bendOf(r) ? [line[4], line[5]] : [line[0], line[1]];
    const length = Math.hypot(line[2] - fromX, line[3] - fromY) || 1;
    const [ux, uy] = [(line[2] - fromX) / length, (line[3] - fromY) / length];
    const gap = looks.radius[b] * dotScale() + 3;
    if (length < gap + size) return;
    const [x, y] = [line[2] - ux * gap, line[3] - uy * gap];
    ctx.moveTo(x, y);
    ctx.lineTo(x - ux * size - uy * size * 0.45, y - uy * size + ux * size * 0.45);
    ctx.lineTo(x - ux * size + uy * size * 0.45, y - uy * size - ux * size * 0.45);
    ctx.closePath();
}
