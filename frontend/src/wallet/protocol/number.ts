// Arithmetic modulo a key's modulus, with the language's own BigInt: 2,048 bits take a millisecond or two, also where
// the browser compiles nothing (Tor Browser's 'safer'). It does not take the same time for all numbers, which an
// adversary would have to measure on the reader's own device.
import { hex, type Bytes } from './bytes';

export const number = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes) || '0'}`);

/** I2OSP (RFC 8017, section 4.1): the number in so many bytes. */
export function bytesOf(value: bigint, length: number): Bytes {
  const digits = value.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, place) => parseInt(digits.slice(2 * place, 2 * place + 2), 16));
}

export const bitsOf = (value: bigint): number => value.toString(2).length;

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

/** The inverse, by Euclid; `null` where there is none. */
export function inverseOf(value: bigint, modulus: bigint): bigint | null {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : null;
}
