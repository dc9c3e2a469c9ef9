// Makes the demo agency in a fresh folder for each database, serves it on free local ports, and runs the tests against
// it. VESTKA_BINARY names the binary, VESTKA_TEST_POSTGRES a PostgreSQL server; without one only SQLite is tried.
// Arguments: test files to run (all of tests/ without).
import { spawn } from 'node:child_process';
import { readdirSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveDemo } from './server.js';

const here = import.meta.dirname;
const folder = mkdtempSync(path.join(tmpdir(), 'vestka-e2e-'));
const servers = [];

async function main() {
  const databases = { sqlite: '' };
  if (process.env.VESTKA_TEST_POSTGRES) databases.postgres = process.env.VESTKA_TEST_POSTGRES;
  const sites = Object.fromEntries(Object.keys(databases).map((engine) => [engine, null]));
  // Drawing the demo's pictures takes a core its time: both at once.
  await Promise.all(Object.entries(databases).map(async ([engine, url]) => {
    const server = await serveDemo({ folder: path.join(folder, engine), database: url });
    servers.push(server);
    sites[engine] = { address: server.address, pid: server.pid, slugs: server.slugs, folder: server.folder, database: server.database };
  }));
  console.log(`the demo agency is served from ${Object.keys(sites).join(' and ')}`);
  const named = process.argv.slice(2);
  const all = readdirSync(path.join(here, 'tests')).filter((name) => name.endsWith('.test.js')).sort();
  const chosen = (named.length ? named : all).map((name) => path.basename(name));
  // What the newsroom publishes changes the pages that the readers' tests look at: its tests come after them.
  const [readers, desk] = [chosen.filter((name) => !name.startsWith('desk')), chosen.filter((name) => name.startsWith('desk'))];
  let code = 0;
  for (const files of [readers, desk].filter((files) => files.length)) code = (await nodeTests(sites, files)) || code;
  return code;
}

function nodeTests(sites, names) {
  const files = names.map((name) => path.join(here, 'tests', name));
  const options = ['--test', '--test-reporter=spec', '--test-concurrency=2'];
  const env = { ...process.env, VESTKA_SITES: JSON.stringify(sites), VESTKA_FOLDER: folder };
  const child = spawn(process.execPath, [...options, ...files], { stdio: ['ignore', 'inherit', 'inherit'], env });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function clean() {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => clean().finally(() => process.exit(1)));
let code = 1;
try {
  code = await main();
} catch (error) {
  console.error(error);
} finally {
  await clean();
}
process.exit(code);
