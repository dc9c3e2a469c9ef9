// The reader's wallet against the real till and gate: a code, a draw, a plus story, a reinstall from the twelve words.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { origin, site, storyPath } from '../site.js';
import { binary } from '../staff.js';

const REINSTALLS = 100;
const root = path.join(import.meta.dirname, '../..');
const reader = { baseURL: origin, serviceWorkers: 'block' };
const story = storyPath('k002', 'en');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

function makeCode(months) {
  const env = { ...process.env, VESTKA_DATABASE_URL: site.database, RUST_BACKTRACE: '0' };
  const said = execFileSync(binary, ['code', 'make', '--months', String(months), '--data', site.folder], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return said.trim();
}

const says = (page, words) => page.locator('[data-wallet]').filter({ hasText: words }).waitFor();
const press = (page, name) => page.click(`[data-do="${name}"]`);
const send = (page) => page.click('[data-stage] form button:not([type=button])');

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
  assert.equal(await page.locator('section.plus').count(), 1, 'the wall stands');
  await page.click('section.plus a.button');
  await page.waitForURL(`**${story}`);
  assert.equal(await page.locator('section.plus').count(), 0, 'the whole text is there');
}

async function restore(page, words) {
  await page.goto('/en/plus/passes');
  await press(page, 'restore');
  await page.fill('#wallet-words', words);
  await send(page);
}

test('a wallet draws, reads, reads again when the cookie is over, and comes back from twelve words', async () => {
  const code = makeCode(2);
  const words = await withPage(browser, reader, async (page, context) => {
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto('/en/plus/passes');
    assert.equal(await page.locator('[data-wallet-off]').isVisible(), false);
    await press(page, 'make');
    const words = (await page.locator('[data-part=words] li').allTextContents()).join(' ');
    await press(page, 'written');
    await draw(page, code);
    assert.deepEqual(await context.cookies(), [], 'no cookie before a pass is handed in');
    await read(page);
    const [cookie, ...others] = await context.cookies();
    assert.deepEqual([cookie.name, others], ['__Host-plus', []]);
    await context.clearCookies();
    await read(page);
    assert.equal((await context.cookies())[0].value, cookie.value, 'the same for everybody, the same again');
    assert.deepEqual(complaints, []);
    return words;
  });
  for (let again = 0; again < 3; again += 1) {
    await withPage(browser, reader, async (page) => {
      await restore(page, words);
      await draw(page, code);
      await read(page);
    });
  }
});

test('other words get nothing for a code that has drawn, and that is said', async () => {
  const code = makeCode(1);
  await withPage(browser, reader, async (page) => {
    await restore(page, 'legal winner thank year wave sausage worth useful legal winner thank yellow');
    await draw(page, code);
  });
  await withPage(browser, reader, async (page) => {
    await restore(page, 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above');
    await page.fill('#wallet-code', code);
    await send(page);
    await says(page, /drawn with this code already, from other words/);
  });
});

test(`${REINSTALLS} reinstalls from the twelve words: nobody is locked out`, async (t) => {
  const built = readFileSync(path.join(root, 'crates/site/assets/wallet.js'));
  const plus = await import(`data:text/javascript;base64,${built.toString('base64')}`);
  const issuer = (await (await fetch(`${origin}/en/plus/passes`)).text()).match(/data-issuer="?([^"\s>]+)/)[1];
  const [code, words] = [makeCode(1), await plus.wordsOf(crypto.getRandomValues(new Uint8Array(16)))];
  let first;
  let lockedOut = 0;
  for (let count = 0; count < REINSTALLS; count += 1) {
    const directory = await plus.readDirectory(await (await fetch(`${origin}/.well-known/private-token-issuer-directory`)).text());
    const epoch = plus.epochAt(Date.now());
    const key = directory.get(epoch);
    const prepared = await plus.prepare(await plus.seedOf(await plus.readWords(words)), epoch, key, await plus.challengeDigest(issuer));
    const body = `${plus.readCode(code).replaceAll('-', '')}\n${plus.base64url(prepared.bytes)}`;
    const answer = await fetch(`${origin}/plus/draw`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
    if (answer.status !== 200) {
      lockedOut += 1;
      continue;
    }
    const passes = (await plus.finish(key, prepared, plus.fromBase64url((await answer.text()).trim()))).map(plus.passText);
    first ??= passes;
    assert.deepEqual(passes, first, 'the same passes each time');
  }
  t.diagnostic(`${REINSTALLS} reinstalls, ${lockedOut} lock-outs`);
  assert.equal(lockedOut, 0);
});
