/* The keyboard: on the canvas, and the few keys that work everywhere. */
import { camera, setView, zoomedView } from './camera.js';
import { clearAll, pickPathEnd, select, setSteps, toggleOnly } from './choose.js';
import { data, otherEnd, relationsOf } from './data.js';
import { looks } from './looks.js';
import { shown } from './shown.js';
import { state } from './state.js';
import { canvas, fit, goTo, moved } from './stage.js';

const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/* The neighbour that lies best in a direction: near to it counts more than
 * near. */
function neighbourTowards(e, [dx, dy]) {
    let [best, most] = [-1, 0.2];
    for (const r of relationsOf(e)) {
        const other = otherEnd(r, e);
        if (!shown.relation[r] || other === e) continue;
        const [x, y] = [data.x[other] - data.x[e], data.y[other] - data.y[e]];
        const length = Math.hypot(x, y) || 1;
        const score = (x * dx + y * dy) / length - length * 1e-7;
        if (score > most) [best, most] = [other, score];
    }
    return best;
}

function firstShown() {
    return looks.order.find((e) => shown.entity[e]) ?? -1;
}

function step(direction) {
    const e =
        state.selected >= 0 && shown.entity[state.selected]
            ? neighbourTowards(state.selected, direction)
            : firstShown();
    if (e >= 0) select(e, true);
}

function shift([dx, dy]) {
    setView({ k: camera.k, tx: camera.tx - dx * 80, ty: camera.ty - dy * 80 });
    moved();
}

const actions = {
    '+': () => goTo(zoomedView(1.35)),
    '=': () => goTo(zoomedView(1.35)),
    '-': () => goTo(zoomedView(1 / 1.35)),
    0: fit,
    p: () => state.selected >= 0 && pickPathEnd(state.selected),
    f: toggleOnly,
    '[': () => setSteps(state.steps - 1),
    ']': () => setSteps(state.steps + 1),
    Enter: () => state.selected >= 0 && document.getElementById('card').focus(),
};

function onCanvas(event) {
    if (event.ctrlKey || event.metaKey) return;
    const arrow = arrows[event.key];
    if (arrow) (event.altKey ? shift : step)(arrow);
    else if (actions[event.key]) actions[event.key]();
    else return;
    event.preventDefault();
}

function isTyping(target) {
    return target.matches('input:not([type=checkbox], [type=range]), select, textarea');
}

function anywhere(event) {
    if (document.querySelector('dialog[open]') || event.defaultPrevented) return;
    if (event.key === '/' && !isTyping(event.target)) {
        event.preventDefault();
        document.body.classList.add('drawer');
        document.getElementById('search').focus();
    } else if (event.key === 'Escape' && !isTyping(event.target)) {
        const isInCard = event.target.closest('#card');
        clearAll();
        if (isInCard) canvas.focus();
    }
}

export function watchKeys() {
    canvas.addEventListener('keydown', onCanvas);
    addEventListener('keydown', anywhere);
}
