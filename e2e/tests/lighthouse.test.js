// Lighthouse gives a story, the front page and the pages of Plus 100 for performance, accessibility, best practices and SEO.
// Search engines shall leave some of them out, and Lighthouse takes that for a fault: their SEO is not asked for.
// Other work on the machine makes its stopwatch wrong, so a page that misses 100 for performance is measured again.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright-core';
import { executablePath, flags } from '../browser.js';
import { origin, storyPath } from '../site.js';

const tries = 3;
let browser;
let port;

before(async () => {
  port = await freePort();
  browser = await chromium.launch({ executablePath, headless: true, args: [...flags, `--remote-debugging-port=${port}`] });
});
after(() => browser.close());

for (const [name, path, config, unlisted] of [
  ['a story on a phone', storyPath('k001', 'be'), undefined],
  ['a story on a desktop', storyPath('k001', 'be'), desktopConfig],
  ['the front page on a phone', '/en/', undefined],
  ['the front page on a desktop', '/en/', desktopConfig],
  ['what Plus is on a phone', '/be/plus', undefined],
  ['what Plus is on a desktop', '/be/plus', desktopConfig],
  ['entering a code on a phone', '/ru/plus/code', undefined],
  ['giving a code on a phone', '/en/plus/gift', undefined],
  ['what protects on a phone', '/be/plus/protection', undefined],
  ['my passes on a phone', '/en/plus/passes', undefined, 'unlisted'],
  ['back from paying on a phone', '/ru/plus/paid', undefined, 'unlisted'],
  ['a pool on a phone', '/be/plus/pool/readers', undefined, 'unlisted'],
  ['handing in a pass on a phone', `${storyPath('k002', 'en')}/enter`, undefined, 'unlisted'],
]) {
  test(`Lighthouse: ${name}`, async () => {
    let scores;
    let missed;
    for (let attempt = 0; attempt < tries; attempt++) {
      ({ scores, missed } = await measure(origin + path, config));
      if (scores.performance === 100) break;
    }
    const best = { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 };
    if (unlisted) delete scores.seo;
    if (unlisted) delete best.seo;
    assert.deepEqual(scores, best, missed.join('\n'));
  });
}

async function measure(url, config) {
  const { lhr } = await lighthouse(url, { port, output: 'json', logLevel: 'error' }, config);
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
  const counted = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
  const missed = counted.map((id) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
  return { scores, missed: missed.map(({ id, title, displayValue }) => `${id}: ${title} ${displayValue ?? ''}`) };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
