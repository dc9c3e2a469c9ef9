// What Lighthouse is asked about, and how: for the test, which asks what does not hang on the machine's speed, and for
// bench/lighthouse, which asks for the stopwatch too.
import { createServer } from 'node:net';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright-core';
import { executablePath, flags } from './browser.js';
import { storyPath } from './site.js';

// Search engines shall leave the unlisted ones out, and Lighthouse takes that for a fault: their SEO is not asked for. What
// a script fills late moves if the browser has painted before: that is the machine's speed too.
export const pages = [
  { name: 'a story on a phone', path: storyPath('k001', 'be') },
  { name: 'a story on a desktop', path: storyPath('k001', 'be'), config: desktopConfig },
  { name: 'the front page on a phone', path: '/en/' },
  { name: 'the front page on a desktop', path: '/en/', config: desktopConfig },
  { name: 'what Plus is on a phone', path: '/be/plus' },
  { name: 'what Plus is on a desktop', path: '/be/plus', config: desktopConfig },
  { name: 'entering a code on a phone', path: '/ru/plus/code' },
  { name: 'giving a code on a phone', path: '/en/plus/gift' },
  { name: 'what protects on a phone', path: '/be/plus/protection' },
  { name: 'my passes on a phone', path: '/en/plus/passes', unlisted: true, isFilledLate: true },
  { name: 'back from paying on a phone', path: '/ru/plus/paid', unlisted: true },
  { name: 'a pool on a phone', path: '/be/plus/pool/readers', unlisted: true },
  { name: 'handing in a pass on a phone', path: `${storyPath('k002', 'en')}/enter`, unlisted: true },
];

// A browser that Lighthouse can drive: { measure(url, page), close() }.
export async function start() {
  const port = await freePort();
  const browser = await chromium.launch({ executablePath, headless: true, args: [...flags, `--remote-debugging-port=${port}`] });
  return { measure: (url, page) => measure(url, page, port), close: () => browser.close() };
}

// Scores of 0 to 100 by category, and every audit by name.
async function measure(url, { config, unlisted }, port) {
  const { lhr } = await lighthouse(url, { port, output: 'json', logLevel: 'error' }, config);
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
  if (unlisted) delete scores.seo;
  return { scores, categories: lhr.categories, audits: lhr.audits };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
