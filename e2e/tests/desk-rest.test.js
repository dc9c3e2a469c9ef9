// What the desk does when something is not as it should be, in a browser, on each database: a delivery that nobody takes,
// two topics that are one, an address that was wrong, sections in the wrong order, an invitation that is over, a password
// that is guessed. Each in another language of the desk.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { sql } from '../database.js';
import { goToStory, isSaved, openStory, readers, until, write } from '../desk.js';
import { serveFresh } from '../server.js';
import { sites } from '../site.js';
import { codeOf, deskOf, inviteLink, password, setUp, signInLink } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const screen = { viewport: { width: 1280, height: 900 } };
const numbered = (() => { let n = 0; return (name) => `${name}${process.pid}.${n++}`; })();

// Somebody new, signed in, whose desk speaks that language.
const arrives = (page, site, language) => setUp(page, inviteLink(site, 'editor', numbered('At rest ')), { signIn: numbered('rest'), language });

async function publish(page) {
  await page.waitForSelector('.story-body');
  await page.click('#publish button:visible >> nth=-1');
  await page.waitForURL(/said=published/);
}

async function ownHouse(site, settings) {
  const folder = path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'rest-')), 'agency');
  return serveFresh({ folder, database: site.database, settings });
}

// A hub that refuses whatever it is told, until it is mended. `heard` are the feeds that it was told of.
async function hub() {
  let status = 503;
  const heard = [];
  const server = createServer(async (asked, answer) => {
    let form = '';
    for await (const part of asked) form += part;
    heard.push(new URLSearchParams(form).get('hub.url'));
    answer.writeHead(status).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, heard, mend: () => { status = 204; }, stop: () => server.close() };
}

// Chooses something in a field of the side panel, as a hand does.
async function pick(page, label, name) {
  await page.getByRole('combobox', { name: label, exact: true }).fill(name);
  await page.keyboard.press('Enter');
}

// Adds a name by the form of its page; answers its id.
async function addName(page, site, kind, names) {
  await page.goto(`${deskOf(site)}/desk/names/${kind}`);
  for (const [language, name] of Object.entries(names)) await page.fill(`#name-${language}`, name);
  await page.click(`main form.limited[action$="/${kind}"] button`);
  const id = await page.locator('tbody tr', { hasText: Object.values(names)[0] }).getAttribute('id');
  return id;
}

for (const [engine, site] of Object.entries(sites)) {
  test(`a delivery that nobody takes is given up, says why, is tried again and is done: ${engine}`, async () => {
    const other = await hub();
    const house = await ownHouse(site, { VESTKA_WIRE_WEBSUB_HUB: other.address, VESTKA_WIRE_PRIVATE_HOSTS: '127.0.0.1' });
    try {
      await withPage(browser, screen, async (page) => {
        await arrives(page, house, 'ru');
        await openStory(page, house);
        await write(page, 'Told to a hub', 'Words.');
        await publish(page);
        const lines = page.locator('main tbody tr', { hasText: 'Сообщить WebSub-хабу об изменениях в лентах' });
        const stand = (words) => until(`deliveries stand as '${words}'`, async () => {
          await page.goto(`${deskOf(house)}/desk/deliveries`);
          const marks = await lines.locator('.mark').allTextContents();
          return marks.length > 0 && marks.every((mark) => mark === words);
        });
        await stand('Будет повторено');
        assert.match(await lines.first().textContent(), /127\.0\.0\.1 отвечает с кодом 503/, 'the page says why');
        // Others are tried for a day: nearly all of it is over at once here, the last tries are made.
        const tried = 'case when attempts < 288 then 288 else attempts end';
        await until('given up', async () => {
          sql(house, `update job set due_at = 0, attempts = ${tried} where kind = 'call-websub' and state = 'waiting' and taken = 0`);
          return sql(house, "select count(*) from job where kind = 'call-websub' and state <> 'dead'") === '0';
        });
        await stand('Попытки прекращены');
        assert.match(await page.textContent('main'), /Эти больше никто не пытается выполнить[\s\S]*127\.0\.0\.1 отвечает с кодом 503/);
        for (const words of await lines.allTextContents()) assert.match(words, /296 попыток/);
        assert.ok(other.heard.length >= 8, `the hub was asked ${other.heard.length} times`);

        other.mend();
        other.heard.length = 0;
        const again = page.getByRole('button', { name: 'Попробовать снова' });
        for (let left = await again.count(); left > 0; left--) {
          await again.first().click();
          await page.waitForURL(/\/desk\/deliveries\?/);
          await page.goto(`${deskOf(house)}/desk/deliveries?state=dead`);
          assert.equal(await again.count(), left - 1);
        }
        await stand('Сделано');
        assert.doesNotMatch(await page.textContent('main'), /503|Эти больше никто/);
        assert.ok(other.heard.some((feed) => feed.endsWith('/en/feed/rss.xml')), `the hub heard of ${other.heard}`);
      });
    } finally {
      await house.stop();
      other.stop();
    }
  });

  test(`two topics become one: stories are under the one that stays, the old address leads on: ${engine}`, () => withPage(browser, screen, async (page) => {
    await arrives(page, site, 'be');
    const mark = numbered('').replace('.', '-');
    const goes = await addName(page, site, 'topics', { en: `Rivers ${mark}`, be: `Рэкі ${mark}` });
    const stays = await addName(page, site, 'topics', { en: `Waters ${mark}`, be: `Воды ${mark}` });
    const stories = [];
    for (const [headline, topic] of [[`On a river ${mark}`, `Рэкі ${mark}`], [`On the water ${mark}`, `Воды ${mark}`]]) {
      stories.push(await openStory(page, site));
      await write(page, headline, 'Words.');
      await pick(page, 'Тэмы', topic);
      await isSaved(page, topic.startsWith('Рэкі') ? goes : stays);
      await publish(page);
    }
    // Beside the list stand the latest stories of all topics.
    const listed = async (id) => (await (await readers(site, `/en/topic/${id}`)).text()).split('</main>')[0].match(/On (a river|the water) [\d-]+/g) ?? [];
    assert.deepEqual([...new Set(await listed(goes))], [`On a river ${mark}`]);

    await page.goto(`${deskOf(site)}/desk/names/topics/${goes}`);
    await page.getByLabel('Назва іншай тэмы').fill(`Рэкі ${mark}`);
    await page.click('button.danger');
    assert.match(await page.locator('[role=alert]').last().textContent(), /Тэму нельга зліць з самой сабой/);
    await page.getByLabel('Назва іншай тэмы').fill(`Воды ${mark}`);
    await page.click('button.danger');
    await page.waitForURL(`**/desk/names/topics/${stays}`);
    assert.equal(await page.locator('.uses a', { hasText: mark }).count(), 2, 'the desk counts both');

    for (const language of ['en', 'be']) {
      const old = await readers(site, `/${language}/topic/${goes}`);
      assert.equal(old.status, 301);
      assert.equal(new URL(old.headers.get('location'), site.address).pathname, `/${language}/topic/${stays}`);
    }
    await until('both stories under the topic that stays', async () => new Set(await listed(stays)).size === 2);
    const slug = `on-a-river-${mark}`;
    const story = await (await readers(site, `/en/story/${slug}`)).text();
    assert.ok(story.includes(`/en/topic/${stays}`) && !story.includes(`/en/topic/${goes}`), 'its own page names the other');
    // Whoever writes on sees the topic that stays, and is offered the other no more.
    await goToStory(page, stories[0]);
    assert.match(await page.locator('.picks', { hasText: 'Тэмы' }).locator('.chosen').textContent(), new RegExp(`Воды ${mark}`));
    await page.goto(`${deskOf(site)}/desk/names/topics/${goes}`);
    assert.equal(new URL(page.url()).pathname, `/desk/names/topics/${stays}`);
  }));

  test(`a story gets another address after publication, and the old one leads there for good: ${engine}`, () => withPage(browser, screen, async (page) => {
    await arrives(page, site, 'ru');
    const mark = numbered('').replace('.', '-');
    await openStory(page, site);
    await write(page, `Taken already ${mark}`, 'Words.');
    await publish(page);
    const address = await openStory(page, site);
    await write(page, `Misspelt ferri ${mark}`, 'Words.');
    await publish(page);
    const rename = async (slug) => {
      await goToStory(page, address);
      await page.locator('details.part', { hasText: 'Адрес' }).locator('summary').last().click();
      await page.getByLabel('Конец адреса').fill(slug);
      await page.getByRole('button', { name: 'Изменить адрес' }).click();
    };
    await rename(`taken-already-${mark}`);
    await page.locator('[role=alert]', { hasText: 'Этот адрес у другого материала. Выберите другой.' }).waitFor();
    assert.equal((await readers(site, `/en/story/misspelt-ferri-${mark}`)).status, 200);
    // What is typed is made into an address: nobody has to know the rules.
    await rename(`A Ferry ${mark}`);
    await page.locator('.notices', { hasText: 'Адрес изменён.' }).waitFor();
    assert.equal(await page.getByLabel('Конец адреса').inputValue(), `a-ferry-${mark}`);
    const old = await readers(site, `/en/story/misspelt-ferri-${mark}`);
    assert.equal(old.status, 301);
    assert.equal(new URL(old.headers.get('location'), site.address).pathname, `/en/story/a-ferry-${mark}`);
    const now = await (await readers(site, `/en/story/a-ferry-${mark}`)).text();
    assert.match(now, new RegExp(`rel="canonical" href="[^"]*/en/story/a-ferry-${mark}"`));
    await until('the front page leads to the new address', async () => (await (await readers(site, '/en/')).text()).includes(`/en/story/a-ferry-${mark}"`));
    await goToStory(page, address);
    assert.match(await page.getAttribute('.story-head a[target=_blank]', 'href'), new RegExp(`/en/story/a-ferry-${mark}$`));
  }));

  test(`readers find sections in the editors' order, a story's own in its editor's: ${engine}`, async () => {
    const house = await ownHouse(site);
    try {
      await withPage(browser, screen, async (page) => {
        await arrives(page, house, 'be');
        for (const [en, be] of [['Economy', 'Эканоміка'], ['Culture', 'Культура'], ['Sport', 'Спорт']]) await addName(page, house, 'sections', { en, be });
        const menu = async (language) => [...(await (await readers(house, `/${language}/`)).text()).match(/<nav class="sections"[\s\S]*?<\/nav>/)[0].matchAll(/section\/(\w+)"/g)].map(([, id]) => id);
        assert.deepEqual(await menu('en'), ['economy', 'culture', 'sport']);
        await page.goto(`${deskOf(house)}/desk/names/sections`);
        await page.getByRole('button', { name: 'Перасунуць вышэй: Спорт' }).click();
        await page.waitForURL(/#sport$/);
        await page.getByRole('button', { name: 'Перасунуць ніжэй: Эканоміка' }).click();
        await page.waitForURL(/#economy$/);
        const wanted = ['sport', 'economy', 'culture'];
        assert.deepEqual(await page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.id)), wanted);
        for (const language of ['en', 'be', 'ru']) await until(`the menu in ${language}`, async () => String(await menu(language)) === String(wanted));

        await openStory(page, house);
        await write(page, 'In three sections', 'Words.');
        for (const name of ['Эканоміка', 'Культура', 'Спорт']) await pick(page, 'Рубрыкі', name);
        await page.getByRole('button', { name: 'Перасунуць вышэй: Культура' }).click();
        await page.getByRole('button', { name: 'Перасунуць ніжэй: Эканоміка' }).click();
        await isSaved(page, '["culture","sport","economy"]');
        await publish(page);
        const kicker = (await (await readers(house, '/en/story/in-three-sections')).text()).match(/<p class="kicker">.*?<\/p>/s)[0];
        assert.deepEqual([...kicker.matchAll(/>(\w+)<\/a>/g)].map(([, name]) => name), ['Culture', 'Sport', 'Economy']);
      });
    } finally {
      await house.stop();
    }
  });

  test(`an invitation that was used or is older than a day is refused in words: ${engine}`, async () => {
    const invite = inviteLink(site, 'reporter', numbered('Invited '));
    await withPage(browser, { ...screen, locale: 'be-BY' }, async (late) => {
      // Two have the same link, and the slower one is at the last step already.
      const slower = numbered('slower');
      await late.goto(invite);
      await late.fill('#sign_in', slower);
      await late.click('button[value=password]');
      const secret = await late.textContent('.secret');
      await withPage(browser, screen, (first) => setUp(first, invite, { signIn: numbered('faster') }));
      await late.fill('#password', password);
      await late.fill('#code', codeOf(secret));
      const [answer] = await Promise.all([late.waitForResponse((one) => one.request().method() === 'POST'), late.click('main form button')]);
      assert.equal(answer.status(), 422);
      assert.match(await late.textContent('main'), /Гэтае запрашэнне ўжо выкарыстанае, адкліканае або старэйшае за суткі/);
      assert.throws(() => signInLink(site, slower), 'nobody came in by it twice');
      assert.equal((await late.goto(invite)).status(), 422);
    });
    const name = numbered('Invited yesterday ');
    const old = inviteLink(site, 'reporter', name);
    await withPage(browser, { ...screen, locale: 'ru-RU' }, async (page) => {
      assert.equal((await page.goto(old)).status(), 200);
      assert.equal(await page.inputValue('#name'), name);
      // A day passes.
      sql(site, `update invite set made_at = made_at - 86400000, expires_at = expires_at - 86400000 where name = '${name}'`);
      await page.fill('#sign_in', numbered('late'));
      const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.click('button[value=password]')]);
      assert.equal(answer.status(), 422);
      assert.match(await page.textContent('main'), /Это приглашение уже использовано, отозвано или старше суток/);
      assert.equal((await page.goto(old)).status(), 422);
    });
  });

  test(`who guesses a password is made to wait, nobody else is, and the owner not for ever: ${engine}`, () => withPage(browser, { ...screen, locale: 'be-BY' }, async (page) => {
    const [owner, other] = [numbered('guessed'), numbered('bystander')];
    const come = (name, role) => withPage(browser, screen, async (own) => {
      const { secret } = await setUp(own, inviteLink(site, role, name), { signIn: name });
      await own.click('main form button');
      return { secret, recovery: await own.textContent('.codes li') };
    });
    const [keys, others] = [await come(owner, 'reporter'), await come(other, 'reporter')];
    const tries = async (name, words, code) => {
      await page.goto(`${deskOf(site)}/desk/sign-in`);
      await page.fill('#name', name);
      await page.fill('#password', words);
      await page.fill('#code', code);
      const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.click('main section form button')]);
      return answer.status();
    };
    const said = [];
    while (said.at(-1) !== 429 && said.length < 20) said.push(await tries(owner, `not ${password}`, '123456'));
    assert.ok(said.length > 5, `people mistype: ${said}`);
    assert.deepEqual(said, [...said.slice(1).map(() => 422), 429]);
    assert.match(await page.textContent('section [role=alert]'), /Зашмат спробаў\. Пачакайце \d+ секунд/);
    assert.equal(await page.inputValue('#name'), owner, 'what was typed stays');
    assert.equal(await page.inputValue('#password'), '');
    const leave = async () => {
      await page.click('.me button');
      await page.waitForURL('**/desk/sign-in');
    };
    assert.equal(await tries(other, password, codeOf(others.secret, 1)), 303, 'another account is let in');
    await leave();
    // A recovery code opens meanwhile, and the password does when the pause is over.
    await page.click('summary');
    await page.fill('#recovery-name', owner);
    await page.fill('#recovery-code', keys.recovery);
    await page.click('details form button');
    await page.waitForURL('**/desk/me?told=recovered');
    await leave();
    await until('the owner is let in', async () => (await tries(owner, password, codeOf(keys.secret, 1))) === 303);
  }));
}
