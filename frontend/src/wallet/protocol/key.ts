// The till's public keys: SubjectPublicKeyInfo as RFC 9578 (section 6.5) asks for it, in the one form that is understood.
import { concat, equal, sha256, type Bytes } from './bytes';
import { bitsOf, number } from './number';

/** `Nk` of token type 0x0002: length of a modulus, of a blinded message and of a signature, in bytes. */
export const Nk = 256;

// RSASSA-PSS, SHA-384, MGF1 of the same, 48 bytes of salt; after the modulus the exponent 65537.
const HEAD = fromHex(
  '30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108300b' +
  '0609608648016503040202a2030201300382010f003082010a0282010100',
);
const TAIL = fromHex('0203010001');

export interface PublicKey {
  n: bigint;
  spki: Bytes;
  /** `token_key_id`: the SHA-256 of the above. */
  id: Bytes;
}

/** Reads 342 bytes of DER; `null` for any other key and any other way to write one. */
export async function publicKey(spki: Bytes): Promise<PublicKey | null> {
  const modulus = spki.slice(HEAD.length, HEAD.length + Nk);
  const n = number(modulus);
  const isOurs = equal(spki, concat(HEAD, modulus, TAIL)) && bitsOf(n) === 8 * Nk && n % 2n === 1n;
  return isOurs ? { n, spki, id: await sha256(spki) } : null;
}

/** `truncated_token_key_id`, by which a request names its key. */
export const truncated = (id: Uint8Array): number => id[31] ?? 0;

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
}
