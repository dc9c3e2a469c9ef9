// What search engines and previews read: language versions, the one address, structured data, maps of the site.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, languages, origin, pages } from '../site.js';

const fetched = await Promise.all(pages.map(async (page) => ({ ...page, ...(await get(page.path)) })));
const isUnlisted = ({ body }) => /<meta name="?robots"? content="?noindex/.test(body);
const found = fetched.filter((page) => page.status === 200 && !isUnlisted(page));
const one = (body, pattern) => body.match(pattern)?.[1];
const all = (body, pattern) => [...body.matchAll(pattern)].map((match) => match.slice(1));
const alternatesOf = (body) => Object.fromEntries(all(body, /<link rel="?alternate"? hreflang="?([\w-]+)"? href="([^"]+)"/g));
const canonicalOf = (body) => one(body, /<link rel="?canonical"? href="([^"]+)"/);

test('a page knows its own address', () => {
  for (const { path, body } of found) assert.equal(canonicalOf(body), origin + path, path);
  for (const page of fetched.filter((page) => !found.includes(page))) {
    assert.equal(canonicalOf(page.body), undefined, page.path);
    assert.ok(isUnlisted(page), page.path);
    assert.ok(page.status !== 200 || /\/plus\/|\/enter$/.test(page.path), `${page.path}: only pages with a code or a pass are kept from lists`);
  }
});

test('a page has a title and description of its own', () => {
  for (const { path, body, type } of found) {
    assert.ok(one(body, /<title>([^<]+)<\/title>/)?.length > 3, path);
    if (type.startsWith('story') || type === 'front') assert.ok(one(body, /<meta name="?description"? content="([^"]+)"/)?.length > 10, path);
  }
});

test('language versions exist and name each other', async () => {
  const known = new Map(found.map(({ path, body }) => [origin + path, alternatesOf(body)]));
  for (const { path, body, language, type } of found) {
    const alternates = alternatesOf(body);
    // A list's older stretches differ by language; they have no versions.
    if (!Object.keys(alternates).length) {
      assert.equal(type, 'latest, older', `${path} names no versions`);
      continue;
    }
    assert.equal(alternates[language], origin + path, `${path} does not name itself`);
    assert.ok(alternates['x-default'], `${path} has no x-default`);
    for (const [other, url] of Object.entries(alternates)) {
      if (!known.has(url)) known.set(url, alternatesOf(await expect200(url)));
      assert.deepEqual(known.get(url), alternates, `${url} (${other}) does not say the same as ${path}`);
    }
    assert.deepEqual(languages.filter((language) => !alternates[language]), [], `${path} leaves out a language`);
  }
});

async function expect200(url) {
  const { status, body } = await get(url);
  assert.equal(status, 200, url);
  return body;
}

test('stories have the structured data that search engines ask for', () => {
  for (const { path, body, type, language } of found.filter(({ type }) => type.startsWith('story'))) {
    const data = JSON.parse(one(body, /<script type="?application\/ld\+json"?>(.*?)<\/script>/s));
    assert.equal(data['@type'], 'NewsArticle', path);
    assert.equal(data['@context'], 'https://schema.org', path);
    assert.equal(data.mainEntityOfPage, origin + path);
    assert.equal(data.inLanguage, language);
    for (const field of ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'articleSection']) {
      assert.ok(data[field] !== undefined, `${path}: no ${field}`);
    }
    assert.ok(!Number.isNaN(Date.parse(data.datePublished)) && Date.parse(data.dateModified) >= Date.parse(data.datePublished), path);
    const isPlus = type === 'story, plus';
    if (isPlus || type.startsWith('story, open')) assert.equal(data.isAccessibleForFree, !isPlus, path);
    if (isPlus) assert.equal(data.hasPart.isAccessibleForFree, false, path);
    if (type.includes('picture')) assert.ok(data.image[0].startsWith(`${origin}/media/`), path);
    if (type.includes('corrected')) assert.ok(data.correction.length > 0, path);
  }
});

test('previews have a title, a picture and the one address', async () => {
  for (const { path, body, type } of found) {
    assert.equal(one(body, /<meta property="?og:url"? content="([^"]+)"/), origin + path);
    assert.ok(one(body, /<meta property="?og:title"? content="([^"]+)"/), path);
    if (!type.includes('picture')) continue;
    const picture = await get(one(body, /<meta property="?og:image"? content="([^"]+)"/));
    assert.match(picture.headers.get('content-type'), /^image\/jpeg/);
  }
});

const locations = (xml) => all(xml, /<loc>([^<]+)<\/loc>/g).flat();

test('every address of the sitemaps answers, and robots.txt names them', async () => {
  const robots = await get('/robots.txt');
  assert.match(robots.headers.get('content-type'), /^text\/plain/);
  const maps = all(robots.body, /^Sitemap: (.+)$/gm).flat();
  assert.ok(maps.includes(`${origin}/sitemap.xml`));
  assert.equal(maps.length, 1 + languages.length);
  const index = await expect200(`${origin}/sitemap.xml`);
  const parts = locations(index);
  assert.ok(parts.length >= languages.length);
  let count = 0;
  for (const part of parts) {
    const { status, body, headers } = await get(part);
    assert.equal(status, 200, part);
    assert.match(headers.get('content-type'), /^application\/xml/);
    wellFormed(body, part);
    for (const url of locations(body)) await expect200(url);
    count += locations(body).length;
  }
  assert.ok(count > 190, `only ${count} addresses`);
  for (const { path } of pages.filter(({ type }) => type === 'story, killed')) {
    for (const part of parts) assert.ok(!(await expect200(part)).includes(path), `${path} was killed and is in ${part}`);
  }
});

test('news sitemaps are well-formed and name stories of two days', async () => {
  for (const language of languages) {
    const body = await expect200(`${origin}/news-sitemap/${language}.xml`);
    wellFormed(body, language);
    for (const [date] of all(body, /<news:publication_date>([^<]+)</g)) {
      assert.ok(Date.now() - Date.parse(date) < 49 * 3_600_000, date);
    }
    for (const url of locations(body)) await expect200(url);
  }
});

// Every element is closed, in order, and one stands around all.
function wellFormed(xml, name) {
  const open = [];
  for (const [closing, element, empty] of all(xml.replace(/^<\?xml[^>]*\?>/, ''), /<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (closing) assert.equal(open.pop(), element, name);
    else if (!empty) open.push(element);
  }
  assert.deepEqual(open, [], name);
  assert.doesNotMatch(xml, /&(?!amp;|lt;|gt;|quot;|apos;|#)/, name);
}
