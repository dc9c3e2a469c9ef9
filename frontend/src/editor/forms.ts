// The page's other forms about the story - publish, correct, kill, hand on - speak of a revision. Before one is sent the
// text is saved, and the form speaks of what the server has then.
import type { Saver } from '../saving/saver';
import { say } from '../shared/words';

export function saveBeforeForms(story: HTMLFormElement, saver: Saver, tell: (words: string) => void): void {
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    const revision = form.querySelector<HTMLInputElement>('input[name="revision"]');
    if (form === story || !revision || form.closest('dialog.ask')) return;
    // Pages that show old revisions have forms that mean just those.
    if (revision.hasAttribute('data-fixed')) return;
    if (saver.isClean) {
      revision.value = String(saver.base);
      return;
    }
    event.preventDefault();
    const submitter = (event as SubmitEvent).submitter;
    void saver.flush().then(saved => {
      if (saved) form.requestSubmit(submitter instanceof HTMLElement ? submitter : null);
      else tell(say('save-first'));
    });
  });
}

/** Opens the publish form and goes to its first control. */
export function askPublish(): void {
  const place = document.getElementById('publish');
  if (!place) return;
  const details = place.closest('details') ?? place.querySelector('details');
  if (details) details.open = true;
  if (place instanceof HTMLDialogElement && !place.open) place.showModal();
  const first = place.querySelector<HTMLElement>('button,select,textarea,input:not([type="hidden"])') ?? place;
  first.focus();
  place.scrollIntoView({ block: 'nearest' });
}
