// A reader with JavaScript off goes through the whole site by plain links.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { languages, origin, storyPath } from '../site.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const reader = { baseURL: origin, javaScriptEnabled: false };

async function follow(page, selector) {
  const link = page.locator(selector).first();
  const href = await link.getAttribute('href');
  const [response] = await Promise.all([page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() < 300), link.click()]);
  await page.waitForLoadState();
  assert.equal(response.status(), 200, href);
  return new URL(page.url()).pathname;
}

for (const language of languages) {
  test(`from the front page to the archive: ${language}`, () => withPage(browser, reader, async (page) => {
    await page.goto(`/${language}/`);
    assert.equal(await page.locator('html').getAttribute('lang'), language);

    const story = await follow(page, `main a[href^="/${language}/story/"]`);
    assert.match(story, new RegExp(`^/${language}/story/`));
    assert.ok((await page.locator('h1').innerText()).length > 0);
    assert.equal(await page.locator('.latest li').count(), 20, 'the twenty newest stand beside the story');

    const section = await follow(page, `.kicker a`);
    assert.match(section, new RegExp(`^/${language}/section/`));

    await page.goto(storyPath('k001', language));
    const other = languages.find((other) => other !== language);
    const version = await follow(page, `.more a[hreflang="${other}"]`);
    assert.equal(version, storyPath('k001', other));
    assert.equal(await page.locator('html').getAttribute('lang'), other);
    const back = await follow(page, `.languages a[hreflang="${language}"]`);
    assert.equal(back, storyPath('k001', language));

    await follow(page, `nav.sections a[href="/${language}/latest"]`);
    const met = new Set();
    for (let stretch = 0; ; stretch++) {
      for (const link of await page.locator(`main a[href^="/${language}/story/"]`).all()) met.add(await link.getAttribute('href'));
      if (!(await page.locator('a[rel=next]').count())) break;
      assert.ok(stretch < 30, 'the way back in time has no end');
      await follow(page, 'a[rel=next]');
    }
    assert.ok(met.has(storyPath('k001', language)), 'the oldest story is reached from the newest by plain links');
    assert.ok(met.size >= 60, `only ${met.size} stories are reached`);

    await follow(page, `nav.sections a[href="/${language}/archive"]`);
    await follow(page, `main a[href*="/archive/2025/06"]`);
    const day = await follow(page, `main a[href*="/archive/2025/06/"]`);
    assert.equal(day, `/${language}/archive/2025/06/01`);
    assert.equal(await follow(page, `main a[href^="/${language}/story/"]`), storyPath('k001', language));
  }));
}

test('a plus story says so and shows no paid line', () => withPage(browser, reader, async (page) => {
  await page.goto(storyPath('k002', 'en'));
  assert.ok(await page.locator('section.plus').isVisible());
  assert.match(await page.locator('section.plus').innerText(), /Kropka Plus/);
}));

test('a correction, an update and a kill are said where the story stands', () => withPage(browser, reader, async (page) => {
  for (const language of languages) {
    await page.goto(storyPath('k009', language));
    assert.ok(await page.locator('section.corrections p').first().isVisible());
    await page.goto(storyPath('k011', language));
    assert.equal(await page.locator('.follow a').getAttribute('href'), storyPath('k012', language));
    const response = await page.goto(storyPath('k020', language));
    assert.equal(response.status(), 410);
    assert.ok((await page.locator('main p').first().innerText()).length > 10);
  }
}));
