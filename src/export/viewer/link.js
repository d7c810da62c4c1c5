/* The view as a link: everything that differs from the start stands after the
 * # of the address, by names and ids, so that it outlives a new export. */
import { camera, setView } from './camera.js';
import { data, entityOfId } from './data.js';
import { columnNamed } from './looks.js';
import { change, defaults, listen, state } from './state.js';
import { announce } from './text.js';

const mostMoved = 60; // entities whose places stand in the link

const entity = {
    write: (e) => (e >= 0 ? data.id[e] : null),
    read: entityOfId,
};
const flag = { write: (is) => (is ? '1' : null), read: (text) => text === '1' };
const day = {
    write: (d) => (Number.isFinite(d) ? new Date(d * 864e5).toISOString().slice(0, 10) : null),
    read: (text, key) => (Number.isFinite(Date.parse(text)) ? Math.round(Date.parse(text) / 864e5) : defaults[key]),
};
const within = (least, most) => ({
    write: String,
    read: (text, key) =>
        Number.isFinite(Number(text)) ? Math.max(least, Math.min(most, Number(text))) : defaults[key],
});
const whole = (least, most) => ({
    write: String,
    read: (text, key) => Math.round(within(least, most).read(text, key)),
});
const among = (isKnown) => ({ write: String, read: (text, key) => (isKnown(text) ? text : defaults[key]) });

/* Names of types, each escaped once more so that commas part them. */
const types = (rows, none) => ({
    write: (set) => (set.size ? [...set].map((t) => encodeURIComponent(t < 0 ? none : rows[t].name)).join(',') : null),
    read: (text) => {
        const numbers = new Map(rows.map((row, t) => [row.name, t]));
        if (none) numbers.set(none, -1);
        return new Set(
            text
                .split(',')
                .map((name) => numbers.get(decode(name)))
                .filter((t) => t !== undefined),
        );
    },
});

function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/* By ids, escaped once more so that commas and colons part what they should. */
const places = {
    write: (moved) =>
        moved.size
            ? [...moved]
                  .slice(-mostMoved)
                  .map(([e, [x, y]]) => `${encodeURIComponent(data.id[e])}:${x}:${y}`)
                  .join(',')
            : null,
    read: (text) =>
        new Map(
            text
                .split(',')
                .map((part) => part.split(':'))
                .map(([id, x, y]) => [entityOfId(decode(id)), [Number(x), Number(y)]])
                .filter(([e, at]) => e >= 0 && at.every(Number.isFinite)),
        ),
};

/* Key of the state, its name in the link, how it is written and read. */
const fields = [
    ['selected', 'e', entity],
    ['steps', 'steps', whole(1, 6)],
    ['only', 'only', flag],
    ['from', 'from', entity],
    ['to', 'to', entity],
    ['directed', 'directed', flag],
    ['group', 'group', whole(-1, data.entityCount)],
    ['hiddenTypes', 'hide', types(data.entityTypes, '')],
    ['hiddenKinds', 'hide-relations', types(data.relationTypes)],
    ['sure', 'sure', within(0, 1)],
    ['firstDay', 'since', day],
    ['lastDay', 'until', day],
    ['lonely', 'connected', flag],
    ['colourBy', 'colour', among((name) => name === 'type' || name === 'relations' || columnNamed(name))],
    ['sizeBy', 'size', among((name) => name === 'one' || name === 'relations' || columnNamed(name)?.kind === 'score')],
    ['mode', 'mode', among((name) => ['auto', 'light', 'dark', 'contrast'].includes(name))],
    ['tab', 'tab', among((name) => ['graph', 'entities', 'relations'].includes(name))],
    ['moved', 'moved', places],
];

function isDefault(key) {
    const value = state[key];
    return value === defaults[key] || (value instanceof Set || value instanceof Map ? value.size === 0 : false);
}

/* The middle of the view in units of the layout, and its scale. */
function viewText() {
    const [x, y] = [(camera.width / 2 - camera.tx) / camera.k, (camera.height / 2 - camera.ty) / camera.k];
    return [Math.round(x), Math.round(y), camera.k.toPrecision(4)].join(',');
}

let isMoved = false; // whether the user has moved the view
let timer = 0;

function linkText() {
    const link = new URLSearchParams();
    for (const [key, name, { write }] of fields) {
        const text = isDefault(key) ? null : write(state[key]);
        if (text !== null) link.set(name, text);
    }
    if (isMoved) link.set('view', viewText());
    return link.toString();
}

function writeLink() {
    timer = 0;
    const text = linkText();
    if (text !== location.hash.slice(1))
        history.replaceState(null, '', text ? `#${text}` : location.pathname + location.search);
}

/* Soon, and not for every step of a movement. */
export function noteView(isView) {
    isMoved ||= isView;
    clearTimeout(timer);
    timer = setTimeout(writeLink, 250);
}

/* What a link says, as { values, view }. A bare id selects its entity. */
function parse(text) {
    const bare = entityOfId(decode(text));
    if (bare >= 0) return { values: { selected: bare }, view: null };
    const link = new URLSearchParams(text);
    const values = {};
    for (const [key, name, { read }] of fields) if (link.has(name)) values[key] = read(link.get(name), key);
    const view = link.get('view')?.split(',').map(Number);
    return { values, view: view?.length === 3 && view.every(Number.isFinite) && view[2] > 0 ? view : null };
}

const empty = () => ({
    ...defaults,
    moreKinds: state.moreKinds,
    hiddenTypes: new Set(),
    hiddenKinds: new Set(),
    moved: new Map(),
});

/* Bring back what the address says; returns whether it says where the view
 * is. */
export function readLink() {
    const { values, view } = parse(location.hash.slice(1));
    change({ ...empty(), ...values });
    isMoved = Boolean(view);
    if (view)
        setView({ k: view[2], tx: camera.width / 2 - view[0] * view[2], ty: camera.height / 2 - view[1] * view[2] });
    return Boolean(view);
}

async function copyLink() {
    writeLink();
    const field = document.getElementById('link');
    field.value = location.href;
    field.hidden = false;
    field.select();
    try {
        await navigator.clipboard.writeText(location.href);
        announce('The link is copied');
    } catch {
        announce('The link is selected; copy it with the keyboard');
    }
}

export function watchLink() {
    document.getElementById('copy-link').addEventListener('click', copyLink);
    listen(() => noteView(false));
}
