// usage: node bench.mjs KITH [SIZE,... [ROUNDS [LIBRARY,...]]]
//
// The explorer beside sigma and cytoscape.js: the same graph, places, colours
// and sizes in each, in the same browser without a GPU, one after the other in
// each round. Processor time is that of all processes of the browser.
//
//   first   wall time from opening the file to the first frame with the graph
//   load    processor time from opening until it is quiet
//   step    processor time of one step of a pan: up to 60 steps of 4 pixels, each
//           waiting for its frame, for up to 12 seconds
//   rest    processor time of what comes after the pan, until it is quiet
//
// "empty" is a page with nothing in it: what the browser takes for itself.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { records } from '../../viewer/records.mjs';

const [kith, sizesText = '10000,50000', roundsText = '3', librariesText = 'empty,kith,sigma,cytoscape'] =
    process.argv.slice(2);
const sizes = sizesText.split(',').map(Number);
const libraries = librariesText.split(',');
const most = 60; // steps of a pan
const patience = 180000; // ms that a library may take to draw
const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'));
const modules = new URL('node_modules/', import.meta.url).pathname;
const library = (name) => readFileSync(join(modules, name), 'utf8').replaceAll('</script', '<\\/script');
const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--enable-unsafe-swiftshader',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

const hues = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#f0e442'];

const frame = (title, scripts, data, body) => `<!doctype html><meta charset="utf-8"><title>${title}</title>
<style>html,body,#stage{margin:0;width:100%;height:100%;overflow:hidden}</style><div id="stage"></div>
${scripts.map((s) => `<script>${s}</script>`).join('\n')}
<script type="application/json" id="graph">${data}</script>
<script>
const g = JSON.parse(document.getElementById('graph').textContent);
const hues = ${JSON.stringify(hues)};
const group = g.columns.find((c) => c.kind === 'group').values;
const degree = g.columns.find((c) => c.name === 'degree').values;
const most = degree.reduce((a, b) => Math.max(a, b), 1);
const name = (i) => g.entities.name[i] ?? g.entities.id[i];
const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => (window.first = performance.now())));
${body}
</script>`;

const bodies = {
    sigma: `
const graph = new graphology.Graph({ multi: true, type: 'mixed' });
g.entities.id.forEach((id, i) => graph.addNode(i, { x: g.entities.x[i], y: -g.entities.y[i], size: 2 + 8 * Math.sqrt(degree[i] / most), label: name(i), color: hues[group[i] % 7] }));
g.relations.source.forEach((s, r) => graph.addDirectedEdge(s, g.relations.target[r], { size: 0.5, color: '#c4cacf' }));
new Sigma(graph, document.getElementById('stage'));
drawn();`,
    cytoscape: `
const nodes = g.entities.id.map((id, i) => ({ data: { id: 'n' + i, label: name(i), size: 4 + 16 * Math.sqrt(degree[i] / most), hue: hues[group[i] % 7] }, position: { x: g.entities.x[i] / 4, y: g.entities.y[i] / 4 } }));
const edges = g.relations.source.map((s, r) => ({ data: { id: 'e' + r, source: 'n' + s, target: 'n' + g.relations.target[r] } }));
const cy = cytoscape({ container: document.getElementById('stage'), elements: { nodes, edges }, layout: { name: 'preset' }, style: [
  { selector: 'node', style: { width: 'data(size)', height: 'data(size)', 'background-color': 'data(hue)', label: 'data(label)', 'font-size': 8, 'min-zoomed-font-size': 8 } },
  { selector: 'edge', style: { width: 0.5, 'line-color': '#c4cacf', 'curve-style': 'haystack' } }] });
cy.ready(drawn);`,
};

function makePages(size) {
    const pages = {};
    writeFileSync(join(folder, 'records.json'), JSON.stringify(records(size)));
    pages.kith = join(folder, 'kith.html');
    execFileSync(kith, ['export', '--format', 'html', join(folder, 'records.json'), '-o', pages.kith]);
    const data = readFileSync(pages.kith, 'utf8').match(/id="graph">([^]*?)<\/script>/)[1];
    const scripts = {
        sigma: [library('graphology/dist/graphology.umd.min.js'), library('sigma/dist/sigma.min.js')],
        cytoscape: [library('cytoscape/dist/cytoscape.min.js')],
    };
    for (const name of Object.keys(scripts)) {
        pages[name] = join(folder, `${name}.html`);
        writeFileSync(pages[name], frame(name, scripts[name], data, bodies[name]));
    }
    pages.empty = join(folder, 'empty.html');
    writeFileSync(pages.empty, '<!doctype html><title>empty</title><script>window.first = 1</script>');
    return pages;
}

async function usedTime(session) {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, process) => sum + process.cpuTime, 0) * 1000;
}

/* Processor time once it has hardly grown for a while. */
async function quietTime(session) {
    let before = await usedTime(session);
    for (let still = 0, waited = 0; still < 3 && waited < patience; waited += 250) {
        await new Promise((done) => setTimeout(done, 250));
        const now = await usedTime(session);
        still = now - before < 12 ? still + 1 : 0;
        before = now;
    }
    return before;
}

/* Returns how many steps there was time for. */
async function pan(page) {
    const frameDone = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    const end = Date.now() + 12000;
    await page.mouse.move(500, 120);
    await page.mouse.down();
    let done = 0;
    while (done < most && (Date.now() < end || done < 3)) {
        done++;
        await page.mouse.move(500 + 4 * done, 120 + 2 * done);
        await frameDone();
    }
    return done;
}

async function measure(file) {
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        headless: true,
        args: flags,
        viewport: { width: 1280, height: 800 },
    });
    try {
        const page = context.pages()[0];
        const session = await context.browser().newBrowserCDPSession();
        await quietTime(session);
        const start = await usedTime(session);
        await page.goto(pathToFileURL(file).href, { timeout: patience });
        await page.waitForFunction(
            () => window.first ?? window.kith?.firstFrame.then(() => (window.first = performance.now())),
            null,
            { timeout: patience },
        );
        const first = await page.evaluate(() => window.first);
        const loaded = await quietTime(session);
        const steps = await pan(page);
        const panned = await usedTime(session);
        await page.mouse.up();
        const rested = await quietTime(session);
        return { first, load: loaded - start, step: (panned - loaded) / steps, rest: rested - panned };
    } finally {
        await context.close();
        rmSync(join(folder, 'profile'), { recursive: true, force: true });
    }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function compare(size) {
    const pages = makePages(size);
    const found = Object.fromEntries(libraries.map((name) => [name, []]));
    for (let round = 0; round < Number(roundsText); round++) {
        for (const name of libraries) {
            try {
                found[name].push(await measure(pages[name]));
            } catch (error) {
                console.error(`${name}: ${error.message.split('\n')[0]}`);
            }
        }
    }
    console.log(`\n${size} entities, medians of ${roundsText} rounds, ms`);
    console.log(
        ['', 'first', 'load', 'step', 'rest'].map((head, i) => (i ? head.padStart(9) : head.padEnd(12))).join(''),
    );
    for (const name of libraries) {
        const figures = ['first', 'load', 'step', 'rest'].map((key) =>
            found[name].length ? median(found[name].map((m) => m[key])) : NaN,
        );
        console.log(name.padEnd(12) + figures.map((n, i) => n.toFixed(i === 2 ? 1 : 0).padStart(9)).join(''));
    }
}

console.log(`machine: ${cpus()[0].model}, ${cpus().length} cores`);
for (const size of sizes) await compare(size);
rmSync(folder, { recursive: true, force: true });
