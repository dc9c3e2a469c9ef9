// Pictures of every page of the desk, narrow and wide, light and dark, for somebody to look at.
// Usage: node deskshots.js [FOLDER] [LANGUAGE ...]; VESTKA_BINARY as for the tests.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, withPage } from './browser.js';
import { deskPages, post } from './desk.js';
import { furnished, pagesFor } from './furnished.js';
import { serveDemo } from './server.js';
import { deskOf, inviteLink, signInAs } from './staff.js';

const [target = mkdtempSync(path.join(tmpdir(), 'vestka-screenshots-')), ...wanted] = process.argv.slice(2);
const screens = [[360, 'light'], [360, 'dark'], [1280, 'light'], [1280, 'dark']];
const folder = mkdtempSync(path.join(tmpdir(), 'vestka-e2e-'));
const site = await serveDemo({ folder, database: '' });
try {
  mkdirSync(target, { recursive: true });
  const browser = await launch();
  const desk = await furnished(browser, site);
  let taken = 0;
  for (const language of wanted.length ? wanted : ['en', 'be', 'ru']) {
    await withPage(browser, { locale: language }, async (page) => {
      const shoot = async (address) => {
        await page.goto(deskOf(site) + address);
        if (await page.locator('script[src*=editor]').count()) await page.waitForSelector('.story-body, form#story [readonly]');
        for (const [width, colorScheme] of screens) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          const name = address.replace(/^\/desk\/?/, '').replaceAll(/[0-9a-f-]{36}|\w{20,}/g, 'x').replaceAll(/\W+/g, '-') || 'desk';
          const file = `${String(taken >> 2).padStart(3, '0')}-${name}-${language}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: path.join(target, file), fullPage: true });
          taken++;
        }
      };
      const invite = new URL(inviteLink(site, 'reporter', 'Looked at')).pathname;
      const form = { name: 'Looked at', sign_in: `looked-at-${language}`, language, way: 'password' };
      await post(page, site, invite, form);
      for (const address of ['/desk/sign-in', invite, `${invite}/passkey`, `${invite}/password`]) await shoot(address);
      await signInAs(page, site, 'administrator', `Looker ${language}`);
      await post(page, site, '/desk/me', { name: `Looker ${language}`, language });
      for (const address of pagesFor(await deskPages(page, site, desk.parts), desk)) await shoot(address);
    });
  }
  await browser.close();
  console.log(`${taken} pictures are in ${target}`);
} finally {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
}
