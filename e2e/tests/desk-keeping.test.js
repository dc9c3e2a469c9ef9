// No text is lost, against the real server on each database: killed while somebody types, a minute without network, a
// session that ends meanwhile, two people in one sentence.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { launch, withPage } from '../browser.js';
import { goToStory, head, isSaved, openStory, paragraphs, write } from '../desk.js';
import { wireTo } from '../proxy.js';
import { serveFresh } from '../server.js';
import { sites } from '../site.js';
import { deskOf, signInAs, signInLink } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const screen = { viewport: { width: 1280, height: 900 } };
const fresh = (site) => serveFresh({ folder: path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'keeping-')), 'agency'), database: site.database });

// Numbered words: what is missing, doubled or out of order is seen.
const numbered = (from, count) => Array.from({ length: count }, (_, n) => `w${from + n}`).join(' ');
const state = (page) => page.textContent('.state');
const says = (page, words) => page.waitForFunction((source) => new RegExp(source).test(document.querySelector('.state')?.textContent ?? ''), words, { timeout: 120_000 });
const rest = (page, ms) => page.waitForTimeout(ms);

// Every save that the server has acknowledged, as it reached the page: [{revision, text}].
function acknowledged(page) {
  const saves = [];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/revisions') || response.request().method() !== 'POST' || response.status() !== 200) return;
    const text = paragraphs(response.request().postDataJSON().document).join('\n');
    const answer = await response.json().catch(() => null);
    if (answer) saves.push({ revision: answer.revision, text });
  });
  return saves;
}

// The minute is mostly waiting: the others run beside it.
describe('no text is lost', { concurrency: 3 }, () => {
  for (const [engine, site] of Object.entries(sites)) {
    test(`a minute of typing without network, answers lost before it: ${engine}`, () => withPage(browser, screen, async (page) => {
      const wire = await wireTo(site.address);
      const near = { ...site, address: wire.address };
      try {
        const link = new URL(signInLink(site, await signInAs(page, site, 'editor', 'Far away')));
        await page.goto(deskOf(near) + link.pathname);
        await page.click('main form button');
        await page.waitForURL('**/desk/me');
        const address = await openStory(page, near);
        await write(page, 'A minute without network', 'w0');
        let words = 1;
        const type = async (count, delay) => {
          await page.keyboard.type(` ${numbered(words, count)}`, { delay });
          words += count;
        };
        // A save reaches the server, its answer does not reach the page: it is sent again, and is the same save.
        wire.losesAnswers();
        await type(20, 20);
        await says(page, 'Not saved yet: no connection');
        assert.ok(wire.lost() > 0, 'the server has answered into nothing');
        wire.cut();
        const until = Date.now() + 60_000;
        while (Date.now() < until) {
          await type(5, 30);
          await rest(page, 1_000);
        }
        assert.match(await state(page), /Not saved yet: no connection – kept in this browser/);
        wire.mend();
        await isSaved(page, `w${words - 1}`);
        const { document } = await head(page, address);
        assert.deepEqual(paragraphs(document), [numbered(0, words)]);
        await says(page, 'Saved');
        assert.equal(await page.locator('.clash').count(), 0, 'nobody is asked to choose between a text and itself');
      } finally {
        wire.close();
      }
    }));
  }

  for (const [engine, site] of Object.entries(sites)) {
    test(`the server is killed again and again while somebody types, and nothing is lost: ${engine}`, async () => {
      const house = await fresh(site);
      try {
        await withPage(browser, screen, async (page, context) => {
          await signInAs(page, house, 'editor');
          const address = await openStory(page, house);
          await write(page, 'Killed while typing', 'w0');
          const saves = acknowledged(page);
          let words = 1;
          for (let kill = 0; kill < 4; kill++) {
            const typing = page.keyboard.type(` ${numbered(words, 40)}`, { delay: 15 });
            words += 40;
            // At another moment each time: in the wait for a save, in a save, after it.
            await rest(page, 150 + kill * 450);
            await house.kill();
            await typing;
            await house.start();
            const last = saves.at(-1);
            const kept = await head(page, address);
            if (last) assert.ok(kept.revision >= last.revision && paragraphs(kept.document).join('\n').startsWith(last.text), `acknowledged and gone: ${last.text}`);
          }
          await isSaved(page, `w${words - 1}`);
          assert.deepEqual(paragraphs((await head(page, address)).document), [numbered(0, words)]);

          // What no server has acknowledged outlives the page as well.
          await house.kill();
          await page.keyboard.type(` ${numbered(words, 20)}`);
          words += 20;
          await says(page, 'kept in this browser');
          await page.close();
          await house.start();
          const next = await context.newPage();
          await goToStory(next, address);
          await isSaved(next, `w${words - 1}`);
          assert.deepEqual(paragraphs((await head(next, address)).document), [numbered(0, words)]);
        });
      } finally {
        await house.stop();
      }
    });

    test(`a session that is ended while its owner writes keeps the text until they are back: ${engine}`, () => withPage(browser, screen, async (page, context) => {
      const name = await signInAs(page, site, 'editor', 'Signed out');
      const address = await openStory(page, site);
      await write(page, 'Signed out while writing', 'Before.');
      // Somebody with the stolen cookie is thrown out by its owner; the owner's own page is thrown out with them.
      const cookies = await context.cookies(address);
      await withPage(browser, screen, async (thief, stolen) => {
        await stolen.addCookies(cookies);
        await goToStory(thief, address);
        await withPage(browser, screen, async (owner) => {
          await owner.goto(signInLink(site, name));
          await owner.click('main form button');
          await owner.click('button[value=others]');
          await owner.waitForURL('**/desk/me?told=sessions-ended');
        });
        await thief.click('.story-body');
        await thief.keyboard.type(' By a thief.');
        await says(thief, 'signed out');
      });
      await page.click('.story-body');
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' After.');
      await says(page, 'signed out');
      const again = await context.newPage();
      await again.goto(signInLink(site, name));
      await again.click('main form button');
      await again.waitForURL('**/desk/me');
      await isSaved(page, 'Before. After.');
      assert.doesNotMatch(JSON.stringify(await head(page, address)), /thief/);
    }));

    test(`two people in one sentence choose, and neither text is lost: ${engine}`, () => withPage(browser, screen, async (one, near) => {
      await signInAs(one, site, 'editor', 'First hand');
      const address = await openStory(one, site);
      await write(one, 'Two in one sentence', 'The bridge is closed.');
      await withPage(browser, screen, async (other) => {
        await signInAs(other, site, 'editor', 'Second hand');
        await goToStory(other, address);
        await near.setOffline(true);
        await one.click('.story-body');
        await one.keyboard.press('Control+End');
        await one.keyboard.type(' Until Monday.');
        await other.click('.story-body');
        await other.keyboard.press('Control+End');
        await other.keyboard.type(' Until Tuesday.');
        await isSaved(other, 'Until Tuesday.');
        await near.setOffline(false);
        await one.waitForSelector('.clash', { timeout: 120_000 });
        assert.deepEqual(await one.locator('.clash .side p').allTextContents(), ['The bridge is closed. Until Monday.', 'The bridge is closed. Until Tuesday.', 'The bridge is closed.']);
        // Nothing of the other's is overwritten before there is a choice, and mine is kept beside it.
        assert.deepEqual(paragraphs((await head(one, address)).document), ['The bridge is closed. Until Tuesday.']);
        await one.keyboard.press('Tab');
        await one.keyboard.press('ArrowDown');
        await one.keyboard.press('ArrowDown');
        await one.keyboard.press('Enter');
        await isSaved(one, 'Until Monday.');
        const both = paragraphs((await head(one, address)).document).join('\n');
        assert.match(both, /Until Tuesday\./);
        await one.goto(`${address}/revisions`);
        assert.equal(await one.locator('.mark.wait').count(), 1, 'the save that clashed is a revision of its own');
      });
    }));
  }
});
