// What the line under the story counts.
import type { Node } from './types';

/** Words as crates/content/src/body/text.rs counts them: captions and cards left out, a dash is no word. */
export function wordsIn(doc: Node): number {
  return linesOf(doc).reduce((sum, line) => sum + wordsOf(line), 0);
}

function wordsOf(text: string): number {
  return text.split(/\s+/u).filter(token => /[\p{L}\p{N}]/u.test(token)).length;
}

export function linesOf(node: Node): string[] {
  if (node.type === 'paragraph' || node.type === 'heading') return [textOf(node)];
  if (node.type === 'table_row') return [(node.content ?? []).map(textOf).join(' ')];
  return (node.content ?? []).flatMap(linesOf);
}

export function textOf(node: Node): string {
  return (node.content ?? []).map(inline => inline.text ?? ' ').join('');
}

/** Words that an adult reads in a minute, silently; Slavic words are longer, and fewer of them pass. */
const PER_MINUTE: Record<string, number> = { en: 230, de: 190, be: 180, ru: 180, uk: 180, pl: 180, lt: 170 };

export function minutesFor(words: number, language: string): number {
  return Math.max(1, Math.round(words / (PER_MINUTE[language.split('-')[0] ?? ''] ?? 200)));
}

/** What a headline should have: search pages and phones cut later, and a shorter one seldom says who did what. */
const HEADLINE: Record<string, [number, number]> = { en: [50, 80] };

export type HeadlineLength = { length: number; least: number; most: number; is: 'empty' | 'short' | 'right' | 'long' };

export function headlineLength(headline: string, language: string): HeadlineLength {
  const length = [...headline.trim()].length;
  const [least, most] = HEADLINE[language.split('-')[0] ?? ''] ?? [50, 90];
  const is = length === 0 ? 'empty' : length < least ? 'short' : length > most ? 'long' : 'right';
  return { length, least, most, is };
}
