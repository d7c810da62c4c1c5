/* What the filters leave, and what is lit in it. Worked out from the state once
 * a change, for all who show it. */
import { data } from './data.js';
import { state } from './state.js';
import { near, shortestPath } from './walk.js';

export const shown = {
    entity: new Uint8Array(data.entityCount).fill(1),
    relation: new Uint8Array(data.relationCount).fill(1),
    entityCount: data.entityCount,
    relationCount: data.relationCount,
    isLit: false, // whether anything stands out; then:
    litEntity: new Uint8Array(data.entityCount),
    litRelation: new Uint8Array(data.relationCount),
    litEntities: [],
    litRelations: [],
    path: null, // { entities, relations } between state.from and state.to
};

export const hasConfidence = Boolean(data.confidence);

function holds(r) {
    return data.firstDay[r] <= state.lastDay && data.lastDay[r] >= state.firstDay;
}

/* A relation that does not say counts as certain, as everywhere in kith. */
function isSure(r) {
    return !(hasConfidence && data.confidence[r] < state.sure);
}

function filterEntities() {
    for (let e = 0; e < data.entityCount; e++) shown.entity[e] = state.hiddenTypes.has(data.type[e]) ? 0 : 1;
}

function filterRelations() {
    const { entity, relation } = shown;
    for (let r = 0; r < data.relationCount; r++) {
        const ends = entity[data.source[r]] && entity[data.target[r]];
        relation[r] = ends && !state.hiddenKinds.has(data.kind[r]) && isSure(r) && holds(r) ? 1 : 0;
    }
}

function hideLonely() {
    const { entity, relation } = shown;
    const has = new Uint8Array(data.entityCount);
    for (let r = 0; r < data.relationCount; r++) if (relation[r]) has[data.source[r]] = has[data.target[r]] = 1;
    for (let e = 0; e < data.entityCount; e++) entity[e] &= has[e] | (e === state.selected);
}

/* Keep only what is near the selected entity. */
function keepNear() {
    const { distance } = near(state.selected, state.steps, shown.relation);
    shown.entity.fill(0);
    for (const e of distance.keys()) shown.entity[e] = 1;
    filterRelations();
}

function light(entities, relations) {
    shown.isLit = true;
    shown.litEntities = [...entities];
    shown.litRelations = [...relations];
    for (const e of shown.litEntities) shown.litEntity[e] = 1;
    for (const r of shown.litRelations) shown.litRelation[r] = 1;
}

function lightGroup() {
    const column = data.columns.find((c) => c.name === state.colourBy && c.kind === 'group');
    const isIn = (e) => shown.entity[e] && column.values[e] === state.group;
    const entities = [];
    for (let e = 0; column && e < data.entityCount; e++) if (isIn(e)) entities.push(e);
    const relations = [];
    for (let r = 0; column && r < data.relationCount; r++)
        if (shown.relation[r] && isIn(data.source[r]) && isIn(data.target[r])) relations.push(r);
    if (column) light(entities, relations);
}

function putOut() {
    for (const e of shown.litEntities) shown.litEntity[e] = 0;
    for (const r of shown.litRelations) shown.litRelation[r] = 0;
    shown.litEntities = [];
    shown.litRelations = [];
    shown.isLit = false;
}

export function updateLight() {
    putOut();
    shown.path = null;
    if (state.from >= 0 && state.to >= 0) {
        shown.path = shortestPath(state.from, state.to, shown.relation, state.directed);
        light(shown.path?.entities ?? [state.from, state.to], shown.path?.relations ?? []);
    } else if (state.selected >= 0 && shown.entity[state.selected]) {
        const { distance, relations } = near(state.selected, state.steps, shown.relation);
        light(distance.keys(), relations);
    } else if (state.group >= 0) {
        lightGroup();
    }
}

export function updateShown() {
    filterEntities();
    filterRelations();
    if (state.only && state.selected >= 0 && shown.entity[state.selected]) keepNear();
    if (state.lonely) hideLonely();
    shown.entityCount = shown.entity.reduce((sum, is) => sum + is, 0);
    shown.relationCount = shown.relation.reduce((sum, is) => sum + is, 0);
    updateLight();
}
