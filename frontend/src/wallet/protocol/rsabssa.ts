// RSABSSA with SHA-384 (RFC 9474): the reader's two steps, named as the RFC names them, for a modulus of any size and a
// salt of any length. The salt and the blinding factor are arguments: the wallet derives them.
import { base64url, concat, sha384, type Bytes } from './bytes';
import { bitsOf, bytesOf, inverseOf, number, power } from './number';

const E = 65_537n;
const hLen = 48;

/** What the RFC calls an error and stops at. `which` is its name there, or near it. */
export class BlindError extends Error {
  constructor(readonly which: 'encoding' | 'blinding' | 'unexpected input size' | 'invalid signature') {
    super(which);
  }
}

/** EMSA-PSS-ENCODE with MGF1 (RFC 8017, section 9.1.1 and appendix B.2.1). */
async function encode(msg: Uint8Array, salt: Uint8Array, emBits: number): Promise<Bytes> {
  const emLen = Math.ceil(emBits / 8);
  const padding = emLen - salt.length - hLen - 2;
  if (padding < 0) throw new BlindError('encoding');
  const h = await sha384(new Uint8Array(8), await sha384(msg), salt);
  const db = concat(new Uint8Array(padding), Uint8Array.of(1), salt);
  for (let counter = 0; counter * hLen < db.length; counter += 1) {
    const mask = await sha384(h, Uint8Array.of(0, 0, 0, counter));
    mask.forEach((byte, place) => counter * hLen + place < db.length && (db[counter * hLen + place]! ^= byte));
  }
  db[0]! &= 0xff >> (8 * emLen - emBits);
  return concat(db, h, Uint8Array.of(0xbc));
}

/** Blind (section 4.2). `r` is the blinding factor; `inv` is kept for {@link finalize}. */
export async function blind(n: bigint, msg: Uint8Array, salt: Uint8Array, r: bigint): Promise<{ blinded_msg: Bytes; inv: bigint }> {
  const m = number(await encode(msg, salt, bitsOf(n) - 1));
  // A message or a factor that shares a divisor with the modulus would have factored it.
  const inv = inverseOf(r, n);
  if (inv === null) throw new BlindError('blinding');
  return { blinded_msg: bytesOf((m * power(r, E, n)) % n, lengthOf(n)), inv };
}

/** Finalize (section 4.4): the signature, verified. */
export async function finalize(n: bigint, msg: Uint8Array, blind_sig: Uint8Array, inv: bigint, sLen = hLen): Promise<Bytes> {
  if (blind_sig.length !== lengthOf(n) || number(blind_sig) >= n) throw new BlindError('unexpected input size');
  const sig = bytesOf((number(blind_sig) * inv) % n, lengthOf(n));
  if (!(await verify(n, msg, sig, sLen))) throw new BlindError('invalid signature');
  return sig;
}

/** RSASSA-PSS-VERIFY (RFC 8017, section 8.1.2), by the browser. */
export async function verify(n: bigint, msg: Uint8Array, sig: Uint8Array, sLen = hLen): Promise<boolean> {
  const jwk = { kty: 'RSA', n: base64url(bytesOf(n, lengthOf(n))), e: 'AQAB' };
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: sLen }, key, concat(sig), concat(msg));
}

const lengthOf = (n: bigint): number => Math.ceil(bitsOf(n) / 8);
