// Saving against a server that answers, errs, is silent, answers late, or is another's turn.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { buffer, localShelf, memoryShelf } from '../src/saving/buffer';
import { resolve } from '../src/story/merge';
import { FakeClock, FakeDesk, freshBuffer, settle } from './fake/desk';
import { FakeStory } from './fake/story';
import { p, story } from './fake/words';

const fresh = () => new FakeStory(story('The ferry', p('First.'), p('Second.'), p('Third.')));

function desk(author = 'ada', server = fresh(), clock = new FakeClock()) {
  return new FakeDesk(server, author, clock);
}

test('a save goes out 1.2 seconds after the last keystroke', async () => {
  const ada = desk();
  ada.headline('The ferry sails');
  await ada.clock.pass(1_150);
  assert.equal(ada.line.sent.length, 0);
  await ada.clock.pass(100);
  assert.equal(ada.story.document.headline, 'The ferry sails');
  assert.equal(ada.status?.is, 'saved');
  assert.deepEqual(await ada.kept(), [], 'the buffer is empty again');
});

test('who types on and on is saved every four seconds', async () => {
  const ada = desk();
  for (let at = 0; at < 45; at++) {
    ada.headline(`The ferry ${'x'.repeat(at)}`);
    await ada.clock.pass(200);
  }
  assert.equal(ada.line.sent.length, 2);
});

test('each change is kept in the browser within 300 ms, before the server has it', async () => {
  const ada = desk();
  ada.headline('A');
  ada.headline('AB');
  await ada.clock.pass(300);
  const [record] = await ada.kept();
  assert.equal(record?.document.headline, 'AB');
  assert.equal(record?.base, 1);
  assert.equal(ada.saver.wouldLose, false);
});

test('a closed line is tried again and again, and the text is kept meanwhile', async () => {
  const ada = desk();
  ada.line.always = 'never-arrives';
  ada.headline('Kept');
  await ada.clock.pass(60_000);
  assert.equal(ada.status?.is, 'offline');
  assert.equal(ada.status?.kept, 'browser');
  ada.headline('Kept, and more');
  await ada.clock.pass(300);
  assert.equal((await ada.kept())[0]?.document.headline, 'Kept, and more');
  ada.line.always = null;
  await ada.clock.pass(31_000);
  assert.equal(ada.story.document.headline, 'Kept, and more');
  assert.equal(ada.status?.is, 'saved');
  assert.deepEqual(await ada.kept(), []);
});

test('a lost answer is asked about again with the same words before newer ones go out', async () => {
  const ada = desk();
  ada.line.faults = ['answer-lost'];
  ada.headline('One');
  await ada.clock.pass(1_300);
  ada.headline('One, two');
  await ada.clock.pass(10_000);
  assert.deepEqual(ada.line.sent.map(({ base, document }) => [base, document.headline]), [[1, 'One'], [1, 'One'], [2, 'One, two']]);
  assert.equal(ada.story.document.headline, 'One, two');
  assert.equal(ada.clashes.length, 0, 'nobody clashes with herself');
});

test('a server that errs or hangs is a line that is closed', async () => {
  const ada = desk();
  ada.line.faults = ['error-500', 'hangs'];
  ada.headline('Through');
  await ada.clock.pass(60_000);
  assert.equal(ada.story.document.headline, 'Through');
  assert.equal(ada.story.head, 2);
});

test('an answer that comes after it was given up changes nothing', async () => {
  const ada = desk();
  ada.line.faults = [{ late: 40_000 }];
  ada.headline('One');
  await ada.clock.pass(32_000);
  ada.headline('One, two');
  await ada.clock.pass(60_000);
  assert.equal(ada.saver.base, ada.story.head);
  assert.equal(ada.story.document.headline, 'One, two');
});

test('who is signed out keeps the text and goes on after signing in elsewhere', async () => {
  const ada = desk();
  ada.line.always = 'signed-out';
  ada.headline('Mine');
  await ada.clock.pass(2_000);
  assert.equal(ada.status?.is, 'signed-out');
  assert.equal(ada.status?.kept, 'browser');
  ada.line.always = null;
  ada.saver.tryAgain();
  await ada.clock.pass(100);
  assert.equal(ada.story.document.headline, 'Mine');
});

test('a refusal is shown with its sentence and not repeated until something changes', async () => {
  const ada = desk();
  ada.story.refusal = 'Too long.';
  ada.headline('x'.repeat(500));
  await ada.clock.pass(60_000);
  assert.equal(ada.status?.is, 'refused');
  assert.equal(ada.status?.sentence, 'Too long.');
  assert.equal(ada.line.sent.length, 1);
  ada.story.refusal = null;
  ada.headline('Short');
  await ada.clock.pass(2_000);
  assert.equal(ada.story.document.headline, 'Short');
});

test('a killed story takes nothing; the text stays in the browser', async () => {
  const ada = desk();
  ada.story.killed = true;
  ada.headline('Too late');
  await ada.clock.pass(60_000);
  assert.equal(ada.status?.is, 'killed');
  assert.equal(ada.frozen, true);
  assert.equal((await ada.kept())[0]?.document.headline, 'Too late');
});

test('two people in two paragraphs get both texts, also what was typed while the answer was on its way', async () => {
  const [server, clock] = [fresh(), new FakeClock()];
  const [ada, ben] = [new FakeDesk(server, 'ada', clock), new FakeDesk(server, 'ben', clock)];
  ben.paragraph(2, 'Third, by Ben.');
  await clock.pass(2_000);
  ada.line.faults = [{ late: 3_000 }];
  ada.paragraph(0, 'First, by Ada');
  await clock.pass(2_000);
  ada.paragraph(0, 'First, by Ada.');
  await clock.pass(10_000);
  assert.deepEqual(ada.lines(), ['First, by Ada.', 'Second.', 'Third, by Ben.']);
  assert.equal(ada.clashes.length, 0);
  assert.deepEqual(server.document.body, ada.document.body);
});

test('two people in one paragraph choose, and what was typed while the server thought is in the choice', async () => {
  const [server, clock] = [fresh(), new FakeClock()];
  const [ada, ben] = [new FakeDesk(server, 'ada', clock), new FakeDesk(server, 'ben', clock)];
  ben.paragraph(0, 'By Ben.');
  await clock.pass(2_000);
  ada.line.faults = [{ late: 3_000 }];
  ada.paragraph(0, 'By');
  await clock.pass(2_000);
  ada.paragraph(0, 'By Ada.');
  await clock.pass(5_000);
  assert.equal(ada.clashes.length, 1);
  assert.equal(ada.frozen, true);
  assert.equal(ada.status?.is, 'clash');
  const clash = ada.clashes[0]!;
  assert.deepEqual(clash.places.map(({ place, mine, theirs }) => [place, mine, theirs]), [['body/0', [p('By Ada.')], [p('By Ben.')]]]);
  assert.equal((await ada.kept())[0]?.document.body.content?.[0]?.content?.[0]?.text, 'By Ada.', 'kept while she thinks');
  ada.saver.resolved(resolve(clash.merged, clash.places, ['both'], clash.document));
  await clock.pass(2_000);
  assert.deepEqual(server.document.body.content?.map(block => block.content?.[0]?.text), ['By Ben.', 'By Ada.', 'Second.', 'Third.']);
  assert.equal(ada.frozen, false);
  assert.deepEqual(await ada.kept(), []);
});

test('a third one who saves while somebody chooses makes another round, not a loss', async () => {
  const [server, clock] = [fresh(), new FakeClock()];
  const [ada, ben] = [new FakeDesk(server, 'ada', clock), new FakeDesk(server, 'ben', clock)];
  ben.headline('Ben');
  await clock.pass(2_000);
  ada.headline('Ada');
  await clock.pass(2_000);
  ben.headline('Ben again');
  await clock.pass(2_000);
  const first = ada.clashes[0]!;
  ada.saver.resolved(resolve(first.merged, first.places, ['mine'], first.document));
  await clock.pass(2_000);
  const second = ada.clashes[1]!;
  assert.deepEqual([second.places[0]?.theirs, second.places[0]?.mine], ['Ben again', 'Ada']);
  ada.saver.resolved(resolve(second.merged, second.places, ['theirs'], second.document));
  await clock.pass(2_000);
  assert.equal(server.document.headline, 'Ben again');
  assert.equal(ada.document.headline, 'Ben again');
  assert.equal(ada.status?.is, 'saved');
});

test('a newer head is shown to whoever has changed nothing, and merged for whoever has', async () => {
  const [server, clock] = [fresh(), new FakeClock()];
  const ada = new FakeDesk(server, 'ada', clock);
  server.put('ben', { ...server.document, deck: 'By Ben' });
  await ada.saver.headIs(2);
  assert.equal(ada.document.deck, 'By Ben');
  assert.equal(ada.saver.base, 2);
  ada.headline('Ada');
  server.put('ben', { ...server.document, deck: 'By Ben again' });
  await ada.saver.headIs(3);
  await clock.pass(100);
  assert.equal(ada.document.deck, 'By Ben again');
  assert.equal(server.document.headline, 'Ada');
});

test('a page that died before its save arrived leaves its text to the next one', async () => {
  const [server, clock, shelf] = [fresh(), new FakeClock(), freshBuffer()];
  // Its clock stands still when it is dead.
  const then = new FakeClock();
  const dead = new FakeDesk(server, 'ada', then, shelf);
  dead.line.always = 'never-arrives';
  dead.headline('Unsaved');
  await then.pass(400);
  server.put('ben', { ...server.document, deck: 'By Ben' });
  const next = new FakeDesk(server, 'ada', clock, shelf);
  next.saver.inherit(await shelf.all('s'));
  await clock.pass(5_000);
  assert.deepEqual([server.document.headline, server.document.deck], ['Unsaved', 'By Ben']);
  assert.deepEqual([next.document.headline, next.document.deck], ['Unsaved', 'By Ben']);
  assert.equal(next.foundRecords.length, 1);
  assert.deepEqual(await shelf.all('s'), []);
});

test('a page that died with an unanswered save asks about that one first', async () => {
  const [server, clock, shelf] = [fresh(), new FakeClock(), freshBuffer()];
  // Its clock stands still when it is dead.
  const then = new FakeClock();
  const dead = new FakeDesk(server, 'ada', then, shelf);
  dead.line.faults = ['answer-lost'];
  dead.line.always = null;
  dead.headline('One');
  await then.pass(1_300);
  dead.line.always = 'never-arrives';
  dead.headline('Two, quite another one');
  await then.pass(400);
  const next = new FakeDesk(server, 'ada', clock, shelf);
  next.saver.inherit(await shelf.all('s'));
  await clock.pass(10_000);
  assert.deepEqual(next.line.sent.map(({ base, document }) => [base, document.headline]), [[1, 'One'], [2, 'Two, quite another one']]);
  assert.equal(next.clashes.length, 0);
  assert.equal(server.document.headline, 'Two, quite another one');
});

test('the buffer falls back from shelf to shelf and says how long it lasts', async () => {
  const full = { put: async () => { throw new Error('full'); }, all: async () => [], drop: async () => undefined };
  const values = new Map<string, string>();
  const storage = { get length() { return values.size; }, key: (at: number) => [...values.keys()][at] ?? null, getItem: (name: string) => values.get(name) ?? null, setItem: (name: string, value: string) => void values.set(name, value), removeItem: (name: string) => void values.delete(name) } as Storage;
  const record = { key: 'k', story: 's', base: 1, document: story('H'), pending: null, at: 1, stamp: 3 };
  const local = buffer([{ shelf: full, lasting: 'browser' }, { shelf: localShelf(storage), lasting: 'browser' }]);
  assert.equal(await local.keep(record), 'browser');
  await local.drop('k', 2);
  assert.equal((await local.all('s')).length, 1, 'what was written anew stays');
  await local.drop('k', 3);
  assert.deepEqual(await local.all('s'), []);
  const page = buffer([{ shelf: full, lasting: 'browser' }, { shelf: memoryShelf(), lasting: 'page' }]);
  assert.equal(await page.keep(record), 'page');
});

test('nothing is lost, whatever the line does: a thousand steps of two people', async () => {
  let seed = 7;
  const random = (most: number) => ((seed = (seed * 1103515245 + 12345) % 2 ** 31) >>> 9) % most;
  const [server, clock] = [new FakeStory(story('H', ...Array.from({ length: 8 }, (_, at) => p(`Paragraph ${at}.`)))), new FakeClock()];
  const people = [new FakeDesk(server, 'ada', clock), new FakeDesk(server, 'ben', clock)];
  const faults = ['none', 'none', 'none', 'answer-lost', 'never-arrives', 'hangs', 'error-500', { late: 2_500 }, { late: 45_000 }] as const;
  const last = new Map<number, string>();
  for (let step = 0; step < 1_000; step++) {
    const who = random(2);
    const one = people[who]!;
    one.line.faults.push(faults[random(faults.length)]!);
    // Each has paragraphs of their own, so that nothing may ever clash and everything must be there in the end.
    const at = random(4) * 2 + who;
    if (!one.frozen) {
      const words = `Paragraph ${at}, step ${step}.`;
      one.paragraph(at, words);
      last.set(at, words);
    }
    await clock.pass(random(3_000));
  }
  for (const one of people) one.line.faults = [];
  for (let round = 0; round < 4; round++) {
    await clock.pass(70_000);
    for (const one of people) await one.saver.headIs(server.head);
  }
  await settle();
  const expected = Array.from({ length: 8 }, (_, at) => last.get(at) ?? `Paragraph ${at}.`);
  assert.deepEqual(server.document.body.content?.map(block => block.content?.[0]?.text), expected);
  for (const one of people) {
    assert.deepEqual(one.lines(), expected);
    assert.equal(one.clashes.length, 0);
    assert.equal(one.status?.is, 'saved');
  }
});
