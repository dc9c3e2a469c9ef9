// What came in since the page was opened: the list is asked for again, and put in the place of the old one when a story
// is new or has changed.

const EVERY_MS = 15_000;
const list = document.getElementById("list");
const told = document.getElementById("told");

const versions = (of) => [...of.querySelectorAll("[data-version]")].map((line) => line.dataset.version);

async function look() {
  if (document.hidden || list.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById("list");
  if (!now) return;
  const [before, after] = [versions(list), versions(now)];
  if (before.join() === after.join()) return;
  list.replaceChildren(...now.children);
  const fresh = [...list.querySelectorAll("[data-version]")].filter((line) => !before.includes(line.dataset.version));
  fresh.forEach((line) => line.classList.add("fresh"));
  if (fresh.length) told.textContent = `${list.dataset.new} ${fresh[0].querySelector("h2").textContent}`;
}

setInterval(() => look().catch(() => {}), EVERY_MS);
document.addEventListener("visibilitychange", () => look().catch(() => {}));
