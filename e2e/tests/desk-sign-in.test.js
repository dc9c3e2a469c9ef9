// Coming into the newsroom: invitations, passkeys from Chromium's virtual authenticator, password and code without
// JavaScript, sessions that are ended, forms from elsewhere. On every database.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { sites } from '../site.js';
import { binary, codeOf, deskOf, inviteLink, password, setUp, signInAs, signInLink } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const signInName = (() => { let n = 0; return (name) => `${name}${process.pid}.${n++}`; })();

// A device that keeps passkeys and asks its owner for a finger.
async function authenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    keys: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    add: (credential) => cdp.send('WebAuthn.addCredential', { authenticatorId, credential }),
    unverified: () => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    forget: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId }),
  };
}

async function introduce(page, invite, signIn, way) {
  await page.goto(invite);
  await page.fill('#sign_in', signIn);
  await page.click(`button[value=${way}]`);
}

for (const [engine, site] of Object.entries(sites)) {
  const desk = deskOf(site);

  test(`${engine}: somebody invited makes a passkey and signs in by it`, () => withPage(browser, {}, async (page) => {
    const device = await authenticator(page);
    await introduce(page, inviteLink(site, 'editor', 'Nina'), signInName('nina'), 'passkey');
    await page.click('form.passkey button');
    await page.waitForURL('**/desk/me/recovery-codes');
    assert.equal((await device.keys()).length, 1);
    await page.click('main form button');
    assert.equal(await page.locator('.codes li').count(), 10);
    await page.click('.me button');
    await page.waitForURL('**/desk/sign-in');
    await page.goto(`${desk}/desk/rights`);
    await page.click('form.passkey button');
    await page.waitForURL(`${desk}/desk/rights`);
  }));

  test(`${engine}: a passkey confirms, another is added, the last one stays`, () => withPage(browser, {}, async (page) => {
    const device = await authenticator(page);
    await introduce(page, inviteLink(site, 'reporter', 'Alena'), signInName('alena'), 'passkey');
    await page.click('form.passkey button');
    await page.waitForURL('**/recovery-codes');
    await page.goto(`${desk}/desk/me`);
    assert.equal(await page.locator('form[action$="/removal"]').count(), 0, 'the last way in cannot be removed');
    await page.goto(`${desk}/desk/confirm?to=/desk/me`);
    await page.click('form.passkey button');
    await page.waitForURL(`${desk}/desk/me`);
    // The device that has one already makes no second: another device does.
    await device.forget();
    await page.click('form.passkey button');
    await page.waitForURL('**/desk/me?told=passkey-added');
    await page.fill('.rows li:nth-child(2) input', 'The red <b>telephone</b>');
    await page.click('.rows li:nth-child(2) form.inline button');
    await page.waitForURL('**/desk/me?told=passkey-renamed');
    assert.equal(await page.inputValue('.rows li:nth-child(2) input[name=name]'), 'The red <b>telephone</b>');
    await page.locator('form[action$="/removal"]').first().locator('button').click();
    await page.waitForURL('**/desk/me?told=passkey-removed');
    assert.equal(await page.locator('form[action$="/removal"]').count(), 0);
    await page.click('.me button');
    await page.goto(`${desk}/desk/sign-in`);
    await page.click('form.passkey button');
    await page.waitForURL('**/desk');
  }));

  test(`${engine}: a passkey without its owner's finger, a stranger's, and a copy are refused`, () => withPage(browser, {}, async (page) => {
    const device = await authenticator(page);
    await introduce(page, inviteLink(site, 'reporter', 'Copied'), signInName('copied'), 'passkey');
    await page.click('form.passkey button');
    await page.waitForURL('**/recovery-codes');
    const [copy] = await device.keys();
    const signIn = async () => {
      await page.context().clearCookies();
      await page.goto(`${desk}/desk/sign-in`);
      await page.click('form.passkey button');
    };
    await signIn();
    await page.waitForURL('**/desk');
    // The copy's counter is behind the one of the device that was used since.
    await device.forget();
    await device.add({ ...copy, signCount: 0 });
    await signIn();
    await page.waitForFunction(() => document.querySelector('form.passkey [role=alert]').textContent !== '');
    assert.match(page.url(), /sign-in/);
    await device.unverified();
    await signIn();
    await page.waitForFunction(() => document.querySelector('form.passkey [role=alert]').textContent !== '');
    assert.match(page.url(), /sign-in/);
  }));

  test(`${engine}: an answer to a challenge is good once`, () => withPage(browser, {}, async (page, context) => {
    await authenticator(page);
    await introduce(page, inviteLink(site, 'reporter', 'Replayed'), signInName('replayed'), 'passkey');
    await page.click('form.passkey button');
    await page.waitForURL('**/recovery-codes');
    await context.clearCookies();
    await page.goto(`${desk}/desk/sign-in`);
    const sent = page.waitForRequest((request) => request.url().includes('/sign-in/passkey?'));
    await page.click('form.passkey button');
    const answer = (await sent).postData();
    await page.waitForURL('**/desk');
    const again = await fetch(`${desk}/desk/sign-in/passkey`, { method: 'POST', body: answer, headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' } });
    assert.equal(again.status, 422);
    assert.equal(again.headers.get('set-cookie'), null);
  }));

  test(`${engine}: password and code work without JavaScript`, () => withPage(browser, { javaScriptEnabled: false }, async (page) => {
    const name = signInName('taciana');
    const { secret, used } = await setUp(page, inviteLink(site, 'editor', 'Taciana'), { signIn: name, language: 'be' });
    await page.click('main form button');
    const recovery = await page.textContent('.codes li');
    await page.click('.me button');
    await page.waitForURL('**/desk/sign-in');
    assert.equal(await page.isVisible('form.passkey'), false, 'without scripts no passkey is offered');
    const signIn = async (code) => {
      await page.fill('#name', name);
      await page.fill('#password', password);
      await page.fill('#code', code);
      await page.click('main section form button');
    };
    await signIn(used);
    assert.notEqual(await page.textContent('section [role=alert]'), '', 'the code of the set-up is used up');
    assert.equal(await page.inputValue('#name'), name, 'what was typed stays');
    await signIn(codeOf(secret, 1));
    await page.waitForURL('**/desk');
    await page.click('.me button');
    await page.click('summary');
    await page.fill('#recovery-name', name);
    await page.fill('#recovery-code', recovery);
    await page.click('details form button');
    await page.waitForURL('**/desk/me?told=recovered');
  }));

  test(`${engine}: an invitation is good once`, () => withPage(browser, {}, async (page) => {
    const invite = inviteLink(site, 'reporter', 'Once');
    await setUp(page, invite, { signIn: signInName('once') });
    const answer = await page.goto(invite);
    assert.equal(answer.status(), 422);
    assert.equal(await page.locator('form[action*=invite]').count(), 0);
  }));

  test(`${engine}: a stolen session is ended from another`, () => withPage(browser, {}, async (page, context) => {
    const name = await signInAs(page, site, 'reporter', 'Robbed');
    const cookies = await context.cookies(`${desk}/desk`);
    await withPage(browser, {}, async (thief, stolen) => {
      await stolen.addCookies(cookies);
      await thief.goto(`${desk}/desk/me`);
      assert.match(thief.url(), /\/desk\/me$/);
      // The owner signs in anew, and ends all others.
      await context.clearCookies();
      await page.goto(signInLink(site, name));
      await page.click('main form button');
      await page.click('button[value=others]');
      await page.waitForURL('**/desk/me?told=sessions-ended');
      await thief.goto(`${desk}/desk/me`);
      assert.match(thief.url(), /\/desk\/sign-in\?to=/);
    });
    await page.goto(`${desk}/desk/me`);
    assert.match(page.url(), /\/desk\/me$/);
  }));

  test(`${engine}: an administrator invites, gives another role, parts with somebody`, () => withPage(browser, {}, async (page) => {
    await signInAs(page, site, 'administrator', 'Chief');
    await page.goto(`${desk}/desk/staff`);
    const name = `Vola <img src=x onerror=alert(1)> ${signInName('')}`;
    let alerted = false;
    page.on('dialog', (dialog) => { alerted = true; dialog.dismiss(); });
    await page.fill('#name', name);
    await page.selectOption('#role', 'reporter');
    await page.click('form[action$=invites] button');
    const link = await page.inputValue('#link');
    assert.equal(await page.evaluate(() => getSelection().toString()), link, 'it is chosen whole: keys copy it');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click('#link + .actions button');
    await page.locator('#link + .actions [role=status]', { hasText: 'Copied.' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    const invite = deskOf(site) + new URL(link).pathname;
    await withPage(browser, {}, async (other) => {
      await setUp(other, invite, { signIn: signInName('vola') });
      await page.goto(`${desk}/desk/staff`);
      await page.locator('tbody a', { hasText: name }).click();
      await page.selectOption('#role', 'editor');
      await page.click('form[action$="/role"] button');
      await page.waitForURL('**?told=role-changed');
      await other.goto(`${desk}/desk/me`);
      assert.match(other.url(), /sign-in/, 'another role signs out');
      await page.click('button.danger');
      await page.waitForURL('**?told=left');
    });
    for (const path of ['/desk/staff', '/desk/audit', '/desk']) await page.goto(desk + path);
    assert.equal(alerted, false);
  }));

  test(`${engine}: forms of another site change nothing`, () => withPage(browser, {}, async (page) => {
    await signInAs(page, site, 'reporter', 'Lured');
    const lure = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(
      `<form method="post" action="${desk}/desk/me/sessions/ending"><input name="which" value="all"><button>x</button></form>`,
    ));
    await new Promise((resolve) => lure.listen(0, '127.0.0.1', resolve));
    await page.goto(`http://127.0.0.1:${lure.address().port}/`);
    const [answer] = await Promise.all([page.waitForResponse('**/sessions/ending'), page.click('button')]);
    lure.close();
    assert.equal(answer.status(), 403);
    await page.goto(`${desk}/desk/me`);
    assert.match(page.url(), /\/desk\/me$/);
  }));
}

test('the first start prints a link for the first administrator, until there is one', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestka-first-'));
  const env = { ...process.env, VESTKA_DATABASE_URL: '' };
  const run = (args) => spawn(binary, [...args, '--data', folder], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => run(['init']).on('exit', resolve));
  const start = async () => {
    const child = run(['serve', '--listen', '127.0.0.1:0']);
    const lines = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    while (!lines.some((line) => line.startsWith('Serving'))) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { link: lines.map((line) => line.match(/http:\S+\/desk\/invite\/\w+/)?.[0]).find(Boolean), stop: () => new Promise((resolve) => { child.on('exit', resolve); child.kill('SIGTERM'); }) };
  };
  try {
    const first = await start();
    assert.match(first.link, /^http:\/\/localhost:/);
    await first.stop();
    const second = await start();
    assert.notEqual(new URL(second.link).pathname, new URL(first.link).pathname);
    await withPage(browser, {}, async (page) => {
      const old = await page.goto(second.link.replace(/\w+$/, '') + first.link.match(/\w+$/)[0]);
      assert.equal(old.status(), 422, 'the earlier link is void');
      await setUp(page, second.link, { signIn: 'first', name: 'The First' });
    });
    await second.stop();
    const third = await start();
    assert.equal(third.link, undefined);
    await third.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
