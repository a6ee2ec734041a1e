// Writes numbers, moments and names for people. Days and moments are UTC, as in the log.

const NUMBER = new Intl.NumberFormat('en-US');
const DAY = new Intl.DateTimeFormat('en-US', {month: 'short', day: 'numeric', timeZone: 'UTC'});
const LONG_DAY = new Intl.DateTimeFormat('en-US', {month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC'});
const STEPS = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1_000, 's']];
const REASONS = {
  erased: 'Customer erased', restricted: 'Processing restricted', stopped: 'Stopped everything', paused: 'Paused', consent_missing: 'No consent', consent_expired: 'Consent expired', notice_outdated: 'Notice outdated',
  purpose_refused: 'Purpose refused', channel_refused: 'Channel refused', caller_refused: 'Kind of caller refused', topic_refused: 'Topic refused',
  topic_channel_refused: 'Topic refused on channel', contact_hours: 'Outside contact hours', quiet_hours: 'Quiet hours', frequency_cap: 'Frequency cap',
};

export const number = count => NUMBER.format(count);
export const count = (many, one, several = one + 's') => number(many) + ' ' + (many === 1 ? one : several);
export const shortDay = day => DAY.format(new Date(day));
export const longDay = day => LONG_DAY.format(new Date(day));
export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
export const reason = code => REASONS[code] ?? capital(code.replaceAll('_', ' '));
export const isoDay = moment => new Date(moment).toISOString().slice(0, 10);

/** Nov 22, 2026, 09:28 UTC */
export function moment(text) {
  return longDay(text) + ', ' + new Date(text).toISOString().slice(11, 16) + ' UTC';
}

/** < 1 ms, 40 ms, 1.5 s, 10 min, 2.3 d */
export function duration(millis) {
  if (millis < 1) return '< 1 ms';
  const [step, unit] = STEPS.find(([length]) => millis >= length) ?? [1, 'ms'];
  return NUMBER.format(Math.round(millis / step * 10) / 10) + ' ' + unit;
}

export function size(bytes) {
  const step = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return NUMBER.format(Math.round(bytes / 1_000 ** step * 10) / 10) + ' ' + ['B', 'kB', 'MB', 'GB'][step];
}

/** Every day from one to another, both in it, as 2026-11-22. */
export function days(from, to) {
  const all = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000) all.push(isoDay(day));
  return all;
}
