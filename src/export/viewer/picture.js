/* Pictures to take away: PNG, SVG, and the one on paper. */
import { camera } from './camera.js';
import { data } from './data.js';
import { paint } from './paint.js';
import { redraw } from './stage.js';
import { change, state } from './state.js';
import { SvgContext } from './svg.js';
import { announce, lineText, make } from './text.js';

const mostDots = 60e6; // more than browsers give a canvas

function save(blob, extension) {
    const url = URL.createObjectURL(blob);
    const name =
        lineText(data.title, 60)
            .replace(/[^\p{L}\p{N}]+/gu, '-')
            .replace(/^-+|-+$/g, '') || 'graph';
    make('a', { href: url, download: `${name}.${extension}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    announce(`${name}.${extension} is saved`);
}

/* The view on a canvas of its own, three dots to a pixel where that can be. */
function drawCopy(most) {
    const copy = document.createElement('canvas');
    const scale = Math.min(most, Math.sqrt(mostDots / (camera.width * camera.height)));
    copy.width = Math.round(camera.width * scale);
    copy.height = Math.round(camera.height * scale);
    paint(copy.getContext('2d', { alpha: false }), camera.width, camera.height, scale);
    redraw(); // slices of a large graph have lost their places
    return copy;
}

function savePng() {
    drawCopy(3).toBlob(
        (blob) => (blob ? save(blob, 'png') : announce('The browser could not make a picture of this size')),
        'image/png',
    );
}

export function svgText() {
    const ctx = new SvgContext(document.createElement('canvas').getContext('2d'));
    paint(ctx, camera.width, camera.height, 1);
    redraw();
    return ctx.document(camera.width, camera.height, data.title);
}

function saveSvg() {
    save(new Blob([svgText()], { type: 'image/svg+xml' }), 'svg');
}

/* Paper is white and cannot be clicked: the picture on it is drawn in the light
 * mode, and what is folded up is opened. */
let modeBefore = null;
let opened = [];

function beforePrint() {
    if (!camera.width) return;
    modeBefore = state.mode;
    change({ mode: 'light' });
    document.getElementById('paper').replaceChildren(drawCopy(2)); // an image would not be there yet
    opened = [...document.querySelectorAll('#card details:not([open])')];
    for (const details of opened) details.open = true;
}

function afterPrint() {
    document.getElementById('paper').replaceChildren();
    for (const details of opened) details.open = false;
    opened = [];
    if (modeBefore) change({ mode: modeBefore });
    modeBefore = null;
}

export function watchPictures() {
    document.getElementById('save-png').addEventListener('click', savePng);
    document.getElementById('save-svg').addEventListener('click', saveSvg);
    document.getElementById('print').addEventListener('click', () => print());
    addEventListener('beforeprint', beforePrint);
    addEventListener('afterprint', afterPrint);
}
