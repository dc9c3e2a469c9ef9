// Every public address of a small site: those that its pages, feeds and sitemaps lead to, held against the table.
import assert from 'node:assert/strict';
import { publicRoutes } from './desk.js';

// What a page, a feed or a sitemap leads to.
function* leads(text) {
  for (const [, address] of text.matchAll(/(?:href|src|srcset|url)="([^"\s]+)/g)) yield address;
  for (const [, address] of text.matchAll(/<(?:loc|link|news:loc|image:loc)>([^<]+)</g)) yield address;
  for (const [, address] of text.matchAll(/^Sitemap: (\S+)$/gm)) yield address;
}

const fits = (pattern, path) => new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path);

// Nothing that a crawler follows leads to these: readers come from a payment, programs know them.
const api = ['openapi.json', 'en/stories', 'story/1', 'en/sections', 'en/topics', 'en/people'].map((of) => `/api/v1/${of}`);
const unlisted = ['/en/plus/passes', ...['', '/section/economy', '/topic/cranes', '/person/a'].map((list) => `/en${list}/whole-feed/rss.xml`), '/en/plus/paid', '/.well-known/private-token-issuer-directory', ...api];
const older = ['latest', 'section/{id}', 'topic/{id}', 'person/{id}'].map((list) => `/{lang}/${list}/before/{cursor}`);

// What a site of a few stories does not have: older stretches; its theme has no files of its own.
export const fewStories = Object.fromEntries([...older, '/assets/{file}'].map((pattern) => [pattern, 'a few stories']));
// Nor has a site of a single open one a picture, a pool, a way in.
export const oneStory = { ...fewStories, ...Object.fromEntries(['/media/{file}', '/{lang}/plus/pool/{pool}', '/{lang}/story/{slug}/enter'].map((pattern) => [pattern, 'one story'])) };

// The links of mails; the same for every token, good or not.
const ofMails = ['confirm', 'leave'].map((kind) => `/en/newsletter/${kind}/${'7'.repeat(32)}`);

// [path, …] from `/`, robots.txt and `also` on. Fails when the table has an address to GET that none of them is like,
// unless `notHere` says why a pattern is not to be found on such a site.
export async function everyPublicPage(site, also = [], notHere = {}) {
  // Before the first request: while the program is run nothing else is, and a server ends what has been idle for long.
  const table = publicRoutes(site);
  const mails = table.some(({ pattern }) => pattern === '/{lang}/newsletter') ? ofMails : [];
  const found = new Set(['/', '/robots.txt', '/sitemap.xml', '/.well-known/tdmrep.json', '/favicon.svg', ...unlisted, ...mails, ...also]);
  for (const path of found) {
    const answer = await fetch(new URL(path, site.address), { redirect: 'manual' });
    const on = answer.headers.get('location');
    for (const lead of [...leads(await answer.text()), ...(on ? [on] : [])]) {
      const address = new URL(lead.replaceAll('&amp;', '&'), new URL(path, site.address));
      const isOurs = address.port === new URL(site.address).port && !address.pathname.startsWith('/desk');
      if (isOurs && address.protocol === 'http:') found.add(address.pathname + address.search);
    }
    assert.ok(found.size < 2_000, 'the site has no end');
  }
  const paths = [...found].map((path) => path.split('?')[0]);
  // Nothing leads to Ghost's API: its own tests ask it, with a key.
  const isGhosts = (pattern) => pattern.includes('/ghost/api/');
  const unseen = table.filter(({ method, pattern }) => method === 'GET' && !isGhosts(pattern) && !(pattern in notHere) && !paths.some((path) => fits(pattern, path)));
  assert.deepEqual(unseen.map(({ pattern }) => pattern), [], 'addresses of the table that nothing leads to: name one in `also`');
  return [...found];
}
