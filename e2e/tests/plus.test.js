// Plus with JavaScript off, from the first page to the last: buying, the code, a pass, reading, leaving; and how the answers
// to forms stand, which no list of addresses has.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { htmlFaults, phone, stands } from '../looks.js';
import { aPass, drawPasses, makeCode, paidWords } from '../plus.js';
import { languages, origin, site, sites, storyPath } from '../site.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const reader = { baseURL: origin, javaScriptEnabled: false };
const send = (page) => page.click('main form button');

// The code that a page shows, put together from its groups.
const shownCode = async (page) => (await page.locator('.code span').allInnerTexts()).join('-');

const isFull = async (page, id, language) => (await page.locator('main').innerText()).includes(paidWords(id, language));

// Buys a year, at the stand-in for Stripe: the code.
async function buy(page, context, language) {
  await page.goto(`/${language}/`);
  await page.click('nav.sections a[href$="/plus"]');
  await page.click('.doors a[href="#buy"]');
  await page.check('input[value=year]');
  await send(page);
  const code = await shownCode(page);
  assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
  assert.equal(new URL(page.url()).pathname, `/${language}/plus/buy`);
  assert.equal(new URL(page.url()).search, '', 'nothing of it stands in the address');
  const early = await context.newPage();
  await early.goto(`/${language}/plus/code`);
  await early.fill('#code', code);
  await send(early);
  assert.equal(await early.locator('a.button').count(), 0, 'it is not good before it is paid');
  const here = new URL(page.url()).origin;
  await page.click('main a.button');
  assert.notEqual(new URL(page.url()).origin, here, 'paying happens elsewhere');
  assert.equal(page.url().includes(code), false);
  await page.click('button');
  await page.waitForURL(`**/${language}/plus/paid`);
  await page.fill('#code', code.toLowerCase().replaceAll('-', ' '));
  await send(page);
  assert.equal(await page.locator('.facts-of dd').count(), 2);
  await page.click(`a.button[href="/${language}/plus/passes"]`);
  assert.match(await page.locator('[data-wallet-off] pre').innerText(), /vestka pass draw/, 'what to do without JavaScript');
  assert.deepEqual(await context.cookies(), [], 'no cookie was set on the way');
  return code;
}

// From the notice of a plus story through the form beside it into the story in full; to another one; and out again.
async function readWith(page, context, pass, language) {
  const [story, other] = ['k004', 'k002'].map((id) => storyPath(id, language));
  await page.goto(story);
  assert.equal(await isFull(page, 'k004', language), false, 'the wall stands');
  await page.click('section.plus a.button');
  assert.equal(new URL(page.url()).pathname, `${story}/enter`);
  await page.fill('#pass', pass.match(/.{1,40}/g).join('\n'));
  await send(page);
  assert.equal(new URL(page.url()).pathname, story);
  assert.ok(await isFull(page, 'k004', language), 'all of it is there');
  await page.goto(other);
  assert.ok(await isFull(page, 'k002', language), 'and of the others');
  assert.deepEqual((await context.cookies()).map(({ name }) => name), ['__Host-plus']);
  await page.click('.let-in button');
  assert.equal(new URL(page.url()).pathname, other);
  assert.equal(await isFull(page, 'k002', language), false, 'left');
  assert.deepEqual(await context.cookies(), []);
}

for (const [engine, site] of Object.entries(sites)) {
  const options = { baseURL: site.address, javaScriptEnabled: false };
  for (const language of languages) {
    test(`bought, drawn by the program, pasted, read, left: ${language}, ${engine}`, () => withPage(browser, options, async (page, context) => {
      const asked = [];
      context.on('request', (request) => asked.push(request));
      const code = await buy(page, context, language);
      const passes = drawPasses(site, code);
      assert.equal(passes.length, 10);
      await readWith(page, context, passes[0], language);
      const others = asked.filter((request) => new URL(request.url()).origin !== site.address);
      assert.ok(others.length && others.every((request) => request.isNavigationRequest()), 'but for the page to pay at, nothing is asked of others');
      assert.equal(asked.some((request) => request.url().includes(passes[0].slice(0, 40)) || request.url().includes(code)), false, 'no address holds a code or a pass');
    }));
  }

  test(`a pass from a pool, pasted, read, left; it opens nothing twice: ${engine}`, () => withPage(browser, options, async (page, context) => {
    await page.goto('/en/plus/pool/readers');
    await page.click('form:has([value=pass]) button');
    const pass = await page.inputValue('#pass');
    await readWith(page, context, pass, 'en');
    await page.goto(`${storyPath('k002', 'en')}/enter`);
    await page.fill('#pass', pass);
    await send(page);
    assert.match(await page.locator('[role=alert]').innerText(), /opens nothing now/);
    assert.equal(await page.inputValue('#pass'), pass, 'what was pasted is still there');
    assert.deepEqual(await context.cookies(), []);
  }));

  test(`a code from a pool is good: ${engine}`, () => withPage(browser, options, async (page) => {
    await page.goto('/be/plus/pool/readers');
    await page.click('form:has([value=code]) button');
    assert.equal(drawPasses(site, await shownCode(page)).length, 10);
  }));
}

// What came, by what it is.
const html = {};

for (const language of languages) {
  for (const colorScheme of ['light', 'dark']) {
    test(`answers to forms and a story in full stand as well as pages: ${language}, ${colorScheme}`, () => withPage(browser, { ...phone, baseURL: origin, colorScheme }, async (page, context) => {
      let last;
      page.on('response', (response) => { if (response.request().isNavigationRequest()) last = response; });
      const look = async (what) => {
        html[`${what}, ${language}`] = await last.text();
        await stands(page, what);
      };
      const filled = async (path, field, value, what) => {
        await page.goto(path);
        await page.fill(field, value);
        await send(page);
        await look(what);
      };
      await page.goto(`/${language}/plus`);
      await send(page);
      await look('a new code');
      for (const wrong of ['!', '0123', '0000-0000-0000-0000-0000-0000-0001']) await filled(`/${language}/plus/code`, '#code', wrong, `a wrong code, ${wrong}`);
      const good = makeCode(site, 12);
      await filled(`/${language}/plus/code`, '#code', good, 'a good code');
      await page.click('section[aria-labelledby=extend] button');
      await look('a code extended');
      await filled(`/${language}/plus/gift`, '#code', good, 'a gift');
      for (const what of ['code', 'pass']) {
        await page.goto(`/${language}/plus/pool/readers`);
        await page.click(`form:has([value=${what}]) button`);
        await look(`a ${what} from a pool`);
      }
      const story = storyPath('k004', language);
      await filled(`${story}/enter`, '#pass', 'no pass', 'a wrong pass');
      await filled(`${story}/enter`, '#pass', aPass(site), 'a story in full');
      assert.ok(await isFull(page, 'k004', language));
      assert.deepEqual((await context.cookies()).map(({ name }) => name), ['__Host-plus']);
    }));
  }
}

test('the Nu HTML checker has nothing to say of them', () => {
  assert.equal(Object.keys(html).length, 11 * languages.length);
  const faults = htmlFaults(Object.values(html));
  assert.deepEqual(Object.fromEntries(Object.keys(html).map((what, number) => [what, faults[number]]).filter(([, said]) => said.length)), {});
});

test('a code that is extended stays the same', () => withPage(browser, reader, async (page) => {
  const code = makeCode(site, 1);
  await page.goto('/en/plus/code');
  await page.fill('#code', code);
  await send(page);
  await page.check('input[value=month]');
  await page.click('section[aria-labelledby=extend] button');
  assert.equal(await page.locator('.code').count(), 0, 'no new code is shown');
  await page.click('main a.button');
  await page.click('button');
  await page.fill('#code', code);
  await send(page);
  assert.match(await page.locator('.facts-of').innerText(), /Paid until the end of\s+\w+ \d{4}\s+Not yet begun\s+1 month/);
}));

test('what is mistyped can be put right', () => withPage(browser, reader, async (page) => {
  const code = makeCode(site);
  await page.goto('/en/plus/code');
  await page.fill('#code', code.slice(0, -1));
  await send(page);
  assert.equal(await page.inputValue('#code'), code.slice(0, -1));
  await page.fill('#code', code);
  await send(page);
  assert.equal(await page.locator('h1').innerText(), 'The code is good');
}));

test('a gift is printed with its code and without the site around it', () => withPage(browser, reader, async (page) => {
  const code = makeCode(site);
  await page.goto('/be/plus/gift');
  await page.fill('#code', code);
  await send(page);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await shownCode(page), code);
  assert.ok(await page.locator('.picture').isVisible());
  for (const hidden of await page.locator('nav, .unprinted, .hint').all()) assert.ok(!(await hidden.isVisible()));
}));
