// The paid tier at the desk: a plan is made and sold, codes are made and printed, a pool is filled; the sheet under axe and
// as it comes out of a printer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { complaints } from '../looks.js';
import { looks, sites } from '../site.js';
import { deskOf, signInAs } from '../staff.js';
import { webhook } from '../stripe.js';

const screens = [[360, 'dark'], [1440, 'light']];
const pattern = /[0-9A-Z]{4}(-[0-9A-Z]{4}){6}/g;
// Where the sheets are left to be looked at.
const pictures = process.env.VESTKA_PICTURES;

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// Makes codes by the form; the page is left at the sheet. Answers the codes.
async function makeCodes(page, desk, { count, months = 1, language = 'en' }) {
  await page.goto(`${desk}/desk/plus/codes`);
  await page.fill('#count', String(count));
  await page.fill('#months', String(months));
  await page.selectOption('#language', language);
  await page.click('form[action="/desk/plus/codes"] button');
  await page.waitForSelector('.sheet');
  const cards = await page.locator('.ticket-code').allInnerTexts();
  return cards.map((text) => text.replace(/\s/g, ''));
}

for (const [engine, site] of Object.entries(sites)) {
  test(`${engine}: a plan is sold, a sheet of twenty codes is good, a pool is filled and closed`, () => withPage(browser, {}, async (page) => {
    const desk = deskOf(site);
    await signInAs(page, site, 'administrator', 'Cashier');
    await page.goto(`${desk}/desk/plus/plans`);
    const name = `A quarter ${engine}`;
    await page.fill('#months', '3');
    await page.fill('#name-en', name);
    await page.fill('#price-en', '14.50');
    await page.click('form[action="/desk/plus/plans"] button');
    await page.waitForURL('**?told=plan-added');
    const line = page.locator('tr', { hasText: name });
    await line.getByRole('button', { name: 'Put on sale' }).click();
    await page.waitForURL('**?told=plan-on-sale');
    assert.match(await line.innerText(), /14\.50\sEUR/);

    const codes = await makeCodes(page, desk, { count: 20, months: 3 });
    assert.equal(new Set(codes).size, 20);
    codes.forEach((code) => assert.match(code, new RegExp(`^${pattern.source}$`)));
    assert.equal(await page.locator('.sheet').count(), 2);
    const first = await page.content();
    await page.goto(`${desk}/desk/plus/codes`);
    assert.doesNotMatch(await page.content(), pattern, 'they are shown once');
    assert.match(first, /3 months of/);
    await page.goto(`${desk}/desk/audit`);
    assert.match(await page.innerText('main'), /made codes[\s\S]*20 × 3 months/);
    assert.doesNotMatch(await page.content(), pattern);

    await page.goto(`${desk}/desk/plus/pools`);
    await page.fill('#name', `A gift from Vilnia, ${engine}`);
    await page.fill('#weeks', '100');
    await page.click('form[action="/desk/plus/pools"] button');
    await page.waitForURL('**?told=pool-added');
    const address = await page.inputValue('#address-en');
    assert.match(new URL(address).pathname, /^\/en\/plus\/pool\/[0-9a-z]+$/);
    await page.fill('#weeks', '20');
    await page.click('form[action$="/weeks"] button');
    await page.waitForURL('**?told=pool-filled');
    assert.match(await page.innerText('dl'), /120 weeks/);
    await page.click('form[action$="/opening"] button');
    await page.waitForURL('**?told=pool-closed');
  }));

  test(`${engine}: the newsroom sees the day a way to pay was last heard, and what was wrong with it`, () => withPage(browser, {}, async (page) => {
    await signInAs(page, site, 'administrator', 'Cashier');
    const stripe = page.locator('li', { hasText: 'Stripe' });
    const event = { type: 'customer.created', data: { object: {} } };
    assert.notEqual((await webhook(site.address, event, 'a stranger knows none')).status, 200);
    await page.goto(`${deskOf(site)}/desk/plus`);
    assert.match(await stripe.innerText(), /The last trouble, \w+ \d+, 20\d\d: .+/);
    assert.equal((await webhook(site.address, event)).status, 200);
    await page.reload();
    assert.match(await stripe.innerText(), /The last message from it that was believed came on \w+ \d+, 20\d\d\./);
  }));
}

for (const [language, engine, site] of looks) {
  test(`${engine}: the sheet of codes and the gift, ${language}`, () => withPage(browser, {}, async (page) => {
    const desk = deskOf(site);
    await signInAs(page, site, 'administrator', `Cashier ${language}`);
    await page.selectOption('#language', language);
    await page.click('form[action="/desk/me"] button');
    await makeCodes(page, desk, { count: 2, language });
    for (const [width, colorScheme] of screens) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await complaints(page), [], `sheet ${width} ${colorScheme}`);
    }
    await page.goto(`${desk}/desk/plus/codes`);
    await page.selectOption('#gift-language', language);
    await page.fill('#words', 'Read on!\nYours');
    await page.click('form[action$="/gift"] button');
    assert.deepEqual(await complaints(page), [], 'gift');
    await onPaper(page, `gift-${language}`, 1);
  }));

  test(`${engine}: a sheet is two pages of A4 with ten cards each, ${language}`, () => withPage(browser, {}, async (page) => {
    await signInAs(page, site, 'administrator', 'Printer');
    await makeCodes(page, deskOf(site), { count: 20, months: 12, language });
    await page.emulateMedia({ media: 'print' });
    const cut = await page.evaluate(() => [...document.querySelectorAll('.ticket')].filter((card) =>
      card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1).length);
    assert.equal(cut, 0, 'cards whose words do not fit');
    await onPaper(page, `sheet-${language}`, 2);
  }));
}

// Prints the page; it must come to so many sheets of A4.
async function onPaper(page, name, sheets) {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const text = pdf.toString('latin1');
  const pages = text.match(/\/Type\s*\/Page\b/g) ?? [];
  assert.equal(pages.length, sheets, `${name}: pages`);
  assert.match(text, /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/, `${name}: A4`);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  execFileSync('pdftoppm', ['-png', '-r', '110', '-', path.join(pictures, name)], { input: pdf });
}
