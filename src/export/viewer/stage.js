/* The canvas on the screen. Small graphs are drawn anew for every frame. Of
 * large ones a bitmap with some margin is moved and stretched while the view
 * moves, and drawn anew, in slices, once it rests. */
import { camera, dotScale, fitView, flyTo, setInset, setView } from './camera.js';
import { data } from './data.js';
import { placeAll, trace } from './lines.js';
import { noteView } from './link.js';
import { looks, shapeOf } from './looks.js';
import { painting, paint, paintShape } from './paint.js';
import { outline } from './shapes.js';
import { shown } from './shown.js';
import { token } from './theme.js';

export const canvas = document.getElementById('canvas');
const overlay = document.getElementById('overlay');
const card = document.getElementById('card');
const screen = canvas.getContext('2d', { alpha: false });
const above = overlay.getContext('2d');

const isLarge = data.entityCount + data.relationCount > 5000;
const rest = 130; // ms without a move until a large graph is drawn anew
const slice = 14; // ms that one slice may take
let dots = 1; // device pixels to a CSS pixel

/* What has been drawn: a bitmap, and the view it shows. */
const drawn = { bitmap: null, k: 1, tx: 0, ty: 0, margin: 0 };
let work = null; // { steps, bitmap, … } while a large graph is being drawn
let wanted = 0; // a frame that has been asked for
let timer = 0;
let sawFirst = null;

/* Resolves when the graph has been drawn for the first time. */
export const firstFrame = new Promise((resolve) => (sawFirst = resolve));

/* Put the bitmap where the view is now. While it is only shifted its dots fall
 * on dots, and are copied. */
function show({ bitmap, k, tx, ty, margin }) {
    const f = camera.k / k;
    const place = [camera.tx - (tx + margin) * f, camera.ty - (ty + margin) * f];
    const size = [(camera.width + 2 * margin) * f, (camera.height + 2 * margin) * f];
    const [x, y] = f === 1 ? place.map((at) => Math.round(at * dots) / dots) : place;
    screen.setTransform(dots, 0, 0, dots, 0, 0);
    if (x > 0 || y > 0 || x + size[0] < camera.width || y + size[1] < camera.height) {
        screen.fillStyle = token.background;
        screen.fillRect(0, 0, camera.width, camera.height);
    }
    screen.imageSmoothingEnabled = f !== 1;
    screen.drawImage(bitmap, x, y, size[0], size[1]);
}

/* Run `body` with the view moved by the margin of the bitmap. */
function withMargin(view, body) {
    const now = { k: camera.k, tx: camera.tx, ty: camera.ty };
    setView({ k: view.k, tx: view.tx + view.margin, ty: view.ty + view.margin });
    try {
        return body();
    } finally {
        setView(now);
    }
}

function startWork() {
    const margin = Math.round(Math.min(camera.width, camera.height) * 0.22);
    const bitmap = document.createElement('canvas');
    bitmap.width = Math.round((camera.width + 2 * margin) * dots);
    bitmap.height = Math.round((camera.height + 2 * margin) * dots);
    const ctx = bitmap.getContext('2d', { alpha: false });
    const steps = painting(ctx, camera.width + 2 * margin, camera.height + 2 * margin, dots);
    work = { steps, bitmap, margin, k: camera.k, tx: camera.tx, ty: camera.ty };
}

function workOn() {
    if (!work) return;
    const mine = work;
    const isDone = withMargin(mine, () => {
        const end = performance.now() + slice;
        while (performance.now() < end) if (mine.steps.next().done) return true;
        return false;
    });
    if (!isDone) return void setTimeout(workOn);
    Object.assign(drawn, { bitmap: mine.bitmap, k: mine.k, tx: mine.tx, ty: mine.ty, margin: mine.margin });
    work = null;
    show(drawn);
    drawOver();
    sawFirst();
}

/* Draw a large graph anew, from the state as it is now. */
function renew() {
    clearTimeout(timer);
    timer = 0;
    const isIdle = !work;
    startWork();
    if (isIdle) workOn();
}

/* Whether what is on the screen is what has been chosen, and sharp. */
export function isDrawn() {
    const isSame = drawn.k === camera.k && drawn.tx === camera.tx && drawn.ty === camera.ty;
    return !wanted && !work && (!isLarge || (!timer && isSame));
}

function drawNow() {
    wanted = 0;
    if (!isLarge) {
        paint(screen, camera.width, camera.height, dots);
        sawFirst();
    } else if (drawn.bitmap) {
        show(drawn);
    }
    drawOver();
}

function frame() {
    wanted ||= requestAnimationFrame(drawNow);
}

/* The view has moved. */
export function moved() {
    noteView(true);
    frame();
    if (!isLarge) return;
    work = null;
    clearTimeout(timer);
    timer = setTimeout(renew, rest);
}

/* What is shown has changed. */
export function redraw() {
    if (!isLarge) return frame();
    renew();
}

/* Hand over to a view, moving there. */
export function goTo(view) {
    flyTo(view, moved);
}

export function fit() {
    goTo(fitView());
}

/* -- above the picture: what is under the pointer, what is dragged ---------- */
const over = { entity: -1, dragged: -1, isClear: true };

export function pointAt(e) {
    if (over.entity === e) return;
    over.entity = e;
    drawOver();
}

export function dragAt(e) {
    over.dragged = e;
    if (!isLarge) return frame();
    work = null; // it has taken the places of before
    drawOver();
}

function drawDragged(e) {
    above.strokeStyle = token.accent;
    above.lineWidth = 1;
    above.beginPath();
    for (let i = data.first[e]; i < data.first[e + 1]; i++)
        if (shown.relation[data.relationsOf[i]]) trace(above, data.relationsOf[i]);
    above.stroke();
    paintShape(above, e, dotScale());
}

function drawOver() {
    const isEmpty = over.dragged < 0 && over.entity < 0;
    if (isEmpty && over.isClear) return;
    over.isClear = isEmpty;
    overlay.hidden = isEmpty; // a layer less for the browser to put together
    above.setTransform(dots, 0, 0, dots, 0, 0);
    above.clearRect(0, 0, camera.width, camera.height);
    if (over.dragged >= 0 && isLarge) {
        placeAll();
        drawDragged(over.dragged);
    }
    if (over.entity < 0 || !shown.entity[over.entity]) return;
    const e = over.entity;
    above.strokeStyle = token.accent;
    above.lineWidth = 2;
    above.beginPath();
    outline(
        above,
        shapeOf(e),
        data.x[e] * camera.k + camera.tx,
        data.y[e] * camera.k + camera.ty,
        looks.radius[e] * dotScale() + 3,
    );
    above.stroke();
}

/* -- size ----------------------------------------------------------------- */

/* Room that the card takes from the picture. */
export function measureInset() {
    if (card.hidden) return setInset(0, 0);
    const isSheet = card.offsetWidth > camera.width * 0.7;
    setInset(isSheet ? 0 : card.offsetWidth + 14, isSheet ? card.offsetHeight : 0);
}

/* Take the size that the page gives; false if it gives none, being hidden. */
export function measure() {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width || !height) return false;
    dots = Math.min(2, devicePixelRatio || 1);
    camera.width = width;
    camera.height = height;
    for (const layer of [canvas, overlay]) {
        layer.width = Math.round(width * dots);
        layer.height = Math.round(height * dots);
    }
    measureInset();
    return true;
}
