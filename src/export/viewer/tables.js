/* The same as tables: every entity and every relation that the filters leave.
 * Up to `whole` rows stand in the page at once, where the browser finds them;
 * more come in pages, and the field above looks through all of them. */
import { select } from './choose.js';
import { data } from './data.js';
import { columnLabel, degrees, typeLabel } from './looks.js';
import { evidenceCount, whenText } from './sentence.js';
import { shown } from './shown.js';
import { change, listen, state } from './state.js';
import { announce, countText, evenText, fold, make, numberText, own } from './text.js';

const whole = 2000;
const page = 1000;

/* Places that a text takes from its decimal point on. */
const placesOf = (text) => (text.includes('.') ? text.length - text.indexOf('.') : 0);

/* How the scores of a column are written, and the most places that one takes:
 * the points of fractions stand in one line. */
function formatOf({ scores }) {
    const isWhole = !scores || scores.every((v) => Number.isNaN(v) || Number.isInteger(v));
    if (isWhole) return { format: numberText, places: 0 };
    return { format: evenText, places: scores.reduce((most, v) => Math.max(most, placesOf(evenText(v))), 0) };
}

function openEntity(e) {
    change({ tab: 'graph' });
    select(e, true);
    document.getElementById('card').focus();
}

function entityCell(e) {
    return make('button', { type: 'button', class: 'entity', click: () => openEntity(e) }, own(data.name[e]));
}

/* A column: its head, what a row shows, and what it is ordered by: words, a number,
 * or the days from which and to which something holds. */
const entityColumns = [
    { head: 'Name', text: (e) => data.name[e], cell: entityCell },
    { head: 'Type', text: (e) => typeLabel(data.type[e]) },
    { head: 'Id', text: (e) => data.id[e] },
    ...(data.columns.some((c) => c.name === 'degree') ? [] : [{ head: 'Relations', value: (e) => degrees[e] }]),
    ...data.columns.map(({ name, kind, values }) => ({
        head: columnLabel(name),
        value: (e) => (kind === 'group' ? values[e] + 1 : values[e]),
        scores: kind === 'score' ? values : null,
    })),
];

const relationColumns = [
    { head: 'From', text: (r) => data.name[data.source[r]], cell: (r) => entityCell(data.source[r]) },
    { head: 'Relation', text: (r) => data.relationTypes[data.kind[r]].label },
    { head: 'To', text: (r) => data.name[data.target[r]], cell: (r) => entityCell(data.target[r]) },
    ...(data.since || data.until ? [{ head: 'When', text: whenText, span: (r) => [data.firstDay[r], data.lastDay[r]] }] : []),
    ...(data.confidence ? [{ head: 'Confidence', value: (r) => data.confidence[r] }] : []),
    ...(data.weight ? [{ head: 'Weight', value: (r) => data.weight[r] }] : []),
    { head: 'Sources', value: evidenceCount },
];

/* A cell that leaves room for the places its number does not take. */
function numberCell(value, { format, places }) {
    const text = Number.isNaN(value) ? '' : format(value);
    const cell = make('td', { class: 'number' }, text);
    const rest = places - placesOf(text);
    if (text && rest > 0) cell.style.setProperty('--rest', `${rest}ch`);
    return cell;
}

/* The earlier first, and of those the one that ends earlier; what has no dates
 * comes last, whichever way the others go. */
function compareSpans([from, until], [otherFrom, otherUntil], way) {
    const isOpen = from === -Infinity && until === Infinity;
    const isOtherOpen = otherFrom === -Infinity && otherUntil === Infinity;
    if (isOpen || isOtherOpen) return isOpen - isOtherOpen;
    if (from !== otherFrom) return from < otherFrom ? -way : way;
    return until === otherUntil ? 0 : until < otherUntil ? -way : way;
}

class Table {
    constructor(id, columns, size, isShown, noun) {
        Object.assign(this, { columns, size, isShown, noun, at: 0, by: -1, isDown: false, query: '', isOld: true });
        this.view = document.getElementById(id);
        const field = make('input', {
            type: 'search',
            'aria-label': `Filter the table of ${noun[1]}`,
            placeholder: `Filter ${noun[1]}`,
            autocomplete: 'off',
        });
        field.addEventListener('input', () => this.show({ query: fold(field.value.trim()), at: 0 }));
        this.note = make('p', { class: 'muted', role: 'status' });
        const form = make('form', { role: 'search', submit: (event) => event.preventDefault() }, field, this.note);
        this.caption = make('caption', {});
        this.heads = make('tr', {}, ...columns.map((column, i) => this.head(column, i)));
        this.body = make('tbody');
        this.pager = make('nav', { class: 'pager', 'aria-label': `Pages of the table of ${noun[1]}` });
        this.view.append(form, make('table', {}, this.caption, make('thead', {}, this.heads), this.body), this.pager);
    }

    head({ head, value }, i) {
        const button = make('button', { type: 'button', click: () => this.sort(i) }, head);
        return make('th', { scope: 'col', class: value ? 'number' : null }, button);
    }

    sort(i) {
        const isDown = this.by === i ? !this.isDown : Boolean(this.columns[i].value);
        this.show({ by: i, isDown, at: 0 });
        announce(`Ordered by ${this.columns[i].head}, ${isDown ? 'falling' : 'rising'}`);
    }

    rows() {
        const texts = this.columns.filter((c) => c.text);
        const rows = [];
        for (let i = 0; i < this.size; i++) {
            if (this.isShown[i] && (!this.query || texts.some((c) => fold(c.text(i)).includes(this.query))))
                rows.push(i);
        }
        const { text, value, span } = this.columns[this.by] ?? {};
        const way = this.isDown ? -1 : 1;
        if (span) {
            rows.sort((a, b) => compareSpans(span(a), span(b), way) || a - b);
        } else if (text) {
            const keys = new Map(rows.map((i) => [i, fold(text(i))]));
            rows.sort((a, b) => way * (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : 0) || a - b);
        } else if (value) {
            const key = (i) => (Number.isNaN(value(i)) ? -Infinity : value(i));
            rows.sort((a, b) => way * (key(a) - key(b) || 0) || a - b);
        }
        return rows;
    }

    row(i) {
        const cells = this.columns.map(({ text, cell, value }, c) => {
            if (value) return numberCell(value(i), this.formats[c]);
            return make(c ? 'td' : 'th', { scope: c ? null : 'row' }, cell ? cell(i) : own(text(i)));
        });
        return make('tr', { class: this.noun[0] === 'entity' && i === state.selected ? 'chosen' : null }, ...cells);
    }

    pages(count, step) {
        const button = (label, at) =>
            make(
                'button',
                {
                    type: 'button',
                    disabled: at < 0 || at >= count,
                    click: () => (this.show({ at }), this.view.scrollTo(0, 0)),
                },
                label,
            );
        this.pager.hidden = count <= step;
        this.pager.replaceChildren(
            button('Previous', this.at - step),
            `rows ${numberText(this.at + 1)} to ${numberText(Math.min(count, this.at + step))} of ${numberText(count)}`,
            button('Next', this.at + step),
        );
    }

    show(values) {
        Object.assign(this, values);
        this.formats ??= this.columns.map(formatOf);
        const rows = this.rows();
        const step = rows.length <= whole ? whole : page;
        this.at = Math.min(this.at, Math.max(0, rows.length - 1));
        this.body.replaceChildren(...rows.slice(this.at, this.at + step).map((i) => this.row(i)));
        [...this.heads.children].forEach((th, i) =>
            i === this.by
                ? th.setAttribute('aria-sort', this.isDown ? 'descending' : 'ascending')
                : th.removeAttribute('aria-sort'),
        );
        this.caption.replaceChildren(`${countText(rows.length, ...this.noun)} of `, own(data.title));
        this.note.textContent =
            rows.length > whole
                ? `The browser finds what is on this page; this field looks through all ${numberText(rows.length)} rows.`
                : '';
        this.pages(rows.length, step);
        this.isOld = false;
    }
}

const tables = {};

function update(changed) {
    const filters = ['hiddenTypes', 'hiddenKinds', 'sure', 'firstDay', 'lastDay', 'lonely', 'only', 'selected', 'steps'];
    if (filters.some((key) => changed.has(key))) for (const table of Object.values(tables)) table.isOld = true;
    const table = tables[state.tab];
    if (table?.isOld) table.show({});
}

export function watchTables() {
    tables.entities = new Table('view-entities', entityColumns, data.entityCount, shown.entity, ['entity', 'entities']);
    tables.relations = new Table('view-relations', relationColumns, data.relationCount, shown.relation, [
        'relation',
        'relations',
    ]);
    tables[state.tab]?.show({});
    listen(update);
}
