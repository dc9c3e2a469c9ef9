// The same stories from SQLite and from PostgreSQL make the same pages, byte for byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, pages, sites } from '../site.js';

const [here, ...others] = Object.values(sites);

for (const [engine, there] of Object.entries(sites).slice(1)) {
  test(`${engine} serves what ${Object.keys(sites)[0]} serves`, async () => {
    // What a pool has left is what this test's neighbours have left in it.
    const paths = new Set(pages.filter(({ type }) => type !== 'plus, pool').map(({ path }) => path));
    for (const path of ['/robots.txt', '/sitemap.xml', '/sitemap/en-0.xml', '/sitemap/be-0.xml', '/sitemap/ru-0.xml', '/en/story/lamp-before', '/be/feed/rss.xml', '/ru/section/economy/feed/atom.xml', '/en/person/nina-zarnaviec/feed/feed.json', '/be/corrections.json']) paths.add(path);
    for (const [, url] of (await get('/sitemap/ru-0.xml')).body.matchAll(/<loc>([^<]+)</g)) paths.add(new URL(url).pathname);
    // A page names its own server's address, and says when it was made only where that is a fact of the stories.
    const neutral = ({ status, body, headers }, site) => ({ status, location: headers.get('location'), body: body.replaceAll(site.address, 'SITE').replaceAll(new URL(site.address).host, 'HOST') });
    for (const path of paths) {
      assert.deepEqual(neutral(await get(path, {}, there.address), there), neutral(await get(path, {}, here.address), here), path);
    }
    assert.ok(paths.size > 100);
  });
}

test('both databases were tried', { skip: others.length ? false : 'VESTKA_TEST_POSTGRES names no server' }, () => {
  assert.equal(others.length, 1);
});
