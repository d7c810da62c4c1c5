/* The panel: filters by type, time and confidence, and what colours and sizes
 * mean. */
import { data, otherEnd, relationsOf } from './data.js';
import { columnLabel, columnNamed, degrees, looks, typeLabel } from './looks.js';
import { groupHues } from './theme.js';
import { hasConfidence, shown } from './shown.js';
import { change, listen, state, toggleIn } from './state.js';
import { swatch, swatchOf } from './swatch.js';
import { announce, byBytes, countText, make, numberText, own } from './text.js';

const element = (id) => document.getElementById(id);
const fewKinds = 8; // that are listed before "show all"
const fewGroups = 12;

function countBy(values, size) {
    const counts = new Uint32Array(size);
    for (const value of values) counts[value]++;
    return counts;
}

function checkRow(label, count, isOn, toggle, picture = null) {
    const box = make('input', { type: 'checkbox', change: toggle });
    box.checked = isOn;
    return make(
        'li',
        {},
        make(
            'label',
            {},
            box,
            picture,
            make('span', { class: 'name', title: label }, own(label)),
            make('span', { class: 'number' }, numberText(count)),
        ),
    );
}

function sayCounts() {
    announce(
        `${countText(shown.entityCount, 'entity', 'entities')} and ${countText(shown.relationCount, 'relation')} shown`,
    );
}

/* -- types ------------------------------------------------------------------ */
const typeCounts = countBy(
    Array.from(data.type, (t) => t + 1),
    data.entityTypes.length + 1,
);
const kindCounts = countBy(data.kind, data.relationTypes.length);
const typeOrder = [...typeCounts.keys()]
    .filter((t) => typeCounts[t])
    .map((t) => t - 1)
    .sort((a, b) => typeCounts[b + 1] - typeCounts[a + 1] || a - b);
const kindOrder = [...kindCounts.keys()]
    .filter((k) => kindCounts[k])
    .sort((a, b) => kindCounts[b] - kindCounts[a] || a - b);

/* The button that shows or hides all rows of a list. */
function nameToggle(id, hidden, what) {
    const text = hidden.size ? 'show all' : 'hide all';
    element(id).textContent = text;
    element(id).setAttribute('aria-label', `${text} ${what}`);
}

function showTypes() {
    const byType = state.colourBy === 'type';
    element('types').replaceChildren(
        ...typeOrder.map((t) => {
            const picture = byType ? swatch(t) : swatchOf({ fill: 'none', line: 'currentcolor' }, looks.shape[t + 1]);
            return checkRow(
                typeLabel(t),
                typeCounts[t + 1],
                !state.hiddenTypes.has(t),
                () => toggleIn('hiddenTypes', t),
                picture,
            );
        }),
    );
    nameToggle('types-all', state.hiddenTypes, 'entity types');
}

function showKinds() {
    const isLong = kindOrder.length > fewKinds + 1;
    const listed = isLong && !state.moreKinds ? kindOrder.slice(0, fewKinds) : kindOrder;
    element('kinds').replaceChildren(
        ...listed.map((k) =>
            checkRow(data.relationTypes[k].label, kindCounts[k], !state.hiddenKinds.has(k), () =>
                toggleIn('hiddenKinds', k),
            ),
        ),
    );
    nameToggle('kinds-all', state.hiddenKinds, 'relation types');
    element('kinds-section').hidden = !kindOrder.length;
    const more = element('kinds-more');
    more.hidden = !isLong;
    more.setAttribute('aria-expanded', String(state.moreKinds));
    more.textContent = state.moreKinds ? 'Show fewer' : `Show all ${kindOrder.length}`;
}

/* -- groups and scale --------------------------------------------------------- */

/* Relations of each entity with members of its own group. */
function countInside(values) {
    const inside = new Uint32Array(data.entityCount);
    for (let e = 0; e < data.entityCount; e++)
        for (const r of relationsOf(e)) if (values[otherEnd(r, e)] === values[e]) inside[e]++;
    return inside;
}

/* The member with the most relations inside a group names it, then the one with
 * the most of all, then the first id: the rule of `kith groups`. */
function groupRows({ values }) {
    const inside = countInside(values);
    const order = (a, b) => inside[b] - inside[a] || degrees[b] - degrees[a] || byBytes(data.id[a], data.id[b]);
    const groups = [];
    for (let e = 0; e < data.entityCount; e++) {
        const g = values[e];
        if (Number.isNaN(g)) continue;
        groups[g] ??= { group: g, count: 0, head: e };
        groups[g].count++;
        if (order(e, groups[g].head) < 0) groups[g].head = e;
    }
    return groups.filter(Boolean);
}

function groupRow({ group, count, head }) {
    const label = `${group + 1} · ${data.name[head]}`;
    const toggle = () =>
        change({ group: state.group === group ? -1 : group, selected: -1, from: -1, to: -1, only: false });
    const paint = looks.paints[group % groupHues];
    return make(
        'li',
        {},
        make(
            'button',
            { type: 'button', class: 'row', 'aria-pressed': String(state.group === group), click: toggle },
            swatchOf(paint, 'circle'),
            make('span', { class: 'name', title: label }, own(label)),
            make('span', { class: 'number' }, numberText(count)),
        ),
    );
}

function showGroups() {
    const column = columnNamed(state.colourBy);
    const isOn = column?.kind === 'group';
    element('groups-section').hidden = !isOn;
    if (!isOn) return;
    const rows = groupRows(column);
    const focused = [...element('groups').children].findIndex((li) => li.contains(document.activeElement));
    element('groups-head').textContent =
        column.name === 'leiden'
            ? `Communities: ${numberText(rows.length)}`
            : `${columnLabel(column.name)}: ${countText(rows.length, 'group')}`;
    element('groups').replaceChildren(...rows.slice(0, fewGroups).map(groupRow));
    if (rows.length > fewGroups)
        element('groups').append(
            make('li', { class: 'muted' }, `and ${countText(rows.length - fewGroups, 'smaller one')}`),
        );
    element('groups').children[focused]?.firstChild.focus();
}

function showRamp() {
    const isOn = state.colourBy === 'relations' || columnNamed(state.colourBy)?.kind === 'score';
    element('ramp-section').hidden = !isOn;
    if (!isOn) return;
    element('ramp-head').textContent = columnLabel(state.colourBy);
    element('ramp').replaceChildren(
        ...looks.paints
            .filter((p) => p.count)
            .reverse()
            .map((p) =>
                make(
                    'li',
                    {},
                    swatchOf(p, 'circle'),
                    own(p.label),
                    make('span', { class: 'muted' }, `(${numberText(p.count)})`),
                ),
            ),
    );
}

/* -- confidence ---------------------------------------------------------------- */
function showSure() {
    element('sure-section').hidden = !hasConfidence;
    element('sure').value = state.sure;
    element('sure-text').textContent = state.sure ? `at least ${Math.round(state.sure * 100)} %` : 'any';
}

/* -- looks ----------------------------------------------------------------------- */
function fillSelect(id, options) {
    element(id).replaceChildren(...options.map(([value, label]) => make('option', { value }, label)));
}

function fillSelects() {
    const scores = data.columns.filter((c) => c.kind === 'score');
    const groups = data.columns.filter((c) => c.kind === 'group');
    const entry = (c) => [c.name, columnLabel(c.name)];
    const plain = scores.some((c) => c.name === 'degree') ? [] : [['relations', 'Relations']];
    fillSelect('colour-by', [['type', 'Type'], ...groups.map(entry), ...scores.map(entry), ...plain]);
    fillSelect('size-by', [...scores.map(entry), ...plain, ['one', 'All alike']]);
}

function showLooks() {
    element('colour-by').value = state.colourBy;
    element('size-by').value = state.sizeBy;
    element('mode').value = state.mode;
    element('lonely').checked = state.lonely;
}

/* -- all ------------------------------------------------------------------------- */
const parts = [
    [['hiddenTypes', 'colourBy', 'mode'], showTypes],
    [['hiddenKinds', 'moreKinds'], showKinds],
    [['colourBy', 'group', 'mode'], showGroups],
    [['colourBy', 'mode'], showRamp],
    [['sure'], showSure],
    [['colourBy', 'sizeBy', 'mode', 'lonely'], showLooks],
];
const filters = ['hiddenTypes', 'hiddenKinds', 'sure', 'firstDay', 'lastDay', 'lonely'];

function showCounts() {
    const part = (now, all, one, many) =>
        now === all ? countText(all, one, many) : `${numberText(now)} of ${countText(all, one, many)}`;
    element('counts').textContent =
        `${part(shown.entityCount, data.entityCount, 'entity', 'entities')} · ${part(shown.relationCount, data.relationCount, 'relation', 'relations')}`;
}

/* Why the picture is empty, if it is. */
function sayNothing() {
    element('nothing').hidden = shown.entityCount > 0;
    element('nothing').textContent = data.entityCount
        ? 'The filters hide every entity.'
        : 'This graph has no entities.';
}

/* Rows are made anew; what had the focus in a list gets it again. */
function keepFocus(id, body) {
    const rows = [...element(id).children];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    body();
    if (at >= 0) element(id).children[at]?.querySelector('input')?.focus();
}

function update(changed) {
    for (const [keys, body] of parts) {
        if (!keys.some((key) => changed.has(key))) continue;
        if (body === showTypes) keepFocus('types', body);
        else if (body === showKinds) keepFocus('kinds', body);
        else body();
    }
    showCounts();
    sayNothing();
    if (filters.some((key) => changed.has(key))) sayCounts();
}

function toggleAll(key, all) {
    change({ [key]: new Set(state[key].size ? [] : all) });
}

export function watchPanel() {
    element('title').append(own(data.title));
    fillSelects();
    for (const [, body] of parts) body();
    showCounts();
    sayNothing();
    listen(update);
    element('types-all').addEventListener('click', () => toggleAll('hiddenTypes', typeOrder));
    element('kinds-all').addEventListener('click', () => toggleAll('hiddenKinds', kindOrder));
    element('kinds-more').addEventListener('click', () => change({ moreKinds: !state.moreKinds }));
    element('sure').addEventListener('input', (event) => change({ sure: Number(event.target.value) }));
    element('lonely').addEventListener('change', (event) => change({ lonely: event.target.checked }));
    element('colour-by').addEventListener('change', (event) => change({ colourBy: event.target.value, group: -1 }));
    element('size-by').addEventListener('change', (event) => change({ sizeBy: event.target.value }));
    element('mode').addEventListener('change', (event) => change({ mode: event.target.value }));
}
