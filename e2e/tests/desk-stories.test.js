// A story at the desk, in a browser, on each database: written, published, taken back, written by two at once, killed;
// the list that keeps itself up to date; every page without a script and under axe.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Opens a story in English; the page is at it, the editor is ready. Answers its address.
async function open(page, site) {
  await page.goto(`${deskOf(site)}/desk`);
  await page.selectOption('.new-story select', 'en');
  await page.click('[data-new]');
  await page.waitForSelector('.story-body');
  return page.url();
}

async function write(page, headline, text) {
  await page.fill('#story .writing textarea >> nth=0', headline);
  await page.click('.story-body');
  await page.keyboard.type(text);
  await isSaved(page, text);
}

// The server has these words: what the page says of itself is asked elsewhere.
async function isSaved(page, words) {
  const head = `${page.url().split('?')[0]}/head`;
  for (let tries = 0; tries < 60; tries++) {
    if ((await (await page.request.get(head)).text()).includes(words)) return;
    await page.waitForTimeout(250);
  }
  assert.fail(`never saved: ${words}`);
}

const readers = (site, path) => fetch(new URL(path, site.address), { redirect: 'manual' });

async function violations(page) {
  return page.evaluate(`${axe};axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(result => result.violations.map(found => found.id + ': ' + found.nodes[0].html.slice(0, 160)))`);
}

for (const [engine, site] of Object.entries(sites)) {
  const anybody = { baseURL: deskOf(site), viewport: { width: 1280, height: 900 } };

  test(`a story is written, published, taken back and killed: ${engine}`, () => withPage(browser, anybody, async (page) => {
    await signInAs(page, site, 'editor');
    await open(page, site);
    await write(page, 'A ferry sails again', 'It left at noon.');
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForURL(/said=published/);
    assert.equal((await readers(site, '/en/story/a-ferry-sails-again')).status, 200);
    await page.click('form.undo button');
    await page.waitForURL(/said=taken-back/);
    assert.equal((await readers(site, '/en/story/a-ferry-sails-again')).status, 404);

    await page.waitForSelector('.story-body');
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForURL(/said=published/);
    await page.click('a[href$="/kill"]');
    await page.fill('#notice', 'No ferry sails.');
    await page.fill('#reason', 'The source was wrong.');
    await page.click('button.danger');
    await page.waitForSelector('.told-list');
    const gone = await readers(site, '/en/story/a-ferry-sails-again');
    assert.equal(gone.status, 410);
    assert.match(await gone.text(), /No ferry sails/);
    assert.doesNotMatch(await (await readers(site, '/en/')).text(), /A ferry sails again/);
  }));

  test(`two people write in one story and both texts stay: ${engine}`, () => withPage(browser, anybody, async (one) => {
    await signInAs(one, site, 'editor');
    const url = await open(one, site);
    await write(one, 'Two hands', 'First paragraph.');
    await one.keyboard.press('Enter');
    await one.keyboard.type('Second paragraph.');
    await isSaved(one, 'Second paragraph.');
    await withPage(browser, anybody, async (other) => {
      await signInAs(other, site, 'editor', 'Another editor');
      await other.goto(url);
      await other.waitForSelector('.story-body');
      await one.click('.story-body p >> nth=0');
      await one.keyboard.press('End');
      await other.click('.story-body p >> nth=1');
      await other.keyboard.press('End');
      await Promise.all([one.keyboard.type(' By one.', { delay: 20 }), other.keyboard.type(' By the other.', { delay: 20 })]);
      await Promise.all([isSaved(one, 'By one.'), isSaved(other, 'By the other.')]);
      const head = await (await other.request.get(`${url.split('?')[0]}/head`)).text();
      assert.match(head, /First paragraph\. By one\./);
      assert.match(head, /Second paragraph\. By the other\./);
    });
  }));

  test(`the list hears of a new story and does not move what is looked at: ${engine}`, () => withPage(browser, anybody, async (list) => {
    await signInAs(list, site, 'reporter');
    await list.goto('/desk');
    const link = list.locator('[data-lines] a').nth(2);
    await link.focus();
    const words = await link.innerText();
    await withPage(browser, anybody, async (page) => {
      await signInAs(page, site, 'editor');
      await open(page, site);
      await write(page, 'Fresh from the desk', 'Words.');
    });
    await list.waitForSelector('.chip:not([hidden])', { timeout: 15_000 });
    assert.equal(await list.evaluate(() => document.activeElement.textContent), words, 'the focus stays');
    await list.click('.chip');
    await list.waitForSelector('[data-lines] a:has-text("Fresh from the desk")');
    await list.keyboard.press('j');
    await list.keyboard.press('k');
    assert.equal(await list.evaluate(() => !!document.activeElement.closest('[data-lines]')), true);
  }));

  test(`a flash is on the front page at once and grows at its address: ${engine}`, () => withPage(browser, anybody, async (page) => {
    await signInAs(page, site, 'editor');
    await page.goto('/desk/flash');
    await page.fill('#headline', 'A flash from a browser');
    const english = page.locator('input[name=language][value=en]');
    if (await english.count()) await english.check();
    await page.click('button:has-text("Publish the flash")');
    await page.waitForURL(/out=/);
    assert.match(await (await readers(site, '/en/')).text(), /A flash from a browser/);
    await page.click('a:has-text("Write on")');
    await page.waitForSelector('.story-body');
    await page.click('.story-body');
    await page.keyboard.type('Now with words.');
    await isSaved(page, 'Now with words.');
    await page.click('#publish button');
    await page.waitForURL(/said=published/);
    assert.match(await (await readers(site, '/en/story/a-flash-from-a-browser')).text(), /Now with words/);
  }));

  test(`the desk works without a script: ${engine}`, () => withPage(browser, { ...anybody, javaScriptEnabled: false }, async (page) => {
    await signInAs(page, site, 'editor');
    await page.goto('/desk');
    await page.selectOption('.new-story select', 'en');
    await page.click('[data-new]');
    await page.fill('#headline', 'Plain as bread');
    await page.fill('#body', 'One.\n\nTwo.');
    await page.click('#save');
    await page.waitForURL(/said=saved/);
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForURL(/said=published/);
    const told = await (await readers(site, '/en/story/plain-as-bread')).text();
    assert.match(told, /One\./);
    await page.fill('#said', 'Well done.');
    await page.click('button:has-text("Say")');
    await page.waitForURL(/said=noted/);
  }));
}

test('no page of a story breaks a rule of axe, wide or narrow, light or dark', () => withPage(browser, { baseURL: deskOf(sites.sqlite) }, async (page) => {
  await signInAs(page, sites.sqlite, 'editor');
  const url = (await open(page, sites.sqlite)).split('?')[0];
  await write(page, 'Looked at by axe', 'Words.');
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1440]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      for (const path of ['/desk', '/desk?by=state', '/desk?by=person&q=a', '/desk/flash', url, `${url}/revisions`, `${url}/comparison`, `${url}/revisions/1`, `${url}/preview?on=phone`, `${url}/kill`]) {
        await page.goto(path);
        await page.waitForTimeout(200);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (wide) found.push(`${path} at ${width}: wider than the screen`);
        found.push(...(await violations(page)).map((rule) => `${path} at ${width}, ${colorScheme}: ${rule}`));
      }
    }
  }
  assert.deepEqual(found, []);
}));
