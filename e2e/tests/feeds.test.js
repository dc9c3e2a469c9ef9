// Feeds as readers' programs see them: found from a page, of the right type, asked again for nothing, and quiet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, languages, origin, storyPath } from '../site.js';

const types = { 'rss.xml': 'application/rss+xml', 'atom.xml': 'application/atom+xml', 'feed.json': 'application/feed+json' };
const lists = ['', '/section/economy', '/topic/climate', '/person/nina-zarnaviec'];

test('a page leads to its feeds, and they are what it says', async () => {
  for (const language of languages) {
    for (const list of lists) {
      const { body } = await get(list ? `/${language}${list}` : `/${language}/`);
      const found = [...body.matchAll(/<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)"/g)];
      assert.deepEqual(found.map(([, type, , href]) => [type, href]), Object.entries(types).map(([file, type]) => [type, `/${language}${list}/feed/${file}`]));
      for (const [, type, title, href] of found) {
        const feed = await get(href);
        assert.equal(feed.status, 200, href);
        assert.equal(feed.headers.get('content-type'), `${type}; charset=utf-8`);
        assert.ok(feed.body.includes(title) || type.endsWith('json'), `${href} is not called ${title}`);
      }
    }
  }
});

test('who has a feed already is sent nothing', async () => {
  for (const file of Object.keys(types)) {
    const path = `/be/feed/${file}`;
    for (const coding of ['br', 'gzip', 'identity']) {
      const first = await get(path, { 'accept-encoding': coding });
      const again = await get(path, { 'accept-encoding': coding, 'if-none-match': first.headers.get('etag') });
      assert.deepEqual([again.status, again.body], [304, ''], `${path} ${coding}`);
    }
  }
});

test('open stories are there in full, plus stories as everybody may read them, killed ones not at all', async () => {
  for (const language of languages) {
    const feed = JSON.parse((await get(`/${language}/feed/feed.json`)).body);
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    const ofPlus = (item) => item.content_html.includes(`<p><a href="${item.url}">`);
    const isPlus = feed.items.filter(ofPlus);
    assert.ok(isPlus.length > 0 && isPlus.length < feed.items.length, 'there are both');
    for (const item of feed.items) {
      const { status, body } = await get(new URL(item.url).pathname);
      assert.equal(status, 200, item.url);
      assert.equal(body.includes('"isAccessibleForFree":false'), ofPlus(item), item.url);
      const last = item.content_html.split('<p>').filter((part) => !part.includes('<a ') && !part.includes('<strong>')).at(-1).split('</p>')[0];
      assert.ok(body.includes(last), `${item.url} has not: ${last}`);
      assert.doesNotMatch(item.content_html, /(?:src|href)="\//, item.url);
    }
    const killed = `${origin}${storyPath('k020', language)}`;
    assert.ok(feed.items.every(({ url }) => url !== killed), 'a killed story');
  }
});

test('a feed sets nothing, names no reader, and may be read on other pages', async () => {
  for (const file of Object.keys(types)) {
    const { headers } = await get(`/en/feed/${file}`);
    assert.equal(headers.get('set-cookie'), null);
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(headers.get('tdm-reservation'), '1');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
  }
});

test('corrections and withdrawals are there for programs too', async () => {
  for (const language of languages) {
    const { headers, body } = await get(`/${language}/corrections.json`);
    assert.equal(headers.get('content-type'), 'application/json');
    const record = JSON.parse(body);
    const page = (await get(`/${language}/corrections`)).body;
    assert.ok(record.corrections.some(({ url }) => url === origin + storyPath('k009', language)));
    assert.ok(record.withdrawn.length > 0);
    for (const { short_url: short } of record.withdrawn) {
      const gone = await get(new URL(short).pathname);
      assert.equal(gone.status, 410);
      assert.equal(gone.headers.get('location'), null, 'its other address tells the headline');
      assert.ok(page.includes(new URL(short).pathname));
    }
  }
});
