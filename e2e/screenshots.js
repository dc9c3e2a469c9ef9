// Pictures of every type of page at three widths, light and dark, for somebody to look at.
// Usage: node screenshots.js [FOLDER] [LANGUAGE ...]; VESTKA_BINARY as for the tests.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, withPage } from './browser.js';
import { serveDemo } from './server.js';

const [target = mkdtempSync(path.join(tmpdir(), 'vestka-screenshots-')), ...wanted] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'vestka-e2e-'));
const server = await serveDemo({ folder, database: '' });
try {
  mkdirSync(target, { recursive: true });
  process.env.VESTKA_SITES = JSON.stringify({ sqlite: { address: server.address, slugs: server.slugs, pid: server.pid } });
  const { languages, origin, pages } = await import('./site.js');
  const chosen = pages.filter(({ language }) => (wanted.length ? wanted : languages).includes(language));
  const browser = await launch();
  for (const width of [360, 768, 1440]) {
    for (const colorScheme of ['light', 'dark']) {
      await withPage(browser, { baseURL: origin, colorScheme, viewport: { width, height: 900 } }, async (page) => {
        for (const { type, language, path: address } of chosen) {
          await page.goto(address);
          const name = `${type.replaceAll(/[ ,]+/g, '-')}-${language}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: path.join(target, name), fullPage: true });
        }
      });
    }
  }
  await browser.close();
  console.log(`${chosen.length * 6} pictures are in ${target}`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
