// Graphs of 1,000, 10,000 and 50,000 entities: everything still works, and
// nothing takes so long that the page seems to hang.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    camera,
    choose,
    click,
    folder,
    kith,
    open,
    overlaps,
    placeOf,
    settle,
    start,
    stop,
    violations,
    within,
    write,
} from './browser.mjs';
import { records } from './records.mjs';

before(() => start());
after(stop);

const sizes = [1000, 10000, 50000];

/* Ink on the picture: the share of points that are not background. */
async function inkOf(page) {
    return page.evaluate(() => {
        const canvas = document.getElementById('canvas');
        const one = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        [one.canvas.width, one.canvas.height] = [200, 120];
        one.imageSmoothingEnabled = false;
        one.drawImage(canvas, 0, 0, 200, 120);
        const { data } = one.getImageData(0, 0, 200, 120);
        let ink = 0;
        for (let i = 0; i < data.length; i += 4) ink += data[i] + data[i + 1] + data[i + 2] < 740 ? 1 : 0;
        return ink / 24000;
    });
}

const quiet = (page) => page.waitForFunction(() => kith.isDrawn());

for (const size of sizes) {
    test(`${size} entities`, async () => {
        const made = records(size);
        const file = write(`large-${size}`, made);
        await within(file, {}, async (page) => {
            const { entities, relations } = await page.evaluate(() => kith.counts());
            assert.equal(entities, size);
            assert.ok(made.relations.length - relations < 10, 'all but those that say the same twice');
            assert.ok((await inkOf(page)) > 0.03, 'the picture is drawn');

            await page.locator('#search').fill(`e${size - 3}`);
            await page.keyboard.press('Enter');
            await settle(page);
            assert.equal(await page.evaluate(() => kith.state.selected), size - 3);
            assert.match(await page.locator('#card h3').innerText(), /\w/);
            await quiet(page);

            const before = await camera(page);
            const box = await page.locator('#canvas').boundingBox();
            await page.keyboard.press('Escape');
            await page.mouse.move(box.x + 100, box.y + 100);
            await page.mouse.wheel(0, -240);
            await quiet(page);
            assert.ok((await camera(page)).k > before.k);
            await page.locator('#canvas').focus();
            await page.keyboard.press('0');
            await quiet(page);

            await page.evaluate((last) => kith.choosePath(0, last), size - 1);
            const path = await page.evaluate(() => kith.shown.path?.entities.length ?? 0);
            assert.equal(await page.locator('#path > ol > li').count(), Math.max(0, path - 1));
            await page.keyboard.press('Escape');

            await page.getByRole('checkbox', { name: 'person' }).uncheck();
            const people = made.entities.filter((e) => e.type === 'person').length;
            assert.equal((await page.evaluate(() => kith.counts())).entities, size - people);
            await page.getByRole('checkbox', { name: 'person' }).check();
            await quiet(page);
            assert.ok((await inkOf(page)) > 0.03);

            await page.getByRole('tab', { name: 'Entities' }).click();
            const rows = await page.locator('#view-entities tbody tr').count();
            assert.equal(rows, Math.min(size, 1000));
            if (size > 2000) {
                assert.match(await page.locator('#view-entities .pager').innerText(), /rows 1 to 1,000 of/);
                await page.locator('#view-entities .pager').getByRole('button', { name: 'Next' }).click();
                assert.match(await page.locator('#view-entities .pager').innerText(), /rows 1,001 to 2,000 of/);
            }
            await page
                .getByRole('searchbox', { name: 'Filter the table of entities' })
                .fill(made.entities[size - 1].name);
            await page.waitForFunction(() => document.querySelectorAll('#view-entities tbody tr').length < 20);
            await page.getByRole('tab', { name: 'Graph' }).click();
            await quiet(page);
            if (size < 50000) assert.deepEqual(await violations(page), []);
        });
    });
}

test('up to 5,000 entities lie beside one another', async () => {
    for (const size of [1000, 5000]) {
        const file = write(`beside-${size}`, records(size));
        await within(file, {}, async (page) => assert.deepEqual(await overlaps(page), [], String(size)));
    }
});

test('names of what stands alone are within the view, in a large graph too', () =>
    within(join(folder, 'beside-1000.html'), { hash: 'e=e4&only=1' }, async (page) => {
        await quiet(page);
        assert.deepEqual(await overlaps(page), []);
        const [names, width] = await page.evaluate(() => [kith.names(), kith.camera.width]);
        assert.ok(names.length > 10);
        for (const { id, box } of names) assert.ok(box[0] >= 0 && box[2] <= width, id);
    }));

test('above 2,000 entities communities give the colours', async () => {
    await within(join(folder, 'large-10000.html'), {}, async (page) => {
        assert.equal(await page.locator('#colour-by').inputValue(), 'leiden');
        assert.match(await page.locator('#groups-section').innerText(), /COMMUNITIES: \d+/);
    });
    await within(join(folder, 'large-1000.html'), {}, async (page) =>
        assert.equal(await page.locator('#colour-by').inputValue(), 'type'),
    );
});

test('what is selected in a large graph is drawn with most of its neighbours', () =>
    within(join(folder, 'large-10000.html'), {}, async (page) => {
        const hub = await page.evaluate(() => kith.largest());
        await choose(page, hub);
        await quiet(page);
        const { inside, all } = await page.evaluate(() => {
            const { camera: c, shown } = kith;
            const points = shown.litEntities.map((e) => kith.placeOfNumber(e));
            return {
                inside: points.filter(([x, y]) => x >= 0 && y >= 0 && x <= c.width && y <= c.height).length,
                all: points.length,
            };
        });
        assert.ok(all > 20 && inside / all > 0.75, `${inside} of ${all}`);
    }));

test('a large graph moves as a bitmap and is drawn sharp again', () =>
    within(join(folder, 'large-50000.html'), {}, async (page) => {
        const box = await page.locator('#canvas').boundingBox();
        await page.mouse.move(box.x + 20, box.y + 20);
        await page.mouse.down();
        const longest = await page.evaluate(() => {
            window.frames_ = [];
            const see = (t) => (window.frames_.push(t), requestAnimationFrame(see));
            requestAnimationFrame(see);
        });
        for (let i = 1; i <= 30; i++) await page.mouse.move(box.x + 20 + 6 * i, box.y + 20 + 3 * i);
        assert.equal(longest, undefined);
        assert.ok(!(await page.evaluate(() => kith.isDrawn())), 'not drawn anew for each step');
        assert.ok((await inkOf(page)) > 0.03, 'but shown');
        await page.mouse.up();
        await quiet(page);
    }));

test('an entity of a large graph can be dragged', () =>
    within(join(folder, 'large-10000.html'), {}, async (page) => {
        const hub = await page.evaluate(() => kith.largest());
        const { x, y } = await placeOf(page, hub);
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x + 40, y + 30, { steps: 3 });
        await page.mouse.up();
        const now = await placeOf(page, hub);
        assert.ok(Math.hypot(now.x - x - 40, now.y - y - 30) < 1.5);
    }));

test('a graph that is too large is refused with what to do, unless it is wanted', () => {
    const input = join(folder, 'huge.json');
    const entities = Array.from({ length: 50001 }, (_, i) => `{"id":"e${i}"}`).join(',');
    writeFileSync(input, `{"entities":[${entities}],"relations":[]}`);
    const refused = spawnSync(kith, ['export', '--format', 'html', input, '-o', join(folder, 'huge.html')], {
        encoding: 'utf8',
    });
    assert.equal(refused.status, 2);
    assert.match(
        refused.stderr,
        /^kith: 50001 entities and 0 relations are too many for html \(50000 and 250000\)\n {2}hint: cut with --top 5000, --around ENTITY or --component main; --force writes it all the same\n$/,
    );
    execFileSync(kith, ['export', '--format', 'html', '--top', '50', input, '-o', join(folder, 'cut.html')]);
    execFileSync(kith, ['export', '--format', 'html', '--force', input, '-o', join(folder, 'huge.html')]);
    assert.ok(readFileSync(join(folder, 'huge.html')).length > 1e6);
});
