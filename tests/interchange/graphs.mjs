// What graphs are read back with, as JSON on standard output, for graphs.py:
//   graphs.mjs KIND FILE
// A graph is {nodes: [[id, attributes]], edges: [[id, source, target, undirected,
// attributes]], graph: attributes}; attributes are pairs, as an object has no
// room for one called __proto__.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [kind, file] = process.argv.slice(2);
const text = fs.readFileSync(file, "utf8");
const pairs = (object) => Object.entries(object ?? {});

const ofGraphology = (graph) => ({
  graph: pairs(graph.getAttributes()),
  nodes: graph.mapNodes((id, attributes) => [id, pairs(attributes)]),
  edges: graph.mapEdges((id, attributes, source, target) => [
    id,
    source,
    target,
    graph.isUndirected(id),
    pairs(attributes),
  ]),
});

async function graphologyOf(module) {
  const { default: Graph } = await import("graphology");
  const { default: parser } = await import(module);
  class Multi extends Graph {
    constructor(options) {
      super({ ...options, multi: true });
    }
  }
  return ofGraphology(parser.parse(Multi, text));
}

// A whole conversation with the memory server over its standard streams.
function askServer(calls) {
  const program = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@modelcontextprotocol/server-memory/package.json")),
    "dist/index.js",
  );
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, MEMORY_FILE_PATH: path.resolve(file) },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const say = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const answers = [];
  let rest = "";
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.on("data", (chunk) => {
      rest += chunk;
      for (let end; (end = rest.indexOf("\n")) >= 0; rest = rest.slice(end + 1)) {
        const answer = JSON.parse(rest.slice(0, end));
        if (answer.error) reject(new Error(JSON.stringify(answer.error)));
        answers.push(answer.result);
        if (answers.length === 1) say({ method: "notifications/initialized" });
        const next = calls[answers.length - 1];
        if (next) say({ id: answers.length, method: "tools/call", params: next });
        else {
          child.kill();
          resolve(answers.slice(1));
          return;
        }
      }
    });
    say({
      id: 0,
      method: "initialize",
      params: { protocolVersion: "2024-11-05", capabilities: {}, clientInfo: { name: "kith", version: "0" } },
    });
  });
}

const clients = {
  gexf: () => graphologyOf("graphology-gexf/node/index.js"),
  graphml: () => graphologyOf("graphology-graphml/node/index.js"),
  async graphology() {
    const { default: Graph } = await import("graphology");
    return ofGraphology(Graph.from(JSON.parse(text)));
  },
  async cytoscape() {
    const { default: cytoscape } = await import("cytoscape");
    const { elements, data } = JSON.parse(text);
    const graph = cytoscape({ headless: true, elements, data, layout: { name: "preset" } });
    return {
      graph: pairs(graph.data()),
      nodes: graph.nodes().map((n) => [n.id(), pairs(n.data()), n.position()]),
      edges: graph.edges().map((e) => [e.id(), e.source().id(), e.target().id(), false, pairs(e.data())]),
    };
  },
  async d3() {
    const { forceLink, forceSimulation } = await import("d3-force");
    const { nodes, links } = JSON.parse(text);
    forceSimulation(nodes)
      .force("link", forceLink(links).id((d) => d.id))
      .stop();
    return {
      nodes: nodes.map((n) => [n.id, pairs(n)]),
      edges: links.map((l) => [null, l.source.id, l.target.id, false, pairs(l)]),
    };
  },
  async vis() {
    const { DataSet } = await import("vis-data");
    const { nodes, edges } = JSON.parse(text);
    return {
      nodes: new DataSet(nodes).get().map((n) => [n.id, pairs(n)]),
      edges: new DataSet(edges).get().map((e) => [e.id, e.from, e.to, e.arrows !== "to", pairs(e)]),
    };
  },
  async ftm() {
    const { Model, defaultModel } = createRequire(import.meta.url)("@alephdata/followthemoney");
    const model = new Model(defaultModel);
    return text
      .trimEnd()
      .split("\n")
      .map((line) => {
        const entity = model.getEntity(JSON.parse(line));
        const values = [...entity.properties].map(([property, list]) => [
          property.name,
          list.map((value) => (typeof value === "string" ? value : value.id)),
        ]);
        return { id: entity.id, schema: entity.schema.name, isEdge: entity.schema.isEdge, properties: values };
      });
  },
  async memory() {
    const [read] = await askServer([{ name: "read_graph", arguments: {} }]);
    return JSON.parse(read.content[0].text);
  },
  async schema() {
    const { default: Ajv } = await import("ajv");
    const { default: Ajv2020 } = await import("ajv/dist/2020.js");
    const schema = JSON.parse(fs.readFileSync(process.argv[4], "utf8"));
    const ajv = new (String(schema.$schema).includes("2020") ? Ajv2020 : Ajv)({ strict: false, allErrors: true });
    const validate = ajv.compile(schema);
    return { valid: validate(JSON.parse(text)), errors: (validate.errors ?? []).slice(0, 5) };
  },
};

process.stdout.write(JSON.stringify(await clients[kind]()));
