// A wall and who may read: putting the wall makes an open story plus, and it is said; a wall that would keep nothing back
// does not go out unasked, now, later, corrected or grown from a flash; and what readers are given in the end. On each
// database; the asking also without a script, and under axe.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { goToStory, head, isSaved, openStory, post, readers, write } from '../desk.js';
import { complaints } from '../looks.js';
import { looks, sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const screen = { viewport: { width: 1280, height: 900 } };
const numbered = (() => { let n = 0; return (name) => `${name}-${process.pid}-${n++}`; })();
const access = (page) => page.locator('.panel select:has(option[value="clients-then"])');
const oddity = (page) => page.textContent('.panel .oddity');
const told = (page, words) => page.locator('.notices .told', { hasText: words }).waitFor();

// A line for everybody, and one behind the wall, put by its key.
async function writeWithWall(page, site, headline) {
  const address = await openStory(page, site);
  await write(page, headline, 'For everybody.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Shift+Enter');
  await page.keyboard.type('For payers alone.');
  await isSaved(page, 'For payers alone.');
  return address;
}

// The same as somebody leaves it who has opened it to everybody after that.
async function openedAgain(page, site, headline) {
  const address = await writeWithWall(page, site, headline);
  await access(page).selectOption('open');
  for (let tries = 0; tries < 60 && (await head(page, address)).document.access; tries++) await page.waitForTimeout(250);
  assert.equal((await head(page, address)).document.access, undefined);
  return address;
}

async function ask(page, form) {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith(form)), page.click(`form[action$="/${form}"] button:visible >> nth=-1`)]);
  assert.equal(answer.status(), 422);
  assert.match(await page.textContent('[role=alert]'), /The story has a wall, but everybody may read/);
}

const read = async (site, slug) => (await readers(site, `/en/story/${slug}`)).text();

for (const [engine, site] of Object.entries(sites)) {
  test(`who puts a wall makes the story plus and is told, who takes it away again has it open: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const slug = numbered('made-plus');
    const address = await openStory(page, site);
    await write(page, slug, 'For everybody.');
    assert.equal(await access(page).inputValue(), 'open');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+Enter');
    await told(page, 'With the wall the story is for payers now');
    assert.equal(await access(page).inputValue(), 'plus');
    assert.equal(await oddity(page), '');
    await page.keyboard.press('Control+z');
    await told(page, 'the story is open to everybody again');
    assert.equal(await access(page).inputValue(), 'open');
    await page.keyboard.press('Control+Shift+Enter');
    await page.keyboard.type('For payers alone.');
    await isSaved(page, 'For payers alone.');
    await isSaved(page, '"level":"plus"');
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForURL(/said=published/);
    assert.match(await read(site, slug), /For everybody\./);
    assert.doesNotMatch(await read(site, slug), /For payers alone/);
    // Plus without a wall keeps all of the text from readers: that is said too.
    await goToStory(page, address);
    await page.click('.story-body .wall button[aria-label="Take the wall away"]');
    assert.match(await oddity(page), /There is no wall in the text: payers get all of it/);
    await access(page).selectOption('open');
    assert.equal(await oddity(page), '');
  }));

  test(`a wall in an open story does not go out unasked, and goes out as plus: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const slug = numbered('asked-plus');
    const address = await openedAgain(page, site, slug);
    assert.match(await oddity(page), /There is a wall in the text, but everybody may read on/);
    await ask(page, 'publication');
    assert.equal((await readers(site, `/en/story/${slug}`)).status, 404);
    await page.click('button:has-text("Make it plus and go on")');
    await page.waitForURL(/said=published/);
    assert.deepEqual((await head(page, address)).document.access, [{ after_hours: 0, level: 'plus' }]);
    assert.doesNotMatch(await read(site, slug), /For payers alone/);

    // Corrected with access opened: asked again, and the note is not lost.
    await page.waitForSelector('.story-body');
    await access(page).selectOption('open');
    await page.click('details.act > summary:has-text("Correct")');
    await page.fill('#note', 'The herons were "many".');
    await ask(page, 'correction');
    await page.click('button:has-text("Take the wall away and go on")');
    await page.waitForURL(/said=corrected/);
    assert.match(await read(site, slug), /For payers alone/);
    assert.match(await read(site, slug), /The herons were (“|"|&quot;)many/);
    assert.ok(!JSON.stringify((await head(page, address)).document.body).includes('"plus"'));
  }));

  test(`nor is it scheduled, nor does a flash grow one, and an hour later it is open as said: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    await openedAgain(page, site, numbered('asked-later'));
    await page.click('details.act > summary:has-text("Schedule")');
    await page.fill('#schedule-date', '2099-01-01');
    await page.fill('#schedule-time', '10:00');
    await ask(page, 'schedule');
    await page.click('button:has-text("Make it plus and go on")');
    await page.waitForURL(/said=scheduled/);

    const headline = numbered('flash-with-a-wall');
    const flash = (await post(page, site, '/desk/flash', { headline, language: 'en' })).headers().location;
    const grown = `${deskOf(site)}/desk/story/${flash.split('=').at(-1)}`;
    await goToStory(page, grown);
    await page.click('.story-body');
    await page.keyboard.type('For everybody.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+Enter');
    await page.keyboard.type('For payers alone.');
    await isSaved(page, 'For payers alone.');
    await access(page).selectOption('open');
    await page.click('#publish button');
    await page.waitForSelector('[role=alert]:has-text("The story has a wall")');
    assert.doesNotMatch(await read(site, headline), /For payers alone/);

    // For payers first and open later needs no question.
    const slug = numbered('open-in-an-hour');
    await writeWithWall(page, site, slug);
    await access(page).selectOption('plus-then-open');
    await isSaved(page, '"after_hours":48');
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForURL(/said=published/);
    assert.doesNotMatch(await read(site, slug), /For payers alone/);
  }));

  test(`the question is asked and answered without a script: ${engine}`, () => withPage(browser, { ...screen, javaScriptEnabled: false }, async (page) => {
    await signInAs(page, site, 'editor');
    const slug = numbered('without-a-script');
    const id = (await post(page, site, '/desk/stories', { language: 'en' })).headers().location.split('/').at(-1);
    const line = (text) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
    const body = { type: 'doc', content: [line('For everybody.'), { type: 'plus', content: [line('For payers alone.')] }] };
    await post(page, site, `/desk/story/${id}/revisions`, { base: 1, document: { headline: slug, body } }, true);
    await page.goto(`${deskOf(site)}/desk/story/${id}`);
    assert.match(await page.textContent('#story'), /There is a wall in the text, but everybody may read on/);
    await page.click('#publish button:has-text("Publish now")');
    assert.match(await page.textContent('[role=alert]'), /The story has a wall/);
    await page.click('button:has-text("Make it plus and go on")');
    await page.waitForURL(/said=published/);
    assert.doesNotMatch(await read(site, slug), /For payers alone/);
  }));
}

for (const [language, engine, site] of looks) {
  test(`the question is fit for everybody, ${language}: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor', `Asked ${language}`);
    await post(page, site, '/desk/me', { name: `Asked ${language}`, language });
    await openedAgain(page, site, numbered('looked-at'));
    for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      if (width > 400) await page.click('#publish > button');
      await page.waitForSelector('button[name=wall]');
      assert.deepEqual(await complaints(page), [], `${width} ${colorScheme}`);
    }
  }));
}
