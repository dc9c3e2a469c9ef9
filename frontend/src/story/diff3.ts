// Three rows of lines cut into stretches: where all agree, and where one or two differ from the common base.

/** From and to, the end not included. */
export type Range = [number, number];

/** The largest table for finding common lines; beyond it a changed middle is one stretch. */
const MOST_CELLS = 4_000_000;

/** Stretches of base, theirs and mine that belong together, in order and covering all three. */
export function changes(base: string[], theirs: string[], mine: string[]): [Range, Range, Range][] {
  const toTheirs = matches(base, theirs);
  const toMine = matches(base, mine);
  const out: [Range, Range, Range][] = [];
  let [b, t, m] = [0, 0, 0];
  for (let at = 0; at <= base.length; at++) {
    const end = at === base.length;
    const [nextT, nextM] = end ? [theirs.length, mine.length] : [toTheirs[at], toMine[at]];
    // A line is an anchor when both sides kept it.
    if (nextT === undefined || nextM === undefined) continue;
    if (at > b || nextT > t || nextM > m) out.push([[b, at], [t, nextT], [m, nextM]]);
    if (end) break;
    out.push([[at, at + 1], [nextT, nextT + 1], [nextM, nextM + 1]]);
    [b, t, m] = [at + 1, nextT + 1, nextM + 1];
  }
  return out;
}

/** For each line of `a` its place in `b`, where the line was kept. */
export function matches(a: string[], b: string[]): (number | undefined)[] {
  const out: (number | undefined)[] = new Array(a.length).fill(undefined);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) out[start] = start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) out[--endA] = --endB;
  const [rows, columns] = [endA - start, endB - start];
  if (rows * columns > 0 && rows * columns <= MOST_CELLS) longestCommon(a, b, start, rows, columns, out);
  return out;
}

/** The classic table: how many lines are common from here on. */
function longestCommon(a: string[], b: string[], start: number, rows: number, columns: number, out: (number | undefined)[]) {
  const width = columns + 1;
  const table = new Uint32Array((rows + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const equal = a[start + i] === b[start + j];
      table[i * width + j] = equal ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    if (a[start + i] === b[start + j]) out[start + i++] = start + j++;
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
}
