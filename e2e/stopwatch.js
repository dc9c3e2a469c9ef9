// bench/lighthouse: serves the demo agency and has Lighthouse take the time of the readers' pages.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveDemo } from './server.js';

const rounds = 3;
const folder = mkdtempSync(path.join(tmpdir(), 'vestka-lighthouse-'));
const server = await serveDemo({ folder: path.join(folder, 'sqlite'), database: '' });
process.env.VESTKA_SITES = JSON.stringify({ sqlite: server });
const { pages, start } = await import('./lighthouse.js');
const browser = await start();

console.log('best  middle  page');
for (const page of pages) {
  const found = [];
  for (let round = 0; round < rounds; round++) found.push((await browser.measure(server.address + page.path, page)).scores.performance);
  found.sort((a, b) => b - a);
  console.log(`${String(found[0]).padStart(4)}  ${String(found[1]).padStart(6)}  ${page.name}`);
}
await browser.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });
