// The reader's wallet against the real till and gate: bought, drawn, read, left; back from the twelve words; all paid
// months drawn at once, and no story with a script.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { phone, stands } from '../looks.js';
import { makeCode, paidWords } from '../plus.js';
import { get, languages, site, sites, storyPath } from '../site.js';

const REINSTALLS = 100;
const root = path.join(import.meta.dirname, '../..');
const ID = 'k004';
const story = storyPath(ID, 'en');
const options = (site) => ({ baseURL: site.address, serviceWorkers: 'block' });

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const says = (page, words) => page.locator('[data-wallet]').filter({ hasText: words }).waitFor();
const press = (page, name) => page.click(`[data-do="${name}"]`);
const send = (page) => page.click('[data-stage] form button:not([type=button])');
const isFull = async (page) => (await page.locator('main').innerText()).includes(paidWords(ID, 'en'));

async function bought(page) {
  await page.goto('/en/plus');
  await page.click('main form button');
  const code = (await page.locator('.code span').allInnerTexts()).join('-');
  await page.click('main a.button');
  await page.click('button');
  await page.waitForURL('**/en/plus/paid');
  return code;
}

async function make(page) {
  await page.goto('/en/plus/passes');
  assert.equal(await page.locator('[data-wallet-off]').isVisible(), false);
  await press(page, 'make');
  const words = (await page.locator('[data-part=words] li').allTextContents()).join(' ');
  await press(page, 'written');
  return words;
}

async function draw(page, code) {
  await page.fill('#wallet-code', code);
  await send(page);
  await says(page, /left – 10/);
  await press(page, 'keep');
  await says(page, /kept on this device/);
}

// From a story's notice to its whole text, without another press.
async function read(page) {
  await page.goto(story);
  assert.equal(await isFull(page), false, 'the wall stands');
  await page.click('section.plus a.button');
  await page.waitForURL(`**${story}`);
  assert.ok(await isFull(page), 'the whole text is there');
}

async function restore(page, words) {
  await page.goto('/en/plus/passes');
  await press(page, 'restore');
  await page.fill('#wallet-words', words);
  await send(page);
}

for (const [engine, site] of Object.entries(sites)) {
  test(`bought, drawn, read, left; read again when the cookie is gone; back from twelve words: ${engine}`, async () => {
    const { code, words } = await withPage(browser, options(site), async (page, context) => {
      const [complaints, elsewhere] = [[], []];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      context.on('request', (request) => request.url().startsWith(`${site.address}/`) || request.isNavigationRequest() || elsewhere.push(request.url()));
      const code = await bought(page);
      const words = await make(page);
      await draw(page, code);
      assert.deepEqual(await context.cookies(), [], 'no cookie before a pass is handed in');
      await read(page);
      const [cookie, ...others] = await context.cookies();
      assert.deepEqual([cookie.name, others], ['__Host-plus', []]);
      await page.click('.let-in button');
      assert.equal(await isFull(page), false, 'left');
      assert.deepEqual(await context.cookies(), []);
      await read(page);
      assert.equal((await context.cookies())[0].value, cookie.value, 'the same for everybody, the same again');
      // The wallet draws until a month is not paid, and the browser writes down, once, that it was told so.
      assert.match(complaints.shift(), /status of 402/);
      assert.deepEqual([complaints, elsewhere], [[], []]);
      return { code, words };
    });
    for (let again = 0; again < 3; again += 1) {
      await withPage(browser, options(site), async (page) => {
        await restore(page, words);
        await draw(page, code);
        // Two passes are spent already: of three that are tried by themselves, the last one opens.
        if (again === 0) await read(page);
      });
    }
  });

  test(`all that is paid is drawn in one visit, without a cookie; a story in full has no script: ${engine}`, () => withPage(browser, options(site), async (page) => {
    const draws = [];
    page.on('request', (request) => new URL(request.url()).pathname === '/plus/draw' && draws.push(request));
    await make(page);
    await draw(page, makeCode(site, 3));
    const drawn = await page.locator('[data-part=months] > li').count();
    assert.ok(drawn === 3 || drawn === 4, `three months, and the free rest of one: ${drawn}`);
    assert.equal(draws.length, drawn + 1, 'the first that is not paid ends it');
    for (const request of draws) assert.equal(await request.headerValue('cookie'), null, 'the till is not told that somebody reads');
    await read(page);
    assert.equal(await page.locator('script[src]').count(), 0, 'nothing of the wallet is in a story');
  }));
}

test('other words get nothing for a code that has drawn, and that is said', async () => {
  const code = makeCode(site, 1);
  await withPage(browser, options(site), async (page) => {
    await restore(page, 'legal winner thank year wave sausage worth useful legal winner thank yellow');
    await draw(page, code);
  });
  await withPage(browser, options(site), async (page) => {
    await restore(page, 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above');
    await page.fill('#wallet-code', code);
    await send(page);
    await says(page, /drawn with this code already, from other words/);
  });
});

for (const [number, language] of languages.entries()) {
  for (const colorScheme of ['light', 'dark']) {
    test(`every view of the wallet stands on a phone: ${language}, ${colorScheme}`, () => withPage(browser, { ...options(site), ...phone, colorScheme }, async (page) => {
      const code = makeCode(site, 2 + number);
      await page.goto(`/${language}/plus/passes`);
      await stands(page, 'start');
      await press(page, 'restore');
      await page.fill('#wallet-words', 'one two three');
      await send(page);
      await page.locator('[role=alert]:not(:empty)').waitFor();
      await stands(page, 'wrong words');
      await press(page, 'back');
      await press(page, 'make');
      await stands(page, 'words');
      await press(page, 'written');
      await page.fill('#wallet-code', code.slice(1));
      await send(page);
      await page.locator('[role=alert]:not(:empty)').waitFor();
      await stands(page, 'a wrong code');
      await page.fill('#wallet-code', code);
      await send(page);
      await page.locator('[data-part=months] > li').first().waitFor();
      await stands(page, 'passes, not kept');
      await press(page, 'keep');
      await stands(page, 'passes, kept');
      await page.click('[data-do=give] >> nth=0');
      await page.locator('[data-part=qr] svg').waitFor();
      await stands(page, 'a pass for another device');
      await press(page, 'back');
      await press(page, 'forget');
      await stands(page, 'forgetting');
      await press(page, 'back');
      await page.goto(`${storyPath(ID, language)}/enter`);
      await page.locator('[data-do=stop]').click();
      await stands(page, 'handing in, stopped');
    }));
  }
}

test(`${REINSTALLS} reinstalls from the twelve words: nobody is locked out`, async (t) => {
  const built = readFileSync(path.join(root, 'crates/site/assets/wallet.js'));
  const plus = await import(`data:text/javascript;base64,${built.toString('base64')}`);
  for (const [engine, { address }] of Object.entries(sites)) {
    const issuer = (await get('/en/plus/passes', {}, address)).body.match(/data-issuer="?([^"\s>]+)/)[1];
    const [code, words] = [makeCode(sites[engine], 1), await plus.wordsOf(crypto.getRandomValues(new Uint8Array(16)))];
    let first;
    let lockedOut = 0;
    for (let count = 0; count < REINSTALLS; count += 1) {
      const directory = await plus.readDirectory((await get('/.well-known/private-token-issuer-directory', {}, address)).body);
      const epoch = plus.epochAt(Date.now());
      const key = directory.get(epoch);
      const prepared = await plus.prepare(await plus.seedOf(await plus.readWords(words)), epoch, key, await plus.challengeDigest(issuer));
      const body = `${plus.readCode(code).replaceAll('-', '')}\n${plus.base64url(prepared.bytes)}`;
      const answer = await fetch(`${address}/plus/draw`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
      if (answer.status !== 200) {
        lockedOut += 1;
        continue;
      }
      const passes = (await plus.finish(key, prepared, plus.fromBase64url((await answer.text()).trim()))).map(plus.passText);
      first ??= passes;
      assert.deepEqual(passes, first, 'the same passes each time');
    }
    t.diagnostic(`${engine}: ${REINSTALLS} reinstalls, ${lockedOut} lock-outs`);
    assert.equal(lockedOut, 0);
  }
});
