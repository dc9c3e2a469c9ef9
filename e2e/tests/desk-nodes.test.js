// Two processes over one database, on each database: a scheduled story goes out once, also when one of them is killed
// before its hour; a killed story is gone at once from every page of both.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { launch, withPage } from '../browser.js';
import { everyPublicPage, oneStory } from '../crawl.js';
import { openStory, post, readers, until, write } from '../desk.js';
import { serveFresh } from '../server.js';
import { sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const fresh = (site) => serveFresh({ folder: path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'nodes-')), 'agency'), database: site.database });

// A full minute that is not here before the form is sent, by the agency's clock, as the form's fields want it.
async function soon(page) {
  const zone = (await page.textContent('label[for=schedule-time]')).match(/\w+\/\w+/)?.[0] ?? 'UTC';
  const at = new Date(Math.ceil((Date.now() + 25_000) / 60_000) * 60_000);
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  const [date, time] = parts.split(' ');
  return { date, time };
}

// Most of it is waiting for a full minute: all wait at once.
describe('two nodes', { concurrency: true }, () => {
  for (const [engine, site] of Object.entries(sites)) {
    test(`a scheduled story goes out once, from two nodes, over a kill and a restart: ${engine}`, async () => {
      const house = await fresh(site);
      try {
        await withPage(browser, {}, async (page) => {
          await signInAs(page, house, 'editor');
          const address = await openStory(page, house);
          await write(page, 'At its hour', 'Not before.');
          await page.goto(address);
          const { date, time } = await soon(page);
          await page.click('details.act > summary:has-text("Schedule")');
          await page.fill('#schedule-date', date);
          await page.fill('#schedule-time', time);
          await page.click('form[action$="/schedule"] button');
          await page.waitForURL(/said=scheduled/);
          assert.equal((await readers(house, '/en/story/at-its-hour')).status, 404);
          // The process that took the order dies; it comes back beside another one.
          await house.kill();
          const other = await house.second();
          await house.start();
          for (const node of [house, other]) await until('it is out', async () => (await readers(node, '/en/story/at-its-hour')).status === 200);
          // Once: one publication in its history, one delivery, done.
          await page.goto(address);
          assert.equal(await page.locator('.history .mark.published').count(), 1);
          const letters = () => page.locator('tbody tr', { hasText: 'At its hour' });
          await until('the letter is done', async () => {
            await page.goto(`${deskOf(house)}/desk/deliveries`);
            return (await letters().locator('.mark.good').count()) > 0;
          });
          assert.equal(await letters().count(), 1);
        });
      } finally {
        await house.stop();
      }
    });

    test(`a killed story is gone at once from every page of both nodes: ${engine}`, async () => {
      const house = await fresh(site);
      try {
        const other = await house.second();
        await withPage(browser, {}, async (page) => {
          await signInAs(page, house, 'editor');
          const words = 'Gone from everywhere';
          await post(page, house, '/desk/names/sections', { 'name-en': 'Everything' });
          await post(page, house, '/desk/names/topics', { 'name-en': 'Anything' });
          await post(page, house, '/desk/names/people', { 'name-en': 'Somebody', role: 'named' });
          const address = await openStory(page, house);
          await write(page, words, 'The text that goes.');
          const id = address.split('/').at(-1);
          const { revision, document } = await (await page.request.get(`${address}/head`)).json();
          const filed = { ...document, sections: ['everything'], topics: ['anything'], bylines: ['somebody'] };
          const saved = await (await post(page, house, `/desk/story/${id}/revisions`, { base: revision, document: filed }, true)).json();
          assert.equal((await post(page, house, `/desk/story/${id}/publication`, { revision: String(saved.revision) })).status(), 303);
          await until('the other node has it', async () => (await readers(other, '/en/story/gone-from-everywhere')).status === 200);

          const pages = await everyPublicPage(house, ['/s/1'], oneStory);
          const shown = [];
          // Both nodes have every page in their cache.
          for (const node of [house, other]) {
            for (const path of pages) if ((await (await readers(node, path)).text()).match(/Gone from everywhere|gone-from-everywhere/)) shown.push(path);
          }
          assert.ok(new Set(shown).size >= 8, `the story stands on few pages: ${[...new Set(shown)]}`);

          const kill = await post(page, house, `/desk/story/${id}/kill`, { notice: 'It was not so.', reason: 'Wrong.' });
          assert.equal(kill.status(), 303, await kill.text());
          // Where it was killed it is gone when the form is answered; the other node hears of it.
          const left = async (node) => {
            const found = [];
            for (const path of pages) {
              const answer = await readers(node, path);
              const text = await answer.text();
              if (path === '/en/story/gone-from-everywhere') {
                if (answer.status !== 410 || !text.includes('It was not so.')) found.push(`${path}: ${answer.status}`);
                if (text.includes('The text that goes.')) found.push(`${path}: its text`);
              } else if (text.match(/Gone from everywhere|gone-from-everywhere|The text that goes/)) found.push(path);
            }
            return found;
          };
          assert.deepEqual(await left(house), []);
          await until('the other node has heard', async () => (await readers(other, '/en/story/gone-from-everywhere')).status === 410);
          assert.deepEqual(await left(other), []);
        });
      } finally {
        await house.stop();
      }
    });
  }
});
