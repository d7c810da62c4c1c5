/* The card of the selected entity: facts, relations in sentences, evidence. */
import { select, setPathEnd, setSteps, toggleOnly } from './choose.js';
import { data, degreeOf, entityRecord, otherEnd, relationRecord, relationsOf } from './data.js';
import { columnLabel, typeLabel, typePaint } from './looks.js';
import { evidenceList, evidenceOf, whenText, wordsOf } from './sentence.js';
import { shown } from './shown.js';
import { listen, state } from './state.js';
import { canvas, measureInset } from './stage.js';
import { swatch } from './swatch.js';
import { countText, make, numberText, own, ownLink } from './text.js';

const card = document.getElementById('card');
const most = 60; // relations that are listed at once

export function entityButton(e, isFar = true) {
    return make('button', { type: 'button', class: 'entity', click: () => select(e, isFar) }, own(data.name[e]));
}

/* A property's value: a text, a link, a list, or JSON for what is nested. */
function valueOf(value) {
    if (Array.isArray(value) && value.every((v) => v === null || typeof v !== 'object')) {
        return make('span', {}, ...value.flatMap((v, i) => [i ? ', ' : '', valueOf(v)]));
    }
    if (value !== null && typeof value === 'object') return own(JSON.stringify(value));
    if (typeof value === 'boolean') return own(value ? 'yes' : 'no');
    return typeof value === 'string' ? ownLink(value) : own(value ?? '–');
}

function fact(name, value) {
    return [make('dt', {}, own(name)), make('dd', {}, value)];
}

function columnValue({ kind, values }, e) {
    return own(kind === 'group' && !Number.isNaN(values[e]) ? values[e] + 1 : numberText(values[e]));
}

function facts(e) {
    const { aliases, types, properties, evidence, ...others } = entityRecord(e);
    const list = make('dl');
    if (data.id[e] !== data.name[e]) list.append(...fact('Id', own(data.id[e])));
    if (Array.isArray(aliases) && aliases.length) list.append(...fact('Also called', valueOf(aliases)));
    if (Array.isArray(types) && types.length > 1) list.append(...fact('Types', valueOf(types)));
    list.append(...fact('Relations', own(numberText(degreeOf(e)))));
    for (const column of data.columns)
        if (column.name !== 'degree') list.append(...fact(columnLabel(column.name), columnValue(column, e)));
    for (const [name, value] of Object.entries({ ...properties, ...others }))
        list.append(...fact(name, valueOf(value)));
    return list;
}

function relationFacts(record) {
    const { properties, evidence, id, ...others } = record;
    const entries = Object.entries({
        ...(properties !== null && typeof properties === 'object' ? properties : {}),
        ...others,
    });
    return entries.length ? make('dl', {}, ...entries.flatMap(([name, value]) => fact(name, valueOf(value)))) : null;
}

function sureText(r) {
    return data.confidence && !Number.isNaN(data.confidence[r]) ? `${Math.round(data.confidence[r] * 100)} % sure` : '';
}

/* One relation of e as a sentence, what else is known of it, its evidence. */
function relationItem(r, e) {
    const record = relationRecord(r);
    const { words, isTurned } = wordsOf(r, e);
    const other = entityButton(otherEnd(r, e));
    const say = make('span', { class: 'words' }, own(words));
    const item = make('li', { 'data-relation': r }, ...(isTurned ? [other, ' ', say, ' this'] : [say, ' ', other]));
    const when = [whenText(r), sureText(r)].filter(Boolean).join(', ');
    if (when) item.append(' ', make('span', { class: 'when' }, when));
    const more = relationFacts(record);
    const evidence = evidenceList(record);
    if (more || evidence) {
        const count = evidenceOf(record).length;
        item.append(
            make('details', {}, make('summary', {}, count ? countText(count, 'source') : 'more'), more, evidence),
        );
    }
    return item;
}

function relationList(e) {
    const relations = [...relationsOf(e)].filter((r) => shown.relation[r]);
    const order = (r) => (data.source[r] === e ? 0 : 1e6) + data.kind[r];
    relations.sort((a, b) => order(a) - order(b) || a - b);
    const list = make('ul', { class: 'relations' });
    const add = (count) =>
        list.append(
            ...relations.slice(list.children.length, list.children.length + count).map((r) => relationItem(r, e)),
        );
    add(most);
    const more = make(
        'button',
        { type: 'button', class: 'text', hidden: relations.length <= most },
        `Show more of ${numberText(relations.length)}`,
    );
    more.addEventListener('click', () => {
        add(most * 5);
        more.hidden = list.children.length >= relations.length;
    });
    const hidden = degreeOf(e) - relations.length;
    const left = hidden
        ? make('p', { class: 'muted' }, `${countText(hidden, 'relation')} hidden by the filters`)
        : null;
    return [make('h4', {}, 'Relations'), list, more, left];
}

function tools() {
    const button = (label, click, attributes = {}) => make('button', { type: 'button', click, ...attributes }, label);
    return make(
        'div',
        { class: 'tools' },
        make(
            'div',
            { class: 'steps', role: 'group', 'aria-label': 'How far neighbours are lit' },
            button('−', () => setSteps(state.steps - 1), { 'aria-label': 'Fewer steps', id: 'steps-less' }),
            make('span', { id: 'steps' }),
            button('+', () => setSteps(state.steps + 1), { 'aria-label': 'More steps', id: 'steps-more' }),
        ),
        button('Only these', toggleOnly, { id: 'only', 'aria-pressed': 'false' }),
        button('Path from here', () => setPathEnd('from', state.selected), { id: 'path-from' }),
        button('Path to here', () => setPathEnd('to', state.selected), { id: 'path-to' }),
    );
}

function updateTools() {
    document.getElementById('steps').textContent = countText(state.steps, 'step');
    document.getElementById('steps-less').disabled = state.steps === 1;
    document.getElementById('steps-more').disabled = state.steps === 6;
    document.getElementById('only').setAttribute('aria-pressed', String(state.only));
}

function fill(e) {
    const evidence = evidenceList(entityRecord(e));
    card.replaceChildren(
        make(
            'header',
            {},
            make('p', { class: 'kind' }, swatch(data.type[e]), own(typeLabel(data.type[e]))),
            make('button', { type: 'button', class: 'close', 'aria-label': 'Close the card', click: close }, '×'),
            make('h3', {}, own(data.name[e])),
        ),
        facts(e),
        tools(),
        ...relationList(e).filter(Boolean),
        ...(evidence ? [make('h4', {}, 'Evidence'), evidence] : []),
    );
    card.querySelector('.kind').style.color = typePaint(data.type[e]).text;
    card.setAttribute('aria-label', `Details of ${data.name[e].slice(0, 200)}`);
    card.scrollTop = 0;
}

function close() {
    select(-1);
    canvas.focus();
}

function update(changed) {
    const isOpen = state.selected >= 0;
    const keys = ['selected', 'hiddenTypes', 'hiddenKinds', 'sure', 'firstDay', 'lastDay', 'mode', 'only'];
    card.hidden = !isOpen;
    document.getElementById('hint').hidden = isOpen;
    if (isOpen && keys.some((key) => changed.has(key))) {
        const focused = card.contains(document.activeElement) ? document.activeElement.id : '';
        const hadFocus = card.contains(document.activeElement) && document.activeElement !== card;
        fill(state.selected);
        if (focused) document.getElementById(focused)?.focus();
        else if (hadFocus) card.focus();
    }
    if (isOpen) updateTools();
    measureInset();
}

export function watchCard() {
    listen(update);
}
