/* Texts for people: names, numbers, dates, sentences; and elements made of
 * them. Whatever comes from a record gets into the page as a text node, never
 * as markup. */

/* An element with attributes and children; a child is a node or a text. */
export function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') element.addEventListener(name, value);
        else if (value === true) element.setAttribute(name, '');
        else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
}

/* A text of a record: isolated, so that its direction does not turn over what
 * stands beside it. */
export const own = (text) => make('bdi', {}, String(text));

const format = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 });
const whole = new Intl.NumberFormat('en');

/* A number with as many digits as a reader can use. */
export function numberText(value) {
    if (Number.isNaN(value)) return '–';
    if (Number.isInteger(value)) return whole.format(value);
    return Math.abs(value) < 1e-4 ? value.toExponential(3) : format.format(value);
}

const even = new Intl.NumberFormat('en', { minimumSignificantDigits: 5, maximumSignificantDigits: 5 });

/* A number of a column of fractions: five significant digits, whatever they are. */
export function evenText(value) {
    if (Number.isNaN(value)) return '–';
    if (Math.abs(value) >= 1e5) return whole.format(Math.round(value));
    return value !== 0 && Math.abs(value) < 1e-9 ? value.toExponential(4) : even.format(value);
}

export const countText = (count, one, many = `${one}s`) => `${whole.format(count)} ${count === 1 ? one : many}`;

/* "2017", "2017-03" or "2017-03-09" of year * 10000 + month * 100 + day. */
function dateText(date) {
    const pad = (n) => String(n).padStart(2, '0');
    const [year, month, day] = [Math.floor(date / 10000), Math.floor(date / 100) % 100, date % 100];
    return String(year).padStart(4, '0') + (month ? `-${pad(month)}` : '') + (day ? `-${pad(day)}` : '');
}

export function spanText(since, until) {
    const has = (date) => date !== null && date !== undefined;
    if (has(since) && has(until)) return `${dateText(since)} to ${dateText(until)}`;
    if (has(since)) return `since ${dateText(since)}`;
    return has(until) ? `until ${dateText(until)}` : '';
}

/* Order of two texts by their bytes in UTF-8, which is that of code points. */
export function byBytes(a, b) {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const [x, y] = [a, b].map((text) => text.codePointAt(i) ?? -1);
    return x - y;
}

/* Letters without accents, and the Latin ones they are searched as. */
const spelled = `ß ss æ ae œ oe ø o đ d ð d ł l ı i þ th ħ h
    а a б b в v г g ґ g ғ g д d ђ d е e є e ж zh җ zh з z ѕ z и i і i ј j к k қ k ќ k л l љ lj м m н n ң n њ nj
    о o ө o п p р r с s т t ћ c у u ү u ұ u ф f х kh ҳ kh һ h ц ts ч ch џ dz ш sh щ shch ъ _ ы y ь _ э e ә a ю yu
    я ya α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o`.split(
    /\s+/,
);
const letters = new Map();
for (let i = 0; i < spelled.length; i += 2) letters.set(spelled[i], spelled[i + 1].replace('_', ''));

/* A text without case and accents and in Latin letters, as it is searched. */
export function fold(text) {
    return text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[ß-ʯ\p{Script=Cyrillic}\p{Script=Greek}]/gu, (c) => letters.get(c) ?? c);
}

/* A text on one line of a picture: control characters and marks that turn the
 * direction over are left out, as is what nobody could read. */
export function lineText(text, most) {
    let line = text.length > 4 * most ? text.slice(0, 4 * most) : text;
    line = line
        .replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g, '')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim();
    const symbols = Array.from(line);
    return symbols.length > most
        ? symbols
              .slice(0, most - 1)
              .join('')
              .trimEnd() + '…'
        : line;
}

/* An address that is safe to follow, or null. */
function addressOf(text) {
    try {
        const url = new URL(text);
        return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
    } catch {
        return null;
    }
}

/* A text, or a link if it is a whole address. */
export function ownLink(address, text = address) {
    const href = typeof address === 'string' && /^(https?|mailto):/i.test(address) ? addressOf(address) : null;
    if (!href) return own(text);
    return make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, own(text));
}

/* Say something to those who do not see the picture. */
export function announce(text) {
    document.getElementById('live').textContent = text;
}
