// How pages stand on a narrow phone, on paper, and under the fingers of somebody without a mouse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { overflow, phone as narrow } from '../looks.js';
import { languages, origin, pages } from '../site.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const phone = { ...narrow, baseURL: origin };

for (const language of languages) {
  test(`nothing stands out to the side at 360 px: ${language}`, async (t) => {
    await withPage(browser, phone, async (page) => {
      for (const { type, path } of pages.filter((page) => page.language === language)) {
        await t.test(`${type}: ${path}`, async () => {
          await page.goto(path);
          const { width, wide } = await page.evaluate(overflow);
          assert.ok(width <= 360, `the page is ${width} px wide: ${wide}`);
        });
      }
    });
  });
}

test('text keeps its place when its reader makes it twice as large', async () => {
  await withPage(browser, { baseURL: origin, viewport: { width: 640, height: 800 } }, async (page) => {
    for (const { path } of pages.filter((page) => page.language === 'be')) {
      await page.goto(path);
      await page.evaluate(() => { document.documentElement.style.setProperty('font-size', '200%'); });
      const { width, wide } = await page.evaluate(overflow);
      assert.ok(width <= 640, `${path} is ${width} px wide: ${wide}`);
    }
  });
});

test('on paper there is the story and its address, and no navigation', async () => {
  await withPage(browser, { baseURL: origin }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    for (const { path } of pages.filter(({ type }) => type.startsWith('story, open') || type === 'story, plus')) {
      await page.goto(path);
      for (const nav of await page.locator('nav, .skip').all()) assert.ok(!(await nav.isVisible()), `${path}: navigation is printed`);
      assert.ok(await page.locator('h1').isVisible(), path);
      assert.ok(await page.getByText(origin + path, { exact: false }).last().isVisible(), `${path}: the address is not printed`);
    }
  });
});

test('the first key leads past the navigation', async () => {
  await withPage(browser, { baseURL: origin }, async (page) => {
    for (const { path } of pages.filter(({ type }) => ['front', 'story, plus', 'not found'].includes(type))) {
      await page.goto(path);
      await page.keyboard.press('Tab');
      const skip = page.locator('a.skip');
      assert.ok(await skip.evaluate((link) => link === document.activeElement), `${path}: the skip link is not first`);
      const { x, y } = await skip.boundingBox();
      assert.ok(x >= 0 && y >= 0, `${path}: the skip link is not seen when it has the focus`);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => document.querySelector('#content').compareDocumentPosition(document.activeElement));
      assert.ok(inside & 4, `${path}: after the skip link the focus is before the content`);
    }
  });
});

test('what can be tapped on a phone is large enough (WCAG 2.5.8)', async () => {
  await withPage(browser, phone, async (page) => {
    for (const { path } of pages.filter(({ language, type }) => language === 'be' && ['front', 'story, plus', 'archive, month', 'plus', 'plus, code'].includes(type))) {
      await page.goto(path);
      const small = await page.locator('nav a:visible, .doors a:visible, .button:visible, .choice:visible').evaluateAll((links) =>
        links.filter((link) => link.getBoundingClientRect().height < 24).map((link) => link.textContent));
      assert.deepEqual(small, [], path);
    }
  });
});
