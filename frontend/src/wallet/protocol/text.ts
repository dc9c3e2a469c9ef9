// A pass as text: what is pasted into the form at the gate, and what its QR code says.
import { base64url, equal, fromBase64url, type Bytes } from './bytes';
import { TOKEN_BYTES } from './batch';
import { TOKEN_TYPE } from './challenge';

const PREFIX = 'plus1.';

export const passText = (token: Uint8Array): string => PREFIX + base64url(token);

/** Reads a pass as it was pasted; `null` for anything else. */
export function readPass(text: string): Bytes | null {
  const seen = text.replace(/[\s\u0085\u200b-\u200f\u2060\ufeff]/g, '');
  const token = seen.startsWith(PREFIX) ? fromBase64url(seen.slice(PREFIX.length)) : null;
  return token?.length === TOKEN_BYTES && equal(token.slice(0, 2), TOKEN_TYPE) ? token : null;
}
