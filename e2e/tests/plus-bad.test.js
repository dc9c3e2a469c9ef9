// What comes to the paid tier damaged, forged, spent, too long or from elsewhere: a calm page or a 4xx with a sentence,
// never a cookie, and never a word that tells a spent pass from one that was never signed.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { aPass, makeCode, paidWords, post, weekCookie } from '../plus.js';
import { get, origin, sites, storyPath } from '../site.js';
import { webhookSecret } from '../stripe.js';

const story = storyPath('k002', 'en');
const turned = (text, at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
const wrongBytes = new Uint8Array([0x63, 0x6f, 0x64, 0x65, 0x3d, 0xff, 0xfe, 0x00, 0x26, 0x70, 0x61, 0x73, 0x73, 0x3d, 0xff]);

// A refusal that a reader, or whoever wrote the program, can do something with.
async function refused(answer, statuses, what) {
  const text = await answer.text();
  assert.ok(statuses.includes(answer.status), `${what}: ${answer.status}`);
  const plain = text.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ');
  assert.match(plain, /\p{L}{2,}[^.:!?]+\p{L}{2,}/u, `${what} is told nothing`);
  assert.equal(answer.headers.get('set-cookie'), null, what);
  assert.doesNotMatch(text, /<script>alert|panicked|sqlx|constraint/, what);
  return text;
}

const mean = ['', ' ', '\0', 'x', '<script>alert(1)</script>', '\u202e\u0301', "'; drop table code; --", '%00%ff', '9'.repeat(4000), '😀'.repeat(100)];

for (const [engine, site] of Object.entries(sites)) {
  const options = `on ${engine}`;

  test(`passes that are none ${options}`, async () => {
    const good = aPass(site);
    assert.equal((await post(site, '/enter', { pass: good, to: story })).status, 303);
    const bytes = good.slice(6);
    const passes = [...mean, good, good.slice(0, -1), `${good}A`, good.slice(6), `plus2.${bytes}`, good.toUpperCase()];
    for (let at = 0; at < bytes.length; at += 7) passes.push(`plus1.${turned(bytes, at)}`);
    for (const pass of passes) await refused(await post(site, '/enter', { pass, to: story }), [422], `the pass ${JSON.stringify(pass).slice(0, 60)}`);
    for (const to of ['//elsewhere.example', 'https://elsewhere.example/', '/desk', '\r\nset-cookie: a=b']) {
      const answer = await post(site, '/enter', { pass: aPass(site), to });
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/en/'], to);
    }
  });

  test(`a spent pass and one that was never signed get the same answer ${options}`, async (t) => {
    const spent = aPass(site);
    await post(site, '/enter', { pass: spent, to: story });
    // The signature's last byte: everything before it is right.
    const forged = turned(spent, spent.length - 4);
    const times = { spent: [], forged: [] };
    const texts = {};
    for (let round = 0; round < 60; round++) {
      for (const [what, pass] of Object.entries({ spent, forged })) {
        const began = performance.now();
        const answer = await post(site, '/enter', { pass, to: story });
        const text = await answer.text();
        times[what].push(performance.now() - began);
        texts[what] = [answer.status, text.replaceAll(pass, 'PASS')];
      }
    }
    assert.deepEqual(texts.spent, texts.forged);
    const [a, b] = Object.values(times).map((all) => all.sort((x, y) => x - y)[all.length >> 1]);
    t.diagnostic(`median ${a.toFixed(2)} ms for the spent one, ${b.toFixed(2)} ms for the forged one`);
    assert.ok(Math.abs(a - b) < Math.max(a, b) / 2, `${a} and ${b} ms`);
  });

  test(`codes that are none ${options}`, async () => {
    const code = makeCode(site);
    const codes = [...mean, code.slice(0, -1), `${code}0`, `${code.slice(0, -1)}!`, code.replace(/^./, (first) => (first === '2' ? '3' : '2'))];
    for (const typed of codes) {
      for (const to of ['/en/plus/code', '/be/plus/gift']) await refused(await post(site, to, { code: typed }), [422], `the code ${JSON.stringify(typed).slice(0, 60)}`);
      if (typed.trim()) await refused(await post(site, '/ru/plus/buy', { plan: 'month', provider: 'stripe', code: typed }), [422], `extending ${JSON.stringify(typed).slice(0, 60)}`);
    }
    const sentences = [['', 'No code was entered'], [code.slice(0, -1), 'these are 27'], [`${code.slice(0, -1)}!`, 'Sign number 28'], [codes.at(-1), 'One sign is mistyped']];
    for (const [typed, words] of sentences) assert.match(await (await post(site, '/en/plus/code', { code: typed })).text(), new RegExp(words));
    for (const fields of [{}, { plan: 'none', provider: 'stripe' }, { plan: 'month', provider: 'none' }, { plan: '\0', provider: '\0' }, { plan: 'month', provider: 'btcpay' }]) {
      await refused(await post(site, '/en/plus/buy', fields), [422], `buying ${JSON.stringify(fields)}`);
    }
    await refused(await post(site, '/en/plus/pool/none', { what: 'code' }), [404], 'a pool that is not there');
  });

  test(`batches that are none ${options}`, async () => {
    const code = makeCode(site).replaceAll('-', '');
    const bytes = Buffer.alloc(32 + 10 * 259, 7);
    for (let at = 32; at < bytes.length; at += 259) bytes.writeUInt16BE(2, at);
    const batch = bytes.toString('base64url');
    const bodies = ['', '\n', code, `${code}\n`, `\n${batch}`, `${code}\n${batch.slice(0, -4)}`, `${code}\n${batch}AAAA`, `${code}\n${batch}=`, `${code}\n{}`, '\0'.repeat(3000), new Uint8Array(3000).fill(255)];
    for (const body of bodies) await refused(await fetch(`${site.address}/plus/draw`, { method: 'POST', body }), [400], `the batch ${String(body).slice(0, 60)}`);
    await refused(await fetch(`${site.address}/plus/draw`, { method: 'POST', body: `${code}\n${batch}` }), [410], 'a batch under no key of ours');
    await refused(await fetch(`${site.address}/plus/draw`, { method: 'POST', body: 'A'.repeat(1_000_000) }), [413], 'a batch of a megabyte');
  });

  test(`webhooks that nobody of ours sends ${options}`, async () => {
    const event = JSON.stringify({ type: 'checkout.session.completed', data: { object: { payment_status: 'paid', amount_total: 1, currency: 'eur', metadata: { vestka_purchase: '0'.repeat(32) } } } });
    const signed = (body, at = Math.floor(Date.now() / 1000)) => ({ 'stripe-signature': `t=${at},v1=${createHmac('sha256', webhookSecret).update(`${at}.`).update(body).digest('hex')}` });
    const tell = (body, headers) => fetch(`${site.address}/till/stripe`, { method: 'POST', body, headers });
    for (const headers of [{}, { 'stripe-signature': '' }, { 'stripe-signature': 't=1,v1=' }, { 'stripe-signature': `t=${'9'.repeat(30)},v1=zz` }, signed(`${event} `), signed(event, 1_600_000_000), { 'btcpay-sig': 'sha256=00' }]) {
      await refused(await tell(event, headers), [400, 401, 403], `a webhook with ${JSON.stringify(headers)}`);
    }
    for (const body of ['', 'null', '{', '[]', '{"type":1}', '\0', '{"type":"checkout.session.completed","data":{"object":{"metadata":5}}}']) {
      await refused(await tell(body, signed(body)), [400, 422], `a signed webhook that says ${body}`);
    }
    await refused(await tell('x'.repeat(1_000_000), {}), [413], 'a webhook of a megabyte');
    assert.equal((await tell(event, signed(event))).status, 200, 'one about a purchase that is not on record is heard');
    // No BTCPay Server is set up here.
    await refused(await fetch(`${site.address}/till/btcpay`, { method: 'POST', body: '{}', headers: { 'btcpay-sig': 'sha256=00' } }), [400, 401, 403, 404], 'a webhook of a provider that is switched off');
  });

  test(`cookies that are none get the page that everybody gets ${options}`, async () => {
    const good = await weekCookie(site);
    const [name, value] = good.split('=');
    const full = await get(story, { cookie: good }, site.address);
    assert.ok(full.body.includes(paidWords('k002', 'en')), 'the good one opens');
    const open = await get(story, {}, site.address);
    const cookies = [`${name}=`, name, `=${value}`, `${name}=${value}x`, `${name}=${value.slice(1)}`, `${name}="${value}"`, `${name.toLowerCase()}=${value}`, `${name}= ${value}`,
      `${name}=A; ${good}`, ';;;===', `${name}=${'A'.repeat(6000)}`, `${name}=\u00ff`, ...Array.from(value, (_, at) => `${name}=${turned(value, at)}`)];
    for (const cookie of cookies) {
      const got = await get(story, { cookie }, site.address);
      assert.deepEqual([got.status, got.body], [200, open.body], cookie);
      assert.equal(got.headers.get('set-cookie'), null);
    }
  });
}

test('forms from another site, in another media type, by another method, or too long', async () => {
  for (const path of ['/enter', '/leave', '/en/plus/buy', '/en/plus/code', '/en/plus/gift', '/en/plus/pool/readers']) {
    const site = { address: origin };
    await refused(await post(site, path, { what: 'pass' }, { 'sec-fetch-site': 'cross-site' }), [403], `${path} from elsewhere`);
    await refused(await post(site, path, { what: 'pass' }, { 'sec-fetch-site': '', origin: 'https://elsewhere.example' }), [403], `${path} from elsewhere`);
    await refused(await post(site, path, '{}', { 'content-type': 'application/json' }), [415], `${path} as JSON`);
    await refused(await post(site, path, `pass=${'A'.repeat(9000)}`), [413], `${path} too long`);
    await refused(await fetch(origin + path, { method: 'PUT', body: 'a=b' }), [405, 413], `${path} by PUT`);
    const answer = await post(site, path, wrongBytes);
    assert.ok([303, 404, 422, 429].includes(answer.status) || path.includes('pool'), `${path} with bytes that are no text: ${answer.status}`);
  }
  for (const path of ['/enter', '/leave', '/en/plus/buy', '/plus/draw', '/till/stripe']) await refused(await fetch(origin + path), [404, 405], `${path} by GET`);
});
