/* Puts the page together: who listens to what, in which order. */
import { camera, fitView, rememberFit, setInset, setView, stopFlight, viewAround, viewOfAll, zoomedView } from './camera.js';
import { watchCard } from './card.js';
import { select } from './choose.js';
import { data, entityOfId } from './data.js';
import { watchKeys } from './keys.js';
import { written } from './labels.js';
import { readLink, watchLink } from './link.js';
import { looks, updateColours, updateSizes } from './looks.js';
import { watchPanel } from './panel.js';
import { watchPath } from './path.js';
import { svgText, watchPictures } from './picture.js';
import { isFocused, updatePlaces } from './places.js';
import { discOf, entityAt, forgetPlaces, watchPointer } from './pointer.js';
import { watchSearch } from './search.js';
import { shown, updateLight, updateShown } from './shown.js';
import { change, listen, state } from './state.js';
import { firstFrame, fit, goTo, isDrawn, measure, measureInset, redraw } from './stage.js';
import { watchTables } from './tables.js';
import { readTheme, watchTheme } from './theme.js';
import { watchTime } from './time.js';

const filters = ['hiddenTypes', 'hiddenKinds', 'sure', 'firstDay', 'lastDay', 'lonely', 'only'];
const lights = ['selected', 'steps', 'from', 'to', 'directed', 'group'];
const element = (id) => document.getElementById(id);

/* First of all listeners: the others show what this works out. */
function workOut(changed) {
    const has = (keys) => keys.some((key) => changed.has(key));
    if (changed.has('sizeBy')) updateSizes();
    if (changed.has('colourBy')) updateColours();
    if (has(filters) || ((state.only || state.lonely) && has(['selected', 'steps']))) updateShown();
    else if (has(lights) || changed.has('colourBy')) updateLight();
    if (has(['moved', 'sizeBy', ...filters, 'selected', 'steps'])) settlePlaces(changed);
}

let isRegrouped = false; // whether entities stand together that have not been seen so
let before = null; // the view of the whole while some stand by themselves

function settlePlaces(changed) {
    const was = isFocused();
    isRegrouped = updatePlaces(changed);
    if (isFocused() && !was) before = { ...camera };
    forgetPlaces();
}

/* Go to what stands together now: all of it, or what was seen before. */
function follow() {
    isRegrouped = false;
    const isSame = before?.width === camera.width && before.height === camera.height;
    goTo(!isFocused() && isSame ? { k: before.k, tx: before.tx, ty: before.ty } : fitView());
}

const tabs = ['graph', 'entities', 'relations'];

function showTab() {
    document.body.dataset.tab = state.tab;
    for (const name of tabs) {
        const isOn = name === state.tab;
        element(`view-${name}`).hidden = !isOn;
        element(`tab-${name}`).setAttribute('aria-selected', String(isOn));
        element(`tab-${name}`).tabIndex = isOn ? 0 : -1;
    }
    if (state.tab === 'graph' && measure()) redraw();
}

function tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(state.tab) + step + tabs.length) % tabs.length];
    change({ tab: next });
    element(`tab-${next}`).focus();
}

function watchTabs() {
    for (const name of tabs) {
        element(`tab-${name}`).addEventListener('click', () => change({ tab: name }));
        element(`tab-${name}`).addEventListener('keydown', tabKey);
    }
}

function toggleDrawer(isOpen) {
    document.body.classList.toggle('drawer', isOpen);
    element('panel-toggle').setAttribute('aria-expanded', String(document.body.classList.contains('drawer')));
}

function watchButtons() {
    element('zoom-in').addEventListener('click', () => goTo(zoomedView(1.35)));
    element('zoom-out').addEventListener('click', () => goTo(zoomedView(1 / 1.35)));
    element('zoom-fit').addEventListener('click', fit);
    element('help-open').addEventListener('click', () => element('help').showModal());
    element('panel-toggle').addEventListener('click', () => toggleDrawer());
    document.querySelector('main').addEventListener('pointerdown', (event) => {
        if (event.target !== element('panel-toggle')) toggleDrawer(false);
    });
}

/* After a link has been read: its own view, or the one of what it selects. */
function showLinked() {
    const hasView = readLink();
    stopFlight();
    measureInset();
    if (hasView) return redraw();
    if (shown.path) setView(viewOfAll(shown.path.entities));
    else if (state.selected >= 0) setView(viewAround(state.selected));
    else setView(fitView());
    redraw();
}

function resized() {
    const [width, height] = [camera.width, camera.height];
    if (!measure()) return;
    setView({ k: camera.k, tx: camera.tx + (camera.width - width) / 2, ty: camera.ty + (camera.height - height) / 2 });
    redraw();
}

/* For bookmarklets and tests: what is where. */
function offer() {
    window.kith = {
        firstFrame,
        state,
        camera,
        shown,
        entityOfId,
        entityAt,
        svgText,
        isDrawn,
        choose: select,
        choosePath: (from, to) => change({ from, to }),
        largest: () => data.id[looks.order[0]],
        placeOfNumber: (e) => [data.x[e] * camera.k + camera.tx, data.y[e] * camera.k + camera.ty],
        discOf,
        names: () => written.map(({ e, box }) => ({ id: data.id[e], box: box.slice(0, 4) })),
        counts: () => ({ entities: shown.entityCount, relations: shown.relationCount }),
        placeOf: (id) => {
            const e = entityOfId(id);
            const box = element('canvas').getBoundingClientRect();
            return { x: data.x[e] * camera.k + camera.tx + box.left, y: data.y[e] * camera.k + camera.ty + box.top };
        },
    };
}

function start() {
    readTheme();
    updateSizes();
    updateColours();
    updatePlaces(new Set(['sizeBy']));
    listen(workOut);
    watchTheme(() => {
        updateColours();
        redraw();
    });
    for (const watch of [watchCard, watchPanel, watchPath, watchTime, watchTables]) watch();
    listen((changed) => {
        if (isRegrouped && state.tab === 'graph') follow();
        if (changed.has('tab')) showTab();
        else if (!(changed.size === 1 && changed.has('moreKinds'))) redraw();
    });
    for (const watch of [watchPointer, watchKeys, watchSearch, watchPictures, watchLink, watchTabs, watchButtons])
        watch();
    element('hint').textContent = '/ search · arrows move · Shift-click path · 0 shows all';
    element('canvas').setAttribute('aria-label', `Graph: ${data.title}`);
    showTab();
    setInset(0, 0);
    setView(fitView());
    rememberFit();
    if (location.hash.length > 1) showLinked();
    else redraw();
    addEventListener('hashchange', showLinked);
    new ResizeObserver(resized).observe(element('view-graph'));
    offer();
}

start();
