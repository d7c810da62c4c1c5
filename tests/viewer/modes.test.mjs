// Light, dark, high contrast, forced colours: axe finds nothing in any of them,
// in no part of the page, and the picture follows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, click, pixel, settle, start, stop, violations, within, write } from './browser.mjs';
import { sample } from './sample.mjs';

let file = null;
before(async () => {
    await start();
    file = write('sample', sample, '--with', 'degree,pagerank,leiden');
});
after(stop);

const modes = [
    ['light', {}, '', [255, 255, 255]],
    ['dark by the system', { colorScheme: 'dark' }, '', [0x12, 0x16, 0x1c]],
    ['dark by choice', {}, 'mode=dark', [0x12, 0x16, 0x1c]],
    ['light by choice on a dark system', { colorScheme: 'dark' }, 'mode=light', [255, 255, 255]],
    ['high contrast by choice', {}, 'mode=contrast', [0, 0, 0]],
    ['more contrast by the system', { contrast: 'more' }, '', [0, 0, 0]],
];

async function backgroundOf(page) {
    const box = await page.locator('#canvas').boundingBox();
    return pixel(page, box.x + 3, box.y + 3);
}

for (const [name, media, hash, ground] of modes) {
    test(`${name}: colours and axe`, () =>
        within(file, { media, hash }, async (page) => {
            assert.deepEqual(await backgroundOf(page), ground);
            assert.deepEqual(await violations(page), [], 'at the start');
            await choose(page, 'charles');
            await page.getByText('2 sources').click();
            assert.deepEqual(await violations(page), [], 'with a card');
            await page.locator('#colour-by').selectOption('leiden');
            await page.locator('#search').fill('so');
            assert.deepEqual(await violations(page), [], 'with suggestions and groups');
            await page.keyboard.press('Escape');
            await page.locator('#colour-by').selectOption('pagerank');
            await page.evaluate(() => (location.hash = 'from=ada&to=london'));
            await page.waitForFunction(() => kith.shown.path);
            assert.deepEqual(await violations(page), [], 'with a path and a scale');
        }));
}

test('axe finds nothing in the tables, the help and on a narrow screen', async () => {
    for (const hash of ['tab=entities', 'tab=relations']) {
        await within(file, { hash }, async (page) => assert.deepEqual(await violations(page), [], hash));
        await within(file, { hash: `${hash}&mode=dark` }, async (page) =>
            assert.deepEqual(await violations(page), [], hash),
        );
    }
    await within(file, {}, async (page) => {
        await page.getByRole('button', { name: 'Keys' }).click();
        assert.deepEqual(await violations(page), [], 'help');
    });
    await within(file, { viewport: { width: 390, height: 844 }, hash: 'ada' }, async (page) => {
        assert.deepEqual(await violations(page), [], 'narrow');
        await page.getByRole('button', { name: 'Search and filters' }).click();
        await page.waitForTimeout(300);
        assert.deepEqual(await violations(page), [], 'drawer');
    });
});

test('a change of the system is followed, a choice stays', () =>
    within(file, {}, async (page) => {
        await page.emulateMedia({ colorScheme: 'dark' });
        assert.deepEqual(await backgroundOf(page), [0x12, 0x16, 0x1c]);
        await page.locator('#mode').selectOption('light');
        assert.deepEqual(await backgroundOf(page), [255, 255, 255]);
    }));

test('forced colours reach the picture: no colour of ours is left', () =>
    within(file, { media: { forcedColors: 'active' } }, async (page) => {
        const svg = await page.evaluate(() => kith.svgText());
        const system = await page.evaluate(() => {
            const probe = document.body.appendChild(document.createElement('i'));
            const hex = (name) => {
                probe.style.cssText = '';
                probe.style.forcedColorAdjust = 'none';
                probe.style.color = name;
                return `#${getComputedStyle(probe)
                    .color.match(/\d+/g)
                    .slice(0, 3)
                    .map((n) => Number(n).toString(16).padStart(2, '0'))
                    .join('')}`;
            };
            return ['Canvas', 'CanvasText', 'Highlight'].map(hex);
        });
        const used = new Set(svg.match(/#[0-9a-f]{6}/g));
        assert.deepEqual(
            [...used].filter((colour) => !system.includes(colour)),
            [],
        );
        assert.deepEqual(await violations(page), []);
    }));

test('without a wish for less motion the view flies, with it it jumps', async () => {
    await within(file, { media: { reducedMotion: 'no-preference' } }, async (page) => {
        const start = await page.evaluate(() => kith.camera.k);
        const between = await page.evaluate(
            () =>
                new Promise((done) => {
                    document.getElementById('zoom-in').click();
                    requestAnimationFrame(() =>
                        requestAnimationFrame(() => requestAnimationFrame(() => done(kith.camera.k))),
                    );
                }),
        );
        await page.waitForFunction((k) => Math.abs(kith.camera.k - k * 1.35) < 1e-9, start);
        assert.ok(between < start * 1.35, 'on the way');
    });
    await within(file, {}, async (page) => {
        const start = await page.evaluate(() => kith.camera.k);
        await page.getByRole('button', { name: 'Zoom in' }).click();
        await settle(page);
        assert.ok(Math.abs((await page.evaluate(() => kith.camera.k)) - start * 1.35) < 1e-9);
    });
});

test('everything can be reached with the keyboard, in the order of the page', () =>
    within(file, {}, async (page) => {
        await click(page, 'ada');
        await page.locator('#search').focus();
        const reached = new Set();
        for (let i = 0; i < 120; i++) {
            reached.add(
                await page.evaluate(
                    () =>
                        document.activeElement.id ||
                        document.activeElement.getAttribute('aria-label') ||
                        document.activeElement.textContent,
                ),
            );
            await page.keyboard.press('Tab');
        }
        for (const part of [
            'search',
            'types-all',
            'kinds-all',
            'time-first',
            'time-last',
            'sure',
            'lonely',
            'colour-by',
            'size-by',
            'mode',
            'directed',
            'save-png',
            'save-svg',
            'copy-link',
            'print',
            'tab-graph',
            'help-open',
            'canvas',
            'zoom-in',
            'zoom-fit',
            'Close the card',
            'only',
            'path-from',
            'Charles Babbage',
        ]) {
            assert.ok(reached.has(part), part);
        }
    }));

test('without script the page says why it is empty', async () => {
    const { readFileSync } = await import('node:fs');
    assert.match(readFileSync(file, 'utf8'), /<noscript>.*needs JavaScript.*<\/noscript>/);
});
