// A browser without a window over pages on disk, and what every test watches:
// no console message, no error, no request but the page itself.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const kith = process.env.KITH;
export const folder = mkdtempSync(join(tmpdir(), 'kith-viewer-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

let context = null;

/** Start the browser with a profile of its own. */
export async function start(options = {}) {
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        headless: true,
        args: flags,
        viewport: { width: 1280, height: 800 },
        acceptDownloads: true,
        ...options,
    });
}

export async function stop() {
    await context?.close();
    rmSync(folder, { recursive: true, force: true });
}

/** Write records, and the page that kith makes of them; returns its path. */
export function write(name, records, ...options) {
    const input = join(folder, `${name}.json`);
    const page = join(folder, `${name}.html`);
    writeFileSync(input, typeof records === 'string' ? records : JSON.stringify(records));
    execFileSync(kith, ['export', '--format', 'html', ...options, input, '-o', page]);
    return page;
}

/** Open a page and wait until it is drawn. `problems` gathers what must not be. */
export async function open(file, { hash = '', media = {}, viewport = { width: 1280, height: 800 } } = {}) {
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    page.problems = [];
    page.on('console', (message) => page.problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => page.problems.push(`error: ${error.stack}`));
    page.on('dialog', (dialog) => (page.problems.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
    page.on('request', (request) => {
        if (request.url().split('#')[0] !== url && !/^(data|blob):/.test(request.url()))
            page.problems.push(`request: ${request.url()}`);
    });
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', ...media });
    await page.goto(url + (hash && `#${hash}`));
    await page.evaluate(() => kith.firstFrame);
    return page;
}

/** Open a page, do something with it, and see that nothing went wrong. */
export async function within(file, options, body) {
    const page = await open(file, options);
    try {
        await body(page);
        assert.deepEqual(page.problems, []);
    } finally {
        await page.close();
    }
}

/** Wait until the picture shows what has been chosen. */
export async function settle(page) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Colour of the picture at a point of the page: [red, green, blue]. */
export async function pixel(page, x, y) {
    await settle(page);
    return page.evaluate(
        ([px, py]) => {
            const canvas = document.getElementById('canvas');
            const box = canvas.getBoundingClientRect();
            const scale = canvas.width / box.width;
            const one = document.createElement('canvas').getContext('2d');
            one.drawImage(
                canvas,
                Math.round(px - box.left) * scale,
                Math.round(py - box.top) * scale,
                1,
                1,
                0,
                0,
                1,
                1,
            );
            return [...one.getImageData(0, 0, 1, 1).data].slice(0, 3);
        },
        [x, y],
    );
}

export const placeOf = (page, id) => page.evaluate((text) => kith.placeOf(text), id);

/** Pairs of entities that are shown and whose discs overlap. */
export const overlaps = (page) =>
    page.evaluate(() => {
        const discs = [...kith.shown.entity.keys()].filter((e) => kith.shown.entity[e]).map(kith.discOf);
        const pairs = [];
        for (let a = 0; a < discs.length; a++)
            for (let b = a + 1; b < discs.length; b++) {
                const far = Math.hypot(discs[a][0] - discs[b][0], discs[a][1] - discs[b][1]);
                if (far < discs[a][2] + discs[b][2]) pairs.push([a, b]);
            }
        return pairs;
    });

/** Click the entity in the picture. */
export async function click(page, id) {
    const { x, y } = await placeOf(page, id);
    await page.mouse.click(x, y);
    await settle(page);
}

/** Select an entity by the search field, wherever it is. */
export async function choose(page, id) {
    await page.locator('#search').fill(id);
    await page.keyboard.press('Enter');
    await settle(page);
}

export async function shiftClick(page, id) {
    await page.keyboard.down('Shift');
    await click(page, id);
    await page.keyboard.up('Shift');
}

/** What is chosen, by ids. */
export const chosen = (page) =>
    page.evaluate(() => {
        const { state } = kith;
        return { selected: state.selected, steps: state.steps, only: state.only, from: state.from, to: state.to };
    });

export const camera = (page) => page.evaluate(() => ({ k: kith.camera.k, tx: kith.camera.tx, ty: kith.camera.ty }));

/** Everything that axe finds. */
export async function violations(page) {
    await page.evaluate(axe);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    return result.violations.map(
        (v) =>
            `${v.id}: ${v.nodes
                .map((n) => `${n.html.slice(0, 160)} (${n.failureSummary})`)
                .slice(0, 3)
                .join(' | ')}`,
    );
}
