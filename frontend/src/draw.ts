// On plus stories in full: looks whether the coming month's passes are due, and loads the wallet only then. Nothing is
// fetched and nothing is sent before.
import { dueAhead } from './wallet/due';
import { browserStore, change, load } from './wallet/state';

const { walletScript, issuer = '' } = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
const share = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

const store = browserStore();
let isDue = false;
// The moment is chosen, and kept, when the month is first seen coming.
if (load(store)?.words) change(store, state => (isDue = dueAhead(state, Date.now(), share) !== null));
if (isDue && walletScript) void import(walletScript).then((wallet: { drawAhead(issuer: string): Promise<boolean> }) => wallet.drawAhead(issuer));
