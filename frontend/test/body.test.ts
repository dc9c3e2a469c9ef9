// Everything that crates/content/src/body/parse.rs accepts loads into the editor and comes back as the canonical form.
import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { canonicalBody, canonicalDocument, cleanText } from '../src/story/canonical';
import { wordsIn } from '../src/story/counts';
import { cleanAddress, linkAddress, typedAddress } from '../src/story/link';
import { bodyFrom, bodyJson, schema } from '../src/story/schema';
import type { Node } from '../src/story/types';
import { checkBody } from './fake/story';
import { bold, doc, heading, italic, item, link, list, p, plus, story, text } from './fake/words';

const corpus = join(process.env.FRONTEND ?? '.', '../crates/content/src/body/tests/corpus');

function comesBack(json: Node): Node {
  const back = bodyJson(bodyFrom(json));
  assert.deepEqual(back, canonicalBody(json));
  assert.deepEqual(canonicalBody(back), back, 'the canonical form stays');
  checkBody(back);
  return back;
}

test('the corpus of the server comes back', () => {
  const files = readdirSync(corpus).filter(name => name.endsWith('.json'));
  assert(files.length >= 4);
  for (const name of files) comesBack(JSON.parse(readFileSync(join(corpus, name), 'utf8')) as Node);
});

test('what says nothing is left out, neighbouring runs are one, marks stand in one order', () => {
  const back = comesBack(doc(
    p(text('a', italic, bold), text('b', bold, italic), { type: 'hard_break', marks: [bold] }, text('', bold)),
    p(' ', { type: 'hard_break' }),
    { type: 'quotation', attrs: { attribution: ' x ' }, content: [p('said'), p()] },
    { type: 'quotation', attrs: { attribution: 'nobody' }, content: [p()] },
    { type: 'ordered_list', attrs: { start: 1 }, content: [item(p('one'))] },
    list(item(p()), item(list(item(p('a list first'))))),
    { type: 'table', content: [{ type: 'table_row' }, { type: 'table_row', content: [{ type: 'table_cell' }, { type: 'table_header', content: [text('x')] }] }] },
    plus(p()),
  ));
  assert.deepEqual(back, doc(
    p(text('ab', bold, italic), { type: 'hard_break' }),
    { type: 'quotation', attrs: { attribution: 'x' }, content: [p('said')] },
    { type: 'ordered_list', content: [item(p('one'))] },
    list(item(list(item(p('a list first'))))),
    { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_cell' }, { type: 'table_header', content: [text('x')] }] }] },
  ));
});

test('every block, in the free part and behind the wall', () => {
  const blocks = [
    p('text ', text('linked', link('https://example.org/?a=1&b=2')), text(' and ', { type: 'language', attrs: { tag: 'be-Latn' } })),
    heading(2, 'two'), heading(3, 'three'), heading(4, 'four'),
    { type: 'ordered_list', attrs: { start: 0 }, content: [item(p('zero'), { type: 'ordered_list', attrs: { start: 1_000_000 }, content: [item(p('deep'))] })] },
    { type: 'picture', attrs: { file: 'a/b.jpg', alt: 'alt', caption: 'caption', credit: 'credit' } },
    { type: 'picture', attrs: { file: 'plain.jpg' } },
    { type: 'rule' },
    { type: 'card', attrs: { address: '/en/story/x', title: 'Title' } },
  ];
  comesBack(doc(...blocks, plus(...blocks), p('free again'), plus(p('paid again'))));
});

test('an empty body is one empty line in the editor and nothing on the server', () => {
  assert.equal(bodyFrom(doc()).childCount, 1);
  assert.deepEqual(comesBack(doc()), { type: 'doc' });
});

test('characters that databases refuse are taken out, half characters are mended', () => {
  assert.equal(cleanText('a\u0000b\u0007c\td\u2028e\ufeff\uffff'), 'abc d e');
  assert.equal(cleanText('\ud800x\udc00'), '\ufffdx\ufffd');
  assert.equal(cleanText('👍'), '👍');
  assert.equal(cleanText('a\u{1ffff}b'), 'ab');
  assert.deepEqual(comesBack(doc(p('a\u0000b\u2028c'))), doc(p('ab c')));
});

test('a picture under way is no part of the story', () => {
  const picture = schema.nodes.picture!.create({ upload: 'u1', alt: 'x' });
  const body = schema.nodes.doc!.create(null, [picture, schema.nodes.paragraph!.create(null, schema.text('x'))]);
  assert.deepEqual(bodyJson(body), doc(p('x')));
});

test('addresses are kept as the server keeps them', () => {
  const kept: [string, string | null][] = [
    ['https://example.org', 'https://example.org'],
    [' HTTPS://example.org/a b ', 'https://example.org/a%20b'],
    ['http://[2001:db8::1]:80/[x]', 'http://[2001:db8::1]:80/%5Bx%5D'],
    ['https://example.org/100%/%41?q="\'#a#b', "https://example.org/100%25/%41?q=%22'#a%23b"],
    ['https://пример.бел/шлях', 'https://пример.бел/шлях'],
    ['https://example.org\\@evil.org', 'https://example.org%5C@evil.org'],
    ['mailto:desk@example.org', 'mailto:desk@example.org'],
    ['/be/story/x', '/be/story/x'], ['/', '/'], ['#top', '#top'],
  ];
  for (const [given, expected] of kept) assert.equal(linkAddress(given), expected, given);
  const refused = ['', ' ', 'javascript:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'vbscript:x', 'data:text/html,<script>', 'blob:https://example.org/x', 'file:///etc/passwd', 'ftp://example.org', 'tg://resolve?domain=x', '//example.org', '/\\example.org', '\\\\example.org', 'http:example.org', 'http:/example.org', 'https://', 'https:///path', 'https://:80/', 'https://user@/', 'https://exa mple.org', 'example.org', 'mailto:', 'feed:javascript:alert(1)', 'https://example.org/\u2028x', `/${'a'.repeat(4096)}`];
  for (const address of refused) assert.equal(linkAddress(address), null, address);
});

test('typed addresses get their scheme, pasted ones lose what follows readers', () => {
  assert.equal(typedAddress('example.org/x'), 'https://example.org/x');
  assert.equal(typedAddress('desk@example.org'), 'mailto:desk@example.org');
  assert.equal(typedAddress('javascript:alert(1)'), null);
  assert.equal(typedAddress('two words'), null);
  assert.equal(cleanAddress('https://e.org/?utm_source=x&a=1&fbclid=y&gclid=z#part'), 'https://e.org/?a=1#part');
  assert.equal(cleanAddress('https://e.org/?UTM_Campaign=x'), 'https://e.org/');
  assert.equal(cleanAddress('https://www.google.com/url?q=https%3A%2F%2Fe.org%2F%3Fa%3D1&sa=D'), 'https://e.org/?a=1');
});

test('a document is canonical without its empty parts, and words are counted as the server does', () => {
  const given = { ...story('H', p('x')), deck: '', place: null, sections: [], sources: [{ name: '', address: '', kind: 'media' as const }], urgency: 0 };
  assert.deepEqual(canonicalDocument(given), { headline: 'H', urgency: 5, body: doc(p('x')) });
  assert.equal(wordsIn(doc(p('Першы абзац.'), plus(p('Платны абзац, доўгі.')), list(item(p('адзін'), list(item(p('два — тры'))))), { type: 'picture', attrs: { file: 'a', caption: 'Подпіс' } })), 8);
});
