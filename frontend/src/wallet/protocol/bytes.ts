// Bytes and what they are written as. WebCrypto's hashes are here too: `crypto.subtle` is there over HTTPS, on localhost
// and on onion addresses, and nowhere else.

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, place) => byte === b[place]);

export const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

/** Two bytes, the most significant first. */
export const u16 = (value: number): Bytes => Uint8Array.of(value >> 8, value & 255);

/** base64url without padding (RFC 4648, section 5). */
export function base64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Reads base64url without padding; `null` for anything that is written in another way. */
export function fromBase64url(text: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(binary, c => c.charCodeAt(0));
  // No second way to write the same bytes: the bits that are left over are zero.
  return base64url(bytes) === text ? bytes : null;
}

async function hash(name: string, parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(name, concat(...parts)));
}

export const sha256 = (...parts: Uint8Array[]): Promise<Bytes> => hash('SHA-256', parts);
export const sha384 = (...parts: Uint8Array[]): Promise<Bytes> => hash('SHA-384', parts);
