// What happens in the newsroom, told by the server while the page is open. The browser reconnects by itself after a
// broken line; after a refusal it gives up, so that is done here.

const FIRST_MS = 1_000;
const LAST_MS = 60_000;

export interface Live {
  close(): void;
}

export function listen(url: string, events: Record<string, (data: string) => void>, state: (live: boolean) => void): Live {
  let source: EventSource | null = null;
  let timer = 0;
  let wait = FIRST_MS;
  let wasLive: boolean | null = null;
  const say = (live: boolean) => {
    if (live !== wasLive) state(live);
    wasLive = live;
  };
  const open = () => {
    source = new EventSource(url);
    source.onopen = () => {
      wait = FIRST_MS;
      say(true);
    };
    source.onerror = () => {
      say(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(open, wait);
      wait = Math.min(LAST_MS, wait * 2);
    };
    for (const [name, run] of Object.entries(events)) source.addEventListener(name, event => run((event as MessageEvent<string>).data));
  };
  open();
  return {
    close() {
      clearTimeout(timer);
      source?.close();
    },
  };
}
