// What tests do at the desk: open a story, write it, ask the server what it has.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { binary, deskOf } from './staff.js';

// Opens a story in that language; the page is at it, the editor is ready. Answers its address without a query.
export async function openStory(page, site, language = 'en') {
  await page.goto(`${deskOf(site)}/desk`);
  if (await page.locator('.new-story select').count()) await page.selectOption('.new-story select', language);
  await page.click('[data-new]');
  await page.waitForSelector('.story-body');
  return page.url().split('?')[0];
}

// Goes to a story, and waits for its editor.
export async function goToStory(page, address) {
  await page.goto(address);
  await page.waitForSelector('.story-body');
}

export async function write(page, headline, text) {
  await page.fill('#story .writing textarea >> nth=0', headline);
  await page.click('.story-body');
  await page.keyboard.type(text);
  await isSaved(page, text);
}

// The server has these words: what the page says of itself is asked elsewhere.
export async function isSaved(page, words) {
  const [address] = page.url().split(/\?|\/beside/);
  for (let tries = 0; tries < 120; tries++) {
    if (JSON.stringify((await head(page, address)).document).includes(words)) return;
    await page.waitForTimeout(250);
  }
  assert.fail(`never saved: ${words}`);
}

// The newest revision that the server has of a story: {revision, document}.
export async function head(page, address) {
  const answer = await page.request.get(`${address}/head`);
  assert.equal(answer.status(), 200, `${address}/head`);
  return answer.json();
}

// The text of a document's paragraphs.
export const paragraphs = (document) =>
  (document.body.content ?? []).map((block) => (block.content ?? []).map((run) => run.text ?? '').join(''));

// A public page as a reader gets it.
export const readers = (site, path) => fetch(new URL(path, site.address), { redirect: 'manual' });

// Asks until it is so; patience is for busy machines, nothing here takes long.
export async function until(what, isSo) {
  for (let tries = 0; tries < 600; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail(`never: ${what}`);
}

// The front page shows it. Whoever asks while it is made anew for another reader gets the old one.
export const isOnFront = (site, words, language = 'en') =>
  until(`'${words}' on the front page`, async () => (await (await readers(site, `/${language}/`)).text()).includes(words));

// A post as the desk's own pages send it; `form` is fields, or an object to be sent as JSON with `json`.
export function post(page, site, path, form = {}, json = false) {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const body = json ? { data: form } : { form };
  return page.request.post(deskOf(site) + path, { headers, maxRedirects: 0, ...body });
}

// The tables of addresses as the program prints them: [{method, pattern, need, name}].
export function routes(site) {
  const env = { ...process.env, VESTKA_DATABASE_URL: site.database, RUST_BACKTRACE: '0' };
  const said = execFileSync(binary, ['routes', '--data', site.folder], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = said.trim().split('\n').map((line) => line.match(/^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)$/)?.slice(1));
  assert.ok(lines.length > 50 && lines.every(Boolean), `the table of addresses cannot be read: ${said}`);
  return lines.map(([method, pattern, need, name]) => ({ method, pattern, need, name }));
}

export const deskRoutes = (site) => routes(site).filter(({ pattern }) => pattern.startsWith('/desk'));
export const wireRoutes = (site) => routes(site).filter(({ pattern }) => /^\/wire(\/|$)/.test(pattern));
export const publicRoutes = (site) => routes(site).filter(({ pattern }) => !/^\/(desk|wire)(\/|$)/.test(pattern));

// A pattern with its open parts filled; `parts` maps the pattern, or else a part's name, to what stands there.
export function fill(pattern, parts) {
  const filled = parts[pattern] ?? pattern.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? assert.fail(`nothing to fill {${name}} of ${pattern} with`));
  return filled;
}

// The pages that somebody signed in may open, [{pattern, path}]: lines of the table that answer HTML.
export async function deskPages(page, site, parts) {
  const cookie = (await page.context().cookies(`${deskOf(site)}/desk`)).map(({ name, value }) => `${name}=${value}`).join('; ');
  const found = [];
  for (const { method, pattern, need } of deskRoutes(site)) {
    if (method !== 'GET' || need === 'anybody') continue;
    const path = fill(pattern, parts);
    const answer = await fetch(new URL(path, site.address), { headers: { cookie }, redirect: 'manual' });
    const kind = answer.headers.get('content-type') ?? '';
    await answer.body?.cancel();
    assert.equal(answer.status, 200, `${pattern}: ${path}`);
    if (kind.startsWith('text/html')) found.push({ pattern, path });
  }
  assert.ok(found.length > 20, `few pages: ${found.map(({ path }) => path)}`);
  return found;
}
