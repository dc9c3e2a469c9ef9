// The wall, tables, typing and taking over from elsewhere, on states without a view.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { EditorState, NodeSelection, TextSelection, type Command } from 'prosemirror-state';
import { adoption } from '../src/editor/apply';
import { heading as toHeading, insertBlock, linkAt, list as toList, setLink } from '../src/editor/commands';
import { addColumn, addRow, insertTable, removeColumn, removeRow, toCell } from '../src/editor/table';
import { marksOf, quoteAfter } from '../src/editor/typography';
import { endPlusHere, moveWall, putWall, takeWall, toggleWall } from '../src/editor/wall';
import { WallCare } from '../src/editor/wallcare';
import { forPayers, isEverPlus, presetOf, stepsOf, wrongIn } from '../src/story/access';
import { headlineLength, minutesFor } from '../src/story/counts';
import { mergeDocuments, resolve } from '../src/story/merge';
import { bodyJson, schema } from '../src/story/schema';
import { fromField, toField } from '../src/story/zone';
import type { Node, Step } from '../src/story/types';
import { doc, heading, item, link, list, p, plus, story, text } from './fake/words';

/** The state with the caret before `|` in the words, which goes. */
function state(body: Node): EditorState {
  const made = EditorState.create({ doc: schema.nodeFromJSON(body) });
  let at = -1;
  made.doc.descendants((node, pos) => void (node.isText && node.text?.includes('|') && (at = pos + node.text.indexOf('|'))));
  if (at < 0) return made;
  const tr = made.tr.delete(at, at + 1);
  return made.apply(tr.setSelection(TextSelection.create(tr.doc, at)));
}

function run(start: EditorState, command: Command): EditorState {
  let after = start;
  assert(command(start, tr => (after = start.apply(tr))), 'the command applies');
  after.doc.check();
  return after;
}

const becomes = (body: Node, command: Command, ...blocks: Node[]) => assert.deepEqual(bodyJson(run(state(body), command).doc), doc(...blocks));

test('the wall goes where the caret is: before a line, after it, or through it', () => {
  becomes(doc(p('a'), p('|b'), p('c')), putWall, p('a'), plus(p('b'), p('c')));
  becomes(doc(p('a'), p('b|'), p('c')), putWall, p('a'), p('b'), plus(p('c')));
  becomes(doc(p('a'), p('b1 |b2'), p('c')), putWall, p('a'), p('b1 '), plus(p('b2'), p('c')));
  becomes(doc(p('a'), list(item(p('x|')), item(p('y'))), p('c')), putWall, p('a'), list(item(p('x')), item(p('y'))), plus(p('c')));
  becomes(doc(p('a'), list(item(p('|x')), item(p('y')))), putWall, p('a'), plus(list(item(p('x')), item(p('y')))));
});

test('behind the last line it waits for words', () => {
  const after = run(state(doc(p('a|'))), putWall);
  assert.equal(after.doc.lastChild?.type.name, 'plus');
  assert.equal(after.selection.$from.node(1).type.name, 'plus', 'the caret is behind the wall');
});

test('a wall that stands elsewhere comes along, and several become one', () => {
  becomes(doc(p('|a'), plus(p('b')), p('c'), plus(p('d'))), putWall, plus(p('a'), p('b'), p('c'), p('d')));
  becomes(doc(p('a'), plus(p('b'), p('c|'), p('d'))), putWall, p('a'), p('b'), p('c'), plus(p('d')));
});

test('the wall moves block by block and goes', () => {
  becomes(doc(p('a'), p('b'), plus(p('c|'), p('d'))), moveWall('up'), p('a'), plus(p('b'), p('c'), p('d')));
  becomes(doc(p('a'), plus(p('b'), p('c|'))), moveWall('down'), p('a'), p('b'), plus(p('c')));
  assert.equal(moveWall('up')(state(doc(plus(p('a|'))))), false);
  assert.equal(moveWall('down')(state(doc(plus(p('a|'))))), false);
  becomes(doc(p('a'), plus(p('b|'), p('c'))), takeWall(), p('a'), p('b'), p('c'));
  becomes(doc(p('a'), plus(p('|b'), p('c'))), toggleWall, p('a'), p('b'), p('c'));
});

test('a part for payers can end before the story does', () => {
  becomes(doc(plus(p('a|'), p('b')), p('c')), endPlusHere, plus(p('a')), p('b'), p('c'));
  assert.equal(run(state(doc(plus(p('a|')))), endPlusHere).selection.$from.depth, 1, 'the caret goes on in the free part');
});

test('the caret stays in its words while the wall moves around it', () => {
  const after = run(state(doc(p('a'), p('b'), plus(p('cc|dd')))), moveWall('up'));
  assert.equal(after.selection.$from.parent.textContent, 'ccdd');
  assert.equal(after.selection.$from.parentOffset, 2);
});

test('a selected picture can have the wall before it', () => {
  const start = state(doc(p('a'), { type: 'picture', attrs: { file: 'x' } }, p('b')));
  const selected = start.apply(start.tr.setSelection(NodeSelection.create(start.doc, 3)));
  assert.deepEqual(bodyJson(run(selected, putWall).doc), doc(p('a'), plus({ type: 'picture', attrs: { file: 'x' } }, p('b'))));
});

test('headings and lists are put on and taken off', () => {
  becomes(doc(p('a|')), toHeading(3), heading(3, 'a'));
  becomes(doc(heading(3, 'a|')), toHeading(3), p('a'));
  becomes(doc(p('a|')), toList('bullet_list'), list(item(p('a'))));
  becomes(doc(list(item(p('a|')))), toList('ordered_list'), { type: 'ordered_list', content: [item(p('a'))] });
  becomes(doc(list(item(p('a|')))), toList('bullet_list'), p('a'));
});

test('a picture dropped in a list stands below it, and behind the wall if the list does', () => {
  const picture = { type: 'picture', attrs: { file: 'x' } };
  becomes(doc(list(item(p('a|'))), p('b')), insertBlock('picture', { file: 'x' }), list(item(p('a'))), picture, p('b'));
  becomes(doc(plus(list(item(p('a|'))), p('b'))), insertBlock('picture', { file: 'x' }), plus(list(item(p('a'))), picture, p('b')));
});

test('a link is changed and removed as a whole', () => {
  const linked = state(doc(p('x ', text('wo|rds', link('https://a.org/')), ' y')));
  const range = linkAt(linked);
  assert.deepEqual([range.address, range.text], ['https://a.org/', 'words']);
  assert.deepEqual(bodyJson(run(linked, setLink(range, 'https://b.org/', '')).doc), doc(p('x ', text('words', link('https://b.org/')), ' y')));
  assert.deepEqual(bodyJson(run(linked, setLink(range, '', '')).doc), doc(p('x words y')));
  becomes(doc(p('x |')), (s, d) => setLink(linkAt(s), 'https://a.org/', 'here')(s, d), p('x ', text('here', link('https://a.org/'))));
});

test('tables grow and shrink and are walked', () => {
  let table = run(state(doc(p('a|'))), insertTable);
  assert.equal(table.selection.$from.parent.type.name, 'table_header');
  const size = () => {
    let node = table.doc.firstChild!;
    table.doc.forEach(child => void (child.type.name === 'table' && (node = child)));
    return [node.childCount, node.firstChild!.childCount];
  };
  assert.deepEqual(size(), [3, 3]);
  for (const command of [addRow, addColumn]) table = run(table, command);
  assert.deepEqual(size(), [4, 4]);
  for (const command of [removeRow, removeColumn]) table = run(table, command);
  assert.deepEqual(size(), [3, 3]);
  for (let step = 0; step < 9; step++) table = run(table, toCell(1));
  assert.equal(size()[0], 4, 'Tab past the end adds a row');
});

test('what comes from elsewhere leaves the caret in its words', () => {
  const here = state(doc(p('first'), p('se|cond'), p(), p('third')));
  const after = here.apply(adoption(here, doc(p('first, changed'), p('second'), p('new'), p('third')))!);
  assert.equal(after.selection.$from.parent.textContent, 'second');
  assert.equal(after.selection.$from.parentOffset, 2);
  const inSame = here.apply(adoption(here, doc(p('first'), p('The second one'), p('third')))!);
  assert.equal(inSame.selection.$from.parent.textContent, 'The second one');
  assert.equal(inSame.selection.$from.parentOffset, 'The se'.length);
  assert.equal(inSame.doc.childCount, 4, 'an empty line that somebody will write in stays');
  assert.equal(adoption(here, doc(p('first'), p('second'), p('third'))), null);
  const gone = here.apply(adoption(here, doc())!);
  gone.doc.check();
});

test('quotation marks are those of the language, inner ones inside', () => {
  const typed = (words: string, language: string) => [...words].reduce((done, c) => done + (c === '"' ? quoteAfter(done, marksOf(language)) : c), '');
  assert.equal(typed('"Зьвязда" і ("Наша "Доля"")', 'be'), '«Зьвязда» і («Наша „Доля“»)');
  assert.equal(typed('He said "no".', 'en-GB'), 'He said “no”.');
  assert.equal(typed('"A "b" c"', 'pl'), '„A «b» c”');
});

test('access as presets and back; contradictions are told', () => {
  for (const preset of [{ is: 'open' }, { is: 'plus' }, { is: 'plus-then-open', hours: 48 }, { is: 'embargo', from: '2026-12-01T06:00:00Z', then: 'plus' }, { is: 'clients-then', hours: 2, then: 'open' }] as const) {
    assert.deepEqual(presetOf(stepsOf(preset)), preset);
  }
  assert.equal(presetOf([{ after_hours: 3, level: 'plus' }]).is, 'custom');
  assert.equal(wrongIn([{ after_hours: 0, level: 'plus' }, { after_hours: 0, level: 'open' }]), 'same-time');
  assert.equal(wrongIn([{ after_hours: 0, level: 'open' }, { after_hours: 1, level: 'clients' }]), 'clients-later');
});

test('times are on the agency\'s clock, in winter, in summer and when it is changed', () => {
  assert.equal(toField('2026-12-01T06:00:00Z', 'Europe/Vilnius'), '2026-12-01T08:00');
  assert.equal(fromField('2026-12-01T08:00', 'Europe/Vilnius'), '2026-12-01T06:00:00Z');
  assert.equal(fromField('2026-07-01T08:00', 'Europe/Vilnius'), '2026-07-01T05:00:00Z');
  assert.equal(fromField('2026-10-25T00:30', 'Europe/Vilnius'), '2026-10-24T21:30:00Z');
  assert.equal(fromField('2026-10-25T12:00', 'Europe/Vilnius'), '2026-10-25T10:00:00Z');
  assert.equal(fromField('', 'Europe/Vilnius'), null);
});

test('lengths and minutes are told by language', () => {
  assert.equal(headlineLength('x'.repeat(85), 'en').is, 'long');
  assert.equal(headlineLength('x'.repeat(85), 'be').is, 'right');
  assert.equal(headlineLength('', 'be').is, 'empty');
  assert.equal(minutesFor(900, 'be'), 5);
});

test('a choice never gives away what was behind the wall', () => {
  const base = story('H', p('free'), plus(p('paid one'), p('paid two')));
  const theirs = story('H', p('free'), plus(p('paid one'), p('paid two, more')));
  const mine = story('H', p('free'), plus(p('paid one')));
  // As the server numbers it: three blocks, and the clash in a gap after the second.
  const place = { place: 'body/2', base: p('paid two'), theirs: p('paid two, more'), mine: null };
  const chosen = resolve(mine, [place], ['theirs'], theirs);
  assert.deepEqual(chosen.body, doc(p('free'), plus(p('paid one')), plus(p('paid two, more'))));
  const inside = resolve(theirs, [{ place: 'body/1', base: p('x'), theirs: p('paid one!'), mine: p('paid one') }], ['theirs'], theirs);
  assert.deepEqual(inside.body, doc(p('free'), plus(p('paid one!'), p('paid two, more'))));
  const merge = mergeDocuments(base, theirs, mine);
  assert.equal(merge.places.length, 1);
});

test('everybody becomes payers, an embargo stays', () => {
  assert.deepEqual(forPayers([]), stepsOf({ is: 'plus' }));
  const embargo = { is: 'embargo', from: '2026-01-01T00:00:00Z' } as const;
  assert.deepEqual(forPayers(stepsOf({ ...embargo, then: 'open' })), stepsOf({ ...embargo, then: 'plus' }));
  assert.equal(isEverPlus(stepsOf({ is: 'plus-then-open', hours: 48 })), true);
  assert.equal(isEverPlus(stepsOf({ ...embargo, then: 'open' })), false);
});

/** A page whose access the wall may change; what it was told. */
function page(access: Step[], stood = false) {
  const told: string[] = [];
  const made = { access, told, panel: null as boolean | null, care: null as unknown as WallCare };
  made.care = new WallCare({
    access: () => made.access, change: steps => (made.access = steps), stands: stands => (made.panel = stands), tell: words => told.push(words),
  }, stood);
  return made;
}

test('a wall makes an open story plus, and gives back what was there when it goes', () => {
  const made = page([]);
  made.care.wrote(false);
  assert.deepEqual([made.access, made.told, made.panel], [[], [], false]);
  made.care.wrote(true);
  assert.deepEqual([made.access, made.told.length, made.panel], [stepsOf({ is: 'plus' }), 1, true]);
  made.care.wrote(true);
  made.care.wrote(false);
  assert.deepEqual([made.access, made.told.length, made.panel], [[], 2, false]);
});

test('what somebody has set stays as it is', () => {
  const later = stepsOf({ is: 'plus-then-open', hours: 48 });
  const made = page(later);
  made.care.wrote(true);
  assert.deepEqual([made.access, made.told], [later, []], 'payers are ahead already');
  const other = page([]);
  other.care.wrote(true);
  other.access = later;
  other.care.wrote(false);
  assert.deepEqual(other.access, later, 'set after the wall');
});

test('a wall from elsewhere changes nothing here', () => {
  const made = page([], true);
  assert.equal(made.panel, true);
  made.care.adopted(false);
  made.care.adopted(true);
  made.care.wrote(true);
  made.care.wrote(false);
  assert.deepEqual([made.access, made.told], [[], []]);
});
