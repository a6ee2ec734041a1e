// Makes figures of a summary: what each shows, and in which words.

import {bars, lines, rows} from './plots.js';
import {figure} from './shapes.js';
import {capital, count, days, duration, longDay, number, reason, shortDay} from './words.js';

const LOOKS = [{status: 'given', name: 'Given'}, {status: 'refused', name: 'Refused'}, {status: 'withdrawn', name: 'Withdrawn'}];
const STEPS = [[1_000, '1 s'], [60_000, '1 min'], [3_600_000, '1 h'], [86_400_000, '1 d'], [604_800_000, '1 wk'], [Infinity, 'more']];

/** The name of a topic or purpose: its label in the catalog where it still is there, else its id. */
export function namer(catalog) {
  const label = (kind, id) => catalog?.[kind]?.find(one => one.id === id)?.label?.en ?? capital(id.replaceAll('_', ' '));
  return ({type, id, channel}) => {
    if (type === 'purpose') return label('purposes', id);
    return label('topics', id) + (channel ? ' by ' + label('channels', channel) : '');
  };
}

const kind = setting => setting.type === 'purpose' ? 'Purpose' : 'Topic';
const standing = (setting, status) => (setting.days.at(-1)?.standing ?? setting.opening)[status] ?? 0;

/** Purposes first, then topics, those on one channel last. */
export function ordered(summary) {
  const order = ['purpose', 'topic', 'topic_channel'];
  return [...summary.settings].sort((one, other) => order.indexOf(one.setting.type) - order.indexOf(other.setting.type));
}

/** Where each consent stands at the end of the period. */
export function now(settings, name, last) {
  const shown = settings.filter(setting => LOOKS.some(look => standing(setting, look.status) > 0));
  const series = LOOKS.map(look => ({look: look.status, name: look.name, values: shown.map(setting => standing(setting, look.status))}));
  return figure({
    title: 'Where consents stand', description: `Customers by their newest choice, at the end of ${longDay(last)}. Who was never asked, or took an answer back, is not counted.`,
    series, draw: rows(shown.map(setting => name(setting.setting)), series), head: ['Purpose or topic', ...LOOKS.map(look => look.name)],
    rows: shown.map(setting => [`${kind(setting.setting)}: ${name(setting.setting)}`, ...LOOKS.map(look => number(standing(setting, look.status)))]),
    empty: shown.length ? '' : 'Nobody has chosen anything yet. Figures appear with the first choice.',
  });
}

/** One topic or purpose, day by day. */
export function overTime(setting, name, from, to) {
  const all = days(from, to);
  const known = new Map(setting.days.map(day => [day.day, day]));
  const values = Object.fromEntries(LOOKS.map(look => [look.status, []]));
  let current = setting.opening;
  for (const day of all) {
    current = known.get(day)?.standing ?? current;
    for (const look of LOOKS) values[look.status].push(current[look.status] ?? 0);
  }
  const series = LOOKS.map(look => ({look: look.status, name: look.name, line: true, values: values[look.status]}));
  const last = series.map(one => `${number(one.values.at(-1))} ${one.name.toLowerCase()}`).join(', ');
  return figure({
    title: name(setting.setting), description: `${kind(setting.setting)}. At the end: ${last}.`, series, draw: lines(all, series),
    head: ['Day (UTC)', ...LOOKS.map(look => look.name), 'Records that day'],
    rows: all.map((day, at) => [longDay(day), ...series.map(one => number(one.values[at])),
      Object.entries(known.get(day)?.records ?? {}).map(([status, many]) => `${number(many)} ${status === 'unknown' ? 'taken back' : status}`).join(', ') || '–']),
  });
}

export function withdrawals(summary) {
  const all = days(summary.from, summary.to);
  const known = new Map(summary.withdrawals.days.map(day => [day.day, day.records]));
  const series = [{look: 'withdrawn', name: 'Withdrawals', values: all.map(day => known.get(day) ?? 0)}];
  const busiest = summary.withdrawals.days.reduce((most, day) => day.records > (most?.records ?? 0) ? day : most, null);
  return figure({
    title: 'Withdrawals a day', description: busiest ? `${count(summary.withdrawals.records, 'withdrawal')} in the period; most on ${longDay(busiest.day)}: ${number(busiest.records)}.` : 'None in the period.',
    series, draw: bars(all.map(shortDay), series), head: ['Day (UTC)', 'Withdrawals'], rows: all.map(day => [longDay(day), number(known.get(day) ?? 0)]),
    empty: busiest ? '' : 'Nobody withdrew a consent.',
  });
}

/** How long it took from the customer's act to its effect. */
export function delays({withdrawals: {records, toEffect}}) {
  const values = STEPS.map(() => 0);
  toEffect.steps.forEach(step => { values[STEPS.findIndex(([most]) => step.atMostMillis <= most)] += step.records; });
  const series = [{look: 'withdrawn', name: 'Withdrawals', values}];
  return figure({
    title: 'From withdrawal to effect',
    description: records ? `Half took at most ${duration(toEffect.p50Millis)}, 95 of 100 at most ${duration(toEffect.p95Millis)}. Each bar: at most that long, from the customer's act until it bound every decision.`
      : 'From the customer\'s act until it bound every decision.',
    series, draw: bars(STEPS.map(([, label]) => label), series, 4), head: ['Time to effect', 'Withdrawals'],
    rows: STEPS.map(([most, label], at) => [most === Infinity ? 'Longer' : 'At most ' + label, number(values[at])]),
    empty: records ? '' : 'Nobody withdrew a consent.',
  });
}

export function contacts(summary) {
  const all = days(summary.from, summary.to);
  const known = new Map(summary.contacts.days.map(day => [day.day, day]));
  const series = [['sent', 'Sent'], ['withheld', 'Held back']].map(([look, name]) => ({look, name, values: all.map(day => known.get(day)?.[look] ?? 0)}));
  return figure({
    title: 'Contacts a day', description: `${number(summary.contacts.sent)} sent, ${number(summary.contacts.withheld)} held back, ${number(summary.contacts.released)} allowed but not used.`,
    series, draw: bars(all.map(shortDay), series), head: ['Day (UTC)', 'Sent', 'Held back', 'Not used'],
    rows: all.map(day => [longDay(day), ...['sent', 'withheld', 'released'].map(state => number(known.get(day)?.[state] ?? 0))]),
    empty: summary.contacts.days.length ? '' : 'No contact was asked for with a place to hold, and none was recorded.',
  });
}

export function reasons({contacts: {withheld, reasons: found}}) {
  const sorted = [...found].sort((one, other) => other.contacts - one.contacts);
  const series = [{look: 'withheld', name: 'Held back', values: sorted.map(one => one.contacts)}];
  return figure({
    title: 'Why contacts were held back', description: withheld ? `${count(withheld, 'contact')} held back. One with several reasons counts with each.` : 'None in the period.',
    series, draw: rows(sorted.map(one => reason(one.code)), series), head: ['Reason', 'Contacts'], rows: sorted.map(one => [reason(one.code), number(one.contacts)]),
    empty: withheld ? '' : 'No contact was held back.',
  });
}
