// Records of a graph of any size, the same for the same size: communities with
// hubs, types, dates, confidences, aliases and evidence.

/** Numbers from 0 to 1 (mulberry32). */
export function chance(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const types = ['person', 'organisation', 'company', 'country', 'city', 'document', 'event', 'institute'];
const kinds = [
    'leads',
    'member_of',
    'works_for',
    'signed',
    'located_in',
    'knows',
    'owns',
    'part_of',
    'attends',
    'hosts',
    'party_to',
    'concerns',
];
const first = [
    'Aziza',
    'Boris',
    'Chloé',
    'Dilnoza',
    'Erik',
    'Fatima',
    'Gennadi',
    'Hélène',
    'Ilyas',
    'Jana',
    'Kamil',
    'Leyla',
];
const last = [
    'Abdullayev',
    'Brandt',
    'Castro',
    'Dvořák',
    'Eriksen',
    'Farouk',
    'Grigoryan',
    'Hoàng',
    'Ivanova',
    'Jensen',
    'Karimov',
    'Lindqvist',
];
const places = ['Almaty', 'Berlin', 'Córdoba', 'Dushanbe', 'Espoo', 'Fergana', 'Ghent', 'Hanoi', 'Istanbul', 'Jena'];
const things = {
    organisation: 'Council',
    company: 'Trading Ltd',
    country: 'Republic',
    city: 'City',
    document: 'Protocol',
    event: 'Summit',
    institute: 'Institute',
};

function nameOf(type, i) {
    if (type === 'person') return `${first[i % 12]} ${last[Math.floor(i / 12) % 12]}${i >= 144 ? ` ${i}` : ''}`;
    return `${places[i % 10]} ${things[type]} ${i}`;
}

/** Entities and relations of a graph of `size` entities. */
export function records(size) {
    const next = chance(size);
    const groups = Math.max(2, Math.round(Math.sqrt(size) / 2.2));
    const groupOf = Array.from({ length: size }, () => Math.floor(next() ** 1.4 * groups));
    const members = Array.from({ length: groups }, () => []);
    groupOf.forEach((g, i) => members[g].push(i));
    const entities = groupOf.map((g, i) => {
        const type = types[Math.floor(next() ** 1.6 * types.length)];
        return {
            id: `e${i}`,
            type,
            name: nameOf(type, i),
            ...(i % 7 ? {} : { aliases: [`Alias ${i}`], properties: { code: i } }),
            ...(i % 5 ? {} : { evidence: ['report'] }),
        };
    });
    const relations = [];
    const link = (a, b) => {
        const r = { source: `e${a}`, type: kinds[Math.floor(next() ** 1.5 * kinds.length)], target: `e${b}` };
        if (next() < 0.5) r.since = String(1990 + Math.floor(next() * 30));
        if (r.since && next() < 0.3) r.until = String(Number(r.since) + 1 + Math.floor(next() * 6));
        if (next() < 0.3) r.confidence = Math.round(next() * 100) / 100;
        if (next() < 0.4)
            r.evidence = [
                {
                    document: 'report',
                    page: 1 + Math.floor(next() * 90),
                    note: `Named together on this page, as entry ${relations.length}.`,
                },
            ];
        relations.push(r);
    };
    for (let i = 1; i < size; i++) {
        const own = members[groupOf[i]];
        const times = 1 + Math.floor(next() ** 2 * 3.2);
        for (let t = 0; t < times; t++) {
            const b = next() < 0.94 ? own[Math.floor(next() ** 3 * own.length)] : Math.floor(next() ** 2 * size);
            if (b !== i) link(i, b);
        }
    }
    const documents = [
        {
            id: 'report',
            title: 'The report on everything',
            publisher: 'A press',
            url: 'https://example.org/report',
            date: '2021-03',
        },
    ];
    return { title: `Made of ${size} entities`, entities, relations, documents };
}
