/* Where entities stand: as the layout puts them, moved apart by as much as they
 * are large, and where the user dragged them to. What is shown by itself stands
 * by its own relations, until everything is shown again. */
import { arrange, mostArranged } from './arrange.js';
import { setRoom, usualUnits } from './camera.js';
import { data, isSmall } from './data.js';
import { looks } from './looks.js';
import { shown } from './shown.js';
import { fitting, spread } from './spread.js';
import { state } from './state.js';

const mostSpread = 5000;
const ease = isSmall ? 1.6 : 1.4; // room of an entity to what it takes in a usual window
const corner = 1.15; // of a disc's radius, where shapes end
const gap = 2; // pixels between discs

const written = { x: data.x.slice(), y: data.y.slice() };
const whole = { x: data.x.slice(), y: data.y.slice(), room: Infinity, by: null };
let focus = ''; // which entities and relations stand by themselves

/* Move members apart; returns the room that they have then. */
function makeRoom(members) {
    if (members.length > mostSpread || members.length < 2) return Infinity;
    const units = ease * usualUnits(members);
    const radius = Float64Array.from(looks.radius, (r) => (r * corner + gap / 2) * units);
    spread(members, data.x, data.y, radius);
    return units * fitting(members, data.x, data.y, radius);
}

function standWhole() {
    if (whole.by !== state.sizeBy) {
        data.x.set(written.x);
        data.y.set(written.y);
        whole.room = makeRoom([...data.id.keys()]);
        whole.x.set(data.x);
        whole.y.set(data.y);
        whole.by = state.sizeBy;
    }
    data.x.set(whole.x);
    data.y.set(whole.y);
    for (const [e, [x, y]] of state.moved) [data.x[e], data.y[e]] = [x, y];
    setRoom(whole.room);
}

function standAlone(members) {
    data.x.set(written.x);
    data.y.set(written.y);
    arrange(members, shown.relation, data.x, data.y);
    setRoom(makeRoom(members));
}

const chosen = (flags) => [...flags.keys()].filter((i) => flags[i]);

/* What stands by itself, as a text; empty if nothing does, or too much. */
function focusOf(members) {
    if (members.length > mostArranged || members.length < 2) return '';
    return [state.sizeBy, members.join(), chosen(shown.relation).join()].join(' ');
}

/* Whether entities stand for the time being where the link does not say. */
export const isFocused = () => focus !== '';

/* Put every entity in its place; returns whether others stand together now. */
export function updatePlaces(changed) {
    const isKept = state.only && state.selected >= 0 && shown.entity[state.selected];
    const members = isKept ? chosen(shown.entity) : [];
    const next = focusOf(members);
    const isOther = next !== focus;
    focus = next;
    if (next && isOther) standAlone(members);
    else if (!next && (isOther || changed.has('moved') || changed.has('sizeBy'))) standWhole();
    return isOther;
}
