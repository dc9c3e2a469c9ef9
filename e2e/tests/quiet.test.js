// What a page must not do to its reader: talk to others, leave something behind, run anything.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { get, languages, origin, pages } from '../site.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const language of languages) {
  test(`a page talks to nobody else and leaves nothing: ${language}`, async (t) => {
    for (const { type, path, status } of pages.filter((page) => page.language === language)) {
      await t.test(`${type}: ${path}`, () => withPage(browser, {}, (page, context) => look(page, context, path, status)));
    }
  });
}

async function look(page, context, path, status) {
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(message.text()));
  const response = await page.goto(origin + path, { waitUntil: 'networkidle' });
  assert.equal(response.status(), status);
  // Chromium itself writes down that a page came with 404 or 410.
  const said = complaints.filter((text) => !/the server responded with a status of (404|410)/.test(text));
  assert.deepEqual(said, [], 'the console');
  assert.deepEqual(requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:')), [], 'requests to others');
  assert.deepEqual(await context.cookies(), [], 'cookies');
  assert.equal(await page.evaluate(() => document.cookie), '');
  assert.deepEqual(await page.evaluate(kept), [0, 0, 0], 'local storage, session storage, workers');
  assert.deepEqual(await page.evaluate(scripts), [], 'scripts');
  assert.deepEqual(await page.evaluate(telling), [], 'links out that tell where the reader came from');
}

async function kept() {
  const workers = globalThis.navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [];
  return [localStorage.length, sessionStorage.length, workers.length];
}

function scripts() {
  const inline = [...document.querySelectorAll('*')].filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on')));
  const tags = [...document.querySelectorAll('script:not([type="application/ld+json"]), iframe, object, embed, form')];
  // The paid tier's pages and the newsletters' may send forms to this site, and two of them may run the wallet's own script.
  const own = ({ tagName, src, action }) => (tagName === 'FORM' && new URL(action).origin === location.origin) || (tagName === 'SCRIPT' && /^\/assets\/(wallet|draw)-[0-9a-f]+\.js$/.test(src && new URL(src).pathname));
  const hasForms = location.pathname.includes('/plus') || /\/(enter|newsletter)$/.test(location.pathname);
  return [...inline, ...tags.filter((element) => !(hasForms && own(element)))].map((element) => element.outerHTML.slice(0, 200));
}

function telling() {
  const out = [...document.querySelectorAll('a[href], area[href]')].filter((link) => link.origin !== location.origin && link.protocol.startsWith('http'));
  return out.filter((link) => !link.relList.contains('noreferrer')).map((link) => link.outerHTML);
}

test('every answer carries the headers that protect its reader', async () => {
  for (const path of ['/', '/en/', '/en/latest', '/robots.txt', '/sitemap.xml', '/en/feed/rss.xml', '/en/corrections.json', '/favicon.svg', '/en/there-is-no-such-page', '/%00']) {
    const { headers } = await get(path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('set-cookie'), null, path);
    assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe-/, path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path);
  }
});
