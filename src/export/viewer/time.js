/* The time slider: two thumbs over bars that say how many relations hold when.
 * A relation without a beginning or an end is open there. */
import { data } from './data.js';
import { change, listen, state } from './state.js';
import { countText } from './text.js';

const element = (id) => document.getElementById(id);
const space = 'http://www.w3.org/2000/svg';
const bars = 48;

/* First and last day that any relation names; null if none names one. */
function findRange() {
    let [least, most] = [Infinity, -Infinity];
    for (let r = 0; r < data.relationCount; r++) {
        for (const day of [data.firstDay[r], data.lastDay[r]]) {
            if (Number.isFinite(day)) [least, most] = [Math.min(least, day), Math.max(most, day)];
        }
    }
    return least < Infinity ? [least, Math.max(most, least + 1)] : null;
}

const range = findRange();
const years = range ? (range[1] - range[0]) / 365.25 : 0;
/* Long spans go by years, shorter ones by months or days. */
const unit = years > 30 ? 'year' : years > 2 ? 'month' : 'day';

const dateOf = (day) => new Date(day * 864e5);
const dayAt = (year, month, day) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return Math.round(date.getTime() / 864e5);
};

/* Steps of the slider are years, months or days since the year 0. */
function stepOf(day) {
    const date = dateOf(day);
    if (unit === 'year') return date.getUTCFullYear();
    return unit === 'month' ? date.getUTCFullYear() * 12 + date.getUTCMonth() : day;
}

function firstDayOf(step) {
    if (unit === 'year') return dayAt(step, 0, 1);
    return unit === 'month' ? dayAt(Math.floor(step / 12), step % 12, 1) : step;
}

function lastDayOf(step) {
    return unit === 'day' ? step : firstDayOf(step + 1) - 1;
}

function stepText(step) {
    return dateOf(firstDayOf(step)).toISOString().slice(0, { year: 4, month: 7, day: 10 }[unit]);
}

const undated = data.firstDay.filter((day, r) => !Number.isFinite(day) && !Number.isFinite(data.lastDay[r])).length;

const first = range ? stepOf(range[0]) : 0;
const last = range ? stepOf(range[1]) : 0;

/* How many relations hold in each of the bars' spans. */
function countHolding() {
    const counts = new Uint32Array(bars + 1);
    const width = (range[1] - range[0] + 1) / bars;
    const barOf = (day) => Math.max(0, Math.min(bars - 1, Math.floor((day - range[0]) / width)));
    for (let r = 0; r < data.relationCount; r++) {
        if (!Number.isFinite(data.firstDay[r]) && !Number.isFinite(data.lastDay[r])) continue;
        counts[Number.isFinite(data.firstDay[r]) ? barOf(data.firstDay[r]) : 0]++;
        counts[Number.isFinite(data.lastDay[r]) ? barOf(data.lastDay[r]) + 1 : bars]--;
    }
    for (let b = 1; b < bars; b++) counts[b] += counts[b - 1];
    return counts.slice(0, bars);
}

function drawBars() {
    const counts = countHolding();
    const most = Math.max(...counts, 1);
    const svg = element('time-bars');
    svg.setAttribute('viewBox', `0 0 ${bars} 1`);
    svg.replaceChildren(
        ...[...counts].map((count, b) => {
            const bar = document.createElementNS(space, 'rect');
            const height = (count / most) * 0.96;
            for (const [name, value] of Object.entries({
                x: b + 0.12,
                y: 1 - height,
                width: 0.76,
                height,
                fill: 'currentcolor',
            }))
                bar.setAttribute(name, value);
            return bar;
        }),
    );
}

function show() {
    const from = state.firstDay === -Infinity ? first : Math.max(first, stepOf(state.firstDay));
    const until = state.lastDay === Infinity ? last : Math.min(last, stepOf(state.lastDay));
    for (const [id, value, word] of [
        ['time-first', from, 'from'],
        ['time-last', until, 'until'],
    ]) {
        element(id).value = value;
        element(id).setAttribute('aria-valuetext', `${word} ${stepText(value)}`);
    }
    element('time-text').textContent =
        from === first && until === last ? 'any time' : `${stepText(from)} to ${stepText(until)}`;
    element('time-undated').hidden = !undated || (from === first && until === last);
    const scale = (step) => ((firstDayOf(step) - range[0]) / (range[1] - range[0] + 1)) * bars;
    [...element('time-bars').children].forEach((bar, b) =>
        bar.classList.toggle('on', b + 1 > scale(from) && b < scale(until + 1)),
    );
}

/* The thumb that was moved stops at the other one. */
function move(event) {
    const isFirst = event.target.id === 'time-first';
    let from = Number(element('time-first').value);
    let until = Number(element('time-last').value);
    if (isFirst) from = Math.min(from, until);
    else until = Math.max(from, until);
    change({
        firstDay: from === first ? -Infinity : firstDayOf(from),
        lastDay: until === last ? Infinity : lastDayOf(until),
    });
    show();
}

export function watchTime() {
    element('time-section').hidden = !range;
    if (!range) return;
    element('time-section').title = `${countText(data.relationCount, 'relation')}; those without dates hold always`;
    for (const id of ['time-first', 'time-last']) {
        element(id).min = first;
        element(id).max = last;
        element(id).addEventListener('input', move);
    }
    element('time-undated').textContent =
        `${countText(undated, 'relation')} without dates ${undated === 1 ? 'stays' : 'stay'} whatever the time`;
    drawBars();
    show();
    listen((changed) => (changed.has('firstDay') || changed.has('lastDay')) && show());
}
