// The agency's own API on both databases: everything it says is valid ninjs by IPTC's schema; each story is found again by its code;
// a page of another site may ask.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { languages, sites } from '../site.js';

const schema = JSON.parse(readFileSync(new URL('../schemas/ninjs-schema_3.1.json', import.meta.url)));
const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
const isNinjs = ajv.compile(schema);

const valid = (item) => assert.ok(isNinjs(item), `${item.uri}: ${JSON.stringify(isNinjs.errors)}`);

for (const [engine, site] of Object.entries(sites)) {
  // The addresses that it gives are the agency's own, not this machine's.
  const ask = async (address) => {
    const answer = await fetch(address.replace(/^https?:\/\/[^/]+/, site.address));
    return { status: answer.status, type: answer.headers.get('content-type'), anybody: answer.headers.get('access-control-allow-origin'), said: await answer.json() };
  };

  test(`every story is valid ninjs 3.1 and is found again by its code: ${engine}`, async () => {
    for (const language of languages) {
      const all = [];
      for (let next = `${site.address}/api/v1/${language}/stories?limit=40`; next; ) {
        const { status, said } = await ask(next);
        assert.equal(status, 200);
        all.push(...said.stories);
        next = said.next;
        if (!next) assert.equal(all.length, said.total);
      }
      assert.ok(all.length > 15);
      all.forEach(valid);
      assert.equal(new Set(all.map((story) => story.uri)).size, all.length);
      assert.ok(all.some((story) => story.representationType === 'partial') && all.some((story) => story.representationType === 'full'));
      assert.ok(all.some((story) => story.associations.some((one) => one.rel === 'translation')));
      for (const story of all.slice(0, 5)) {
        const code = story.altIds.find((id) => id.role === 'code').value;
        const { type, anybody, said } = await ask(`${site.address}/api/v1/story/${code}`);
        assert.deepEqual([type, anybody], ['application/vnd.iptc.g2.ninjs+json', '*']);
        assert.deepEqual(said, story);
      }
    }
  });

  test(`the killed story of the demo answers 410 in ninjs: ${engine}`, async () => {
    const { said } = await ask(`${site.address}/en/corrections.json`);
    const killed = said.withdrawn[0];
    const answer = await ask(`${site.address}/api/v1/story/${killed.short_url.split('/').at(-1)}`);
    assert.equal(answer.status, 410);
    valid(answer.said);
    assert.deepEqual([answer.said.uri, answer.said.pubStatus, answer.said.edNote], [killed.id, 'canceled', killed.notice]);
  });

  // Its report is long: it is shown only when something was found. Of the methods that an address allows the document has those
  // for programs: the desk's own pages share some addresses.
  test(`the API keeps to its OpenAPI document: ${engine}`, { skip: process.env.SCHEMATHESIS ? false : 'SCHEMATHESIS names no program' }, async () => {
    const folder = mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'schemathesis-'));
    const options = ['--checks', 'all', '--exclude-checks', 'allow_header_conformance,unsupported_method', '--max-examples', '20', '--seed', '1', '--no-color', '--generation-database', 'none'];
    const run = promisify(execFile)(process.env.SCHEMATHESIS, ['run', `${site.address}/api/v1/openapi.json`, '--url', site.address, ...options], { cwd: folder, maxBuffer: 1 << 26 });
    const { stdout } = await run.catch((error) => assert.fail(error.stdout || error.message));
    assert.match(stdout, /Fuzzing[^]*\d+ passed/);
    assert.doesNotMatch(stdout, /❌/);
  });
}
