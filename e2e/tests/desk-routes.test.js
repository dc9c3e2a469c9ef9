// What holds of every address of the desk, made from the table that the program prints: who is let in, that no other
// site can do anything, axe's rules in every language by day and by night, narrow and wide, and the keyboard.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { deskPages, deskRoutes, fill, post } from '../desk.js';
import { furnished, pagesFor } from '../furnished.js';
import { complaints, scrollsSideways } from '../looks.js';
import { looks, sites } from '../site.js';
import { deskOf, inviteLink, signInAs, signInLink } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// What the roles have that may not do everything; the table of crates/newsroom/src/rights.rs.
const rights = { inside: ['write'], reporter: ['write', 'see'] };

// The status of every answer to come, by path, also of those that the browser keeps from the page.
async function statuses(page) {
  const cdp = await page.context().newCDPSession(page);
  const [paths, found] = [new Map(), new Map()];
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => paths.set(requestId, new URL(request.url).pathname));
  cdp.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => found.set(requestId, statusCode));
  await cdp.send('Network.enable');
  return () => new Map([...found].map(([id, status]) => [paths.get(id), status]));
}

for (const [engine, site] of Object.entries(sites)) {
  test(`whoever has not the right is refused at every address that needs it: ${engine}`, async () => {
    const { parts } = await furnished(browser, site);
    for (const [role, own] of Object.entries(rights)) {
      await withPage(browser, {}, async (page) => {
        await signInAs(page, site, role);
        const beyond = deskRoutes(site).filter(({ need }) => !['anybody', 'signed-in', ...own].includes(need));
        assert.ok(beyond.length > 25, `the table has few addresses that ${role} may not ask for`);
        for (const { method, pattern } of beyond) {
          const path = fill(pattern, parts);
          const answer = method === 'GET' ? await page.request.get(deskOf(site) + path, { maxRedirects: 0 }) : await post(page, site, path);
          assert.equal(answer.status(), 403, `${method} ${path} as ${role}`);
        }
      });
    }
  });

  test(`no other site does anything at any address: ${engine}`, async () => {
    await withPage(browser, {}, async (page) => {
      const { parts } = await furnished(browser, site);
      await signInAs(page, site, 'administrator', 'Lured');
      const paths = deskRoutes(site).filter(({ method }) => method === 'POST').map(({ pattern }) => fill(pattern, parts));
      // Others' deeds go on: what counts is what is done in this one's name.
      await page.goto(`${deskOf(site)}/desk/audit`);
      const member = await page.locator('#member option', { hasText: 'Lured' }).getAttribute('value');
      // The rows alone: the page also names everybody who was invited meanwhile.
      const record = async () => (await (await page.request.get(`${deskOf(site)}/desk/audit?member=${member}`)).text()).match(/<tbody>.*<\/tbody>/s)[0];
      const before = await record();
      const lure = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Win a boat</title><p>.'));
      await new Promise((resolve) => lure.listen(0, '127.0.0.1', resolve));
      lure.unref();
      // Another site, and another origin of this very one: to that the browser sends the desk's cookie along.
      for (const host of ['127.0.0.1', 'localhost']) {
        const answered = await statuses(page);
        await page.goto(`http://${host}:${lure.address().port}/`);
        await page.evaluate(async ({ desk, paths }) => {
          for (const path of paths) {
            // The browser keeps the answer from the page; that it was sent is all that a lure needs.
            await fetch(desk + path, { method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams({ name: 'Lured', headline: 'Lured', which: 'all', said: 'Lured' }) }).catch(() => {});
          }
        }, { desk: deskOf(site), paths });
        // What the browser tells of its network comes a moment after the page has it.
        for (let tries = 0; tries < 100 && paths.some((path) => !answered().has(path)); tries++) await page.waitForTimeout(100);
        for (const path of paths) assert.equal(answered().get(path), 403, `${path} from ${host}`);
      }
      lure.close();
      assert.equal(await record(), before, 'the record says that nothing was done');
    });
  });
}

// Other words make a page overflow, colours they do not change: one language is enough for the look by day.
for (const [language, engine, site] of looks) {
  const byDay = language === looks[0][0] ? complaints : scrollsSideways;
  test(`axe finds nothing on any page of the desk: ${language}, ${engine}`, async (t) => {
    const desk = await furnished(browser, site);
    await withPage(browser, { locale: language }, async (page) => {
      const look = (path) => t.test(path.replace(/\w{20,}/, '…'), async () => {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(deskOf(site) + path);
        await hasEditor(page);
        assert.equal(new URL(page.url()).pathname, path.split('?')[0], 'it is this page and no other');
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.deepEqual(await byDay(page), [], 'wide, by day');
        await page.setViewportSize({ width: 360, height: 800 });
        await page.emulateMedia({ colorScheme: 'dark' });
        assert.deepEqual(await complaints(page), [], 'narrow, by night');
      });
      for (const path of await strangersPages(site)) await look(path);
      await signInAs(page, site, 'administrator', `Looker ${language}`);
      assert.equal((await post(page, site, '/desk/me', { name: `Looker ${language}`, language })).status(), 303);
      for (const path of pagesFor(await deskPages(page, site, desk.parts), desk)) await look(path);
    });
  });
}

// What somebody sees who is not signed in; every such page of the table is among them.
async function strangersPages(site) {
  const invite = new URL(inviteLink(site, 'reporter', 'Looked at')).pathname;
  const signIn = await withPage(browser, {}, async (page) => {
    // Behind the first page of an invitation one comes with a name.
    const form = { name: 'Looked at', sign_in: `looked-at-${invite.slice(-8).toLowerCase()}`, language: 'en', way: 'password' };
    assert.equal((await post(page, site, invite, form)).status(), 303);
    return new URL(signInLink(site, await signInAs(page, site, 'reporter'))).pathname;
  });
  const pages = ['/desk/sign-in', '/desk/sign-in?to=/desk/flash', invite, `${invite}/passkey`, `${invite}/password`, signIn, '/desk/invite/none'];
  const like = (pattern) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`);
  for (const { method, pattern, need } of deskRoutes(site)) {
    const isPage = method === 'GET' && need === 'anybody' && pattern !== '/desk/assets/{file}';
    if (isPage) assert.ok(pages.some((path) => like(pattern).test(path)), `${pattern} is looked at`);
  }
  return pages;
}

// A page with an editor is looked at when that stands.
async function hasEditor(page) {
  if (await page.locator('script[src*=editor]').count()) await page.waitForSelector('.story-body, form#story [readonly]');
}

// Opens whatever is closed and marks what can be acted on: one of each group of radio buttons, all tools of a toolbar.
// Answers how much of it Tab must reach, what the arrows must, and what can only be had with a mouse. What has the focus
// from now on says so in `walked`: its number, and whether one sees that it has the focus.
function mark() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const all = [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[contenteditable=true],[role=button],[onclick]')];
  const shown = all.filter((element) => !element.matches(':disabled') && !element.closest('[inert],[aria-hidden=true]') && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length);
  const bars = [...document.querySelectorAll('[role=toolbar]')].map((bar) => shown.filter((element) => bar.contains(element)));
  // A field of text that is no input says -1 of itself and is a stop all the same.
  const isStop = (element) => element.tabIndex >= 0 || (element.isContentEditable && !element.hasAttribute('tabindex'));
  const mouseOnly = shown.filter((element) => !isStop(element) && !bars.some((tools) => tools.includes(element)));
  const groups = new Map();
  for (const radio of shown.filter((element) => element.type === 'radio')) {
    const key = `${radio.form?.action} ${radio.name}`;
    if (!groups.has(key) || radio.checked) groups.set(key, radio);
  }
  const stops = shown.filter((element) => isStop(element) && (element.type !== 'radio' || [...groups.values()].includes(element)));
  const marked = [...new Set([...stops, ...bars.flat()])];
  marked.forEach((element, n) => { element.dataset.stop = n; });
  globalThis.walked = new Map();
  document.addEventListener('focusin', ({ target }) => {
    const rings = [target, ...(target.labels ?? [])].map((one) => getComputedStyle(one));
    const isSeen = rings.some((one) => (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0) || one.boxShadow !== 'none');
    globalThis.walked.set(target.dataset.stop, isSeen);
  });
  const says = (element) => element.outerHTML.slice(0, 160);
  return { stops: stops.length, bars: bars.map((tools) => tools.length), mouseOnly: mouseOnly.map(says) };
}

// What was marked and never had the focus, and what had it unseen.
function unwalked() {
  const marked = [...document.querySelectorAll('[data-stop]')];
  const says = (element) => element.outerHTML.slice(0, 160);
  const isWalked = (element) => globalThis.walked.has(element.dataset.stop);
  return { missed: marked.filter((element) => !isWalked(element)).map(says), unseen: marked.filter((element) => isWalked(element) && !globalThis.walked.get(element.dataset.stop)).map(says) };
}

test('everything on every page is reached with the keyboard, and one sees where one is', async (t) => {
  const site = Object.values(sites).at(-1);
  const desk = await furnished(browser, site);
  await withPage(browser, { viewport: { width: 1280, height: 900 } }, async (page) => {
    // News from the other tests would put other lines in place of those that are marked.
    await page.route('**/desk/live', (route) => route.abort());
    const walk = (path) => t.test(path.replace(/\w{20,}/, '…'), async () => {
      await page.goto(deskOf(site) + path);
      await hasEditor(page);
      const { stops, bars, mouseOnly } = await page.evaluate(mark);
      assert.deepEqual(mouseOnly, [], 'these need a mouse');
      let left;
      for (let round = 0; round < 3; round++) {
        for (let presses = 0; presses < stops + 20; presses++) await page.keyboard.press('Tab');
        for (const [number, tools] of bars.entries()) {
          await page.locator('[role=toolbar]').nth(number).locator('[tabindex="0"]').focus();
          for (let presses = 0; presses < tools; presses++) await page.keyboard.press('ArrowRight');
        }
        left = await page.evaluate(unwalked);
        if (!left.missed.length) break;
      }
      assert.deepEqual(left.missed, [], 'these are never reached');
      assert.deepEqual(left.unseen, [], 'here one does not see where one is');
    });
    await walk('/desk/sign-in');
    await signInAs(page, site, 'administrator', 'Keys');
    for (const path of pagesFor(await deskPages(page, site, desk.parts), desk)) await walk(path);
  });
});
