/* The part of the panel about the shortest path: its ends, and every step of it
 * as a sentence with its evidence. */
import { entityButton } from './card.js';
import { clearPath, setPathEnd } from './choose.js';
import { data, relationRecord } from './data.js';
import { evidenceList, wordsOf } from './sentence.js';
import { shown } from './shown.js';
import { change, listen, state } from './state.js';
import { countText, make, own } from './text.js';

const box = document.getElementById('path');
function pathEnd(end, label) {
    const e = state[end];
    const set = make(
        'button',
        {
            type: 'button',
            class: 'text',
            id: `take-${end}`,
            disabled: state.selected < 0,
            click: () => setPathEnd(end, state.selected),
        },
        'take selected',
    );
    set.setAttribute('aria-label', `take selected as the ${end === 'from' ? 'beginning' : 'end'} of the path`);
    return make(
        'div',
        { class: 'end' },
        make('span', { class: 'muted' }, label),
        make('b', {}, e < 0 ? '–' : own(data.name[e])),
        set,
    );
}

function pathStep(r, i) {
    const from = shown.path.entities[i];
    const { words, isTurned } = wordsOf(r, from);
    const [first, last] = isTurned ? [shown.path.entities[i + 1], from] : [from, shown.path.entities[i + 1]];
    const evidence = evidenceList(relationRecord(r));
    const item = make(
        'li',
        {},
        entityButton(first),
        ' ',
        make('span', { class: 'words' }, own(words)),
        ' ',
        entityButton(last),
    );
    if (evidence)
        item.append(make('details', {}, make('summary', {}, countText(evidence.children.length, 'source')), evidence));
    return item;
}

function showPath() {
    const focused = box.contains(document.activeElement) ? document.activeElement.id : '';
    const parts = [pathEnd('from', 'From'), pathEnd('to', 'To')];
    const directed = make('input', {
        type: 'checkbox',
        id: 'directed',
        change: () => change({ directed: !state.directed }),
    });
    directed.checked = state.directed;
    parts.push(make('label', { class: 'check' }, directed, make('span', {}, 'Follow directions')));
    if (shown.path) {
        parts.push(make('p', { class: 'muted' }, countText(shown.path.relations.length, 'step')));
        parts.push(make('ol', {}, ...shown.path.relations.map(pathStep)));
    } else if (state.from >= 0 && state.to >= 0) {
        parts.push(make('p', {}, 'No path with these filters.'));
    } else {
        parts.push(make('p', { class: 'muted' }, 'Select an entity, then Shift-click another, or press p on each.'));
    }
    if (state.from >= 0 || state.to >= 0)
        parts.push(make('button', { type: 'button', id: 'path-clear', click: clearPath }, 'Clear the path'));
    box.replaceChildren(...parts);
    if (focused) document.getElementById(focused)?.focus();
}

const keys = [
    'selected',
    'steps',
    'from',
    'to',
    'directed',
    'hiddenTypes',
    'hiddenKinds',
    'sure',
    'firstDay',
    'lastDay',
    'lonely',
    'only',
];

export function watchPath() {
    showPath();
    listen((changed) => {
        if (keys.some((key) => changed.has(key))) showPath();
        if (shown.path && (changed.has('from') || changed.has('to'))) box.scrollIntoView({ block: 'nearest' });
    });
}
