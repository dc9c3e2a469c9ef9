// Pasted HTML made into what the schema reads: from Word, Google Docs, Telegram's web pages and pages anywhere. Looks
// go, structure stays. Nothing is ever fetched: pictures that are only addresses are left out and told of.
import { cleanAddress } from '../story/link';
import { withoutRemarks, wordLists } from './word';

export interface Cleaned {
  html: string;
  /** Pictures that came in with the text; each stands in the HTML as a figure with this upload's number. */
  files: { upload: string; file: Blob; alt: string }[];
  /** How many pictures were only addresses and were left out. */
  leftOut: number;
}

const GONE = 'script,style,meta,link,title,head,template,iframe,object,embed,noscript,svg,math,form,input,button,select,textarea,video,audio,canvas,colgroup,caption';
const BLOCKS = new Set(['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'TABLE', 'FIGURE', 'HR', 'SECTION', 'ARTICLE', 'ASIDE', 'HEADER', 'FOOTER', 'MAIN', 'PRE', 'DL', 'DD', 'DT', 'NAV', 'ADDRESS']);

export function cleanHtml(html: string, freshUpload: () => string): Cleaned {
  const doc = document.implementation.createHTMLDocument('');
  doc.body.innerHTML = inert(withoutConditionals(html));
  const body = doc.body;
  // What this editor copied says everything in its own attributes already.
  if (body.querySelector('[data-pm-slice]')) return { html: body.innerHTML, files: [], leftOut: 0 };
  withoutRemarks(body);
  wordLists(body);
  for (const element of body.querySelectorAll(GONE)) element.remove();
  removeComments(body);
  emphasisFromStyles(body);
  telegramSpoilers(body);
  const pictures = takePictures(body, freshUpload);
  links(body);
  headings(body);
  tables(body);
  layout(body);
  strip(body);
  emptyParagraphs(body);
  return { html: body.innerHTML, ...pictures };
}

/** Word speaks to itself in conditional comments; what an old browser would show in them is not meant for us. */
function withoutConditionals(html: string): string {
  return html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<\/?o:[a-z]+[^>]*>/gi, '')
    .replace(/<\/?(w|m|v|st1):[a-z]+[^>]*>/gi, '');
}

/**
 * Browsers hold even a document that is only read against the page's policy, and tell of each style in it. What would
 * look or run is renamed before anything is parsed; nothing here needs it but to be read.
 */
function inert(html: string): string {
  return html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi, tag => tag.replace(/([\s"'/])style(?=\s*=)/gi, '$1data-style').replace(/([\s"'/])on[a-z]+(?=\s*=)/gi, '$1data-on'));
}

function removeComments(root: Element): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === 8) node.remove();
    else if (node.nodeType === 1) removeComments(node as Element);
  }
}

function styleOf(element: Element): string {
  return (element.getAttribute('data-style') ?? '').toLowerCase().replace(/\s+/g, '');
}

/** Google Docs says bold and italic in styles only, and wraps everything in a `<b>` that is not bold. */
function emphasisFromStyles(body: Element): void {
  for (const element of [...body.querySelectorAll('b,strong,i,em,span,font')]) {
    const style = styleOf(element);
    const isBold = /(^|;)font-weight:(bold|bolder|[6-9]00)/.test(style);
    const isPlain = /(^|;)font-weight:(normal|[1-5]00)/.test(style);
    const isItalic = /(^|;)font-style:(italic|oblique)/.test(style);
    const isUpright = /(^|;)font-style:normal/.test(style);
    const tag = element.tagName;
    if (((tag === 'B' || tag === 'STRONG') && isPlain) || ((tag === 'I' || tag === 'EM') && isUpright)) unwrap(element);
    else if (tag === 'SPAN' || tag === 'FONT') {
      const inHeading = element.closest('h1,h2,h3,h4,h5,h6') !== null;
      if (isBold && !inHeading) wrapInside(element, 'strong');
      if (isItalic) wrapInside(element, 'em');
    }
  }
}

function wrapInside(element: Element, tag: string): void {
  if (!element.textContent?.trim() || element.querySelector([...BLOCKS].join(','))) return;
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Telegram's web pages hide emoji and custom signs in pictures; the sign itself is in `alt`. */
function telegramSpoilers(body: Element): void {
  for (const picture of [...body.querySelectorAll('img.emoji, img.custom-emoji, img[data-emoji], tg-emoji, i.emoji')]) {
    const sign = picture.getAttribute('alt') || picture.textContent || '';
    picture.replaceWith(sign);
  }
}

function takePictures(body: Element, freshUpload: () => string): { files: Cleaned['files']; leftOut: number } {
  const files: Cleaned['files'] = [];
  let leftOut = 0;
  for (const element of [...body.querySelectorAll('img,picture')]) {
    if (!element.isConnected && !body.contains(element)) continue;
    const source = element.getAttribute('src') ?? element.querySelector('img')?.getAttribute('src') ?? '';
    const file = fileOf(source);
    if (!file) {
      // A point of one pixel that counts readers is not missed.
      const isPoint = element.getAttribute('width') === '1' || element.getAttribute('height') === '1';
      if (source && !isPoint) leftOut++;
      element.remove();
      continue;
    }
    const upload = freshUpload();
    const alt = element.getAttribute('alt') ?? '';
    files.push({ upload, file, alt });
    const figure = body.ownerDocument.createElement('figure');
    figure.setAttribute('data-picture', '');
    figure.setAttribute('data-upload', upload);
    figure.setAttribute('data-alt', alt);
    outOfParagraph(element, figure);
  }
  return { files, leftOut };
}

/** The picture as a block after the paragraph that it stood in. */
function outOfParagraph(element: Element, figure: Element): void {
  const paragraph = element.closest('p,h1,h2,h3,h4,h5,h6');
  element.remove();
  if (paragraph) paragraph.after(figure);
  else figure.ownerDocument.body.append(figure);
}

function fileOf(source: string): Blob | null {
  const found = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(source);
  if (!found) return null;
  try {
    const bytes = Uint8Array.from(atob((found[2] ?? '').replace(/\s/g, '')), c => c.charCodeAt(0));
    return new Blob([bytes], { type: found[1] ?? '' });
  } catch {
    return null;
  }
}

function links(body: Element): void {
  for (const link of [...body.querySelectorAll('a')]) {
    const address = cleanAddress(link.getAttribute('href') ?? '');
    // A link to a place in the page that it came from leads nowhere here; so does one around nothing.
    if (address === null || address.startsWith('#') || !link.textContent?.trim()) unwrap(link);
    else link.setAttribute('href', address);
  }
}

/** The highest heading of what was pasted becomes level 2, the next 3, the rest 4. Word's titles are classes. */
function headings(body: Element): void {
  for (const paragraph of [...body.querySelectorAll('p.MsoTitle')]) rename(paragraph, 'h1');
  const all = [...body.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  const levels = [...new Set(all.map(element => Number(element.tagName[1])))].sort();
  for (const element of all) {
    // Where only small headings were pasted they keep their level: they stood under others.
    const rank = levels[0] === 1 ? levels.indexOf(Number(element.tagName[1])) + 2 : Number(element.tagName[1]);
    rename(element, `h${Math.min(Math.max(rank, 2), 4)}`);
  }
}

function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

/** A cell holds text only: its paragraphs become lines. A table inside a table, or of one cell, is layout. */
function tables(body: Element): void {
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    const cells = [...table.querySelectorAll('td,th')];
    if (cells.length < 2 || table.querySelector('table')) {
      table.replaceWith(...cells.flatMap(cell => [...cell.childNodes]));
      continue;
    }
    for (const cell of cells) {
      for (const inner of [...cell.querySelectorAll('p,div,li,h1,h2,h3,h4,h5,h6')].filter(inner => inner.isConnected || cell.contains(inner))) {
        if (inner.nextElementSibling) inner.append(cell.ownerDocument.createElement('br'));
        unwrap(inner);
      }
      for (const inner of [...cell.querySelectorAll('ul,ol,blockquote,figure')]) unwrap(inner);
    }
  }
}

/** Boxes that hold only text are paragraphs; two line breaks in a row part one (Telegram, mail). */
function layout(body: Element): void {
  for (const quote of [...body.querySelectorAll('q')]) quote.replaceWith(`“${quote.textContent ?? ''}”`);
  for (const line of [...body.querySelectorAll('pre')]) rename(line, 'p');
  for (const box of [...body.querySelectorAll('div,section,article,aside,header,footer,main,dd,dt,address,figcaption')]) {
    const holdsBlocks = [...box.children].some(child => BLOCKS.has(child.tagName));
    if (!holdsBlocks && !box.closest('li,td,th,p')) rename(box, 'p');
  }
  for (const paragraph of [...body.querySelectorAll('p'), body]) splitAtDoubleBreaks(paragraph);
}

function splitAtDoubleBreaks(element: Element): void {
  const nodes = [...element.childNodes];
  if (!nodes.some((node, at) => isBreak(node) && isBreak(nodes[at + 1]))) return;
  const parts: ChildNode[][] = [[]];
  for (const [at, node] of nodes.entries()) {
    if (isBreak(node) && (isBreak(nodes[at + 1]) || isBreak(nodes[at - 1]))) {
      if (parts[parts.length - 1]?.length) parts.push([]);
    } else parts[parts.length - 1]?.push(node);
  }
  const paragraphs = parts.filter(part => part.length).map(part => {
    // On the top level blocks may stand among the text: they are no part of a paragraph.
    if (part.some(node => BLOCKS.has((node as Element).tagName))) return part;
    const paragraph = element.ownerDocument.createElement('p');
    paragraph.append(...part);
    return [paragraph];
  });
  if (element.tagName === 'P') element.replaceWith(...paragraphs.flat());
  else element.replaceChildren(...paragraphs.flat());
}

const isBreak = (node: ChildNode | undefined) => node?.nodeName === 'BR';

const KEPT: Record<string, string[]> = {
  A: ['href'],
  OL: ['start'],
  FIGURE: ['data-picture', 'data-upload', 'data-alt'],
};

function strip(body: Element): void {
  for (const element of body.querySelectorAll('*')) {
    const kept = KEPT[element.tagName] ?? [];
    for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
  }
  for (const element of [...body.querySelectorAll('span,font,u,s,small,mark,sub,sup,ins,label,abbr,time')]) unwrap(element);
}

function emptyParagraphs(body: Element): void {
  for (const element of [...body.querySelectorAll('p,h2,h3,h4,li,blockquote,ul,ol')].reverse()) {
    const text = (element.textContent ?? '').replace(/[\s\u00a0\u200b\ufeff]/g, '');
    if (!text && !element.querySelector('figure')) element.remove();
  }
  // Word and Google fill lines with spaces that do not break: at the edges they say nothing.
  // A piece of one sentence keeps them: it is put between words.
  const blocks = body.querySelectorAll('p,h2,h3,h4');
  if (blocks.length < 2) return;
  for (const element of blocks) {
    const [first, last] = [element.firstChild, element.lastChild];
    if (first?.nodeType === 3) first.textContent = (first.textContent ?? '').replace(/^[\s\u00a0]+/, '');
    if (last?.nodeType === 3) last.textContent = (last.textContent ?? '').replace(/[\s\u00a0]+$/, '');
    while (isBreak(element.lastChild ?? undefined)) element.lastChild?.remove();
  }
}
