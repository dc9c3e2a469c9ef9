// What a wallet knows, and how it is kept: one entry of the browser's localStorage, and only after the reader has said so.
//
// localStorage and not IndexedDB: it is there in every private window and in Tor Browser (which forgets both when it is
// closed), it can be read before anything has been loaded, and a year of
// passes has 60 kB. Neither words nor code are kept.
import { acceptedUntil, type Epoch } from './protocol/epoch';

const NAME = 'vestka-plus';
const VERSION = 1;

/** The passes of an epoch. */
export interface Month {
  /** As text, by index; `null` for one that is used or given away: its text could be compared with the gate's list. */
  passes: (string | null)[];
  /** None is handed in before this moment: the reader chose to wait. */
  from?: number;
}

export interface State {
  version: typeof VERSION;
  /** What passes are made out to. Another name for one reader alone would mark that reader's passes. */
  issuer: string;
  /** Which of a week's two passes is this device's; the other is the second device's. */
  slot: 0 | 1;
  /** The identifiers of all keys seen so far, in hexadecimal. */
  keys: Record<Epoch, string>;
  months: Record<Epoch, Month>;
}

/** Of the browser's Storage what is needed. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function fresh(issuer: string, slot: 0 | 1): State {
  return { version: VERSION, issuer, slot, keys: {}, months: {} };
}

/** What is kept; `null` where nothing is, or nothing that is understood. */
export function load(store: Store | null): State | null {
  try {
    const state = JSON.parse(store?.getItem(NAME) ?? 'null') as State | null;
    return state?.version === VERSION ? state : null;
  } catch {
    return null;
  }
}

/** Takes out what is over: nothing of a month stays longer than its passes are accepted. */
export function tidy(state: State, now: number): void {
  for (const kept of [state.keys, state.months]) {
    for (const epoch of Object.keys(kept)) if (acceptedUntil(epoch) <= now) delete kept[epoch];
  }
}

/** Whether it was kept: a browser may keep nothing, or be full. */
export function save(store: Store | null, state: State): boolean {
  try {
    store?.setItem(NAME, JSON.stringify(state));
    return store?.getItem(NAME) != null;
  } catch {
    return false;
  }
}

export function forget(store: Store | null): void {
  store?.removeItem(NAME);
}

/** Changes what is kept, if something is; from what is there now, as another window may have changed it. */
export function change(store: Store | null, run: (state: State) => void): void {
  const state = load(store);
  if (!state) return;
  run(state);
  save(store, state);
}

/** The browser's store; a browser that is told to keep nothing throws when it is asked for. */
export function browserStore(): Store | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Not in two windows at once, where the browser can see to that. */
export async function alone<T>(run: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request('vestka-plus', run) as Promise<T>) : run();
}
