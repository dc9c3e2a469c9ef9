// Which addresses a story may link to: the same rule and spelling as crates/content/src/body/link.rs, so that what the
// editor lets in the server takes.

const MAX_BYTES = 4096;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;
const ODD = /[\s"<>`{}|\\^[\]]/;
const ODD_IN_HOST = /[\s"<>`{}|^]/;

/** The address in its kept spelling, or null when it may not be linked. */
export function linkAddress(given: string): string | null {
  const address = given.trim();
  if (!address || CONTROL.test(address)) return null;
  const kept = canonical(address);
  return kept !== null && new TextEncoder().encode(kept).length <= MAX_BYTES ? kept : null;
}

/** The same for what people type: `example.org/x` becomes `https://example.org/x`, an e-mail address `mailto:`. */
export function typedAddress(typed: string): string | null {
  const address = typed.trim();
  const kept = linkAddress(address);
  if (kept !== null) return kept;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return linkAddress(`mailto:${address}`);
  if (/^[^\s/:?#]+\.[^\s/:?#.]{2,}([/?#].*)?$/.test(address)) return linkAddress(`https://${address}`);
  return null;
}

const TRACKING = /^(utm_.*|fbclid|gclid|gbraid|wbraid|yclid|ysclid|mc_cid|mc_eid|igshid|dclid|msclkid|_openstat)$/i;

/** A pasted address without what tells where its reader came from; Google's and Word's wrappers taken off. */
export function cleanAddress(given: string): string | null {
  const address = unwrapped(given.trim());
  const [rest, fragment] = parted(address, '#');
  const [path, query] = parted(rest, '?');
  if (query === null) return linkAddress(address);
  const kept = query.split('&').filter(pair => !TRACKING.test(pair.split('=')[0] ?? ''));
  return linkAddress(path + (kept.length ? `?${kept.join('&')}` : '') + (fragment === null ? '' : `#${fragment}`));
}

/** Google Docs leads all links through a page of Google's. */
function unwrapped(address: string): string {
  const found = /^https?:\/\/www\.google\.[a-z.]+\/url\?(?:[^#]*&)?(?:q|url)=([^&#]+)/.exec(address);
  if (!found?.[1]) return address;
  try {
    return decodeURIComponent(found[1]);
  } catch {
    return address;
  }
}

function parted(text: string, at: string): [string, string | null] {
  const index = text.indexOf(at);
  return index < 0 ? [text, null] : [text.slice(0, index), text.slice(index + 1)];
}

function canonical(address: string): string | null {
  if (address.startsWith('#')) return encode('', address);
  // Browsers read a backslash as a slash: `/\host` would leave the site as `//host` does.
  if (address.startsWith('/')) return /^\/[/\\]/.test(address) ? null : encode('', address);
  const colon = address.indexOf(':');
  if (colon < 0) return null;
  const scheme = address.slice(0, colon).toLowerCase();
  const rest = address.slice(colon + 1);
  if (scheme === 'mailto') return rest ? encode('mailto:', rest) : null;
  if ((scheme !== 'http' && scheme !== 'https') || !rest.startsWith('//')) return null;
  const end = rest.slice(2).search(/[/?#\\]/);
  const host = end < 0 ? rest.slice(2) : rest.slice(2, 2 + end);
  const named = host.slice(host.lastIndexOf('@') + 1);
  if (!named || named.startsWith(':') || ODD_IN_HOST.test(host)) return null;
  return encode(`${scheme}://${host}`, rest.slice(2 + host.length));
}

/** Percent-encodes what the URL standard keeps out of paths, queries and fragments; leaves what is encoded already. */
function encode(start: string, rest: string): string {
  let out = start;
  let fragment = false;
  let at = 0;
  for (const c of rest) {
    at += c.length;
    let odd = ODD.test(c);
    if (c === '%') odd = !/^[0-9a-fA-F]{2}/.test(rest.slice(at));
    if (c === '#') {
      odd = fragment;
      fragment = true;
    }
    out += odd ? percent(c) : c;
  }
  return out;
}

function percent(c: string): string {
  return [...new TextEncoder().encode(c)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
