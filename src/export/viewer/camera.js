/* Where the view stands: a point of the layout is at x * k + tx, y * k + ty on
 * the screen, in CSS pixels. */
import { data, isSmall, otherEnd, relationsOf } from './data.js';
import { isStill } from './theme.js';
import { shown } from './shown.js';
import { state } from './state.js';

export const camera = { k: 1, tx: 0, ty: 0, width: 0, height: 0 };

/* Room that the card takes, to be kept free: right and below. */
export const inset = { right: 0, bottom: 0 };
let fitted = 1; // k at which everything fits: the limits of zooming go by it

export function setInset(right, bottom) {
    inset.right = right;
    inset.bottom = bottom;
}

/* How far one entity stands from the next on the screen, over 22 pixels: what
 * large graphs scale their dots by. The layout gives every entity 100 units. */
export const density = () => (camera.k * 100) / 22;

/* Room that the layout leaves for dots: units to a pixel of their radius. */
let room = Infinity;

export function setRoom(units) {
    room = units;
}

const scaleAt = (k) => Math.max(0.28, Math.min(2.2, Math.sqrt(((k * 100) / 22) * 1.05)));

/* Dots of large graphs grow and shrink with the view, but less than it; those of
 * small ones only give way to a small screen. None grows into the next. */
export function dotScale() {
    const own = isSmall ? Math.max(0.62, Math.min(1, (camera.width - inset.right) / 640)) : scaleAt(camera.k);
    return Math.min(own, camera.k * room);
}

function boundsOf(entities) {
    const box = { x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity };
    for (const e of entities) {
        box.x0 = Math.min(box.x0, data.x[e]);
        box.x1 = Math.max(box.x1, data.x[e]);
        box.y0 = Math.min(box.y0, data.y[e]);
        box.y1 = Math.max(box.y1, data.y[e]);
    }
    return box;
}

function* shownEntities() {
    for (let e = 0; e < data.entityCount; e++) if (shown.entity[e]) yield e;
}

const closest = isSmall ? 1.9 : 1.2; // that a fitted view comes

/* Units of the layout to a pixel of a dot where entities fill a usual window,
 * whatever this one is: places must not depend on it. */
export function usualUnits(entities) {
    const box = boundsOf(entities);
    const k = Math.min(800 / (box.x1 - box.x0 || 1), 640 / (box.y1 - box.y0 || 1), closest);
    return (isSmall ? 1 : scaleAt(k)) / k;
}

/* The view in which a box fills the free room. */
function viewOf(box, most) {
    const isNamed = isSmall || state.only; // what is shown mostly has names
    const padX = Math.min(isNamed ? 105 : 40, camera.width * 0.16);
    const padY = isNamed ? 56 : 40;
    const width = Math.max(camera.width - inset.right, 120);
    const height = Math.max(camera.height - inset.bottom, 120);
    const k = Math.min((width - 2 * padX) / (box.x1 - box.x0 || 1), (height - 2 * padY) / (box.y1 - box.y0 || 1), most);
    return {
        k,
        tx: width / 2 - (k * (box.x0 + box.x1)) / 2,
        ty: height / 2 - (k * (box.y0 + box.y1)) / 2 - (isSmall ? 12 : 0),
    };
}

export function fitView() {
    const box = boundsOf(shownEntities());
    if (box.x0 > box.x1) return { k: camera.k, tx: camera.tx, ty: camera.ty };
    return viewOf(box, closest);
}

/* The view of one entity in which nine in ten of its neighbours are to be
 * seen. A small graph stays as it is, unless some of them are not; where nothing
 * else is shown, all is. */
export function viewAround(e) {
    if (state.only) return fitView();
    const width = camera.width - inset.right;
    const height = camera.height - inset.bottom;
    const near = [...relationsOf(e)].filter((r) => shown.relation[r]).map((r) => otherEnd(r, e));
    if (isSmall) return [e, ...near].every(isInFreeRoom) ? { k: camera.k, tx: camera.tx, ty: camera.ty } : fitView();
    const farthest = (at) =>
        near.map((other) => Math.abs(at[other] - at[e])).sort((a, b) => a - b)[Math.floor((near.length - 1) * 0.9)] ||
        1;
    const k = Math.max(fitted, Math.min(0.6, (0.44 * width) / farthest(data.x), (0.42 * height) / farthest(data.y)));
    return { k, tx: width / 2 - data.x[e] * k, ty: height / 2 - data.y[e] * k };
}

function isInFreeRoom(e) {
    const x = data.x[e] * camera.k + camera.tx;
    const y = data.y[e] * camera.k + camera.ty;
    return x > 20 && y > 20 && x < camera.width - inset.right - 20 && y < camera.height - inset.bottom - 30;
}

export function viewOfAll(entities) {
    return viewOf(boundsOf(entities), isSmall ? camera.k : 0.6);
}

export function setView(view) {
    Object.assign(camera, view);
}

export function rememberFit() {
    fitted = fitView().k;
}

let flight = 0;
let aim = null; // the view that a movement ends at

/* From where a movement ends, if there is one: two steps in quick succession
 * are two steps. */
export function zoomedView(factor, x = (camera.width - inset.right) / 2, y = (camera.height - inset.bottom) / 2) {
    const from = aim ?? camera;
    const k = Math.max(fitted * 0.3, Math.min(Math.max(fitted * 60, 6), from.k * factor));
    const f = k / from.k;
    return { k, tx: x - (x - from.tx) * f, ty: y - (y - from.ty) * f };
}

/* Move to a view in a quarter of a second, or at once where motion is not
 * wanted; `step` is called for each frame. */
export function flyTo(view, step) {
    const from = { k: camera.k, tx: camera.tx, ty: camera.ty };
    const start = performance.now();
    stopFlight();
    aim = view;
    const frame = (now) => {
        const t = isStill() ? 1 : Math.min(1, (now - start) / 240);
        const ease = 1 - (1 - t) ** 3;
        for (const key of ['k', 'tx', 'ty']) camera[key] = from[key] + (view[key] - from[key]) * ease;
        if (t === 1) aim = null;
        step();
        if (t < 1) flight = requestAnimationFrame(frame);
    };
    flight = requestAnimationFrame(frame);
}

export function stopFlight() {
    cancelAnimationFrame(flight);
    aim = null;
}
