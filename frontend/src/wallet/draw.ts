// Drawing: from words and a code to the passes of every month that the code pays for, in one visit. A browser draws only
// while its reader is there, so a draw on another day would tell the till the hour at which somebody reads
// (`drill/passes/month` measures it); this one tells it what it knows already, when somebody paid.
import { KeyRefused, trusted } from './keys';
import { drawBatch, fetchDirectory, LineError } from './line';
import { challengeDigest, drawableAt, finish, passText, prepare, readDirectory, seedOf } from './protocol/index';
import type { State } from './state';

/**
 * Draws what is paid and not drawn yet into the state, which the caller keeps or does not. What ends it early, once this
 * month's passes are there, is answered: they are good without those of later months, which another visit can draw.
 */
export async function drawInto(state: State, issuer: string, words: string, code: string, now: number): Promise<unknown> {
  const [directory, seed, digest] = [await readDirectory(await fetchDirectory()), await seedOf(words), await challengeDigest(issuer)];
  const epochs = drawableAt(now);
  for (const epoch of epochs) {
    if (state.months[epoch]) continue;
    try {
      const key = trusted(state, issuer, directory, epoch);
      const prepared = await prepare(seed, epoch, key, digest);
      const tokens = await finish(key, prepared, await drawBatch(code, prepared.bytes));
      state.months[epoch] = { passes: tokens.map(passText) };
    } catch (failure) {
      if (epoch === epochs[0]) throw failure;
      // Where the code's months or the till's keys end, drawing is done.
      const isDone = (failure instanceof LineError && failure.which === 'unpaid') || (failure instanceof KeyRefused && failure.which === 'unlisted');
      return isDone ? null : failure;
    }
  }
  return null;
}
