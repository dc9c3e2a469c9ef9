// The desk's list, live and by keys. The page marks it up: `#lines` holds the stories in groups, each a row `.line` with
// an id and a link; `#live` says how the list fares, in words of its attributes; `data-key` names the key of a control.
// Without this script all of it works.
import { deskKeys } from './desk/keys';
import { Lines } from './desk/lines';
import { listen } from './shared/live';
import { own } from './shared/ownwords';
import { countDown } from './shared/undo';

const GATHER_MS = 150;
const RETRY_MS = 5_000;

function start(list: HTMLElement): void {
  const told = document.getElementById('live');
  const lines = new Lines(list, told?.dataset.newText);
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
  listen(list.dataset.live || '/desk/live', { desk: () => fetchSoon(GATHER_MS) }, live => {
    if (told) {
      told.textContent = live ? (told.dataset.liveText ?? '') : (told.dataset.notLiveText ?? own('desk-not-live', 'Not live: the line to the server is broken. Trying again…'));
      told.classList.toggle('not-live', !live);
    }
    // What was told while the line was broken was told to nobody.
    if (live && !wasLive) fetchSoon(0);
    wasLive = live;
  });
  deskKeys(list);
}

const list = document.getElementById('lines');
if (list) start(list);
// After a flash.
countDown();
