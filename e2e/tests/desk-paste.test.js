// What is pasted from other programs goes out as clean text: their own markup, put on a real clipboard by a page that
// copies it and pasted with the keys, saved, published, and read as readers get it. On every database.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, withPage } from '../browser.js';
import { isSaved, openStory, readers } from '../desk.js';
import { sites } from '../site.js';
import { inviteLink, setUp } from '../staff.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const screen = { viewport: { width: 1280, height: 900 } };
const numbered = (() => { let n = 0; return (name) => `${name}${process.pid}.${n++}`; })();

// An entry of a list as Word writes it: a paragraph whose style says which list it is of.
const entry = (place, sign, words) => `<p class=MsoListParagraphCxSp${place} style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=BE style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=BE style='mso-ansi-language:BE'>${words}<o:p></o:p></span></p>`;

const programs = {
  Word: {
    html: `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/nina/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:TrackMoves/></w:WordDocument></xml><![endif]-->
<style><!-- @font-face {font-family:"Cambria Math"} p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:12.0pt} --></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Table Normal"}</style><![endif]--></head>
<body lang=EN-US link="#0563C1" style='tab-interval:36.0pt;word-wrap:break-word'><!--StartFragment-->
<h1><span lang=BE style='mso-ansi-language:BE'>Паром зноў ходзіць<o:p></o:p></span></h1>
<p class=MsoNormal style='text-align:justify;text-indent:35.4pt'><span lang=BE style='font-family:"Times New Roman",serif;mso-ansi-language:BE'>Учора ў <b style='mso-bidi-font-weight:normal'>поўдзень</b>
паром адплыў<span style='mso-spacerun:yes'>  </span>з прыстані.<a style='mso-comment-reference:NZ_1;mso-comment-date:20251014T1200'></a><span class=MsoCommentReference><span style='font-size:8.0pt;mso-special-character:comment'>&nbsp;<![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[NZ1]</a><![endif]></span></span><o:p></o:p></span></p>
<p class=MsoNormal><span lang=BE><o:p>&nbsp;</o:p></span></p>
<h2><span lang=BE>Што вядома<o:p></o:p></span></h2>
${entry('First', '·', 'Адплыў у поўдзень')}
${entry('Middle', '·', 'Вязе <i>сем</i> чалавек')}
${entry('Last', '·', 'Вернецца ўвечары')}
<p class=MsoNormal><span lang=BE>Падрабязней – </span><a href="https://example.org/parom?utm_source=word&amp;id=7"><span lang=BE style='mso-ansi-language:BE'>на старонцы прыстані</span></a><span lang=BE>. Квіток каштуе <span class=msoDel><del cite="mailto:Nina" datetime="2025-10-14T12:01">пяць</del></span><span class=msoIns><ins cite="mailto:Nina" datetime="2025-10-14T12:01">шэсць</ins></span> рублёў.<o:p></o:p></span></p>
<!--EndFragment--><div style='mso-element:comment-list'><hr class=msocomoff align=left size=1 width="33%"><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Ці так гэта?<o:p></o:p></p></div></div></div></body></html>`,
    last: 'рублёў.',
    published: `<h2>Паром зноў ходзіць</h2>
<p>Учора ў <strong>поўдзень</strong> паром адплыў з прыстані.</p>
<h3>Што вядома</h3>
<ul>
<li>Адплыў у поўдзень</li>
<li>Вязе <em>сем</em> чалавек</li>
<li>Вернецца ўвечары</li>
</ul>
<p>Падрабязней – <a href="https://example.org/parom?id=7" rel="noreferrer noopener">на старонцы прыстані</a>. Квіток каштуе шэсць рублёў.</p>`,
  },
  'Google Docs': {
    html: `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5c3e0a1b-7fff-9d1e-0000-2f6b2c8e1a44"><h1 dir="ltr" style="line-height:1.38;margin-top:20pt;margin-bottom:6pt;"><span style="font-size:20pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;white-space:pre-wrap;">A ferry sails again</span></h1><p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;font-weight:400;font-style:normal;text-decoration:none;white-space:pre-wrap;">It left at </span><span style="font-size:11pt;font-family:Arial,sans-serif;font-weight:700;font-style:normal;white-space:pre-wrap;">noon</span><span style="font-size:11pt;font-weight:400;font-style:italic;white-space:pre-wrap;">, they say</span><span style="font-size:11pt;font-weight:400;font-style:normal;white-space:pre-wrap;">, and </span><a href="https://www.google.com/url?q=https://example.org/ferry?utm_campaign%3Ddocs&amp;sa=D&amp;source=editors&amp;ust=1760000000&amp;usg=AOvVaw0" style="text-decoration:none;"><span style="font-size:11pt;color:#1155cc;text-decoration:underline;white-space:pre-wrap;">its owner agrees</span></a><span style="font-size:11pt;white-space:pre-wrap;">.</span></p><br /><h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;white-space:pre-wrap;">What is known</span></h2><ol style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:decimal;font-size:11pt;white-space:pre;" aria-level="1"><p dir="ltr" style="line-height:1.38;" role="presentation"><span style="font-size:11pt;white-space:pre-wrap;">Seven on board</span></p></li><li dir="ltr" style="list-style-type:decimal;font-size:11pt;white-space:pre;" aria-level="1"><p dir="ltr" style="line-height:1.38;" role="presentation"><span style="font-size:11pt;white-space:pre-wrap;">Back in the evening</span></p></li></ol></b><br class="Apple-interchange-newline">`,
    last: 'Back in the evening',
    published: `<h2>A ferry sails again</h2>
<p>It left at <strong>noon</strong><em>, they say</em>, and <a href="https://example.org/ferry" rel="noreferrer noopener">its owner agrees</a>.</p>
<h3>What is known</h3>
<ol>
<li>Seven on board</li>
<li>Back in the evening</li>
</ol>`,
  },
  Telegram: {
    html: `<html><body><!--StartFragment--><strong>⚡️ Паром снова ходит</strong> <img src="https://web.telegram.org/a/img-apple-64/26f4.png" class="emoji emoji-small" draggable="false" alt="⛴️" data-path="./img-apple-64/26f4.png"><br><br>Он вышел в полдень.<br>На борту семь человек 🇧🇾<br><br>Подробнее: <a href="https://t.me/pristan/5?utm_source=tg" title="https://t.me/pristan/5" target="_blank" rel="noopener noreferrer" class="text-entity-link" dir="auto">у пристани</a>, спросите <a href="tg://resolve?domain=kapitan" class="text-entity-link" onclick="showChat(1)">@kapitan</a><!--EndFragment--></body></html>`,
    last: '@kapitan',
    published: `<p><strong>⚡️ Паром снова ходит</strong> ⛴️</p>
<p>Он вышел в полдень.<br>На борту семь человек 🇧🇾</p>
<p>Подробнее: <a href="https://t.me/pristan/5" rel="noreferrer noopener">у пристани</a>, спросите @kapitan</p>`,
  },
  'Telegram without markup': {
    text: '⚡️ Паром снова ходит ⛴️\n\nОн вышел в полдень.\nНа борту семь человек 🇧🇾\n\n<b>Подробнее</b> у пристани',
    last: 'у пристани',
    published: `<p>⚡️ Паром снова ходит ⛴️</p>
<p>Он вышел в полдень.</p>
<p>На борту семь человек 🇧🇾</p>
<p>&lt;b&gt;Подробнее&lt;/b&gt; у пристани</p>`,
  },
  'a web page': {
    html: `<article class="post entry" style="max-width:700px" data-id="9"><script>window.pasted = 1</script><style>.post{color:red}</style><svg onload="window.pasted = 2"><text>drawn</text></svg>
<header><h1 class="title" style="font-size:3em">A ferry sails again</h1></header><div class="wrap"><div class="inner"><div style="margin:0">It left at <span class="hl" onclick="window.pasted = 3">noon</span>.</div></div></div>
<p class="lead" style="color:#333">More <a class="ext" style="color:red" href="https://example.org/a?fbclid=IwAR0&amp;page=2&amp;utm_medium=social#top" onclick="window.pasted = 4">at the pier</a>, or <a href="javascript:window.pasted=5">here</a>.<img src="https://count.example/pixel.gif" width="1" height="1" onerror="window.pasted = 6"></p>
<h2 id="known">What is known</h2><ul class="list"><li class="item"><div>Seven on board</div></li><li class="item"><p>Back in the evening</p><ul><li>or at night</li></ul></li></ul>
<iframe src="https://player.example/1"></iframe><form><input value="typed"><button>Subscribe</button></form><blockquote class="q" style="border:1px solid"><p>“It swims,” he said.</p></blockquote></article>`,
    last: 'he said.',
    published: `<h2>A ferry sails again</h2>
<p>It left at noon.</p>
<p>More <a href="https://example.org/a?page=2#top" rel="noreferrer noopener">at the pier</a>, or here.</p>
<h3>What is known</h3>
<ul>
<li>Seven on board</li>
<li>Back in the evening<ul>
<li>or at night</li>
</ul>
</li>
</ul>
<blockquote>
<p>“It swims,” he said.</p>
</blockquote>`,
  },
};

// Puts it on the clipboard as another program does: with nothing looked at or taken out.
async function copied(page, { html, text }) {
  await page.evaluate(({ html, text }) => document.addEventListener('copy', (event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    if (html) event.clipboardData.setData('text/html', html);
    event.clipboardData.setData('text/plain', text ?? new DOMParser().parseFromString(html, 'text/html').body.textContent);
  }, { capture: true, once: true }), { html, text });
  await page.keyboard.press('Control+c');
}

// A story's text as readers get it, without the dateline that the site puts before it.
const published = async (site, slug) => {
  const page = await (await readers(site, `/en/story/${slug}`)).text();
  const [, text] = page.match(/<div class="text">\s*([\s\S]*?)\s*<dl class="more">/);
  return text.replace(/<b class="dateline">[^<]*<\/b> ?/, '').replace(/^<p><\/p>\s*/, '');
};

for (const [engine, site] of Object.entries(sites)) {
  for (const [n, [program, sample]] of Object.entries(programs).entries()) {
    test(`what is pasted from ${program} goes out clean and whole: ${engine}`, () => withPage(browser, screen, async (page, context) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const language = ['be', 'en', 'ru'][n % 3];
      await setUp(page, inviteLink(site, 'editor', numbered('Pasting ')), { signIn: numbered('pasting'), language });
      const asked = [];
      page.on('request', (request) => asked.push(new URL(request.url()).hostname));
      await openStory(page, site);
      const slug = `pasted-${n}-${process.pid}`;
      await page.fill('#story .writing textarea >> nth=0', slug);
      await page.click('.story-body');
      await copied(page, sample);
      await page.keyboard.press('Control+v');
      await isSaved(page, sample.last);
      await page.click('#publish button:visible >> nth=-1');
      await page.waitForURL(/said=published/);
      assert.equal(await published(site, slug), sample.published);
      assert.equal(await page.evaluate(() => window.pasted), undefined, 'nothing of it ran');
      assert.deepEqual([...new Set(asked)], ['localhost'], 'nothing of it was fetched');
    }));
  }
}
