// The reader code: 28 signs in Crockford's base 32, the last two of which are a checksum. Read as the till reads it
// (crates/passes/src/code.rs), so that a slip is told before anything is sent.

const SIGNS = 28;
const DATA = 26;
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
// Cyrillic letters, and the Latin letters or digits that they look like on a screen or in print.
const CYRILLIC = 'АВСЕЁНКМОРТХУЎЅІЇЈЗԚ';
const LATIN = 'ABCEEHKM0PTXYYS11J3Q';
const BETWEEN = /[\s\u0085_\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u200b-\u200f\u2060\ufeff-]/u;

/** Why what was typed is not a code; it is not repeated. */
export class CodeError extends Error {
  /** `place` is the sign, from 1; `given` is how many there are. */
  constructor(readonly which: 'empty' | 'sign' | 'length' | 'checksum', readonly values: { place?: number; given?: number } = {}) {
    super(which);
  }
}

/** The code as it is written: seven groups of four. */
export function readCode(typed: string): string {
  const values = [...typed].filter(c => !BETWEEN.test(c)).map((c, before) => {
    const value = valueOf(c);
    if (value < 0) throw new CodeError('sign', { place: before + 1 });
    return value;
  });
  if (!values.length) throw new CodeError('empty');
  if (values.length !== SIGNS) throw new CodeError('length', { given: values.length });
  const [first, second] = checksum(values.slice(0, DATA));
  const isRight = (values[0] ?? 0) < 8 && first === values[DATA] && second === values[DATA + 1];
  if (!isRight) throw new CodeError('checksum');
  return (values.map(value => LETTERS[value]).join('').match(/.{4}/g) ?? []).join('-');
}

function valueOf(c: string): number {
  const capital = c.toUpperCase();
  const looks = CYRILLIC.indexOf(capital);
  const latin = looks < 0 ? capital : LATIN.charAt(looks);
  const sign = latin === 'O' ? '0' : latin === 'I' || latin === 'L' ? '1' : latin;
  // A capital of several letters, such as that of ß, is none of ours.
  return sign.length === 1 ? LETTERS.indexOf(sign) : -1;
}

/** Remainder by x^2 + 6x + 8 over the field of 32 elements. */
function checksum(signs: number[]): [number, number] {
  return signs.reduce<[number, number]>(([high, low], sign) => {
    const lead = high ^ sign;
    return [low ^ times(lead, 6), times(lead, 8)];
  }, [0, 0]);
}

/** Multiplication in that field, modulo x^5 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit += 1) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 8; bit > 4; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  return product;
}
