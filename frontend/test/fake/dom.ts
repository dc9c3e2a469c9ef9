// A document for tests that read HTML without a browser.
import { Window } from 'happy-dom';

export function withDom(): void {
  const window = new Window();
  Object.assign(globalThis, { window, document: window.document });
}
