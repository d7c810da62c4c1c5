// Strings that break pages, in every field that a record has: they stay text.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { folder, settle, start, stop, within, write } from './browser.mjs';

const mark = 'window.__stolen=1';
const base = [
    `</script><script>${mark}</script>`,
    `</script><img src=x onerror=${mark}>`,
    `<!--<script>${mark}`,
    `--><script>${mark}</script>`,
    `]]><script>${mark}</script>`,
    `<![CDATA[<script>${mark}</script>]]>`,
    `</title><script>${mark}</script>`,
    `</style><script>${mark}</script>`,
    `</noscript><script>${mark}</script>`,
    `</textarea><script>${mark}</script>`,
    `<svg onload=${mark}>`,
    `<svg><script>${mark}</script></svg>`,
    `<iframe srcdoc="<script>parent.${mark}</script>">`,
    `<iframe src="javascript:${mark}">`,
    `<object data="javascript:${mark}">`,
    `<embed src="javascript:${mark}">`,
    `<a href="javascript:${mark}">x</a>`,
    `<math><mtext><script>${mark}</script></mtext></math>`,
    `<body onload=${mark}>`,
    `<input autofocus onfocus=${mark}>`,
    `<details open ontoggle=${mark}>`,
    `<video><source onerror=${mark}></video>`,
    `<base href="https://example.org/">`,
    `<meta http-equiv=refresh content="0;url=https://example.org/">`,
    `<link rel=stylesheet href="https://example.org/x.css">`,
    `<style>*{display:none}</style>`,
    `<form action="https://example.org/"><button>`,
    `<template><script>${mark}</script>`,
    `javascript:${mark}`,
    `JaVaScRiPt:${mark}`,
    ` javascript:${mark}`,
    `java\tscript:${mark}`,
    `data:text/html,<script>parent.${mark}</script>`,
    `vbscript:${mark}`,
    `http://example.org/"onmouseover="${mark}`,
    `https://example.org/<script>${mark}</script>`,
    `mailto:a@example.org?subject="><script>${mark}</script>`,
    `'"><script>${mark}</script>`,
    `" onfocus="${mark}" autofocus x="`,
    `' onclick='${mark}`,
    '`${' + mark + '}`',
    '${' + mark + '}',
    '{{constructor.constructor("' + mark + '")()}}',
    `<%= ${mark} %>`,
    `#{${mark}}`,
    `[[${mark}]]`,
    `{%${mark}%}`,
    '{{graph}}',
    '{{records}}',
    '{{script}}',
    '{{title}}',
    `&lt;script&gt;${mark}&lt;/script&gt;`,
    '&amp;',
    '&#60;img&#62;',
    '&',
    '<',
    '>',
    '"',
    "'",
    '\\',
    '\\\\',
    '\\"',
    '\\u003c',
    '\\u003cscript\\u003e',
    '/*',
    '*/',
    '//',
    '<!--',
    '-->',
    '\u202Eevil\u202C',
    '\u202E',
    '\u2066x\u2069\u2069',
    '\u200F\u200E\u061C',
    'مرحبا بالعالم',
    'שלום עולם',
    '\u2028line\u2029paragraph',
    '\u0001\u0002\u0007\u0008\u001b[31m',
    '\u007f\u0080\u009f',
    '\t\n\r',
    'one\ntwo\nthree',
    '\uFEFF',
    '\uFFFD',
    '\uFFFE\uFFFF',
    '\u0300\u0301\u0302\u0303\u0304'.repeat(20),
    'Z\u0351\u036B\u0343\u036A\u0342a\u0340lgo',
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '💥'.repeat(300),
    '𝕳𝖊𝖑𝖑𝖔',
    '\u{10FFFF}',
    '漢字'.repeat(60),
    'ﷺ'.repeat(30),
    '\u00A0',
    '\u3000',
    '\u200B',
    '\u00AD',
    '   ',
    'x'.repeat(10240),
    'word '.repeat(2048),
    '<b>'.repeat(3400),
    '"'.repeat(10240),
    '\\'.repeat(5000),
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'NaN',
    'true',
    '0',
    '-1',
    '1e999',
    '[object Object]',
    'length',
    'ﬁ',
    'İstanbul',
    'STRASSE ß',
    'ı',
    '%00',
    '%3Cscript%3E',
    '../../../etc/passwd',
    'file:///etc/passwd',
    '\\\\server\\share',
    'C:\\x',
    "'; DROP TABLE entities; --",
    '=1+1',
    '@SUM(A1)',
    '+1',
    '-1+1',
];
const contexts = [(s) => s, (s) => `${s}${s}`, (s) => `a ${s} b`];
export const strings = [...new Set(contexts.flatMap((wrap) => base.slice(0, 80).map(wrap)).concat(base))]
    .filter((s) => s.length)
    .slice(0, 260);

let file = null;
before(async () => {
    await start();
    const entities = strings.map((s, i) => ({
        id: `${i}:${s}`,
        name: s,
        type: s,
        types: [s, `more ${s}`],
        aliases: [s],
        properties: { [s || 'x']: s, list: [s, s], nested: { [s || 'x']: [s] } },
        evidence: [{ document: s, note: s, quote: s, paragraph: s, page: s, url: s }],
        [`extra ${s}`]: s,
    }));
    const relations = strings.map((s, i) => ({
        id: `r${i}${s}`,
        source: entities[i].id,
        type: s,
        target: entities[(i + 1) % strings.length].id,
        properties: { [s || 'x']: s },
        evidence: [s, { document: s, note: s, quote: s }],
    }));
    const documents = strings.map((s) => ({ id: s, title: s, publisher: s, url: s }));
    file = write('hostile', { title: strings.slice(0, 60).join(' '), entities, relations, documents });
});
after(stop);

test('there are at least 200 strings', () => assert.ok(strings.length >= 200, `${strings.length}`));

/* What must never come of any of them. */
async function assertHarmless(page, when) {
    const found = await page.evaluate(() => ({
        stolen: window.__stolen,
        elements: document.querySelectorAll('script:not([type])').length,
        bad: [
            ...document.querySelectorAll(
                'iframe, object, embed, img, video, base, body form:not([method]):not([role]), math, style:not(head style), template',
            ),
        ].map((e) => e.outerHTML.slice(0, 80)),
        handlers: [...document.querySelectorAll('*')]
            .flatMap((e) => [...e.attributes])
            .filter((a) => /^on/i.test(a.name))
            .map((a) => a.name),
        links: [...document.querySelectorAll('a[href], area[href]')]
            .map((a) => new URL(a.href).protocol)
            .filter((p) => !['http:', 'https:', 'mailto:'].includes(p)),
    }));
    assert.deepEqual(found, { stolen: undefined, elements: 1, bad: [], handlers: [], links: [] }, when);
}

test('the page holds one script of its own, and the strings are inside data', () => {
    const page = readFileSync(file, 'utf8');
    assert.equal(page.match(/<script/g).length, 3);
    assert.equal(page.match(/<\/script/g).length, 3);
    const markup = page.replace(/<script[^]*?<\/script>/g, '');
    assert.equal(markup.match(/<title>/g).length, 1);
    assert.doesNotMatch(markup, /__stolen=1<|<img/);
});

test('every string stays the same text in the data', () =>
    within(file, {}, async (page) => {
        await assertHarmless(page, 'at the start');
        const names = await page.evaluate(
            () => JSON.parse(document.getElementById('graph').textContent).entities.name.length,
        );
        assert.equal(names, strings.length);
    }));

test('every card shows its string as text, in each of its fields', () =>
    within(file, {}, async (page) => {
        for (let i = 0; i < strings.length; i++) {
            await page.evaluate((e) => {
                kith.choose(e);
            }, i);
            const [name, card] = await page.evaluate(() => [
                document.querySelector('#card h3').textContent,
                document.getElementById('card').textContent,
            ]);
            const expected = strings[i].trim() ? strings[i] : null;
            if (expected !== null) assert.equal(name, expected, `string ${i}`);
            if (expected !== null)
                assert.ok(card.split(expected).length > 8, `string ${i} in ${card.split(expected).length} places`);
            if (i % 20 === 0) await assertHarmless(page, `card ${i}`);
        }
        await assertHarmless(page, 'after all cards');
    }));

test('tables, suggestions, tips, legend and path show them as text', () =>
    within(file, {}, async (page) => {
        for (const tab of ['Entities', 'Relations']) {
            await page.getByRole('tab', { name: tab }).click();
            await assertHarmless(page, tab);
        }
        const rows = await page.locator('#view-entities tbody tr').count();
        assert.equal(rows, strings.length);
        await page.getByRole('tab', { name: 'Graph' }).click();
        for (const query of ['<', 'script', '"', '{{', 'javascript', '\\', '💥', '&']) {
            await page.locator('#search').fill(query);
            assert.ok((await page.locator('#suggestions [role=option]').count()) > 0, query);
            await assertHarmless(page, query);
        }
        await page.locator('#search').fill('');
        for (const colour of ['leiden', 'pagerank', 'type']) await page.locator('#colour-by').selectOption(colour);
        await page.locator('#kinds-more').click();
        await page.evaluate(() => {
            kith.choose(0);
            kith.choosePath(0, 5);
        });
        await settle(page);
        assert.equal(await page.locator('#path > ol > li').count(), 5);
        await assertHarmless(page, 'path');
        const box = await page.locator('#canvas').boundingBox();
        for (let i = 0; i < 20; i++) await page.mouse.move(box.x + 40 * i, box.y + 30 * i);
        await assertHarmless(page, 'tips');
    }));

test('the SVG of them is well-formed', () =>
    within(file, {}, async (page) => {
        const path = join(folder, 'hostile.svg');
        writeFileSync(path, await page.evaluate(() => kith.svgText()));
        execFileSync('xmllint', ['--noout', path]);
    }));

test('links with them do no harm', async () => {
    for (const s of strings.filter((text) => text.length < 200).slice(0, 16)) {
        const hash = new URLSearchParams({
            e: s,
            hide: s,
            from: s,
            to: s,
            view: s,
            colour: s,
            mode: s,
            tab: s,
            moved: s,
            since: s,
            group: s,
        }).toString();
        await within(file, { hash }, async (page) => assertHarmless(page, s));
    }
});

test('each string alone as the title of a graph', async () => {
    for (const s of strings.filter((_, i) => i % 9 === 0)) {
        const alone = write('alone', { title: s, entities: [{ id: 'a', name: s }], relations: [] });
        await within(alone, {}, async (page) => {
            await assertHarmless(page, s);
            assert.equal(await page.locator('h1').evaluate((h) => h.textContent), s);
        });
    }
});
