// A desk with one of everything, and the pages that show it.
import assert from 'node:assert/strict';
import { withPage } from './browser.js';
import { openStory, post, write } from './desk.js';
import { picture } from './picture.js';
import { deskOf, signInAs } from './staff.js';

const desks = new Map();

// A desk with one of everything: stories in every state, a translation, a picture, a letter, a name; one for all tests.
// Answers what fills the patterns, and further addresses of patterns that look different with what they show.
export function furnished(browser, site) {
  if (!desks.has(site)) {
    desks.set(site, withPage(browser, {}, async (page) => {
      await signInAs(page, site, 'administrator', 'Walker');
      return furnish(page, site);
    }));
  }
  return desks.get(site);
}

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
  const letter = (await post(page, site, '/desk/newsletters', { story: out.id })).headers().location;
  const translation = (await post(page, site, `/desk/story/${out.id}/translation`, { language: 'be' })).headers().location.match(/story\/([^/?]+)/)[1];
  const taken = await post(page, site, '/desk/flash', { headline: 'A flash for the walk', language: 'en' });
  const file = { name: 'walk.png', mimeType: 'image/png', buffer: picture() };
  const added = await page.request.post(`${deskOf(site)}/desk/pictures`, { headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' }, maxRedirects: 0, multipart: { file, alt: 'A square', caption: 'A square' } });
  const pictureId = added.headers().location.split('/').at(-1).split('?')[0];
  await page.goto(`${deskOf(site)}/desk/staff`);
  const staff = (await page.getAttribute('tbody a', 'href')).split('/').at(-1);
  const media = (await (await page.request.get(`${deskOf(site)}/desk/pictures.json`)).json()).pictures.find(({ id }) => id === pictureId).file;
  const asset = (await page.getAttribute('link[rel=stylesheet]', 'href')).split('/').at(-1);
  const terms = { name: 'Kurjer', contact: 'desk@kurjer.example', plus: '1', networks: '192.0.2.0/24' };
  const client = (await post(page, site, '/desk/clients', terms)).headers().location.split('/').at(-1);
  await post(page, site, `/desk/client/${client}/seats`, { name: 'Hanna of Kurjer', email: `hanna.of.the.walk@kurjer.example`, language: 'be' });
  const story = (id, rest) => `/desk/story/${id}${rest}`;
  const parts = {
    '/desk/assets/{file}': `/desk/assets/${asset}`,
    '/desk/media/{file}': `/desk/media/${media}`,
    '/desk/pictures/{id}': `/desk/pictures/${pictureId}`,
    '/desk/pictures/{id}/{size}': `/desk/pictures/${pictureId}/small`,
    '/desk/staff/{id}': `/desk/staff/${staff}`,
    '/desk/names/{kind}/{id}': '/desk/names/people/nina-zarnaviec',
    '/desk/names/{kind}/{id}/safety': '/desk/names/people/nina-zarnaviec/safety',
    '/desk/client/{id}': `/desk/client/${client}`,
    '/desk/plus/plans/{id}': '/desk/plus/plans/year',
    '/desk/plus/pools/{id}': '/desk/plus/pools/readers',
    '/desk/newsletters/{id}': letter,
    '/desk/newsletters/{id}/html': `${letter}/html`,
    '/desk/story/{id}/beside': story(translation, '/beside'),
    kind: 'sections', id: draft, number: newest, secret: 'none', size: 'small', file: 'none', seat: 'none', token: 'none', destination: 'none',
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
// readers see it; a newsletter's is a mail's.
export function pagesFor(pages, { also }) {
  const seen = pages.filter(({ pattern }) => !pattern.endsWith('/preview/page') && !pattern.endsWith('/html'));
  return seen.flatMap(({ pattern, path }) => [path, ...(also[pattern] ?? [])]);
}
