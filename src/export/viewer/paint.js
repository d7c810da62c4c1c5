/* The picture, drawn into any context that knows paths and texts: the screen,
 * a larger bitmap, or the one that writes SVG. It is drawn in steps, so that a
 * large graph does not hold up the page. */
import { dotScale, density } from './camera.js';
import { data, isSmall } from './data.js';
import { labelEntities, labelRelations } from './labels.js';
import { isOutside, place, placeAll, trace, traceArrow } from './lines.js';
import { looks, shapeOf } from './looks.js';
import { Room } from './room.js';
import { outline } from './shapes.js';
import { shown } from './shown.js';
import { state } from './state.js';
import { token } from './theme.js';

const segments = 256; // in one path: longer ones are slower
const edgesAStep = 6000;
const dotsAStep = 12000;
/* Smaller dots are squares, which are quicker and, that small, look the same. */
const smallestRound = data.entityCount > 20000 ? 1.8 : 1.1;

/* Ended or doubtful: drawn with dashes where single lines can be told apart. */
const isTentative = (r) => Number.isFinite(data.lastDay[r]) || (data.confidence && data.confidence[r] < 0.5);

/* What is drawn of the relations on this view: { back, lit, arrows }. */
function sortRelations(width, height) {
    const sorted = { back: [], lit: shown.litRelations.filter((r) => shown.relation[r]) };
    for (let r = 0; r < data.relationCount; r++) {
        if (!shown.relation[r] || shown.litRelation[r]) continue;
        if (!isOutside(data.source[r], data.target[r], width, height)) sorted.back.push(r);
    }
    return sorted;
}

function* strokeAll(ctx, relations) {
    for (let i = 0; i < relations.length; i += segments) {
        ctx.beginPath();
        for (let j = i; j < Math.min(i + segments, relations.length); j++) trace(ctx, relations[j]);
        ctx.stroke();
        if (i % edgesAStep < segments) yield;
    }
}

function* strokeDashed(ctx, relations) {
    if (relations.length > 600) return yield* strokeAll(ctx, relations);
    yield* strokeAll(
        ctx,
        relations.filter((r) => !isTentative(r)),
    );
    ctx.setLineDash([5, 4]);
    yield* strokeAll(ctx, relations.filter(isTentative));
    ctx.setLineDash([]);
}

function arrows(ctx, relations, colour) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (const r of relations) traceArrow(ctx, r, 7);
    ctx.fill();
}

/* Lines that are not lit: the more there are on the view, the fainter. */
function* paintBack(ctx, relations) {
    const crowd = relations.length;
    const rest = isSmall ? Math.min(0.85, 0.3 + 90 / crowd) : Math.max(0.2, Math.min(0.6, 0.2 + 130 / (crowd + 200)));
    ctx.strokeStyle = token.edge;
    ctx.lineWidth = isSmall ? 1.3 : Math.max(0.45, Math.min(1.1, density() * 1.2));
    ctx.globalAlpha = shown.isLit ? (isSmall ? 0.16 : Math.min(0.12, rest * 0.4)) : rest;
    yield* strokeDashed(ctx, relations);
    if (!shown.isLit && crowd <= 500) arrows(ctx, relations, token.edge);
    ctx.globalAlpha = 1;
}

function* paintLit(ctx, relations) {
    const many = relations.length > 40;
    const colour = shown.path ? token.accent : token.ink;
    ctx.strokeStyle = colour;
    ctx.lineWidth = shown.path ? 3 : many ? 1 : 1.8;
    ctx.globalAlpha = many && !shown.path ? (relations.length > 1500 ? 0.25 : 0.6) : 1;
    yield* strokeDashed(ctx, relations);
    if (relations.length <= 1500) arrows(ctx, relations, colour);
    ctx.globalAlpha = 1;
}

function isInView(e, r, width, height) {
    return place.x[e] > -r && place.x[e] < width + r && place.y[e] > -r && place.y[e] < height + r;
}

/* Small dots of one colour, many in one path. */
function* paintDots(ctx, entities, scale) {
    const byColour = looks.paints.map(() => []);
    for (const e of entities) byColour[looks.colour[e]].push(e);
    let count = 0;
    for (let c = 0; c < byColour.length; c++) {
        ctx.fillStyle = looks.paints[c].fill;
        for (let i = 0; i < byColour[c].length; i += 400) {
            ctx.beginPath();
            for (let j = i; j < Math.min(i + 400, byColour[c].length); j++) {
                const e = byColour[c][j];
                const r = looks.radius[e] * scale;
                const [x, y] = [place.x[e], place.y[e]];
                if (r < smallestRound) ctx.rect(x - r, y - r, 2 * r, 2 * r);
                else {
                    ctx.moveTo(x + r, y);
                    ctx.arc(x, y, r, 0, 2 * Math.PI);
                }
            }
            ctx.fill();
            if ((count += 400) % dotsAStep < 400) yield;
        }
    }
}

/* One entity with its shape and outline. */
export function paintShape(ctx, e, scale) {
    const r = looks.radius[e] * scale;
    const paint = looks.paints[looks.colour[e]];
    ctx.fillStyle = paint.fill;
    ctx.strokeStyle = paint.line;
    ctx.lineWidth = r > 7 ? 1.7 : 1;
    ctx.beginPath();
    outline(ctx, shapeOf(e), place.x[e], place.y[e], r);
    ctx.fill();
    ctx.stroke();
}

/* Small ones below, large ones above, lit ones on top of all. */
function* paintEntities(ctx, width, height) {
    const scale = dotScale();
    const dots = [];
    const shapes = [];
    for (let i = data.entityCount - 1; i >= 0; i--) {
        const e = looks.order[i];
        const r = looks.radius[e] * scale;
        if (!shown.entity[e] || (shown.isLit && shown.litEntity[e]) || !isInView(e, r, width, height)) continue;
        (r < 4.2 || (shown.isLit && !isSmall) ? dots : shapes).push(e);
    }
    ctx.globalAlpha = shown.isLit ? 0.15 : 1;
    yield* paintDots(ctx, dots, scale);
    for (const e of shapes) paintShape(ctx, e, scale);
    ctx.globalAlpha = 1;
    const lit = shown.litEntities.filter((e) => shown.entity[e] && isInView(e, 30, width, height));
    lit.sort((a, b) => looks.share[a] - looks.share[b]);
    for (const e of lit) paintShape(ctx, e, scale);
}

function mark(ctx, e, width) {
    ctx.strokeStyle = token.accent;
    ctx.lineWidth = width;
    ctx.beginPath();
    outline(ctx, shapeOf(e), place.x[e], place.y[e], looks.radius[e] * dotScale() + 4);
    ctx.stroke();
}

function paintMarks(ctx) {
    const ends = [state.from, state.to].filter((e) => e >= 0);
    for (const e of shown.path?.entities ?? ends) if (shown.entity[e]) mark(ctx, e, 2);
    if (state.selected >= 0 && shown.entity[state.selected]) mark(ctx, state.selected, 3);
}

/* Relations whose names are wanted: all of a small graph, or of a view with
 * few, or the first of those that are lit. */
function namedRelations({ back, lit }) {
    if (lit.length) return lit.slice(0, 60);
    return !shown.isLit && back.length <= (isSmall ? 400 : 90) ? back : [];
}

/* Draw the view into ctx, `width` by `height` CSS pixels of `scale` dots. */
export function* painting(ctx, width, height, scale) {
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.globalAlpha = 1;
    ctx.fillStyle = token.background;
    ctx.fillRect(0, 0, width, height);
    placeAll();
    const relations = sortRelations(width, height);
    yield* paintBack(ctx, relations.back);
    yield* paintLit(ctx, relations.lit);
    yield* paintEntities(ctx, width, height);
    paintMarks(ctx);
    yield;
    const room = new Room(width, height);
    labelEntities(ctx, room, width, height);
    labelRelations(ctx, room, namedRelations(relations));
}

export function paint(ctx, width, height, scale) {
    const steps = painting(ctx, width, height, scale);
    while (!steps.next().done);
}
