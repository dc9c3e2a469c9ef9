// The wallet in a browser, with the page's own markup, under the pages' policy, against a till and gate that OpenSSL
// plays. The browser's clock is set; keys are of November, December and January.
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { axe, canBrowse, complaints, executablePath, launch, type Browser, type Context, type Page } from './fake/browser';
import { FakeTill, ISSUER } from './fake/till';

const skip = canBrowse() ? false : 'no Chromium, or e2e/ has no packages: npm ci there';
const till = new FakeTill();
const CODE = '0000-0000-0000-0000-0000-0000-0000';
let browser: Browser;

before(async () => {
  if (skip) return;
  ['2026-11', '2026-12', '2027-01'].forEach(epoch => till.makeKey(epoch));
  till.paid.set('0'.repeat(28), ['2026-11', '2026-12']);
  await till.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (!skip) till.stop();
  assert.deepEqual(till.violations, []);
});

interface Reader {
  context: Context;
  page: Page;
  heard: string[];
}

/** A browser that has never been here, at a moment. */
async function reader(now = '2026-11-02T19:00:00Z'): Promise<Reader> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.clock.setFixedTime(new Date(now));
  return { context, page, heard };
}

const open = (page: Page, path: string) => page.goto(till.base + path);
const at = (page: Page, now: string) => page.clock.setFixedTime(new Date(now));
const press = (page: Page, name: string) => page.click(`[data-do="${name}"]`);
const says = (page: Page, words: RegExp) => page.locator('[data-wallet]').filter({ hasText: words }).waitFor({ timeout: 10_000 });
const kept = (page: Page) => page.evaluate(() => localStorage.getItem('vestka-plus'));
const state = async (page: Page) => JSON.parse((await kept(page)) ?? 'null');

/** Makes a wallet and draws with the code: its words. */
async function drawn(page: Page, code = CODE): Promise<string> {
  await open(page, '/en/plus/passes');
  await press(page, 'make');
  const words = (await page.locator('[data-part=words] li').allTextContents()).join(' ');
  await press(page, 'written');
  await page.fill('#wallet-code', code);
  await page.click('[data-do=draw] button:not([type=button])');
  await says(page, /left – /);
  return words;
}

async function fresh(): Promise<void> {
  (till as unknown as { drawn: Map<string, string> }).drawn.clear();
  till.draws.length = till.entered.length = till.asked.length = 0;
  till.spent.clear();
  till.fault = null;
  till.drawsBeforeFault = 0;
}

test('a wallet is made, draws, and keeps nothing before it is told to', { skip }, async () => {
  await fresh();
  const { context, page, heard } = await reader();
  const words = await drawn(page);
  assert.equal(words.split(' ').length, 12);
  await says(page, /November 2026: left – 10, used – 0/);
  assert.equal(await page.locator('[data-part=months] > li').count(), 2, 'all that is paid, and no more');
  assert.deepEqual(till.draws.map(({ epoch }) => epoch), ['2026-11', '2026-12']);
  assert.equal(await kept(page), null);
  assert.equal(await page.locator('[data-wallet-off]').isVisible(), false);
  await press(page, 'keep');
  const state = JSON.parse(await kept(page));
  assert.deepEqual([Object.keys(state).sort(), state.issuer], [['issuer', 'keys', 'months', 'slot', 'version'], ISSUER]);
  for (const secret of [words.split(' ').slice(0, 3).join(' '), CODE, CODE.replaceAll('-', '')]) assert(!(await kept(page)).includes(secret));
  assert.equal(Object.keys(state.keys).length, 3, 'all keys of the directory are remembered');
  await page.reload();
  await says(page, /left – 10, used – 0/);
  await press(page, 'forget');
  await press(page, 'forget');
  await says(page, /Nothing is left/);
  assert.equal(await kept(page), null);
  assert.deepEqual([...new Set(till.asked)].sort(), ['GET /.well-known/private-token-issuer-directory', 'GET /en/plus/passes', 'POST /plus/draw']);
  assert.deepEqual(heard, []);
  await context.close();
});

test('every view can be used by everybody (axe), with the keyboard too', { skip }, async () => {
  await fresh();
  const { context, page } = await reader('2026-11-20T19:00:00Z');
  const look = async (view: string) => assert.deepEqual(await axe(page), [], view);
  await open(page, '/en/plus/passes');
  await look('start');
  await press(page, 'restore');
  await look('restore');
  await press(page, 'back');
  await press(page, 'make');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H2', 'who listens is led to the new view');
  await look('words');
  await press(page, 'written');
  await look('code');
  await page.fill('#wallet-code', CODE);
  await page.press('#wallet-code', 'Enter');
  await says(page, /December 2026: left – 10/);
  await look('passes');
  await press(page, 'give');
  await look('pass');
  await press(page, 'back');
  await press(page, 'forget');
  await look('forget');
  await context.close();
});

test('a pass is handed in by itself after a moment, and marked; the week needs no second one', { skip }, async () => {
  await fresh();
  const { context, page, heard } = await reader();
  await drawn(page);
  await press(page, 'keep');
  await open(page, '/en/story/river/enter');
  await says(page, /about to be handed in/);
  assert.equal(till.entered.length, 0, 'there is time to stop it');
  await page.waitForURL('**/en/story/river');
  assert.equal(till.entered.length, 1);
  const { months } = await state(page);
  assert.deepEqual(months['2026-11'].passes.map((pass: string | null) => pass === null), [true, ...Array(9).fill(false)]);
  assert.deepEqual(heard, []);
  await context.close();
});

test('it can be stopped, by the button and by typing', { skip }, async () => {
  await fresh();
  const { context, page } = await reader();
  await drawn(page);
  await press(page, 'keep');
  for (const stop of [() => press(page, 'stop'), () => page.fill('[name=pass]', 'plus1.')]) {
    await open(page, '/en/story/river/enter');
    await stop();
    await says(page, /Nothing is being handed in/);
    await page.waitForTimeout(3_000);
    assert.equal(till.entered.length, 0);
  }
  await press(page, 'go');
  await page.waitForURL('**/en/story/river');
  await context.close();
});

test('a pass that is spent is marked and the next is tried, twice at most', { skip }, async () => {
  await fresh();
  const { context, page } = await reader();
  await drawn(page);
  await press(page, 'keep');
  const { passes } = (await state(page)).months['2026-11'];
  [0, 1].forEach(index => till.spent.add(passes[index]));
  await open(page, '/en/story/river/enter');
  await page.waitForURL('**/en/story/river', { timeout: 15_000 });
  assert.deepEqual(till.entered, [passes[9]], 'the last of the month: no earlier week left any over');
  [8, 7, 6].forEach(index => till.spent.add(passes[index]));
  await open(page, '/en/story/river/enter');
  await says(page, /Several passes of this device were not taken/);
  assert.equal((await state(page)).months['2026-11'].passes.filter(Boolean).length, 4);
  await context.close();
});

test('who chose to wait hands nothing in for a day', { skip }, async () => {
  await fresh();
  const { context, page } = await reader();
  await drawn(page);
  await says(page, /Reading now can be linked by timing to your purchase; waiting a day undoes it/);
  await press(page, 'keep');
  await press(page, 'wait');
  await says(page, /hands in nothing before/);
  await open(page, '/en/story/river/enter');
  await says(page, /You chose to wait/);
  await page.waitForTimeout(3_000);
  assert.equal(till.entered.length, 0);
  await at(page, '2026-11-03T19:00:01Z');
  await open(page, '/en/story/river/enter');
  await page.waitForURL('**/en/story/river');
  await context.close();
});

test('twelve words bring the same passes back, as often as wanted; other words do not', { skip }, async () => {
  await fresh();
  const first = await reader();
  const words = await drawn(first.page);
  await press(first.page, 'keep');
  const { passes } = (await state(first.page)).months['2026-11'];
  await first.context.close();
  for (let again = 0; again < 3; again += 1) {
    const { context, page } = await reader();
    await open(page, '/en/plus/passes');
    await press(page, 'restore');
    await page.fill('#wallet-words', ` ${words.toUpperCase().replace(' ', ', ')}\n`);
    await page.click('[data-do=read] button:not([type=button])');
    await page.fill('#wallet-code', CODE.toLowerCase().replaceAll('0', 'o').replaceAll('-', ' '));
    await page.click('[data-do=draw] button:not([type=button])');
    await says(page, /left – 10/);
    await press(page, 'keep');
    assert.deepEqual((await state(page)).months['2026-11'].passes, passes);
    await open(page, '/en/story/river/enter');
    await page.waitForURL('**/en/story/river', { timeout: 15_000 });
    await context.close();
  }
  assert.deepEqual(till.entered, [passes[1], passes[0], passes[9]], 'the second device has the second pass');
  const other = await reader();
  await open(other.page, '/en/plus/passes');
  await press(other.page, 'make');
  await press(other.page, 'written');
  await other.page.fill('#wallet-code', CODE);
  await other.page.click('[data-do=draw] button:not([type=button])');
  await says(other.page, /drawn with this code already, from other words/);
  await other.context.close();
});

test('what is mistyped, unknown, unpaid or unanswered is said in words', { skip }, async () => {
  await fresh();
  const { context, page } = await reader();
  await open(page, '/en/plus/passes');
  await press(page, 'restore');
  const read = async (words: string, said: RegExp) => {
    await page.fill('#wallet-words', words);
    await page.click('[data-do=read] button:not([type=button])');
    await says(page, said);
  };
  await read('one two', /There are 2 words, not 12/);
  await read('legal winner thank yeer wave sausage worth useful legal winner thank yellow', /Word 4 is not on the list/);
  await read('winner legal thank year wave sausage worth useful legal winner thank yellow', /do not belong together/);
  await read('legal winner thank year wave sausage worth useful legal winner thank yellow', /Ten passes are drawn for each month/);
  const draw = async (code: string, said: RegExp, fault: number | null = null) => {
    till.fault = fault;
    await page.fill('#wallet-code', code);
    await page.click('[data-do=draw] button:not([type=button])');
    await says(page, said);
  };
  await draw('0000', /28 signs; these are 4/);
  await draw('U', /Sign 1 is one that no code has/);
  await draw('0000-0000-0000-0000-0000-0000-0001', /mistyped/);
  await draw('000G-40R4-0M30-E209-185G-R38E-1W', /28 signs; these are 26/);
  for (const [status, said] of [[402, /not paid/], [404, /not known/], [410, /cannot be drawn now/], [429, /did not work just now/], [500, /did not work just now/], [400, /did not understand/]] as const) await draw(CODE, said, status);
  assert.equal(await kept(page), null);
  await context.close();
});

test('a month that could not be drawn is said, and another visit draws it; what was drawn is not drawn again', { skip }, async () => {
  await fresh();
  const { context, page } = await reader();
  till.drawsBeforeFault = 1;
  till.fault = 500;
  const words = await drawn(page);
  await says(page, /did not work just now/);
  assert.equal(await page.locator('[data-part=months] > li').count(), 1, 'this month is there');
  till.fault = null;
  await press(page, 'keep');
  await page.reload();
  await press(page, 'more');
  await press(page, 'restore');
  await page.fill('#wallet-words', words);
  await page.click('[data-do=read] button:not([type=button])');
  await page.fill('#wallet-code', CODE);
  await page.click('[data-do=draw] button:not([type=button])');
  await says(page, /December 2026: left – 10/);
  assert.deepEqual(till.draws.map(({ epoch }) => epoch), ['2026-11', '2026-12']);
  await context.close();
});

test('a key that is not the one seen before stops everything, and is said', { skip }, async () => {
  await fresh();
  const { context, page } = await reader();
  await drawn(page);
  till.makeKey('2026-12');
  await press(page, 'more');
  await page.click('[data-do=draw] button:not([type=button])');
  await says(page, /not those that it showed before/);
  assert.equal(till.draws.length, 2);
  await context.close();
});

test('a pass for another device is text and a QR code, and leaves this wallet', { skip }, async () => {
  await fresh();
  const { context, page } = await reader();
  await drawn(page);
  await press(page, 'keep');
  await press(page, 'give');
  const text = await page.inputValue('#wallet-pass');
  assert.match(text, /^plus1\.[\w-]{472}$/);
  assert.equal(await page.getAttribute('[data-part=qr] svg', 'role'), 'img');
  assert((await page.getAttribute('[data-part=qr] path:last-child', 'd')).length > 10_000);
  await press(page, 'back');
  await says(page, /left – 9, used – 1/);
  assert(!(await kept(page)).includes(text));
  await context.close();
});

test('a batch without compiled code, as in Tor Browser at "safer"', { skip }, async t => {
  await fresh();
  const { chromium } = (await import('node:module')).createRequire(`${process.env.FRONTEND ?? '.'}/../e2e/package.json`)('playwright-core');
  const slow: Browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--js-flags=--jitless', '--disable-dev-shm-usage'] });
  try {
    for (const [name, which] of [['compiled', browser], ['--jitless', slow]] as const) {
      const page = await which.newPage();
      await open(page, '/en/plus/passes');
      const ms: number = await page.evaluate(async () => {
        const src = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
        const plus = await import(src);
        const directory = await plus.readDirectory(await (await fetch('/.well-known/private-token-issuer-directory')).text());
        const seed = await plus.seedOf('legal winner thank year wave sausage worth useful legal winner thank yellow');
        const begin = performance.now();
        await plus.prepare(seed, '2026-11', directory.get('2026-11'), await plus.challengeDigest('plus.kropka.example'));
        return performance.now() - begin;
      });
      t.diagnostic(`${name}: a batch is prepared in ${Math.round(ms)} ms`);
      assert(ms < 5_000, `${name}: ${ms} ms`);
      await page.close();
    }
  } finally {
    await slow.close();
  }
});
