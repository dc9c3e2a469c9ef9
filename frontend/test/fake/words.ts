// Short ways to write bodies in tests.
import type { Document, Node } from '../../src/story/types';

export const text = (words: string, ...marks: Node[]): Node => (marks.length ? { type: 'text', marks, text: words } : { type: 'text', text: words });
export const p = (...content: (string | Node)[]): Node => {
  const inside = content.filter(part => part !== '').map(part => (typeof part === 'string' ? text(part) : part));
  return inside.length ? { type: 'paragraph', content: inside } : { type: 'paragraph' };
};
export const doc = (...content: Node[]): Node => (content.length ? { type: 'doc', content } : { type: 'doc' });
export const plus = (...content: Node[]): Node => ({ type: 'plus', content });
export const heading = (level: number, words: string): Node => ({ type: 'heading', attrs: { level }, content: [text(words)] });
export const item = (...content: Node[]): Node => ({ type: 'list_item', content });
export const list = (...items: Node[]): Node => ({ type: 'bullet_list', content: items });
export const bold: Node = { type: 'bold' };
export const italic: Node = { type: 'italic' };
export const link = (address: string): Node => ({ type: 'link', attrs: { address } });
export const story = (headline: string, ...content: Node[]): Document => ({ headline, body: doc(...content) });
