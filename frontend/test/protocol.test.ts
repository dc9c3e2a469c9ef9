// The wallet's protocol against the RFCs' vectors, the crate's own, and what must be refused.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as protocol from '../src/wallet/protocol/index';
import { fromHex } from '../src/wallet/protocol/key';
import { bytesOf, inverseOf, number } from '../src/wallet/protocol/number';

const { hex, utf8 } = protocol;
const data = join(process.env.FRONTEND ?? '.', '../crates/passes/tests/data');
const json = <T>(name: string) => JSON.parse(readFileSync(join(data, name), 'utf8')) as T;

interface Rfc9474 {
  key: { n: string };
  vectors: { name: string; msg: string; msg_prefix: string; sLen: number; salt: string; inv: string; blinded_msg: string; blind_sig: string; sig: string }[];
}
type Rfc9578 = { source: string; vectors: Record<'pkS' | 'token_challenge' | 'nonce' | 'blind' | 'salt' | 'token_request' | 'token_response' | 'token', string>[] }[];

test('RFC 9474, appendix A: blind and finalize in all four variants', async () => {
  const { key, vectors } = json<Rfc9474>('rfc9474.json');
  const n = number(fromHex(key.n));
  assert.equal(vectors.length, 4);
  for (const vector of vectors) {
    const message = fromHex(vector.msg_prefix + vector.msg);
    const inv = number(fromHex(vector.inv));
    const blinded = await protocol.blind(n, message, fromHex(vector.salt), inverseOf(inv, n) ?? 0n);
    assert.equal(hex(blinded.blinded_msg), vector.blinded_msg, vector.name);
    assert.equal(blinded.inv, inv);
    assert.equal(hex(await protocol.finalize(n, message, fromHex(vector.blind_sig), inv, vector.sLen)), vector.sig, vector.name);
    const other = bytesOf(number(fromHex(vector.blind_sig)) ^ 1n, 512);
    await assert.rejects(protocol.finalize(n, message, other, inv, vector.sLen), /invalid signature/);
  }
});

const sets = json<Rfc9578>('rfc9578.json');

test('RFC 9578, token type 0x0002: requests and tokens of three implementations', async () => {
  let seen = 0;
  for (const vector of sets.flatMap(set => set.vectors)) {
    const key = await protocol.publicKey(fromHex(vector.pkS));
    assert(key);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', fromHex(vector.token_challenge)));
    const secrets = { nonce: fromHex(vector.nonce), salt: fromHex(vector.salt), blind: fromHex(vector.blind) };
    const { bytes, pending } = await protocol.request(key, digest, secrets);
    assert.equal(hex(bytes), vector.token_request);
    const token = await protocol.token(key, pending, fromHex(vector.token_response));
    assert.equal(hex(token), vector.token);
    assert(await protocol.isValid(key, digest, token));
    seen += 1;
  }
  assert(seen >= 10, `${seen} vectors`);
});

test('a pass with a turned bit is not valid, nor is another key or challenge', async () => {
  const vector = sets[0]?.vectors[0];
  assert(vector);
  const key = await protocol.publicKey(fromHex(vector.pkS));
  assert(key);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', fromHex(vector.token_challenge)));
  const token = fromHex(vector.token);
  for (let bit = 0; bit < 8 * token.length; bit += 37) {
    const turned = token.slice();
    turned[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(await protocol.isValid(key, digest, turned), false, `bit ${bit}`);
  }
  assert.equal(await protocol.isValid(key, digest.map(byte => byte ^ 1), token), false);
});

test('keys: one form, 2,048 bits, exponent 65537', async () => {
  const spki = fromHex(sets[0]?.vectors[0]?.pkS ?? '');
  for (const [place, byte] of [[0, 0x31], [20, 0], [80, 1], [81, 0x7f], [336, 0], [341, 3]] as const) {
    const other = spki.slice();
    other[place] = byte;
    assert.equal(await protocol.publicKey(other), null, `byte ${place}`);
  }
  assert.equal(await protocol.publicKey(spki.slice(1)), null);
});

test('BIP 39: words of the published vectors, read as people write them', async () => {
  const known: [string, string][] = [
    ['00000000000000000000000000000000', 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'],
    ['7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f', 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
    ['80808080808080808080808080808080', 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above'],
    ['ffffffffffffffffffffffffffffffff', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong'],
  ];
  for (const [entropy, words] of known) {
    assert.equal(await protocol.wordsOf(fromHex(entropy)), words);
    assert.equal(await protocol.readWords(`\n ${words.toUpperCase().replaceAll(' ', ' ,\u00a0')}. `), words);
  }
  const seed = await protocol.seedOf(known[0]?.[1] ?? '');
  assert.match(hex(seed), /^5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1/, 'no passphrase');
});

test('words that are no wallet: what is wrong is said', async () => {
  const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
  const why = (text: string) => protocol.readWords(text).then(() => null, (error: protocol.WordsError) => [error.which, error.values]);
  assert.deepEqual(await why('legal winner'), ['count', { given: 2 }]);
  assert.deepEqual(await why(''), ['count', { given: 0 }]);
  assert.deepEqual(await why(words.replace('year', 'yeer')), ['unknown', { place: 4 }]);
  assert.deepEqual(await why(words.replace('winner thank year', 'thank winner year')), ['checksum', {}]);
});

test('secrets follow from seed, epoch, key and index as the crate derives them', async () => {
  const derived = readFileSync(join(data, 'derived.hex'), 'utf8').trim();
  const seed = await protocol.seedOf(await protocol.wordsOf(new Uint8Array(16)));
  const { nonce, salt, blind } = await protocol.secretsOf(seed, '2026-11', new Uint8Array(32).fill(7), 3);
  assert.equal([nonce, salt, blind].map(hex).join(''), derived);
});

test('a code is read as people type it; what is wrong is said', () => {
  const why = (text: string) => {
    try {
      return protocol.readCode(text);
    } catch (error) {
      return [(error as protocol.CodeError).which, (error as protocol.CodeError).values];
    }
  };
  const good = '0000-0000-0000-0000-0000-0000-0000';
  assert.equal(why('oooо-ООоо 00000000 \u2013 0000\u200b00000000'), good, 'O and Cyrillic о');
  assert.deepEqual(why(''), ['empty', {}]);
  assert.deepEqual(why(' - '), ['empty', {}]);
  assert.deepEqual(why('00!0'), ['sign', { place: 3 }]);
  assert.deepEqual(why('0000ß'), ['sign', { place: 5 }]);
  assert.deepEqual(why('0000-0000'), ['length', { given: 8 }]);
  assert.deepEqual(why(good.replace(/0$/, '1')), ['checksum', {}]);
});

test('the calendar: months and weeks in UTC', () => {
  const at = (text: string) => Date.parse(text);
  const year = protocol.drawableAt(at('2026-11-30T23:59:59.999Z'));
  assert.deepEqual([year.length, year[0], year[1], year[2], year[12]], [13, '2026-11', '2026-12', '2027-01', '2027-11'], 'a year ahead');
  assert.equal(protocol.drawableAt(at('2026-12-01T00:00:00Z'))[0], '2026-12');
  assert.deepEqual(protocol.acceptedAt(at('2026-12-03T23:59:59.999Z')), ['2026-12', '2026-11']);
  assert.deepEqual(protocol.acceptedAt(at('2027-01-04T00:00:00Z')), ['2027-01']);
  assert.equal(protocol.weekAt('2026-11', at('2026-10-31T23:59:59Z')), null);
  assert.equal(protocol.weekAt('2026-11', at('2026-11-07T23:59:59Z')), 1);
  assert.equal(protocol.weekAt('2026-11', at('2026-11-08T00:00:00Z')), 2);
  assert.equal(protocol.weekAt('2026-11', at('2026-12-03T23:59:59Z')), 5);
  assert.equal(protocol.weekAt('2026-11', at('2026-12-04T00:00:00Z')), null);
  assert.equal(protocol.weekEnds('2026-02', 4), at('2026-03-01T00:00:00Z'));
  assert.equal(protocol.weekEnds('2026-02', 5), at('2026-03-04T00:00:00Z'));
});

const written = (keys: unknown[]) => JSON.stringify({ 'issuer-request-uri': '/plus/draw', 'token-keys': keys });
const spki = (set: number, vector = 0) => protocol.base64url(fromHex(sets[set]?.vectors[vector]?.pkS ?? ''));
const listed = (key: string, epoch: string) => ({ 'token-type': 2, 'token-key': key, 'not-before': Date.parse(`${epoch}-01T00:00:00Z`) / 1000 });

test('the directory is read strictly: one key an epoch, told apart by requests', async () => {
  const why = (text: string) => protocol.readDirectory(text).then(keys => [...keys.keys()], (error: protocol.DirectoryError) => error.which);
  const [first, second] = [...new Set(sets.flatMap((set, at) => set.vectors.map((_, vector) => spki(at, vector))))];
  assert(first && second);
  assert.deepEqual(await why(written([listed(second, '2026-12'), listed(first, '2026-11'), { 'token-type': 1, 'token-key': 'x' }])), ['2026-11', '2026-12']);
  assert.equal(await why(written([listed(first, '2026-11'), listed(second, '2026-11')])), 'twice');
  assert.equal(await why(written([listed(first, '2026-11'), listed(first, '2026-12')])), 'collision');
  assert.equal(await why(written([{ ...listed(first, '2026-11'), 'not-before': 1 }])), 'key');
  assert.equal(await why(written([{ ...listed(first, '2026-11'), 'not-before': undefined }])), 'key');
  assert.equal(await why(written([listed(`${first.slice(0, -1)}!`, '2026-11')])), 'key');
  assert.equal(await why(written([{ ...listed(first, '2026-11'), 'not-before': 1e300 }])), 'key');
  for (const text of ['', 'null', '[]', '{}', '{"issuer-request-uri":"","token-keys":[null]}', ' '.repeat(70_000)]) assert.equal(await why(text), 'form', text.slice(0, 40));
});

test('a pass is read from what was pasted', () => {
  const token = fromHex(sets[0]?.vectors[0]?.token ?? '');
  const text = protocol.passText(token);
  assert.equal(text.length, 478);
  assert.deepEqual(protocol.readPass(` ${text.replace(/.{40}/g, '$&\n')}\u200b`), token);
  for (const wrong of ['', 'plus1.', text.slice(0, -1), `${text}A`, text.replace('plus1', 'plus2'), text.replace(/.$/, '!')]) assert.equal(protocol.readPass(wrong), null);
  assert.equal(utf8(text).length, 478);
});
