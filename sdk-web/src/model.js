/** What catalog and preferences mean to whoever looks at them. Pure. */

/** @import {Catalog, Effective, Patch, Preferences} from './types.js' */
/** @import {Speech} from './speech.js' */

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const LONGEST_LIST = 4;
const TYPES = {contactHours: 'contact_hours', preferredChannel: 'preferred_channel'};

/** Whether anything about a topic may come, on any channel. @param {Effective} effective @param {string} id */
export const comes = (effective, id) => Object.values(effective.topics[id]?.channels ?? {}).some(channel => channel.value);

/** A copy of an object with one member, however deep, set. */
export const at = (path, value) => path.reduceRight((inner, name) => ({[name]: inner}), value);

/** What a patch holds at a path; undefined where it says nothing. */
export const held = (patch, path) => path.reduce((inner, name) => inner?.[name], patch);

/** Two patches as one, the later winning (RFC 7396). */
export function merged(first, second) {
  const both = {...first};
  for (const name in second) {
    const value = second[name];
    both[name] = value && typeof value === 'object' && !Array.isArray(value) ? merged(both[name], value) : value;
  }
  return both;
}

/** The newest version of each notice, by its id. @param {Catalog} catalog */
export function notices(catalog) {
  const newest = {};
  for (const notice of catalog.notices) {
    if (!(newest[notice.id]?.version > notice.version)) newest[notice.id] = notice;
  }
  return newest;
}

/** The versions of the notices that belong to what a patch chooses: those the customer could read. @param {Catalog} catalog @param {Patch} patch */
export function noticesShown(catalog, patch) {
  const newest = notices(catalog);
  const shown = {};
  for (const [list, chosen] of [[catalog.topics, patch.topics], [catalog.purposes, patch.purposes]]) {
    for (const {id, notice} of list) {
      if (notice && chosen?.[id]) shown[notice] = newest[notice].version;
    }
  }
  return shown;
}

/** A cap in words. @param {Speech} speech */
export const cap = (speech, value) => value ? speech.say(`cap.${value.per}`, {count: value.max}) : speech.say('cap.none');

/** A setting and its value in words. @param {Speech} speech @param {Catalog} catalog */
export function said(speech, catalog, {type, id, channel}, value) {
  const name = (list, which) => speech.own(list.find(item => item.id === which)?.label, which);
  const [list, member] = type.split(/_(.+)/);
  const about = id
    ? [name(catalog[`${list}s`], id), channel ? name(catalog.channels, channel) : member && speech.say(`setting.${member}`)].filter(Boolean).join(', ')
    : speech.say(`setting.${type}`);
  return speech.say('setting', {setting: about, value: valueSaid(speech, type, value, name, catalog)});
}

function valueSaid(speech, type, value, name, catalog) {
  if (value === null || value === undefined) return speech.say(type.endsWith('frequency') ? 'cap.none' : type.endsWith('contact_hours') ? 'hours.any' : 'unset');
  if (typeof value === 'boolean') return speech.say(value ? 'yes' : 'no');
  if (value.per) return cap(speech, value);
  if (value.until) return speech.say('until', {moment: speech.moment(value.until)});
  if (type.endsWith('contact_hours')) return value.map(span => hoursSaid(speech, span)).join('; ');
  if (type === 'overflow') return speech.say(`overflow.${value}`);
  if (type === 'language') return languageName(value);
  if (Array.isArray(value)) return callers(speech, value);
  return name({tone: catalog.tones, relationship: catalog.relationships, preferred_channel: catalog.channels}[type] ?? [], value);
}

/** Who calls. @param {Speech} speech */
export const callers = (speech, who) => speech.list(who.map(each => speech.say(`caller.${each}`)));

const hoursSaid = (speech, {days, from, to}) => `${speech.list(days.map(day => speech.day(DAYS.indexOf(day))))} ${from}–${to}`;

/** What a language calls itself. */
export const languageName = tag => new Intl.DisplayNames(tag, {type: 'language'}).of(tag) ?? tag;

/**
 * What a change has done, in concrete words: what it was, what no longer comes, what comes from now on, and what still comes.
 *
 * @param {Speech} speech
 * @param {Catalog} catalog
 * @param {Preferences} before
 * @param {Preferences} after
 * @param {string} what
 */
export function outcome(speech, catalog, before, after, what) {
  const groups = {stops: [], starts: [], still: []};
  for (const topic of catalog.topics) {
    const was = comes(before.effective, topic.id);
    const is = comes(after.effective, topic.id);
    if (was || is) groups[was && is ? 'still' : is ? 'starts' : 'stops'].push(speech.own(topic.label));
  }
  const names = list => list.length > LONGEST_LIST ? [...list.slice(0, LONGEST_LIST - 1), speech.say('more', {count: list.length - LONGEST_LIST + 1})] : list;
  const sentences = [what];
  for (const group of ['stops', 'starts']) {
    if (groups[group].length) sentences.push(speech.say(group, {topics: speech.list(names(groups[group]))}));
  }
  if (groups.still.length) sentences.push(speech.say('still', {topics: speech.list(names(groups.still))}));
  else if (!groups.starts.length) sentences.push(speech.say('nothing'));
  return sentences.join(' ');
}

/** What holds otherwise than before, setting by setting: what a relationship brings. @param {Speech} speech @param {Catalog} catalog @param {Effective} before @param {Effective} after */
export function differences(speech, catalog, before, after) {
  const all = effective => [
    ...['tone', 'frequency', 'contactHours', 'overflow', 'preferredChannel'].map(name => [{type: TYPES[name] ?? name}, effective[name].value]),
    ...catalog.channels.flatMap(({id}) => ['allowed', 'frequency', 'contactHours', 'callers'].map(name =>
      [{type: name === 'allowed' ? 'channel' : `channel_${TYPES[name] ?? name}`, id}, effective.channels[id][name]?.value])),
  ];
  const was = all(before);
  return all(after).filter(([, value], no) => JSON.stringify(value) !== JSON.stringify(was[no][1])).map(([setting, value]) => said(speech, catalog, setting, value));
}

