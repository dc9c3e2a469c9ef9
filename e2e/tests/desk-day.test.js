// A day at the desk, in a browser, on each database: a flash from the sign-in page, a translation beside its original, a
// schedule, a correction, an old revision brought back, a picture from file to front page, what a publication set off;
// and the same editor in a browser that has no compiler for scripts, as Tor Browser's 'safer' has none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { executablePath, flags, launch, withPage } from '../browser.js';
import { goToStory, head, isOnFront, isSaved, openStory, paragraphs, readers, write } from '../desk.js';
import { picture } from '../picture.js';
import { sites } from '../site.js';
import { codeOf, deskOf, inviteLink, password, setUp, signInAs } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const screen = { viewport: { width: 1280, height: 900 } };
const numbered = (() => { let n = 0; return (name) => `${name}${process.pid}.${n++}`; })();

async function publish(page) {
  await page.click('#publish button:visible >> nth=-1');
  await page.waitForURL(/said=published/);
}

for (const [engine, site] of Object.entries(sites)) {
  const desk = deskOf(site);

  test(`a flash from the sign-in page to the front page: ${engine}`, (t) => withPage(browser, screen, async (page) => {
    const name = numbered('flash');
    const { secret } = await setUp(page, inviteLink(site, 'editor', 'Quick'), { signIn: name });
    await page.context().clearCookies();
    await page.goto(`${desk}/desk/sign-in?to=/desk/flash`);
    const pages = [];
    page.on('framenavigated', (frame) => pages.push(new URL(frame.url()).pathname));
    const began = performance.now();
    await page.fill('#name', name);
    await page.fill('#password', password);
    await page.fill('#code', codeOf(secret, 1));
    await page.click('main section form button');
    await page.waitForURL('**/desk/flash');
    // The field has the focus, and Enter in it would be a line: the button is the next stop.
    await page.waitForSelector('#headline:focus');
    await page.keyboard.type(`Parliament dissolved, says ${name}`);
    if (await page.locator('input[name=language][value=en]').count()) await page.check('input[name=language][value=en]');
    await page.click('button:has-text("Publish the flash")');
    await page.waitForURL(/out=/);
    await isOnFront(site, `Parliament dissolved, says ${name}`);
    t.diagnostic(`from the sign-in page to the front page: ${Math.round(performance.now() - began)} ms (wanted: under 5,000)`);
    assert.deepEqual(pages, ['/desk/flash', '/desk/flash'], 'two pages after the sign-in page, nothing between');
  }));

  test(`a translation beside its original, published without it, hears of its changes: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const original = await openStory(page, site);
    await write(page, 'Rain over Prypiac', 'It rains. It rains again.');
    await page.goto(original);
    await page.waitForSelector('.story-body');
    await page.click('details.act > summary:has-text("Translate")');
    await page.selectOption('#translate-into', 'be');
    await page.click('form[action$="/translation"] button');
    await page.waitForURL(/\/beside/);
    assert.match(await page.textContent('section.original .body'), /It rains\./);
    await page.waitForSelector('.story-body');
    await page.click('.story-body');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Ідзе дождж.');
    await page.fill('#story .writing textarea >> nth=0', 'Дождж над Прыпяццю');
    await isSaved(page, 'Ідзе дождж.');
    const translation = page.url().split(/\/beside/)[0];
    await page.goto(translation);
    await page.waitForSelector('.story-body');
    await publish(page);
    const { document } = await head(page, translation);
    assert.equal(document.headline, 'Дождж над Прыпяццю');
    assert.equal(await (await readers(site, await page.getAttribute('.story-head a[target=_blank]', 'href'))).status, 200, 'it did not wait for its original');
    // The original changes: the translation is told, shows what, and says when it has caught up.
    await goToStory(page, original);
    await page.click('.story-body');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' And again.');
    await isSaved(page, 'And again.');
    await page.goto(`${translation}/beside`);
    assert.match(await page.textContent('section.original .told'), /changed/);
    assert.match(await page.textContent('section.original ins'), /And again/);
    await page.click('form[action$="/caught-up"] button');
    await page.goto(`${translation}/beside`);
    assert.equal(await page.locator('section.original .told').count(), 0);
  }));

  test(`a story is scheduled by the agency's clock and taken off again: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    await openStory(page, site);
    await write(page, 'On the first of January', 'At ten.');
    await page.reload();
    await page.waitForSelector('.story-body');
    await page.click('details.act > summary:has-text("Schedule")');
    assert.match(await page.textContent('label[for=schedule-time]'), /\(.+\)/, 'the zone is said');
    await page.fill('#schedule-date', '2099-01-01');
    await page.fill('#schedule-time', '10:00');
    await page.click('form[action$="/schedule"] button');
    await page.waitForURL(/said=scheduled/);
    assert.equal(await page.getAttribute('#state', 'class'), 'mark scheduled');
    assert.match(await page.textContent('.story-head time'), /10:00/);
    assert.equal((await readers(site, '/en/story/on-the-first-of-january')).status, 404);
    await page.click('form[action$="/unscheduling"] button');
    await page.waitForURL(/said=/);
    assert.notEqual(await page.getAttribute('#state', 'class'), 'mark scheduled');
  }));

  test(`a correction is public, an old revision is read, compared and brought back: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const slug = numbered('counted-').replace('.', '-');
    const address = await openStory(page, site);
    await write(page, slug, 'Seven herons were counted.');
    await page.reload();
    await page.waitForSelector('.story-body');
    await publish(page);
    await page.waitForSelector('.story-body');
    await page.click('.story-body');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Nine herons were counted.');
    await isSaved(page, 'Nine herons');
    assert.match(await (await readers(site, `/en/story/${slug}`)).text(), /Seven herons/, 'readers have what was published');
    await page.reload();
    await page.waitForSelector('.story-body');
    await page.click('details.act > summary:has-text("Correct")');
    await page.fill('#note', 'There were nine herons, not seven.');
    await page.click('form[action$="/correction"] button');
    await page.waitForURL(/said=/);
    const corrected = await (await readers(site, `/en/story/${slug}`)).text();
    assert.match(corrected, /Nine herons/);
    assert.match(corrected, /There were nine herons, not seven\./);

    await page.goto(`${address}/revisions`);
    const first = await page.locator('tbody tr', { hasText: 'was published' }).last().locator('th a').getAttribute('href');
    await page.goto(desk + first);
    assert.match(await page.textContent('.body'), /Seven herons/);
    await page.click('a[href*="/comparison"]');
    assert.match(await page.textContent('.compare'), /Seven|Nine/);
    assert.ok(await page.locator('ins').count() && await page.locator('del').count());
    await page.goBack();
    await page.click('form[action$="/restoration"] button');
    await page.waitForURL(/\/desk\/story\/[^/]+\?/);
    assert.deepEqual(paragraphs((await head(page, address)).document), ['Seven herons were counted.']);
    assert.match(await (await readers(site, `/en/story/${slug}`)).text(), /Nine herons/, 'what was brought back is not out by itself');
  }));

  test(`a picture from a file to readers, found again and shown where it is used: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const what = numbered('a heron on a roof ');
    await page.goto(`${desk}/desk/pictures`);
    await page.click('details.drawer > summary');
    await page.setInputFiles('#file', { name: 'heron.png', mimeType: 'image/png', buffer: picture(2) });
    await page.fill('#alt', what);
    await page.fill('#caption', 'A heron');
    await page.fill('#credit', 'Photo: Nobody');
    await page.click('details.drawer form button');
    await page.waitForURL(/\/desk\/pictures/);
    // What is no picture is refused with a sentence and leaves nothing behind.
    await page.goto(`${desk}/desk/pictures`);
    await page.click('details.drawer > summary');
    await page.setInputFiles('#file', { name: 'script.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') });
    await page.click('details.drawer form button');
    await page.waitForSelector('[role=alert]');
    assert.match(await page.textContent('[role=alert]'), /script\.png/);

    const address = await openStory(page, site);
    await write(page, `Seen: ${what}`, 'It sat there.');
    await page.setInputFiles('.lead-picture input[type=file]', { name: 'heron.png', mimeType: 'image/png', buffer: picture(2) });
    await page.waitForSelector('.lead-picture img[src]', { state: 'attached' });
    await isSaved(page, what);
    await page.reload();
    await page.waitForSelector('.story-body');
    await publish(page);
    const shown = await (await readers(site, await page.getAttribute('.story-head a[target=_blank]', 'href'))).text();
    const media = shown.match(/\/media\/[\w.-]+/)[0];
    assert.equal((await readers(site, media)).status, 200);
    await page.goto(`${desk}/desk/pictures?q=${encodeURIComponent(what)}`);
    assert.equal(await page.locator('.pictures li').count(), 1, 'the same picture twice is one');
    await page.click('.pictures li a');
    assert.equal(await page.locator('.uses a').count(), 1);
    assert.equal(await page.locator('form[action$="/removal"]').count(), 0, 'a picture in use stays');
    await page.click('.uses a');
    assert.equal(page.url(), address);
  }));

  test(`what a kill set off stands among the deliveries: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const address = await openStory(page, site);
    const headline = numbered('Set off ');
    await write(page, headline, 'Words.');
    await page.reload();
    await page.waitForSelector('.story-body');
    await publish(page);
    await page.goto(`${address}/kill`);
    await page.fill('#notice', 'Gone.');
    await page.fill('#reason', 'Wrong.');
    await page.click('button.danger');
    await page.waitForSelector('.told-list');
    await page.goto(`${desk}/desk/deliveries?story=${address.split('/').at(-1)}`);
    for (let tries = 0; tries < 240 && !(await page.locator('.mark.good').count()); tries++) {
      await page.waitForTimeout(250);
      await page.reload();
    }
    assert.match(await page.textContent('table'), new RegExp(headline));
    assert.equal(await page.locator('tbody .mark.good').count(), 1, 'its pictures are withdrawn, once');
  }));

  test(`the wall, the previews and the update: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const headline = numbered('Behind the wall ');
    const address = await openStory(page, site);
    await write(page, headline, 'For everybody.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+Enter');
    await page.waitForSelector('.story-body .plus');
    await page.keyboard.type('For payers.');
    await isSaved(page, 'For payers.');
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    await page.locator('select:not(#out-access):has(option[value="plus-then-open"]):visible').first().selectOption('plus');
    await isSaved(page, '"level":"plus"');
    const inside = (reader) => page.goto(`${address}/preview?reader=${reader}`).then(() => page.frameLocator('iframe').locator('body').innerText());
    assert.doesNotMatch(await inside('open'), /For payers/);
    assert.match(await inside('plus'), /For payers/);
    await page.goto(`${address}/preview?on=phone`);
    assert.ok((await page.locator('iframe').boundingBox()).width < 420);
    await goToStory(page, address);
    await page.click('#publish details > summary');
    await page.selectOption('#out-access', 'plus');
    await publish(page);
    const out = await page.getAttribute('.story-head a[target=_blank]', 'href');
    assert.doesNotMatch(await (await readers(site, out)).text(), /For payers/);
    await page.waitForSelector('.story-body');
    await page.click('form[action$="/update"] button');
    await page.waitForURL((url) => !url.href.startsWith(address));
    assert.match(await page.textContent('.versions'), new RegExp(headline), 'the new story says what it follows');
  }));

  test(`the desk by its single keys: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    await page.goto(`${desk}/desk`);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.matches('input[name=q]')), true);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('?');
    await page.waitForSelector('dialog.keys');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.keys', { state: 'detached' });
    for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
    const [first] = await page.locator('[data-lines] .line a').all();
    const to = new URL(await first.getAttribute('href'), desk).pathname;
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === to);
    // From the list to readers with no mouse: headline, text, a heading by the toolbar, out.
    await page.goto(`${desk}/desk`);
    await page.keyboard.press('n');
    await page.waitForURL((url) => /^\/desk\/story\/[\w-]+$/.test(url.pathname) && url.pathname !== to);
    await page.waitForSelector('.story-body');
    const headline = numbered('by-keys-').replace('.', '-');
    await page.keyboard.type(headline);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('What was typed');
    await page.keyboard.press('Escape');
    for (let presses = 0; presses < 30 && !(await page.locator('.tool-heading-2:focus').count()); presses++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Enter');
    await page.waitForURL(/said=published/);
    assert.match(await (await readers(site, `/en/story/${headline}`)).text(), /<h2[^>]*>What was typed/);
  }));

  test(`two bells of the desk: somebody is asked, somebody is called: ${engine}`, () => withPage(browser, screen, async (page) => {
    await signInAs(page, site, 'editor');
    const headline = numbered('Asked for ');
    const address = await openStory(page, site);
    await write(page, headline, 'Words.');
    await withPage(browser, screen, async (asked) => {
      const name = await signInAs(asked, site, 'reporter', 'Asked');
      await page.reload();
      await page.waitForSelector('.story-body');
      await page.locator('form[action$="/assignment"] label', { hasText: 'Asked' }).first().locator('input').check();
      await page.click('form[action$="/assignment"] button');
      await page.waitForURL(/said=/);
      await page.fill('#said', `@${name} please count the herons`);
      await page.click('form[action$="/notes"] button');
      await page.waitForURL(/said=noted/);
      await asked.goto(`${desk}/desk`);
      assert.match(await asked.textContent('section[aria-labelledby=asked]'), new RegExp(headline));
      assert.match(await asked.textContent('section[aria-labelledby=calls]'), /count the herons/);
      // Where somebody is at work, others see it.
      await goToStory(asked, address);
      await page.goto(address);
      await page.waitForFunction(() => document.body.textContent.includes('Asked'));
    });
  }));
}

test('the editor works in a browser without a compiler for scripts, and asks for nothing that "safer" blocks', async () => {
  const slow = await chromium.launch({ executablePath, headless: true, args: [...flags, '--js-flags=--jitless --no-expose-wasm'] });
  try {
    const [site] = Object.values(sites);
    await withPage(slow, screen, async (page) => {
      const asked = [];
      page.on('request', (request) => asked.push(`${request.resourceType()} ${new URL(request.url()).pathname}`));
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await signInAs(page, site, 'editor');
      assert.equal(await page.evaluate(() => typeof WebAssembly), 'undefined');
      await openStory(page, site);
      await write(page, 'Written at "safer"', 'Slow and safe.');
      await page.keyboard.press('Control+Shift+Enter');
      await page.setInputFiles('.lead-picture input[type=file]', { name: 'safer.png', mimeType: 'image/png', buffer: picture(3) });
      await page.waitForSelector('.lead-picture img[src]', { state: 'attached' });
      await page.goto(`${deskOf(site)}/desk/pictures`);
      await page.goto(`${deskOf(site)}/desk`);
      assert.deepEqual(errors, []);
      assert.deepEqual(asked.filter((one) => /^(font|media) /.test(one) || (/^image .*\.svg/.test(one) && !one.endsWith('/favicon.svg')) || one.includes('.wasm')), []);
    });
  } finally {
    await slow.close();
  }
});
