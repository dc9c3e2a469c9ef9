// Addresses that lead to others, variants of one page, and files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, languages, origin, pages, storyPath } from '../site.js';

test('the root leads to the front page in the language that the browser asks for', async () => {
  const wishes = { 'be': 'be', 'ru-RU,ru;q=0.9,en;q=0.8': 'ru', 'de,be;q=0.5,en;q=0.4': 'be', 'de': 'en', '': 'en', 'en;q=0,be': 'be', '*': 'en' };
  for (const [wish, language] of Object.entries(wishes)) {
    const { status, headers } = await get('/', { 'accept-language': wish });
    assert.equal(status, 302, wish);
    assert.equal(headers.get('location'), `/${language}/`, `for '${wish}'`);
    assert.match(headers.get('vary'), /accept-language/i);
  }
});

test('a short address leads to its story, for ever', async () => {
  for (const language of languages) {
    const path = storyPath('k001', language);
    const { body } = await get(path);
    const [, short] = body.match(/href="([^"]*\/s\/[^"]+)"/);
    const answer = await get(new URL(short, origin).pathname);
    assert.equal(answer.status, 301);
    assert.equal(answer.headers.get('location'), path);
  }
  assert.equal((await get('/s/zzzzzzzzz')).status, 404);
});

test('the slug that a story had leads to the one it has', async () => {
  const answer = await get('/en/story/lamp-before');
  assert.equal(answer.status, 301);
  assert.equal(answer.headers.get('location'), '/en/story/lamp-after');
  const now = await get('/en/story/lamp-after');
  assert.equal(now.status, 200);
  assert.match(now.body, /The lamp stood on the right/);
});

test('a language without its slash leads to the front page', async () => {
  const answer = await get('/be');
  assert.equal(answer.status, 301);
  assert.equal(answer.headers.get('location'), '/be/');
});

test('what is not there is not there', async () => {
  const absent = ['/de/', '/en/section/none', '/en/topic/none', '/en/person/none', '/en/archive/2025/13', '/en/archive/2025/02/30',
    '/en/archive/0000/01', '/en/latest/before/x', '/media/none.jpg', '/sitemap/en-9.xml', '/news-sitemap/de.xml', '/en/none', '/assets/none'];
  for (const path of absent) assert.equal((await get(path)).status, 404, path);
  const { body } = await get('/ru/none');
  assert.match(body, /<html lang="?ru"?/);
});

test('one page in three codings, and none when the reader has it', async () => {
  const path = storyPath('k001', 'be');
  const plain = await get(path, { 'accept-encoding': 'identity' });
  for (const coding of ['br', 'gzip']) {
    const packed = await get(path, { 'accept-encoding': coding });
    assert.equal(packed.headers.get('content-encoding'), coding);
    assert.equal(packed.body, plain.body, coding);
    const again = await get(path, { 'accept-encoding': coding, 'if-none-match': packed.headers.get('etag') });
    assert.equal(again.status, 304, coding);
    assert.equal(again.body, '');
    assert.equal(again.headers.get('etag'), packed.headers.get('etag'));
  }
  const head = await fetch(origin + path, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
});

test('a story page is one request of at most 14 kB', async () => {
  for (const { path } of pages.filter(({ type }) => type.startsWith('story'))) {
    // fetch unpacks; the length is what went over the wire.
    const response = await fetch(origin + path, { headers: { 'accept-encoding': 'br' } });
    const length = Number(response.headers.get('content-length'));
    assert.ok(length > 0 && length <= 14 * 1024, `${path}: ${length} bytes`);
    await response.body?.cancel();
  }
});

test('a part of a picture', async () => {
  const { body } = await get(storyPath('k001', 'en'));
  const picture = body.match(/\/media\/[^"\s]+\.jpg/)[0];
  const response = await fetch(origin + picture, { headers: { range: 'bytes=0-1' } });
  assert.equal(response.status, 206);
  assert.deepEqual([...new Uint8Array(await response.arrayBuffer())], [0xff, 0xd8]);
  assert.match(response.headers.get('cache-control'), /immutable/);
});
