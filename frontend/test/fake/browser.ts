// Debian's Chromium, with the packages of e2e/, and pages that tell what went wrong in them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Playwright's types are not worth a package of their own here; what is used of them is said below.
export type Page = any;
export type Context = any;
export type Browser = any;

const e2e = createRequire(join(process.env.FRONTEND ?? '.', '../e2e/package.json'));
export const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

/** Without a browser or the packages of e2e/ there is nothing to run. */
export function canBrowse(): boolean {
  try {
    e2e.resolve('playwright-core');
    return executablePath !== undefined;
  } catch {
    return false;
  }
}

export function launch(): Promise<Browser> {
  const { chromium } = e2e('playwright-core');
  return chromium.launch({
    executablePath, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  });
}

/** What the page complains of: failures in scripts, and everything that the policy stopped. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error: Error) => heard.push(String(error)));
  page.on('console', (message: Page) => {
    if (message.type() === 'error' && !/net::ERR|Failed to load resource/.test(message.text())) heard.push(message.text());
    if (message.type() === 'warning' && /ProseMirror/.test(message.text())) heard.push(message.text());
  });
  return heard;
}

export async function axe(page: Page): Promise<string[]> {
  await page.evaluate((await import('node:fs')).readFileSync(e2e.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() => (window as any).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.map((found: any) => `${found.id}: ${found.nodes.map((node: any) => node.html.slice(0, 140)).join(' | ')}`);
}
