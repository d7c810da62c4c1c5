/* How large each entity is, and which colour and shape it has, as the state
 * says. Entities are kept in one order: the largest first. */
import { bins, groupHue, groupHues, hueOf, paintOf, rampHue } from './theme.js';
import { data, degreeOf, isSmall } from './data.js';
import { numberText } from './text.js';
import { shapeNames } from './shapes.js';
import { state } from './state.js';

export const looks = {
    share: new Float64Array(data.entityCount), // size, 0 to 1
    radius: new Float32Array(data.entityCount), // pixels at rest
    order: new Uint32Array(data.entityCount), // by falling size
    colour: new Uint16Array(data.entityCount), // row of `paints`
    shape: [], // name of a shape, by entity type + 1
    hue: [], // by entity type + 1
    paints: [], // { fill, line, text, label, count }
};

/* What a column of numbers is called. */
const labels = { pagerank: 'PageRank', leiden: 'Community' };
export const columnLabel = (name) => labels[name] ?? name.replace(/[_-]/g, ' ').replace(/^./, (c) => c.toUpperCase());

export const degrees = Float64Array.from({ length: data.entityCount }, (_, e) => degreeOf(e));

export function columnNamed(name) {
    return data.columns.find((c) => c.name === name);
}

/* Types by falling number of entities, then by name: that order gives colours
 * to those that have none, each hue with the next shape once all are used. */
function styleTypes() {
    const counts = new Uint32Array(data.entityTypes.length);
    for (const type of data.type) if (type >= 0) counts[type]++;
    const order = data.entityTypes
        .map((_, t) => t)
        .sort((a, b) => counts[b] - counts[a] || (data.entityTypes[a].name < data.entityTypes[b].name ? -1 : 1));
    looks.hue[0] = hueOf(7);
    looks.shape[0] = 'circle';
    let next = 0;
    for (const t of order) {
        const { colour, shape } = data.entityTypes[t];
        looks.hue[t + 1] = colour?.toLowerCase() ?? hueOf(next);
        looks.shape[t + 1] = shape ?? shapeNames[(next + Math.floor(next / 8)) % shapeNames.length];
        if (!colour || !shape) next++;
    }
}

/* Small graphs that are not so small have to make do with the same room. */
const crowd = Math.min(1, Math.sqrt(60 / data.entityCount));

function sizeValues() {
    if (state.sizeBy === 'one') return null;
    return columnNamed(state.sizeBy)?.values ?? degrees;
}

export function updateSizes() {
    const values = sizeValues();
    let [least, most] = [Infinity, -Infinity];
    for (const v of values ?? []) if (Number.isFinite(v)) [least, most] = [Math.min(least, v), Math.max(most, v)];
    least = Math.min(least, 0);
    for (let e = 0; e < data.entityCount; e++) {
        const v = values ? values[e] : 0;
        looks.share[e] = values && most > least && Number.isFinite(v) ? Math.sqrt((v - least) / (most - least)) : 0;
        looks.radius[e] = isSmall ? crowd * (8 + 14 * looks.share[e]) : 3.2 + 13 * looks.share[e];
        if (!values) looks.radius[e] = isSmall ? crowd * 12 : 5;
        looks.order[e] = e;
    }
    looks.order.sort((a, b) => looks.share[b] - looks.share[a] || degrees[b] - degrees[a] || a - b);
}

function colourByType() {
    looks.paints = looks.hue.map((hue) => ({ ...paintOf(hue) }));
    for (let e = 0; e < data.entityCount; e++) looks.colour[e] = data.type[e] + 1;
}

/* The last row is for entities that are in no group. */
function colourByGroup({ values }) {
    looks.paints = Array.from({ length: groupHues }, (_, g) => ({ ...paintOf(groupHue(g)) }));
    looks.paints.push({ ...paintOf(hueOf(7)) });
    for (let e = 0; e < data.entityCount; e++)
        looks.colour[e] = Number.isNaN(values[e]) ? groupHues : values[e] % groupHues;
}

/* Seven equally full bins by rank; equal values share one. */
function colourByScore({ values }) {
    const sorted = values.filter((v) => !Number.isNaN(v)).sort();
    const limits = [];
    for (let b = 1; b < bins; b++) limits.push(sorted[Math.floor((b * sorted.length) / bins)]);
    const members = Array.from({ length: bins }, () => []);
    for (let e = 0; e < data.entityCount; e++) {
        const bin = Number.isNaN(values[e])
            ? 0
            : limits.reduce((sum, limit) => sum + (values[e] >= limit && limit > sorted[0] ? 1 : 0), 0);
        looks.colour[e] = bin;
        members[bin].push(values[e]);
    }
    looks.paints = members.map((list, b) => {
        const [least, most] = list.reduce(([a, z], v) => [Math.min(a, v), Math.max(z, v)], [Infinity, -Infinity]);
        const label = least === most ? numberText(least) : `${numberText(least)} – ${numberText(most)}`;
        return { ...paintOf(rampHue(b)), label, count: list.length };
    });
}

export function updateColours() {
    const column = columnNamed(state.colourBy);
    if (column?.kind === 'group') colourByGroup(column);
    else if (column) colourByScore(column);
    else if (state.colourBy === 'relations') colourByScore({ values: degrees });
    else colourByType();
}

export const shapeOf = (e) => looks.shape[data.type[e] + 1];
export const typePaint = (type) => paintOf(looks.hue[type + 1]);
export const typeLabel = (type) => (type < 0 ? 'without a type' : data.entityTypes[type].label);

styleTypes();
