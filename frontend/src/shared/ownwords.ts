// Words for the small islands: they carry the few that they need and not the editor's whole list. The page may bring its
// own in `<script type="application/json" id="words">`; a test holds the English against words.json.

let spoken: Record<string, string> | null = null;

export function own(key: string, english: string, values: Record<string, string | number> = {}): string {
  spoken ??= read();
  return (spoken[key] ?? english).replace(/%([a-z]+)/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

function read(): Record<string, string> {
  try {
    return JSON.parse(document.getElementById('words')?.textContent ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}
