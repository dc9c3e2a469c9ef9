// Plus with JavaScript off, from the first page to the last: buying, the code, a pass, reading, and the refusals.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, withPage } from '../browser.js';
import { languages, origin, site, storyPath } from '../site.js';
import { binary } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const reader = { baseURL: origin, javaScriptEnabled: false };
const send = (page) => page.click('main form button');

function vestka(args, input = '') {
  const env = { ...process.env, VESTKA_DATABASE_URL: site.database, RUST_BACKTRACE: '0' };
  return execFileSync(binary, args, { env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] }).trim();
}

const makeCode = (months = 1) => vestka(['code', 'make', '--months', String(months), '--data', site.folder]);

// The code that a page shows, put together from its groups.
const shownCode = async (page) => (await page.locator('.code span').allInnerTexts()).join('-');

for (const language of languages) {
  test(`a code is bought and found good: ${language}`, () => withPage(browser, reader, async (page, context) => {
    await page.goto(`/${language}/`);
    await page.click('nav.sections a[href$="/plus"]');
    await page.click('.doors a[href="#buy"]');
    await page.check('input[value=year]');
    await send(page);
    const code = await shownCode(page);
    assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    assert.equal(new URL(page.url()).pathname, `/${language}/plus/buy`);
    assert.equal(new URL(page.url()).search, '', 'nothing of it stands in the address');
    const early = await context.newPage();
    await early.goto(`/${language}/plus/code`);
    await early.fill('#code', code);
    await send(early);
    assert.equal(await early.locator('a.button').count(), 0, 'it is not good before it is paid');
    await page.click('main a.button');
    assert.notEqual(new URL(page.url()).origin, origin, 'paying happens elsewhere');
    assert.equal(page.url().includes(code), false);
    await page.click('button');
    await page.waitForURL(`**/${language}/plus/paid`);
    await page.fill('#code', code.toLowerCase().replaceAll('-', ' '));
    await send(page);
    assert.equal(await page.locator('.facts-of dd').count(), 2);
    assert.equal(await page.locator(`a.button[href="/${language}/plus/passes"]`).count(), 1, 'the code is good');
    assert.deepEqual(await context.cookies(), [], 'no cookie was set on the way');
  }));

  test(`answers to forms stand as well as pages: ${language}`, () => withPage(browser, { baseURL: origin, viewport: { width: 360, height: 740 } }, async (page) => {
    const look = async (what) => {
      const { width } = await page.evaluate(() => ({ width: document.scrollingElement.scrollWidth }));
      assert.ok(width <= 360, `${what} is ${width} px wide`);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`), [], what);
    };
    const filled = async (path, field, value, what) => {
      await page.goto(`/${language}/plus${path}`);
      await page.fill(field, value);
      await send(page);
      await look(what);
    };
    await page.goto(`/${language}/plus`);
    await send(page);
    await look('a new code');
    await filled('/code', '#code', 'not a code', 'a wrong code');
    await filled('/code', '#code', makeCode(12), 'a good code');
    await page.click('section[aria-labelledby=extend] button');
    await look('a code extended');
    await filled('/gift', '#code', makeCode(), 'a gift');
    for (const what of ['code', 'pass']) {
      await page.goto(`/${language}/plus/pool/readers`);
      await page.click(`form:has([value=${what}]) button`);
      await look(`a ${what} from a pool`);
    }
  }));
}

test('a code that is extended stays the same', () => withPage(browser, reader, async (page) => {
  const code = makeCode(1);
  await page.goto('/en/plus/code');
  await page.fill('#code', code);
  await send(page);
  await page.check('input[value=month]');
  await page.click('section[aria-labelledby=extend] button');
  assert.equal(await page.locator('.code').count(), 0, 'no new code is shown');
  await page.click('main a.button');
  await page.click('button');
  await page.fill('#code', code);
  await send(page);
  assert.match(await page.locator('.facts-of').innerText(), /2 months/);
}));

test('what is mistyped is told, and can be put right', () => withPage(browser, reader, async (page) => {
  const code = makeCode();
  for (const [typed, words] of [
    ['', 'No code was entered'],
    [code.slice(0, -1), 'these are 27'],
    [`${code.slice(0, -1)}!`, 'Sign number 28'],
    [code.replace(/^.(.)/, (_, second) => `${second === '2' ? '3' : '2'}${second}`), 'One sign is mistyped'],
  ]) {
    const answer = await page.request.post('/en/plus/code', { form: { code: typed }, headers: { 'sec-fetch-site': 'same-origin' } });
    assert.equal(answer.status(), 422);
    assert.match(await answer.text(), new RegExp(words));
    assert.match(answer.headers()['cache-control'], /no-store/);
  }
  await page.goto('/en/plus/code');
  await page.fill('#code', code.slice(0, -1));
  await send(page);
  assert.equal(await page.inputValue('#code'), code.slice(0, -1));
  await page.fill('#code', code);
  await send(page);
  assert.equal(await page.locator('h1').innerText(), 'The code is good');
}));

test('another site cannot send these forms', async () => {
  for (const path of ['/en/plus/buy', '/en/plus/code', '/en/plus/gift', '/en/plus/pool/readers']) {
    const answer = await fetch(origin + path, { method: 'POST', body: new URLSearchParams({ what: 'pass' }), headers: { 'sec-fetch-site': 'cross-site' } });
    assert.equal(answer.status, 403, path);
  }
});

test('a gift is printed with its code and without the site around it', () => withPage(browser, reader, async (page) => {
  const code = makeCode();
  await page.goto('/be/plus/gift');
  await page.fill('#code', code);
  await send(page);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await shownCode(page), code);
  assert.ok(await page.locator('.picture').isVisible());
  for (const hidden of await page.locator('nav, .unprinted, .hint').all()) assert.ok(!(await hidden.isVisible()));
}));
