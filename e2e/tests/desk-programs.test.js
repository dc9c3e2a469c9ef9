// A member gives a program a key at the desk; the program writes, publishes and takes a picture in by it, on both databases;
// ended, it opens nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { isOnFront, readers } from '../desk.js';
import { picture } from '../picture.js';
import { sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';

const browser = await launch();
test.after(() => browser.close());

for (const [engine, site] of Object.entries(sites)) {
  test(`a program writes and publishes by a key until it is ended: ${engine}`, () => withPage(browser, { viewport: { width: 360, height: 800 } }, async (page) => {
    const desk = deskOf(site);
    await signInAs(page, site, 'editor', `Has programs ${engine}`);
    await page.goto(`${desk}/desk/me/programs`);
    await page.getByLabel('Which program').fill('Weather');
    await page.getByLabel('Publish, schedule, correct, take back').check();
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = await page.locator('code.code').textContent();
    assert.match(key, /^vestka_desk_/);
    if (process.env.VESTKA_PICTURES) await page.screenshot({ path: `${process.env.VESTKA_PICTURES}/programs-${engine}.png`, fullPage: true });

    const ask = async (path, body) => {
      const headers = { authorization: `Bearer ${key}`, ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }) };
      const answer = await fetch(site.address + path, body === undefined ? { headers } : { method: 'POST', headers, body: body instanceof FormData ? body : JSON.stringify(body) });
      return { status: answer.status, said: await answer.json() };
    };
    const form = new FormData();
    form.set('file', new Blob([await picture()], { type: 'image/png' }), 'weather.png');
    form.set('alt', 'A map with clouds');
    const { said: { file } } = await ask('/desk/pictures', form);
    const { said: { story } } = await ask('/desk/stories', { language: 'en' });
    const headline = `Rain towards evening, ${engine}`;
    const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Take an umbrella.' }] }] };
    const saved = await ask(`/desk/story/${story}/revisions`, { base: 1, document: { headline, body, picture: { file, alt: 'A map with clouds' } } });
    assert.deepEqual([saved.status, saved.said.outcome], [200, 'saved'], JSON.stringify(saved.said));
    const published = await ask(`/desk/story/${story}/publication`, { revision: saved.said.revision });
    assert.deepEqual([published.status, published.said.said], [200, 'published'], JSON.stringify(published.said));
    await isOnFront(site, headline);
    assert.match(await (await readers(site, '/api/v1/en/stories?limit=20')).text(), new RegExp(headline));
    const refused = await ask(`/desk/story/${story}/kill`, { notice: 'x', reason: 'y' });
    assert.equal(refused.status, 403, 'it was not given the right');

    await page.goto(`${desk}/desk/me/programs`);
    assert.ok(!(await page.content()).includes(key), 'it was shown once');
    await page.getByRole('button', { name: 'End this key' }).click();
    await page.getByRole('status').filter({ hasText: 'The key has ended' }).waitFor();
    assert.equal((await ask('/desk/stories', { language: 'en' })).status, 401);
  }));
}
