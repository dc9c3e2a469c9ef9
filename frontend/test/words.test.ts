// words.json is the list that the newsroom translates: nothing missing, nothing left over, and the small islands' own
// English says the same.
import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import words from '../words.json';

const root = join(process.env.FRONTEND ?? '.', 'src');
const sources = readdirSync(root, { recursive: true }).map(String).filter(name => name.endsWith('.ts')).map(name => readFileSync(join(root, name), 'utf8'));

test('the small islands say what words.json says', () => {
  const said = sources.flatMap(text => [...text.matchAll(/\bown\(\s*'([^']+)',\s*'([^']+)'/g)]);
  assert(said.length >= 10);
  for (const [, key, english] of said) assert.equal(english, (words as Record<string, string>)[key ?? ''], key);
});

test('every word is used somewhere', () => {
  const all = sources.join('\n');
  const families = ['access-', 'access-wrong-', 'choose-', 'heading-', 'headline-', 'level-', 'source-', 'state-'];
  const unused = Object.keys(words).filter(key => {
    const isMade = families.some(family => key.startsWith(family) && all.includes(`\`${family}\${`));
    return !isMade && !all.includes(`'${key}'`);
  });
  assert.deepEqual(unused, []);
});

test('placeholders are %name, keys are made of a-z and -', () => {
  for (const [key, text] of Object.entries(words)) {
    assert.match(key, /^[a-z_]+(-[a-z_0-9]+)*$/, key);
    assert.doesNotMatch(text, /[{}<>]/, key);
  }
});
