// What can be seen of the page and its sources without a browser.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sample } from './sample.mjs';

const kith = process.env.KITH;
const source = new URL('../../src/export/viewer/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'kith-page-'));
const input = join(folder, 'sample.json');
writeFileSync(input, sample);
after(() => rmSync(folder, { recursive: true }));

const make = (...options) =>
    execFileSync(kith, ['export', '--format', 'html', ...options, input], { maxBuffer: 1e8 }).toString();
const page = make();
const inside = (pattern) => page.match(pattern)[1];

test('the same records give the same bytes, on any number of threads', () => {
    assert.equal(make(), page);
    assert.equal(make('--threads', '1'), page);
    assert.equal(make('--threads', '2'), page);
});

test('the policy allows this script and this style sheet by their hashes, and nothing else', () => {
    const policy = inside(/Content-Security-Policy" content="([^"]*)"/);
    const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const script = page.slice(page.lastIndexOf('<script>') + 8, page.lastIndexOf('</script>'));
    assert.equal(
        policy,
        `default-src 'none'; script-src ${hash(script)}; style-src ${hash(inside(/<style>([^]*?)<\/style>/))}; img-src data: blob:; base-uri 'none'; form-action 'none'`,
    );
});

test('nothing of the page is elsewhere', () => {
    const markup = page.replace(/<script[^]*?<\/script>/g, '').replace(/<style>[^]*?<\/style>/g, '');
    assert.doesNotMatch(markup, /(src|href)="(?!data:)/);
    assert.doesNotMatch(page, /@import|url\(/);
});

test('the script has no way to make markup or code of a text, and none to the network', () => {
    for (const name of readdirSync(source).filter((n) => n.endsWith('.js'))) {
        const text = readFileSync(join(source, name), 'utf8');
        assert.doesNotMatch(
            text,
            /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\b|new Function|setHTML/,
            name,
        );
        assert.doesNotMatch(
            text,
            /\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|new Worker|localStorage|sessionStorage|indexedDB|document\.cookie/,
            name,
        );
    }
});

test('each module stands in the page, with what it imports before it', () => {
    const order = [...page.matchAll(/^const module_([a-z]+) = /gm)].map((m) => m[1]);
    const names = readdirSync(source)
        .filter((n) => n.endsWith('.js'))
        .map((n) => n.slice(0, -3));
    assert.deepEqual([...order].sort(), names.sort());
    for (const name of names) {
        const text = readFileSync(join(source, `${name}.js`), 'utf8');
        assert.match(text, /^\/\*/, `${name}: says what it is for`);
        assert.ok(text.split('\n').length <= 300, `${name}: is not too long`);
        for (const [, other] of text.matchAll(/from '\.\/([a-z]+)\.js'/g)) {
            assert.ok(order.indexOf(other) < order.indexOf(name), `${other} before ${name}`);
        }
    }
});

test('every name that a module imports is exported, and used', () => {
    for (const file of readdirSync(source).filter((n) => n.endsWith('.js'))) {
        const text = readFileSync(join(source, file), 'utf8');
        const body = text.replace(/^import.*$/gm, '');
        for (const [, names, other] of text.matchAll(/^import \{ ([^}]*) \} from '\.\/([a-z]+)\.js';$/gm)) {
            const exporter = readFileSync(join(source, `${other}.js`), 'utf8');
            for (const name of names.split(', ')) {
                assert.match(
                    exporter,
                    new RegExp(`^export (async )?(const|function\\*?|class) ${name}\\b`, 'm'),
                    `${file}: ${name} of ${other}`,
                );
                assert.match(body, new RegExp(`\\b${name}\\b`), `${file} does not use ${name}`);
            }
        }
        assert.equal(
            (text.match(/^import/gm) ?? []).length,
            (text.match(/^import \{ [^}]* \} from '\.\/[a-z]+\.js';$/gm) ?? []).length,
            file,
        );
    }
});

test('what is exported is imported somewhere', () => {
    const texts = new Map(readdirSync(source).map((n) => [n, readFileSync(join(source, n), 'utf8')]));
    for (const [file, text] of texts) {
        for (const [, name] of text.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)) {
            const isWanted = (other) =>
                other.match(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from './${file}'`));
            assert.ok([...texts.values()].some(isWanted), `${file}: ${name}`);
        }
    }
});

test('columns that are asked for are there, by their names', () => {
    const graph = JSON.parse(inside(/id="graph">([^]*?)<\/script>/));
    assert.deepEqual(
        graph.columns.map((c) => c.name),
        ['degree', 'pagerank', 'leiden'],
    );
    const other = JSON.parse(make('--with', 'harmonic,components').match(/id="graph">([^]*?)<\/script>/)[1]);
    assert.deepEqual(
        other.columns.map((c) => [c.name, c.kind, c.values.length]),
        [
            ['harmonic', 'score', 8],
            ['components', 'group', 8],
        ],
    );
});
