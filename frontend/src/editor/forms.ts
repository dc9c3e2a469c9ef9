// The page's other forms about the story - publish, submit, correct, hand on - mean what is on the page. Before one of
// them is sent the text is saved, and the form speaks of the revision that the server has then.
import type { Saver } from '../saving/saver';
import { h } from '../shared/dom';
import { say } from '../shared/words';

export function saveBeforeForms(storyUrl: string, saver: Saver, tell: (words: string) => void): void {
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    const action = new URL(form.getAttribute('action') ?? '', location.href).pathname;
    if (form.id === 'story' || event.defaultPrevented || !action.startsWith(`${storyUrl}/`)) return;
    const revision = form.querySelector<HTMLInputElement>('input[name="revision"]');
    if (saver.isClean) {
      // A form about an old revision means that one.
      if (revision && !revision.hasAttribute('data-fixed')) revision.value = String(saver.base);
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    void saver.flush().then(saved => {
      if (saved) form.requestSubmit(submitter);
      else tell(say('save-first'));
    });
  });
}

/** Opens the publish form and goes to its first control. */
export function askPublish(): void {
  const place = document.getElementById('publish');
  if (!place) return;
  const details = place.closest('details');
  if (details) details.open = true;
  if (place instanceof HTMLDialogElement && !place.open) place.showModal();
  const controls = place.querySelectorAll<HTMLElement>('button,select,textarea,input:not([type="hidden"]),a[href]');
  const first = [...controls].find(control => control.offsetParent !== null && !control.closest('details:not([open])')) ?? place;
  first.focus();
  place.scrollIntoView({ block: 'nearest' });
}

/** A published story without changes was drawn without the button that publishes them: it comes with the first one. */
export function offerPublishing(): void {
  const form = document.querySelector<HTMLFormElement>('form#publish');
  if (!form || form.querySelector('button')) return;
  form.querySelector('p')?.remove();
  form.append(h('button', {}, say('publish-changes')));
}
