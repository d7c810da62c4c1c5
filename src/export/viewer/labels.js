/* Names on the picture: those of what is chosen and of the largest entities
 * first, farther off at the end of a line if need be, then the others, each where
 * there is room; then those of relations, slid along their lines. */
import { density, dotScale } from './camera.js';
import { data, isSmall, otherEnd, relationsOf } from './data.js';
import { lineOf, place, pointOn } from './lines.js';
import { looks } from './looks.js';
import { shown } from './shown.js';
import { moreSpots, spots } from './spots.js';
import { state } from './state.js';
import { lineText } from './text.js';
import { token } from './theme.js';

export const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const widest = 172;
const mostRows = 6;
const pixelsAMust = 32000;
const covering = 1000; // cost of covering a symbol
const crossing = 20; // cost of six pixels of a line over a symbol
const cutOff = 1e6; // cost of a label that the view would cut off
const bestNamed = 3; // of the largest, named even where that covers a symbol

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

/* A name in a few lines; those of a narrow view are shorter. */
function wrap(ctx, text, room) {
    const most = Math.min(widest, Math.max(110, room.width * 0.33));
    const key = ctx.font + most + text;
    if (lines.has(key)) return lines.get(key);
    const rows = [''];
    for (const word of text.split(' ')) {
        const longer = rows.at(-1) ? `${rows.at(-1)} ${word}` : word;
        if (rows.at(-1) && widthOf(ctx, longer) > most) rows.push(word);
        else rows[rows.length - 1] = longer;
    }
    const kept = rows.slice(0, mostRows).map((row) => lineText(row, 40));
    if (rows.length > mostRows) kept[mostRows - 1] = `${kept[mostRows - 1].replace(/…$/, '')}…`;
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

/* The best free place of a name of that size for e, as { x, y, box, cost }; null
 * if there is none. */
function freeSpot(room, e, r, width, height) {
    let best = null;
    for (const [x, y] of spots(place.x[e], place.y[e], r, width, height, room)) {
        const box = [x - width / 2, y, x + width / 2, y + height];
        if (!room.isFree(box)) continue;
        const cost = hiddenLines(e, box) + (room.holds(box) ? 0 : cutOff);
        if (!best || cost < best.cost) best = { x, y, box, cost };
        if (!best.cost) break;
    }
    return best;
}

/* Places along the line to a name that stands farther off, from the symbol on. */
function* leadPoints(e, r, [x0, y0, x1, y1]) {
    const [x, y] = [place.x[e], place.y[e]];
    const [dx, dy] = [Math.max(x0, Math.min(x1, x)) - x, Math.max(y0, Math.min(y1, y)) - y];
    const length = Math.hypot(dx, dy);
    for (let at = r + 2; at < length; at += 6) yield [x + (dx / length) * at, y + (dy / length) * at];
    yield [x + dx, y + dy];
}

const around = ([x, y]) => [x - 1, y - 1, x + 1, y + 1];

/* What it costs that such a line crosses names and symbols; it begins beside the
 * entity's own symbol. */
function leadCost(room, e, r, box) {
    let cost = 0;
    for (const point of leadPoints(e, 1.4 * r, box)) {
        const covered = room.costOf(around(point));
        cost += covered < cutOff ? Math.min(covered, crossing) : covered;
    }
    return cost;
}

function lead(ctx, room, e, r, box) {
    const points = [...leadPoints(e, r, box)];
    for (const point of points) room.take(around(point), covering);
    ctx.strokeStyle = token.muted;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(...points[0]);
    ctx.lineTo(...points.at(-1));
    ctx.stroke();
}

/* The place that covers the least of others, and then the nearest: what is chosen
 * may cover names and leave the view, `most` is what others may cost. */
function forcedSpot(room, e, r, width, height, most) {
    let best = null;
    let i = 0;
    for (const [x, y, gap] of moreSpots(place.x[e], place.y[e], r, width, height, room)) {
        if (best && gap > best.cost) break;
        const box = [x - width / 2, y, x + width / 2, y + height];
        let cost = room.costOf(box) + gap + i++ / 10 + hiddenLines(e, box) + (room.holds(box) ? 0 : cutOff);
        if (best && cost >= best.cost) continue;
        if (gap) cost += leadCost(room, e, r, box);
        if (!best || cost < best.cost) best = { x, y, box, cost, gap };
    }
    return best.cost <= most ? best : null;
}

/* Pixels that the name of e is high: a little less on a narrow view. */
function sizeOf(e, room) {
    const least = isSmall ? (room.width < 600 ? 11 : 12.5) : 12;
    return Math.round(2 * (least + (isSmall ? 3 : 2.5) * looks.share[e])) / 2;
}

/* What a name may cost that must have a place. */
const mostCost = { chosen: Infinity, best: cutOff, large: covering };

/* Write the name of e if it has a place; `will` says why it must have one, if it
 * must. */
function labelEntity(ctx, room, e, will) {
    const size = sizeOf(e, room);
    ctx.font = fontOf(size, looks.share[e] > 0.71);
    const rows = isSmall ? wrap(ctx, nameOf(e), room) : [nameOf(e)];
    const width = Math.max(...rows.map((row) => widthOf(ctx, row))) + 4;
    const line = size * 1.18;
    const height = rows.length * line;
    const r = looks.radius[e] * dotScale();
    let spot = freeSpot(room, e, r, width, height);
    const isCut = spot && (isSmall || state.only) && spot.cost >= cutOff;
    if (will && (!spot || isCut)) spot = forcedSpot(room, e, r, width, height, mostCost[will]);
    else if (isCut) spot = null;
    if (!spot) return;
    room.take(spot.box);
    if (spot.gap) lead(ctx, room, e, r, spot.box);
    rows.forEach((row, i) => write(ctx, row, spot.x, spot.y + line * (i + 0.5), 3.5, token.ink));
    written.push({ e, box: spot.box });
}

/* The names on the picture drawn last: { e, box }. */
export const written = [];

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
    const first = [...new Set([state.selected, ...(shown.path?.entities ?? [])])].filter((e) => e >= 0);
    const rest = shown.litEntities.filter((e) => !first.includes(e)).sort((a, b) => looks.share[b] - looks.share[a]);
    return [...first, ...rest];
}

function keepEntitiesFree(room) {
    const scale = dotScale();
    const most = isSmall ? data.entityCount : 400;
    for (let i = 0; i < Math.min(most, data.entityCount); i++) {
        const e = looks.order[i];
        const r = looks.radius[e] * scale;
        const isFaded = shown.isLit && !shown.litEntity[e];
        if (isSeen(e, room) && !isFaded && (isSmall || r > 7))
            room.take([place.x[e] - r, place.y[e] - r, place.x[e] + r, place.y[e] + r], covering + 4 * r);
    }
}

/* Names that a view of a large graph may hold: more as one comes nearer. */
function mostLabels(width, height) {
    const pixelsALabel = 11000 + 15000 * Math.max(0, 1 - density());
    return isSmall ? 150 : Math.round((width * height) / pixelsALabel);
}

/* Names that are written even where there is no room, by the size of the view:
 * those of the largest in it, or next to what is chosen. */
const mustLabels = (width, height) => Math.max(3, Math.min(16, Math.round((width * height) / pixelsAMust)));

export function labelEntities(ctx, room, width, height) {
    const most = mostLabels(width, height);
    const must = mustLabels(width, height);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    keepEntitiesFree(room);
    written.length = 0;
    let tried = 0;
    for (const e of candidates()) {
        if (written.length >= most || tried > most * 12) break;
        if (!isSeen(e, room)) continue;
        tried++;
        const isChosen = e === state.selected || Boolean(shown.path?.entities.includes(e));
        labelEntity(ctx, room, e, isChosen ? 'chosen' : tried <= bestNamed ? 'best' : tried <= must ? 'large' : '');
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
