// The Nu HTML checker on every type of page in every language: no error and no warning.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlFaults } from '../looks.js';
import { get, pages } from '../site.js';

test('the Nu HTML checker has nothing to say', async (t) => {
  const bodies = await Promise.all(pages.map(async ({ path, status }) => {
    const page = await get(path);
    assert.equal(page.status, status, path);
    return page.body;
  }));
  for (const [number, faults] of htmlFaults(bodies).entries()) {
    const { type, language } = pages[number];
    await t.test(`${type}, ${language}`, () => assert.deepEqual(faults, []));
  }
});
