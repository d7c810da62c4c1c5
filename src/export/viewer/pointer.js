/* Mouse, pen and fingers on the canvas: select, move, stretch, drag. */
import { camera, dotScale, setView, stopFlight, zoomedView } from './camera.js';
import { pickPathEnd, select } from './choose.js';
import { data } from './data.js';
import { looks, typeLabel } from './looks.js';
import { isFocused } from './places.js';
import { canvas, dragAt, moved, pointAt, redraw } from './stage.js';
import { shown } from './shown.js';
import { change, state } from './state.js';
import { lineText, make, own } from './text.js';

const tip = document.getElementById('tip');
const cell = 200; // of the grid below, in units of the layout
let grid = null;

const cellKey = (x, y) => Math.floor(x / cell) * 100003 + Math.floor(y / cell);

function makeGrid() {
    grid = new Map();
    for (let e = 0; e < data.entityCount; e++) {
        const key = cellKey(data.x[e], data.y[e]);
        if (grid.has(key)) grid.get(key).push(e);
        else grid.set(key, [e]);
    }
}

function* entitiesNear(x, y, reach) {
    const steps = Math.ceil(reach / cell);
    if (steps * steps > data.entityCount / 4) return yield* data.id.keys();
    for (let i = -steps; i <= steps; i++)
        for (let j = -steps; j <= steps; j++) yield* grid.get(cellKey(x + i * cell, y + j * cell)) ?? [];
}

/* Middle and radius of an entity on the screen. */
export function discOf(e) {
    return [data.x[e] * camera.k + camera.tx, data.y[e] * camera.k + camera.ty, looks.radius[e] * dotScale()];
}

/* The entity at a point of the screen, or -1. */
export function entityAt(x, y) {
    if (!grid) makeGrid();
    const [wx, wy] = [(x - camera.tx) / camera.k, (y - camera.ty) / camera.k];
    const scale = dotScale();
    let [best, least] = [-1, 6];
    for (const e of entitiesNear(wx, wy, (26 * scale + 6) / camera.k)) {
        if (!shown.entity[e]) continue;
        const gap = Math.hypot(data.x[e] - wx, data.y[e] - wy) * camera.k - looks.radius[e] * scale;
        if (gap < least) [best, least] = [e, gap];
    }
    return best;
}

function pointOf(event) {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
}

function showTip(e, x, y) {
    canvas.classList.toggle('over', e >= 0);
    pointAt(e);
    tip.hidden = e < 0;
    if (e < 0) return;
    tip.replaceChildren(own(lineText(data.name[e], 200)), ' ', make('small', {}, own(typeLabel(data.type[e]))));
    const left = Math.min(x + 14, camera.width - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > camera.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}

/* Fingers and buttons that are down, by id: where each is. */
const held = new Map();
let gesture = null; // { entity, moved, dragged } since the first went down

/* The other buttons are the browser's: its menu may swallow that they go up. */
function down(event) {
    if (event.button !== 0) return;
    const [x, y] = pointOf(event);
    stopFlight();
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, [x, y]);
    if (held.size === 1) gesture = { entity: entityAt(x, y), moved: 0, dragged: -1 };
    else gesture.entity = -1;
    canvas.classList.add('held');
    tip.hidden = true;
}

function dragTo(e, dx, dy) {
    data.x[e] += dx / camera.k;
    data.y[e] += dy / camera.k;
    gesture.dragged = e;
    dragAt(e);
}

/* Two fingers: what was between them stays between them. */
function stretch(id, [x, y]) {
    const [other] = [...held].filter(([key]) => key !== id).map(([, at]) => at);
    const [fromX, fromY] = held.get(id);
    const before = Math.hypot(fromX - other[0], fromY - other[1]) || 1;
    const after = Math.hypot(x - other[0], y - other[1]) || 1;
    setView(zoomedView(after / before, (x + other[0]) / 2, (y + other[1]) / 2));
    setView({ k: camera.k, tx: camera.tx + (x - fromX) / 2, ty: camera.ty + (y - fromY) / 2 });
    moved();
}

function move(event) {
    const [x, y] = pointOf(event);
    if (held.has(event.pointerId) && event.buttons === 0) up(event);
    if (!held.has(event.pointerId)) return showTip(event.pointerType === 'touch' ? -1 : entityAt(x, y), x, y);
    const [fromX, fromY] = held.get(event.pointerId);
    gesture.moved += Math.abs(x - fromX) + Math.abs(y - fromY);
    if (held.size > 1) {
        stretch(event.pointerId, [x, y]);
    } else if (gesture.entity >= 0 && gesture.moved > 4) {
        dragTo(gesture.entity, x - fromX, y - fromY);
    } else if (gesture.entity < 0) {
        setView({ k: camera.k, tx: camera.tx + x - fromX, ty: camera.ty + y - fromY });
        moved();
    }
    held.set(event.pointerId, [x, y]);
}

/* What stands by itself goes back in the end: only the whole remembers. */
function drop(e) {
    grid = null;
    dragAt(-1);
    redraw();
    if (isFocused()) return;
    change({ moved: new Map(state.moved).set(e, [Math.round(data.x[e]), Math.round(data.y[e])]) });
}

function up(event) {
    if (!held.delete(event.pointerId)) return;
    if (held.size) return;
    canvas.classList.remove('held');
    if (gesture.dragged >= 0) drop(gesture.dragged);
    else if (gesture.moved <= 4 && event.type === 'pointerup') click(event);
    gesture = null;
}

function click(event) {
    const e = entityAt(...pointOf(event));
    if (e >= 0 && event.shiftKey) pickPathEnd(e);
    else if (e >= 0 || state.from < 0 || state.to < 0) select(e);
}

function wheel(event) {
    event.preventDefault();
    stopFlight();
    const lines = event.deltaMode === 1 ? 16 : 1;
    setView(zoomedView(Math.exp(-event.deltaY * lines * 0.0016), ...pointOf(event)));
    moved();
}

export function watchPointer() {
    canvas.addEventListener('pointerdown', down);
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('pointerleave', () => showTip(-1));
    canvas.addEventListener('wheel', wheel, { passive: false });
}

/* Entities stand elsewhere now. */
export function forgetPlaces() {
    grid = null;
}
