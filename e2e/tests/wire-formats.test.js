// Every story of the demo in every format of the wire, on both databases: valid by IPTC's schemas. A file that must not pass shows that
// the validator looks. The sitemaps are held against theirs.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { serveFresh } from '../server.js';
import { languages, sites } from '../site.js';

const run = promisify(execFile);
const binary = process.env.VESTKA_BINARY ?? path.join(import.meta.dirname, '../../target/debug/vestka');
const schema = (name) => path.join(import.meta.dirname, '../schemas', name);
const scratch = (name) => path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'wire-')), name);

// The program must be there: what nobody validates is not valid.
execFileSync('xmllint', ['--version'], { stdio: 'ignore' });

// What xmllint complains of; empty if all are valid.
async function complaints(xsd, files) {
  const options = ['--noout', '--nonet', '--schema', schema(xsd)];
  const { stderr } = await run('xmllint', [...options, ...files], { maxBuffer: 1 << 28 }).catch((failed) => failed);
  return stderr.split('\n').filter((line) => line && !line.endsWith(' validates'));
}

async function written(site, format) {
  const folder = scratch('stories');
  await run(binary, ['export', folder, '--as', format, '--data', site.folder], { env: { ...process.env, VESTKA_DATABASE_URL: site.database } });
  return languages.flatMap((language) => {
    const files = readdirSync(path.join(folder, language)).map((name) => path.join(folder, language, name));
    assert.ok(files.length > 15, `${files.length} stories in ${language}`);
    return files;
  });
}

const xml = [
  { format: 'newsml-g2', xsd: 'newsml-g2_2.34.xsd', break: (text) => text.replace('stat:usable', 'stat:used') },
  { format: 'nitf', xsd: 'nitf_3.6.xsd', break: (text) => text.replaceAll('hedline', 'headline') },
];

for (const [engine, site] of Object.entries(sites)) {
  for (const { format, xsd, break: broken } of xml) {
    test(`every story is valid ${format}, the killed one too: ${engine}`, async () => {
      const files = await written(site, format);
      assert.deepEqual(await complaints(xsd, files), []);
      const texts = files.map((file) => readFileSync(file, 'utf8'));
      assert.ok(texts.some((text) => text.includes('canceled')));
      const wrong = scratch('wrong.xml');
      writeFileSync(wrong, broken(texts.find((text) => !text.includes('canceled'))));
      assert.notDeepEqual(await complaints(xsd, [wrong]), [], 'a document that is wrong must not pass');
    });
  }

  for (const version of ['3.1', '2.2']) {
    test(`every story is valid ninjs ${version}, with its whole text: ${engine}`, async () => {
      const ajv = new Ajv({ allErrors: true, strict: false });
      formats(ajv);
      const isNinjs = ajv.compile(JSON.parse(readFileSync(schema(`ninjs-schema_${version}.json`))));
      const items = (await written(site, `ninjs-${version}`)).map((file) => JSON.parse(readFileSync(file)));
      for (const item of items) assert.ok(isNinjs(item), `${item.uri}: ${JSON.stringify(isNinjs.errors)}`);
      assert.ok(items.every((item) => (item.representationType ?? item.representationtype ?? 'full') === 'full'));
      assert.ok(items.some((item) => (item.pubStatus ?? item.pubstatus) === 'canceled'));
      assert.ok(!isNinjs({ ...items[0], pubStatus: 'used', pubstatus: 'used' }), 'an item that is wrong must not pass');
    });
  }

  test(`every story is well-formed RSS, a text, a page: ${engine}`, async () => {
    const feeds = await written(site, 'rss');
    await run('xmllint', ['--noout', '--nonet', ...feeds], { maxBuffer: 1 << 28 });
    for (const format of ['text', 'html']) {
      const texts = (await written(site, format)).map((file) => readFileSync(file, 'utf8'));
      assert.ok(texts.every((text) => text.length > 80 && !text.includes('undefined')));
      assert.ok(format === 'text' || texts.every((text) => !/<(script|link rel="stylesheet"|iframe)/.test(text)), 'nothing is loaded but pictures');
    }
  });

  const text = async (house, address) => (await fetch(address.replace(/^https?:\/\/[^/]+/, house.address))).text();
  const keeps = async (house, address) => {
    const file = scratch('sitemap.xml');
    writeFileSync(file, await text(house, address));
    assert.deepEqual(await complaints('sitemap.xsd', [file]), [], address);
    return readFileSync(file, 'utf8');
  };

  test(`the sitemaps keep to their schemas: ${engine}`, async () => {
    const index = await keeps(site, `${site.address}/sitemap.xml`);
    const of = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
    assert.ok(of.length >= languages.length);
    for (const address of of) await keeps(site, address);
  });

  // The demo's news is older than two days: without any, a news sitemap is empty, which Google takes and the schema does not.
  test(`the sitemaps of news keep to theirs: ${engine}`, async () => {
    const house = await serveFresh({ folder: path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'news-')), 'agency'), database: site.database });
    try {
      const of = (language) => ({ kind: 'story', id: `fresh-${language}`, language, state: 'published', published_at: new Date(Date.now() - 60_000).toISOString(), headline: 'A <lamp> & a street', body: { type: 'doc', content: [] } });
      const lines = scratch('stories.jsonl');
      writeFileSync(lines, ['en', 'be', 'ru'].map((language) => JSON.stringify(of(language))).join('\n') + '\n');
      await run(binary, ['import', 'stories', lines, '--data', house.folder], { env: { ...process.env, VESTKA_DATABASE_URL: house.database } });
      for (const language of ['en', 'be', 'ru']) {
        const news = await keeps(house, `${house.address}/news-sitemap/${language}.xml`);
        assert.match(news, /A &lt;lamp&gt; &amp; a street/);
      }
    } finally {
      await house.stop();
    }
  });
}
