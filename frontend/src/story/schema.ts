// The schema of a story's body, node for node that of crates/content/src/body.rs. What it cannot say does not exist in
// a story, whatever was pasted. `parseDOM` here reads cleaned HTML (see paste/clean.ts) and our own copies.
import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { canonicalBody } from './canonical';
import { linkAddress } from './link';
import type { Node as Json } from './types';

const BLOCK = 'block';
const text = (node: HTMLElement, name: string) => node.getAttribute(name) ?? '';

const nodes: Record<string, NodeSpec> = {
  // Only the top level holds the part for payers; it holds any block but itself.
  doc: { content: `(${BLOCK} | plus)+` },
  paragraph: { group: BLOCK, content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    group: BLOCK,
    content: 'inline*',
    defining: true,
    attrs: { level: { default: 2 } },
    // The headline is level 1; a heading 1 of a pasted page is the first level that a story has inside.
    parseDOM: [1, 2, 3, 4, 5, 6].map(level => ({ tag: `h${level}`, attrs: { level: Math.min(Math.max(level, 2), 4) } })),
    toDOM: node => [`h${node.attrs.level}`, 0],
  },
  quotation: {
    group: BLOCK,
    content: 'paragraph+',
    defining: true,
    attrs: { attribution: { default: '' } },
    parseDOM: [{ tag: 'blockquote', getAttrs: node => ({ attribution: text(node, 'data-attribution') }) }],
    toDOM: node => ['blockquote', { 'data-attribution': node.attrs.attribution }, 0],
  },
  bullet_list: { group: BLOCK, content: 'list_item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: {
    group: BLOCK,
    content: 'list_item+',
    attrs: { start: { default: 1 } },
    parseDOM: [{ tag: 'ol', getAttrs: node => ({ start: startOf(node) }) }],
    toDOM: node => ['ol', node.attrs.start === 1 ? {} : { start: String(node.attrs.start) }, 0],
  },
  list_item: {
    content: '(paragraph | bullet_list | ordered_list)+',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: () => ['li', 0],
  },
  picture: {
    group: BLOCK,
    attrs: {
      file: { default: '' },
      alt: { default: '' },
      caption: { default: '' },
      credit: { default: '' },
      // The upload that will give it a file; never leaves the browser (canonical.ts drops it).
      upload: { default: '' },
    },
    draggable: true,
    parseDOM: [{
      tag: 'figure[data-picture]',
      getAttrs: node => ({
        file: text(node, 'data-picture'),
        alt: text(node, 'data-alt'),
        caption: text(node, 'data-caption'),
        credit: text(node, 'data-credit'),
        upload: text(node, 'data-upload'),
      }),
    }],
    toDOM: ({ attrs }) => ['figure', {
      'data-picture': attrs.file,
      'data-alt': attrs.alt,
      'data-caption': attrs.caption,
      'data-credit': attrs.credit,
      'data-upload': attrs.upload,
    }],
  },
  table: { group: BLOCK, content: 'table_row+', isolating: true, parseDOM: [{ tag: 'table' }], toDOM: () => ['table', ['tbody', 0]] },
  table_row: { content: '(table_cell | table_header)+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
  table_cell: { content: 'inline*', isolating: true, parseDOM: [{ tag: 'td' }], toDOM: () => ['td', 0] },
  table_header: { content: 'inline*', isolating: true, parseDOM: [{ tag: 'th' }], toDOM: () => ['th', 0] },
  rule: { group: BLOCK, parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  card: {
    group: BLOCK,
    attrs: { address: {}, title: { default: '' }, description: { default: '' } },
    draggable: true,
    parseDOM: [{
      tag: 'aside[data-card]',
      getAttrs: node => {
        const address = linkAddress(text(node, 'data-card'));
        return address !== null && { address, title: text(node, 'data-title'), description: text(node, 'data-description') };
      },
    }],
    toDOM: ({ attrs }) => ['aside', { 'data-card': attrs.address, 'data-title': attrs.title, 'data-description': attrs.description }],
  },
  plus: {
    content: `${BLOCK}+`,
    defining: true,
    parseDOM: [{ tag: 'section[data-plus]' }],
    toDOM: () => ['section', { 'data-plus': '' }, 0],
  },
  hard_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
  text: { group: 'inline' },
};

// In the order in which the canonical form writes them: outermost first.
const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { address: {} },
    inclusive: false,
    parseDOM: [{
      tag: 'a[href]',
      getAttrs: node => {
        const address = linkAddress(text(node, 'href'));
        return address !== null && { address };
      },
    }],
    toDOM: mark => ['a', { href: mark.attrs.address, rel: 'noreferrer' }, 0],
  },
  language: {
    attrs: { tag: {} },
    parseDOM: [{ tag: 'span[data-language]', getAttrs: node => ({ tag: text(node, 'data-language') }) }],
    toDOM: mark => ['span', { lang: mark.attrs.tag, 'data-language': mark.attrs.tag }, 0],
  },
  bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }, { tag: 'cite' }], toDOM: () => ['em', 0] },
};

export const schema = new Schema({ nodes, marks });

function startOf(list: HTMLElement): number {
  const start = Number.parseInt(list.getAttribute('start') ?? '1', 10);
  return start >= 0 && start <= 1_000_000 ? start : 1;
}

/** A body from JSON, in canonical form first: the canonical form is always valid here. An empty body is one empty line. */
export function bodyFrom(json: Json) {
  const canonical = canonicalBody(json);
  const doc = schema.nodeFromJSON(canonical.content ? canonical : { type: 'doc', content: [{ type: 'paragraph' }] });
  doc.check();
  return doc;
}

/** The body as the server keeps it. */
export function bodyJson(doc: { toJSON(): unknown }): Json {
  return canonicalBody(doc.toJSON() as Json);
}
