// Word writes lists as paragraphs that say in a style which list and level they are of, with the dot or the number as
// text. Here they become lists again. It also brings along what was never meant for readers.

interface Item {
  level: number;
  ordered: boolean;
  start: number;
  element: Element;
}

// What colleagues say in the margin, and what was struck out while changes were tracked, is on the clipboard too. None of it
// is the text.
const BESIDES = 'del,.msoDel,.MsoCommentReference,.msocomanchor,.msocomtxt,.msocomoff';

export function withoutRemarks(body: Element): void {
  for (const element of body.querySelectorAll(BESIDES)) element.remove();
  for (const element of body.querySelectorAll('[data-style*="mso-element"]')) {
    if (/mso-element:\s*comment/i.test(element.getAttribute('data-style') ?? '')) element.remove();
  }
}

export function wordLists(body: Element): void {
  let run: Item[] = [];
  const finish = () => {
    if (run.length) build(run);
    run = [];
  };
  for (const element of [...body.querySelectorAll('p,h1,h2,h3,h4,h5,h6,table,ul,ol,div')]) {
    const item = itemOf(element);
    const before = run[run.length - 1]?.element;
    if (item && before && nextElement(before) !== element) finish();
    if (item) run.push(item);
    else if (!element.querySelector('p') && !element.closest('table')) finish();
  }
  finish();
}

function nextElement(element: Element): Element | null {
  return element.nextElementSibling;
}

function itemOf(element: Element): Item | null {
  if (element.tagName !== 'P') return null;
  const style = element.getAttribute('data-style') ?? '';
  const found = /mso-list:\s*[^;]*?level(\d+)/i.exec(style);
  const isListClass = /MsoListParagraph/.test(element.getAttribute('class') ?? '');
  if (!found && !(isListClass && element.querySelector('[data-style*="mso-list"]'))) return null;
  const sign = takeSign(element);
  const number = /^\(?(\d+|[a-zA-Zа-яА-Я]|[ivxIVX]+)[.)]/.exec(sign);
  const start = number && /^\d+$/.test(number[1] ?? '') ? Number(number[1]) : 1;
  return { level: Number(found?.[1] ?? 1), ordered: number !== null, start, element };
}

/** Takes the dot or the number out of the paragraph: Word marks it as to be ignored. */
function takeSign(element: Element): string {
  const marks = [...element.querySelectorAll('span')].filter(span => /mso-list:\s*ignore/i.test(span.getAttribute('data-style') ?? ''));
  const sign = marks.map(mark => mark.textContent ?? '').join('').trim();
  for (const mark of marks) mark.remove();
  if (marks.length) return sign;
  // A newer Word leaves the sign as plain text, followed by spaces that do not break.
  const first = element.firstChild;
  const found = /^\s*([·•o§▪–-]|\(?(?:\d+|[a-z])[.)])[\s\u00a0]+/.exec(first?.textContent ?? '');
  if (!found || !first) return '';
  const walker = element.ownerDocument.createTreeWalker(element, 4);
  let left = found[0].length;
  for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    node.textContent = text.slice(left);
    left -= Math.min(left, text.length);
  }
  return found[1] ?? '';
}

function build(items: Item[]): void {
  const first = items[0];
  if (!first) return;
  const doc = first.element.ownerDocument;
  const make = (item: Item) => {
    const list = doc.createElement(item.ordered ? 'ol' : 'ul');
    if (item.ordered && item.start !== 1) list.setAttribute('start', String(item.start));
    return list;
  };
  const top = make(first);
  first.element.before(top);
  const open: { level: number; list: Element }[] = [{ level: first.level, list: top }];
  for (const item of items) {
    while (open.length > 1 && (open[open.length - 1]?.level ?? 0) > item.level) open.pop();
    let last = open[open.length - 1]!;
    if (item.level > last.level && last.list.lastElementChild) {
      const inner = make(item);
      last.list.lastElementChild.append(inner);
      open.push((last = { level: item.level, list: inner }));
    } else if ((last.list.tagName === 'OL') !== item.ordered && last.list.childElementCount) {
      // Dots after numbers on one level: another list begins.
      const other = make(item);
      last.list.after(other);
      open[open.length - 1] = last = { level: item.level, list: other };
    }
    const entry = doc.createElement('li');
    const paragraph = doc.createElement('p');
    paragraph.append(...item.element.childNodes);
    entry.append(paragraph);
    last.list.append(entry);
    item.element.remove();
  }
}
