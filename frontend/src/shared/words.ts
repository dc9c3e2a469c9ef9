// The desk's words. The page brings them in its own language; where one is missing the English of words.json stands in,
// so that a new key never leaves a hole.
import english from '../../words.json';

export type Word = keyof typeof english;

let spoken: Partial<Record<string, string>> = {};

export function speak(words: Record<string, string> | undefined): void {
  spoken = words ?? {};
}

/** The words of a key, with `%name` put in. */
export function say(key: Word, values: Record<string, string | number> = {}): string {
  const text = spoken[key] ?? english[key];
  return text.replace(/%([a-z]+)/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
