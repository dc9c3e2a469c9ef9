// The three addresses that a wallet speaks to; nothing is sent to any other. The first two go without cookies: the
// week's cookie says that somebody reads, the code says who paid.
import { base64url, fromBase64url, type Bytes } from './protocol/bytes';

const DIRECTORY = '/.well-known/private-token-issuer-directory';
const DRAW = '/plus/draw';

/** Why there is no answer. `later`: nothing is lost, it may be tried again. */
export class LineError extends Error {
  constructor(readonly which: 'malformed' | 'unpaid' | 'unknown' | 'other' | 'closed' | 'later') {
    super(which);
  }
}

const REFUSALS = { 400: 'malformed', 402: 'unpaid', 404: 'unknown', 409: 'other', 410: 'closed' } as const;

export async function fetchDirectory(): Promise<string> {
  const response = await asked(DIRECTORY, { cache: 'no-store' });
  if (!response.ok) throw new LineError('later');
  return response.text();
}

/** Hands a batch to the till: the signed batch. */
export async function drawBatch(code: string, batch: Uint8Array): Promise<Bytes> {
  const body = `${code.replace(/-/g, '')}\n${base64url(batch)}`;
  const response = await asked(DRAW, { method: 'POST', body, headers: { 'Content-Type': 'text/plain' } });
  if (!response.ok) throw new LineError(REFUSALS[response.status as keyof typeof REFUSALS] ?? 'later');
  return fromBase64url((await response.text()).trim()) ?? new Uint8Array(0);
}

/** Hands in a pass as the form would: whether it was taken. */
export async function enter(form: HTMLFormElement): Promise<'taken' | 'refused' | 'later'> {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => typeof value === 'string' && fields.append(name, value));
  const response = await fetch(form.action, { method: 'POST', body: fields, redirect: 'manual' }).catch(() => null);
  if (response?.type === 'opaqueredirect' || response?.ok) return 'taken';
  // Anything but a plain refusal says nothing of the pass: it stays.
  return response?.status === 422 ? 'refused' : 'later';
}

async function asked(address: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', ...how });
  } catch {
    throw new LineError('later');
  }
}
