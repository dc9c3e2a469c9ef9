// What is pasted, in the markup that each origin is known for, and what becomes of it.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { DOMParser } from 'prosemirror-model';
import { cleanHtml } from '../src/paste/clean';
import { bodyJson, schema } from '../src/story/schema';
import type { Node } from '../src/story/types';
import { withDom } from './fake/dom';
import { checkBody } from './fake/story';
import { bold, doc, heading, italic, item, link, list, p, text } from './fake/words';

withDom();

function pasted(html: string) {
  let uploads = 0;
  const cleaned = cleanHtml(html, () => `u${++uploads}`);
  const box = document.createElement('div');
  box.innerHTML = cleaned.html;
  const body = bodyJson(DOMParser.fromSchema(schema).parse(box));
  checkBody(body);
  return { ...cleaned, body };
}

function becomes(html: string, ...blocks: Node[]): void {
  assert.deepEqual(pasted(html).body, doc(...blocks));
}

test('Word: paragraphs with its styles, empty ones, its comments and its own elements', () => {
  becomes(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-list:none'>Што <span style='color:red'>вядома</span></h1>
<p class=MsoNormal style='margin-bottom:0cm;mso-layout-grid-align:none'><span lang=BE style='font-family:"Times New Roman",serif'>Першы <b style='mso-bidi-font-weight:normal'>важны</b> абзац<o:p></o:p></span></p>
<p class=MsoNormal><span lang=BE><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal><i>Другі</i></p><!--EndFragment--></body></html>`,
    heading(2, 'Што вядома'), p('Першы ', text('важны', bold), ' абзац'), p(text('Другі', italic)));
});

test('Word: lists that are paragraphs become lists, levels and numbers kept', () => {
  const entry = (level: number, sign: string, words: string, kind = 'l0') =>
    `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:${kind} level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;
  becomes(`<p class=MsoNormal>Before</p>${entry(1, '·', 'one')}${entry(2, 'o', 'inner')}${entry(1, '·', 'two')}<p class=MsoNormal>After</p>${entry(1, '3.', 'three', 'l1')}${entry(1, '4.', 'four', 'l1')}`,
    p('Before'),
    list(item(p('one'), list(item(p('inner')))), item(p('two'))),
    p('After'),
    { type: 'ordered_list', attrs: { start: 3 }, content: [item(p('three')), item(p('four'))] });
});

test('Word: remarks in the margin and what tracked changes struck out are not the text', () => {
  becomes(`<p class=MsoNormal>A ticket is <span class=msoDel><del cite="mailto:N" datetime="2025-10-14T12:01">five</del></span><span class=msoIns><ins cite="mailto:N">six</ins></span> roubles.<span class=MsoCommentReference><span style='mso-special-character:comment'>&nbsp;<![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[N1]</a><![endif]></span></span></p>
<div style='mso-element:comment-list'><hr class=msocomoff align=left size=1 width="33%"><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Says who?</p></div></div></div>`,
    p('A ticket is six roubles.'));
});

test('Google Docs: the wrapper that is not bold, emphasis in styles, its redirected links', () => {
  becomes(`<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Загаловак</span></h2>
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;font-style:normal;">Звычайны </span><span style="font-weight:700;">тлусты</span><span style="font-style:italic;font-weight:400"> курсіў</span> <a href="https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F%3Futm_source%3Ddocs%26a%3D1&amp;sa=D" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">спасылка</span></a></p><br><ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation"><span>пункт</span></p></li></ul></b><br class="Apple-interchange-newline">`,
    heading(2, 'Загаловак'),
    p('Звычайны ', text('тлусты', bold), text(' курсіў', italic), ' ', text('спасылка', link('https://example.org/?utm_source=docs&a=1'.replace('utm_source=docs&', '')))),
    list(item(p('пункт'))));
});

test('Telegram: lines with double breaks, emoji pictures, links followed by counters', () => {
  becomes(`<div class="tgme_widget_message_text js-message_text" dir="auto"><b>⚡️ <i class="emoji" style="background-image:url('//telegram.org/img/emoji/40/F09F91.png')"><b>👍</b></i> Паром</b><br/><br/>Першы радок<br/>другі радок<br/><br/>Падрабязней: <a href="https://t.me/nashadolia/5?utm_campaign=x" target="_blank" rel="noopener">тут</a></div>`,
    p(text('⚡️ 👍 Паром', bold)),
    p('Першы радок', { type: 'hard_break' }, 'другі радок'),
    p('Падрабязней: ', text('тут', link('https://t.me/nashadolia/5'))));
});

test('web pages: boxes, headings by rank, quotations, tables, what runs or is fetched', () => {
  const { body, leftOut } = pasted(`<article class="post" onclick="x()"><script>alert(1)</script><h1>Title</h1><div><div>In a box</div></div>
<h3 id="x">Under</h3><blockquote cite="https://e.org"><p>Said.</p></blockquote><img src="https://e.org/a.jpg" alt="x"><img src="https://e.org/count.gif" width="1" height="1"><iframe src="https://evil.example"></iframe>
<p>See <a href="javascript:alert(1)">this</a> and <a href="/here?fbclid=1">that</a> and <a href="#note1">1</a><sup>2</sup>.</p><hr>
<table><thead><tr><th><p>Year</p></th><th>Share</th></tr></thead><tbody><tr><td><p>2025</p><p>June</p></td><td><b>4 %</b></td></tr></tbody></table></article>`);
  assert.equal(leftOut, 1);
  assert.deepEqual(body, doc(
    heading(2, 'Title'), p('In a box'), heading(3, 'Under'),
    { type: 'quotation', content: [p('Said.')] },
    p('See this and ', text('that', link('/here')), ' and 12.'),
    { type: 'rule' },
    { type: 'table', content: [
      { type: 'table_row', content: [{ type: 'table_header', content: [text('Year')] }, { type: 'table_header', content: [text('Share')] }] },
      { type: 'table_row', content: [{ type: 'table_cell', content: [text('2025'), { type: 'hard_break' }, text('June')] }, { type: 'table_cell', content: [text('4 %', bold)] }] },
    ] },
  ));
});

test('a picture that comes with the text is to be uploaded, and stands below its paragraph', () => {
  const { files, html, body } = pasted('<p>Words <img alt="A ferry" src="data:image/png;base64,iVBORw0KGgo="></p><p>More</p>');
  assert.deepEqual(files.map(({ upload, alt, file }) => [upload, alt, file.type, file.size]), [['u1', 'A ferry', 'image/png', 8]]);
  assert.match(html, /<p>Words<\/p><figure[^>]*data-upload="u1"/);
  assert.deepEqual(body, doc(p('Words'), p('More')), 'no part of the story until it has a file');
});

test('smaller headings pasted alone keep their level', () => {
  becomes('<h3>Third</h3><p>x</p><h6>Sixth</h6>', heading(3, 'Third'), p('x'), heading(4, 'Sixth'));
});

test('a table for layout is its content', () => {
  becomes('<table><tr><td><p>Only</p><p>this</p></td></tr></table>', p('Only'), p('this'));
});

test('what this editor copied comes back whole', () => {
  const html = '<section data-plus="" data-pm-slice="0 0 []"><p>Paid</p><blockquote data-attribution="Her"><p>Said</p></blockquote></section>';
  assert.equal(cleanHtml(html, () => 'u').html, html);
});
