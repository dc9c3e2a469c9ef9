// The reader's wallet, on the page of one's passes and on the way in from a story. It is a module: the
// drill against the crate `passes` loads what readers get.
import { EnterPage } from './wallet/enter';
import { PassesPage } from './wallet/passes';
import { browserStore, load } from './wallet/state';
import { Views } from './wallet/view';

export * from './wallet/protocol/index';

if (typeof document !== 'undefined') {
  const passes = document.querySelector<HTMLElement>('[data-wallet="passes"]');
  const enter = document.querySelector<HTMLElement>('[data-wallet="enter"]');
  const form = document.querySelector<HTMLFormElement>('form[data-wallet-form]');
  // Over plain HTTP browsers have no WebCrypto: the page says so.
  if (passes && !globalThis.crypto?.subtle) new Views(passes).show('insecure');
  else if (passes) new PassesPage(new Views(passes), browserStore());
  const store = browserStore();
  if (enter && form && load(store)) new EnterPage(new Views(enter), form, store, to => location.assign(to));
}
