// The desk's list, live and by keys. The page marks it up: `[data-lines]` is the list, its rows `.line` with an id and a
// link, among headings `.group`; it stands in a box with what belongs to it. `[data-search]` is the search field,
// `[data-new]` the way to a new story. Without this script all of it works.
import { deskKeys } from './desk/keys';
import { Lines } from './desk/lines';
import { copies } from './shared/copy';
import { listen } from './shared/live';
import { own } from './shared/ownwords';
import { countDown } from './shared/undo';

const GATHER_MS = 150;
const RETRY_MS = 5_000;

function start(box: HTMLElement, url: string): void {
  const told = document.createElement('p');
  told.className = 'not-live';
  told.setAttribute('role', 'status');
  box.before(told);
  const lines = new Lines(box);

  let timer = 0;
  let running = false;
  let again = false;
  const fetchSoon = (ms: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void refresh(), ms);
  };
  const refresh = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    try {
      const response = await fetch(location.href, { headers: { Accept: 'text/html; fragment=lines' }, redirect: 'manual', cache: 'no-store' });
      if (response.ok) lines.take(await response.text());
      else if (response.status >= 500) fetchSoon(RETRY_MS);
    } catch {
      fetchSoon(RETRY_MS);
    }
    running = false;
    if (again) fetchSoon(GATHER_MS);
  };

  let wasLive = true;
  listen(url, { desk: () => fetchSoon(GATHER_MS) }, live => {
    told.textContent = live ? '' : own('desk-not-live', 'Not live: the line to the server is broken. Trying again…');
    // What was told while the line was broken was told to nobody.
    if (live && !wasLive) fetchSoon(0);
    wasLive = live;
  });
  deskKeys(box);
}

const list = document.querySelector<HTMLElement>('[data-lines]');
if (list?.parentElement) start(list.parentElement, list.dataset.live || '/desk/live');
// After a flash.
countDown();
// After an invitation.
copies();
