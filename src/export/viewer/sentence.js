/* Relations as sentences, and the evidence that they rest on. */
import { data, documentOf, relationRecord } from './data.js';
import { make, own, ownLink, spanText } from './text.js';

/* The words between an entity and the other end of one of its relations, and
 * whether the sentence has to begin at the other end, because there are no
 * words for the way back. */
export function wordsOf(r, e) {
    const kind = data.relationTypes[data.kind[r]];
    const isForward = data.source[r] === e;
    if (isForward || data.undirected[r] || kind.symmetric) return { words: kind.label, isTurned: false };
    return kind.inverse ? { words: kind.inverse, isTurned: false } : { words: kind.label, isTurned: true };
}

export const whenText = (r) => spanText(data.since?.[r], data.until?.[r]);

export const evidenceOf = (record) => (Array.isArray(record.evidence) ? record.evidence : []);

export const evidenceCount = (r) => evidenceOf(relationRecord(r)).length;

const locators = { paragraph: '¶', page: 'p. ' };

/* "Title, publisher, 2020-11 ¶2", linked if the document has an address. */
function sourceLine(piece) {
    const id = typeof piece === 'string' ? piece : piece?.document;
    const record = documentOf(id) ?? {};
    const text = (value) => (typeof value === 'string' && value ? value : null);
    const title = text(record.title) ?? text(id) ?? 'evidence';
    const rest = [record.publisher, record.date]
        .filter(text)
        .map((t) => `, ${t}`)
        .join('');
    const line = make('p', { class: 'source' }, ownLink(record.url, title), rest && own(rest));
    for (const [key, sign] of Object.entries(locators)) {
        const at = piece?.[key];
        if (typeof at === 'string' || typeof at === 'number') line.append(` ${sign}`, own(at));
    }
    if (!record.url && piece?.url) line.append(' ', ownLink(piece.url));
    return line;
}

function pieceOf(piece) {
    const item = make('li', {}, sourceLine(piece));
    if (typeof piece?.note === 'string') item.append(make('p', {}, own(piece.note)));
    if (typeof piece?.quote === 'string') item.append(make('blockquote', {}, own(`“${piece.quote}”`)));
    return item;
}

/* A list of all pieces, or null. */
export function evidenceList(record) {
    const pieces = evidenceOf(record);
    return pieces.length ? make('ul', { class: 'evidence' }, ...pieces.map(pieceOf)) : null;
}
