// A batch: the ten passes of an epoch, drawn with one request and one answer. The same seed, epoch, key and challenge
// make the same batch, so a reinstall from the twelve words locks nobody out.
import { concat, equal, type Bytes } from './bytes';
import { TOKEN_TYPE } from './challenge';
import { Nk, truncated, type PublicKey } from './key';
import { number } from './number';
import { blind, BlindError, finalize, verify } from './rsabssa';
import { secretsOf, type Secrets } from './words';

export const PASSES = 10;
const INPUT_BYTES = 2 + 32 + 32 + 32;
export const TOKEN_BYTES = INPUT_BYTES + Nk;

/** What the reader keeps of one pass from request to answer; made again at will. */
export interface Pending {
  token_input: Bytes;
  inv: bigint;
}

export interface Prepared {
  /** The request: the key's identifier, ten token requests. */
  bytes: Bytes;
  pending: Pending[];
}

/** TokenRequest of one pass (RFC 9578, section 6.1). */
export async function request(key: PublicKey, digest: Uint8Array, secrets: Secrets): Promise<{ bytes: Bytes; pending: Pending }> {
  const token_input = concat(TOKEN_TYPE, secrets.nonce, digest, key.id);
  const { blinded_msg, inv } = await blind(key.n, token_input, secrets.salt, number(secrets.blind) % key.n);
  return { bytes: concat(TOKEN_TYPE, Uint8Array.of(truncated(key.id)), blinded_msg), pending: { token_input, inv } };
}

/** The token of the till's answer to one request (section 6.3). A token that comes out of here is valid. */
export async function token(key: PublicKey, pending: Pending, blind_sig: Uint8Array): Promise<Bytes> {
  return concat(pending.token_input, await finalize(key.n, pending.token_input, blind_sig, pending.inv));
}

export async function prepare(seed: Bytes, epoch: string, key: PublicKey, digest: Uint8Array): Promise<Prepared> {
  const indexes = Array.from({ length: PASSES }, (_, index) => index);
  const all = await Promise.all(indexes.map(async index => request(key, digest, await secretsOf(seed, epoch, key.id, index))));
  return { bytes: concat(key.id, ...all.map(one => one.bytes)), pending: all.map(one => one.pending) };
}

/** The ten tokens of the till's answer, in the order of their index: an answer is whole or nothing. */
export async function finish(key: PublicKey, prepared: Prepared, answer: Uint8Array): Promise<Bytes[]> {
  if (answer.length !== PASSES * Nk) throw new BlindError('unexpected input size');
  return Promise.all(prepared.pending.map((pending, index) => token(key, pending, answer.slice(Nk * index, Nk * (index + 1)))));
}

/** Whether a token is of this key and challenge (section 6.4). */
export async function isValid(key: PublicKey, digest: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  const isMeant = bytes.length === TOKEN_BYTES && equal(bytes.slice(0, 2), TOKEN_TYPE) && equal(bytes.slice(34, 66), digest);
  if (!isMeant || !equal(bytes.slice(66, INPUT_BYTES), key.id)) return false;
  return verify(key.n, bytes.slice(0, INPUT_BYTES), bytes.slice(INPUT_BYTES));
}
