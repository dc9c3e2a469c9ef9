// Taking a publication back: a plain form, which this counts down.

const SECOND_MS = 1_000;

/** The ten seconds in which a publication can be taken back, counted down; then the way is gone. */
export function countDown(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-undo-ms]');
  const left = form?.querySelector<HTMLElement>('[data-undo-left]');
  if (!form) return;
  const end = Date.now() + Number(form.dataset.undoMs);
  const tick = () => {
    const ms = end - Date.now();
    // Not while it is being pressed: the server has the last word anyway.
    if (ms <= 0 && !form.contains(document.activeElement)) return form.remove();
    if (left) left.textContent = `(${Math.max(0, Math.ceil(ms / SECOND_MS))})`;
    if (ms > 0) setTimeout(tick, SECOND_MS / 4);
    else form.addEventListener('focusout', () => form.remove(), { once: true });
  };
  tick();
}
