/* What the user has chosen. Everything that shows it listens here, so that a
 * choice has one place and any way to make it works alike. */
import { data } from './data.js';

/* `data.columns` with groups colour by default in large graphs, where types are
 * noise. */
function firstColour() {
    const groups = data.columns.find((c) => c.kind === 'group');
    return data.entityCount > 2000 && groups ? groups.name : 'type';
}

function firstSize() {
    return data.columns.find((c) => c.kind === 'score')?.name ?? 'relations';
}

export const defaults = {
    selected: -1, // entity, or -1
    steps: 1, // how far neighbours are lit
    only: false, // nothing but the lit neighbours is shown
    from: -1, // ends of a path
    to: -1,
    directed: false, // paths follow directions
    group: -1, // group that is lit
    sure: 0, // least confidence
    firstDay: -Infinity,
    lastDay: Infinity,
    lonely: false, // entities without relations are hidden
    colourBy: firstColour(),
    sizeBy: firstSize(),
    mode: 'auto',
    tab: 'graph',
    moreKinds: false,
};

export const state = {
    ...defaults,
    hiddenTypes: new Set(), // numbers of entity types; -1 = without a type
    hiddenKinds: new Set(), // numbers of relation types
    moved: new Map(), // entity -> [x, y] where it was dragged to
};

const listeners = [];

/* Call `listener(changed)` after each change, with the set of what changed. */
export function listen(listener) {
    listeners.push(listener);
}

/* Change some of the state and tell everybody once. */
export function change(values) {
    const changed = new Set();
    for (const [key, value] of Object.entries(values)) {
        if (state[key] !== value || typeof value === 'object') changed.add(key);
        state[key] = value;
    }
    if (changed.size) for (const listener of listeners) listener(changed);
}

export function toggleIn(key, value) {
    const next = new Set(state[key]);
    if (!next.delete(value)) next.add(value);
    change({ [key]: next });
}
