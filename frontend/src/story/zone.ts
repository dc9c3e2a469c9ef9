// Times as the agency's clock on the wall shows them. A form's field has no zone, so it is always the agency's and named.

/** Minutes that the zone is ahead of UTC at this moment. */
function offsetMinutes(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric',
    minute: 'numeric', second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find(part => part.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
}

/** RFC 3339 to what `<input type=datetime-local>` holds, on the zone's clock; empty for what is no time. */
export function toField(time: string, zone: string): string {
  const at = Date.parse(time);
  if (Number.isNaN(at)) return '';
  return new Date(at + offsetMinutes(at, zone) * 60_000).toISOString().slice(0, 16);
}

/** The other way; an hour that the clock skips in spring is taken as the one after. Null for what is no time. */
export function fromField(field: string, zone: string): string | null {
  const wall = Date.parse(`${field}:00Z`.replace(/^(.{16}):\d\d:00Z$/, '$1:00Z'));
  if (!field || Number.isNaN(wall)) return null;
  // The offset at the moment itself, found from the offset near it.
  const near = wall - offsetMinutes(wall, zone) * 60_000;
  const at = wall - offsetMinutes(near, zone) * 60_000;
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Whether the browser knows the zone; an unknown name falls back to its own. */
export function knownZone(zone: string | undefined): string {
  try {
    if (zone) return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    // A name that this browser's tables do not have.
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Hours and minutes for the state line. */
export function clockTime(at: number, language: string, zone: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at);
}
