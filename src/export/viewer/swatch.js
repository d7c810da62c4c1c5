/* Small pictures of colours and shapes, for legends. */
import { looks, typePaint } from './looks.js';
import { outline } from './shapes.js';

const space = 'http://www.w3.org/2000/svg';

/* Collects a path as the text of an SVG path. */
class PathText {
    d = '';
    moveTo(x, y) {
        this.d += `M${x.toFixed(2)} ${y.toFixed(2)}`;
    }
    lineTo(x, y) {
        this.d += `L${x.toFixed(2)} ${y.toFixed(2)}`;
    }
    quadraticCurveTo(a, b, x, y) {
        this.d += `Q${a.toFixed(2)} ${b.toFixed(2)} ${x.toFixed(2)} ${y.toFixed(2)}`;
    }
    arc(x, y, r) {
        this.d += `a${r} ${r} 0 1 0 ${-2 * r} 0a${r} ${r} 0 1 0 ${2 * r} 0`;
    }
    closePath() {
        this.d += 'z';
    }
}

export function swatchOf({ fill, line }, shape) {
    const svg = document.createElementNS(space, 'svg');
    const path = document.createElementNS(space, 'path');
    const text = new PathText();
    outline(text, shape, 0, 0, 6);
    for (const [name, value] of Object.entries({
        width: 16,
        height: 16,
        viewBox: '-8 -8 16 16',
        'aria-hidden': 'true',
    }))
        svg.setAttribute(name, value);
    for (const [name, value] of Object.entries({ d: text.d, fill, stroke: line, 'stroke-width': 1.4 }))
        path.setAttribute(name, value);
    svg.append(path);
    return svg;
}

export const swatch = (type) => swatchOf(typePaint(type), looks.shape[type + 1]);
