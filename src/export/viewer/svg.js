/* A drawing context that writes SVG. It knows what paint.js uses, no more. */
import { family } from './labels.js';

/* XML allows neither control characters nor halves of surrogate pairs. */
function escape(text) {
    return text
        .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
        .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

const f = (number) => String(Math.round(number * 10) / 10);

export class SvgContext {
    /* `measure` is a canvas context, which knows the widths of texts. */
    constructor(measure) {
        this.measure = measure;
        this.parts = [];
        this.path = '';
        this.dash = '';
        this.globalAlpha = 1;
    }

    setTransform() {}

    setLineDash(dash) {
        this.dash = dash.length ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    }

    beginPath() {
        this.path = '';
    }

    moveTo(x, y) {
        this.path += `M${f(x)} ${f(y)}`;
    }

    lineTo(x, y) {
        this.path += `L${f(x)} ${f(y)}`;
    }

    quadraticCurveTo(cx, cy, x, y) {
        this.path += `Q${f(cx)} ${f(cy)} ${f(x)} ${f(y)}`;
    }

    /* Whole circles only. */
    arc(x, y, r) {
        this.path += `M${f(x - r)} ${f(y)}a${f(r)} ${f(r)} 0 1 0 ${f(2 * r)} 0a${f(r)} ${f(r)} 0 1 0 ${f(-2 * r)} 0`;
    }

    rect(x, y, width, height) {
        this.path += `M${f(x)} ${f(y)}h${f(width)}v${f(height)}h${f(-width)}z`;
    }

    closePath() {
        this.path += 'z';
    }

    get alpha() {
        return this.globalAlpha < 1 ? ` opacity="${Math.round(this.globalAlpha * 1000) / 1000}"` : '';
    }

    fillRect(x, y, width, height) {
        this.parts.push(
            `<rect x="${f(x)}" y="${f(y)}" width="${f(width)}" height="${f(height)}" fill="${this.fillStyle}"/>`,
        );
    }

    fill() {
        if (this.path) this.parts.push(`<path d="${this.path}" fill="${this.fillStyle}"${this.alpha}/>`);
    }

    stroke() {
        if (this.path)
            this.parts.push(
                `<path d="${this.path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${f(this.lineWidth)}"${this.dash}${this.alpha}/>`,
            );
    }

    measureText(text) {
        this.measure.font = this.font;
        return this.measure.measureText(text);
    }

    text(text, x, y, attributes) {
        const [, bold, size] = this.font.match(/^(600 )?([\d.]+)px/);
        this.parts.push(
            `<text x="${f(x)}" y="${f(y)}" font-size="${size}"${bold ? ' font-weight="600"' : ''} ${attributes}>${escape(text)}</text>`,
        );
    }

    strokeText(text, x, y) {
        this.text(
            text,
            x,
            y,
            `fill="none" stroke="${this.strokeStyle}" stroke-width="${f(this.lineWidth)}" stroke-linejoin="round"`,
        );
    }

    fillText(text, x, y) {
        this.text(text, x, y, `fill="${this.fillStyle}"`);
    }

    document(width, height, title) {
        return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${f(width)} ${f(height)}" width="${f(width)}" height="${f(height)}" role="img">
<title>${escape(title)}</title>
<g font-family="${escape(family.replace(/"/g, "'"))}" text-anchor="middle" dominant-baseline="central">
${this.parts.join('\n')}
</g>
</svg>
`;
    }
}
