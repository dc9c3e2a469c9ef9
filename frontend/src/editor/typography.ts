// What typing makes of plain characters: the quotation marks, dashes and apostrophes of the story's language. Each is
// one step that backspace takes back.
import { InputRule, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import type { Attrs } from 'prosemirror-model';
import { schema } from '../story/schema';

interface Marks {
  outer: [string, string];
  inner: [string, string];
  /** A dash between words: with spaces in all of them, long or short by habit. */
  dash: string;
  /** The letters that an apostrophe stands between. */
  apostrophe: string;
}

const QUOTES: Record<string, Marks> = {
  be: { outer: ['«', '»'], inner: ['„', '“'], dash: '—', apostrophe: '’' },
  ru: { outer: ['«', '»'], inner: ['„', '“'], dash: '—', apostrophe: '’' },
  uk: { outer: ['«', '»'], inner: ['„', '“'], dash: '—', apostrophe: '’' },
  en: { outer: ['“', '”'], inner: ['‘', '’'], dash: '—', apostrophe: '’' },
  pl: { outer: ['„', '”'], inner: ['«', '»'], dash: '–', apostrophe: '’' },
  lt: { outer: ['„', '“'], inner: ['‚', '‘'], dash: '–', apostrophe: '’' },
  de: { outer: ['„', '“'], inner: ['‚', '‘'], dash: '–', apostrophe: '’' },
  fr: { outer: ['«\u00a0', '\u00a0»'], inner: ['“', '”'], dash: '–', apostrophe: '’' },
};

export function marksOf(language: string): Marks {
  return QUOTES[language.split('-')[0] ?? ''] ?? (QUOTES.en as Marks);
}

/** The mark that a `"` typed after this text becomes: opening or closing, the inner pair inside an open outer one. */
export function quoteAfter(before: string, { outer, inner }: Marks): string {
  const last = before.slice(-1);
  const opens = !last || /[\s([{"'–—\-/]/u.test(last) || last === outer[0].slice(-1) || last === inner[0].slice(-1);
  const count = (mark: string) => before.split(mark).length - 1;
  const openOuter = outer[0] !== outer[1] && count(outer[0]) > count(outer[1]);
  const openInner = openOuter && count(inner[0]) > count(inner[1]);
  if (opens) return openOuter ? inner[0] : outer[0];
  return openInner ? inner[1] : outer[1];
}

export function typography(language: string): InputRule[] {
  const marks = marksOf(language);
  const quote = new InputRule(/"$/, (state, _match, start, end) => {
    const $start = state.doc.resolve(start);
    const before = $start.parent.textBetween(0, $start.parentOffset, undefined, '\ufffc');
    return state.tr.insertText(quoteAfter(before, marks), start, end);
  });
  return [
    quote,
    new InputRule(/\p{L}'$/u, (state, match, start, end) => state.tr.insertText(`${[...match[0]][0]}${marks.apostrophe}`, start, end)),
    new InputRule(/(\S) - $/, (state, match, start, end) => state.tr.insertText(`${match[1]} ${marks.dash} `, start, end)),
    new InputRule(/\.\.\.$/, '…'),
  ];
}

/** `## `, `> `, `- `, `1. `, `---` at the beginning of a line. */
export function shorthand(): InputRule[] {
  const { heading, quotation, bullet_list, ordered_list, rule } = schema.nodes;
  const start = (match: RegExpMatchArray): Attrs => ({ start: Number(match[1]) });
  return [
    textblockTypeInputRule(/^(#{2,4})\s$/, heading!, match => ({ level: match[1]?.length ?? 2 })),
    wrappingInputRule(/^\s*>\s$/, quotation!),
    wrappingInputRule(/^\s*([-*•])\s$/, bullet_list!),
    wrappingInputRule(/^(\d{1,4})[.)]\s$/, ordered_list!, start, (match, node) => node.childCount + node.attrs.start === Number(match[1])),
    new InputRule(/^---$/, (state, _match, from, to) => {
      const $from = state.doc.resolve(from);
      if ($from.parent.type !== schema.nodes.paragraph) return null;
      return state.tr.delete(from, to).insert($from.before(), rule!.create());
    }),
  ];
}

