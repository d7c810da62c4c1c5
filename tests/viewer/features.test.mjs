// Every feature of the page, by mouse, keyboard and touch, on a small graph.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
    camera,
    choose,
    click,
    kith,
    overlaps,
    pixel,
    placeOf,
    settle,
    shiftClick,
    start,
    stop,
    violations,
    within,
    write,
} from './browser.mjs';
import { entities, sample } from './sample.mjs';

let file = null;
before(async () => {
    await start();
    file = write('sample', sample, '--with', 'degree,pagerank,leiden,components');
});
after(stop);

const on = (name, body, options = {}) => test(name, () => within(file, options, body));
const text = (page, selector) => page.locator(selector).innerText();
const counts = (page) => page.evaluate(() => kith.counts());
const lit = (page) =>
    page.evaluate(() => kith.shown.litEntities.map((e) => kith.shown.isLit && e).sort((a, b) => a - b));
const number = (page, id) => page.evaluate((i) => kith.entityOfId(i), id);
const numbers = async (page, ids) => (await Promise.all(ids.map((id) => number(page, id)))).sort((a, b) => a - b);
const selected = (page) => page.evaluate(() => kith.state.selected);
const live = (page) => page.locator('#live').textContent();
const slide = (page, id, value) =>
    page.locator(id).evaluate((input, v) => {
        input.value = v;
        input.dispatchEvent(new Event('input', { bubbles: true }));
    }, value);
const example = (name) => new URL(`../../data/${name}.json`, import.meta.url).pathname;
const blue = [0, 0x72, 0xb2];

on('the title and the counts are there', async (page) => {
    assert.equal(await text(page, 'h1'), 'A sample');
    assert.equal(await page.title(), 'A sample');
    assert.equal(await text(page, '#counts'), '8 entities · 8 relations');
});

on('entities are drawn where they stand, in the colour of their type', async (page) => {
    for (const id of ['ada', 'charles', 'mary']) {
        const { x, y } = await placeOf(page, id);
        assert.deepEqual(await pixel(page, x, y), blue);
    }
});

on('all entities are within the first view', async (page) => {
    const box = await page.locator('#canvas').boundingBox();
    for (const { id } of entities) {
        const { x, y } = await placeOf(page, id);
        assert.ok(x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height, id);
    }
});

test('no entity lies on another, on a wide and a narrow screen, whatever they are sized by', async () => {
    const made = write('spread', readFileSync(example('eurasian-organisations'), 'utf8'));
    for (const viewport of [
        { width: 1280, height: 800 },
        { width: 420, height: 800 },
    ]) {
        for (const hash of ['', 'size=relations', 'size=one'])
            await within(made, { viewport, hash }, async (page) => assert.deepEqual(await overlaps(page), [], hash));
    }
});

test('the largest have names, on a wide and a narrow screen, and none covers another or a symbol', async () => {
    const made = ['eurasian-organisations', 'cis-forum'].map((name) => write(name, readFileSync(example(name), 'utf8')));
    const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
    for (const [name, viewport, wanted] of [
        [made[0], { width: 1280, height: 800 }, ['un', 'wto', 'osce', 'rcc', 'sco', 'cis']],
        [made[0], { width: 420, height: 800 }, ['un', 'wto', 'osce', 'rcc']],
        [made[1], { width: 420, height: 800 }, ['forum', 'uzbekistan']],
    ]) {
        await within(name, { viewport }, async (page) => {
            const names = await page.evaluate(() => kith.names());
            const discs = await page.evaluate(() =>
                Array.from({ length: kith.counts().entities }, (_, e) => kith.discOf(e)),
            );
            for (const id of wanted) assert.ok(names.some((n) => n.id === id), `${id} of ${names.map((n) => n.id)}`);
            for (const [i, { id, box }] of names.entries()) {
                assert.ok(box[0] >= 0 && box[2] <= viewport.width, `${id} is cut off`);
                for (const other of names.slice(i + 1)) assert.ok(!meet(box, other.box), `${id}, ${other.id}`);
                for (const [x, y, r] of discs) assert.ok(!meet(box, [x - r, y - r, x + r, y + r]), `${id} at ${x}, ${y}`);
            }
        });
    }
});

test('what is selected is named first, then its largest neighbours', async () => {
    const made = write('named', readFileSync(example('eurasian-organisations'), 'utf8'));
    await within(made, { viewport: { width: 420, height: 800 }, hash: 'e=wto' }, async (page) => {
        const names = await page.evaluate(() => kith.names().map((n) => n.id));
        const largest = await page.evaluate(() => kith.shown.litEntities.map((e) => [kith.discOf(e)[2], e]));
        assert.equal(names[0], 'wto');
        largest.sort((a, b) => b[0] - a[0]);
        for (const [, e] of largest.slice(0, 3))
            assert.ok(await page.evaluate(([n, all]) => all.some((id) => kith.entityOfId(id) === n), [e, names]));
    });
});

test('a long name is whole where there is room for it', async () => {
    const made = write('long', readFileSync(example('cis-forum'), 'utf8'));
    await within(made, {}, async (page) => {
        const svg = await page.evaluate(() => kith.svgText());
        assert.ok(svg.includes('>Uzbekistan</text>') && !svg.includes('…'));
    });
});

// -- search ---------------------------------------------------------------------
for (const [query, id, why] of [
    ['ada l', 'ada', 'a name without its accent'],
    ['COUNTESS', 'ada', 'an alias, in capitals'],
    ['лавлейс', 'ada', 'an alias in another script'],
    ['note-g', 'note-g', 'an id'],
    ['society royal', 'society', 'words in another order'],
    ['сомервилл', 'mary', 'a name written in Cyrillic'],
    ['Λόνδον', 'london', 'a name written in Greek'],
    ['babage', 'charles', 'a name with a letter missing'],
    ['mary somervlile', 'mary', 'a name with two letters swapped'],
]) {
    on(`search finds ${why}`, async (page) => {
        await page.keyboard.press('/');
        await page.keyboard.type(query);
        assert.equal(await page.locator('#search').getAttribute('aria-expanded'), 'true');
        const first = await page.locator('#search').getAttribute('aria-activedescendant');
        assert.equal(await page.locator(`#${first}`).getAttribute('aria-selected'), 'true');
        await page.keyboard.press('Enter');
        assert.equal(await selected(page), await number(page, id));
        assert.equal(await page.locator('#search').getAttribute('aria-expanded'), 'false');
        assert.ok(await page.locator('#canvas').evaluate((c) => c === document.activeElement));
    });
}

on('search says which alias fits, and moves through its list with arrows', async (page) => {
    await page.locator('#search').fill('soc');
    assert.equal(await page.locator('#suggestions [role=option]').count(), 2);
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator('#search').getAttribute('aria-activedescendant'), 'suggestion-1');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator('#search').getAttribute('aria-activedescendant'), 'suggestion-0');
    await page.locator('#search').fill('countess');
    assert.match(await text(page, '#suggestions'), /Áda Lovelace.*\n.*Countess of Lovelace/s);
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#suggestions').isHidden());
});

on('a suggestion can be clicked', async (page) => {
    await page.locator('#search').fill('mary');
    await page.locator('#suggestions li').first().click();
    assert.equal(await selected(page), await number(page, 'mary'));
});

on('a search that finds nobody says so', async (page) => {
    await page.locator('#search').fill('zzzz');
    assert.equal(await text(page, '#nobody'), 'No entity is called that');
    assert.equal(await live(page), 'No entity is called that');
    assert.deepEqual(await violations(page), []);
    await page.locator('#search').fill('ada');
    assert.ok(await page.locator('#nobody').isHidden());
    await page.locator('#search').fill('zzzz');
    await page.keyboard.press('Enter');
    assert.equal(await selected(page), -1);
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#nobody').isHidden());
});

// -- filters --------------------------------------------------------------------
on('entity types are filters', async (page) => {
    const { x, y } = await placeOf(page, 'ada');
    await page.getByRole('checkbox', { name: 'person' }).uncheck();
    assert.deepEqual(await counts(page), { entities: 5, relations: 1 });
    assert.equal(await text(page, '#counts'), '5 of 8 entities · 1 of 8 relations');
    assert.notDeepEqual(await pixel(page, x, y), blue);
    assert.match(await live(page), /^5 entities and 1 relation shown$/);
    assert.ok(await page.getByRole('checkbox', { name: 'person' }).evaluate((box) => box === document.activeElement));
    await page.locator('#types-all').click();
    assert.deepEqual(await counts(page), { entities: 8, relations: 8 });
    await page.locator('#types-all').click();
    assert.deepEqual(await counts(page), { entities: 0, relations: 0 });
    assert.equal(await text(page, '#nothing'), 'The filters hide every entity.');
    await page.locator('#types-all').click();
    assert.ok(await page.locator('#nothing').isHidden());
});

on('relation types are filters, and say what the vocabulary calls them', async (page) => {
    await page.getByRole('checkbox', { name: 'is a member of' }).uncheck();
    assert.deepEqual(await counts(page), { entities: 8, relations: 7 });
    await page.getByRole('checkbox', { name: 'knows' }).uncheck();
    assert.deepEqual(await counts(page), { entities: 8, relations: 5 });
});

test('many relation types fold away', async () => {
    const kinds = Array.from({ length: 13 }, (_, i) => ({ source: 'a', type: `kind_${i}`, target: 'b' }));
    const many = write('kinds', { entities: [{ id: 'a' }, { id: 'b' }], relations: kinds });
    await within(many, {}, async (page) => {
        assert.equal(await page.locator('#kinds li').count(), 8);
        await page.getByRole('button', { name: 'Show all 13' }).click();
        assert.equal(await page.locator('#kinds li').count(), 13);
        assert.equal(await page.locator('#kinds-more').getAttribute('aria-expanded'), 'true');
    });
});

on('the time slider keeps what holds then; what has no dates holds always', async (page) => {
    assert.equal(await text(page, '#time-text'), 'any time');
    await slide(page, '#time-last', 1815);
    assert.deepEqual(await counts(page), { entities: 8, relations: 3 });
    assert.equal(await text(page, '#time-text'), '1812 to 1815');
    assert.equal(await text(page, '#time-undated'), '2 relations without dates stay whatever the time');
    await slide(page, '#time-last', 1850);
    await slide(page, '#time-first', 1849);
    assert.deepEqual(await counts(page), { entities: 8, relations: 7 });
    assert.match(await page.locator('#time-first').getAttribute('aria-valuetext'), /1849/);
});

on('the slider of time stops at its other thumb', async (page) => {
    await slide(page, '#time-last', 1830);
    await slide(page, '#time-first', 1845);
    assert.equal(await page.locator('#time-first').inputValue(), '1830');
});

test('there is no slider where there are no dates and no confidences', async () => {
    const bare = write('bare', {
        entities: [{ id: 'a' }, { id: 'b' }],
        relations: [{ source: 'a', type: 'knows', target: 'b' }],
    });
    await within(bare, {}, async (page) => {
        assert.ok(await page.locator('#time-section').isHidden());
        assert.ok(await page.locator('#sure-section').isHidden());
    });
});

on('the confidence filter counts what does not say as certain', async (page) => {
    await slide(page, '#sure', 0.5);
    assert.deepEqual(await counts(page), { entities: 8, relations: 6 });
    assert.equal(await text(page, '#sure-text'), 'at least 50 %');
});

on('unconnected entities can be hidden', async (page) => {
    await page.getByRole('checkbox', { name: 'Hide unconnected entities' }).check();
    assert.deepEqual(await counts(page), { entities: 7, relations: 8 });
});

// -- card -----------------------------------------------------------------------
on('a click opens the card, with facts', async (page) => {
    await click(page, 'ada');
    const card = await text(page, '#card');
    for (const part of [
        'PERSON',
        'Áda Lovelace',
        'Countess of Lovelace, Лавлейс',
        '1815',
        '12345678901234567890',
        '{"a":[1,2]}',
        'PageRank',
        'Community',
    ]) {
        assert.ok(card.includes(part), part);
    }
    assert.ok(await page.locator('#hint').isHidden());
    assert.match(await live(page), /^Áda Lovelace, person, 3 relations$/);
});

on('the card tells relations in sentences, both ways round', async (page) => {
    await choose(page, 'society');
    assert.match(await text(page, '#card .relations'), /has its seat in London/);
    assert.match(await text(page, '#card .relations'), /has the member Charles Babbage since 1816-03-14/);
    await choose(page, 'club');
    assert.match(await text(page, '#card .relations'), /is led by Charles Babbage 1812 to 1814, 40 % sure/);
    await choose(page, 'note-g');
    assert.match(
        await text(page, '#card .relations'),
        /Áda Lovelace wrote this since 1843/,
        'no words for the way back',
    );
});

on('the card shows evidence: documents, places, notes, quotes', async (page) => {
    await click(page, 'charles');
    await page.getByText('2 sources').click();
    const evidence = await text(page, '#card .relations');
    for (const part of [
        'Letters',
        'A press',
        '¶3',
        'They met at a party.',
        '“The thinking machine”',
        'Hearsay',
        'p. 12',
    ])
        assert.ok(evidence.includes(part), part);
});

on('only addresses of the web become links', async (page) => {
    await click(page, 'ada');
    const links = await page.locator('#card a').evaluateAll((all) => all.map((a) => [a.href, a.rel, a.target]));
    const good = (href) => [href, 'noopener noreferrer', '_blank'];
    assert.deepEqual(links, [
        good('https://example.org/ada'),
        good('https://example.org/letters'),
        good('https://example.org/letters'),
    ]);
    assert.match(await text(page, '#card'), /javascript:alert\(1\)/);
});

on('an entity in the card leads on to its own card', async (page) => {
    await click(page, 'ada');
    await page.locator('#card').getByRole('button', { name: 'Charles Babbage' }).click();
    assert.equal(await selected(page), await number(page, 'charles'));
    assert.ok(await page.locator('#card').evaluate((card) => card === document.activeElement));
    await page.getByRole('button', { name: 'Close the card' }).click();
    assert.ok(await page.locator('#card').isHidden());
    assert.equal(await selected(page), -1);
});

// -- neighbours -----------------------------------------------------------------
on('neighbours are lit, the rest fades', async (page) => {
    await click(page, 'ada');
    assert.deepEqual(await lit(page), await numbers(page, ['ada', 'charles', 'mary', 'note-g']));
    const { x, y } = await placeOf(page, 'london');
    const [r, g, b] = await pixel(page, x, y);
    assert.ok(Math.min(r, g, b) > 200, `faded: ${[r, g, b]}`);
    const near = await placeOf(page, 'charles');
    assert.deepEqual(await pixel(page, near.x, near.y), blue);
});

on('the circle of neighbours widens by steps, up to only these', async (page) => {
    await click(page, 'london');
    assert.deepEqual(await lit(page), await numbers(page, ['london', 'society']));
    await page.getByRole('button', { name: 'More steps' }).click();
    assert.deepEqual(await lit(page), await numbers(page, ['london', 'society', 'charles']));
    assert.match(await live(page), /^2 entities within 2 steps$/);
    assert.ok(await page.getByRole('button', { name: 'More steps' }).evaluate((b) => b === document.activeElement));
    await page.getByRole('button', { name: 'Only these' }).click();
    assert.deepEqual(await counts(page), { entities: 3, relations: 2 });
    await page.locator('#canvas').focus();
    await page.keyboard.press(']');
    assert.equal((await counts(page)).entities, 6);
    await page.keyboard.press('[');
    assert.equal((await counts(page)).entities, 3);
    await page.keyboard.press('f');
    assert.equal((await counts(page)).entities, 8);
});

on('only these stand by their own relations, and go back to where they were', async (page) => {
    const places = () => page.evaluate(() => [...kith.shown.entity.keys()].map(kith.placeOfNumber));
    await click(page, 'society');
    const before = await places();
    await page.getByRole('button', { name: 'Only these' }).click();
    await settle(page);
    const alone = await places();
    const kept = await page.evaluate(() => [...kith.shown.entity]);
    assert.deepEqual((await counts(page)).entities, 3);
    const spans = (all) => {
        const at = all.filter((_, e) => kept[e]);
        return Math.max(...[0, 1].map((i) => Math.max(...at.map((p) => p[i])) - Math.min(...at.map((p) => p[i]))));
    };
    assert.ok(spans(alone) > 350, `they fill the view: ${spans(alone)}`);
    await page.locator('#canvas').focus();
    await page.keyboard.press('f');
    await settle(page);
    assert.deepEqual(await places(), before);
});

on('what is dragged while it stands alone does not stay so', async (page) => {
    const before = await placeOf(page, 'mary');
    await click(page, 'ada');
    await page.getByRole('button', { name: 'Only these' }).click();
    await settle(page);
    const { x, y } = await placeOf(page, 'mary');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 50, y + 30, { steps: 5 });
    await page.mouse.up();
    const now = await placeOf(page, 'mary');
    assert.ok(Math.hypot(now.x - x + 50, now.y - y - 30) < 1.5);
    await page.getByRole('button', { name: 'Only these' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Fit all into the view' }).click();
    await settle(page);
    assert.deepEqual(await placeOf(page, 'mary'), before);
});

test('what stands alone stands so every time, for a link too', async () => {
    const made = write('alone', readFileSync(example('eurasian-organisations'), 'utf8'));
    const seen = [];
    for (const hash of ['e=un&only=1', 'e=un&only=1', 'e=un']) {
        await within(made, { hash }, async (page) => {
            if (hash === 'e=un') await page.locator('#only').click();
            await settle(page);
            assert.deepEqual(await overlaps(page), []);
            seen.push(await page.evaluate(() => [...kith.shown.entity.keys()].map(kith.discOf)));
        });
    }
    assert.deepEqual(seen[0], seen[1]);
    assert.deepEqual(seen[0], seen[2]);
});

// -- path -----------------------------------------------------------------------
on('Shift-click shows the shortest path, as sentences with evidence', async (page) => {
    await click(page, 'ada');
    await shiftClick(page, 'london');
    assert.deepEqual(await lit(page), await numbers(page, ['ada', 'charles', 'society', 'london']));
    const steps = await page.locator('#path > ol > li').allInnerTexts();
    assert.match(steps[0], /Áda Lovelace knows Charles Babbage/);
    assert.match(steps[1], /Charles Babbage is a member of Royal Society/);
    assert.match(steps[2], /Royal Society has its seat in London/);
    const last = await page.locator('#path > ol > li').last().boundingBox();
    assert.ok(last.y + last.height <= 800, 'the steps are in sight');
    assert.match(await live(page), /^Path of 3 relations: Áda Lovelace, Charles Babbage, Royal Society, London$/);
    await page.locator('#path summary').first().click();
    assert.match(await text(page, '#path'), /They met at a party/);
});

on('what is chosen and on the path has its name once', async (page) => {
    await page.goto(`${page.url().split('#')[0]}#e=london&from=ada&to=london`);
    await page.waitForFunction(() => kith.names().some((n) => n.id === 'london'));
    const names = await page.evaluate(() => kith.names().map((n) => n.id));
    assert.deepEqual(names, [...new Set(names)]);
});

on('a path can be made by keys', async (page) => {
    await choose(page, 'london');
    await page.keyboard.press('p');
    assert.match(await live(page), /^London is one end of a path; choose the other$/);
    await choose(page, 'note-g');
    await page.keyboard.press('p');
    assert.match(await live(page), /^Path of 3 relations: London, Royal Society, Charles Babbage, Note G$/);
    await page.keyboard.press('Escape');
    assert.match(await live(page), /^The path is cleared$/);
});

on('a path follows directions if it is told to, and filters', async (page) => {
    await click(page, 'london');
    await shiftClick(page, 'charles');
    assert.match(await text(page, '#path'), /2 steps/);
    await page.getByRole('checkbox', { name: 'Follow directions' }).check();
    assert.match(await text(page, '#path'), /No path with these filters/);
    await page.getByRole('checkbox', { name: 'Follow directions' }).uncheck();
    await page.getByRole('checkbox', { name: 'is a member of' }).uncheck();
    assert.match(await text(page, '#path'), /No path with these filters/);
    await page.getByRole('button', { name: 'Clear the path' }).click();
    assert.equal(await page.evaluate(() => kith.state.from), -1);
});

on('the ends of a path can be taken from the card and the panel', async (page) => {
    await choose(page, 'mary');
    await page.getByRole('button', { name: 'Path from here' }).click();
    await choose(page, 'club');
    await page.getByRole('button', { name: 'Path to here' }).click();
    assert.match(
        await live(page),
        /^Path of 3 relations: Mary Somerville, Áda Lovelace, Charles Babbage, Analytical Society$/,
    );
    await page.getByRole('button', { name: 'take selected as the beginning of the path' }).click();
    assert.match(await live(page), /^Path of 0 relations: Analytical Society$/);
});

// -- looks ----------------------------------------------------------------------
on('size goes by any column', async (page) => {
    const reach = async (id) => {
        const { x, y } = await placeOf(page, id);
        let far = 0;
        while (far < 40 && JSON.stringify(await pixel(page, x + far, y)) === JSON.stringify(blue)) far++;
        return far;
    };
    const [most, least] = [await reach('charles'), await reach('mary')];
    assert.ok(most > least, `${most} > ${least}`);
    await page.locator('#size-by').selectOption({ label: 'All alike' });
    const [now, other] = [await reach('charles'), await reach('mary')];
    assert.ok(Math.abs(now - other) < most - least && now < most, `${now}, ${other}`);
});

on('colour goes by type, group or score, with a legend', async (page) => {
    const { x, y } = await placeOf(page, 'alone');
    const byType = await pixel(page, x, y);
    await page.locator('#colour-by').selectOption('components');
    const byGroup = await pixel(page, x, y);
    assert.notDeepEqual(byGroup, byType);
    assert.match(await text(page, '#groups-section'), /COMPONENTS: 2 GROUPS/);
    await page.locator('#colour-by').selectOption('pagerank');
    assert.notDeepEqual(await pixel(page, x, y), byGroup);
    assert.ok((await page.locator('#ramp li').count()) > 2);
    assert.ok(await page.locator('#groups-section').isHidden());
});

on('a group can be lit', async (page) => {
    await page.locator('#colour-by').selectOption('components');
    const second = page.locator('#groups button').nth(1);
    await second.click();
    assert.deepEqual(await lit(page), await numbers(page, ['alone']));
    assert.equal(await page.locator('#groups button').nth(1).getAttribute('aria-pressed'), 'true');
    await page.locator('#groups button').nth(1).click();
    assert.deepEqual(await lit(page), []);
});

test('communities are called as `kith groups` calls them', async () => {
    for (const name of ['eurasian-organisations', 'cis-forum']) {
        const members = JSON.parse(execFileSync(kith, ['groups', '--format', 'json', example(name)]));
        const heads = members.filter((m, i) => m.group !== members[i - 1]?.group);
        const made = write(name, readFileSync(example(name), 'utf8'), '--with', 'leiden');
        await within(made, { hash: 'colour=leiden' }, async (page) => {
            const rows = await page.locator('#groups .name').allInnerTexts();
            assert.ok(rows.length > 2);
            assert.deepEqual(
                rows,
                heads.slice(0, rows.length).map((m) => `${m.group} · ${m.name}`),
            );
        });
    }
});

// -- movement -------------------------------------------------------------------
on('the background can be dragged, the wheel zooms where the pointer is', async (page) => {
    const box = await page.locator('#canvas').boundingBox();
    const [x, y] = [box.x + 30, box.y + 30];
    const before = await camera(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 4 });
    await page.mouse.up();
    const moved = await camera(page);
    assert.deepEqual([moved.tx - before.tx, moved.ty - before.ty, moved.k], [60, 40, before.k]);
    await page.mouse.wheel(0, -300);
    await settle(page);
    const zoomed = await camera(page);
    assert.ok(zoomed.k > before.k * 1.3);
    const world = ({ k, tx }) => (x + 60 - box.x - tx) / k;
    assert.ok(Math.abs(world(zoomed) - world(moved)) < 1e-6);
    await page.getByRole('button', { name: 'Fit all into the view' }).click();
    await settle(page);
    assert.ok(Math.abs((await camera(page)).k - before.k) < 1e-9);
});

on('keys and buttons zoom and move', async (page) => {
    const before = await camera(page);
    await page.locator('#canvas').focus();
    await page.keyboard.press('+');
    await settle(page);
    assert.ok((await camera(page)).k > before.k);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await settle(page);
    assert.ok((await camera(page)).k < before.k);
    await page.keyboard.press('0');
    await settle(page);
    assert.ok(Math.abs((await camera(page)).k - before.k) < 1e-9);
    await page.keyboard.press('Alt+ArrowRight');
    assert.equal((await camera(page)).tx, before.tx - 80);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await settle(page);
    assert.ok((await camera(page)).k > before.k);
});

on('two fingers stretch, one moves', async (page) => {
    const client = await page.context().newCDPSession(page);
    const box = await page.locator('#canvas').boundingBox();
    const [cx, cy] = [box.x + box.width / 2, box.y + 60];
    const touch = (type, ...points) =>
        client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const before = await camera(page);
    await touch('touchStart', [cx - 50, cy], [cx + 50, cy]);
    await touch('touchMove', [cx - 100, cy], [cx + 100, cy]);
    await touch('touchEnd');
    const after = await camera(page);
    assert.ok(Math.abs(after.k / before.k - 2) < 0.05, `${after.k / before.k}`);
    await touch('touchStart', [box.x + 20, box.y + 20]);
    await touch('touchMove', [box.x + 50, box.y + 20]);
    await touch('touchEnd');
    assert.ok(Math.abs((await camera(page)).tx - after.tx - 30) < 1);
});

on('an entity can be dragged, and stays', async (page) => {
    const { x, y } = await placeOf(page, 'mary');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y - 30, { steps: 5 });
    await page.mouse.up();
    const now = await placeOf(page, 'mary');
    assert.ok(Math.hypot(now.x - x - 50, now.y - y + 30) < 1.5);
    assert.deepEqual(await pixel(page, now.x, now.y), blue);
    assert.equal(await selected(page), -1, 'dragging does not select');
    await page.waitForFunction(() => location.hash.includes('moved='));
});

on('the other buttons neither select nor drag', async (page) => {
    const { x, y } = await placeOf(page, 'mary');
    const before = await camera(page);
    await page.mouse.click(x, y, { button: 'right' });
    await page.mouse.move(x + 90, y + 40, { steps: 4 });
    assert.equal(await selected(page), -1);
    assert.deepEqual(await camera(page), before);
    assert.equal(await page.evaluate(() => kith.state.moved.size), 0);
});

test('a link says who was dragged by id', async () => {
    await within(file, { hash: 'moved=mary:7:-9,nobody:1:1,ada:x:2' }, async (page) => {
        const moved = await page.evaluate(() => [...kith.state.moved].flat(2));
        assert.deepEqual(moved, [await number(page, 'mary'), 7, -9]);
    });
});

on('tables follow how far neighbours are kept', async (page) => {
    await page.evaluate(() => kith.choose(kith.entityOfId('mary')));
    await page.locator('#canvas').focus();
    await page.keyboard.press('f');
    const near = (await counts(page)).entities;
    await page.getByRole('tab', { name: 'Entities' }).click();
    assert.equal(await page.locator('#view-entities tbody tr').count(), near);
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('#canvas').focus();
    await page.keyboard.press(']');
    const farther = (await counts(page)).entities;
    assert.ok(farther > near);
    await page.getByRole('tab', { name: 'Entities' }).click();
    assert.equal(await page.locator('#view-entities tbody tr').count(), farther);
});

on('a second finger ends the dragging of an entity', async (page) => {
    const client = await page.context().newCDPSession(page);
    const touch = (type, ...points) =>
        client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const { x, y } = await placeOf(page, 'mary');
    await touch('touchStart', [x, y]);
    await touch('touchMove', [x + 30, y]);
    await touch('touchStart', [x + 30, y], [x + 100, y + 80]);
    await touch('touchMove', [x + 30, y], [x + 120, y + 90]);
    await touch('touchEnd');
    const moved = await page.evaluate(() => [...kith.state.moved].flat(2));
    assert.equal(moved[0], await number(page, 'mary'));
    assert.ok(moved.length === 3 && moved.every(Number.isFinite));
});

on('the pointer shows a name', async (page) => {
    const { x, y } = await placeOf(page, 'london');
    await page.mouse.move(x, y);
    assert.match(await text(page, '#tip'), /London\s+place/);
});

// -- keyboard -------------------------------------------------------------------
on('arrows walk to the neighbour in that direction', async (page) => {
    await page.locator('#canvas').focus();
    await page.keyboard.press('ArrowRight');
    const first = await selected(page);
    assert.equal(first, await number(page, 'charles'), 'the most connected one is the first');
    const from = await placeOf(page, 'charles');
    const to = await placeOf(page, 'ada');
    const key =
        Math.abs(to.x - from.x) > Math.abs(to.y - from.y)
            ? to.x > from.x
                ? 'ArrowRight'
                : 'ArrowLeft'
            : to.y > from.y
              ? 'ArrowDown'
              : 'ArrowUp';
    await page.keyboard.press(key);
    assert.notEqual(await selected(page), first);
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#card').evaluate((card) => card === document.activeElement));
    await page.keyboard.press('Escape');
    assert.equal(await selected(page), -1);
    assert.ok(await page.locator('#canvas').evaluate((c) => c === document.activeElement));
});

on('the keys are explained', async (page) => {
    await page.getByRole('button', { name: 'Keys' }).click();
    assert.ok(await page.getByRole('dialog', { name: 'Keys' }).isVisible());
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#help').isHidden());
});

// -- to take away ---------------------------------------------------------------
on('the view can be saved as PNG, three times as fine', async (page) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save-png').click()]);
    assert.equal(download.suggestedFilename(), 'A-sample.png');
    const bytes = readFileSync(await download.path());
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    const box = await page.locator('#canvas').boundingBox();
    assert.equal(bytes.readUInt32BE(16), Math.round(box.width * 3));
    assert.equal(bytes.readUInt32BE(20), Math.round(box.height * 3));
});

on('the view can be saved as SVG, which is well-formed and has every name', async (page) => {
    await click(page, 'ada');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save-svg').click()]);
    assert.equal(download.suggestedFilename(), 'A-sample.svg');
    const path = await download.path();
    execFileSync('xmllint', ['--noout', path]);
    const svg = readFileSync(path, 'utf8');
    for (const name of ['Áda Lovelace', 'Charles Babbage', 'Note G', 'knows'])
        assert.ok(svg.includes(`>${name}</text>`), name);
});

test('a link restores the view', async () => {
    let [hash, view] = ['', null];
    await within(file, {}, async (page) => {
        await click(page, 'ada');
        await page.getByRole('button', { name: 'More steps' }).click();
        await page.getByRole('checkbox', { name: 'place' }).uncheck();
        await page.getByRole('checkbox', { name: 'is a member of' }).uncheck();
        await slide(page, '#time-first', 1820);
        await slide(page, '#sure', 0.3);
        await page.locator('#colour-by').selectOption('pagerank');
        await page.locator('#size-by').selectOption('one');
        await page.locator('#mode').selectOption('dark');
        await page.locator('#canvas').focus();
        await page.keyboard.press('+');
        await page.locator('#copy-link').click();
        hash = (await page.locator('#link').inputValue()).split('#')[1];
        view = await page.evaluate(() => [
            kith.counts(),
            kith.state.steps,
            kith.state.sizeBy,
            kith.camera.k,
            document.documentElement.dataset.theme,
        ]);
    });
    await within(file, { hash }, async (page) => {
        assert.equal(await selected(page), await number(page, 'ada'));
        const again = await page.evaluate(() => [
            kith.counts(),
            kith.state.steps,
            kith.state.sizeBy,
            kith.camera.k,
            document.documentElement.dataset.theme,
        ]);
        again[3] = view[3] = Math.round(view[3] * 1000) / Math.round(again[3] * 1000);
        assert.ok(Math.abs(view[3] - 1) < 0.01);
        assert.deepEqual(again, view);
        assert.equal(await page.locator('#colour-by').inputValue(), 'pagerank');
        assert.ok(!(await page.getByRole('checkbox', { name: 'place' }).isChecked()));
        assert.equal(await page.locator('#time-first').inputValue(), '1820');
    });
});

test('a link may be a bare id, and a broken one does no harm', async () => {
    await within(file, { hash: 'note-g' }, async (page) => assert.equal(await text(page, '#card h3'), 'Note G'));
    for (const hash of [
        'e=nobody&steps=x&hide=%zz,nothing&view=1,2&colour=none&moved=9:a:b',
        '%E0%A4%A',
        'from=ada&to=ada',
    ]) {
        await within(file, { hash }, async (page) => assert.equal((await counts(page)).entities, 8));
    }
});

// -- tables ---------------------------------------------------------------------
on('the tables hold every entity and relation', async (page) => {
    await page.getByRole('tab', { name: 'Entities' }).click();
    assert.equal(await page.locator('#view-entities tbody tr').count(), 8);
    assert.match(await text(page, '#view-entities tbody'), /Áda Lovelace\s+person\s+ada\s+3/);
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.locator('#view-relations').isVisible());
    assert.equal(await page.locator('#view-relations tbody tr').count(), 8);
    const rows = await text(page, '#view-relations tbody');
    assert.match(rows, /Charles Babbage\s+leads\s+Analytical Society\s+1812 to 1814\s+0.4\s+1\s+0/);
    assert.match(rows, /Áda Lovelace\s+knows\s+Charles Babbage\s+since 1833-06-05\s+1\s+2/);
});

on('fractions of a table have as many digits each, and their points in one line', async (page) => {
    await page.getByRole('tab', { name: 'Entities' }).click();
    const cells = await page.locator('#view-entities tbody tr').evaluateAll((rows) => {
        const heads = [...document.querySelectorAll('#view-entities thead th')].map((th) => th.textContent);
        return rows.map((row) => {
            const cell = row.children[heads.indexOf('PageRank')].firstChild;
            const range = document.createRange();
            const at = cell.data.indexOf('.');
            range.setStart(cell, at);
            range.setEnd(cell, at + 1);
            return [cell.data, range.getBoundingClientRect().x];
        });
    });
    const digits = (number) => number.replace('.', '').replace(/^0+/, '').length;
    assert.ok(new Set(cells.map(([number]) => number.length)).size > 1, 'some begin further behind the point');
    for (const [number, x] of cells) {
        assert.equal(digits(number), 5, number);
        assert.ok(Math.abs(x - cells[0][1]) < 0.6, `${number}: ${x}, ${cells[0][1]}`);
    }
});

on('tables sort, filter and follow the filters', async (page) => {
    await page.getByRole('tab', { name: 'Entities' }).click();
    const names = () => page.locator('#view-entities tbody th').allInnerTexts();
    await page.locator('#view-entities thead').getByRole('button', { name: 'Name' }).click();
    assert.equal((await names())[0], 'A leaf that nobody cites');
    assert.equal(await page.locator('#view-entities th[aria-sort]').getAttribute('aria-sort'), 'ascending');
    await page.locator('#view-entities thead').getByRole('button', { name: 'Degree' }).click();
    assert.equal((await names())[0], 'Charles Babbage');
    await page.getByRole('searchbox', { name: 'Filter the table of entities' }).fill('SOCIETY');
    assert.deepEqual((await names()).sort(), ['Analytical Society', 'Royal Society']);
    await page.getByRole('checkbox', { name: 'organisation' }).uncheck();
    assert.deepEqual(await names(), []);
});

on('relations are ordered by when they hold, those without dates last', async (page) => {
    await page.getByRole('tab', { name: 'Relations' }).click();
    const times = () => page.locator('#view-relations tbody td:nth-child(4)').allInnerTexts();
    const when = page.locator('#view-relations thead').getByRole('button', { name: 'When' });
    await when.click();
    const rising = ['1812 to 1814', 'since 1816-03-14', 'since 1831', 'since 1833-06-05', 'since 1843', 'since 1850'];
    assert.deepEqual(await times(), [...rising, '', '']);
    await when.click();
    assert.deepEqual(await times(), [...rising.reverse(), '', '']);
});

on('a row of a table leads to the card', async (page) => {
    await page.getByRole('tab', { name: 'Relations' }).click();
    await page.locator('#view-relations tbody').getByRole('button', { name: 'London' }).click();
    assert.equal(await text(page, '#card h3'), 'London');
    assert.ok(await page.locator('#view-graph').isVisible());
});

// -- paper ----------------------------------------------------------------------
on(
    'on paper there is the picture, the legend and the card, in light colours',
    async (page) => {
        await click(page, 'ada');
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
        assert.match(await text(page, '#card'), /They met at a party/, 'what is folded up is opened');
        const picture = page.locator('#paper canvas');
        assert.ok(await picture.isVisible());
        assert.ok((await picture.evaluate((canvas) => canvas.width)) > 1000);
        for (const shown of ['h1', '#types', '#card']) assert.ok(await page.locator(shown).isVisible(), shown);
        for (const hidden of ['#search', '.zoom', '#canvas', '#save-png', '#tab-graph'])
            assert.ok(await page.locator(hidden).isHidden(), hidden);
        await page.evaluate(() => dispatchEvent(new Event('afterprint')));
        assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
        assert.equal(await page.locator('#paper canvas').count(), 0);
    },
    { media: { colorScheme: 'dark' } },
);

// -- screens --------------------------------------------------------------------
on(
    'on a narrow screen the filters are a drawer and the card a sheet',
    async (page) => {
        assert.ok(await page.locator('#search').isHidden());
        await page.getByRole('button', { name: 'Search and filters' }).click();
        assert.equal(await page.locator('#panel-toggle').getAttribute('aria-expanded'), 'true');
        await page.locator('#search').fill('note');
        await page.keyboard.press('Enter');
        assert.ok(await page.locator('#search').isHidden());
        const card = await page.locator('#card').boundingBox();
        assert.ok(card.width === 390 && card.y > 844 * 0.5);
        const { y } = await placeOf(page, 'note-g');
        assert.ok(y < card.y, 'what is selected is not under its card');
    },
    { viewport: { width: 390, height: 844 } },
);

on('a new size of the window keeps the middle', async (page) => {
    const before = await camera(page);
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.waitForFunction((tx) => Math.abs(kith.camera.tx - (tx - 140)) < 1, before.tx);
});

test('the page of a graph without entities says so and does no harm', async () => {
    const empty = write('empty', { entities: [], relations: [] });
    await within(empty, {}, async (page) => {
        assert.equal(await text(page, '#counts'), '0 entities · 0 relations');
        assert.equal(await text(page, '#nothing'), 'This graph has no entities.');
        assert.deepEqual(await violations(page), []);
        await page.locator('#canvas').focus();
        for (const key of ['ArrowRight', '0', '+', 'p', 'f', ']']) await page.keyboard.press(key);
        await page.getByRole('tab', { name: 'Entities' }).click();
    });
});

test('relations of an entity with itself and parallel ones are drawn and listed', async () => {
    const relations = [
        ['a', 'a'],
        ['a', 'b'],
        ['a', 'b'],
        ['b', 'a'],
    ].map(([source, target], i) => ({ source, target, type: `t${i}` }));
    const loops = write('loops', { entities: [{ id: 'a' }, { id: 'b' }], relations });
    await within(loops, { hash: 'a' }, async (page) => {
        assert.equal(await page.locator('#card .relations > li').count(), 4);
        const svg = await page.evaluate(() => kith.svgText());
        assert.ok(/ Q|Q/.test(svg), 'parallel lines are bent apart');
    });
});
