/* Names on the picture: those of the largest entities first, each where there
 * is room; then those of relations, slid along their lines. */
import { density, dotScale, inset } from './camera.js';
import { data, isSmall, otherEnd, relationsOf } from './data.js';
import { lineOf, place, pointOn } from './lines.js';
import { looks } from './looks.js';
import { shown } from './shown.js';
import { state } from './state.js';
import { lineText } from './text.js';
import { token } from './theme.js';

export const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const widest = 172;
const cutOff = 1000; // cost of a label that the view would cut off

/* What is taken of the view: boxes in a grid of cells. */
export class Room {
    constructor(width, height) {
        this.width = width;
        this.height = height;
        this.cells = new Map();
    }

    *cellsOf([x0, y0, x1, y1]) {
        for (let cx = Math.floor(x0 / 64); cx <= Math.floor(x1 / 64); cx++)
            for (let cy = Math.floor(y0 / 32); cy <= Math.floor(y1 / 32); cy++) yield cx * 65536 + cy;
    }

    /* Whether all of a box is in the view, and none of it under the card. */
    holds([x0, y0, x1, y1]) {
        return x0 > 2 && y0 > 2 && x1 < this.width - inset.right - 2 && y1 < this.height - inset.bottom - 2;
    }

    isFree(box) {
        const [x0, y0, x1, y1] = box;
        for (const cell of this.cellsOf(box))
            for (const b of this.cells.get(cell) ?? [])
                if (x0 < b[2] && x1 > b[0] && y0 < b[3] && y1 > b[1]) return false;
        return true;
    }

    take(box) {
        for (const cell of this.cellsOf(box)) {
            const boxes = this.cells.get(cell);
            if (boxes) boxes.push(box);
            else this.cells.set(cell, [box]);
        }
    }
}

const widths = new Map();

function widthOf(ctx, text) {
    const key = ctx.font + text;
    let width = widths.get(key);
    if (width === undefined) {
        if (widths.size > 60000) widths.clear();
        width = ctx.measureText(text).width;
        widths.set(key, width);
    }
    return width;
}

const lines = new Map();

/* A name in up to four lines, or one in a large graph. */
function wrap(ctx, text) {
    const key = ctx.font + text;
    if (lines.has(key)) return lines.get(key);
    const rows = [''];
    for (const word of text.split(' ')) {
        const longer = rows.at(-1) ? `${rows.at(-1)} ${word}` : word;
        if (rows.at(-1) && widthOf(ctx, longer) > widest) rows.push(word);
        else rows[rows.length - 1] = longer;
    }
    const kept = rows.slice(0, 4).map((row) => lineText(row, 40));
    if (rows.length > 4) kept[3] = `${kept[3].replace(/…$/, '')}…`;
    lines.set(key, kept);
    return kept;
}

function fontOf(size, isBold) {
    return `${isBold ? '600 ' : ''}${size}px ${family}`;
}

/* A text with a halo in the colour of the background. */
function write(ctx, text, x, y, halo, colour) {
    ctx.lineWidth = halo;
    ctx.strokeStyle = token.background;
    ctx.fillStyle = colour;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
}

const names = new Map();

function nameOf(e) {
    if (!names.has(e)) names.set(e, lineText(data.name[e], isSmall ? 160 : 42));
    return names.get(e);
}

/* Where a label may stand: below, above, right, left of its entity; the first
 * two give way to the side rather than leave the view. */
function* spots(x, y, r, width, height, room) {
    const half = width / 2 + 4;
    const inView =
        Math.abs(x - room.width / 2) < room.width / 2
            ? Math.max(half, Math.min(room.width - inset.right - half, x))
            : x;
    yield [inView, y + r + 3];
    yield [inView, y - r - 4 - height];
    yield [x + r + 5 + width / 2, y - height / 2];
    yield [x - r - 5 - width / 2, y - height / 2];
}

/* Whether the line from a to b touches a box (Liang and Barsky, 1984). */
function touches([ax, ay], [bx, by], [x0, y0, x1, y1]) {
    let [from, to] = [0, 1];
    for (const [start, way, least, most] of [
        [ax, bx - ax, x0, x1],
        [ay, by - ay, y0, y1],
    ]) {
        if (!way && (start < least || start > most)) return false;
        const [s, t] = [(least - start) / way, (most - start) / way];
        if (way) [from, to] = [Math.max(from, Math.min(s, t)), Math.min(to, Math.max(s, t))];
    }
    return from <= to;
}

/* How many of the entity's own lines a label would cover: in a small graph it
 * goes where it hides the fewest. */
function hiddenLines(e, box) {
    if (!isSmall || data.relationCount > 300) return 0;
    let count = 0;
    for (const r of relationsOf(e)) {
        const other = otherEnd(r, e);
        if (shown.relation[r] && touches([place.x[e], place.y[e]], [place.x[other], place.y[other]], box)) count++;
    }
    return count;
}

/* Returns whether the name of e got a place. */
function labelEntity(ctx, room, e, isWanted) {
    const size = Math.round(2 * ((isSmall ? 12.5 : 12) + (isSmall ? 3 : 2.5) * looks.share[e])) / 2;
    ctx.font = fontOf(size, looks.share[e] > 0.71);
    const rows = isSmall ? wrap(ctx, nameOf(e)) : [nameOf(e)];
    const width = Math.max(...rows.map((row) => widthOf(ctx, row))) + 4;
    const line = size * 1.18;
    const height = rows.length * line;
    const r = looks.radius[e] * dotScale();
    let spot = null;
    for (const [x, y] of spots(place.x[e], place.y[e], r, width, height, room)) {
        const box = [x - width / 2, y, x + width / 2, y + height];
        const isFree = room.isFree(box);
        if (!isFree && !(isWanted && !spot)) continue;
        const cost = isFree ? hiddenLines(e, box) + (room.holds(box) ? 0 : cutOff) : Infinity;
        if (!spot || cost < spot.cost) spot = { x, y, box, cost };
        if (!spot.cost) break;
    }
    if (!spot || (isSmall && !isWanted && spot.cost >= cutOff)) return false;
    room.take(spot.box);
    rows.forEach((row, i) => write(ctx, row, spot.x, spot.y + line * (i + 0.5), 3.5, token.ink));
    return true;
}

function isSeen(e, room) {
    return (
        shown.entity[e] &&
        place.x[e] > -20 &&
        place.x[e] < room.width + 20 &&
        place.y[e] > -10 &&
        place.y[e] < room.height
    );
}

/* Entities whose names are wanted, the most important first. */
function candidates() {
    if (!shown.isLit) return looks.order;
    const first = [state.selected, ...(shown.path?.entities ?? [])].filter((e) => e >= 0);
    const rest = shown.litEntities.filter((e) => !first.includes(e)).sort((a, b) => looks.share[b] - looks.share[a]);
    return [...first, ...rest];
}

function keepEntitiesFree(room) {
    const scale = dotScale();
    const most = isSmall ? data.entityCount : 400;
    for (let i = 0; i < Math.min(most, data.entityCount); i++) {
        const e = looks.order[i];
        const r = looks.radius[e] * scale * 0.9;
        if (isSeen(e, room) && (isSmall || r > 7))
            room.take([place.x[e] - r, place.y[e] - r, place.x[e] + r, place.y[e] + r]);
    }
}

/* Names that a view of a large graph may hold: more as one comes nearer. */
function mostLabels(width, height) {
    const pixelsALabel = 11000 + 15000 * Math.max(0, 1 - density());
    return isSmall ? 150 : Math.round((width * height) / pixelsALabel);
}

export function labelEntities(ctx, room, width, height) {
    const most = mostLabels(width, height);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    keepEntitiesFree(room);
    let [written, tried] = [0, 0];
    for (const e of candidates()) {
        if (written >= most || tried > most * 12) break;
        if (!isSeen(e, room)) continue;
        tried++;
        const isWanted = e === state.selected || Boolean(shown.path?.entities.includes(e));
        if (labelEntity(ctx, room, e, isWanted)) written++;
    }
}

export function labelRelations(ctx, room, relations) {
    ctx.font = fontOf(11, false);
    for (const r of relations) {
        const [a, b] = [data.source[r], data.target[r]];
        if (a === b || Math.hypot(place.x[a] - place.x[b], place.y[a] - place.y[b]) < 64) continue;
        const text = lineText(data.relationTypes[data.kind[r]].label, 40);
        const half = widthOf(ctx, text) / 2 + 3;
        const line = lineOf(r);
        for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
            const [x, y] = pointOn(line, t);
            const box = [x - half, y - 7, x + half, y + 7];
            if (x < 0 || x > room.width || y < 0 || y > room.height || !room.isFree(box)) continue;
            room.take(box);
            write(ctx, text, x, y, 4, token.muted);
            break;
        }
    }
}
