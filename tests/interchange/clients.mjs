// What exports are read back with, as JSON on standard output, for texts.py:
//   clients.mjs n3 FILE          statements of Turtle, N-Triples and N-Quads
//   clients.mjs jsonld FILE      statements of JSON-LD
//   clients.mjs mermaid FILE     nodes, edges and frames of a flowchart
//   clients.mjs csv FILE [TAB]   rows of CSV, or of TSV
//   clients.mjs cypher FILE      what Neo4j's own parser says against a script
import fs from "node:fs";

const [kind, file, more] = process.argv.slice(2);
const text = fs.readFileSync(file, "utf8");

const plain = (term) => {
  if (term.termType === "NamedNode") return ["iri", term.value];
  if (term.termType === "BlankNode") return ["blank", term.value.replace(/^_:/, "")];
  if (term.termType === "DefaultGraph") return null;
  return ["literal", term.value, term.datatype.value];
};
const plainQuad = (q) => [q.subject, q.predicate, q.object, q.graph].map(plain);

const clients = {
  async n3() {
    const { Parser } = await import("n3");
    const format = { nt: "N-Triples", nq: "N-Quads", ttl: "Turtle" }[file.split(".").pop()];
    return new Parser({ format, blankNodePrefix: "_:" }).parse(text).map(plainQuad);
  },
  async jsonld() {
    const { default: jsonld } = await import("jsonld");
    const documentLoader = (url) => Promise.reject(new Error(`asks for ${url}`));
    const quads = await jsonld.toRDF(JSON.parse(text), { documentLoader });
    return quads.map(plainQuad);
  },
  async mermaid() {
    const { JSDOM } = await import("jsdom");
    const { window } = new JSDOM("");
    Object.assign(globalThis, { window, document: window.document });
    const { default: mermaid } = await import("mermaid");
    mermaid.initialize({ maxEdges: 1e6, maxTextSize: 1e9 });
    const { db, ...rest } = await mermaid.mermaidAPI.getDiagramFromText(text);
    return {
      title: rest.text ? db.getDiagramTitle() : db.getDiagramTitle(),
      nodes: [...db.getVertices().values()].map((n) => ({ id: n.id, text: n.text, classes: n.classes, shape: n.type })),
      edges: db.getEdges().map((e) => ({ source: e.start, target: e.end, text: e.text, type: e.type, stroke: e.stroke })),
      frames: db.getSubGraphs().map((f) => ({ id: f.id, title: f.title, nodes: f.nodes })),
    };
  },
  async csv() {
    const { parse } = await import("csv-parse/sync");
    return parse(text, more ? { delimiter: "\t" } : {});
  },
};

process.stdout.write(JSON.stringify(await clients[kind]()));
