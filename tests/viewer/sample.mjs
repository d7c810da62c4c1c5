// A small graph that has something of everything the page shows.
const records = {
    title: 'A sample',
    entities: [
        {
            id: 'ada',
            type: 'person',
            name: 'Áda Lovelace',
            aliases: ['Countess of Lovelace', 'Лавлейс'],
            properties: {
                born: 1815,
                site: 'https://example.org/ada',
                script: 'javascript:alert(1)',
                large: 'LARGE',
                nested: { a: [1, 2] },
            },
            evidence: ['letters'],
        },
        { id: 'charles', type: 'person', name: 'Charles Babbage' },
        { id: 'mary', type: 'person', name: 'Mary Somerville' },
        { id: 'society', type: 'organisation', name: 'Royal Society' },
        { id: 'club', type: 'organisation', name: 'Analytical Society' },
        { id: 'london', type: 'place', name: 'London' },
        { id: 'note-g', type: 'document', name: 'Note G' },
        { id: 'alone', type: 'document', name: 'A leaf that nobody cites' },
    ],
    relations: [
        {
            source: 'charles',
            type: 'leads',
            target: 'club',
            since: '1812',
            until: '1814',
            confidence: 0.4,
            properties: { role: 'a founder' },
        },
        { source: 'charles', type: 'member_of', target: 'society', since: '1816-03-14' },
        { source: 'mary', type: 'knows', target: 'ada', since: '1831', confidence: 0.9 },
        {
            source: 'ada',
            type: 'knows',
            target: 'charles',
            since: '1833-06-05',
            evidence: [
                { document: 'letters', paragraph: 3, note: 'They met at a party.', quote: 'The thinking machine' },
                { document: 'rumour', page: 12, note: 'Told again.' },
            ],
        },
        { source: 'ada', type: 'wrote', target: 'note-g', since: '1843', weight: 2 },
        { source: 'society', type: 'headquartered_in', target: 'london' },
        { source: 'note-g', type: 'concerns', target: 'charles', confidence: 0.7 },
        { source: 'mary', type: 'wrote', target: 'note-g', since: '1850', confidence: 0.1 },
    ],
    documents: [
        { id: 'letters', title: 'Letters', publisher: 'A press', date: '1843', url: 'https://example.org/letters' },
        { id: 'rumour', title: 'Hearsay', url: 'javascript:alert(document.domain)' },
    ],
};

// A number with more digits than a double holds.
export const sample = JSON.stringify(records).replace('"LARGE"', '12345678901234567890');
export const { entities } = records;
