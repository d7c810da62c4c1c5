/* The search field: a combobox that suggests entities by name, alias or id. */
import { select } from './choose.js';
import { data, entityRecord } from './data.js';
import { degrees, typeLabel } from './looks.js';
import { swatch } from './swatch.js';
import { change, state } from './state.js';
import { canvas } from './stage.js';
import { announce, countText, fold, lineText, make, own } from './text.js';

const most = 8;
const leastNear = 5; // letters of a word that may have an error
const field = document.getElementById('search');
const list = document.getElementById('suggestions');
const nobody = document.getElementById('nobody');
let index = null; // of each entity: [[folded, as written], …]
let found = [];
let chosen = 0;

function makeIndex() {
    return data.id.map((id, e) => {
        const { aliases } = entityRecord(e);
        const texts = [data.name[e], ...(Array.isArray(aliases) ? aliases : []), id].filter(
            (t) => typeof t === 'string',
        );
        return texts.map((text) => [fold(text.slice(0, 400)), text]);
    });
}

/* 3 = the whole text, 2 = its beginning, 1.5 = the beginning of a word in it, 1
 * = anywhere, or all words in any order; 0 = not at all. */
function fitOf(text, query, words) {
    if (text === query) return 3;
    if (text.startsWith(query)) return 2;
    const at = text.indexOf(query);
    if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1]) ? 1 : 1.5;
    return words.length > 1 && words.every((word) => text.includes(word)) ? 1 : 0;
}

/* Whether one letter more, less or other, or two in another order, make the one
 * word the other. */
function isNear(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let i = 0;
    while (i < one.length && one[i] === other[i]) i++;
    const [a, b] = [one.slice(i), other.slice(i)];
    const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
    return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}

/* How well a text fits that is written with an error, in words long enough that
 * one does not make another word of them; below every fit without. */
function nearFitOf(text, query, words) {
    const own = text.split(/[^\p{L}\p{N}]+/u);
    const fits = (word) =>
        own.some((other) => other.startsWith(word) || (word.length >= leastNear && isNear(word, other)));
    return words.every(fits) ? 0.5 : 0;
}

/* The best fits: [{ e, text, isName }], names before aliases and ids; with
 * typing errors where there are none without. */
function find(query) {
    const folded = fold(query.trim());
    const exact = fitting(folded, fitOf);
    return exact.length ? exact : fitting(folded, nearFitOf);
}

function fitting(folded, fitOf) {
    index ??= makeIndex();
    const words = folded.split(/\s+/);
    const fits = [];
    for (let e = 0; folded && e < index.length; e++) {
        let best = null;
        index[e].forEach(([text, written], i) => {
            const fit = fitOf(text, folded, words) - (i ? 0.2 : 0);
            if (fit > 0 && (!best || fit > best.fit)) best = { e, fit, text: written, isName: i === 0 };
        });
        if (best) fits.push(best);
    }
    return fits.sort((a, b) => b.fit - a.fit || degrees[b.e] - degrees[a.e] || a.e - b.e);
}

function option({ e, text, isName }, i) {
    const also = isName ? null : make('small', {}, own(lineText(text, 80)));
    const item = make(
        'li',
        { id: `suggestion-${i}`, role: 'option', 'aria-selected': String(i === chosen), 'data-entity': e },
        swatch(data.type[e]),
        make(
            'span',
            {},
            own(lineText(data.name[e], 120)),
            ' ',
            make('span', { class: 'muted' }, own(typeLabel(data.type[e]))),
        ),
        also,
    );
    item.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        take(e);
    });
    return item;
}

/* Whether there is something in the field that fits nobody. */
const isVain = () => Boolean(field.value.trim()) && !found.length;

function show() {
    const isOpen = found.length > 0;
    list.replaceChildren(...found.slice(0, most).map(option));
    list.hidden = !isOpen;
    field.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) field.setAttribute('aria-activedescendant', `suggestion-${chosen}`);
    else field.removeAttribute('aria-activedescendant');
}

function close() {
    found = [];
    nobody.hidden = true;
    show();
}

function take(e) {
    field.value = '';
    close();
    document.body.classList.remove('drawer');
    if (state.tab !== 'graph') change({ tab: 'graph' });
    select(e, true);
    canvas.focus();
}

function typed() {
    found = find(field.value);
    chosen = 0;
    show();
    nobody.hidden = !isVain();
    if (isVain()) announce(nobody.textContent);
    else if (field.value.trim()) announce(countText(found.length, 'match', 'matches'));
}

const onKey = {
    ArrowDown: () => (chosen = (chosen + 1) % Math.min(most, found.length || 1)),
    ArrowUp: () => (chosen = (chosen - 1 + Math.min(most, found.length)) % Math.min(most, found.length || 1)),
    Enter: () => found[chosen] && take(found[chosen].e),
    Escape: () => (field.value ? ((field.value = ''), close()) : (close(), canvas.focus())),
};

function pressed(event) {
    if (!onKey[event.key] || event.isComposing) return;
    event.preventDefault();
    onKey[event.key]();
    if (event.key.startsWith('Arrow')) show();
}

export function watchSearch() {
    field.addEventListener('input', typed);
    field.addEventListener('keydown', pressed);
    field.addEventListener('focus', () => field.value && typed());
    field.addEventListener('blur', close);
}
