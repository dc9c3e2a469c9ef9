// Two people wrote something else in one place: both are shown beside what was there before, and somebody chooses. The
// text waits meanwhile; nothing is ever chosen silently.
import { freshId, h } from '../shared/dom';
import { say, type Word } from '../shared/words';
import { linesOf } from '../story/counts';
import { asBlocks, canBeBoth, resolve, type Choice } from '../story/merge';
import type { Clash, Document, Node, Place, StoryData } from '../story/types';

export function clashPanel(clash: Clash, data: StoryData, done: (document: Document) => void): HTMLElement {
  const heading = h('h2', { id: freshId('clash'), tabindex: -1 }, say('clash'));
  const form = h('form', { class: 'clash', 'aria-labelledby': heading.id }, heading,
    h('p', {}, clash.head_author ? say('clash-about', { name: clash.head_author }) : say('clash-about-somebody')),
    ...clash.places.map((place, at) => placeField(place, at, data)),
    h('div', { class: 'actions' }, h('button', { type: 'submit' }, say('clash-done'))));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const chosen = clash.places.map((_, at) => (new FormData(form).get(`place-${at}`) ?? 'mine') as Choice);
    done(resolve(clash.merged, clash.places, chosen, clash.document));
  });
  return form;
}

function placeField(place: Place, at: number, data: StoryData): HTMLElement {
  const texts = { base: textOf(place.place, place.base, data), theirs: textOf(place.place, place.theirs, data), mine: textOf(place.place, place.mine, data) };
  const side = (word: Word, text: string, against: string) =>
    h('div', { class: 'side' }, h('h3', {}, say(word)), shown(text, against));
  const choices: Choice[] = canBeBoth(place) ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'];
  return h('fieldset', { class: 'place' },
    h('legend', {}, nameOf(place.place)),
    h('div', { class: 'sides', lang: data.language },
      side('clash-mine', texts.mine, texts.base), side('clash-theirs', texts.theirs, texts.base), side('clash-base', texts.base, texts.base)),
    h('div', { class: 'choices' }, ...choices.map(choice =>
      h('label', { class: 'choice' }, h('input', { type: 'radio', name: `place-${at}`, value: choice, checked: choice === 'mine' }), say(`choose-${choice}`)))));
}

function nameOf(place: string): string {
  const [field, ...numbers] = place.split('/');
  if (field === 'body' || field === 'top') return say('clash-block', { n: numbers.map(number => Number(number) + 1).join('.') });
  return say(FIELD_WORDS[field ?? ''] ?? 'clash');
}

const FIELD_WORDS: Record<string, Word> = {
  headline: 'headline', deck: 'deck', slugline: 'slugline', place: 'place', dateline: 'dateline', bylines: 'bylines',
  sources: 'sources', sections: 'sections', topics: 'topics', urgency: 'urgency', access: 'access', picture: 'lead-picture',
  updates: 'updates',
};

/** The text with what is new in it marked: between what begins and what ends as before. */
function shown(text: string, before: string): HTMLElement {
  if (!text) return h('p', { class: 'soft' }, say('clash-nothing'));
  let start = 0;
  while (start < text.length && text[start] === before[start]) start++;
  let end = 0;
  while (end < text.length - start && end < before.length - start && text[text.length - 1 - end] === before[before.length - 1 - end]) end++;
  const middle = text.slice(start, text.length - end);
  return h('p', { class: 'words' }, text.slice(0, start), middle && h('mark', {}, middle), text.slice(text.length - end));
}

/** Any value as words. */
export function textOf(place: string, value: unknown, data: StoryData): string {
  if (value === null || value === undefined) return '';
  if (/^(body|top)\//.test(place)) return asBlocks(value).map(blockText).join('\n');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const field = place.split('/')[0] as 'sections' | 'topics' | 'bylines';
  if (Array.isArray(value)) {
    const choices = field === 'bylines' ? data.choices.people : (data.choices[field] ?? []);
    return value.map(item => (typeof item === 'string' ? (choices.find(choice => choice.id === item)?.name ?? item) : valuesOf(item))).join('\n');
  }
  return valuesOf(value);
}

function valuesOf(value: unknown): string {
  return Object.values(value as Record<string, unknown>).filter(part => part !== '').join(' · ');
}

function blockText(node: Node): string {
  const lines = linesOf(node);
  const attrs = node.attrs ? valuesOf(node.attrs) : '';
  if (node.type === 'rule') return '———';
  return [...lines, node.type === 'heading' || node.type === 'ordered_list' ? '' : attrs].filter(Boolean).join('\n');
}
