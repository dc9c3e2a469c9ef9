// A story at the desk, in a browser, on each database: written, published, taken back, written by two at once, killed;
// pictures
// dropped and pasted into it; the list that keeps itself up to date; every page without a script.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { head, isOnFront, isSaved, openStory, paragraphs, readers, write } from '../desk.js';
import { picture } from '../picture.js';
import { sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Lets go of files over an element, as a hand from another window does.
async function drop(page, selector, files) {
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const at = { x: x + width / 2, y: y + height / 2, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await cdp.send('Input.dispatchDragEvent', { type, ...at });
  await cdp.detach();
}

for (const [engine, site] of Object.entries(sites)) {
  const anybody = { baseURL: deskOf(site), viewport: { width: 1280, height: 900 } };

  test(`a story is written, published, taken back and killed: ${engine}`, () => withPage(browser, anybody, async (page) => {
    await signInAs(page, site, 'editor');
    await openStory(page, site);
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
    const url = await openStory(one, site);
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
      assert.deepEqual(paragraphs((await head(other, url)).document), ['First paragraph. By one.', 'Second paragraph. By the other.']);
    });
  }));

  test(`pictures are dropped between two lines and pasted below them, and go out with their words: ${engine}`, () => withPage(browser, anybody, async (page, context) => {
    await signInAs(page, site, 'editor');
    const address = await openStory(page, site);
    await write(page, `Two herons, ${engine}`, 'Above.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Below.');
    await isSaved(page, 'Below.');
    // As another program's window lets go of files: what is no picture is said to be none, and what misses the text does nothing.
    const files = [['dropped.png', picture(4)], ['second.png', picture(5)], ['notes.txt', 'Words.']].map(([name, bytes]) => {
      const file = path.join(process.env.VESTKA_FOLDER, `${engine}-${name}`);
      writeFileSync(file, bytes);
      return file;
    });
    await drop(page, '.counts', files);
    await drop(page, '.story-body p >> nth=0', files);
    await page.waitForFunction(() => document.querySelectorAll('.story-body figure.picture img[src*="/desk/"]').length === 2);
    assert.match(await page.textContent('.notices'), /notes\.txt is no picture/);
    const kinds = async () => (await head(page, address)).document.body.content.map(({ type }) => type);
    const first = page.locator('figure.picture >> nth=0');
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForSelector('main:has-text("A picture has no description")');
    assert.equal((await readers(site, `/en/story/two-herons-${engine}`)).status, 404, 'not without words for those who do not see it');
    await page.click('a:has-text("Back to the story")');
    await page.waitForSelector('.story-body');
    await first.locator('.alt textarea').fill('A heron stands');
    await first.locator('.caption textarea').fill('A heron on a roof');
    await first.locator('.credit input').fill('Photo: Nobody');
    await page.locator('figure.picture >> nth=1').locator('.alt textarea').fill('Another heron');
    await isSaved(page, 'Another heron');
    assert.deepEqual((await kinds()).slice(0, 4), ['paragraph', 'picture', 'picture', 'paragraph']);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
    }, picture(6).toString('base64'));
    await page.click('.story-body > p:has-text("Below.")');
    await page.keyboard.press('End');
    // The browser tells the editor of a new caret a moment later, and no hand pastes sooner.
    await page.waitForTimeout(200);
    await page.keyboard.press('Control+v');
    await page.locator('figure.picture >> nth=2').locator('.alt textarea').fill('A third heron');
    await isSaved(page, 'A third heron');
    assert.deepEqual((await kinds()).slice(0, 5), ['paragraph', 'picture', 'picture', 'paragraph', 'picture']);
    await page.click('#publish button:has-text("Publish now")');
    await page.waitForURL(/said=published/);
    const told = await (await readers(site, `/en/story/two-herons-${engine}`)).text();
    for (const words of ['alt="A heron stands"', 'A heron on a roof', 'Photo: Nobody', 'alt="Another heron"', 'alt="A third heron"']) assert.ok(told.includes(words), words);
  }));

  test(`the list hears of a new story and does not move what is looked at: ${engine}`, () => withPage(browser, anybody, async (list) => {
    await signInAs(list, site, 'reporter');
    await list.goto('/desk');
    const link = list.locator('[data-lines] a').nth(2);
    await link.focus();
    const words = await link.innerText();
    await withPage(browser, anybody, async (page) => {
      await signInAs(page, site, 'editor');
      await openStory(page, site);
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
    await isOnFront(site, 'A flash from a browser');
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
