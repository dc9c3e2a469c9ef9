// One spelling for what reads the same, as crates/content/src/body/normal.rs and json.rs have it. Two documents say the
// same when their canonical JSON is equal; that is how the editor knows what the server has.
import { linkAddress } from './link';
import type { Document, LeadPicture, Node, Source, Step } from './types';

const MARK_ORDER = ['link', 'language', 'bold', 'italic'];
const URGENCY = 5;

/** Text without the characters that have no place in a story, as `clean_text` has it; half characters are mended. */
export function cleanText(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[\t\n\r\v\f\u2028\u2029]/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\ufeff\ufdd0-\ufdef\ufffe\uffff]/g, '')
    .replace(/[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/g, '');
}

const trimmed = (value: unknown) => (typeof value === 'string' ? cleanText(value).trim() : '');

/** The body in canonical form: always the same text for the same words. */
export function canonicalBody(doc: Node): Node {
  return withContent('doc', blocks(doc.content));
}

function withContent(type: string, content: Node[], attrs?: Record<string, unknown>): Node {
  const node: Node = { type };
  if (attrs && Object.keys(attrs).length) node.attrs = attrs;
  if (content.length) node.content = content;
  return node;
}

function blocks(content: Node[] | undefined): Node[] {
  return (content ?? []).map(block).filter((node): node is Node => node !== null);
}

function block(node: Node): Node | null {
  const attrs = node.attrs ?? {};
  switch (node.type) {
    case 'paragraph':
      return said(node);
    case 'heading':
      return said(node, { level: attrs.level });
    case 'quotation': {
      const paragraphs = (node.content ?? []).map(child => said(child)).filter((child): child is Node => !!child);
      return paragraphs.length ? withContent('quotation', paragraphs, texts(attrs, ['attribution'])) : null;
    }
    case 'bullet_list':
    case 'ordered_list': {
      const items = (node.content ?? []).map(item => withContent('list_item', blocks(item.content)));
      const full = items.filter(item => item.content);
      const start = node.type === 'ordered_list' && (attrs.start ?? 1) !== 1 ? { start: attrs.start } : undefined;
      return full.length ? withContent(node.type, full, start) : null;
    }
    case 'picture':
      // A picture that is still being uploaded has no file yet and is no part of the story.
      return attrs.file ? withContent('picture', [], { file: attrs.file, ...texts(attrs, ['alt', 'caption', 'credit']) }) : null;
    case 'table':
      return table(node);
    case 'rule':
      return { type: 'rule' };
    case 'card': {
      const address = linkAddress(String(attrs.address ?? ''));
      return address === null ? null : withContent('card', [], { address, ...texts(attrs, ['title', 'description']) });
    }
    case 'plus': {
      const inner = blocks(node.content);
      return inner.length ? withContent('plus', inner) : null;
    }
    default:
      return null;
  }
}

/** Text attributes in their order, those that say nothing left out. */
function texts(attrs: Record<string, unknown>, names: string[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name of names) {
    const text = trimmed(attrs[name]);
    if (text) out[name] = text;
  }
  return out;
}

function table(node: Node): Node | null {
  const rows = (node.content ?? [])
    .filter(row => row.content?.length)
    .map(row => withContent('table_row', (row.content ?? []).map(cell => withContent(cell.type, inlines(cell.content)))));
  const speaks = rows.some(row => row.content?.some(cell => hasWords(cell.content ?? [])));
  return speaks ? withContent('table', rows) : null;
}

/** A text block that says something; one of white space and line breaks only says nothing. */
function said(node: Node, attrs?: Record<string, unknown>): Node | null {
  const text = inlines(node.content);
  return hasWords(text) ? withContent(node.type, text, attrs) : null;
}

function hasWords(text: Node[]): boolean {
  return text.some(inline => inline.text !== undefined && inline.text.trim() !== '');
}

function inlines(content: Node[] | undefined): Node[] {
  const out: Node[] = [];
  for (const inline of content ?? []) {
    if (inline.type === 'hard_break') {
      out.push({ type: 'hard_break' });
      continue;
    }
    const text = cleanText(inline.text ?? '');
    if (!text) continue;
    const marks = marksOf(inline.marks);
    const before = out[out.length - 1];
    if (before?.text !== undefined && same(before.marks ?? [], marks)) before.text += text;
    else out.push(marks.length ? { type: 'text', marks, text } : { type: 'text', text });
  }
  return out;
}

function marksOf(marks: Node[] | undefined): Node[] {
  const out: Node[] = [];
  for (const type of MARK_ORDER) {
    const mark = marks?.find(mark => mark.type === type);
    if (!mark) continue;
    if (type === 'link') {
      const address = linkAddress(String(mark.attrs?.address ?? ''));
      if (address !== null) out.push({ type, attrs: { address } });
    } else if (type === 'language') {
      if (mark.attrs?.tag) out.push({ type, attrs: { tag: mark.attrs.tag } });
    } else out.push({ type });
  }
  return out;
}

/** Equal as JSON; both sides must have been written by this file, so that keys stand in the same order. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The whole document in canonical form: what is empty is left out, as the server writes it. */
export function canonicalDocument(given: Document): Document {
  const out: Document = { headline: cleanText(given.headline ?? ''), body: canonicalBody(given.body) };
  const body = out.body;
  const rest: Partial<Document> = {
    deck: cleanText(given.deck ?? ''),
    slugline: cleanText(given.slugline ?? ''),
    place: trimmed(given.place),
    dateline: trimmed(given.dateline),
    bylines: given.bylines ?? [],
    sources: (given.sources ?? []).map(source).filter(source => source.name || source.address),
    sections: given.sections ?? [],
    topics: given.topics ?? [],
    access: (given.access ?? []).map(step),
    picture: given.picture?.file ? leadPicture(given.picture) : null,
    updates: given.updates || null,
  };
  for (const [name, value] of Object.entries(rest)) {
    if (value && (!Array.isArray(value) || value.length)) Object.assign(out, { [name]: value });
  }
  out.urgency = given.urgency || URGENCY;
  // The body stands last, as the server writes it.
  delete (out as Partial<Document>).body;
  out.body = body;
  return out;
}

function source(given: Source): Source {
  const address = (given.address ?? '').trim();
  return { name: cleanText(given.name).trim(), ...(address ? { address } : {}), kind: given.kind };
}

function step(given: Step): Step {
  return given.from !== undefined
    ? { from: given.from, level: given.level }
    : { after_hours: given.after_hours ?? 0, level: given.level };
}

function leadPicture(given: LeadPicture): LeadPicture {
  return {
    file: given.file,
    alt: trimmed(given.alt),
    caption: trimmed(given.caption),
    credit: trimmed(given.credit),
  };
}
