// What the newsroom owes its people, on each database: one switch takes a byline off everything that is public, whoever
// is inside sees nothing of anybody else, a kill asks a second pair of eyes where the setting wants one; and the list
// finds what it is asked for, an embargo keeps a story back.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { everyPublicPage, oneStory } from '../crawl.js';
import { head, isSaved, openStory, post, readers, write } from '../desk.js';
import { serveFresh } from '../server.js';
import { sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const screen = { viewport: { width: 1280, height: 900 } };

for (const [engine, site] of Object.entries(sites)) {
  test(`an agency of its own: a second pair of eyes, and a byline that goes from everywhere: ${engine}`, async () => {
    const folder = path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'care-')), 'agency');
    const house = await serveFresh({ folder, database: site.database, settings: { VESTKA_NEWSROOM_SECOND_PAIR_OF_EYES: 'true' } });
    try {
      await withPage(browser, screen, async (page) => {
        await signInAs(page, house, 'editor');
        for (const [kind, name] of [['sections', 'Everything'], ['topics', 'Anything'], ['people', 'Endangered Writer']]) await post(page, house, `/desk/names/${kind}`, { 'name-en': name, role: 'named' });
        const address = await openStory(page, house);
        await write(page, 'Signed by somebody', 'The text stays.');
        const id = address.split('/').at(-1);
        const { revision, document } = await head(page, address);
        const filed = { ...document, sections: ['everything'], topics: ['anything'], bylines: ['endangered-writer'] };
        const saved = await (await post(page, house, `/desk/story/${id}/revisions`, { base: revision, document: filed }, true)).json();
        assert.equal((await post(page, house, `/desk/story/${id}/publication`, { revision: String(saved.revision) })).status(), 303);

        const pages = await everyPublicPage(house, ['/s/1', '/en/person/endangered-writer'], oneStory);
        const naming = async (among) => {
          const found = [];
          for (const at of among) if (/endangered.writer/i.test(await (await readers(house, at)).text())) found.push(at);
          return found;
        };
        const before = await naming(pages);
        assert.ok(before.length >= 4, `the name stands on few pages: ${before}`);
        await page.goto(`${deskOf(house)}/desk/names/people/endangered-writer`);
        await page.click('a[href$="/safety"]');
        await page.click('button[value=hidden]');
        await page.waitForURL('**/endangered-writer');
        assert.deepEqual(await naming(pages), [], 'the name is still there');
        assert.match(await (await readers(house, '/en/story/signed-by-somebody')).text(), /The text stays/);
        await page.click('a[href$="/safety"]');
        await page.click('button[value=shown]');
        await page.waitForURL('**/endangered-writer');
        assert.deepEqual(await naming(before), before);

        await page.goto(`${address}/kill`);
        await page.fill('#notice', 'It was not so.');
        await page.fill('#reason', 'Wrong.');
        await page.click('button.danger');
        await page.waitForURL(/kill-asked/);
        assert.equal((await readers(house, '/en/story/signed-by-somebody')).status, 200, 'it waits');
        assert.equal(await page.locator('form[action$="/kill/confirmation"]').count(), 0, 'nobody is their own second pair of eyes');
        await withPage(browser, screen, async (other) => {
          await signInAs(other, house, 'editor', 'Second');
          await other.goto(`${deskOf(house)}/desk`);
          await other.click('section[aria-labelledby=kills] a');
          await other.click('form[action$="/kill/confirmation"] button');
          await other.waitForURL('**/kill');
        });
        assert.equal((await readers(house, '/en/story/signed-by-somebody')).status, 410);
      });
    } finally {
      await house.stop();
    }
  });

  test(`whoever is inside writes and files, and sees nobody else's words or names: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'inside', 'Within');
    const address = await openStory(page, site);
    const headline = `From within ${process.pid}`;
    await write(page, headline, 'What is seen here.');
    await page.click('form[action$="/submission"] button');
    await page.waitForURL(/said=/);
    await withPage(browser, screen, async (outside) => {
      await signInAs(outside, site, 'editor', 'Outside');
      const theirs = await openStory(outside, site);
      await write(outside, 'Not for those within', 'Words.');
      await outside.goto(`${deskOf(site)}/desk?q=${encodeURIComponent(headline)}`);
      assert.equal(await outside.locator('[data-lines] .line a', { hasText: headline }).count(), 1, 'it was filed');
      await post(outside, site, `/desk/story/${address.split('/').at(-1)}/notes`, { said: 'Stay safe.' });
      assert.equal((await page.request.get(theirs)).status(), 404);
    });
    for (const at of [`${deskOf(site)}/desk`, `${deskOf(site)}/desk?by=person`, address, `${address}/revisions`]) {
      await page.goto(at);
      assert.doesNotMatch(await page.content(), /Outside|Not for those within|Nina Žarnaviec/, at);
    }
    await page.goto(`${deskOf(site)}/desk`);
    const listed = await page.locator('[data-lines] .line a').allTextContents();
    assert.ok(listed.length && listed.every((words) => words.includes('From within')), `their own: ${listed}`);
  }));

  test(`the list is asked by section, language, urgency, person, state and words: ${engine}`, () => withPage(browser, screen, async (page) => {
    const [name, headline] = ['Seeker', `Искомое ${process.pid}`];
    await signInAs(page, site, 'editor', name);
    const address = await openStory(page, site, 'ru');
    await write(page, headline, 'Слова.');
    const { revision, document } = await head(page, address);
    await post(page, site, `/desk/story/${address.split('/').at(-1)}/revisions`, { base: revision, document: { ...document, urgency: 2, sections: ['economy'] } }, true);
    const found = async () => (await page.locator('[data-lines] .line a').allTextContents()).map((words) => words.trim());
    const ask = async (filters) => {
      await page.goto(`${deskOf(site)}/desk`);
      for (const [field, value] of Object.entries(filters)) await page.selectOption(`#filter-${field}`, value);
      await page.click('#filter button');
      await page.waitForURL(/\?/);
      return found();
    };
    const all = { section: 'economy', language: 'ru', urgency: '2', person: { label: name }, state: 'draft' };
    assert.deepEqual(await ask(all), [headline]);
    for (const [field, value] of [['section', 'culture'], ['language', 'en'], ['urgency', '1'], ['state', 'ready']]) assert.deepEqual(await ask({ ...all, [field]: value }), [], field);
    await page.goto(`${deskOf(site)}/desk`);
    await page.fill('#filter-q', headline);
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
    assert.deepEqual(await found(), [headline]);
  }));

  test(`before its hour a story under embargo is nowhere that readers come to: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    await openStory(page, site);
    await write(page, `Under embargo ${process.pid}`, 'Not before the year 2099.');
    await page.locator('.panel select:has(option[value="embargo"])').selectOption('embargo');
    await page.getByLabel('Embargo until').fill('2099-01-01T10:00');
    await isSaved(page, '2099-01-01');
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForURL(/said=published/);
    assert.match(await page.textContent('main'), /2099/, 'the desk says when');
    assert.equal((await readers(site, `/en/story/under-embargo-${process.pid}`)).status, 404);
    const maps = [...(await (await readers(site, '/sitemap.xml')).text()).matchAll(/<loc>([^<]+)</g)].map(([, at]) => new URL(at).pathname);
    assert.ok(maps.length, 'there is a sitemap');
    for (const at of ['/en/', '/en/latest', '/en/feed/rss.xml', '/en/feed/feed.json', ...maps]) assert.doesNotMatch(await (await readers(site, at)).text(), /under.embargo/i, at);
  }));
}
