// What tests of the paid tier do: make codes, take passes, know what a story says to payers only.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { binary } from './staff.js';

const root = path.join(import.meta.dirname, '..');

// The program, as operators and readers call it: what it prints.
export function vestka(site, args, { input = '', env = {} } = {}) {
  const all = { ...process.env, VESTKA_DATABASE_URL: site.database, RUST_BACKTRACE: '0', ...env };
  return execFileSync(binary, args, { env: all, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] }).trim();
}

export const makeCode = (site, months = 1) => vestka(site, ['code', 'make', '--months', String(months), '--data', site.folder]);

// A month's ten passes, drawn by the reader's own program.
export function drawPasses(site, code) {
  const words = vestka(site, ['pass', 'words']);
  return vestka(site, ['pass', 'draw', '--site', site.address, '--words-from', '-'], { input: words, env: { VESTKA_CODE: code } }).split('\n');
}

// Sends a form as a page of the site does; the answer is not followed.
export function post(site, to, fields, headers = {}) {
  const body = typeof fields === 'string' || fields instanceof Uint8Array ? fields : new URLSearchParams(fields);
  const usual = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  return fetch(new URL(to, site.address), { method: 'POST', body, headers: { ...usual, ...headers }, redirect: 'manual' });
}

const drawn = new Map();

// A pass of this month that nobody has used.
export function aPass(site) {
  if (!drawn.get(site.address)?.length) drawn.set(site.address, drawPasses(site, makeCode(site)));
  return drawn.get(site.address).pop();
}

// The week's cookie: `name=value`.
export async function weekCookie(site) {
  const answer = await post(site, '/enter', { pass: aPass(site), to: '' });
  return answer.headers.get('set-cookie').split(';')[0];
}

const demo = [1, 2].flatMap((part) => readFileSync(path.join(root, `demo/stories-${part}.jsonl`), 'utf8').trim().split('\n').map((line) => JSON.parse(line)));

// The last words of a story of the demo that its payers read.
export function paidWords(id, language) {
  const { body } = demo.find((story) => story.id === `${id}-${language}`);
  const last = body.content.at(-1);
  const paragraph = last.type === 'paragraph' ? last : last.content.at(-1);
  return paragraph.content.map(({ text }) => text).join('');
}
