// What every page must stand: axe-core's rules, a narrow phone, the Nu HTML checker.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import vnu from 'vnu-jar';

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

// 'rule: what to do, at the element', one for each element that breaks one of WCAG 2.2 AA or of best practice.
export async function violations(page) {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  return result.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}, at ${node.html.slice(0, 200)}`));
}

// The page's width, and the elements that make it too wide.
export function overflow() {
  const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  return { width: document.scrollingElement.scrollWidth, wide: wide.map((element) => element.outerHTML.slice(0, 80)).slice(0, 5).join('\n') };
}

// What is wrong with a page as it stands, a line each: axe's rules, whether it scrolls sideways, and how much its bar takes.
export async function complaints(page) {
  return [...(await violations(page)), ...(await scrollsSideways(page)), ...(await barTooHigh(page))];
}

// The bar of the desk and of the portal has a row for who is there and one for the ways, however narrow the page and long the words.
async function barTooHigh(page) {
  const height = await page.evaluate(() => document.querySelector('header.bar')?.offsetHeight ?? 0);
  return height > 120 ? [`the bar is ${height} px high`] : [];
}

export async function scrollsSideways(page) {
  return (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) ? ['it scrolls sideways'] : [];
}

// The page that is open, seen with a phone's width by somebody who needs all of the rules.
export async function stands(page, what) {
  const { width, wide } = await page.evaluate(overflow);
  assert.ok(width <= 360, `${what} is ${width} px wide: ${wide}`);
  assert.deepEqual(await violations(page), [], what);
}

// What the Nu HTML checker says of each page, in their order; one run for all: starting Java takes longer than checking.
export function htmlFaults(pages) {
  const folder = mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'html-'));
  const files = pages.map((html, number) => {
    mkdirSync(path.join(folder, String(number)));
    const file = path.join(folder, String(number), 'index.html');
    writeFileSync(file, html);
    return file;
  });
  const checked = spawnSync('java', ['-Xss1m', '-Xmx512m', '-jar', vnu, '--format', 'json', '--exit-zero-always', ...files], { maxBuffer: 1 << 26 });
  assert.equal(checked.status, 0, String(checked.stderr));
  const { messages } = JSON.parse(checked.stderr);
  return pages.map((_, number) => messages.filter((message) => message.url.endsWith(`/${number}/index.html`)).map(sentence));
}

function sentence({ type, subType, message, extract, lastLine }) {
  return `${subType ?? type}: ${message} Line ${lastLine}: ${extract}`;
}
