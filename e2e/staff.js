// People of the newsroom for tests: invited on the command line as an operator would, set up with password and code,
// signed in by a link.
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import path from 'node:path';

export const binary = process.env.VESTKA_BINARY ?? path.join(import.meta.dirname, '../target/debug/vestka');

export const password = 'seven herons over Ščara';

// Where browsers open the desk: passkeys need a name, which this machine has.
export const deskOf = (site) => site.address.replace('127.0.0.1', 'localhost');

function link(site, args) {
  const env = { ...process.env, VESTKA_DATABASE_URL: site.database, RUST_BACKTRACE: '0' };
  const said = execFileSync(binary, ['staff', ...args, '--data', site.folder], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return deskOf(site) + new URL(said.trim()).pathname;
}

// A link that makes a member with that role.
export const inviteLink = (site, role, name) => link(site, ['invite', '--role', role, '--name', name]);

// A link that signs a member in.
export const signInLink = (site, name) => link(site, ['sign-in', name]);

// The one-time code of a secret in base 32 (RFC 6238), `ahead` half minutes from now.
export function codeOf(secret, ahead = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

// Goes through an invitation with password and code; the page ends at the recovery codes. Answers the secret, and the
// code that is used up: half a minute later another one would be asked for.
export async function setUp(page, invite, { signIn, name, language = 'en' }) {
  await page.goto(invite);
  if (name) await page.fill('#name', name);
  await page.fill('#sign_in', signIn);
  await page.selectOption('#language', language);
  await page.click('button[value=password]');
  const secret = await page.textContent('.secret');
  await page.fill('#password', password);
  const used = codeOf(secret);
  await page.fill('#code', used);
  await page.click('main form button');
  await page.waitForURL('**/desk/me/recovery-codes');
  return { secret, used };
}

// Signs a page in as somebody with that role, who is made on first use; without a name as somebody whom no other file of
// tests makes at the same time. Answers their sign-in name.
export async function signInAs(page, site, role, name = `The ${role} ${process.pid}`) {
  const signIn = `${role}-${name.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
  let to;
  try {
    to = signInLink(site, signIn);
  } catch {
    const other = await page.context().browser().newContext();
    await setUp(await other.newPage(), inviteLink(site, role, name), { signIn, name });
    await other.close();
    to = signInLink(site, signIn);
  }
  await page.goto(to);
  await page.click('main form button');
  await page.waitForURL('**/desk/me');
  return signIn;
}
