/* Colours: the tokens of the mode that is on, and hues with outlines that show
 * against its background.
 *
 * Fills are Okabe and Ito's, which stay apart for readers who cannot tell red
 * from green. Some of them vanish on white, so each has an outline in its own
 * hue that reaches a contrast of 3:1 and, as text, 4.5:1. */
import { state, listen } from './state.js';

const hues = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#f0e442', '#5a5a5a'];
/* From little to much, by lightness alone, so that any reader can tell: the more
 * the further from the background. */
const ramps = {
    light: ['#dbe9f6', '#b5d3ea', '#86b9dc', '#559bca', '#2f7ab5', '#125899', '#08366b'],
    dark: ['#27435f', '#2f5f8a', '#3b7ab0', '#5497cd', '#80b5e1', '#b0d3f1', '#e6f3fe'],
};

export const bins = ramps.light.length;
export const token = {};

const root = document.documentElement;
const names = ['background', 'panel', 'ink', 'muted', 'hairline', 'edge', 'accent'];
const wantsDark = matchMedia('(prefers-color-scheme: dark)');
const wantsContrast = matchMedia('(prefers-contrast: more)');
const forced = matchMedia('(forced-colors: active)');

export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/* The mode that is on, once the system has been asked. */
function modeNow() {
    if (state.mode !== 'auto') return state.mode;
    if (wantsContrast.matches) return 'contrast';
    return wantsDark.matches ? 'dark' : 'light';
}

function channels(colour) {
    const [r, g, b] = colour.startsWith('#')
        ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
        : colour.match(/[\d.]+/g).map(Number);
    return [r, g, b];
}

const hex = (rgb) => '#' + rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('');
const mix = (a, b, share) => hex(a.map((c, i) => c + (b[i] - c) * share));

function luminance(rgb) {
    const [r, g, b] = rgb.map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
}

/* The colour, mixed with the ink of the mode until it reaches `least`. */
function against(colour, least) {
    const ground = channels(token.panel);
    const end = luminance(ground) < 0.2 ? [255, 255, 255] : [0, 0, 0];
    let out = colour;
    for (let share = 0; share <= 1 && contrast(channels(out), ground) < least; share += 0.05)
        out = mix(channels(colour), end, share);
    return out;
}

let made = new Map();

/* { fill, line, text } of a colour in the mode that is on. */
export function paintOf(colour) {
    if (!made.has(colour)) {
        made.set(
            colour,
            forced.matches
                ? { fill: token.background, line: token.ink, text: token.ink }
                : { fill: colour, line: against(colour, 3.4), text: against(colour, 4.6) },
        );
    }
    return made.get(colour);
}

export const hueOf = (number) => hues[number % hues.length];

/* Groups by falling size: seven hues, darker ones, lighter ones, and then the
 * same again: of so many groups it is the place that tells which is which. */
export const groupHues = 21;

export function groupHue(number) {
    const hue = hues[number % 7];
    const shade = Math.floor((number % groupHues) / 7);
    return shade ? mix(channels(hue), shade === 1 ? [0, 0, 0] : [255, 255, 255], shade === 1 ? 0.38 : 0.42) : hue;
}

export function rampHue(bin) {
    return ramps[luminance(channels(token.background)) < 0.2 ? 'dark' : 'light'][bin];
}

/* Read the tokens from the style sheet; a probe turns the names of system
 * colours into numbers. */
export function readTheme() {
    root.dataset.theme = modeNow();
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.forcedColorAdjust = 'none';
    for (const name of names) {
        probe.style.color = `var(--${name})`;
        token[name] = hex(channels(getComputedStyle(probe).color));
    }
    probe.remove();
    made = new Map();
}

/* Call `redraw` whenever the mode changes, here or in the system. */
export function watchTheme(redraw) {
    const update = () => {
        readTheme();
        redraw();
    };
    for (const query of [wantsDark, wantsContrast, forced]) query.addEventListener('change', update);
    listen((changed) => changed.has('mode') && update());
}
