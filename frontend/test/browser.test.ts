// The editor in a browser, under the desk's policy, against the fake server.
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { axe, canBrowse, complaints, launch, type Browser, type Context, type Page } from './fake/browser';
import { EXAMPLE, FakeServer } from './fake/server';
import { p, plus, story } from './fake/words';

const skip = canBrowse() ? false : 'no Chromium, or e2e/ has no packages: npm ci there';
const server = new FakeServer();
let base = '';
let browser: Browser;
let stories = 0;

before(async () => {
  if (skip) return;
  base = await server.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (!skip) server.stop();
  assert.deepEqual(server.violations, []);
});

async function person(name: string): Promise<Context> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  await context.addCookies([{ name: 'user', value: name, url: base }]);
  return context;
}

async function opened(context: Context, id: string): Promise<{ page: Page; heard: string[] }> {
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(`${base}/desk/story/${id}`);
  await page.waitForSelector('.story-body');
  return { page, heard };
}

function fresh(document = story('A headline', p('First.'), p('Second.'), p('Third.'))) {
  const id = `s${++stories}`;
  return { id, kept: server.open(id, document) };
}

async function saysState(page: Page, words: RegExp, timeout = 8_000): Promise<void> {
  await page.waitForFunction(([source]: [string]) => new RegExp(source).test(document.querySelector('.state')?.textContent ?? ''), [words.source], { timeout });
}

/** A key that the browser itself handles: the editor hears of it a moment later, as it does with people. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(80);
}

const lines = (kept: { document: { body: { content?: { content?: { text?: string }[] }[] } } }) => kept.document.body.content?.map(block => block.content?.map(run => run.text ?? '').join(''));

test('two hundred characters, the network off, a reload: nothing is lost', { skip }, async () => {
  const { id, kept } = fresh();
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  await page.click('.story-body p:last-child');
  await press(page, 'End');
  const words = ' Паром зноў ходзіць двойчы на дзень.'.repeat(6).slice(0, 200);
  await page.keyboard.type(words.slice(0, 100), { delay: 5 });
  await saysState(page, /Saved \d\d:\d\d/);
  // On a slow machine that was said of the first words, and stays while the others are on their way.
  for (let tries = 0; tries < 100 && lines(kept)?.[2] !== `Third.${words.slice(0, 100)}`; tries++) await page.waitForTimeout(100);
  assert.equal(lines(kept)?.[2], `Third.${words.slice(0, 100)}`);
  await ada.setOffline(true);
  await page.keyboard.type(words.slice(100), { delay: 5 });
  await saysState(page, /Not saved yet: no connection – kept in this browser/);
  // Back on the network, before the server answers again.
  server.fault = 503;
  await ada.setOffline(false);
  await page.reload();
  await page.waitForSelector('.story-body');
  assert.equal(await page.textContent('.story-body p:last-child'), `Third.${words}`, 'the text is there without the server');
  server.fault = null;
  await saysState(page, /^Saved/, 30_000);
  assert.equal(lines(kept)?.[2], `Third.${words}`);
  await page.reload();
  await page.waitForSelector('.story-body');
  assert.equal(await page.locator('.notices .told').count(), 0, 'nothing is left in the buffer');
  assert.deepEqual(heard, []);
  await ada.close();
});

test('two pages in one paragraph: three texts to choose from, by keyboard', { skip }, async () => {
  const { id, kept } = fresh();
  const [ada, ben] = [await person('ada'), await person('ben')];
  const first = await opened(ada, id);
  const second = await opened(ben, id);
  // Ben's page is told of Ada's saves at once; it must be writing already to clash.
  await ben.setOffline(true);
  await second.page.click('.story-body p:first-child');
  await press(second.page, 'End');
  await second.page.keyboard.type(' By Ben.');
  await first.page.click('.story-body p:first-child');
  await press(first.page, 'Home');
  await first.page.keyboard.type('Ada: ');
  await saysState(first.page, /Saved \d/);
  await ben.setOffline(false);
  await second.page.waitForSelector('.clash', { timeout: 15_000 });
  assert.deepEqual(await second.page.locator('.clash .side p').allTextContents(), ['First. By Ben.', 'Ada: First.', 'First.']);
  assert.equal(await second.page.getAttribute('.story-body', 'contenteditable'), 'false');
  assert.deepEqual(await axe(second.page), []);
  await second.page.keyboard.press('Tab');
  await second.page.keyboard.press('ArrowDown');
  await second.page.keyboard.press('ArrowDown');
  await second.page.keyboard.press('Enter');
  await saysState(second.page, /Saved \d/);
  assert.deepEqual(lines(kept), ['Ada: First.', 'First. By Ben.', 'Second.', 'Third.']);
  await first.page.waitForFunction(() => document.querySelectorAll('.story-body p').length === 4, undefined, { timeout: 5_000 });
  assert.deepEqual([...first.heard, ...second.heard], []);
  await ada.close();
  await ben.close();
});

test('another page\'s text arrives while the caret stays', { skip }, async () => {
  const { id, kept } = fresh();
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  await page.click('.story-body p:nth-child(2)');
  await press(page, 'End');
  kept.put('ben', story('A headline', p('First, by Ben.'), p('Second.'), p('Third.')));
  server.tell('story', { id });
  await page.waitForFunction(() => document.querySelector('.story-body p')?.textContent === 'First, by Ben.');
  await page.keyboard.type(' More.');
  await page.waitForTimeout(1_800);
  assert.deepEqual(lines(kept), ['First, by Ben.', 'Second. More.', 'Third.']);
  assert.deepEqual(heard, []);
  await ada.close();
});

test('the wall, a heading, a quotation with who said it, a link that is a source: by keyboard', { skip }, async () => {
  const { id, kept } = fresh();
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  await page.focus('.story-body');
  await page.click('.story-body p:nth-child(2)');
  await press(page, 'Home');
  await page.keyboard.press('Control+Shift+Enter');
  await page.waitForSelector('.plus');
  await page.keyboard.press('Control+Alt+3');
  await page.click('.story-body .plus p');
  await page.waitForTimeout(80);
  await page.keyboard.press('Control+Shift+9');
  await page.fill('.quotation input', 'Her');
  await page.click('.story-body > p');
  await press(page, 'Home');
  await press(page, 'Shift+End');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('example.org/x');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await saysState(page, /Saved \d/);
  assert.deepEqual(kept.document.body, {
    type: 'doc',
    content: [
      p({ type: 'text', marks: [{ type: 'link', attrs: { address: 'https://example.org/x' } }], text: 'First.' }),
      plus({ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Second.' }] }, { type: 'quotation', attrs: { attribution: 'Her' }, content: [p('Third.')] }),
    ],
  });
  assert.deepEqual(kept.document.sources, [{ name: 'First.', address: 'https://example.org/x', kind: 'media' }]);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement?.closest('[role=toolbar]') !== null), true, 'Escape leads to the toolbar');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.closest('[role=toolbar]') === null), true, 'and Tab out of it');
  await page.keyboard.press('Control+Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.closest('#publish') !== null), true, 'Ctrl+Enter leads to publishing');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#told');
  assert.equal(await page.textContent('#told'), `revision=${kept.head}`);
  assert.deepEqual(heard, []);
  await ada.close();
});

test('pasted HTML with styles is cleaned and breaks no rule; a pasted picture is uploaded', { skip }, async () => {
  const { id, kept } = fresh(story('H', p('x')));
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  const paste = (type: string, content: string) => page.evaluate(([type, content]: string[]) => {
    const data = new DataTransfer();
    if (type === 'file') data.items.add(new File([Uint8Array.from(atob(content!), c => c.charCodeAt(0))], 'a.png', { type: 'image/png' }));
    else data.setData(type!, content!);
    document.querySelector('.story-body')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [type, content]);
  await page.click('.story-body p');
  await press(page, 'End');
  await paste('text/html', '<style>p{color:red}</style><p style="color:red;margin:0" class="MsoNormal" onclick="alert(1)">, <b>bold</b></p><p>below<img src="https://e.org/x.jpg"></p>');
  await page.waitForSelector('.notices .told');
  assert.match(await page.textContent('.notices .told'), /Pictures left out: 1/);
  await paste('file', 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==');
  await page.waitForSelector('figure.picture img[src*="/desk/pictures/abc/small"]');
  assert.equal(await page.isVisible('figure.picture .missing'), true, 'without words for it the picture says so');
  await page.fill('figure.picture textarea', 'A point');
  assert.equal(await page.isVisible('figure.picture .missing'), false);
  await saysState(page, /Saved \d/);
  const saved = kept.document.body.content ?? [];
  assert.deepEqual(saved.slice(0, 2).map(block => block.content?.map(run => run.text)), [['x, ', 'bold'], ['below']]);
  assert.match(String(saved[2]?.attrs?.file), /^abc\d+\.webp$/);
  assert.equal(saved[2]?.attrs?.alt, 'A point');
  assert.deepEqual(heard, []);
  await ada.close();
});

test('typing makes the marks of the language, and backspace takes them back', { skip }, async () => {
  const { id, kept } = fresh(story('H', p('x')));
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  await page.click('.story-body p');
  await press(page, 'End');
  await page.keyboard.type(' "Зьвязда" - газета, сям\'я... ');
  await page.keyboard.press('Enter');
  await page.keyboard.type('a "');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await page.keyboard.type('## Two');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('inner');
  await page.keyboard.press('Control+s');
  await saysState(page, /Saved \d/);
  await page.waitForTimeout(1_500);
  assert.deepEqual(kept.document.body.content, [
    p('x «Зьвязда» — газета, сям’я… '), p('a "'), { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Two' }] },
    { type: 'bullet_list', content: [{ type: 'list_item', content: [p('one'), { type: 'bullet_list', content: [{ type: 'list_item', content: [p('inner')] }] }] }] },
  ]);
  assert.deepEqual(heard, []);
  await ada.close();
});

test('a source that somebody else adds does not go with the next key in the list', { skip }, async () => {
  const { id, kept } = fresh(EXAMPLE);
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  await page.getByLabel('Name', { exact: true }).first().focus();
  kept.put('ben', { ...kept.document, sources: [...(kept.document.sources ?? []), { name: 'By Ben', kind: 'person' }] });
  server.tell('story', { id });
  await page.waitForFunction(() => document.querySelectorAll('.rows > li').length === 2);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await page.waitForTimeout(1_800);
  assert.deepEqual(kept.document.sources?.map(source => source.name), ['Порт!', 'By Ben']);
  assert.deepEqual(heard, []);
  await ada.close();
});

test('a story of ten thousand words takes a key at once', { skip }, async () => {
  const { id } = fresh(story('H', ...Array.from({ length: 500 }, (_, at) => p(`${at} ${'слова '.repeat(20)}`))));
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  await page.click('.story-body p:first-child');
  await press(page, 'End');
  const begin = Date.now();
  await page.keyboard.type('x'.repeat(50));
  console.log(`# ${(Date.now() - begin) / 50} ms a key`);
  await saysState(page, /Saved \d/);
  assert.deepEqual(heard, []);
  await ada.close();
});

test('the panel writes the document: sections in order, a new topic, urgency, access, an embargo', { skip }, async () => {
  const { id, kept } = fresh(EXAMPLE);
  const ada = await person('ada');
  const { page, heard } = await opened(ada, id);
  const section = page.getByRole('combobox', { name: 'Sections' });
  await section.fill('куль');
  await section.press('Enter');
  await page.getByRole('button', { name: 'Move Культура up' }).click();
  const topic = page.getByRole('combobox', { name: 'Topics' });
  await topic.fill('Зусім новая');
  await topic.press('Enter');
  await page.getByLabel('Urgency').selectOption('1');
  await page.getByLabel('Who may read when').selectOption('embargo');
  await page.getByLabel('Embargo until').fill('2026-12-01T08:00');
  await page.getByLabel('Slugline').fill('ferry');
  await saysState(page, /Saved \d/);
  await page.waitForTimeout(1_500);
  const { sections, topics, urgency, access, slugline } = kept.document;
  assert.deepEqual({ sections, topics, urgency, access, slugline }, {
    sections: ['economy', 'culture', 'politics'], topics: ['ferries', 'new-topic'], urgency: 1, slugline: 'ferry',
    access: [{ after_hours: 0, level: 'clients' }, { from: '2026-12-01T06:00:00Z', level: 'open' }],
  });
  assert.deepEqual(heard, []);
  await ada.close();
});

test('no rule of accessibility is broken, small and large, light and dark, in every dialog', { skip }, async () => {
  const { id } = fresh(EXAMPLE);
  for (const [width, colorScheme] of [[360, 'dark'], [1440, 'light']] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const { page } = await opened(context, id);
    await page.evaluate(() => document.querySelectorAll('details').forEach(part => (part.open = true)));
    assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'nothing sticks out');
    if (width > 400) {
      for (const name of ['Link', 'Language of the selected words', 'Picture from the library', 'Card that leads to a page']) {
        await page.click('.story-body h2', { clickCount: 2 });
        await page.locator('.toolbar').getByRole('button', { name, exact: true }).click();
        await page.waitForSelector('dialog[open]');
        assert.deepEqual(await axe(page), [], name);
        await page.keyboard.press('Escape');
        await page.waitForSelector('dialog', { state: 'detached' });
      }
    }
    await context.close();
  }
});

test('the desk\'s list: keys, news in place, and a button for what is new above', { skip }, async () => {
  server.lines = [{ id: 'a', headline: 'One', state: 'draft' }, { id: 'b', headline: 'Two', state: 'draft' }, { id: 'c', headline: 'Out', state: 'published' }];
  const ada = await person('ada');
  const page = await ada.newPage();
  const heard = complaints(page);
  await page.goto(`${base}/desk`);
  assert.match(await page.textContent('.undo button'), /\([123]\)/);
  await page.waitForSelector('.undo', { state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Two');
  server.lines = [{ id: 'n', headline: 'New', state: 'draft' }, ...server.lines.map(line => (line.id === 'b' ? { ...line, headline: 'Two, changed' } : line))];
  server.tell('desk', { ids: ['n', 'b'] });
  await page.waitForFunction(() => document.activeElement?.textContent === 'Two, changed');
  assert.equal(await page.locator('.line').count(), 3, 'no row moves under whoever is in the list');
  await page.click('.chip');
  assert.deepEqual(await page.locator('.line a').allTextContents(), ['New', 'One', 'Two, changed', 'Out']);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  // With nobody in the list what is new comes by itself.
  await page.mouse.move(2, 2);
  server.lines = [{ id: 'm', headline: 'Newer', state: 'draft' }, ...server.lines];
  server.tell('desk', { ids: ['m'] });
  await page.waitForFunction(() => document.querySelector('.line a')?.textContent === 'Newer');
  assert.equal(await page.textContent('#group-draft .count'), '4');
  await ada.setOffline(true);
  server.hangUp();
  await page.waitForFunction(() => /^Not live/.test(document.querySelector('.not-live')?.textContent ?? ''));
  await ada.setOffline(false);
  await page.waitForFunction(() => document.querySelector('.not-live')?.textContent === '');
  assert.deepEqual(heard, []);
  await ada.close();
});
