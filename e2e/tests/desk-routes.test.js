// What holds of every address of the desk, made from the table that the program prints: who is let in, that no other
// site can do anything, axe's rules in every language by day and by night, narrow and wide, and the keyboard.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, withPage } from '../browser.js';
import { deskPages, deskRoutes, fill, openStory, post, write } from '../desk.js';
import { picture } from '../picture.js';
import { languages, sites } from '../site.js';
import { deskOf, inviteLink, signInAs, signInLink } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// What the roles have that may not do everything; the table of crates/newsroom/src/rights.rs.
const rights = { inside: ['write'], reporter: ['write', 'see'] };

// A desk with one of everything: stories in every state, a translation, a picture, a letter, a name. Answers what fills
// the patterns, and further addresses of patterns that look different with what they show.
async function furnish(page, site) {
  const act = async (story, what, form = {}) => assert.equal((await post(page, site, `/desk/story/${story}/${what}`, form)).status(), 303, what);
  const draft = (await openStory(page, site)).split('/').at(-1);
  await write(page, 'A draft for the walk', 'Words.');
  await page.goto(`${deskOf(site)}/desk/story/${draft}`);
  const newest = await page.inputValue('#publish input[name=revision]');
  await act(draft, 'notes', { said: 'A note.' });
  const opened = async (headline) => {
    const id = (await post(page, site, '/desk/stories', { language: 'en' })).headers().location.split('/').at(-1);
    const saved = await post(page, site, `/desk/story/${id}/revisions`, { base: 1, document: { headline, body: { type: 'doc', content: [] } } }, true);
    return { id, revision: String((await saved.json()).revision) };
  };
  const [out, killed, scheduled] = [await opened('Out for the walk'), await opened('Killed for the walk'), await opened('Later than the walk')];
  for (const { id, revision } of [out, killed]) await act(id, 'publication', { revision });
  await act(out.id, 'correction', { revision: out.revision, note: 'A note on an error.' });
  await act(killed.id, 'kill', { notice: 'Gone.', reason: 'Wrong.' });
  await act(scheduled.id, 'schedule', { revision: scheduled.revision, 'schedule-date': '2099-01-01', 'schedule-time': '10:00' });
  const translation = (await post(page, site, `/desk/story/${out.id}/translation`, { language: 'be' })).headers().location.match(/story\/([^/?]+)/)[1];
  const taken = await post(page, site, '/desk/flash', { headline: 'A flash for the walk', language: 'en' });
  const file = { name: 'walk.png', mimeType: 'image/png', buffer: picture() };
  const added = await page.request.post(`${deskOf(site)}/desk/pictures`, { headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' }, maxRedirects: 0, multipart: { file, alt: 'A square', caption: 'A square' } });
  const pictureId = added.headers().location.split('/').at(-1).split('?')[0];
  await page.goto(`${deskOf(site)}/desk/staff`);
  const staff = (await page.getAttribute('tbody a', 'href')).split('/').at(-1);
  const media = (await (await page.request.get(`${deskOf(site)}/desk/pictures.json`)).json()).pictures.find(({ id }) => id === pictureId).file;
  const asset = (await page.getAttribute('link[rel=stylesheet]', 'href')).split('/').at(-1);
  const story = (id, rest) => `/desk/story/${id}${rest}`;
  const parts = {
    '/desk/assets/{file}': `/desk/assets/${asset}`,
    '/desk/media/{file}': `/desk/media/${media}`,
    '/desk/pictures/{id}': `/desk/pictures/${pictureId}`,
    '/desk/pictures/{id}/{size}': `/desk/pictures/${pictureId}/small`,
    '/desk/staff/{id}': `/desk/staff/${staff}`,
    '/desk/names/{kind}/{id}': '/desk/names/people/nina-zarnaviec',
    '/desk/names/{kind}/{id}/safety': '/desk/names/people/nina-zarnaviec/safety',
    '/desk/plus/plans/{id}': '/desk/plus/plans/year',
    '/desk/plus/pools/{id}': '/desk/plus/pools/readers',
    '/desk/story/{id}/beside': story(translation, '/beside'),
    kind: 'sections', id: draft, number: newest, secret: 'none', size: 'small', file: 'none',
  };
  const also = {
    '/desk': ['/desk?by=state', '/desk?by=person&q=walk', '/desk?q=nothing-is-called-so'],
    '/desk/flash': [`/desk/flash?${taken.headers().location.split('?')[1]}`],
    '/desk/story/{id}': [story(out.id, ''), story(killed.id, ''), story(scheduled.id, ''), story(translation, '')],
    '/desk/story/{id}/kill': [story(out.id, '/kill'), story(killed.id, '/kill')],
    '/desk/story/{id}/comparison': [story(out.id, '/comparison?old=1&new=2')],
    '/desk/story/{id}/preview': [story(out.id, '/preview?on=phone')],
    '/desk/names/{kind}': ['/desk/names/topics', '/desk/names/people'],
    '/desk/names/{kind}/{id}': ['/desk/names/sections/economy', '/desk/names/topics/climate'],
    '/desk/pictures': ['/desk/pictures?q=nothing-is-called-so'],
    '/desk/confirm': ['/desk/confirm?to=/desk/staff'],
    '/desk/rights': ['/desk/there-is-no-such-page'],
  };
  return { parts, also };
}

// The pages of the table, and what else looks different. A preview's inside is the theme's: it is looked at where
// readers see it.
function pagesFor(pages, { also }) {
  const seen = pages.filter(({ pattern }) => !pattern.endsWith('/preview/page'));
  return seen.flatMap(({ pattern, path }) => [path, ...(also[pattern] ?? [])]);
}

// What is wrong with the page as it stands, by day and by night, on a telephone and on a desk.
async function complaints(page) {
  const wrong = [];
  const look = async (options) => {
    const found = await page.evaluate((options) => globalThis.axe.run({ resultTypes: ['violations'], ...options }), options);
    wrong.push(...found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.html.slice(0, 160)}`)));
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`wider than ${page.viewportSize().width}`);
  };
  await page.evaluate(axe.source);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await look({});
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 800 });
  await look({});
  return [...new Set(wrong)];
}

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
    await withPage(browser, {}, async (editor) => {
      await signInAs(editor, site, 'administrator', 'Walker');
      const { parts } = await furnish(editor, site);
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
  });

  test(`no other site does anything at any address: ${engine}`, async () => {
    await withPage(browser, {}, async (page) => {
      await signInAs(page, site, 'administrator', 'Walker');
      const { parts } = await furnish(page, site);
      const paths = deskRoutes(site).filter(({ method }) => method === 'POST').map(({ pattern }) => fill(pattern, parts));
      const before = await (await page.request.get(`${deskOf(site)}/desk/audit`)).text();
      const lure = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Win a boat</title><p>.'));
      await new Promise((resolve) => lure.listen(0, '127.0.0.1', resolve));
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
      assert.equal(await (await page.request.get(`${deskOf(site)}/desk/audit`)).text(), before, 'the record says that nothing was done');
    });
  });
}

for (const [engine, site] of Object.entries(sites)) for (const language of languages) {
  test(`axe finds nothing on any page of the desk: ${engine}, ${language}`, async (t) => {
    await withPage(browser, { locale: language }, async (page) => {
      const invite = inviteLink(site, 'reporter', 'Looked at');
      const signIn = signInLink(site, await withPage(browser, {}, (other) => signInAs(other, site, 'reporter')));
      const secret = (link) => new URL(link).pathname;
      const strangers = ['/desk/sign-in', '/desk/sign-in?to=/desk/flash', secret(invite), `${secret(invite)}/passkey`, `${secret(invite)}/password`, secret(signIn), '/desk/invite/none'];
      const like = (pattern) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`);
      for (const { method, pattern, need } of deskRoutes(site)) {
        const isPage = method === 'GET' && need === 'anybody' && pattern !== '/desk/assets/{file}';
        if (isPage) assert.ok(strangers.some((path) => like(pattern).test(path)), `${pattern} is looked at`);
      }
      const look = (path) => t.test(path.replace(/\w{20,}/, '…'), async () => {
        await page.goto(deskOf(site) + path);
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.deepEqual(await complaints(page), []);
      });
      for (const path of strangers) await look(path);
      await signInAs(page, site, 'administrator', `Looker ${language}`);
      const furnished = await furnish(page, site);
      assert.equal((await post(page, site, '/desk/me', { name: `Looker ${language}`, language })).status(), 303);
      for (const path of pagesFor(await deskPages(page, site, furnished.parts), furnished)) await look(path);
    });
  });
}

// Marks what can be acted on: everything open, one of each group of radio buttons. Answers how much there is, and what
// can only be had with a mouse.
function mark() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const all = [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[contenteditable=true],[tabindex],[role=button],[onclick]')];
  const shown = all.filter((element) => !element.disabled && !element.closest('[inert],[aria-hidden=true]') && !element.closest('fieldset:disabled') && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length);
  const inComposite = (element) => element.closest('[role=toolbar],[role=listbox],[role=menu],[role=radiogroup],[role=tablist]');
  const acts = shown.filter((element) => element.matches('a,button,input,select,textarea,summary,[contenteditable],[role=button],[onclick]'));
  // A field of text that is no input says -1 of itself and is a stop all the same.
  const isStop = (element) => element.tabIndex >= 0 || (element.isContentEditable && !element.hasAttribute('tabindex'));
  const mouseOnly = acts.filter((element) => !isStop(element) && !inComposite(element));
  const groups = new Map();
  for (const radio of acts.filter((element) => element.type === 'radio')) {
    const key = `${radio.form?.action} ${radio.name}`;
    if (!groups.has(key) || radio.checked) groups.set(key, radio);
  }
  const stops = acts.filter((element) => isStop(element) && (element.type !== 'radio' || [...groups.values()].includes(element)));
  stops.forEach((element, n) => { element.dataset.stop = n; });
  return { stops: stops.length, mouseOnly: mouseOnly.map((element) => element.outerHTML.slice(0, 160)) };
}

// The stop that has the focus, whether that can be seen, and whether anything covers it.
function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const rings = [style, ...(element.labels ?? [])].map((one) => (one instanceof Element ? getComputedStyle(one) : one));
  const ring = rings.some((one) => (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0) || one.boxShadow !== 'none');
  return { stop: element.dataset?.stop, ring, html: element.outerHTML.slice(0, 160) };
}

for (const [engine, site] of Object.entries(sites)) test(`everything on every page is reached with the keyboard, and one sees where one is: ${engine}`, async (t) => {
  await withPage(browser, { viewport: { width: 1280, height: 900 } }, async (page) => {
    const walk = (path) => t.test(path.replace(/\w{20,}/, '…'), async () => {
      await page.goto(deskOf(site) + path);
      if (await page.locator('script[src*=editor]').count()) await page.waitForSelector('.story-body, form#story [readonly]');
      const { stops, mouseOnly } = await page.evaluate(mark);
      assert.deepEqual(mouseOnly, [], 'these need a mouse');
      const reached = new Set();
      const unseen = new Set();
      for (let presses = 0; presses < 3 * stops + 80 && reached.size < stops; presses++) {
        await page.keyboard.press('Tab');
        const { stop, ring, html } = await page.evaluate(focused);
        if (stop === undefined) continue;
        reached.add(stop);
        if (!ring) unseen.add(html);
      }
      const missed = await page.evaluate((reached) => [...document.querySelectorAll('[data-stop]')].filter((element) => !reached.includes(element.dataset.stop)).map((element) => element.outerHTML.slice(0, 160)), [...reached]);
      assert.deepEqual(missed, [], 'these are never reached');
      assert.deepEqual([...unseen], [], 'here one does not see where one is');
    });
    await walk('/desk/sign-in');
    await signInAs(page, site, 'administrator', 'Keys');
    const furnished = await furnish(page, site);
    for (const path of pagesFor(await deskPages(page, site, furnished.parts), furnished)) await walk(path);
  });
});
