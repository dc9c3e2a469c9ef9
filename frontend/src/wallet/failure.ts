// What went wrong, as the name of a sentence of the page.
import { KeyRefused } from './keys';
import { LineError } from './line';
import { BlindError, CodeError, DirectoryError, WordsError } from './protocol/index';
import type { Views } from './view';

export function sayFailure(views: Views, failure: unknown): void {
  if (failure instanceof WordsError) return views.say(`words-${failure.which}`, { ...failure.values });
  if (failure instanceof CodeError) return views.say(`code-${failure.which}`, { ...failure.values });
  if (failure instanceof LineError) return views.say(`draw-${failure.which}`);
  if (failure instanceof KeyRefused) return views.say(`key-${failure.which}`);
  if (failure instanceof DirectoryError || failure instanceof BlindError) return views.say('key-wrong');
  views.say('failed');
}
