// Passkeys: forms with `data-passkey="create"` or `"get"` ask the server for options (POST `data-options`), the browser
// for a key, and tell the server (POST `data-finish`). What fails stands in the form's alert, in words.
import { own } from './shared/ownwords';
import { asJson, creationOptions, requestOptions } from './passkey/coding';

interface Told {
  go?: string;
  error?: string;
}

class Sentence extends Error {}

async function post(url: string, body: unknown): Promise<Told & Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST', body: JSON.stringify(body), redirect: 'manual',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  });
  const told = (await response.json().catch(() => ({}))) as Told & Record<string, unknown>;
  if (told.error) throw new Sentence(told.error);
  if (!response.ok) throw new Sentence(own('passkey-failed', 'That did not work. Try again.'));
  return told;
}

/** What the form holds beside: a name for the key, an invite's secret. */
function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  new FormData(form).forEach((value, name) => typeof value === 'string' && (fields[name] = value));
  return fields;
}

async function ceremony(form: HTMLFormElement): Promise<void> {
  const { passkey, options, finish } = form.dataset;
  if (!window.PublicKeyCredential) throw new Sentence(own('passkey-none', 'This browser has no passkeys. Use the other way to sign in.'));
  const fields = fieldsOf(form);
  const told = await post(options ?? '', fields);
  const credential = passkey === 'create'
    ? await navigator.credentials.create(creationOptions(told))
    : await navigator.credentials.get(requestOptions(told));
  if (!credential) throw new Sentence(own('passkey-failed', 'That did not work. Try again.'));
  const { go } = await post(finish ?? '', asJson(credential as PublicKeyCredential));
  if (go) location.assign(go);
  else location.reload();
}

function sentence(failure: unknown): string {
  if (failure instanceof Sentence) return failure.message;
  const name = failure instanceof Error ? failure.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') {
    return own('passkey-cancelled', 'The browser made no passkey: it was cancelled or took too long.');
  }
  return own('passkey-failed', 'That did not work. Try again.');
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  // Drawn hidden, because without this script it would lead nowhere.
  form.hidden = false;
  form.addEventListener('submit', event => {
    event.preventDefault();
    const alert = form.querySelector<HTMLElement>('[role=alert]');
    const button = form.querySelector<HTMLButtonElement>('button:not([type=button])');
    if (button?.disabled) return;
    if (alert) alert.textContent = '';
    if (button) button.disabled = true;
    ceremony(form)
      .catch((failure: unknown) => alert && (alert.textContent = sentence(failure)))
      .finally(() => button && (button.disabled = false));
  });
}
