// The Nu HTML checker on every type of page in every language: no error and no warning.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import vnu from 'vnu-jar';
import { get, pages } from '../site.js';

// One run of the checker for all files: starting Java takes longer than checking.
test('the Nu HTML checker has nothing to say', async (t) => {
  const folder = mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'html-'));
  const files = await Promise.all(pages.map((page, number) => save(page, path.join(folder, String(number)))));
  const checked = spawnSync('java', ['-Xss1m', '-Xmx512m', '-jar', vnu, '--format', 'json', '--exit-zero-always', ...files]);
  assert.equal(checked.status, 0, String(checked.stderr));
  const { messages } = JSON.parse(checked.stderr);
  for (const [number, { type, language }] of pages.entries()) {
    const own = messages.filter((message) => message.url.endsWith(`/${number}/index.html`));
    await t.test(`${type}, ${language}`, () => assert.deepEqual(own.map(sentence), []));
  }
});

async function save({ path: address, status }, folder) {
  const page = await get(address);
  assert.equal(page.status, status, address);
  mkdirSync(folder);
  const file = path.join(folder, 'index.html');
  writeFileSync(file, page.body);
  return file;
}

function sentence({ type, subType, message, extract, lastLine }) {
  return `${subType ?? type}: ${message} Line ${lastLine}: ${extract}`;
}
