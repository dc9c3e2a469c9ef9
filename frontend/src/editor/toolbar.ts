// The toolbar: one stop for Tab, arrows within it, each button saying whether its style is on at the caret.
import type { Command, EditorState } from 'prosemirror-state';
import { redo, undo } from 'prosemirror-history';
import { h } from '../shared/dom';
import { say, type Word } from '../shared/words';
import * as style from './commands';
import * as table from './table';
import { endPlusHere, isBehindWall, toggleWall } from './wall';

interface Tool {
  sign: string;
  word: Word;
  keys?: string;
  run: Command | 'link' | 'language' | 'picture' | 'library' | 'card';
  /** Pressed when it holds at the caret. */
  on?: (state: EditorState) => boolean;
  /** Shown only where it means something. */
  where?: (state: EditorState) => boolean;
}

const GROUPS: { word: Word; tools: Tool[] }[] = [
  {
    word: 'tools-letters',
    tools: [
      { sign: 'B', word: 'bold', keys: 'Control+B', run: style.bold, on: state => style.isMarked(state, 'bold') },
      { sign: 'I', word: 'italic', keys: 'Control+I', run: style.italic, on: state => style.isMarked(state, 'italic') },
      { sign: 'link', word: 'link', keys: 'Control+K', run: 'link', on: state => style.isMarked(state, 'link') },
      { sign: 'globe', word: 'language', run: 'language', on: state => style.isMarked(state, 'language') },
    ],
  },
  {
    word: 'tools-blocks',
    tools: [
      ...[2, 3, 4].map((level): Tool => ({
        sign: `H${level}`,
        word: `heading-${level}` as Word,
        keys: `Control+Alt+${level}`,
        run: style.heading(level),
        on: state => style.isIn(state, 'heading', { level }),
      })),
      { sign: 'dots', word: 'bullet-list', keys: 'Control+Shift+8', run: style.list('bullet_list'), on: state => style.isIn(state, 'bullet_list') },
      { sign: 'numbers', word: 'ordered-list', keys: 'Control+Shift+7', run: style.list('ordered_list'), on: state => style.isIn(state, 'ordered_list') },
      { sign: '“”', word: 'quotation', keys: 'Control+Shift+9', run: style.quotation, on: state => style.isIn(state, 'quotation') },
    ],
  },
  {
    word: 'tools-insert',
    tools: [
      { sign: 'picture', word: 'picture-upload', run: 'picture' },
      { sign: 'library', word: 'picture-library', run: 'library' },
      { sign: 'table', word: 'table', run: table.insertTable, on: table.isInTable },
      { sign: '—', word: 'rule', run: style.rule },
      { sign: 'card', word: 'card', run: 'card' },
      { sign: 'wall', word: 'wall-put', keys: 'Control+Shift+Enter', run: toggleWall, on: isBehindWall },
      { sign: 'free', word: 'wall-end', keys: 'Control+Alt+Enter', run: endPlusHere, where: isBehindWall },
    ],
  },
  {
    word: 'tools-table',
    tools: [
      { sign: '+↓', word: 'row-add', run: table.addRow, where: table.isInTable },
      { sign: '+→', word: 'column-add', run: table.addColumn, where: table.isInTable },
      { sign: '−↓', word: 'row-remove', run: table.removeRow, where: table.isInTable },
      { sign: '−→', word: 'column-remove', run: table.removeColumn, where: table.isInTable },
      { sign: 'names', word: 'cell-header', run: table.toggleHeader, where: table.isInTable },
      { sign: '✕', word: 'table-remove', run: table.removeTable, where: table.isInTable },
    ],
  },
  {
    word: 'tools-undo',
    tools: [
      { sign: '↶', word: 'undo', keys: 'Control+Z', run: undo },
      { sign: '↷', word: 'redo', keys: 'Control+Shift+Z', run: redo },
    ],
  },
];

/** Drawn, because no letter says it: strokes of the text's own colour. */
const DRAWN: Record<string, string> = {
  globe: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c-4.5 4.5-4.5 9.5 0 14 4.5-4.5 4.5-9.5 0-14',
  dots: 'M8 5h9M8 10h9M8 15h9M4 5h.01M4 10h.01M4 15h.01',
  numbers: 'M8 5h9M8 10h9M8 15h9M3 3.5l1.2-.7V7M3 12.8h2L3 16h2.2',
  names: 'M3 4h14v12H3zM3 9h14M4 5.7h12M4 7.4h12',
  link: 'M8 12l4-4M9 6l1.5-1.5a3.2 3.2 0 0 1 5 5L14 11M11 14l-1.5 1.5a3.2 3.2 0 0 1-5-5L6 9',
  picture: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 8h.01',
  library: 'M5 7h12v9H5zM3 13V4h11',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M9 4v12',
  card: 'M3 5h14v10H3zM6 8h5M6 12h8',
  wall: 'M3 10h14M6 6l4-3 4 3M6 14h8M6 17h8',
  free: 'M3 10h14M6 3h8M6 6h8M6 14l4 3 4-3',
};

export type Asked = Exclude<Tool['run'], Command>;

export class Toolbar {
  readonly element: HTMLElement;
  private readonly tools: { tool: Tool; button: HTMLButtonElement }[] = [];

  constructor(private readonly run: (what: Command | Asked) => void, controls: string) {
    this.element = h('div', { role: 'toolbar', class: 'toolbar', 'aria-label': say('toolbar'), 'aria-controls': controls });
    for (const group of GROUPS) {
      const box = h('div', { role: 'group', 'aria-label': say(group.word) });
      for (const tool of group.tools) box.append(this.make(tool));
      this.element.append(box);
    }
    this.element.addEventListener('keydown', event => this.walk(event));
    this.stopAt(0);
  }

  private make(tool: Tool): HTMLButtonElement {
    // What is written on a button is part of its name: people who speak to their machine say 'H2'.
    const name = /^H\d$/.test(tool.sign) ? `${say(tool.word)} ${tool.sign}` : say(tool.word);
    const title = tool.keys ? `${name} (${tool.keys.replace(/Control/, 'Ctrl')})` : name;
    const button = h('button', {
      type: 'button', tabindex: -1, class: `tool tool-${tool.word}`, 'aria-label': name, title,
      'aria-keyshortcuts': tool.keys, 'aria-pressed': tool.on ? 'false' : null,
      // The selection in the text must not be lost to the button.
      onmousedown: (event: Event) => event.preventDefault(),
      onclick: () => this.run(tool.run),
    }, DRAWN[tool.sign] ? drawn(DRAWN[tool.sign]!) : tool.sign);
    this.tools.push({ tool, button });
    return button;
  }

  focus(): void {
    this.visible().find(button => button.tabIndex === 0)?.focus();
  }

  look(state: EditorState): void {
    for (const { tool, button } of this.tools) {
      if (tool.on) set(button, 'aria-pressed', String(tool.on(state)));
      if (tool.where) button.hidden = !tool.where(state);
    }
    for (const group of this.element.children) {
      (group as HTMLElement).hidden = [...group.children].every(child => (child as HTMLElement).hidden);
    }
    // The stop may just have been hidden.
    if (!this.visible().some(button => button.tabIndex === 0)) this.stopAt(0);
  }

  private visible(): HTMLButtonElement[] {
    return this.tools.map(({ button }) => button).filter(button => !button.hidden);
  }

  private stopAt(index: number, focus = false): void {
    const visible = this.visible();
    visible.forEach((button, at) => (button.tabIndex = at === index ? 0 : -1));
    if (focus) visible[index]?.focus();
  }

  private walk(event: KeyboardEvent): void {
    const visible = this.visible();
    const here = visible.indexOf(document.activeElement as HTMLButtonElement);
    const step: Record<string, number> = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: visible.length - 1 };
    const next = step[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.stopAt((next + visible.length) % visible.length, true);
  }
}

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function drawn(path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 20 20', width: '20', height: '20', 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.6' })) svg.setAttribute(name, value);
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
