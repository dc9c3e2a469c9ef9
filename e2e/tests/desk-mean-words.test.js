// Words made to run, in every field that somebody can write: on every page of the desk, in every preview, at every public
// address they stand as words. The pages come from the table and from a crawl. On each database.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { launch, withPage } from '../browser.js';
import { everyPublicPage, fewStories } from '../crawl.js';
import { deskPages, openStory, post } from '../desk.js';
import { picture } from '../picture.js';
import { serveFresh } from '../server.js';
import { sites } from '../site.js';
import { deskOf, inviteLink, setUp } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Ends what it may stand in, and leaves an element named after its field if anything takes it for markup.
const mean = (field) => `'"></script></textarea><x-${field}><img src=q onerror=ran()>{{7*7}}`;
const runs = 'javascript:ran()';
// With newsletters, whose mail server nobody asks here.
const settings = {
  VESTKA_MAIL_SERVER: '127.0.0.1', VESTKA_MAIL_PORT: '9', VESTKA_MAIL_SECURITY: 'none', VESTKA_MAIL_FROM: 'news@kropka.example',
  VESTKA_NEWSLETTER_KEY: '07'.repeat(32),
};
const fresh = (site) => serveFresh({ folder: path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'mean-')), 'agency'), database: site.database, settings });

const open = ['headline', 'deck', 'alt', 'caption', 'credit', 'source', 'place', 'dateline', 'section', 'topic', 'person', 'text', 'heading', 'attribution', 'cell', 'title', 'description', 'correction', 'notice', 'plus', 'plan', 'pool'];
const inside = ['member', 'slugline', 'note', 'file', 'rights', 'reason', 'return', 'flash', 'shelf-caption', 'shelf-alt', 'remark'];
// What readers never get: a paid text, and what only the desk says.
const never = ['plus', ...inside];

function body(file) {
  const text = (field) => [{ type: 'text', text: mean(field) }];
  const paragraph = (field) => ({ type: 'paragraph', content: text(field) });
  return {
    type: 'doc',
    content: [
      paragraph('text'),
      { type: 'heading', attrs: { level: 2 }, content: text('heading') },
      { type: 'quotation', attrs: { attribution: mean('attribution') }, content: [paragraph('text')] },
      { type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('text')] }] },
      { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_cell', content: text('cell') }] }] },
      { type: 'picture', attrs: { file, alt: mean('alt'), caption: mean('caption'), credit: mean('credit') } },
      { type: 'card', attrs: { address: 'https://example.org/"onmouseover=ran()', title: mean('title'), description: mean('description') } },
      { type: 'plus', content: [paragraph('plus')] },
    ],
  };
}

// Fills a newsroom with mean words. Answers what fills the desk's patterns, and addresses beside them.
async function furnish(page, site) {
  const sent = async (to, form, json) => {
    const answer = await post(page, site, to, form, json);
    assert.ok([200, 303].includes(answer.status()), `${to}: ${answer.status()} ${await answer.text()}`);
    return answer;
  };
  const name = mean('member');
  await setUp(page, inviteLink(site, 'administrator', name), { signIn: 'mean', name });
  await sent('/desk/me', { name, language: 'en' });
  const file = { name: `${mean('file').replaceAll('/', '')}.png`, mimeType: 'image/png', buffer: picture() };
  const words = { alt: mean('shelf-alt'), caption: mean('shelf-caption'), credit: mean('credit'), rights: mean('rights') };
  const added = await page.request.post(`${deskOf(site)}/desk/pictures`, { headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' }, maxRedirects: 0, multipart: { file, ...words } });
  assert.equal(added.status(), 303, await added.text());
  const pictureId = added.headers().location.split('/').at(-1).split('?')[0];
  const names = {};
  for (const [kind, field] of [['sections', 'section'], ['topics', 'topic'], ['people', 'person']]) {
    await sent(`/desk/names/${kind}`, { 'name-en': mean(field), 'name-be': mean(field), 'name-ru': mean(field), ...(field === 'person' ? { role: 'named' } : {}) });
    await page.goto(`${deskOf(site)}/desk/names/${kind}`);
    const link = page.locator(`main a[href^="/desk/names/${kind}/"]`, { hasText: `x-${field}` });
    names[kind] = (await link.first().getAttribute('href')).split('/').at(-1);
  }
  const stored = await (await page.request.get(`${deskOf(site)}/desk/pictures.json`)).json();
  const media = stored.pictures[0].file ?? `${pictureId}.png`;
  const opened = async (document) => {
    const id = (await sent('/desk/stories', { language: 'en' })).headers().location.split('/').at(-1);
    const revision = (await (await sent(`/desk/story/${id}/revisions`, { base: 1, document }, true)).json()).revision;
    return { id, revision: String(revision) };
  };
  const document = {
    headline: mean('headline'), deck: mean('deck'), slugline: mean('slugline'), place: mean('place'), bylines: [names.people], sections: [names.sections], topics: [names.topics],
    sources: [{ name: mean('source'), address: runs, kind: 'other' }, { name: mean('source'), address: mean('source'), kind: 'telegram' }],
    picture: { file: media, alt: mean('alt'), caption: mean('caption'), credit: mean('credit') }, body: body(media),
  };
  const story = await opened(document);
  const dated = await opened({ ...document, dateline: mean('dateline') });
  const killed = await opened(document);
  const kept = await opened(document);
  for (const { id, revision } of [story, dated, killed]) await sent(`/desk/story/${id}/publication`, { revision, access: 'plus' });
  await sent(`/desk/story/${story.id}/correction`, { revision: story.revision, note: mean('correction') });
  await sent(`/desk/story/${story.id}/notes`, { said: mean('note') });
  await page.goto(`${deskOf(site)}/desk/story/${killed.id}`);
  const gone = new URL(await page.getAttribute('.story-head a[target=_blank]', 'href')).pathname;
  await sent(`/desk/story/${killed.id}/kill`, { notice: mean('notice'), reason: mean('reason') });
  await sent(`/desk/story/${kept.id}/submission`);
  await sent(`/desk/story/${kept.id}/return`, { reason: mean('return') });
  const flash = (await sent('/desk/flash', { headline: mean('flash'), language: 'en' })).headers().location;
  const translation = (await sent(`/desk/story/${story.id}/translation`, { language: 'be' })).headers().location.match(/story\/([^/?]+)/)[1];
  await sent('/desk/plus/plans', { months: '1', 'name-en': mean('plan'), 'price-en': '5', 'currency-en': 'EUR' });
  await page.goto(`${deskOf(site)}/desk/plus/plans`);
  const plan = (await page.getAttribute('tbody th a', 'href')).split('/').at(-1);
  await sent(`/desk/plus/plans/${plan}/sale`, { sale: 'on' });
  const client = (await sent('/desk/clients', { name: mean('client'), contact: mean('contact'), early: '1' })).headers().location.split('/').at(-1);
  await sent(`/desk/client/${client}/seats`, { name: mean('seat'), email: 'mean.words@kurjer.example', language: 'en' });
  const pool = (await sent('/desk/plus/pools', { name: mean('pool'), remark: mean('remark'), weeks: '5' })).headers().location.split('?')[0].split('/').at(-1);
  const letter = (await sent('/desk/newsletters', { story: story.id })).headers().location;
  await page.goto(`${deskOf(site)}/desk/staff`);
  const staff = (await page.getAttribute('tbody a', 'href')).split('/').at(-1);
  const asked = encodeURIComponent(mean('asked'));
  return {
    gone, pool,
    // Forms that are sent back with what was typed in them, and a page that is shown once: [address, form].
    back: [
      [`/desk/story/${kept.id}/publication`, { revision: kept.revision, [mean('field')]: mean('typed'), access: 'open' }],
      ['/desk/plus/plans', { months: mean('typed'), 'name-en': mean('typed'), 'price-en': mean('typed'), 'currency-en': mean('typed') }],
      ['/desk/plus/pools', { name: mean('typed'), remark: mean('typed'), weeks: mean('typed') }],
      ['/desk/clients', { name: mean('typed').repeat(9), contact: mean('typed'), networks: mean('typed') }],
      [`/desk/client/${client}/seats`, { name: mean('typed'), email: mean('typed') }],
      ['/desk/plus/codes', { count: mean('typed'), months: mean('typed'), language: mean('typed'), form: mean('typed') }],
      ['/desk/plus/codes/gift', { months: '1', language: 'en', words: mean('typed') }],
      [`/desk/names/topics/${names.topics}/merger`, { into: mean('typed') }],
      ['/desk/names/topics', { 'name-en': mean('typed').repeat(9) }],
      ['/desk/flash', { headline: mean('typed').repeat(9), language: 'en' }],
      ['/desk/staff/invites', { name: mean('typed'), role: mean('typed') }],
    ],
    parts: {
      '/desk/client/{id}': `/desk/client/${client}`,
      '/desk/newsletters/{id}': letter,
      '/desk/newsletters/{id}/html': `${letter}/html`,
      '/desk/plus/plans/{id}': `/desk/plus/plans/${plan}`,
      '/desk/plus/pools/{id}': `/desk/plus/pools/${pool}`,
      '/desk/media/{file}': `/desk/media/${media}`,
      '/desk/pictures/{id}': `/desk/pictures/${pictureId}`,
      '/desk/pictures/{id}/{size}': `/desk/pictures/${pictureId}/small`,
      '/desk/staff/{id}': `/desk/staff/${staff}`,
      '/desk/names/{kind}/{id}': `/desk/names/people/${names.people}`,
      '/desk/names/{kind}/{id}/safety': `/desk/names/people/${names.people}/safety`,
      '/desk/story/{id}/beside': `/desk/story/${translation}/beside`,
      kind: 'people', id: story.id, number: story.revision,
    },
    also: [
      ...['', '/revisions', '/comparison?old=1&new=2', '/preview?reader=plus'].map((rest) => `/desk/story/${dated.id}${rest}`),
      `/desk/story/${story.id}/preview/page?reader=plus`, `/desk/story/${killed.id}`, `/desk/story/${killed.id}/kill`, `/desk/story/${kept.id}`, flash,
      '/desk/names/sections', '/desk/names/topics', `/desk/names/sections/${names.sections}`, `/desk/names/topics/${names.topics}`,
      '/desk?by=person', '/desk?by=state', `/desk?q=${asked}&person=${asked}&section=${asked}&before=${asked}`, `/desk/pictures?q=${asked}&by=${asked}`, `/desk/names/people?q=${asked}`,
      `/desk/audit?member=${asked}`, `/desk/confirm?to=${asked}`, `/desk/staff?told=${asked}`, `/desk/story/${story.id}?said=${asked}`, `/desk/deliveries?state=${asked}`,
      `/desk/sign-in?to=${asked}`, `/desk/invite/${asked}`, `/desk/${asked}`,
    ],
  };
}

// What of the mean words became markup, ran, or would run when it is clicked.
function markup(root) {
  const all = [...root.querySelectorAll('*')];
  const says = (element) => element.outerHTML.slice(0, 200);
  return [
    ...all.filter((element) => element.localName.startsWith('x-') || element.getAttribute('src') === 'q').map(says),
    ...all.filter((element) => [...element.attributes].some(({ name }) => /^on/i.test(name))).map((element) => `would run: ${says(element)}`),
    ...all.filter((element) => ['href', 'src', 'action', 'formaction'].some((name) => /^\s*javascript:/i.test(element.getAttribute(name) ?? ''))).map((element) => `leads to a script: ${says(element)}`),
  ];
}

for (const [engine, site] of Object.entries(sites)) {
  test(`words made to run are words on every page of the desk and of the site: ${engine}`, async (t) => {
    const house = await fresh(site);
    try {
      await withPage(browser, { viewport: { width: 1280, height: 900 } }, async (page) => {
        const ran = [];
        await page.exposeFunction('ran', () => ran.push('a script ran'));
        page.on('dialog', (dialog) => { ran.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
        page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) ran.push(message.text()); });
        const { parts, also, back, gone, pool } = await furnish(page, house);
        const shown = { desk: new Set(), site: new Set() };
        const look = async (side, address) => {
          await page.goto(address);
          if (await page.locator('script[src*=editor]').count()) await page.waitForSelector('.story-body, form#story [readonly]');
          for (const frame of page.frames()) assert.deepEqual(await frame.evaluate(`(${markup})(document)`), [], `${address} in ${frame.url()}`);
          assert.doesNotMatch(await page.title(), /'"><49/, 'a template in a text is filled');
          const text = await (await page.request.get(address)).text();
          for (const [, field] of text.matchAll(/x-([a-z-]+)/g)) shown[side].add(field);
          assert.doesNotMatch(text, /ran\(\)>49|ran\(\)&gt;49/, `${address}: a template in a text is filled`);
          assert.deepEqual(ran, [], address);
        };
        const walked = (await deskPages(page, house, parts)).map(({ path }) => path);
        // A page that is open hears of others: the mean name is at the story, in the list and beside the editor.
        for (const at of [...walked, ...also]) await look('desk', deskOf(house) + at);
        for (const [at, form] of back) {
          // The browser is given the answer as it came, with the policy that came with it.
          const answer = await post(page, house, at, form);
          await page.route(deskOf(house) + at, (route) => route.fulfill({ response: answer }), { times: 1 });
          await page.goto(deskOf(house) + at);
          assert.deepEqual(await page.evaluate(`(${markup})(document)`), [], at);
          assert.deepEqual(ran, [], at);
        }
        await openStory(page, house);
        const pages = await everyPublicPage(house, ['/s/1', gone, `/en/plus/pool/${pool}`, `/en/story/${encodeURIComponent(mean('asked'))}`, `/en/${encodeURIComponent(mean('asked'))}`], fewStories);
        for (const at of pages) {
          const answer = await page.request.get(house.address + at, { maxRedirects: 0 });
          const kind = answer.headers()['content-type'] ?? '';
          if (kind.startsWith('text/html')) await look('site', house.address + at);
          else if (/xml/.test(kind)) {
            const wrong = await page.evaluate(`(${parsed})(${JSON.stringify(await answer.text())}, ${markup})`);
            assert.deepEqual(wrong, [], at);
          } else if (/json/.test(kind)) JSON.parse(await answer.text());
        }
        t.diagnostic(`${walked.length + also.length} pages of the desk, ${pages.length} public addresses`);
        const missing = (side, fields) => fields.filter((field) => !shown[side].has(field));
        assert.deepEqual(missing('desk', [...open, ...inside]), [], 'these fields stand on no page of the desk that was looked at');
        assert.deepEqual(missing('site', open.filter((field) => !never.includes(field))), [], 'these fields stand on no public page that was looked at');
        assert.deepEqual(never.filter((field) => field !== 'flash' && shown.site.has(field)), [], 'readers were given these');
      });
    } finally {
      await house.stop();
    }
  });
}

// Whether an XML file is one, and what of the mean words became markup in it.
function parsed(text, markup) {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const broken = document.querySelector('parsererror');
  return broken ? [broken.textContent] : markup(document).filter((found) => !/^<(image|news|xhtml)?:?x-/.test(found));
}
