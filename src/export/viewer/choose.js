/* What the ways to choose (pointer, keys, search, card, tables) have in common:
 * select an entity, set the ends of a path, and say so. */
import { viewAround, viewOfAll } from './camera.js';
import { data, degreeOf } from './data.js';
import { typeLabel } from './looks.js';
import { shown } from './shown.js';
import { change, state } from './state.js';
import { announce, countText } from './text.js';
import { goTo } from './stage.js';

function describe(e) {
    return `${data.name[e]}, ${typeLabel(data.type[e])}, ${countText(degreeOf(e), 'relation')}`;
}

/* Select an entity, or none with -1. A path that is shown goes, one end of one
 * waits for the other. With `isFar` the view moves there. */
export function select(e, isFar = false) {
    const isPath = state.from >= 0 && state.to >= 0;
    change({
        selected: e,
        ...(isPath ? { from: -1, to: -1 } : {}),
        group: -1,
        only: state.only && e >= 0,
        steps: e === state.selected ? state.steps : 1,
    });
    if (e < 0) return announce('Nothing is selected');
    if (isFar && state.tab === 'graph') goTo(viewAround(e));
    const hidden = shown.entity[e] ? '' : ', hidden by the filters';
    announce(describe(e) + hidden);
}

function sayPath() {
    const { path } = shown;
    if (!path)
        return announce(`No path between ${data.name[state.from]} and ${data.name[state.to]} with these filters`);
    announce(
        `Path of ${countText(path.relations.length, 'relation')}: ${path.entities.map((e) => data.name[e]).join(', ')}`,
    );
}

/* Set one end of the path; with both set it is shown. */
export function setPathEnd(end, e) {
    change({ [end]: e, only: false, group: -1 });
    if (state.from < 0 || state.to < 0) return announce(`${data.name[e]} is one end of a path; choose the other`);
    sayPath();
    if (shown.path && state.tab === 'graph') goTo(viewOfAll(shown.path.entities));
}

/* The next end of a path: from what is selected to e, or e is the first. */
export function pickPathEnd(e) {
    if (state.from < 0 && state.selected >= 0 && state.selected !== e) {
        change({ from: state.selected });
        setPathEnd('to', e);
    } else if (state.from >= 0 && state.to < 0 && state.from !== e) {
        setPathEnd('to', e);
    } else {
        change({ to: -1 });
        setPathEnd('from', e);
    }
}

export function clearPath() {
    change({ from: -1, to: -1 });
    announce('The path is cleared');
}

/* Escape: the path first, then the rest. */
export function clearAll() {
    if (state.from >= 0 || state.to >= 0) return clearPath();
    change({ group: -1, only: false });
    select(-1);
}

export function setSteps(steps) {
    if (state.selected < 0) return;
    change({ steps: Math.max(1, Math.min(6, steps)) });
    announce(
        `${countText(shown.litEntities.length - 1, 'entity', 'entities')} within ${countText(state.steps, 'step')}`,
    );
}

export function toggleOnly() {
    if (state.selected < 0) return;
    change({ only: !state.only });
    announce(
        state.only
            ? `Only ${countText(shown.entityCount, 'entity', 'entities')} near ${data.name[state.selected]} shown`
            : 'Everything is shown again',
    );
}
