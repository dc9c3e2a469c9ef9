// Twelve words (BIP 39, English, no passphrase), and the seed from which every pass of every epoch follows; the
// derivation is that of crates/passes/src/wallet.rs.
import list from '../../../../crates/passes/src/wallet/english.txt';
import { concat, sha256, utf8, type Bytes } from './bytes';

export const WORDS = 12;
const LIST = list.trim().split('\n');
const INFO = 'vestka plus pass 1';
const ROUNDS = 2048;

/** Why words are no wallet; a word that was typed is not repeated. */
export class WordsError extends Error {
  /** `place` is the word, from 1; `given` is how many there are. */
  constructor(readonly which: 'count' | 'unknown' | 'checksum', readonly values: { place?: number; given?: number } = {}) {
    super(which);
  }
}

/** The words of 128 random bits. */
export async function wordsOf(entropy: Uint8Array): Promise<string> {
  const digest = await sha256(entropy);
  const bits = [...entropy, digest[0] ?? 0].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: WORDS }, (_, place) => LIST[parseInt(bits.slice(11 * place, 11 * place + 11), 2)]).join(' ');
}

/** Reads words as people write them: in any case, with any spaces, commas or line breaks between them. */
export async function readWords(typed: string): Promise<string> {
  const written = typed.toLowerCase().split(/[\s\u0085,;.]+/).filter(Boolean);
  if (written.length !== WORDS) throw new WordsError('count', { given: written.length });
  const indexes = written.map(word => LIST.indexOf(word));
  const unknown = indexes.indexOf(-1);
  if (unknown >= 0) throw new WordsError('unknown', { place: unknown + 1 });
  const bits = indexes.map(index => index.toString(2).padStart(11, '0')).join('');
  const entropy = Uint8Array.from({ length: 16 }, (_, place) => parseInt(bits.slice(8 * place, 8 * place + 8), 2));
  const words = written.join(' ');
  if ((await wordsOf(entropy)) !== words) throw new WordsError('checksum');
  return words;
}

/** words -> seed: PBKDF2-HMAC-SHA-512, 64 bytes. */
export async function seedOf(words: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', utf8(words), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-512', salt: utf8('mnemonic'), iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 512));
}

/** What only the reader knows of a pass. */
export interface Secrets {
  nonce: Bytes;
  salt: Bytes;
  /** Its remainder by the modulus is the blinding factor r. */
  blind: Bytes;
}

/** seed -> the secrets of pass `index` of an epoch under a key: HKDF-SHA-256, 352 bytes. */
export async function secretsOf(seed: Bytes, epoch: string, keyId: Uint8Array, index: number): Promise<Secrets> {
  const key = await crypto.subtle.importKey('raw', seed, 'HKDF', false, ['deriveBits']);
  const info = concat(utf8(INFO), utf8(epoch), Uint8Array.of(index), keyId);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  const okm = new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * 352));
  return { nonce: okm.slice(0, 32), salt: okm.slice(32, 80), blind: okm.slice(80) };
}
