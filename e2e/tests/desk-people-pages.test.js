// The newsroom's pages on people: no violation of axe's rules, no sideways scrolling, on a narrow and a wide screen, by
// day and by night, in every language.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { complaints } from '../looks.js';
import { languages, site } from '../site.js';
import { deskOf, inviteLink, signInAs } from '../staff.js';

const desk = deskOf(site);
const screens = [[360, 'dark'], [1440, 'light']];

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const language of languages) {
  test(`pages before signing in, ${language}`, async () => {
    const invite = inviteLink(site, 'reporter', 'Lookedat');
    for (const [width, colorScheme] of screens) {
      await withPage(browser, { viewport: { width, height: 800 }, colorScheme, locale: language }, async (page) => {
        await page.goto(invite);
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.deepEqual(await complaints(page), [], invite);
        await page.fill('#sign_in', `looked-at-${language}-${width}`);
        await page.click('button[value=password]');
        assert.deepEqual(await complaints(page), [], 'password');
        for (const path of [`${invite}/passkey`, `${desk}/desk/sign-in`, `${desk}/desk/invite/0`]) {
          await page.goto(path);
          assert.deepEqual(await complaints(page), [], path);
        }
      });
    }
  });

  test(`pages of an administrator, ${language}`, () => withPage(browser, {}, async (page) => {
    await signInAs(page, site, 'administrator', `Looker ${language}`);
    await page.selectOption('#language', language);
    await page.click('form[action="/desk/me"] button');
    await page.goto(`${desk}/desk/staff`);
    const member = await page.getAttribute('tbody a', 'href');
    const paths = ['/desk/me', '/desk/me/password', '/desk/me/recovery-codes', '/desk/confirm', '/desk/staff', member, '/desk/audit', '/desk/rights'];
    for (const [width, colorScheme] of screens) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      for (const path of paths) {
        await page.goto(desk + path);
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.deepEqual(await complaints(page), [], `${path} ${width} ${colorScheme}`);
      }
    }
  }));
}
