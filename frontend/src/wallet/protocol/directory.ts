// The issuer directory (RFC 9578, section 4): the till's public keys, one an epoch, each with the moment from which it
// is used.
import { fromBase64url } from './bytes';
import { begins, epochAt, next, type Epoch } from './epoch';
import { publicKey, truncated, type PublicKey } from './key';

const MOST_CHARACTERS = 65_536;
const TYPE = 2;

/** Why a directory is refused. */
export class DirectoryError extends Error {
  constructor(readonly which: 'form' | 'key' | 'twice' | 'collision') {
    super(which);
  }
}

/** The keys by epoch, the earliest first. */
export async function readDirectory(json: string): Promise<Map<Epoch, PublicKey>> {
  const entries: [Epoch, PublicKey][] = [];
  for (const written of tokenKeys(json)) {
    if (written['token-type'] === TYPE) entries.push(await read(written));
  }
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  entries.forEach(([epoch, key], place) => {
    const [later, other] = entries[place + 1] ?? [];
    if (later === epoch) throw new DirectoryError('twice');
    if (other && later === next(epoch) && truncated(other.id) === truncated(key.id)) throw new DirectoryError('collision');
  });
  return new Map(entries);
}

type Written = Record<string, unknown>;

function tokenKeys(json: string): Written[] {
  try {
    const parsed = json.length <= MOST_CHARACTERS ? (JSON.parse(json) as Written | null) : null;
    const keys = typeof parsed?.['issuer-request-uri'] === 'string' ? parsed['token-keys'] : null;
    if (Array.isArray(keys) && keys.every(key => typeof (key as Written | null)?.['token-key'] === 'string')) return keys as Written[];
  } catch {
    // Said below.
  }
  throw new DirectoryError('form');
}

async function read(written: Written): Promise<[Epoch, PublicKey]> {
  const begin = Number.isSafeInteger(written['not-before']) ? (written['not-before'] as number) * 1_000 : NaN;
  // 342 bytes are 456 characters: nothing is padded.
  const spki = fromBase64url(String(written['token-key']));
  const key = spki && (await publicKey(spki));
  if (!key || !(Math.abs(begin) <= 8.64e15) || begins(epochAt(begin)) !== begin) throw new DirectoryError('key');
  return [epochAt(begin), key];
}
