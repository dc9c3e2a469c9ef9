// The wallet's rules: what it draws, which keys it takes, which pass it hands in, what it keeps.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { choices, spare, waitsUntil } from '../src/wallet/choose';
import { trusted, type KeyRefused } from '../src/wallet/keys';
import { drawableAt, type PublicKey } from '../src/wallet/protocol/index';
import { change, forget, fresh, load, save, tidy, type State, type Store } from '../src/wallet/state';

const at = (text: string) => Date.parse(text);
const ISSUER = 'plus.kropka.example';
const ten = () => Array.from({ length: 10 }, (_, index) => `plus1.${index}`);

/** A wallet with November's passes. */
function wallet(changed: Partial<State> = {}): State {
  return { ...fresh(ISSUER, 0), months: { '2026-11': { passes: ten() } }, ...changed };
}

function shelf(): Store & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { kept, getItem: name => kept.get(name) ?? null, setItem: (name, text) => void kept.set(name, text), removeItem: name => void kept.delete(name) };
}

test('this month and a year ahead are drawn', () => {
  const epochs = drawableAt(at('2026-11-30T23:59:59Z'));
  assert.deepEqual([epochs.length, epochs[0], epochs[2], epochs[12]], [13, '2026-11', '2027-01', '2027-11']);
});

test('a key that is not listed, or not the one that was seen, is refused', () => {
  const key = (byte: number) => ({ n: 0n, spki: new Uint8Array(0), id: new Uint8Array(32).fill(byte) }) as PublicKey;
  const listed = (november: number, december: number) => new Map([['2026-11', key(november)], ['2026-12', key(december)]]);
  const why = (state: State, directory: Map<string, PublicKey>, epoch: string, issuer = ISSUER) => {
    try {
      return trusted(state, issuer, directory, epoch).id[0];
    } catch (failure) {
      return (failure as KeyRefused).which;
    }
  };
  const state = wallet();
  assert.equal(why(state, listed(1, 2), '2027-01'), 'unlisted');
  assert.deepEqual(state.keys, {}, 'nothing is learnt from a refusal');
  assert.equal(why(state, listed(1, 2), '2026-11'), 1);
  assert.equal(why(state, listed(1, 3), '2026-11'), 'changed', 'also of a month that is not drawn now');
  assert.equal(why(state, listed(4, 2), '2026-11'), 'changed');
  assert.equal(why(state, listed(1, 2), '2026-12'), 2);
  assert.equal(why(state, listed(1, 2), '2026-12', 'plus.other.example'), 'changed', 'another issuer');
});

test('each week has its passes, one for each of two devices; then what is left of earlier weeks, then the last', () => {
  const order = (slot: 0 | 1, now: string, used: number[] = []) => {
    const passes = ten().map((text, index) => (used.includes(index) ? null : text));
    return choices({ ...fresh(ISSUER, slot), months: { '2026-11': { passes } } }, at(now)).map(choice => choice.index);
  };
  assert.deepEqual(order(0, '2026-11-01T00:00:00Z'), [0, 1, 9, 8, 7, 6, 5, 4, 3, 2]);
  assert.deepEqual(order(1, '2026-11-15T00:00:00Z'), [5, 4, 3, 2, 1, 0, 9, 8, 7, 6]);
  assert.deepEqual(order(0, '2026-12-02T00:00:00Z'), [8, 9, 7, 6, 5, 4, 3, 2, 1, 0], 'through the third day');
  assert.deepEqual(order(0, '2026-12-04T00:00:00Z'), []);
  assert.deepEqual(order(0, '2026-11-15T00:00:00Z', [4, 5, 3]).slice(0, 2), [2, 1]);
});

test('this month comes before the last; a wallet that waits hands nothing in', () => {
  const state = wallet({ months: { '2026-11': { passes: ten() }, '2026-12': { passes: ten(), from: at('2026-12-02T00:00:00Z') } } });
  assert.equal(choices(state, at('2026-12-02T00:00:00Z'))[0]?.epoch, '2026-12');
  assert.equal(choices(state, at('2026-12-01T00:00:00Z'))[0]?.epoch, '2026-11');
  assert.equal(waitsUntil(state, at('2026-12-01T00:00:00Z')), null);
  delete state.months['2026-11'];
  assert.equal(waitsUntil(state, at('2026-12-01T00:00:00Z')), at('2026-12-02T00:00:00Z'));
  assert.equal(waitsUntil(state, at('2026-12-02T00:00:00Z')), null);
});

test('a pass for another device is the one that is meant for it', () => {
  const state = wallet({ months: { '2026-11': { passes: ten() } } });
  assert.equal(spare(state, '2026-11', at('2026-11-08T00:00:00Z')), 3);
  state.months['2026-11']!.passes = ten().map(() => null);
  assert.equal(spare(state, '2026-11', at('2026-11-08T00:00:00Z')), null);
});

test('what is kept is read again; what is over, or not understood, is not', () => {
  const store = shelf();
  assert.equal(load(store), null);
  assert(save(store, wallet({ months: { '2026-10': { passes: ten() }, '2026-11': { passes: ten() } }, keys: { '2026-10': 'aa' } })));
  change(store, state => tidy(state, at('2026-11-04T00:00:00Z')));
  assert.deepEqual(Object.keys(load(store)?.months ?? {}), ['2026-11']);
  assert.deepEqual(load(store)?.keys, {});
  forget(store);
  assert.equal(store.kept.size, 0);
  change(store, () => assert.fail('there is nothing to change'));
  for (const text of ['', '{', '[]', 'null', '{"version":2}']) {
    store.setItem('vestka-plus', text);
    assert.equal(load(store), null, text);
  }
});

test('a browser that keeps nothing is told apart from one that does', () => {
  const full: Store = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); }, removeItem: () => undefined };
  assert.equal(save(full, wallet()), false);
  assert.equal(save(null, wallet()), false);
  assert.equal(load(null), null);
});
