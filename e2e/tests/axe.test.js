// axe-core, the rules of WCAG 2.2 AA and best practice: no violation on any type of page, in any language, light and dark.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { violations } from '../looks.js';
import { languages, origin, pages } from '../site.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const colorScheme of ['light', 'dark']) {
  for (const language of languages) {
    test(`axe finds nothing: ${language}, ${colorScheme}`, async (t) => {
      await withPage(browser, { baseURL: origin, colorScheme }, async (page) => {
        for (const { type, path } of pages.filter((page) => page.language === language)) {
          await t.test(`${type}: ${path}`, async () => {
            await page.goto(path);
            assert.deepEqual(await violations(page), []);
          });
        }
      });
    });
  }
}
