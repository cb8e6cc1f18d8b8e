// Runs a load-test script of k6 in Node with stand-ins for k6's modules, and writes the summary that the
// script would write: run-load-test.mjs SCRIPT FOLDER LOAD DEMAND [LACKS]. LACKS is a variable of the
// environment that the script is not given. The system that answers is one vCPU
// shared by all requests, each of which needs DEMAND milliseconds of it (M/M/1, R = D / (1 - rate D)).
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';

const [script, folder, load, demand, lacks] = process.argv.slice(2);
const modules = {
  'k6/http': 'export default { request: (m, u, b, p) => globalThis.__request(m, u, b, p) };',
  k6: 'export const check = (v, all) => Object.values(all).every((one) => one(v));',
};
let text = fs.readFileSync(script, 'utf8');
for (const [name, source] of Object.entries(modules)) {
  const file = path.join(folder, `${name.replace('/', '-')}.mjs`);
  fs.writeFileSync(file, source);
  text = text.replace(`from '${name}'`, () => `from '${url.pathToFileURL(file).href}'`);
}
const copy = path.join(folder, 'script.mjs');
fs.writeFileSync(copy, text);

let count = 0;
const tags = {};
const classes = [...text.matchAll(/\{ name: ("(?:[^"\\]|\\.)*"), share: [^,]+, method: '(\w+)' \}/g)]
  .map((row) => ({ name: JSON.parse(row[1]), method: row[2] }));
const given = (kind, value) => JSON.stringify(Object.fromEntries(
  classes.filter((one) => kind === 'PATHS' || one.method === 'POST')
    .map((one, index) => [one.name, value(index)])));
globalThis.__ENV = {
  BASE_URL: 'http://localhost', LOAD: load, SUMMARY: `k6-${load}.json`,
  PATHS: given('PATHS', (index) => `/class/${index}`), BODIES: given('BODIES', (index) => ({ index })),
};
if (lacks) delete globalThis.__ENV[lacks];
const sent = {};
globalThis.__request = (method, address, body, parameters) => {
  count += 1;
  const name = parameters.tags.class;
  tags[name] = (tags[name] || 0) + 1;
  sent[name] = { method, path: address.slice('http://localhost'.length), body };
  return { status: 200, method, address };
};
const test = await import(url.pathToFileURL(copy).href);
for (let index = 0; index < 6000; index += 1) test.default();

const rate = test.options.scenarios.peak.rate / 60;
const mean = Number(demand) / (1 - (rate * Number(demand)) / 1000);
// Exponential response times, by their quantiles.
const sorted = Array.from({ length: count }, (_, i) => -mean * Math.log(1 - (i + 0.5) / count));
const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const trend = {
  avg: sorted.reduce((sum, one) => sum + one, 0) / count,
  min: sorted[0], med: at(0.5), max: sorted[sorted.length - 1],
  'p(90)': at(0.9), 'p(95)': at(0.95), 'p(99)': at(0.99),
};
const seconds = count / rate;
const files = test.handleSummary({
  metrics: {
    http_reqs: { type: 'counter', values: { count: count, rate } },
    iterations: { type: 'counter', values: { count: count, rate } },
    http_req_duration: { type: 'trend', values: trend },
    http_req_failed: { type: 'rate', values: { rate: 0, passes: 0, fails: count } },
    vus: { type: 'gauge', values: { value: 5, min: 5, max: 5 } },
  },
  state: { testRunDurationMs: seconds * 1000 },
});
for (const [name, contents] of Object.entries(files)) {
  if (name !== 'stdout') fs.writeFileSync(path.join(folder, name), contents);
}
console.log(JSON.stringify({ options: test.options, expected: test.expected, tags, sent, rate }));
