// Lighthouse finds nothing to better in a story, the front page and the pages of Plus: 100 for accessibility, best
// practices and SEO, and every audit of what a page is made of. How fast it was is the machine's and bench/lighthouse's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pages, start } from '../lighthouse.js';
import { origin } from '../site.js';

// What a page weighs and asks for, without a stopwatch.
const made = [
  'cumulative-layout-shift', 'dom-size', 'efficient-animated-content', 'font-display-insight',
  'legacy-javascript', 'modern-image-formats', 'non-composited-animations', 'offscreen-images', 'redirects', 'render-blocking-resources',
  'third-parties-insight', 'total-byte-weight', 'unminified-css', 'unminified-javascript', 'unsized-images', 'unused-css-rules',
  'unused-javascript', 'uses-optimized-images', 'uses-responsive-images', 'uses-text-compression', 'viewport-insight',
];
let browser;

before(async () => { browser = await start(); });
after(() => browser.close());

for (const page of pages) {
  test(`Lighthouse: ${page.name}`, async () => {
    const { scores, categories, audits } = await browser.measure(origin + page.path, page);
    delete scores.performance;
    const counted = Object.keys(scores).flatMap((id) => categories[id].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
    const asked = made.filter((id) => !(page.isFilledLate && id === 'cumulative-layout-shift'));
    const missed = [...counted, ...asked].map((id) => audits[id]).filter(({ score }) => score !== null && score < 1);
    assert.deepEqual(missed.map(({ id, title, displayValue }) => `${id}: ${title} ${displayValue ?? ''}`), []);
    assert.ok(Object.values(scores).every((score) => score === 100), JSON.stringify(scores));
  });
}
