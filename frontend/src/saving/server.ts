// The desk's server as the editor asks it. What is no answer - a lost line, a 500 - is thrown or told as 'busy'.
import type { Answer, Clash, Document } from '../story/types';
import type { Transport } from './sides';

export interface Others {
  others: { name: string; since: string; field: string }[];
  head: number;
  head_author: string;
}

export interface UploadedPicture {
  file: string;
  url: string;
  width?: number;
  height?: number;
  alt: string;
  caption: string;
  credit: string;
}

/** A refusal with the server's own sentence. */
export class Refused extends Error {}

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  // Redirects lead to the sign-in page: they are an answer, not to be followed.
  return fetch(url, { redirect: 'manual', credentials: 'same-origin', ...init, headers: { Accept: 'application/json', ...init.headers } });
}

function askJson(url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const text = JSON.stringify(body);
  // A small save outlives its page, so that what is typed in the last second is not left to the buffer alone.
  const keepalive = text.length < 16_000;
  return ask(url, { method: 'POST', body: text, headers: { 'Content-Type': 'application/json' }, signal: signal ?? null, keepalive });
}

async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

export function isSignedOut(response: Response): boolean {
  return response.type === 'opaqueredirect' || response.status === 401 || response.status === 403;
}

/** The sentence of a refusal. */
async function sentenceOf(response: Response): Promise<string> {
  const told = await json<{ error?: string }>(response).catch((): { error?: string } => ({}));
  return told.error ?? `${response.status} ${response.statusText}`.trim();
}

export async function readAnswer(response: Response): Promise<Answer> {
  // A 403 may be somebody else's session, or a right that is gone: what the server says about it is shown.
  if (response.status === 403) return { kind: 'signed-out', sentence: await sentenceOf(response) };
  if (isSignedOut(response)) return { kind: 'signed-out' };
  switch (response.status) {
    case 200: {
      const told = await json<{ outcome: string; revision: number; document?: Document }>(response);
      if (told.outcome === 'merged' && told.document) return { kind: 'merged', revision: told.revision, document: told.document };
      if (told.outcome === 'saved' || told.outcome === 'same') return { kind: 'saved', revision: told.revision };
      return { kind: 'busy' };
    }
    case 409:
      return { kind: 'clash', clash: await json<Clash>(response) };
    case 410:
      return { kind: 'killed' };
    case 408:
    case 425:
    case 429: {
      const seconds = Number(response.headers.get('retry-after'));
      return seconds > 0 ? { kind: 'busy', after_ms: seconds * 1000 } : { kind: 'busy' };
    }
    default:
      return response.status >= 500 ? { kind: 'busy' } : { kind: 'refused', sentence: await sentenceOf(response) };
  }
}

export function transport(story: string): Transport {
  return {
    save: async (base, document, signal) => readAnswer(await askJson(`${story}/revisions`, { base, document }, signal)),
    async head() {
      const response = await ask(`${story}/head`);
      if (!response.ok) throw new Error(String(response.status));
      return json(response);
    },
  };
}

export async function presence(story: string, field: string): Promise<Others | null> {
  const response = await askJson(`${story}/presence`, { field });
  return response.ok ? json<Others>(response) : null;
}

async function wanted<T>(response: Response): Promise<T> {
  if (response.ok) return json<T>(response);
  if (isSignedOut(response) || response.status >= 500) throw new Error(String(response.status));
  throw new Refused(await sentenceOf(response));
}

export async function upload(url: string, file: File): Promise<UploadedPicture> {
  const form = new FormData();
  form.append('file', file, file.name || 'picture');
  return wanted(await ask(url, { method: 'POST', body: form }));
}

export async function findPictures(url: string, words: string): Promise<UploadedPicture[]> {
  const found = await wanted<{ pictures: UploadedPicture[] }>(await ask(`${url}?q=${encodeURIComponent(words)}`));
  return found.pictures;
}

export async function newTopic(url: string, name: string): Promise<{ id: string; name: string }> {
  return wanted(await askJson(url, { name }));
}

export async function setSlug(story: string, slug: string): Promise<{ slug?: string }> {
  return wanted(await askJson(`${story}/slug`, { slug }));
}

export async function schedule(url: string, at: string, revision: number): Promise<unknown> {
  return wanted(await askJson(url, { at, revision }));
}
