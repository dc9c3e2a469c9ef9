// Drawing: from words and a code to the passes of an epoch.
import { trusted } from './keys';
import { drawBatch, fetchDirectory, LineError } from './line';
import { finish, passText, prepare, readDirectory, seedOf, challengeDigest, type Epoch } from './protocol/index';
import { dueAhead, laterAhead, neverAhead } from './due';
import { browserStore, change, load, save, type State, type Store } from './state';

/** Draws an epoch's passes into the state, which the caller keeps or does not. */
export async function drawInto(state: State, issuer: string, words: string, code: string, epoch: Epoch): Promise<void> {
  const key = trusted(state, issuer, await readDirectory(await fetchDirectory()), epoch);
  const prepared = await prepare(await seedOf(words), epoch, key, await challengeDigest(issuer));
  const tokens = await finish(key, prepared, await drawBatch(code, prepared.bytes));
  state.months[epoch] = { passes: tokens.map(passText) };
}

/** Whether what is kept draws by itself. */
export const isRemembered = (state: State): state is State & { words: string; code: string } => !!state.words && !!state.code;

/** What `draw.js` loads the wallet for: the coming passes, if they are still due. One window at a time. */
export async function drawAhead(issuer: string, store = browserStore(), now = Date.now(), chance = randomShare): Promise<boolean> {
  return alone(async () => {
    const state = load(store);
    const epoch = state && dueAhead(state, now, chance);
    if (!state || !epoch || !isRemembered(state)) return false;
    return drawInto(state, issuer, state.words, state.code, epoch).then(
      () => taken(store, state, epoch),
      (failure: unknown) => {
        const isLine = failure instanceof LineError && failure.which === 'later';
        change(store, kept => (isLine ? laterAhead(kept, epoch, now, chance) : neverAhead(kept, epoch)));
        return false;
      },
    );
  });
}

/** Adds what was drawn to what is kept, which another page may have changed or forgotten meanwhile. */
function taken(store: Store | null, drawn: State, epoch: Epoch): boolean {
  const kept = load(store);
  const month = drawn.months[epoch];
  if (!kept || !month) return false;
  kept.months[epoch] ??= month;
  Object.assign(kept.keys, drawn.keys);
  return save(store, kept);
}

/** Not in two windows at once, where the browser can see to that. */
export async function alone<T>(run: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request('vestka-plus', run) as Promise<T>) : run();
}

/** From 0 to below 1, by the browser's own dice. */
export function randomShare(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
