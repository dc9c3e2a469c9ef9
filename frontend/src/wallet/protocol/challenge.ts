// What a pass is good for (RFC 9577, section 2.1): the same for every reader, story and mirror.
import { concat, sha256, u16, utf8, type Bytes } from './bytes';

export const TOKEN_TYPE = u16(0x0002);
const ORIGIN_INFO = 'vestka-plus';

/** TokenChallenge of an issuer: no redemption context, an origin that is no host name. */
export function tokenChallenge(issuer: string): Bytes {
  const [name, origin] = [utf8(issuer), utf8(ORIGIN_INFO)];
  if (name.length < 1 || name.length > 0xffff) throw new RangeError('an issuer has a name');
  return concat(TOKEN_TYPE, u16(name.length), name, Uint8Array.of(0), u16(origin.length), origin);
}

/** `challenge_digest`. */
export const challengeDigest = (issuer: string): Promise<Bytes> => sha256(tokenChallenge(issuer));
