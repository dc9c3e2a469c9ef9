// The API with a key that may do all that a program may, against its OpenAPI document, in a house of its own: what is written there
// is nobody else's. On both databases. That nothing is had without a key is asked where there is none, in api.test.js. What no
// schema can say is refused with 422 all the same: a file that is no picture, a language in which the agency does not publish.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { launch, withPage } from '../browser.js';
import { serveFresh } from '../server.js';
import { sites } from '../site.js';
import { deskOf, inviteLink, setUp } from '../staff.js';

const browser = await launch();
test.after(() => browser.close());

const without = process.env.SCHEMATHESIS ? false : 'SCHEMATHESIS names no program';

for (const [engine, site] of Object.entries(sites)) {
  test(`with a key too, the API keeps to its OpenAPI document: ${engine}`, { skip: without }, () => withPage(browser, {}, async (page) => {
    const folder = mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'openapi-'));
    const house = await serveFresh({ folder: path.join(folder, 'agency'), database: site.database });
    try {
      await setUp(page, inviteLink(house, 'administrator', 'Has programs'), { signIn: 'programs' });
      await page.goto(`${deskOf(house)}/desk/me/programs`);
      await page.getByLabel('Which program').fill('All there is');
      for (const right of await page.locator('main input[type=checkbox]').all()) await right.check();
      await page.getByRole('button', { name: 'Make a key' }).click();
      const key = await page.locator('code.code').textContent();
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const made = await fetch(`${house.address}/desk/stories`, { method: 'POST', headers, body: '{"language":"en"}' });
      assert.equal(made.status, 200);
      const { story } = await made.json();
      assert.ok(story);

      const checks = ['--checks', 'all', '--exclude-checks', 'allow_header_conformance,unsupported_method,ignored_auth,positive_data_acceptance'];
      const options = ['-H', `authorization: Bearer ${key}`, ...checks, '--max-examples', '20', '--seed', '1', '--no-color', '--generation-database', 'none'];
      const words = ['run', `${house.address}/api/v1/openapi.json`, '--url', house.address, ...options];
      const run = promisify(execFile)(process.env.SCHEMATHESIS, words, { cwd: folder, maxBuffer: 1 << 26 });
      const { stdout } = await run.catch((error) => assert.fail(error.stdout || error.message));
      assert.match(stdout, /Fuzzing[^]*\d+ passed/);
      assert.doesNotMatch(stdout, /❌/);
    } finally {
      await house.stop();
    }
  }));
}
