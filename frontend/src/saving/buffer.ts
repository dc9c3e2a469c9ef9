// The text that the server has not acknowledged, kept in this browser: IndexedDB, else localStorage, else only this
// page's memory, which the writer is told. A record is removed only by who knows that the server has that very text.
import type { Document } from '../story/types';

/** What one page has not got acknowledged. */
export interface Kept {
  /** Story and page: two pages on one story do not overwrite each other's record. */
  key: string;
  story: string;
  /** The revision that the text was written on. */
  base: number;
  document: Document;
  /** What was sent and never answered: it must be asked about again, unchanged, before anything newer is sent. */
  pending: Document | null;
  /** When it was kept, in milliseconds. */
  at: number;
  /** Counts the writes of this page. */
  stamp: number;
}

/** How long a kept text lasts: beyond a reload, or as long as the page. */
export type Lasting = 'browser' | 'page';

export interface Buffer {
  keep(record: Kept): Promise<Lasting>;
  all(story: string): Promise<Kept[]>;
  /** Removes the record if it has not been written anew since. */
  drop(key: string, stamp: number): Promise<void>;
}

interface Shelf {
  put(record: Kept): Promise<void>;
  all(): Promise<Kept[]>;
  drop(key: string, stamp: number): Promise<void>;
}

const DATABASE = 'vestka-desk';
const STORE = 'kept';

/** The shelves of this browser, the most lasting first. */
export function browserBuffer(): Buffer {
  return buffer([
    { shelf: lazily(openDatabase), lasting: 'browser' },
    { shelf: lazily(async () => localShelf(window.localStorage)), lasting: 'browser' },
    { shelf: memoryShelf(), lasting: 'page' },
  ]);
}

/** Writes to the first shelf that takes it; reads from all, because an earlier page may have had to take another. */
export function buffer(shelves: { shelf: Shelf; lasting: Lasting }[]): Buffer {
  return {
    async keep(record) {
      for (const { shelf, lasting } of shelves) {
        try {
          await shelf.put(record);
          return lasting;
        } catch {
          // Full, forbidden or not there: the next one.
        }
      }
      throw new Error('no shelf takes the text');
    },
    async all(story) {
      const found = await Promise.all(shelves.map(({ shelf }) => shelf.all().catch(() => [])));
      const latest = new Map<string, Kept>();
      for (const record of found.flat()) {
        const other = latest.get(record.key);
        if (record.story === story && (!other || other.stamp < record.stamp)) latest.set(record.key, record);
      }
      return [...latest.values()].sort((a, b) => a.at - b.at);
    },
    async drop(key, stamp) {
      await Promise.all(shelves.map(({ shelf }) => shelf.drop(key, stamp).catch(() => undefined)));
    },
  };
}

export function memoryShelf(): Shelf {
  const records = new Map<string, Kept>();
  return {
    put: async record => void records.set(record.key, structuredClone(record)),
    all: async () => [...records.values()],
    drop: async (key, stamp) => void ((records.get(key)?.stamp ?? Infinity) <= stamp && records.delete(key)),
  };
}

export function localShelf(storage: Storage): Shelf {
  const prefix = `${DATABASE}/`;
  const read = (name: string): Kept | null => {
    try {
      return JSON.parse(storage.getItem(name) ?? 'null') as Kept | null;
    } catch {
      return null;
    }
  };
  return {
    put: async record => storage.setItem(prefix + record.key, JSON.stringify(record)),
    async all() {
      const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
      return names.filter(name => name.startsWith(prefix)).map(read).filter((record): record is Kept => !!record?.document);
    },
    async drop(key, stamp) {
      const record = read(prefix + key);
      if (record && record.stamp <= stamp) storage.removeItem(prefix + key);
    },
  };
}

/** Opens when first needed, once; a failure is the same failure ever after. */
function lazily(open: () => Promise<Shelf>): Shelf {
  let opened: Promise<Shelf> | null = null;
  const shelf = () => (opened ??= open());
  return {
    put: async record => (await shelf()).put(record),
    all: async () => (await shelf()).all(),
    drop: async (key, stamp) => (await shelf()).drop(key, stamp),
  };
}

function openDatabase(): Promise<Shelf> {
  return new Promise((opened, failed) => {
    const request = indexedDB.open(DATABASE, 1);
    // Some private windows neither open nor refuse.
    setTimeout(() => failed(new Error('the database does not open')), 2000);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onsuccess = () => opened(databaseShelf(request.result));
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error('the database is held by another page'));
  });
}

function databaseShelf(database: IDBDatabase): Shelf {
  const transaction = <T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T> | void): Promise<T> =>
    new Promise((done, failed) => {
      // Strict: on the disk before it counts as kept, so that it outlives the machine and not only the page.
      const tx = database.transaction(STORE, mode, { durability: 'strict' });
      const request = run(tx.objectStore(STORE));
      tx.oncomplete = () => done(request?.result as T);
      tx.onerror = tx.onabort = () => failed(tx.error);
    });
  return {
    put: record => transaction('readwrite', store => void store.put(record)),
    all: () => transaction<Kept[]>('readonly', store => store.getAll()),
    drop: (key, stamp) =>
      transaction('readwrite', store => {
        const request: IDBRequest<Kept | undefined> = store.get(key);
        request.onsuccess = () => request.result && request.result.stamp <= stamp && store.delete(key);
      }),
  };
}

/** Which pages are open now: their records are theirs to send. Each page holds a lock named after its key. */
export async function livingKeys(): Promise<Set<string>> {
  const held = (await navigator.locks?.query().catch(() => null))?.held ?? [];
  return new Set(held.map(lock => lock.name ?? '').filter(name => name.startsWith(LOCK)).map(name => name.slice(LOCK.length)));
}

export function holdKey(key: string): void {
  void navigator.locks?.request(LOCK + key, () => new Promise(() => undefined)).catch(() => undefined);
}

const LOCK = 'vestka-story:';
