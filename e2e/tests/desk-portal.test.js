// The wire's clients, from the contract to the confirmed notice: the newsroom gives a seat, somebody reads, saves and asks by
// program, a story is withdrawn, everybody who has it is told. The portal's pages in every language, narrow and wide, by day
// and by night, and without JavaScript.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { post, until, wireRoutes } from '../desk.js';
import { complaints } from '../looks.js';
import { looks, sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';

const screens = [[360, 'dark'], [1280, 'light']];
const password = 'nine herons over Ščara';
// Where pictures are left to be looked at.
const pictures = process.env.VESTKA_PICTURES;

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// A client with a seat, made at the desk by hand; answers its page there and the way in.
async function newClient(page, site, name, language = 'en') {
  const desk = deskOf(site);
  await page.goto(`${desk}/desk/clients`);
  await page.fill('#name', name);
  await page.check('input[name=plus]');
  await page.check('input[name=early]');
  await page.click('form[action="/desk/clients"] button');
  await page.waitForURL('**/desk/client/*');
  const client = new URL(page.url()).pathname;
  await page.fill('#seat-name', `Hanna of ${name}`);
  await page.fill('#seat-email', `hanna@${name.toLowerCase().replace(/\W/g, '')}.example`);
  await page.selectOption('#seat-language', language);
  await page.click('form[action$="/seats"] button');
  const link = await page.inputValue('#link');
  return { client, link: link.replace('127.0.0.1', 'localhost') };
}

async function enter(page, link) {
  await page.goto(link);
  await page.fill('#password', password);
  await page.click('main form button');
  await page.waitForURL('**/wire');
}

async function published(page, site, headline) {
  const id = (await post(page, site, '/desk/stories', { language: 'en' })).headers().location.split('/').at(-1);
  const words = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The harbour is quiet.' }] }] };
  const saved = await post(page, site, `/desk/story/${id}/revisions`, { base: 1, document: { headline, body: words } }, true);
  const { revision } = await saved.json();
  const out = await post(page, site, `/desk/story/${id}/publication`, { revision: String(revision) });
  assert.equal(out.status(), 303, await out.text());
  return id;
}

for (const [engine, site] of Object.entries(sites)) {
  test(`${engine}: a client reads, saves, asks by program, and confirms a withdrawal`, () => withPage(browser, {}, async (desk) => {
    await signInAs(desk, site, 'administrator', 'Keeper');
    const { client, link } = await newClient(desk, site, `Kurjer ${engine}`);
    await withPage(browser, {}, async (page) => {
      await enter(page, link);
      assert.equal((await page.goto(link)).status(), 404, 'the link is good once');
      await page.goto(`${deskOf(site)}/wire`);
      assert.ok(await page.locator('.wire-list li').count() > 10);
      const story = await published(desk, site, `Ferry stops for ${engine}`);
      await page.locator('.wire-list li.fresh', { hasText: `Ferry stops for ${engine}` }).waitFor({ timeout: 60_000 });
      // Other tests publish on this site too: the newest of what is new is named.
      assert.match(await page.textContent('#told'), /^New: /);

      await page.fill('#q', `stops ${engine}`);
      await page.click('form[role=search] button');
      await page.getByRole('link', { name: `Ferry stops for ${engine}` }).click();
      assert.match(await page.innerText('.wire-text'), /The harbour is quiet/);
      const links = await page.locator('.wire-formats a').evaluateAll((all) => all.map(({ href }) => href));
      assert.equal(links.length, 7);
      for (const href of links) {
        const answer = await page.request.get(href);
        assert.equal(answer.status(), 200, href);
        assert.match(answer.headers()['content-disposition'], /^attachment; filename="[\w.-]+"$/);
        assert.match(await answer.text(), /Ferry stops/, href);
      }

      await page.goto(`${deskOf(site)}/wire/tokens`);
      await page.fill('#name', 'CMS');
      await page.click('form[action="/wire/tokens"] button');
      const token = await page.textContent('section.told code');
      await page.goto(`${deskOf(site)}/wire/tokens`);
      assert.doesNotMatch(await page.content(), /vestka_wire_/, 'it is shown once');
      const asked = (path) => fetch(new URL(path, site.address), { headers: { authorization: `Bearer ${token}` } });
      // Other tests publish on this site at any moment: the story is asked for by its words.
      const found = await (await asked(`/wire/api/stories?q=${encodeURIComponent(`stops ${engine}`)}`)).json();
      assert.deepEqual(found.stories.map(({ title }) => title), [`Ferry stops for ${engine}`]);
      const list = await (await asked('/wire/api/stories?limit=5')).json();
      const more = await (await asked(new URL(list.next).pathname + new URL(list.next).search)).json();
      const before = new Set(list.stories.map(({ uri }) => uri));
      assert.equal(before.size, 5);
      assert.ok(more.stories.every(({ uri }) => !before.has(uri)), 'the next page goes on');
      assert.equal((await fetch(new URL('/wire/api/stories', site.address))).status, 401);

      await page.goto(`${deskOf(site)}/wire/topics`);
      await page.fill('#name', 'Ferries');
      await page.fill('#q', 'ferry');
      await page.click('form[action="/wire/topics"] button');
      await page.getByRole('link', { name: 'Ferries' }).click();
      await page.getByRole('link', { name: `Ferry stops for ${engine}` }).waitFor();

      await post(desk, site, `/desk/story/${story}/kill`, { notice: 'The ferry goes on.', reason: 'Wrong.' });
      await until('the notice', async () => {
        await page.goto(`${deskOf(site)}/wire/notices`);
        return (await page.innerText('main')).includes('The ferry goes on.');
      });
      assert.equal((await asked(`/wire/api/stories/${story}.ninjs-3.1`)).status, 410);
      await page.getByRole('button', { name: 'Every copy is taken away' }).click();
      await page.getByText(/^Confirmed /).waitFor();
      await desk.goto(`${deskOf(site)}/desk/story/${story}/recipients`);
      assert.match(await desk.innerText('main'), /Withdrawal[\s\S]*confirmed by Hanna of Kurjer/);

      await desk.goto(deskOf(site) + client);
      await desk.getByRole('button', { name: 'Pause' }).first().click();
      await desk.waitForURL('**?told=client-state-set');
      await page.goto(`${deskOf(site)}/wire`);
      assert.match(await page.innerText('main'), /Your contract is paused/);
      assert.equal((await asked('/wire/api/stories')).status, 403);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/wire/sign-in');
      assert.deepEqual(await page.context().cookies(), []);
    });
  }));
}

for (const [language, engine, site] of looks) {
  test(`${engine}: the portal's pages stand, ${language}`, () => withPage(browser, { locale: language }, async (desk) => {
    await signInAs(desk, site, 'administrator', `Portal keeper ${language}`);
    const { client, link } = await newClient(desk, site, `Ganek ${language}`, language);
    const story = await published(desk, site, `Looked at in ${language}`);
    await withPage(browser, { locale: language, javaScriptEnabled: false }, async (page) => {
      await page.goto(link);
      await page.fill('#password', password);
      await page.click('main form button');
      assert.equal(new URL(page.url()).pathname, '/wire', 'without JavaScript');
      assert.equal(await page.getAttribute('html', 'lang'), language);
      await page.fill('#q', 'looked');
      await page.click('form[role=search] button');
      await page.click('.wire-list a');
      assert.equal(new URL(page.url()).pathname, `/wire/story/${story}`);
    });
    await withPage(browser, { locale: language }, async (page) => {
      const shoot = async (name) => {
        for (const [width, colorScheme] of screens) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await complaints(page), [], `${name} ${width} ${colorScheme}`);
          if (!pictures) continue;
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: path.join(pictures, `${name}-${language}-${width}.png`), fullPage: true });
        }
      };
      await page.goto(`${deskOf(site)}/wire/sign-in`);
      await shoot('sign-in');
      await page.fill('#email', `hanna@ganek${language}.example`);
      await page.fill('#password', password);
      await page.click('main form button');
      await page.waitForURL('**/wire');
      const destination = { name: 'CMS', kind: 'sftp', address: 'sftp://files.ganek.example/in', account: 'vestka', mark: 'SHA256:abc', format: 'nitf', secret: 'a secret' };
      await post(page, site, '/wire/destinations', destination);
      await post(page, site, '/wire/topics', { name: 'Ferries', q: 'ferry', way: 'mail', address: 'desk@ganek.example' });
      await post(page, site, '/wire/tokens', { name: 'CMS', days: '9', scope: 'pull' });
      await page.goto(`${deskOf(site)}/wire/story/${story}`);
      await post(desk, site, `/desk/story/${story}/correction`, { revision: '2', note: 'A note on an error.' });
      await until('the notice', async () => {
        await page.goto(`${deskOf(site)}/wire/notices`);
        return (await page.innerText('main')).includes('A note on an error.');
      });
      const pages = wireRoutes(site).filter(({ method, pattern, need }) => method === 'GET' && ['seat', 'running'].includes(need) && !pattern.endsWith('{format}'));
      assert.ok(pages.length >= 6, 'the table has few pages');
      for (const { pattern } of pages) {
        await page.goto(deskOf(site) + pattern.replace('{id}', story));
        await shoot(pattern.replace(/\W+/g, '-').replace(/^-/, ''));
      }
    });
    for (const [width, colorScheme] of screens) {
      await desk.setViewportSize({ width, height: 800 });
      await desk.emulateMedia({ colorScheme });
      for (const [name, address] of [['desk-clients', '/desk/clients'], ['desk-client', client], ['desk-recipients', `/desk/story/${story}/recipients`]]) {
        await desk.goto(deskOf(site) + address);
        assert.deepEqual(await complaints(desk), [], `${name} ${width}`);
        if (pictures) await desk.screenshot({ path: path.join(pictures, `${name}-${language}-${width}.png`), fullPage: true });
      }
    }
  }));
}
