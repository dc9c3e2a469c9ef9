// Ghost's own client, as npm has it, against both databases: lists, filters, includes, pages, reading by slug and id; what is paid
// is a teaser; what is wrong is said the way it understands.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import GhostContentAPI from '@tryghost/content-api';
import { launch, withPage } from '../browser.js';
import { binary } from '../staff.js';
import { languages, sites } from '../site.js';

const vestka = (site, ...args) =>
  execFileSync(binary, [...args, '--data', site.folder], { env: { ...process.env, VESTKA_DATABASE_URL: site.database ?? '' }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

const clientOf = (site, language, key) => new GhostContentAPI({ url: language ? `${site.address}/${language}` : site.address, key, version: 'v6.0' });

for (const [engine, site] of Object.entries(sites)) {
  const key = vestka(site, 'key', 'content', '--name', 'e2e');
  const slug = (id) => site.slugs[id];

  test(`posts are listed, page by page: ${engine}`, async () => {
    for (const language of languages) {
      const api = clientOf(site, language, key);
      const first = await api.posts.browse();
      assert.equal(first.length, 15);
      const { total, pages } = first.meta.pagination;
      assert.ok(total > 15 && pages === Math.ceil(total / 15), JSON.stringify(first.meta));
      const all = [];
      for (let page = 1; page; ) {
        const some = await api.posts.browse({ limit: 7, page, fields: 'id,slug,published_at' });
        all.push(...some);
        page = some.meta.pagination.next;
      }
      assert.equal(new Set(all.map((post) => post.id)).size, total);
      assert.deepEqual(all.map((post) => post.published_at), all.map((post) => post.published_at).sort().reverse(), 'new to old');
      assert.equal((await api.posts.browse({ limit: 'all' })).length, Math.min(total, 100));
    }
  });

  test(`filters, includes and orders: ${engine}`, async () => {
    const api = clientOf(site, 'en', key);
    const posts = await api.posts.browse({ filter: 'tag:economy+published_at:<now-1d', include: 'tags,authors,tiers', order: 'published_at ASC', limit: 5 });
    assert.ok(posts.length > 0);
    for (const post of posts) {
      assert.ok(post.tags.some((tag) => tag.slug === 'economy'), post.slug);
      assert.equal(post.primary_tag.slug, post.tags[0].slug);
      assert.ok(Array.isArray(post.authors) && Array.isArray(post.tiers));
      assert.match(post.published_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
    }
    assert.ok(posts[0].published_at <= posts.at(-1).published_at);
    const others = await api.posts.browse({ filter: 'tag:-economy', limit: 'all', include: 'tags' });
    assert.ok(others.every((post) => post.tags.every((tag) => tag.slug !== 'economy')));
    const both = await api.posts.browse({ filter: 'tag:[economy,politics]', limit: 'all', fields: 'id' });
    assert.deepEqual(Object.keys(both[0]), ['id']);
    const paid = await api.posts.browse({ filter: 'visibility:paid', limit: 'all' });
    assert.ok(paid.length > 0 && paid.every((post) => post.access === false && post.visibility === 'paid'));
  });

  test(`one is read by its slug and by its id, whatever language: ${engine}`, async () => {
    for (const language of languages) {
      const api = clientOf(site, language, key);
      const post = await api.posts.read({ slug: slug(`k001-${language}`) }, { include: 'tags,authors', formats: ['html', 'plaintext'] });
      assert.equal(post.slug, slug(`k001-${language}`));
      assert.ok(post.html.includes('<p>') && post.plaintext.length > 50 && post.reading_time >= 1);
      assert.match(post.id, /^[0-9a-f]{24}$/);
      assert.match(post.feature_image, new RegExp(`^${site.address}/media/`));
      assert.equal((await fetch(post.feature_image)).status, 200);
      assert.equal((await fetch(post.url)).status, 200);
      assert.equal((await api.posts.read({ id: post.id })).title, post.title);
      const corrected = await api.posts.read({ slug: slug(`k009-${language}`) });
      const page = await (await fetch(corrected.url)).text();
      assert.ok(page.includes('id="corrections"') && corrected.updated_at > corrected.published_at);
    }
  });

  test(`a story of the paid tier is a teaser, and a killed one is not there: ${engine}`, async () => {
    const api = clientOf(site, 'en', key);
    const teaser = await api.posts.read({ slug: slug('k002-en') });
    assert.deepEqual([teaser.access, teaser.visibility], [false, 'paid']);
    const page = await (await fetch(teaser.url)).text();
    assert.ok(teaser.html.length < page.length);
    await assert.rejects(api.posts.read({ slug: slug('k020-en') }), { name: 'NotFoundError' });
  });

  test(`tags, authors, pages, settings and tiers: ${engine}`, async () => {
    const api = clientOf(site, 'be', key);
    const tags = await api.tags.browse({ include: 'count.posts', limit: 'all', filter: 'count.posts:>0', order: 'count.posts DESC' });
    assert.ok(tags.length > 3 && tags[0].count.posts >= tags.at(-1).count.posts);
    const tag = await api.tags.read({ slug: 'economy' }, { include: 'count.posts' });
    const posts = await api.posts.browse({ filter: 'tag:economy', limit: 1 });
    assert.equal(tag.count.posts, posts.meta.pagination.total);
    const authors = await api.authors.browse({ include: 'count.posts', limit: 'all' });
    const author = await api.authors.read({ id: authors[0].id });
    assert.equal(author.slug, authors[0].slug);
    const pages = await api.pages.browse();
    assert.ok(pages.some((page) => page.slug === 'about'));
    assert.ok((await api.pages.read({ slug: 'about' })).html.includes('<p>'));
    const settings = await api.settings.browse();
    assert.deepEqual([settings.lang, settings.url], ['be', `${site.address}/be/`]);
    assert.deepEqual((await api.tiers.browse()).map((tier) => tier.type).sort(), ['free', 'paid']);
  });

  test(`what is wrong is said so that the client understands: ${engine}`, async () => {
    const api = clientOf(site, 'en', key);
    await assert.rejects(api.posts.browse({ filter: 'tag:' }), (error) => error.name === 'BadRequestError' && /character 5/.test(error.message));
    await assert.rejects(api.posts.browse({ filter: 'body:x' }), { name: 'BadRequestError' });
    await assert.rejects(api.posts.read({ slug: 'there-is-no-such-story' }), { name: 'NotFoundError' });
    await assert.rejects(clientOf(site, '', '0123456789abcdef0123456789').posts.browse(), { name: 'UnauthorizedError' });
  });

  test(`a key is good until it is revoked: ${engine}`, async () => {
    const other = vestka(site, 'key', 'content', '--name', 'for a while');
    const api = clientOf(site, '', other);
    assert.ok((await api.posts.browse({ limit: 1 })).length === 1);
    const line = vestka(site, 'key', 'list').split('\n').find((line) => line.includes('for a while'));
    assert.ok(!line.includes(other), 'the list shows no key');
    vestka(site, 'key', 'revoke', line.split(' ')[0]);
    await assert.rejects(api.posts.browse(), { name: 'UnauthorizedError' });
  });

  test(`a page of another site reads by Ghost's client in the browser: ${engine}`, async () => {
    const page = '<!doctype html><title>Another site</title><script src=/content-api.js></script>';
    const script = readFileSync(new URL('../node_modules/@tryghost/content-api/umd/content-api.min.js', import.meta.url));
    const server = createServer((request, response) => {
      const isScript = request.url === '/content-api.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html').end(isScript ? script : page);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const browser = await launch();
    try {
      await withPage(browser, {}, async (page) => {
        await page.goto(`http://127.0.0.1:${server.address().port}/`);
        const read = ([url, key]) => new window.GhostContentAPI({ url, key, version: 'v6.0' }).posts.browse({ limit: 3 }).then((posts) => posts.map((post) => post.slug));
        assert.equal((await page.evaluate(read, [`${site.address}/en`, key])).length, 3);
      });
    } finally {
      await browser.close();
      server.close();
    }
  });

  test(`who asks again gets what is new only, from wherever: ${engine}`, async () => {
    const url = `${site.address}/en/ghost/api/content/posts/?key=${key}`;
    const first = await fetch(url);
    assert.equal(first.headers.get('access-control-allow-origin'), '*');
    assert.equal(first.headers.get('content-version'), 'v6.0');
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') } });
    assert.equal(again.status, 304);
  });
}
