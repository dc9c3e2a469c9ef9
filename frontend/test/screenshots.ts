// Pictures of the screens, for looking at: `npm run screenshots`, into the folder SCREENSHOTS or /tmp/vestka-desk.
import { mkdirSync } from 'node:fs';
import { launch, complaints } from './fake/browser';
import { EXAMPLE, FakeServer } from './fake/server';

const folder = process.env.SCREENSHOTS ?? '/tmp/vestka-desk';
mkdirSync(folder, { recursive: true });
const server = new FakeServer();
const base = await server.start();
server.open('s1', EXAMPLE);
const clashing = server.open('s2', EXAMPLE);
server.lines = [{ id: 's1', headline: EXAMPLE.headline, state: 'draft' }];
const browser = await launch();
for (const [width, height] of [[360, 800], [1440, 1000]]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    const heard = complaints(page);
    await page.goto(`${base}/desk/story/s1`);
    await page.waitForSelector('.story-body');
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${folder}/editor-${width}-${colorScheme}.png`, fullPage: true });
    if (width === 360 || colorScheme === 'light') {
      await page.click('.story-body h2', { clickCount: 2 });
      await page.keyboard.press('Control+k');
      await page.waitForSelector('dialog[open]');
      await page.screenshot({ path: `${folder}/link-${width}-${colorScheme}.png` });
      await page.keyboard.press('Escape');
      await page.goto(`${base}/desk/story/s2`);
      await page.waitForSelector('.story-body');
      clashing.put('ben', { ...clashing.document, headline: `Паром, ${width} ${colorScheme}` });
      await page.fill('.headline textarea', 'Паром зноў ходзіць тройчы на дзень');
      await page.waitForSelector('.clash');
      await page.screenshot({ path: `${folder}/clash-${width}-${colorScheme}.png`, fullPage: true });
    }
    if (heard.length) console.log(width, colorScheme, heard);
    await context.close();
  }
}
await browser.close();
server.stop();
